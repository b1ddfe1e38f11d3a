package desk

import (
	"slices"
	"testing"

	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

func TestSearchFollowsTheEdits(t *testing.T) {
	k, _ := newDesk()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	for !k.PrepareSearch(1) {
	}
	expect := func(query string, want ...dossier.ID) {
		t.Helper()
		for range 2 { // the second answer is the first, kept
			var got []dossier.ID
			for _, c := range k.Find(filter.Filter{Text: query}).Claims {
				got = append(got, c.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q: got %v, want %v", query, got, want)
			}
		}
	}
	expect("señor")
	k.Write(a, dossier.FieldNote, "Senor")
	expect("señor", a)
	k.Write(a, dossier.FieldNote, "Senora Díaz")
	expect("diaz", a)
	k.CloseField()
	k.Undo()
	expect("diaz")
	expect("", a, b)
	k.SetStance(b, dossier.Deny)
	k.CloseField()
	k.StartPick(b)
	k.Pick(a)
	result := k.Find(filter.Filter{Chosen: map[filter.Facet][]string{filter.Unopposed: {filter.No}, filter.Stance: {"deny"}}})
	if len(result.Claims) != 1 || result.Claims[0].ID != b || result.Total != 2 {
		t.Errorf("found %+v", result)
	}
}
