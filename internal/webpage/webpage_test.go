package webpage

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/charset/legacy"
)

var update = flag.Bool("update", false, "write the golden files anew, to be read before they are kept")

// show writes an article as its golden file has it: what is known of it, then a line
// a block.
func show(a article.Article) string {
	var out strings.Builder
	for _, m := range []struct{ name, value string }{
		{"title", a.Title}, {"byline", a.Byline}, {"publisher", a.Publisher}, {"published", a.Published}, {"url", a.URL}, {"language", a.Language},
	} {
		if m.value != "" {
			fmt.Fprintf(&out, "%s: %s\n", m.name, m.value)
		}
	}
	out.WriteByte('\n')
	for _, b := range a.Blocks {
		name := string(b.Kind)
		if b.Level > 0 {
			name += fmt.Sprint(" ", b.Level)
		}
		for _, more := range []string{string(b.Role), b.Lang, b.Dir} {
			if more != "" {
				name += " " + more
			}
		}
		fmt.Fprintf(&out, "[%s] %s\n", name, b.Text)
	}
	return out.String()
}

func TestPages(t *testing.T) {
	names, err := filepath.Glob("testdata/*.html")
	if err != nil || len(names) < 6 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Parse(Source{HTML: string(page), URL: "https://saved.example/" + filepath.Base(name)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkBlocks(t, a)
		golden := strings.TrimSuffix(name, ".html") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(show(a)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := show(a); got != string(want) {
			t.Errorf("%s is read as\n%s\nnot\n%s", name, got, want)
		}
	}
}

// checkBlocks holds an article to the rules of canonical text.
func checkBlocks(t interface {
	Helper()
	Errorf(string, ...any)
}, a article.Article) {
	t.Helper()
	headlines := 0
	for i, b := range a.Blocks {
		if b.Text == "" || article.Blank(b.Text) || b.Text != article.OneSpace(b.Text) {
			t.Errorf("block %d is %q", i, b.Text)
		}
		if !utf8.ValidString(b.Text) || strings.IndexFunc(b.Text, unicode.IsControl) >= 0 {
			t.Errorf("block %d has controls: %q", i, b.Text)
		}
		if (b.Kind == article.KindHeading) != (b.Level >= 1 && b.Level <= 6) {
			t.Errorf("block %d is a %s of level %d", i, b.Kind, b.Level)
		}
		if b.Dir != "" && b.Dir != "ltr" && b.Dir != "rtl" {
			t.Errorf("block %d runs %q", i, b.Dir)
		}
		if b.Role == article.RoleHeadline {
			if headlines++; i != 0 {
				t.Errorf("block %d is the headline", i)
			}
		}
	}
	if headlines > 1 {
		t.Errorf("there are %d headlines", headlines)
	}
}

// expect reads a page and compares its blocks.
func expect(t *testing.T, source Source, want ...string) {
	t.Helper()
	a, err := Parse(source)
	if err != nil {
		t.Errorf("%q: %v", source.HTML, err)
		return
	}
	checkBlocks(t, a)
	_, blocks, _ := strings.Cut("\n"+show(a), "\n\n")
	if got := strings.TrimSpace(blocks); got != strings.Join(want, "\n") {
		t.Errorf("%q reads as\n%s\nnot\n%s", source.HTML, got, strings.Join(want, "\n"))
	}
}

func whole(body string) Source { return Source{HTML: "<!DOCTYPE html><title></title><body>" + body} }

func fragment(body string) Source { return Source{HTML: body, Fragment: true} }

func TestBlocks(t *testing.T) {
	expect(t, whole("Only words."), "[paragraph] Only words.")
	expect(t, whole("<p>One<br>line.<br><br>Two<br> <br/>Three"), "[paragraph] One line.", "[paragraph] Two", "[paragraph] Three")
	expect(t, whole("<p>One&nbsp;  space,\t\n a soft&shy;hyphen, a\u0301 and \u00e1.</p>"), "[paragraph] One\u00a0 space, a soft\u00adhyphen, a\u0301 and \u00e1.")
	expect(t, whole("<p>No&#1; con&#x7f;trols&#12;here.<p>\u00a0<p>&#8203;"), "[paragraph] No controls here.")
}

func TestFragments(t *testing.T) {
	expect(t, fragment("<meta charset='utf-8'><h2>A part</h2><p>Two <b>words</b>.</p><ul><li>First<li>Second</ul>"),
		"[heading 2 headline] A part", "[paragraph] Two words.", "[list-item] First", "[list-item] Second")
	expect(t, fragment("<p>Said:</p><blockquote><h3>Never</h3><ul><li>not once</ul></blockquote><p>So it was.</p>"),
		"[paragraph] Said:", "[quote] Never", "[quote] not once", "[paragraph] So it was.")
	expect(t, fragment("<div class=comments>What a person selected, whatever it is called, is read.</div>"),
		"[paragraph] What a person selected, whatever it is called, is read.")
	expect(t, fragment("<table><tr><td>a<td>b<tr><td><p>c<td></table>"), "[table-row] a | b", "[table-row] c |")
	expect(t, fragment("<p>a.<script>alert(1)</script><style>b</style><svg><title>c</title></svg><p onclick='x()'>d <a href='javascript:y()'>e</a>.<img src=x onerror=z()>"),
		"[paragraph] a.", "[paragraph] d e.")
}

func TestRefusals(t *testing.T) {
	expect := func(data string, want error) {
		t.Helper()
		if a, err := Read(Source{}, "", []byte(data), nil); !errors.Is(err, want) || len(a.Blocks) > 0 {
			t.Errorf("%.60q: %v, not %v", data, err, want)
		}
	}
	expect("", article.ErrEmpty)
	expect("<html><head><title> </title></head><body><script>x()</script> <img alt=a></body></html>", article.ErrEmpty)
	expect("<p hidden>never</p>", article.ErrEmpty)
	expect(strings.Repeat(" ", article.Limit+1), article.ErrTooLarge)
	expect("<p>a\x00b", article.ErrNotText)
	expect("<p>\xff", article.ErrEncoding)
	var other *article.NotTextError
	if _, err := Read(Source{}, "", []byte("\x89PNG\r\n\x1a\n\x00"), nil); !errors.As(err, &other) || other.Seems != "a PNG image" {
		t.Errorf("an image is refused with %v", err)
	}
}

func TestReadInTheEncodingItNames(t *testing.T) {
	data, err := os.ReadFile("../charset/testdata/ja.meta-shift_jis.html")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(Source{}, "utf-8", data, legacy.Decode)
	if err != nil || a.Title != "港の灯台が消えた夜、市は説明を拒む" || len(a.Blocks) != 4 {
		t.Errorf("%+v, %v", a, err)
	}
}

// What is hostile is read or refused, in time: the test's own limit is the bound.
func TestHostilePages(t *testing.T) {
	// What is only long takes as long in wasm for each part of it: a tenth tells the same there.
	part := 1
	if runtime.GOOS == "js" {
		part = 10
	}
	expect(t, whole(strings.Repeat("<div>", 100_000)+"deep"+strings.Repeat("</div>", 100_000)+"<script>x()</script>"), "[paragraph] deep")
	expect(t, whole(strings.Repeat("<b><p>", 1000)+"mixed"), "[paragraph] mixed")
	var attributes strings.Builder
	for i := range 1_000_000 / part {
		fmt.Fprintf(&attributes, " a%d=b", i)
	}
	expect(t, whole("<p"+attributes.String()+">One paragraph."+strings.Repeat("<i></i>", 10_000)), "[paragraph] One paragraph.")
	expect(t, whole("<p class='"+strings.Repeat("share-", 500_000/part)+"'>One paragraph."), "[paragraph] One paragraph.")
	for _, many := range []string{"<p>x", "<table><tr><td>x", "<li>y", "x<br>", "<a href=#>x</a>", "<h1>x</h1>", "<script type='application/ld+json'>[]</script>", "&amp;", "<form><p>x"} {
		if _, err := Parse(whole(strings.Repeat(many, 40_000/part))); err != nil && !errors.Is(err, article.ErrEmpty) {
			t.Errorf("many %q: %v", many, err)
		}
	}
	ld := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	expect(t, Source{HTML: "<script type='application/ld+json'>" + ld + "</script><p>Words."}, "[paragraph] Words.")
}

func TestBoundLeavesPagesAsTheyAre(t *testing.T) {
	many := strings.Repeat(" a=b", mostAttributes)
	for _, same := range []string{
		"", "<", "<p", "a < b <p>c</p>", "<p" + many + ">x", "<p" + many + "/>x", "<!-- <p" + many + many + "> -->",
		"<script>if (a <b" + many + many + ") x()</script><p>y", "<p title='>" + many + many + "'>", "<p title=\"" + many + many, "<title>", "<title>x</titl",
	} {
		if got := bound(same); got != same {
			t.Errorf("%q becomes %q", same, got)
		}
	}
	for page, want := range map[string]string{
		"<p" + many + " c d='>' e = f\n>x<i>y": "<p" + many + " >x<i>y",
		"<p" + many + " c":                     "<p" + many + " ",
	} {
		if got := bound(page); got != want {
			t.Errorf("%q becomes %q", page, got)
		}
	}
}

func FuzzHTML(f *testing.F) {
	names, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(string(data), false)
		}
	}
	f.Add("<p>a<table><tr><td>b<td>c<tr><td>d</table><br><br>&#1;\xff", true)
	f.Add(strings.Repeat("<i>", 600)+"deep<p>er", false)
	f.Add("<svg><title>a</title><p>b</svg><math><mi>c</math><select><option>d", true)
	f.Fuzz(func(t *testing.T, page string, part bool) {
		a, err := Parse(Source{HTML: page, Fragment: part})
		if err != nil {
			if len(a.Blocks) > 0 || !errors.Is(err, article.ErrEmpty) {
				t.Errorf("%v, with %d blocks", err, len(a.Blocks))
			}
			return
		}
		if len(a.Blocks) == 0 {
			t.Error("an article without a block")
		}
		checkBlocks(t, a)
	})
}
