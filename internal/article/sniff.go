package article

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"gainsay/internal/text"
)

// signatures are how files begin that people take for articles and that hold no
// text to read. A zip archive is what word processors write today.
// written are those that can consist of characters alone; the others, where every
// byte can be read, are an article that happens to begin so.
var signatures = []struct {
	begin, kind string
	written     bool
}{
	{begin: "%PDF-", kind: "a PDF document: copy its text and paste it", written: true},
	{begin: "\x89PNG\r\n", kind: "a PNG image"},
	{begin: "\xFF\xD8\xFF", kind: "a JPEG image"},
	{begin: "GIF8", kind: "a GIF image"},
	{begin: "RIFF", kind: "a WebP image, or a sound or film"},
	{begin: "PK\x03\x04", kind: "a Word or OpenDocument file, or a ZIP archive: copy its text and paste it"},
	{begin: "\xD0\xCF\x11\xE0", kind: "a Word document of the old kind: copy its text and paste it"},
	{begin: "{\\rtf", kind: "an RTF document: copy its text and paste it", written: true},
	{begin: "\x1F\x8B", kind: "a gzip archive"},
	{begin: "7z\xBC\xAF", kind: "a 7-Zip archive"},
	{begin: "\x00\x00\x00", kind: "a film or a sound"},
	{begin: "ID3", kind: "a sound"},
}

// NotTextError is why a file that is not text is refused.
type NotTextError struct {
	Seems string // what it seems to be; or ""
}

func (e *NotTextError) Error() string {
	if e.Seems == "" {
		return "it is not text: it holds bytes that no text has"
	}
	return "it seems to be " + e.Seems
}

// Sniff tells what a file is that only looks like an article, by how it begins; nil
// where it may be text.
func Sniff(data []byte) error {
	readable := utf8.Valid(data) && bytes.IndexByte(data, 0) < 0
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.begin)) && (!readable || s.written) {
			return &NotTextError{Seems: s.kind}
		}
	}
	return nil
}

// webPage reports whether a file begins as a web page does, whatever it is called:
// after space, comments and an XML declaration there is the doctype of HTML, or its
// first element. A comment may end at any of the --> behind it: the first may be one
// that its author took for text.
func webPage(head string) bool {
	c := text.Scanner{Text: strings.TrimPrefix(head, "\uFEFF")}
	skipProlog(&c)
	if firstElement(c) {
		return true
	}
	if !c.Take("<!--") {
		return false
	}
	for rest, more := c.Rest(), true; more; {
		if _, rest, more = strings.Cut(rest, "-->"); more {
			behind := text.Scanner{Text: rest}
			skipProlog(&behind)
			if firstElement(behind) {
				return true
			}
		}
	}
	return false
}

// skipProlog takes space and XML declarations.
func skipProlog(c *text.Scanner) {
	for {
		c.Skip(text.Spaces)
		declaration := *c
		if !declaration.TakeFolded("<?xml") {
			return
		}
		if _, closed := declaration.Until(">"); !closed {
			return
		}
		*c = declaration
		c.Take(">")
	}
}

// firstElement reports whether the doctype or an element stands here that a web page
// begins with.
func firstElement(c text.Scanner) bool {
	if c.TakeFolded("<!doctype") {
		if c.Skip(text.Spaces) == 0 || !c.TakeFolded("html") {
			return false
		}
	} else if !c.TakeFolded("<html", "<head", "<body") {
		return false
	}
	return c.TakeAny(text.Spaces + ">")
}

// IsHTML reports whether a file is a web page, by the media type that it came with,
// its name, or how it begins. Its text stands among marks, and is read by package
// webpage.
func IsHTML(name, mediaType string, data []byte) bool {
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml":
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".xht":
		return true
	}
	head := bytes.ReplaceAll(data[:min(len(data), 1024)], []byte{0}, nil) // as UTF-16 has them
	return webPage(string(bytes.TrimPrefix(bytes.TrimPrefix(head, []byte{0xFF, 0xFE}), []byte{0xFE, 0xFF})))
}
