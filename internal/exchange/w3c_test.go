package exchange

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestSelectorsOfWebAnnotations(t *testing.T) {
	const (
		quote    = `{"type":"TextQuoteSelector","exact":"Japan denied this","prefix":"Although ","suffix":", its"}`
		position = `{"type":"TextPositionSelector","start":9,"end":26}`
	)
	annotation := func(id, selector string) string {
		return `{"id":"` + id + `","type":"Annotation","target":{"source":"https://example.org/","selector":` + selector + `}}`
	}
	expect := func(name, data string, want ...string) {
		t.Helper()
		found, err := DecodeSelectors([]byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		var got []string
		for _, s := range found {
			got = append(got, fmt.Sprintf("%s %d-%d %s|%s|%s", s.ID, s.Anchor.Start, s.Anchor.End, s.Anchor.Prefix, s.Anchor.Exact, s.Anchor.Suffix))
		}
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	const one, both = "a 0-0 Although |Japan denied this|, its", "a 9-26 Although |Japan denied this|, its"
	expect("one", annotation("a", quote), one)
	expect("both selectors", annotation("a", "["+quote+","+position+"]"), both)
	expect("an array", "["+annotation("a", quote)+","+annotation("b", quote)+"]", one, "b"+one[1:])
	expect("a page", `{"type":"AnnotationPage","items":[`+annotation("a", quote)+`]}`, one)
	expect("a collection", `{"type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[`+annotation("a", quote)+`]}}`, one)
	expect("two targets", `{"id":"a","target":[{"selector":`+quote+`},{"selector":[`+position+`,`+quote+`]}]}`, one, both)
	expect("none", `[]`)
}

func TestWhatHasNoSelectors(t *testing.T) {
	expect := func(data, path, says string) {
		t.Helper()
		found, err := DecodeSelectors([]byte(data))
		var f *Fault
		if found != nil || !errors.As(err, &f) || f.Path != path || !strings.Contains(f.Error(), says) {
			t.Errorf("%s: %v, %v; it should be refused at %q with %q", data, found, err, path, says)
		}
	}
	expect(`hello`, "", "not JSON")
	expect(`{"a":`, "", "cut off")
	expect(`7`, "", "no annotation")
	expect(`{"type":"Note"}`, "", "no annotation")
	expect(`[{"id":"a"}]`, "[0].target", "missing")
	expect(`{"items":[{"target":"https://example.org/"}]}`, "items[0].target.selector", "missing")
	expect(`[{"target":{"selector":{"type":"TextPositionSelector","start":1,"end":2}}}]`, "[0].target.selector", "TextQuoteSelector")
	expect(`[{"target":{"selector":"x"}}]`, "[0].target.selector", "not a selector")
}

func FuzzDecodeSelectors(f *testing.F) {
	f.Add([]byte(`[{"id":"a","target":{"selector":{"type":"TextQuoteSelector","exact":"x"}}}]`))
	f.Add([]byte(`{"first":{"items":[{"target":[{"selector":[]}]}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		found, err := DecodeSelectors(data)
		if _, ok := err.(*Fault); err != nil && !ok {
			t.Fatalf("the error %v is no Fault", err)
		}
		for _, s := range found {
			if s.Anchor.Exact == "" {
				t.Fatal("a quote without words")
			}
		}
	})
}
