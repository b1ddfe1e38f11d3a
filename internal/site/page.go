package site

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

const (
	name        = "Gainsay"
	description = "Mark the claims in a news article, set them against the claims that deny them, and export the result."

	// The page's own ground, so that the window's frame continues it.
	paper     = "#fbfaf6"
	darkPaper = "#171614"

	iconDefault  = webRoot + "icons/icon-192.png"
	iconLarge    = webRoot + "icons/icon-512.png"
	iconMaskable = webRoot + "icons/icon-maskable-512.png"
	iconSVG      = webRoot + "icons/icon.svg"
)

//go:embed worker.js
var serviceWorker string

// The page is a template of our own. go-app's has attributes in a random order, which
// would make every start of the server another version, does not escape their values,
// and holds a rendering of the app that the program throws away. What go-app needs of
// a page is here: a first element in the body, which the app takes the place of, and
// the three elements of the loader.
//
//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Parse(pageSource))

// pageData is what the page's template is filled with.
type pageData struct {
	Name, Description, Paper, DarkPaper string
	Policy                              string        // the content security policy, where no header says it
	Root                                string        // the address of the site's root from this page
	Sample                              template.HTML // what a first visit opens with; "" where it is not there

	resolver
}

// Path is the address of an asset from this page.
func (d pageData) Path(address string) string { return d.Root + d.Resolve(address) }

// resolver tells the page, and go-app, below which version an asset is found. Its
// addresses are relative to the root of the site, which may be any folder of any host:
// the page, its manifest and its service worker, which they are relative to, stand there.
type resolver struct {
	version string
	receive string // the address of the page that receives, from the root
}

// Resolve returns the relative address of an asset.
func (r resolver) Resolve(address string) string {
	switch {
	case address == "/":
		return "./"
	case address == receiveAddress:
		return r.receive
	// The app resolves by a prefix: it asks for that of /web once.
	case address == strings.TrimSuffix(webRoot, "/"), versioned(address):
		return r.version + address
	}
	return strings.TrimPrefix(address, "/")
}

// versioned tells whether the page names the asset at this address below its version:
// what belongs to the program must come from one version, while articles and the
// schema have addresses that people keep, and the worker and the page must be found
// again at theirs.
func versioned(address string) bool {
	switch path.Ext(address) {
	case ".css", ".js", ".wasm", ".png", ".svg", ".woff2":
		return address != "/app-worker.js"
	}
	return false
}

// envReceive is where the app finds the address of the page that receives.
const envReceive = "GAINSAY_RECEIVE"

// renderPage returns the page and what go-app makes for it, which are its loader, the
// worker and the manifest, by their addresses.
func renderPage(version string, host host, static map[string]*Asset) (map[string]*Asset, error) {
	sample, err := renderSample(static)
	if err != nil {
		return nil, err
	}
	data := pageData{
		Name: name, Description: description, Paper: paper, DarkPaper: darkPaper, Sample: sample,
		Policy: host.policy(pagePolicy), resolver: resolver{version, host.receive},
	}
	var page bytes.Buffer
	if err := pageTemplate.Execute(&page, data); err != nil {
		return nil, err
	}
	receive, err := renderReceive(data, host)
	if err != nil {
		return nil, err
	}
	rendered := map[string]*Asset{"/": newAsset(contentType(".html"), page.Bytes()), receiveAddress: receive}

	handler := &goapp.Handler{
		Name:                  name,
		Description:           description,
		ThemeColor:            paper,
		BackgroundColor:       paper,
		Icon:                  goapp.Icon{Default: iconDefault, Large: iconLarge, Maskable: iconMaskable, SVG: iconSVG},
		CacheableResources:    append(neededOffline(static), receiveAddress),
		Resources:             data.resolver,
		Version:               version,
		WasmContentLength:     strconv.Itoa(len(static[webRoot+programFile].body)),
		ServiceWorkerTemplate: serviceWorker,
		Env:                   map[string]string{envReceive: host.receive},
	}
	if rendered[manifestAddress], err = renderManifest(data.resolver, static); err != nil {
		return nil, err
	}
	for _, address := range []string{"/app.js", "/app.css", "/wasm_exec.js", "/app-worker.js"} {
		body, err := capture(handler, address)
		if err != nil {
			return nil, err
		}
		if body, err = corrected(address, body); err != nil {
			return nil, err
		}
		rendered[address] = newAsset(contentType(address), body)
	}
	return rendered, nil
}

// neededOffline lists the addresses of the files that the service worker keeps: all but
// the pictures that a browser shows before it installs the app.
func neededOffline(static map[string]*Asset) []string {
	return slices.DeleteFunc(slices.Collect(sortedKeys(static)), func(address string) bool {
		return strings.HasPrefix(address, screenshots)
	})
}

// corrections are made to what comes from go-app, and through it from Go: what is to be
// replaced, which is there once, and by what.
var corrections = map[string][][2]string{
	// A decoder that is not told otherwise takes a byte order mark from the beginning of
	// every text that goes from Go into the page, where the text of a block may begin
	// with that character.
	"/wasm_exec.js": {{`new TextDecoder("utf-8")`, `new TextDecoder("utf-8", { ignoreBOM: true })`}},
	// The service worker fetches what is needed offline. Beside a program that is being
	// compiled that makes a first visit half as long again, so it has to wait.
	//
	// To tell how far the program has come, all of it is copied through a stream of the
	// page's own, on the thread that compiles it.
	"/app.js": {
		{"\ngoappInitServiceWorker();", "\ngainsayWhenStanding(goappInitServiceWorker);"},
		{"      fetchWithProgress(", "      gainsayFetch(fetchWithProgress, "},
	},
}

func corrected(address string, body []byte) ([]byte, error) {
	for _, c := range corrections[address] {
		if bytes.Count(body, []byte(c[0])) != 1 {
			return nil, fmt.Errorf("%s of go-app is not the one that is known: it holds no %s to correct", address, c[0])
		}
		body = bytes.Replace(body, []byte(c[0]), []byte(c[1]), 1)
	}
	return body, nil
}

// capture asks a handler for one address and keeps what it answers.
func capture(handler http.Handler, address string) ([]byte, error) {
	answer := recorder{header: make(http.Header), status: http.StatusOK}
	handler.ServeHTTP(&answer, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: address}, Header: make(http.Header)})
	if answer.status != http.StatusOK {
		return nil, fmt.Errorf("go-app answers %s with status %d", address, answer.status)
	}
	return answer.body.Bytes(), nil
}

// recorder is the http.ResponseWriter that capture reads from.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
