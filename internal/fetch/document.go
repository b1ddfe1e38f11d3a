package fetch

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"

	tokens "golang.org/x/net/html"
)

// Document returns the page as a file that stands alone: the bytes as they came,
// with what the server said beside them written in where they do not say it
// themselves.
//
// Encoding: the header outranks what the document says of itself, and a byte order
// mark outranks both (WHATWG Encoding and HTML standards). So where the header names
// an encoding that the document does not name, the text is written in UTF-8 with a
// byte order mark. Plain text whose header says UTF-8 stays as it is, since that is
// what a text without a mark is taken for.
//
// Address: HTML that does not name its own in full gets a <link rel="canonical">
// with it, at the beginning of its head. Plain text has no place for it.
func (p *Page) Document() ([]byte, error) {
	body := p.Body
	hypertext := p.MediaType == typeHTML || p.MediaType == typeXHTML
	stated := statedByMark(body)
	known := stated != ""
	if !known && hypertext {
		stated = scan(body).charset
	}
	effective := stated
	if !known && p.Charset != "" {
		effective = p.Charset
	}
	settled := known || p.Charset == "" || stated == p.Charset || !hypertext && p.Charset == "utf-8"
	if !settled || hypertext && !likeASCII(effective) {
		var err error
		if body, err = toUTF8(body, effective); err != nil {
			return nil, fmt.Errorf("reading the page as %s: %w", effective, err)
		}
	}
	if hypertext {
		body = p.addressed(body)
	}
	return body, nil
}

// Extension is how the name of a file of a media type ends.
func Extension(mediaType string) string {
	switch mediaType {
	case typePlain:
		return ".txt"
	case typeMarkdown:
		return ".md"
	}
	return ".html"
}

// mark is the byte order mark of UTF-8.
const mark = "\uFEFF"

// statedByMark is the encoding that a byte order mark tells, or "".
func statedByMark(body []byte) string {
	switch {
	case bytes.HasPrefix(body, []byte(mark)):
		return "utf-8"
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}):
		return "utf-16le"
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}):
		return "utf-16be"
	}
	return ""
}

// standardName is the name in the Encoding standard for a label, or "" where the
// label is none, or one that the standard does not decode.
func standardName(label string) string {
	switch _, name := charset.Lookup(label); name {
	case "replacement":
		return ""
	default:
		return name
	}
}

// likeASCII reports whether markup can be found in an encoding without decoding it.
func likeASCII(name string) bool {
	return name != "utf-16le" && name != "utf-16be" && name != "iso-2022-jp"
}

// toUTF8 writes a text in UTF-8 with a byte order mark. Text that is in UTF-8
// already keeps its bytes, broken ones too.
func toUTF8(body []byte, name string) ([]byte, error) {
	if name != "utf-8" {
		encoding, _ := charset.Lookup(name)
		decoded, err := encoding.NewDecoder().Bytes(body)
		if err != nil {
			return nil, err
		}
		body = decoded
	}
	return append([]byte(mark), bytes.TrimPrefix(body, []byte(mark))...), nil
}

// addressed is HTML that names its address in full.
func (p *Page) addressed(body []byte) []byte {
	found := scan(body)
	address, whole := p.canonical(found)
	if whole {
		return body
	}
	link := `<link rel="canonical" href="` + html.EscapeString(address) + `"/>`
	return append(append(append(make([]byte, 0, len(body)+len(link)), body[:found.head]...), link...), body[found.head:]...)
}

// canonical is the address that the page names as its own, else the one where it was
// found. whole reports that the page names it in full.
func (p *Page) canonical(found scanned) (address string, whole bool) {
	named := found.canonical
	if named == "" {
		named = found.openGraph
	}
	at, err := url.Parse(p.URL)
	if err != nil || named == "" {
		return p.URL, false
	}
	to, err := url.Parse(named)
	if err != nil {
		return p.URL, false
	}
	if to.IsAbs() {
		return named, true
	}
	if base, err := url.Parse(found.base); err == nil {
		at = at.ResolveReference(base)
	}
	return asciiURL(at.ResolveReference(to)), false
}

// scanned is what HTML says of itself.
type scanned struct {
	charset   string // in its standard name
	canonical string // <link rel="canonical">
	openGraph string // <meta property="og:url">
	base      string // <base href>
	head      int    // where the head's own elements begin, in bytes
}

// prescan is how far into a document a browser is bound to look for its encoding, in
// bytes (HTML standard, "prescan a byte stream to determine its encoding").
const prescan = 1024

// scan reads the marks of an HTML document. The first of each kind counts.
func scan(body []byte) (found scanned) {
	if bytes.HasPrefix(body, []byte(mark)) {
		found.head = len(mark)
	}
	if declared, ok := bytes.CutPrefix(body, []byte("<?xml")); ok {
		found.charset = declaredByXML(declared)
	}
	z := tokens.NewTokenizer(bytes.NewReader(body))
	open := true // the head has not begun: it may begin after this mark
	for at := 0; ; {
		kind := z.Next()
		at += len(z.Raw())
		switch kind {
		case tokens.ErrorToken:
			return found
		case tokens.DoctypeToken:
			if open {
				found.head = at
			}
		case tokens.StartTagToken, tokens.SelfClosingTagToken:
			t := z.Token()
			if open && (t.Data == "html" || t.Data == "head") {
				found.head = at
			}
			open = open && t.Data == "html"
			found.note(t, at)
		}
	}
}

// note keeps what one element says. end is where its tag ends, in bytes.
func (found *scanned) note(t tokens.Token, end int) {
	attributes := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		if _, twice := attributes[a.Key]; !twice {
			attributes[a.Key] = strings.TrimSpace(a.Val)
		}
	}
	first := func(s *string, value string) {
		if *s == "" {
			*s = value
		}
	}
	switch t.Data {
	case "base":
		first(&found.base, attributes["href"])
	case "link":
		for _, rel := range strings.Fields(attributes["rel"]) {
			if strings.EqualFold(rel, "canonical") {
				first(&found.canonical, attributes["href"])
			}
		}
	case "meta":
		if strings.EqualFold(attributes["property"], "og:url") {
			first(&found.openGraph, attributes["content"])
		}
		if end <= prescan {
			first(&found.charset, declaredByMeta(attributes))
		}
	}
}

// declaredByMeta is the encoding that a meta element declares, or "". One that could
// be read as ASCII is not UTF-16, whatever it says.
func declaredByMeta(attributes map[string]string) string {
	label := attributes["charset"]
	if label == "" && strings.EqualFold(attributes["http-equiv"], "content-type") {
		_, after, _ := strings.Cut(strings.ToLower(attributes["content"]), "charset")
		label, _, _ = strings.Cut(strings.Trim(after, " =\t\"'"), ";")
		label = strings.Trim(label, " \"'")
	}
	name := standardName(label)
	if strings.HasPrefix(name, "utf-16") {
		return "utf-8"
	}
	return name
}

// declaredByXML is the encoding that an XML declaration names, or "".
func declaredByXML(declaration []byte) string {
	inside, _, closed := strings.Cut(string(declaration[:min(len(declaration), prescan)]), "?>")
	_, after, named := strings.Cut(inside, "encoding")
	if !closed || !named {
		return ""
	}
	after = strings.TrimLeft(after, " \t\r\n=")
	if after == "" || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	label, _, _ := strings.Cut(after[1:], after[:1])
	return standardName(label)
}
