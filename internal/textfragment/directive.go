// Package textfragment makes links into the page that an article was taken from,
// which scroll to a claim and mark it: URL#:~:text=… as the WICG describes them
// (https://wicg.github.io/scroll-to-text-fragment/). The package promises that a
// directive it makes matches the span it was made of, before anything else in the
// article, by the rules that browsers match with.
package textfragment

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Directive is what a text directive says: a text, or a range from one text to
// another, with what has to stand before and after it. The parts are plain text;
// all but Start may be empty.
type Directive struct {
	Prefix, Start, End, Suffix string
}

// String writes the directive as it stands in a URL: text=[prefix-,]start[,end][,-suffix].
func (d Directive) String() string {
	var out strings.Builder
	out.WriteString("text=")
	if d.Prefix != "" {
		out.WriteString(encode(d.Prefix) + "-,")
	}
	out.WriteString(encode(d.Start))
	if d.End != "" {
		out.WriteString("," + encode(d.End))
	}
	if d.Suffix != "" {
		out.WriteString(",-" + encode(d.Suffix))
	}
	return out.String()
}

// encode writes a text with everything percent-encoded that is not a letter, a digit
// or one of the marks that mean nothing in a fragment. The hyphen, the comma and the
// ampersand divide a directive, so that they are encoded too.
func encode(s string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		b := s[i]
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '.', b == '_', b == '~':
			out.WriteByte(b)
		default:
			out.Write([]byte{'%', digits[b>>4], digits[b&15]})
		}
	}
	return out.String()
}

// Parse reads a text directive.
func Parse(s string) (Directive, error) {
	value, ok := strings.CutPrefix(s, "text=")
	if !ok {
		return Directive{}, fmt.Errorf("reading %q: not a text directive", s)
	}
	parts := strings.Split(value, ",")
	var d Directive
	var raw [4]string // prefix, start, end, suffix
	if first, is := strings.CutSuffix(parts[0], "-"); is && len(parts) > 1 {
		raw[0], parts = first, parts[1:]
		if first == "" {
			return Directive{}, errors.New("reading a text directive: its prefix is empty")
		}
	}
	if last, is := strings.CutPrefix(parts[len(parts)-1], "-"); is && len(parts) > 1 {
		raw[3], parts = last, parts[:len(parts)-1]
		if last == "" {
			return Directive{}, errors.New("reading a text directive: its suffix is empty")
		}
	}
	if len(parts) > 2 {
		return Directive{}, fmt.Errorf("reading a text directive: %d parts between prefix and suffix", len(parts))
	}
	copy(raw[1:3], parts)
	for i, part := range []*string{&d.Prefix, &d.Start, &d.End, &d.Suffix} {
		decoded, err := url.PathUnescape(raw[i])
		if err != nil || strings.ContainsAny(raw[i], "-&") {
			return Directive{}, fmt.Errorf("reading a text directive: %q is not percent-encoded", raw[i])
		}
		*part = decoded
	}
	if d.Start == "" || len(parts) == 2 && d.End == "" {
		return Directive{}, errors.New("reading a text directive: a part is empty")
	}
	return d, nil
}

// delimiter divides the fragment of a URL from the directives behind it.
const delimiter = ":~:"

// Link adds the directive to a URL. A fragment that the URL has stays; directives
// that it has give way.
func Link(address string, d Directive) string {
	address, fragment, _ := strings.Cut(address, "#")
	fragment, _, _ = strings.Cut(fragment, delimiter)
	return address + "#" + fragment + delimiter + d.String()
}
