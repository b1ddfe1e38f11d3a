package openjson

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAStringIsAppendedAsItIsEncoded(t *testing.T) {
	same := func(s string) {
		t.Helper()
		want, err := Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := AppendString([]byte("["), s); string(got) != "["+string(want) {
			t.Errorf("%q becomes %s, not %s", s, got[1:], want)
		}
	}
	for _, s := range []string{"", "a b", `"`, `\`, "<&>", "\n\t\x00\x1f\x7f", "é😀", "\u2028\u2029", "\xff", "a\xc3", "\uFFFD"} {
		same(s)
	}
	rapid.Check(t, func(t *rapid.T) { same(rapid.String().Draw(t, "s")) })
}

func TestMembersAreDivided(t *testing.T) {
	out := AppendMember(AppendMember([]byte("{"), "a", "{"), "b", "")
	if out = AppendMember(append(AppendName(out, "c"), '{'), "d", "e"); string(out)+"}}" != `{"a":"{","b":"","c":{"d":"e"}}` {
		t.Errorf("got %s", out)
	}
}

// TestAppendList holds a list to what encoding/json makes of it, but for nil, which is empty.
func TestAppendList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.String()).Draw(t, "list")
		want, err := Encode(append([]string{}, list...))
		if err != nil {
			t.Fatal(err)
		}
		if got := AppendList([]byte("x"), list, AppendString); string(got) != "x"+string(want) {
			t.Fatalf("got %s, want %s after x", got, want)
		}
	})
	if got := AppendList(nil, nil, AppendString); string(got) != "[]" {
		t.Errorf("no list is %s", got)
	}
}
