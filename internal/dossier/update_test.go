package dossier

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/text"
)

// edited is the story's article with words of it replaced, in pairs of old and new.
func (s *story) edited(t testing.TB, pairs ...string) article.Article {
	t.Helper()
	next := s.d.Article
	next.Blocks = slices.Clone(next.Blocks)
	for i := 0; i < len(pairs); i += 2 {
		done := false
		for n := range next.Blocks {
			if strings.Contains(next.Blocks[n].Text, pairs[i]) {
				next.Blocks[n].Text = strings.Replace(next.Blocks[n].Text, pairs[i], pairs[i+1], 1)
				done = true
			}
		}
		if !done {
			t.Fatalf("%q is not in the story", pairs[i])
		}
	}
	return next
}

// update puts another text in the place of the story's article.
func (s *story) update(t testing.TB, next article.Article) Tally {
	t.Helper()
	u, err := NewUpdate(s.d, next)
	if err != nil {
		t.Fatal(err)
	}
	for u.Work() {
	}
	s.do(t, u.Step(s.editor))
	s.layout = article.NewLayout(s.d.Article)
	if err := s.d.Validate(); err != nil {
		t.Fatalf("the dossier is not valid after the update: %v", err)
	}
	return u.Tally()
}

// words are those that a claim is shown on, "" where it is not shown.
func (s *story) words(id ID) string {
	place, ok := s.d.Claim(id).Place()
	if !ok {
		return ""
	}
	return s.layout.Index().Slice(place)
}

func TestAnUpdateSaysWhatBecameOfEveryClaim(t *testing.T) {
	expect := func(claim string, edits []string, state anchor.State, words string) {
		t.Helper()
		s := newStory()
		id := s.highlight(t, claim)
		tally := s.update(t, s.edited(t, edits...))
		c := s.d.Claim(id)
		if c.Found() != state || s.words(id) != words || tally[state] != 1 {
			t.Errorf("%q: %s on %q, tally %v; want %s on %q", claim, c.Found(), s.words(id), tally, state, words)
		}
		if c.First().Exact != claim || c.First().Text != article.Digest(s.d.Versions[0].Article.Text()) {
			t.Errorf("%q: it is said to have been marked as %q", claim, c.First().Exact)
		}
		if lost := c.Undecided(); lost != (c.Anchor.Exact == claim && c.Anchor.Text == c.First().Text) {
			t.Errorf("%q: undecided is %v, but its anchor is %+v", claim, lost, c.Anchor)
		}
	}
	expect("Japan denied this.", []string{"a visit", "a long visit"}, anchor.Exact, "Japan denied this.")
	expect("Japan denied this.", []string{"Japan denied", "Japan  denied"}, anchor.Exact, "Japan  denied this.")
	expect("Japan denied this.", []string{"Japan denied", "Japan confirmed"}, anchor.Changed, "Japan confirmed this.")
	expect("Japan denied this.", []string{" Japan denied this.", ""}, anchor.Orphan, "")
	expect("日本は否定した。", []string{"日本", "中国"}, anchor.Changed, "中国は否定した。")
}

func TestTheOldTextIsKeptAsAVersionAndTheArticleKeepsItsID(t *testing.T) {
	s := newStory()
	before := s.d.Article
	s.d.Article.URL, before.URL = "https://example.org/row", "https://example.org/row"
	next := s.edited(t, "a visit", "two visits")
	next.ID, next.Title, next.URL = "", "Row over two visits", ""
	s.update(t, next)
	if len(s.d.Versions) != 1 || !reflect.DeepEqual(s.d.Versions[0].Article, before) {
		t.Errorf("the versions are %+v", s.d.Versions)
	}
	if a := s.d.Article; a.ID != before.ID || a.URL != before.URL || a.Title != "Row over two visits" {
		t.Errorf("the article is %+v", a)
	}
}

func TestTheSameTextIsNoUpdate(t *testing.T) {
	s := newStory()
	if _, err := NewUpdate(s.d, s.d.Article); !errors.Is(err, ErrSameText) {
		t.Errorf("got %v", err)
	}
}

func TestPartsOfTheAttributionComeAlong(t *testing.T) {
	s := newStory()
	id := s.highlight(t, "Japan denied this.")
	cue := s.anchor(t, "denied")
	s.set(t, id, FieldCue, Part{Text: "denied", Anchor: &cue})
	s.update(t, s.edited(t, "a visit", "a long visit"))
	part := s.d.Claim(id).Attribution.Cue
	if part.Anchor.Text != s.layout.Digest() || part.Anchor.Exact != "denied" || part.Anchor.Start != cue.Start+5 {
		t.Errorf("the cue is at %+v", part.Anchor)
	}
	s.update(t, s.edited(t, "denied", "confirmed"))
	if kept := s.d.Claim(id).Attribution.Cue; kept.Anchor.Exact != "denied" || kept.Anchor.Text == s.layout.Digest() {
		t.Errorf("the cue that is gone is at %+v", kept.Anchor)
	}
}

func TestASentenceThatComesBackBringsItsClaimBack(t *testing.T) {
	s := newStory()
	id := s.highlight(t, "Japan denied this.")
	first := s.d.Article
	s.update(t, s.edited(t, " Japan denied this.", ""))
	s.update(t, s.edited(t, "a visit", "a long visit"))
	if c := s.d.Claim(id); c.State != anchor.Orphan || c.Anchor.Text != article.Digest(first.Text()) {
		t.Fatalf("the claim is %+v", c.Standing)
	}
	s.update(t, first)
	if c := s.d.Claim(id); c.State != "" || s.words(id) != "Japan denied this." {
		t.Errorf("the claim is %+v", c.Standing)
	}
}

func TestDecisions(t *testing.T) {
	changed := func() (*story, ID) {
		s := newStory()
		id := s.highlight(t, "Japan denied this.")
		s.update(t, s.edited(t, "Japan denied", "Japan confirmed"))
		return s, id
	}
	decide := func(s *story, step Step, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		s.do(t, step)
		if err := s.d.Validate(); err != nil {
			t.Fatal(err)
		}
	}
	s, id := changed()
	step, err := s.editor.AcceptWording(s.d.Claim(id))
	decide(s, step, err)
	if c := s.d.Claim(id); c.State != "" || c.Anchor.Exact != "Japan confirmed this." || c.First().Exact != "Japan denied this." {
		t.Errorf("accepted, the claim is %+v", c.Standing)
	}
	if _, err := s.editor.AcceptWording(s.d.Claim(id)); !errors.Is(err, ErrNotChanged) {
		t.Errorf("accepted twice: %v", err)
	}

	s, id = changed()
	step, err = s.editor.Reattach(s.d.Claim(id), s.anchor(t, "Beijing insisted"))
	decide(s, step, err)
	if c := s.d.Claim(id); c.State != "" || c.Anchor.Exact != "Beijing insisted" || c.First().Exact != "Japan denied this." {
		t.Errorf("re-attached, the claim is %+v", c.Standing)
	}

	s, id = changed()
	step, err = s.editor.Orphan(s.d.Claim(id))
	decide(s, step, err)
	if c := s.d.Claim(id); c.State != anchor.Orphan || c.Undecided() || c.Anchor.Exact != "Japan denied this." || s.d.Claims[len(s.d.Claims)-1] != c {
		t.Errorf("kept as an orphan, the claim is %+v", c.Standing)
	}
	if _, err := s.editor.Orphan(s.d.Claim(id)); !errors.Is(err, ErrSettled) {
		t.Errorf("kept twice: %v", err)
	}

	s, id = changed()
	if _, err := s.editor.Choose(s.d.Claim(id), 0); !errors.Is(err, ErrNotAmbiguous) {
		t.Errorf("a changed claim is chosen for: %v", err)
	}
	places := []anchor.Anchor{s.anchor(t, "said so"), s.anchor(t, "Beijing insisted")}
	s.set(t, id, FieldStanding, s.d.Claim(id).lost(anchor.Ambiguous, places))
	step, err = s.editor.Choose(s.d.Claim(id), 1)
	decide(s, step, err)
	if c := s.d.Claim(id); c.State != "" || c.Anchor.Exact != "Beijing insisted" || c.Places != nil {
		t.Errorf("chosen, the claim is %+v", c.Standing)
	}
}

func TestAStandingThatContradictsItselfIsInvalid(t *testing.T) {
	expect := func(path string, change func(s *story, c *Standing)) {
		t.Helper()
		s := newStory()
		id := s.highlight(t, "Japan denied this.")
		s.update(t, s.edited(t, "Japan denied", "Japan confirmed"))
		broken := *s.d.Claim(id)
		change(s, &broken.Standing)
		d := *s.d
		d.Claims = []*Claim{&broken}
		if err := d.Validate(); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("got %v, want a fault at %s", err, path)
		}
	}
	expect("claims[0].state", func(s *story, c *Standing) { c.State, c.Places = "", nil })
	expect("claims[0].state", func(s *story, c *Standing) { c.State = "lost" })
	expect("claims[0].places", func(s *story, c *Standing) { c.Places = nil })
	expect("claims[0].places", func(s *story, c *Standing) { c.State, c.Places = anchor.Ambiguous, nil })
	expect("claims[0].places", func(s *story, c *Standing) { c.State = anchor.Orphan })
	expect("claims[0].places[0]", func(s *story, c *Standing) { c.Places = []anchor.Anchor{c.Anchor} })
	expect("claims[0].marked", func(s *story, c *Standing) { a := c.Anchor; a.Exact = "x"; c.Marked = &a })
}

// Updates by random texts, decisions between them: every dossier on the way is
// valid, and every step inverts exactly.
func TestUpdatesInvertAndStayValid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newStory()
		sentences := []string{"Beijing insisted that staff had given permission.", "Japan denied this.", "Tokyo protested.", "日本は否定した。", "The spokesman said so twice."}
		for range rapid.IntRange(1, 4).Draw(rt, "claims") {
			n := s.layout.Index().Len()
			start := text.CodePoint(rapid.IntRange(0, int(n)-1).Draw(rt, "start"))
			end := text.CodePoint(rapid.IntRange(int(start)+1, int(n)).Draw(rt, "end"))
			a, err := anchor.Describe(s.layout.Index(), s.layout.Digest(), text.Span{Start: start, End: end})
			if err != nil {
				rt.Fatal(err)
			}
			step, _ := s.editor.Highlight(a)
			s.do(t, step)
		}
		for range rapid.IntRange(1, 4).Draw(rt, "updates") {
			next := s.d.Article
			next.Blocks = nil
			for range rapid.IntRange(1, 4).Draw(rt, "blocks") {
				next.Blocks = append(next.Blocks, article.Block{
					Kind: article.KindParagraph, Text: strings.Join(rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 4).Draw(rt, "sentences"), " "),
				})
			}
			u, err := NewUpdate(s.d, next)
			if errors.Is(err, ErrSameText) {
				continue
			}
			for u.Work() {
			}
			before := s.d
			step := journalled(rt, u.Step(s.editor))
			inverse, err := step.Invert(before)
			if err != nil {
				rt.Fatal(err)
			}
			s.do(t, step)
			if err := s.d.Validate(); err != nil {
				rt.Fatal(err)
			}
			back, err := journalled(rt, inverse).Apply(s.d)
			if err != nil {
				rt.Fatal(err)
			}
			mustEqual(rt, "the inverse of an update", back, before)
			s.layout = article.NewLayout(s.d.Article)
		}
	})
}
