package text

import (
	"sort"
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

	origins origins
	length  CodePoint // of the original
}

// Fold folds a text:
//   - canonical composition (NFC, UAX #15), and compatibility composition (NFKC)
//     for full-width and half-width forms;
//   - lower case, with final sigma as sigma and sharp s as ss;
//   - quotation marks of every style as ' and ", dashes and hyphens as -, the
//     ellipsis as three stops;
//   - a run of white space, of whatever kind, as one space, and none at the ends;
//   - soft hyphens, characters of no width, marks of direction and selectors of an
//     emoji's style as nothing. The joiner that makes one emoji of several stays.
//
// Two texts whose folded forms are equal have the same words.
func Fold(s string) *Folded {
	f := NewFolding(s)
	for !f.Step(len(s)) {
	}
	return f.Folded()
}

// FoldedText is Fold(s).Text, in less time where s is ASCII.
func FoldedText(s string) string {
	out := make([]byte, 0, len(s))
	space := false
	for i := range len(s) {
		switch b := s[i]; {
		case b >= utf8.RuneSelf:
			return Fold(s).Text
		case b == ' ' || '\t' <= b && b <= '\r':
			space = true
			continue
		case 'A' <= b && b <= 'Z':
			out = append(spaced(out, space), b+'a'-'A')
		case b == '`':
			out = append(spaced(out, space), '\'')
		default:
			out = append(spaced(out, space), b)
		}
		space = false
	}
	return string(out)
}

// spaced adds the space that was waited with, unless nothing stands before it.
func spaced(out []byte, space bool) []byte {
	if space && len(out) > 0 {
		out = append(out, ' ')
	}
	return out
}

// Folding is a text on its way to being folded, for those who cannot wait for a
// long one.
type Folding struct {
	out    *Folded
	rest   string // what is not read yet
	at     CodePoint
	text   strings.Builder
	space  Span // of white space that waits for what comes after it
	joiner Span // of a joiner that waits likewise
}

// NewFolding begins to fold a text. Nothing is done before the first step.
func NewFolding(s string) *Folding {
	f := &Folding{out: &Folded{}, rest: s}
	f.text.Grow(len(s))
	return f
}

// Step folds about so many bytes more, and reports whether all is done.
func (f *Folding) Step(bytes int) (done bool) {
	stop := len(f.rest) - max(1, bytes)
	for len(f.rest) > 0 && len(f.rest) > stop {
		f.some(max(1, min(bytes, stretch)))
	}
	return len(f.rest) == 0
}

// stretch is how many bytes at a time are asked whether they are composed already.
const stretch = 4 << 10

// Folded returns the folded text, once every step is done.
func (f *Folding) Folded() *Folded {
	if f.out.Text == "" {
		f.out.Text, f.out.length = f.text.String(), f.at
		f.out.compose()
	}
	return f.out
}

// some folds the beginning of what is left, about so many bytes of it. What is
// composed already, as nearly all text is, goes character by character; the rest
// by the pieces that are composed as one.
func (f *Folding) some(most int) {
	for most > 0 && len(f.rest) > 0 {
		if n := plain(f.rest, most); n > 0 {
			for _, r := range f.rest[:n] {
				f.rune(r, Span{Start: f.at, End: f.at + 1})
				f.at++
			}
			f.rest = f.rest[n:]
			most -= n
			continue
		}
		n := norm.NFKC.NextBoundaryInString(f.rest, true)
		if n <= 0 {
			n = len(f.rest)
		}
		f.segment(f.rest[:n])
		f.rest = f.rest[n:]
		most -= n
	}
}

// plain returns how many of the first bytes of s, of about most, are composed
// already and have nothing to do with forms of width.
func plain(s string, most int) int {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		// ASCII, up to the character that a mark may follow.
		n := 1
		for n < len(s) && n < most && s[n] < utf8.RuneSelf {
			n++
		}
		if n < len(s) && s[n] >= utf8.RuneSelf {
			n--
		}
		return n
	}
	for most < len(s) && !utf8.RuneStart(s[most]) {
		most++
	}
	part := s[:min(most, len(s))]
	if i := strings.IndexFunc(part, widthForm); i >= 0 {
		part = part[:i]
	}
	n := norm.NFC.QuickSpanString(part)
	if n == len(part) && n < len(s) {
		// The last one may be composed with what follows the part.
		_, size := utf8.DecodeLastRuneInString(part)
		n -= size
	}
	return n
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
	var anew origins
	at := CodePoint(0)
	for rest := f.Text; len(rest) > 0; {
		n := norm.NFC.NextBoundaryInString(rest, true)
		if n <= 0 {
			n = len(rest)
		}
		segment := rest[:n]
		end := at + CodePoint(utf8.RuneCountInString(segment))
		composed := norm.NFC.String(segment)
		text.WriteString(composed)
		if composed == segment {
			for i := at; i < end; i++ {
				anew.add(f.origins.of(i))
			}
		} else {
			whole := Span{Start: f.origins.of(at).Start, End: f.origins.of(end - 1).End}
			for range composed {
				anew.add(whole)
			}
		}
		rest, at = rest[n:], end
	}
	f.Text, f.origins = text.String(), anew
}

// segment folds what is composed as one.
func (f *Folding) segment(s string) {
	end := f.at + CodePoint(utf8.RuneCountInString(s))
	composed := norm.NFC.String(s)
	if strings.ContainsFunc(s, widthForm) {
		composed = norm.NFKC.String(s)
	}
	single := utf8.RuneCountInString(composed) == int(end-f.at)
	for i, r := range []rune(composed) {
		origin := Span{Start: f.at, End: end}
		if single {
			origin = Span{Start: f.at + CodePoint(i), End: f.at + CodePoint(i) + 1}
		}
		f.rune(r, origin)
	}
	f.at = end
}

// widthForm holds for the characters of the block Halfwidth and Fullwidth Forms.
func widthForm(r rune) bool { return r >= 0xFF00 && r <= 0xFFEF }

func (f *Folding) rune(r rune, origin Span) {
	if 'a' <= r && r <= 'z' && f.space.Empty() {
		f.joiner = Span{}
		f.text.WriteByte(byte(r))
		f.out.origins.add(origin)
		return
	}
	switch {
	case unicode.IsSpace(r):
		if f.space.Empty() {
			f.space = origin
		}
		f.space.End = origin.End
		f.joiner = Span{}
		return
	case r == zeroWidthJoiner && f.space.Empty() && f.text.Len() > 0:
		f.joiner = origin
		return
	case invisible(r):
		return
	}
	if !f.space.Empty() {
		if f.text.Len() > 0 {
			f.write(" ", f.space)
		}
		f.space = Span{}
	}
	if !f.joiner.Empty() {
		if unicode.Is(unicode.So, r) {
			f.write(string(zeroWidthJoiner), f.joiner)
		}
		f.joiner = Span{}
	}
	if r < utf8.RuneSelf && r != '`' {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		f.text.WriteByte(byte(r))
		f.out.origins.add(origin)
		return
	}
	f.write(foldRune(r), origin)
}

func (f *Folding) write(s string, origin Span) {
	f.text.WriteString(s)
	for range s {
		f.out.origins.add(origin)
	}
}

// zeroWidthJoiner makes one emoji of two.
const zeroWidthJoiner = '\u200D'

// invisible holds for soft hyphens, characters of no width, marks of direction and
// selectors of an emoji's style.
func invisible(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u034F', r == '\u061C', r == '\uFEFF',
		r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u2069',
		r == '\uFE0E', r == '\uFE0F':
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
func (f *Folded) Len() CodePoint { return f.origins.length }

// Original returns where a range of the folded text stands in the original, in
// code points. An empty range stands where what follows it begins.
func (f *Folded) Original(sp Span) Span {
	n := f.Len()
	start, end := clamp(sp.Start, n), clamp(sp.End, n)
	if start >= end {
		at := f.length
		if start < n {
			at = f.origins.of(start).Start
		}
		return Span{Start: at, End: at}
	}
	return Span{Start: f.origins.of(start).Start, End: f.origins.of(end - 1).End}
}

// FoldedAt returns the position in the folded text of the first character that
// comes from p, or from what follows p, in the original.
func (f *Folded) FoldedAt(p CodePoint) CodePoint { return f.origins.after(p) }

// origins says where each character of a folded text came from. Most came from one
// of their own, next to that of the one before: a run of such is one entry, so that
// a long text costs no more than its paragraphs and quotation marks.
type origins struct {
	runs   []origin
	length CodePoint
}

// origin is a run of characters, from the one numbered at: each from a character of
// its own, the first from that at from; or, where together holds, all from the one
// range.
type origin struct {
	at, from, to int32
	together     bool
}

func (o *origins) add(sp Span) {
	if n := len(o.runs); n > 0 && !o.runs[n-1].together && sp.Len() == 1 {
		last := o.runs[n-1]
		if sp.Start-CodePoint(last.from) == o.length-CodePoint(last.at) {
			o.length++
			return
		}
	}
	o.runs = append(o.runs, origin{at: int32(o.length), from: int32(sp.Start), to: int32(sp.End), together: sp.Len() != 1})
	o.length++
}

// of returns where character p, which there is, came from.
func (o *origins) of(p CodePoint) Span {
	i := sort.Search(len(o.runs), func(i int) bool { return CodePoint(o.runs[i].at) > p }) - 1
	run := o.runs[i]
	if run.together {
		return Span{Start: CodePoint(run.from), End: CodePoint(run.to)}
	}
	start := CodePoint(run.from) + p - CodePoint(run.at)
	return Span{Start: start, End: start + 1}
}

// after returns the first character that came from p or what follows p.
func (o *origins) after(p CodePoint) CodePoint {
	i := sort.Search(len(o.runs), func(i int) bool { return o.end(i) > p })
	if i == len(o.runs) {
		return o.length
	}
	run := o.runs[i]
	if run.together {
		return CodePoint(run.at)
	}
	return CodePoint(run.at) + max(0, p-CodePoint(run.from))
}

// end is where the last character of a run came from, exclusive.
func (o *origins) end(i int) CodePoint {
	run := o.runs[i]
	if run.together {
		return CodePoint(run.to)
	}
	next := o.length
	if i+1 < len(o.runs) {
		next = CodePoint(o.runs[i+1].at)
	}
	return CodePoint(run.from) + next - CodePoint(run.at)
}
