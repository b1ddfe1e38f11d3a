package bookmarklet

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// script is what a browser runs when it is given an address.
func script(t *testing.T, address string) string {
	t.Helper()
	code, ok := strings.CutPrefix(address, "javascript:")
	if !ok {
		t.Fatalf("%q is no script", address)
	}
	decoded, err := url.PathUnescape(code)
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

func TestAddress(t *testing.T) {
	address, err := Address("http://127.0.0.1:8000", "http://127.0.0.1:8000/some/prefix/receive")
	if err != nil {
		t.Fatal(err)
	}
	code := script(t, address)
	for _, want := range []string{`const gainsay = "http://127.0.0.1:8000";`, `open("http://127.0.0.1:8000/some/prefix/receive#" + nonce`, "document.documentElement.outerHTML"} {
		if !strings.Contains(code, want) {
			t.Errorf("the script is without %s", want)
		}
	}
	for _, left := range []string{"{origin}", "{receive}", "// ", "  "} {
		if strings.Contains(code, left) {
			t.Errorf("%q is left in the script", left)
		}
	}
	if len(address) > 2000 {
		t.Errorf("the address is %d bytes long; some places keep 2,000", len(address))
	}
	if strings.ContainsAny(address, " \"\n#") {
		t.Errorf("%s does not survive being copied", address)
	}
}

func TestAnOriginCannotEndItsString(t *testing.T) {
	address, err := Address("\"+alert(1)+\"\n", "\"+alert(2)+\"")
	if err != nil {
		t.Fatal(err)
	}
	if code := script(t, address); !strings.Contains(code, `const gainsay = "\"+alert(1)+\"\n";`) || !strings.Contains(code, `open("\"+alert(2)+\"#" + nonce`) {
		t.Errorf("the script says %s", code)
	}
}

func TestEscapeIsUndoneByTheBrowser(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.String().Draw(t, "code")
		decoded, err := url.PathUnescape(escape(code))
		if err != nil || decoded != code {
			t.Fatalf("%q became %q (%v)", code, decoded, err)
		}
	})
}

func TestShorten(t *testing.T) {
	for _, test := range []struct{ script, want string }{
		{"", ""},
		{"// why\na();\n\n  b(); // kept: a part of a line\n", "a();\nb(); // kept: a part of a line"},
		{"a()\n\t// so\n\tb()", "a()\nb()"},
	} {
		if got := shorten(test.script); got != test.want {
			t.Errorf("shorten(%q) is %q, want %q", test.script, got, test.want)
		}
	}
}
