// Package site is what the server adds around the app: it turns the page, what
// go-app makes for it and the static files into a fixed set of assets, held in memory
// with their compressed forms, and serves nothing else.
//
// It promises that every response carries the same strict headers, which two kinds
// of asset make stricter: /receive, which in return may know its opener, and the
// articles that the server was started with; that a version of the site is the hash
// of its contents without those articles; that an address below that version
// (/<version>/…) answers with those very bytes for ever, or not at all; and that no
// answer depends on what a request says about the server's own name.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// ErrNoProgram is returned by New when the files hold no app.wasm.
var ErrNoProgram = errors.New("the page's program app.wasm has not been built")

// programFile is the page's program among the files, and webRoot where they are served.
const (
	programFile = "app.wasm"
	webRoot     = "/web/"
)

// Site is an http.Handler over assets that do not change while it lives.
type Site struct {
	assets  map[string]*Asset
	version string
}

// New reads files, which are served below /web/, and renders the page around them.
// A file named X.br or X.gz beside X is X's compressed form and has no address of
// its own; Go sources are left out.
func New(files fs.FS) (*Site, error) { return build(files, ownServer) }

// build is New for any host.
func build(files fs.FS, host host) (*Site, error) {
	static, err := readFiles(files)
	if err != nil {
		return nil, fmt.Errorf("reading the static files: %w", err)
	}
	if _, ok := static[webRoot+programFile]; !ok {
		return nil, ErrNoProgram
	}

	// The rendered files name the version, so they are rendered twice: once to be
	// hashed with the others, and once with the hash in place.
	render := func(version string) (map[string]*Asset, error) {
		rendered, err := renderPage(version, host, static)
		if err != nil {
			return nil, fmt.Errorf("rendering the page: %w", err)
		}
		return rendered, nil
	}
	draft, err := render("draft")
	if err != nil {
		return nil, err
	}
	version := contentVersion(draft, static)
	rendered, err := render(version)
	if err != nil {
		return nil, err
	}

	s := &Site{assets: make(map[string]*Asset), version: version}
	for _, set := range []map[string]*Asset{static, rendered} {
		for address, a := range set {
			if err := a.compress(); err != nil {
				return nil, fmt.Errorf("compressing %s: %w", address, err)
			}
			s.assets[address] = a
		}
	}
	// Browsers and crawlers ask for these at the root, whatever the page says.
	s.alias("/robots.txt", webRoot+"robots.txt")
	s.alias("/favicon.ico", iconDefault)
	return s, nil
}

// alias serves the asset at target at address too, where there is one.
func (s *Site) alias(address, target string) {
	if a, ok := s.assets[target]; ok {
		s.assets[address] = a
	}
}

// Version is the hash of all the contents, in hexadecimal.
func (s *Site) Version() string { return s.version }

// ServeHTTP answers GET and HEAD for the assets, /healthz, and nothing else. It never
// reads the body of a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setPolicy(w.Header())
	if r.ContentLength != 0 { // -1 where it is not said
		w.Header().Set("Connection", "close") // instead of reading the body
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "This server only answers GET and HEAD.")
		return
	}
	if r.ContentLength != 0 {
		refuse(w, http.StatusRequestEntityTooLarge, "This server takes nothing: a request may have no body.")
		return
	}
	if r.URL.Path == "/healthz" {
		w.Header().Set("Cache-Control", "no-store")
		refuse(w, http.StatusOK, "ok")
		return
	}
	address, lasting := strings.CutPrefix(r.URL.Path, "/"+s.version)
	a, ok := s.assets[address]
	if !ok || lasting && !versioned(address) && !strings.HasPrefix(address, webRoot) {
		refuse(w, http.StatusNotFound, "There is nothing at this address. Gainsay is at / on this server.")
		return
	}
	cache := cacheChanging
	if lasting {
		cache = cacheLasting
	}
	w.Header().Set("Cache-Control", cache)
	a.serve(w, r)
}

const (
	cacheChanging = "no-cache" // keep it, but ask whether it is still the same
	cacheLasting  = "public, max-age=31536000, immutable"
)

// refuse answers with a status and one plain sentence.
func refuse(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, sentence)
}

// The policies let the page run its own scripts and WebAssembly and speak to its own
// server, and nothing more: no inline style or script, no other origin, and, which only
// a header can say, no frame around it. The page that receives may do less still.
const (
	pagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
		"style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
		"font-src 'self'; form-action 'none'; base-uri 'none'"
	receivePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'; form-action 'none'; base-uri 'none'"
	unframed = "; frame-ancestors 'none'"
)

// setPolicy sets the headers that every response has.
func setPolicy(h http.Header) {
	h.Set("Content-Security-Policy", pagePolicy+unframed)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "accelerometer=(), camera=(), clipboard-read=(self), clipboard-write=(self), "+
		"display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "+
		"payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// readFiles reads every file into an asset, by its address.
func readFiles(files fs.FS) (map[string]*Asset, error) {
	static := make(map[string]*Asset)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if ext := path.Ext(name); ext == ".go" || (ext == ".br" || ext == ".gz") && hasFile(files, strings.TrimSuffix(name, ext)) {
			return nil
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		a := newAsset(contentType(name), body)
		if a.br, err = readCompressed(files, name+".br", brotliReader, body); err != nil {
			return err
		}
		if a.gzip, err = readCompressed(files, name+".gz", gzipReader, body); err != nil {
			return err
		}
		static[webRoot+name] = a
		return nil
	})
	return static, err
}

func hasFile(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}
