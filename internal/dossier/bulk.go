package dossier

import (
	"errors"
	"slices"

	"gainsay/internal/openjson"
)

// ErrAlready is returned where an edit of several claims would change none of them.
var ErrAlready = errors.New("that is so already")

// SetStatusOf makes the step that gives several claims a status.
func (e Editor) SetStatusOf(d *Dossier, claims []ID, status Status) (Step, error) {
	return e.several(d, claims, "set status", func(c *Claim) (edit, bool) {
		return edit{FieldStatus, status}, c.Status != status
	})
}

// SetSourceOf makes the step that gives several claims a source.
func (e Editor) SetSourceOf(d *Dossier, claims []ID, name string) (Step, error) {
	name = tidy(name)
	return e.several(d, claims, "set source", func(c *Claim) (edit, bool) {
		return edit{FieldSource, Part{Text: name}}, c.Attribution.Source.Text != name
	})
}

// Tag makes the step that gives several claims a tag that they lack.
func (e Editor) Tag(d *Dossier, claims []ID, tag string) (Step, error) {
	return e.several(d, claims, "add tag", func(c *Claim) (edit, bool) {
		return edit{FieldTags, append(slices.Clone(c.Tags), tag)}, tag != "" && !c.Tagged(tag)
	})
}

// Untag makes the step that takes a tag from several claims.
func (e Editor) Untag(d *Dossier, claims []ID, tag string) (Step, error) {
	return e.several(d, claims, "remove tag", func(c *Claim) (edit, bool) {
		rest := slices.DeleteFunc(slices.Clone(c.Tags), func(t string) bool { return t == tag })
		return edit{FieldTags, rest}, c.Tagged(tag)
	})
}

// RemoveAll makes the step that removes several claims and the oppositions that end in
// any of them.
func (e Editor) RemoveAll(d *Dossier, claims []ID) (Step, error) {
	gone := setOf(claims)
	var ops []Op
	for _, o := range d.Oppositions {
		if gone[o.From] || gone[o.To] {
			ops = append(ops, Op{Verb: RemoveOpposition, Target: o.ID})
		}
	}
	found := false
	for _, c := range d.Claims {
		if gone[c.ID] {
			found = true
			ops = append(ops, Op{Verb: RemoveClaim, Target: c.ID})
		}
	}
	if !found {
		return Step{}, errNoClaim
	}
	return e.step(e.now(), "remove claims", ops...), nil
}

// several makes one step of the edits of those claims that one decides about. It fails
// with ErrAlready where that are none.
func (e Editor) several(d *Dossier, claims []ID, label string, decide func(*Claim) (edit, bool)) (Step, error) {
	chosen, at := setOf(claims), e.now()
	var ops []Op
	for _, c := range d.Claims {
		if !chosen[c.ID] {
			continue
		}
		change, wanted := decide(c)
		if !wanted {
			continue
		}
		data, err := openjson.Encode(change.value)
		if err != nil {
			return Step{}, err
		}
		ops = append(ops, Op{Verb: SetClaim, Target: c.ID, Field: change.field, Value: data, Modified: at})
	}
	if len(ops) == 0 {
		return Step{}, ErrAlready
	}
	return e.step(at, label, ops...), nil
}

func setOf(ids []ID) map[ID]bool {
	set := make(map[ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
