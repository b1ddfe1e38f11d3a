package webpage

import (
	"strings"

	"golang.org/x/net/html"

	"gainsay/internal/article"
)

// markless reads the words of a page that no tree can be made of, block by block as
// the marks come, in one pass.
func markless(page string) (blocks []article.Block) {
	var text strings.Builder
	end := func() {
		blocks = append(blocks, article.Block{Kind: article.KindParagraph, Text: printable(text.String())})
		text.Reset()
	}
	tokens := html.NewTokenizer(strings.NewReader(page))
	var within string // the element whose content is no text
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			end()
			return blocks
		case html.TextToken:
			if within == "" {
				text.Write(tokens.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			n := tagged(tokens)
			if within == "" && raw(n) {
				within = n.Data
			}
			if breaks(n) {
				end()
			}
		case html.EndTagToken:
			n := tagged(tokens)
			if n.Data == within {
				within = ""
			}
			if breaks(n) {
				end()
			}
		}
	}
}

func tagged(tokens *html.Tokenizer) *html.Node {
	name, _ := tokens.TagName()
	return &html.Node{Type: html.ElementNode, Data: string(name)}
}

// raw tells the elements whose content the tokenizer takes for one text.
func raw(n *html.Node) bool {
	return is(n, "script", "style", "noscript", "iframe", "noembed", "noframes", "title", "textarea")
}
