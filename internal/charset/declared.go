package charset

import (
	"bytes"
	"regexp"
	"strings"
)

// prescan is how many bytes of a file are searched for what it says of its own
// encoding: what the HTML Standard asks of authors (4.2.5.4).
const prescan = 1024

var (
	xmlDeclaration = regexp.MustCompile(`(?i)^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([^"']+)["']`)
	metaTag        = regexp.MustCompile(`(?is)<meta\s[^>]*>`)
	comment        = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
	charsetValue   = regexp.MustCompile(`(?i)\bcharset\s*=\s*["']?\s*([\w.:+-]+)`)
)

// declared returns the label of the encoding that a file says it is in: that of its
// XML declaration, or of a meta element with charset, or http-equiv and content. A
// file that does not begin with "<" says nothing: text may be about such elements.
func declared(data []byte) string {
	head := data[:min(len(data), prescan)]
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\f"), []byte("<")) {
		return ""
	}
	if m := xmlDeclaration.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	for _, tag := range metaTag.FindAll(comment.ReplaceAll(head, nil), -1) {
		if m := charsetValue.FindSubmatch(tag); m != nil {
			return userDefined(string(m[1]))
		}
	}
	return ""
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
	if m := charsetValue.FindStringSubmatch(parameters); m != nil {
		return m[1]
	}
	return ""
}
