package app

import (
	"testing"

	"gainsay/internal/storage"
)

func TestAddressesOfOneArticle(t *testing.T) {
	expect := func(a, b string, same bool) {
		t.Helper()
		if _, found := sameAddress([]storage.About{{URL: a}}, b); found != same {
			t.Errorf("%q and %q: the same is %v", a, b, found)
		}
	}
	expect("https://example.org/row", "https://example.org/row", true)
	expect("https://example.org/row", "http://Example.org/row/#top", true)
	expect("https://example.org/row?id=1", "https://example.org/row?id=2", false)
	expect("https://example.org/row", "https://example.org/other", false)
	expect("", "", false)
	expect("", "https://example.org/row", false)
}
