package openjson

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestIndentIsThatOfTheStandardLibrary(t *testing.T) {
	for _, data := range []string{
		`{}`, `[]`, `null`, `"a"`, `"a\"b\\"`, `["\\","\\\"",""]`, `{"a":{},"b":[],"c":[1,-2.5e3,true,{"d":"{,:}[]"}]}`, ` { "a" : [ ] , "b" : { } } `, `[[[1]]]`,
	} {
		indents(t, []byte(data))
	}
}

func indents(t *testing.T, data []byte) {
	t.Helper()
	var want bytes.Buffer
	if err := json.Indent(&want, bytes.TrimSpace(data), "", "  "); err != nil {
		t.Fatal(err)
	}
	want.WriteByte('\n')
	if got := Indent(data); !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s becomes\n%s\nnot\n%s", data, got, want.Bytes())
	}
}

func FuzzIndent(f *testing.F) {
	f.Add([]byte(`{"a":[1,{"b":"\\\""}],"c":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if json.Valid(data) {
			indents(t, data)
		} else {
			Indent(data)
		}
	})
}
