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

func TestMembersAreLeftOutByTheirPaths(t *testing.T) {
	expect := func(object, want string, paths ...string) {
		t.Helper()
		if got := string(AppendWithout([]byte("x"), []byte(object), paths...)); got != "x"+want {
			t.Errorf("%s without %q is %s, not %s", object, paths, got[1:], want)
		}
	}
	expect(`{"a":1,"b":2,"c":3}`, `{"a":1,"c":3}`, "b")
	expect(`{"a":1,"b":2}`, `{}`, "b", "a")
	expect(`{"a":{"b":1,"c":{"d":2}},"b":3}`, `{"a":{"c":{}},"b":3}`, "a.b", "a.c.d")
	expect(`{"a":[1],"ab":2}`, `{"a":[1],"ab":2}`, "a.b", "x")
	expect(`{ "a" : 1 , "q\"" : 2 }`, `{"q\"":2}`, "a")
	expect(`[1]`, `[1]`, "a")
	expect(`{}`, `{}`, "a")
}
