package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// Overtakes reports whether the step sets a field that another operation set.
func (s Step) Overtakes(other Op) bool {
	for _, op := range s.Ops {
		if other.Field != "" && op.Verb == other.Verb && op.Target == other.Target && op.Item == other.Item && op.Field == other.Field {
			return !bytes.Equal(op.Value, other.Value)
		}
	}
	return false
}

// Overtaken makes the step that has the log of a claim or an opposition say what a field
// of it was set to at the same time as to what it holds. It is false for an operation that
// sets no field of these.
func (e Editor) Overtaken(op Op) (Step, bool) {
	if op.Verb != SetClaim && op.Verb != SetOpposition || op.Field == FieldStanceOrigin {
		return Step{}, false
	}
	by := strings.TrimSpace(e.Creator)
	if by == "" {
		by = "Gainsay"
	}
	at := e.now()
	field := strings.ToLower(strings.ReplaceAll(op.Field, ".", " "))
	review := &Review{ID: e.NewID(), By: by, At: at, Decision: Comment,
		Text: "At the same time, another tab set the " + field + " to " + wordsOf(op.Value) + "."}
	return e.step(at, "keep what another tab wrote", Op{Verb: AddReview, Target: op.Target, Review: review}), true
}

// wordsOf is a field's value as a person reads it: words in quotation marks, and what has
// no words as it is written.
func wordsOf(value json.RawMessage) string {
	var words string
	var part Part
	switch {
	case json.Unmarshal(value, &words) == nil:
	case json.Unmarshal(value, &part) == nil && part.Text != "":
		words = part.Text
	default:
		return string(value)
	}
	if words == "" {
		return "nothing"
	}
	return "“" + words + "”"
}

// errOvertaken is why a step is not taken back.
var errOvertaken = errors.New("another tab has changed it since")

// stands reports whether what an operation did to a dossier is still as it left it, so
// that taking it back takes back nothing else.
func (op Op) stands(d *draft) bool {
	switch op.Verb {
	case AddClaim:
		return reflect.DeepEqual(d.Claim(op.Claim.ID), op.Claim)
	case AddOpposition:
		return reflect.DeepEqual(d.Opposition(op.Opposition.ID), op.Opposition)
	case AddEvidence:
		_, item := d.EvidenceOf(op.Evidence.ID)
		return reflect.DeepEqual(item, op.Evidence)
	case AddReview, RemoveClaim, RemoveOpposition, RemoveEvidence, RemoveReview, RemoveSource:
		return true // what is there again, or gone, cannot be done and says so itself
	case SetClaim, SetOpposition, SetDossier, SetEvidence:
		now, err := op.invert(d)
		return err == nil && bytes.Equal(now.Value, op.Value)
	}
	return false
}
