package exchange

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

const draft = "testdata/scene.version-0.gainsay.json"

func TestADraftBecomesTheSameDossier(t *testing.T) {
	data, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	d := decoded(t, data)
	if want := scene(t); !reflect.DeepEqual(d, want) {
		t.Errorf("it is read as %+v, not %+v", d, want)
	}
	present, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if again := encoded(t, d); !bytes.Equal(again, present) {
		t.Errorf("written again it is\n%s", again)
	}
}

func TestADraftKeepsWhatItsMigrationDoesNotName(t *testing.T) {
	data, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	more := strings.Replace(string(data), `"version": 0`, `"version": 0, "x-top": [1]`, 1)
	more = strings.Replace(more, `"source": "urn:`, `"x-link": {"a": null}, "source": "urn:`, 1)
	d := decoded(t, []byte(more))
	if string(d.Extra["x-top"]) != "[1]" || string(d.Oppositions[0].Extra["x-link"]) != `{"a":null}` {
		t.Errorf("what is left of other members is %v and %v", d.Extra, d.Oppositions[0].Extra)
	}
}

func TestWhatIsNoDraftIsRefused(t *testing.T) {
	expectFault(t, "no links", []byte(`{"format":"gainsay.dossier","version":0}`), Invalid, "links", "missing")
	expectFault(t, "both names", []byte(`{"format":"gainsay.dossier","version":0,"links":[],"oppositions":[]}`), Invalid, "oppositions", "version 0")
	expectFault(t, "a link that is none", []byte(`{"format":"gainsay.dossier","version":0,"links":[7]}`), Invalid, "links[0]", "object")
	expectFault(t, "a link that is null", []byte(`{"format":"gainsay.dossier","version":0,"links":[null]}`), Invalid, "links[0]", "missing")
	expectFault(t, "a link without its end", []byte(`{"format":"gainsay.dossier","version":0,"links":[{"source":"a"}]}`), Invalid, "links[0].target", "missing")
	expectFault(t, "no claims", []byte(`{"format":"gainsay.dossier","version":0,"links":[]}`), Invalid, "claims", "missing")
	expectFault(t, "cut off", []byte(`{"format":"gainsay.dossier","version":0,"links":[{`), CutOff, "", "cut off")
}

func TestEveryOlderVersionHasItsMigration(t *testing.T) {
	for v, migrate := range migrations {
		if migrate == nil {
			t.Errorf("a file of version %d cannot be read", v)
		}
	}
}
