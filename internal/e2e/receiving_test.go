package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// story is a page of another site, as that site serves it.
const story = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry &amp; harbour: who closed the crossing?</title><link rel="icon" href="data:,"></head>
<body><article><h1>Ferry and harbour: who closed the crossing?</h1>
<p>The harbour master said on Tuesday that the ferry company had closed the crossing without a word to anybody in the town.</p>
<p>The ferry company denied this, and said that the harbour master had been told in writing a week before the last boat left.</p>
<p>Neither side has shown the letter, and the town council has asked both of them to appear before it on Friday morning.</p>
</article></body></html>`

// elsewhere is another site, with its stories.
func elsewhere(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	write := func(w http.ResponseWriter, page string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}
	mux.HandleFunc("/story", func(w http.ResponseWriter, _ *http.Request) { write(w, story) })
	mux.HandleFunc("/apart", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		write(w, story)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// goes goes to an address of any site, and waits until its page is there.
func (p *person) goes(address string) {
	p.t.Helper()
	p.must(chromedp.Do(p.ctx, chromedp.Navigate(address)))
	p.wait("the page is there", `document.readyState === 'complete' && location.href === `+quote(address))
}

// bookmarked is the script of the bookmark, as it stands in the dialog.
func (p *person) bookmarked() string {
	p.t.Helper()
	p.menu("open-article")
	p.wait("the link has its address", `document.querySelector('#bookmarklet')?.href.startsWith('javascript:')`)
	code, err := url.PathUnescape(strings.TrimPrefix(eval[string](p, `document.querySelector('#bookmarklet').href`), "javascript:"))
	p.must(err)
	p.keys("Escape")
	return code
}

// presses runs a script as a bookmark does: in the page, by the person's own hand.
func (p *person) presses(script string) {
	p.t.Helper()
	result := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: script, UserGesture: new(true)})
	if result.ExceptionDetails != nil {
		p.t.Fatalf("the bookmark fails: %s", result.ExceptionDetails.Text)
	}
}

// opens does something that opens a tab of Gainsay, and returns who looks at it.
func (p *person) opens(do func(), options ...option) *person {
	p.t.Helper()
	w := window{width: 1280, height: 800}
	for _, set := range options {
		set(&w)
	}
	known := p.tabs()
	do()
	var id target.ID
	p.until("there is another tab", func() bool {
		for tab, address := range p.tabs() {
			if _, before := known[tab]; !before && strings.HasPrefix(address, site) {
				id = tab
				return true
			}
		}
		return false
	})
	ctx, cancel := chromedp.NewContext(p.tab, chromedp.WithTargetID(id))
	other := &person{t: p.t, ctx: ctx, downloads: p.downloads}
	p.t.Cleanup(func() {
		other.leave()
		cancel()
	})
	other.start(w)
	return other
}

// tabs are the addresses of the tabs of this person's browser.
func (p *person) tabs() map[target.ID]string {
	p.t.Helper()
	found, err := chromedp.CallBrowser(p.ctx, target.GetTargets, target.GetTargetsParams{})
	p.must(err)
	tabs := make(map[target.ID]string)
	for _, info := range found.TargetInfos {
		if info.Type == "page" && info.BrowserContextID == chromedp.FromContext(p.ctx).BrowserContextID {
			tabs[info.TargetID] = info.URL
		}
	}
	return tabs
}

// stands waits until the hand-over is in a state, and returns what is said of it.
func (p *person) stands(state string) string {
	p.t.Helper()
	p.wait("the hand-over is "+state, `document.querySelector('#receive')?.dataset.state === `+quote(state))
	return p.said()
}

// left counts what the hand-over has left in the browser. Opening a database that
// is not there yet would make it.
func (p *person) left() int {
	p.t.Helper()
	return evalLater[int](p, `(async () => {
  if (!(await indexedDB.databases()).some((known) => known.name === 'gainsay-received')) return 0;
  return new Promise((done) => {
    indexedDB.open('gainsay-received').onsuccess = (event) => {
      const database = event.target.result;
      database.transaction('entries').objectStore('entries').count().onsuccess = (counted) => {
        database.close();
        done(counted.target.result);
      };
    };
  });
})()`)
}

// shown are the facts that are shown of what arrived.
const shown = `[...document.querySelectorAll('#page-title, .arrived dd, #page-warning:not([hidden])')].map((fact) => fact.textContent)`

func TestHandingOverAPage(t *testing.T) {
	p := visit(t, "/")
	bookmark := p.bookmarked()
	other := elsewhere(t)
	p.goes(other + "/story")
	tab := p.opens(func() { p.presses(bookmark) })
	if said := tab.stands("arrived"); !strings.Contains(said, "A page arrived from "+strings.TrimPrefix(other, "http://")) {
		t.Errorf("it says %q", said)
	}
	facts := eval[[]string](tab, shown)
	if len(facts) != 4 || facts[0] != "Ferry & harbour: who closed the crossing?" || facts[1] != other+"/story" || facts[2] != other || !strings.HasSuffix(facts[3], " bytes") {
		t.Errorf("it shows %q", facts)
	}
	if n := tab.left(); n != 0 {
		t.Errorf("before the person agreed, %d entries were kept", n)
	}
	tab.press("Open it in Gainsay")
	tab.headline("Ferry and harbour: who closed the crossing?")
	tab.saved()
	if n := tab.left(); n != 0 {
		t.Errorf("after it was taken, %d entries are left", n)
	}

	// Going to the same address again finds nothing, and says so.
	tab.open("/?received=1-2")
	tab.hears("The page that was handed over is no longer here")
}

func TestDiscardingAPage(t *testing.T) {
	p := visit(t, "/")
	bookmark := p.bookmarked()
	p.goes(elsewhere(t) + "/story")
	tab := p.opens(func() { p.presses(bookmark) })
	tab.stands("arrived")
	tab.press("Discard")
	if said := tab.stands("discarded"); !strings.Contains(said, "nothing was kept") {
		t.Errorf("it says %q", said)
	}
	if n := tab.left(); n != 0 {
		t.Errorf("%d entries were kept", n)
	}
	if eval[bool](tab, `document.documentElement.textContent.includes('Ferry')`) {
		t.Error("the page is still there")
	}
	if !eval[bool](tab, `document.activeElement.id === 'says'`) {
		t.Error("focus is lost")
	}
}

// opensReceive opens the receiving page with a nonce of one's own, and keeps the
// window in the page's variable tab.
const opensReceive = `var tab = open(%s + '/receive#%s'), ready = false; addEventListener('message', (event) => { ready ||= event.source === tab && event.data.nonce === %[2]q; });`

func TestMessagesThatAreNotThePage(t *testing.T) {
	const nonce = "0123456789abcdef0123456789abcdef"
	p := visit(t, "/")
	p.goes(elsewhere(t) + "/story")
	tab := p.opens(func() { p.presses(fmt.Sprintf(opensReceive, quote(site), nonce)) })
	p.wait("it is ready", `ready`)
	sends := func(from, message string) {
		p.t.Helper()
		// The echo comes after the message, on the same road.
		eval[bool](tab, `(window.echoed = false, addEventListener('message', (event) => { window.echoed ||= event.data === 'echo'; }), true)`)
		eval[bool](p, `(`+from+`.postMessage(`+message+`, '*'), `+from+`.postMessage('echo', '*'), true)`)
		tab.wait("the message has come", `window.echoed`)
	}
	page := func(nonce string) string {
		return `{gainsay: 'page', nonce: ` + quote(nonce) + `, url: location.href, title: 'A title', html: '<p>Some words'}`
	}
	// Another window of the same site, which knows the nonce.
	eval[bool](p, `new Promise((done) => {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<p>a frame';
  frame.onload = () => done(true);
  document.body.append(frame);
}) && true`)
	p.wait("there is a frame", `frames.length === 1 && frames[0].document.body.textContent === 'a frame'`)
	eval[bool](p, `(frames[0].tab = tab, frames[0].page = `+page(nonce)+`, true)`)
	sendsFromFrame := func() {
		p.t.Helper()
		eval[bool](tab, `(window.framed = false, addEventListener('message', (event) => { window.framed ||= event.data === 'framed'; }), true)`)
		eval[bool](p, `(frames[0].eval("tab.postMessage(page, '*'); tab.postMessage('framed', '*')"), true)`)
		tab.wait("the frame's message has come", `window.framed`)
	}
	for name, send := range map[string]func(){
		"a wrong nonce":  func() { sends("tab", page("ffffffffffffffffffffffffffffffff")) },
		"another window": sendsFromFrame,
		"no object":      func() { sends("tab", "null") },
		"another word":   func() { sends("tab", `{nonce: `+quote(nonce)+`}`) },
	} {
		send()
		if state := eval[string](tab, `document.querySelector('#receive').dataset.state`); state != "waiting" {
			t.Errorf("after %s it is %s", name, state)
		}
	}
	sends("tab", page(nonce))
	tab.stands("arrived")
	sends("tab", strings.Replace(page(nonce), "A title", "Another title", 1))
	if facts := eval[[]string](tab, shown); facts[0] != "A title" {
		t.Errorf("a second message changed it to %q", facts)
	}
}

func TestPagesThatAreNotTaken(t *testing.T) {
	const nonce = "0123456789abcdef0123456789abcdef"
	p := visit(t, "/")
	p.goes(elsewhere(t) + "/story")
	for _, test := range []struct{ name, message, says string }{
		{"too large", `{url: location.href, title: '', html: 'é'.repeat(5 * 2 ** 20 + 1)}`, "it is larger than 10 MB"},
		{"no text", `{url: location.href, title: '', html: 7}`, "What arrived is not a page"},
		{"no address", `{url: 'nowhere', title: '', html: ''}`, "What arrived is not a page"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := p.opens(func() { p.presses(fmt.Sprintf(opensReceive, quote(site), nonce)) })
			p.wait("it is ready", `ready`)
			eval[bool](p, `(tab.postMessage({gainsay: 'page', nonce: `+quote(nonce)+`, ...`+test.message+`}, '*'), true)`)
			if said := tab.stands("failed"); !strings.Contains(said, test.says) || !strings.Contains(said, "copy all of it, and paste it in Gainsay") {
				t.Errorf("it says %q", said)
			}
			if n := tab.left(); n != 0 {
				t.Errorf("%d entries were kept", n)
			}
		})
	}
	t.Run("an address of another site", func(t *testing.T) {
		tab := p.opens(func() { p.presses(fmt.Sprintf(opensReceive, quote(site), nonce)) })
		p.wait("it is ready", `ready`)
		eval[bool](p, `(tab.postMessage({gainsay: 'page', nonce: `+quote(nonce)+`, url: 'https://famous.example/a', title: '<b>bold</b>', html: '<p>Some words'}, '*'), true)`)
		tab.stands("arrived")
		facts := eval[[]string](tab, shown)
		if said := tab.said(); strings.Contains(said, "famous") {
			t.Errorf("it says %q", said)
		}
		if len(facts) != 5 || facts[0] != "<b>bold</b>" || facts[1] != "https://famous.example/a" || facts[2] != eval[string](p, `location.origin`) || !strings.Contains(facts[4], "not one of the site that sent the page") {
			t.Errorf("it shows %q", facts)
		}
	})
}

func TestWhereNoPageArrives(t *testing.T) {
	p := visit(t, "/")
	bookmark := p.bookmarked()
	other := elsewhere(t)
	for _, test := range []struct {
		name string
		does func()
	}{
		{"the other site cuts the two apart", func() { p.goes(other + "/apart"); p.presses(bookmark) }},
		{"the other page is silent", func() {
			p.goes(other + "/story")
			p.presses(`void open(` + quote(site+"/receive#0123456789abcdef0123456789abcdef") + `)`)
		}},
		{"somebody opens the address", func() {
			p.goes(other + "/story")
			p.presses(`void open(` + quote(site+"/receive") + `, '_blank', 'noopener')`)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := p.opens(test.does)
			if said := tab.stands("failed"); !strings.Contains(said, "No page arrived") || !strings.Contains(said, "copy all of it, and paste it in Gainsay") {
				t.Errorf("it says %q", said)
			}
			tab.clickOn("the way to Gainsay", `document.querySelector('#instead a')`)
			tab.wait("an article is shown", opened)
		})
	}
}

// hasClipboard lets the page write to the clipboard, and the test read from it.
func (p *person) hasClipboard() {
	p.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: site,
			BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		})
		p.must(err)
	}
}

func TestTheBookmarkInTheDialog(t *testing.T) {
	p := visit(t, "/")
	p.press("Open article")
	p.wait("the link has its address", `document.querySelector('#bookmarklet')?.href.startsWith('javascript:')`)
	p.click("#bookmarklet")
	p.wait("a press explains", `document.querySelector('#bookmarklet-note').textContent.includes('Drag it to your bookmarks bar')`)
	if !eval[bool](p, `document.querySelector('dialog[open]') && location.search.startsWith('?dossier=')`) {
		t.Error("a press on the link leads away")
	}
	p.hasClipboard()
	eval[bool](p, `(document.querySelector('#bookmarklet').focus(), true)`)
	p.keys("Tab")
	p.wait("the next stop is the copy", `document.activeElement.id === 'copy-bookmarklet'`)
	p.keys("Enter")
	p.wait("it says what to do with it", `document.querySelector('#bookmarklet-note').textContent.startsWith('Copied. Make a new bookmark')`)
	if !evalLater[bool](p, `navigator.clipboard.readText().then((text) => text === document.querySelector('#bookmarklet').href)`) {
		t.Error("what is on the clipboard is not the bookmark")
	}
}

// The page loads nothing from other sites, and says what works instead.
func TestAnAddressIsNotAnArticle(t *testing.T) {
	p := visit(t, "/")
	p.press("Open article")
	p.click("#article-text")
	p.types("https://news.example/2008/row.html")
	p.press("Open text")
	p.wait("the ways are named", `(said => said?.includes('paste it here') && said.includes('Annotate in Gainsay') && said.includes('gainsay fetch'))(document.querySelector('dialog[open] #paste-help')?.textContent)`)
	p.wait("and that it is no text", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('the address of a page, not its text')`)
	p.keys("Escape")
	p.headline(sample)
	p.navigate("/?article=https://news.example/2008/row.html")
	p.wait("the ways are named", `document.querySelector('main [role=alert]')?.textContent.includes('gainsay serve --article')`)
}

func TestTheReceivingPageIsAccessible(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			bookmark := p.bookmarked()
			p.goes(elsewhere(t) + "/story")
			tab := p.opens(func() { p.presses(bookmark) }, look.options...)
			tab.stands("arrived")
			tab.picture(look.name + "-received")
			tab.accessible("what arrived")
			if !eval[bool](tab, `document.activeElement.id === 'page-title'`) {
				t.Error("focus is not on what arrived")
			}
			tab.keys("Tab")
			tab.wait("the next stop is the choice", `document.activeElement.id === 'open'`)
			tab.keys("Tab", "Enter")
			tab.stands("discarded")
			tab.accessible("what is left")
			tab.navigate("/receive")
			tab.stands("failed")
			tab.picture(look.name + "-nothing-received")
			tab.accessible("the failure")
		})
	}
}
