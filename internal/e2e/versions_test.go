package e2e

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// mirror is the site on an origin of its own, which can be stopped, and can be given the
// version that follows.
type mirror struct {
	*httptest.Server
	folder  string
	version string
	shown   atomic.Pointer[http.Handler]
}

var versionInPage = regexp.MustCompile(`"([0-9a-f]{16,64})/`)

// newMirror serves the files of the site.
func newMirror(t *testing.T) *mirror {
	t.Helper()
	m := &mirror{folder: filepath.Join(t.TempDir(), "site")}
	if out, err := command("bin/gainsay", "site", "-o", m.folder).CombinedOutput(); err != nil {
		t.Fatalf("writing the site: %v\n%s", err, out)
	}
	page, err := os.ReadFile(filepath.Join(m.folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	found := versionInPage.FindSubmatch(page)
	if found == nil {
		t.Fatal("the page names no version")
	}
	m.version = string(found[1])
	m.show(m.folder)
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*m.shown.Load()).ServeHTTP(w, r) }))
	t.Cleanup(m.Server.Close)
	return m
}

func (m *mirror) show(folder string) {
	files := http.FileServer(http.Dir(folder))
	m.shown.Store(&files)
}

// replace puts the same site under another version in the place of this one, as happens
// where a server is replaced.
func (m *mirror) replace(t *testing.T) {
	t.Helper()
	next, other := filepath.Join(t.TempDir(), "next"), strings.Repeat("0", len(m.version))
	err := filepath.WalkDir(m.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(path, ".wasm") {
			data = bytes.ReplaceAll(data, []byte(m.version), []byte(other))
		}
		path = filepath.Join(next, strings.ReplaceAll(strings.TrimPrefix(path, m.folder), m.version, other))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	m.show(next)
}

// arrives opens the mirror in a profile of its own and waits for its service worker.
func (m *mirror) arrives(t *testing.T) *person {
	t.Helper()
	p := newPerson(t, afresh)
	p.must(chromedp.Do(p.ctx, chromedp.Navigate(m.URL+"/")))
	p.wait("an article is shown", opened)
	evalLater[bool](p, `navigator.serviceWorker.ready.then(() => true)`)
	p.reload()
	p.wait("the service worker answers", `navigator.serviceWorker.controller !== null`)
	return p
}

// TestItWorksWithTheServerStopped works on after the server has gone, reading, marking and
// keeping, with a reload in between.
func TestItWorksWithTheServerStopped(t *testing.T) {
	m := newMirror(t)
	p := m.arrives(t)
	m.Server.Close()
	p.expect("ERR_CONNECTION_REFUSED")
	p.expect("Failed to fetch")
	p.expect("Failed to load resource")
	p.expect("unknown error occurred when fetching the script")
	p.reload()
	p.highlights(japanDenied)
	p.saved()
	p.reload()
	if got := p.claims(); len(got) != 1 {
		t.Errorf("%d claims were kept, not 1", len(got))
	}
	p.must(chromedp.Do(p.ctx, chromedp.Navigate(m.URL+"/?article=/web/articles/harbour-lights.md")))
	p.wait("another sample opens", `document.querySelector('#article [data-block]')?.textContent.startsWith('Harbour') || document.querySelector('#article h1')`)
}

// TestAnUpdateIsOfferedAndNotForced leaves a new version once, takes it the second time,
// and finds its work.
func TestAnUpdateIsOfferedAndNotForced(t *testing.T) {
	m := newMirror(t)
	p := m.arrives(t)
	p.highlights(japanDenied)
	p.saved()
	m.replace(t)
	evalLater[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	p.wait("the update is offered", `document.querySelector('#update-ready')?.textContent.includes('your work is saved')`)
	p.accessible("the offer of an update")
	p.picture("update-ready")
	p.click("#leave-update")
	p.wait("it can be left", `!document.querySelector('#update-ready')`)
	p.highlights(beijingInsisted)
	p.saved()
	p.reload()
	p.wait("it is offered again", byCSS("#update-ready"))
	eval[bool](p, `window.before = true`)
	p.click("#take-update")
	p.wait("the page is of the new version", `!window.before && !document.documentElement.outerHTML.includes(`+quote(m.version)+`) && (`+opened+`)`)
	if got := p.claims(); len(got) != 2 {
		t.Errorf("after the update there are %d claims, not 2", len(got))
	}
}
