package dossier

import (
	"errors"
	"strings"
	"time"

	"gainsay/internal/openjson"
)

// Review is one entry of the log on a claim or an opposition: what a named reviewer
// decided, and when. The log only grows: no operation changes an entry, and only the
// undoing of a review takes one out.
type Review struct {
	ID       ID        `json:"id"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Decision Decision  `json:"decision"`
	Text     string    `json:"text"`

	Extra openjson.Extra `json:"-"`
}

func (r *Review) name() ID        { return r.ID }
func (r *Review) made() time.Time { return r.At }

// Decision is what a reviewer says to a claim or an opposition.
type Decision string

// The decisions. A comment decides nothing.
const (
	Accepted Decision = "accepted"
	Disputed Decision = "disputed"
	Comment  Decision = "comment"
)

// Decisions lists the decisions in the order in which they are offered.
func Decisions() []Decision { return []Decision{Accepted, Disputed, Comment} }

// The reasons for which a review is not written.
var (
	ErrNoReviewer = errors.New("a review needs the name of its reviewer")
	ErrNoComment  = errors.New("a comment needs words")
	errNoReview   = errors.New("there is no such review")
)

// Review makes the step that adds to the log of a claim or an opposition what the
// editor's person decided. It fails with ErrNoReviewer or ErrNoComment.
func (e Editor) Review(target ID, decision Decision, text string) (Step, error) {
	at := e.now()
	review := &Review{ID: e.NewID(), By: strings.TrimSpace(e.Creator), At: at, Decision: decision, Text: strings.TrimSpace(text)}
	switch {
	case review.By == "":
		return Step{}, ErrNoReviewer
	case decision == Comment && review.Text == "":
		return Step{}, ErrNoComment
	}
	return e.step(at, "review", Op{Verb: AddReview, Target: target, Review: review}), nil
}

// decision is the last entry of a log that accepts or disputes, or nil.
func decision(log List[*Review]) *Review {
	for i := len(log) - 1; i >= 0; i-- {
		if log[i].Decision != Comment {
			return log[i]
		}
	}
	return nil
}

// Decision is the last review that accepted or disputed the claim, or nil.
func (c *Claim) Decision() *Review { return decision(c.Reviews) }

// Decision is the last review that accepted or disputed the opposition, or nil.
func (o *Opposition) Decision() *Review { return decision(o.Reviews) }

// ChangedSinceReview reports whether the claim was edited after it was last accepted
// or disputed.
func (c *Claim) ChangedSinceReview() bool {
	last := c.Decision()
	return last != nil && c.Modified.After(last.At)
}

// ChangedSinceReview reports whether the opposition was edited after it was last
// accepted or disputed.
func (o *Opposition) ChangedSinceReview() bool {
	last := o.Decision()
	return last != nil && o.Modified.After(last.At)
}

func (r *Review) check() error {
	return first(member{"by", checkText(r.By)}, member{"at", checkTime(r.At)}, member{"decision", checkOneOf(r.Decision, Decisions(), "a decision of a review")})
}

// reviewsOf returns the log of a claim or an opposition.
func (d *Dossier) reviewsOf(target ID) (List[*Review], error) {
	if c := d.Claim(target); c != nil {
		return c.Reviews, nil
	}
	if o := d.Opposition(target); o != nil {
		return o.Reviews, nil
	}
	return nil, errNoClaim
}

// applyReview does the operations on a log. To review is no edit of what is reviewed,
// so that its time of modification stays.
func (op Op) applyReview(d *draft) error {
	log, err := d.reviewsOf(op.Target)
	if err != nil {
		return err
	}
	if op.Verb == AddReview {
		switch {
		case op.Review == nil:
			return errNoReview
		case indexOf(log, op.Review.ID) >= 0:
			return errors.New("that review is there already")
		}
		if err := op.Review.check(); err != nil {
			return err
		}
		log = insert(log, op.Review)
	} else {
		at := indexOf(log, op.Item)
		if at < 0 {
			return errNoReview
		}
		log = without(log, at)
	}
	if indexOf(d.Oppositions, op.Target) >= 0 {
		return alterOpposition(&d.Dossier, op.Target, func(o *Opposition) error { o.Reviews = log; return nil })
	}
	return d.alterClaim(op.Target, func(c *Claim) error { c.Reviews = log; return nil })
}

func (op Op) invertReview(d *Dossier) (Op, error) {
	log, err := d.reviewsOf(op.Target)
	if err != nil {
		return Op{}, err
	}
	if op.Verb == AddReview {
		if op.Review == nil {
			return Op{}, errNoReview
		}
		return Op{Verb: RemoveReview, Target: op.Target, Item: op.Review.ID}, nil
	}
	at := indexOf(log, op.Item)
	if at < 0 {
		return Op{}, errNoReview
	}
	return Op{Verb: AddReview, Target: op.Target, Review: log[at]}, nil
}

type plainReview Review

// MarshalJSON writes the review with the members that it came with.
func (r Review) MarshalJSON() ([]byte, error) {
	r.At = r.At.UTC()
	return openjson.Marshal(plainReview(r), r.Extra)
}

// UnmarshalJSON reads a review and keeps the members it does not know.
func (r *Review) UnmarshalJSON(data []byte) (err error) {
	r.Extra, err = openjson.Unmarshal(data, (*plainReview)(r))
	r.At = r.At.UTC()
	return err
}
