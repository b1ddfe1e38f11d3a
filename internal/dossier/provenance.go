package dossier

import (
	"time"

	"gainsay/internal/openjson"
)

// Provenance says how a claim or an opposition came into a dossier that was made out of
// two by comparing them. The zero one means that it was not.
type Provenance struct {
	Settled Settled   `json:"settled"`
	Taken   Taken     `json:"taken,omitempty"` // whose it is, where it was adjudicated
	By      string    `json:"by,omitempty"`    // who adjudicated
	At      time.Time `json:"at,omitzero"`     // when
	From    []string  `json:"from,omitempty"`  // whose the two dossiers were, the first's first

	Extra openjson.Extra `json:"-"`
}

// Settled says how it was settled that something belongs into the dossier.
type Settled string

// The ways of settling.
const (
	Unanimous   Settled = "unanimous"   // both dossiers have it alike
	Adjudicated Settled = "adjudicated" // a third person decided
)

// Taken says which of two dossiers something was taken from.
type Taken string

// What can be taken.
const (
	TakenA      Taken = "a"
	TakenB      Taken = "b"
	TakenEdited Taken = "edited" // neither as it was
)

// Given reports whether there is a provenance.
func (p *Provenance) Given() bool { return p.Settled != "" }

func (p *Provenance) check() error {
	if !p.Given() {
		if p.Taken != "" || p.By != "" || !p.At.IsZero() {
			return openjson.At("settled", errMissing)
		}
		return nil
	}
	return first(
		member{"settled", checkOneOf(p.Settled, []Settled{Unanimous, Adjudicated}, "a way of settling")},
		member{"taken", checkChoice(p.Taken, []Taken{TakenA, TakenB, TakenEdited}, "what can be taken")},
	)
}

type plainProvenance Provenance

// MarshalJSON writes the provenance with the members that it came with.
func (p Provenance) MarshalJSON() ([]byte, error) {
	p.At = p.At.UTC()
	return openjson.Marshal(plainProvenance(p), p.Extra)
}

// UnmarshalJSON reads a provenance and keeps the members it does not know.
func (p *Provenance) UnmarshalJSON(data []byte) (err error) {
	p.Extra, err = openjson.Unmarshal(data, (*plainProvenance)(p))
	p.At = p.At.UTC()
	if len(p.From) == 0 {
		p.From = nil
	}
	return err
}
