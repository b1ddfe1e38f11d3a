package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"gainsay/internal/site"
)

func testSite(t *testing.T) *site.Site {
	t.Helper()
	pages, err := site.New(fstest.MapFS{"app.wasm": {Data: []byte("\x00asm")}})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// The log says what was asked for and how it was answered, and nothing of what the
// person works on.
func TestLogOfRequests(t *testing.T) {
	pages := testSite(t)
	for _, test := range []struct {
		method, target, body string
		verbose              bool
		want                 string // level, message and the request; "" is no record
	}{
		{"GET", "/?dossier=urn:uuid:1", "", false, ""},
		{"GET", "/?dossier=urn:uuid:1", "", true, "DEBUG answered GET / 200"},
		{"HEAD", "/healthz", "", true, "DEBUG answered HEAD /healthz 200"},
		{"GET", "/nothing?article=/secret.txt", "", false, "INFO refused GET /nothing 404"},
		{"GET", "/%0A%1b[31mlevel=ERROR", "", false, "INFO refused GET /\n\x1b[31mlevel=ERROR 404"},
		{"POST", "/", "words", false, "INFO refused POST / 405"},
		{"GET", "/", "words", false, "INFO refused GET / 413"},
	} {
		for _, form := range []string{"json", "text"} {
			var written bytes.Buffer
			log, err := newLog(&written, form, test.verbose)
			if err != nil {
				t.Fatal(err)
			}
			var body io.Reader
			if test.body != "" {
				body = strings.NewReader(test.body)
			}
			logged(pages, log).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(test.method, test.target, body))
			if lines := strings.Count(written.String(), "\n"); lines > 1 || (lines == 1) != (test.want != "") {
				t.Errorf("%s %s is logged as %q", test.method, test.target, written.String())
			}
			if strings.ContainsAny(written.String(), "\x1b") || strings.Contains(written.String(), "secret") || strings.Contains(written.String(), "uuid") {
				t.Errorf("%s %s is logged as %q", test.method, test.target, written.String())
			}
			if form == "text" || test.want == "" {
				continue
			}
			var record struct {
				Level, Msg, Method, Path string
				Status                   int
				Bytes                    *int64
				Took                     *int64
			}
			if err := json.Unmarshal(written.Bytes(), &record); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(record.Level, " ", record.Msg, " ", record.Method, " ", record.Path, " ", record.Status); got != test.want || record.Bytes == nil || record.Took == nil {
				t.Errorf("the record is %q, want %q: %s", got, test.want, written.String())
			}
		}
	}
}

// talk sends bytes to a server with the program's limits and returns its answer, and
// whether it then closes the connection.
func talk(t *testing.T, request string) (*http.Response, bool) {
	t.Helper()
	server := newServer(testSite(t), slog.New(slog.DiscardHandler))
	if server.ReadHeaderTimeout <= 0 || server.ReadTimeout <= 0 || server.WriteTimeout <= 0 || server.IdleTimeout <= 0 {
		t.Fatal("there is a time without limit")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	go io.WriteString(connection, request) // the server may stop reading
	reader := bufio.NewReader(connection)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	return response, response.Close
}

func TestLimitsOfARequest(t *testing.T) {
	for _, test := range []struct {
		name, request string
		status        int
		closes        bool
	}{
		{"a request", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 200, false},
		{"a long header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", maxHeaderBytes+8<<10) + "\r\n\r\n", 431, true},
		{"many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X: y\r\n", maxHeaderBytes) + "\r\n", 431, true},
		{"no host", "GET / HTTP/1.1\r\n\r\n", 400, true},
		{"a body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n", 413, true},
		{"a body in chunks", "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 413, true},
		{"an upload", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n", 405, true},
		{"two lengths", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if response, closes := talk(t, test.request); response.StatusCode != test.status || closes != test.closes {
				t.Errorf("it answers %d, and closes the connection: %v", response.StatusCode, closes)
			}
		})
	}
}
