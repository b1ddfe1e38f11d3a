package workshop

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/review"
	"gainsay/internal/text"
)

// hand is somebody who works on the scene.
type hand struct {
	t *testing.T
	d *dossier.Dossier
	e dossier.Editor
}

func newHand(t *testing.T, who string) *hand {
	t.Helper()
	d, err := exchange.DecodeNative(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	return &hand{t: t, d: d, e: dossier.Editor{Now: shop.Now, NewID: shop.NewID, Creator: who}}
}

func (h *hand) do(step dossier.Step, err error) {
	h.t.Helper()
	if err == nil {
		h.d, err = step.Apply(h.d)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// claim is the claim with words in it.
func (h *hand) claim(words string) *dossier.Claim {
	h.t.Helper()
	for _, c := range h.d.Claims {
		if strings.Contains(c.Anchor.Exact, words) {
			return c
		}
	}
	h.t.Fatalf("there is no claim %q", words)
	return nil
}

func (h *hand) marks(words string) {
	h.t.Helper()
	layout := article.NewLayout(h.d.Article)
	before, _, found := strings.Cut(h.d.Article.Text(), words)
	if !found {
		h.t.Fatalf("the article does not say %q", words)
	}
	start := text.CodePoint(len([]rune(before)))
	described, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{Start: start, End: start + text.CodePoint(len([]rune(words)))})
	step, _ := h.e.Highlight(described)
	h.do(step, err)
}

func (h *hand) file() []byte {
	h.t.Helper()
	data, err := exchange.EncodeCompact(h.d)
	if err != nil {
		h.t.Fatal(err)
	}
	return data
}

// twoHands are Ada's and Ben's dossiers of the scene: they differ in a rating, a stance
// and a kind, and each has marked something alone.
func twoHands(t *testing.T) (ada, ben *hand) {
	ada, ben = newHand(t, "Ada"), newHand(t, "Ben")
	ada.do(ada.e.SetVerdict(ada.claim("Beijing also"), dossier.SupportScale, "disputed"))
	ben.do(ben.e.SetVerdict(ben.claim("Beijing also"), dossier.SupportScale, "refuted"))
	ben.do(ben.e.SetClaim(ben.claim("Japan denied").ID, dossier.FieldStance, dossier.Concede))
	ada.do(ada.e.SetOpposition(ada.d.Oppositions[0].ID, dossier.FieldNote, "Ada’s note"))
	ben.do(ben.e.SetOpposition(ben.d.Oppositions[0].ID, dossier.FieldKind, dossier.Contradicts))
	ada.marks("the Canadian Embassy")
	ben.marks("Desperate to escape")
	return ada, ben
}

func comparison(t *testing.T, asked map[string]string, data []byte) errand.Comparison {
	t.Helper()
	asked[errand.Name] = errand.Compare
	_, made := does(t, asked, data)
	var c errand.Comparison
	if err := json.Unmarshal(made, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// key is that of the item with a name.
func key(t *testing.T, c errand.Comparison, subject, words string) string {
	t.Helper()
	for _, item := range c.Items {
		if item.Subject == subject && strings.Contains(item.Name, words) {
			return item.Key
		}
	}
	t.Fatalf("there is no %s %q in the comparison", subject, words)
	return ""
}

func TestTheNamesAreThoseOfTheReview(t *testing.T) {
	for _, class := range review.Classes() {
		if !slices.Contains([]string{errand.Agreed, errand.Differing, errand.OnlyA, errand.OnlyB}, string(class)) {
			t.Errorf("the page does not know the class %q", class)
		}
	}
	if errand.OfClaim != string(review.OfClaim) || errand.OfOpposition != string(review.OfOpposition) ||
		errand.TakeA != string(dossier.TakenA) || errand.TakeB != string(dossier.TakenB) || errand.TakeEdit != string(dossier.TakenEdited) {
		t.Error("a subject, or what can be taken, has two names")
	}
}

// TestCompareTellsAllThatThePageDraws looks at each class, and at where the words stand.
func TestCompareTellsAllThatThePageDraws(t *testing.T) {
	ada, ben := twoHands(t)
	c := comparison(t, map[string]string{errand.Other: string(ben.file())}, ada.file())
	var got []string
	for _, i := range c.Items {
		line := i.Class + " " + i.Subject
		for _, d := range i.Differences {
			line += fmt.Sprintf("; %s: %s / %s", d.Label, d.A, d.B)
		}
		for _, side := range []*errand.Side{i.A, i.B} {
			if side == nil {
				line += "; –"
				continue
			}
			for _, span := range side.Spans {
				line += "; " + string([]rune(ada.d.Article.Text())[span[0]:span[1]])[:12]
			}
		}
		got = append(got, line)
	}
	want := []string{
		"differing claim; verdict: Disputed (Support) / Refuted (Support); Beijing also; Beijing also",
		"differing claim; stance: deny / concede; Japan denied; Japan denied",
		"", // the kind of an opposition, which is told in whole sentences
		"only-b claim; –; Desperate to",
		"only-a claim; the Canadian; –",
		"agreed claim; Japan accuse; Japan accuse",
		"agreed claim; Chinese offi; Chinese offi",
		"agreed opposition; Chinese offi; Japan accuse; Chinese offi; Japan accuse",
	}
	for i := range want {
		if want[i] != "" && want[i] != got[i] {
			t.Errorf("item %d is %q, want %q", i, got[i], want[i])
		}
	}
	if kind := c.Items[2]; kind.Class != errand.Differing || kind.A.Kind != "denies" || kind.B.Kind != "contradicts" || kind.A.Note != "Ada’s note" {
		t.Errorf("the third is %+v", kind)
	}
	if c.Count(errand.OfClaim, errand.Differing) != 2 || c.Count(errand.OfOpposition, errand.Agreed) != 1 || len(c.Scales) != 2 {
		t.Errorf("counted wrongly, or %d scales", len(c.Scales))
	}
}

// TestSpansAreOfTheTextOfA compares with a dossier that is on a newer text.
func TestSpansAreOfTheTextOfA(t *testing.T) {
	ada, ben := twoHands(t)
	newer := ben.d.Article
	newer.Blocks = slices.Clone(newer.Blocks)
	newer.Blocks[1].Text = "An added line. " + newer.Blocks[1].Text
	update, err := dossier.NewUpdate(ben.d, newer)
	if err != nil {
		t.Fatal(err)
	}
	for update.Work() {
	}
	ben.do(update.Step(ben.e), nil)
	c := comparison(t, map[string]string{errand.Other: string(ben.file())}, ada.file())
	for _, i := range c.Items {
		for _, side := range []*errand.Side{i.A, i.B} {
			if side == nil || i.Subject != errand.OfClaim {
				continue
			}
			if stands := string([]rune(ada.d.Article.Text())[side.Spans[0][0]:side.Spans[0][1]]); stands != side.Quote {
				t.Errorf("%s stands on %q", i.Name, stands)
			}
		}
	}
}

// TestSettle decides each way once, and looks at what comes of it.
func TestSettle(t *testing.T) {
	ada, ben := twoHands(t)
	c := comparison(t, map[string]string{errand.Other: string(ben.file())}, ada.file())
	choices := []errand.Choice{
		{Key: key(t, c, errand.OfClaim, "Beijing"), Take: errand.TakeB},
		{Key: key(t, c, errand.OfClaim, "Japan denied"), Take: errand.TakeEdit, Edit: &errand.Edit{
			Base: errand.TakeA, Source: "Japan", Cue: "rejected", Stance: "deny", Statement: "Consent was given.", Scale: "truth", Rating: "false"}},
		{Key: key(t, c, errand.OfOpposition, "denies Beijing"), Take: errand.TakeEdit, Edit: &errand.Edit{Base: errand.TakeB, Kind: "alternative-account", Note: "Cem’s note"}},
		{Key: key(t, c, errand.OfClaim, "Desperate"), Take: errand.TakeA}, // which does not have it
	}
	told, err := json.Marshal(choices)
	if err != nil {
		t.Fatal(err)
	}
	answered, made := does(t, map[string]string{errand.Name: errand.Settle, errand.By: "Cem", errand.Other: string(ben.file()), errand.Choices: string(told)}, ada.file())
	d, err := exchange.DecodeNative(made)
	if err != nil {
		t.Fatal(err)
	}
	settled := &hand{t: t, d: d}
	if c := settled.claim("Beijing also"); c.Verdict.Rating != "refuted" || c.Verdict.By != "Ben" || c.Provenance.Taken != dossier.TakenB || c.Provenance.By != "Cem" {
		t.Errorf("taken of B: %+v", c.Verdict)
	}
	edited := settled.claim("Japan denied")
	if edited.Attribution.Cue.Text != "rejected" || edited.Attribution.Cue.Anchor != nil || edited.Attribution.Source.Anchor == nil || edited.Stance != dossier.Deny {
		t.Errorf("edited: %+v, %s", edited.Attribution, edited.Stance)
	}
	if edited.Statement != "Consent was given." || edited.StatementBy != "Cem" || edited.Verdict.Rating != "false" || edited.Verdict.By != "Cem" || edited.Provenance.Taken != dossier.TakenEdited {
		t.Errorf("edited: %q by %q, %+v", edited.Statement, edited.StatementBy, edited.Verdict)
	}
	if o := d.Oppositions[0]; o.Kind != dossier.AlternativeAccount || o.Note != "Cem’s note" {
		t.Errorf("the opposition %s has the note %q", o.Kind, o.Note)
	}
	if len(d.Claims) != 4 || settled.claim("Japan accused").Provenance.Settled != dossier.Unanimous {
		t.Errorf("%d claims, not 4", len(d.Claims))
	}
	var rest errand.Remainder
	if err := json.Unmarshal([]byte(answered[errand.Left]), &rest); err != nil {
		t.Fatal(err)
	}
	if len(rest.Open) != 1 || !strings.Contains(rest.Open[0], "Canadian") || len(rest.Left) != 0 {
		t.Errorf("left are %+v", rest)
	}
}

func TestAgreeMeasuresAsTheReviewDoes(t *testing.T) {
	ada, ben := twoHands(t)
	_, made := does(t, map[string]string{errand.Name: errand.Agree, errand.Other: string(ben.file())}, ada.file())
	measures, err := review.Agree(ada.d, ben.d, nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(measures)
	if err != nil || string(made) != string(want) {
		t.Errorf("measured %s, want %s", made, want)
	}
}

// TestOneDossierOfTwoPeople takes one dossier apart.
func TestOneDossierOfTwoPeople(t *testing.T) {
	ada := newHand(t, "Ada")
	ada.marks("the Canadian Embassy")
	ben := &hand{t: t, d: ada.d, e: dossier.Editor{Now: shop.Now, NewID: shop.NewID, Creator: "Ben"}}
	ben.marks("Desperate to escape")
	step, _, err := ben.e.SetAgainst(ben.d, ben.claim("Desperate").ID, ben.claim("Canadian").ID)
	ben.do(step, err)
	c := comparison(t, map[string]string{errand.First: "Ada", errand.Second: "Ben"}, ben.file())
	if c.A != "Ada" || c.B != "Ben" || c.Count(errand.OfClaim, errand.OnlyA) != 1 || c.Count(errand.OfClaim, errand.OnlyB) != 1 {
		t.Errorf("%s and %s have %+v", c.A, c.B, c.Items)
	}
	if len(c.Mixed) != 1 || !strings.Contains(c.Mixed[0], "Desperate to escape") || !strings.Contains(c.Mixed[0], "the Canadian Embassy") {
		t.Errorf("between the two are %q", c.Mixed)
	}
}

func TestErrandsOnTwoRefuse(t *testing.T) {
	ada, ben := twoHands(t)
	other, err := exchange.EncodeCompact(dossier.New(shop.NewID(), shop.NewID(),
		article.Article{Blocks: []article.Block{{Kind: article.KindParagraph, Text: "Another."}}}, shop.Now()))
	if err != nil {
		t.Fatal(err)
	}
	with := func(words map[string]string) map[string]string {
		words[errand.Name], words[errand.Other] = errand.Settle, string(ben.file())
		return words
	}
	for _, refused := range []struct {
		asked map[string]string
		says  string
	}{
		{map[string]string{errand.Name: errand.Compare, errand.Other: "{"}, "cut off"},
		{map[string]string{errand.Name: errand.Compare, errand.Other: string(other)}, "different articles"},
		{map[string]string{errand.Name: errand.Agree, errand.Other: string(other)}, "different articles"},
		{with(map[string]string{errand.Choices: "?"}), "reading the choices"},
		{with(map[string]string{errand.Choices: `[{"key":"nothing","take":"a"}]`}), "not in the comparison"},
		{with(map[string]string{errand.Choices: `[{"key":"claim a 00000000-0000-4000-8000-000000000008","take":"c"}]`}), "cannot be taken"},
		{with(map[string]string{errand.Choices: `[{"key":"claim a 00000000-0000-4000-8000-000000000008","take":"edited"}]`}), "edited to"},
	} {
		if _, _, err := shop.Do(refused.asked, ada.file()); err == nil || !strings.Contains(err.Error(), refused.says) {
			t.Errorf("%v: %v, want %q", refused.asked[errand.Choices], err, refused.says)
		}
	}
}
