package desk

import (
	"testing"

	"gainsay/internal/dossier"
)

func TestKeysOfAnItem(t *testing.T) {
	for _, press := range []struct {
		key    Key
		single bool
		want   ItemAct
	}{
		{Key{Key: "a"}, true, ItemTakeA},
		{Key{Key: "b", OnControl: true}, true, ItemTakeB},
		{Key{Key: "E"}, true, ItemEdit}, // Caps Lock
		{Key{Key: "s"}, true, ItemSkip},
		{Key{Key: "n"}, true, ItemNext},
		{Key{Key: "p"}, true, ItemPrevious},
		{Key{Key: "ArrowDown"}, false, ItemNext},
		{Key{Key: "ArrowUp"}, false, ItemPrevious},
		{Key{Key: "a"}, false, ItemNothing},
		{Key{Key: "a", InField: true}, true, ItemNothing},
		{Key{Key: "ArrowDown", InField: true}, true, ItemNothing},
		{Key{Key: "a", InDialog: true}, true, ItemNothing},
		{Key{Key: "a", Composing: true}, true, ItemNothing},
		{Key{Key: "a", Ctrl: true}, true, ItemNothing},
		{Key{Key: "a", Alt: true}, true, ItemNothing},
		{Key{Key: "b", Meta: true}, true, ItemNothing},
		{Key{Key: "A", Shift: true}, true, ItemNothing},
		{Key{Key: "h"}, true, ItemNothing},
	} {
		if got := ItemActFor(press.key, press.single); got != press.want {
			t.Errorf("%+v, single keys %v: %q, want %q", press.key, press.single, got, press.want)
		}
	}
}

func TestProvenanceInWords(t *testing.T) {
	from := []string{"Ada", "Ben"}
	for _, told := range []struct {
		p    dossier.Provenance
		want string
	}{
		{dossier.Provenance{}, ""},
		{dossier.Provenance{Settled: dossier.Unanimous, From: from}, "unanimous"},
		{dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenA, By: "Ana", From: from}, "adjudicated by Ana, took A (Ada)"},
		{dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenB, By: "Ana", From: from}, "adjudicated by Ana, took B (Ben)"},
		{dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenB, By: "Ana", From: []string{"a", "b"}}, "adjudicated by Ana, took B"},
		{dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenB}, "adjudicated, took B"},
		{dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenEdited, By: "Ana"}, "adjudicated by Ana, edited"},
	} {
		if got := ProvenanceWords(told.p); got != told.want {
			t.Errorf("%q, want %q", got, told.want)
		}
	}
}
