package desk

import (
	"errors"
	"strings"

	"gainsay/internal/dossier"
)

// reason is the innermost of an error: what a person can do something about.
func reason(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

// Creator is the name under which this person's claims and reviews are written.
func (k *Desk) Creator() string { return k.editor.Creator }

// SetCreator gives this person another name from now on.
func (k *Desk) SetCreator(name string) {
	k.CloseField()
	k.editor.Creator = name
}

// act closes the open field and does the step that make makes of the dossier. It
// returns what to answer instead where that could not be done, and an empty Outcome
// where it was.
func (k *Desk) act(not string, make func(d *dossier.Dossier) (dossier.Step, error)) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	step, err := make(k.Dossier())
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return refused("%s: %v.", not, reason(err))
	}
	return Outcome{}
}

// AddEvidence adds evidence to a claim. The address may be empty, for what is on no
// page.
func (k *Desk) AddEvidence(claim dossier.ID, relation dossier.Relation, url string) Outcome {
	var id dossier.ID
	outcome := k.act("The evidence was not added", func(*dossier.Dossier) (step dossier.Step, err error) {
		step, id = k.editor.AddEvidence(claim, relation, url)
		return step, nil
	})
	if outcome.Said != "" {
		return outcome
	}
	said := map[dossier.Relation]string{dossier.Supports: "Evidence added that supports the claim.", dossier.Refutes: "Evidence added that refutes the claim."}[relation]
	if said == "" {
		said = "Evidence added that gives context."
	}
	return Outcome{Said: said, Done: true, Claim: claim, Evidence: id}
}

// RemoveEvidence takes evidence from its claim.
func (k *Desk) RemoveEvidence(id dossier.ID) Outcome {
	c, _ := k.Dossier().EvidenceOf(id)
	if c == nil && !k.readOnly {
		return refused("That evidence is gone.")
	}
	outcome := k.act("The evidence was not removed", func(*dossier.Dossier) (dossier.Step, error) {
		return k.editor.RemoveEvidence(c.ID, id), nil
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Evidence removed.", Done: true, Claim: c.ID}
}

// SetVerdict gives a claim a rating on a scale. Like SetStance it is a visit to a
// field, which CloseField ends.
func (k *Desk) SetVerdict(claim, scale dossier.ID, rating string) Outcome {
	outcome := k.Write(claim, dossier.FieldVerdict, string(scale)+"/"+rating)
	if outcome.Said != "" {
		return outcome
	}
	if !outcome.Done {
		return refused("The verdict is the same as before.")
	}
	_, given := k.Dossier().RatingOf(k.Claim(claim).Verdict)
	return Outcome{Said: "Verdict: " + given.Label + ".", Done: true, Claim: claim}
}

// ClearVerdict takes a claim's verdict away, with its explanation.
func (k *Desk) ClearVerdict(claim dossier.ID) Outcome {
	outcome := k.act("The verdict was not removed", func(d *dossier.Dossier) (dossier.Step, error) {
		c := d.Claim(claim)
		if c == nil {
			return dossier.Step{}, errGone
		}
		if !c.Verdict.Given() {
			return dossier.Step{}, dossier.ErrNoVerdict
		}
		return k.editor.ClearVerdict(claim)
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Verdict removed.", Done: true, Claim: claim}
}

// DefineScale adds a rating scale to the dossier, from its labels, the best first.
func (k *Desk) DefineScale(name string, labels []string) Outcome {
	switch {
	case strings.TrimSpace(name) == "":
		return refused("The scale was not made: it needs a name.")
	case len(labels) < 2:
		return refused("The scale was not made: it has fewer than two ratings.")
	}
	outcome := k.act("The scale was not made", func(d *dossier.Dossier) (dossier.Step, error) {
		return k.editor.SetScales(append(d.Scales[:len(d.Scales):len(d.Scales)], k.editor.NewScale(name, labels)))
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Scale made: " + name + ", with " + Count(len(labels), "rating") + ".", Done: true}
}

// RemoveScale takes a rating scale of its own from the dossier. One that a verdict
// names stays.
func (k *Desk) RemoveScale(id dossier.ID) Outcome {
	outcome := k.act("The scale was not removed", func(d *dossier.Dossier) (dossier.Step, error) {
		var rest dossier.List[*dossier.Scale]
		for _, s := range d.Scales {
			if s.ID != id {
				rest = append(rest, s)
			}
		}
		if len(rest) == len(d.Scales) {
			return dossier.Step{}, errGone
		}
		return k.editor.SetScales(rest)
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Scale removed.", Done: true}
}

// Resolve says which side of an opposition stands, and why; with no outcome it opens
// the opposition again.
func (k *Desk) Resolve(opposition dossier.ID, outcome dossier.ResolutionOutcome, explanation string) Outcome {
	answer := k.act("The opposition was not resolved", func(d *dossier.Dossier) (dossier.Step, error) {
		o := d.Opposition(opposition)
		if o == nil {
			return dossier.Step{}, errGone
		}
		return k.editor.Resolve(o, outcome, explanation)
	})
	if answer.Said != "" {
		return answer
	}
	return Outcome{Said: Capital(k.Resolution(k.Dossier().Opposition(opposition))) + ".", Done: true, Opposition: opposition}
}

// Resolution says in words what became of an opposition: "resolved: Japan stands".
func (k *Desk) Resolution(o *dossier.Opposition) string {
	d := k.Dossier()
	switch o.Resolution.Outcome {
	case dossier.FromStands:
		return "resolved: " + Speaker(d.Claim(o.From)) + " stands"
	case dossier.ToStands:
		return "resolved: " + Speaker(d.Claim(o.To)) + " stands"
	case dossier.Neither:
		return "resolved: neither stands"
	case dossier.BothInPart:
		return "resolved: both stand in part"
	}
	return "open"
}

// Review adds to the log of a claim or an opposition what this person decided.
func (k *Desk) Review(target dossier.ID, decision dossier.Decision, text string) Outcome {
	outcome := k.act("Nothing was added to the log", func(*dossier.Dossier) (dossier.Step, error) {
		return k.editor.Review(target, decision, text)
	})
	if outcome.Said != "" {
		return outcome
	}
	outcome = Outcome{Said: Capital(string(decision)) + " by " + k.editor.Creator + ".", Done: true}
	if k.Dossier().Opposition(target) != nil {
		outcome.Opposition = target
	} else {
		outcome.Claim = target
	}
	return outcome
}

// SetStatusOf gives several claims a status in one step.
func (k *Desk) SetStatusOf(claims []dossier.ID, status dossier.Status) Outcome {
	return k.several("Status set to "+statusWords(status), func(d *dossier.Dossier) (dossier.Step, error) {
		return k.editor.SetStatusOf(d, claims, status)
	})
}

// SetSourceOf gives several claims a source in one step.
func (k *Desk) SetSourceOf(claims []dossier.ID, name string) Outcome {
	return k.several("Source set", func(d *dossier.Dossier) (dossier.Step, error) {
		return k.editor.SetSourceOf(d, claims, name)
	})
}

// TagAll gives several claims a tag in one step.
func (k *Desk) TagAll(claims []dossier.ID, tag string) Outcome {
	return k.several("Tag added", func(d *dossier.Dossier) (dossier.Step, error) { return k.editor.Tag(d, claims, tag) })
}

// UntagAll takes a tag from several claims in one step.
func (k *Desk) UntagAll(claims []dossier.ID, tag string) Outcome {
	return k.several("Tag removed", func(d *dossier.Dossier) (dossier.Step, error) { return k.editor.Untag(d, claims, tag) })
}

// RemoveAll removes several claims, and the oppositions that end in them, in one step.
func (k *Desk) RemoveAll(claims []dossier.ID) Outcome {
	before := len(k.Dossier().Oppositions)
	outcome := k.several("Removed", func(d *dossier.Dossier) (dossier.Step, error) { return k.editor.RemoveAll(d, claims) })
	if with := before - len(k.Dossier().Oppositions); outcome.Done && with > 0 {
		outcome.Said += " " + Count(with, "opposition") + " went with them."
	}
	return outcome
}

// several does a step on several claims and says how many it changed.
func (k *Desk) several(said string, make func(d *dossier.Dossier) (dossier.Step, error)) Outcome {
	changed := 0
	outcome := k.act("Nothing was changed", func(d *dossier.Dossier) (dossier.Step, error) {
		step, err := make(d)
		claims, _ := step.Touched()
		changed = len(claims)
		return step, err
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: said + ": " + Count(changed, "claim") + ".", Done: true}
}

// ConfirmStance makes the stance that the cue of a claim proposed the person's own
// choice.
func (k *Desk) ConfirmStance(claim dossier.ID) Outcome {
	var stance dossier.Stance
	outcome := k.act("The stance was not confirmed", func(d *dossier.Dossier) (dossier.Step, error) {
		c := d.Claim(claim)
		switch {
		case c == nil:
			return dossier.Step{}, errGone
		case c.Stance == "" || c.StanceOrigin != dossier.StanceProposed:
			return dossier.Step{}, errors.New("none is proposed")
		}
		stance = c.Stance
		return k.editor.SetClaim(claim, dossier.FieldStance, stance)
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Stance confirmed: " + string(stance) + ".", Done: true, Claim: claim}
}
