package e2e

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"gainsay/internal/exchange"
	"gainsay/internal/hostile"
)

// strays collects what the page asks of any other host. Faults on the console and
// dialogs are heard in every test.
func (p *person) strays() (list func() []string) {
	p.t.Helper()
	var mu sync.Mutex
	var asked []string
	p.must(chromedp.Listen(p.tab, func(event any) {
		if e, is := event.(*network.EventRequestWillBeSent); is {
			if own := []string{site + "/", "blob:" + site, "data:"}; !hasAnyPrefix(e.Request.URL, own) {
				mu.Lock()
				asked = append(asked, e.Request.URL)
				mu.Unlock()
			}
		}
	}))
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return asked
	}
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// unharmed holds the page to having run nothing and made no markup of what is in it.
func (p *person) unharmed(after string) {
	p.t.Helper()
	for what, count := range map[string]string{
		"something ran":                   `Number(window.hostile !== undefined)`,
		"JavaScript's objects are others": `Number(({}).hostile !== undefined || Array.prototype.hostile !== undefined || typeof ({}).toString !== 'function')`,
		"there is markup":                 `document.querySelectorAll('iframe, object, embed, portal, base, math, video, form, style, img, noscript img, meta[http-equiv], [onerror], [onload], [onclick], [onfocus], [ontoggle], [onbegin], [srcdoc]').length`,
		"a link runs a script":            `[...document.querySelectorAll('a:not(#bookmarklet)')].filter((a) => !['http:', 'https:'].includes(a.protocol)).length`,
		"a script is none of ours":        `[...document.scripts].filter((script) => new URL(script.src).origin !== location.origin).length`,
	} {
		if n := eval[int](p, count); n > 0 {
			p.t.Errorf("after %s, %s (%d)", after, what, n)
		}
	}
}

func TestNothingHostileRuns(t *testing.T) {
	p := visit(t, "/")
	strays := p.strays()
	d, err := hostile.Dossier()
	p.must(err)
	data, err := exchange.EncodeNative(d)
	p.must(err)

	// A dossier with the corpus in every place that takes words, and everything that
	// shows it.
	p.chooseFile("#import-file", "hostile.gainsay.json", data)
	p.wait("it is open", `document.querySelectorAll('[data-claim-card]').length === `+strconv.Itoa(len(d.Claims)))
	p.saved()
	for i, block := range d.Article.Blocks {
		if got := eval[string](p, `document.querySelector('[data-block="`+strconv.Itoa(i)+`"]').textContent`); got != block.Text {
			t.Errorf("block %d reads %q, not %q", i, got, block.Text)
		}
	}
	if n := eval[int](p, `document.querySelectorAll('.card .unseen').length`); n != len(hostile.Disguised())-1 {
		t.Errorf("%d cards warn of what cannot be seen", n)
	}
	p.unharmed("importing a dossier")
	p.wait("the cards are placed", `document.querySelector('.card')?.getBoundingClientRect().height > 0`)
	eval[bool](p, `(document.querySelector('.card .unseen').scrollIntoView({block: 'center'}), true)`)
	p.picture("hostile")
	p.clickOn("a card", `document.querySelector('.card .who')`)
	p.press("Edit")
	p.wait("its fields are open", `document.querySelectorAll('.card.open input, .card.open textarea').length > 3`)
	p.unharmed("opening a card")
	for _, tab := range []string{"ledger", "sources", "claims"} {
		p.click("#tab-" + tab)
		p.wait("the tab is there", `document.querySelector('#tab-`+tab+`').ariaSelected === 'true'`)
		p.unharmed("showing " + tab)
	}
	p.press("Library")
	p.wait("it is listed", `document.querySelectorAll('#dossiers li').length === 2`)
	p.unharmed("listing it")
	p.keys("Escape")
	exportedAgain := func() bool {
		p.press("Export")
		return string(p.downloaded(exchange.FileName(d))) == string(data)
	}
	if !exportedAgain() {
		t.Error("the dossier is exported as another")
	}

	// The same words as an article, as text and as a page.
	p.drops("hostile.txt", "text/plain", "A headline\n\n"+strings.Join(hostile.Markup(), "\n\n"))
	p.headline("A headline")
	p.unharmed("opening a text")
	p.drops("hostile.html", "text/html", "<!doctype html><title>Another</title><article><h1>Another headline</h1>"+strings.Repeat("<p>Somebody said that it was so, and somebody denied it at length.</p>", 20)+strings.Join(hostile.Markup()[:10], "")+"</article>")
	p.headline("Another headline")
	p.unharmed("opening a page")

	// What is refused is refused with a sentence, and changes nothing.
	path := filepath.Join(t.TempDir(), "large.gainsay.json")
	p.must(os.WriteFile(path, nil, 0o644))
	p.must(os.Truncate(path, 100<<20))
	p.chooseFileAt("#import-file", path)
	p.hears("large.gainsay.json is larger than 20 MB")
	p.chooseFile("#import-file", "deep.gainsay.json", hostile.Deep(100_000, `{"a":`, "1", "}"))
	p.hears("deep.gainsay.json was not imported, and nothing was changed")
	p.chooseFile("#import-file", "deep.json", hostile.Deep(100_000, "[", "", "]"))
	p.hears("deep.json was not imported, and nothing was changed")
	p.headline("Another headline")
	p.unharmed("refusing files")

	// Addresses, in the page that is open, and of one that opens.
	for _, address := range hostile.Addresses() {
		eval[bool](p, `(location.hash = 'claim=' + `+quote(address)+`, true)`)
		p.hears("The link leads to a claim that is not in this dossier")
	}
	for _, address := range hostile.Addresses() {
		eval[bool](p, `(history.pushState(null, '', '?dossier=' + `+quote(url.QueryEscape(address))+`), dispatchEvent(new PopStateEvent('popstate')), true)`)
		p.hears("The dossier of that address is not kept in this browser")
	}
	p.press("Library") // comes after all of them
	p.wait("the page still answers", `document.querySelector('dialog[open] #dossiers')`)
	p.keys("Escape")
	p.headline("Another headline")
	p.unharmed("following addresses")
	p.expect("404")
	p.expect("400")
	for _, address := range []string{"javascript:alert(1)", "/\t/evil.example/5", "/\x00"} {
		p.navigate("/?article=" + url.QueryEscape(address) + "&received=" + url.QueryEscape(address) + "#claim=" + url.QueryEscape(address))
		p.wait("it is refused", `document.querySelector('main [role=alert]')?.textContent.match(/is not the path of an article|could not be fetched/)`)
		p.unharmed("opening " + address)
	}
	if asked := strays(); len(asked) > 0 {
		t.Errorf("the page asks for %q", asked)
	}
}
