package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text as it is compared: in one case, one composition, one style of
// quotation marks, dashes and spaces. It remembers where each of its characters
// came from, so that what is found in it can be shown in the original.
type Folded struct {
	Text string // the folded text

	from, to []CodePoint // of each code point of Text: its range in the original
	length   CodePoint   // of the original
}

// Fold folds a text:
//   - canonical composition (NFC, UAX #15), and compatibility composition (NFKC)
//     for full-width and half-width forms;
//   - lower case, with final sigma as sigma and sharp s as ss;
//   - quotation marks of every style as ' and ", dashes and hyphens as -, the
//     ellipsis as three stops;
//   - a run of white space, of whatever kind, as one space, and none at the ends;
//   - soft hyphens, characters of no width and marks of direction as nothing.
//
// Two texts whose folded forms are equal have the same words.
func Fold(s string) *Folded {
	f := folder{out: &Folded{}}
	at := CodePoint(0)
	for len(s) > 0 {
		n := norm.NFKC.NextBoundaryInString(s, true)
		if n <= 0 {
			n = len(s)
		}
		at = f.segment(s[:n], at)
		s = s[n:]
	}
	f.out.Text, f.out.length = f.text.String(), at
	f.out.compose()
	return f.out
}

// compose makes canonical composition of the folded text. Folding can undo it:
// what stood between a letter and its mark is gone, and of ß with an acute the
// second s takes the mark. Characters that are composed anew come from the whole
// range that theirs came from.
func (f *Folded) compose() {
	if norm.NFC.IsNormalString(f.Text) {
		return
	}
	var text strings.Builder
	var from, to []CodePoint
	at := 0
	for rest := f.Text; len(rest) > 0; {
		n := norm.NFC.NextBoundaryInString(rest, true)
		if n <= 0 {
			n = len(rest)
		}
		segment := rest[:n]
		end := at + utf8.RuneCountInString(segment)
		composed := norm.NFC.String(segment)
		text.WriteString(composed)
		if composed == segment {
			from, to = append(from, f.from[at:end]...), append(to, f.to[at:end]...)
		} else {
			for range composed {
				from, to = append(from, f.from[at]), append(to, f.to[end-1])
			}
		}
		rest, at = rest[n:], end
	}
	f.Text, f.from, f.to = text.String(), from, to
}

type folder struct {
	out   *Folded
	text  strings.Builder
	space Span // of white space that waits for what comes after it
}

// segment folds what is composed as one, which begins at a position of the
// original, and returns the position after it.
func (f *folder) segment(s string, at CodePoint) CodePoint {
	end := at + CodePoint(utf8.RuneCountInString(s))
	composed := norm.NFC.String(s)
	if strings.ContainsFunc(s, widthForm) {
		composed = norm.NFKC.String(s)
	}
	single := utf8.RuneCountInString(composed) == int(end-at)
	for i, r := range []rune(composed) {
		origin := Span{Start: at, End: end}
		if single {
			origin = Span{Start: at + CodePoint(i), End: at + CodePoint(i) + 1}
		}
		f.rune(r, origin)
	}
	return end
}

// widthForm holds for the characters of the block Halfwidth and Fullwidth Forms.
func widthForm(r rune) bool { return r >= 0xFF00 && r <= 0xFFEF }

func (f *folder) rune(r rune, origin Span) {
	if unicode.IsSpace(r) {
		if f.space.Empty() {
			f.space = origin
		}
		f.space.End = origin.End
		return
	}
	if invisible(r) {
		return
	}
	if !f.space.Empty() {
		if f.text.Len() > 0 {
			f.write(" ", f.space)
		}
		f.space = Span{}
	}
	f.write(foldRune(r), origin)
}

func (f *folder) write(s string, origin Span) {
	for _, r := range s {
		f.text.WriteRune(r)
		f.out.from = append(f.out.from, origin.Start)
		f.out.to = append(f.out.to, origin.End)
	}
}

// invisible holds for soft hyphens, characters of no width and marks of direction.
func invisible(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u034F', r == '\u061C', r == '\uFEFF',
		r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u2069':
		return true
	}
	return false
}

func foldRune(r rune) string {
	switch r {
	case '‘', '’', '‚', '‛', '′', '`', '´', 'ʼ', '‹', '›':
		return "'"
	case '“', '”', '„', '‟', '″', '«', '»', '「', '」', '『', '』', '〝', '〞', '〟':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣':
		return "-"
	case '…':
		return "..."
	case 'ß', 'ẞ':
		return "ss"
	case 'ς':
		return "σ"
	}
	return string(unicode.ToLower(r))
}

// Len returns the length of the folded text in code points.
func (f *Folded) Len() CodePoint { return CodePoint(len(f.from)) }

// Original returns where a range of the folded text stands in the original, in
// code points. An empty range stands where what follows it begins.
func (f *Folded) Original(sp Span) Span {
	n := f.Len()
	start, end := clamp(sp.Start, n), clamp(sp.End, n)
	if start >= end {
		at := f.length
		if start < n {
			at = f.from[start]
		}
		return Span{Start: at, End: at}
	}
	return Span{Start: f.from[start], End: f.to[end-1]}
}

// FoldedAt returns the position in the folded text of the first character that
// comes from p, or from what follows p, in the original.
func (f *Folded) FoldedAt(p CodePoint) CodePoint {
	low, high := 0, len(f.from)
	for low < high {
		middle := (low + high) / 2
		if f.to[middle] <= p {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return CodePoint(low)
}
