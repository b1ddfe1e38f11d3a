package site

import (
	"fmt"
	"net/http"
)

// Article is a document that the server offers beside the app.
type Article struct {
	Name      string // a file name of lower-case ASCII letters, digits, hyphens and full stops
	MediaType string // with its charset, where it is known
	URL       string // of the original, in ASCII; "" where there is none
	Body      []byte
}

// articleRoot is where articles are offered.
const articleRoot = "/article/"

// Offer serves an article, and returns its address on this server. The document is
// somebody else's and stands at the app's own origin: opened by itself, it may run
// nothing and load nothing, and belongs to no origin at all.
func (s *Site) Offer(article Article) (address string, err error) {
	a := newAsset(article.MediaType, article.Body)
	if err := a.compress(); err != nil {
		return "", fmt.Errorf("compressing %s: %w", article.Name, err)
	}
	a.header = http.Header{"Content-Security-Policy": {"default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"}}
	if article.URL != "" {
		a.header.Set("Link", "<"+article.URL+`>; rel="canonical"`) // RFC 8288, RFC 6596
	}
	address = articleRoot + article.Name
	s.assets[address] = a
	return address, nil
}
