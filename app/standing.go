package app

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Standing is the part of a card that says how the claim stands in a newer text of
// the article: the difference in its words, the places it may be at, the words it
// had, and what a person can decide.
type Standing struct {
	goapp.Compo

	Page  *Page
	Claim *dossier.Claim
	Fixed bool // edits are refused
}

// Render draws nothing for a claim that stands where it was marked.
func (s *Standing) Render() goapp.UI {
	switch c := s.Claim; c.State {
	case anchor.Changed:
		return goapp.Div().Class("standing").Body(
			goapp.Blockquote().Class("wording").Body(edits(anchor.Diff(c.Anchor.Exact, c.Places[0].Exact))...),
			s.decide(
				s.button("Accept new wording", s.accept),
				s.reattachButton(),
				s.button("Keep as orphan", s.orphan),
			),
		)
	case anchor.Ambiguous:
		return goapp.Div().Class("standing").Body(
			goapp.Blockquote().Text(c.Anchor.Exact),
			goapp.P().Class("quiet").Text(placesWords(len(c.Places))),
			goapp.Ol().Class("candidates").Body(goapp.Range(c.Places).Slice(func(i int) goapp.UI { return s.candidate(i) })),
			s.decide(s.reattachButton(), s.button("Keep as orphan", s.orphan)),
		)
	case anchor.Orphan:
		return goapp.Div().Class("standing").Body(
			inContext(c.Anchor, "old-context"),
			s.decide(
				s.reattachButton(),
				goapp.If(!c.Settled, func() goapp.UI { return s.button("Keep as orphan", s.orphan) }),
			),
		)
	default:
		return goapp.Div().Class("standing").Body(
			goapp.Blockquote().Text(c.Anchor.Exact),
			goapp.If(c.First().Exact != c.Anchor.Exact, func() goapp.UI {
				return goapp.P().Class("quiet as-marked").Body(goapp.Text("Marked as: "), goapp.Q().Text(c.First().Exact))
			}),
		)
	}
}

// placesWords says why a claim has no highlight although its words may be there.
func placesWords(places int) string {
	if places == 1 {
		return "These words stand here, but nothing around them tells that they are the ones marked:"
	}
	return "These words stand in " + strconv.Itoa(places) + " places that fit about equally:"
}

func (s *Standing) decide(buttons ...goapp.UI) goapp.UI {
	if s.Fixed {
		return goapp.Div().Hidden(true)
	}
	return goapp.Div().Class("decide acts").Role("group").Aria("label", "Decide about this claim").Body(buttons...)
}

func (s *Standing) button(label string, press goapp.EventHandler) goapp.UI {
	return goapp.Button().Type("button").Class("outlined").Text(label).OnClick(press)
}

func (s *Standing) reattachButton() goapp.UI {
	return goapp.Button().Type("button").Class("outlined reattach").Text("Re-attach").
		Title("Put the claim on the words that are selected in the text").
		OnMouseDown(keepSelection).OnClick(s.reattach)
}

func (s *Standing) candidate(i int) goapp.UI {
	place := strconv.Itoa(i)
	return goapp.Li().Body(
		inContext(s.Claim.Places[i], "candidate"),
		goapp.Div().Class("acts").Body(
			goapp.Button().Type("button").DataSet("place", place).Aria("label", "Show place "+strconv.Itoa(i+1)).Text("Show").OnClick(s.show),
			goapp.If(!s.Fixed, func() goapp.UI {
				return goapp.Button().Type("button").Class("outlined").DataSet("place", place).
					Aria("label", "It stands here, place "+strconv.Itoa(i+1)).Text("It stands here").OnClick(s.choose)
			}),
		),
	)
}

// inContext is a quote with the words around it, as they were.
func inContext(a anchor.Anchor, class string) goapp.UI {
	return goapp.Blockquote().Class(class).Body(
		goapp.Span().Class("around").Text(ending(a.Prefix)),
		goapp.B().Text(a.Exact),
		goapp.Span().Class("around").Text(beginning(a.Suffix)),
	)
}

// mostContext is how much of the words around a quote is shown, in code points.
const mostContext = 60

func ending(s string) string {
	if n := utf8.RuneCountInString(s); n > mostContext {
		s = string([]rune(s)[n-mostContext:])
		if _, rest, cut := strings.Cut(s, " "); cut {
			s = rest
		}
		return "…" + s
	}
	return s
}

func beginning(s string) string {
	if utf8.RuneCountInString(s) > mostContext {
		s = string([]rune(s)[:mostContext])
		if space := strings.LastIndexByte(s, ' '); space > 0 {
			s = s[:space]
		}
		return s + "…"
	}
	return s
}

// edits draws a difference in words: what was removed and added has elements that
// say so, without the white space that follows it.
func edits(diff []anchor.Edit) []goapp.UI {
	var pieces []goapp.UI
	for _, edit := range diff {
		words := strings.TrimRightFunc(edit.Text, unicode.IsSpace)
		switch edit.Op {
		case anchor.Removed:
			pieces = append(pieces, goapp.Del().Text(words))
		case anchor.Added:
			pieces = append(pieces, goapp.Ins().Text(words))
		default:
			pieces = append(pieces, goapp.Span().Text(words))
		}
		if space := edit.Text[len(words):]; space != "" {
			pieces = append(pieces, goapp.Text(space))
		}
	}
	return pieces
}

// statePill names a state in a card's head.
func statePill(c *dossier.Claim) goapp.UI {
	words := desk.StateWords(c.State)
	return goapp.If(words != "", func() goapp.UI {
		return goapp.Span().Class("state " + string(c.State)).Text(words)
	})
}

func (s *Standing) accept(goapp.Context, goapp.Event)   { s.Page.acceptWording(s.Claim.ID) }
func (s *Standing) orphan(goapp.Context, goapp.Event)   { s.Page.keepOrphan(s.Claim.ID) }
func (s *Standing) reattach(goapp.Context, goapp.Event) { s.Page.reattach(s.Claim.ID) }

func (s *Standing) show(ctx goapp.Context, _ goapp.Event) {
	if i := placeOf(ctx); i < len(s.Claim.Places) {
		s.Page.showPlace(s.Claim.Places[i])
	}
}

func (s *Standing) choose(ctx goapp.Context, _ goapp.Event) {
	s.Page.choosePlace(s.Claim.ID, placeOf(ctx))
}

// placeOf reads which of a claim's places a button is about.
func placeOf(ctx goapp.Context) int {
	place, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("place").String())
	if err != nil {
		return 0
	}
	return place
}
