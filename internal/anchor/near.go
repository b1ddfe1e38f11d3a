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
func (s *search) near() []site {
	var sites []site
	for _, start := range s.windows() {
		if place, ok := s.align(start); ok && s.acceptable(place) && !overlaps(sites, place) {
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
	const width = 8 // tokens; an edit may have put so many in or out
	votes := make(map[int]float64)
	speak := func(row []int, shift int) {
		for i, n := range row {
			if n == unknown || len(s.p.places[n]) > mostPlaces {
				continue
			}
			weight := 1 / float64(len(s.p.places[n]))
			for _, place := range s.p.places[n] {
				start := int(place) - i - shift
				votes[floorDiv(start, width)] += weight
			}
		}
	}
	left := s.prefix[max(0, len(s.prefix)-2*sideTokens):]
	speak(left, -len(left))
	speak(s.row, 0)
	speak(s.suffix[:min(len(s.suffix), 2*sideTokens)], len(s.row))
	type bucket struct {
		at    int
		votes float64
	}
	// A place between two buckets has voices in both.
	loudest := 0.0
	for at, n := range votes {
		loudest = max(loudest, n+votes[at+1])
	}
	var buckets []bucket
	for at, n := range votes {
		if both := n + votes[at+1]; both >= loudest*faint {
			buckets = append(buckets, bucket{at, both})
		}
	}
	slices.SortFunc(buckets, func(a, b bucket) int {
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.at, b.at))
	})
	var starts []int
	for _, b := range buckets[:min(len(buckets), mostWindows)] {
		starts = append(starts, b.at*width)
	}
	return starts
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// align lays the quote over the tokens around start so that the most of it, in
// order, comes to stand on itself, and returns the range from the first such token
// to the last.
func (s *search) align(start int) (site, bool) {
	slack := 12 + len(s.row)/4
	from, to := max(0, start-slack), min(len(s.p.words), start+len(s.row)+2*slack)
	if from >= to {
		return site{}, false
	}
	window := slices.Clone(s.p.words[from:to])
	for at := max(from, s.taken.first); at < min(to, s.taken.last); at++ {
		window[at-from] = unknown
	}
	// score[i][j]: the best for the first i of the quote and the first j of the
	// window. A gap costs a little, so that what belongs together stays together.
	const hit, gap = 4, 1
	columns := len(window) + 1
	score := make([]int, (len(s.row)+1)*columns)
	for i := 1; i <= len(s.row); i++ {
		score[i*columns] = -gap * i
		for j := 1; j <= len(window); j++ {
			best := max(score[(i-1)*columns+j], score[i*columns+j-1]) - gap
			if equal(s.row[i-1], window[j-1]) {
				best = max(best, score[(i-1)*columns+j-1]+hit)
			} else {
				best = max(best, score[(i-1)*columns+j-1]-gap)
			}
			score[i*columns+j] = best
		}
	}
	end := 0
	for j := range columns {
		if score[len(s.row)*columns+j] > score[len(s.row)*columns+end] {
			end = j
		}
	}
	first, last := s.trace(score, columns, window, end)
	if first < 0 {
		return site{}, false
	}
	return s.site(from+first, from+last, s.likeness(from+first, from+last)), true
}

// equal compares the numbers of two words; unknown ones equal nothing.
func equal(a, b int) bool { return a == b && a != unknown }

// trace goes back over the scores and returns the range of the window that the
// quote lies over: replaced tokens at its ends belong to it.
func (s *search) trace(score []int, columns int, window []int, end int) (first, last int) {
	const hit, gap = 4, 1
	first, last = -1, end
	for i, j := len(s.row), end; i > 0 && j > 0; {
		here := score[i*columns+j]
		switch {
		case equal(s.row[i-1], window[j-1]) && here == score[(i-1)*columns+j-1]+hit,
			!equal(s.row[i-1], window[j-1]) && here == score[(i-1)*columns+j-1]-gap:
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
	old := make([]text.Token, len(s.q.quote))
	copy(old, s.q.quote)
	there := s.p.tokens[place.first:place.last]
	capital := s.capitals(place)
	for _, edit := range script(old, there) {
		if edit.same {
			continue
		}
		for _, token := range edit.removed {
			if decisive(token.Text) || s.capitalQuoted(token) {
				return true
			}
		}
		for i, token := range edit.added {
			if decisive(token.Text) || capital[edit.at+i] {
				return true
			}
		}
	}
	// The subject of a sentence stands first: another first word is another subject.
	return len(there) > 0 && len(old) > 0 && old[0].Text != there[0].Text && s.q.cutStart == 0
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

// capitalQuoted reports whether a token of the quote is written with a capital in
// the anchor.
func (s *search) capitalQuoted(token text.Token) bool {
	folded := text.Fold(s.a.Prefix + s.a.Exact + s.a.Suffix)
	origin := folded.Original(token.Span)
	runes := []rune(s.a.Prefix + s.a.Exact + s.a.Suffix)
	return token.Word && int(origin.Start) < len(runes) && unicode.IsUpper(runes[origin.Start])
}

// capitals tells which tokens of a place are written with a capital.
func (s *search) capitals(place site) []bool {
	list := make([]bool, place.last-place.first)
	for i := range list {
		word := s.p.ix.Slice(s.p.original(place.first+i, place.first+i+1))
		r, _ := utf8.DecodeRuneInString(word)
		list[i] = unicode.IsUpper(r)
	}
	return list
}
