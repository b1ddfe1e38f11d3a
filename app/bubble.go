package app

import (
	"fmt"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/dossier"
)

// Bubble is the toolbar beside a selection.
type Bubble struct {
	goapp.Compo

	Page    *Page
	Shown   bool
	MidWord bool       // the selection begins or ends inside a word
	Inside  dossier.ID // the claim that holds the selection, for its source and cue
	Times   int        // how often the words occur in the article, where that is offered
	Lost    dossier.ID // the current claim, where it can be put on these words
}

// Render draws the toolbar. It stays in the page while hidden, so that it can be
// placed before it is seen.
func (b *Bubble) Render() goapp.UI {
	return goapp.Div().ID("bubble").Class("bubble").Hidden(!b.Shown).
		Role("toolbar").Aria("label", "Selection").
		OnMouseDown(keepSelection).
		Body(
			goapp.Button().Type("button").ID("highlight").
				Body(goapp.Text("Highlight claim"), goapp.Kbd().Aria("hidden", "true").Text("h")).OnClick(b.highlight),
			goapp.Button().Type("button").ID("bubble-against").
				Body(goapp.Text("Set against…"), goapp.Kbd().Aria("hidden", "true").Text("o")).OnClick(b.against),
			goapp.If(b.MidWord, func() goapp.UI {
				return goapp.Button().Type("button").ID("bubble-snap").Text("Snap to words").OnClick(b.snap)
			}),
			goapp.If(b.Times > 1, func() goapp.UI {
				return goapp.Button().Type("button").ID("bubble-every").Text(fmt.Sprintf("Every occurrence (%d)", b.Times)).OnClick(b.every)
			}),
			goapp.If(b.Lost != "", func() goapp.UI {
				return goapp.Button().Type("button").Class("apart").ID("bubble-reattach").Text("Re-attach claim").OnClick(b.reattach)
			}),
			goapp.If(b.Inside != "", func() goapp.UI {
				return goapp.Button().Type("button").Class("apart").ID("bubble-source").Text("Source").
					Aria("label", "Use as source").DataSet("field", dossier.FieldSource).OnClick(b.take)
			}),
			goapp.If(b.Inside != "", func() goapp.UI {
				return goapp.Button().Type("button").ID("bubble-cue").Text("Cue").
					Aria("label", "Use as cue").DataSet("field", dossier.FieldCue).OnClick(b.take)
			}),
		)
}

// keepSelection stops a press on a button from taking the selection away that
// the button is about.
func keepSelection(_ goapp.Context, e goapp.Event) { e.PreventDefault() }

func (b *Bubble) highlight(goapp.Context, goapp.Event) { b.Page.highlight() }
func (b *Bubble) against(goapp.Context, goapp.Event)   { b.Page.against() }
func (b *Bubble) reattach(goapp.Context, goapp.Event)  { b.Page.reattach(b.Lost) }
func (b *Bubble) every(goapp.Context, goapp.Event)     { b.Page.highlightAll() }
func (b *Bubble) snap(goapp.Context, goapp.Event)      { b.Page.snapSelection() }

func (b *Bubble) take(ctx goapp.Context, _ goapp.Event) {
	b.Page.take(b.Inside, ctx.JSSrc().Get("dataset").Get("field").String())
}
