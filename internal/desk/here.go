package desk

import (
	"slices"

	"gainsay/internal/dossier"
)

// ChooseAt makes one of the claims at one place of the text current: the one that is, if
// it is among them, else the shortest. Next and Previous go through the others before
// they go on. It reports whether another claim is current now.
func (k *Desk) ChooseAt(ids []dossier.ID) bool {
	if len(ids) == 0 || slices.Contains(ids, k.current) {
		return false
	}
	here := k.ShortestFirst(ids)
	changed := k.SetCurrent(here[0])
	k.here = here
	return changed
}

// Settle makes a claim current that the person chose by itself.
func (k *Desk) Settle(id dossier.ID) bool {
	k.here = nil
	return k.SetCurrent(id)
}

// Unsettled reports whether the current claim is a guess: the shortest of several at the
// place that the person came to.
func (k *Desk) Unsettled() bool { return len(k.here) > 1 && k.here[0] == k.current }

// stepHere returns the wanted claim after, or with −1 before, the current one among those
// at the place that the person came to; "" past the last.
func (k *Desk) stepHere(by int, wanted Wanted) dossier.ID {
	at := slices.Index(k.here, k.current)
	if at < 0 {
		return ""
	}
	for at += by; at >= 0 && at < len(k.here); at += by {
		if id := k.here[at]; k.Claim(id) != nil && wanted.includes(id) {
			return id
		}
	}
	return ""
}

// edgeHere returns where in a list the last of the claims at that place stands, or with −1
// the first: from there one goes on. Without such a place it is the current claim.
func (k *Desk) edgeHere(claims []*dossier.Claim, by int) int {
	edge := k.indexIn(claims)
	if !slices.Contains(k.here, k.current) {
		return edge
	}
	for i, c := range claims {
		if slices.Contains(k.here, c.ID) && (i-edge)*by > 0 {
			edge = i
		}
	}
	return edge
}
