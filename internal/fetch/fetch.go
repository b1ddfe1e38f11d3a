// Package fetch loads one web page for somebody who asked for that page at the
// command line, and makes it a file that stands alone.
//
// It promises that it asks for nothing but http and https; that what it loads is
// text of a kind Gainsay reads, no larger than an article may be; that a public
// server cannot lead it to an address of this machine or its network; and that what
// a server says beside the bytes, the character encoding and the address, is not
// lost in the file.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"gainsay/internal/article"
)

// The limits of one load. A news page is a few hundred kilobytes that arrive within
// seconds; a minute leaves room for a slow line.
const (
	dialTimeout   = 10 * time.Second
	headerTimeout = 20 * time.Second
	wholeTimeout  = time.Minute
	maxRedirects  = 10
)

// The media types that are loaded.
const (
	typeHTML     = "text/html"
	typeXHTML    = "application/xhtml+xml"
	typePlain    = "text/plain"
	typeMarkdown = "text/markdown"
)

// Page is a page as it came.
type Page struct {
	URL       string // where it was found, after redirects: ASCII, without fragment and password
	MediaType string // "text/html", "application/xhtml+xml", "text/plain" or "text/markdown"
	Charset   string // the encoding that the Content-Type header names, in its standard name; "" where it names none
	Body      []byte // at most article.Limit bytes
}

// Loader loads pages. The zero value is not ready: New makes one.
type Loader struct {
	agent   string
	timeout time.Duration
	private func(netip.AddrPort) bool
	proxy   func(*http.Request) (*url.URL, error)
}

// New returns a loader that gives a server its name as User-Agent.
func New(agent string) *Loader {
	return &Loader{agent: agent, timeout: wholeTimeout, private: private, proxy: http.ProxyFromEnvironment}
}

// Load loads the page at an absolute http or https address. Its errors are
// sentences for the person who gave the address, without a full stop.
func (l *Loader) Load(ctx context.Context, address string) (*Page, error) {
	target, err := parse(address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, l.timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%q is not an address: %w", address, err)
	}
	request.Header.Set("User-Agent", l.agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9")

	visit := visit{private: l.private, proxy: l.proxy}
	transport := visit.transport()
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: checkRedirect}
	response, err := client.Do(request)
	if err != nil {
		return nil, l.explain(err, target)
	}
	defer response.Body.Close()
	at := response.Request.URL
	if response.StatusCode != http.StatusOK {
		return nil, statusError(at.Host, response.StatusCode)
	}
	body, err := readBody(response)
	if err != nil {
		if errors.Is(err, article.ErrTooLarge) {
			return nil, fmt.Errorf("the page was not loaded: %w, the most that an article may be", err)
		}
		return nil, l.explain(err, at)
	}
	page := &Page{URL: asciiURL(at), Body: body}
	page.MediaType, page.Charset, err = kind(response.Header.Get("Content-Type"), body)
	if err != nil {
		return nil, err
	}
	return page, nil
}

// parse reads the address that the person gave.
func parse(address string) (*url.URL, error) {
	target, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q is not an address that can be read", address)
	case target.Scheme == "" || !strings.Contains(address, "//"):
		return nil, fmt.Errorf("%q is not a whole address: it begins with https:// or http://", address)
	case target.Scheme != "http" && target.Scheme != "https":
		return nil, fmt.Errorf("%s addresses are not loaded, only https and http", target.Scheme)
	case target.Hostname() == "":
		return nil, fmt.Errorf("%q names no host", address)
	}
	target.RawQuery = ascii(target.RawQuery)
	return target, nil
}

// Why a redirect is not followed.
var (
	errRedirects = fmt.Errorf("it redirects more than %d times", maxRedirects)
	errScheme    = errors.New("it redirects to an address that is neither https nor http")
	errPrivate   = errors.New("it redirects from the public internet to an address of this machine or its network, which is not followed")
)

func checkRedirect(next *http.Request, via []*http.Request) error {
	if next.URL.Scheme != "http" && next.URL.Scheme != "https" {
		return errScheme
	}
	if len(via) > maxRedirects {
		return errRedirects
	}
	next.URL.RawQuery = ascii(next.URL.RawQuery)
	return nil
}

// visit is one load, with its redirects. It remembers whether it has been outside:
// from then on a server that is not the person's own may have chosen the address, so
// that none inside is visited any more. Addresses are checked when they are dialled,
// so that a name cannot mean one thing when it is checked and another when it is used.
type visit struct {
	private func(netip.AddrPort) bool
	proxy   func(*http.Request) (*url.URL, error)
	outside atomic.Bool
	relay   atomic.Pointer[string] // host and port of the proxy, which may be inside
}

func (v *visit) transport() *http.Transport {
	return &http.Transport{
		Proxy:                 v.choose,
		DialContext:           v.dial,
		TLSHandshakeTimeout:   dialTimeout,
		ResponseHeaderTimeout: headerTimeout,
		ForceAttemptHTTP2:     true,
		DisableKeepAlives:     true, // every hop dials, and is checked
	}
}

// choose is the person's proxy for a request, if they have one. What it is asked for
// is resolved and reached by the proxy, and counts as outside.
func (v *visit) choose(r *http.Request) (*url.URL, error) {
	proxy, err := v.proxy(r)
	if err == nil && proxy != nil {
		v.outside.Store(true)
		address := proxy.Host
		if proxy.Port() == "" {
			port := map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
			if port == "" {
				port = "80"
			}
			address = net.JoinHostPort(proxy.Hostname(), port)
		}
		v.relay.Store(&address)
	}
	return proxy, err
}

func (v *visit) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: dialTimeout}
	if relay := v.relay.Load(); relay == nil || *relay != address {
		dialer.Control = v.check
	}
	return dialer.DialContext(ctx, network, address)
}

// check is asked before each connection, with the address that a name stands for.
func (v *visit) check(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dialling %s: %w", address, err)
	}
	if !v.private(to) {
		v.outside.Store(true)
		return nil
	}
	if v.outside.Load() {
		return errPrivate
	}
	return nil
}

// shared is the space between a provider and its customers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// private reports whether an address is of this machine or of a network around it,
// and not of the internet.
func private(at netip.AddrPort) bool {
	a := at.Addr().Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast() || shared.Contains(a)
}

// readBody reads the body, to the limit of an article.
func readBody(response *http.Response) ([]byte, error) {
	if response.ContentLength > article.Limit {
		return nil, article.ErrTooLarge
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, article.Limit+1))
	if err != nil {
		return nil, err
	}
	if len(body) > article.Limit {
		return nil, article.ErrTooLarge
	}
	return body, nil
}

// kind reads a Content-Type header. Where there is none, the bytes tell, as they
// would in a browser.
func kind(header string, body []byte) (mediaType, charset string, err error) {
	if header == "" {
		header, _, _ = strings.Cut(http.DetectContentType(body), ";")
	}
	mediaType, parameters, err := mime.ParseMediaType(header)
	if err != nil && mediaType == "" {
		return "", "", fmt.Errorf("the server says that it is %q, which is not a kind of document", header)
	}
	switch mediaType {
	case "text/x-markdown":
		mediaType = typeMarkdown
	case typeHTML, typeXHTML, typePlain, typeMarkdown:
	default:
		return "", "", fmt.Errorf("it is %s, not a web page or a plain text", describe(mediaType))
	}
	return mediaType, standardName(parameters["charset"]), nil
}

// describe names a media type in words, where there are any.
func describe(mediaType string) string {
	group, _, _ := strings.Cut(mediaType, "/")
	switch {
	case mediaType == "application/pdf":
		return "a PDF document (application/pdf)"
	case strings.HasSuffix(mediaType, "json"):
		return "data for programs (" + mediaType + ")"
	case group == "image":
		return "an image (" + mediaType + ")"
	case group == "audio", group == "video":
		return "a recording (" + mediaType + ")"
	}
	return mediaType
}

// asciiURL writes an address so that it can stand in a header and in a file: without
// fragment, and without the name and password that may stand in it.
func asciiURL(u *url.URL) string {
	clean := *u
	clean.User, clean.Fragment, clean.RawFragment = nil, "", ""
	return ascii(clean.String())
}

// ascii escapes what has no place in an address, as browsers do (URL standard); Go
// leaves a query as it is.
func ascii(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`<>"`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
