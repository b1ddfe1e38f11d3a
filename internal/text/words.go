package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// TrimSpace returns the span without the white space, visible or of no width, at
// its ends. A span of nothing else becomes empty at its start.
func TrimSpace(ix *Index, sp Span) Span {
	start, end := clamp(sp.Start, ix.length), clamp(sp.End, ix.length)
	s := ix.s
	from, to := int(ix.ByteOf(start)), int(ix.ByteOf(end))
	for from < to {
		r, size := utf8.DecodeRuneInString(s[from:to])
		if !isSpace(r) {
			break
		}
		from, start = from+size, start+1
	}
	if from >= to {
		at := clamp(sp.Start, ix.length)
		return Span{Start: at, End: at}
	}
	for {
		r, size := utf8.DecodeLastRuneInString(s[from:to])
		if !isSpace(r) {
			return Span{Start: start, End: end}
		}
		to, end = to-size, end-1
	}
}

// isSpace holds for Unicode white space and for the characters of no width that
// are left at the ends of a selection: zero width space, word joiner, byte order
// mark.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// SnapToWords returns the span with each end that lies inside a word moved
// outward to the word's boundary. Where the script does not put spaces between
// words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) an end stays where it is:
// the boundaries there are not for us to guess.
func SnapToWords(ix *Index, sp Span) Span {
	if sp.Empty() {
		return sp
	}
	if word := wordAround(ix, sp.Start); !word.Empty() {
		sp.Start = word.Start
	}
	if word := wordAround(ix, sp.End); !word.Empty() {
		sp.End = word.End
	}
	return sp
}

// MidWord reports whether SnapToWords would change the span.
func MidWord(ix *Index, sp Span) bool { return SnapToWords(ix, sp) != sp }

// wordAround returns the word that has p strictly inside, or an empty span.
func wordAround(ix *Index, p CodePoint) Span {
	if p <= 0 || p >= ix.length {
		return Span{}
	}
	at := int(ix.ByteOf(p))
	before, _ := utf8.DecodeLastRuneInString(ix.s[:at])
	after, _ := utf8.DecodeRuneInString(ix.s[at:])
	if unspaced(before) || unspaced(after) {
		return Span{}
	}
	for token := range tokens(ix.s, at, at+1) {
		if token.start < at && at < token.end {
			if !wordLike(ix.s[token.start:token.end]) {
				return Span{}
			}
			return Span{Start: ix.CodePointOf(Byte(token.start)), End: ix.CodePointOf(Byte(token.end))}
		}
	}
	return Span{}
}

// unspaced holds for the letters of scripts without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordLike tells a word from the spaces and marks between words.
func wordLike(token string) bool {
	for _, r := range token {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// WordCount returns how many words a text has. A script without spaces counts by
// the character, as UAX #29 divides it.
func WordCount(s string) int {
	n := 0
	for it := words.FromString(s); it.Next(); {
		if wordLike(it.Value()) {
			n++
		}
	}
	return n
}

// PrevWordStart returns the nearest start of a word before p, or 0. It never lies
// inside a grapheme cluster, and it is less than p unless p is 0.
func PrevWordStart(ix *Index, p CodePoint) CodePoint {
	if p <= 0 {
		return 0
	}
	at := int(ix.ByteOf(p))
	best := 0
	for back := reach; ; back *= 4 {
		best = -1
		for token := range tokens(ix.s, max(0, at-back), at) {
			if token.start < at && wordLike(ix.s[token.start:token.end]) {
				best = token.start
			}
		}
		if best >= 0 || back >= at {
			break
		}
	}
	return ix.CodePointOf(Byte(graphemeStart(ix.s, max(0, best))))
}

// NextWordEnd returns the nearest end of a word after p, or the end of the text.
// It never lies inside a grapheme cluster, and it is greater than p unless p is
// the end.
func NextWordEnd(ix *Index, p CodePoint) CodePoint {
	if p >= ix.length {
		return ix.length
	}
	at := int(ix.ByteOf(p))
	for token := range tokens(ix.s, at, len(ix.s)) {
		if token.end > at && wordLike(ix.s[token.start:token.end]) {
			return ix.CodePointOf(Byte(graphemeEnd(ix.s, token.end)))
		}
	}
	return ix.length
}

// SnapToGraphemes returns the span grown so that it splits no grapheme cluster.
func SnapToGraphemes(ix *Index, sp Span) Span {
	return Span{
		Start: ix.CodePointOf(Byte(graphemeStart(ix.s, int(ix.ByteOf(sp.Start))))),
		End:   ix.CodePointOf(Byte(graphemeEnd(ix.s, int(ix.ByteOf(sp.End))))),
	}
}

// reach is how far before a place, in bytes, a segmentation begins that is to be
// right at that place; longer than nearly any word.
const reach = 128

type token struct{ start, end int }

// tokens yields the segments of s around the bytes from to to: it begins before
// from, at a place where segments surely begin, and ends once past to.
func tokens(s string, from, to int) func(func(token) bool) {
	return func(yield func(token) bool) {
		begin := safeStart(s, from)
		for it := words.FromString(s[begin:]); it.Next(); {
			t := token{start: begin + it.Start(), end: begin + it.End()}
			if t.start > to || !yield(t) {
				return
			}
		}
	}
}

// safeStart returns the last place at or before at where a word and a grapheme
// cluster surely begin: the start, behind a line feed, behind a space that nothing
// joins, or between two ideographs.
func safeStart(s string, at int) int {
	for i := min(at, len(s)); i > 0; {
		before, size := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i:])
		if before == '\n' || before == ' ' && alone(s[i-1:]) || ideograph(before) && ideograph(after) {
			return i
		}
		i -= size
	}
	return 0
}

// alone reports whether the space with which s begins is a segment of its own. A
// combining character, a format character or another space may join it.
func alone(s string) bool {
	word, cluster := words.FromString(s), graphemes.FromString(s)
	return word.Next() && word.End() == 1 && cluster.Next() && cluster.End() == 1
}

// ideograph holds for letters that are a word each by UAX #29: text without
// spaces, but of many places where a segment surely begins.
func ideograph(r rune) bool {
	return r >= 0x3041 && unicode.In(r, unicode.Han, unicode.Hiragana) && unicode.Is(unicode.Lo, r)
}

// graphemeStart returns the start of the grapheme cluster that has byte at
// strictly inside, else at.
func graphemeStart(s string, at int) int {
	start, _ := cluster(s, at)
	return start
}

// graphemeEnd returns the end of the grapheme cluster that has byte at strictly
// inside, else at.
func graphemeEnd(s string, at int) int {
	_, end := cluster(s, at)
	return end
}

func cluster(s string, at int) (start, end int) {
	if at <= 0 || at >= len(s) {
		return at, at
	}
	begin := safeStart(s, at)
	for it := graphemes.FromString(s[begin:]); it.Next(); {
		start, end := begin+it.Start(), begin+it.End()
		if start < at && at < end {
			return start, end
		}
		if end >= at {
			break
		}
	}
	return at, at
}
