package textfragment

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/text"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func TestDirectivesAreWritten(t *testing.T) {
	expect := func(d Directive, want string) {
		t.Helper()
		if got := d.String(); got != want {
			t.Errorf("%+v is %q, not %q", d, got, want)
		}
		if back, err := Parse(want); err != nil || back != d {
			t.Errorf("%q reads as %+v, %v", want, back, err)
		}
	}
	expect(Directive{Start: "denied"}, "text=denied")
	expect(Directive{Start: "one, two & three-four"}, "text=one%2C%20two%20%26%20three%2Dfour")
	expect(Directive{Prefix: "Japan-", Start: "a", End: "b", Suffix: ",x"}, "text=Japan%2D-,a,b,-%2Cx")
	expect(Directive{Start: "否定"}, "text=%E5%90%A6%E5%AE%9A")
	expect(Directive{Start: "100% + “#1”"}, "text=100%25%20%2B%20%E2%80%9C%231%E2%80%9D")
}

func TestBadDirectivesAreRefused(t *testing.T) {
	for _, s := range []string{"", "text=", "txt=a", "text=a,b,c", "text=-,a", "text=a,-", "text=%zz", "text=a&b", "text=a,", "text=,b", "text=a-"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q reads as %+v", s, d)
		}
	}
}

func TestLinks(t *testing.T) {
	expect := func(address, want string) {
		t.Helper()
		if got := Link(address, Directive{Start: "it"}); got != want {
			t.Errorf("%q becomes %q, not %q", address, got, want)
		}
	}
	expect("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=it")
	expect("https://example.org/#part", "https://example.org/#part:~:text=it")
	expect("https://example.org/#part:~:text=old", "https://example.org/#part:~:text=it")
	expect("https://example.org/#", "https://example.org/#:~:text=it")
}

func laidOut(blocks ...string) *article.Layout {
	var a article.Article
	for _, b := range blocks {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.KindParagraph, Text: b})
	}
	return article.NewLayout(a)
}

// expectOf expects the directive of words, marked where they occur for the n-th time
// in an article of some blocks.
func expectOf(t *testing.T, words string, n int, want string, blocks ...string) {
	t.Helper()
	l := laidOut(blocks...)
	whole, at := l.Index().String(), 0
	for ; n > 0; n-- {
		i := strings.Index(whole[at:], words)
		if i < 0 {
			t.Fatalf("%q is not in %q", words, blocks)
		}
		at += i + 1
	}
	at--
	sp := text.Span{Start: l.Index().CodePointOf(text.Byte(at)), End: l.Index().CodePointOf(text.Byte(at + len(words)))}
	d, ok := Of(l, sp)
	got := ""
	if ok {
		got = strings.Join([]string{d.Prefix, d.Start, d.End, d.Suffix}, "|")
	}
	if got != want {
		t.Errorf("%q in %q is %q, not %q", words, blocks, got, want)
	}
}

func TestDirectivesOfSpans(t *testing.T) {
	const first, second = "The ministry spoke on Monday. Japan denied this, and China denied it too.", "Nobody else denied a thing."
	expectOf(t, "Japan denied this", 1, "|Japan denied this||", first, second)
	expectOf(t, "denied", 1, "Japan|denied||", first, second)
	expectOf(t, "denied", 3, "else|denied||", first, second)
	expectOf(t, "this, and", 1, "|this, and||", first, second)
	expectOf(t, "too.\n\nNobody else", 1, "|too|Nobody else|", first, second)
	expectOf(t, " spoke  on\u00ADline ", 1, "|spoke online||", "He spoke  on\u00ADline then.")
	expectOf(t, "Nobody", 2, "Three.|Nobody||", "Nobody", "Three.", "Nobody", "Nobody")
	expectOf(t, "enied thi", 1, "d|enied thi||s", first, second)
	expectOf(t, "ministry", 1, "The|ministry||", first, "Resume: Ministerial talks, ministry-like.")
	expectOf(t, "resume", 1, "They|resume||", "They resume talks.", "His Résumé was long.")
	expectOf(t, "…", 1, "", "…", "Word.")
	expectOf(t, "one", 1, "|one||one one", "one one one")
	expectOf(t, "word", 2, "word|word||word", "word", "word", "word", "word") // not alone, but the first
	expectOf(t, "word", 3, "", "word", "word", "word", "word")

	// Without spaces only marks are sure to end a word.
	expectOf(t, "日本は否定した", 1, "|日本は否定した||", "午後、日本は否定した。", "それだけ。")
	expectOf(t, "否定", 1, "日本は|否定||した", "午後、日本は否定した。", "それだけ。")

	const long = "Beijing said that the patrols were lawful and would go on for as long as nobody showed a paper which said that they were not, and that was that."
	expectOf(t, long, 1, "|Beijing said that|that was that.|", "It began so. "+long+" Nobody answered.")
	expectOf(t, long, 2, "it:|Beijing said that the patrols were lawful and would go on|a paper which said that they were not, and that was that.|", "It began so. "+long+" Nobody answered.", "Again. They repeated it: "+long)
}

// A directive matches its span, first and alone, by the browser's rules.
func TestADirectiveMatchesItsSpan(t *testing.T) {
	word := rapid.SampledFrom(strings.Split("Japan denied this this. “No,” she-said & left; it's 3.5 日本は否定した。 中国は é e\u0301 מאוד 👩\u200D⚕ a a\u00ADb", " "))
	made := 0
	rapid.Check(t, func(t *rapid.T) {
		var blocks []string
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			blocks = append(blocks, strings.Join(rapid.SliceOfN(word, 1, 30).Draw(t, "words"), " "))
		}
		l := laidOut(blocks...)
		start := text.CodePoint(rapid.IntRange(0, int(l.Index().Len())-1).Draw(t, "start"))
		sp := text.Span{Start: start, End: min(l.Index().Len(), start+text.CodePoint(rapid.IntRange(1, 200).Draw(t, "length")))}
		d, ok := Of(l, sp)
		prepared := Prepare(l)
		for range 2 { // the second time by its list
			if again, same := prepared.Of(sp); again != d || same != ok {
				t.Fatalf("%+v is made of a text that was prepared, and %+v of one that was not", again, d)
			}
		}
		if !ok {
			return
		}
		made++
		found, ok := newPage(blocks).find(d, spot{})
		if !ok {
			t.Fatalf("%+v of %q does not match", d, l.Index().Slice(sp))
		}
		p := newPage(blocks)
		from := p.blocks[found.from.block].point(found.from.at)
		from = p.blocks[found.from.block].folded.Original(text.Span{Start: from, End: from + 1}).Start + l.Span(found.from.block).Start
		snapped := text.TrimSpace(l.Index(), text.SnapToGraphemes(l.Index(), sp))
		if from < snapped.Start || from > snapped.Start+2 {
			t.Fatalf("%+v of %q matches at %d, not at %d", d, l.Index().Slice(sp), from, snapped.Start)
		}
	})
	if made == 0 {
		t.Error("no directive was made")
	}
}

func FuzzDirectives(f *testing.F) {
	f.Add("pre-", "a, b & c", "…", ",-")
	f.Fuzz(func(t *testing.T, prefix, start, end, suffix string) {
		d := Directive{prefix, start, end, suffix}
		if start == "" || !utf8.ValidString(prefix+start+end+suffix) {
			return
		}
		back, err := Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%+v is written %q and read %+v, %v", d, d, back, err)
		}
	})
}

func FuzzOf(f *testing.F) {
	f.Add("Japan denied this.\n\n日本は否定した。 e\u0301", uint(3), uint(9))
	f.Fuzz(func(t *testing.T, s string, at, length uint) {
		if !utf8.ValidString(s) || len(s) > 1000 {
			return
		}
		l := laidOut(strings.Split(s, "\n\n")...)
		if l.Index().Len() == 0 {
			return
		}
		start := text.CodePoint(at % uint(l.Index().Len()))
		if d, ok := Of(l, text.Span{Start: start, End: start + text.CodePoint(length%300)}); ok {
			if back, err := Parse(d.String()); err != nil || back != d {
				t.Fatalf("%+v is read back as %+v, %v", d, back, err)
			}
		}
	})
}

// The cases of the standard's own tests, against the page they are about.
func TestFindRangeCases(t *testing.T) {
	const dir = "../../../shared/data/text-fragments/"
	data, err := os.ReadFile(dir + "find-range-cases.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the cases of what a text directive finds are not beside this repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var cases [][3]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	body, err := os.Open(dir + "find-range-body.html")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	root, err := html.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	var w walk
	w.node(root)
	w.flush()
	p := newPage(w.blocks)
	for _, one := range cases {
		d, err := Parse(strings.TrimPrefix(one[0].(string), "#:~:"))
		if err != nil {
			t.Errorf("%v: %v", one[0], err)
			continue
		}
		if _, ok := p.find(d, spot{}); ok != one[1].(bool) {
			t.Errorf("%v (%v): found %v, not %v", one[0], one[2], ok, one[1])
		}
	}
	if len(cases) < 60 {
		t.Errorf("there are only %d cases", len(cases))
	}
}

// walk collects the text of a page block by block, as far as it can be searched.
type walk struct {
	blocks []string
	text   strings.Builder
}

func (w *walk) flush() {
	if s := strings.TrimSpace(w.text.String()); s != "" {
		w.blocks = append(w.blocks, s)
	}
	w.text.Reset()
}

func (w *walk) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.text.WriteString(n.Data)
		return
	}
	style := ""
	for _, a := range n.Attr {
		if a.Key == "style" {
			style = a.Val
		}
	}
	block := n.Type == html.ElementNode && strings.Contains(" p div body html br ", " "+n.Data+" ")
	switch {
	case strings.Contains(" head script style iframe img ", " "+n.Data+" "), strings.Contains(style, "display: none"):
		return
	}
	if block {
		w.flush()
	}
	if !strings.Contains(style, "visibility: hidden") {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.node(c)
		}
	}
	if block {
		w.flush()
	}
}
