package dossier

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

// Editor makes the steps of one person's edits. It is the only place where ids
// and times come from; what it makes is checked when it is applied.
type Editor struct {
	Now     func() time.Time
	NewID   func() ID
	Creator string // the name that new claims bear; may be empty
}

// The reasons for which an opposition is not made.
var (
	ErrSameClaim = errors.New("a claim cannot be set against itself")
	ErrLinked    = errors.New("these two claims are already linked in that way")
)

// now is the clock to the millisecond: what survives JSON in every reader.
func (e Editor) now() time.Time { return e.Now().UTC().Truncate(time.Millisecond) }

func (e Editor) step(at time.Time, label string, ops ...Op) Step {
	return Step{ID: e.NewID(), At: at, Label: label, Ops: ops}
}

// Highlight makes the step that adds a claim with that anchor, and returns the
// claim's id.
func (e Editor) Highlight(a anchor.Anchor) (Step, ID) {
	at, id := e.now(), e.NewID()
	claim := &Claim{ID: id, Standing: Standing{Anchor: a}, Created: at, Modified: at, Creator: e.Creator}
	return e.step(at, "highlight claim", Op{Verb: AddClaim, Claim: claim}), id
}

// Remove makes the step that removes a claim and the oppositions that end in it.
func (e Editor) Remove(d *Dossier, claim ID) Step {
	var ops []Op
	for _, o := range d.OppositionsOf(claim) {
		ops = append(ops, Op{Verb: RemoveOpposition, Target: o.ID})
	}
	return e.step(e.now(), "remove claim", append(ops, Op{Verb: RemoveClaim, Target: claim})...)
}

// SetClaim makes the step that gives a field of a claim a new value, of the type
// that the field has. A stance set so is a person's choice.
func (e Editor) SetClaim(claim ID, field string, value any) (Step, error) {
	edits := []edit{{field, value}}
	if field == FieldStance {
		edits = append(edits, edit{FieldStanceOrigin, ""})
	}
	return e.edits(SetClaim, claim, "edit "+field, edits...)
}

// SetOpposition makes the step that gives a field of an opposition a new value.
func (e Editor) SetOpposition(opposition ID, field string, value any) (Step, error) {
	return e.edits(SetOpposition, opposition, "edit "+field, edit{field, value})
}

// Rename makes the step that names the dossier.
func (e Editor) Rename(name string) (Step, error) {
	return e.edits(SetDossier, "", "edit name", edit{FieldName, strings.TrimSpace(name)})
}

// edit is a new value of a field.
type edit struct {
	field string
	value any
}

// edits makes one step of new values of fields of one target.
func (e Editor) edits(verb Verb, target ID, label string, edits ...edit) (Step, error) {
	at := e.now()
	var ops []Op
	for _, one := range edits {
		data, err := openjson.Encode(one.value)
		if err != nil {
			return Step{}, fmt.Errorf("encoding the %s: %w", one.field, err)
		}
		op := Op{Verb: verb, Target: target, Field: one.field, Value: data, Modified: at}
		if verb == SetDossier {
			op.Modified = time.Time{} // the step's own time is the dossier's
		}
		ops = append(ops, op)
	}
	return e.step(at, label, ops...), nil
}

// KindFor is the kind that a new opposition from this claim gets.
func KindFor(from *Claim) Kind {
	if from.Stance == Deny {
		return Denies
	}
	return Contradicts
}

// SetAgainst makes the step that sets one claim against another, and returns the
// opposition's id. It fails with ErrSameClaim, or with ErrLinked where the pair
// has an opposition of that kind.
func (e Editor) SetAgainst(d *Dossier, from, to ID) (Step, ID, error) {
	claim := d.Claim(from)
	if claim == nil || d.Claim(to) == nil {
		return Step{}, "", errNoClaim
	}
	if from == to {
		return Step{}, "", ErrSameClaim
	}
	kind := KindFor(claim)
	if d.Linked(kind, from, to) != nil {
		return Step{}, "", ErrLinked
	}
	at, id := e.now(), e.NewID()
	o := &Opposition{ID: id, Kind: kind, From: from, To: to, Origin: Human, Created: at, Modified: at}
	return e.step(at, "set claim against claim", Op{Verb: AddOpposition, Opposition: o}), id, nil
}

// RemoveOpposition makes the step that takes an opposition away.
func (e Editor) RemoveOpposition(opposition ID) Step {
	return e.step(e.now(), "remove opposition", Op{Verb: RemoveOpposition, Target: opposition})
}

// Tags reads what a person types into a field for tags: words or phrases between
// commas, each once, in their order.
func Tags(typed string) []string {
	var tags []string
	seen := make(map[string]bool)
	for tag := range strings.SplitSeq(typed, ",") {
		tag = strings.Join(strings.Fields(tag), " ")
		if tag != "" && !seen[tag] {
			seen[tag] = true
			tags = append(tags, tag)
		}
	}
	return tags
}

// Metadata makes the step that sets what is known about the article. It reports
// false where nothing would be another.
func (e Editor) Metadata(d *Dossier, m article.Metadata) (Step, bool) {
	at := e.now()
	var ops []Op
	for _, one := range []struct {
		field        string
		before, next string
	}{
		{FieldTitle, d.Article.Title, m.Title}, {FieldByline, d.Article.Byline, m.Byline},
		{FieldPublisher, d.Article.Publisher, m.Publisher}, {FieldPublished, d.Article.Published, m.Published},
		{FieldURL, d.Article.URL, m.URL}, {FieldLanguage, d.Article.Language, m.Language},
	} {
		if one.next = strings.TrimSpace(one.next); one.next == one.before {
			continue
		}
		data, err := openjson.Encode(one.next)
		if err != nil {
			return Step{}, false // a string can always be encoded
		}
		ops = append(ops, Op{Verb: SetDossier, Field: one.field, Value: data})
	}
	return e.step(at, "edit the article’s details", ops...), len(ops) > 0
}

// The reasons for which a decision about a claim is not taken.
var (
	ErrNotChanged   = errors.New("the claim is not one whose words changed")
	ErrNotAmbiguous = errors.New("the claim has no such place to choose")
	ErrSettled      = errors.New("the claim is a settled orphan already")
)

// AcceptWording makes the step by which a changed claim takes the words that stand
// in its place now.
func (e Editor) AcceptWording(c *Claim) (Step, error) {
	if c.State != anchor.Changed || len(c.Places) != 1 {
		return Step{}, ErrNotChanged
	}
	return e.stand(c, "accept the new wording", c.at(c.Places[0], ""))
}

// Choose makes the step by which an ambiguous claim is given one of its places,
// counted from 0.
func (e Editor) Choose(c *Claim, place int) (Step, error) {
	if c.State != anchor.Ambiguous || place < 0 || place >= len(c.Places) {
		return Step{}, ErrNotAmbiguous
	}
	return e.stand(c, "choose the claim’s place", c.at(c.Places[place], ""))
}

// Reattach makes the step that puts a claim on other words of the present text.
func (e Editor) Reattach(c *Claim, a anchor.Anchor) (Step, error) {
	return e.stand(c, "re-attach claim", c.at(a, ""))
}

// Orphan makes the step that leaves a claim without a place in the present text.
func (e Editor) Orphan(c *Claim) (Step, error) {
	if c.State == anchor.Orphan && c.Settled {
		return Step{}, ErrSettled
	}
	if !c.Undecided() {
		return Step{}, ErrNotChanged
	}
	next := c.lost(anchor.Orphan, nil)
	next.Settled = true
	return e.stand(c, "keep as orphan", next)
}

func (e Editor) stand(c *Claim, label string, next Standing) (Step, error) {
	step, err := e.SetClaim(c.ID, FieldStanding, next)
	step.Label = label
	return step, err
}

// HighlightAll makes the step that adds a claim for each of some anchors, and returns
// their ids.
func (e Editor) HighlightAll(anchors []anchor.Anchor) (Step, []ID) {
	at := e.now()
	var ops []Op
	var ids []ID
	for _, a := range anchors {
		id := e.NewID()
		claim := &Claim{ID: id, Standing: Standing{Anchor: a}, Created: at, Modified: at, Creator: e.Creator}
		ops, ids = append(ops, Op{Verb: AddClaim, Claim: claim}), append(ids, id)
	}
	return e.step(at, "highlight every occurrence", ops...), ids
}

// Adjust makes the step that gives a claim other ends in the present text.
func (e Editor) Adjust(c *Claim, a anchor.Anchor) (Step, error) {
	return e.stand(c, "adjust claim", c.at(a, c.State))
}
