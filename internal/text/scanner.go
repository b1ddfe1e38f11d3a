package text

import (
	"strings"
	"unicode/utf8"
)

// Scanner reads a text from left to right for what is written in it by a fixed rule:
// a date, an entity, a charset. Each of its methods takes what it names and moves
// behind it, or stays where it is. A copy of a Scanner is a place to come back to.
//
// It does what a regular expression does, without the engine and the tables of
// Unicode that come with package regexp, which the page's program would have to
// carry. Spaces, digits and parts of words are those of ASCII, as in \s, \d and \w.
type Scanner struct {
	Text string
	At   int // in bytes
}

// Rest is what is still to be read.
func (c *Scanner) Rest() string { return c.Text[c.At:] }

// End reports whether nothing is left.
func (c *Scanner) End() bool { return c.At == len(c.Text) }

// Take takes what begins so.
func (c *Scanner) Take(begin string) bool {
	if !strings.HasPrefix(c.Rest(), begin) {
		return false
	}
	c.At += len(begin)
	return true
}

// TakeFolded takes the first of some words that stands here in whatever case. The
// words are of lower-case ASCII.
func (c *Scanner) TakeFolded(words ...string) bool {
	for _, word := range words {
		if n := foldedPrefix(c.Rest(), word); n >= 0 {
			c.At += n
			return true
		}
	}
	return false
}

// foldedPrefix returns how many bytes of s are a word of lower-case ASCII, in whatever
// case, or -1.
func foldedPrefix(s, word string) int {
	n := 0
	for i := range len(word) {
		c, size := foldedASCII(s[n:])
		if size == 0 || c != word[i] {
			return -1
		}
		n += size
	}
	return n
}

// foldedASCII returns the lower case of the character of ASCII at the start of s, and
// how many bytes it takes; 0 where there is none. Two characters beyond ASCII have
// their lower case within it, by simple case folding (CaseFolding.txt of Unicode): the
// long s, and the sign of the unit kelvin.
func foldedASCII(s string) (c byte, size int) {
	switch {
	case s == "":
		return 0, 0
	case 'A' <= s[0] && s[0] <= 'Z':
		return s[0] + 'a' - 'A', 1
	case s[0] < utf8.RuneSelf:
		return s[0], 1
	case strings.HasPrefix(s, "\u017F"):
		return 's', len("\u017F")
	case strings.HasPrefix(s, "\u212A"):
		return 'k', len("\u212A")
	}
	return 0, 0
}

// TakeLetter takes a letter of ASCII in whatever case, with the two that fold to one.
func (c *Scanner) TakeLetter() bool {
	letter, size := foldedASCII(c.Rest())
	if letter < 'a' || letter > 'z' {
		return false
	}
	c.At += size
	return true
}

// TakeRune takes the next character, or a byte that is none.
func (c *Scanner) TakeRune() (r rune, ok bool) {
	r, size := utf8.DecodeRuneInString(c.Rest())
	c.At += size
	return r, size > 0
}

// TakeAny takes one byte of a set of ASCII.
func (c *Scanner) TakeAny(set string) bool {
	if c.End() || strings.IndexByte(set, c.Text[c.At]) < 0 {
		return false
	}
	c.At++
	return true
}

// Spaces are the characters that count as space here.
const Spaces = "\t\n\f\r "

// Skip takes all that comes of a set of ASCII, and returns how many bytes it took.
func (c *Scanner) Skip(set string) int {
	from := c.At
	for c.TakeAny(set) {
	}
	return c.At - from
}

// Until takes what comes before the next byte of a set of ASCII, and reports whether
// there is one; otherwise it takes all.
func (c *Scanner) Until(set string) (taken string, found bool) {
	rest := c.Rest()
	n := strings.IndexAny(rest, set)
	if n < 0 {
		c.At = len(c.Text)
		return rest, false
	}
	c.At += n
	return rest[:n], true
}

// Digits takes as many digits as there are, from least to most; none where fewer stand
// here. More may follow.
func (c *Scanner) Digits(least, most int) (digits string, ok bool) {
	rest := c.Rest()
	n := 0
	for n < len(rest) && n < most && '0' <= rest[n] && rest[n] <= '9' {
		n++
	}
	if n < least {
		return "", false
	}
	c.At += n
	return rest[:n], true
}

// TakeShape takes what has a shape: a 0 in it stands for any digit, and every other
// byte for itself.
func (c *Scanner) TakeShape(shape string) bool {
	rest := c.Rest()
	if len(rest) < len(shape) {
		return false
	}
	for i := range len(shape) {
		digit := '0' <= rest[i] && rest[i] <= '9'
		if rest[i] != shape[i] && (shape[i] != '0' || !digit) {
			return false
		}
	}
	c.At += len(shape)
	return true
}

// Boundary reports whether a word of ASCII begins or ends here, as \b does.
func (c *Scanner) Boundary() bool {
	before := c.At > 0 && WordByte(c.Text[c.At-1])
	after := !c.End() && WordByte(c.Text[c.At])
	return before != after
}

// WordByte reports whether a byte is a letter, digit or underscore of ASCII.
func WordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_'
}
