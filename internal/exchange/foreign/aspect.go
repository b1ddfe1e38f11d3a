package foreign

import (
	"fmt"
	"slices"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// Aspect is one kind of thing that a dossier can hold, by the words in which a person
// is told that a format loses it. What every format carries is none: the words that
// claims mark.
type Aspect string

// The aspects of a dossier.
const (
	Details          Aspect = "details of the article" // byline, publisher, dates, language, address
	Structure        Aspect = "headings and other blocks"
	Versions         Aspect = "earlier versions of the text"
	Placing          Aspect = "what became of claims in a newer text"
	Sources          Aspect = "sources"
	Cues             Aspect = "cues"
	Lemmas           Aspect = "lemmas of cues"
	AttributionSpots Aspect = "where sources and cues stand"
	Reporters        Aspect = "who reported it"
	Quotations       Aspect = "types of quotation"
	SaidWhen         Aspect = "when and where it was said"
	Stances          Aspect = "stances"
	StanceOrigins    Aspect = "which stances were proposed"
	Statements       Aspect = "statements"
	StatementAuthors Aspect = "who worded the statements"
	Types            Aspect = "types of claim"
	Statuses         Aspect = "statuses"
	Evidence         Aspect = "evidence"
	Contacts         Aspect = "answers of claimants"
	Verdicts         Aspect = "verdicts"
	ReviewLog        Aspect = "review log"
	Notes            Aspect = "notes on claims"
	Tags             Aspect = "tags"
	Creators         Aspect = "who made the claims"
	Times            Aspect = "when things were made and changed"
	Oppositions      Aspect = "oppositions"
	Topics           Aspect = "topics of oppositions"
	OppositionNotes  Aspect = "notes on oppositions"
	Suggestions      Aspect = "which oppositions were suggested"
	Resolutions      Aspect = "resolutions of oppositions"
	Provenances      Aspect = "how what two dossiers had was settled"
	Profiles         Aspect = "details of sources"
	Scales           Aspect = "rating scales of its own"
	Name             Aspect = "name of the dossier"
	IDs              Aspect = "ids"
	Unknown          Aspect = "members that other programs added"
)

// Aspects lists the aspects in the order in which they are told.
func Aspects() []Aspect {
	list := make([]Aspect, len(removals))
	for i, r := range removals {
		list[i] = r.aspect
	}
	return list
}

// In reports whether a dossier holds anything of the aspect.
func (a Aspect) In(d *dossier.Dossier) bool {
	_, held := a.removed(d)
	return held
}

// Without returns the dossier without anything of the aspect. What is returned may
// break rules that other aspects stand on, as a verdict on a scale that is gone.
func (a Aspect) Without(d *dossier.Dossier) *dossier.Dossier {
	next, _ := a.removed(d)
	return next
}

// removal says how to take an aspect out of copies of a dossier, its claims and its
// oppositions. Each function reports whether there was anything to take.
type removal struct {
	aspect     Aspect
	dossier    func(*dossier.Dossier) bool
	claim      func(*dossier.Claim) bool
	opposition func(*dossier.Opposition) bool
}

func (a Aspect) removed(d *dossier.Dossier) (next *dossier.Dossier, held bool) {
	i := slices.IndexFunc(removals, func(r removal) bool { return r.aspect == a })
	if i < 0 {
		return d, false
	}
	r, whole := removals[i], *d
	whole.Claims, whole.Oppositions = slices.Clone(d.Claims), slices.Clone(d.Oppositions)
	if r.dossier != nil {
		held = r.dossier(&whole)
	}
	if r.claim != nil {
		for i, c := range whole.Claims {
			one := *c
			held = r.claim(&one) || held
			whole.Claims[i] = &one
		}
	}
	if r.opposition != nil {
		for i, o := range whole.Oppositions {
			one := *o
			held = r.opposition(&one) || held
			whole.Oppositions[i] = &one
		}
	}
	return &whole, held
}

// clear empties values, and reports whether one of them was not empty.
func clear[T comparable](values ...*T) (held bool) {
	var empty T
	for _, v := range values {
		held = held || *v != empty
		*v = empty
	}
	return held
}

// drop empties a list, and reports whether it held anything.
func drop[L ~[]E, E any](list *L) bool {
	held := len(*list) > 0
	*list = nil
	return held
}

// removals are the aspects in the order in which they are told.
var removals = []removal{
	{aspect: Details, dossier: func(d *dossier.Dossier) bool {
		title := d.Article.Title
		d.Article.Title = ""
		held := clear(&d.Article.Metadata)
		d.Article.Title = title
		return held
	}},
	{aspect: Structure, dossier: func(d *dossier.Dossier) (held bool) {
		blocks := slices.Clone(d.Article.Blocks)
		for i, b := range blocks {
			blocks[i] = article.Block{Kind: article.KindParagraph, Text: b.Text, Extra: b.Extra}
			held = held || b.Kind != article.KindParagraph || b.Role != "" || b.Lang != "" || b.Dir != ""
		}
		d.Article.Blocks = blocks
		return held
	}},
	{aspect: Versions, dossier: func(d *dossier.Dossier) bool { return drop(&d.Versions) }},
	{aspect: Placing, claim: func(c *dossier.Claim) bool {
		held := c.State != "" || len(c.Places) > 0 || c.Settled || c.Marked != nil
		c.Standing = dossier.Standing{Anchor: c.Anchor}
		return held
	}},
	{aspect: Sources, claim: func(c *dossier.Claim) bool { return clear(&c.Attribution.Source.Text) }},
	{aspect: Cues, claim: func(c *dossier.Claim) bool { return clear(&c.Attribution.Cue.Text) }},
	{aspect: Lemmas, claim: func(c *dossier.Claim) bool { return clear(&c.Attribution.Cue.Lemma) }},
	{aspect: AttributionSpots, claim: func(c *dossier.Claim) bool {
		a := &c.Attribution
		return clear[*anchor.Anchor](&a.Source.Anchor, &a.Cue.Anchor, &a.Content.Anchor)
	}},
	{aspect: Reporters, claim: func(c *dossier.Claim) bool { return drop(&c.Attribution.Through) }},
	{aspect: Quotations, claim: func(c *dossier.Claim) bool { return clear(&c.Attribution.Quotation) }},
	{aspect: SaidWhen, claim: func(c *dossier.Claim) bool { return clear(&c.Attribution.Said.When, &c.Attribution.Said.Where) }},
	{aspect: Stances, claim: func(c *dossier.Claim) bool { return clear(&c.Stance) }},
	{aspect: StanceOrigins, claim: func(c *dossier.Claim) bool { return clear(&c.StanceOrigin) }},
	{aspect: Statements, claim: func(c *dossier.Claim) bool { return clear(&c.Statement) }},
	{aspect: StatementAuthors, claim: func(c *dossier.Claim) bool { return clear(&c.StatementBy) }},
	{aspect: Types, claim: func(c *dossier.Claim) bool { return clear(&c.Type) }},
	{aspect: Statuses,
		claim:      func(c *dossier.Claim) bool { return clear(&c.Status) },
		opposition: func(o *dossier.Opposition) bool { return clear(&o.Status) }},
	{aspect: Evidence, claim: func(c *dossier.Claim) bool { return drop(&c.Evidence) }},
	{aspect: Contacts, claim: func(c *dossier.Claim) bool { return clear(&c.Contact.When, &c.Contact.Answer) }},
	{aspect: Verdicts, claim: func(c *dossier.Claim) bool {
		held := c.Verdict.Given()
		c.Verdict = dossier.Verdict{}
		return held
	}},
	{aspect: ReviewLog,
		claim:      func(c *dossier.Claim) bool { return drop(&c.Reviews) },
		opposition: func(o *dossier.Opposition) bool { return drop(&o.Reviews) }},
	{aspect: Notes, claim: func(c *dossier.Claim) bool { return clear(&c.Note) }},
	{aspect: Tags, claim: func(c *dossier.Claim) bool { return drop(&c.Tags) }},
	{aspect: Creators, claim: func(c *dossier.Claim) bool { return clear(&c.Creator) }},
	{aspect: Times,
		dossier:    func(d *dossier.Dossier) bool { return clear[time.Time](&d.Created, &d.Modified) },
		claim:      func(c *dossier.Claim) bool { return clear[time.Time](&c.Created, &c.Modified) },
		opposition: func(o *dossier.Opposition) bool { return clear[time.Time](&o.Created, &o.Modified) }},
	{aspect: Oppositions, dossier: func(d *dossier.Dossier) bool { return drop(&d.Oppositions) }},
	{aspect: Topics, opposition: func(o *dossier.Opposition) bool { return clear(&o.Topic) }},
	{aspect: OppositionNotes, opposition: func(o *dossier.Opposition) bool { return clear(&o.Note) }},
	{aspect: Suggestions, opposition: func(o *dossier.Opposition) bool {
		held := o.Origin == dossier.Suggested
		o.Origin = dossier.Human
		return held
	}},
	{aspect: Resolutions, opposition: func(o *dossier.Opposition) bool {
		held := o.Resolution.Given()
		o.Resolution = dossier.Resolution{}
		return held
	}},
	{aspect: Provenances,
		claim: func(c *dossier.Claim) bool {
			held := c.Provenance.Given()
			c.Provenance = dossier.Provenance{}
			return held
		},
		opposition: func(o *dossier.Opposition) bool {
			held := o.Provenance.Given()
			o.Provenance = dossier.Provenance{}
			return held
		}},
	{aspect: Profiles, dossier: func(d *dossier.Dossier) bool { return drop(&d.Profiles) }},
	{aspect: Scales, dossier: func(d *dossier.Dossier) bool { return drop(&d.Scales) }},
	{aspect: Name, dossier: func(d *dossier.Dossier) bool { return clear(&d.Name) }},
	{aspect: IDs, dossier: func(d *dossier.Dossier) bool { renumber(d); return true }},
	{aspect: Unknown,
		dossier: func(d *dossier.Dossier) bool {
			held := len(d.Extra) > 0 || len(d.Article.Extra) > 0
			d.Extra, d.Article.Extra = nil, nil
			d.Article.Blocks = slices.Clone(d.Article.Blocks)
			for i := range d.Article.Blocks {
				held = held || len(d.Article.Blocks[i].Extra) > 0
				d.Article.Blocks[i].Extra = nil
			}
			return held
		},
		claim: func(c *dossier.Claim) bool {
			held := len(c.Extra) > 0
			c.Extra = nil
			return held
		},
		opposition: func(o *dossier.Opposition) bool {
			held := len(o.Extra) > 0
			o.Extra = nil
			return held
		}},
}

// renumber gives the dossier, its article, claims and oppositions ids that say
// nothing, and leads oppositions to their claims by the new ones.
func renumber(d *dossier.Dossier) {
	count, names := 0, make(map[dossier.ID]dossier.ID)
	next := func() dossier.ID {
		count++
		return dossier.ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", count))
	}
	d.ID, d.Article.ID = next(), string(next())
	for i, c := range d.Claims {
		one := *c
		one.ID = next()
		names[c.ID], d.Claims[i] = one.ID, &one
	}
	for i, o := range d.Oppositions {
		one := *o
		one.ID, one.From, one.To = next(), names[o.From], names[o.To]
		d.Oppositions[i] = &one
	}
}
