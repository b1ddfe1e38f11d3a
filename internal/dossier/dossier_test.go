package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// story is a dossier on a small article, with a clock and ids that count up.
type story struct {
	d      *Dossier
	layout *article.Layout
	editor Editor
}

func newStory() *story {
	a := article.Article{
		Metadata: article.Metadata{Title: "Row"},
		Blocks: []article.Block{
			{Kind: article.KindHeading, Level: 1, Role: article.RoleHeadline, Text: "Row over a visit 🙂"},
			{Kind: article.KindParagraph, Text: "Beijing insisted that staff had given permission. Japan denied this."},
			{Kind: article.KindParagraph, Text: "日本は否定した。 The spokesman said so twice."},
		},
	}
	n := 0
	s := &story{layout: article.NewLayout(a)}
	s.editor = Editor{
		Now: func() time.Time { n++; return time.Date(2026, 1, 2, 3, 4, n, 0, time.UTC) },
		NewID: func() ID {
			n++
			return ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n))
		},
	}
	s.d = New(s.editor.NewID(), s.editor.NewID(), a, s.editor.now())
	return s
}

func (s *story) anchor(t testing.TB, words string) anchor.Anchor {
	t.Helper()
	canonical := s.layout.Index().String()
	at := strings.Index(canonical, words)
	if at < 0 {
		t.Fatalf("%q is not in the story", words)
	}
	start := s.layout.Index().CodePointOf(text.Byte(at))
	end := s.layout.Index().CodePointOf(text.Byte(at + len(words)))
	a, err := anchor.Describe(s.layout.Index(), s.layout.Digest(), text.Span{Start: start, End: end})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// do applies a step to the story.
func (s *story) do(t testing.TB, step Step) {
	t.Helper()
	next, err := step.Apply(s.d)
	if err != nil {
		t.Fatal(err)
	}
	s.d = next
}

func (s *story) highlight(t testing.TB, words string) ID {
	t.Helper()
	step, id := s.editor.Highlight(s.anchor(t, words))
	s.do(t, step)
	return id
}

func (s *story) oppose(t testing.TB, from, to ID) ID {
	t.Helper()
	step, id, err := s.editor.SetAgainst(s.d, from, to)
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, step)
	return id
}

func (s *story) set(t testing.TB, claim ID, field string, value any) {
	t.Helper()
	step, err := s.editor.SetClaim(claim, field, value)
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, step)
}

func TestClaimsStandInTheOrderOfTheArticle(t *testing.T) {
	s := newStory()
	late := s.highlight(t, "said so twice")
	inner := s.highlight(t, "Beijing insisted")
	outer := s.highlight(t, "Beijing insisted that staff had given permission.")
	var got []ID
	for _, c := range s.d.Claims {
		got = append(got, c.ID)
	}
	if want := []ID{outer, inner, late}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestADenialDeniesAndAnythingElseContradicts(t *testing.T) {
	expect := func(stance Stance, want Kind) {
		t.Helper()
		s := newStory()
		from, to := s.highlight(t, "Japan denied this."), s.highlight(t, "Beijing insisted")
		s.set(t, from, FieldStance, stance)
		if o := s.d.Opposition(s.oppose(t, from, to)); o.Kind != want || o.From != from || o.To != to || o.Origin != Human {
			t.Errorf("%s: got %+v, want %s", stance, o, want)
		}
	}
	expect(Deny, Denies)
	expect(Assert, Contradicts)
	expect("", Contradicts)
}

func TestAPairIsNotLinkedTwiceTheSameWay(t *testing.T) {
	s := newStory()
	a, b := s.highlight(t, "Beijing insisted"), s.highlight(t, "Japan denied this.")
	refuse := func(from, to ID, want error) {
		t.Helper()
		if _, _, err := s.editor.SetAgainst(s.d, from, to); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	refuse(a, a, ErrSameClaim)
	s.oppose(t, a, b)
	refuse(a, b, ErrLinked)
	refuse(b, a, ErrLinked) // to contradict has no direction
	s.set(t, b, FieldStance, Deny)
	s.oppose(t, b, a)
	refuse(b, a, ErrLinked)
	s.set(t, a, FieldStance, Deny)
	s.oppose(t, a, b) // each can deny the other
}

func TestRemovingAClaimTakesItsOppositionsAndUndoBringsThemBack(t *testing.T) {
	s := newStory()
	a, b, c := s.highlight(t, "Beijing insisted"), s.highlight(t, "Japan denied this."), s.highlight(t, "said so twice")
	s.oppose(t, a, b)
	kept := s.oppose(t, c, b)
	h := NewHistory(s.d)
	if err := h.Do(s.editor.Remove(s.d, a)); err != nil {
		t.Fatal(err)
	}
	if d := h.Dossier(); len(d.Claims) != 2 || len(d.Oppositions) != 1 || d.Oppositions[0].ID != kept {
		t.Errorf("left with %d claims and %v", len(d.Claims), d.Oppositions)
	}
	if _, err := h.Undo(); err != nil || !reflect.DeepEqual(h.Dossier(), s.d) {
		t.Errorf("undo gave another dossier (%v)", err)
	}
}

func TestAStepThatCannotBeDoneChangesNothing(t *testing.T) {
	s := newStory()
	a, b := s.highlight(t, "Beijing insisted"), s.highlight(t, "Japan denied this.")
	s.oppose(t, a, b)
	claim := *s.d.Claim(a)
	refuse := func(want string, ops ...Op) {
		t.Helper()
		before := *s.d
		_, err := Step{Label: "try", Ops: ops}.Apply(s.d)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if !reflect.DeepEqual(before, *s.d) {
			t.Errorf("%q changed the dossier", want)
		}
	}
	other := ID("urn:uuid:11111111-1111-4111-8111-111111111111")
	refuse("is there already", Op{Verb: AddClaim, Claim: &claim})
	refuse("no such claim", Op{Verb: RemoveClaim, Target: other})
	refuse("still has oppositions", Op{Verb: RemoveClaim, Target: a})
	refuse("no field", Op{Verb: SetClaim, Target: a, Field: "colour", Value: json.RawMessage(`"red"`)})
	refuse("not a stance", Op{Verb: SetClaim, Target: a, Field: FieldStance, Value: json.RawMessage(`"shout"`)})
	refuse("cannot unmarshal", Op{Verb: SetClaim, Target: a, Field: FieldNote, Value: json.RawMessage(`7`)})
	refuse("not a kind", Op{Verb: SetOpposition, Target: s.d.Oppositions[0].ID, Field: FieldKind, Value: json.RawMessage(`"likes"`)})
	refuse("against itself", Op{Verb: AddOpposition, Opposition: &Opposition{ID: other, From: a, To: a}})
	refuse("no such claim", Op{Verb: AddOpposition, Opposition: &Opposition{ID: other, From: a, To: other}})
	refuse("not an operation", Op{Verb: "explode"})
	refuse("no such claim", Op{Verb: ReplaceClaim, Claim: &Claim{ID: other}})
	refuse("no such claim", Op{Verb: ReplaceClaim})
	refuse("not a stance", Op{Verb: ReplaceClaim, Claim: &Claim{ID: a, Stance: "shout"}})
	refuse("join other claims", Op{Verb: ReplaceOpposition, Opposition: &Opposition{ID: s.d.Oppositions[0].ID, From: a, To: other}})
	refuse("time of its making", Op{Verb: ReplaceOpposition, Opposition: &Opposition{ID: s.d.Oppositions[0].ID, From: a, To: b}})
	refuse("no such source", Op{Verb: ReplaceSource, Source: &Profile{ID: other}})
	versions := func(list ...Version) Op {
		data, err := openjson.Encode(list)
		if err != nil {
			t.Fatal(err)
		}
		return Op{Verb: SetDossier, Field: FieldVersions, Value: data}
	}
	elsewhere := Version{Article: s.d.Article, Replaced: s.d.Created}
	elsewhere.Article.ID = string(other)
	refuse("another article", versions(elsewhere))
	refuse("missing", versions(Version{Article: s.d.Article}))
	refuse("older than the one before", versions(Version{Article: s.d.Article, Replaced: s.d.Modified}, Version{Article: s.d.Article, Replaced: s.d.Created}))
	older := Version{Article: s.d.Article, Replaced: s.d.Created}
	older.Article.Blocks = older.Article.Blocks[:1]
	stands := claim
	stands.Marked = &anchor.Anchor{Text: article.NewLayout(older.Article).Digest()}
	refuse("would be gone", versions(older), Op{Verb: ReplaceClaim, Claim: &stands}, versions())
	refuse("operation 1", Op{Verb: SetClaim, Target: a, Field: FieldNote, Value: json.RawMessage(`"x"`)}, Op{Verb: RemoveOpposition, Target: other})
}

func TestValidateNamesTheFirstFault(t *testing.T) {
	expect := func(path, want string, spoil func(d *Dossier)) {
		t.Helper()
		s := newStory()
		a, b := s.highlight(t, "Beijing insisted"), s.highlight(t, "Japan denied this.")
		s.oppose(t, b, a)
		s.workUp(t, a)
		// A deep copy, since claims are shared between dossiers.
		for i, c := range s.d.Claims {
			copied := *c
			s.d.Claims[i] = &copied
		}
		spoil(s.d)
		err := s.d.Validate()
		if path == "" {
			if err != nil {
				t.Errorf("got %v, want nil", err)
			}
			return
		}
		var fault *openjson.PathError
		if !errors.As(err, &fault) || fault.Path != path || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s: …%s…", err, path, want)
		}
	}
	expect("", "", func(*Dossier) {})
	expect("id", "not a UUID", func(d *Dossier) { d.ID = "7" })
	expect("modified", "missing", func(d *Dossier) { d.Modified = time.Time{} })
	expect("claims[1].id", "id of claims[0].id already", func(d *Dossier) { d.Claims[1].ID = d.Claims[0].ID })
	expect("claims[0].anchor", "quotes", func(d *Dossier) { d.Claims[0].Anchor.Exact = "Beijing denied" })
	expect("claims[0].anchor", "not inside the text", func(d *Dossier) { d.Claims[0].Anchor.End = 4000 })
	expect("claims[0].attribution.cue.anchor", "names a text", func(d *Dossier) {
		elsewhere := d.Claims[0].Anchor
		elsewhere.Text = "other"
		d.Claims[0].Attribution.Cue.Anchor = &elsewhere
	})
	expect("claims[1].stance", "not a stance", func(d *Dossier) { d.Claims[1].Stance = "shout" })
	expect("claims[1].provenance.settled", "not a way", func(d *Dossier) { d.Claims[1].Provenance.Settled = "somehow" })
	expect("claims[1].provenance.settled", "missing", func(d *Dossier) { d.Claims[1].Provenance.By = "Ada" })
	expect("oppositions[0].provenance.taken", "not what can be taken", func(d *Dossier) { d.Oppositions[0].Provenance = Provenance{Settled: Adjudicated, Taken: "c"} })
	expect("oppositions[0].to", "no claim", func(d *Dossier) { d.Oppositions[0].To = d.ID })
	expect("oppositions[0]", "against itself", func(d *Dossier) { d.Oppositions[0].To = d.Oppositions[0].From })
	expect("oppositions[0].kind", "not a kind", func(d *Dossier) { d.Oppositions[0].Kind = "likes" })
	expect("oppositions[0].origin", "not an origin", func(d *Dossier) { d.Oppositions[0].Origin = "oracle" })
	expect("claims[0].attribution.through[0].source.anchor", "names a text", func(d *Dossier) {
		elsewhere := d.Claims[0].Anchor
		elsewhere.Text = "other"
		d.Claims[0].Attribution.Through = List[*Reporter]{{Source: Part{Anchor: &elsewhere}}}
	})
	expect("claims[0].attribution.quotation", "not a type of quotation", func(d *Dossier) { d.Claims[0].Attribution.Quotation = "loose" })
	expect("claims[0].attribution.said.when", "not a date", func(d *Dossier) { d.Claims[0].Attribution.Said.When = "once" })
	expect("claims[0].stanceOrigin", "not an origin", func(d *Dossier) { d.Claims[0].StanceOrigin = "guessed" })
	expect("claims[0].type", "not a type", func(d *Dossier) { d.Claims[0].Type = "opinion" })
	expect("claims[0].status", "not a status", func(d *Dossier) { d.Claims[0].Status = Resolved })
	expect("claims[0].contact.when", "not a date", func(d *Dossier) { d.Claims[0].Contact.When = "today" })
	expect("claims[0].verdict.scale", "missing", func(d *Dossier) { d.Claims[0].Verdict = Verdict{Explanation: "so"} })
	expect("claims[0].verdict.scale", "no scale", func(d *Dossier) { d.Claims[0].Verdict.Scale = "taste" })
	expect("claims[0].verdict.rating", "no rating", func(d *Dossier) { d.Claims[0].Verdict.Rating = "rather" })
	expect("claims[0].verdict.at", "missing", func(d *Dossier) { d.Claims[0].Verdict.At = time.Time{} })
	expect("claims[0].evidence[0].url", "begins with http", func(d *Dossier) { d.Claims[0].Evidence[0].URL = "javascript:alert(1)" })
	expect("claims[0].evidence[0].relation", "does to a claim", func(d *Dossier) { d.Claims[0].Evidence[0].Relation = "" })
	expect("claims[0].evidence[0].created", "missing", func(d *Dossier) { d.Claims[0].Evidence[0].Created = time.Time{} })
	expect("claims[0].evidence[1].id", "id of claims[0].evidence[0].id already", func(d *Dossier) {
		d.Claims[0].Evidence = append(d.Claims[0].Evidence, d.Claims[0].Evidence[0])
	})
	expect("claims[0].reviews[1].id", "id of claims[0].reviews[0].id already", func(d *Dossier) {
		d.Claims[0].Reviews = append(d.Claims[0].Reviews, d.Claims[0].Reviews[0])
	})
	expect("claims[0].reviews[0].by", "missing", func(d *Dossier) { d.Claims[0].Reviews[0].By = " " })
	expect("claims[0].reviews[0].decision", "not a decision", func(d *Dossier) { d.Claims[0].Reviews[0].Decision = "" })
	expect("oppositions[0].status", "not a status", func(d *Dossier) { d.Oppositions[0].Status = Reviewed })
	expect("oppositions[0].resolution.outcome", "not an outcome", func(d *Dossier) { d.Oppositions[0].Resolution.Outcome = "draw" })
	expect("oppositions[0].resolution.outcome", "missing", func(d *Dossier) { d.Oppositions[0].Resolution.Explanation = "so" })
	expect("oppositions[0].reviews[0].at", "missing", func(d *Dossier) {
		d.Oppositions[0].Reviews = List[*Review]{{ID: NewID(), By: "Ada", Decision: Accepted}}
	})
	expect("sources[0].name", "missing", func(d *Dossier) { d.Profiles[0].Name = "" })
	expect("sources[0].sameAs", "begins with http", func(d *Dossier) { d.Profiles[0].SameAs = "Q956" })
	expect("sources[1].name", "name of sources[0] already", func(d *Dossier) {
		other := *d.Profiles[0]
		other.ID, other.Name = NewID(), " beijing"
		d.Profiles = append(d.Profiles, &other)
	})
	expect("scales[0].id", "not a UUID", func(d *Dossier) { d.Scales[0].ID = TruthScale })
	expect("scales[0].ratings[1].value", "twice", func(d *Dossier) { d.Scales[0].Ratings[1].Value = d.Scales[0].Ratings[0].Value })
	expect("scales[0].ratings[1].rank", "less than 0", func(d *Dossier) { d.Scales[0].Ratings[1].Rank = -1 })
}

func TestSourcesAreOneWhateverTheCaseAndKeepTheirColour(t *testing.T) {
	s := newStory()
	low := s.highlight(t, "said so twice")
	high := s.highlight(t, "Beijing insisted")
	also := s.highlight(t, "Japan denied this.")
	s.set(t, low, FieldSource, Part{Text: "The  spokesman"})
	s.set(t, high, FieldSource, Part{Text: "Beijing"})
	s.set(t, also, FieldSource, Part{Text: "the spokesman "})
	var got []string
	for _, source := range s.d.Sources() {
		got = append(got, fmt.Sprintf("%s %d ×%d", source.Name, source.Colour, len(source.Claims)))
	}
	if want := []string{"Beijing 1 ×1", "the spokesman 0 ×2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTagsAreWordsBetweenCommas(t *testing.T) {
	expect := func(typed string, want ...string) {
		t.Helper()
		if got := Tags(typed); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	expect("")
	expect(" , ,")
	expect("visit, asylum  seekers ,visit", "visit", "asylum seekers")
}

// randomStep draws an edit that applies to the dossier, or none.
func randomStep(t *rapid.T, s *story, d *Dossier) (Step, bool) {
	claim := func() ID { return rapid.SampledFrom(d.Claims).Draw(t, "claim").ID }
	switch rapid.IntRange(0, 12).Draw(t, "edit") {
	case 0, 1:
		length := int(s.layout.Index().Len())
		start := rapid.IntRange(0, length-1).Draw(t, "start")
		end := rapid.IntRange(start+1, length).Draw(t, "end")
		a, err := anchor.Describe(s.layout.Index(), s.layout.Digest(), text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)})
		if err != nil {
			t.Fatal(err)
		}
		step, _ := s.editor.Highlight(a)
		return step, true
	case 2:
		if len(d.Claims) == 0 {
			return Step{}, false
		}
		return s.editor.Remove(d, claim()), true
	case 3:
		if len(d.Claims) == 0 {
			return Step{}, false
		}
		field := rapid.SampledFrom([]string{FieldNote, FieldStatement, FieldTags, FieldSource, FieldStance, FieldAnchor}).Draw(t, "field")
		var value any = rapid.String().Draw(t, "value")
		switch field {
		case FieldTags:
			value = Tags(value.(string))
		case FieldSource:
			value = Part{Text: value.(string)}
		case FieldStance:
			value = rapid.SampledFrom(Stances()).Draw(t, "stance")
		case FieldAnchor:
			value = rapid.SampledFrom(d.Claims).Draw(t, "other").Anchor
		}
		step, err := s.editor.SetClaim(claim(), field, value)
		if err != nil {
			t.Fatal(err)
		}
		return step, true
	case 4:
		if len(d.Claims) < 2 {
			return Step{}, false
		}
		step, _, err := s.editor.SetAgainst(d, claim(), claim())
		return step, err == nil
	case 5:
		if len(d.Oppositions) == 0 {
			return Step{}, false
		}
		o := rapid.SampledFrom(d.Oppositions).Draw(t, "opposition").ID
		if rapid.Bool().Draw(t, "remove") {
			return s.editor.RemoveOpposition(o), true
		}
		step, err := s.editor.SetOpposition(o, FieldKind, rapid.SampledFrom(Kinds()).Draw(t, "kind"))
		return step, err == nil
	case 6:
		step, err := s.editor.Rename(rapid.String().Draw(t, "name"))
		return step, err == nil
	default:
		return randomWork(t, s.editor, d)
	}
}

// journalled sends a step through the journal's form and back.
func journalled(t *rapid.T, step Step) Step {
	data, err := EncodeStep(step)
	if err != nil {
		t.Fatal(err)
	}
	writing := step.Write()
	for more := true; more; {
		if more, err = writing.Work(1); err != nil {
			t.Fatal(err)
		}
	}
	if pieces, err := EncodeStep(writing.Step()); err != nil || !bytes.Equal(pieces, data) {
		t.Fatalf("written in pieces it is %s (%v), not %s", pieces, err, data)
	}
	back, err := DecodeStep(data)
	if err != nil {
		t.Fatalf("reading %s: %v", data, err)
	}
	return back
}

func TestAnyHistoryCanBeUndoneRedoneAndReplayed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStory()
		start := s.d
		h := NewHistory(start)
		var journal []Step
		for range rapid.IntRange(0, 25).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "move") {
			case 0, 1:
				start := rapid.SampledFrom([]func() (*Move, error){h.StartUndo, h.StartRedo}).Draw(t, "way")
				m, err := start()
				if errors.Is(err, ErrNothing) {
					continue
				}
				for range rapid.IntRange(0, 3).Draw(t, "pieces before the rest") {
					if _, err := m.Work(1); err != nil {
						t.Fatal(err)
					}
				}
				step, err := h.Finish(m)
				if err != nil {
					t.Fatal(err)
				}
				journal = append(journal, step)
			default:
				step, ok := randomStep(t, s, h.Dossier())
				if !ok {
					continue
				}
				attempt := step.Attempt(h.Dossier())
				if _, err := attempt.Work(rapid.IntRange(0, 3).Draw(t, "operations before the rest")); err != nil {
					t.Fatal(err)
				}
				if err := h.Take(attempt); err != nil {
					t.Fatal(err)
				}
				journal = append(journal, step)
			}
			if err := h.Dossier().Validate(); err != nil {
				t.Fatal(err)
			}
		}

		replayed := start
		for _, step := range journal {
			next, err := journalled(t, step).Apply(replayed)
			if err != nil {
				t.Fatal(err)
			}
			replayed = next
		}
		mustEqual(t, "replaying the journal", replayed, h.Dossier())

		for h.CanRedo() {
			if _, err := h.Redo(); err != nil {
				t.Fatal(err)
			}
		}
		end := h.Dossier()
		for h.CanUndo() {
			if _, err := h.Undo(); err != nil {
				t.Fatal(err)
			}
		}
		mustEqual(t, "undoing all", h.Dossier(), start)
		for h.CanRedo() {
			if _, err := h.Redo(); err != nil {
				t.Fatal(err)
			}
		}
		mustEqual(t, "redoing all", h.Dossier(), end)
	})
}

func TestAnyStepInvertsExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStory()
		d := s.d
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			step, ok := randomStep(t, s, d)
			if !ok {
				continue
			}
			next, err := step.Apply(d)
			if err != nil {
				t.Fatal(err)
			}
			inverse, err := step.Invert(d)
			if err != nil {
				t.Fatal(err)
			}
			back, err := journalled(t, inverse).Apply(next)
			if err != nil {
				t.Fatal(err)
			}
			mustEqual(t, step.Label, back, d)
			d = next
		}
	})
}

func TestAnOpenStepIsOneStepHoweverOftenAmended(t *testing.T) {
	s := newStory()
	id := s.highlight(t, "Beijing insisted")
	h := NewHistory(s.d)
	write := func(note string) Step {
		t.Helper()
		step, err := s.editor.SetClaim(id, FieldNote, note)
		if err != nil {
			t.Fatal(err)
		}
		return step
	}
	if err := h.Amend(write("too early")); err == nil {
		t.Error("a step that is not open was amended")
	}
	if err := h.Open(write("W")); err != nil {
		t.Fatal(err)
	}
	for _, note := range []string{"Wh", "Who", "Who at the consulate?"} {
		if err := h.Amend(write(note)); err != nil {
			t.Fatal(err)
		}
	}
	h.Close()
	if got := h.Dossier().Claim(id).Note; got != "Who at the consulate?" {
		t.Errorf("note is %q", got)
	}
	if _, err := h.Undo(); err != nil || h.CanUndo() || h.Dossier().Claim(id).Note != "" {
		t.Errorf("one undo did not take the whole note back (%v)", err)
	}
	if _, err := h.Redo(); err != nil || h.Dossier().Claim(id).Note != "Who at the consulate?" {
		t.Errorf("redo did not bring the whole note back (%v)", err)
	}
}

func TestNothingIsLeftToUndo(t *testing.T) {
	h := NewHistory(newStory().d)
	if _, err := h.Undo(); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
	if _, err := h.Redo(); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
}

func mustEqual(t *rapid.T, what string, got, want *Dossier) {
	t.Helper()
	// Slices that became empty and slices that never were are the same to all.
	normal := func(d *Dossier) Dossier {
		c := *d
		c.Claims, c.Oppositions = append([]*Claim{}, d.Claims...), append([]*Opposition{}, d.Oppositions...)
		return c
	}
	if !reflect.DeepEqual(normal(got), normal(want)) {
		a, _ := openjson.Encode(got.Claims)
		b, _ := openjson.Encode(want.Claims)
		t.Fatalf("%s: dossiers differ\n got %s %v %s\nwant %s %v %s", what, got.Name, got.Modified, a, want.Name, want.Modified, b)
	}
}

func TestAnAttemptIsTakenWhereItBegan(t *testing.T) {
	s := newStory()
	h := NewHistory(s.d)
	first, id := s.editor.Highlight(s.anchor(t, "Beijing insisted"))
	second, _ := s.editor.Highlight(s.anchor(t, "Japan denied this."))
	late := second.Attempt(h.Dossier())
	if err := h.Do(first); err != nil {
		t.Fatal(err)
	}
	if err := h.Take(late); err == nil || len(h.Dossier().Claims) != 1 {
		t.Errorf("it was taken (%v), and there are %d claims", err, len(h.Dossier().Claims))
	}
	two := Step{ID: "two", Ops: append(s.editor.Remove(h.Dossier(), id).Ops, Op{Verb: RemoveClaim, Target: id})}
	failing := two.Attempt(h.Dossier())
	if more, err := failing.Work(1); !more || err != nil {
		t.Errorf("after one of two operations there is more: %v (%v)", more, err)
	}
	if err := h.Take(failing); err == nil || h.Dossier().Claim(id) == nil || !h.CanUndo() {
		t.Errorf("what cannot be done was (%v)", err)
	}
}

func TestAMoveIsOfTheDossierThatItBeganAt(t *testing.T) {
	s := newStory()
	h := NewHistory(s.d)
	first, id := s.editor.Highlight(s.anchor(t, "Beijing insisted"))
	if err := h.Do(first); err != nil {
		t.Fatal(err)
	}
	m, err := h.StartUndo()
	if err != nil {
		t.Fatal(err)
	}
	if done, all := m.Progress(); done != 0 || all != 2 {
		t.Errorf("before it began, %d of %d are done", done, all)
	}
	if more, err := m.Work(1); more || err != nil {
		t.Errorf("of one operation there is more (%v)", err)
	}
	if done, all := m.Progress(); done != all {
		t.Errorf("at the end, %d of %d are done", done, all)
	}
	if h.Dossier().Claim(id) == nil {
		t.Error("what is not finished changes the dossier")
	}
	note, err := s.editor.SetClaim(id, FieldNote, "Who at the consulate?")
	if err != nil || h.Do(note) != nil {
		t.Fatal(err)
	}
	if _, err := h.Finish(m); err == nil || h.Dossier().Claim(id) == nil {
		t.Errorf("it takes back an edit that was made meanwhile (%v)", err)
	}

	// Another tab wrote another note: taking this one back would take that, too.
	theirs, _ := s.editor.SetClaim(id, FieldNote, "Which consulate?")
	now, err := theirs.Apply(h.Dossier())
	if err != nil {
		t.Fatal(err)
	}
	h.Follow(now)
	if m, err = h.StartUndo(); err != nil {
		t.Fatal(err)
	}
	if more, err := m.Work(1); more || err == nil {
		t.Error("it takes back what another tab has changed since")
	}
	if _, err := h.Finish(m); err == nil || h.Dossier().Claim(id).Note != "Which consulate?" {
		t.Errorf("it took back what another tab has changed since (%v)", err)
	}
	if m, err = h.StartUndo(); err != nil || m.Label() != first.Label {
		t.Errorf("the step that was overtaken is not given up (%v)", err)
	}
}

func FuzzDecodeStep(f *testing.F) {
	s := newStory()
	step, _ := s.editor.Highlight(s.anchor(f, "Beijing insisted"))
	data, err := EncodeStep(step)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(data))
	f.Add([]byte(`{"id":"x","at":"2026-01-02T03:04:05Z","ops":[{"op":"set-claim","target":"y","field":"note","value":"z"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		step, err := DecodeStep(data)
		if err != nil {
			return
		}
		next, err := step.Apply(s.d)
		if err != nil {
			return
		}
		inverse, err := step.Invert(s.d)
		if err != nil {
			t.Fatalf("%s applies but cannot be inverted: %v", data, err)
		}
		if _, err := inverse.Apply(next); err != nil {
			t.Fatalf("the inverse of %s does not apply: %v", data, err)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	for _, size := range []struct {
		name   string
		claims int
	}{{"50claims", 50}, {"1000claims", 1_000}, {"10000claims", 10_000}} {
		b.Run(size.name, func(b *testing.B) {
			s := newStory()
			a := s.anchor(b, "Japan denied this.")
			for range size.claims {
				step, _ := s.editor.Highlight(a)
				s.do(b, step)
			}
			for b.Loop() {
				step, _ := s.editor.Highlight(a)
				if _, err := step.Apply(s.d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestReportersAreThoseWhoSayNothingThemselves(t *testing.T) {
	part := func(name string) Part { return Part{Text: name} }
	through := func(names ...string) (list List[*Reporter]) {
		for _, name := range names {
			list = append(list, &Reporter{Source: part(name)})
		}
		return list
	}
	d := &Dossier{Claims: []*Claim{
		{ID: "one", Attribution: Attribution{Source: part("Seoul"), Through: through("Tass", "Reuters")}},
		{ID: "two", Attribution: Attribution{Source: part("Tokyo"), Through: through(" tass ", "TASS", "Seoul", "")}},
	}}
	var got []string
	for _, s := range d.Reporters() {
		got = append(got, fmt.Sprint(s.Name, " ", len(s.Claims), " ", s.Colour))
	}
	if want := []string{"Tass 2 -1", "Reuters 1 -1"}; !slices.Equal(got, want) {
		t.Errorf("they are %q, not %q", got, want)
	}
}
