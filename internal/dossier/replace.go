package dossier

import (
	"errors"
	"fmt"
)

// applyReplace puts a whole record in the place of the one with its id.
func (op Op) applyReplace(d *draft) error {
	switch op.Verb {
	case ReplaceClaim:
		if op.Claim == nil {
			return errNoClaim
		}
		return d.alterClaim(op.Claim.ID, func(c *Claim) error {
			*c = *op.Claim
			return first(member{"claim", c.check()}, member{"claim.verdict", d.checkVerdict(c.Verdict)})
		})
	case ReplaceOpposition:
		if op.Opposition == nil {
			return errNoOpposition
		}
		return alterOpposition(&d.Dossier, op.Opposition.ID, func(o *Opposition) error {
			if !o.Joins(op.Opposition.From, op.Opposition.To) {
				return errors.New("the opposition would join other claims")
			}
			if !o.Created.Equal(op.Opposition.Created) {
				return errOrder
			}
			*o = *op.Opposition
			return first(member{"opposition", o.check()})
		})
	}
	if op.Source == nil {
		return ErrNoSource
	}
	at := indexOf(d.Profiles, op.Source.ID)
	if at < 0 {
		return ErrNoSource
	}
	if other := d.Profile(op.Source.Name); other != nil && other.ID != op.Source.ID {
		return ErrNameTaken
	}
	if !d.Profiles[at].Created.Equal(op.Source.Created) {
		return errOrder
	}
	d.Profiles = replaced(d.Profiles, at, op.Source)
	return op.Source.check()
}

// errOrder keeps what is ordered by the time of its making in that order.
var errOrder = errors.New("the time of its making would be another")

func (op Op) invertReplace(d *Dossier) (Op, error) {
	switch op.Verb {
	case ReplaceClaim:
		if op.Claim != nil {
			if c := d.Claim(op.Claim.ID); c != nil {
				return Op{Verb: op.Verb, Claim: c}, nil
			}
		}
		return Op{}, errNoClaim
	case ReplaceOpposition:
		if op.Opposition != nil {
			if o := d.Opposition(op.Opposition.ID); o != nil {
				return Op{Verb: op.Verb, Opposition: o}, nil
			}
		}
		return Op{}, errNoOpposition
	}
	if op.Source != nil {
		if at := indexOf(d.Profiles, op.Source.ID); at >= 0 {
			return Op{Verb: op.Verb, Source: d.Profiles[at]}, nil
		}
	}
	return Op{}, ErrNoSource
}

// setVersions gives the dossier its earlier texts, where they are texts of its article
// and every anchor that is true of one keeps it.
func setVersions(d *Dossier, op Op) error {
	if err := op.write(dossierFields.place(d, op.Field)); err != nil {
		return err
	}
	for i, v := range d.Versions {
		switch {
		case v.Article.ID != d.Article.ID:
			return fmt.Errorf("versions[%d] is a text of another article", i)
		case v.Replaced.IsZero():
			return fmt.Errorf("versions[%d].replaced: %w", i, errMissing)
		case i > 0 && v.Replaced.Before(d.Versions[i-1].Replaced):
			return fmt.Errorf("versions[%d] is older than the one before it", i)
		}
	}
	known, _ := textsOf(d)
	for _, c := range d.Claims {
		if known[c.Anchor.Text] == nil || c.Marked != nil && known[c.Marked.Text] == nil {
			return fmt.Errorf("claim %s stands in a text that would be gone", c.ID)
		}
	}
	return nil
}
