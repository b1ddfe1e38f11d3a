package e2e

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// prefix is the folder of a host in which the static site stands.
const prefix = "/some/prefix"

// fileServer serves the static site from a folder of a host that knows nothing of it,
// for the length of a test, and holds the page to asking for nothing outside.
func fileServer(t *testing.T) *httptest.Server {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "site")
	if out, err := command("bin/gainsay", "site", "-o", folder).CombinedOutput(); err != nil {
		t.Fatalf("writing the site: %v\n%s", err, out)
	}
	var mu sync.Mutex
	var astray []string
	files := http.StripPrefix(prefix, http.FileServer(http.Dir(folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, prefix+"/") {
			mu.Lock()
			astray = append(astray, r.URL.String())
			mu.Unlock()
		}
		files.ServeHTTP(w, r)
	}))
	before := site
	site = server.URL + prefix
	t.Cleanup(func() {
		server.Close()
		site = before
		if len(astray) > 0 {
			t.Errorf("outside its folder the site asks for %q", astray)
		}
	})
	return server
}

func TestTheSiteInAFolder(t *testing.T) {
	server := fileServer(t)
	p := visit(t, "/", afresh)
	p.headline(sample)
	const words = "Although Japan denied this"
	claim := p.highlights(words)
	p.saved()
	address := site + "/?dossier=" + eval[string](p, `new URLSearchParams(location.search).get('dossier')`)
	if got := eval[string](p, `location.href`); got != address {
		t.Errorf("the address is %s, not %s", got, address)
	}
	p.hasClipboard()
	p.press("Copy link")
	p.hears("The link to the claim is on the clipboard")
	if got, want := evalLater[string](p, `navigator.clipboard.readText()`), address+"#claim="+claim; got != want {
		t.Errorf("the link is %s, not %s", got, want)
	}

	p.open("/?article=/web/articles/harbour-lights.md")
	p.headline(harbour)
	p.press("Open article")
	p.chooseFile("#article-file", "saved.html", []byte(aPage))
	p.readsAPage() // in the worker
	p.open(strings.TrimPrefix(address, site) + "#claim=" + claim)
	p.wait("the link leads to the claim and focuses it", `document.activeElement?.dataset.claims === `+quote(claim))

	p.expect("404")
	for _, hostile := range []string{"/web/%2e%2e/../../secret.txt", "/\t/127.0.0.1:9/"} {
		p.navigate("/?article=" + strings.NewReplacer("%", "%25", "\t", "%09").Replace(hostile))
		p.wait(hostile+" is refused", `document.querySelector('main [role=alert]')?.textContent.match(/is not the path of an article|could not be fetched/)`)
	}

	bookmark := p.bookmarked()
	p.goes(elsewhere(t) + "/story")
	tab := p.opens(func() { p.presses(bookmark) })
	tab.stands("arrived")
	tab.press("Open it in Gainsay")
	tab.headline("Ferry and harbour: who closed the crossing?")
	tab.saved()

	// Once the service worker has it all, the server may go.
	if scope := evalLater[string](tab, `navigator.serviceWorker.ready.then((registration) => registration.scope)`); scope != site+"/" {
		t.Errorf("the service worker is for %s", scope)
	}
	if names := evalLater[[]string](tab, `caches.keys()`); len(names) != 1 || !strings.HasPrefix(names[0], "gainsay "+prefix+"/ ") {
		t.Errorf("the caches are %q", names)
	}
	server.CloseClientConnections()
	server.Listener.Close()
	tab.expect("net::ERR")
	tab.open(strings.TrimPrefix(address, site))
	tab.wait("the claim is there without a server", `document.querySelectorAll('mark').length === 1`)
	tab.navigate("/receive/")
	tab.stands("failed")
}
