package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
)

// golden holds what a format writes of the scene to a file.
func golden(t *testing.T, name string, data []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, want) {
		t.Errorf("it is written as\n%s\nnot as %s has it; -update writes it anew", data, name)
	}
}

func TestTheSceneInW3C(t *testing.T) { golden(t, "scene.jsonld", written(t, w3c(), scene(t))) }

// w3cForms are the files that the tests of the standard are run on.
func w3cForms(t testing.TB) map[string][]byte {
	bare := rich(t)
	bare.Article.URL, bare.Article.Retrieved = "", ""
	spaced := rich(t)
	spaced.Article.URL = "https://example.org/日本/a b?q=é"
	empty := *scene(t)
	empty.Claims, empty.Oppositions = nil, nil
	forms := map[string][]byte{
		"rich": written(t, w3c(), rich(t)), "scene": written(t, w3c(), scene(t)),
		"without an address": written(t, w3c(), bare), "an address beyond ASCII": written(t, w3c(), spaced),
		"without claims": written(t, w3c(), &empty),
	}
	taken, err := decodeW3CInto([]byte(hypothesisRows), rich(t).Article, editor())
	if err != nil {
		t.Fatal(err)
	}
	forms["from Hypothesis"] = written(t, w3c(), taken.Dossier)
	return forms
}

// suite is the W3C's tests of the annotation model, beside this repository.
const suite = "../../../../shared/data/w3c-web-annotation-tests"

// check is one assertion of the suite.
type check struct {
	Name   string          `json:"name"`
	Schema json.RawMessage `json:"schema"`
}

// musts reads the assertions that a list of the suite names. Every one of them has to
// find what it looks at valid.
func musts(t *testing.T, list string) (checks []check) {
	t.Helper()
	var names struct {
		Assertions []string `json:"assertions"`
	}
	readJSON(t, filepath.Join(suite, list), &names)
	for _, name := range names.Assertions {
		var said struct{ AssertionType, ExpectedResult string }
		c := check{Name: name}
		readJSON(t, filepath.Join(suite, name), &c.Schema)
		if err := json.Unmarshal(c.Schema, &said); err != nil {
			t.Fatal(err)
		}
		if said.AssertionType != "must" || said.ExpectedResult != "valid" {
			t.Fatalf("%s is a %q that is expected to be %q", name, said.AssertionType, said.ExpectedResult)
		}
		checks = append(checks, c)
	}
	return checks
}

func readJSON(t *testing.T, name string, to any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func definitions(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	all := make(map[string]json.RawMessage)
	files, err := fs.Glob(os.DirFS(suite), "definitions/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no definitions: %v", err)
	}
	for _, name := range files {
		var schema json.RawMessage
		readJSON(t, filepath.Join(suite, name), &schema)
		all[filepath.Base(name)] = schema
	}
	return all
}

// finding is a value that a check does not find valid.
type finding struct {
	Check  string `json:"check"`
	Value  int    `json:"value"`
	Errors string `json:"errors"`
}

// validator returns what checks have against values.
type validator func(t *testing.T, definitions map[string]json.RawMessage, checks []check, values []json.RawMessage) []finding

// byGo validates with santhosh-tekuri/jsonschema.
func byGo(t *testing.T, definitions map[string]json.RawMessage, checks []check, values []json.RawMessage) (faults []finding) {
	t.Helper()
	const base = "http://suite.invalid/"
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft4)
	compiler.AssertFormat()
	add := func(name string, data []byte) {
		schema := value(t, data).(map[string]any)
		delete(schema, "id")
		if err := compiler.AddResource(base+name, schema); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range definitions {
		add(name, data)
	}
	for _, c := range checks {
		name := strings.ReplaceAll(c.Name, "/", "-") // beside the definitions, which it names so
		add(name, c.Schema)
		schema, err := compiler.Compile(base + name)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if err := schema.Validate(value(t, v)); err != nil {
				faults = append(faults, finding{c.Name, i, err.Error()})
			}
		}
	}
	return faults
}

func value(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// byNode validates with ajv-draft-04, where Node and the packages are there.
func byNode(t *testing.T, definitions map[string]json.RawMessage, checks []check, values []json.RawMessage) (faults []finding) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node to run the second validator")
	}
	if _, err := os.Stat("validators/node_modules/ajv-draft-04"); err != nil {
		t.Skip("the second validator is not installed; make validators does that")
	}
	input, err := json.Marshal(map[string]any{"definitions": definitions, "checks": checks, "values": values})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "validators/validate.cjs")
	cmd.Stdin = bytes.NewReader(input)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.Bytes())
	}
	if err := json.Unmarshal(out, &faults); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return faults
}

func TestW3CSuite(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("the bytes are the same in wasm; the suite is run natively")
	}
	if _, err := os.Stat(suite); err != nil {
		t.Skipf("the W3C's tests are not at %s", suite)
	}
	annotationChecks, collectionChecks, pageChecks := musts(t, "annotations/annotationMusts.test"), musts(t, "collections/collectionMusts.test"), musts(t, "collections/pages/pageMusts.test")
	if len(annotationChecks) != 54 {
		t.Errorf("there are %d assertions about annotations, not 54", len(annotationChecks))
	}
	all := definitions(t)
	for name, validate := range map[string]validator{"jsonschema": byGo, "ajv-draft-04": byNode} {
		t.Run(name, func(t *testing.T) {
			var annotations, collections, pages []json.RawMessage
			for _, data := range w3cForms(t) {
				annotations = append(annotations, withContext(t, annotationsOf(t, data))...)
				collections = append(collections, data)
				if page, there := firstOf(t, data); there {
					pages = append(pages, withContext(t, []json.RawMessage{page})...)
				}
			}
			for _, group := range []struct {
				checks []check
				values []json.RawMessage
			}{{annotationChecks, annotations}, {collectionChecks, collections}, {pageChecks, pages}} {
				for _, f := range validate(t, all, group.checks, group.values) {
					t.Errorf("%s: %s\n%s", f.Check, f.Errors, group.values[f.Value])
				}
			}
		})
		t.Run(name+" sees what is wrong", func(t *testing.T) {
			bad := []json.RawMessage{json.RawMessage(`{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x:y","type":"Annotation","target":{"source":"urn:a:b","selector":{"type":"TextQuoteSelector"}}}`)}
			if len(validate(t, all, annotationChecks, bad)) == 0 {
				t.Error("a quote selector without a quote passes")
			}
		})
	}
}

// annotationsOf are the annotations of a collection.
func annotationsOf(t *testing.T, data []byte) []json.RawMessage {
	t.Helper()
	list, _, err := exchange.AnnotationsIn(data)
	if err != nil && bytes.Contains(data, []byte(`"first"`)) {
		t.Fatal(err)
	}
	return list
}

func firstOf(t *testing.T, data []byte) (json.RawMessage, bool) {
	t.Helper()
	var c struct {
		First json.RawMessage `json:"first"`
	}
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return c.First, c.First != nil
}

// withContext gives values the context of the collection that they stand in, which the
// suite wants to see on each.
func withContext(t *testing.T, values []json.RawMessage) (list []json.RawMessage) {
	t.Helper()
	for _, data := range values {
		var members map[string]json.RawMessage
		if err := json.Unmarshal(data, &members); err != nil {
			t.Fatal(err)
		}
		members["@context"] = json.RawMessage(`"http://www.w3.org/ns/anno.jsonld"`)
		whole, err := json.Marshal(members)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, whole)
	}
	return list
}

// seen is an annotation as a program that knows the standard alone reads it.
type seen struct {
	ID                string
	Motivation        string
	Created, Modified string
	Body              []struct{ Type, Purpose, Value string }
	Target            json.RawMessage
}

type seenTarget struct {
	Type, Source string
	State        *struct{ Type, SourceDate string }
	Selector     []struct {
		Type, Exact, ConformsTo, Value string
		Start, End                     int
	}
}

func TestWhatTheSuiteDoesNotSee(t *testing.T) {
	d := rich(t)
	texts := make(map[string][]rune) // by when they were read
	var present []rune
	for i := range d.Texts() {
		d.Article.Retrieved = "2002-05-13T10:00:00+02:00"
		if i == 0 {
			d.Versions[0].Article.Retrieved = "2002-05-12T08:00:00Z"
			texts["2002-05-12T08:00:00Z"] = []rune(d.Versions[0].Article.Text())
		}
	}
	present = []rune(d.Article.Text())
	texts["2002-05-13T08:00:00Z"] = present
	claims, links := make(map[string]bool), 0
	var oppositions []seen
	for _, data := range annotationsOf(t, written(t, w3c(), d)) {
		var a seen
		if err := json.Unmarshal(data, &a); err != nil {
			t.Fatalf("%v: %s", err, data)
		}
		for _, at := range []string{a.Created, a.Modified} {
			if _, err := time.Parse(time.RFC3339, at); err != nil || !strings.HasSuffix(at, "Z") {
				t.Errorf("%q is not a time with a Z", at)
			}
		}
		for _, b := range a.Body {
			if b.Value == "" || b.Type != "TextualBody" {
				t.Errorf("%s has an empty body", a.ID)
			}
		}
		if bytes.Contains(data, []byte(`"body": []`)) {
			t.Errorf("%s has no body, and says so", a.ID)
		}
		if a.Motivation == "linking" {
			oppositions = append(oppositions, a)
			continue
		}
		claims[a.ID] = true
		if a.Motivation != "assessing" {
			t.Errorf("%s is motivated by %q", a.ID, a.Motivation)
		}
		var target seenTarget
		if err := json.Unmarshal(a.Target, &target); err != nil {
			t.Fatal(err)
		}
		if target.Type != "SpecificResource" || target.Source != d.Article.URL || target.State == nil {
			t.Errorf("%s has the target %s", a.ID, a.Target)
			continue
		}
		quote, position := target.Selector[0], target.Selector[1]
		text := texts[target.State.SourceDate]
		if quote.Type != "TextQuoteSelector" || position.Type != "TextPositionSelector" || position.Start > position.End || position.End > len(text) {
			t.Errorf("%s has the selectors %+v", a.ID, target.Selector)
			continue
		}
		if there := string(text[position.Start:position.End]); there != quote.Exact || utf8.RuneCountInString(quote.Exact) != position.End-position.Start {
			t.Errorf("%s: at %d to %d stands %q, not %q", a.ID, position.Start, position.End, there, quote.Exact)
		}
		for _, s := range target.Selector[2:] {
			if s.Type != "FragmentSelector" || s.ConformsTo != "https://wicg.github.io/scroll-to-text-fragment/" || !strings.HasPrefix(s.Value, ":~:text=") {
				t.Errorf("%s has the selector %+v", a.ID, s)
			}
			links++
		}
	}
	if len(oppositions) != len(d.Oppositions) || len(claims) != len(d.Claims) || links < 6 {
		t.Errorf("there are %d oppositions, %d claims and %d text fragments", len(oppositions), len(claims), links)
	}
	for i, a := range oppositions {
		var ends []string
		if err := json.Unmarshal(a.Target, &ends); err != nil || len(ends) != 2 || !claims[ends[0]] || !claims[ends[1]] || ends[0] == ends[1] {
			t.Errorf("%s links %s", a.ID, a.Target)
		}
		if a.Body[0].Purpose != "tagging" || a.Body[0].Value != string(d.Oppositions[i].Kind) {
			t.Errorf("%s is tagged with %+v", a.ID, a.Body)
		}
	}
}

func TestWithoutAnAddressTheSourceIsTheArticle(t *testing.T) {
	d := rich(t)
	d.Article.URL = ""
	data := written(t, w3c(), d)
	if got := bytes.Count(data, []byte(`"source": "`+d.Article.ID+`"`)); got != len(d.Claims) {
		t.Errorf("%d of %d claims are on the article", got, len(d.Claims))
	}
	if bytes.Contains(data, []byte("FragmentSelector")) {
		t.Error("there are text fragments into no page")
	}
}

// hypothesisRows are annotations as the API of Hypothesis gives them.
const hypothesisRows = `{"total": 6, "rows": [
 {"id": "aaaaaaaaaaaaaaaaaaaaaa", "user": "acct:ada@hypothes.is", "created": "2024-01-03T19:46:09.334539+00:00", "updated": "2024-01-04T00:00:00+00:00",
  "uri": "http://www.example.org/row?utm_source=x", "text": "Says **who**?", "tags": ["permission", "permission"], "group": "__world__", "permissions": {"read": ["group:__world__"]},
  "target": [{"source": "http://www.example.org/row?utm_source=x", "selector": [
   {"type": "RangeSelector", "startContainer": "/article[1]/p[1]", "startOffset": 16, "endContainer": "/article[1]/p[1]", "endOffset": 57},
   {"type": "TextPositionSelector", "start": 250, "end": 291},
   {"type": "TextQuoteSelector", "exact": "the police had permission to enter", "prefix": "Beijing insisted that ", "suffix": ". 👩🏽‍✈️ Officers"}]}],
  "document": {"title": ["Row"]}, "references": []},
 {"id": "bbbbbbbbbbbbbbbbbbbbbb", "user": "acct:ben@hypothes.is", "created": "2024-01-05T00:00:00+00:00", "updated": "2024-01-05T00:00:00+00:00",
  "uri": "https://example.org/row", "text": "The log says otherwise.", "tags": [], "references": ["aaaaaaaaaaaaaaaaaaaaaa"], "target": [{"source": "https://example.org/row"}]},
 {"id": "cccccccccccccccccccccc", "user": "acct:ben@hypothes.is", "created": "2024-01-05T00:00:00+00:00", "updated": "2024-01-05T00:00:00+00:00",
  "uri": "https://example.org/row", "text": "A note on the page", "tags": [], "target": [{"source": "https://example.org/row"}]},
 {"id": "dddddddddddddddddddddd", "user": "acct:ben@hypothes.is", "created": "2024-01-05T00:00:00+00:00", "updated": "2024-01-05T00:00:00+00:00",
  "uri": "https://example.org/row", "text": "", "tags": ["gone"], "target": [{"source": "https://example.org/row", "selector": [
   {"type": "TextQuoteSelector", "exact": "a sentence that the article never had in it", "prefix": "before, ", "suffix": ", after"}]}]},
 {"id": "eeeeeeeeeeeeeeeeeeeeee", "user": "acct:ben@hypothes.is", "created": "2024-01-05T00:00:00+00:00", "updated": "2024-01-05T00:00:00+00:00",
  "uri": "https://other.example/page", "text": "", "tags": [], "target": [{"source": "https://other.example/page", "selector": [
   {"type": "TextQuoteSelector", "exact": "words of another page", "prefix": "", "suffix": ""}]}]},
 {"id": "ffffffffffffffffffffff", "user": "acct:ben@hypothes.is", "created": "2024-01-05T00:00:00+00:00", "updated": "2024-01-05T00:00:00+00:00",
  "uri": "https://example.org/row", "text": "", "tags": [], "references": ["zzzzzzzzzzzzzzzzzzzzzz"], "target": [{"source": "https://example.org/row"}]}
]}`

// into reads a file into the article of the rich dossier.
func into(t *testing.T, data string) Taken {
	t.Helper()
	taken, err := decodeW3CInto([]byte(data), rich(t).Article, editor())
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	sound(t, "w3c", taken.Dossier)
	return taken
}

func TestAnnotationsOfHypothesis(t *testing.T) {
	for _, data := range []string{
		hypothesisRows,
		strings.Replace(hypothesisRows, `{"total": 6, "rows":`, `{"export_date": "2024-02-01T00:00:00Z", "export_userid": "acct:ada@hypothes.is", "client_version": "1", "annotations":`, 1),
		strings.TrimSuffix(strings.TrimPrefix(hypothesisRows, `{"total": 6, "rows": `), "}"),
	} {
		if f, ok := Recognise([]byte(data)); !ok || f.Name != "w3c" {
			t.Errorf("it is taken for %q", f.Name)
		}
		taken := into(t, data)
		d := taken.Dossier
		if len(d.Claims) != 2 || len(d.Oppositions) != 0 {
			t.Fatalf("there are %d claims", len(d.Claims))
		}
		police, gone := d.Claims[0], d.Claims[1]
		if police.Anchor.Exact != "the police had permission to enter" || police.State != "" || police.Anchor.Check(article.NewLayout(d.Article).Index(), article.Digest(d.Article.Text())) != nil {
			t.Errorf("it stands at %+v", police.Standing)
		}
		if police.Creator != "ada" || police.Note != "Says **who**?" || !slices.Equal(police.Tags, []string{"permission"}) || police.Created.Format(time.RFC3339) != "2024-01-03T19:46:09Z" || police.Modified.Day() != 4 {
			t.Errorf("it is %+v", police)
		}
		if len(police.Reviews) != 1 || police.Reviews[0].By != "ben" || police.Reviews[0].Decision != dossier.Comment || police.Reviews[0].Text != "The log says otherwise." {
			t.Errorf("its log is %+v", police.Reviews)
		}
		const ranged = `{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/article[1]/p[1]","refinedBy":{"type":"TextPositionSelector","start":16,"end":16}},"endSelector":{"type":"XPathSelector","value":"/article[1]/p[1]","refinedBy":{"type":"TextPositionSelector","start":57,"end":57}}}`
		if got := string(police.Anchor.Extra["rangeSelector"]); got != ranged {
			t.Errorf("its range is %s", got)
		}
		if gone.State != anchor.Orphan || gone.Anchor.Exact != "a sentence that the article never had in it" || gone.Anchor.Prefix != "before, " || !slices.Equal(gone.Tags, []string{"gone"}) {
			t.Errorf("what was not found is %+v", gone)
		}
		var left []string
		for _, l := range taken.Left {
			left = append(left, l.Where[:1]+": "+l.Why)
		}
		want := []string{"c: it marks no words: there is no TextQuoteSelector with a quote", "e: it is on another page, and its words are not in this article", "f: it answers an annotation that is not there, or was not taken"}
		if !slices.Equal(left, want) {
			t.Errorf("left are %q", left)
		}
		again, err := decodeW3C(written(t, w3c(), d), editor())
		if err != nil || inNative(t, again.Dossier) != inNative(t, d) {
			t.Errorf("written and read it is another (%v): %s", err, firstDifference(inNative(t, d), inNative(t, again.Dossier)))
		}
	}
}

func TestPositionsInUTF16(t *testing.T) {
	const quote = "was" // stands more than once
	d := rich(t)
	ix := article.NewLayout(d.Article).Index()
	text := ix.String()
	second := strings.Index(text, quote)
	second += len(quote) + strings.Index(text[second+len(quote):], quote)
	points := utf8.RuneCountInString(text[:second])
	units := 0
	for _, r := range text[:second] {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	if points == units {
		t.Fatal("the position is the same in both")
	}
	for _, start := range []int{points, units} {
		taken := into(t, fmt.Sprintf(`[{"id":"a","type":"Annotation","target":{"source":"https://example.org/row","selector":[{"type":"TextQuoteSelector","exact":%q},{"type":"TextPositionSelector","start":%d,"end":%d}]}}]`, quote, start, start+len(quote)))
		if c := taken.Dossier.Claims[0]; c.State != "" || int(c.Anchor.Start) != points {
			t.Errorf("%d: it stands at %d, %q, not at %d", start, c.Anchor.Start, c.State, points)
		}
	}
}

func TestAnnotationsOfOthers(t *testing.T) {
	quoted := func(id, words, more string) string {
		return fmt.Sprintf(`{"@context":"http://www.w3.org/ns/anno.jsonld","id":%q,"type":"Annotation"%s,"target":{"source":"https://example.org/row","selector":{"type":"TextQuoteSelector","exact":%q}}}`, id, more, words)
	}
	denied, police := quoted("https://a.example/1", "Japan denied this", `,"body":"https://a.example/note","creator":{"name":"Ada"}`), quoted("https://a.example/2", "the police had permission to enter", `,"bodyValue":"Really?","creator":"https://a.example/ben"`)
	link := `{"id":"https://a.example/3","type":"Annotation","motivation":"linking","body":{"type":"TextualBody","purpose":"tagging","value":"denies"},"target":["https://a.example/1",{"id":"https://a.example/2"}]}`
	taken := into(t, "["+denied+","+police+","+link+"]")
	d := taken.Dossier
	if len(d.Claims) != 2 || len(d.Oppositions) != 1 || len(taken.Left) != 0 {
		t.Fatalf("%d claims, %d oppositions, left %v", len(d.Claims), len(d.Oppositions), taken.Left)
	}
	if o := d.Oppositions[0]; d.Claim(o.From).Anchor.Exact != "Japan denied this" || d.Claim(o.To).Anchor.Exact != "the police had permission to enter" || o.Kind != dossier.Denies {
		t.Errorf("the opposition is %+v", o)
	}
	if c := d.Claim(d.Oppositions[0].From); c.Note != "https://a.example/note" || c.Creator != "Ada" {
		t.Errorf("the claim is %+v", c)
	}
	if c := d.Claim(d.Oppositions[0].To); c.Note != "Really?" || c.Creator != "https://a.example/ben" {
		t.Errorf("the claim is %+v", c)
	}

	left := func(data, why string) {
		t.Helper()
		taken := into(t, "["+denied+","+data+"]")
		if len(taken.Dossier.Claims) != 1 || len(taken.Left) != 1 || !strings.Contains(taken.Left[0].Why, why) {
			t.Errorf("%s: %d claims, left %v; it should be left because %s", data, len(taken.Dossier.Claims), taken.Left, why)
		}
	}
	left(`7`, "not an annotation")
	left(`{"id":"x"}`, "not an annotation")
	left(`{"id":"x","target":{"source":"https://example.org/row","selector":{"type":"XPathSelector","value":"/p"}}}`, "no words")
	left(`{"id":"x","target":["https://a.example/1","https://a.example/9"],"motivation":"linking"}`, "not there")
	left(strings.ReplaceAll(link, `{"id":"https://a.example/2"}`, `"https://a.example/1"`), "itself")
	left(`{"id":"x","target":"https://a.example/1","motivation":"replying","creator":"Ben"}`, "without words")

	changed := into(t, "["+quoted("x", "A spokesman promised an inquiry within a week of the events", "")+"]").Dossier.Claims[0]
	if changed.State != anchor.Changed || len(changed.Places) != 1 || changed.Places[0].Exact != "A spokesman promised an inquiry within a month of the events" {
		t.Errorf("a sentence that was edited is %+v", changed.Standing)
	}
}

func TestAFileWithoutItsTextIsRefused(t *testing.T) {
	_, err := decodeW3C([]byte(hypothesisRows), editor())
	var fault *exchange.Fault
	if !errors.As(err, &fault) || fault.Code != exchange.NoText {
		t.Errorf("it is answered with %v", err)
	}
	if _, err := decodeW3CInto([]byte(`{"rows":[{"id":"a","target":[{"source":"https://example.org"}]}]}`), rich(t).Article, editor()); !errors.As(err, &fault) || !strings.Contains(err.Error(), "none can be taken") {
		t.Errorf("a file of which nothing can be taken is answered with %v", err)
	}
}

func TestWhatOthersDoToAFileOfOurs(t *testing.T) {
	data := string(written(t, w3c(), rich(t)))
	edited := func(old, new string) Taken {
		t.Helper()
		next := strings.Replace(data, old, new, 1)
		if next == data {
			t.Fatalf("%s is not in the file", old)
		}
		taken, err := decodeW3C([]byte(next), editor())
		if err != nil {
			t.Fatal(err)
		}
		sound(t, "w3c", taken.Dossier)
		return taken
	}
	taken := edited(`"items": [`, `"items": [{"id":"https://b.example/1","type":"Annotation","motivation":"commenting","bodyValue":"And this?","target":{"source":"https://example.org/row","selector":{"type":"TextQuoteSelector","exact":"Nobody was asked"}}},
		{"id":"https://b.example/2","type":"Annotation","motivation":"replying","creator":"Ben","bodyValue":"Yes.","target":"https://b.example/1"},`)
	added := slices.IndexFunc(taken.Dossier.Claims, func(c *dossier.Claim) bool { return c.Note == "And this?" })
	if added < 0 || len(taken.Dossier.Claims[added].Reviews) != 1 || len(taken.Dossier.Claims) != len(rich(t).Claims)+1 || len(taken.Left) > 0 {
		t.Errorf("what was added is not taken: %v", taken.Left)
	}
	taken = edited(`"value": "Chinese police had permission to enter the consulate."`, `"value": "They had permission."`)
	if !slices.ContainsFunc(taken.Dossier.Claims, func(c *dossier.Claim) bool { return c.Statement == "They had permission." }) {
		t.Error("a statement that was changed is not taken")
	}
	taken = edited(`"exact": "Japan denied this"`, `"exact": "Japan denied that"`)
	if i := slices.IndexFunc(taken.Dossier.Claims, func(c *dossier.Claim) bool { return c.Anchor.Exact == "Japan denied that" }); i < 0 || taken.Dossier.Claims[i].State != anchor.Changed {
		t.Errorf("a quote that is untrue is not shown as changed, but %d", i)
	}
	taken = edited(`"type": "event"`, `"type": "nonsense"`)
	if len(taken.Left) == 0 || !strings.Contains(taken.Left[0].Why, "nonsense") || len(taken.Dossier.Claims) != len(rich(t).Claims)-1 {
		t.Errorf("a type that does not exist is answered with %v", taken.Left)
	}
}

func TestTagsThatNoBodyCanSay(t *testing.T) {
	d := scene(t)
	d.Claims[0].Tags = []string{"", "a", "a"}
	taken, err := decodeW3C(written(t, w3c(), d), editor())
	if err != nil || inNative(t, taken.Dossier) != inNative(t, d) {
		t.Errorf("it is read back as %q, %v", taken.Dossier.Claims[0].Tags, err)
	}
}

func TestAFileOfOursOnANewerText(t *testing.T) {
	data := written(t, w3c(), scene(t))
	newer := scene(t).Article
	newer.Blocks = slices.Clone(newer.Blocks)
	for i, b := range newer.Blocks {
		newer.Blocks[i].Text = strings.Replace(b.Text, "Japan denied this", "Japan flatly denied this", 1)
	}
	taken, err := decodeW3CInto(data, newer, editor())
	if err != nil {
		t.Fatal(err)
	}
	sound(t, "w3c", taken.Dossier)
	if d := taken.Dossier; len(d.Versions) != 1 || d.Article.Text() != newer.Text() || len(d.Claims) != len(scene(t).Claims) {
		t.Errorf("it has %d versions and %d claims", len(d.Versions), len(d.Claims))
	}
	if taken, err = decodeW3CInto(data, scene(t).Article, editor()); err != nil || inNative(t, taken.Dossier) != inNative(t, scene(t)) {
		t.Errorf("on its own text it is another: %v", err)
	}
}
