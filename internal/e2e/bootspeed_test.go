//go:build bench

package e2e

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

const bootTitle = "A first visit"

const boot = `
The same command measures a first visit beside the least program that go-app makes of a page, one heading, on go-app's own
server, which sends it as Gainsay's is sent, in brotli. Each visit has an empty profile, and the two take turns. A visit
is over when the program's page is painted and takes input: for Gainsay, when the article is drawn, its dossier is kept and the
text that the server wrote has made way. *Reading* is to the first paint of text. Medians of %d, in milliseconds.

Where the difference is, in Chromium's trace of a visit of 470 ms beside one of 200: 0.09 s until the article is laid out, and not a heading; 0.1 s to receive
and validate twice the code; 0.08 s to start Go and mount the page, and 0.2 s to read what is kept, to keep the dossier and to draw it. 1,800 functions run for the
first time, where the heading runs 840, and V8 compiles each when it is first called: 114 ms beside 38. Hints that have them compiled beforehand are an experiment
in V8 that browsers do not switch on.
So what is not shown is not made: dialogs are mounted when they are first opened, and the service worker fetches what is needed offline once the page stands.

| processor | Gainsay | go-app's hello | of it | reading, Gainsay | reading, hello |
|---|---|---|---|---|---|
%s
`

// arrival times a page from its address to what it shows when it can be used.
const arrival = `
window.arrived = new Promise((done) => {
  const look = () => {
    if (!(%s)) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  };
  requestAnimationFrame(look);
});`

// atRest is true once timers have come on time for a while: what a browser does when a
// profile is made is no part of a visit.
const atRest = `new Promise((done) => {
  let last = performance.now(), calm = 0;
  const look = () => {
    const now = performance.now();
    calm = now - last < 25 ? calm + 1 : 0;
    last = now;
    if (calm === 120) done(true);
    else setTimeout(look, 15);
  };
  look();
})`

const bootRuns = 5

// TestSpeedBoot times first visits, ours and those of the least program, in turns.
func TestSpeedBoot(t *testing.T) {
	hello := helloServer(t)
	var rows []string
	for _, slower := range []float64{1, 4} {
		var ours, least, reading, leastReading []float64
		for range bootRuns {
			use, read := firstVisit(t, site+"/", opened, slower)
			ours, reading = append(ours, use), append(reading, read)
			use, read = firstVisit(t, hello+"/", `document.querySelector('#hello')`, slower)
			least, leastReading = append(least, use), append(leastReading, read)
		}
		name := "as it is"
		if slower > 1 {
			name = fmt.Sprintf("%.0f times slower", slower)
		}
		a, b := median(ours), median(least)
		line := fmt.Sprintf("| %s | %.0f | %.0f | %.2f | %.0f | %.0f |", name, a, b, a/b, median(reading), median(leastReading))
		fmt.Println(line)
		rows = append(rows, line)
	}
	writeSection(t, bootTitle, fmt.Sprintf(boot, bootRuns, strings.Join(rows, "\n")))
}

// firstVisit opens an address in a new profile, and returns how long it took until the
// page could be used, and until there was something to read.
func firstVisit(t *testing.T, address, usable string, slower float64) (use, read float64) {
	t.Run("visit", func(t *testing.T) {
		p := newPerson(t, afresh)
		p.ctx = p.tab
		p.expect("")
		evalLater[bool](p, atRest)
		call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower})
		call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(arrival, usable)})
		call(p, page.Navigate, page.NavigateParams{URL: address})
		p.wait("the page is there", `document.querySelector('body > *') && window.arrived`)
		use = evalLater[float64](p, `window.arrived`)
		read = eval[float64](p, `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`)
	})
	return use, read
}

var routeHello = sync.OnceFunc(func() { goapp.Route("/", func() goapp.Composer { return &goapp.Compo{} }) })

// helloServer builds the least program and serves it as go-app does, compressed as ours is.
func helloServer(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "hello.wasm")
	build := command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./internal/e2e/bench/hello")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the least program: %v\n%s", err, out)
	}
	plain, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, 9)
	if _, err := w.Write(plain); err != nil || w.Close() != nil {
		t.Fatal("compressing the least program")
	}
	fmt.Printf("the least program has %d bytes, %d compressed\n", len(plain), packed.Len())
	routeHello()
	icon := "/web/icon.png"
	mux := http.NewServeMux()
	mux.Handle("/", &goapp.Handler{
		Name: "Hello", Icon: goapp.Icon{Default: icon, Large: icon, Maskable: icon, SVG: icon}, WasmContentLength: strconv.Itoa(len(plain)),
	})
	mux.HandleFunc("/web/app.wasm", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		w.Header().Set("Content-Encoding", "br")
		w.Header().Set("Content-Length", strconv.Itoa(packed.Len()))
		w.Write(packed.Bytes())
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
