package article

import (
	"sort"

	"gainsay/internal/text"
)

// Layout says where the blocks of an article stand in its canonical text. It is
// made once for an article and never changes.
type Layout struct {
	index  *text.Index
	digest string
	spans  []text.Span
	blocks []*text.Index
	laid   []Block
}

// NewLayout lays an article out.
func NewLayout(a Article) *Layout {
	l, _ := LayIn(a, withoutBreath)
	return l
}

// LayIn is NewLayout for a long article: breathe is called between pieces of the work,
// and its error ends it.
func LayIn(a Article, breathe func() error) (*Layout, error) {
	canonical := a.Text()
	if err := breathe(); err != nil {
		return nil, err
	}
	l := &Layout{
		index:  text.NewIndex(canonical),
		spans:  make([]text.Span, len(a.Blocks)),
		blocks: make([]*text.Index, len(a.Blocks)),
		laid:   a.Blocks,
	}
	if err := breathe(); err != nil {
		return nil, err
	}
	l.digest = Digest(canonical)
	at := text.CodePoint(0)
	for n, block := range a.Blocks {
		if err := breathe(); err != nil {
			return nil, err
		}
		l.blocks[n] = text.NewIndex(block.Text)
		l.spans[n] = text.Span{Start: at, End: at + l.blocks[n].Len()}
		at = l.spans[n].End + text.CodePoint(len(separator))
	}
	return l, nil
}

// CountWords returns how many words the article has. breathe is called between blocks,
// and its error ends the counting.
func (l *Layout) CountWords(breathe func() error) (int, error) {
	words := 0
	for _, block := range l.blocks {
		if err := breathe(); err != nil {
			return 0, err
		}
		words += text.WordCount(block.String())
	}
	return words, nil
}

// Of reports whether these very blocks were laid out: the same list, not an equal one.
func (l *Layout) Of(blocks []Block) bool {
	return len(blocks) == len(l.laid) && (len(blocks) == 0 || &blocks[0] == &l.laid[0])
}

// Index returns the index of the canonical text.
func (l *Layout) Index() *text.Index { return l.index }

// Digest returns the digest of the canonical text.
func (l *Layout) Digest() string { return l.digest }

// Blocks returns how many blocks there are.
func (l *Layout) Blocks() int { return len(l.spans) }

// Span returns where block n stands in the canonical text.
func (l *Layout) Span(n int) text.Span { return l.spans[n] }

// BlockIndex returns the index of block n's own text.
func (l *Layout) BlockIndex(n int) *text.Index { return l.blocks[n] }

// BlockAt returns the block that holds a position of the canonical text. A
// position between two blocks belongs to the one before; one past the end, to the
// last.
func (l *Layout) BlockAt(p text.CodePoint) int {
	return max(0, sort.Search(len(l.spans), func(n int) bool { return l.spans[n].Start > p })-1)
}

// BlocksOf returns the first and last block that a span touches. An empty span
// touches the block where it stands.
func (l *Layout) BlocksOf(sp text.Span) (first, last int) {
	return l.BlockAt(sp.Start), l.BlockAt(max(sp.Start, sp.End-1))
}

// InBlock returns the position in the canonical text of an offset, in UTF-16
// units, inside block n; offsets outside the block count as its ends, and blocks
// outside the article as its first and last.
func (l *Layout) InBlock(n int, offset text.UTF16) text.CodePoint {
	if n < 0 || len(l.spans) == 0 {
		return 0
	}
	if n >= len(l.spans) {
		return l.index.Len()
	}
	return l.spans[n].Start + l.blocks[n].CodePointOfUTF16(offset)
}
