package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// Prepared is a text made ready for finding anchors in it: folded, divided into
// tokens, and with a list of the places of each. It keeps the tables that finding
// fills, so that two goroutines must not search one at the same time.
type Prepared struct {
	ix     *text.Index
	digest string
	folded *text.Folded

	words    []int32          // the number of each token's text
	from, to []int32          // where each token stands in the folded text
	texts    []string         // of each number
	number   map[string]int32 // of a token's text
	first    []int32          // for each number, where its places begin
	place    []int32          // the places of all numbers, one number after the other

	tables tables
}

// tables are rooms for what is computed while one anchor is searched.
type tables struct {
	votes       []float32
	heard       []int32 // which of the votes are not 0
	score       []int32
	window      []int32
	before, now [2*letters*sideTokens + 3]int32
	last        []int32
}

// Prepare makes a text ready. digest is the SHA-256 of the text.
func Prepare(ix *text.Index, digest string) *Prepared {
	p := NewPreparation(ix, digest)
	for !p.Step() {
	}
	return p.Prepared()
}

// Preparation is a text on its way to being prepared, for those who cannot wait
// for a long one: each Step is a bounded piece of the work.
type Preparation struct {
	p       *Prepared
	folding *text.Folding
	tokens  *text.Tokenizer // nil while the text is being folded
	done    bool
}

const (
	// foldAtOnce is how many bytes a step folds, and tokensAtOnce how many tokens it
	// numbers: either takes a few milliseconds in a browser.
	foldAtOnce   = 64 << 10
	tokensAtOnce = 12 << 10
)

// NewPreparation begins to make a text ready, whose digest is given. Nothing is
// done before the first step.
func NewPreparation(ix *text.Index, digest string) *Preparation {
	return &Preparation{
		p:       &Prepared{ix: ix, digest: digest, number: make(map[string]int32)},
		folding: text.NewFolding(ix.String()),
	}
}

// Step does a piece of the work, and reports whether all of it is done.
func (s *Preparation) Step() (done bool) {
	switch {
	case s.done:
	case s.tokens != nil:
		s.done = s.p.read(s.tokens, tokensAtOnce)
	case s.folding.Step(foldAtOnce):
		s.p.folded = s.folding.Folded()
		s.tokens = text.NewTokenizer(s.p.folded.Text)
		expected := len(s.p.folded.Text)/5 + 16
		s.p.words = make([]int32, 0, expected)
		s.p.from, s.p.to = make([]int32, 0, expected), make([]int32, 0, expected)
	}
	return s.done
}

// Prepared returns the text made ready, or nil as long as a step is to be done.
func (s *Preparation) Prepared() *Prepared {
	if !s.done {
		return nil
	}
	return s.p
}

// read numbers some tokens more, and reports whether that was all of them.
func (p *Prepared) read(tokens *text.Tokenizer, most int) (done bool) {
	for range most {
		if !tokens.Next() {
			p.list()
			return true
		}
		token := tokens.Token
		n, known := p.number[token.Text]
		if !known {
			n = int32(len(p.texts))
			p.number[token.Text] = n
			p.texts = append(p.texts, token.Text)
		}
		p.words = append(p.words, n)
		p.from, p.to = append(p.from, int32(token.Span.Start)), append(p.to, int32(token.Span.End))
	}
	return false
}

// list makes the list of the places of each number.
func (p *Prepared) list() {
	p.first = make([]int32, len(p.texts)+2)
	for _, n := range p.words {
		p.first[n+2]++
	}
	for n := 2; n < len(p.first); n++ {
		p.first[n] += p.first[n-1]
	}
	p.place = make([]int32, len(p.words))
	for i, n := range p.words {
		p.place[p.first[n+1]] = int32(i)
		p.first[n+1]++
	}
}

// places are where a number stands, in order.
func (p *Prepared) places(n int32) []int32 { return p.place[p.first[n]:p.first[n+1]] }

// Slice returns the words in a range of the text.
func (p *Prepared) Slice(sp text.Span) string { return p.ix.Slice(sp) }

// token returns one token of the folded text.
func (p *Prepared) token(at int) text.Token {
	return text.Token{Text: p.texts[p.words[at]], Span: text.Span{Start: text.CodePoint(p.from[at]), End: text.CodePoint(p.to[at])}}
}

// slice returns some tokens of the folded text.
func (p *Prepared) slice(first, last int) []text.Token {
	list := make([]text.Token, 0, last-first)
	for at := first; at < last; at++ {
		list = append(list, p.token(at))
	}
	return list
}

// unknown numbers the words that the text does not have. No two of them are equal
// to each other here, nor to any word of the text.
const unknown = -1

func (p *Prepared) numbered(tokens []text.Token) []int32 {
	numbers := make([]int32, len(tokens))
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
		if first < len(p.words) {
			at = p.folded.Original(p.token(first).Span).Start
		}
		return text.Span{Start: at, End: at}
	}
	span := p.folded.Original(text.Span{Start: text.CodePoint(p.from[first]), End: text.CodePoint(p.to[last-1])})
	return text.SnapToGraphemes(p.ix, span)
}

// occurrences returns where a row of words stands, by looking where the rarest of
// them does.
func (p *Prepared) occurrences(row []int32) []int {
	if len(row) == 0 {
		return nil
	}
	rarest := 0
	for i, n := range row {
		if n == unknown {
			return nil
		}
		if len(p.places(n)) < len(p.places(row[rarest])) {
			rarest = i
		}
	}
	places := p.places(row[rarest])
	if len(places)*len(row) > 4*len(p.words) {
		return scan(row, p.words)
	}
	var found []int
	for _, place := range places {
		if start := int(place) - rarest; p.stands(row, start) {
			found = append(found, start)
		}
	}
	return found
}

// scan is occurrences where even the rarest word is common: one walk over all words,
// by Knuth, Morris and Pratt, which a row that repeats itself cannot slow.
func scan(row, words []int32) []int {
	// border[i]: the longest beginning of the row that is also an end of its first i.
	border := make([]int, len(row)+1)
	border[0] = -1
	for i, k := 0, -1; i < len(row); {
		for k >= 0 && row[i] != row[k] {
			k = border[k]
		}
		i, k = i+1, k+1
		border[i] = k
	}
	var found []int
	k := 0
	for i, n := range words {
		for k >= 0 && (k == len(row) || row[k] != n) {
			k = border[k]
		}
		k++
		if k == len(row) {
			found = append(found, i+1-len(row))
		}
	}
	return found
}

// stands reports whether a row of words stands at a token.
func (p *Prepared) stands(row []int32, at int) bool {
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

	whole      string // prefix, quote and suffix
	folded     *text.Folded
	start, end text.CodePoint // of the quote in the folded whole
}

// read divides an anchor into tokens.
func read(a Anchor) quoted {
	// Another program may have given the whole article as context.
	prefix, suffix := a.Prefix, a.Suffix
	if most := int(4 * maxContext); len(prefix) > most {
		prefix = strings.ToValidUTF8(prefix[len(prefix)-most:], "")
	}
	if most := int(4 * maxContext); len(suffix) > most {
		suffix = strings.ToValidUTF8(suffix[:most], "")
	}
	whole := prefix + a.Exact + suffix
	folded := text.Fold(whole)
	before := utf8.RuneCountInString(prefix)
	start := folded.FoldedAt(text.CodePoint(before))
	end := folded.FoldedAt(text.CodePoint(before + utf8.RuneCountInString(a.Exact)))
	// An anchor that names its text was described with all the context there was.
	described := a.Text != ""
	q := quoted{
		whole: whole, folded: folded, start: start, end: end,
		atStart: described && strings.TrimFunc(a.Prefix, unicode.IsSpace) == "",
		atEnd:   described && strings.TrimFunc(a.Suffix, unicode.IsSpace) == "",
	}
	tokens := text.Tokens(folded.Text)
	first, last := 0, len(tokens)
	for first < last && tokens[first].Span.End <= start {
		first++
	}
	for last > first && tokens[last-1].Span.Start >= end {
		last--
	}
	q.prefix, q.quote, q.suffix = tokens[:first], tokens[first:last], tokens[last:]
	if len(q.quote) > 0 {
		q.cutStart = max(0, start-q.quote[0].Span.Start)
		q.cutEnd = max(0, q.quote[len(q.quote)-1].Span.End-end)
	}
	return q
}

// unspaced reports whether most tokens are single letters of a script without spaces
// between words.
func (q *quoted) unspaced() bool {
	words, single := 0, 0
	for _, tokens := range [][]text.Token{q.prefix, q.quote, q.suffix} {
		for _, token := range tokens {
			if token.Word {
				words++
				if token.Span.Len() == 1 && decisive(token.Text) && !unicode.IsDigit([]rune(token.Text)[0]) {
					single++
				}
			}
		}
	}
	return single*2 > words
}
