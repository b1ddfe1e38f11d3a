package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"gainsay/internal/dossier"
)

// goldenFile is the scene as a file.
func goldenFile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// expectFault reads a file and expects to be refused with a code, a place, and a
// message that holds certain words.
func expectFault(t *testing.T, name string, data []byte, code Code, path, says string) {
	t.Helper()
	d, err := DecodeNative(data)
	var f *Fault
	if d != nil || !errors.As(err, &f) {
		t.Errorf("%s: it is read, with the error %v", name, err)
		return
	}
	if f.Code != code || f.Path != path || !strings.Contains(f.Error(), says) {
		t.Errorf("%s: refused as %s at %q: %v; it should be %s at %q, with %q", name, f.Code, f.Path, f, code, path, says)
	}
	for _, jargon := range []string{"Go ", "json:", "interface", "struct", "unmarshal", "dossier."} {
		if strings.Contains(f.Error(), jargon) {
			t.Errorf("%s: %q speaks to programmers: %q", name, f.Error(), jargon)
		}
	}
}

func TestWhatIsNoFileOfOurs(t *testing.T) {
	whole := goldenFile(t)
	expectFault(t, "nothing", nil, CutOff, "", "empty")
	expectFault(t, "space", []byte(" \n"), CutOff, "", "empty")
	expectFault(t, "words", []byte("Dear editor"), NotJSON, "", "line 1")
	expectFault(t, "a broken line", []byte("{\n\"a\": 1,\n\"b\" 2}"), NotJSON, "", "line 3")
	expectFault(t, "bytes", []byte("{\"a\":\"\xff\"}"), NotJSON, "", "UTF-8")
	expectFault(t, "trailing garbage", append(bytes.Clone(whole), []byte("{}")...), NotJSON, "", "not JSON")
	expectFault(t, "a list", []byte(`[1]`), NotOurs, "", "holds no object")
	expectFault(t, "null", []byte(`null`), NotOurs, "", "format")
	expectFault(t, "another format", []byte(`{"format":"label-studio","version":1}`), NotOurs, "", "format")
	expectFault(t, "no version", []byte(`{"format":"gainsay.dossier"}`), Invalid, "version", "version")
	expectFault(t, "a version below 0", []byte(`{"format":"gainsay.dossier","version":-1}`), Invalid, "version", "version")
	expectFault(t, "a version that is null", []byte(`{"format":"gainsay.dossier","version":null,"links":[]}`), Invalid, "version", "version")
	expectFault(t, "a newer version", []byte(`{"format":"gainsay.dossier","version":2}`), Newer, "", "newer Gainsay")
	expectFault(t, "too much", bytes.Repeat([]byte(" "), Limit+1), TooLarge, "", "20 MB")
	for n := 1; n < len(whole)-2; n += 97 {
		expectFault(t, "cut off", whole[:n], CutOff, "", "cut off")
	}
}

func TestAByteOrderMarkDoesNoHarm(t *testing.T) {
	decoded(t, append([]byte("\xEF\xBB\xBF"), goldenFile(t)...))
}

// set gives a member, named by the way to it, another value; null removes it.
func set(t *testing.T, value any, way ...any) []byte {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal(goldenFile(t), &file); err != nil {
		t.Fatal(err)
	}
	var here any = file
	for i, key := range way {
		last := i == len(way)-1
		switch at := here.(type) {
		case map[string]any:
			if last && value == nil {
				delete(at, key.(string))
			} else if last {
				at[key.(string)] = value
			}
			here = at[key.(string)]
		case []any:
			if last {
				at[key.(int)] = value
			}
			here = at[key.(int)]
		default:
			t.Fatalf("there is no way %v", way)
		}
	}
	data, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAFaultIsNamedWithItsPlace(t *testing.T) {
	const (
		first  = "urn:uuid:00000000-0000-4000-8000-000000000001"
		nobody = "urn:uuid:99999999-0000-4000-8000-000000000000"
	)
	const moment = "2026-03-04T05:06:07Z"
	evidence := func(member string, value any) map[string]any {
		e := map[string]any{"id": nobody, "relation": "supports", "created": moment, "modified": moment}
		e[member] = value
		return e
	}
	review := func(id string) map[string]any {
		return map[string]any{"id": id, "by": "Ada", "at": moment, "decision": "accepted"}
	}
	claimID := func(n int) string {
		var file struct{ Claims []struct{ ID string } }
		if err := json.Unmarshal(goldenFile(t), &file); err != nil {
			t.Fatal(err)
		}
		return file.Claims[n].ID
	}
	for _, c := range []struct {
		value any
		way   []any
		path  string
		says  string
	}{
		{nil, []any{"id"}, "id", "UUID"},
		{"42", []any{"id"}, "id", "UUID"},
		{7, []any{"id"}, "id", "a number where a string belongs"},
		{nil, []any{"created"}, "created", "missing"},
		{"yesterday", []any{"modified"}, "modified", "yesterday"},
		{nil, []any{"claims"}, "claims", "missing"},
		{map[string]any{}, []any{"claims"}, "claims", "an object where an array belongs"},
		{nil, []any{"oppositions"}, "oppositions", "missing"},
		{nil, []any{"article", "text"}, "article.text", "missing"},
		{"Other words.", []any{"article", "text"}, "article.sha256", "changed"},
		{"utf-16", []any{"article", "offsets"}, "article.offsets", "utf-16"},
		{nil, []any{"article", "blocks"}, "article.blocks", "missing"},
		{[]any{}, []any{"article", "blocks"}, "article.blocks", "blocks"},
		{"table", []any{"article", "blocks", 2, "kind"}, "article.blocks[2].kind", "table"},
		{"advert", []any{"article", "blocks", 2, "role"}, "article.blocks[2].role", "advert"},
		{7, []any{"article", "blocks", 0, "level"}, "article.blocks[0].level", "7"},
		{"up", []any{"article", "blocks", 2, "dir"}, "article.blocks[2].dir", "up"},
		{3, []any{"article", "blocks", 1, "start"}, "article.blocks[1]", "stand"},
		{-1, []any{"claims", 1, "anchor", "start"}, "claims[1].anchor", "not inside the text"},
		{99999, []any{"claims", 1, "anchor", "end"}, "claims[1].anchor", "not inside the text"},
		{0, []any{"claims", 1, "anchor", "end"}, "claims[1].anchor", "not inside the text"},
		{1.5, []any{"claims", 1, "anchor", "end"}, "claims[1].anchor.end", "number"},
		{1e30, []any{"claims", 1, "anchor", "end"}, "claims[1].anchor.end", "number"},
		{"Beijing denied it.", []any{"claims", 0, "anchor", "exact"}, "claims[0].anchor", "quotes"},
		{strings.Repeat("0", 64), []any{"claims", 2, "anchor", "text"}, "claims[2].anchor", "names a text that is not here"},
		{"Peking", []any{"claims", 2, "attribution", "source", "anchor", "exact"}, "claims[2].attribution.source.anchor", "quotes"},
		{"shout", []any{"claims", 3, "stance"}, "claims[3].stance", "shout"},
		{nil, []any{"claims", 3, "created"}, "claims[3].created", "missing"},
		{"a tag", []any{"claims", 3, "tags"}, "claims[3].tags", "a string where an array belongs"},
		{claimID(0), []any{"claims", 1, "id"}, "claims[1].id", "already"},
		{first, []any{"claims", 1, "id"}, "claims[1].id", "already"},
		{claimID(0), []any{"oppositions", 0, "id"}, "oppositions[0].id", "already"},
		{nobody, []any{"oppositions", 0, "to"}, "oppositions[0].to", "there is no claim"},
		{nobody, []any{"oppositions", 1, "from"}, "oppositions[1].from", "there is no claim"},
		{"hates", []any{"oppositions", 1, "kind"}, "oppositions[1].kind", "hates"},
		{"machine", []any{"oppositions", 1, "origin"}, "oppositions[1].origin", "machine"},
		{"opinion", []any{"claims", 1, "type"}, "claims[1].type", "opinion"},
		{"done", []any{"claims", 1, "status"}, "claims[1].status", "done"},
		{7, []any{"claims", 1, "status"}, "claims[1].status", "a number where a string belongs"},
		{map[string]any{"any": 1}, []any{"claims", 1, "evidence"}, "claims[1].evidence", "an object where an array belongs"},
		{[]any{nil}, []any{"claims", 1, "evidence"}, "claims[1].evidence[0]", "missing"},
		{[]any{evidence("url", "javascript:alert(1)")}, []any{"claims", 1, "evidence"}, "claims[1].evidence[0].url", "http"},
		{[]any{evidence("url", 7)}, []any{"claims", 1, "evidence"}, "claims[1].evidence[0].url", "a number where a string belongs"},
		{[]any{evidence("date", "in March")}, []any{"claims", 1, "evidence"}, "claims[1].evidence[0].date", "in March"},
		{[]any{evidence("id", nobody), evidence("id", nobody)}, []any{"claims", 1, "evidence"}, "claims[1].evidence[1].id", "already"},
		{map[string]any{"scale": "truth", "rating": "rather", "at": moment}, []any{"claims", 1, "verdict"}, "claims[1].verdict.rating", "rather"},
		{map[string]any{"scale": "taste", "rating": "true", "at": moment}, []any{"claims", 1, "verdict"}, "claims[1].verdict.scale", "taste"},
		{map[string]any{"rating": "true"}, []any{"claims", 1, "verdict"}, "claims[1].verdict.scale", "missing"},
		{[]any{review(nobody), review(nobody)}, []any{"claims", 1, "reviews"}, "claims[1].reviews[1].id", "already"},
		{[]any{review(claimID(0))}, []any{"oppositions", 0, "reviews"}, "oppositions[0].reviews[0].id", "already"},
		{map[string]any{"outcome": "draw", "at": moment}, []any{"oppositions", 0, "resolution"}, "oppositions[0].resolution.outcome", "draw"},
		{[]any{map[string]any{"source": map[string]any{"text": 7}}}, []any{"claims", 1, "attribution", "through"}, "claims[1].attribution.through[0].source.text", "a number"},
		{[]any{map[string]any{"id": nobody, "name": " "}}, []any{"sources"}, "sources[0].name", "missing"},
		{[]any{map[string]any{"id": "truth", "name": "x", "ratings": []any{}}}, []any{"scales"}, "scales[0].ratings", "fewer than two"},
	} {
		expectFault(t, c.path, set(t, c.value, c.way...), Invalid, c.path, c.says)
	}
	expectFault(t, "null in a list", bytes.Replace(goldenFile(t), []byte(`"claims": [`), []byte(`"claims": [null,`), 1), Invalid, "claims[0]", "missing")
	expectFault(t, "half a pair", bytes.Replace(goldenFile(t), []byte("Japan-China Row Over Korean Defectors Simmers\\n"), []byte("Japan \\ud83d Row\\n"), 1), Invalid, "article.sha256", "changed")
}

func TestAnOppositionToItselfIsRefused(t *testing.T) {
	var file struct{ Oppositions []struct{ From string } }
	if err := json.Unmarshal(goldenFile(t), &file); err != nil {
		t.Fatal(err)
	}
	expectFault(t, "itself", set(t, file.Oppositions[0].From, "oppositions", 0, "to"), Invalid, "oppositions[0]", "")
}

func TestTheSchemaRefusesToo(t *testing.T) {
	for _, c := range []struct {
		value any
		way   []any
	}{
		{2, []any{"version"}}, {nil, []any{"id"}}, {"x", []any{"id"}}, {"2026-01-01T00:00:00+01:00", []any{"modified"}}, {nil, []any{"article", "sha256"}},
		{"utf-16", []any{"article", "offsets"}}, {"table", []any{"article", "blocks", 2, "kind"}}, {nil, []any{"article", "blocks", 0, "level"}},
		{-1, []any{"claims", 0, "anchor", "start"}}, {"", []any{"claims", 0, "anchor", "exact"}}, {"shout", []any{"claims", 0, "stance"}},
		{nil, []any{"claims", 0, "attribution", "cue"}}, {"hates", []any{"oppositions", 0, "kind"}}, {nil, []any{"oppositions", 0, "to"}},
		{"opinion", []any{"claims", 0, "type"}}, {"resolved", []any{"claims", 0, "status"}}, {"reviewed", []any{"oppositions", 0, "status"}},
		{[]any{map[string]any{}}, []any{"claims", 0, "evidence"}}, {[]any{map[string]any{}}, []any{"claims", 0, "reviews"}},
		{map[string]any{"scale": "truth"}, []any{"claims", 0, "verdict"}}, {map[string]any{"when": "soon"}, []any{"claims", 0, "contact"}},
		{map[string]any{}, []any{"oppositions", 0, "resolution"}}, {[]any{map[string]any{}}, []any{"sources"}}, {[]any{map[string]any{}}, []any{"scales"}},
	} {
		if checkSchema(t, set(t, c.value, c.way...)) == nil {
			t.Errorf("the schema takes %v at %v", c.value, c.way)
		}
	}
	if err := checkSchema(t, set(t, map[string]any{"any": 1}, "claims", 0, "x-evidence")); err != nil {
		t.Errorf("the schema does not take a member that it does not know: %v", err)
	}
}

func TestWhatIsNotSaidIsOpen(t *testing.T) {
	d := decoded(t, set(t, "open", "claims", 0, "status"))
	if d.Claims[0].Status != dossier.Open {
		t.Errorf("the status is %q", d.Claims[0].Status)
	}
	if !bytes.Equal(encoded(t, d), goldenFile(t)) {
		t.Error("what is open is written otherwise than what says nothing")
	}
}
