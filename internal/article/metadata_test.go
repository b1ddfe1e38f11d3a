package article

import (
	"errors"
	"testing"
)

func TestMetadataThatCannotBeAreRefused(t *testing.T) {
	expect := func(m Metadata, want error) {
		t.Helper()
		if err := m.Check(); !errors.Is(err, want) {
			t.Errorf("%+v: got %v, want %v", m, err, want)
		}
	}
	expect(Metadata{}, nil)
	expect(Metadata{Title: "Row", Published: "2008-07-07", URL: "https://example.org/a?b=c#d", Language: "en"}, nil)
	expect(Metadata{Published: "2008-07-07T20:11:00-04:00", Language: "zh-Hant-TW"}, nil)
	expect(Metadata{Published: "2008-07", Language: "sr-Latn"}, nil)
	expect(Metadata{Published: "7 July 2008"}, ErrPublished)
	expect(Metadata{Published: "2008-02-30"}, ErrPublished)
	expect(Metadata{URL: "example.org/a"}, ErrURL)
	expect(Metadata{URL: "javascript:alert(1)"}, ErrURL)
	expect(Metadata{URL: "https:///a"}, ErrURL)
	expect(Metadata{URL: "https://a b.org/"}, ErrURL)
	expect(Metadata{Language: "English language"}, ErrLanguage)
	expect(Metadata{Language: "e"}, ErrLanguage)
	expect(Metadata{Language: "en-"}, ErrLanguage)
	expect(Metadata{Language: "1n"}, ErrLanguage)
}
