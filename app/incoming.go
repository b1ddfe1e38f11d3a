package app

import (
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/charset"
	"gainsay/internal/errand"
	"gainsay/internal/text"
)

// incoming is a document that came in, from whatever side.
type incoming struct {
	name string // of its file, or what it is called in a sentence
	path string // where it is on this server, or ""
	url  string // where the original is, or ""
	kind string // the media type that it came with, and its charset; or ""
	data []byte
	part bool // a part of a web page that a person selected
}

// reading is a document that is being read by the worker.
type reading struct {
	turn    int    // grows with every document: an answer to an earlier one is late
	name    string // what is being read; "" for nothing
	visible bool   // it takes long enough to show
}

// longestReading bounds how long the worker may take over a web page, with its own
// download.
const longestReading = 90 * time.Second

// openIncoming opens the article in a document, or says why not.
func (p *Page) openIncoming(in incoming) {
	p.readIncoming(in, func(a article.Article) { p.openArticle(a, in.path) }, p.notOpened(in))
}

func (p *Page) notOpened(in incoming) func(reason string) {
	return func(reason string) { p.refuse(in.name + " was not opened: " + reason + ".") }
}

// canonicalIn returns the address of the original that a Link header names (RFC 8288,
// RFC 6596), in the form in which "gainsay serve --article" names it, or "".
func canonicalIn(link string) string {
	if address, ok := canonical(link); ok && loneAddress(address) != "" {
		return address
	}
	return ""
}

// canonical returns the first address in <address>; rel="canonical".
func canonical(link string) (address string, ok bool) {
	for at := range link {
		c := text.Scanner{Text: link, At: at}
		if !c.Take("<") {
			continue
		}
		address, _ = c.Until("<>")
		if address == "" || !c.Take(">;") {
			continue
		}
		c.Skip(text.Spaces)
		if c.Take("rel=canonical") || c.Take(`rel="canonical`) {
			return address, true
		}
	}
	return "", false
}

// readIncoming reads the article in a document, whatever its format and encoding. A
// web page is read by the worker, and the answer comes later, unless another
// document has come in by then.
func (p *Page) readIncoming(in incoming, then func(article.Article), otherwise func(reason string)) {
	p.reading = reading{turn: p.reading.turn + 1}
	turn := p.reading.turn
	take := func(a article.Article, err error) {
		if err != nil {
			otherwise(err.Error())
			return
		}
		if a.URL == "" {
			a.URL = in.url
		}
		then(a)
	}
	label := charset.LabelOf(in.kind)
	if !article.IsHTML(in.name, in.kind, in.data) {
		compute(p, p.turn(), "Opening "+in.name+"…", func(breathe func() error) (article.Article, error) {
			return article.ReadIn(in.name, label, in.data, browser.DecodeText, breathe)
		}, take)
		return
	}
	if err := tooMuch(in.data); err != nil {
		otherwise(err.Error()) // before the worker is fetched for it
		return
	}
	p.reading.name = in.name
	p.ctx.After(patience, func(goapp.Context) {
		if p.reading.turn == turn && p.reading.name != "" {
			p.reading.visible = true
			p.say("Reading " + in.name + "…")
		}
	})
	words := map[string]string{errand.Name: errand.Read, errand.URL: in.url, errand.Label: label}
	if in.part {
		words[errand.Part] = "yes"
	}
	p.workshop().Ask(words, in.data, longestReading, func(reply browser.Reply, err error) {
		p.later(func() {
			if p.reading.turn != turn {
				return
			}
			p.reading = reading{turn: turn}
			if err != nil {
				otherwise(err.Error())
				return
			}
			take(article.FromFlat(reply.Words))
		})
	})
}

// tooMuch refuses what the worker would refuse too.
func tooMuch(data []byte) error {
	if len(data) > article.Limit {
		return article.ErrTooLarge
	}
	return article.Sniff(data)
}

// workshop is the worker that runs the page's errands. It runs from the first on.
func (p *Page) workshop() *browser.Worker {
	if p.worker == nil {
		p.worker = browser.NewWorker(p.ctx.ResolveStaticResource("/web/worker.js"))
	}
	return p.worker
}

// readingNow says that a document is being read, where that takes a while.
func (p *Page) readingNow() goapp.UI {
	return goapp.Div().Class("working reading").Hidden(!p.reading.visible).Body(
		goapp.Span().Text("Reading "+p.reading.name+"…"),
		goapp.Progress().Aria("label", "Reading the page"),
	)
}

// clipping is what was last pasted into a field, with the structure that the field
// itself does not keep.
type clipping struct{ field, text, html string }

// structure reports whether a page has elements that make a difference to how a text is
// read. What editors put on the clipboard is mostly colours.
func structure(html string) bool {
	for {
		_, rest, more := strings.Cut(html, "<")
		if !more {
			return false
		}
		c := text.Scanner{Text: rest}
		if c.TakeFolded("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "table", "article") && c.Boundary() {
			return true
		}
		html = rest
	}
}

// takePaste answers a paste. Outside any field, a dossier is imported, and text waits
// in the dialog for the person to agree. In a field for articles, the browser puts
// the text into it, and its structure is kept beside it.
func (p *Page) takePaste(pasted browser.Pasted) {
	html := pasted.HTML
	if !structure(html) {
		html = ""
	}
	switch {
	case pasted.Field != "":
		p.clipping = clipping{"#" + pasted.Field, pasted.Text, html}
	case looksLikeDossierText(pasted.Text):
		p.importBytes("The pasted text", []byte(pasted.Text))
	case strings.TrimSpace(pasted.Text) != "":
		p.clipping = clipping{"#article-text", pasted.Text, html}
		p.pasted = pasted.Text
		p.inField = pasted.Text
		p.showDialog(dialogOpen)
	case html != "":
		p.openIncoming(pastedPage(html))
	}
}

func pastedPage(html string) incoming {
	return incoming{name: "The pasted page", kind: "text/html; charset=utf-8", data: []byte(html), part: true}
}

// fieldHolds returns the document in a field: with its structure where it is as it was
// pasted, else its text.
func (p *Page) fieldHolds(field, name string) incoming {
	value := browser.Value(field)
	if p.structured(field, value) {
		return pastedPage(p.clipping.html)
	}
	return incoming{name: name, kind: "text/plain; charset=utf-8", data: []byte(value)}
}

// structured reports whether a field holds what was pasted into it with its
// structure, and nothing else.
func (p *Page) structured(field, value string) bool {
	return p.clipping.html != "" && p.clipping.field == field && sameLines(value, p.clipping.text)
}

// sameLines compares texts as fields keep them: whichever way lines end.
func sameLines(a, b string) bool {
	one := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	return strings.TrimSpace(one.Replace(a)) == strings.TrimSpace(one.Replace(b))
}

// otherWays is what the person is told who gives the address of a page: the page's
// policy lets it speak to its own server alone, and the server loads nothing that the
// page asks for.
const otherWays = "Gainsay loads no page of another site. Open the page in a tab and paste its text here, or save it and open the file, " +
	"or press the bookmark “Annotate in Gainsay” there. On your own machine, “gainsay fetch ADDRESS > article.html” writes such a file, " +
	"and “gainsay serve --article ADDRESS” opens it at once."

// loneAddress returns the address of a web page that a text consists of, or "".
func loneAddress(text string) string {
	text = strings.TrimSpace(text)
	lower := strings.ToLower(text)
	if !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "http://") || strings.ContainsAny(text, " \t\r\n") || !strings.Contains(text, ".") {
		return ""
	}
	return text
}

// quoted writes an address as a word of a command line.
func quoted(address string) string { return "'" + strings.ReplaceAll(address, "'", "%27") + "'" }
