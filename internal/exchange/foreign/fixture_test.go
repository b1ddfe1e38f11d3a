package foreign

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// scene is the dossier of the sample article, with its two oppositions.
func scene(t testing.TB) *dossier.Dossier {
	t.Helper()
	data, err := os.ReadFile("../testdata/scene.gainsay.json")
	if err != nil {
		t.Fatal(err)
	}
	return native(t, data)
}

// native reads a native file.
func native(t testing.TB, data []byte) *dossier.Dossier {
	t.Helper()
	d, err := exchange.DecodeNative(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

// inNative writes a dossier natively, whether or not it is valid.
func inNative(t testing.TB, d *dossier.Dossier) string {
	t.Helper()
	data, err := exchange.EncodeNative(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The article of the rich dossier, before and after it was edited.
const (
	richBefore = "# 🗞️ Row over the 領事館: “what was said”\n\nBy Ana Ruiz\n\n12 May 2002\n\n" +
		"Beijing insisted that the police had permission to enter. 👩🏽‍✈️ Officers “acted properly”, it said.\n\n" +
		"> Japan denied this, Tass reported.\n\n" +
		"- Nobody was asked, said the consul.\n- Five people were taken away; three of them were asleep.\n\n" +
		"نفى السفير ذلك نفيا قاطعا.\n\n" +
		"A spokesman promised an inquiry within a week of the events at the gate.\n\n" +
		"The gate was locked at noon, a guard conceded.\n"
	richAfter = "# 🗞️ Row over the 領事館: “what was said”\n\nBy Ana Ruiz\n\n12 May 2002\n\n" +
		"- Nobody was asked, said the consul.\n- Five people were taken away; three of them were asleep.\n\n" +
		"Beijing insisted that the police had permission to enter. 👩🏽‍✈️ Officers “acted properly”, it said.\n\n" +
		"> Japan denied this, Tass reported.\n\n" +
		"نفى السفير ذلك نفيا قاطعا.\n\n" +
		"A spokesman promised an inquiry within a month of the events at the gate.\n\n" +
		"=1+1 is what the ministry, \"quoting\" a cable, calls <b>arithmetic</b> & more.\n"
)

// rich makes a dossier that holds something of every aspect.
func rich(t testing.TB) *dossier.Dossier {
	t.Helper()
	b := &builder{t: t, now: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}
	before, after := b.article(richBefore), b.article(richAfter)
	b.old, b.present = article.NewLayout(before), article.NewLayout(after)
	b.d = &dossier.Dossier{
		ID: b.id(), Name: "The row, for the desk", Created: b.time(), Article: after,
		Versions: []dossier.Version{{Article: before, Replaced: b.time()}},
		Extra:    openjson.Extra{"x-desk": json.RawMessage(`{"a":[1,"<&>",null]}`)},
	}
	b.sources()
	insisted, denied := b.insisted(), b.denied()
	b.others(insisted, denied)
	b.d.Modified = b.time()
	b.d.Sort()
	data, err := exchange.EncodeNative(b.d)
	if err != nil {
		t.Fatal(err)
	}
	return native(t, data)
}

// builder puts a dossier together.
type builder struct {
	t            testing.TB
	now          time.Time
	ids          int
	old, present *article.Layout
	d            *dossier.Dossier
	own          *dossier.Scale
}

func (b *builder) id() dossier.ID {
	b.ids++
	return dossier.ID(fmt.Sprintf("urn:uuid:abcdef00-0000-4000-8000-%012d", 1000-b.ids))
}

func (b *builder) time() time.Time {
	b.now = b.now.Add(time.Minute)
	return b.now
}

func (b *builder) article(source string) article.Article {
	a, err := article.Parse("row.md", []byte(source))
	if err != nil {
		b.t.Fatal(err)
	}
	a.ID = "urn:uuid:abcdef00-0000-4000-8000-000000009999"
	a.URL, a.Publisher, a.Retrieved, a.Language = "https://example.org/row?a=1&b=2#top", "The Example", "2002-05-13T08:00:00Z", "en"
	a.Extra = openjson.Extra{"x-section": json.RawMessage(`"asia"`)}
	a.Blocks[1].Extra = openjson.Extra{"x-block": json.RawMessage(`true`)}
	return a
}

// at describes where words stand in a text.
func (b *builder) at(l *article.Layout, words string) anchor.Anchor {
	b.t.Helper()
	ix := l.Index()
	from := strings.Index(ix.String(), words)
	if from < 0 {
		b.t.Fatalf("%q is not in the text", words)
	}
	a, err := anchor.Describe(ix, l.Digest(), text.Span{Start: ix.CodePointOf(text.Byte(from)), End: ix.CodePointOf(text.Byte(from + len(words)))})
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

func (b *builder) part(words string) dossier.Part {
	a := b.at(b.present, words)
	return dossier.Part{Text: words, Anchor: &a}
}

// claim adds a claim on words of the present text.
func (b *builder) claim(words string) *dossier.Claim {
	b.t.Helper()
	at := b.time()
	c := &dossier.Claim{ID: b.id(), Standing: dossier.Standing{Anchor: b.at(b.present, words)}, Created: at, Modified: at, Creator: "Ada"}
	b.d.Claims = append(b.d.Claims, c)
	return c
}

// against adds an opposition.
func (b *builder) against(kind dossier.Kind, from, to *dossier.Claim) *dossier.Opposition {
	at := b.time()
	o := &dossier.Opposition{ID: b.id(), Kind: kind, From: from.ID, To: to.ID, Origin: dossier.Human, Created: at, Modified: at}
	b.d.Oppositions = append(b.d.Oppositions, o)
	return o
}

func (b *builder) review(by string, decision dossier.Decision, text string) *dossier.Review {
	return &dossier.Review{ID: b.id(), By: by, At: b.time(), Decision: decision, Text: text}
}

// sources adds what the dossier knows of its sources, and a scale of its own.
func (b *builder) sources() {
	at := b.time()
	b.d.Profiles = append(b.d.Profiles,
		&dossier.Profile{ID: b.id(), Name: "Beijing", Role: "foreign ministry", Type: dossier.Organisation, SameAs: "https://www.wikidata.org/wiki/Q1057589", Created: at, Modified: at},
		&dossier.Profile{ID: b.id(), Name: "a guard", Type: dossier.Person, Anonymous: true, Created: b.time(), Modified: b.time()})
	b.own = &dossier.Scale{ID: b.id(), Name: "Noses", Ratings: dossier.List[*dossier.Rating]{
		{Value: "none", Label: "No nose", Rank: 3}, {Value: "short", Label: "Short nose", Rank: 2}, {Value: "long", Label: "Long nose", Rank: 1}, {Value: "hidden", Label: "Cannot be seen"},
	}}
	b.d.Scales = append(b.d.Scales, b.own)
}

// insisted adds a claim that was worked up in full.
func (b *builder) insisted() *dossier.Claim {
	c := b.claim("Beijing insisted that the police had permission to enter.")
	c.Attribution = dossier.Attribution{
		Source: b.part("Beijing"), Cue: b.part("insisted"), Content: b.part("the police had permission to enter"),
		Quotation: dossier.Indirect, Said: dossier.Said{When: "2002-05-11", Where: "Shenyang, 瀋陽"},
	}
	c.Attribution.Cue.Lemma = "insist"
	c.Stance = dossier.Assert
	c.Statement, c.StatementBy = "Chinese police had permission to enter the consulate.", "Ben"
	c.Type, c.Status = dossier.Event, dossier.Reviewed
	at := b.time()
	c.Evidence = dossier.List[*dossier.Evidence]{
		{ID: b.id(), URL: "https://example.org/log?x=1&y=2", Archived: "https://web.archive.org/web/2002/https://example.org/log", Title: "Gate <log>", Excerpt: "No permission was\nasked for.", Date: "2002-05-08", Relation: dossier.Refutes, Primary: true, Note: "seen by two", Created: at, Modified: at},
		{ID: b.id(), URL: "https://example.org/treaty", Title: "The convention", Relation: dossier.GivesContext, Created: b.time(), Modified: b.now},
	}
	c.Contact = dossier.Contact{When: "2002-05-14", Answer: "The ministry did not answer."}
	c.Verdict = dossier.Verdict{Scale: dossier.TruthScale, Rating: "mostly-false", Explanation: "The log shows no permission; | a cell\nwith a line end.", By: "Ada", At: b.time()}
	c.Reviews = dossier.List[*dossier.Review]{b.review("Ben", dossier.Disputed, "The log is incomplete."), b.review("Cleo", dossier.Accepted, "")}
	c.Note, c.Tags = "=HYPERLINK(\"https://example.org\") \"quoted\", then\na second line", []string{"permission", "police, foreign"}
	c.Extra = openjson.Extra{"x-score": json.RawMessage(`0.75`)}
	return c
}

// denied adds a claim with one who reports it, on a scale of the dossier's own.
func (b *builder) denied() *dossier.Claim {
	c := b.claim("Japan denied this")
	c.Attribution.Source, c.Attribution.Cue = b.part("Japan"), b.part("denied")
	c.Attribution.Through = dossier.List[*dossier.Reporter]{{Source: b.part("Tass"), Cue: b.part("reported")}, {Source: dossier.Part{Text: "an aide"}}}
	c.Stance, c.StanceOrigin = dossier.Deny, dossier.StanceProposed
	c.Type, c.Status = dossier.Law, dossier.NeedsReview
	c.Verdict = dossier.Verdict{Scale: b.own.ID, Rating: "none", Explanation: "So says the log.", By: "Ada", At: b.time()}
	return c
}

// others adds claims that overlap, cross blocks, run from right to left or are not
// where they were, and oppositions of every kind.
func (b *builder) others(insisted, denied *dossier.Claim) {
	overlapping := b.claim("permission to enter. 👩🏽‍✈️ Officers “acted properly”")
	overlapping.Stance, overlapping.Attribution.Quotation = dossier.Quote, dossier.Mixed
	overlapping.Verdict = dossier.Verdict{Scale: dossier.SupportScale, Rating: "unproven", By: "Ben", At: b.time()}
	nested := b.claim("👩🏽‍✈️")
	crossing := b.claim("said the consul.\n\nFive people were taken away")
	crossing.Creator = "Ben"
	fromRight := b.claim("نفى السفير ذلك")
	fromRight.Attribution.Source = b.part("السفير")
	formula := b.claim("=1+1 is what the ministry, \"quoting\" a cable, calls <b>arithmetic</b>")
	formula.Attribution.Source = dossier.Part{Text: "-the ministry"}

	moved := b.claim("three of them were asleep")
	first := b.at(b.old, "three of them were asleep")
	moved.State, moved.Marked = anchor.Moved, &first
	changed := b.claim("within a month")
	changed.Places, changed.State = []anchor.Anchor{changed.Anchor}, anchor.Changed
	changed.Anchor = b.at(b.old, "within a week")
	lost := b.claim("gate")
	lost.Anchor, lost.State, lost.Settled = b.at(b.old, "The gate was locked at noon"), anchor.Orphan, true
	unsure := b.claim("was")
	unsure.Places, unsure.State = []anchor.Anchor{b.at(b.present, "was"), b.at(b.present, "was asked")}, anchor.Ambiguous
	unsure.Anchor = b.at(b.old, "was locked")

	o := b.against(dossier.Denies, denied, insisted)
	o.Topic, o.Note, o.Status = "Permission", "Both were asked; see the log.", dossier.Resolved
	o.Provenance = dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenB, By: "Cem", At: b.time(), From: []string{"Ada", "Ben"}}
	o.Resolution = dossier.Resolution{Outcome: dossier.FromStands, Explanation: "The log shows it.", By: "Ben", At: b.time()}
	o.Reviews = dossier.List[*dossier.Review]{b.review("Cleo", dossier.Comment, "Agreed.")}
	o.Extra = openjson.Extra{"x-weight": json.RawMessage(`2`)}
	b.against(dossier.Contradicts, overlapping, fromRight).Origin = dossier.Suggested
	b.against(dossier.DisputesInPart, crossing, insisted).Topic = "Permission"
	b.against(dossier.AlternativeAccount, moved, formula)
	b.against(dossier.Corroborates, nested, overlapping)
	b.against(dossier.Contradicts, changed, lost)
	b.against(dossier.Denies, fromRight, moved)
}

func TestTheRichDossierHoldsEveryAspect(t *testing.T) {
	d := rich(t)
	for _, a := range Aspects() {
		if !a.In(d) {
			t.Errorf("it has no %s", a)
		}
	}
}
