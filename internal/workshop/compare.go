package workshop

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/review"
	"gainsay/internal/text"
)

// twoOf are the two dossiers of an errand, and the oppositions that are of neither.
func twoOf(asked words, data []byte) (a, b *dossier.Dossier, mixed []*dossier.Opposition, err error) {
	if a, err = exchange.DecodeNative(data); err != nil {
		return nil, nil, nil, err
	}
	if first, apart := asked[errand.First]; apart {
		a, b, mixed = review.Split(a, first, asked[errand.Second])
		return a, b, mixed, nil
	}
	if b, err = exchange.DecodeNative([]byte(asked[errand.Other])); err != nil {
		return nil, nil, nil, err
	}
	return a, b, nil, nil
}

// compare sets two dossiers side by side.
func (w Workshop) compare(asked words, data []byte) (words, []byte, error) {
	a, b, mixed, err := twoOf(asked, data)
	if err != nil {
		return nil, nil, err
	}
	c, err := review.Compare(a, b, nil)
	if err != nil {
		return nil, nil, err
	}
	t := telling{comparison: c}
	if t.inA, err = w.placesIn(a.Article, a); err != nil {
		return nil, nil, err
	}
	if t.inB, err = w.placesIn(a.Article, b); err != nil {
		return nil, nil, err
	}
	told := errand.Comparison{A: c.NameA, B: c.NameB, Scales: scalesOf(c), Items: []errand.Item{}}
	for _, item := range c.Items {
		told.Items = append(told.Items, t.item(item))
	}
	for _, o := range mixed {
		told.Mixed = append(told.Mixed, string(o.Kind)+": “"+quote(a, b, o.From)+"”, “"+quote(a, b, o.To)+"”")
	}
	made, err := json.Marshal(told)
	return nil, made, err
}

// quote is the words of a claim of either of two dossiers.
func quote(a, b *dossier.Dossier, id dossier.ID) string {
	for _, d := range []*dossier.Dossier{a, b} {
		if c := d.Claim(id); c != nil {
			return c.Anchor.Exact
		}
	}
	return ""
}

// placesIn returns where the claims of a dossier stand in a text of its article. One that
// is on another text is brought onto it for that, as by an update of the text.
func (w Workshop) placesIn(in article.Article, d *dossier.Dossier) (map[dossier.ID]text.Span, error) {
	update, err := dossier.NewUpdate(d, in)
	switch {
	case errors.Is(err, dossier.ErrSameText):
	case err != nil:
		return nil, err
	default:
		for update.Work() {
		}
		if d, err = update.Step(w.editor(nil)).Apply(d); err != nil {
			return nil, err
		}
	}
	places := make(map[dossier.ID]text.Span)
	for _, c := range d.Claims {
		if place, ok := c.Place(); ok {
			places[c.ID] = place
		}
	}
	return places, nil
}

// scalesOf lists the scales of A, and those that B has beside them.
func scalesOf(c *review.Comparison) (list []errand.Scale) {
	all := c.A.AllScales()
	for _, s := range c.B.Scales {
		if c.A.Scale(s.ID) == nil {
			all = append(all, s)
		}
	}
	for _, s := range all {
		scale := errand.Scale{ID: string(s.ID), Name: s.Name}
		for _, r := range s.Ratings {
			scale.Ratings = append(scale.Ratings, errand.Rating{Value: r.Value, Label: r.Label})
		}
		list = append(list, scale)
	}
	return list
}

// telling is a comparison on its way to the page.
type telling struct {
	comparison *review.Comparison
	inA, inB   map[dossier.ID]text.Span // where the claims of each stand
}

func (t telling) item(i review.Item) errand.Item {
	item := errand.Item{
		Key: i.Key, Subject: string(i.Subject), Class: string(i.Class), Name: i.Name,
		A: claimSide(i.ClaimA, t.inA), B: claimSide(i.ClaimB, t.inB),
	}
	for _, d := range i.Differences {
		item.Differences = append(item.Differences, errand.Difference(d))
	}
	if i.Subject == review.OfOpposition {
		item.A, item.B = oppositionSide(i.OppositionA, t.inA), oppositionSide(i.OppositionB, t.inB)
	}
	return item
}

func claimSide(c *dossier.Claim, places map[dossier.ID]text.Span) *errand.Side {
	if c == nil {
		return nil
	}
	return &errand.Side{
		Spans: spans(places, c.ID), Quote: c.Anchor.Exact,
		Source: c.Attribution.Source.Text, Cue: c.Attribution.Cue.Text, Stance: string(c.Stance), Statement: c.Statement,
		Scale: string(c.Verdict.Scale), Rating: c.Verdict.Rating,
	}
}

func oppositionSide(o *dossier.Opposition, places map[dossier.ID]text.Span) *errand.Side {
	if o == nil {
		return nil
	}
	return &errand.Side{Spans: spans(places, o.From, o.To), Kind: string(o.Kind), Note: o.Note}
}

func spans(places map[dossier.ID]text.Span, claims ...dossier.ID) (list [][2]int) {
	for _, id := range claims {
		if place, ok := places[id]; ok {
			list = append(list, [2]int{int(place.Start), int(place.End)})
		}
	}
	return list
}

// settle makes the third dossier.
func (w Workshop) settle(asked words, data []byte) (words, []byte, error) {
	a, b, _, err := twoOf(asked, data)
	if err != nil {
		return nil, nil, err
	}
	c, err := review.Compare(a, b, nil)
	if err != nil {
		return nil, nil, err
	}
	var chosen []errand.Choice
	if err := json.Unmarshal([]byte(asked[errand.Choices]), &chosen); err != nil {
		return nil, nil, fmt.Errorf("reading the choices: %w", err)
	}
	choices := make(map[string]review.Choice, len(chosen))
	for _, one := range chosen {
		at := slices.IndexFunc(c.Items, func(i review.Item) bool { return i.Key == one.Key })
		if at < 0 {
			return nil, nil, fmt.Errorf("a choice is of %q, which is not in the comparison", one.Key)
		}
		if choices[one.Key], err = w.choice(c.Items[at], one, asked[errand.By]); err != nil {
			return nil, nil, err
		}
	}
	outcome, err := c.Settle(w.editor(asked), choices)
	if err != nil {
		return nil, nil, err
	}
	told, err := json.Marshal(remainder(outcome))
	if err != nil {
		return nil, nil, err
	}
	made, err := exchange.EncodeCompact(outcome.Dossier)
	return words{errand.Left: string(told)}, made, err
}

// remainder is what did not come into the outcome, in words.
func remainder(o *review.Outcome) (r errand.Remainder) {
	for _, i := range o.Open {
		r.Open = append(r.Open, string(i.Subject)+" "+i.Name)
	}
	for _, l := range o.Left {
		r.Left = append(r.Left, errand.Remnant{Where: string(l.Subject) + " " + l.Name, Why: l.Why})
	}
	for _, k := range o.Conflicts {
		r.Conflicts = append(r.Conflicts, k.String())
	}
	return r
}

// choice is what a person decided about an item, as package review takes it.
func (w Workshop) choice(i review.Item, chosen errand.Choice, by string) (review.Choice, error) {
	switch chosen.Take {
	case errand.TakeA, errand.TakeB:
		return review.Choice{Take: dossier.Taken(chosen.Take)}, nil
	case errand.TakeEdit:
	default:
		return review.Choice{}, fmt.Errorf("%q cannot be taken", chosen.Take)
	}
	if chosen.Edit == nil {
		return review.Choice{}, fmt.Errorf("nothing says what %q is edited to", i.Name)
	}
	choice := review.Choice{Take: dossier.TakenEdited}
	if i.Subject == review.OfClaim {
		choice.Claim = w.claim(i, *chosen.Edit, by)
	} else {
		choice.Opposition = opposition(i, *chosen.Edit)
	}
	return choice, nil
}

// base is the side that an edit goes out from, and the other one: nil where there is
// none.
func base[T any](a, b *T, take string) (from, other *T) {
	if a == nil || b != nil && take == errand.TakeB {
		return b, a
	}
	return a, b
}

// claim is a claim as a person edited it. What is as either side has it stays whole, with
// where it stands in the text or who signed it; what is neither's is the person's.
func (w Workshop) claim(i review.Item, e errand.Edit, by string) *dossier.Claim {
	from, other := base(i.ClaimA, i.ClaimB, e.Base)
	if other == nil {
		other = from
	}
	next := *from
	next.Attribution.Source = part(e.Source, from.Attribution.Source, other.Attribution.Source)
	next.Attribution.Cue = part(e.Cue, from.Attribution.Cue, other.Attribution.Cue)
	if stance := dossier.Stance(e.Stance); stance != from.Stance {
		next.Stance, next.StanceOrigin = stance, ""
	}
	switch statement := strings.TrimSpace(e.Statement); statement {
	case from.Statement:
	case other.Statement:
		next.Statement, next.StatementBy = other.Statement, other.StatementBy
	case "":
		next.Statement, next.StatementBy = "", ""
	default:
		next.Statement, next.StatementBy = statement, by
	}
	rated := func(v dossier.Verdict) bool { return string(v.Scale) == e.Scale && v.Rating == e.Rating }
	switch {
	case rated(from.Verdict):
	case rated(other.Verdict):
		next.Verdict = other.Verdict
	case e.Scale == "":
		next.Verdict = dossier.Verdict{}
	default:
		next.Verdict = dossier.Verdict{Scale: dossier.ID(e.Scale), Rating: e.Rating, By: by, At: w.Now().UTC().Truncate(time.Millisecond)}
	}
	return &next
}

// part is the part of an attribution with some words.
func part(words string, from, other dossier.Part) dossier.Part {
	words = strings.TrimSpace(words)
	for _, p := range []dossier.Part{from, other} {
		if p.Text == words {
			return p
		}
	}
	return dossier.Part{Text: words}
}

// opposition is an opposition as a person edited it.
func opposition(i review.Item, e errand.Edit) *dossier.Opposition {
	from, _ := base(i.OppositionA, i.OppositionB, e.Base)
	next := *from
	next.Kind, next.Note = dossier.Kind(e.Kind), strings.TrimSpace(e.Note)
	return &next
}

// agree measures how far two dossiers agree.
func (w Workshop) agree(asked words, data []byte) (words, []byte, error) {
	a, b, _, err := twoOf(asked, data)
	if err != nil {
		return nil, nil, err
	}
	measures, err := review.Agree(a, b, nil)
	if err != nil {
		return nil, nil, err
	}
	told := make([]errand.Measure, len(measures))
	for i, m := range measures {
		told[i] = errand.Measure(m)
	}
	made, err := json.Marshal(told)
	return nil, made, err
}
