package review

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// merged merges and holds the outcome to what every merge promises.
func merged(t rapid.TB, a, b *dossier.Dossier, o Options) *Merged {
	t.Helper()
	return made(t, Merge, a, b, o)
}

// made is merged for whatever makes one dossier of two.
func made(t rapid.TB, merge func(a, b *dossier.Dossier, o Options) (*Merged, error), a, b *dossier.Dossier, o Options) *Merged {
	t.Helper()
	if o.Editor.Now == nil {
		o.Editor = (&clock{ticks: 5000}).editor("Merger", 99)
	}
	m, err := merge(a, b, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Dossier.Validate(); err != nil {
		t.Fatalf("the outcome is not valid: %v", err)
	}
	if len(m.Step.Ops) == 0 {
		if m.Dossier != a || len(m.Changes) > 0 {
			t.Fatalf("nothing was done, and yet it says %v", m.Changes)
		}
		return m
	}
	data, err := dossier.EncodeStep(m.Step)
	if err != nil {
		t.Fatal(err)
	}
	step, err := dossier.DecodeStep(data)
	if err != nil {
		t.Fatal(err)
	}
	after, err := step.Apply(a)
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, "the step from the journal", after, m.Dossier)
	inverse, err := m.Step.Invert(a)
	if err != nil {
		t.Fatal(err)
	}
	before, err := inverse.Apply(m.Dossier)
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, "undoing the step", before, a)
	return m
}

func mustEqual(t rapid.TB, what string, got, want *dossier.Dossier) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		t.Fatalf("%s gives another dossier:\n%s\n%s", what, g, w)
	}
}

// content is all that a dossier says, without ids, makers and times, in an order that
// does not depend on them.
func content(d *dossier.Dossier) string {
	said := func(v any, drop ...string) string {
		data, _ := json.Marshal(v)
		var object map[string]any
		_ = json.Unmarshal(data, &object)
		for _, name := range append(drop, "id", "created", "modified", "creator", "marked") {
			delete(object, name)
		}
		data, _ = json.Marshal(object)
		return string(data)
	}
	scales := make(map[dossier.ID]string)
	var list []string
	for _, s := range d.Scales {
		scales[s.ID] = said(s)
		list = append(list, "scale "+scales[s.ID])
	}
	claims := make(map[dossier.ID]string)
	var all []string
	for _, c := range d.Claims {
		one := *c
		one.Tags = slices.Sorted(slices.Values(c.Tags))
		var parts []string
		for _, e := range c.Evidence {
			parts = append(parts, said(e))
		}
		for _, r := range c.Reviews {
			parts = append(parts, said(r))
		}
		slices.Sort(parts)
		if scale, own := scales[c.Verdict.Scale]; own {
			one.Verdict.Scale = dossier.ID(scale)
		}
		claims[c.ID] = said(&one, "evidence", "reviews") + strings.Join(parts, "; ")
		all = append(all, "claim "+claims[c.ID])
	}
	for _, o := range d.Oppositions {
		ends := []string{claims[o.From], claims[o.To]}
		if !o.Kind.Directed() {
			slices.Sort(ends)
		}
		var reviews []string
		for _, r := range o.Reviews {
			reviews = append(reviews, said(r))
		}
		slices.Sort(reviews)
		all = append(all, "opposition "+said(o, "from", "to", "reviews")+strings.Join(reviews, "; ")+strings.Join(ends, " — "))
	}
	for _, p := range d.Profiles {
		one := *p
		one.Name = dossier.SourceKey(p.Name)
		all = append(all, "source "+said(&one))
	}
	all = append(all, list...)
	slices.Sort(all)
	return strings.Join(append(all, d.Name, d.Article.Byline, d.Article.URL), "\n")
}

// twoSides draws two dossiers that came from one, or were made apart of one article; then
// base is nil.
func twoSides(t *rapid.T, tb testing.TB) (base *dossier.Dossier, a, b *desk) {
	c := &clock{}
	start := newDesk(tb, c, "Ada", 1, sample())
	start.edits(t, 8)
	a, b = start.fork(c, "Ada", 2), start.fork(c, "Ben", 3)
	if rapid.Bool().Draw(t, "apart") {
		b = newDesk(tb, c, "Ben", 3, sample())
	}
	base = start.d
	if b.d != base {
		base = nil
	}
	a.edits(t, 10)
	b.edits(t, 10)
	return base, a, b
}

func TestMergingADossierIntoItselfChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, _ := twoSides(rt, t)
		for _, base := range []*dossier.Dossier{nil, a.d} {
			if m := merged(rt, a.d, a.d, Options{Base: base}); len(m.Step.Ops)+len(m.Conflicts)+len(m.Left) > 0 {
				rt.Fatalf("it has %d operations, %v, %v", len(m.Step.Ops), m.Conflicts, m.Left)
			}
		}
	})
}

func TestReplacingTakesTheOtherAsItIs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		m := made(rt, Replace, a.d, b.d, Options{})
		if got, want := content(named(m.Dossier, b.d)), content(b.d); got != want {
			rt.Fatalf("it has\n%s\nnot\n%s", got, want)
		}
		if m.Dossier.ID != a.d.ID || !m.Dossier.Created.Equal(a.d.Created) {
			rt.Fatal("it is another dossier")
		}
		if again := made(rt, Replace, m.Dossier, b.d, Options{}); len(again.Changes) > 0 {
			rt.Fatalf("the second time it does %v", again.Changes)
		}
	})
}

// named is a dossier with the name and the details of the article of another, which
// Replace leaves as they were.
func named(d, other *dossier.Dossier) *dossier.Dossier {
	copied := *d
	copied.Name, copied.Article.Metadata = other.Name, other.Article.Metadata
	return &copied
}

func TestMergingAgainChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		base, a, b := twoSides(rt, t)
		for _, o := range []Options{{}, {Prefer: PreferA}, {Prefer: PreferB}, {Prefer: PreferNewest}, {Base: base}, {Base: base, Prefer: PreferB}} {
			once := merged(rt, a.d, b.d, o)
			if again := merged(rt, once.Dossier, b.d, o); len(again.Step.Ops) > 0 {
				rt.Fatalf("preferring %q, the second time it does %v", o.Prefer, again.Changes)
			}
		}
	})
}

func TestMergingIsTheSameTheOtherWayRound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		base, a, b := twoSides(rt, t)
		for _, o := range []struct{ one, other Options }{
			{Options{Prefer: PreferA}, Options{Prefer: PreferB}}, {Options{Prefer: PreferB}, Options{Prefer: PreferA}},
			{Options{Prefer: PreferA, Base: base}, Options{Prefer: PreferB, Base: base}},
		} {
			one, other := merged(rt, a.d, b.d, o.one), merged(rt, b.d, a.d, o.other)
			if got, want := content(other.Dossier), content(one.Dossier); got != want {
				rt.Fatalf("b into a gives\n%s\na into b\n%s", want, got)
			}
			if len(one.Conflicts) != len(other.Conflicts) {
				rt.Fatalf("conflicts are %v and %v", one.Conflicts, other.Conflicts)
			}
		}
	})
}

func TestMergingWithoutABaseDropsNothingAndDoublesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		m := merged(rt, a.d, b.d, Options{})
		id := func(old dossier.ID) dossier.ID {
			if next, renamed := m.Renamed[old]; renamed {
				return next
			}
			return old
		}
		known := make(map[dossier.ID]bool)
		for _, d := range []*dossier.Dossier{a.d, b.d} {
			for _, c := range d.Claims {
				there := c.ID
				if d == b.d {
					there = id(c.ID)
				}
				known[there] = true
				now := m.Dossier.Claim(there)
				if now == nil {
					rt.Fatalf("the claim %s is gone", claimName(c))
				}
				if len(now.Evidence) < len(c.Evidence) || len(now.Reviews) < len(c.Reviews) {
					rt.Fatalf("evidence or reviews of %s are gone", claimName(c))
				}
			}
			for _, o := range d.Oppositions {
				there := o.ID
				if d == b.d {
					there = id(o.ID)
				}
				if m.Dossier.Opposition(there) == nil {
					rt.Fatalf("the opposition %s is gone", oppositionName(d, o))
				}
			}
		}
		if len(m.Dossier.Claims) != len(known) {
			rt.Fatalf("it has %d claims, and %d came in", len(m.Dossier.Claims), len(known))
		}
		type link struct {
			kind     dossier.Kind
			from, to dossier.ID
		}
		seen := make(map[link]bool)
		for _, o := range m.Dossier.Oppositions {
			from, to := o.From, o.To
			if !o.Kind.Directed() && to < from {
				from, to = to, from
			}
			key := link{o.Kind, from, to}
			if seen[key] && !slices.ContainsFunc(m.Conflicts, func(c Conflict) bool { return c.Subject == OfOpposition }) && bothSidesKept(a.d, b.d, o) {
				rt.Fatalf("%s is there twice", oppositionName(m.Dossier, o))
			}
			seen[key] = true
		}
	})
}

// bothSidesKept reports whether neither side gave an opposition another kind: two people
// may change two oppositions of one pair of claims to the same kind, and both stay.
func bothSidesKept(a, b *dossier.Dossier, o *dossier.Opposition) bool {
	one, other := a.Opposition(o.ID), b.Opposition(o.ID)
	return (one == nil || one.Modified.Equal(one.Created)) && (other == nil || other.Modified.Equal(other.Created))
}

func TestWithABaseWhatOneSideDidIsTaken(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := &clock{}
		start := newDesk(t, c, "Ada", 1, sample())
		start.edits(rt, 12)
		b := start.fork(c, "Ben", 3)
		b.edits(rt, 12)
		m := merged(rt, start.d, b.d, Options{Base: start.d})
		if len(m.Conflicts) > 0 {
			rt.Fatalf("conflicts: %v", m.Conflicts)
		}
		if got, want := content(m.Dossier), content(b.d); got != want && len(m.Left) == 0 && sameScales(start.d, b.d) {
			rt.Fatalf("taking over gives\n%s\nnot\n%s", got, want)
		}
		if back := merged(rt, b.d, start.d, Options{Base: start.d}); len(back.Conflicts) > 0 || content(back.Dossier) != content(b.d) && sameScales(start.d, b.d) {
			rt.Fatalf("what did not change takes something back: %v, %v", back.Changes, back.Conflicts)
		}
	})
}

// sameScales reports whether no scale of one content stands twice, which merging makes
// one.
func sameScales(a, b *dossier.Dossier) bool { return len(a.Scales)+len(b.Scales) < 2 }

func TestMergeDecidesFieldByField(t *testing.T) {
	c := &clock{}
	start := newDesk(t, c, "Ada", 1, sample())
	said := start.mark("Beijing insisted", "Beijing", "assert")
	denied := start.mark("Japan denied this")
	a, b := start.fork(c, "Ada", 2), start.fork(c, "Ben", 3)
	a.set(said, dossier.FieldNote, "by Ada")
	a.set(said, dossier.FieldTags, []string{"x", "shared"})
	a.set(said, dossier.FieldStance, dossier.Accuse)
	b.set(said, dossier.FieldStance, dossier.Warn)
	b.set(said, dossier.FieldStatus, dossier.NeedsReview)
	b.set(said, dossier.FieldTags, []string{"shared", "y"})
	b.set(denied, dossier.FieldSource, dossier.Part{Text: "Japan"})
	b.set(denied, dossier.FieldStance, dossier.Deny)
	link := b.oppose(denied, said)
	b.do(b.e.Review(said, dossier.Disputed, "Says who?"))

	m := merged(t, a.d, b.d, Options{})
	got, other := m.Dossier.Claim(said), m.Dossier.Claim(denied)
	if got.Note != "by Ada" || got.Status != dossier.NeedsReview || got.Stance != dossier.Accuse || !slices.Equal(got.Tags, []string{"x", "shared", "y"}) || len(got.Reviews) != 1 {
		t.Errorf("the claim is %+v", got)
	}
	if other.Stance != dossier.Deny || other.Attribution.Source.Text != "Japan" || m.Dossier.Opposition(link) == nil {
		t.Errorf("what only Ben changed is %+v", other)
	}
	if len(m.Conflicts) != 1 || m.Undecided() != 1 {
		t.Fatalf("conflicts: %v", m.Conflicts)
	}
	conflict := m.Conflicts[0]
	if conflict.Field != "stance" || conflict.A != "accuse" || conflict.B != "warn" || conflict.ID != said || conflict.Chosen != "" || !conflict.WhenB.After(conflict.WhenA) {
		t.Errorf("the conflict is %+v", conflict)
	}
	if want := "claim Beijing: “Beijing insisted”: stance: a has accuse, b has warn"; conflict.String() != want {
		t.Errorf("it says %q, want %q", conflict, want)
	}
	for _, test := range []struct {
		o      Options
		want   dossier.Stance
		chosen Side
	}{
		{Options{Prefer: PreferA}, dossier.Accuse, SideA},
		{Options{Prefer: PreferB}, dossier.Warn, SideB},
		{Options{Prefer: PreferNewest}, dossier.Warn, SideB},
		{Options{Prefer: PreferB, Choices: map[string]Side{conflict.Key: SideA}}, dossier.Accuse, SideA},
		{Options{Choices: map[string]Side{conflict.Key: SideB}}, dossier.Warn, SideB},
	} {
		m := merged(t, a.d, b.d, test.o)
		if got := m.Dossier.Claim(said).Stance; got != test.want || m.Conflicts[0].Chosen != test.chosen || m.Undecided() != 0 {
			t.Errorf("with %+v the stance is %s, chosen from %q", test.o, got, m.Conflicts[0].Chosen)
		}
	}
}

func TestMergeWithABase(t *testing.T) {
	c := &clock{}
	start := newDesk(t, c, "Ada", 1, sample())
	kept, edited, gone := start.mark("Beijing insisted", "Beijing"), start.mark("Japan denied this", "Japan"), start.mark("It was so.")
	start.set(kept, dossier.FieldNote, "old")
	a, b := start.fork(c, "Ada", 2), start.fork(c, "Ben", 3)
	b.set(kept, dossier.FieldNote, "")
	b.set(edited, dossier.FieldNote, "Ben was here")
	b.do(b.e.Remove(b.d, gone), nil)
	a.do(a.e.Remove(a.d, edited), nil)

	m := merged(t, a.d, b.d, Options{Base: start.d})
	if m.Dossier.Claim(kept).Note != "" || m.Dossier.Claim(gone) != nil || m.Dossier.Claim(edited) != nil {
		t.Errorf("what one side emptied or removed is still there: %v", m.Changes)
	}
	if len(m.Conflicts) != 1 || m.Conflicts[0].Field != "removed" || m.Conflicts[0].ID != edited || m.Conflicts[0].A != "removed" || m.Conflicts[0].B != "kept" {
		t.Fatalf("conflicts: %+v", m.Conflicts)
	}
	m = merged(t, a.d, b.d, Options{Base: start.d, Choices: map[string]Side{m.Conflicts[0].Key: SideB}})
	if back := m.Dossier.Claim(edited); back == nil || back.Note != "Ben was here" {
		t.Errorf("the claim does not come back: %+v", back)
	}
	// Without the base nobody knows that it was removed.
	if m := merged(t, a.d, b.d, Options{}); m.Dossier.Claim(edited) == nil || m.Dossier.Claim(gone) == nil || m.Dossier.Claim(kept).Note != "old" {
		t.Errorf("without a base something is lost: %v", m.Changes)
	}
}

func TestMergeOfTwoWhoWorkedApart(t *testing.T) {
	c := &clock{}
	a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
	saidA := a.mark("Beijing insisted that staff had given permission.", "Beijing", "assert")
	deniedA := a.mark("Japan denied this", "Japan", "deny")
	a.oppose(deniedA, saidA)
	saidB := b.mark("Beijing insisted that staff had given permission")
	deniedB := b.mark("Japan denied this", "Japan")
	clause := b.mark("the guards", "Japan")
	b.rate(deniedB, "disputed")
	step, evidence := b.e.AddEvidence(deniedB, dossier.Supports, "https://example.org/a")
	b.do(step, nil)
	b.set(deniedB, dossier.FieldStance, dossier.Deny)
	b.oppose(deniedB, saidB)
	b.oppose(clause, saidB)

	m := merged(t, a.d, b.d, Options{})
	if len(m.Dossier.Claims) != 3 || len(m.Dossier.Oppositions) != 2 || m.Renamed[saidB] != saidA || m.Renamed[deniedB] != deniedA {
		t.Fatalf("it has %d claims and %d oppositions; renamed %v", len(m.Dossier.Claims), len(m.Dossier.Oppositions), m.Renamed)
	}
	if o := m.Dossier.OppositionsOf(clause); len(o) != 1 || o[0].To != saidA {
		t.Errorf("the opposition does not follow its claim: %+v", o)
	}
	if got := m.Dossier.Claim(deniedA); got.Verdict.Rating != "disputed" || len(got.Evidence) != 1 || got.Evidence[0].ID != evidence || got.Creator != "Ada" {
		t.Errorf("got %+v", got)
	}
	if len(m.Conflicts) != 1 || m.Conflicts[0].Field != "span" {
		t.Errorf("conflicts: %v", m.Conflicts)
	}
}

func TestMergeUnitesScalesAndSources(t *testing.T) {
	c := &clock{}
	a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
	for _, d := range []*desk{a, b} {
		d.do(d.e.SetScales(dossier.List[*dossier.Scale]{d.e.NewScale("Ours", []string{"Good", "Bad"})}))
		id := d.mark("Japan denied this", "Japan")
		d.do(d.e.SetVerdict(d.d.Claim(id), d.d.Scales[0].ID, "good"))
	}
	a.do(a.e.SetSource(a.e.NewProfile("Japan"), dossier.FieldRole, "state"))
	b.do(b.e.SetSource(b.e.NewProfile(" japan"), dossier.FieldSameAs, "https://www.wikidata.org/wiki/Q17"))
	b.do(b.e.SetSource(b.e.NewProfile("Seoul"), dossier.FieldRole, "capital"))
	m := merged(t, a.d, b.d, Options{Prefer: PreferA})
	if len(m.Dossier.Scales) != 1 || m.Dossier.Claims[0].Verdict.Scale != a.d.Scales[0].ID || len(m.Dossier.Claims) != 1 {
		t.Errorf("scales %+v, verdict %+v", m.Dossier.Scales, m.Dossier.Claims[0].Verdict)
	}
	if p := m.Dossier.Profile("Japan"); len(m.Dossier.Profiles) != 2 || p.Role != "state" || p.SameAs == "" {
		t.Errorf("sources %+v", m.Dossier.Profiles)
	}
}

func TestMergeKeepsWhatOtherProgramsAdded(t *testing.T) {
	c := &clock{}
	start := newDesk(t, c, "Ada", 1, sample())
	id := start.mark("Japan denied this")
	with := func(x string, members map[string]json.RawMessage) *dossier.Dossier {
		d, claim := *start.d, *start.d.Claims[0]
		claim.Extra, d.Extra, d.Claims = members, members, []*dossier.Claim{&claim}
		return &d
	}
	a := with("a", map[string]json.RawMessage{"x-one": json.RawMessage("1"), "x-both": json.RawMessage("1")})
	b := with("b", map[string]json.RawMessage{"x-two": json.RawMessage("2"), "x-both": json.RawMessage("2")})
	m := merged(t, a, b, Options{})
	want := map[string]json.RawMessage{"x-one": json.RawMessage("1"), "x-both": json.RawMessage("1"), "x-two": json.RawMessage("2")}
	if got := m.Dossier.Claim(id).Extra; !reflect.DeepEqual(got, want) || !reflect.DeepEqual(m.Dossier.Extra, want) || len(m.Conflicts) != 2 {
		t.Errorf("got %s, %s with %v", got, m.Dossier.Extra, m.Conflicts)
	}
	want["x-both"] = json.RawMessage("2")
	if got := merged(t, a, b, Options{Prefer: PreferB}).Dossier.Claim(id).Extra; !reflect.DeepEqual(got, want) {
		t.Errorf("preferring b gives %s", got)
	}
}

const firstParagraph = "Beijing insisted that staff had given permission. Japan denied this, and said the guards had no right to enter 🙂."

func TestADossierOfAnotherVersionIsBroughtOntoTheNewerText(t *testing.T) {
	c := &clock{}
	start := newDesk(t, c, "Ada", 1, sample())
	said, denied := start.mark("Beijing insisted"), start.mark("Japan denied this")
	newText := sample("It began so. "+strings.Replace(firstParagraph, "Japan denied", "Japan never denied", 1), "More is not known.")
	newText.ID = start.d.Article.ID

	update := func(d *desk) {
		u, err := dossier.NewUpdate(d.d, newText)
		if err != nil {
			t.Fatal(err)
		}
		for u.Work() {
		}
		d.do(u.Step(d.e), nil)
	}
	a, b := start.fork(c, "Ada", 2), start.fork(c, "Ben", 3)
	update(a)
	b.set(denied, dossier.FieldNote, "by Ben")
	old := b.mark("The spokesman said so twice.")
	for _, m := range []*Merged{merged(t, a.d, b.d, Options{}), merged(t, b.d, a.d, Options{})} {
		d := m.Dossier
		if digest(d.Article) != digest(newText) || len(d.Versions) != 1 || len(d.Claims) != 3 {
			t.Fatalf("it is on %q with %d versions and %d claims", d.Article.Blocks[1].Text, len(d.Versions), len(d.Claims))
		}
		if got := d.Claim(denied); got.State != anchor.Changed || got.Note != "by Ben" {
			t.Errorf("the changed claim is %+v", got)
		}
		if d.Claim(said).Undecided() || d.Claim(old).State != anchor.Orphan {
			t.Errorf("the states are %q and %q", d.Claim(said).State, d.Claim(old).State)
		}
		if len(m.Conflicts) > 0 {
			t.Errorf("conflicts: %v", m.Conflicts)
		}
	}
	again := merged(t, merged(t, b.d, a.d, Options{}).Dossier, a.d, Options{})
	if len(again.Step.Ops) > 0 {
		t.Errorf("the second time it does %v", again.Changes)
	}
}

func TestDossiersOfDifferentArticlesAreNotMerged(t *testing.T) {
	c := &clock{}
	a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample("Another story."))
	if _, err := Merge(a.d, b.d, Options{Editor: a.e}); !errors.Is(err, ErrOtherArticle) {
		t.Errorf("got %v", err)
	}
	for _, d := range []*desk{a, b} {
		step, _ := d.e.Metadata(d.d, article.Metadata{Title: "Row", URL: "https://example.org/row"})
		d.do(step, nil)
	}
	merged(t, a.d, b.d, Options{})
}

func TestMergingCanBeInterrupted(t *testing.T) {
	c := &clock{}
	a := newDesk(t, c, "Ada", 1, sample())
	a.mark("Japan denied this")
	stop := errors.New("stop")
	if _, err := Merge(a.d, a.d, Options{Editor: a.e, Breathe: func() error { return stop }}); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

func TestABaseThatIsNoneIsRefused(t *testing.T) {
	c := &clock{}
	start := newDesk(t, c, "Ada", 1, sample())
	start.mark("Japan denied this")
	other := newDesk(t, c, "Ben", 2, sample())
	other.mark("Japan denied this")
	if _, err := Merge(start.d, other.d, Options{Editor: start.e, Base: start.d}); !errors.Is(err, ErrNotBase) {
		t.Errorf("got %v", err)
	}
}

// onOtherText draws an update of the article in one person's hands.
func (d *desk) onOtherText(t *rapid.T) {
	edits := rapid.SliceOfN(rapid.SampledFrom([][2]string{
		{"Japan denied", "Japan never denied"}, {"Row over a visit", "A row over a visit"}, {"It was so. It was so.", "It was so."},
		{"The spokesman said so twice.", ""}, {"Beijing insisted", "Beijing, however, insisted"}, {"Seoul warned", "Late. Seoul warned"},
	}), 0, 3).Draw(t, "text")
	next := d.d.Article
	next.Blocks = slices.Clone(next.Blocks)
	for i := range next.Blocks {
		for _, e := range edits {
			next.Blocks[i].Text = strings.Replace(next.Blocks[i].Text, e[0], e[1], 1)
		}
	}
	u, err := dossier.NewUpdate(d.d, next)
	if err != nil {
		return // it is the same text
	}
	for u.Work() {
	}
	d.do(u.Step(d.e), nil)
}

func TestMergingAcrossVersionsOfTheText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := &clock{}
		start := newDesk(t, c, "Ada", 1, sample())
		for range 4 {
			start.mark(rapid.SampledFrom(someSpans).Draw(rt, "words"))
		}
		a, b := start.fork(c, "Ada", 2), start.fork(c, "Ben", 3)
		for _, d := range []*desk{a, b, a} {
			d.onOtherText(rt)
			for _, claim := range d.d.Claims {
				if rapid.Bool().Draw(rt, "edit") {
					d.set(claim.ID, dossier.FieldNote, rapid.SampledFrom(someValues).Draw(rt, "note"))
				}
			}
		}
		for _, base := range []*dossier.Dossier{nil, start.d} {
			o := Options{Base: base, Prefer: PreferA}
			once := merged(rt, a.d, b.d, o)
			if len(once.Dossier.Claims) != len(start.d.Claims) {
				rt.Fatalf("of %d claims there are %d", len(start.d.Claims), len(once.Dossier.Claims))
			}
			if again := merged(rt, once.Dossier, b.d, o); len(again.Step.Ops) > 0 {
				rt.Fatalf("the second time it does %v, %v", again.Step.Ops, again.Changes)
			}
			texts := digests(once.Dossier)
			for _, d := range []*dossier.Dossier{a.d, b.d} {
				for text := range digests(d) {
					if !texts[text] {
						rt.Fatal("a text is gone")
					}
				}
			}
		}
		compared(rt, a.d, b.d)
		if _, err := Changes(a.d, b.d, nil); err != nil {
			rt.Fatal(err)
		}
	})
}
