package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
)

// runs returns the exit code and what was written.
func runs(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(context.Background(), args, streams{in: strings.NewReader(""), out: &out, err: &err})
	return code, out.String(), err.String()
}

func TestCommandLine(t *testing.T) {
	for _, test := range []struct {
		args           string
		code           int
		stdout, stderr string // what each contains; "" is nothing at all
	}{
		{"help", exitOK, "gainsay serve [--listen ADDR] [--article FILE|URL]", ""},
		{"--help", exitOK, "gainsay serve [--listen ADDR] [--article FILE|URL]", ""},
		{"version", exitOK, "gainsay ", ""},
		{"", exitUsage, "", "gainsay serve [--listen ADDR]"},
		{"sreve", exitUsage, "", `there is no command "sreve"`},
		{"serve --help", exitOK, "", "address to listen on"},
		{"serve --port 1", exitUsage, "", "flag provided but not defined"},
		{"serve --listen 127.0.0.1:0 8000", exitUsage, "", `"8000" is one word too many`},
		{"serve --article", exitUsage, "", "flag needs an argument"},
		{"serve --log xml", exitUsage, "", `"xml" is no form of log; it is text or json`},
		{"serve 8000", exitUsage, "", `"8000" is one word too many`},
		{"serve --listen 8000", exitFailed, "", `"8000" is no address to listen on; give a host and a port`},
	} {
		t.Run(test.args, func(t *testing.T) {
			code, stdout, stderr := runs(strings.Fields(test.args)...)
			if code != test.code {
				t.Errorf("the exit code is %d, want %d", code, test.code)
			}
			for _, stream := range []struct{ name, got, want string }{{"stdout", stdout, test.stdout}, {"stderr", stderr, test.stderr}} {
				if !strings.Contains(stream.got, stream.want) || stream.want == "" && stream.got != "" {
					t.Errorf("%s is %q, want %q in it", stream.name, stream.got, stream.want)
				}
			}
		})
	}
}

func TestServePortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())

	code, stdout, stderr := runs("serve", "--listen", taken.Addr().String())
	if code != exitFailed || stdout != "" {
		t.Errorf("exit code %d, stdout %q", code, stdout)
	}
	want := "port " + port + " is in use by another program; stop that one, or choose another port: --listen 127.0.0.1:" + otherPort(port)
	if !strings.Contains(stderr, want) {
		t.Errorf("stderr is %q, want %q in it", stderr, want)
	}
}

func TestServeWithoutProgram(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := serveFiles(context.Background(), fstest.MapFS{}, nil, "127.0.0.1:0", slog.New(slog.DiscardHandler), &stdout, &stderr)
	if code != exitFailed || stdout.Len() > 0 || !strings.Contains(stderr.String(), `run "make build" first`) {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout.String(), stderr.String())
	}
}

func TestServeUntilCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stdout, written := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		files := fstest.MapFS{"app.wasm": {Data: []byte("\x00asm")}}
		ended <- serveFiles(ctx, files, nil, "127.0.0.1:0", slog.New(slog.DiscardHandler), written, io.Discard)
		written.Close()
	}()

	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSuffix(line, "\n")
	if !strings.HasPrefix(url, "http://127.0.0.1:") || !strings.HasSuffix(url, "/") {
		t.Fatalf("the first line is %q", line)
	}
	response, err := http.Get(url + "healthz")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("/healthz answers %d", response.StatusCode)
	}
	http.DefaultClient.CloseIdleConnections()

	cancel()
	if code := <-ended; code != exitOK {
		t.Errorf("cancelled, it ends with %d", code)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("it still serves after its end")
	}
}

func TestPageURL(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:8000": "http://127.0.0.1:8000/",
		"0.0.0.0:8000":   "http://127.0.0.1:8000/",
		"[::]:8000":      "http://127.0.0.1:8000/",
		"[::1]:8000":     "http://[::1]:8000/",
	} {
		addr, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if got := pageURL(addr); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
