package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
)

// TestTheReportStandsAlone opens the report of a worked-up dossier from a file, as
// whoever gets it by mail does.
func TestTheReportStandsAlone(t *testing.T) {
	file := reportFile(t)
	for _, look := range append(looks(), look{"narrow", []option{func(w *window) { w.width, w.height, w.phone = 320, 640, true }}}) {
		t.Run(look.name, func(t *testing.T) {
			p := newPerson(t, look.options...)
			var requests []string
			p.must(chromedp.Listen(p.tab, func(event any) {
				if e, ok := event.(*network.EventRequestWillBeSent); ok {
					p.mu.Lock()
					defer p.mu.Unlock()
					requests = append(requests, e.Request.URL)
				}
			}))
			p.must(chromedp.Do(p.ctx, chromedp.Navigate(file)))
			p.wait("the report is shown", `document.querySelector('h1') && document.styleSheets.length === 1`)
			p.accessible("the report")
			if wide := eval[float64](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("the report is %v pixels wider than the window", wide)
			}
			p.picture("report-" + look.name)
			p.clickOn("the note of a claim", `document.querySelector('sup a')`)
			p.wait("it leads to what is said of the claim", `location.hash === '#claim-1' && document.querySelector('#claim-1').getBoundingClientRect().top < innerHeight`)
			p.clickOn("the way back", `document.querySelector('#claim-1 .back a')`)
			p.wait("it leads to the words", `location.hash === '#mark-1'`)
			eval[bool](p, `(document.querySelector('#ledger').scrollIntoView(), true)`)
			p.picture("report-" + look.name + "-ledger")
			p.mu.Lock()
			defer p.mu.Unlock()
			if len(requests) != 1 {
				t.Errorf("the report asked for %q", requests)
			}
			if len(p.console) > 0 {
				t.Errorf("the browser said %q", p.console)
			}
		})
	}
}

// reportFile writes the report of a dossier with verdicts, evidence and reviews into a
// file, and returns its address.
func reportFile(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../exchange/foreign/testdata/rich.gainsay.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := exchange.DecodeNative(data)
	if err != nil {
		t.Fatal(err)
	}
	format, _ := foreign.Named("html")
	page, err := format.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, page, 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}
