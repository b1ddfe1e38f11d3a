package openjson

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestTheLastOfSeveralMembersCounts(t *testing.T) {
	var v struct {
		Of map[string]int `json:"of"`
	}
	if _, err := Unmarshal([]byte(`{"of":{"a":1},"of":{"b":2}}`), &v); err != nil || len(v.Of) != 1 || v.Of["b"] != 2 {
		t.Errorf("got %v (%v), not the second alone", v.Of, err)
	}
}

func TestWhatIsNotJSONIsRefused(t *testing.T) {
	for _, in := range []string{``, `{`, `{"name"}`, `{"name":}`, `{"name":"a",}`, `{"name":"a"} x`, `{"count":1 2}`, `{"x":1 2}`, `{"x":[1}`, `{"a\x":1}`, "{\"a\nb\":1}", `{"name":"a"`, `{"x":"\"}`} {
		if extra, err := Unmarshal([]byte(in), &thing{}); err == nil {
			t.Errorf("%q was read, with %v", in, extra)
		}
	}
	for _, in := range []string{``, `[`, `[1,]`, `[1 2]`, `[,]`, `[1]]`} {
		if list, err := List[int]([]byte(in)); err == nil {
			t.Errorf("%q was read as %v", in, list)
		}
	}
}

// Whatever encoding/json reads is divided as it divides it, and whatever is divided
// and holds JSON is what it reads.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{`{}`, ` { "a" : [1, {"b":"}\""}] , "\u00e9":null,"é":"\\" } `, `[]`, `[1,"]",{"a":[]}]`, `{"a":1 2}`, `null`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var object map[string]json.RawMessage
		got, ok := members(data)
		if err := json.Unmarshal(data, &object); err == nil && object != nil {
			if !ok {
				t.Fatalf("%q is an object, and was not divided", data)
			}
			last := make(map[string]json.RawMessage)
			for _, m := range got {
				last[m.name] = m.value
			}
			if len(last) != len(object) {
				t.Fatalf("%q has %d members, not %d", data, len(object), len(last))
			}
			for name, value := range object {
				if !bytes.Equal(last[name], value) {
					t.Fatalf("%q: member %q is %q, not %q", data, name, value, last[name])
				}
			}
		} else if ok && whole(got) {
			t.Fatalf("%q is no object, and was divided into %v", data, got)
		}
		var array []json.RawMessage
		parts, ok := elements(data)
		if err := json.Unmarshal(data, &array); err == nil && array != nil {
			if !ok || len(parts) != len(array) {
				t.Fatalf("%q has %d elements, not %d", data, len(array), len(parts))
			}
			for i := range array {
				if !bytes.Equal(parts[i], array[i]) {
					t.Fatalf("%q: element %d is %q, not %q", data, i, array[i], parts[i])
				}
			}
		}
	})
}

// whole reports whether every value is JSON.
func whole(list []member) bool {
	for _, m := range list {
		if !json.Valid(m.value) {
			return false
		}
	}
	return true
}
