package site

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"

	"gainsay/internal/article"
)

// sampleAddress is the article that a first visit opens with: the first of the app's samples.
const sampleAddress = webRoot + "articles/japan-china-row.txt"

// renderSample writes the article of a first visit as the page has it until the program
// runs: the same elements with the same classes, so that nothing moves when the program
// takes over, and the number of each block, by which a selection finds its place again.
func renderSample(static map[string]*Asset) (template.HTML, error) {
	asset, ok := static[sampleAddress]
	if !ok {
		return "", nil
	}
	a, err := article.Parse(sampleAddress, asset.body)
	if err != nil {
		return "", fmt.Errorf("reading the sample: %w", err)
	}
	return writeSample(a), nil
}

func writeSample(a article.Article) template.HTML {
	var b strings.Builder
	open(&b, "article", "id", "sample", "lang", a.Language)
	listed := false
	for n, block := range a.Blocks {
		if is := block.Kind == article.KindListItem; is != listed {
			b.WriteString(map[bool]string{true: "<ul>", false: "</ul>"}[is])
			listed = is
		}
		open(&b, block.Element(), "data-sample", strconv.Itoa(n), "class", a.Class(n), "lang", block.Lang, "dir", block.Dir)
		b.WriteString(html.EscapeString(block.Text))
		b.WriteString("</" + block.Element() + ">")
	}
	if listed {
		b.WriteString("</ul>")
	}
	b.WriteString("</article>")
	return template.HTML(b.String())
}

// open writes the tag that opens an element, with those attributes that have a value.
func open(b *strings.Builder, element string, attributes ...string) {
	b.WriteString("<" + element)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
		}
	}
	b.WriteString(">")
}
