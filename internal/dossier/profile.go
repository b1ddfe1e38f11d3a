package dossier

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"gainsay/internal/openjson"
)

// Profile is what is known of a source beyond its name. It belongs to the source of
// that name, whatever the case and white space; no two profiles share a name.
type Profile struct {
	ID        ID         `json:"id"`
	Name      string     `json:"name"`
	Role      string     `json:"role"` // as in "foreign minister"
	Type      SourceType `json:"type"`
	Anonymous bool       `json:"anonymous"` // the article does not name it
	SameAs    string     `json:"sameAs"`    // a URL that says who it is, as of Wikidata
	Created   time.Time  `json:"created"`
	Modified  time.Time  `json:"modified"`

	Extra openjson.Extra `json:"-"`
}

func (p *Profile) name() ID        { return p.ID }
func (p *Profile) made() time.Time { return p.Created }

// SourceType is what a source is. An empty one means that nobody said.
type SourceType string

// The types of source.
const (
	Person       SourceType = "person"
	Organisation SourceType = "organisation"
	Group        SourceType = "group"
)

// SourceTypes lists the types in the order in which they are offered.
func SourceTypes() []SourceType { return []SourceType{Person, Organisation, Group} }

// The reasons for which a source is not changed.
var (
	ErrNoName    = errors.New("a source needs a name")
	ErrSameName  = errors.New("that is its name already")
	ErrNameTaken = errors.New("another source has that name")
	ErrNoSource  = errors.New("there is no such source")
)

// The labels of the steps that RenameSource makes.
const (
	labelRename = "rename source"
	LabelMerge  = "merge sources"
)

// Profile returns the profile of the source with that name, or nil.
func (d *Dossier) Profile(name string) *Profile {
	key := SourceKey(name)
	for _, p := range d.Profiles {
		if SourceKey(p.Name) == key {
			return p
		}
	}
	return nil
}

// NewProfile makes an empty profile for a source. It stands in no dossier until a
// field of it is set.
func (e Editor) NewProfile(name string) *Profile {
	at := e.now()
	return &Profile{ID: e.NewID(), Name: tidy(name), Created: at, Modified: at}
}

// SetSource makes the step that gives a field of a source's profile a new value, and
// adds the profile to the dossier where it is not there yet. The name is changed by
// RenameSource alone, since the claims must follow it.
func (e Editor) SetSource(p *Profile, field string, value any) (Step, error) {
	if field == FieldName {
		return Step{}, errors.New("a source’s name is changed with its claims")
	}
	step, err := e.edits(SetSource, p.ID, "edit source", edit{field, value})
	for i := range step.Ops {
		step.Ops[i].Source = p
	}
	return step, err
}

// RemoveProfile makes the step that forgets a source's profile. Its claims stay.
func (e Editor) RemoveProfile(profile ID) Step {
	return e.step(e.now(), "remove source’s details", Op{Verb: RemoveSource, Target: profile})
}

// RenameSource makes the step that gives a source another name, in its profile and in
// every claim that it makes or reports. Where there is a source of the new name
// already, the two become one: the claims take that name as it is written there, and
// its profile wins and takes what it lacks. It fails with ErrNoName, ErrNoSource or
// ErrSameName.
func (e Editor) RenameSource(d *Dossier, name, next string) (Step, error) {
	name, next = tidy(name), tidy(next)
	if name == "" || next == "" {
		return Step{}, ErrNoName
	}
	label := labelRename
	if SourceKey(name) != SourceKey(next) {
		if known := d.spelling(next); known != "" {
			next, label = known, LabelMerge
		}
	}
	r := renaming{from: name, to: next, at: e.now()}
	r.profiles(d)
	for _, c := range d.Claims {
		r.claim(c)
	}
	switch {
	case r.err != nil:
		return Step{}, r.err
	case !r.found:
		return Step{}, ErrNoSource
	case len(r.ops) == 0:
		return Step{}, ErrSameName
	}
	return e.step(r.at, label, r.ops...), nil
}

// spelling is how a name is written in the dossier: in its profile, else where a claim
// first has it; "" where it does not occur.
func (d *Dossier) spelling(name string) string {
	if p := d.Profile(name); p != nil {
		return p.Name
	}
	key := SourceKey(name)
	for _, c := range d.Claims {
		for _, source := range c.Attribution.speakers() {
			if SourceKey(source.Text) == key {
				return tidy(source.Text)
			}
		}
	}
	return ""
}

// speakers are the source and, before it, those who report it.
func (a *Attribution) speakers() []Part {
	list := make([]Part, 0, len(a.Through)+1)
	for _, r := range a.Through {
		list = append(list, r.Source)
	}
	return append(list, a.Source)
}

// renaming collects the operations that give a source another name.
type renaming struct {
	from, to string
	at       time.Time
	found    bool
	ops      []Op
	err      error
}

func (r *renaming) set(verb Verb, target ID, field string, value any) {
	data, err := openjson.Encode(value)
	if err != nil {
		r.err = err
	}
	r.ops = append(r.ops, Op{Verb: verb, Target: target, Field: field, Value: data, Modified: r.at})
}

func (r *renaming) profiles(d *Dossier) {
	p, other := d.Profile(r.from), d.Profile(r.to)
	if p == nil {
		return
	}
	r.found = true
	if other == nil || other == p {
		if p.Name != r.to {
			r.set(SetSource, p.ID, FieldName, r.to)
		}
		return
	}
	both := *other
	both.Role, both.Type, both.SameAs = cmp.Or(other.Role, p.Role), cmp.Or(other.Type, p.Type), cmp.Or(other.SameAs, p.SameAs)
	both.Extra = maps.Clone(p.Extra)
	if both.Extra == nil {
		both.Extra = other.Extra
	} else {
		maps.Copy(both.Extra, other.Extra)
	}
	both.Modified = r.at
	r.ops = append(r.ops, Op{Verb: RemoveSource, Target: p.ID}, Op{Verb: RemoveSource, Target: other.ID}, Op{Verb: AddSource, Source: &both})
}

func (r *renaming) claim(c *Claim) {
	if source, changed := r.part(c.Attribution.Source); changed {
		r.set(SetClaim, c.ID, FieldSource, source)
	}
	through := make(List[*Reporter], len(c.Attribution.Through))
	found := false
	for i, reporter := range c.Attribution.Through {
		next, changed := *reporter, false
		next.Source, changed = r.part(reporter.Source)
		through[i], found = &next, found || changed
	}
	if found {
		r.set(SetClaim, c.ID, FieldThrough, through)
	}
}

// part is a source under its new name. Where it was taken from the text it keeps the
// anchor of the words that stand there.
func (r *renaming) part(p Part) (Part, bool) {
	if SourceKey(p.Text) != SourceKey(r.from) {
		return p, false
	}
	r.found = true
	changed := p.Text != r.to
	p.Text = r.to
	return p, changed
}

// tidy is a name with single spaces.
func tidy(name string) string { return strings.Join(strings.Fields(name), " ") }

var profileFields = fields[Profile]{
	FieldName:      func(p *Profile) any { return &p.Name },
	FieldRole:      func(p *Profile) any { return &p.Role },
	FieldType:      func(p *Profile) any { return &p.Type },
	FieldAnonymous: func(p *Profile) any { return &p.Anonymous },
	FieldSameAs:    func(p *Profile) any { return &p.SameAs },
}

func (p *Profile) check() error {
	return first(member{"name", checkText(p.Name)}, member{"type", checkChoice(p.Type, SourceTypes(), "a type of source")}, member{"sameAs", checkURL(p.SameAs)})
}

// applySource does the operations on profiles. A set-source adds the profile that it
// names where the dossier has none of that id: so the journal of a visit to a field,
// which has every version of the step, replays to the same.
func (op Op) applySource(d *Dossier) error {
	if op.Verb == AddSource {
		return addProfile(d, op.Source)
	}
	at := indexOf(d.Profiles, op.Target)
	if at < 0 && op.Verb == SetSource && op.Source != nil && op.Source.ID == op.Target {
		if err := addProfile(d, op.Source); err != nil {
			return err
		}
		at = indexOf(d.Profiles, op.Target)
	}
	if at < 0 {
		return ErrNoSource
	}
	if op.Verb == RemoveSource {
		d.Profiles = without(d.Profiles, at)
		return nil
	}
	changed := *d.Profiles[at]
	if err := op.write(profileFields.place(&changed, op.Field)); err != nil {
		return err
	}
	if other := d.Profile(changed.Name); other != nil && other.ID != changed.ID {
		return ErrNameTaken
	}
	changed.Modified = op.Modified.UTC()
	d.Profiles = replaced(d.Profiles, at, &changed)
	return changed.check()
}

func addProfile(d *Dossier, p *Profile) error {
	switch {
	case p == nil:
		return ErrNoSource
	case indexOf(d.Profiles, p.ID) >= 0:
		return fmt.Errorf("source %s is there already", p.ID)
	case d.Profile(p.Name) != nil:
		return ErrNameTaken
	}
	d.Profiles = insert(d.Profiles, p)
	return p.check()
}

func (op Op) invertSource(d *Dossier) (Op, error) {
	if op.Verb == AddSource {
		if op.Source == nil {
			return Op{}, ErrNoSource
		}
		return Op{Verb: RemoveSource, Target: op.Source.ID}, nil
	}
	at := indexOf(d.Profiles, op.Target)
	switch {
	case at < 0 && op.Verb == SetSource:
		return Op{Verb: RemoveSource, Target: op.Target}, nil
	case at < 0:
		return Op{}, ErrNoSource
	case op.Verb == RemoveSource:
		return Op{Verb: AddSource, Source: d.Profiles[at]}, nil
	}
	return op.restore(profileFields.place(d.Profiles[at], op.Field), d.Profiles[at].Modified)
}

type plainProfile Profile

// MarshalJSON writes the profile with the members that it came with.
func (p Profile) MarshalJSON() ([]byte, error) {
	p.Created, p.Modified = p.Created.UTC(), p.Modified.UTC()
	return openjson.Marshal(plainProfile(p), p.Extra)
}

// UnmarshalJSON reads a profile and keeps the members it does not know.
func (p *Profile) UnmarshalJSON(data []byte) (err error) {
	p.Extra, err = openjson.Unmarshal(data, (*plainProfile)(p))
	p.Created, p.Modified = p.Created.UTC(), p.Modified.UTC()
	return err
}
