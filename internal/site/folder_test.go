package site

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

func allFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	return files(func(m fstest.MapFS) {
		for _, name := range []string{"loader.css", "receive.css", "receive.js", "icons/icon-512.png", "icons/icon-maskable-512.png"} {
			m[name] = &fstest.MapFile{Data: []byte("x")}
		}
	})
}

func folder(t *testing.T) map[string][]byte {
	t.Helper()
	f, err := Folder(allFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// element is a start tag of a page.
type element struct {
	name       string
	attributes map[string]string
}

func elements(t *testing.T, page []byte) []element {
	t.Helper()
	var list []element
	for z := html.NewTokenizer(strings.NewReader(string(page))); ; {
		switch z.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			e := element{token.Data, make(map[string]string)}
			for _, a := range token.Attr {
				e.attributes[a.Key] = a.Val
			}
			list = append(list, e)
		}
	}
}

// Nothing in the folder may point to the root of the host, since it may stand anywhere.
func TestFolderNamesItsFilesFromWhereTheyStand(t *testing.T) {
	f := folder(t)
	root, _ := url.Parse("https://host.example/some/prefix/")
	leadsToAFile := func(from, address string) {
		t.Helper()
		at, err := root.Parse(from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := at.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		name, below := strings.CutPrefix(to.String(), root.String())
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if _, there := f[name]; !below || !there {
			t.Errorf("%s names %s, where there is nothing", from, address)
		}
	}
	named := 0
	for _, page := range []string{"index.html", "receive/index.html"} {
		for _, e := range elements(t, f[page]) {
			for _, attribute := range []string{"href", "src"} {
				if address, is := e.attributes[attribute]; is {
					named++
					leadsToAFile(page, address)
				}
			}
		}
	}
	for _, from := range []string{"app-worker.js", "manifest.webmanifest"} {
		for _, quoted := range strings.Split(string(f[from]), `"`) {
			if strings.Contains(quoted, ".") && strings.Contains(quoted, "/") && !strings.ContainsAny(quoted, " \n(") && !strings.HasPrefix(quoted, "image/") {
				named++
				leadsToAFile(from, quoted)
			}
		}
	}
	if named < 35 {
		t.Errorf("only %d addresses were found", named)
	}
	for _, want := range []string{`"scope":"./"`, `"start_url":"./"`} {
		if !strings.Contains(string(f["manifest.webmanifest"]), want) {
			t.Errorf("the manifest is without %s: %s", want, f["manifest.webmanifest"])
		}
	}
}

// What a header would say, the pages say themselves, but for what only a header can.
func TestPagesOfAFolderSayTheirPolicy(t *testing.T) {
	f := folder(t)
	s := newSite(t, allFiles(t))
	for page, address := range map[string]string{"index.html": "/", "receive/index.html": "/receive"} {
		header := ask(s, "GET", address).Header.Get("Content-Security-Policy")
		var head []string
		for _, e := range elements(t, f[page]) {
			if e.attributes["http-equiv"] == "Content-Security-Policy" {
				if policy := e.attributes["content"]; policy+"; frame-ancestors 'none'" != header {
					t.Errorf("%s says %q, and the server %q", page, policy, header)
				}
				head = append(head, "policy")
			}
			if e.name == "script" || e.name == "link" {
				head = append(head, e.name)
			}
			if e.attributes["name"] == "referrer" && e.attributes["content"] != "no-referrer" {
				t.Errorf("%s lets its address go", page)
			}
		}
		if len(head) == 0 || head[0] != "policy" {
			t.Errorf("%s loads something before its policy: %q", page, head)
		}
		if strings.Contains(body(t, ask(s, "GET", address)), "http-equiv") {
			t.Errorf("the server says the policy of %s twice", address)
		}
	}
}

// headersFor reads a _headers file as its hosts do.
func headersFor(file, address string) http.Header {
	headers := make(http.Header)
	applies := false
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			start, wild := strings.CutSuffix(line, "*")
			applies = address == line || wild && strings.HasPrefix(address, start)
		case applies:
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			headers.Add(name, value)
		}
	}
	return headers
}

func TestHeadersOfAFolderAreThoseOfTheServer(t *testing.T) {
	f := folder(t)
	s := newSite(t, allFiles(t))
	folderSite, err := build(allFiles(t), fileServer)
	if err != nil {
		t.Fatal(err)
	}
	for address, of := range map[string]string{
		"/":                                 "/",
		"/index.html":                       "/",
		"/receive":                          "/receive",
		"/receive/":                         "/receive",
		"/receive/index.html":               "/receive",
		"/app-worker.js":                    "/app-worker.js",
		"/manifest.webmanifest":             "/manifest.webmanifest",
		"/robots.txt":                       "/robots.txt",
		"/web/articles/a.txt":               "/web/articles/a.txt",
		"/web/articles/b.md":                "/web/articles/b.md",
		"/web/schema/dossier-1.schema.json": "/web/schema/dossier-1.schema.json",
		"/" + folderSite.Version() + "/web/app.wasm": "/" + s.Version() + "/web/app.wasm",
		"/" + folderSite.Version() + "/app.js":       "/" + s.Version() + "/app.js",
	} {
		want := ask(s, "GET", of).Header
		got := headersFor(string(f["_headers"]), address)
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
			"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control"} {
			if !slices.Equal(got.Values(name), want.Values(name)) {
				t.Errorf("%s: %s is %q, and the server says %q", address, name, got.Values(name), want.Values(name))
			}
		}
		if said := got.Values("Content-Type"); len(said) > 0 && !slices.Equal(said, want.Values("Content-Type")) {
			t.Errorf("%s: it is %q, and the server says %q", address, said, want.Values("Content-Type"))
		}
	}
}

func TestFolderHoldsTheCompressedForms(t *testing.T) {
	f := folder(t)
	var program string
	for name := range f {
		if strings.HasSuffix(name, "/web/app.wasm") {
			program = name
		}
	}
	if program == "" || len(f[program+".br"]) == 0 || len(f[program+".gz"]) == 0 {
		t.Errorf("%q is not there, or its compressed forms are not", program)
	}
	if _, there := f["web/articles/a.txt.br"]; there {
		t.Error("a file that is longer compressed is compressed")
	}
	if _, there := f["web/app.wasm"]; there {
		t.Error("the program is there twice")
	}
}
