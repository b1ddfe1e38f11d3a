// Package webpage reads an article out of a web page. It finds the main text among
// navigation, related links, comments and notices, turns it into the blocks of an
// article, and takes what the page says of itself (title, author, publisher, date,
// language, address) from its metadata.
//
// It promises that only text comes out: no mark, script or address of the page's
// becomes part of a block; and that every word of a block stood in one of the page,
// in the order of the page. A page that is larger or deeper than any real one
// is refused or read plainly, never at the cost of the program.
//
// Where the article stands is decided by go-readability, the Go port of what
// Firefox's reader view uses, whose scoring has been tried on more pages than rules
// of our own ever could be. It adds most of the weight of the program that links it, so
// the page's program does not: reading HTML has a worker of its own. What is
// a heading, a caption or a table row, and in which language it is, readability
// does not say; that is read from the page itself.
package webpage

import (
	"errors"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"gainsay/internal/article"
	"gainsay/internal/charset"
)

// Source is a web page that was decoded.
type Source struct {
	HTML string
	URL  string // where it came from, or ""

	// Fragment says that the HTML is a part of a page that a person selected: all of it
	// is the article.
	Fragment bool
}

// Read is Parse for the bytes of a file, in the encoding that charset.Decode tells.
// label is the encoding that the file came with, or "". It fails with
// article.ErrTooLarge, with an *article.NotTextError, and as charset.Decode does.
func Read(source Source, label string, data []byte, decode charset.Decoder) (article.Article, error) {
	if len(data) > article.Limit {
		return article.Article{}, article.ErrTooLarge
	}
	if err := article.Sniff(data); err != nil {
		return article.Article{}, err
	}
	text, err := charset.Decode(data, label, decode)
	if errors.Is(err, charset.ErrBinary) {
		return article.Article{}, article.ErrNotText
	}
	if err != nil {
		return article.Article{}, err
	}
	source.HTML = text.String
	return Parse(source)
}

// Parse reads a page. It fails with article.ErrEmpty where there is no text in it.
func Parse(source Source) (article.Article, error) {
	text := bound(strings.ToValidUTF8(strings.TrimPrefix(source.HTML, "\uFEFF"), "\uFFFD"))
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		// It is nested too deeply to be a page; its words can be read all the same.
		return finish(article.Compose(markless(text), article.Metadata{URL: webAddress(source.URL, nil)}))
	}
	p := &page{doc: doc, base: parseURL(source.URL), wordsOf: map[*html.Node]int{}}
	p.readMetadata()
	p.drop(unseen)
	p.weigh(doc)
	p.drop(p.hidden)
	p.weigh(doc)
	if source.Fragment && !p.hasLandmarks() {
		return finish(p.compose(p.read(doc)))
	}
	p.findHeadline()
	p.drop(p.noise)
	return finish(p.compose(p.extract()))
}

func finish(a article.Article) (article.Article, error) {
	if len(a.Blocks) == 0 {
		return article.Article{}, article.ErrEmpty
	}
	return a, nil
}

// page is a web page that is being read.
type page struct {
	doc   *html.Node
	base  *url.URL // what addresses in it are relative to; or nil
	known article.Metadata
	// titles are what the page calls the article, the most trustworthy first.
	titles   []string
	headline *html.Node // the element that shows the title; or nil

	words   int // how much text there is, in bytes
	wordsOf map[*html.Node]int
}

// hasLandmarks reports whether a fragment has what whole pages are divided by.
func (p *page) hasLandmarks() bool {
	return find(p.doc, func(n *html.Node) bool { return is(n, "main", "article", "nav", "header", "footer") }) != nil
}

// compose makes the article of the blocks that were chosen.
func (p *page) compose(chosen []block) article.Article {
	blocks := make([]article.Block, len(chosen))
	for i, b := range chosen {
		if strings.EqualFold(b.Lang, p.known.Language) {
			b.Lang = ""
		}
		blocks[i] = b.Block
	}
	return article.Compose(blocks, p.known)
}

func parseURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil
	}
	return u
}

// webAddress returns an address made absolute, or "" where it is not one of the web.
func webAddress(s string, base *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}
