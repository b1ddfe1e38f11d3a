package textfragment

import (
	"strings"
	"unicode"

	"gainsay/internal/article"
	"gainsay/internal/text"
)

// From a span to a directive.
//
//	text=start            a short span inside a block, which occurs once
//	text=pre-,start,-suf  with as much before and after it as makes it occur once
//	text=start,end        a long span, or one across blocks, by its first and last words
//
// A browser takes the first place that fits. So each directive is tried on the
// article by the browser's rules before it is given away, and grown by words until
// it fits once and there. The first and last words of what it searches for have to
// be whole words, and in scripts without spaces only the browser knows which those
// are: there, a span that begins or ends between two letters gets what stands before
// or after it, up to the next mark, as its prefix or suffix, since next to those no
// whole word is asked for.
const (
	// longest is up to how many code points a span is written out. Of nine bytes
	// each, as Chinese is when it is percent-encoded, the link comes to 1,100 bytes:
	// what mail and chat programs still take for one.
	longest = 120

	// fewest is with how many words the two ends of a long span begin.
	fewest = 3

	// most is how many code points a prefix or a suffix may come to: what takes more to
	// tell it from another place stands in a text that repeats itself. mostEnd is the
	// same for the two ends; where the whole span occurs again, only a prefix helps.
	most, mostEnd = 160, 60
)

// Of returns the directive that matches a span of an article. It reports false where
// there is none: the span has no words, or the article repeats itself so that no
// context of 160 code points tells its places apart.
func Of(l *article.Layout, sp text.Span) (Directive, bool) { return Prepare(l).Of(sp) }

// Prepared is an article made ready for the directives of many of its spans.
type Prepared struct {
	l    *article.Layout
	p    *page
	used bool
}

// Prepare makes an article ready.
func Prepare(l *article.Layout) *Prepared {
	texts := make([]string, l.Blocks())
	for n := range texts {
		texts[n] = l.BlockIndex(n).String()
	}
	return &Prepared{l: l, p: newPage(texts)}
}

// Of is the function of that name. From the second span on it searches by a list of what
// each block has, which is not worth its making for one.
func (r *Prepared) Of(sp text.Span) (Directive, bool) {
	if r.used {
		r.p.list()
	}
	r.used = true
	sp = text.TrimSpace(r.l.Index(), text.SnapToGraphemes(r.l.Index(), sp))
	if text.WordCount(r.l.Index().Slice(sp)) == 0 {
		return Directive{}, false
	}
	m := maker{l: r.l, p: r.p}
	first, last := r.l.BlocksOf(sp)
	m.from = m.mark(first, sp.Start-r.l.Span(first).Start)
	m.to = m.mark(last, sp.End-r.l.Span(last).Start)
	if m.from.block == m.to.block && m.from.point >= m.to.point {
		return Directive{}, false
	}
	return m.make()
}

// mark is a place of the article: a code point of the folded text of a block.
type mark struct {
	block int
	point text.CodePoint
}

// maker makes the directive of one span.
type maker struct {
	l        *article.Layout
	p        *page
	from, to mark

	// The parts of the directive, by where they begin or end. The prefix ends, and
	// the suffix begins, at the span; headEnd and tailStart are where start ends and
	// end begins, if the directive has an end.
	prefix, suffix     mark
	hasPrefix, hasEnd  bool
	hasSuffix          bool
	headEnd, tailStart mark
	turn               bool // of the suffix to grow next
}

func (m *maker) mark(block int, p text.CodePoint) mark {
	return mark{block, m.p.blocks[block].folded.FoldedAt(p)}
}

func (m *maker) make() (Directive, bool) {
	m.begin()
	for range most {
		d := m.directive()
		right, alone := m.tried(d)
		if right && alone {
			return d, true
		}
		if !m.grow(right) {
			// Nothing more can be added: the first place is the one that is shown.
			return d, right
		}
	}
	return Directive{}, false
}

// begin chooses the least that can match at all.
func (m *maker) begin() {
	m.hasEnd = m.from.block != m.to.block || m.to.point-m.from.point > longest
	if m.hasEnd {
		m.headEnd, m.tailStart = m.from, m.to
		for m.block(m.from).words(m.from.point, m.headEnd.point) < fewest && m.growHead() {
		}
		for m.block(m.to).words(m.tailStart.point, m.to.point) < fewest && m.growTail() {
		}
		if m.headEnd == m.from || m.tailStart == m.to {
			m.hasEnd = false // there is no place to divide it
		}
	}
	if !m.block(m.from).surely(m.from.point) {
		m.growPrefix()
	}
	if !m.block(m.to).surely(m.to.point) {
		m.growSuffix()
	}
}

func (m *maker) block(at mark) *block { return &m.p.blocks[at.block] }

// tried reports whether the first match of a directive is the span, and whether it
// is the only match.
func (m *maker) tried(d Directive) (right, alone bool) {
	found, ok := m.p.find(d, spot{})
	if !ok {
		return false, false
	}
	right = m.at(found.from) == m.from && m.at(found.to) == m.to
	_, again := m.p.find(d, m.p.after(found.begin))
	return right, !again
}

func (m *maker) at(s spot) mark { return mark{s.block, m.p.blocks[s.block].point(s.at)} }

// grow adds words to the directive. Where it does not even find the span, the end
// may occur too early, so that the end grows first.
func (m *maker) grow(right bool) bool {
	grown := false
	if m.hasEnd {
		if !right {
			grown = m.growTail()
		}
		grown = m.growHead() || grown
	}
	if grown {
		return true
	}
	// A word before, a word after, in turn.
	m.turn = !m.turn
	if m.turn {
		return m.growPrefix() || m.growSuffix()
	}
	return m.growSuffix() || m.growPrefix()
}

// growHead moves the end of start on by a word.
func (m *maker) growHead() bool {
	limit := m.block(m.from).folded.Len()
	if m.from.block == m.to.block {
		limit = m.tailStart.point
	}
	p, ok := m.block(m.from).wordAfter(m.headEnd.point, limit)
	if !ok || p-m.from.point > mostEnd && m.headEnd != m.from {
		return false
	}
	m.headEnd.point = p
	return true
}

// growTail moves the beginning of end back by a word.
func (m *maker) growTail() bool {
	limit := text.CodePoint(0)
	if m.from.block == m.to.block {
		limit = m.headEnd.point
	}
	p, ok := m.block(m.to).wordBefore(m.tailStart.point, limit)
	if !ok || m.to.point-p > mostEnd && m.tailStart != m.to {
		return false
	}
	m.tailStart.point = p
	return true
}

// growPrefix moves the beginning of the prefix back by a word. One that would be
// empty in the span's block stands at the end of a block before it.
func (m *maker) growPrefix() bool {
	at := m.prefix
	if !m.hasPrefix {
		at = m.from
		for at.block > 0 && strings.TrimSpace(m.block(at).cut(0, at.point)) == "" {
			at.block--
			at.point = m.block(at).folded.Len()
		}
	}
	p, ok := m.block(at).wordBefore(at.point, 0)
	if !ok || m.prefixEnd(at.block)-p > most {
		return false
	}
	m.hasPrefix, m.prefix = true, mark{at.block, p}
	return true
}

func (m *maker) prefixEnd(block int) text.CodePoint {
	if block == m.from.block {
		return m.from.point
	}
	return m.p.blocks[block].folded.Len()
}

// growSuffix moves the end of the suffix on by a word, as growPrefix does.
func (m *maker) growSuffix() bool {
	at := m.suffix
	if !m.hasSuffix {
		at = m.to
		for at.block+1 < len(m.p.blocks) && strings.TrimSpace(m.block(at).cut(at.point, m.block(at).folded.Len())) == "" {
			at = mark{at.block + 1, 0}
		}
	}
	p, ok := m.block(at).wordAfter(at.point, m.block(at).folded.Len())
	if !ok || p-m.suffixStart(at.block) > most {
		return false
	}
	m.hasSuffix, m.suffix = true, mark{at.block, p}
	return true
}

func (m *maker) suffixStart(block int) text.CodePoint {
	if block == m.to.block {
		return m.to.point
	}
	return 0
}

// directive writes the parts out.
func (m *maker) directive() Directive {
	var d Directive
	if m.hasPrefix {
		d.Prefix = m.written(m.prefix, m.prefixEnd(m.prefix.block))
	}
	if m.hasSuffix {
		d.Suffix = m.written(mark{m.suffix.block, m.suffixStart(m.suffix.block)}, m.suffix.point)
	}
	if m.hasEnd {
		d.Start, d.End = m.written(m.from, m.headEnd.point), m.written(m.tailStart, m.to.point)
	} else {
		d.Start = m.written(m.from, m.to.point)
	}
	return d
}

// written is the text of a block from a mark on, as the article has it, without soft
// hyphens and with runs of plain white space as one space.
func (m *maker) written(from mark, to text.CodePoint) string {
	origin := m.block(from).folded.Original(text.Span{Start: from.point, End: to})
	s := strings.ReplaceAll(m.l.BlockIndex(from.block).Slice(origin), "\u00AD", "")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), " ")
}

// cut is a part of the folded text.
func (b *block) cut(from, to text.CodePoint) string {
	b.divide()
	return string(b.runes[min(from, to):to])
}

// wordBefore returns where the last word begins that stands, with something in it,
// between limit and p: a place that is surely the boundary of a word.
func (b *block) wordBefore(p, limit text.CodePoint) (text.CodePoint, bool) {
	b.divide()
	some := false
	for p--; p >= limit; p-- {
		some = some || unicode.IsLetter(b.runes[p]) || unicode.IsNumber(b.runes[p])
		if some && b.surely(p) && b.runes[p] != ' ' {
			return p, true
		}
	}
	return 0, false
}

// wordAfter returns where the next word ends after p, not beyond limit.
func (b *block) wordAfter(p, limit text.CodePoint) (text.CodePoint, bool) {
	b.divide()
	some := false
	for ; p < limit; p++ {
		some = some || unicode.IsLetter(b.runes[p]) || unicode.IsNumber(b.runes[p])
		if some && b.surely(p+1) && b.runes[p] != ' ' {
			return p + 1, true
		}
	}
	return 0, false
}

// words counts the words between two places.
func (b *block) words(from, to text.CodePoint) int { return text.WordCount(b.cut(from, to)) }
