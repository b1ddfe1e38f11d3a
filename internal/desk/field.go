package desk

import (
	"errors"
	"fmt"
	"strings"

	"gainsay/internal/dossier"
)

// visit is one stay in one field. However often its value is written meanwhile,
// it is one step.
type visit struct {
	target  dossier.ID
	field   string
	before  *dossier.Dossier // as it was when the visit began
	profile *dossier.Profile // what a source gets that had none
	begun   bool             // a step is open for it
}

// Fields that are parts of what a step sets as a whole. Write and Value know them.
const (
	FieldVerdictExplanation    = "verdict.explanation"
	FieldResolutionExplanation = "resolution.explanation"
)

// Write gives a field of a claim, an opposition, a piece of evidence or a source (see
// SourceTarget) what was typed so far. The first time it opens a step, after that it
// amends it, until CloseField or any other action. Source, cue and content are text
// that was typed, not taken from the article; tags are words between commas; a verdict
// is a scale and a rating with a slash between; what is true or false is "true" or "".
//
// What cannot stand in a field, half an address or date, is refused with a sentence and
// leaves the field as it is. So addresses and dates are best written when they are
// whole, on leaving the field.
func (k *Desk) Write(target dossier.ID, field, typed string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	if k.visit.target != target || k.visit.field != field {
		k.CloseField()
		k.visit = visit{target: target, field: field, before: k.Dossier()}
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
		return refused("The %s was not changed: %v.", fieldName(field), reason(err))
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
	value, _ := k.Value(ended.target, ended.field)
	if k.history.OpenChangesNothing() || ended.profile != nil && value == "" {
		if step, err := k.history.Forget(); err == nil {
			k.journal(step)
		}
		return
	}
	k.history.Close()
}

// fieldStep makes the step that gives a field what was typed, seen from the dossier as
// it was when the visit began.
func (k *Desk) fieldStep(target dossier.ID, field, typed string) (dossier.Step, error) {
	before := k.visit.before
	if c := before.Claim(target); c != nil {
		return k.claimStep(c, field, typed)
	}
	if o := before.Opposition(target); o != nil {
		return k.oppositionStep(o, field, typed)
	}
	if name, ok := sourceOf(target); ok {
		return k.sourceStep(name, field, typed)
	}
	c, item := before.EvidenceOf(target)
	if item == nil {
		return dossier.Step{}, errGone
	}
	if field == dossier.FieldPrimary {
		return k.editor.SetEvidence(c.ID, target, field, typed == yes)
	}
	return k.editor.SetEvidence(c.ID, target, field, typed)
}

func (k *Desk) claimStep(c *dossier.Claim, field, typed string) (dossier.Step, error) {
	if n, part, ok := throughPart(field); ok {
		return k.throughStep(c, n, part, typed)
	}
	switch field {
	case dossier.FieldSource:
		return k.editor.SetClaim(c.ID, field, retyped(c.Attribution.Source, typed))
	case dossier.FieldCue:
		return k.cueStep(c, retyped(c.Attribution.Cue, typed))
	case dossier.FieldContent:
		return k.editor.SetClaim(c.ID, field, retyped(c.Attribution.Content, typed))
	case dossier.FieldStatement:
		return k.editor.SetStatement(c, typed)
	case dossier.FieldTags:
		return k.editor.SetClaim(c.ID, field, dossier.Tags(typed))
	case dossier.FieldVerdict:
		if typed == "" {
			return k.editor.ClearVerdict(c.ID)
		}
		scale, rating, _ := strings.Cut(typed, "/")
		return k.editor.SetVerdict(c, dossier.ID(scale), rating)
	case FieldVerdictExplanation:
		return k.editor.ExplainVerdict(c, typed)
	}
	return k.editor.SetClaim(c.ID, field, typed)
}

// retyped is a part of an attribution with other words. With the words that it had it
// is what it was, with its place in the text.
func retyped(was dossier.Part, typed string) dossier.Part {
	if typed == was.Text {
		return was
	}
	return dossier.Part{Text: typed}
}

// cueStep makes the step that gives a claim its cue, and the stance that the cue
// proposes, where there is somebody to propose one and nobody chose.
func (k *Desk) cueStep(c *dossier.Claim, cue dossier.Part) (dossier.Step, error) {
	if k.Propose == nil {
		return k.editor.SetClaim(c.ID, dossier.FieldCue, cue)
	}
	was := c.Attribution.Cue
	if cue.Text == was.Text && cue.Anchor == was.Anchor {
		return k.editor.SetCue(c, cue, "")
	}
	lemma, stance := k.Propose(cue.Text, c.Anchor.Exact)
	cue.Lemma = lemma
	return k.editor.SetCue(c, cue, stance)
}

func (k *Desk) oppositionStep(o *dossier.Opposition, field, typed string) (dossier.Step, error) {
	switch field {
	case dossier.FieldResolution:
		return k.editor.Resolve(o, dossier.ResolutionOutcome(typed), o.Resolution.Explanation)
	case FieldResolutionExplanation:
		if !o.Resolution.Given() {
			return dossier.Step{}, errors.New("say first which side stands")
		}
		return k.editor.Resolve(o, o.Resolution.Outcome, typed)
	}
	return k.editor.SetOpposition(o.ID, field, typed)
}

// yes is what a field holds that is true; one that is false holds nothing.
const yes = "true"

func yesIf(v bool) string {
	if v {
		return yes
	}
	return ""
}

// Value returns what a field of a claim, an opposition, a piece of evidence or a source
// holds, as it is shown in the field; false where there is no such thing or field.
func (k *Desk) Value(target dossier.ID, field string) (string, bool) {
	d := k.Dossier()
	if c := k.Claim(target); c != nil {
		return claimValue(c, field)
	}
	if o := d.Opposition(target); o != nil {
		return oppositionValue(o, field)
	}
	if name, ok := sourceOf(target); ok {
		return sourceValue(d.Profile(name), field)
	}
	if _, item := d.EvidenceOf(target); item != nil {
		return evidenceValue(item, field)
	}
	return "", false
}

func claimValue(c *dossier.Claim, field string) (string, bool) {
	if n, part, ok := throughPart(field); ok {
		return throughValue(c, n, part)
	}
	switch field {
	case dossier.FieldSource:
		return c.Attribution.Source.Text, true
	case dossier.FieldCue:
		return c.Attribution.Cue.Text, true
	case dossier.FieldLemma:
		return c.Attribution.Cue.Lemma, true
	case dossier.FieldContent:
		return c.Attribution.Content.Text, true
	case dossier.FieldQuotation:
		return string(c.Attribution.Quotation), true
	case dossier.FieldSaidWhen:
		return c.Attribution.Said.When, true
	case dossier.FieldSaidWhere:
		return c.Attribution.Said.Where, true
	case dossier.FieldStance:
		return string(c.Stance), true
	case dossier.FieldStatement:
		return c.Statement, true
	case dossier.FieldType:
		return string(c.Type), true
	case dossier.FieldStatus:
		return c.Status.String(), true
	case dossier.FieldContactWhen:
		return c.Contact.When, true
	case dossier.FieldContactAnswer:
		return c.Contact.Answer, true
	case dossier.FieldVerdict:
		if !c.Verdict.Given() {
			return "", true
		}
		return string(c.Verdict.Scale) + "/" + c.Verdict.Rating, true
	case FieldVerdictExplanation:
		return c.Verdict.Explanation, true
	case dossier.FieldNote:
		return c.Note, true
	case dossier.FieldTags:
		return joinTags(c.Tags), true
	}
	return "", false
}

func oppositionValue(o *dossier.Opposition, field string) (string, bool) {
	switch field {
	case dossier.FieldNote:
		return o.Note, true
	case dossier.FieldKind:
		return string(o.Kind), true
	case dossier.FieldTopic:
		return o.Topic, true
	case dossier.FieldResolution:
		return string(o.Resolution.Outcome), true
	case FieldResolutionExplanation:
		return o.Resolution.Explanation, true
	}
	return "", false
}

func evidenceValue(e *dossier.Evidence, field string) (string, bool) {
	switch field {
	case dossier.FieldURL:
		return e.URL, true
	case dossier.FieldArchived:
		return e.Archived, true
	case dossier.FieldTitle:
		return e.Title, true
	case dossier.FieldExcerpt:
		return e.Excerpt, true
	case dossier.FieldDate:
		return e.Date, true
	case dossier.FieldRelation:
		return string(e.Relation), true
	case dossier.FieldPrimary:
		return yesIf(e.Primary), true
	case dossier.FieldNote:
		return e.Note, true
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
