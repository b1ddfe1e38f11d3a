package openjson

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

type thing struct {
	Name  string `json:"name"`
	Count int    `json:"count,omitempty"`
	Extra Extra  `json:"-"`
}

type plainThing thing

func (t thing) MarshalJSON() ([]byte, error) { return Marshal(plainThing(t), t.Extra) }

func (t *thing) UnmarshalJSON(data []byte) (err error) {
	t.Extra, err = Unmarshal(data, (*plainThing)(t))
	return err
}

func TestUnknownMembersSurvive(t *testing.T) {
	roundTrip := func(in, want string) {
		t.Helper()
		var v thing
		if err := json.Unmarshal([]byte(in), &v); err != nil {
			t.Errorf("%s: %v", in, err)
			return
		}
		out, err := Encode(v)
		if err != nil || string(out) != want {
			t.Errorf("%s became %s (%v), want %s", in, out, err, want)
		}
	}
	roundTrip(`{"name":"a"}`, `{"name":"a"}`)
	roundTrip(`{"zeta":1,"name":"a","alpha":[1, 2]}`, `{"name":"a","alpha":[1,2],"zeta":1}`)
	roundTrip(`{"Name":"other","name":"a"}`, `{"name":"a","Name":"other"}`)
	roundTrip(`{"name":"<b> & c"}`, `{"name":"<b> & c"}`)
	roundTrip(`{"__proto__":{"x":null}}`, `{"name":"","__proto__":{"x":null}}`)
}

func TestAnErrorNamesItsPlace(t *testing.T) {
	expect := func(in, want string) {
		t.Helper()
		type list struct {
			Things json.RawMessage `json:"things"`
		}
		var l list
		if _, err := Unmarshal([]byte(in), &l); err != nil {
			t.Fatal(err)
		}
		_, err := List[thing](l.Things)
		if err == nil || At("things", err).Error() != want {
			t.Errorf("%s: got %v, want %q", in, err, want)
		}
	}
	expect(`{"things":[{"name":"a"},{"name":4}]}`, "things[1].name: is a number where a string belongs")
	expect(`{"things":[{"count":"x"}]}`, "things[0].count: is a string where a number belongs")
	expect(`{"things":[7]}`, "things[0]: is a number where an object belongs")
	expect(`{"things":{"a":1}}`, "things: is an object where an array belongs")
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte(`{"name":"a","b":{"c":[1,2.50]}}`))
	f.Add([]byte(`{"name":null,"count":3,"Count":4}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second thing
		if json.Unmarshal(data, &first) != nil {
			return
		}
		out, err := Encode(first)
		if err != nil {
			t.Fatalf("cannot encode what was decoded from %q: %v", data, err)
		}
		if err := json.Unmarshal(out, &second); err != nil {
			t.Fatalf("cannot decode %q: %v", out, err)
		}
		again, err := Encode(second)
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("%q became %q (%v)", out, again, err)
		}
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("%q: %+v became %+v", data, first, second)
		}
	})
}
