package anchor

import (
	"iter"
	"strings"

	"gainsay/internal/text"
)

// Describer makes many anchors of one text. Where the words of each stand otherwise is
// looked up and not searched for, so that ten thousand anchors of a long text do not
// mean to read it ten thousand times.
type Describer struct {
	ix     *text.Index
	digest string

	// The places at which grams of the same number stand are chains, in order: from
	// first, by next, until 0; count is how many. A place is one more than its byte.
	first, next, count []int32
}

// gram is the length, in bytes, of what places are known by: short, so that few quotes
// are shorter, and still rare at one of the places in any quote.
const gram = 4

// NewDescriber reads the text in ix, whose digest is given, once.
func NewDescriber(ix *text.Index, digest string) *Describer {
	whole := ix.String()
	size := 1 << 8
	for size < len(whole)/4 {
		size *= 2
	}
	d := &Describer{ix: ix, digest: digest, first: make([]int32, size), next: make([]int32, len(whole)+1), count: make([]int32, size)}
	for at := len(whole) - gram; at >= 0; at-- {
		n := d.number(whole[at:])
		d.next[at+1], d.first[n] = d.first[n], int32(at+1)
		d.count[n]++
	}
	return d
}

// number is the number of the gram at the beginning of s; several may share one. The
// factor is Knuth's for multiplicative hashing, the golden ratio of 2^32.
func (d *Describer) number(s string) uint32 {
	bits := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	product := bits * 2654435769
	return (product ^ product>>16) & uint32(len(d.first)-1)
}

// Describe makes the anchor of a range of the text, as the function of that name does.
func (d *Describer) Describe(span text.Span) (Anchor, error) {
	return describeBy(d.ix, d.digest, span, d.standsAt)
}

// standsAt lists the bytes at which a quote stands, by looking where the rarest gram of it
// does.
func (d *Describer) standsAt(quote string) iter.Seq[int] {
	if len(quote) < gram {
		return standsAt(d.ix.String(), quote)
	}
	rarest, number := 0, d.number(quote)
	for i := 1; i+gram <= len(quote); i++ {
		if n := d.number(quote[i:]); d.count[n] < d.count[number] {
			rarest, number = i, n
		}
	}
	whole := d.ix.String()
	return func(yield func(int) bool) {
		for place := d.first[number]; place != 0; place = d.next[place] {
			at := int(place) - 1 - rarest
			if at >= 0 && strings.HasPrefix(whole[at:], quote) && !yield(at) {
				return
			}
		}
	}
}
