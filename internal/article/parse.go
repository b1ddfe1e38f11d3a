package article

import (
	"errors"
	"path"
	"strings"
	"unicode"

	"gainsay/internal/charset"
)

// Limit is the largest file that Parse reads, in bytes.
const Limit = 10 << 20

// Why a file is refused.
var (
	ErrTooLarge = errors.New("it is larger than 10 MB")
	ErrNotText  = error(&NotTextError{})
	ErrEncoding = charset.ErrUnknown
	ErrEmpty    = errors.New("there is no text in it")
)

// Parse is Read for a file in UTF-8 or UTF-16.
func Parse(name string, data []byte) (Article, error) { return Read(name, "", data, nil) }

// Read reads a file: Markdown where its name ends in .md or .markdown, else plain
// text, in the encoding that charset.Decode tells. label is the encoding that the
// file came with, or "". A file that is something else is refused with a
// *NotTextError that says what it seems to be.
func Read(name, label string, data []byte, decode charset.Decoder) (Article, error) {
	return ReadIn(name, label, data, decode, withoutBreath)
}

// ReadIn is Read for a long file: breathe is called between paragraphs, and its error
// ends the reading.
func ReadIn(name, label string, data []byte, decode charset.Decoder, breathe func() error) (Article, error) {
	if len(data) > Limit {
		return Article{}, ErrTooLarge
	}
	if err := Sniff(data); err != nil {
		return Article{}, err
	}
	if IsHTML(name, "", data) {
		return Article{}, &NotTextError{Seems: "a web page, whose text stands among marks"}
	}
	if err := breathe(); err != nil {
		return Article{}, err
	}
	text, err := charset.Decode(data, label, decode)
	if errors.Is(err, charset.ErrBinary) {
		return Article{}, ErrNotText
	}
	if err != nil {
		return Article{}, err
	}
	if err := breathe(); err != nil {
		return Article{}, err
	}
	read := plainIn
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		read = markdownIn
	}
	a, err := read(text.String, breathe)
	if err == nil && len(a.Blocks) == 0 {
		err = ErrEmpty
	}
	if err != nil {
		return Article{}, err
	}
	return a, nil
}

// lines splits a text into lines, whichever way they end.
func lines(s string) []string {
	return strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n")
}

// blank reports whether a line shows nothing: only space, of whatever kind.
func blank(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return !unicode.IsSpace(r) && r != '\u200B' && r != '\uFEFF' }) < 0
}

// oneSpace makes one space of each run of spaces, tabs and line ends, and takes
// those at the ends away. Every other character stays.
func oneSpace(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ")
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }), " ")
}

// direction returns "rtl" for a text whose first letter is of a script that is
// written from right to left, the first rule of the Unicode Bidirectional
// Algorithm (UAX #9, P2 and P3), and "" else.
func direction(s string) string {
	for _, r := range s {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam) && unicode.IsLetter(r) {
			return "rtl"
		}
		if unicode.IsLetter(r) {
			return ""
		}
	}
	return ""
}
