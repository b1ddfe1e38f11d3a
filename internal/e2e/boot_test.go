package e2e

import (
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// program is the address of the page's program, below any version.
const program = "/web/app.wasm"

// held is a visit whose program does not arrive until it is let go.
type held struct {
	*person
	mu   sync.Mutex
	gate chan struct{} // closed: the program arrives
}

// visitHeld opens an address with the program held back.
func visitHeld(t *testing.T, path string, options ...option) *held {
	t.Helper()
	h := &held{person: newPerson(t, options...)}
	h.hold()
	call(h.person, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
	h.must(chromedp.Listen(h.tab, func(event any) {
		e, ok := event.(*fetch.EventRequestPaused)
		if !ok {
			return
		}
		h.mu.Lock()
		gate := h.gate
		h.mu.Unlock()
		go func() {
			select {
			case <-gate:
				_, _ = chromedp.Call(h.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: e.RequestID})
			case <-h.ctx.Done():
			}
		}()
	}))
	call(h.person, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*" + program}}})
	h.navigate(path)
	return h
}

func (h *held) hold() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gate = make(chan struct{})
}

func (h *held) letGo() {
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.gate)
}

// On a first visit the sample can be read before the program is there, and what was
// selected and scrolled meanwhile stays.
func TestSampleBeforeTheProgram(t *testing.T) {
	for name, options := range map[string][]option{"desktop": nil, "phone": {onPhone}} {
		t.Run(name, func(t *testing.T) {
			h := visitHeld(t, "/", options...)
			h.wait("the sample can be read", `document.querySelector('#sample')?.checkVisibility()`)
			h.wait("the text is laid out", `document.fonts.status === 'loaded'`)
			const lines = `((css, number) => [...document.querySelectorAll(css)].map((el) => {
  const box = el.getBoundingClientRect();
  return [el.dataset[number], el.tagName, el.className, el.textContent, Math.round(box.left), Math.round(box.top + scrollY), Math.round(box.width), Math.round(box.height)].join(' ');
}))`
			before := eval[[]string](h.person, lines+`('#sample [data-sample]', 'sample')`)
			h.picture("boot-sample-" + name)
			eval[bool](h.person, `(() => {
  const blocks = document.querySelectorAll('[data-sample]');
  getSelection().setBaseAndExtent(blocks[blocks.length - 2].firstChild, 12, blocks[blocks.length - 1].firstChild, 7);
  scrollTo(0, 240);
  return true;
})()`)
			words := eval[string](h.person, `getSelection().toString()`)
			scrolled := eval[float64](h.person, `scrollY`)

			h.letGo()
			h.wait("an article is shown", opened)
			if got := eval[string](h.person, `getSelection().toString()`); got != words || words == "" {
				t.Errorf("%q was selected, and is %q", words, got)
			}
			if !eval[bool](h.person, `document.querySelector('#article').contains(getSelection().anchorNode)`) {
				t.Error("the selection is not in the article")
			}
			if got := eval[float64](h.person, `scrollY`); got != scrolled {
				t.Errorf("the page was scrolled to %v, and is at %v", scrolled, got)
			}
			after := eval[[]string](h.person, lines+`('#article [data-block]', 'block')`)
			if got, want := strings.Join(after, "\n"), strings.Join(before, "\n"); got != want {
				t.Errorf("the text became\n%s\nwhere it was\n%s", got, want)
			}
			h.picture("boot-article-" + name)
			h.wait("the selection can be highlighted", byName("button", "Highlight claim"))
		})
	}
}

// Nobody sees a text that is not the one that will be opened.
func TestSkeletonOnOtherVisits(t *testing.T) {
	const unseen = `document.readyState !== 'loading' && document.querySelector('#app-wasm-loader') && !document.querySelector('#sample')?.checkVisibility()`
	for _, path := range []string{"/?article=/web/articles/harbour-lights.md", "/?dossier=nowhere", "/#claim=x"} {
		t.Run(path, func(t *testing.T) {
			h := visitHeld(t, path)
			h.wait("it shows no text yet", unseen)
			h.letGo()
			h.wait("an article is shown", opened)
		})
	}
	t.Run("a return", func(t *testing.T) {
		h := visitHeld(t, "/")
		h.letGo()
		h.wait("an article is shown", opened)
		h.hold()
		h.navigate("/")
		h.wait("it shows no text yet", unseen)
		h.picture("boot-skeleton")
		h.letGo()
		h.wait("an article is shown", opened)
	})
}

// shifts collects what Chromium counts as layout shifts, from the beginning of a page.
const shifts = `window.shifted = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted.push(entry.value + ' ' + entry.sources.map((s) => (s.node?.id || s.node?.className || s.node?.nodeName) + ' ' + JSON.stringify(s.previousRect) + ' ' + JSON.stringify(s.currentRect)).join(', '));
}).observe({ type: 'layout-shift', buffered: true });`

func TestNothingShifts(t *testing.T) {
	for name, options := range map[string][]option{"desktop": nil, "phone": {onPhone}} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, options...)
			call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: shifts})
			still := func(visit string) {
				t.Helper()
				p.wait("an article is shown", opened)
				evalLater[bool](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 100))))`)
				for _, shift := range eval[[]string](p, `window.shifted`) {
					t.Errorf("%s shifts: %s", visit, shift)
				}
			}
			p.navigate("/")
			still("a first visit")
			p.navigate("/")
			still("a return")
			p.navigate("/?article=/web/articles/harbour-lights.md")
			still("another article")
		})
	}
}

// The program is fetched once, and before the scripts that start it have run.
func TestProgramIsPreloaded(t *testing.T) {
	p := newPerson(t, afresh)
	var mu sync.Mutex
	var fetched []string
	p.must(chromedp.Listen(p.tab, func(event any) {
		e, ok := event.(*network.EventRequestWillBeSent)
		if ok && strings.HasSuffix(e.Request.URL, program) {
			mu.Lock()
			defer mu.Unlock()
			fetched = append(fetched, string(e.Initiator.Type))
		}
	}))
	call(p, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
	p.open("/")
	mu.Lock()
	defer mu.Unlock()
	if got := strings.Join(fetched, " "); got != "parser" {
		t.Errorf("the program is fetched by %s, want once by the parser", got)
	}
	if n := eval[int](p, `performance.getEntriesByName(document.querySelector('link[rel=preload]').href).length`); n != 1 {
		t.Errorf("the page knows of %d fetches", n)
	}
}
