package review

import "gainsay/internal/dossier"

// ends says which claim of one dossier a claim of the other is, or "".
type ends func(dossier.ID) dossier.ID

// endsOf is where an alignment leads the claims of B.
func endsOf(al Alignment) ends {
	return func(b dossier.ID) dossier.ID {
		if a := al.InA(b); a != nil {
			return a.ID
		}
		return ""
	}
}

// matches says which oppositions of two dossiers are the same.
type matches struct {
	ofA, ofB map[dossier.ID]*dossier.Opposition // the other of a pair, by the id that it has in A, in B
	onlyA    []*dossier.Opposition
	onlyB    []*dossier.Opposition
}

// sameEnds reports whether two oppositions join the same claims, in the same direction
// where either has one.
func sameEnds(a, b *dossier.Opposition, in ends) bool {
	from, to := in(b.From), in(b.To)
	return a.From == from && a.To == to || a.Joins(from, to) && !a.Kind.Directed() && !b.Kind.Directed()
}

// alignOppositions pairs the oppositions of two dossiers whose claims are aligned: those
// with the same id that join the same claims, then those of the same kind, where that
// has one in the same direction, that do.
func alignOppositions(a, b *dossier.Dossier, in ends) matches {
	m := matches{ofA: make(map[dossier.ID]*dossier.Opposition), ofB: make(map[dossier.ID]*dossier.Opposition)}
	pair := func(one, other *dossier.Opposition) { m.ofA[one.ID], m.ofB[other.ID] = other, one }
	for _, other := range b.Oppositions {
		if one := a.Opposition(other.ID); one != nil && sameEnds(one, other, in) {
			pair(one, other)
		}
	}
	type link struct {
		kind     dossier.Kind
		from, to dossier.ID
	}
	linkOf := func(kind dossier.Kind, from, to dossier.ID) link {
		if !kind.Directed() && to < from {
			from, to = to, from
		}
		return link{kind, from, to}
	}
	free := make(map[link][]*dossier.Opposition)
	for _, one := range a.Oppositions {
		if m.ofA[one.ID] == nil {
			key := linkOf(one.Kind, one.From, one.To)
			free[key] = append(free[key], one)
		}
	}
	for _, other := range b.Oppositions {
		if m.ofB[other.ID] != nil {
			continue
		}
		key := linkOf(other.Kind, in(other.From), in(other.To))
		if list := free[key]; len(list) > 0 {
			pair(list[0], other)
			free[key] = list[1:]
			continue
		}
		m.onlyB = append(m.onlyB, other)
	}
	for _, one := range a.Oppositions {
		if m.ofA[one.ID] == nil {
			m.onlyA = append(m.onlyA, one)
		}
	}
	return m
}
