// Package text counts positions in text, in the three units that meet in this
// program, and finds the words in it. A browser counts UTF-16 code units, files
// and people count code points, Go counts bytes: each is a type of its own here,
// so that one cannot be taken for another, and an Index is the only way from one
// to the next. The package promises that conversion there and back is the
// identity at every character of every text.
//
// Words and grapheme clusters are those of Unicode Standard Annex #29.
package text

import (
	"sort"
	"unicode/utf8"
)

// Byte is an offset in UTF-8 bytes.
type Byte int

// UTF16 is an offset in UTF-16 code units, as the DOM counts.
type UTF16 int

// CodePoint is an offset in Unicode code points, as the file format counts.
type CodePoint int

// Span is a half-open range of code points.
type Span struct {
	Start CodePoint `json:"start"`
	End   CodePoint `json:"end"`
}

// Len returns how many code points the span has; never less than none.
func (s Span) Len() CodePoint { return max(0, s.End-s.Start) }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether the code point at p lies in the span.
func (s Span) Contains(p CodePoint) bool { return s.Start <= p && p < s.End }

// Covers reports whether all of other lies in the span.
func (s Span) Covers(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps reports whether the two have a code point in common.
func (s Span) Overlaps(other Span) bool {
	return max(s.Start, other.Start) < min(s.End, other.End)
}

// Intersect returns what the two have in common, and whether that is anything.
func (s Span) Intersect(other Span) (Span, bool) {
	both := Span{Start: max(s.Start, other.Start), End: min(s.End, other.End)}
	return both, !both.Empty()
}

// Shift returns the span moved by so many code points.
func (s Span) Shift(by CodePoint) Span { return Span{Start: s.Start + by, End: s.End + by} }

// stride is the distance of an Index's checkpoints, in code points: close enough
// that the walk from one is short, far enough that they weigh little.
const stride = 64

// Index converts offsets into one text. Offsets outside the text count as its
// ends, and one inside a character counts as the character's start. A byte that
// is not valid UTF-8 counts as one code point and one UTF-16 unit.
type Index struct {
	s      string
	length CodePoint
	units  UTF16
	points []checkpoint // every stride code points; nil where the text is ASCII
}

type checkpoint struct {
	byte Byte
	unit UTF16
}

// NewIndex makes the index of s.
func NewIndex(s string) *Index {
	ix := &Index{s: s, length: CodePoint(len(s)), units: UTF16(len(s))}
	if isASCII(s) {
		return ix
	}
	ix.length, ix.units = 0, 0
	for at, r := range s {
		if ix.length%stride == 0 {
			ix.points = append(ix.points, checkpoint{byte: Byte(at), unit: ix.units})
		}
		ix.length++
		ix.units += width(r)
	}
	return ix
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// width is how many UTF-16 units a code point takes.
func width(r rune) UTF16 {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// String returns the text.
func (ix *Index) String() string { return ix.s }

// Len returns the length of the text in code points.
func (ix *Index) Len() CodePoint { return ix.length }

// LenUTF16 returns the length of the text in UTF-16 code units.
func (ix *Index) LenUTF16() UTF16 { return ix.units }

// LenBytes returns the length of the text in bytes.
func (ix *Index) LenBytes() Byte { return Byte(len(ix.s)) }

// Slice returns the text of a span.
func (ix *Index) Slice(sp Span) string {
	start, end := ix.ByteOf(sp.Start), ix.ByteOf(sp.End)
	if start >= end {
		return ""
	}
	return ix.s[start:end]
}

// place is one position in all three units.
type place struct {
	byte  Byte
	unit  UTF16
	point CodePoint
}

// seek walks from a checkpoint to the last character start at which beyond is
// false; beyond is asked about the position after a character.
func (ix *Index) seek(from int, beyond func(place) bool) place {
	p := place{byte: ix.points[from].byte, unit: ix.points[from].unit, point: CodePoint(from * stride)}
	for int(p.byte) < len(ix.s) {
		r, size := utf8.DecodeRuneInString(ix.s[p.byte:])
		next := place{byte: p.byte + Byte(size), unit: p.unit + width(r), point: p.point + 1}
		if beyond(next) {
			break
		}
		p = next
	}
	return p
}

// ByteOf converts a code point offset to bytes.
func (ix *Index) ByteOf(p CodePoint) Byte {
	p = clamp(p, ix.length)
	if ix.points == nil {
		return Byte(p)
	}
	if p == ix.length {
		return ix.LenBytes()
	}
	return ix.seek(int(p/stride), func(next place) bool { return next.point > p }).byte
}

// UTF16Of converts a code point offset to UTF-16 units.
func (ix *Index) UTF16Of(p CodePoint) UTF16 {
	p = clamp(p, ix.length)
	if ix.points == nil {
		return UTF16(p)
	}
	if p == ix.length {
		return ix.units
	}
	return ix.seek(int(p/stride), func(next place) bool { return next.point > p }).unit
}

// CodePointOf converts a byte offset to code points.
func (ix *Index) CodePointOf(b Byte) CodePoint {
	b = clamp(b, ix.LenBytes())
	if ix.points == nil {
		return CodePoint(b)
	}
	from := sort.Search(len(ix.points), func(i int) bool { return ix.points[i].byte > b }) - 1
	return ix.seek(from, func(next place) bool { return next.byte > b }).point
}

// CodePointOfUTF16 converts an offset in UTF-16 units to code points.
func (ix *Index) CodePointOfUTF16(u UTF16) CodePoint {
	u = clamp(u, ix.units)
	if ix.points == nil {
		return CodePoint(u)
	}
	from := sort.Search(len(ix.points), func(i int) bool { return ix.points[i].unit > u }) - 1
	return ix.seek(from, func(next place) bool { return next.unit > u }).point
}

func clamp[T ~int](v, most T) T { return max(0, min(v, most)) }
