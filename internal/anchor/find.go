package anchor

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"gainsay/internal/text"
)

// Finding an anchor again, in a text that may have been edited since.
//
// The danger is not to lose a claim; it is to show one where it does not stand. So
// every way of being unsure has a state of its own, and only two states put a
// highlight on words without a question:
//
//	exact      the same words in the same place, or their only occurrence
//	moved      the same words, elsewhere, and their context tells which place
//	changed    the place is certain, the words differ
//	ambiguous  two places fit about equally
//	orphan     gone
//
// "The same words" is equality of the folded texts (text.Fold), token by token.
// Whatever differs beyond that, a comma or a "not", makes a claim at best changed:
// which difference matters is for a person to say, with both wordings in front of
// them. What remains for the algorithm is to find the place.
//
//	… ministry. | Beijing also insisted … North Koreans. | Although Japan …
//	   prefix   |                quote                   |    suffix
//
// A place is judged by how much of the prefix stands just before it and how much of
// the suffix just after: the sides. A side is intact where its tokens next to the
// quote are all there.
//
//  1. The quote as it is. If it stands once, that is it, unless the claim's own
//     context stands intact elsewhere around other words: then the sentence was
//     edited there, and its old wording occurs in another sentence by chance. If
//     it stands several times, the sides must decide, by a clear margin; and if
//     it stood more often before, it is not enough that one of them is left. Where
//     even the sides were the same more than once, as in a paragraph that occurs
//     twice, the whole of the context decides, or a person. A single copy away
//     from its context is not taken without a question if a place that differs has
//     more of the context, if it has become a part of another sentence ("it is not
//     true that …"), if a word has come in right beside it, or if it is a word or
//     two.
//  2. The context as it is: prefix and suffix intact with something else between
//     them. However little that has in common with the quote, it is what became
//     of it. Prefix and suffix next to each other mean that it was deleted.
//  3. Neither: places that share rare words with quote and context are aligned
//     with them. A place counts with one side and most of the quote, or with
//     nearly all of the quote. Without both sides, a name, a number or a subject
//     that differs means that this is another sentence about somebody else, and
//     the claim is an orphan.
//
// Words are counted as UAX #29 divides them. In Chinese, Japanese and Thai that is by
// letters, of which it takes more to know a place again.
//
// Everything is bounded, so that no claim holds the page up: places that are looked
// at, cells of a table, and, of a claim as long as a chapter, what is aligned of it.
//
// The constants below were set by hand and are held to the figures of
// docs/anchoring.md by a test over generated edits.
const (
	// sideTokens is how much of the context decides about a side. Fewer would find
	// "said on Monday" everywhere; more would break at any edit near by.
	sideTokens = 6

	// intactTokens is how many of those, next to the quote, have to stand there for
	// the side to be intact.
	intactTokens = 4

	// letters is how many letters of a script without spaces, each of which is a
	// token, tell as much as a word. What is counted in tokens above counts so many
	// times as much there.
	letters = 3

	// fewWords is the number of words from which a quote that stands once, though
	// nothing of its context does, is taken for the claim.
	fewWords = 3

	// margin is by how much the sides of one place, each 0 to 1, must outweigh those
	// of the next.
	margin = 0.4

	// enough is what the two sides together must come to for one of several
	// occurrences to be the one.
	enough = 0.8

	// likeWithSide and likeAlone are how much of the quote, from 0 to 1, a place must
	// have with one side or with none.
	likeWithSide = 0.6
	likeAlone    = 0.8

	// rivalry is how near in likeness a second place makes the first ambiguous.
	rivalry = 0.1

	// mostWindows bounds how many places are aligned, and mostPlaces how many places
	// of one word are looked at in search of them.
	mostWindows = 8
	mostPlaces  = 400

	// passage is the length, in tokens, from which a quote is more than a sentence, so
	// that one name that differs does not make another of it.
	passage = 64

	// longRow is the length, in tokens, from which a quote is long: half as much again
	// as a paragraph of 800 characters. Comparing costs its square.
	longRow = 256

	// mostSlack is how many tokens the end of a long quote is looked for away from
	// where it should be.
	mostSlack = 512

	// mostCopies is how many places with the same words are looked at: those with the
	// most of the context right beside them. A person chooses from fewer.
	mostCopies = 64

	// mostEdited is how many places with the context on both sides are compared with
	// the quote. Where there are so many, that context tells no place from another.
	mostEdited = 16

	// faint is the share of the voices for the first place below which a place is not
	// looked at: what has most of the words has far more of them.
	faint = 0.25
)

// State says how well an anchor was found.
type State string

// The states.
const (
	Exact     State = "exact"
	Moved     State = "moved"
	Changed   State = "changed"
	Ambiguous State = "ambiguous"
	Orphan    State = "orphan"
)

// Finding is what became of an anchor.
type Finding struct {
	State      State
	Span       text.Span   // where it stands now: for exact, moved and changed
	Diff       []Edit      // from the quote to the words there: for changed
	Candidates []text.Span // the places between which a person has to choose: for ambiguous
}

// Certain reports whether the words were found, without a question left.
func (f Finding) Certain() bool { return f.State == Exact || f.State == Moved }

// Find finds an anchor in a text. old is the text that the anchor was made in, or
// nil where that is not known; it tells of words that stood there more than once.
func (p *Prepared) Find(a Anchor, old *Prepared) Finding {
	if a.Check(p.ix, p.digest) == nil {
		return Finding{State: Exact, Span: a.Span()}
	}
	q := read(a)
	if len(q.quote) == 0 || q.start >= q.end { // nothing of it can be seen
		return Finding{State: Orphan}
	}
	s := search{p: p, old: old, a: a, q: q, row: p.numbered(q.quote)}
	s.prefix, s.suffix = p.numbered(q.prefix), p.numbered(q.suffix)
	s.reach, s.intact = sideTokens, intactTokens
	if q.unspaced() {
		s.reach, s.intact = sideTokens*letters, intactTokens*letters
	}
	return s.kept(s.run())
}

// kept holds a finding to what its state promises. A letter may stand for several,
// as "…" does for three stops, and a place that begins or ends within one takes in all
// of it; then the words there are others, and a person is asked.
func (s *search) kept(f Finding) Finding {
	if !f.Certain() || saysTheSame(s.p.Slice(f.Span), s.a.Exact) {
		return f
	}
	return Finding{State: Ambiguous, Candidates: []text.Span{f.Span}}
}

// saysTheSame reports whether two texts are the same words, once folded.
func saysTheSame(a, b string) bool {
	return a == b || slices.EqualFunc(text.Tokens(text.Fold(a).Text), text.Tokens(text.Fold(b).Text),
		func(one, other text.Token) bool { return one.Text == other.Text })
}

// search is one anchor on its way through a text.
type search struct {
	p, old              *Prepared
	a                   Anchor
	q                   quoted
	row, prefix, suffix []int32

	reach  int  // how many tokens of the context decide about a side
	intact int  // how many of them, next to the quote, make it intact
	taken  site // tokens that near leaves out
}

// site is a place in the text, as a range of tokens, with its two sides.
type site struct {
	first, last int
	left, right side
	like        float64 // how much of the quote is there, from 0 to 1
}

// side is how much of the context stands at one side of a place.
type side struct {
	share  float64 // from 0 to 1
	intact bool
}

func (s site) sides() float64 { return s.left.share + s.right.share }

func (s site) empty() bool { return s.first == s.last }

func (s site) whole() bool { return s.left.intact && s.right.intact }

func (s *search) run() Finding {
	copies := s.copies()
	if s.a.Text == "" {
		if f, ok := s.literally(copies); ok {
			return f
		}
	}
	edited := s.edited()
	if len(copies) == 0 {
		return s.without(edited)
	}
	best := copies[0]
	if best.whole() {
		return s.standing(copies, edited)
	}
	if len(edited) > 0 && !edited[0].empty() {
		return s.changed(edited)
	}
	deleted := len(edited) > 0
	switch {
	case s.fewer(copies) && deleted:
		return Finding{State: Orphan}
	case s.fewer(copies):
		return s.ambiguous(copies)
	case len(copies) > 1 || deleted && !s.likely(best):
		return s.amongst(copies, deleted)
	}
	return s.only(best, deleted)
}

// only decides about the only copy of the quote, away from its context. What has
// more of the context, or nearly all of the words, may be what became of the claim.
func (s *search) only(best site, deleted bool) Finding {
	if wedged, ok := s.wedged(best); ok {
		return s.changed([]site{wedged})
	}
	for _, near := range s.rivals(best) {
		if near.sides() > best.sides() || near.like >= likeAlone && !s.anotherSubject(near) {
			return s.ambiguous([]site{best, near})
		}
	}
	unsupported := !best.left.intact && !best.right.intact
	switch {
	case unsupported && s.swallowed(best),
		unsupported && deleted && s.old == nil,
		s.slight(best):
		return s.ambiguous([]site{best})
	}
	return s.found(best, Exact)
}

// wedged reports whether words have come in right beside a copy, between it and its
// context in the same sentence, and returns the place with them: "were" is not what
// it was as "were never".
func (s *search) wedged(place site) (site, bool) {
	const most, known = 4, 3 // tokens that came in, and of the context behind them
	wider := place
	for n := 1; n <= most && place.first-n >= known && len(s.prefix) >= known && !s.p.closes(place.first-n); n++ {
		if runBefore(s.prefix[len(s.prefix)-known:], s.p.words[:place.first-n]) == known {
			wider.first -= n
			break
		}
	}
	for n := 1; n <= most && place.last+n <= len(s.p.words)-known && len(s.suffix) >= known && !s.p.closes(place.last+n-1); n++ {
		if runAfter(s.suffix[:known], s.p.words[place.last+n:]) == known {
			wider.last += n
			break
		}
	}
	left := wider.first < place.first && runBefore(s.prefix, s.p.words[:place.first]) == 0
	right := wider.last > place.last && runAfter(s.suffix, s.p.words[place.last:]) == 0
	if !left {
		wider.first = place.first
	}
	if !right {
		wider.last = place.last
	}
	return wider, left || right
}

// swallowed reports whether a quote that began or ended a sentence has become a part
// of one: "it is not true that …".
func (s *search) swallowed(place site) bool {
	if n := len(s.q.prefix); n > 0 && stops(s.q.prefix[n-1].Text) && place.first > 0 && !s.p.closes(place.first-1) {
		return true
	}
	return len(s.q.suffix) > 0 && stops(s.q.suffix[0].Text) && place.last < len(s.p.words) && !s.p.closes(place.last)
}

// slight reports whether a copy is too short to be known again while its context,
// which the anchor has, is not there.
func (s *search) slight(place site) bool {
	if len(s.prefix)+len(s.suffix) == 0 || s.hasContext(place) {
		return false
	}
	words := 0
	for _, token := range s.q.quote {
		if token.Word {
			words++
		}
	}
	return words < fewWords*s.reach/sideTokens
}

// hasContext reports whether something of the context stands beside a place.
func (s *search) hasContext(place site) bool {
	return len(s.prefix) > 0 && place.left.share >= 0.5 || len(s.suffix) > 0 && place.right.share >= 0.5
}

// standing decides where a copy of the quote stands in the whole of its context.
// Another one that does, or other words in the same context, make it a choice,
// unless more of the context tells them apart, or the copy has not moved at all.
func (s *search) standing(copies, edited []site) Finding {
	best := copies[0]
	rivals := []site{best}
	for _, one := range copies[1:] {
		if one.whole() && best.sides()-one.sides() < margin {
			rivals = append(rivals, one)
		}
	}
	for _, one := range edited {
		if !one.empty() {
			rivals = append(rivals, one)
		}
	}
	if s.twins() >= len(rivals) && s.twins() > 1 || len(rivals) > 1 {
		return s.amongTwins(rivals)
	}
	if len(copies) == 1 || s.stayed(best) {
		return s.found(best, Exact)
	}
	return s.found(best, Moved)
}

// twins is how often the quote stood in the same near context in the anchor's own
// text, where that is known; else 1, or 2 if the anchor has more context than one
// that is the only one needs.
func (s *search) twins() int {
	if s.old == nil {
		if s.a.Text != "" && utf8.RuneCountInString(s.a.Prefix) > 3*int(minContext) && utf8.RuneCountInString(s.a.Suffix) > 3*int(minContext) {
			return 2
		}
		return 1
	}
	own := s.before()
	n := 0
	for _, one := range own.copies() {
		if one.whole() {
			n++
		}
	}
	return n
}

// before is the same search in the anchor's own text.
func (s *search) before() search {
	own := search{p: s.old, a: s.a, q: s.q, row: s.old.numbered(s.q.quote), reach: s.reach, intact: s.intact}
	own.prefix, own.suffix = s.old.numbered(s.q.prefix), s.old.numbered(s.q.suffix)
	return own
}

// amongTwins decides between places with the same near context, of which there were
// or are several: by the whole of the context, which was described until it occurred
// but once, or by the position.
func (s *search) amongTwins(rivals []site) Finding {
	var complete []site
	for _, one := range rivals {
		if s.complete(one) {
			complete = append(complete, one)
		}
	}
	if len(complete) == 1 && s.isCopy(complete[0]) {
		if s.stayed(complete[0]) {
			return s.found(complete[0], Exact)
		}
		return s.found(complete[0], Moved)
	}
	if len(rivals) >= s.twins() {
		for _, one := range rivals {
			if s.isCopy(one) && s.stayed(one) {
				return s.found(one, Exact)
			}
		}
	}
	return s.ambiguous(rivals)
}

// isCopy reports whether a place holds the quote as it is, and nothing else.
func (s *search) isCopy(place site) bool {
	return place.last-place.first == len(s.row) && s.p.stands(s.row, place.first)
}

// complete reports whether all of the context, however much the anchor has, stands
// beside a place.
func (s *search) complete(place site) bool {
	return runBefore(s.prefix, s.p.words[:place.first]) == len(s.prefix) && runAfter(s.suffix, s.p.words[place.last:]) == len(s.suffix)
}

// fewer reports whether the quote stood more often in the anchor's own text than it
// does now: then the claim's own place may be the one that is gone.
func (s *search) fewer(copies []site) bool {
	return s.old != nil && len(s.old.occurrences(s.old.numbered(s.q.quote))) > len(copies)
}

// stayed reports whether a place is where the anchor says.
func (s *search) stayed(place site) bool { return s.span(place).Start == s.a.Start }

// likely reports whether the only copy of a deleted sentence may be the sentence
// itself, moved: a sentence that takes a side along, or is too long to be written
// twice by chance.
func (s *search) likely(place site) bool {
	const long = 8
	return place.left.intact || place.right.intact || len(s.row) >= long*s.reach/sideTokens
}

// amongst decides between copies of the quote of which none has its whole context:
// by one intact side that no other has, and by a clear margin. deleted says that
// the quote is missing from its own context, so that a copy without any is not it.
func (s *search) amongst(copies []site, deleted bool) Finding {
	best, second := copies[0], site{}
	if len(copies) > 1 {
		second = copies[1]
	}
	alone := (best.left.intact || best.right.intact) && !slices.ContainsFunc(copies[1:], func(other site) bool {
		return other.left.intact || other.right.intact
	})
	if alone && best.sides() >= enough && best.sides()-second.sides() >= margin && !s.outdone(best) {
		if s.stayed(best) {
			return s.found(best, Exact)
		}
		return s.found(best, Moved)
	}
	if deleted && best.sides() < enough {
		return Finding{State: Orphan}
	}
	if len(s.prefix) == 0 && len(s.suffix) == 0 {
		// An anchor without context has only its position.
		for _, one := range copies {
			if s.a.Start < s.a.End && s.stayed(one) {
				return s.found(one, Exact)
			}
		}
	}
	return s.ambiguous(copies)
}

// outdone reports whether other words have more of the context than a copy of the
// quote has.
func (s *search) outdone(best site) bool {
	return slices.ContainsFunc(s.rivals(best), func(near site) bool { return near.sides() > best.sides() })
}

func (s *search) ambiguous(sites []site) Finding {
	f := Finding{State: Ambiguous}
	for _, one := range sites {
		f.Candidates = append(f.Candidates, s.span(one))
	}
	slices.SortFunc(f.Candidates, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	return f
}

func (s *search) found(place site, state State) Finding {
	return Finding{State: state, Span: s.span(place)}
}

// span is where a place stands in the original. Where the anchor began or ended
// inside a word, and that word is there, so does the span.
func (s *search) span(place site) text.Span {
	span := s.p.original(place.first, place.last)
	if place.first >= place.last {
		return span
	}
	folded := text.Span{Start: s.p.token(place.first).Span.Start, End: s.p.token(place.last - 1).Span.End}
	if s.q.cutStart > 0 && s.p.token(place.first).Text == s.q.quote[0].Text {
		folded.Start += s.q.cutStart
	}
	if s.q.cutEnd > 0 && s.p.token(place.last-1).Text == s.q.quote[len(s.q.quote)-1].Text {
		folded.End -= s.q.cutEnd
	}
	if folded.Start >= folded.End {
		return span
	}
	return text.SnapToGraphemes(s.p.ix, s.p.folded.Original(folded))
}

// copies are the places where the quote stands as it is, those with the better
// sides first. Of very many only the best are looked at, and the one at the anchor's
// own position.
func (s *search) copies() []site {
	places := s.p.occurrences(s.row)
	if len(places) > mostCopies {
		places = s.likeliest(places)
	}
	sites := make([]site, 0, len(places))
	for _, at := range places {
		sites = append(sites, s.site(at, at+len(s.row), 1))
	}
	sortBySides(sites)
	return sites
}

// likeliest are the places with the most of the context right beside them.
func (s *search) likeliest(places []int) []int {
	beside := func(at int) int {
		left := runBefore(s.prefix[max(0, len(s.prefix)-2*s.reach):], s.p.words[:at])
		right := runAfter(s.suffix[:min(len(s.suffix), 2*s.reach)], s.p.words[at+len(s.row):])
		return left + right
	}
	// By how much stands beside them; there are few possibilities.
	var sorted [4*letters*sideTokens + 2][]int
	own := int32(s.p.folded.FoldedAt(s.a.Start))
	for _, at := range places {
		n := beside(at)
		if s.p.from[at] == own {
			n = len(sorted) - 1
		}
		if len(sorted[n]) < mostCopies {
			sorted[n] = append(sorted[n], at)
		}
	}
	var best []int
	for n := len(sorted) - 1; n >= 0; n-- {
		best = append(best, sorted[n]...)
	}
	return best[:mostCopies]
}

func sortBySides(sites []site) {
	slices.SortStableFunc(sites, func(a, b site) int { return cmp.Compare(b.sides(), a.sides()) })
}

// runBefore is how many of the last words of two rows are the same.
func runBefore(near, there []int32) int {
	run := 0
	for run < len(near) && run < len(there) && equal(near[len(near)-1-run], there[len(there)-1-run]) {
		run++
	}
	return run
}

// runAfter is how many of the first words of two rows are the same.
func runAfter(near, there []int32) int {
	run := 0
	for run < len(near) && run < len(there) && equal(near[run], there[run]) {
		run++
	}
	return run
}

func (s *search) site(first, last int, like float64) site {
	return site{first: first, last: last, left: s.leftOf(first), right: s.rightOf(last), like: like}
}

// leftOf compares the end of the prefix with what stands before a token.
func (s *search) leftOf(at int) side {
	near := s.prefix[max(0, len(s.prefix)-2*s.reach):]
	there := s.p.words[max(0, at-len(near)-2):at] // a word or two may have come in
	if len(near) == 0 {
		return edge(s.q.atStart && at == 0)
	}
	run := runBefore(near, there)
	if run == len(near) {
		return side{share: 1, intact: true}
	}
	return side{share: s.p.common(near, there), intact: run >= min(s.intact, len(near))}
}

// rightOf compares the beginning of the suffix with what stands from a token on.
func (s *search) rightOf(at int) side {
	near := s.suffix[:min(len(s.suffix), 2*s.reach)]
	there := s.p.words[at:min(len(s.p.words), at+len(near)+2)]
	if len(near) == 0 {
		return edge(s.q.atEnd && at == len(s.p.words))
	}
	run := runAfter(near, there)
	if run == len(near) {
		return side{share: 1, intact: true}
	}
	return side{share: s.p.common(near, there), intact: run >= min(s.intact, len(near))}
}

// edge is the side of a quote that stood at an end of its text.
func edge(still bool) side {
	if still {
		return side{share: 1, intact: true}
	}
	return side{share: 0.5}
}

// common is how much of one row stands in another in the same order, from 0 to 1.
// Neither is longer than twice the side that decides, and two.
func (p *Prepared) common(near, there []int32) float64 {
	before, now := p.tables.before[:len(there)+1], p.tables.now[:len(there)+1]
	clear(before)
	clear(now)
	for _, a := range near {
		for j, b := range there {
			now[j+1] = max(before[j+1], now[j])
			if a == b && a != unknown {
				now[j+1] = max(now[j+1], before[j]+1)
			}
		}
		before, now = now, before
	}
	return float64(before[len(there)]) / float64(len(near))
}

// edited are the places where prefix and suffix stand intact around something that
// is not the quote, the likest first.
func (s *search) edited() []site {
	left := s.prefix[max(0, len(s.prefix)-s.reach):]
	right := s.suffix[:min(len(s.suffix), s.reach)]
	if len(left) == 0 && !s.q.atStart || len(right) == 0 && !s.q.atEnd || len(left)+len(right) == 0 {
		return nil
	}
	starts, ends := s.p.occurrences(left), s.p.occurrences(right)
	for i := range starts {
		starts[i] += len(left)
	}
	if s.q.atStart {
		starts = []int{0}
	}
	if s.q.atEnd {
		ends = []int{len(s.p.words)}
	}
	// As long as an edited sentence may be: half as long again, and a clause more.
	longest := len(s.row)*3/2 + 12
	var sites []site
	for _, first := range starts[:min(len(starts), mostPlaces)] {
		if len(sites) == mostEdited {
			break
		}
		at, _ := slices.BinarySearch(ends, first)
		if at == len(ends) || ends[at]-first > longest || s.within(first, ends[at]) {
			continue
		}
		sites = append(sites, site{
			first: first, last: ends[at], left: side{1, true}, right: side{1, true},
			like: s.likeness(first, ends[at]),
		})
	}
	slices.SortStableFunc(sites, func(a, b site) int { return cmp.Compare(b.like, a.like) })
	return sites
}

// within reports whether the quote stands as it is inside a range of tokens, with
// nothing beside it but whole sentences: those do not change it. A word beside it,
// a "not" say, would.
func (s *search) within(first, last int) bool {
	for _, at := range scan(s.row, s.p.words[first:max(first, last)]) {
		after := first + at + len(s.row)
		return (at == 0 || s.p.closes(first+at-1)) && (after == last || s.p.closes(after-1))
	}
	return false
}

// closes reports whether a sentence ends with a token: a stop, or a quotation mark
// or bracket after one.
func (p *Prepared) closes(at int) bool {
	for ; at >= 0; at-- {
		switch word := p.texts[p.words[at]]; word {
		case `"`, "'", ")", "]":
			continue
		default:
			return stops(word)
		}
	}
	return false
}

// stops holds for the marks that end a sentence.
func stops(mark string) bool {
	switch mark {
	case ".", "!", "?", "...", "。", "۔", "؟", "।":
		return true
	}
	return false
}

// likeness is how much of the quote stands in a range of tokens, in the same order,
// from 0 to 1. Of a long quote the order is not asked for.
func (s *search) likeness(first, last int) float64 {
	if first >= last {
		return 0
	}
	there := s.p.words[first:last]
	shared := 0
	if len(s.row) <= longRow && len(there) <= 2*longRow {
		shared = s.p.inOrder(s.row, there)
	} else {
		shared = inAnyOrder(s.row, there)
	}
	return 2 * float64(shared) / float64(len(s.row)+len(there))
}

// inOrder is the length of the longest common subsequence of two rows.
func (p *Prepared) inOrder(a, b []int32) int {
	shared := 0
	for len(a) > 0 && len(b) > 0 && equal(a[0], b[0]) {
		a, b, shared = a[1:], b[1:], shared+1
	}
	for len(a) > 0 && len(b) > 0 && equal(a[len(a)-1], b[len(b)-1]) {
		a, b, shared = a[:len(a)-1], b[:len(b)-1], shared+1
	}
	t := &p.tables
	t.last = slices.Grow(t.last[:0], len(b)+1)[:len(b)+1]
	best := t.last // of the rows so far, for each length of b
	clear(best)
	for _, n := range a {
		corner := int32(0) // what best[j] was before this row
		for j, m := range b {
			up := best[j+1]
			if n == m && n != unknown {
				best[j+1] = corner + 1
			} else if best[j] > up {
				best[j+1] = best[j]
			}
			corner = up
		}
	}
	return shared + int(best[len(b)])
}

// inAnyOrder is how many words two rows have in common.
func inAnyOrder(a, b []int32) int {
	count := make(map[int32]int, len(a))
	for _, n := range a {
		if n != unknown {
			count[n]++
		}
	}
	shared := 0
	for _, n := range b {
		if count[n] > 0 {
			count[n]--
			shared++
		}
	}
	return shared
}

// without finds a quote that does not stand anywhere as it is.
func (s *search) without(edited []site) Finding {
	if len(edited) > 0 && !edited[0].empty() {
		return s.changed(edited)
	}
	near := s.near()
	if len(near) == 0 {
		return Finding{State: Orphan}
	}
	best := near[0]
	if len(near) > 1 && best.like+best.sides()-near[1].like-near[1].sides() < rivalry {
		return s.ambiguous(near[:2])
	}
	return s.changed(near[:1])
}

// changed is a place where other words stand now. Several with the same context and
// about the same words are for a person to choose from.
func (s *search) changed(sites []site) Finding {
	if len(sites) > 1 && sites[0].like-sites[1].like < rivalry {
		return s.ambiguous(sites[:2])
	}
	span := s.span(sites[0])
	return Finding{State: Changed, Span: span, Diff: diff(s.a.Exact, s.p.ix.Slice(span))}
}
