package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Token is a word, or a mark between words, of a text.
type Token struct {
	Text string
	Span Span // in code points
	Word bool // it has a letter or a digit
}

// Tokens divides a text into words and marks by UAX #29, without the white space
// between them.
func Tokens(s string) []Token {
	list := make([]Token, 0, len(s)/5)
	for t := NewTokenizer(s); t.Next(); {
		list = append(list, t.Token)
	}
	return list
}

// Tokenizer divides a text into tokens, one with each call of Next.
type Tokenizer struct {
	Token Token // what Next came to

	rest  string
	point CodePoint // where the rest begins
}

// NewTokenizer begins to divide a text.
func NewTokenizer(s string) *Tokenizer { return &Tokenizer{rest: s} }

// Next goes to the next token and reports whether there is one. Where plain
// letters, digits and marks stand together it sees the boundary itself; everything
// else it leaves to the full rules. Those look only forward from a boundary.
func (t *Tokenizer) Next() bool {
	for len(t.rest) > 0 {
		if size := plainToken(t.rest); size > 0 {
			first := t.rest[0]
			t.take(size, CodePoint(size))
			if first == ' ' {
				continue
			}
			t.Token.Word = alphanumeric(first)
			return true
		}
		it := words.FromString(t.rest)
		it.Next()
		t.take(it.End(), CodePoint(utf8.RuneCountInString(t.rest[:it.End()])))
		if r, _ := utf8.DecodeRuneInString(t.Token.Text); !unicode.IsSpace(r) {
			t.Token.Word = wordLike(t.Token.Text)
			return true
		}
	}
	return false
}

func (t *Tokenizer) take(size int, points CodePoint) {
	t.Token.Text, t.Token.Span = t.rest[:size], Span{Start: t.point, End: t.point + points}
	t.rest, t.point = t.rest[size:], t.point+points
}

// plainToken returns how many bytes the token has with which s begins, or 0 where
// that is not plain to see. By UAX #29 a run of ASCII letters and digits ends
// before a space and before a mark, unless the mark is one that stands inside words
// and numbers (it's, 3.5) and something follows that is not plain either.
func plainToken(s string) int {
	n := 0
	for n < len(s) && alphanumeric(s[n]) {
		n++
	}
	switch {
	case n == 0:
		if s[0] != ' ' && !mark(s[0]) || len(s) > 1 && (s[1] >= utf8.RuneSelf || s[0] == ' ' && s[1] == ' ') {
			return 0
		}
		return 1
	case n == len(s), s[n] == ' ':
		return n
	case mark(s[n]) && (n+1 == len(s) || s[n+1] == ' ' || mark(s[n+1])):
		return n
	}
	return 0
}

func alphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// mark holds for the ASCII marks, without the low line, which joins words.
func mark(b byte) bool {
	return '!' <= b && b <= '/' || ':' <= b && b <= '@' || '[' <= b && b <= '`' && b != '_' || '{' <= b && b <= '~'
}
