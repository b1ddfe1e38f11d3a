package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/fetch"
	"gainsay/internal/site"
)

// offered is the article that the server offers: a file, or the page at an address.
func offered(ctx context.Context, source string) (site.Article, error) {
	if scheme := strings.ToLower(source); strings.HasPrefix(scheme, "https://") || strings.HasPrefix(scheme, "http://") {
		return offeredPage(ctx, source)
	}
	return offeredFile(source)
}

func offeredPage(ctx context.Context, address string) (site.Article, error) {
	page, document, err := loadDocument(ctx, address)
	if err != nil {
		return site.Article{}, err
	}
	name := "article"
	if at, err := url.Parse(page.URL); err == nil {
		name = path.Base(at.Path)
	}
	mediaType := page.MediaType
	switch {
	case utf8Marked(document):
		mediaType += "; charset=utf-8"
	case page.Charset != "":
		mediaType += "; charset=" + page.Charset
	}
	return site.Article{Name: plainName(name, fetch.Extension(page.MediaType)), MediaType: mediaType, URL: page.URL, Body: document}, nil
}

// offeredTypes are the media types of the files that can be offered, by the ends of
// their names.
var offeredTypes = map[string]string{
	".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
	".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
}

func offeredFile(name string) (site.Article, error) {
	body, err := readLimited(name)
	if err != nil {
		return site.Article{}, err
	}
	mediaType, known := offeredTypes[strings.ToLower(filepath.Ext(name))]
	if !known {
		mediaType, _, _ = strings.Cut(http.DetectContentType(body), ";")
		if mediaType != "text/plain" && mediaType != "text/html" {
			return site.Article{}, fmt.Errorf("it seems to be %s; an article is plain text, Markdown or HTML", mediaType)
		}
	}
	plain := plainName(filepath.Base(name), fetch.Extension(mediaType))
	// Of a file nobody says in which encoding it is, and HTML may say so itself.
	if utf8Marked(body) || mediaType != "text/html" && utf8.Valid(body) {
		mediaType += "; charset=utf-8"
	}
	return site.Article{Name: plain, MediaType: mediaType, Body: body}, nil
}

// readLimited reads a file that is no larger than an article may be.
func readLimited(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("there is no such file; an address begins with https:// or http://")
		}
		return nil, err
	}
	defer file.Close()
	body, err := io.ReadAll(io.LimitReader(file, article.Limit+1))
	if err == nil && len(body) > article.Limit {
		err = article.ErrTooLarge
	}
	return body, err
}

func utf8Marked(body []byte) bool { return bytes.HasPrefix(body, []byte("\xEF\xBB\xBF")) }

// longestName bounds the name of an offered article, in bytes, without its end.
const longestName = 60

// plainName makes the name of an offered article out of that of a file, which may be
// anything: lower-case ASCII letters and digits, with hyphens between.
func plainName(name, ext string) string {
	if known := path.Ext(name); offeredTypes[strings.ToLower(known)] != "" {
		name = strings.TrimSuffix(name, known)
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	plain := strings.Join(words, "-")
	plain = strings.Trim(plain[:min(len(plain), longestName)], "-")
	if plain == "" {
		plain = "article"
	}
	return plain + ext
}
