package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

// twoAnnotators are two dossiers of one article, made apart.
func twoAnnotators(t testing.TB) (a, b *desk) {
	c := &clock{}
	a, b = newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
	saidA, saidB := a.mark("Beijing insisted", "Beijing", "assert"), b.mark("Beijing insisted", "beijing ", "assert")
	deniedA, deniedB := a.mark("Japan denied this", "Japan", "deny"), b.mark("Japan denied this, and said", "Japan", "concede")
	spokeA, spokeB := a.mark("The spokesman said so twice.", "The spokesman"), b.mark("The spokesman said so twice.", "The spokesman")
	a.rate(spokeA, "supported")
	b.rate(spokeB, "refuted")
	a.mark("Seoul warned that talks would fail.", "Seoul", "warn")
	soB := b.mark("It was so.")
	a.oppose(deniedA, saidA) // denies
	b.oppose(deniedB, saidB) // contradicts
	a.oppose(spokeA, saidA)
	b.oppose(saidB, spokeB) // the same, since that has no direction
	b.oppose(soB, saidB)
	return a, b
}

func compared(t rapid.TB, a, b *dossier.Dossier) *Comparison {
	t.Helper()
	c, err := Compare(a, b, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// list is a comparison in lines.
func list(c *Comparison) (lines []string) {
	for _, item := range c.Items {
		line := fmt.Sprintf("%s %s %s", item.Class, item.Subject, item.Name)
		for _, d := range item.Differences {
			line += fmt.Sprintf("; %s: %s / %s", d.Field, d.A, d.B)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCompareListsTheWorstFirst(t *testing.T) {
	a, b := twoAnnotators(t)
	got := list(compared(t, a.d, b.d))
	want := []string{
		"differing claim The spokesman: “The spokesman said so twice.”; verdict: Supported (Support) / Refuted (Support)",
		"differing claim Japan: “Japan denied this”; stance: deny / concede; span: “Japan denied this” / “Japan denied this, and said”",
		"differing opposition Japan: “Japan denied this” denies Beijing: “Beijing insisted”; kind: Japan: “Japan denied this” denies Beijing: “Beijing insisted” / Japan: “Japan denied this, and said” contradicts beijing: “Beijing insisted”",
		"only-b claim “It was so.”",
		"only-b opposition “It was so.” contradicts beijing: “Beijing insisted”",
		"only-a claim Seoul: “Seoul warned that talks would fail.”",
		"agreed claim Beijing: “Beijing insisted”",
		"agreed opposition The spokesman: “The spokesman said so twice.” contradicts Beijing: “Beijing insisted”",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	c := compared(t, a.d, b.d)
	if c.NameA != "Ada" || c.NameB != "Ben" || c.Count(OfClaim, Differing) != 2 || c.Count(OfOpposition, Agreed) != 1 {
		t.Errorf("%s and %s have %d claims differing", c.NameA, c.NameB, c.Count(OfClaim, Differing))
	}
}

func TestCompareIsTheSameTheOtherWayRound(t *testing.T) {
	other := map[Class]Class{Agreed: Agreed, Differing: Differing, InAOnly: InBOnly, InBOnly: InAOnly}
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		one, back := compared(rt, a.d, b.d), compared(rt, b.d, a.d)
		for _, subject := range []Subject{OfClaim, OfOpposition} {
			for _, class := range Classes() {
				if n, m := one.Count(subject, class), back.Count(subject, other[class]); n != m {
					rt.Fatalf("%d %s are %s, and the other way round %d", n, subject, class, m)
				}
			}
		}
		if same := compared(rt, a.d, a.d); same.Count(OfClaim, Agreed) != len(a.d.Claims) || same.Count(OfOpposition, Agreed) != len(a.d.Oppositions) {
			rt.Fatalf("a dossier differs from itself: %v", list(same))
		}
		if !slices.IsSortedFunc(one.Items, func(x, y Item) int { return y.Weight - x.Weight }) {
			rt.Fatal("the worst is not first")
		}
	})
}

func TestADossierOfTwoPeopleIsComparedWithItself(t *testing.T) {
	c := &clock{}
	ada := newDesk(t, c, "Ada", 1, sample())
	said, denied := ada.mark("Beijing insisted", "Beijing"), ada.mark("Japan denied this", "Japan")
	ada.oppose(denied, said)
	ben := ada.fork(c, "Ben", 2)
	also := ben.mark("Japan denied this", "Tokyo")
	mixed := ben.oppose(also, said)
	if names := ben.d.Creators(); !slices.Equal(names, []string{"Ada", "Ben"}) {
		t.Errorf("creators are %q", names)
	}
	a, b, between := Split(ben.d, "Ada", "Ben")
	if len(a.Claims) != 2 || len(a.Oppositions) != 1 || len(b.Claims) != 1 || len(b.Oppositions) != 0 || len(between) != 1 || between[0].ID != mixed {
		t.Errorf("%d and %d claims, %v between", len(a.Claims), len(b.Claims), between)
	}
	cmp := compared(t, a, b)
	if cmp.NameA != "Ada" || cmp.NameB != "Ben" || cmp.Items[0].Class != InAOnly || cmp.Count(OfClaim, Differing) != 1 {
		t.Errorf("got %q", list(cmp))
	}
}

func TestSettleMakesAThirdDossierWithItsProvenance(t *testing.T) {
	a, b := twoAnnotators(t)
	c := compared(t, a.d, b.d)
	editor := (&clock{ticks: 9000}).editor("Cem", 9)
	edited := *c.Items[1].ClaimA
	edited.Stance, edited.Note = dossier.Deny, "Cem looked"
	outcome, err := c.Settle(editor, map[string]Choice{
		c.Items[0].Key: {Take: dossier.TakenB},                      // the verdict
		c.Items[1].Key: {Take: dossier.TakenEdited, Claim: &edited}, // the stance
		c.Items[2].Key: {Take: dossier.TakenA},                      // the kind
		c.Items[4].Key: {Take: dossier.TakenB},                      // its claim is left open
		c.Items[5].Key: {Take: dossier.TakenB},                      // b has no such claim
	})
	if err != nil {
		t.Fatal(err)
	}
	d := outcome.Dossier
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, one := range d.Claims {
		got = append(got, fmt.Sprintf("%s: %s %s %s by %q from %q, %s", claimName(one), one.Stance, one.Provenance.Settled, one.Provenance.Taken, one.Provenance.By, one.Provenance.From, one.Verdict.Rating))
	}
	for _, o := range d.Oppositions {
		got = append(got, fmt.Sprintf("%s %s by %q", o.Kind, o.Provenance.Settled, o.Provenance.By))
	}
	slices.Sort(got)
	want := []string{
		`Beijing: “Beijing insisted”: assert unanimous  by "" from ["Ada" "Ben"], `,
		`Japan: “Japan denied this”: deny adjudicated edited by "Cem" from ["Ada" "Ben"], `,
		`The spokesman: “The spokesman said so twice.”:  adjudicated b by "Cem" from ["Ada" "Ben"], refuted`,
		`contradicts unanimous by ""`,
		`denies adjudicated by "Cem"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(outcome.Open) != 1 || outcome.Open[0].Key != c.Items[3].Key || len(outcome.Left) != 1 || outcome.Left[0].Why != "one of its claims is not in the outcome" {
		t.Errorf("open %v, left %v", outcome.Open, outcome.Left)
	}
	if d.ID == a.d.ID || d.ID == b.d.ID {
		t.Error("it is no third dossier")
	}
}

// TestAnEditStandsAsItWasMade rates by a scale that only B has, under an id that is in A
// for something else, and writes one note in the place of two.
func TestAnEditStandsAsItWasMade(t *testing.T) {
	a, b := twoAnnotators(t)
	scale := b.e.NewScale("Own", []string{"yes", "no"})
	scale.ID = a.d.Claims[0].ID
	b.do(b.e.SetScales(dossier.List[*dossier.Scale]{scale}))
	for side, d := range map[string]*desk{"Ada’s": a, "Ben’s": b} {
		d.do(d.e.SetOpposition(d.d.Oppositions[0].ID, dossier.FieldNote, side+" note"))
	}
	c := compared(t, a.d, b.d)
	claim, opposition := *c.Items[0].ClaimA, *c.Items[2].OppositionA
	claim.Verdict.Scale, claim.Verdict.Rating, opposition.Note = scale.ID, "yes", "One note"
	outcome, err := c.Settle((&clock{ticks: 9000}).editor("Cem", 9), map[string]Choice{
		c.Items[0].Key: {Take: dossier.TakenEdited, Claim: &claim},
		c.Items[1].Key: {Take: dossier.TakenA},
		c.Items[2].Key: {Take: dossier.TakenEdited, Opposition: &opposition},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := outcome.Dossier
	if _, rating := d.RatingOf(d.Claim(claim.ID).Verdict); rating == nil || rating.Label != "yes" {
		t.Errorf("it is rated %+v", d.Claim(claim.ID).Verdict)
	}
	if note := d.Opposition(opposition.ID).Note; note != "One note" {
		t.Errorf("the note is %q", note)
	}
}

func TestWhatIsSettledIsAlwaysADossier(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		c := compared(rt, a.d, b.d)
		choices := make(map[string]Choice)
		for _, item := range c.Items {
			choices[item.Key] = Choice{Take: rapid.SampledFrom([]dossier.Taken{"", dossier.TakenA, dossier.TakenB}).Draw(rt, "take")}
		}
		outcome, err := c.Settle((&clock{ticks: 9000}).editor("Cem", 9), choices)
		if err != nil {
			rt.Fatal(err)
		}
		if err := outcome.Dossier.Validate(); err != nil {
			rt.Fatal(err)
		}
		open := 0
		for _, item := range c.Items {
			if item.Class != Agreed && choices[item.Key].Take == "" {
				open++
			}
		}
		if open != len(outcome.Open) {
			rt.Fatalf("%d items are open, not %d", len(outcome.Open), open)
		}
		for _, one := range outcome.Dossier.Claims {
			if !one.Provenance.Given() {
				rt.Fatalf("%s has no provenance", claimName(one))
			}
		}
	})
}

func TestSettlingWhatAgreesKeepsWhatBothAdded(t *testing.T) {
	c := &clock{}
	a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
	for _, d := range []*desk{a, b} {
		id := d.mark("Japan denied this", "Japan", "deny")
		step, _ := d.e.AddEvidence(id, dossier.Supports, "https://example.org/"+d.e.Creator)
		d.do(step, nil)
		d.do(d.e.Review(id, dossier.Comment, "by "+d.e.Creator))
		d.set(id, dossier.FieldNote, "of "+d.e.Creator)
	}
	cmp := compared(t, a.d, b.d)
	for _, choices := range []map[string]Choice{nil, {cmp.Items[0].Key: {Take: dossier.TakenB}}} {
		outcome, err := cmp.Settle((&clock{ticks: 9000}).editor("Cem", 9), choices)
		if err != nil {
			t.Fatal(err)
		}
		got := outcome.Dossier.Claims[0]
		if len(got.Evidence) != 2 || len(got.Reviews) != 2 {
			t.Errorf("got %d pieces of evidence, %d reviews", len(got.Evidence), len(got.Reviews))
		}
		if choices == nil && (got.Note != "of Ada" || len(outcome.Conflicts) != 1 || outcome.Conflicts[0].B != "of Ben") {
			t.Errorf("the note is %q, conflicts %v", got.Note, outcome.Conflicts)
		}
		if choices != nil && got.Note != "of Ben\n\nof Ada" {
			t.Errorf("the note is %q", got.Note)
		}
	}
}
