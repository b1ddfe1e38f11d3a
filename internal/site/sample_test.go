package site

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gainsay/internal/article"
)

func TestSampleIsEscaped(t *testing.T) {
	const hostile = `</article><script>alert(1)</script>&amp;"'<img src=x onerror=alert(1)>`
	a := article.Article{
		Metadata: article.Metadata{Language: `en" onclick="alert(1)`},
		Blocks: []article.Block{
			{Kind: article.KindHeading, Level: 1, Text: hostile, Lang: `"><script>`},
			{Kind: article.KindListItem, Text: "1. " + hostile},
			{Kind: article.KindListItem, Text: "x"},
			{Kind: article.KindParagraph, Text: hostile, Dir: "rtl", Role: article.Role(`a" id="b`)},
		},
	}
	z := html.NewTokenizer(strings.NewReader(string(writeSample(a))))
	var tags, texts []string
	for z.Next() != html.ErrorToken {
		switch token := z.Token(); token.Type {
		case html.TextToken:
			texts = append(texts, token.Data)
		case html.StartTagToken:
			tags = append(tags, token.Data)
			for _, attribute := range token.Attr {
				if !strings.Contains(" id lang dir class data-sample ", " "+attribute.Key+" ") {
					t.Errorf("%s has an attribute %s", token.Data, attribute.Key)
				}
			}
		}
	}
	if got := strings.Join(tags, " "); got != "article h1 ul li li p" {
		t.Errorf("the elements are %s", got)
	}
	if got, want := strings.Join(texts, "|"), hostile+"|1. "+hostile+"|x|"+hostile; got != want {
		t.Errorf("the text is %s, want %s", got, want)
	}
}
