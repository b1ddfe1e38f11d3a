package dossier

import (
	"errors"
	"fmt"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/text"
)

// Standing says where a claim stands in the article, and how well that is known.
//
// An anchor is true of one text. As long as the claim's words are found in the
// present one, the anchor is true of that. Where they are not, the anchor is the
// last that was true, of an earlier version, and State says what became of the
// words; nothing is shown as found that was not.
type Standing struct {
	Anchor anchor.Anchor `json:"anchor"`

	// State is empty where the claim stands at its anchor; Moved where it does, but
	// the text around it changed places; Changed, Ambiguous or Orphan where a person
	// has to decide.
	State anchor.State `json:"state,omitempty"`

	// Places are anchors in the present text: the one where other words stand now, of
	// a changed claim; those to choose from, of an ambiguous one.
	Places []anchor.Anchor `json:"places,omitempty"`

	// Settled says that a person has looked at an orphan and left it one.
	Settled bool `json:"settled,omitempty"`

	// Marked is the anchor as it was first made, where that was in an earlier version.
	Marked *anchor.Anchor `json:"marked,omitempty"`
}

// Place returns where the claim is shown in the present text, and false where it
// is not shown there.
func (s *Standing) Place() (text.Span, bool) {
	switch {
	case s.State == "" || s.State == anchor.Moved:
		return s.Anchor.Span(), true
	case s.State == anchor.Changed && len(s.Places) == 1:
		return s.Places[0].Span(), true
	}
	return text.Span{}, false
}

// Undecided reports whether a person has to say what becomes of the claim.
func (s *Standing) Undecided() bool {
	return s.State == anchor.Changed || s.State == anchor.Ambiguous || s.State == anchor.Orphan && !s.Settled
}

// First is the anchor as the claim was first marked.
func (s *Standing) First() anchor.Anchor {
	if s.Marked != nil {
		return *s.Marked
	}
	return s.Anchor
}

// at is the standing of the same claim at an anchor of the present text.
func (s *Standing) at(a anchor.Anchor, state anchor.State) Standing {
	next := Standing{Anchor: a, State: state, Marked: s.Marked}
	if next.Marked == nil && a.Text != s.Anchor.Text {
		first := s.Anchor
		next.Marked = &first
	}
	return next
}

// lost is the standing of the same claim where its words were not found.
func (s *Standing) lost(state anchor.State, places []anchor.Anchor) Standing {
	return Standing{Anchor: s.Anchor, State: state, Places: places, Marked: s.Marked}
}

// texts are the layouts of all the texts that a dossier's anchors may be true of,
// by digest.
type texts map[string]*article.Layout

func textsOf(d *Dossier) (all texts, present *article.Layout) {
	all = make(texts)
	for _, a := range d.Texts() {
		present = article.NewLayout(a)
		all[present.Digest()] = present
	}
	return all, present
}

// check reports why an anchor is not true of the text that it names.
func (t texts) check(a anchor.Anchor) error {
	layout, known := t[a.Text]
	if !known {
		return fmt.Errorf("names a text that is not here (digest %.12s…)", a.Text)
	}
	return a.Check(layout.Index(), layout.Digest())
}

// checkState reports in which member, and why, a standing contradicts itself.
// present is the digest of the present text.
func (s *Standing) checkState(present string) (member string, err error) {
	places := -1 // any number
	switch s.State {
	case "", anchor.Moved:
		if s.Anchor.Text != present {
			return "state", errors.New("is missing: the anchor is true of an earlier version of the article only")
		}
		places = 0
	case anchor.Changed:
		places = 1
	case anchor.Ambiguous:
	case anchor.Orphan:
		places = 0
	default:
		return "state", fmt.Errorf("%q is not a state of an anchor", s.State)
	}
	if places >= 0 && len(s.Places) != places || s.State == anchor.Ambiguous && len(s.Places) == 0 {
		return "places", fmt.Errorf("are %d, which does not go with the state %q", len(s.Places), s.State)
	}
	return "", nil
}
