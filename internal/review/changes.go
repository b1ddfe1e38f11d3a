package review

import (
	"fmt"
	"time"

	"gainsay/internal/dossier"
)

// What says what became of something.
type What string

// What there is.
const (
	Added   What = "added"
	Removed What = "removed"
	Changed What = "changed"
)

// Change is one difference between two states of a dossier.
type Change struct {
	What    What       `json:"what"`
	Subject Subject    `json:"subject"`
	ID      dossier.ID `json:"id"`
	Claim   dossier.ID `json:"claim,omitempty"` // of evidence, and of a review of a claim
	Name    string     `json:"name"`            // by which a person knows it
	Field   string     `json:"field,omitempty"` // of what changed, as the file format has it
	Label   string     `json:"label,omitempty"` // the same for a person
	Old     string     `json:"old,omitempty"`   // in words; empty where nothing was said
	New     string     `json:"new,omitempty"`
}

// String is the change as a sentence without its full stop.
func (c Change) String() string {
	if c.What != Changed {
		return fmt.Sprintf("%s %s: %s", c.Subject, c.What, c.Name)
	}
	where := string(c.Subject) + " " + c.Name + ": " + c.Label
	switch {
	case c.Old == "" && c.New == "":
		return where + " changed"
	case c.Old == "":
		return where + " is now " + c.New
	case c.New == "":
		return where + " was " + c.Old + ", and is empty now"
	}
	return where + " was " + c.Old + ", and is now " + c.New
}

// Changes lists what is different in a dossier that went away and came back: first what
// concerns the whole, then claim by claim in the order of the article with its evidence
// and reviews, then the oppositions, sources and scales. Where the two are on different
// texts, the older is brought onto the newer first, and breathe, which may be nil, is called
// between pieces of that. It fails with ErrOtherArticle.
func Changes(old, new *dossier.Dossier, breathe func() error) ([]Change, error) {
	sameText := digest(old.Article) == digest(new.Article)
	old, new, _, err := ready(quiet(old, new), breathe).together(old, new)
	if err != nil {
		return nil, err
	}
	t := teller{old: old, new: new}
	if !sameText {
		t.list = append(t.list, Change{What: Changed, Subject: OfDossier, ID: new.ID, Name: new.Title(), Field: "text", Label: "article’s text"})
	}
	t.all(Align(old, new, Alike))
	return t.list, nil
}

// quiet is the editor of work that only looks: its time is the later of the two.
func quiet(a, b *dossier.Dossier) dossier.Editor {
	return dossier.Editor{Now: func() time.Time { return later(a.Modified, b.Modified) }, NewID: dossier.NewID}
}

// teller lists changes.
type teller struct {
	old, new *dossier.Dossier
	list     []Change
}

func (t *teller) all(al Alignment) {
	tellFields(t, dossierFields, theDossier(t.new), t.old, t.new)
	for _, c := range al.OnlyA {
		t.tell(Removed, aClaim(c))
	}
	for _, c := range t.new.Claims {
		was := al.InA(c.ID)
		if was == nil {
			t.tell(Added, aClaim(c))
			was = &dossier.Claim{}
		} else {
			tellFields(t, claimFields, aClaim(c), was, c)
		}
		tellList(t, evidenceFields, was.Evidence, c.Evidence, evidenceID, func(e *dossier.Evidence) thing { return someEvidence(c, e) })
		t.reviews(aClaim(c), was.Reviews, c.Reviews)
	}
	matches := alignOppositions(t.old, t.new, endsOf(al))
	for _, o := range matches.onlyA {
		t.tell(Removed, anOpposition(t.old, o))
	}
	for _, o := range t.new.Oppositions {
		was := matches.ofB[o.ID]
		if was == nil {
			t.tell(Added, anOpposition(t.new, o))
			was = &dossier.Opposition{}
		} else {
			tellFields(t, oppositionFields, anOpposition(t.new, o), was, o)
		}
		t.reviews(anOpposition(t.new, o), was.Reviews, o.Reviews)
	}
	tellList(t, sourceFields, t.old.Profiles, t.new.Profiles, sourceID, aSource)
	tellList(t, scaleFields, t.old.Scales, t.new.Scales, scaleID, aScale)
}

func (t *teller) tell(what What, it thing) {
	t.list = append(t.list, Change{What: what, Subject: it.subject, ID: it.id, Claim: it.claim, Name: it.name})
}

func (t *teller) reviews(on thing, old, new []*dossier.Review) {
	tellList[dossier.Review](t, nil, old, new, reviewID, func(r *dossier.Review) thing { return aReview(on, r) })
}

func tellFields[T any](t *teller, fields []field[T], it thing, old, new *T) {
	for _, f := range differing(fields, old, new) {
		t.list = append(t.list, Change{
			What: Changed, Subject: it.subject, ID: it.id, Claim: it.claim, Name: it.name,
			Field: f.name, Label: f.label, Old: f.words(t.old, old), New: f.words(t.new, new),
		})
	}
}

func tellList[T any](t *teller, fields []field[T], old, new []*T, id func(*T) dossier.ID, name func(*T) thing) {
	for _, x := range old {
		if byID(new, id(x), id) == nil {
			t.tell(Removed, name(x))
		}
	}
	for _, x := range new {
		if was := byID(old, id(x), id); was == nil {
			t.tell(Added, name(x))
		} else {
			tellFields(t, fields, name(x), was, x)
		}
	}
}
