package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gainsay/internal/site"
)

// newspaper is somebody else's site.
func newspaper(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/2008/{page}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=shift_jis")
		fmt.Fprint(w, "<html><head><title>\x93\xFA\x96{</title>")
	})
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/2008/Row%20over%20defectors.html", http.StatusFound)
	})
	mux.HandleFunc("/notes.md", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		fmt.Fprint(w, "# Notes\n")
	})
	mux.HandleFunc("/report.pdf", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// row is the newspaper's page as a file that stands alone.
func row(origin string) string {
	return "\uFEFF<html><head>" + `<link rel="canonical" href="` + origin + `/2008/Row%20over%20defectors.html"/>` + "<title>日本</title>"
}

func TestFetch(t *testing.T) {
	origin := newspaper(t)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kept.html", []byte("an older one"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args           string
		code           int
		stdout, stderr string // stdout in full; what stderr contains
		file, holds    string // a file, and all that is in it afterwards
	}{
		{args: origin + "/old", stdout: row(origin)},
		{args: origin + "/notes.md", stdout: "# Notes\n"},
		{args: "-o - " + origin + "/notes.md", stdout: "# Notes\n"},
		{args: "-o " + os.DevNull + " " + origin + "/notes.md"},
		{args: origin + "/old -o out.html", file: "out.html", holds: row(origin)},
		{args: "-o out.md " + origin + "/notes.md", file: "out.md", holds: "# Notes\n"},
		{args: origin + "/missing -o kept.html", code: exitFailed, stderr: "answered 404 Not Found", file: "kept.html", holds: "an older one"},
		{args: origin + "/report.pdf", code: exitFailed, stderr: "it is a PDF document"},
		{args: origin + "/notes.md -o kept.html", file: "kept.html", holds: "# Notes\n"},
		{args: origin + "/notes.md -o missing/out.md", code: exitFailed, stderr: "the page was not written"},
		{args: origin + "/notes.md -o .", code: exitFailed, stderr: "the page was not written"},
		{args: "notes.md", code: exitFailed, stderr: "notes.md was not loaded: \"notes.md\" is not a whole address"},
		{args: "", code: exitUsage, stderr: "it takes one address"},
		{args: origin + " " + origin, code: exitUsage, stderr: "it takes one address"},
		{args: origin + " --quiet", code: exitUsage, stderr: "flag provided but not defined"},
		{args: "--help", code: exitOK, stderr: "Exit status: 0 when the page was written, 1 when it was not, 2 when"},
	} {
		t.Run(test.args, func(t *testing.T) {
			code, stdout, stderr := runs(append([]string{"fetch"}, strings.Fields(test.args)...)...)
			if code != test.code || stdout != test.stdout {
				t.Errorf("exit code %d, stdout %q; want %d, %q", code, stdout, test.code, test.stdout)
			}
			if !strings.Contains(stderr, test.stderr) || test.stderr == "" && stderr != "" {
				t.Errorf("stderr is %q, want %q in it", stderr, test.stderr)
			}
			if test.file == "" {
				return
			}
			if got, err := os.ReadFile(test.file); err != nil || string(got) != test.holds {
				t.Errorf("%s holds %q (%v), want %q", test.file, got, err, test.holds)
			}
		})
	}
	if left, _ := filepath.Glob(".gainsay-*"); len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
}

// serving serves an article and returns the address that is printed first.
func serving(t *testing.T, source string) string {
	t.Helper()
	a, err := offered(context.Background(), source)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	stdout, written := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		files := fstest.MapFS{"app.wasm": {Data: []byte("\x00asm")}}
		ended <- serveFiles(ctx, files, []site.Article{a}, "127.0.0.1:0", slog.New(slog.DiscardHandler), written, io.Discard)
		written.Close()
	}()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		cancel()
		if code := <-ended; code != exitOK {
			t.Errorf("cancelled, it ends with %d", code)
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(line, "\n")
}

func TestServeArticle(t *testing.T) {
	origin := newspaper(t)
	folder := t.TempDir()
	for _, test := range []struct{ source, data, path, mediaType, link, body string }{
		{origin + "/old", "", "/article/row-over-defectors.html", "text/html; charset=utf-8", "<" + origin + `/2008/Row%20over%20defectors.html>; rel="canonical"`, row(origin)},
		{origin + "/notes.md", "", "/article/notes.md", "text/markdown; charset=utf-8", "<" + origin + `/notes.md>; rel="canonical"`, "# Notes\n"},
		{"A story.TXT", "Señor", "/article/a-story.txt", "text/plain; charset=utf-8", "", "Señor"},
		{"old.txt", "caf\xE9", "/article/old.txt", "text/plain", "", "caf\xE9"},
		{"notes.markdown", "# A", "/article/notes.md", "text/markdown; charset=utf-8", "", "# A"},
		{"page.htm", "<meta charset=shift_jis>", "/article/page.html", "text/html", "", "<meta charset=shift_jis>"},
		{"page.html", "\uFEFF<p>", "/article/page.html", "text/html; charset=utf-8", "", "\uFEFF<p>"},
		{"story", "Somebody said something.", "/article/story.txt", "text/plain; charset=utf-8", "", "Somebody said something."},
		{"saved", "<!doctype html><p>a", "/article/saved.html", "text/html", "", "<!doctype html><p>a"},
		{`"><script>..%2f?a=b#c&d.html`, "<p>", "/article/script-2f-a-b-c-d.html", "text/html", "", "<p>"},
		{"日本.txt", "a", "/article/article.txt", "text/plain; charset=utf-8", "", "a"},
		{strings.Repeat("long ", 40) + ".md", "a", "/article/" + strings.Repeat("long-", 11) + "long.md", "text/markdown; charset=utf-8", "", "a"},
	} {
		t.Run(test.source, func(t *testing.T) {
			source := test.source
			if test.data != "" {
				source = filepath.Join(folder, source)
				if err := os.WriteFile(source, []byte(test.data), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			opening := serving(t, source)
			base, path, found := strings.Cut(opening, "/?article=")
			if !found || path != test.path {
				t.Fatalf("the first line is %q, want the article %s", opening, test.path)
			}
			response, err := http.Get(base + path)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(response.Body)
			response.Body.Close()
			if got := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || got != test.mediaType || string(body) != test.body {
				t.Errorf("got %d %s %q, want %s %q", response.StatusCode, got, body, test.mediaType, test.body)
			}
			if got := response.Header.Get("Link"); got != test.link {
				t.Errorf("the original is at %q, want %q", got, test.link)
			}
			for _, other := range []string{"/article/", "/article", "/article/other.txt", "/article/..%2f", "/article/" + origin} {
				response, err := http.Get(base + other)
				if err != nil {
					t.Fatal(err)
				}
				response.Body.Close()
				if response.StatusCode != http.StatusNotFound {
					t.Errorf("%s answers %d", other, response.StatusCode)
				}
			}
		})
	}
}

func TestServeWithAnArticleThatCannotBeLoaded(t *testing.T) {
	origin := newspaper(t)
	t.Chdir(t.TempDir())
	for name, data := range map[string]string{"photo": "\x89PNG\r\n\x1a\n", "large.txt": strings.Repeat("a", 10<<20+1)} {
		if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for source, says := range map[string]string{
		origin + "/missing":    "answered 404 Not Found",
		origin + "/report.pdf": "it is a PDF document",
		"missing.txt":          "there is no such file; an address begins with https:// or http://",
		"photo":                "it seems to be image/png; an article is plain text, Markdown or HTML",
		"large.txt":            "it is larger than 10 MB",
	} {
		code, stdout, stderr := runs("serve", "--listen", "127.0.0.1:0", "--article", source)
		if code != exitFailed || stdout != "" || !strings.Contains(stderr, source+" was not loaded: ") || !strings.Contains(stderr, says) {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", source, code, stdout, stderr)
		}
	}
}
