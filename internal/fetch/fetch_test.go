package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"gainsay/internal/article"
)

// load loads from a server as somebody without a proxy does.
func load(address string, change ...func(*Loader)) (*Page, error) {
	l := New("Gainsay/test")
	l.proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
	for _, f := range change {
		f(l)
	}
	return l.Load(context.Background(), address)
}

// serve answers every request in one way.
func serve(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL
}

func TestLoad(t *testing.T) {
	long := strings.Repeat("All work and no play. ", 500)
	mux := http.NewServeMux()
	mux.HandleFunc("/story", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=Shift-JIS")
		fmt.Fprint(w, "<p>"+r.UserAgent())
	})
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/story?a=<b>&c=d e#part", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/packed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		packed := gzip.NewWriter(w)
		_, _ = io.WriteString(packed, long)
		_ = packed.Close()
	})
	mux.HandleFunc("/unnamed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		fmt.Fprint(w, "<!doctype html><p>It bears no type.")
	})
	mux.HandleFunc("/notes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/x-markdown; charset=nonsense")
		fmt.Fprint(w, "# Notes")
	})
	origin := serve(t, mux.ServeHTTP)
	for _, test := range []struct {
		path string
		want Page
	}{
		{"/story", Page{URL: origin + "/story", MediaType: "text/html", Charset: "shift_jis", Body: []byte("<p>Gainsay/test")}},
		{"/old", Page{URL: origin + "/story?a=%3Cb%3E&c=d%20e", MediaType: "text/html", Charset: "shift_jis", Body: []byte("<p>Gainsay/test")}},
		{"/packed", Page{URL: origin + "/packed", MediaType: "text/plain", Body: []byte(long)}},
		{"/unnamed", Page{URL: origin + "/unnamed", MediaType: "text/html", Body: []byte("<!doctype html><p>It bears no type.")}},
		{"/notes", Page{URL: origin + "/notes", MediaType: "text/markdown", Body: []byte("# Notes")}},
	} {
		t.Run(test.path, func(t *testing.T) {
			got, err := load(origin + test.path)
			if err != nil {
				t.Fatal(err)
			}
			if got.URL != test.want.URL || got.MediaType != test.want.MediaType || got.Charset != test.want.Charset || !bytes.Equal(got.Body, test.want.Body) {
				t.Errorf("got %+v, want %+v", *got, test.want)
			}
		})
	}
}

func TestPasswordsStayOutOfTheFile(t *testing.T) {
	var user string
	origin := serve(t, func(w http.ResponseWriter, r *http.Request) {
		user, _, _ = r.BasicAuth()
		w.Header().Set("Content-Type", "text/html")
	})
	page, err := load(strings.Replace(origin, "//", "//reader:secret@", 1))
	if err != nil {
		t.Fatal(err)
	}
	if user != "reader" || strings.Contains(page.URL, "secret") {
		t.Errorf("the user is %q, the address %s", user, page.URL)
	}
}

func TestWhatIsNotLoadedSaysWhy(t *testing.T) {
	mux := http.NewServeMux()
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	typed := func(mediaType string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			_, _ = w.Write(body)
		}
	}
	mux.HandleFunc("/missing", status(404))
	mux.HandleFunc("/forbidden", status(403))
	mux.HandleFunc("/broken", status(599))
	mux.HandleFunc("/report", typed("application/pdf", []byte("%PDF-1.7")))
	mux.HandleFunc("/photo", typed("image/jpeg", []byte("\xFF\xD8\xFF")))
	mux.HandleFunc("/feed", typed("application/feed+json", []byte("{}")))
	mux.HandleFunc("/archive", typed("application/zip", []byte("PK")))
	mux.HandleFunc("/odd", typed("letters", []byte("a")))
	mux.HandleFunc("/stated", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", fmt.Sprint(article.Limit+1))
	})
	mux.HandleFunc("/unstated", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		block := bytes.Repeat([]byte("a"), 1<<20)
		for range 11 {
			if _, err := w.Write(block); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
		}
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "half")
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/round", http.StatusFound)
	})
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/hostname")
		w.WriteHeader(http.StatusFound)
	})
	origin := serve(t, mux.ServeHTTP)
	secure := httptest.NewUnstartedServer(mux)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of each client that does not trust it
	secure.StartTLS()
	t.Cleanup(secure.Close)
	closed := httptest.NewServer(nil)
	closed.Close()

	for _, test := range []struct{ address, says string }{
		{"example.com/story", "is not a whole address: it begins with https:// or http://"},
		{"ftp://example.com/story", "ftp addresses are not loaded, only https and http"},
		{"mailto:someone@example.com", "is not a whole address"},
		{"http://", "names no host"},
		{"http://exa mple.com/", "is not an address that can be read"},
		{"http://nowhere.invalid/", "nowhere.invalid"},
		{origin + "/missing", " answered 404 Not Found"},
		{origin + "/forbidden", " answered 403 Forbidden: it does not give the page to a program. Open it in a browser, save it"},
		{origin + "/broken", " answered 599"},
		{origin + "/report", "it is a PDF document (application/pdf), not a web page or a plain text"},
		{origin + "/photo", "it is an image (image/jpeg)"},
		{origin + "/feed", "it is data for programs (application/feed+json)"},
		{origin + "/archive", "it is application/zip, not"},
		{origin + "/odd", "it is letters, not"},
		{origin + "/stated", "it is larger than 10 MB, the most that an article may be"},
		{origin + "/unstated", "it is larger than 10 MB, the most that an article may be"},
		{origin + "/cut", "the connection with 127.0.0.1"},
		{origin + "/round", "it redirects more than 10 times"},
		{origin + "/file", "it redirects to an address that is neither https nor http"},
		{secure.URL, "is not trusted, so that the page may be anybody's"},
		{strings.Replace(origin, "http:", "https:", 1), "there is no secure connection to be had with 127.0.0.1"},
		{closed.URL, "no server answers at 127.0.0.1"},
	} {
		t.Run(test.address, func(t *testing.T) {
			page, err := load(test.address)
			if err == nil {
				t.Fatalf("it was loaded: %+v", *page)
			}
			if !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "Get \"") {
				t.Errorf("the reason is %q, want %q in it", err, test.says)
			}
		})
	}
}

func TestAnAnswerThatDoesNotCome(t *testing.T) {
	released := make(chan struct{})
	silent := serve(t, func(http.ResponseWriter, *http.Request) { <-released })
	defer close(released)
	_, err := load(silent, func(l *Loader) { l.timeout = 50 * time.Millisecond })
	if err == nil || !strings.Contains(err.Error(), "did not answer in time") {
		t.Errorf("the reason is %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New("").Load(ctx, silent); err == nil || err.Error() != "it was interrupted" {
		t.Errorf("after an interrupt the reason is %v", err)
	}
}

// Two servers of this machine play one outside and one inside.
func TestRedirectsFromOutsideDoNotComeInside(t *testing.T) {
	asked := 0
	inside := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "internal")
	})
	outside := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside, http.StatusFound) })
	entrance := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, outside, http.StatusFound) })
	port := func(address string) string { return address[strings.LastIndex(address, ":")+1:] }
	alsoOutside := func(l *Loader) {
		l.private = func(at netip.AddrPort) bool { return fmt.Sprint(at.Port()) != port(outside) }
	}

	for _, start := range []string{outside, entrance} {
		if _, err := load(start, alsoOutside); err == nil || !strings.Contains(err.Error(), "it redirects from the public internet to an address of this machine") {
			t.Errorf("from %s, the reason is %v", start, err)
		}
	}
	if asked > 0 {
		t.Error("the server inside was asked")
	}
	for _, start := range []string{inside, outside} { // all inside
		if page, err := load(start); err != nil || string(page.Body) != "internal" {
			t.Errorf("a server of one's own is not loaded: %v", err)
		}
	}
}

// A proxy may stand inside; what is asked of it is outside.
func TestThroughAProxy(t *testing.T) {
	inside := serve(t, func(http.ResponseWriter, *http.Request) {})
	relay := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/to-inside" {
			http.Redirect(w, r, inside, http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "relayed "+r.URL.Host)
	})
	through := func(l *Loader) {
		l.proxy = func(r *http.Request) (*url.URL, error) {
			if r.URL.Host == "news.example" {
				return url.Parse(relay)
			}
			return nil, nil
		}
	}
	page, err := load("http://news.example/story", through)
	if err != nil || string(page.Body) != "relayed news.example" {
		t.Fatalf("got %v, %v", page, err)
	}
	if _, err := load("http://news.example/to-inside", through); err == nil || !strings.Contains(err.Error(), "it redirects from the public internet") {
		t.Errorf("the reason is %v", err)
	}
}

func TestPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": true, "[::1]:80": true, "10.1.2.3:80": true, "192.168.0.1:80": true, "172.16.0.1:80": true,
		"169.254.169.254:80": true, "[fe80::1]:80": true, "[fd00::1]:80": true, "100.64.0.1:80": true, "0.0.0.0:80": true,
		"[::ffff:127.0.0.1]:80": true, "224.0.0.1:80": true,
		"93.184.215.14:80": false, "172.32.0.1:80": false, "100.128.0.1:80": false, "[2606:2800::1]:80": false,
	} {
		if got := private(netip.MustParseAddrPort(address)); got != want {
			t.Errorf("private(%s) is %v", address, got)
		}
	}
}
