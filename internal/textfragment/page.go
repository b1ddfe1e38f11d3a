package textfragment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"

	"golang.org/x/text/unicode/norm"
)

// page is a text as a browser searches it: block by block, because no part of a
// directive goes across the end of a block, and without what base letters have on
// them.
type page struct {
	blocks []block
	holds  [][]int32 // for each number of a gram: the blocks that have one of that number; nil until asked
}

// A gram is so many bytes that stand together, known by a number that it shares with
// few others: what a text is made of must be in every block that has the text. 16,384
// numbers take an article of 100,000 words apart.
const (
	gramLength  = 4
	gramNumbers = 1 << 14
)

func gram(s string, at int) uint32 {
	four := uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
	return four * 2654435761 >> 18 // multiplicative hashing: Knuth, TAOCP 3, section 6.4
}

// list notes which blocks have which grams, for a page that is searched many times.
func (p *page) list() {
	if p.holds != nil {
		return
	}
	p.holds = make([][]int32, gramNumbers)
	for n := range p.blocks {
		s := p.blocks[n].bare
		for at := 0; at+gramLength <= len(s); at++ {
			number := gram(s, at)
			if held := p.holds[number]; len(held) == 0 || held[len(held)-1] != int32(n) {
				p.holds[number] = append(held, int32(n))
			}
		}
	}
}

// candidates are the blocks that may have a text, in order. It reports false where that
// is not known.
func (p *page) candidates(words string) ([]int32, bool) {
	if p.holds == nil || len(words) < gramLength {
		return nil, false
	}
	fewest := p.holds[gram(words, 0)]
	for at := 1; at+gramLength <= len(words) && len(fewest) > 1; at++ {
		if held := p.holds[gram(words, at)]; len(held) < len(fewest) {
			fewest = held
		}
	}
	return fewest, true
}

type block struct {
	folded *text.Folded
	bare   string  // the folded text without diacritics
	at     []int32 // of each byte of bare: the code point of the folded text; nil where they are the same
	inside []bool  // of each code point of the folded text: it is in a word that began before it; nil until asked
	runes  []rune  // of the folded text; nil until asked
}

func newPage(texts []string) *page {
	p := &page{blocks: make([]block, len(texts))}
	for i, s := range texts {
		p.blocks[i] = newBlock(s)
	}
	return p
}

func newBlock(s string) block {
	b := block{folded: text.Fold(s)}
	b.bare, b.at = bare(b.folded.Text)
	return b
}

// bare takes the diacritics off a folded text, and compatible forms for what they
// are compatible with: browsers compare base letters. It says of each byte of the
// outcome from which code point it comes; nil where all are the same.
func bare(s string) (string, []int32) {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < utf8.RuneSelf
	}
	if plain {
		return s, nil
	}
	var out strings.Builder
	var at []int32
	point := int32(0)
	for _, r := range s {
		if r < utf8.RuneSelf {
			out.WriteRune(r)
			at = append(at, point)
			point++
			continue
		}
		for _, part := range norm.NFKD.String(string(r)) {
			if unicode.Is(unicode.Mn, part) {
				continue
			}
			part = unicode.ToLower(part)
			out.WriteRune(part)
			for range utf8.RuneLen(part) {
				at = append(at, point)
			}
		}
		point++
	}
	return out.String(), at
}

// needle is a part of a directive as it is searched for.
func needle(s string) string {
	s, _ = bare(text.FoldedText(s))
	return s
}

// point returns the code point of the folded text from which a byte of bare comes.
func (b *block) point(at int) text.CodePoint {
	switch {
	case at >= len(b.bare):
		return b.folded.Len()
	case b.at == nil:
		return text.CodePoint(at)
	}
	return text.CodePoint(b.at[at])
}

// divide finds the words of a block.
func (b *block) divide() {
	if b.inside != nil {
		return
	}
	b.runes = []rune(b.folded.Text)
	b.inside = make([]bool, len(b.runes)+1)
	for _, token := range text.Tokens(b.folded.Text) {
		for p := token.Span.Start + 1; p < token.Span.End; p++ {
			b.inside[p] = true
		}
	}
}

// bounded reports whether a word may begin or end at a code point of the folded text.
func (b *block) bounded(p text.CodePoint) bool {
	b.divide()
	return !b.inside[p]
}

// surely reports whether a word begins or ends there in every browser. Where a
// script has no spaces, browsers divide words by a dictionary of their own.
func (b *block) surely(p text.CodePoint) bool {
	if !b.bounded(p) {
		return false
	}
	return p == 0 || p == text.CodePoint(len(b.runes)) || !unspaced(b.runes[p-1]) || !unspaced(b.runes[p])
}

// unspaced holds for the letters of scripts without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}

// spot is a place of a page: a byte of the bare text of a block.
type spot struct{ block, at int }

// stretch is what a directive matches. begin is where its prefix does, or where the
// stretch does if it has none.
type stretch struct{ from, to, begin spot }

// find returns the first match of a directive that begins at or after a spot, by the
// rules of the standard for finding a range from a text directive.
func (p *page) find(d Directive, from spot) (stretch, bool) {
	prefix, start, end, suffix := needle(d.Prefix), needle(d.Start), needle(d.End), needle(d.Suffix)
	if start == "" {
		return stretch{}, false
	}
	wholeStart := end != "" || suffix == "" // what is not followed by a suffix ends with a word
	for {
		var found stretch
		var ok bool
		if prefix != "" {
			before, there := p.next(prefix, from, true, false)
			if !there {
				return stretch{}, false
			}
			from = p.after(before.from)
			if found, ok = p.here(start, p.skip(before.to), wholeStart); !ok {
				continue
			}
			found.begin = before.from
		} else {
			if found, ok = p.next(start, from, true, wholeStart); !ok {
				return stretch{}, false
			}
			from = p.after(found.from)
		}
		if end != "" {
			return p.through(found, end, suffix)
		}
		if suffix == "" {
			return found, true
		}
		if _, ok = p.here(suffix, p.skip(found.to), true); ok {
			return found, true
		}
	}
}

// through completes a match whose end is a text of its own.
func (p *page) through(found stretch, end, suffix string) (stretch, bool) {
	for from := found.to; ; {
		last, ok := p.next(end, from, true, suffix == "")
		if !ok {
			return stretch{}, false
		}
		if suffix != "" {
			_, ok = p.here(suffix, p.skip(last.to), true)
		}
		if ok {
			return stretch{found.from, last.to, found.begin}, true
		}
		from = p.after(last.from)
	}
}

// next returns the first occurrence of a text at or after a spot, which begins and
// ends with a word where that is asked for.
func (p *page) next(words string, from spot, begins, ends bool) (stretch, bool) {
	candidates, known := p.candidates(words)
	for ; from.block < len(p.blocks); from = (spot{from.block + 1, 0}) {
		if known {
			at, there := slices.BinarySearch(candidates, int32(from.block))
			if at == len(candidates) {
				return stretch{}, false
			}
			if !there {
				from = spot{int(candidates[at]), 0}
			}
		}
		b := &p.blocks[from.block]
		for {
			i := -1
			if from.at <= len(b.bare) {
				i = strings.Index(b.bare[from.at:], words)
			}
			if i < 0 {
				break
			}
			from.at += i
			to := from.at + len(words)
			if (!begins || b.bounded(b.point(from.at))) && (!ends || b.bounded(b.point(to))) {
				return stretch{from, spot{from.block, to}, from}, true
			}
			from = p.after(from)
		}
	}
	return stretch{}, false
}

// here is next for an occurrence right at a spot.
func (p *page) here(words string, at spot, ends bool) (stretch, bool) {
	if at.block >= len(p.blocks) {
		return stretch{}, false
	}
	b := &p.blocks[at.block]
	to := at.at + len(words)
	if !strings.HasPrefix(b.bare[at.at:], words) || ends && !b.bounded(b.point(to)) {
		return stretch{}, false
	}
	return stretch{at, spot{at.block, to}, at}, true
}

// after is the spot one character on.
func (p *page) after(s spot) spot {
	_, size := utf8.DecodeRuneInString(p.blocks[s.block].bare[s.at:])
	return spot{s.block, s.at + max(1, size)}
}

// skip is the first spot at or after one at which something stands that is not space.
func (p *page) skip(s spot) spot {
	for s.block < len(p.blocks) {
		b := &p.blocks[s.block]
		if s.at < len(b.bare) && b.bare[s.at] == ' ' {
			s.at++
		}
		if s.at < len(b.bare) {
			return s
		}
		s = spot{s.block + 1, 0}
	}
	return s
}
