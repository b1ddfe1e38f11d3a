package cue_test

import (
	"testing"

	"gainsay/internal/cue"
	"gainsay/internal/dossier"
)

// The table is written without knowing the dossier; here the two are held together.
func TestTheStancesAreThoseOfTheDossier(t *testing.T) {
	typical := map[dossier.Stance]string{
		dossier.Assert: "insisted", dossier.Confirm: "confirmed", dossier.Deny: "denied", dossier.Accuse: "accused",
		dossier.Concede: "admitted", dossier.Warn: "warned", dossier.Promise: "vowed", dossier.Speculate: "suspected",
		dossier.Question: "asked", dossier.Quote: "quoted",
	}
	for _, stance := range dossier.Stances() {
		if got := cue.Propose(typical[stance]); got != string(stance) {
			t.Errorf("%q proposes %q, want %s", typical[stance], got, stance)
		}
	}
}
