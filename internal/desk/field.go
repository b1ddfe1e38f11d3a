package desk

import (
	"fmt"

	"gainsay/internal/dossier"
)

// visit is one stay in one field. However often its value is written meanwhile,
// it is one step.
type visit struct {
	target dossier.ID
	field  string
	begun  bool // a step is open for it
}

// Write gives a field of a claim or an opposition what was typed so far. The
// first time it opens a step, after that it amends it, until CloseField or any
// other action. Source, cue and content are text that was typed, not taken from
// the article; tags are words between commas.
func (k *Desk) Write(target dossier.ID, field, typed string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	if k.visit.target != target || k.visit.field != field {
		k.CloseField()
		k.visit = visit{target: target, field: field}
	}
	if now, ok := k.Value(target, field); !ok {
		return refused("What you were editing is gone.")
	} else if now == typed {
		return Outcome{}
	}
	step, err := k.fieldStep(target, field, typed)
	if err == nil {
		if k.visit.begun {
			err = k.history.Amend(step)
		} else {
			err = k.history.Open(step)
			k.visit.begun = err == nil
		}
	}
	if err != nil {
		return refused("The %s was not changed: %v.", field, err)
	}
	k.journal(step)
	return Outcome{Done: true}
}

// CloseField ends the visit to the open field. Where the field holds in the end
// what it held before, the visit leaves no step to undo.
func (k *Desk) CloseField() {
	ended := k.visit
	k.visit = visit{}
	if !ended.begun {
		return
	}
	if k.history.OpenChangesNothing() {
		if step, err := k.history.Forget(); err == nil {
			k.journal(step)
		}
		return
	}
	k.history.Close()
}

func (k *Desk) fieldStep(target dossier.ID, field, typed string) (dossier.Step, error) {
	if k.Dossier().Opposition(target) != nil {
		return k.editor.SetOpposition(target, field, typed)
	}
	switch field {
	case dossier.FieldSource, dossier.FieldCue, dossier.FieldContent:
		return k.editor.SetClaim(target, field, dossier.Part{Text: typed})
	case dossier.FieldTags:
		return k.editor.SetClaim(target, field, dossier.Tags(typed))
	default:
		return k.editor.SetClaim(target, field, typed)
	}
}

// Value returns what a field of a claim or an opposition holds, as it is shown
// in the field; false where there is no such claim, opposition or field.
func (k *Desk) Value(target dossier.ID, field string) (string, bool) {
	if o := k.Dossier().Opposition(target); o != nil {
		switch field {
		case dossier.FieldNote:
			return o.Note, true
		case dossier.FieldKind:
			return string(o.Kind), true
		}
		return "", false
	}
	c := k.Claim(target)
	if c == nil {
		return "", false
	}
	switch field {
	case dossier.FieldSource:
		return c.Attribution.Source.Text, true
	case dossier.FieldCue:
		return c.Attribution.Cue.Text, true
	case dossier.FieldContent:
		return c.Attribution.Content.Text, true
	case dossier.FieldStatement:
		return c.Statement, true
	case dossier.FieldNote:
		return c.Note, true
	case dossier.FieldTags:
		return joinTags(c.Tags), true
	case dossier.FieldStance:
		return string(c.Stance), true
	}
	return "", false
}

// SetStance chooses what the cue of a claim does. The choice is a visit to a field
// like any other: a person who walks through the choices with the arrow keys makes
// one step, which CloseField ends.
func (k *Desk) SetStance(id dossier.ID, stance dossier.Stance) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	if c := k.Claim(id); c == nil || c.Stance == stance {
		return refused("The stance is the same as before.")
	}
	if outcome := k.Write(id, dossier.FieldStance, string(stance)); !outcome.Done {
		return outcome
	}
	if stance == "" {
		return Outcome{Said: "Stance cleared.", Done: true, Claim: id}
	}
	return Outcome{Said: fmt.Sprintf("Stance: %s.", stance), Done: true, Claim: id}
}
