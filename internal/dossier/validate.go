package dossier

import (
	"fmt"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

// Validate returns the first way in which d breaks what a dossier promises, or
// nil: ids are UUIDs and occur once, every anchor is true of the version of the
// article that it names, what is shown as found is true of the present one, stances,
// kinds and all other choices are known, addresses are http or https, every verdict is
// a rating of a scale, every opposition joins two different claims of d. The error is an openjson.PathError that names the place, as in claims[2].anchor.
func (d *Dossier) Validate() error { return d.ValidateIn(func() error { return nil }) }

// ValidateIn is Validate for a large dossier: breathe is called between pieces of the
// work, and its error ends it.
func (d *Dossier) ValidateIn(breathe func() error) error {
	v := validator{dossier: d, seen: make(map[ID]string)}
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
	v.profiles(d.Profiles)
	v.scales(d.Scales)
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
	dossier *Dossier
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

func (v *validator) evidence(path string, e *Evidence) {
	v.id(path+".id", e.ID)
	v.time(path+".created", e.Created)
	v.time(path+".modified", e.Modified)
}

func (v *validator) reviews(path string, log List[*Review]) {
	for i, r := range log {
		v.id(fmt.Sprintf("%s.reviews[%d].id", path, i), r.ID)
	}
}

func (v *validator) scales(scales List[*Scale]) {
	v.check("scales", checkEach(scales))
	for i, s := range scales {
		v.id(fmt.Sprintf("scales[%d].id", i), s.ID)
	}
}

func (v *validator) profiles(profiles List[*Profile]) {
	v.check("sources", checkEach(profiles))
	names := make(map[string]int)
	for i, p := range profiles {
		path := fmt.Sprintf("sources[%d]", i)
		v.id(path+".id", p.ID)
		v.time(path+".created", p.Created)
		v.time(path+".modified", p.Modified)
		key := SourceKey(p.Name)
		if other, taken := names[key]; taken {
			v.check(path+".name", fmt.Errorf("%q is the name of sources[%d] already", p.Name, other))
		}
		names[key] = i
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
	v.check(path, checkTime(t))
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
	for _, placed := range c.Attribution.parts() {
		if placed.part.Anchor != nil {
			v.anchor(path+".attribution."+placed.path+".anchor", *placed.part.Anchor)
		}
	}
	v.check(path, c.check())
	v.check(path+".verdict", v.dossier.checkVerdict(c.Verdict))
	for i, e := range c.Evidence {
		v.evidence(fmt.Sprintf("%s.evidence[%d]", path, i), e)
	}
	v.reviews(path, c.Reviews)
	v.time(path+".created", c.Created)
	v.time(path+".modified", c.Modified)
}

func (v *validator) opposition(path string, o *Opposition, claims map[ID]bool) {
	v.id(path+".id", o.ID)
	v.check(path, o.check())
	v.reviews(path, o.Reviews)
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
