package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// Prepared is a text made ready for finding anchors in it: folded, divided into
// tokens, and with a list of the places of each.
type Prepared struct {
	ix     *text.Index
	digest string
	folded *text.Folded

	tokens []text.Token
	words  []int          // the number of each token's text
	number map[string]int // of a token's text
	places [][]int32      // where a token stands, by its number
}

// Prepare makes a text ready. digest is the SHA-256 of the text.
func Prepare(ix *text.Index, digest string) *Prepared {
	p := &Prepared{ix: ix, digest: digest, folded: text.Fold(ix.String()), number: make(map[string]int)}
	p.tokens = text.Tokens(p.folded.Text)
	p.words = make([]int, len(p.tokens))
	for i, token := range p.tokens {
		n, known := p.number[token.Text]
		if !known {
			n = len(p.places)
			p.number[token.Text] = n
			p.places = append(p.places, nil)
		}
		p.words[i] = n
		p.places[n] = append(p.places[n], int32(i))
	}
	return p
}

// Slice returns the words in a range of the text.
func (p *Prepared) Slice(sp text.Span) string { return p.ix.Slice(sp) }

// unknown numbers the words that the text does not have. No two of them are equal
// to each other here, nor to any word of the text.
const unknown = -1

func (p *Prepared) numbered(tokens []text.Token) []int {
	numbers := make([]int, len(tokens))
	for i, token := range tokens {
		n, known := p.number[token.Text]
		if !known {
			n = unknown
		}
		numbers[i] = n
	}
	return numbers
}

// original returns where the tokens from first up to, and without, last stand in
// the original text.
func (p *Prepared) original(first, last int) text.Span {
	if first >= last {
		at := p.ix.Len()
		if first < len(p.tokens) {
			at = p.folded.Original(p.tokens[first].Span).Start
		}
		return text.Span{Start: at, End: at}
	}
	span := p.folded.Original(text.Span{Start: p.tokens[first].Span.Start, End: p.tokens[last-1].Span.End})
	return text.SnapToGraphemes(p.ix, span)
}

// occurrences returns where a row of words stands, by looking where the rarest of
// them does.
func (p *Prepared) occurrences(row []int) []int {
	if len(row) == 0 {
		return nil
	}
	rarest := 0
	for i, n := range row {
		if n == unknown {
			return nil
		}
		if len(p.places[n]) < len(p.places[row[rarest]]) {
			rarest = i
		}
	}
	var found []int
	for _, place := range p.places[row[rarest]] {
		if start := int(place) - rarest; p.stands(row, start) {
			found = append(found, start)
		}
	}
	return found
}

// stands reports whether a row of words stands at a token.
func (p *Prepared) stands(row []int, at int) bool {
	if at < 0 || at+len(row) > len(p.words) {
		return false
	}
	for i, n := range row {
		if p.words[at+i] != n {
			return false
		}
	}
	return true
}

// quoted is an anchor's quote and context as tokens. Where the quote begins or ends
// inside a word, the whole word counts as quoted, and cutStart and cutEnd say how
// much of it the anchor leaves out, in folded code points.
type quoted struct {
	prefix, quote, suffix []text.Token
	cutStart, cutEnd      text.CodePoint
	atStart, atEnd        bool // there is nothing before, or after, in the anchor's own text
}

// read divides an anchor into tokens.
func read(a Anchor) quoted {
	folded := text.Fold(a.Prefix + a.Exact + a.Suffix)
	start := folded.FoldedAt(text.CodePoint(utf8.RuneCountInString(a.Prefix)))
	end := folded.FoldedAt(text.CodePoint(utf8.RuneCountInString(a.Prefix + a.Exact)))
	// An anchor that names its text was described with all the context there was.
	described := a.Text != ""
	q := quoted{
		atStart: described && strings.TrimFunc(a.Prefix, unicode.IsSpace) == "",
		atEnd:   described && strings.TrimFunc(a.Suffix, unicode.IsSpace) == "",
	}
	for _, token := range text.Tokens(folded.Text) {
		switch {
		case token.Span.End <= start:
			q.prefix = append(q.prefix, token)
		case token.Span.Start >= end:
			q.suffix = append(q.suffix, token)
		default:
			if token.Span.Start < start {
				q.cutStart = start - token.Span.Start
			}
			if token.Span.End > end {
				q.cutEnd = token.Span.End - end
			}
			q.quote = append(q.quote, token)
		}
	}
	return q
}
