package dossier

import (
	"errors"
	"fmt"
	"time"

	"gainsay/internal/openjson"
)

// Verdict is what the check of a claim came to: a rating on a scale. The zero one is
// none.
type Verdict struct {
	Scale       ID        `json:"scale"`
	Rating      string    `json:"rating"` // the value of one of the scale's ratings
	Explanation string    `json:"explanation"`
	By          string    `json:"by"`
	At          time.Time `json:"at,omitzero"`

	Extra openjson.Extra `json:"-"`
}

// Given reports whether there is a verdict.
func (v *Verdict) Given() bool { return v.Scale != "" }

// RatingOf returns the scale and the rating of a verdict; nil, nil where there is none.
func (d *Dossier) RatingOf(v Verdict) (*Scale, *Rating) {
	scale := d.Scale(v.Scale)
	rating := scale.Rating(v.Rating)
	if rating == nil {
		return nil, nil
	}
	return scale, rating
}

// SetVerdict makes the step that gives a claim a verdict, or another one. What it
// explained stays. c is the claim as it was before the edit.
func (e Editor) SetVerdict(c *Claim, scale ID, rating string) (Step, error) {
	v := c.Verdict
	v.Scale, v.Rating = scale, rating
	return e.giveVerdict(c, v)
}

// ErrNoVerdict is returned where a verdict is to be explained that was not given.
var ErrNoVerdict = errors.New("there is no verdict yet")

// ExplainVerdict makes the step that gives the reasons for a claim's verdict. c is the
// claim as it was before the edit.
func (e Editor) ExplainVerdict(c *Claim, explanation string) (Step, error) {
	if !c.Verdict.Given() {
		return Step{}, ErrNoVerdict
	}
	v := c.Verdict
	v.Explanation = explanation
	return e.giveVerdict(c, v)
}

// ClearVerdict makes the step that takes a claim's verdict away.
func (e Editor) ClearVerdict(claim ID) (Step, error) {
	return e.edits(SetClaim, claim, "remove verdict", edit{FieldVerdict, Verdict{}})
}

// giveVerdict signs a verdict, unless it is what it was.
func (e Editor) giveVerdict(c *Claim, v Verdict) (Step, error) {
	was := c.Verdict
	if v.Scale != was.Scale || v.Rating != was.Rating || v.Explanation != was.Explanation {
		v.By, v.At = e.Creator, e.now()
	}
	return e.edits(SetClaim, c.ID, "give verdict", edit{FieldVerdict, v})
}

// checkVerdict reports why a verdict is none of the dossier's scales.
func (d *Dossier) checkVerdict(v Verdict) error {
	if !v.Given() {
		if v.Rating != "" || v.Explanation != "" || v.By != "" || !v.At.IsZero() {
			return openjson.At("scale", errMissing)
		}
		return nil
	}
	scale := d.Scale(v.Scale)
	if scale == nil {
		return openjson.At("scale", fmt.Errorf("there is no scale %q", string(v.Scale)))
	}
	if scale.Rating(v.Rating) == nil {
		return openjson.At("rating", fmt.Errorf("the scale %q has no rating %q", scale.Name, v.Rating))
	}
	if v.At.IsZero() {
		return openjson.At("at", errMissing)
	}
	return nil
}

type plainVerdict Verdict

// MarshalJSON writes the verdict with the members that it came with.
func (v Verdict) MarshalJSON() ([]byte, error) {
	v.At = v.At.UTC()
	return openjson.Marshal(plainVerdict(v), v.Extra)
}

// UnmarshalJSON reads a verdict and keeps the members it does not know.
func (v *Verdict) UnmarshalJSON(data []byte) (err error) {
	v.Extra, err = openjson.Unmarshal(data, (*plainVerdict)(v))
	v.At = v.At.UTC()
	return err
}
