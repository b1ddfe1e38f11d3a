package dossier

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

var (
	someNames = []string{"Beijing", "beijing ", "Tokyo", "Tass", "The  spokesman"}
	someDates = []string{"", "2026", "2026-03", "2026-03-04", "2026-03-04T05:06", "2026-03-04T05:06:07Z"}
	someURLs  = []string{"", "https://example.org/a?b=1#c", "http://example.org"}
)

// randomWork draws an edit that works a claim up: evidence, verdict, review, source,
// several claims at once. It applies to the dossier, or there is none.
func randomWork(t *rapid.T, e Editor, d *Dossier) (Step, bool) {
	made := func(step Step, err error) (Step, bool) { return step, err == nil }
	edit := rapid.SampledFrom([]string{"field", "cue", "statement", "add evidence", "remove evidence", "set evidence", "verdict", "explain", "clear verdict",
		"scales", "resolve", "topic", "review", "rename", "source", "forget source", "several", "replace", "versions"}).Draw(t, "work")
	switch edit {
	case "replace":
		return e.step(e.now(), "merge", replacements(t, e, d)...), true
	case "versions":
		return made(e.edits(SetDossier, "", "merge", fromElsewhere(t, d)))
	case "scales":
		return made(e.SetScales(rapid.SampledFrom([]List[*Scale]{nil, append(slices.Clone(d.Scales), e.NewScale("Own", []string{"Good", "Bad", "bad"}))}).Draw(t, "scales")))
	case "rename":
		return made(e.RenameSource(d, rapid.SampledFrom(someNames).Draw(t, "from"), rapid.SampledFrom(someNames).Draw(t, "to")))
	case "source":
		p := d.Profile("Tokyo")
		if name := rapid.SampledFrom(someNames).Draw(t, "source"); p == nil || rapid.Bool().Draw(t, "another") {
			if p = d.Profile(name); p == nil {
				p = e.NewProfile(name)
				p.Extra = openjson.Extra{"x-" + strings.ToLower(name[:2]): json.RawMessage("1")}
			}
		}
		switch field := rapid.SampledFrom([]string{FieldRole, FieldType, FieldAnonymous, FieldSameAs}).Draw(t, "field"); field {
		case FieldRole:
			return made(e.SetSource(p, field, rapid.String().Draw(t, "role")))
		case FieldType:
			return made(e.SetSource(p, field, rapid.SampledFrom(append(SourceTypes(), "")).Draw(t, "type")))
		case FieldAnonymous:
			return made(e.SetSource(p, field, rapid.Bool().Draw(t, "anonymous")))
		default:
			return made(e.SetSource(p, field, rapid.SampledFrom(someURLs).Draw(t, "url")))
		}
	case "forget source":
		if len(d.Profiles) == 0 {
			return Step{}, false
		}
		return e.RemoveProfile(rapid.SampledFrom(d.Profiles).Draw(t, "profile").ID), true
	case "resolve", "topic":
		if len(d.Oppositions) == 0 {
			return Step{}, false
		}
		o := rapid.SampledFrom(d.Oppositions).Draw(t, "opposition")
		if edit == "topic" {
			return made(e.SetOpposition(o.ID, FieldTopic, rapid.String().Draw(t, "topic")))
		}
		return made(e.Resolve(o, rapid.SampledFrom(append(ResolutionOutcomes(), "")).Draw(t, "outcome"), rapid.String().Draw(t, "why")))
	}
	if len(d.Claims) == 0 {
		return Step{}, false
	}
	c := rapid.SampledFrom(d.Claims).Draw(t, "claim")
	var item ID
	if len(c.Evidence) > 0 {
		item = rapid.SampledFrom(c.Evidence).Draw(t, "item").ID
	}
	switch edit {
	case "field":
		return made(randomField(t, e, c))
	case "cue":
		return made(e.SetCue(c, Part{Text: rapid.SampledFrom([]string{"", "denied", "said"}).Draw(t, "cue"), Lemma: "deny"}, rapid.SampledFrom([]Stance{"", Deny, Assert}).Draw(t, "proposed")))
	case "statement":
		e.Creator = rapid.SampledFrom([]string{"", "Ada", "Ben"}).Draw(t, "creator")
		return made(e.SetStatement(c, rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "statement")))
	case "add evidence":
		step, _ := e.AddEvidence(c.ID, rapid.SampledFrom(Relations()).Draw(t, "relation"), rapid.SampledFrom(someURLs).Draw(t, "url"))
		return step, true
	case "remove evidence":
		return e.RemoveEvidence(c.ID, item), item != ""
	case "set evidence":
		if item == "" {
			return Step{}, false
		}
		switch field := rapid.SampledFrom([]string{FieldURL, FieldDate, FieldExcerpt, FieldPrimary}).Draw(t, "field"); field {
		case FieldURL:
			return made(e.SetEvidence(c.ID, item, field, rapid.SampledFrom(someURLs).Draw(t, "url")))
		case FieldDate:
			return made(e.SetEvidence(c.ID, item, field, rapid.SampledFrom(someDates).Draw(t, "date")))
		case FieldPrimary:
			return made(e.SetEvidence(c.ID, item, field, rapid.Bool().Draw(t, "primary")))
		default:
			return made(e.SetEvidence(c.ID, item, field, rapid.String().Draw(t, "excerpt")))
		}
	case "verdict":
		scale := rapid.SampledFrom(d.AllScales()).Draw(t, "scale")
		return made(e.SetVerdict(c, scale.ID, rapid.SampledFrom(scale.Ratings).Draw(t, "rating").Value))
	case "explain":
		return made(e.ExplainVerdict(c, rapid.String().Draw(t, "why")))
	case "clear verdict":
		return made(e.ClearVerdict(c.ID))
	case "review":
		e.Creator = "Ada"
		target := c.ID
		if len(d.Oppositions) > 0 && rapid.Bool().Draw(t, "opposition") {
			target = d.Oppositions[0].ID
		}
		return made(e.Review(target, rapid.SampledFrom(Decisions()).Draw(t, "decision"), rapid.String().Draw(t, "text")))
	default:
		var ids []ID
		for _, c := range d.Claims {
			if rapid.Bool().Draw(t, "chosen") {
				ids = append(ids, c.ID)
			}
		}
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			return made(e.SetStatusOf(d, ids, rapid.SampledFrom(Statuses()).Draw(t, "status")))
		case 1:
			return made(e.Tag(d, ids, "tag"))
		case 2:
			return made(e.Untag(d, ids, "tag"))
		case 3:
			return made(e.SetSourceOf(d, ids, rapid.SampledFrom(someNames).Draw(t, "name")))
		default:
			return made(e.RemoveAll(d, ids))
		}
	}
}

// replacements draws other records in the place of those that the dossier has.
func replacements(t *rapid.T, e Editor, d *Dossier) (ops []Op) {
	provenance := Provenance{Settled: Adjudicated, Taken: TakenB, By: "Ada", At: e.now(), From: []string{"Ben", "Cem"}}
	if len(d.Claims) > 0 {
		c := *rapid.SampledFrom(d.Claims).Draw(t, "claim")
		c.Standing, c.Note, c.Provenance = rapid.SampledFrom(d.Claims).Draw(t, "other").Standing, rapid.String().Draw(t, "note"), provenance
		c.Extra = openjson.Extra{"x": json.RawMessage("1")}
		ops = append(ops, Op{Verb: ReplaceClaim, Claim: &c})
	}
	if len(d.Oppositions) > 0 {
		o := *rapid.SampledFrom(d.Oppositions).Draw(t, "opposition")
		o.From, o.To, o.Origin, o.Provenance = o.To, o.From, Suggested, Provenance{Settled: Unanimous}
		ops = append(ops, Op{Verb: ReplaceOpposition, Opposition: &o})
	}
	if len(d.Profiles) > 0 {
		p := *rapid.SampledFrom(d.Profiles).Draw(t, "profile")
		p.Role, p.Extra = rapid.String().Draw(t, "role"), nil
		ops = append(ops, Op{Verb: ReplaceSource, Source: &p})
	}
	return ops
}

// fromElsewhere draws a field of the dossier that comes from another one.
func fromElsewhere(t *rapid.T, d *Dossier) edit {
	switch rapid.IntRange(0, 2).Draw(t, "field") {
	case 0:
		return edit{FieldExtra, rapid.SampledFrom([]openjson.Extra{nil, {"x-a": json.RawMessage(`{"b":[1,"<"]}`)}}).Draw(t, "extra")}
	case 1:
		return edit{FieldArticleExtra, rapid.SampledFrom([]openjson.Extra{nil, {"x-a": json.RawMessage(`1`)}}).Draw(t, "extra")}
	}
	older := Version{Article: d.Article, Replaced: d.Created}
	older.Article.Blocks = append(slices.Clone(d.Article.Blocks), article.Block{Kind: article.KindParagraph, Text: "It was withdrawn."})
	return edit{FieldVersions, append([]Version{older}, d.Versions...)}
}

func randomField(t *rapid.T, e Editor, c *Claim) (Step, error) {
	part := func() Part { return Part{Text: rapid.SampledFrom(someNames).Draw(t, "part")} }
	switch field := rapid.SampledFrom([]string{FieldLemma, FieldThrough, FieldQuotation, FieldSaidWhen, FieldSaidWhere, FieldType, FieldStatus,
		FieldContactWhen, FieldContactAnswer, FieldSource}).Draw(t, "field"); field {
	case FieldSource:
		return e.SetClaim(c.ID, field, part())
	case FieldThrough:
		return e.SetClaim(c.ID, field, rapid.SampledFrom([]List[*Reporter]{nil, {{Source: part(), Cue: part()}}, {{Source: part()}, {Source: part()}}}).Draw(t, "through"))
	case FieldQuotation:
		return e.SetClaim(c.ID, field, rapid.SampledFrom(append(Quotations(), "")).Draw(t, "quotation"))
	case FieldSaidWhen, FieldContactWhen:
		return e.SetClaim(c.ID, field, rapid.SampledFrom(someDates).Draw(t, "when"))
	case FieldType:
		return e.SetClaim(c.ID, field, rapid.SampledFrom(append(ClaimTypes(), "")).Draw(t, "type"))
	case FieldStatus:
		return e.SetClaim(c.ID, field, rapid.SampledFrom(Statuses()).Draw(t, "status").String())
	default:
		return e.SetClaim(c.ID, field, rapid.String().Draw(t, "value"))
	}
}

// worked is a story with two claims set against each other, and an editor who is Ada.
func worked(t testing.TB) (s *story, said, denied ID) {
	t.Helper()
	s = newStory()
	s.editor.Creator = "Ada"
	said, denied = s.highlight(t, "Beijing insisted"), s.highlight(t, "Japan denied this.")
	s.set(t, said, FieldSource, Part{Text: "Beijing"})
	s.set(t, denied, FieldSource, Part{Text: "Japan"})
	s.oppose(t, denied, said)
	return s, said, denied
}

// workUp gives a claim evidence, a verdict and a review, its source a profile, and the
// dossier a scale.
func (s *story) workUp(t testing.TB, id ID) {
	t.Helper()
	s.editor.Creator = "Ada"
	step, _ := s.editor.AddEvidence(id, Supports, "https://example.org")
	s.do(t, step)
	s.do(t, must(s.editor.SetVerdict(s.d.Claim(id), SupportScale, "disputed")))
	s.do(t, must(s.editor.Review(id, Accepted, "")))
	s.do(t, must(s.editor.SetSource(s.editor.NewProfile("Beijing"), FieldType, Organisation)))
	s.do(t, must(s.editor.SetScales(List[*Scale]{s.editor.NewScale("Own", []string{"Good", "Bad"})})))
}

// made applies a step that an editor could make.
func (s *story) made(t testing.TB, step Step, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, step)
}

func TestAStanceIsProposedUntilOneIsChosen(t *testing.T) {
	s, id, _ := worked(t)
	cue := func(text string, proposed Stance, want Stance, origin StanceOrigin) {
		t.Helper()
		step, err := s.editor.SetCue(s.d.Claim(id), Part{Text: text}, proposed)
		s.made(t, step, err)
		if c := s.d.Claim(id); c.Stance != want || c.StanceOrigin != origin || c.Attribution.Cue.Text != text {
			t.Errorf("%s: stance %q, origin %q, want %q, %q", text, c.Stance, c.StanceOrigin, want, origin)
		}
	}
	cue("insisted", Assert, Assert, StanceProposed)
	cue("denied", Deny, Deny, StanceProposed)
	cue("frowned", "", "", "")
	cue("denied", Deny, Deny, StanceProposed)
	s.set(t, id, FieldStance, Concede)
	if c := s.d.Claim(id); c.StanceOrigin != "" {
		t.Errorf("a stance that was chosen has the origin %q", c.StanceOrigin)
	}
	cue("insisted", Assert, Concede, "")
	cue("frowned", "", Concede, "")
}

func TestAStatementKnowsWhoWordedIt(t *testing.T) {
	s, id, _ := worked(t)
	write := func(who, statement, by string) {
		t.Helper()
		s.editor.Creator = who
		step, err := s.editor.SetStatement(s.d.Claim(id), statement)
		s.made(t, step, err)
		if c := s.d.Claim(id); c.Statement != statement || c.StatementBy != by {
			t.Errorf("%q is by %q, want %q", c.Statement, c.StatementBy, by)
		}
	}
	write("Ada", "The staff agreed.", "Ada")
	write("Ben", "The staff agreed.", "Ada")
	write("Ben", "The staff did agree.", "Ben")
	write("Ben", "", "")
}

func TestRenamingASourceRenamesItEverywhereInOneStep(t *testing.T) {
	s, said, denied := worked(t)
	s.set(t, denied, FieldThrough, List[*Reporter]{{Source: Part{Text: "beijing"}, Cue: Part{Text: "reported"}}})
	profile := s.editor.NewProfile("BEIJING")
	step, err := s.editor.SetSource(profile, FieldRole, "capital")
	s.made(t, step, err)
	before := s.d
	step, err = s.editor.RenameSource(s.d, " beijing", "China’s  government")
	s.made(t, step, err)
	const name = "China’s government"
	if a, b := s.d.Claim(said).Attribution.Source.Text, s.d.Claim(denied).Attribution.Through[0].Source.Text; a != name || b != name {
		t.Errorf("the claims name %q and %q", a, b)
	}
	if p := s.d.Profile(name); p == nil || p.ID != profile.ID || p.Role != "capital" || s.d.Profile("Beijing") != nil {
		t.Errorf("the profiles are %+v", s.d.Profiles)
	}
	inverse, err := step.Invert(before)
	s.made(t, inverse, err)
	if !reflect.DeepEqual(s.d, before) {
		t.Error("undoing it gives another dossier")
	}
}

func TestRenamingToAKnownNameMerges(t *testing.T) {
	s, said, denied := worked(t)
	give := func(name, field string, value any) ID {
		t.Helper()
		p := s.d.Profile(name)
		if p == nil {
			p = s.editor.NewProfile(name)
		}
		step, err := s.editor.SetSource(p, field, value)
		s.made(t, step, err)
		return p.ID
	}
	give("Japan", FieldRole, "island")
	give("Japan", FieldSameAs, "https://www.wikidata.org/wiki/Q17")
	other := give("Beijing", FieldRole, "capital")
	before := s.d
	step, err := s.editor.RenameSource(s.d, "Japan", "BEIJING")
	s.made(t, step, err)
	if step.Label != "merge sources" {
		t.Errorf("it is called %q", step.Label)
	}
	for _, id := range []ID{said, denied} {
		if got := s.d.Claim(id).Attribution.Source.Text; got != "Beijing" {
			t.Errorf("a claim names %q", got)
		}
	}
	if p := s.d.Profile("Beijing"); len(s.d.Profiles) != 1 || p.ID != other || p.Role != "capital" || p.SameAs == "" {
		t.Errorf("the profiles are %+v", s.d.Profiles)
	}
	inverse, err := step.Invert(before)
	s.made(t, inverse, err)
	if !reflect.DeepEqual(s.d, before) {
		t.Error("undoing it gives another dossier")
	}
}

func TestASourceIsNotRenamedToNothing(t *testing.T) {
	s, _, _ := worked(t)
	refuse := func(from, to string, want error) {
		t.Helper()
		if _, err := s.editor.RenameSource(s.d, from, to); !errors.Is(err, want) {
			t.Errorf("%q to %q: got %v, want %v", from, to, err, want)
		}
	}
	refuse("Beijing", " ", ErrNoName)
	refuse("Beijing", "Beijing", ErrSameName)
	refuse("Seoul", "Pyongyang", ErrNoSource)
}

func TestTheLogGrowsAndUndoTakesOneEntryOut(t *testing.T) {
	s, id, _ := worked(t)
	h := NewHistory(s.d)
	review := func(decision Decision, text string) {
		t.Helper()
		step, err := s.editor.Review(id, decision, text)
		if err == nil {
			err = h.Do(step)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	review(Accepted, "")
	edited := h.Dossier().Claim(id).Modified
	review(Comment, "Ask again.")
	c := h.Dossier().Claim(id)
	if len(c.Reviews) != 2 || c.Reviews[0].By != "Ada" || c.Decision() != c.Reviews[0] || c.Modified != edited {
		t.Errorf("got %+v", c)
	}
	if _, err := h.Undo(); err != nil {
		t.Fatal(err)
	}
	if after := h.Dossier().Claim(id).Reviews; len(after) != 1 || after[0] != c.Reviews[0] {
		t.Errorf("after undo the log is %v", after)
	}
	step, err := s.editor.SetClaim(id, FieldNote, "x")
	if err == nil {
		err = h.Do(step)
	}
	if err != nil || c.ChangedSinceReview() || !h.Dossier().Claim(id).ChangedSinceReview() {
		t.Errorf("an edit after the review is not told (%v)", err)
	}
}

func TestAReviewNeedsANameAndACommentWords(t *testing.T) {
	s, id, _ := worked(t)
	if _, err := s.editor.Review(id, Comment, " "); !errors.Is(err, ErrNoComment) {
		t.Errorf("got %v", err)
	}
	s.editor.Creator = " "
	if _, err := s.editor.Review(id, Accepted, ""); !errors.Is(err, ErrNoReviewer) {
		t.Errorf("got %v", err)
	}
}

func TestAnEditOfSeveralClaimsIsOneStep(t *testing.T) {
	s, said, denied := worked(t)
	before := s.d
	step, err := s.editor.SetStatusOf(s.d, []ID{said, denied}, NeedsReview)
	s.made(t, step, err)
	if s.d.Claim(said).Status != NeedsReview || s.d.Claim(denied).Status != NeedsReview {
		t.Error("a status is another one")
	}
	if _, err := s.editor.SetStatusOf(s.d, []ID{said}, NeedsReview); !errors.Is(err, ErrAlready) {
		t.Errorf("got %v", err)
	}
	inverse, err := step.Invert(before)
	s.made(t, inverse, err)
	if !reflect.DeepEqual(s.d, before) {
		t.Error("undoing it gives another dossier")
	}
	step, err = s.editor.RemoveAll(s.d, []ID{said, denied})
	s.made(t, step, err)
	if len(s.d.Claims) != 0 || len(s.d.Oppositions) != 0 {
		t.Error("something is left")
	}
}

func TestProgressCounts(t *testing.T) {
	s, said, denied := worked(t)
	alone := s.highlight(t, "said so twice")
	step, err := s.editor.SetVerdict(s.d.Claim(said), TruthScale, "half-true")
	s.made(t, step, err)
	step, err = s.editor.Review(denied, Disputed, "No source.")
	s.made(t, step, err)
	s.set(t, alone, FieldStatus, Reviewed)
	if got, want := s.d.Progress(), (Progress{Claims: 3, Opposed: 2, Checked: 1, Reviewed: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestARatingHasItsPlaceOnTheScale(t *testing.T) {
	s, id, _ := worked(t)
	own := s.editor.NewScale("Colours", []string{"Green", "かなり", "green", "!"})
	step, err := s.editor.SetScales(List[*Scale]{own})
	s.made(t, step, err)
	expect := func(scale ID, rating, label string, rank, worst, best int) {
		t.Helper()
		step, err := s.editor.SetVerdict(s.d.Claim(id), scale, rating)
		s.made(t, step, err)
		on, r := s.d.RatingOf(s.d.Claim(id).Verdict)
		if on == nil || r.Label != label || r.Rank != rank {
			t.Fatalf("%s: got %+v", rating, r)
		}
		if low, high := on.Range(); low != worst || high != best {
			t.Errorf("%s goes from %d to %d", scale, low, high)
		}
	}
	expect(TruthScale, "true", "True", 5, 1, 5)
	expect(TruthScale, "false", "False", 1, 1, 5)
	expect(SupportScale, "refuted", "Refuted", 1, 1, 3)
	expect(SupportScale, "unproven", "Unproven", 0, 1, 3)
	expect(own.ID, "green", "Green", 4, 1, 4)
	expect(own.ID, "green-2", "green", 2, 1, 4)
	expect(own.ID, "かなり", "かなり", 3, 1, 4)
	if _, err := must(s.editor.SetScales(nil)).Apply(s.d); err == nil || !strings.Contains(err.Error(), "would be gone") {
		t.Errorf("a scale in use was removed: %v", err)
	}
}

// must is for steps that can always be made.
func must(step Step, err error) Step {
	if err != nil {
		panic(err)
	}
	return step
}

func TestWhatMayNotStandInAClaimIsRefused(t *testing.T) {
	s, id, _ := worked(t)
	step, item := s.editor.AddEvidence(id, Supports, "https://example.org")
	s.do(t, step)
	log := must(s.editor.Review(id, Accepted, ""))
	s.do(t, log)
	e, d := s.editor, s.d
	opposition := d.Oppositions[0]
	withURL := func(url string) Step { step, _ := e.AddEvidence(id, Supports, url); return step }
	for _, c := range []struct {
		want string
		step Step
	}{
		{"no rating", must(e.SetVerdict(d.Claim(id), TruthScale, "rather"))},
		{"no scale", must(e.SetVerdict(d.Claim(id), "taste", "true"))},
		{"begins with http", withURL("javascript:alert(1)")},
		{"begins with http", withURL("ftp://example.org")},
		{"begins with http", withURL("https:nowhere")},
		{"begins with http", withURL("https://example.org/a b")},
		{"begins with http", must(e.SetEvidence(id, item, FieldURL, "JavaScript:alert(1)"))},
		{"begins with http", must(e.SetEvidence(id, item, FieldArchived, "data:text/html,x"))},
		{"not a date", must(e.SetEvidence(id, item, FieldDate, "yesterday"))},
		{"does to a claim", must(e.SetEvidence(id, item, FieldRelation, "likes"))},
		{"no such evidence", must(e.SetEvidence(id, id, FieldNote, "x"))},
		{"no such evidence", e.RemoveEvidence(id, id)},
		{"no field", must(e.SetEvidence(id, item, "colour", "x"))},
		{"there already", log},
		{"decision", must(e.Review(id, "shrugged", ""))},
		{"type of claim", must(e.SetClaim(id, FieldType, "opinion"))},
		{"status of a claim", must(e.SetClaim(id, FieldStatus, "resolved"))},
		{"type of quotation", must(e.SetClaim(id, FieldQuotation, "loose"))},
		{"not a date", must(e.SetClaim(id, FieldSaidWhen, "2026-13"))},
		{"not a date", must(e.SetClaim(id, FieldContactWhen, "4 March"))},
		{"origin of a stance", must(e.SetClaim(id, FieldStanceOrigin, "guessed"))},
		{"status of an opposition", must(e.SetOpposition(opposition.ID, FieldStatus, "reviewed"))},
		{"outcome", must(e.Resolve(opposition, "draw", ""))},
		{"type of source", must(e.SetSource(e.NewProfile("Beijing"), FieldType, "robot"))},
		{"begins with http", must(e.SetSource(e.NewProfile("Beijing"), FieldSameAs, "Q956"))},
		{"fewer than two", must(e.SetScales(List[*Scale]{e.NewScale("One", []string{"Only"})}))},
		{"no field", Step{Ops: []Op{{Verb: SetClaim, Target: id, Field: "reviews", Value: json.RawMessage("[]")}}}},
	} {
		if _, err := c.step.Apply(d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
	if _, err := e.ExplainVerdict(d.Claim(id), "because"); !errors.Is(err, ErrNoVerdict) {
		t.Errorf("a verdict that was not given was explained: %v", err)
	}
	if _, err := e.SetSource(e.NewProfile("Beijing"), FieldName, "x"); err == nil {
		t.Error("a source was renamed without its claims")
	}
}

func BenchmarkSeveral(b *testing.B) {
	s := newStory()
	a := s.anchor(b, "Japan denied this.")
	var ids []ID
	for range 10_000 {
		step, id := s.editor.Highlight(a)
		s.do(b, step)
		ids = append(ids, id)
	}
	for b.Loop() {
		if err := NewHistory(s.d).Do(must(s.editor.SetStatusOf(s.d, ids[:1000], Reviewed))); err != nil {
			b.Fatal(err)
		}
	}
}
