package dossier

import (
	"fmt"

	"gainsay/internal/anchor"
	"gainsay/internal/openjson"
)

// Part is one part of an attribution: what was typed or taken from the text, and
// where it stands there, if it does.
type Part struct {
	Text   string         `json:"text"`
	Lemma  string         `json:"lemma,omitempty"` // of a cue: the verb's dictionary form
	Anchor *anchor.Anchor `json:"anchor,omitempty"`

	Extra openjson.Extra `json:"-"`
}

// Attribution says who said what in which words: the terms of the PARC and
// PolNeAR corpora.
type Attribution struct {
	Source    Part            `json:"source"`
	Cue       Part            `json:"cue"`
	Content   Part            `json:"content"`
	Through   List[*Reporter] `json:"through,omitempty"` // who reports that the source says it, the outermost first
	Quotation Quotation       `json:"quotation,omitempty"`
	Said      Said            `json:"said,omitzero"`

	Extra openjson.Extra `json:"-"`
}

// Reporter is one through whom a claim reached the article. In "Tass said that
// Seoul denied" the source is Seoul, and Tass reports it.
type Reporter struct {
	Source Part `json:"source"`
	Cue    Part `json:"cue"`

	Extra openjson.Extra `json:"-"`
}

// Quotation says whether the words of a claim are the source's own. An empty one
// means that nobody said.
type Quotation string

// The types of quotation, as PolNeAR has them: the source's words in quotation
// marks, some of them, or none.
const (
	Direct   Quotation = "direct"
	Mixed    Quotation = "mixed"
	Indirect Quotation = "indirect"
)

// Quotations lists the types in the order in which they are offered.
func Quotations() []Quotation { return []Quotation{Direct, Mixed, Indirect} }

// Said is when and where a claim was made, as far as that is known.
type Said struct {
	When  string `json:"when"` // a year, month, date or date-time (ISO 8601), or ""
	Where string `json:"where"`

	Extra openjson.Extra `json:"-"`
}

// StanceOrigin says where a stance came from.
type StanceOrigin string

// StanceProposed is the origin of a stance that a program took from the cue, and may
// take anew. A stance that a person chose has none.
const StanceProposed StanceOrigin = "proposed"

// Unchosen reports whether no person chose the claim's stance, so that a program may
// propose one.
func (c *Claim) Unchosen() bool { return c.Stance == "" || c.StanceOrigin == StanceProposed }

// SetCue makes the step that gives a claim its cue. Where nobody chose a stance the
// one proposed, which may be empty, becomes its stance in the same step; a cue that
// is again what it was brings the stance back that it had. c is the claim as it was
// before the edit.
func (e Editor) SetCue(c *Claim, cue Part, proposed Stance) (Step, error) {
	edits := []edit{{FieldCue, cue}}
	if c.Unchosen() {
		was, origin := c.Attribution.Cue, StanceProposed
		switch {
		case cue.Text == was.Text && cue.Anchor == was.Anchor:
			proposed, origin = c.Stance, c.StanceOrigin
		case proposed == "":
			origin = ""
		}
		edits = append(edits, edit{FieldStance, proposed}, edit{FieldStanceOrigin, origin})
	}
	return e.edits(SetClaim, c.ID, "edit cue", edits...)
}

// parts lists the parts of an attribution with their places in a file.
func (a *Attribution) parts() []placedPart {
	list := []placedPart{{"source", a.Source}, {"cue", a.Cue}, {"content", a.Content}}
	for i, r := range a.Through {
		list = append(list, placedPart{fmt.Sprintf("through[%d].source", i), r.Source}, placedPart{fmt.Sprintf("through[%d].cue", i), r.Cue})
	}
	return list
}

type placedPart struct {
	path string
	part Part
}

func (a *Attribution) check() error {
	return first(member{"quotation", checkChoice(a.Quotation, Quotations(), "a type of quotation")}, member{"said.when", checkDate(a.Said.When)})
}

type plainPart Part

// MarshalJSON writes the part with the members that it came with.
func (p Part) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainPart(p), p.Extra) }

// UnmarshalJSON reads a part and keeps the members it does not know.
func (p *Part) UnmarshalJSON(data []byte) (err error) {
	p.Extra, err = openjson.Unmarshal(data, (*plainPart)(p))
	return err
}

type plainAttribution Attribution

// MarshalJSON writes the attribution with the members that it came with.
func (a Attribution) MarshalJSON() ([]byte, error) {
	return openjson.Marshal(plainAttribution(a), a.Extra)
}

// UnmarshalJSON reads an attribution and keeps the members it does not know.
func (a *Attribution) UnmarshalJSON(data []byte) (err error) {
	a.Extra, err = openjson.Unmarshal(data, (*plainAttribution)(a))
	return err
}

type plainReporter Reporter

// MarshalJSON writes the reporter with the members that it came with.
func (r Reporter) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainReporter(r), r.Extra) }

// UnmarshalJSON reads a reporter and keeps the members it does not know.
func (r *Reporter) UnmarshalJSON(data []byte) (err error) {
	r.Extra, err = openjson.Unmarshal(data, (*plainReporter)(r))
	return err
}

type plainSaid Said

// MarshalJSON writes when and where with the members that they came with.
func (s Said) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainSaid(s), s.Extra) }

// UnmarshalJSON reads when and where and keeps the members it does not know.
func (s *Said) UnmarshalJSON(data []byte) (err error) {
	s.Extra, err = openjson.Unmarshal(data, (*plainSaid)(s))
	return err
}
