package exchange

import (
	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

// work draws what a checker adds to a dossier.
type work struct{ t *rapid.T }

func workOf(t *rapid.T) work { return work{t} }

func (w work) some(what string, most int) int { return rapid.IntRange(0, most).Draw(w.t, what) }

func (w work) date() string {
	return rapid.SampledFrom([]string{"", "1999", "2026-03", "2026-03-04", "2026-03-04T05:06", "2026-03-04T05:06:07", "2026-03-04T05:06:07.5+09:00"}).Draw(w.t, "date")
}

func (w work) url() string {
	return rapid.SampledFrom([]string{"", "https://example.org/a?b=1&c=<d>", "HTTP://example.org/日本"}).Draw(w.t, "url")
}

func (w work) profiles() (list dossier.List[*dossier.Profile]) {
	for i := range w.some("profiles", 3) {
		list = append(list, &dossier.Profile{
			ID: dossier.NewID(), Name: []string{"Beijing", "Seoul", "Tass"}[i], Role: words.Draw(w.t, "role"),
			Type: rapid.SampledFrom(append(dossier.SourceTypes(), "")).Draw(w.t, "type"), Anonymous: rapid.Bool().Draw(w.t, "anonymous"), SameAs: w.url(),
			Created: moments.Draw(w.t, "created"), Modified: moments.Draw(w.t, "modified"), Extra: extras.Draw(w.t, "profile"),
		})
	}
	return list
}

func (w work) scales() (list dossier.List[*dossier.Scale]) {
	for range w.some("scales", 2) {
		list = append(list, &dossier.Scale{ID: dossier.NewID(), Name: "By " + words.Draw(w.t, "scale"), Extra: extras.Draw(w.t, "scale extra"), Ratings: dossier.List[*dossier.Rating]{
			{Value: "a", Label: "A", Rank: 2, Extra: extras.Draw(w.t, "rating")}, {Value: "b", Label: "B " + words.Draw(w.t, "label"), Rank: w.some("rank", 3)},
		}})
	}
	return list
}

func (w work) claim(c *dossier.Claim, d *dossier.Dossier) {
	c.StanceOrigin = rapid.SampledFrom([]dossier.StanceOrigin{"", dossier.StanceProposed}).Draw(w.t, "stance origin")
	c.StatementBy = rapid.SampledFrom([]string{"", "Ada"}).Draw(w.t, "by")
	c.Type = rapid.SampledFrom(append(dossier.ClaimTypes(), "")).Draw(w.t, "type")
	c.Status = rapid.SampledFrom(dossier.Statuses()).Draw(w.t, "status")
	for range w.some("evidence", 2) {
		c.Evidence = append(c.Evidence, &dossier.Evidence{
			ID: dossier.NewID(), URL: w.url(), Archived: w.url(), Title: words.Draw(w.t, "title"), Excerpt: words.Draw(w.t, "excerpt"), Date: w.date(),
			Relation: rapid.SampledFrom(dossier.Relations()).Draw(w.t, "relation"), Primary: rapid.Bool().Draw(w.t, "primary"), Note: "n",
			Created: moments.Draw(w.t, "created"), Modified: moments.Draw(w.t, "modified"), Extra: extras.Draw(w.t, "evidence extra"),
		})
	}
	if rapid.Bool().Draw(w.t, "contacted") {
		c.Contact = dossier.Contact{When: w.date(), Answer: words.Draw(w.t, "answer"), Extra: extras.Draw(w.t, "contact")}
	}
	if rapid.Bool().Draw(w.t, "verdict") {
		scale := rapid.SampledFrom(d.AllScales()).Draw(w.t, "on")
		c.Verdict = dossier.Verdict{
			Scale: scale.ID, Rating: rapid.SampledFrom(scale.Ratings).Draw(w.t, "rating").Value, Explanation: words.Draw(w.t, "why"),
			By: "Ada", At: moments.Draw(w.t, "at"), Extra: extras.Draw(w.t, "verdict extra"),
		}
	}
	c.Reviews, c.Provenance = w.reviews(), w.provenance()
}

func (w work) provenance() dossier.Provenance {
	return rapid.SampledFrom([]dossier.Provenance{
		{}, {Settled: dossier.Unanimous, From: []string{"Ada", "Ben"}},
		{Settled: dossier.Adjudicated, Taken: dossier.TakenB, By: "Cem", At: moments.Draw(w.t, "at"), Extra: extras.Draw(w.t, "provenance")},
	}).Draw(w.t, "provenance")
}

func (w work) reviews() (list dossier.List[*dossier.Review]) {
	for range w.some("reviews", 2) {
		list = append(list, &dossier.Review{
			ID: dossier.NewID(), By: "Ben", At: moments.Draw(w.t, "at"), Decision: rapid.SampledFrom(dossier.Decisions()).Draw(w.t, "decision"),
			Text: words.Draw(w.t, "text"), Extra: extras.Draw(w.t, "review"),
		})
	}
	return list
}

func (w work) opposition(o *dossier.Opposition) {
	o.Topic = rapid.SampledFrom([]string{"", "Permission"}).Draw(w.t, "topic")
	o.Status = rapid.SampledFrom([]dossier.Status{dossier.Open, dossier.Resolved}).Draw(w.t, "status")
	if rapid.Bool().Draw(w.t, "resolved") {
		o.Resolution = dossier.Resolution{
			Outcome: rapid.SampledFrom(dossier.ResolutionOutcomes()).Draw(w.t, "outcome"), Explanation: words.Draw(w.t, "why"),
			By: "Ada", At: moments.Draw(w.t, "at"), Extra: extras.Draw(w.t, "resolution"),
		}
	}
	o.Reviews, o.Provenance = w.reviews(), w.provenance()
}
