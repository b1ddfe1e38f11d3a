package desk

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gainsay/internal/dossier"
)

// targetSource begins the name of a source as the target of a Write.
const targetSource = "source:"

// SourceTarget is the target under which Write and Value know the source of a name.
func SourceTarget(name string) dossier.ID { return dossier.ID(targetSource + name) }

func sourceOf(target dossier.ID) (string, bool) {
	return strings.CutPrefix(string(target), targetSource)
}

// SetSourceField gives a field of what is known of a source what was typed so far. It
// is a visit to a field, as in Write. A source gets its profile with the first of them.
func (k *Desk) SetSourceField(name, field, typed string) Outcome {
	return k.Write(SourceTarget(name), field, typed)
}

func (k *Desk) sourceStep(name, field, typed string) (dossier.Step, error) {
	p := k.visit.before.Profile(name)
	if p == nil {
		if k.visit.profile == nil {
			k.visit.profile = k.editor.NewProfile(name)
		}
		p = k.visit.profile
	}
	if field == dossier.FieldAnonymous {
		return k.editor.SetSource(p, field, typed == yes)
	}
	return k.editor.SetSource(p, field, typed)
}

func sourceValue(p *dossier.Profile, field string) (string, bool) {
	if p == nil {
		p = &dossier.Profile{}
	}
	switch field {
	case dossier.FieldRole:
		return p.Role, true
	case dossier.FieldType:
		return string(p.Type), true
	case dossier.FieldAnonymous:
		return yesIf(p.Anonymous), true
	case dossier.FieldSameAs:
		return p.SameAs, true
	}
	return "", false
}

// RenameSource gives a source another name in all that it says; with the name of
// another source the two become one.
func (k *Desk) RenameSource(name, next string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	step, err := k.editor.RenameSource(k.Dossier(), name, next)
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return refused("The source was not renamed: %v.", reason(err))
	}
	claims, _ := step.Touched()
	slices.Sort(claims)
	said := "Source renamed in " + Count(len(slices.Compact(claims)), "claim") + "."
	if step.Label == dossier.LabelMerge {
		said = "The two sources are one now: " + Count(len(slices.Compact(claims)), "claim") + " took the other name."
	}
	return Outcome{Said: said, Done: true}
}

// RemoveSource forgets what is known of a source beyond its name. Its claims stay.
func (k *Desk) RemoveSource(name string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	p := k.Dossier().Profile(name)
	if p == nil {
		return refused("Nothing more than its name is known of this source.")
	}
	if err := k.do(k.editor.RemoveProfile(p.ID)); err != nil {
		return refused("The details were not removed: %v.", reason(err))
	}
	return Outcome{Said: "Details of " + p.Name + " removed; its claims stay.", Done: true}
}

// ThroughField is the name of a field of one who reports a claim: its source or cue.
// They are counted from 0, the outermost first; the number after the last makes one
// more, and one without source and cue is taken out.
func ThroughField(n int, part string) string {
	return fmt.Sprintf("%s.%d.%s", dossier.FieldThrough, n, part)
}

func throughPart(field string) (n int, part string, ok bool) {
	rest, ok := strings.CutPrefix(field, dossier.FieldThrough+".")
	number, part, both := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	return n, part, ok && both && err == nil && n >= 0 && (part == dossier.FieldSource || part == dossier.FieldCue)
}

// reported is the part of a reporter that a field is about.
func reported(r *dossier.Reporter, part string) *dossier.Part {
	if part == dossier.FieldCue {
		return &r.Cue
	}
	return &r.Source
}

func throughValue(c *dossier.Claim, n int, part string) (string, bool) {
	through := c.Attribution.Through
	if n < len(through) {
		return reported(through[n], part).Text, true
	}
	return "", n == len(through)
}

func (k *Desk) throughStep(c *dossier.Claim, n int, part, typed string) (dossier.Step, error) {
	through := slices.Clone(c.Attribution.Through)
	if n == len(through) {
		through = append(through, &dossier.Reporter{})
	}
	if n >= len(through) {
		return dossier.Step{}, errGone
	}
	next := *through[n]
	place := reported(&next, part)
	*place = retyped(*place, typed)
	through[n] = &next
	through = slices.DeleteFunc(through, func(r *dossier.Reporter) bool { return r.Source.Text == "" && r.Cue.Text == "" })
	return k.editor.SetClaim(c.ID, dossier.FieldThrough, through)
}

// RemoveReporter takes one of those who report a claim out of its attribution, by
// number as in ThroughField.
func (k *Desk) RemoveReporter(claim dossier.ID, n int) Outcome {
	outcome := k.act("The reporter was not removed", func(d *dossier.Dossier) (dossier.Step, error) {
		c := d.Claim(claim)
		if c == nil || n < 0 || n >= len(c.Attribution.Through) {
			return dossier.Step{}, errGone
		}
		return k.editor.SetClaim(claim, dossier.FieldThrough, slices.Delete(slices.Clone(c.Attribution.Through), n, n+1))
	})
	if outcome.Said != "" {
		return outcome
	}
	return Outcome{Said: "Reporter removed.", Done: true, Claim: claim}
}

// errGone is why a field cannot be written whose owner is not there.
var errGone = errors.New("it is gone")
