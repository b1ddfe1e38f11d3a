package article

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Limit is the largest file that Parse reads, in bytes.
const Limit = 10 << 20

// Why a file is refused.
var (
	ErrTooLarge = errors.New("it is larger than 10 MB")
	ErrNotText  = error(&NotTextError{})
	ErrEncoding = errors.New("it is not in UTF-8 or UTF-16, the encodings that can be read")
	ErrEmpty    = errors.New("there is no text in it")
)

// Parse reads a file: Markdown where its name ends in .md or .markdown, else
// plain text. The text is UTF-8, or UTF-16 with a byte order mark. A file that is
// something else is refused with a *NotTextError that says what it seems to be.
func Parse(name string, data []byte) (Article, error) {
	if len(data) > Limit {
		return Article{}, ErrTooLarge
	}
	if err := sniff(data); err != nil {
		return Article{}, err
	}
	s, err := decode(data)
	if err != nil {
		return Article{}, err
	}
	var a Article
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		a = Markdown(s)
	default:
		a = Plain(s)
	}
	if len(a.Blocks) == 0 {
		return Article{}, ErrEmpty
	}
	return a, nil
}

// decode turns the bytes of a file into text without a byte order mark.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", ErrNotText
	}
	if !utf8.Valid(data) {
		return "", ErrEncoding
	}
	return string(data), nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", ErrEncoding
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
		if units[i] == 0 {
			return "", ErrNotText
		}
	}
	runes := utf16.Decode(units)
	// Decode answers half a pair with U+FFFD; where the file holds none itself, the
	// file is broken.
	broken, own := 0, 0
	for _, r := range runes {
		if r == unicode.ReplacementChar {
			broken++
		}
	}
	for _, u := range units {
		if u == unicode.ReplacementChar {
			own++
		}
	}
	if broken != own {
		return "", ErrEncoding
	}
	return string(runes), nil
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
