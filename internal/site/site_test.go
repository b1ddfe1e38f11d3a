package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

// program stands for the page's program: long enough to be worth compressing.
var program = bytes.Repeat([]byte("\x00asm and so on; "), 100)

func files(change ...func(fstest.MapFS)) fstest.MapFS {
	m := fstest.MapFS{
		"app.wasm":                     {Data: program},
		"worker.wasm":                  {Data: bytes.Repeat(program, 2)},
		"worker.js":                    {Data: []byte("importScripts()")},
		"boot.js":                      {Data: []byte("'use strict';")},
		"elements.js":                  {Data: []byte("'use strict';")},
		"gainsay.css":                  {Data: []byte("body { margin: 0 }")},
		"robots.txt":                   {Data: []byte("User-agent: *\n")},
		"articles/a.txt":               {Data: []byte("Tōkyō denied this.\n")},
		"articles/b.md":                {Data: []byte("# Harbour\n")},
		"icons/icon-192.png":           {Data: []byte("\x89PNG")},
		"icons/icon.svg":               {Data: []byte("<svg/>")},
		"schema/dossier-1.schema.json": {Data: []byte("{}")},
		"embed.go":                     {Data: []byte("package web")},
	}
	for _, f := range change {
		f(m)
	}
	return m
}

func newSite(t *testing.T, files fs.FS) *Site {
	t.Helper()
	s, err := New(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request; headers are pairs of name and value.
func ask(s *Site, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, response *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAddresses(t *testing.T) {
	s := newSite(t, files())
	for _, test := range []struct {
		method, target string
		status         int
		mediaType      string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/?article=/web/articles/a.txt&dossier=%00", 200, "text/html; charset=utf-8"},
		{"GET", "/app.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/wasm_exec.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/app-worker.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/manifest.webmanifest", 200, "application/manifest+json"},
		{"GET", "/web/app.wasm", 200, "application/wasm"},
		{"GET", "/web/gainsay.css", 200, "text/css; charset=utf-8"},
		{"GET", "/web/articles/a.txt", 200, "text/plain; charset=utf-8"},
		{"GET", "/web/articles/b.md", 200, "text/markdown; charset=utf-8"},
		{"GET", "/web/icons/icon-192.png", 200, "image/png"},
		{"GET", "/favicon.ico", 200, "image/png"},
		{"GET", "/web/icons/icon.svg", 200, "image/svg+xml"},
		{"GET", "/web/schema/dossier-1.schema.json", 200, "application/schema+json"},
		{"GET", "/robots.txt", 200, "text/plain; charset=utf-8"},
		{"GET", "/healthz", 200, "text/plain; charset=utf-8"},
		{"GET", "/" + s.Version() + "/web/app.wasm", 200, "application/wasm"},

		{"GET", "/sitemap.xml", 404, "text/plain; charset=utf-8"},
		{"GET", "/ads.txt", 404, "text/plain; charset=utf-8"},
		{"GET", "/web", 404, "text/plain; charset=utf-8"},
		{"GET", "/web/", 404, "text/plain; charset=utf-8"},
		{"GET", "/web/articles/", 404, "text/plain; charset=utf-8"},
		{"GET", "/web/embed.go", 404, "text/plain; charset=utf-8"},
		{"GET", "/web/../web/app.wasm", 404, "text/plain; charset=utf-8"},
		{"GET", "/index.html", 404, "text/plain; charset=utf-8"},
		{"GET", "/0123456789abcdef01234567/web/app.wasm", 404, "text/plain; charset=utf-8"},
		{"GET", "/" + s.Version() + "/", 404, "text/plain; charset=utf-8"},
		{"GET", "/" + s.Version() + "/app-worker.js", 404, "text/plain; charset=utf-8"},

		{"POST", "/", 405, "text/plain; charset=utf-8"},
		{"PUT", "/web/articles/a.txt", 405, "text/plain; charset=utf-8"},
		{"OPTIONS", "/nowhere", 405, "text/plain; charset=utf-8"},
	} {
		t.Run(test.method+" "+test.target, func(t *testing.T) {
			response := ask(s, test.method, test.target)
			if response.StatusCode != test.status || response.Header.Get("Content-Type") != test.mediaType {
				t.Errorf("got %d %s, want %d %s", response.StatusCode, response.Header.Get("Content-Type"), test.status, test.mediaType)
			}
			if test.status == 405 && response.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("Allow is %q", response.Header.Get("Allow"))
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options":       "nosniff",
				"Referrer-Policy":              "no-referrer",
				"Cross-Origin-Opener-Policy":   "same-origin",
				"Cross-Origin-Resource-Policy": "same-origin",
			} {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			policy := response.Header.Get("Content-Security-Policy")
			if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ") || strings.Contains(policy, "unsafe-inline") ||
				!strings.HasSuffix(policy, "form-action 'none'; base-uri 'none'; frame-ancestors 'none'") {
				t.Errorf("the policy is %q", policy)
			}
			if !strings.Contains(response.Header.Get("Permissions-Policy"), "camera=()") {
				t.Error("there is no permissions policy")
			}
		})
	}
}

// The program that reads web pages comes when one is opened, without a network too.
func TestTheWorkerIsKeptForLater(t *testing.T) {
	s := newSite(t, files())
	page, kept := body(t, ask(s, "GET", "/")), body(t, ask(s, "GET", "/app-worker.js"))
	for _, name := range []string{"/web/worker.js", "/web/worker.wasm"} {
		address := "/" + s.Version() + name
		response := ask(s, "GET", address, "Accept-Encoding", "br")
		if response.StatusCode != 200 || strings.Contains(page, name) || !strings.Contains(kept, `"`+address[1:]+`"`) {
			t.Errorf("%s: status %d, in the page %v, kept for later %v", address, response.StatusCode, strings.Contains(page, name), strings.Contains(kept, address[1:]))
		}
		if name == "/web/worker.wasm" && response.Header.Get("Content-Encoding") != "br" {
			t.Errorf("%s is sent as it is", address)
		}
	}
}

func TestHostIsNotBelieved(t *testing.T) {
	asked := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer other.Close()
	s := newSite(t, files())
	for _, address := range []string{"/robots.txt", "/sitemap.xml", "/ads.txt", "/"} {
		r := httptest.NewRequest("GET", address, nil)
		r.Host = strings.TrimPrefix(other.URL, "http://")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if strings.Contains(w.Body.String(), r.Host) {
			t.Errorf("%s repeats the request's host", address)
		}
	}
	if asked {
		t.Error("the server fetched from the host that the request named")
	}
}

func TestRepresentations(t *testing.T) {
	s := newSite(t, files())
	tags := make(map[string]string)
	for _, test := range []struct {
		accept, coding string
		unpack         func([]byte) (io.Reader, error)
	}{
		{"", "", func(b []byte) (io.Reader, error) { return bytes.NewReader(b), nil }},
		{"gzip", "gzip", func(b []byte) (io.Reader, error) { return gzip.NewReader(bytes.NewReader(b)) }},
		{"gzip, deflate, br, zstd", "br", func(b []byte) (io.Reader, error) { return brotli.NewReader(bytes.NewReader(b)), nil }},
	} {
		t.Run("coding "+test.coding, func(t *testing.T) {
			get := ask(s, "GET", "/web/app.wasm", "Accept-Encoding", test.accept)
			sent := body(t, get)
			if got := get.Header.Get("Content-Encoding"); got != test.coding {
				t.Fatalf("the coding is %q, want %q", got, test.coding)
			}
			if get.Header.Get("Vary") != "Accept-Encoding" {
				t.Error("the answer does not say that it varies")
			}
			if get.ContentLength != int64(len(sent)) {
				t.Errorf("Content-Length is %d, the body has %d bytes", get.ContentLength, len(sent))
			}
			r, err := test.unpack([]byte(sent))
			if err != nil {
				t.Fatal(err)
			}
			if unpacked, err := io.ReadAll(r); err != nil || !bytes.Equal(unpacked, program) {
				t.Errorf("it unpacks to something else (%v)", err)
			}

			tag := get.Header.Get("ETag")
			if other, ok := tags[tag]; ok {
				t.Errorf("codings %q and %q share the tag %s", other, test.coding, tag)
			}
			tags[tag] = test.coding

			head := ask(s, "HEAD", "/web/app.wasm", "Accept-Encoding", test.accept)
			if body(t, head) != "" || head.ContentLength != get.ContentLength || head.Header.Get("ETag") != tag || head.Header.Get("Content-Encoding") != test.coding {
				t.Error("HEAD does not say what GET says")
			}
			same := ask(s, "GET", "/web/app.wasm", "Accept-Encoding", test.accept, "If-None-Match", tag)
			if same.StatusCode != 304 || body(t, same) != "" || same.Header.Get("ETag") != tag {
				t.Errorf("with its own tag: %d", same.StatusCode)
			}
			if changed := ask(s, "GET", "/web/app.wasm", "Accept-Encoding", test.accept, "If-None-Match", `"other"`); changed.StatusCode != 200 {
				t.Errorf("with another tag: %d", changed.StatusCode)
			}
		})
	}
}

func TestRange(t *testing.T) {
	s := newSite(t, files())
	part := ask(s, "GET", "/web/app.wasm", "Accept-Encoding", "br", "Range", "bytes=5-9")
	if got := body(t, part); part.StatusCode != 206 || got != string(program[5:10]) || part.Header.Get("Content-Encoding") != "" {
		t.Errorf("got %d %q", part.StatusCode, got)
	}
	if beyond := ask(s, "GET", "/web/app.wasm", "Range", "bytes=99999-"); beyond.StatusCode != 416 {
		t.Errorf("a range beyond the end: %d", beyond.StatusCode)
	}
}

func TestCaching(t *testing.T) {
	s := newSite(t, files())
	for target, want := range map[string]string{
		"/":                                 "no-cache",
		"/app-worker.js":                    "no-cache",
		"/web/app.wasm":                     "no-cache",
		"/healthz":                          "no-store",
		"/" + s.Version() + "/web/app.wasm": "public, max-age=31536000, immutable",
		"/" + s.Version() + "/app.js":       "public, max-age=31536000, immutable",
	} {
		if got := ask(s, "GET", target).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control is %q, want %q", target, got, want)
		}
	}
}

func TestAByteOrderMarkReachesThePage(t *testing.T) {
	s := newSite(t, files())
	if script := body(t, ask(s, "GET", "/wasm_exec.js")); strings.Count(script, "new TextDecoder") != 1 || !strings.Contains(script, "ignoreBOM: true") {
		t.Error("what comes from Go loses a byte order mark on its way into the page")
	}
	if _, err := corrected("/wasm_exec.js", []byte("another script")); err == nil {
		t.Error("a script that is not known is served as it is")
	}
}

func TestVersionIsTheContents(t *testing.T) {
	version := newSite(t, files()).Version()
	if again := newSite(t, files()).Version(); again != version {
		t.Errorf("the same files are version %s and then %s", version, again)
	}
	changed := newSite(t, files(func(m fstest.MapFS) { m["gainsay.css"] = &fstest.MapFile{Data: []byte("body { margin: 1px }")} }))
	if changed.Version() == version {
		t.Error("another style sheet is the same version")
	}
	renamed := newSite(t, files(func(m fstest.MapFS) { m["articles/c.txt"] = m["articles/a.txt"]; delete(m, "articles/a.txt") }))
	if renamed.Version() == version {
		t.Error("another address is the same version")
	}
}

// Every file that the page and the worker name must be there: one that is missing
// would stop the program, or the worker's installation, for good.
func TestPageNamesOnlyWhatIsServed(t *testing.T) {
	s := newSite(t, files(func(m fstest.MapFS) {
		for _, name := range []string{"loader.css", "receive.css", "receive.js", "icons/icon-512.png", "icons/icon-maskable-512.png"} {
			m[name] = &fstest.MapFile{Data: []byte("x")}
		}
	}))
	named := 0
	for _, from := range []string{"/", "/receive", "/app-worker.js", "/manifest.webmanifest", "/app.js"} {
		for _, quoted := range strings.Split(body(t, ask(s, "GET", from)), `"`) {
			address := "/" + strings.TrimPrefix(quoted, "./") // they are relative to the root
			if !strings.HasPrefix(address, "/"+s.Version()+"/") && !strings.HasPrefix(address, "/web/") {
				continue
			}
			if address == "/"+s.Version()+"/web" { // the prefix by which the app resolves
				continue
			}
			named++
			if response := ask(s, "GET", address); response.StatusCode != 200 {
				t.Errorf("%s names %s, which answers %d", from, quoted, response.StatusCode)
			}
		}
	}
	if named < 20 {
		t.Errorf("only %d addresses were found", named)
	}
}

func TestFilesThatCannotBeServed(t *testing.T) {
	if _, err := New(files(func(m fstest.MapFS) { delete(m, "app.wasm") })); !errors.Is(err, ErrNoProgram) {
		t.Errorf("without a program: %v", err)
	}
	var other bytes.Buffer
	if err := writeAll(brotli.NewWriter(&other), []byte("an older program")); err != nil {
		t.Fatal(err)
	}
	_, err := New(files(func(m fstest.MapFS) { m["app.wasm.br"] = &fstest.MapFile{Data: other.Bytes()} }))
	if err == nil || !strings.Contains(err.Error(), "app.wasm.br is stale") {
		t.Errorf("with a stale compressed form: %v", err)
	}
	_, err = New(files(func(m fstest.MapFS) { m["app.wasm.gz"] = &fstest.MapFile{Data: []byte("not gzip")} }))
	if err == nil || !strings.Contains(err.Error(), "unpacking app.wasm.gz") {
		t.Errorf("with a broken compressed form: %v", err)
	}
}

func TestCompressedFormsBesideTheFileAreUsed(t *testing.T) {
	var packed bytes.Buffer
	if err := writeAll(brotli.NewWriterLevel(&packed, 0), program); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, files(func(m fstest.MapFS) { m["app.wasm.br"] = &fstest.MapFile{Data: packed.Bytes()} }))
	if got := body(t, ask(s, "GET", "/web/app.wasm", "Accept-Encoding", "br")); got != packed.String() {
		t.Error("the server compressed what was compressed already")
	}
	if response := ask(s, "GET", "/web/app.wasm.br"); response.StatusCode != 404 {
		t.Errorf("the compressed form has an address of its own: %d", response.StatusCode)
	}
}

func TestPreferredCoding(t *testing.T) {
	for _, test := range []struct{ accept, want string }{
		{"", ""},
		{"br", "br"},
		{"gzip", "gzip"},
		{"GZIP", "gzip"},
		{"x-gzip", ""},
		{"gzip, br", "br"},
		{"gzip;q=1.0, br;q=0.5", "gzip"},
		{"gzip ; q=0.2 , br ; q=0.3", "br"},
		{"br;q=0, gzip", "gzip"},
		{"br;q=0, gzip;q=0", ""},
		{"*", "br"},
		{"*;q=0", ""},
		{"br;q=0, *", "gzip"},
		{"identity", ""},
		{"identity, gzip", "gzip"},
		{"identity;q=1, gzip;q=0.5", ""},
		{"identity;q=0, gzip;q=0.1", "gzip"},
		{"identity;q=0", ""},
		{"br;q=nonsense, gzip", "gzip"},
		{"br;q=7, gzip;q=NaN", ""},
		{",,;q=1,", ""},
	} {
		if got := preferredCoding([]string{test.accept}, []string{"br", "gzip"}); got != test.want {
			t.Errorf("Accept-Encoding: %s: chose %q, want %q", test.accept, got, test.want)
		}
	}
}
