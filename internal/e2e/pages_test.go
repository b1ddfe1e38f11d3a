package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// aPage is a web page with everything around its article that a page has, and with
// what a hostile one has in it.
const aPage = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Quay closed – The Tern</title>
<meta property="og:title" content="Quay closed on a call that nobody made"><meta name="author" content="Ana Ruiz">
<meta property="og:site_name" content="The Tern"><meta property="article:published_time" content="2026-03-03T18:05:00Z">
<link rel="canonical" href="https://tern.example/quay"><script>window.hostile = 1; document.title = 'hostile'</script>
<style>body { display: none }</style><base href="https://elsewhere.example/"><meta http-equiv="refresh" content="0;url=https://elsewhere.example/"></head>
<body onload="window.hostile = 2"><nav><a href="/">News</a></nav><article>
<h1>Quay closed on a call that nobody made</h1><p class="byline">By Ana Ruiz</p>
<p>The board never asked for the quay to be closed, its minutes show. The minister <b>denied</b> that there was a call, and said that the board had begged her to act.<img src="/never" onerror="window.hostile = 3"></p>
<p><a href="javascript:window.hostile = 4">The chair</a> said that the minister had called him at home.<svg onload="window.hostile = 5"><script>window.hostile = 6</script><text>svg</text></svg> &lt;script&gt;window.hostile = 7&lt;/script&gt;</p>
<blockquote lang="ar" dir="rtl"><p>لم يتصل بي أحد في تلك الليلة.</p></blockquote>
<h2>What is known</h2><ul><li>The quay is shut</li><li>It was not the board</li></ul>
<figure><img src="q.jpg"><figcaption>The quay in February.</figcaption></figure>
<table><tr><th>Boat</th><th>Days in harbour</th></tr><tr><td>Sula</td><td>14</td></tr></table>
<iframe src="https://elsewhere.example/" srcdoc="<script>parent.hostile = 8</script>"></iframe><form action="https://elsewhere.example/"><input name="a"><button>Sign up</button></form>
</article><section class="comments"><p>A reader says that all of this is wrong, and that the quay was never open.</p></section></body></html>`

var aPageBlocks = []string{
	"Quay closed on a call that nobody made", "By Ana Ruiz",
	"The board never asked for the quay to be closed, its minutes show. The minister denied that there was a call, and said that the board had begged her to act.",
	"The chair said that the minister had called him at home. <script>window.hostile = 7</script>",
	"لم يتصل بي أحد في تلك الليلة.", "What is known", "The quay is shut", "It was not the board", "The quay in February.", "Boat | Days in harbour", "Sula | 14",
}

// fetched lists the addresses that the page has asked for.
func (p *person) fetched() []string {
	p.t.Helper()
	return eval[[]string](p, `performance.getEntriesByType('resource').map((entry) => entry.name)`)
}

func asksForWorker(addresses []string) bool {
	return slices.ContainsFunc(addresses, func(address string) bool { return strings.Contains(address, "/web/worker.") })
}

func (p *person) readsAPage() {
	p.t.Helper()
	p.headline("Quay closed on a call that nobody made")
	p.saved()
	if got := eval[[]string](p, blockTexts); !slices.Equal(got, aPageBlocks) {
		p.t.Errorf("the page is read as\n\t%s\nnot\n\t%s", strings.Join(got, "\n\t"), strings.Join(aPageBlocks, "\n\t"))
	}
	for what, expression := range map[string]string{
		"nothing of it ran":           `window.hostile === undefined`,
		"no mark of it is there":      `!document.querySelector('#article :is(script, img, svg, a, iframe, form, style, table, b)')`,
		"the page is of its language": `document.querySelector('#article').lang === 'en-GB'`,
		"a quotation of another":      `document.querySelector('#article blockquote').lang === 'ar' && document.querySelector('#article blockquote').dir === 'rtl'`,
		"the list is one":             `document.querySelectorAll('#article ul > li').length === 2`,
		"its rows are rows":           `document.querySelectorAll('#article .table-row').length === 2 && document.querySelector('#article .caption')`,
		"its byline is one":           `document.querySelector('#article .byline')?.textContent === 'By Ana Ruiz'`,
		"its author is named":         `document.querySelector('.eyebrow').textContent.includes('Ana Ruiz') && document.querySelector('.eyebrow').textContent.includes('The Tern')`,
	} {
		if !eval[bool](p, "!!("+expression+")") {
			p.t.Errorf("it is not so that %s", what)
		}
	}
}

func TestWebPages(t *testing.T) {
	for _, way := range []struct {
		name string
		open func(p *person)
	}{
		{"chosen", func(p *person) {
			p.press("Open article")
			p.chooseFile("#article-file", "saved.html", []byte(aPage))
		}},
		{"dropped", func(p *person) { p.drops("saved.htm", "text/html", aPage) }},
		{"dropped under another name", func(p *person) { p.drops("saved.txt", "text/plain", aPage) }},
	} {
		t.Run(way.name, func(t *testing.T) {
			p := visit(t, "/")
			if addresses := p.fetched(); len(addresses) < 4 || asksForWorker(addresses) {
				t.Errorf("a first visit asks for %q", addresses)
			}
			way.open(p)
			p.readsAPage()
			if !asksForWorker(p.fetched()) {
				t.Error("the worker was not asked for")
			}
			p.highlights("The minister denied that there was a call")
			p.saved()
			p.reload()
			p.wait("the claim is kept", `document.querySelectorAll('mark').length === 1`)
		})
	}
}

// pastesPage pastes a text with its structure into an element, as a browser would
// do it: what is put into a field is the text.
func (p *person) pastesPage(element, text, html string) {
	p.t.Helper()
	eval[bool](p, `(() => {
  const transfer = new DataTransfer(), into = `+element+`;
  transfer.setData('text/plain', `+quote(text)+`);
  transfer.setData('text/html', `+quote(html)+`);
  const left = into.dispatchEvent(new ClipboardEvent('paste', {clipboardData: transfer, bubbles: true, cancelable: true}));
  if (left && into.matches('textarea')) {
    into.focus();
    document.execCommand('insertText', false, `+quote(text)+`);
  }
  return true;
})()`)
}

const (
	aClipping     = `<meta charset='utf-8'><h2>A part of a page</h2><p>Somebody <i>said</i> it.</p><ul><li>Once</li><li>Twice</li></ul>`
	aClippingText = "A part of a page\n\nSomebody said it.\n\nOnce\nTwice"
)

func TestPastedPages(t *testing.T) {
	p := visit(t, "/")
	kept := `document.querySelector('#paste-help').textContent.includes('are kept as long as')`

	p.pastesPage("document.body", aClippingText, aClipping)
	p.wait("the text waits for agreement, with its structure", `document.querySelector('#article-text').value.startsWith('A part') && `+kept)
	p.press("Open text")
	p.headline("A part of a page")
	if got, want := eval[[]string](p, blockTexts), []string{"A part of a page", "Somebody said it.", "Once", "Twice"}; !slices.Equal(got, want) {
		t.Errorf("it is read as %q", got)
	}
	if got := eval[int](p, `document.querySelectorAll('#article li').length`); got != 2 {
		t.Errorf("there are %d items, not 2", got)
	}

	// In the field, and changed there: then its text counts.
	p.press("Open article")
	p.wait("the field is empty", `document.querySelector('dialog[open] #article-text').value === ''`)
	p.pastesPage(byCSS("#article-text"), aClippingText, aClipping)
	p.wait("the structure is kept", kept)
	p.types("!")
	p.wait("it is not kept any more", "!"+kept)
	p.press("Open text")
	p.wait("the text is open", `document.querySelectorAll('#article li').length === 0 && document.querySelector('#article').textContent.includes('Twice!')`)

	// Colours alone are no structure.
	p.pastesPage("document.body", "Code in colours", `<div><span style="color:red">Code</span> in colours</div>`)
	p.wait("the text waits", `document.querySelector('#article-text').value === 'Code in colours'`)
	if eval[bool](p, kept) {
		t.Error("colours are taken for structure")
	}
}

func TestAWebPageOfThisServer(t *testing.T) {
	p := newPerson(t, afresh)
	p.serves("/web/articles/page.html", "text/html; charset=utf-8", []byte(aPage))
	p.navigate("/?article=/web/articles/page.html")
	p.wait("the program runs", byName("button", "Open article"))
	p.until("the worker is asked for", func() bool { return asksForWorker(p.fetched()) })
	p.readsAPage()
}

func TestEveryEncodingIsRead(t *testing.T) {
	names, err := filepath.Glob("../charset/testdata/*.*.*")
	if err != nil || len(names) < 15 {
		t.Fatalf("there are %d fixtures, %v", len(names), err)
	}
	p := visit(t, "/")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		language, _, _ := strings.Cut(filepath.Base(name), ".")
		text, err := os.ReadFile("../charset/testdata/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				want = append(want, line)
			}
		}
		if eval[string](p, `document.querySelector('[data-block="0"]').textContent`) == want[0] {
			p.opensFile("between.txt", []byte("Between two\n\nSomething else."))
			p.headline("Between two")
		}
		p.opensFile(filepath.Base(name), data)
		p.headline(want[0])
		if got := eval[[]string](p, blockTexts); !slices.Equal(got, want) {
			t.Errorf("%s is read as %q", name, got)
		}
	}
}

func TestPagesThatAreNotOpened(t *testing.T) {
	p := visit(t, "/")
	refusal := func(says string) {
		t.Helper()
		p.wait("the refusal is read", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes(`+quote(says)+`)`)
	}
	p.press("Open article")
	p.chooseFile("#article-file", "image.html", []byte("\x89PNG\r\n\x1a\n\x00"))
	refusal("it seems to be a PNG image")
	p.chooseFile("#article-file", "large.html", []byte(strings.Repeat("<p>word", 2_000_000)))
	refusal("it is larger than 10 MB")
	if asksForWorker(p.fetched()) {
		t.Error("the worker is asked for a file that is refused")
	}
	p.chooseFile("#article-file", "empty.html", []byte("<!DOCTYPE html><script>x()</script>"))
	refusal("there is no text in it")
	p.chooseFile("#article-file", "cyrillic.html", []byte("<p>\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE7\xE0\xFF\xE2\xE8\xEB \xE2\xF1\xE5\xEC"))
	refusal("an encoding that could not be told")
	p.headline(sample)
}

func TestTheAddressOfAPageIsNotFetched(t *testing.T) {
	const address = "https://news.example/2026/quay?part=1&page=2"
	p := visit(t, "/")
	p.press("Open article")
	p.click("#article-text")
	p.types(address)
	help := `document.querySelector('#paste-help').textContent`
	p.wait("the ways are named", help+`.includes("gainsay fetch '`+address+`' > article.html") && `+help+`.includes("gainsay serve --article '`+address+`'") && `+help+`.includes('paste it here') && `+help+`.includes('drop the file')`)
	p.picture("open-address")
	p.press("Open text")
	p.wait("it says what it is", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('never fetches a page of another site')`)
	if addresses := p.fetched(); slices.ContainsFunc(addresses, func(a string) bool { return !strings.HasPrefix(a, site) }) {
		t.Errorf("it asks for %q", addresses)
	}
	p.accessible("the dialog with an address")
	p.click("#article-text")
	p.types(" said the mayor")
	p.wait("it is text now", `!`+help+`.includes('gainsay fetch')`)
}

func TestTheLookOfAPage(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			p.drops("saved.html", "text/html", aPage)
			p.readsAPage()
			p.accessible("a web page")
			p.picture(fmt.Sprintf("%s-page", look.name))
			eval[bool](p, `(document.querySelector('.table-row').scrollIntoView({block: 'center'}), true)`)
			p.picture(fmt.Sprintf("%s-page-end", look.name))
			p.pastesPage("document.body", aClippingText, aClipping)
			p.wait("the dialog is open", `document.querySelector('dialog[open]')`)
			p.accessible("the dialog with a pasted page")
			p.picture(fmt.Sprintf("%s-open", look.name))
		})
	}
}
