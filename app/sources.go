package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Sources lists who says something, each with what is known of it and all it says, in
// the order of the article.
type Sources struct {
	goapp.Compo

	Page    *Page
	Dossier *dossier.Dossier
	Open    string // the name of the source whose details are edited
	Entries int    // a revision of what was refused
	Fixed   bool   // edits are refused
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
	return goapp.Div().Class("sources").Body(goapp.Range(sources).Slice(func(i int) goapp.UI { return s.source(sources, i) }))
}

func (s *Sources) source(all []dossier.Source, i int) goapp.UI {
	source := all[i]
	profile := s.Dossier.Profile(source.Name)
	open := dossier.SourceKey(s.Open) == dossier.SourceKey(source.Name)
	return goapp.Section().Class("pair source").DataSet("source", source.Name).Body(
		goapp.H2().Body(
			goapp.B().Class(colourName(source.Colour)).Text(source.Name),
			goapp.Span().Class("number").Text(desk.Count(len(source.Claims), "claim")),
			goapp.Button().ID(fieldID(desk.SourceTarget(source.Name), "edit")).Type("button").DataSet("id", source.Name).Aria("expanded", boolText(open)).
				Aria("label", detailsLabel(open)+" of "+source.Name).Text(detailsLabel(open)).OnClick(s.turn),
		),
		goapp.If(!open && profile != nil, func() goapp.UI { return profileLine(profile) }),
		goapp.If(open, func() goapp.UI {
			return &SourceForm{Page: s.Page, Name: source.Name, Profile: profile, Claims: len(source.Claims), Others: others(all, i), Fixed: s.Fixed, Entries: s.Entries}
		}),
		goapp.Div().Class("lines").Body(goapp.Range(source.Claims).Slice(func(j int) goapp.UI {
			return claimLine(source.Claims[j], desk.Look{Colour: source.Colour}, s.jump)
		})),
	)
}

func detailsLabel(open bool) string {
	if open {
		return "Close details"
	}
	return "Details"
}

// others are the names of all sources but one.
func others(all []dossier.Source, but int) []string {
	var names []string
	for i, source := range all {
		if i != but {
			names = append(names, source.Name)
		}
	}
	return names
}

func (s *Sources) jump(ctx goapp.Context, _ goapp.Event) { s.Page.goTo(idOf(ctx)) }

func (s *Sources) turn(ctx goapp.Context, _ goapp.Event) {
	p, name := s.Page, string(idOf(ctx))
	p.closeField()
	if dossier.SourceKey(p.openSource) == dossier.SourceKey(name) {
		name = ""
	}
	p.openSource = name
}
