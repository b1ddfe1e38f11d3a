package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The page that takes another site's page is the only one that keeps its opener. In
// everything else it is as strict as the app, or stricter.
func TestReceive(t *testing.T) {
	s := newSite(t, files(func(m fstest.MapFS) {
		m["receive.js"] = &fstest.MapFile{Data: []byte("'use strict';")}
		m["receive.css"] = &fstest.MapFile{Data: []byte(".receive { margin: 0 }")}
	}))
	response := ask(s, "GET", "/receive?a=b")
	page := body(t, response)
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("got %d %s", response.StatusCode, response.Header.Get("Content-Type"))
	}
	for name, want := range map[string]string{
		"Cross-Origin-Opener-Policy":   "unsafe-none",
		"Cross-Origin-Resource-Policy": "same-origin",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cache-Control":                "no-cache",
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
			"require-trusted-types-for 'script'; trusted-types 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(response.Header.Get("Permissions-Policy"), "camera=()") {
		t.Error("there is no permissions policy")
	}
	for _, address := range []string{"/web/receive.js", "/web/receive.css", "/web/gainsay.css"} {
		if named := "/" + s.Version() + address; !strings.Contains(page, `".`+named+`"`) || ask(s, "GET", named).StatusCode != 200 {
			t.Errorf("the page does not name %s, or it is not there", named)
		}
	}
	if worker := body(t, ask(s, "GET", "/app-worker.js")); !strings.Contains(worker, `"receive"`) {
		t.Error("the service worker does not keep it")
	}
	for _, other := range []string{"/receive/", "/receive.html", "/" + s.Version() + "/receive"} {
		if got := ask(s, "GET", other).StatusCode; got != 404 {
			t.Errorf("%s answers %d", other, got)
		}
	}
	if got := ask(s, "GET", "/").Header.Get("Cross-Origin-Opener-Policy"); got != "same-origin" {
		t.Errorf("the app's own policy is %q", got)
	}
}
