package charset

import (
	"bytes"
	"strings"

	"gainsay/internal/text"
)

// prescan is how many bytes of a file are searched for what it says of its own
// encoding: what the HTML Standard asks of authors (4.2.5.4).
const prescan = 1024

// declared returns the label of the encoding that a file says it is in: that of its
// XML declaration, or of a meta element with charset, or http-equiv and content. A
// file that does not begin with "<" says nothing: text may be about such elements.
func declared(data []byte) string {
	head := data[:min(len(data), prescan)]
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\f"), []byte("<")) {
		return ""
	}
	if label, ok := xmlEncoding(string(head)); ok {
		return label
	}
	if label, ok := metaCharset(withoutComments(string(head))); ok {
		return userDefined(label)
	}
	return ""
}

// xmlEncoding returns the encoding in an XML declaration at the start of s, the last
// where there are several.
func xmlEncoding(s string) (label string, ok bool) {
	c := text.Scanner{Text: s}
	c.Skip(text.Spaces)
	if !c.TakeFolded("<?xml") || !c.TakeAny(text.Spaces) {
		return "", false
	}
	from := c.At
	c.Until(">")
	for at := c.At; at >= from; at-- {
		if label, ok = encodingHere(text.Scanner{Text: s, At: at}); ok {
			return label, true
		}
	}
	return "", false
}

// encodingHere reads encoding="label".
func encodingHere(c text.Scanner) (label string, ok bool) {
	if !c.Boundary() || !c.TakeFolded("encoding") || !equals(&c) || !c.TakeAny(quotes) {
		return "", false
	}
	label, closed := c.Until(quotes)
	return label, closed && label != ""
}

const quotes = `"'`

// equals takes an equals sign with the space around it.
func equals(c *text.Scanner) bool {
	c.Skip(text.Spaces)
	if !c.Take("=") {
		return false
	}
	c.Skip(text.Spaces)
	return true
}

// withoutComments returns s without its comments. One that does not end goes as far as
// s does.
func withoutComments(s string) string {
	var out strings.Builder
	for {
		before, rest, _ := strings.Cut(s, "<!--")
		out.WriteString(before)
		_, after, closed := strings.Cut(rest, "-->")
		if !closed {
			return out.String()
		}
		s = after
	}
}

// metaCharset returns the charset that the first meta element names that names one.
func metaCharset(s string) (label string, ok bool) {
	for c := (text.Scanner{Text: s}); !c.End(); {
		tag, isMeta := metaTag(&c)
		if !isMeta {
			c.TakeRune()
			continue
		}
		if label, ok = charsetValue(tag); ok {
			return label, true
		}
	}
	return "", false
}

// metaTag takes the tag of a meta element.
func metaTag(c *text.Scanner) (tag string, ok bool) {
	inside := *c
	if !inside.TakeFolded("<meta") || !inside.TakeAny(text.Spaces) {
		return "", false
	}
	if _, closed := inside.Until(">"); !closed {
		return "", false
	}
	inside.Take(">")
	tag = c.Text[c.At:inside.At]
	*c = inside
	return tag, true
}

// charsetValue returns the first charset=label in s, with the label in quotes or not.
func charsetValue(s string) (label string, ok bool) {
	for at := range s {
		if label, ok = charsetHere(text.Scanner{Text: s, At: at}); ok {
			return label, true
		}
	}
	return "", false
}

func charsetHere(c text.Scanner) (label string, ok bool) {
	if !c.Boundary() || !c.TakeFolded("charset") || !equals(&c) {
		return "", false
	}
	c.TakeAny(quotes)
	c.Skip(text.Spaces)
	from := c.At
	for c.TakeLetter() || c.TakeAny("0123456789_.:+-") {
	}
	return c.Text[from:c.At], c.At > from
}

// userDefined takes the one label for another that the HTML Standard takes so: pages
// that declare it are written in Windows-1252.
func userDefined(label string) string {
	if strings.EqualFold(label, "x-user-defined") {
		return "windows-1252"
	}
	return label
}

// LabelOf returns the charset parameter of a media type, as a Content-Type header
// has it, or "".
func LabelOf(mediaType string) string {
	_, parameters, _ := strings.Cut(mediaType, ";")
	label, _ := charsetValue(parameters)
	return label
}
