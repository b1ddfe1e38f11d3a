package dossier

import (
	"cmp"
	"encoding/json"
	"slices"

	"gainsay/internal/openjson"
)

// ClaimType is what a claim says something about, which decides how it is checked.
// An empty one means that none was chosen.
type ClaimType string

// The types of claim.
const (
	Quantity     ClaimType = "quantity"
	Event        ClaimType = "event"
	Law          ClaimType = "law" // or a rule
	Cause        ClaimType = "cause"
	Prediction   ClaimType = "prediction"
	Experience   ClaimType = "experience" // of the speaker's own
	OtherType    ClaimType = "other"
	NotCheckable ClaimType = "not-checkable"
)

// ClaimTypes lists the types in the order in which they are offered.
func ClaimTypes() []ClaimType {
	return []ClaimType{Quantity, Event, Law, Cause, Prediction, Experience, OtherType, NotCheckable}
}

// Status is how far the work on a claim or an opposition has come.
type Status string

// The statuses of a claim. An opposition is Open or Resolved.
const (
	Open        Status = "" // absent in a file, or "open"
	InProgress  Status = "in-progress"
	NeedsReview Status = "needs-review"
	Reviewed    Status = "reviewed"
	Uncheckable Status = "not-checkable"
	Resolved    Status = "resolved"
)

// Statuses lists the statuses of a claim in the order in which they are offered.
func Statuses() []Status {
	return []Status{Open, InProgress, NeedsReview, Reviewed, Uncheckable}
}

// String is the status by its name.
func (s Status) String() string { return cmp.Or(string(s), "open") }

// UnmarshalJSON reads a status. "open" is what is not said.
func (s *Status) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, (*string)(s)); err != nil {
		return err
	}
	if *s == "open" {
		*s = Open
	}
	return nil
}

// Contact is what the claimant answered when asked.
type Contact struct {
	When   string `json:"when"` // an ISO 8601 date, or ""
	Answer string `json:"answer"`

	Extra openjson.Extra `json:"-"`
}

// SetStatement makes the step that gives a claim its statement, worded by the editor's
// person, or, where it is again what it was, by whoever worded it then. c is the claim
// as it was before the edit.
func (e Editor) SetStatement(c *Claim, statement string) (Step, error) {
	by := e.Creator
	switch statement {
	case c.Statement:
		by = c.StatementBy
	case "":
		by = ""
	}
	return e.edits(SetClaim, c.ID, "edit statement", edit{FieldStatement, statement}, edit{FieldStatementBy, by})
}

// check reports the first member of a claim that holds what it may not, whatever
// dossier the claim belongs to.
func (c *Claim) check() error {
	return first(
		member{"attribution", c.Attribution.check()},
		member{"stance", checkChoice(c.Stance, Stances(), "a stance")},
		member{"stanceOrigin", checkOneOf(c.StanceOrigin, []StanceOrigin{"", StanceProposed}, "an origin of a stance")},
		member{"type", checkChoice(c.Type, ClaimTypes(), "a type of claim")},
		member{"status", checkOneOf(c.Status, Statuses(), "a status of a claim")},
		member{"contact.when", checkDate(c.Contact.When)},
		member{"evidence", checkEach(c.Evidence)},
		member{"provenance", c.Provenance.check()},
		member{"reviews", checkEach(c.Reviews)},
	)
}

// check reports the first member of an opposition that holds what it may not.
func (o *Opposition) check() error {
	return first(
		member{"kind", checkOneOf(o.Kind, Kinds(), "a kind of opposition")},
		member{"origin", checkOneOf(o.Origin, []Origin{Human, Suggested}, "an origin")},
		member{"status", checkOneOf(o.Status, []Status{Open, Resolved}, "a status of an opposition")},
		member{"resolution", o.Resolution.check()},
		member{"provenance", o.Provenance.check()},
		member{"reviews", checkEach(o.Reviews)},
	)
}

// Progress counts how far the work on a dossier has come.
type Progress struct {
	Claims   int
	Opposed  int // set against another claim; corroboration does not count
	Checked  int // with a verdict
	Reviewed int // of that status, or with a reviewer's decision
}

// Progress counts the claims by what was done about them.
func (d *Dossier) Progress() Progress {
	p := Progress{Claims: len(d.Claims)}
	opposed := make(map[ID]bool)
	for _, o := range d.Oppositions {
		if o.Kind.Opposes() {
			opposed[o.From], opposed[o.To] = true, true
		}
	}
	p.Opposed = len(opposed)
	for _, c := range d.Claims {
		if c.Checked() {
			p.Checked++
		}
		if c.Reviewed() {
			p.Reviewed++
		}
	}
	return p
}

// Checked reports whether a claim has a verdict.
func (c *Claim) Checked() bool { return c.Verdict.Given() }

// Reviewed reports whether a claim has that status, or a reviewer's decision.
func (c *Claim) Reviewed() bool { return c.Status == Reviewed || c.Decision() != nil }

// Tagged reports whether a claim bears a tag.
func (c *Claim) Tagged(tag string) bool { return slices.Contains(c.Tags, tag) }

type plainContact Contact

// MarshalJSON writes the contact with the members that it came with.
func (c Contact) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainContact(c), c.Extra) }

// UnmarshalJSON reads a contact and keeps the members it does not know.
func (c *Contact) UnmarshalJSON(data []byte) (err error) {
	c.Extra, err = openjson.Unmarshal(data, (*plainContact)(c))
	return err
}
