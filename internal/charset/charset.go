// Package charset tells in which encoding a file is written, and turns it into
// text. It promises to decode strictly: a file is read whole in one encoding, with
// every byte accounted for, or it is refused; no character is ever put in place of
// one that could not be read.
//
// The tables of the older encodings are not here, because the browser has them
// already: whoever calls brings a Decoder, which in the page is the browser's
// TextDecoder and natively that of package legacy. Which encoding a file is in is
// decided here, in the same way for both.
package charset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Decoder turns the bytes of a text into a string. label is a name of an encoding
// in the sense of the WHATWG Encoding Standard, in any case. It fails where it does
// not know the label, and on a byte that the encoding does not have.
type Decoder func(label string, data []byte) (string, error)

// Why bytes are not decoded.
var (
	ErrBinary  = errors.New("it holds bytes that no text has")
	ErrUnknown = errors.New("it is in an encoding that could not be told: save it as UTF-8 and open that")
)

// Text is a decoded file.
type Text struct {
	String   string // without a byte order mark
	Encoding string // the encoding's name or label, in lower case
}

// Decode tells the encoding of data and decodes it. It asks in this order, and
// takes the first answer by which every byte can be read: the byte order mark;
// label, which is what the file came with, or ""; what the file says of itself,
// where it begins as HTML or XML does; UTF-8; UTF-16 without a mark, where it is
// plain; and at last what the text looks like. Without a Decoder only UTF-8 and
// UTF-16 can be read.
//
// The order is that of the HTML Standard (13.2.3.2, determining the character
// encoding), except that an answer which the bytes contradict is passed over.
func Decode(data []byte, label string, decode Decoder) (Text, error) {
	if text, marked, err := byMark(data); marked {
		return text, err
	}
	for _, said := range []string{label, declared(data)} {
		if text, err := strictly(said, data, decode); err == nil {
			return text, nil
		}
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return unmarkedUTF16(data)
	}
	if utf8.Valid(data) {
		return Text{string(data), "utf-8"}, nil
	}
	return detect(data, decode)
}

// byMark decodes what begins with a byte order mark.
func byMark(data []byte) (text Text, marked bool, err error) {
	var order binary.ByteOrder
	name := ""
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
		if !utf8.Valid(data) {
			return Text{}, true, ErrUnknown
		}
		if bytes.IndexByte(data, 0) >= 0 {
			return Text{}, true, ErrBinary
		}
		return Text{string(data), "utf-8"}, true, nil
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		order, name = binary.LittleEndian, "utf-16le"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		order, name = binary.BigEndian, "utf-16be"
	default:
		return Text{}, false, nil
	}
	s, err := decodeUTF16(data[2:], order)
	return Text{s, name}, true, err
}

// strictly decodes data as the encoding of a label, which may be empty.
func strictly(label string, data []byte, decode Decoder) (Text, error) {
	label = strings.ToLower(strings.TrimSpace(label))
	if strings.HasPrefix(label, "utf-16") {
		label = "utf-8" // a declaration that can be read as ASCII is not in UTF-16
	}
	switch {
	case label == "":
		return Text{}, ErrUnknown
	case bytes.IndexByte(data, 0) >= 0:
		return Text{}, ErrBinary
	case label == "utf-8" || label == "utf8":
		if !utf8.Valid(data) {
			return Text{}, ErrUnknown
		}
		return Text{string(data), "utf-8"}, nil
	case decode == nil:
		return Text{}, ErrUnknown
	}
	s, err := decode(label, data)
	if err != nil {
		return Text{}, err
	}
	return Text{s, label}, nil
}

// decodeUTF16 decodes without a byte order mark. Half a surrogate pair is a fault.
func decodeUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", ErrUnknown
	}
	units := make([]uint16, len(data)/2)
	own := 0 // U+FFFD that the file itself holds
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
		switch units[i] {
		case 0:
			return "", ErrBinary
		case unicode.ReplacementChar:
			own++
		}
	}
	s := string(utf16.Decode(units))
	if strings.Count(s, string(unicode.ReplacementChar)) != own {
		return "", ErrUnknown
	}
	return s, nil
}

// unmarkedUTF16 decodes UTF-16 without a byte order mark, where that is plain: the
// zero bytes, most of which are those of spaces and other ASCII, stand more than
// twice as often on one side of the pairs, and what comes out is text.
func unmarkedUTF16(data []byte) (Text, error) {
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	order, name := binary.ByteOrder(binary.LittleEndian), "utf-16le"
	if zeros[0] > zeros[1] {
		order, name = binary.BigEndian, "utf-16be"
	}
	if max(zeros[0], zeros[1]) <= 2*min(zeros[0], zeros[1]) {
		return Text{}, ErrBinary
	}
	// ASCII in UTF-16 is half zeros; a few among ASCII are a fault.
	if utf8.Valid(data) && 4*(zeros[0]+zeros[1]) < len(data) {
		return Text{}, ErrBinary
	}
	s, err := decodeUTF16(data, order)
	if err != nil || strings.IndexFunc(s, notText) >= 0 {
		return Text{}, ErrBinary
	}
	return Text{s, name}, nil
}

// notText reports whether a character is one that texts do not have: a control, or
// one that nobody has assigned.
func notText(r rune) bool {
	switch r {
	case '\t', '\n', '\r', '\f':
		return false
	}
	return !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) && r != '\u2028' && r != '\u2029'
}
