package anchor

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// near are the places where most of the quote stands, in other words, and which may
// be what became of it, the likest first.
func (s *search) near() []site { return s.alike(s.acceptable) }

// rivals are the places, besides one, that may be what became of the quote if that
// one is not: with another name or number too, where the context is there.
func (s *search) rivals(place site) []site {
	s.taken = place
	return s.alike(func(other site) bool {
		return other.like >= likeWithSide && s.hasContext(other) || s.acceptable(other)
	})
}

func (s *search) alike(acceptable func(site) bool) []site {
	var sites []site
	for _, start := range s.windows() {
		if place, ok := s.align(start); ok && acceptable(place) && !overlaps(sites, place) {
			sites = append(sites, place)
		}
	}
	slices.SortStableFunc(sites, func(a, b site) int { return cmp.Compare(b.like+b.sides(), a.like+a.sides()) })
	return sites
}

func overlaps(sites []site, place site) bool {
	return slices.ContainsFunc(sites, func(other site) bool { return place.first < other.last && other.first < place.last })
}

// windows are the tokens near which the quote may begin: those for which the most
// words of quote and context speak, rare words more than common ones.
func (s *search) windows() []int {
	left := s.prefix[max(0, len(s.prefix)-2*s.reach):]
	s.speak(left, -len(left))
	// Of a long quote the beginning speaks for all of it.
	s.speak(s.row[:min(len(s.row), longRow)], 0)
	if len(s.row) <= longRow {
		s.speak(s.suffix[:min(len(s.suffix), 2*s.reach)], len(s.row))
	}
	votes := s.p.tables.votes
	// A place between two buckets has voices in both.
	both := func(n int32) float32 {
		if int(n)+1 < len(votes) {
			return votes[n] + votes[n+1]
		}
		return votes[n]
	}
	loudest := float32(0)
	for _, n := range s.p.tables.heard {
		loudest = max(loudest, both(n))
	}
	var best []int32
	for _, n := range s.p.tables.heard {
		if both(n) < loudest*faint {
			continue
		}
		at := len(best)
		for at > 0 && (both(best[at-1]) < both(n) || both(best[at-1]) == both(n) && best[at-1] > n) {
			at--
		}
		if at < mostWindows {
			best = slices.Insert(best, at, n)
			best = best[:min(len(best), mostWindows)]
		}
	}
	for _, n := range s.p.tables.heard {
		votes[n] = 0
	}
	s.p.tables.heard = s.p.tables.heard[:0]
	starts := make([]int, len(best))
	for i, n := range best {
		starts[i] = (int(n) - bucketsBefore) * bucketWidth
	}
	return starts
}

const (
	// bucketWidth is how many tokens share a vote: an edit may have put so many in or
	// out before a word and after another.
	bucketWidth = 8

	// bucketsBefore are the buckets for quotes whose beginning would lie before that
	// of the text.
	bucketsBefore = (longRow + 2*letters*sideTokens + bucketWidth - 1) / bucketWidth
)

// speak gives the voices of a row of words that stands so many tokens after the
// beginning of the quote.
func (s *search) speak(row []int32, shift int) {
	t := &s.p.tables
	if t.votes == nil {
		t.votes = make([]float32, bucketsBefore+len(s.p.words)/bucketWidth+2*letters*sideTokens/bucketWidth+2)
	}
	for i, n := range row {
		if n == unknown {
			continue
		}
		places := s.p.places(n)
		if len(places) > mostPlaces {
			continue
		}
		weight := 1 / float32(len(places))
		for _, place := range places {
			bucket := (int(place) - i - shift + bucketsBefore*bucketWidth) / bucketWidth
			if bucket < 0 || bucket >= len(t.votes) {
				continue
			}
			if t.votes[bucket] == 0 {
				t.heard = append(t.heard, int32(bucket))
			}
			t.votes[bucket] += weight
		}
	}
}

// align lays the quote over the tokens around start so that the most of it, in
// order, comes to stand on itself, and returns the range from the first such token
// to the last. Of a long quote only the two ends are laid, each by itself.
func (s *search) align(start int) (site, bool) {
	slack := min(12+len(s.row)/4, mostSlack)
	if len(s.row) <= longRow {
		first, last := s.lay(s.row, start, slack)
		if first < 0 {
			return site{}, false
		}
		return s.site(first, last, s.likeness(first, last)), true
	}
	const half = longRow / 2
	first, headEnd := s.lay(s.row[:half], start, 12+half/4)
	tailStart, last := s.lay(s.row[len(s.row)-half:], start+len(s.row)-half, slack)
	if first < 0 || tailStart < headEnd {
		return site{}, false
	}
	return s.site(first, last, s.likeness(first, last)), true
}

const (
	hit = 4 // what a token that stands on itself is worth
	gap = 1 // what one costs that does not, so that what belongs together stays so
)

// lay is align for one row. It returns -1 where nothing of the row is there.
func (s *search) lay(row []int32, start, slack int) (first, last int) {
	from, to := max(0, start-slack), min(len(s.p.words), start+len(row)+2*slack)
	if from >= to {
		return -1, -1
	}
	t := &s.p.tables
	t.window = append(t.window[:0], s.p.words[from:to]...)
	window := t.window
	for at := max(from, s.taken.first); at < min(to, s.taken.last); at++ {
		window[at-from] = unknown
	}
	// score[i][j]: the best for the first i of the row and the first j of the window.
	columns := len(window) + 1
	t.score = slices.Grow(t.score[:0], (len(row)+1)*columns)[:(len(row)+1)*columns]
	score := t.score
	clear(score[:columns])
	for i := 1; i <= len(row); i++ {
		above, here := score[(i-1)*columns:i*columns], score[i*columns:(i+1)*columns]
		here[0] = int32(-gap * i)
		word, left := row[i-1], here[0]
		for j, there := range window {
			step := above[j] - gap
			if there == word && word != unknown {
				step = above[j] + hit
			}
			left = max(step, above[j+1]-gap, left-gap)
			here[j+1] = left
		}
	}
	bottom := score[len(row)*columns:]
	end := 0
	for j, n := range bottom {
		if n > bottom[end] {
			end = j
		}
	}
	first, last = trace(score, columns, row, window, end)
	if first < 0 {
		return -1, -1
	}
	return from + first, from + last
}

// equal compares the numbers of two words; unknown ones equal nothing.
func equal(a, b int32) bool { return a == b && a != unknown }

// trace goes back over the scores and returns the range of the window that the row
// lies over: replaced tokens at its ends belong to it.
func trace(score []int32, columns int, row, window []int32, end int) (first, last int) {
	first, last = -1, end
	for i, j := len(row), end; i > 0 && j > 0; {
		here := score[i*columns+j]
		same := equal(row[i-1], window[j-1])
		switch {
		case same && here == score[(i-1)*columns+j-1]+hit, !same && here == score[(i-1)*columns+j-1]-gap:
			i, j = i-1, j-1
			first = j
		case here == score[i*columns+j-1]-gap:
			j--
		default:
			i--
		}
	}
	return first, last
}

// acceptable reports whether a place that has neither the quote nor both sides can
// still be what became of the quote.
func (s *search) acceptable(place site) bool {
	if place.whole() {
		return place.like >= 0.3
	}
	if len(s.row) >= passage && place.like >= likeAlone {
		return true
	}
	if s.anotherSubject(place) {
		return false
	}
	if place.left.share >= 0.75 || place.right.share >= 0.75 {
		return place.like >= likeWithSide
	}
	return place.like >= likeAlone
}

// anotherSubject reports whether the words that differ name somebody or something
// else, or another number: then, away from its context, it is another sentence.
func (s *search) anotherSubject(place site) bool {
	old, there := s.q.quote, s.p.slice(place.first, place.last)
	written := text.NewIndex(s.q.whole)
	for _, edit := range script(old, there) {
		if edit.same {
			continue
		}
		for _, token := range edit.removed {
			if decisive(token.Text) || token.Word && capital(written, s.q.folded.Original(token.Span)) {
				return true
			}
		}
		for i, token := range edit.added {
			if decisive(token.Text) || capital(s.p.ix, s.p.original(place.first+edit.at+i, place.first+edit.at+i+1)) {
				return true
			}
		}
	}
	// The subject of a sentence stands first: another first word is another subject.
	return len(there) > 0 && len(old) > 0 && old[0].Text != there[0].Text && s.q.cutStart == 0
}

// capital reports whether what stands in a range begins with a capital.
func capital(ix *text.Index, sp text.Span) bool {
	r, _ := utf8.DecodeRuneInString(ix.Slice(sp))
	return unicode.IsUpper(r)
}

// decisive holds for numbers, and for words of scripts that do not mark names.
func decisive(word string) bool {
	for _, r := range word {
		if unicode.IsDigit(r) || unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana, unicode.Hangul, unicode.Thai, unicode.Arabic, unicode.Hebrew) {
			return true
		}
	}
	return false
}
