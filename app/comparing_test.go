package app

import (
	"testing"

	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/text"
)

// fourItems is a comparison of a differing claim, one that only A has, an opposition that only
// B has, and an agreed claim: "one" to "four".
func fourItems() *comparing {
	return &comparing{
		choices: map[string]errand.Choice{}, skipped: map[string]bool{}, shown: 2,
		result: errand.Comparison{A: "a", B: "Ben", Items: []errand.Item{
			{Key: "one", Subject: errand.OfClaim, Class: errand.Differing, A: &errand.Side{Spans: [][2]int{{3, 9}}, Source: "Japan"}, B: &errand.Side{Spans: [][2]int{{3, 9}}, Source: "Tokyo"}},
			{Key: "two", Subject: errand.OfClaim, Class: errand.OnlyA, A: &errand.Side{Spans: [][2]int{{12, 20}}}},
			{Key: "three", Subject: errand.OfOpposition, Class: errand.OnlyB, B: &errand.Side{Spans: [][2]int{{3, 9}, {12, 20}}, Kind: "denies"}},
			{Key: "four", Subject: errand.OfClaim, Class: errand.Agreed, A: &errand.Side{}, B: &errand.Side{}},
		}},
	}
}

func (c *comparing) takes(keys ...string) {
	for _, key := range keys {
		c.choices[key] = errand.Choice{Key: key, Take: errand.TakeA}
	}
}

func TestTheNextOpenItem(t *testing.T) {
	for _, at := range []struct {
		name    string
		after   string
		taken   []string
		skipped []string
		want    string
	}{
		{"the one below", "one", nil, nil, "two"},
		{"from the last to settle, the first", "three", nil, nil, "one"},
		{"what is settled is passed over", "one", []string{"two"}, nil, "three"},
		{"what is agreed is passed over", "three", []string{"two"}, nil, "one"},
		{"what was skipped comes last", "two", nil, []string{"three"}, "one"},
		{"and comes then", "two", []string{"one", "two"}, []string{"three"}, "three"},
		{"none but itself", "three", []string{"one", "two"}, nil, ""},
		{"none", "three", []string{"one", "two", "three"}, nil, ""},
	} {
		c := fourItems()
		c.takes(at.taken...)
		for _, key := range at.skipped {
			c.skipped[key] = true
		}
		if got := c.nextOpen(at.after); got != at.want {
			t.Errorf("%s: %q, want %q", at.name, got, at.want)
		}
	}
}

func TestHowFarAComparisonIs(t *testing.T) {
	c := fourItems()
	c.takes("two", "four")
	c.skipped["one"] = true
	if settled, all := c.progress(); settled != 1 || all != 3 {
		t.Errorf("%d of %d are settled, not 1 of 3", settled, all)
	}
	for key, want := range map[string]string{"one": "skipped", "two": "took A", "three": "open", "four": "took A"} {
		if got := c.state(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if delete(c.choices, "four"); c.state("four") != "" {
		t.Errorf("what is agreed is %q", c.state("four"))
	}
	if c.beside("one", -1) != "" || c.beside("one", 1) != "two" || c.beside("four", 1) != "" {
		t.Error("what stands beside an item is wrong")
	}
	if c.drawn() != 2 {
		t.Errorf("%d items are drawn, not 2", c.drawn())
	}
	if c.current = "three"; c.drawn() != 3 {
		t.Errorf("with the third current, %d items are drawn", c.drawn())
	}
	if c.className(errand.OnlyA) != "only A" || c.className(errand.OnlyB) != "only B, Ben" {
		t.Errorf("sides are %q and %q", c.className(errand.OnlyA), c.className(errand.OnlyB))
	}
	if !c.unkept() || fourItems().unkept() || (*comparing)(nil).unkept() {
		t.Error("what is in no dossier yet is told wrongly")
	}
	if c.finished = true; c.unkept() {
		t.Error("what was finished is still to be kept")
	}
}

func TestWhereAnItemStands(t *testing.T) {
	c := fourItems()
	for key, want := range map[string][]text.Span{"one": {{Start: 3, End: 9}}, "three": {{Start: 3, End: 9}, {Start: 12, End: 20}}, "four": nil} {
		got := spansOf(c.item(key))
		if len(got) != len(want) {
			t.Errorf("%s stands at %v, want %v", key, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s stands at %v, want %v", key, got, want)
			}
		}
	}
}

func TestWhatAFormHolds(t *testing.T) {
	c := fourItems()
	one, three := c.item("one"), c.item("three")
	one.A.Note, one.B.Note = "Ada’s", "Ben’s"
	if e := c.edit(one, errand.TakeA); e.Source != "Japan" || e.Note != "Ada’s\n\nBen’s" || e.Base != errand.TakeA {
		t.Errorf("from A: %+v", e)
	}
	if e := c.edit(one, errand.TakeB); e.Source != "Tokyo" || e.Note != "Ben’s\n\nAda’s" {
		t.Errorf("from B: %+v", e)
	}
	if e := c.edit(three, errand.TakeA); e.Kind != "denies" {
		t.Errorf("of what only B has: %+v", e)
	}
	made := errand.Edit{Base: errand.TakeB, Source: "Seoul"}
	c.choices["one"] = errand.Choice{Key: "one", Take: errand.TakeEdit, Edit: &made}
	if e := c.edit(one, errand.TakeA); e != made {
		t.Errorf("what was made of it before: %+v", e)
	}
	for chosen, want := range map[string][2]string{"support refuted": {"support", "refuted"}, " ": {"", ""}, "": {"", ""}} {
		if scale, rating := ratingIn(chosen); scale != want[0] || rating != want[1] {
			t.Errorf("%q is %q on %q", chosen, rating, scale)
		}
	}
}

func TestMeasuresInWords(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	for _, m := range []struct {
		errand.Measure
		value, rest string
	}{
		{errand.Measure{Value: number(0.8), Low: number(0.5), High: number(1), N: 10, Unit: "claims"}, "0.800 [0.500, 1.000]", "n = 10 claims"},
		{errand.Measure{Value: number(0.8), N: 1, Unit: "claims", NoInterval: "there is one"}, "0.800", "n = 1 claims; no interval because there is one"},
		{errand.Measure{Undefined: "there are none", Unit: "claims"}, "undefined because there are none", "n = 0 claims"},
	} {
		if value, rest := valueWords(m.Measure), restWords(m.Measure); value != m.value || rest != m.rest {
			t.Errorf("%q, %q; want %q, %q", value, rest, m.value, m.rest)
		}
	}
}

func TestWhatWasChosenOutlastsThePage(t *testing.T) {
	compared := func(of dossier.ID, with string) *comparing {
		c := fourItems()
		c.of, c.asked = of, map[string]string{errand.Other: with}
		return c
	}
	chosen := compared("urn:a", "b")
	if chosen.kept() != "" {
		t.Errorf("where nothing was chosen, %q is kept", chosen.kept())
	}
	chosen.choices["one"] = errand.Choice{Key: "one", Take: errand.TakeEdit, Edit: &errand.Edit{Base: errand.TakeA, Statement: "So it was."}}
	chosen.choices["gone"] = errand.Choice{Key: "gone", Take: errand.TakeB}
	kept := chosen.kept()

	again := compared("urn:a", "b")
	if n := again.recall(kept); n != 1 || again.choices["one"].Edit == nil || again.choices["one"].Edit.Statement != "So it was." {
		t.Errorf("%d of them are there again: %+v", n, again.choices)
	}
	for _, other := range []*comparing{compared("urn:other", "b"), compared("urn:a", "other")} {
		if n := other.recall(kept); n != 0 || len(other.choices) != 0 {
			t.Errorf("another comparison has %+v", other.choices)
		}
	}
	if n := compared("urn:a", "b").recall("no JSON"); n != 0 {
		t.Errorf("%d are read from what is no setting", n)
	}
	if chosen.finished = true; chosen.kept() != "" {
		t.Error("what is in a dossier is still kept")
	}
}
