package dossier

import (
	"time"

	"gainsay/internal/openjson"
)

// Resolution is what became of an opposition. The zero one is none.
type Resolution struct {
	Outcome     ResolutionOutcome `json:"outcome"`
	Explanation string            `json:"explanation"`
	By          string            `json:"by"`
	At          time.Time         `json:"at,omitzero"`

	Extra openjson.Extra `json:"-"`
}

// ResolutionOutcome says which side of an opposition stands.
type ResolutionOutcome string

// The outcomes of an opposition.
const (
	FromStands ResolutionOutcome = "from-stands"
	ToStands   ResolutionOutcome = "to-stands"
	Neither    ResolutionOutcome = "neither"
	BothInPart ResolutionOutcome = "both-in-part"
)

// ResolutionOutcomes lists the outcomes in the order in which they are offered.
func ResolutionOutcomes() []ResolutionOutcome {
	return []ResolutionOutcome{FromStands, ToStands, Neither, BothInPart}
}

// Given reports whether the opposition was resolved.
func (r *Resolution) Given() bool { return r.Outcome != "" }

// Resolve makes the step that says which side of an opposition stands, and why; with no
// outcome, the one that opens it again. o is the opposition as it was before the edit.
func (e Editor) Resolve(o *Opposition, outcome ResolutionOutcome, explanation string) (Step, error) {
	r, status := o.Resolution, Resolved
	switch {
	case outcome == "":
		r, status = Resolution{}, Open
	case outcome != r.Outcome || explanation != r.Explanation:
		r.Outcome, r.Explanation, r.By, r.At = outcome, explanation, e.Creator, e.now()
	}
	label := "resolve opposition"
	if outcome == "" {
		label = "reopen opposition"
	}
	return e.edits(SetOpposition, o.ID, label, edit{FieldResolution, r}, edit{FieldStatus, status})
}

func (r *Resolution) check() error {
	switch {
	case r.Given():
		return first(member{"outcome", checkOneOf(r.Outcome, ResolutionOutcomes(), "an outcome of an opposition")}, member{"at", checkTime(r.At)})
	case r.Explanation != "" || r.By != "" || !r.At.IsZero():
		return openjson.At("outcome", errMissing)
	}
	return nil
}

type plainResolution Resolution

// MarshalJSON writes the resolution with the members that it came with.
func (r Resolution) MarshalJSON() ([]byte, error) {
	r.At = r.At.UTC()
	return openjson.Marshal(plainResolution(r), r.Extra)
}

// UnmarshalJSON reads a resolution and keeps the members it does not know.
func (r *Resolution) UnmarshalJSON(data []byte) (err error) {
	r.Extra, err = openjson.Unmarshal(data, (*plainResolution)(r))
	r.At = r.At.UTC()
	return err
}
