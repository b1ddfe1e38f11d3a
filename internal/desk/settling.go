package desk

import (
	"strings"

	"gainsay/internal/dossier"
)

// ItemAct is what a key asks for on an item of a comparison.
type ItemAct string

// What can be done with an item.
const (
	ItemNothing  ItemAct = ""
	ItemTakeA    ItemAct = "a"
	ItemTakeB    ItemAct = "b"
	ItemEdit     ItemAct = "e"
	ItemSkip     ItemAct = "s"
	ItemNext     ItemAct = "next"
	ItemPrevious ItemAct = "previous"
)

var itemKeys = map[string]ItemAct{
	"a": ItemTakeA, "b": ItemTakeB, "e": ItemEdit, "s": ItemSkip,
	"n": ItemNext, "p": ItemPrevious, "ArrowDown": ItemNext, "ArrowUp": ItemPrevious,
}

// ItemActFor tells what a key press asks for while an item of a comparison has focus. There
// these keys are the item's, whatever they ask for elsewhere. The rules for keys are those
// of Keymap.CommandFor.
func ItemActFor(key Key, singleKeys bool) ItemAct {
	chord := key.Chord()
	if key.Composing || key.InField || key.InDialog || single(chord) && !singleKeys {
		return ItemNothing
	}
	return itemKeys[chord]
}

// ProvenanceWords says how something came into a dossier that two others were settled
// in: "adjudicated by Ana, took B (Ben)". It is "" for what did not come so.
func ProvenanceWords(p dossier.Provenance) string {
	if !p.Given() {
		return ""
	}
	words := string(p.Settled)
	if p.By != "" {
		words += " by " + p.By
	}
	took := ""
	switch p.Taken {
	case dossier.TakenA:
		took = ", took A" + whose(p.From, 0)
	case dossier.TakenB:
		took = ", took B" + whose(p.From, 1)
	case dossier.TakenEdited:
		took = ", edited"
	}
	return words + took
}

// whose names whose one of two dossiers was, where that was more than a letter.
func whose(from []string, n int) string {
	if n >= len(from) || strings.EqualFold(from[n], string("ab"[n])) {
		return ""
	}
	return " (" + from[n] + ")"
}
