package main

import (
	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/webpage"
)

func main() { browser.Serve(read) }

// read reads the article in a web page. The words of the question are "url", where
// the page is from; "label", the encoding that it came with; and "fragment", which is
// not empty where the data are a part of a page. Those of the answer are the article
// as article.Flat writes it.
func read(words map[string]string, data []byte) (map[string]string, error) {
	source := webpage.Source{URL: words["url"], Fragment: words["fragment"] != ""}
	a, err := webpage.Read(source, words["label"], data, browser.DecodeText)
	if err != nil {
		return nil, err
	}
	return article.Flat(a), nil
}
