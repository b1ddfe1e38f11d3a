package dossier

import (
	"errors"
	"strings"
	"time"

	"gainsay/internal/openjson"
)

// Relation is what a piece of evidence does to its claim.
type Relation string

// The relations of evidence to a claim.
const (
	Supports     Relation = "supports"
	Refutes      Relation = "refutes"
	GivesContext Relation = "context"
)

// Relations lists the relations in the order in which they are offered.
func Relations() []Relation { return []Relation{Supports, Refutes, GivesContext} }

// Evidence is one thing that was found out about a claim, and where. Any of its
// strings may be empty.
type Evidence struct {
	ID       ID        `json:"id"`
	URL      string    `json:"url"`      // http or https
	Archived string    `json:"archived"` // the same in an archive
	Title    string    `json:"title"`
	Excerpt  string    `json:"excerpt"`
	Date     string    `json:"date"` // ISO 8601
	Relation Relation  `json:"relation"`
	Primary  bool      `json:"primary"` // first hand: a record, a witness, a data set
	Note     string    `json:"note"`
	Created  time.Time `json:"created"`
	Modified time.Time `json:"modified"`

	Extra openjson.Extra `json:"-"`
}

func (e *Evidence) name() ID        { return e.ID }
func (e *Evidence) made() time.Time { return e.Created }

var errNoEvidence = errors.New("there is no such evidence")

// EvidenceOf returns the evidence with an id and the claim that it belongs to, or nil.
func (d *Dossier) EvidenceOf(id ID) (*Claim, *Evidence) {
	for _, c := range d.Claims {
		if at := indexOf(c.Evidence, id); at >= 0 {
			return c, c.Evidence[at]
		}
	}
	return nil, nil
}

// AddEvidence makes the step that adds evidence to a claim, and returns its id.
func (e Editor) AddEvidence(claim ID, relation Relation, url string) (Step, ID) {
	at, id := e.now(), e.NewID()
	item := &Evidence{ID: id, URL: strings.TrimSpace(url), Relation: relation, Created: at, Modified: at}
	return e.step(at, "add evidence", Op{Verb: AddEvidence, Target: claim, Evidence: item, Modified: at}), id
}

// RemoveEvidence makes the step that takes evidence from a claim.
func (e Editor) RemoveEvidence(claim, evidence ID) Step {
	at := e.now()
	return e.step(at, "remove evidence", Op{Verb: RemoveEvidence, Target: claim, Item: evidence, Modified: at})
}

// SetEvidence makes the step that gives a field of a claim's evidence a new value.
func (e Editor) SetEvidence(claim, evidence ID, field string, value any) (Step, error) {
	step, err := e.edits(SetEvidence, claim, "edit evidence", edit{field, value})
	for i := range step.Ops {
		step.Ops[i].Item, step.Ops[i].ItemModified = evidence, step.At
	}
	return step, err
}

var evidenceFields = fields[Evidence]{
	FieldURL:      func(e *Evidence) any { return &e.URL },
	FieldArchived: func(e *Evidence) any { return &e.Archived },
	FieldTitle:    func(e *Evidence) any { return &e.Title },
	FieldExcerpt:  func(e *Evidence) any { return &e.Excerpt },
	FieldDate:     func(e *Evidence) any { return &e.Date },
	FieldRelation: func(e *Evidence) any { return &e.Relation },
	FieldPrimary:  func(e *Evidence) any { return &e.Primary },
	FieldNote:     func(e *Evidence) any { return &e.Note },
}

func (e *Evidence) check() error {
	return first(member{"url", checkURL(e.URL)}, member{"archived", checkURL(e.Archived)}, member{"date", checkDate(e.Date)}, member{"relation", checkOneOf(e.Relation, Relations(), "what evidence does to a claim")})
}

// applyEvidence does the operations on evidence. Each is an edit of its claim too.
func (op Op) applyEvidence(d *draft) error {
	return d.alterClaim(op.Target, func(c *Claim) error {
		c.Modified = op.Modified.UTC()
		if op.Verb == AddEvidence {
			switch {
			case op.Evidence == nil:
				return errNoEvidence
			case indexOf(c.Evidence, op.Evidence.ID) >= 0:
				return errors.New("that evidence is there already")
			}
			c.Evidence = insert(c.Evidence, op.Evidence)
			return op.Evidence.check()
		}
		at := indexOf(c.Evidence, op.Item)
		if at < 0 {
			return errNoEvidence
		}
		if op.Verb == RemoveEvidence {
			c.Evidence = without(c.Evidence, at)
			return nil
		}
		changed := *c.Evidence[at]
		changed.Modified = op.ItemModified.UTC()
		c.Evidence = replaced(c.Evidence, at, &changed)
		if err := op.write(evidenceFields.place(&changed, op.Field)); err != nil {
			return err
		}
		return changed.check()
	})
}

func (op Op) invertEvidence(d *Dossier) (Op, error) {
	c := d.Claim(op.Target)
	if c == nil {
		return Op{}, errNoClaim
	}
	if op.Verb == AddEvidence {
		if op.Evidence == nil {
			return Op{}, errNoEvidence
		}
		return Op{Verb: RemoveEvidence, Target: op.Target, Item: op.Evidence.ID, Modified: c.Modified}, nil
	}
	at := indexOf(c.Evidence, op.Item)
	if at < 0 {
		return Op{}, errNoEvidence
	}
	if op.Verb == RemoveEvidence {
		return Op{Verb: AddEvidence, Target: op.Target, Evidence: c.Evidence[at], Modified: c.Modified}, nil
	}
	back, err := op.restore(evidenceFields.place(c.Evidence[at], op.Field), c.Modified)
	back.ItemModified = c.Evidence[at].Modified
	return back, err
}

type plainEvidence Evidence

// MarshalJSON writes the evidence with the members that it came with.
func (e Evidence) MarshalJSON() ([]byte, error) {
	e.Created, e.Modified = e.Created.UTC(), e.Modified.UTC()
	return openjson.Marshal(plainEvidence(e), e.Extra)
}

// UnmarshalJSON reads evidence and keeps the members it does not know.
func (e *Evidence) UnmarshalJSON(data []byte) (err error) {
	e.Extra, err = openjson.Unmarshal(data, (*plainEvidence)(e))
	e.Created, e.Modified = e.Created.UTC(), e.Modified.UTC()
	return err
}
