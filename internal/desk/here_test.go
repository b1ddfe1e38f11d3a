package desk

import (
	"testing"

	"gainsay/internal/dossier"
)

func TestNextGoesThroughTheClaimsAtOnePlaceFirst(t *testing.T) {
	k, _ := newDesk()
	outer := highlight(t, k, insisted)
	inner := highlight(t, k, "police permission")
	after := highlight(t, k, denied)
	expect := func(what string, got, want dossier.ID) {
		t.Helper()
		if got != want {
			t.Errorf("%s: got %s, want %s", what, got, want)
		}
	}
	k.SetCurrent(after)
	if !k.ChooseAt([]dossier.ID{outer, inner}) || !k.Unsettled() {
		t.Error("coming to a place with two claims is a guess")
	}
	expect("the shortest is current", k.Current(), inner)
	expect("before the shortest there is none of the place", k.Previous(0, nil), "")
	expect("then comes the longer", k.Next(0, nil), outer)
	k.SetCurrent(outer)
	if k.Unsettled() {
		t.Error("who went on has said which one is meant")
	}
	expect("then what comes after the place", k.Next(0, nil), after)
	expect("and back", k.Previous(0, nil), inner)
	k.SetCurrent(after)
	expect("from elsewhere, the order of the article holds", k.Previous(0, nil), inner)

	k.ChooseAt([]dossier.ID{outer, inner})
	if k.ChooseAt([]dossier.ID{inner}) {
		t.Error("the current claim stays current where it is among those of the place")
	}
	k.Settle(outer)
	expect("a claim that was picked stands by itself", k.Next(0, nil), inner)
}
