// Package anchor says where a claim stands in an article, in a way that can be
// checked. An anchor is a position, the words quoted there, the words around
// them, and the digest of the text that all this was true of: the W3C
// TextPositionSelector and TextQuoteSelector in one. The package promises that
// an anchor it described is true of its own text, and that no anchor passes
// Check whose quote is not, letter for letter, what stands at its position.
package anchor

import (
	"fmt"
	"iter"
	"strings"

	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// Anchor is a range of a text, with its words and their surroundings. Start and
// End are code points into the canonical text, half open.
type Anchor struct {
	Start  text.CodePoint `json:"start"`
	End    text.CodePoint `json:"end"`
	Exact  string         `json:"exact"`
	Prefix string         `json:"prefix"`
	Suffix string         `json:"suffix"`
	Text   string         `json:"text"` // SHA-256 of the canonical text, lower-case hex

	Extra openjson.Extra `json:"-"`
}

// Span returns the range of the anchor.
func (a Anchor) Span() text.Span { return text.Span{Start: a.Start, End: a.End} }

type plainAnchor Anchor

// MarshalJSON writes the anchor with the members that it came with.
func (a Anchor) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainAnchor(a), a.Extra) }

// UnmarshalJSON reads an anchor and keeps the members it does not know.
func (a *Anchor) UnmarshalJSON(data []byte) (err error) {
	a.Extra, err = openjson.Unmarshal(data, (*plainAnchor)(a))
	return err
}

// Check reports why the anchor is not true of the text that ix holds, whose
// digest is given: the digest differs, the range lies outside the text or is
// empty, or other words stand there. It returns nil where the anchor is true.
func (a Anchor) Check(ix *text.Index, digest string) error {
	if a.Text != digest {
		return fmt.Errorf("names a text that is not here (digest %.12s…)", a.Text)
	}
	if a.Start < 0 || a.End > ix.Len() || a.Start >= a.End {
		return fmt.Errorf("range %d to %d is not inside the text, which has %d code points", a.Start, a.End, ix.Len())
	}
	if there := ix.Slice(a.Span()); there != a.Exact {
		return fmt.Errorf("quotes %q, but the text there reads %q", shorten(a.Exact), shorten(there))
	}
	return nil
}

// shorten keeps a quotation in an error message readable.
func shorten(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

const (
	// minContext is the least context on either side, in code points, where the
	// text has that much: long enough that a sentence is known again by it after
	// its own words were edited.
	minContext text.CodePoint = 32

	// maxContext bounds the context on either side, in code points. A text that
	// repeats itself for longer than this is told apart by position alone.
	maxContext text.CodePoint = 4096

	// compareBudget bounds, in bytes, the comparing of surroundings, so that a
	// text of one letter repeated cannot make describing quadratic.
	compareBudget = 4 << 20
)

// Describe makes the anchor of a range of the text in ix, whose digest is given.
// The context on each side is at least 32 code points where there is that much,
// and grows by whole words until quote and context together occur only once in
// the text, up to 4,096 code points. It fails on a range that is empty or not
// inside the text. It reads all of the text; for many anchors of one text there is
// a Describer.
func Describe(ix *text.Index, digest string, span text.Span) (Anchor, error) {
	return describeBy(ix, digest, span, func(quote string) iter.Seq[int] { return standsAt(ix.String(), quote) })
}

// describeBy is Describe, with a way to list the bytes at which a quote stands, in order.
func describeBy(ix *text.Index, digest string, span text.Span, stands func(quote string) iter.Seq[int]) (Anchor, error) {
	if span.Start < 0 || span.End > ix.Len() || span.Start >= span.End {
		return Anchor{}, fmt.Errorf("describing range %d to %d: not inside a text of %d code points", span.Start, span.End, ix.Len())
	}
	left := growLeft(ix, span.Start, minContext)
	right := growRight(ix, span.End, minContext)
	rivals := rivalsOf(ix, span, stands(ix.Slice(span)))
	for len(rivals) > 0 {
		rivals = rivals.still(ix.ByteOf(span.Start)-ix.ByteOf(left), ix.ByteOf(right)-ix.ByteOf(span.End))
		if len(rivals) == 0 {
			break
		}
		width := max(span.Start-left, right-span.End)
		if width >= maxContext {
			break
		}
		grownLeft, grownRight := growLeft(ix, span.Start, width*3/2), growRight(ix, span.End, width*3/2)
		if grownLeft == left && grownRight == right {
			break
		}
		left, right = grownLeft, grownRight
	}
	return Anchor{
		Start:  span.Start,
		End:    span.End,
		Exact:  ix.Slice(span),
		Prefix: ix.Slice(text.Span{Start: left, End: span.Start}),
		Suffix: ix.Slice(text.Span{Start: span.End, End: right}),
		Text:   digest,
	}, nil
}

// growLeft returns the word boundary at least n code points before p, or 0.
func growLeft(ix *text.Index, p, n text.CodePoint) text.CodePoint {
	if p <= n {
		return 0
	}
	return text.PrevWordStart(ix, p-n+1)
}

// growRight returns the word boundary at least n code points after p, or the end.
func growRight(ix *text.Index, p, n text.CodePoint) text.CodePoint {
	if p+n >= ix.Len() {
		return ix.Len()
	}
	return text.NextWordEnd(ix, p+n-1)
}

// rival is another occurrence of the quote, known by how many bytes of its
// surroundings equal those of the quote itself.
type rival struct{ left, right text.Byte }

type rivals []rival

// still returns those that context of so many bytes does not tell apart.
func (r rivals) still(left, right text.Byte) rivals {
	var rest rivals
	for _, one := range r {
		if one.left >= left && one.right >= right {
			rest = append(rest, one)
		}
	}
	return rest
}

// rivalsOf finds the occurrences of the words in span other than that one, among all
// that stand in the text, in order.
func rivalsOf(ix *text.Index, span text.Span, stands iter.Seq[int]) rivals {
	whole := ix.String()
	from, to := int(ix.ByteOf(span.Start)), int(ix.ByteOf(span.End))
	var found rivals
	budget := compareBudget
	for at := range stands {
		if at == from {
			continue
		}
		one := rival{
			left:  commonSuffix(whole[:at], whole[:from], budget),
			right: commonPrefix(whole[at+to-from:], whole[to:], budget),
		}
		found = append(found, one)
		if budget -= int(one.left+one.right) + 1; budget <= 0 {
			break
		}
	}
	return found
}

// standsAt lists the bytes at which a quote stands in a text, overlapping occurrences too.
func standsAt(whole, quote string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; at+len(quote) <= len(whole); at++ {
			next := strings.Index(whole[at:], quote)
			if next < 0 || !yield(at+next) {
				return
			}
			at += next
		}
	}
}

func commonPrefix(a, b string, most int) text.Byte {
	n := 0
	for n < len(a) && n < len(b) && n < most && a[n] == b[n] {
		n++
	}
	return text.Byte(n)
}

func commonSuffix(a, b string, most int) text.Byte {
	n := 0
	for n < len(a) && n < len(b) && n < most && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return text.Byte(n)
}
