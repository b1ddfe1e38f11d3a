package webpage

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"gainsay/internal/article"
)

// block is a block of the article with what only the page tells of it.
type block struct {
	article.Block
	at     *html.Node // the element that it is the text of
	linked int        // how much of its text stands in links, in bytes
}

// reader turns a tree into blocks.
type reader struct {
	blocks []block

	// The block under way.
	text   strings.Builder
	linked int
	breaks int // line breaks in a row
	inside
	inLink int
}

// inside is what an element passes on to the text within it.
type inside struct {
	kind      article.Kind
	level     int
	lang, dir string
	at        *html.Node
}

// read returns the blocks of a tree.
func (p *page) read(n *html.Node) []block {
	r := &reader{inside: inside{kind: article.KindParagraph, lang: p.known.Language, at: n}}
	r.node(n)
	r.end()
	return r.blocks
}

func (r *reader) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.words(n.Data)
	case n.Type == html.ElementNode && n.Data == "br":
		r.lineBreak()
	case is(n, "table") && isData(n):
		r.table(n)
	case breaks(n):
		around := r.inside
		r.end()
		r.enter(n)
		r.children(n)
		r.end()
		r.inside = around
	case is(n, "a"):
		r.inLink++
		r.children(n)
		r.inLink--
	default:
		r.children(n)
	}
}

func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

// words takes the text of a node. Form feeds are space in HTML; other controls,
// which only character references can bring in, are nothing that a text has.
func (r *reader) words(s string) {
	s = printable(s)
	r.text.WriteString(s)
	if !article.Blank(s) {
		r.breaks = 0
	}
	if r.inLink > 0 {
		r.linked += len(article.OneSpace(s))
	}
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\f':
			return ' '
		case r == '\t', r == '\n', r == '\r', !unicode.IsControl(r):
			return r
		}
		return -1
	}, s)
}

// lineBreak takes a br: one is a space, two in a row divide paragraphs.
func (r *reader) lineBreak() {
	r.text.WriteByte('\n')
	if r.breaks++; r.breaks == 2 {
		r.end()
	}
}

// end finishes the block under way.
func (r *reader) end() {
	if s := article.OneSpace(r.text.String()); !article.Blank(s) {
		r.blocks = append(r.blocks, block{
			Block: article.Block{Kind: r.kind, Level: r.level, Text: s, Lang: r.lang, Dir: r.dir},
			at:    r.at, linked: r.linked,
		})
	}
	r.text.Reset()
	r.linked, r.breaks = 0, 0
}

// enter takes on what an element says of the text within it. What stands in a
// quotation is the quotation's, whether it is a heading or a list there.
func (r *reader) enter(n *html.Node) {
	r.at = n
	if lang := language(attr(n, "lang")); lang != "" {
		r.lang = lang
	}
	r.dir = direction(n, r.dir)
	if r.kind == article.KindQuote {
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.kind, r.level = article.KindHeading, int(n.Data[1]-'0')
	case "blockquote":
		r.kind, r.level = article.KindQuote, 0
	case "li", "dt", "dd":
		r.kind, r.level = article.KindListItem, 0
	case "figcaption", "caption":
		r.kind, r.level = article.KindCaption, 0
	}
}

// direction is that of the text in an element: its own, or else that around it. That
// of a whole page that runs from left to right is not insisted on: its Arabic
// quotations run the other way.
func direction(n *html.Node, around string) string {
	switch strings.ToLower(attr(n, "dir")) {
	case "rtl":
		return "rtl"
	case "ltr":
		if is(n, "html", "body") {
			return ""
		}
		return "ltr"
	case "auto":
		return ""
	}
	return around
}

// breaks reports whether an element is a block of its own in the page.
func breaks(n *html.Node) bool {
	return is(n, "html", "body", "main", "article", "section", "header", "footer", "aside", "nav", "address", "hgroup", "search",
		"div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "xmp", "listing", "plaintext", "hr",
		"ul", "ol", "li", "dl", "dt", "dd", "menu", "dir", "figure", "figcaption", "picture", "details", "summary", "fieldset", "legend", "form", "center",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "br")
}

// isData tells a table of data from one that only lays a page out: it has rows of
// several cells, and in a cell stands no more than a line or a paragraph.
func isData(table *html.Node) bool {
	if slices.Contains([]string{"presentation", "none"}, attr(table, "role")) {
		return false
	}
	rows, wide := 0, false
	laidOut := find(table, func(n *html.Node) bool {
		switch {
		case is(n, "tr"):
			rows++
			wide = wide || len(cells(n)) > 1
		case is(n, "td", "th"):
			paragraphs := 0
			each(n, func(m *html.Node) {
				if is(m, "p") {
					paragraphs++
				}
			})
			return paragraphs > 1
		}
		return n != table && is(n, "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "figure", "article", "section")
	})
	return laidOut == nil && wide && rows > 1
}

func cells(row *html.Node) (list []*html.Node) {
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "td", "th") {
			list = append(list, c)
		}
	}
	return list
}

// table reads a table of data: its caption, and each row as a block.
func (r *reader) table(table *html.Node) {
	around := r.inside
	r.end()
	r.enter(table)
	within := r.inside
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case is(c, "tr"):
				r.row(c)
			case is(c, "caption"):
				r.node(c)
			default:
				walk(c)
			}
			r.inside = within
		}
	}
	walk(table)
	r.inside = around
}

func (r *reader) row(row *html.Node) {
	r.enter(row)
	if r.kind != article.KindQuote {
		r.kind, r.level = article.KindTableRow, 0
	}
	var texts []string
	for _, cell := range cells(row) {
		texts = append(texts, article.OneSpace(printable(text(cell))))
	}
	if strings.Join(texts, "") != "" {
		r.text.WriteString(strings.Join(texts, article.CellSeparator))
	}
	r.end()
}

// language returns a language tag as BCP 47 writes it, or "" where it is none.
func language(tag string) string {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	if len(tag) < 2 || len(tag) > 35 {
		return ""
	}
	for i, part := range strings.Split(tag, "-") {
		if len(part) == 0 || len(part) > 8 || strings.IndexFunc(part, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && r >= '0' && r <= '9')
		}) >= 0 {
			return ""
		}
	}
	return tag
}
