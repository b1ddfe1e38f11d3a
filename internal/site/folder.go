package site

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
)

// host is what the pages have to know of what serves them.
type host struct {
	receive   string // the address of the page that receives, from the root
	noHeaders bool   // the pages have to say their policies themselves
}

// A folder has an index.html in a folder of its own for what the server answers at
// /receive: every file server knows what to do with that.
var (
	ownServer  = host{receive: "receive"}
	fileServer = host{receive: "receive/", noHeaders: true}
)

// policy is the policy that a page says of itself.
func (h host) policy(policy string) string {
	if h.noHeaders {
		return policy
	}
	return ""
}

// Folder returns the site as files, by their slash-separated names, for any server of
// plain files and any folder of it. Beside each file that is shorter compressed stand
// its forms .br and .gz, for servers that look for them. The pages say as much of
// their policies as a page can say of itself; the file _headers, which some hosts of
// static sites read, says the rest.
func Folder(files fs.FS) (map[string][]byte, error) {
	s, err := build(files, fileServer)
	if err != nil {
		return nil, err
	}
	folder := make(map[string][]byte)
	for address, a := range s.assets {
		name := s.fileName(address)
		folder[name] = a.body
		if a.br != nil {
			folder[name+".br"] = a.br
		}
		if a.gzip != nil {
			folder[name+".gz"] = a.gzip
		}
	}
	folder["_headers"] = []byte(s.headersFile())
	return folder, nil
}

// fileName is where the asset at an address stands in a folder.
func (s *Site) fileName(address string) string {
	switch {
	case address == "/":
		return "index.html"
	case address == receiveAddress:
		return "receive/index.html"
	case versioned(address):
		return s.version + address
	}
	return strings.TrimPrefix(address, "/")
}

// headersFile says the headers of the server's answers in the form that Netlify and
// Cloudflare Pages read. They join what several rules say of one header, so no two
// rules that meet name the same.
func (s *Site) headersFile() string {
	var b strings.Builder
	b.WriteString("# The headers of Gainsay's own server. Where it does not stand at the root of the\n# host, its folder belongs before each path.\n")
	rule := func(pattern string, headers http.Header) {
		fmt.Fprintf(&b, "\n%s\n", pattern)
		for _, name := range slices.Sorted(maps.Keys(headers)) {
			fmt.Fprintf(&b, "  %s: %s\n", name, headers.Get(name))
		}
	}
	own := []string{"Content-Security-Policy", "Cross-Origin-Opener-Policy"}
	general, page := make(http.Header), make(http.Header)
	setPolicy(general)
	for _, name := range own {
		page.Set(name, general.Get(name))
		general.Del(name)
	}
	rule("/*", general)

	page.Set("Cache-Control", cacheChanging)
	for _, pattern := range []string{"/", "/index.html", "/app-worker.js", "/manifest.webmanifest", "/robots.txt", "/favicon.ico", webRoot + "*"} {
		rule(pattern, page)
	}
	receive := maps.Clone(page)
	maps.Copy(receive, s.assets[receiveAddress].header)
	for _, pattern := range []string{"/receive", "/receive/*"} {
		rule(pattern, receive)
	}
	lasting := maps.Clone(page)
	lasting.Set("Cache-Control", cacheLasting)
	rule("/"+s.version+"/*", lasting)

	// What file servers do not know by the end of its name.
	types := make(map[string]string)
	for address, a := range s.assets {
		if ext := path.Ext(address); ext == ".webmanifest" || ext == ".md" || ext == ".wasm" || strings.HasSuffix(address, ".schema.json") {
			types["/"+s.fileName(address)] = a.mediaType
		}
	}
	for _, address := range slices.Sorted(maps.Keys(types)) {
		rule(address, http.Header{"Content-Type": {types[address]}})
	}
	return b.String()
}
