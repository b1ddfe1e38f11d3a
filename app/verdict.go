package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// VerdictForm is the group of an open card in which the claim is rated on a scale.
type VerdictForm struct {
	goapp.Compo

	Page   *Page
	Claim  *dossier.Claim
	Scale  dossier.ID // from which a rating is chosen
	Scales []*dossier.Scale
	Fixed  bool // edits are refused
}

// Render draws the scale, its ratings, and, once there is a verdict, the reasons.
func (f *VerdictForm) Render() goapp.UI {
	v := f.Claim.Verdict
	return goapp.Div().Class("group-fields").Body(
		goapp.Div().Class("field").Body(
			goapp.Label().For("verdict-scale").Text("Scale"),
			goapp.Div().Class("row").Body(
				goapp.Select().ID("verdict-scale").Disabled(f.Fixed).OnChange(f.choose).Body(
					goapp.Range(f.Scales).Slice(func(i int) goapp.UI {
						s := f.Scales[i]
						return goapp.Option().Value(string(s.ID)).Text(s.Name).Selected(s.ID == f.Scale)
					}),
				),
				goapp.If(!f.Fixed, func() goapp.UI {
					return goapp.Button().ID("define-scale").Type("button").Class("outlined").Text("Define a scale…").OnClick(f.define)
				}),
			),
		),
		f.ratings(),
		goapp.If(v.Given(), func() goapp.UI {
			return labelled(f.Page, &Field{Page: f.Page, Target: f.Claim.ID, Name: desk.FieldVerdictExplanation, Label: "Explanation", Value: v.Explanation, Hint: "why", Lines: true, Fixed: f.Fixed})
		}),
		goapp.If(v.Given(), func() goapp.UI {
			return goapp.Div().Class("signed").Body(
				goapp.P().Class("aside").Text(signed(v.By, momentWords(v.At))),
				goapp.If(!f.Fixed, func() goapp.UI {
					return goapp.Button().ID("remove-verdict").Type("button").Text("Remove the verdict").OnClick(f.remove)
				}),
			)
		}),
	)
}

// signed says who did something and when.
func signed(by, when string) string {
	if by == "" {
		return when
	}
	return by + ", " + when
}

// ratings are the ratings of the scale, of which one can be pressed in.
func (f *VerdictForm) ratings() goapp.UI {
	var chosen *dossier.Scale
	for _, s := range f.Scales {
		if s.ID == f.Scale {
			chosen = s
		}
	}
	if chosen == nil {
		return goapp.Div().Hidden(true)
	}
	v := f.Claim.Verdict
	return goapp.Div().Class("ratings").Role("group").Aria("label", "Rating").Body(
		goapp.Range(chosen.Ratings).Slice(func(i int) goapp.UI {
			r := chosen.Ratings[i]
			is := v.Scale == chosen.ID && v.Rating == r.Value
			return goapp.Button().Type("button").Class("rating").DataSet("id", r.Value).Aria("pressed", boolText(is)).Disabled(f.Fixed).
				Text(r.Label).OnClick(f.rate)
		}),
	)
}

func (f *VerdictForm) choose(ctx goapp.Context, _ goapp.Event) {
	f.Page.closeField()
	f.Page.scale = dossier.ID(ctx.JSSrc().Get("value").String())
	f.Page.afterDraw(f.Page.alignCards)
}

func (f *VerdictForm) rate(ctx goapp.Context, _ goapp.Event) {
	p := f.Page
	p.closeField()
	p.say(p.desk.SetVerdict(f.Claim.ID, f.Scale, string(idOf(ctx))).Said)
	p.closeField()
	p.afterDraw(p.alignCards)
}

func (f *VerdictForm) define(goapp.Context, goapp.Event) { f.Page.showDialog(dialogScale) }

func (f *VerdictForm) remove(goapp.Context, goapp.Event) {
	p := f.Page
	p.closeField()
	p.say(p.desk.ClearVerdict(f.Claim.ID).Said)
	p.afterDraw(func() {
		browser.FocusSelector("#verdict-scale")
		p.alignCards()
	})
}
