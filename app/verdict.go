package app

import (
	"strconv"

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

// ratings are the ratings of the scale, of which one can be chosen.
func (f *VerdictForm) ratings() goapp.UI {
	ratings := f.shown()
	return goapp.Div().Class("ratings").Role("radiogroup").Aria("label", "Rating").Body(
		goapp.Range(ratings).Slice(func(i int) goapp.UI {
			r := ratings[i]
			return goapp.Label().Class("rating").Body(
				goapp.Input().ID(ratingID(i)).Type("radio").Name("rating").Value(r.Value).Checked(f.is(r)).Disabled(f.Fixed).
					OnChange(f.rate).OnBlur(f.Page.chosen),
				goapp.Text(r.Label),
			)
		}),
	)
}

// shown are the ratings to choose from.
func (f *VerdictForm) shown() []*dossier.Rating {
	for _, s := range f.Scales {
		if s.ID == f.Scale {
			return s.Ratings
		}
	}
	return nil
}

func (f *VerdictForm) is(r *dossier.Rating) bool {
	return f.Claim.Verdict.Scale == f.Scale && f.Claim.Verdict.Rating == r.Value
}

func ratingID(n int) string { return "rating-" + strconv.Itoa(n) }

// OnUpdate has the choice follow an undo: go-app removes the attribute then, which
// leaves the property as it was.
func (f *VerdictForm) OnUpdate(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) {
		for i, r := range f.shown() {
			browser.SetChecked("#"+ratingID(i), f.is(r))
		}
	})
}

func (f *VerdictForm) choose(ctx goapp.Context, _ goapp.Event) {
	f.Page.closeField()
	f.Page.scale = dossier.ID(ctx.JSSrc().Get("value").String())
	f.Page.afterDraw(f.Page.alignCards)
}

// rate takes a rating. A person who walks through them with the arrow keys makes one
// step.
func (f *VerdictForm) rate(ctx goapp.Context, _ goapp.Event) {
	p := f.Page
	p.flush()
	p.say(p.desk.SetVerdict(f.Claim.ID, f.Scale, ctx.JSSrc().Get("value").String()).Said)
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
