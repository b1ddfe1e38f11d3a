package desk

import (
	"cmp"
	"slices"

	"gainsay/internal/dossier"
)

// SourceBoard is who stands against whom: a matrix of the sources by how many
// oppositions there are between each two, and what each source said.
type SourceBoard struct {
	Sources []dossier.Source // their claims in the order in which they were said
	Unnamed int              // oppositions that the matrix leaves out: an end names no source

	counts map[[2]int]int
}

// NewSourceBoard makes the source board of a dossier, its sources in the order of the
// article. What corroborates is not counted.
//
// A claim whose date is known was said on that date. The others follow in the order of
// the article, which is the best that is known of them.
func NewSourceBoard(d *dossier.Dossier) SourceBoard {
	b := SourceBoard{Sources: d.Sources(), counts: make(map[[2]int]int)}
	speaker := make(map[dossier.ID]int, len(d.Claims))
	for i, s := range b.Sources {
		for _, c := range s.Claims {
			speaker[c.ID] = i
		}
		slices.SortStableFunc(s.Claims, bySaying)
	}
	for _, o := range d.Oppositions {
		if !o.Kind.Opposes() {
			continue
		}
		from, named := speaker[o.From]
		to, both := speaker[o.To]
		if !named || !both {
			b.Unnamed++
			continue
		}
		b.counts[[2]int{min(from, to), max(from, to)}]++
	}
	return b
}

// First returns the claims of the first sources, n in all, and how many are left out.
func (b SourceBoard) First(n int) (of [][]*dossier.Claim, left int) {
	for _, s := range b.Sources {
		if n > 0 {
			of = append(of, s.Claims[:min(n, len(s.Claims))])
		}
		left += max(0, len(s.Claims)-n)
		n = max(0, n-len(s.Claims))
	}
	return of, left
}

// LineAt is the claim at a place in the list of all that the sources said, or "".
func (b SourceBoard) LineAt(n int) dossier.ID {
	for _, s := range b.Sources {
		if n < len(s.Claims) {
			return s.Claims[n].ID
		}
		n -= len(s.Claims)
	}
	return ""
}

// Count returns how many oppositions there are between two sources, by their places in
// Sources; of a source and itself, how often it contradicts itself.
func (b SourceBoard) Count(one, other int) int {
	return b.counts[[2]int{min(one, other), max(one, other)}]
}

// Standing returns the places in Sources of those that stand against one, in order.
func (b SourceBoard) Standing() []int {
	var list []int
	for pair := range b.counts {
		list = append(list, pair[0], pair[1])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// bySaying orders claims by when they were said, as far as that is known: ISO 8601
// dates, of which a shorter one, less exact, comes before those within it. They are
// compared as they are written: the clocks of two time zones are not brought together.
func bySaying(a, b *dossier.Claim) int {
	one, other := a.Attribution.Said.When, b.Attribution.Said.When
	switch {
	case one == "" && other != "":
		return 1
	case one != "" && other == "":
		return -1
	}
	return cmp.Compare(one, other)
}
