// Package http declares what go-app and go-readability name of net/http, and does
// nothing.
//
// go-app is one package for the page and for the server, and names net/http in what
// only a server calls; go-readability can fetch pages, which the page never does. A linker leaves out the functions that are not called, but not
// what a package does as it starts, and behind net/http stands all of TLS and its
// ciphers: a sixth of the page's program, which a page can never use. So the page's
// programs are built with this package in the place of net/http; the server is not.
//
// It promises to compile where those two do, and that whatever is asked of it is
// refused: nothing here reaches a network.
package http

import (
	"errors"
	"io"
	"net/url"
	"time"
)

var errAbsent = errors.New("net/http is not in this program")

// What go-app names of the protocol (RFC 9110).
const (
	MethodGet = "GET"

	StatusOK                  = 200
	StatusNotModified         = 304
	StatusNotFound            = 404
	StatusInternalServerError = 500
)

// Header holds the fields of a message.
type Header map[string][]string

// Get returns the first value of a field, or "".
func (h Header) Get(key string) string {
	if values := h[key]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Set gives a field one value.
func (h Header) Set(key, value string) { h[key] = []string{value} }

// Request is a request that nobody sends.
type Request struct {
	Method string
	URL    *url.URL
	Header Header
	Host   string
	TLS    *struct{} // of an encrypted connection
}

// Response is a response that never comes.
type Response struct {
	StatusCode int
	Status     string
	Header     Header
	Body       io.ReadCloser
}

// ResponseWriter is what a handler would answer to.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(status int)
}

// Handler is what would answer requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// Client sends nothing.
type Client struct {
	Timeout time.Duration
}

// DefaultClient is the client that is there without being made.
var DefaultClient = &Client{}

// Get refuses.
func (*Client) Get(string) (*Response, error) { return nil, errAbsent }

// Do refuses.
func (*Client) Do(*Request) (*Response, error) { return nil, errAbsent }

// Get refuses.
func Get(string) (*Response, error) { return nil, errAbsent }

// NewRequest refuses.
func NewRequest(string, string, io.Reader) (*Request, error) { return nil, errAbsent }

// Dir is a folder of which nothing is served.
type Dir string

type absent struct{}

func (absent) ServeHTTP(ResponseWriter, *Request) {}

// FileServer returns a handler that answers nothing.
func FileServer(Dir) Handler { return absent{} }

// NotFound answers nothing.
func NotFound(ResponseWriter, *Request) {}
