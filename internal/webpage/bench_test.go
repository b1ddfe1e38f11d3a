package webpage

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// BenchmarkParse reads a page as news sites have them, and what hostile ones could.
func BenchmarkParse(b *testing.B) {
	real, err := os.ReadFile("testdata/graph.html")
	if err != nil {
		b.Fatal(err)
	}
	var attributes strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&attributes, " a%d=b", i)
	}
	words := "<p>" + strings.Repeat("The minister denied that there was a call at all, ", 8) + "</p>\n"
	for _, page := range []struct{ name, html string }{
		{"news", string(real)},
		{"50,000 words", "<article>" + strings.Repeat(words, 625) + "</article>"},
		{"100,000 deep", strings.Repeat("<div>", 100_000) + "deep"},
		{"a million attributes", "<p" + attributes.String() + ">One paragraph." + strings.Repeat("<i></i>", 10_000)},
		{"40,000 headings", strings.Repeat("<h1>x</h1>", 40_000)},
	} {
		b.Run(page.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Parse(Source{HTML: page.html}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
