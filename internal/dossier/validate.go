package dossier

import (
	"errors"
	"fmt"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

// Validate returns the first way in which d breaks what a dossier promises, or
// nil: ids are UUIDs and occur once, every anchor is true of the version of the
// article that it names, what is shown as found is true of the present one, stances
// and kinds are known, every opposition joins two different claims of d. The
// error is an openjson.PathError that names the place, as in claims[2].anchor.
func (d *Dossier) Validate() error { return d.ValidateIn(func() error { return nil }) }

// ValidateIn is Validate for a large dossier: breathe is called between pieces of the
// work, and its error ends it.
func (d *Dossier) ValidateIn(breathe func() error) error {
	v := validator{seen: make(map[ID]string)}
	v.texts, v.present = textsOf(d)
	v.id("id", d.ID)
	v.id("article.id", ID(d.Article.ID))
	v.time("created", d.Created)
	v.time("modified", d.Modified)
	for i, version := range d.Versions {
		path := fmt.Sprintf("versions[%d]", i)
		if version.Article.ID != d.Article.ID {
			v.check(path+".article.id", fmt.Errorf("%q is the id of another article", version.Article.ID))
		}
		v.time(path+".replaced", version.Replaced)
	}
	claims := make(map[ID]bool, len(d.Claims))
	for i, c := range d.Claims {
		if err := breathe(); err != nil {
			return err
		}
		v.claim(fmt.Sprintf("claims[%d]", i), c)
		claims[c.ID] = true
	}
	for i, o := range d.Oppositions {
		v.opposition(fmt.Sprintf("oppositions[%d]", i), o, claims)
	}
	return v.fault
}

// validator collects the first fault.
type validator struct {
	texts   texts
	present *article.Layout
	seen    map[ID]string
	fault   error
}

func (v *validator) check(path string, err error) {
	if err != nil && v.fault == nil {
		v.fault = openjson.At(path, err)
	}
}

func (v *validator) id(path string, id ID) {
	if !id.Valid() {
		v.check(path, fmt.Errorf("%q is not a UUID written as urn:uuid:…", string(id)))
		return
	}
	if where, taken := v.seen[id]; taken {
		v.check(path, fmt.Errorf("%s is the id of %s already", id, where))
		return
	}
	v.seen[id] = path
}

func (v *validator) time(path string, t time.Time) {
	if t.IsZero() {
		v.check(path, errors.New("is missing"))
	}
}

func (v *validator) anchor(path string, a anchor.Anchor) {
	v.check(path, v.texts.check(a))
}

func (v *validator) standing(path string, s *Standing) {
	v.anchor(path+".anchor", s.Anchor)
	if member, err := s.checkState(v.present.Digest()); err != nil {
		v.check(path+"."+member, err)
	}
	for i, place := range s.Places {
		v.check(fmt.Sprintf("%s.places[%d]", path, i), place.Check(v.present.Index(), v.present.Digest()))
	}
	if s.Marked != nil {
		v.anchor(path+".marked", *s.Marked)
	}
}

func (v *validator) claim(path string, c *Claim) {
	v.id(path+".id", c.ID)
	v.standing(path, &c.Standing)
	for _, part := range []struct {
		name string
		part Part
	}{{"source", c.Attribution.Source}, {"cue", c.Attribution.Cue}, {"content", c.Attribution.Content}} {
		if part.part.Anchor != nil {
			v.anchor(path+".attribution."+part.name+".anchor", *part.part.Anchor)
		}
	}
	v.check(path+".stance", checkStance(c.Stance))
	v.time(path+".created", c.Created)
	v.time(path+".modified", c.Modified)
}

func (v *validator) opposition(path string, o *Opposition, claims map[ID]bool) {
	v.id(path+".id", o.ID)
	v.check(path+".kind", checkKind(o.Kind))
	if o.Origin != Human && o.Origin != Suggested {
		v.check(path+".origin", fmt.Errorf("%q is not an origin", o.Origin))
	}
	for _, end := range []struct {
		name string
		id   ID
	}{{"from", o.From}, {"to", o.To}} {
		if !claims[end.id] {
			v.check(path+"."+end.name, fmt.Errorf("there is no claim %q", string(end.id)))
		}
	}
	if o.From == o.To {
		v.check(path, ErrSameClaim)
	}
	v.time(path+".created", o.Created)
	v.time(path+".modified", o.Modified)
}
