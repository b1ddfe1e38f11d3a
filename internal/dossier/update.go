package dossier

import (
	"errors"
	"strings"
	"unicode/utf8"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// ErrSameText is returned where a newer text of an article is the present one.
var ErrSameText = errors.New("it is the same text, word for word")

// Update puts a newer text in the place of a dossier's article and finds every
// claim again in it. It is done in small pieces, so that a page can answer in
// between, and comes to one step. The text before becomes a version.
//
// A claim whose words are there, and in a place that is certain, gets an anchor of
// the new text. Any other keeps the last anchor that was true, with a state that
// says what a person has to decide. Claims that were lost in an earlier update are
// looked for again, so that a sentence that comes back brings its claim back.
type Update struct {
	before *Dossier
	next   article.Article
	layout *article.Layout
	making *anchor.Preparation // of the text that is being made ready
	text   *anchor.Prepared
	places *anchor.Describer
	olds   map[string]*anchor.Prepared // earlier texts, by digest; nil where there is none
	layers texts

	standings []Standing // of the claims so far, in their order
	ops       []Op
}

// NewUpdate begins an update of d. It fails with ErrSameText.
func NewUpdate(d *Dossier, next article.Article) (*Update, error) {
	next.ID = d.Article.ID
	next.Metadata = newer(d.Article.Metadata, next.Metadata)
	u := &Update{before: d, next: next, layout: article.NewLayout(next), olds: make(map[string]*anchor.Prepared)}
	var present *article.Layout
	u.layers, present = textsOf(d)
	if present.Digest() == u.layout.Digest() {
		return nil, ErrSameText
	}
	return u, nil
}

// newer is what is known of an article whose newer text says so much: a headline
// and a date are the newer text's, what a person may have filled in stays.
func newer(known, read article.Metadata) article.Metadata {
	merged := known
	for _, one := range []struct{ to, from *string }{
		{&merged.Title, &read.Title}, {&merged.Published, &read.Published}, {&merged.Retrieved, &read.Retrieved},
	} {
		if *one.from != "" {
			*one.to = *one.from
		}
	}
	for _, one := range []struct{ to, from *string }{
		{&merged.Byline, &read.Byline}, {&merged.Publisher, &read.Publisher}, {&merged.URL, &read.URL}, {&merged.Language, &read.Language},
	} {
		if *one.to == "" {
			*one.to = *one.from
		}
	}
	return merged
}

// Work does a piece of the work, and reports whether there is more to do.
func (u *Update) Work() (more bool) {
	if u.text == nil {
		u.text = u.prepare(u.layout)
		return u.text == nil || u.left()
	}
	if u.places == nil {
		u.places = anchor.NewDescriber(u.layout.Index(), u.layout.Digest())
		return u.left()
	}
	if !u.left() {
		return false
	}
	c := u.before.Claims[len(u.standings)]
	if _, known := u.olds[c.Anchor.Text]; !known {
		if layout := u.layers[c.Anchor.Text]; layout == nil {
			u.olds[c.Anchor.Text] = nil
		} else if old := u.prepare(layout); old != nil {
			u.olds[c.Anchor.Text] = old
		}
		return true
	}
	u.claim(c)
	return u.left()
}

// prepare does a piece of making a text ready, and returns it when that is done.
func (u *Update) prepare(layout *article.Layout) *anchor.Prepared {
	if u.making == nil {
		u.making = anchor.NewPreparation(layout.Index(), layout.Digest())
	}
	if !u.making.Step() {
		return nil
	}
	ready := u.making.Prepared()
	u.making = nil
	return ready
}

func (u *Update) left() bool { return len(u.standings) < len(u.before.Claims) }

// Progress returns how many claims were looked for, of how many.
func (u *Update) Progress() (done, all int) { return len(u.standings), len(u.before.Claims) }

// claim looks for one claim and notes what has to be done about it.
func (u *Update) claim(c *Claim) {
	next := u.standing(&c.Standing)
	u.standings = append(u.standings, next)
	u.set(c, FieldStanding, next)
	place, placed := next.Place()
	if !placed {
		return
	}
	for _, part := range []struct {
		field string
		part  Part
	}{{FieldSource, c.Attribution.Source}, {FieldCue, c.Attribution.Cue}, {FieldContent, c.Attribution.Content}} {
		if a, ok := u.within(part.part, c.Anchor, place); ok {
			part.part.Anchor = &a
			u.set(c, part.field, part.part)
		}
	}
	u.reporters(c, place)
}

// reporters finds those who report a claim again inside its words.
func (u *Update) reporters(c *Claim, place text.Span) {
	var through List[*Reporter]
	found := false
	for _, r := range c.Attribution.Through {
		next := *r
		for _, part := range []*Part{&next.Source, &next.Cue} {
			if a, ok := u.within(*part, c.Anchor, place); ok {
				part.Anchor, found = &a, true
			}
		}
		through = append(through, &next)
	}
	if found {
		u.set(c, FieldThrough, through)
	}
}

// set notes a new value of a claim's field. It is no edit of the claim's, so that
// its time of modification stays.
func (u *Update) set(c *Claim, field string, value any) {
	data, err := openjson.Encode(value)
	if err != nil {
		return // these values can always be encoded
	}
	u.ops = append(u.ops, Op{Verb: SetClaim, Target: c.ID, Field: field, Value: data, Modified: c.Modified})
}

// standing is what becomes of a claim's standing in the new text.
func (u *Update) standing(s *Standing) Standing {
	f := u.text.Find(s.Anchor, u.olds[s.Anchor.Text])
	switch f.State {
	case anchor.Exact, anchor.Moved:
		a, ok := u.describe(f.Span)
		if !ok {
			break
		}
		state := f.State
		if state == anchor.Exact {
			state = ""
		}
		return s.at(a, state)
	case anchor.Changed:
		if a, ok := u.describe(f.Span); ok {
			return s.lost(anchor.Changed, []anchor.Anchor{a})
		}
	case anchor.Ambiguous:
		var places []anchor.Anchor
		for _, span := range f.Candidates {
			if a, ok := u.describe(span); ok {
				places = append(places, a)
			}
		}
		if len(places) > 0 {
			return s.lost(anchor.Ambiguous, places)
		}
	}
	orphan := s.lost(anchor.Orphan, nil)
	orphan.Settled = s.State == anchor.Orphan && s.Settled
	return orphan
}

func (u *Update) describe(span text.Span) (anchor.Anchor, bool) {
	a, err := u.places.Describe(span)
	return a, err == nil
}

// within finds a part of an attribution again inside the words of its claim: at the
// same of its occurrences there, where there are as many as before.
func (u *Update) within(part Part, old anchor.Anchor, place text.Span) (anchor.Anchor, bool) {
	if part.Anchor == nil || part.Anchor.Text != old.Text || !old.Span().Covers(part.Anchor.Span()) {
		return anchor.Anchor{}, false
	}
	words := part.Anchor.Exact
	before, now := occurrences(old.Exact, words), occurrences(u.layout.Index().Slice(place), words)
	for i, at := range before {
		if at == part.Anchor.Start-old.Start && len(now) == len(before) {
			start := place.Start + now[i]
			return u.describe(text.Span{Start: start, End: start + part.Anchor.Span().Len()})
		}
	}
	return anchor.Anchor{}, false
}

// occurrences returns where words stand in s, in code points; overlapping ones count.
func occurrences(s, words string) []text.CodePoint {
	var found []text.CodePoint
	at := text.CodePoint(0)
	for {
		next := strings.Index(s, words)
		if next < 0 || words == "" {
			return found
		}
		at += text.CodePoint(utf8.RuneCountInString(s[:next]))
		found = append(found, at)
		_, size := utf8.DecodeRuneInString(s[next:])
		s, at = s[next+size:], at+1
	}
}

// Tally counts the claims by what became of them.
type Tally map[anchor.State]int

// Tally counts what the update came to so far.
func (u *Update) Tally() Tally {
	tally := make(Tally)
	for _, s := range u.standings {
		tally[s.Found()]++
	}
	return tally
}

// Found is the state by its name: Exact where State is empty.
func (s *Standing) Found() anchor.State {
	if s.State == "" {
		return anchor.Exact
	}
	return s.State
}

// Step makes the step of the update, once there is no more to do.
func (u *Update) Step(e Editor) Step {
	at := e.now()
	replace := Op{Verb: ReplaceArticle, Article: &u.next, Modified: at}
	return e.step(at, "update the text", append([]Op{replace}, u.ops...)...)
}
