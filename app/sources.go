package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Sources lists who says something, each with all it says, in the order of the
// article.
type Sources struct {
	goapp.Compo

	Page    *Page
	Dossier *dossier.Dossier
}

// Render draws the list.
func (s *Sources) Render() goapp.UI {
	sources := s.Dossier.Sources()
	if len(sources) == 0 {
		return goapp.Div().Class("empty").Body(
			goapp.Strong().Text("Nobody is named yet"),
			goapp.P().Text("Give a claim its source: type it on the card, or select the name inside the claim and choose Source."),
		)
	}
	return goapp.Div().Class("sources").Body(goapp.Range(sources).Slice(func(i int) goapp.UI {
		source := sources[i]
		return goapp.Section().Class("pair").Body(
			goapp.H2().Body(
				goapp.B().Class(colourName(source.Colour)).Text(source.Name),
				goapp.Span().Class("number").Text(desk.Count(len(source.Claims), "claim")),
			),
			goapp.Div().Class("lines").Body(goapp.Range(source.Claims).Slice(func(j int) goapp.UI {
				return claimLine(source.Claims[j], desk.Look{Colour: source.Colour}, s.jump)
			})),
		)
	}))
}

func (s *Sources) jump(ctx goapp.Context, _ goapp.Event) { s.Page.goTo(idOf(ctx)) }
