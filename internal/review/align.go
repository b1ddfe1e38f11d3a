package review

import (
	"cmp"
	"slices"

	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Rule says which claims of two dossiers can be the same.
type Rule int

// The rules, from the strictest to the most lenient. What is put together wrongly in a
// merge fills one claim with what was said in another, so merging asks for more than
// comparing, which only shows two claims side by side.
const (
	// Alike takes claims with the same id, wherever they stand, then those of which half
	// of all that either marks is marked by both.
	Alike Rule = iota

	// Overlapping takes claims with the same id, then those of which half of the shorter
	// is marked by both: the clause and the whole sentence.
	Overlapping

	// Marked does not ask for ids: it takes claims that have a character in common.
	Marked
)

// Pair is one claim as two dossiers have it.
type Pair struct {
	A, B *dossier.Claim

	// Common is how many code points both mark, of All that either does. Both are 0
	// where they do not overlap and only their ids are the same.
	Common, All text.CodePoint
}

// SameSpan reports whether both mark the same words.
func (p Pair) SameSpan() bool { return p.All > 0 && p.Common == p.All }

// Alignment says which claims of two dossiers are the same. Every claim is in at most
// one pair. Pairs and OnlyA are in the order of A, OnlyB in that of B.
type Alignment struct {
	Pairs []Pair
	OnlyA []*dossier.Claim
	OnlyB []*dossier.Claim

	ofA, ofB map[dossier.ID]int // the index of a claim's pair
}

// Align pairs the claims of two dossiers that are on the same text. Those that overlap
// most, measured by Common over All, are paired first; of several that overlap as much, those
// with the same source and stance. The pairs are the same when the dossiers change places.
func Align(a, b *dossier.Dossier, rule Rule) Alignment {
	return align(a, b, rule, func(dossier.ID) bool { return false })
}

// align is Align where claims with some ids are paired by their ids alone.
func align(a, b *dossier.Dossier, rule Rule, fixed func(dossier.ID) bool) Alignment {
	al := Alignment{ofA: make(map[dossier.ID]int), ofB: make(map[dossier.ID]int)}
	if rule != Marked {
		for _, one := range a.Claims {
			if other := b.Claim(one.ID); other != nil {
				common, all := overlap(placeOf(one), placeOf(other))
				al.pair(Pair{A: one, B: other, Common: common, All: all})
			}
		}
	}
	for _, c := range al.candidates(a, b, rule, fixed) {
		if _, taken := al.ofA[c.A.ID]; taken {
			continue
		}
		if _, taken := al.ofB[c.B.ID]; !taken {
			al.pair(c.Pair)
		}
	}
	al.finish(a, b)
	return al
}

func (al *Alignment) pair(p Pair) {
	al.ofA[p.A.ID], al.ofB[p.B.ID] = len(al.Pairs), len(al.Pairs)
	al.Pairs = append(al.Pairs, p)
}

// finish brings the pairs into order and lists the claims that are in none.
func (al *Alignment) finish(a, b *dossier.Dossier) {
	slices.SortFunc(al.Pairs, func(p, q Pair) int { return dossier.ByPlace(p.A, q.A) })
	for i, p := range al.Pairs {
		al.ofA[p.A.ID], al.ofB[p.B.ID] = i, i
	}
	for _, c := range a.Claims {
		if _, paired := al.ofA[c.ID]; !paired {
			al.OnlyA = append(al.OnlyA, c)
		}
	}
	for _, c := range b.Claims {
		if _, paired := al.ofB[c.ID]; !paired {
			al.OnlyB = append(al.OnlyB, c)
		}
	}
}

// InA returns the claim of A that a claim of B is the same as, or nil.
func (al *Alignment) InA(b dossier.ID) *dossier.Claim {
	if i, paired := al.ofB[b]; paired {
		return al.Pairs[i].A
	}
	return nil
}

// InB returns the claim of B that a claim of A is the same as, or nil.
func (al *Alignment) InB(a dossier.ID) *dossier.Claim {
	if i, paired := al.ofA[a]; paired {
		return al.Pairs[i].B
	}
	return nil
}

// place is where a claim stands: in the present text, or in the last one that it was
// found in.
type place struct {
	text string
	span text.Span
}

// placeOf leaves the text empty where it is the present one, whichever that is.
func placeOf(c *dossier.Claim) place {
	if span, shown := c.Place(); shown {
		return place{span: span}
	}
	return place{text: c.Anchor.Text, span: c.Anchor.Span()}
}

// overlap counts the code points that both mark, and those that either does.
func overlap(a, b place) (common, all text.CodePoint) {
	if a.text != b.text {
		return 0, 0
	}
	both, any := a.span.Intersect(b.span)
	if !any {
		return 0, 0
	}
	return both.Len(), a.span.Len() + b.span.Len() - both.Len()
}

// candidate is a pair that could be, with what tells it from others that overlap as
// much.
type candidate struct {
	Pair
	likeness int
	low, top dossier.ID // the two ids in order, so that it does not matter which is A
}

// candidates lists the pairs that the rule allows among claims not paired yet, the best
// first.
func (al *Alignment) candidates(a, b *dossier.Dossier, rule Rule, fixed func(dossier.ID) bool) []candidate {
	byText := make(map[string][]*dossier.Claim)
	for _, c := range b.Claims {
		if _, taken := al.ofB[c.ID]; !taken && !fixed(c.ID) {
			in := placeOf(c).text
			byText[in] = append(byText[in], c)
		}
	}
	for _, list := range byText {
		slices.SortStableFunc(list, func(x, y *dossier.Claim) int {
			return cmp.Compare(placeOf(x).span.Start, placeOf(y).span.Start)
		})
	}
	var found []candidate
	for _, one := range a.Claims {
		if _, taken := al.ofA[one.ID]; taken || fixed(one.ID) {
			continue
		}
		at := placeOf(one)
		for _, other := range byText[at.text] {
			if placeOf(other).span.Start >= at.span.End {
				break
			}
			if common, all := overlap(at, placeOf(other)); rule.allows(common, all, min(at.span.Len(), placeOf(other).span.Len())) {
				found = append(found, candidate{
					Pair:     Pair{A: one, B: other, Common: common, All: all},
					likeness: likeness(one, other), low: min(one.ID, other.ID), top: max(one.ID, other.ID),
				})
			}
		}
	}
	slices.SortFunc(found, func(x, y candidate) int {
		// Common/All of each, the greater first, without dividing.
		return cmp.Or(cmp.Compare(y.Common*x.All, x.Common*y.All), cmp.Compare(y.likeness, x.likeness),
			cmp.Compare(x.low, y.low), cmp.Compare(x.top, y.top))
	})
	return found
}

// allows reports whether claims with so many code points in common can be the same.
func (r Rule) allows(common, all, shorter text.CodePoint) bool {
	switch r {
	case Alike:
		return common > 0 && 2*common >= all
	case Overlapping:
		return common > 0 && 2*common >= shorter
	}
	return common > 0
}

// likeness counts what else two claims have in common.
func likeness(a, b *dossier.Claim) (n int) {
	if key := dossier.SourceKey(a.Attribution.Source.Text); key != "" && key == dossier.SourceKey(b.Attribution.Source.Text) {
		n++
	}
	if a.Stance != "" && a.Stance == b.Stance {
		n++
	}
	return n
}
