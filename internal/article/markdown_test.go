package article

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMarkdownBlocks(t *testing.T) {
	// Every source has a headline above it, so that what is tested is the body.
	expect := func(source string, want ...string) {
		t.Helper()
		expectBlocks(t, source, Markdown("# T\n\n"+source), append([]string{"headline:T"}, want...))
	}
	expect("")
	expect("One\ntwo.\n\nThree.", "p:One two.", "p:Three.")
	expect("One\r\ntwo.\r\n\r\nThree\r", "p:One two.", "p:Three")
	expect("One  \ntwo\\\nthree.", "p:One two three.") // hard line breaks
	expect("One.\n\u00A0\nTwo.", "p:One.", "p:Two.")

	expect("## Two\n### Three ###\n###### Six", "h2:Two", "h3:Three", "h6:Six")
	expect("Text\n## Two\ntext", "p:Text", "h2:Two", "p:text")
	expect("#hashtag\n\n####### seven", "p:#hashtag", "p:####### seven")
	expect("## C#", "h2:C#")
	expect("##\n\n   ## In", "h2:In")
	expect("One\n===\nTwo\n---\ntext", "h1:One", "h2:Two", "p:text")
	expect("Two\nlines\n==", "h1:Two lines")
	expect("One.\n\n---\n\n* * *\n\n___\nTwo.", "p:One.", "p:Two.") // rules
	expect("- a\n---\nb", "li:a", "p:b")                            // below an item, no heading

	expect("> One\n> two\n>\n> Three", "q:One two", "q:Three")
	expect("> One\nmore\n\ntext", "q:One more", "p:text") // a line that goes on without the mark
	expect(">One\n\n> > Two", "q:One", "q:Two")
	expect("text\n> One", "p:text", "q:One")
	expect("> # One\n> - two\n> - three", "q:One", "q:two", "q:three")

	expect("- a\n* b\n+ c\n1. d\n2) e", "li:a", "li:b", "li:c", "li:1. d", "li:2) e")
	expect("- a\n  more\n\n  - b", "li:a more", "li:b")
	expect("text:\n- a\n\nb", "p:text:", "li:a", "p:b")
	expect("-5 degrees", "p:-5 degrees")
	expect("He left in\n1986. Then he came back.", "p:He left in 1986. Then he came back.") // no item: its number is a word
	expect("text:\n1. a\n2. b", "p:text:", "li:1. a", "li:2. b")
	expect("> in\n> 1986. Then\n>\n> 3. a\n> 4. b", "q:in 1986. Then", "q:3. a", "q:4. b")

	expect("```go\n# no *heading*\n\n  - x\n```\ntext", "p:# no *heading* - x", "p:text")
	expect("~~~\n```\n~~~~\ntext", "p:```", "p:text")
	expect("text\n```\nnever ends", "p:text", "p:never ends")
	expect("```\n```\ntext", "p:text")
	expect("```not a fence``` but words\ntext", "p:not a fence but words text")

	expect("[one]: https://a.example/x\nText [here][one].", "p:Text here.")
	expect("Text\n[one]: two", "p:Text [one]: two")
	expect("[^1]: A note.", "p:[^1]: A note.")

	expect("הפנס.\n\n> ضوء", "p←:הפנס.", "q←:ضوء")
}

func TestMarkdownInline(t *testing.T) {
	expect := func(source, want string) {
		t.Helper()
		a := Markdown("# T\n\n" + source)
		if len(a.Blocks) != 2 || a.Blocks[1].Text != want {
			t.Errorf("%q reads as %q, not %q", source, a.Text(), want)
		}
	}
	expect("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f")
	expect("**a *b* c** *d **e** f*", "a b c d e f")
	expect("un*believ*able", "unbelievable")
	expect("snake_case_name and __init__", "snake_case_name and init")
	expect("_a_b_", "a_b")
	expect("été_à_la_une", "été_à_la_une")
	expect("2 * 3 * 4", "2 * 3 * 4")
	expect("*args and *kwargs", "*args and *kwargs")
	expect("a * b, ** c, ~d~, ****e****", "a * b, ** c, ~d~, ****e****")
	expect("*a\\* b*", "a* b")
	expect("*one\ntwo*", "one two")

	expect("`a*b*` ``c`d`` ```e```", "a*b* c`d e")
	expect("a `lone mark", "a `lone mark")
	expect("a ``b` c", "a ``b` c")

	expect(`\*a\* \[b\] \\ \d \`, `*a* [b] \ \d \`)
	expect("\\é", "\\é")
	expect("&amp; &lt;b&gt; &quot;c&quot; &#8212; &#x2014; a&nbsp;b", "& <b> \"c\" — — a\u00A0b")
	expect("AT&T &unknown; &#0; &#xD800; &#9999999; &", "AT&T &unknown; &#0; &#xD800; &#9999999; &")
	expect("a&#10;&#9;b", "a b")

	expect("[a *b*](https://x.example/(c) \"title\") d", "a b d")
	expect("[a][ref], [b][], [c]", "a, b, [c]")
	expect("[a [b] c](x)", "a [b] c")
	expect("[a] (b) and [", "[a] (b) and [")
	expect("![alt *text*](x.png) ![b]", "alt text ![b]")
	expect("[![alt](x.png)](y)", "alt")
	expect("<https://x.example/a_b_c> <ana@x.example> <b>bold</b> 1 < 2", "https://x.example/a_b_c ana@x.example <b>bold</b> 1 < 2")
}

func TestMarkdownHeadline(t *testing.T) {
	expect := func(source string, want ...string) {
		t.Helper()
		expectBlocks(t, source, Markdown(source), want)
	}
	expect("")
	expect("# One", "headline:One")
	expect("## One.\n\ntext", "headline h2:One.", "p:text")
	expect("One\n===\ntext", "headline:One", "p:text")
	expect("One\n\ntext.", "headline:One", "p:text.")
	expect("One lone line", "p:One lone line")
	expect("One\ntwo\n\ntext.", "p:One two", "p:text.")
	expect("- One\n\ntext.", "li:One", "p:text.")
	expect("> One\n\ntext.", "q:One", "p:text.")
	expect("# One\n\n- By Ana Ruiz\n\ntext.", "headline:One", "li:By Ana Ruiz", "p:text.")
	expect("# *One*\n\n**By Ana Ruiz** | 3 March 2025\n\ntext.", "headline:One", "byline:By Ana Ruiz | 3 March 2025", "p:text.")
	expect("\uFEFF# One\n\ntext.", "headline:One", "p:text.")
}

func TestFrontMatter(t *testing.T) {
	expect := func(source string, about Metadata, want ...string) {
		t.Helper()
		a := Markdown(source)
		expectBlocks(t, source, a, want)
		if a.Metadata != about {
			t.Errorf("%q: %+v, not %+v", source, a.Metadata, about)
		}
	}
	expect("---\ntitle: \"One: a\"\nauthor: Ana Ruiz\ndate: 2025-03-03\nlang: en\n\n---\n\n# One\n\ntext.",
		Metadata{Title: "One: a", Byline: "Ana Ruiz", Published: "2025-03-03", Language: "en"},
		"headline:One", "dateline:title: \"One: a\"", "byline:author: Ana Ruiz", "dateline:date: 2025-03-03", "dateline:lang: en", "p:text.")
	expect("---\nurl: 'https://x.example/a'\nsource: X Wire\npublished: 3 March 2025\n---\n# One\n\ntext.",
		Metadata{Title: "One", URL: "https://x.example/a", Publisher: "X Wire", Published: "2025-03-03"},
		"headline:One", "dateline:url: 'https://x.example/a'", "dateline:source: X Wire", "dateline:published: 3 March 2025", "p:text.")
	expect("---\nauthor: Ana Ruiz\n---\nIt rained.\n\nIt stopped.",
		Metadata{Title: "It rained.", Byline: "Ana Ruiz"},
		"byline:author: Ana Ruiz", "p:It rained.", "p:It stopped.") // a field is no headline
	expect("---\ntitle: One\n---\nA lone line",
		Metadata{Title: "One"},
		"dateline:title: One", "p:A lone line")
	expect("---\ntitle: One\n---", Metadata{Title: "One"}, "dateline:title: One")
	expect("---\ndate: 2025-03-03T06:40:00+01:00\ntitle:\n---\n# One\n\ntext.",
		Metadata{Title: "One", Published: "2025-03-03T06:40:00+01:00"},
		"headline:One", "dateline:date: 2025-03-03T06:40:00+01:00", "dateline:title:", "p:text.")
	expect("---\nno field\n---\n\ntext.", Metadata{Title: "no field"}, "headline h2:no field", "p:text.")
	expect("---\ntitle: never ends", Metadata{Title: "title: never ends"}, "p:title: never ends")
}

// marks are what Markdown gives a meaning to, in the right place.
var marks = append([]string{
	"# ", "## ", "---", "===", "- ", "1. ", "2) ", "> ", "```", "~~~", "*", "**", "_", "__", "~~", "`", "``", "[", "]", "(", ")", "![", "](x)", "[x]: y\n",
	"\\", "\\*", "&amp;", "&#10;", "&nbsp;", "<https://x.example>", "<", ">", "title: x\n", "---\n",
}, wordsOf...)

func checkMarkdown(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	a := Markdown(s)
	if again := Markdown(s); !reflect.DeepEqual(a, again) {
		t.Fatalf("%q reads as %v, then as %v", s, a, again)
	}
	checkStructure(t, a)
	checkLayout(t, a)
}

func TestMarkdownStructure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkMarkdown(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(marks), 0, 80).Draw(t, "pieces"), ""))
	})
}

// Where nothing is marked, Markdown is plain text with blank lines between its
// paragraphs.
func TestMarkdownWithoutMarksIsPlain(t *testing.T) {
	unmarked := []string{"Beijing", "By Ana", "denied.", "7 July 2008", "“No”", "日本。", "اليابان", "\u00A0", "😀", " ", "\t", "\n"}
	paragraph := rapid.Custom(func(t *rapid.T) string {
		return "x" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(unmarked), 0, 12).Draw(t, "words"), "") + "x"
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(paragraph, 2, 8).Draw(t, "paragraphs"), "\n\n")
		if marked, plain := Markdown(s), Plain(s); !reflect.DeepEqual(marked, plain) {
			t.Fatalf("%q reads as %v, as plain text %v", s, marked, plain)
		}
	})
}

func TestTextFullOfLoneMarksIsReadWhole(t *testing.T) {
	for _, mark := range []string{"*a ", "_a ", "[a ", "![", "<a ", "&a ", "~~a ", "\\a ", "**a _b "} {
		source := strings.Repeat(mark, 3000)
		if got, want := Markdown("# T\n\n" + source).Blocks[1].Text, strings.TrimSpace(source); got != want {
			t.Errorf("%q many times reads as %.60q", mark, got)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	f.Add("---\ntitle: One\n---\n# One\n\n**By Ana** | 3 March 2025\n\n> a\n> - b\n\n1. c\n```\nd")
	f.Add("*a **b** _c_ `d` [e](f) ![g][h] <i@j> &#10; \\* ~~k~~")
	f.Add("a\n===\n[x]: y\n- - -\n\u00A0&nbsp;")
	f.Fuzz(func(t *testing.T, s string) { checkMarkdown(t, s) })
}

func BenchmarkMarkdown(b *testing.B) { benchReading(b, Markdown) }
