package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"gainsay/internal/site"
	"gainsay/web"
)

// The limits of a server of files that are in memory: a request is a few headers, and
// the longest answer, the page's program, may go over a slow line.
const (
	readTimeout     = 10 * time.Second
	writeTimeout    = 2 * time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 5 * time.Second
	maxHeaderBytes  = 16 << 10
)

const serveUsage = `gainsay serve [--listen ADDR] [--article FILE|URL] [--log text|json] [--verbose]

Serves the app until it is interrupted, and prints the address to open as the first
line. An article is loaded once, before that: the server itself never loads anything
that a page asks for. What it logs goes to standard error. Only this machine can reach
it, unless --listen names another address. Exit status: 0 when it was interrupted, 1
when it could not serve or load the article, 2 when the command line was not understood.
`

// serve serves the app until ctx is cancelled. The first line on stdout is the URL to
// open.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := newFlags("serve", serveUsage, stderr)
	listen := flags.String("listen", "127.0.0.1:8000", "`address` to listen on; port 0 takes any free one")
	source := flags.String("article", "", "the article to open: a `file`, or the address of a page")
	form := flags.String("log", "text", "`form` of the log: text or json")
	verbose := flags.Bool("verbose", false, "log every request, not only those that were refused")
	others, err := parseAround(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	case len(others) > 0:
		fmt.Fprintf(stderr, "gainsay serve: %q is one word too many; it takes only --listen ADDR, --article FILE|URL, --log text|json and --verbose\n", others[0])
		return exitUsage
	}
	log, err := newLog(stderr, *form, *verbose)
	if err != nil {
		fmt.Fprintln(stderr, "gainsay serve:", err)
		return exitUsage
	}
	var articles []site.Article
	if *source != "" {
		a, err := offered(ctx, *source)
		if err != nil {
			fmt.Fprintf(stderr, "gainsay serve: %s was not loaded: %v\n", *source, err)
			return exitFailed
		}
		articles = append(articles, a)
	}
	return serveFiles(ctx, web.FS, articles, *listen, log, stdout, stderr)
}

// serveFiles serves the app around the given static files, and articles, of which the
// first is the one to open.
func serveFiles(ctx context.Context, files fs.FS, articles []site.Article, address string, log *slog.Logger, stdout, stderr io.Writer) int {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		fmt.Fprintln(stderr, "gainsay serve:", explainListen(address, err))
		return exitFailed
	}
	defer listener.Close() // a second time when the server has closed it; that does no harm

	pages, err := site.New(files)
	if errors.Is(err, site.ErrNoProgram) {
		fmt.Fprintln(stderr, "gainsay serve: this program was built without the page's program: run \"make build\" first, then bin/gainsay serve")
		return exitFailed
	}
	if err != nil {
		fmt.Fprintln(stderr, "gainsay serve:", err)
		return exitFailed
	}

	opening := pageURL(listener.Addr())
	for i, a := range articles {
		path, err := pages.Offer(a)
		if err != nil {
			fmt.Fprintln(stderr, "gainsay serve:", err)
			return exitFailed
		}
		if i == 0 {
			opening += "?article=" + path
		}
	}

	server := newServer(pages, log)
	fmt.Fprintln(stdout, opening)
	log.Info("serving; press Ctrl+C to stop", "address", listener.Addr().String(), "contents", pages.Version())
	if tcp, ok := listener.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		log.Warn("other machines can reach this server", "address", listener.Addr().String())
	}

	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		log.Error("serving ended", "error", err)
		return exitFailed
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		log.Error("stopping took too long; connections were cut", "error", err)
		server.Close()
		return exitFailed
	}
	log.Info("stopped")
	return exitOK
}

// newServer is the server of a handler, with its limits. Bodies are the handler's to
// refuse.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           logged(handler, log),
		ReadHeaderTimeout: readTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// pageURL is the address to open in a browser of this machine. One that stands for
// all addresses cannot be opened everywhere, so it becomes the machine's own.
func pageURL(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return "http://" + addr.String() + "/"
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port)) + "/"
}

// explainListen says why an address cannot be listened on, and what to do about it.
func explainListen(address string, err error) string {
	host, port, splitErr := net.SplitHostPort(address)
	switch {
	case splitErr != nil:
		return fmt.Sprintf("%q is no address to listen on; give a host and a port, such as --listen 127.0.0.1:8000", address)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Sprintf("port %s is in use by another program; stop that one, or choose another port: --listen %s", port, net.JoinHostPort(host, otherPort(port)))
	case errors.Is(err, syscall.EACCES):
		return fmt.Sprintf("port %s needs rights that this program does not have; choose one above 1023: --listen %s", port, net.JoinHostPort(host, "8000"))
	}
	return fmt.Sprintf("cannot listen on %s: %v", address, err)
}

// otherPort is the port after the given one.
func otherPort(port string) string {
	n, err := strconv.Atoi(port)
	if err != nil || n >= 65535 {
		return "0"
	}
	return strconv.Itoa(n + 1)
}
