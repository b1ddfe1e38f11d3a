package exchange

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

var update = flag.Bool("update", false, "write the golden file anew")

// schema is that of the format, as it is served.
var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	file, err := os.Open("../../web/schema/dossier-1.schema.json")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	const address = "urn:gainsay:schema:dossier-1"
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(address, document); err != nil {
		return nil, err
	}
	return compiler.Compile(address)
})

// checkSchema returns what the schema has against a file.
func checkSchema(t testing.TB, data []byte) error {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(value)
}

// encoded writes a dossier and holds what is written to the schema.
func encoded(t testing.TB, d *dossier.Dossier) []byte {
	t.Helper()
	data, err := EncodeNative(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkSchema(t, data); err != nil {
		t.Fatalf("the file is not valid: %v\n%s", err, data)
	}
	return data
}

// decoded reads a file.
func decoded(t testing.TB, data []byte) *dossier.Dossier {
	t.Helper()
	d, err := DecodeNative(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

// scene makes the dossier of the sample article with two oppositions, by the same
// steps as a person, at fixed times and with fixed ids.
func scene(t testing.TB) *dossier.Dossier {
	t.Helper()
	data, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.Parse("japan-china-row.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	newID := func() dossier.ID {
		n++
		return dossier.ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n))
	}
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	editor := dossier.Editor{NewID: newID, Now: func() time.Time { now = now.Add(time.Minute); return now }}
	d := dossier.New(newID(), newID(), a, now)
	layout := article.NewLayout(a)

	do := func(step dossier.Step, err error) {
		t.Helper()
		if err == nil {
			d, err = step.Apply(d)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	at := func(within, words string) anchor.Anchor {
		t.Helper()
		whole := layout.Index().String()
		from := strings.Index(whole, within)
		from += strings.Index(whole[from:], words)
		ix := layout.Index()
		described, err := anchor.Describe(ix, layout.Digest(), text.Span{Start: ix.CodePointOf(text.Byte(from)), End: ix.CodePointOf(text.Byte(from + len(words)))})
		if err != nil {
			t.Fatal(err)
		}
		return described
	}
	claim := func(words, source, cue string, stance dossier.Stance) dossier.ID {
		t.Helper()
		step, id := editor.Highlight(at(words, words))
		do(step, nil)
		for _, one := range [][2]string{{dossier.FieldSource, source}, {dossier.FieldCue, cue}} {
			field, part := one[0], one[1]
			if part != "" {
				where := at(words, part)
				do(editor.SetClaim(id, field, dossier.Part{Text: part, Anchor: &where}))
			}
		}
		if stance != "" {
			do(editor.SetClaim(id, dossier.FieldStance, stance))
		}
		return id
	}
	against := func(from, to dossier.ID) dossier.ID {
		t.Helper()
		step, id, err := editor.SetAgainst(d, from, to)
		do(step, err)
		return id
	}

	insisted := claim("Beijing also insisted consulate staff had given the police permission to enter and even thanked them for removing the North Koreans.", "Beijing", "insisted", dossier.Assert)
	denied := claim("Japan denied this", "Japan", "denied", dossier.Deny)
	against(denied, insisted)
	claimed := claim("Chinese officials claimed the policemen had been motivated only by the desire to protect the consulate from suspicious individuals", "", "", "")
	accused := claim("Japan accused Chinese police of entering the consulate premises in Shenyang without permission", "", "", "")
	do(editor.SetOpposition(against(claimed, accused), dossier.FieldKind, dossier.DisputesInPart))
	return d
}

const golden = "testdata/scene.gainsay.json"

func TestTheSceneIsTheGoldenFile(t *testing.T) {
	d := scene(t)
	data := encoded(t, d)
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, want) {
		t.Errorf("the scene is written as\n%s\nnot as the golden file has it; -update writes it anew", data)
	}
	if back := decoded(t, want); !reflect.DeepEqual(back, d) {
		t.Errorf("the golden file is read as %+v, not %+v", back, d)
	}
	if got := FileName(d); got != "japan-china-row-over-korean-defectors-simmers.gainsay.json" {
		t.Errorf("the file is called %s", got)
	}
}
