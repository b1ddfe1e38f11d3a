package site

import (
	"strings"
	"testing"
)

func TestOffer(t *testing.T) {
	s := newSite(t, files())
	version := s.Version()
	text := strings.Repeat("<p>Somebody said something.</p><script src=/app.js></script>", 20)
	address, err := s.Offer(Article{Name: "story.html", MediaType: "text/html; charset=utf-8", URL: "https://news.example/a?b", Body: []byte(text)})
	if err != nil || address != "/article/story.html" {
		t.Fatalf("it is offered at %q: %v", address, err)
	}
	response := ask(s, "GET", address)
	if got := body(t, response); response.StatusCode != 200 || got != text || response.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("got %d %s %q", response.StatusCode, response.Header.Get("Content-Type"), got)
	}
	for name, want := range map[string]string{
		"Link":                         `<https://news.example/a?b>; rel="canonical"`,
		"Content-Security-Policy":      "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "no-cache",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if packed := ask(s, "GET", address, "Accept-Encoding", "br"); packed.Header.Get("Content-Encoding") != "br" {
		t.Error("it is not compressed")
	}
	if s.Version() != version {
		t.Error("an article makes the program another version")
	}
	if lasting := ask(s, "GET", "/"+version+address); lasting.StatusCode != 404 {
		t.Errorf("below the version it answers %d", lasting.StatusCode)
	}
	if other := ask(s, "GET", "/"); strings.Contains(other.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Error("the page is in a sandbox")
	}

	address, err = s.Offer(Article{Name: "own.txt", MediaType: "text/plain", Body: []byte("a")})
	if err != nil {
		t.Fatal(err)
	}
	if _, linked := ask(s, "GET", address).Header["Link"]; linked {
		t.Error("an article of no address has one")
	}
}
