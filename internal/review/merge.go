package review

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"gainsay/internal/dossier"
)

// Side is one of two dossiers. The empty one is neither.
type Side string

// The sides.
const (
	SideA Side = "a"
	SideB Side = "b"
)

// Preference decides what nobody chose.
type Preference string

// The preferences. Without one nothing is decided that nobody chose.
const (
	PreferA      Preference = "a"
	PreferB      Preference = "b"
	PreferNewest Preference = "newest" // what was changed last; undecided where that is the same time
)

// Options say how to merge. Only Editor is needed, for its clock and its ids.
type Options struct {
	Editor  dossier.Editor
	Base    *dossier.Dossier // what both came from, where that is known
	Choices map[string]Side  // by the key of a conflict
	Prefer  Preference
	Breathe func() error // called between pieces of the work; its error ends it
}

// Conflict is something that both sides changed, or have differently where it is not
// known which was first. A is the receiving dossier, and what stays in it unless B is
// chosen; the other value stays here.
type Conflict struct {
	Key     string     `json:"key"` // for Options.Choices; the same whenever the same two are merged
	Subject Subject    `json:"subject"`
	ID      dossier.ID `json:"id"`
	Claim   dossier.ID `json:"claim,omitempty"` // of evidence: its claim
	Name    string     `json:"name"`
	Field   string     `json:"field"` // "removed" where one side took all of it away
	Label   string     `json:"label"`
	A       string     `json:"a"` // in words
	B       string     `json:"b"`
	WhenA   time.Time  `json:"whenA"` // when each side was last changed
	WhenB   time.Time  `json:"whenB"`
	Chosen  Side       `json:"chosen,omitempty"`
}

// fieldRemoved is the field of a conflict about whether something stays.
const fieldRemoved = "removed"

// String is the conflict as a sentence without its full stop.
func (c Conflict) String() string {
	return string(c.Subject) + " " + c.Name + ": " + c.Label + ": a has " + cmp.Or(c.A, "nothing") + ", b has " + cmp.Or(c.B, "nothing")
}

// Left is something of B that was not taken, and why.
type Left struct {
	Subject Subject    `json:"subject"`
	ID      dossier.ID `json:"id"`
	Name    string     `json:"name"`
	Why     string     `json:"why"` // a sentence without its full stop
}

// Merged is what a merge came to.
type Merged struct {
	Dossier   *dossier.Dossier // after the step
	Step      dossier.Step     // from A to Dossier; without operations where nothing is another
	Changes   []Change         // of A, by the step
	Conflicts []Conflict
	Left      []Left

	// Renamed says under which ids claims, oppositions and all else of B are in Dossier
	// that are there under another one.
	Renamed map[dossier.ID]dossier.ID
}

// Undecided counts the conflicts in which nobody chose.
func (m *Merged) Undecided() (n int) {
	for _, c := range m.Conflicts {
		if c.Chosen == "" {
			n++
		}
	}
	return n
}

// Merge takes into one dossier, a, what another of the same article has: in one step,
// which it makes but does not apply anywhere. It decides by these rules, field by field:
//
//   - What both have alike stays.
//   - With a base: what only one side changed is taken.
//   - Without one, where both have the thing under one id and only one side ever
//     changed it since it was made: that side is taken.
//   - Otherwise what is said goes before what is not, and what a person decided
//     before what a program proposed; tags and members of other programs go beside each
//     other.
//   - All else is a conflict. It is decided by Choices, else by Prefer, else not: then
//     a keeps what it has.
//
// Evidence and reviews unite. Nothing is taken away unless there is a base in which it is
// as it is on the side that kept it. Merge fails with ErrOtherArticle, with ErrNotBase, and
// with what Breathe returns.
func Merge(a, b *dossier.Dossier, o Options) (*Merged, error) {
	r := ready(o.Editor, o.Breathe)
	onA, onB, update, err := r.together(a, b)
	if err != nil {
		return nil, err
	}
	m := &merger{a: onA, b: onB, base: &dossier.Dossier{}, options: o, breathe: r.breathe, merged: &Merged{Renamed: make(map[dossier.ID]dossier.ID)}}
	if o.Base != nil {
		if !comesFrom(a, o.Base) || !comesFrom(b, o.Base) {
			return nil, ErrNotBase
		}
		if m.base, _, err = r.onText(o.Base, onA.Article); err != nil {
			return nil, err
		}
	}
	if err := m.merge(); err != nil {
		return nil, err
	}
	return m.finish(a, update)
}

// merger is a merge under way. base is empty where there is none.
type merger struct {
	a, b, base *dossier.Dossier
	options    Options
	breathe    func() error
	out        dossier.Dossier
	merged     *Merged
	ids        map[dossier.ID]bool // that are taken in A or were given to what came from B
}

func (m *merger) merge() error {
	m.takeIDs()
	m.out = *m.a
	m.dossier()
	m.versions()
	m.scales()
	// What was in the base is known by its id: where one side has it no more, that side
	// removed it, even if there is something new in its place.
	al := align(m.a, m.b, Alike, func(id dossier.ID) bool { return m.base.Claim(id) != nil })
	if err := m.claims(al); err != nil {
		return err
	}
	m.oppositions()
	m.sources()
	m.out.Sort()
	return nil
}

// finish makes the step and what is told of it. Where it cannot be gone from A to the
// outcome at once, the outcome is gone to by way of others.
func (m *merger) finish(a *dossier.Dossier, update dossier.Step, by ...*dossier.Dossier) (*Merged, error) {
	ops, at := slices.Clone(update.Ops), m.a
	for _, next := range append(by, &m.out) {
		ops, at = append(ops, operations(at, next)...), next
	}
	done := m.merged
	done.Dossier = a
	if len(ops) == 0 {
		return done, nil
	}
	e := m.options.Editor
	done.Step = dossier.Step{ID: e.NewID(), At: e.Now().UTC().Truncate(time.Millisecond), Label: "merge dossier", Ops: ops}
	after, err := done.Step.Apply(a)
	if err != nil {
		return nil, err
	}
	done.Dossier = after
	done.Changes, err = Changes(a, after, m.breathe)
	return done, err
}

// takeIDs notes which ids A has.
func (m *merger) takeIDs() {
	m.ids = make(map[dossier.ID]bool)
	for id := range idsOf(m.a) {
		m.ids[id] = true
	}
}

// idsOf goes through all the ids in a dossier.
func idsOf(d *dossier.Dossier) func(yield func(dossier.ID) bool) {
	all := []dossier.ID{d.ID, dossier.ID(d.Article.ID)}
	add := func(id dossier.ID) { all = append(all, id) }
	reviews := func(list []*dossier.Review) {
		for _, r := range list {
			add(r.ID)
		}
	}
	for _, c := range d.Claims {
		add(c.ID)
		for _, e := range c.Evidence {
			add(e.ID)
		}
		reviews(c.Reviews)
	}
	for _, o := range d.Oppositions {
		add(o.ID)
		reviews(o.Reviews)
	}
	for _, p := range d.Profiles {
		add(p.ID)
	}
	for _, s := range d.Scales {
		add(s.ID)
	}
	return slices.Values(all)
}

// admit returns the id that something of B has in the outcome: its own, unless that is
// taken.
func (m *merger) admit(id dossier.ID) dossier.ID {
	next := id
	if m.ids[id] {
		next = m.options.Editor.NewID()
		m.merged.Renamed[id] = next
	}
	m.ids[next] = true
	return next
}

func (m *merger) leave(it thing, why string) {
	m.merged.Left = append(m.merged.Left, Left{Subject: it.subject, ID: it.id, Name: it.name, Why: why})
}

// conflict notes one and returns whose side is taken: B, or else A, which is also what
// stays where nobody chose.
func (m *merger) conflict(c Conflict, it thing) Side {
	c.Subject, c.ID, c.Claim, c.Name = it.subject, it.id, it.claim, it.name
	c.Key = string(it.subject) + " " + it.id.Short() + " " + c.Field
	c.Chosen = m.decide(c)
	m.merged.Conflicts = append(m.merged.Conflicts, c)
	return cmp.Or(c.Chosen, SideA)
}

func (m *merger) decide(c Conflict) Side {
	if side := m.options.Choices[c.Key]; side != "" {
		return side
	}
	switch m.options.Prefer {
	case PreferA:
		return SideA
	case PreferB:
		return SideB
	case PreferNewest:
		if c.WhenA.After(c.WhenB) {
			return SideA
		}
		if c.WhenB.After(c.WhenA) {
			return SideB
		}
	}
	return ""
}

// removal asks whether something stays that one side took away and the other changed.
func (m *merger) removal(it thing, gone Side, whenA, whenB time.Time) (stays bool) {
	c := Conflict{Field: fieldRemoved, Label: "one side removed it, the other changed it", A: "kept", B: "kept", WhenA: whenA, WhenB: whenB}
	if gone == SideA {
		c.A = "removed"
	} else {
		c.B = "removed"
	}
	return m.conflict(c, it) != gone
}

// sides is one thing on its two sides, as far as that is known.
type sides[T any] struct {
	a, b, base   *T        // base is nil where it is not known
	whenA, whenB time.Time // of the last change
	fresh        Side      // the side that never changed it since it was made, where only one did
}

// freshness says which of two sides that have something under one id never changed it.
func freshness(sameID bool, madeA, changedA, madeB, changedB time.Time) Side {
	if !sameID || !madeA.Equal(madeB) || changedA.Equal(madeA) == changedB.Equal(madeB) {
		return ""
	}
	if changedA.Equal(madeA) {
		return SideA
	}
	return SideB
}

// mergeFields merges field by field into a copy of A, and reports whether that is
// another than A.
func mergeFields[T any](m *merger, fields []field[T], it thing, s sides[T]) (*T, bool) {
	out, changed := *s.a, false
	for _, f := range fields {
		if !f.same(s.a, s.b) && mergeField(m, f, it, s, &out) {
			changed = true
		}
	}
	if !changed {
		return s.a, false
	}
	return &out, true
}

// mergeField merges a field that the two sides have differently, and reports whether
// that makes it another than in A.
func mergeField[T any](m *merger, f field[T], it thing, s sides[T], out *T) bool {
	weightA, weightB := f.weight(s.a), f.weight(s.b)
	side := Side("")
	switch {
	case f.firm && weightA != weightB:
		side = heavier(weightA, weightB)
	case s.base != nil && f.same(s.a, s.base):
		side = SideB
	case s.base != nil && f.same(s.b, s.base):
		side = SideA
	case s.fresh == SideA:
		side = SideB
	case s.fresh == SideB:
		side = SideA
	case weightA != weightB && (s.base == nil || weightA != absent && weightB != absent):
		side = heavier(weightA, weightB)
	}
	if side == "" {
		if f.join != nil && f.join(out, s.b, s.base) {
			return !f.same(out, s.a)
		}
		side = m.conflict(Conflict{Field: f.name, Label: f.label, A: f.words(m.a, s.a), B: f.words(m.b, s.b), WhenA: s.whenA, WhenB: s.whenB}, it)
	}
	if side == SideB {
		f.set(out, s.b)
	}
	return !f.same(out, s.a)
}

func heavier(a, b weight) Side {
	if a > b {
		return SideA
	}
	return SideB
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// dossier merges what concerns the whole.
func (m *merger) dossier() {
	var base *dossier.Dossier
	if m.options.Base != nil {
		base = m.base
	}
	out, _ := mergeFields(m, dossierFields, theDossier(m.a), sides[dossier.Dossier]{a: m.a, b: m.b, base: base, whenA: m.a.Modified, whenB: m.b.Modified})
	m.out = *out
	if !reflect.DeepEqual(m.a.Article.Blocks, m.b.Article.Blocks) {
		m.leave(theDossier(m.b), "its article has headings and other blocks marked otherwise; those of the first stay")
	}
}

// versions unites the earlier texts. A text that A has or had is there already.
func (m *merger) versions() {
	known := digests(m.a)
	list := slices.Clone(m.a.Versions)
	for _, v := range m.b.Versions {
		if text := digest(v.Article); !known[text] {
			known[text] = true
			v.Article.ID = m.a.Article.ID
			list = append(list, v)
		}
	}
	if len(list) > len(m.a.Versions) {
		slices.SortStableFunc(list, func(x, y dossier.Version) int { return x.Replaced.Compare(y.Replaced) })
		m.out.Versions = list
	}
}

// scales unites the rating scales, those with the same name and ratings among them, and
// leads the verdicts of B to them.
func (m *merger) scales() {
	renamed, met := make(map[dossier.ID]dossier.ID), make(map[dossier.ID]bool)
	list := slices.Clone(m.a.Scales)
	for _, s := range m.b.Scales {
		at := slices.IndexFunc(list, func(one *dossier.Scale) bool { return one.ID == s.ID })
		if at < 0 {
			at = slices.IndexFunc(m.a.Scales, func(one *dossier.Scale) bool {
				return !met[one.ID] && byID(m.b.Scales, one.ID, scaleID) == nil && len(differing(scaleFields, one, s)) == 0
			})
		}
		if at < 0 {
			copied := *s
			if copied.ID = m.admit(s.ID); copied.ID != s.ID {
				renamed[s.ID] = copied.ID
			}
			list = append(list, &copied)
			continue
		}
		met[list[at].ID] = true
		if list[at].ID != s.ID {
			renamed[s.ID] = list[at].ID
			m.merged.Renamed[s.ID] = list[at].ID
		}
		base := byID(m.base.Scales, s.ID, scaleID)
		list[at], _ = mergeFields(m, scaleFields, aScale(list[at]), sides[dossier.Scale]{a: list[at], b: s, base: base, whenA: m.a.Modified, whenB: m.b.Modified})
	}
	m.out.Scales = list
	if len(renamed) == 0 {
		return
	}
	b := *m.b
	b.Scales, b.Claims = m.out.Scales, slices.Clone(b.Claims)
	for i, c := range b.Claims {
		if next, moved := renamed[c.Verdict.Scale]; moved {
			copied := *c
			copied.Verdict.Scale = next
			b.Claims[i] = &copied
		}
	}
	m.b = &b
}

// claims merges the claims that are the same, adds those that only B has, and takes away
// what one side removed and the other left as it was in the base.
func (m *merger) claims(al Alignment) error {
	m.out.Claims = nil
	for _, a := range m.a.Claims {
		if err := m.breathe(); err != nil {
			return err
		}
		b, base := al.InB(a.ID), m.base.Claim(a.ID)
		switch {
		case b != nil:
			m.out.Claims = append(m.out.Claims, m.claim(a, b, base))
		case base == nil, !asInBase(m.a, m.base, a, base) && m.removal(aClaim(a), SideB, a.Modified, m.b.Modified):
			m.out.Claims = append(m.out.Claims, a)
		}
	}
	for _, b := range al.OnlyB {
		base := m.base.Claim(b.ID)
		if base == nil || !asInBase(m.b, m.base, b, base) && m.removal(aClaim(b), SideA, m.a.Modified, b.Modified) {
			m.out.Claims = append(m.out.Claims, m.newClaim(b))
		}
	}
	return nil
}

// asInBase reports whether a claim is in a dossier as it is in the base, with its evidence,
// reviews and oppositions.
func asInBase(d, base *dossier.Dossier, c, was *dossier.Claim) bool {
	if len(differing(claimFields, c, was)) > 0 || !reflect.DeepEqual(c.Evidence, was.Evidence) || !reflect.DeepEqual(c.Reviews, was.Reviews) {
		return false
	}
	for _, o := range d.OppositionsOf(c.ID) {
		if !reflect.DeepEqual(o, base.Opposition(o.ID)) {
			return false
		}
	}
	return true
}

func (m *merger) claim(a, b, base *dossier.Claim) *dossier.Claim {
	if a.ID != b.ID {
		m.merged.Renamed[b.ID], base = a.ID, nil
	}
	if reflect.DeepEqual(a, b) {
		return a
	}
	out, changed := mergeFields(m, claimFields, aClaim(a), sides[dossier.Claim]{
		a: a, b: b, base: base, whenA: a.Modified, whenB: b.Modified, fresh: freshness(a.ID == b.ID, a.Created, a.Modified, b.Created, b.Modified),
	})
	next := *out
	found := m.evidence(a, b, base)
	next.Reviews = m.reviews(a.Reviews, b.Reviews)
	if !sameList(found, a.Evidence) {
		next.Evidence, changed = found, true
	}
	if changed {
		next.Modified = later(a.Modified, b.Modified)
	} else if sameList(next.Reviews, a.Reviews) {
		return a
	}
	return &next
}

// newClaim is a claim of B as it comes into A.
func (m *merger) newClaim(b *dossier.Claim) *dossier.Claim {
	next := *b
	next.ID = m.admit(b.ID)
	next.Evidence, next.Reviews = nil, m.reviews(nil, b.Reviews)
	for _, e := range b.Evidence {
		next.Evidence = append(next.Evidence, m.newEvidence(e))
	}
	return &next
}

func (m *merger) newEvidence(e *dossier.Evidence) *dossier.Evidence {
	next := *e
	next.ID = m.admit(e.ID)
	return &next
}

func sameList[T any](a, b []*T) bool {
	return slices.EqualFunc(a, b, func(x, y *T) bool { return x == y || reflect.DeepEqual(x, y) })
}

// evidence unites the evidence of a claim, by id and then by all that it says.
func (m *merger) evidence(a, b, base *dossier.Claim) (list dossier.List[*dossier.Evidence]) {
	if base == nil {
		base = &dossier.Claim{}
	}
	ofA := make(map[*dossier.Evidence]*dossier.Evidence)
	var onlyB []*dossier.Evidence
	for _, e := range b.Evidence {
		one := byID(a.Evidence, e.ID, evidenceID)
		if one == nil {
			at := slices.IndexFunc(a.Evidence, func(x *dossier.Evidence) bool {
				return ofA[x] == nil && byID(b.Evidence, x.ID, evidenceID) == nil && len(differing(evidenceFields, x, e)) == 0
			})
			if at >= 0 {
				one = a.Evidence[at]
			}
		}
		if one != nil {
			ofA[one] = e
		} else {
			onlyB = append(onlyB, e)
		}
	}
	for _, e := range a.Evidence {
		was := byID(base.Evidence, e.ID, evidenceID)
		switch other := ofA[e]; {
		case other != nil:
			out, changed := mergeFields(m, evidenceFields, someEvidence(a, e), sides[dossier.Evidence]{
				a: e, b: other, base: was, whenA: e.Modified, whenB: other.Modified, fresh: freshness(e.ID == other.ID, e.Created, e.Modified, other.Created, other.Modified),
			})
			if changed {
				out.Modified = later(e.Modified, other.Modified)
			}
			list = append(list, out)
		case was == nil, len(differing(evidenceFields, e, was)) > 0 && m.removal(someEvidence(a, e), SideB, e.Modified, b.Modified):
			list = append(list, e)
		}
	}
	for _, e := range onlyB {
		was := byID(base.Evidence, e.ID, evidenceID)
		if was == nil || len(differing(evidenceFields, e, was)) > 0 && m.removal(someEvidence(b, e), SideA, a.Modified, e.Modified) {
			list = append(list, m.newEvidence(e))
		}
	}
	slices.SortStableFunc(list, func(x, y *dossier.Evidence) int {
		return cmp.Or(x.Created.Compare(y.Created), cmp.Compare(x.ID, y.ID))
	})
	return list
}

// reviews unites two logs, by id and then by all that an entry says.
func (m *merger) reviews(a, b []*dossier.Review) dossier.List[*dossier.Review] {
	list := slices.Clone(a)
	for _, r := range b {
		there := slices.ContainsFunc(a, func(x *dossier.Review) bool {
			return x.ID == r.ID || x.By == r.By && x.At.Equal(r.At) && x.Decision == r.Decision && x.Text == r.Text
		})
		if !there {
			next := *r
			next.ID = m.admit(r.ID)
			list = append(list, &next)
		}
	}
	slices.SortStableFunc(list, func(x, y *dossier.Review) int { return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.ID, y.ID)) })
	return list
}

// oppositions merges the oppositions between claims of the outcome.
func (m *merger) oppositions() {
	there := make(map[dossier.ID]bool, len(m.out.Claims))
	for _, c := range m.out.Claims {
		there[c.ID] = true
	}
	in := func(b dossier.ID) dossier.ID {
		if next, renamed := m.merged.Renamed[b]; renamed {
			b = next
		}
		if there[b] {
			return b
		}
		return ""
	}
	al := alignOppositions(m.a, m.b, in)
	m.out.Oppositions = nil
	for _, a := range m.a.Oppositions {
		b, base := al.ofA[a.ID], m.base.Opposition(a.ID)
		if base == nil && b != nil {
			base = m.base.Opposition(b.ID) // which was made anew
		}
		switch {
		case !there[a.From] || !there[a.To]: // went with its claim
		case b != nil:
			m.out.Oppositions = append(m.out.Oppositions, m.opposition(a, b, base))
		case base == nil, !reflect.DeepEqual(a, base) && m.removal(anOpposition(m.a, a), SideB, a.Modified, m.b.Modified):
			m.out.Oppositions = append(m.out.Oppositions, a)
		}
	}
	for _, b := range al.onlyB {
		base := m.base.Opposition(b.ID)
		if base != nil && reflect.DeepEqual(b, base) {
			continue // A took it away
		}
		next := *b
		next.From, next.To = in(b.From), in(b.To)
		if next.From == "" || next.To == "" {
			m.leave(anOpposition(m.b, b), "the first dossier removed one of its claims")
			continue
		}
		if base != nil && !m.removal(anOpposition(m.b, b), SideA, m.a.Modified, b.Modified) {
			continue
		}
		next.ID, next.Reviews = m.admit(b.ID), m.reviews(nil, b.Reviews)
		m.out.Oppositions = append(m.out.Oppositions, &next)
	}
}

func (m *merger) opposition(a, b, base *dossier.Opposition) *dossier.Opposition {
	if a.ID != b.ID {
		m.merged.Renamed[b.ID] = a.ID
	}
	out, changed := mergeFields(m, oppositionFields, anOpposition(m.a, a), sides[dossier.Opposition]{
		a: a, b: b, base: base, whenA: a.Modified, whenB: b.Modified, fresh: freshness(a.ID == b.ID, a.Created, a.Modified, b.Created, b.Modified),
	})
	next := *out
	next.Reviews = m.reviews(a.Reviews, b.Reviews)
	if changed {
		next.Modified = later(a.Modified, b.Modified)
	} else if sameList(next.Reviews, a.Reviews) {
		return a
	}
	return &next
}

// sources merges what is known of the sources, by id and then by name.
func (m *merger) sources() {
	ofA, ofB := make(map[dossier.ID]*dossier.Profile), make(map[dossier.ID]*dossier.Profile)
	for _, b := range m.b.Profiles {
		if a := byID(m.a.Profiles, b.ID, sourceID); a != nil {
			ofA[a.ID], ofB[b.ID] = b, a
		}
	}
	for _, b := range m.b.Profiles {
		if a := m.a.Profile(b.Name); a != nil && ofA[a.ID] == nil && ofB[b.ID] == nil {
			ofA[a.ID], ofB[b.ID] = b, a
			m.merged.Renamed[b.ID] = a.ID
		}
	}
	m.out.Profiles = nil
	for _, a := range m.a.Profiles {
		b, base := ofA[a.ID], byID(m.base.Profiles, a.ID, sourceID)
		if base == nil && b != nil {
			base = byID(m.base.Profiles, b.ID, sourceID) // which was made anew
		}
		switch {
		case b != nil:
			m.out.Profiles = append(m.out.Profiles, m.source(a, b, base))
		case base == nil, len(differing(sourceFields, a, base)) > 0 && m.removal(aSource(a), SideB, a.Modified, m.b.Modified):
			m.out.Profiles = append(m.out.Profiles, a)
		}
	}
	for _, b := range m.b.Profiles {
		if base := byID(m.base.Profiles, b.ID, sourceID); ofB[b.ID] != nil ||
			base != nil && (len(differing(sourceFields, b, base)) == 0 || !m.removal(aSource(b), SideA, m.a.Modified, b.Modified)) {
			continue
		}
		if m.out.Profile(b.Name) != nil {
			m.leave(aSource(b), "another source has that name")
			continue
		}
		next := *b
		next.ID = m.admit(b.ID)
		m.out.Profiles = append(m.out.Profiles, &next)
	}
}

// source merges two profiles. A name that another source of A has is not taken.
func (m *merger) source(a, b, base *dossier.Profile) *dossier.Profile {
	if other := m.a.Profile(b.Name); b.Name != a.Name && (other != nil && other != a || strings.TrimSpace(b.Name) == "" || m.out.Profile(b.Name) != nil) {
		m.leave(aSource(b), "its name is that of another source; it stays “"+a.Name+"”")
		renamed := *b
		renamed.Name = a.Name
		b = &renamed
	}
	out, changed := mergeFields(m, sourceFields, aSource(a), sides[dossier.Profile]{a: a, b: b, base: base, whenA: a.Modified, whenB: b.Modified})
	if changed {
		next := *out
		next.Modified = later(a.Modified, b.Modified)
		return &next
	}
	return a
}
