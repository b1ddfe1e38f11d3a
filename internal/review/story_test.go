package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// sample is a small article. Its third paragraph says the same twice.
func sample(paragraphs ...string) article.Article {
	if len(paragraphs) == 0 {
		paragraphs = []string{
			"Beijing insisted that staff had given permission. Japan denied this, and said the guards had no right to enter 🙂.",
			"日本は否定した。 The spokesman said so twice.",
			"It was so. It was so. Seoul warned that talks would fail.",
		}
	}
	a := article.Article{Metadata: article.Metadata{Title: "Row"}, Blocks: []article.Block{{Kind: article.KindHeading, Level: 1, Role: article.RoleHeadline, Text: "Row over a visit"}}}
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.KindParagraph, Text: p})
	}
	return a
}

// desk is one person's work on a dossier, with a clock and ids of its own.
type desk struct {
	t testing.TB
	d *dossier.Dossier
	e dossier.Editor
}

// clock is what the desks of a test share: no two edits are at the same time.
type clock struct{ ticks int }

func (c *clock) now() time.Time {
	c.ticks++
	return time.Date(2026, 1, 2, 3, 0, c.ticks, 0, time.UTC)
}

// editor makes the editor of one person. Ids of different people differ in a digit.
func (c *clock) editor(who string, digit int) dossier.Editor {
	n := 0
	return dossier.Editor{Now: c.now, Creator: who, NewID: func() dossier.ID {
		n++
		return dossier.ID(fmt.Sprintf("urn:uuid:%08d-0000-4000-8000-%012d", digit, n))
	}}
}

func newDesk(t testing.TB, c *clock, who string, digit int, a article.Article) *desk {
	e := c.editor(who, digit)
	return &desk{t: t, e: e, d: dossier.New(e.NewID(), e.NewID(), a, c.now())}
}

// fork is the same dossier in other hands.
func (d *desk) fork(c *clock, who string, digit int) *desk {
	return &desk{t: d.t, d: d.d, e: c.editor(who, digit)}
}

func (d *desk) do(step dossier.Step, err error) {
	d.t.Helper()
	if err == nil {
		d.d, err = step.Apply(d.d)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

func anchorOf(t testing.TB, a article.Article, words string) anchor.Anchor {
	t.Helper()
	layout := article.NewLayout(a)
	canonical := layout.Index().String()
	at := strings.Index(canonical, words)
	if at < 0 {
		t.Fatalf("%q is not in the article", words)
	}
	made, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{
		Start: layout.Index().CodePointOf(text.Byte(at)), End: layout.Index().CodePointOf(text.Byte(at + len(words))),
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// mark highlights words, with a source and a stance where they are given.
func (d *desk) mark(words string, of ...string) dossier.ID {
	d.t.Helper()
	step, id := d.e.Highlight(anchorOf(d.t, d.d.Article, words))
	d.do(step, nil)
	if len(of) > 0 {
		d.set(id, dossier.FieldSource, dossier.Part{Text: of[0]})
	}
	if len(of) > 1 {
		d.set(id, dossier.FieldStance, of[1])
	}
	return id
}

func (d *desk) set(claim dossier.ID, field string, value any) {
	d.t.Helper()
	d.do(d.e.SetClaim(claim, field, value))
}

func (d *desk) oppose(from, to dossier.ID) dossier.ID {
	d.t.Helper()
	step, id, err := d.e.SetAgainst(d.d, from, to)
	d.do(step, err)
	return id
}

func (d *desk) rate(claim dossier.ID, rating string) {
	d.t.Helper()
	d.do(d.e.SetVerdict(d.d.Claim(claim), dossier.SupportScale, rating))
}

func (d *desk) claim(words string) *dossier.Claim {
	d.t.Helper()
	for _, c := range d.d.Claims {
		if c.Anchor.Exact == words {
			return c
		}
	}
	d.t.Fatalf("there is no claim %q", words)
	return nil
}

var (
	someSpans  = []string{"Beijing insisted", "Beijing insisted that staff had given permission.", "Japan denied this", "denied this, and said the guards", "日本は否定した", "The spokesman said so twice.", "It was so.", "Seoul warned that talks would fail."}
	someValues = []string{"", "one", "two", "three"}
	someNames  = []string{"Beijing", "beijing ", "Tokyo", "The  spokesman"}
	someURLs   = []string{"", "https://example.org/a", "https://example.org/b"}
)

// edits draws edits that one person makes.
func (d *desk) edits(t *rapid.T, most int) {
	for range rapid.IntRange(0, most).Draw(t, "edits") {
		if step, ok := d.edit(t); ok {
			next, err := step.Apply(d.d)
			if err != nil {
				t.Fatal(err)
			}
			d.d = next
		}
	}
}

func (d *desk) edit(t *rapid.T) (dossier.Step, bool) {
	made := func(step dossier.Step, err error) (dossier.Step, bool) { return step, err == nil }
	some := func(list []string) string { return rapid.SampledFrom(list).Draw(t, "value") }
	e := d.e
	what := rapid.SampledFrom([]string{"mark", "mark", "field", "field", "field", "field", "name", "remove", "oppose", "oppose", "link", "resolve", "unlink", "evidence", "evidence field", "forget evidence",
		"verdict", "review", "profile", "forget profile", "rename", "scale", "details", "cue"}).Draw(t, "edit")
	switch what {
	case "mark":
		step, _ := e.Highlight(anchorOf(d.t, d.d.Article, some(someSpans)))
		return step, true
	case "name":
		return made(e.Rename(some(someValues)))
	case "details":
		return e.Metadata(d.d, article.Metadata{Title: "Row", Byline: some(someValues), URL: some(someURLs)})
	case "scale":
		return made(e.SetScales(append(slices.Clone(d.d.Scales), e.NewScale("Own", []string{"Good", "Bad", some(someValues[1:])}))))
	case "rename":
		return made(e.RenameSource(d.d, some(someNames), some(someNames)))
	case "profile":
		p := d.d.Profile(some(someNames))
		if p == nil {
			p = e.NewProfile(some(someNames))
			if d.d.Profile(p.Name) != nil {
				return dossier.Step{}, false
			}
		}
		if rapid.Bool().Draw(t, "anonymous") {
			return made(e.SetSource(p, dossier.FieldAnonymous, rapid.Bool().Draw(t, "yes")))
		}
		return made(e.SetSource(p, dossier.FieldRole, some(someValues)))
	case "forget profile":
		if len(d.d.Profiles) == 0 {
			return dossier.Step{}, false
		}
		return e.RemoveProfile(rapid.SampledFrom(d.d.Profiles).Draw(t, "profile").ID), true
	}
	if len(d.d.Claims) == 0 {
		return dossier.Step{}, false
	}
	c := rapid.SampledFrom(d.d.Claims).Draw(t, "claim")
	switch what {
	case "field":
		return made(e.SetClaim(c.ID, rapid.SampledFrom([]string{dossier.FieldNote, dossier.FieldSaidWhere, dossier.FieldContactAnswer}).Draw(t, "field"), some(someValues)))
	case "remove":
		return e.Remove(d.d, c.ID), true
	case "verdict":
		if c.Verdict.Given() && rapid.Bool().Draw(t, "clear") {
			return made(e.ClearVerdict(c.ID))
		}
		scale := rapid.SampledFrom(d.d.AllScales()).Draw(t, "scale")
		return made(e.SetVerdict(c, scale.ID, rapid.SampledFrom(scale.Ratings).Draw(t, "rating").Value))
	case "cue":
		if rapid.Bool().Draw(t, "other") {
			switch rapid.IntRange(0, 4).Draw(t, "which") {
			case 0:
				return made(e.SetStatement(c, some(someValues)))
			case 1:
				return made(e.SetClaim(c.ID, dossier.FieldTags, dossier.Tags(some([]string{"", "x", "y, x", "z"}))))
			case 2:
				return made(e.SetClaim(c.ID, dossier.FieldStance, rapid.SampledFrom(dossier.Stances()).Draw(t, "stance")))
			case 3:
				return made(e.Adjust(c, anchorOf(d.t, d.d.Article, some(someSpans))))
			default:
				return made(e.SetStatusOf(d.d, []dossier.ID{c.ID}, rapid.SampledFrom(dossier.Statuses()).Draw(t, "status")))
			}
		}
		return made(e.SetCue(c, dossier.Part{Text: some([]string{"", "denied", "said"})}, rapid.SampledFrom([]dossier.Stance{"", dossier.Deny, dossier.Assert}).Draw(t, "proposed")))
	case "evidence":
		step, _ := e.AddEvidence(c.ID, rapid.SampledFrom(dossier.Relations()).Draw(t, "relation"), some(someURLs))
		return step, true
	case "evidence field", "forget evidence":
		if len(c.Evidence) == 0 {
			return dossier.Step{}, false
		}
		item := rapid.SampledFrom(c.Evidence).Draw(t, "item").ID
		if what == "forget evidence" {
			return e.RemoveEvidence(c.ID, item), true
		}
		return made(e.SetEvidence(c.ID, item, dossier.FieldExcerpt, some(someValues)))
	case "review":
		target := c.ID
		if len(d.d.Oppositions) > 0 && rapid.Bool().Draw(t, "opposition") {
			target = d.d.Oppositions[0].ID
		}
		return made(e.Review(target, rapid.SampledFrom(dossier.Decisions()).Draw(t, "decision"), some(someValues)))
	case "oppose":
		step, _, err := e.SetAgainst(d.d, c.ID, rapid.SampledFrom(d.d.Claims).Draw(t, "other").ID)
		return step, err == nil
	}
	if len(d.d.Oppositions) == 0 {
		return dossier.Step{}, false
	}
	o := rapid.SampledFrom(d.d.Oppositions).Draw(t, "opposition")
	switch what {
	case "unlink":
		return e.RemoveOpposition(o.ID), true
	case "resolve":
		return made(e.Resolve(o, rapid.SampledFrom(append(dossier.ResolutionOutcomes(), "")).Draw(t, "outcome"), some(someValues)))
	}
	kind := rapid.SampledFrom(dossier.Kinds()).Draw(t, "kind")
	if d.d.Linked(kind, o.From, o.To) != nil {
		return dossier.Step{}, false
	}
	return made(e.SetOpposition(o.ID, dossier.FieldKind, kind))
}
