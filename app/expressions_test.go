package app

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What these read by hand is said more shortly by regular expressions; only the page's
// program would have to carry their engine. Here they say what it means, on any text.
var (
	canonicalExpression = regexp.MustCompile(`<([^<>]+)>;\s*rel="?canonical"?`)
	structureExpression = regexp.MustCompile(`(?i)<(?:p|h[1-6]|li|blockquote|table|article)\b`)
)

func checkExpressions(t interface{ Fatalf(string, ...any) }, s string) {
	want := canonicalExpression.FindStringSubmatch(s)
	got, ok := canonical(s)
	if ok != (want != nil) || ok && got != want[1] {
		t.Fatalf("canonical(%q): %q, %v; want %q", s, got, ok, want)
	}
	if got, want := structure(s), structureExpression.MatchString(s); got != want {
		t.Fatalf("structure(%q): %v; want %v", s, got, want)
	}
}

var incomingExamples = []string{
	"", "<", `<https://a.example>; rel="canonical"`, "<a>;rel=canonical", `<a>; rel=next, <b>; rel="canonical"`, "<<a>;rel=canonical", "<>;rel=canonical",
	"<a> ;rel=canonical", "<a>; rel='canonical'", "<a>;rel=canonica", "<p>", "<P class=x>", "<pre>", "<h1", "<h7>", "<li>", "<link>", "<bloc\u212Aquote>",
	"<table_>", "<span><article>", "< p>", "<p\xFF", "<\u00A0p>", "<pé>",
}

var incomingPieces = []string{
	"<", ">", ";", " ", "\n", ">;", "rel=", `"`, "canonical", "a", "https://b.example", "é", "\xFF", "p", "h", "1", "7", "LI", "blockquote", "bloc\u212Aquote", "table", "article", "_",
}

func pieced(which []byte) string {
	var s strings.Builder
	for _, i := range which {
		s.WriteString(incomingPieces[int(i)%len(incomingPieces)])
	}
	return s.String()
}

func TestIncomingMeansWhatExpressionsMean(t *testing.T) {
	for _, s := range incomingExamples {
		checkExpressions(t, s)
		checkExpressions(t, "x"+s)
		checkExpressions(t, s+s)
	}
	rapid.Check(t, func(t *rapid.T) {
		checkExpressions(t, pieced(rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "pieces")))
	})
}

// The text is checked, and one put together from pieces that are likely to match.
func FuzzIncoming(f *testing.F) {
	for _, s := range incomingExamples {
		f.Add(s, []byte{1, 2, 3})
	}
	f.Fuzz(func(t *testing.T, s string, pieces []byte) {
		checkExpressions(t, s)
		checkExpressions(t, pieced(pieces))
	})
}
