package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
)

// Finder is the search box for claims, with the button that shows the filters.
type Finder struct {
	goapp.Compo

	Page   *Page
	Facets int // how many facets narrow the claims
	Shown  bool
}

// Render draws the box and the button.
func (f *Finder) Render() goapp.UI {
	return goapp.Div().Class("finder").Body(
		goapp.Div().Class("search-box").Body(
			goapp.Input().ID("search").Type("search").Aria("label", "Search claims").Placeholder("Search claims").
				AutoComplete(false).OnInput(f.search),
			goapp.Kbd().Aria("hidden", "true").Text("/"),
		),
		goapp.Button().ID("filter-button").Type("button").Class("menu-button").
			Aria("expanded", boolText(f.Shown)).Aria("controls", "facets").OnClick(f.toggle).Body(
			goapp.Text("Filter"),
			goapp.If(f.Facets > 0, func() goapp.UI {
				return goapp.Span().Class("number").Text(f.Facets)
			}),
		),
	)
}

// OnMount puts back what was typed before another tab was shown.
func (f *Finder) OnMount(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) { browser.SetValue("#search", f.Page.filtering.Text) })
}

func (f *Finder) search(ctx goapp.Context, _ goapp.Event) {
	f.Page.searchFor(ctx.JSSrc().Get("value").String())
}

func (f *Finder) toggle(goapp.Context, goapp.Event) {
	f.Page.filtering.shown = !f.Page.filtering.shown
	f.Page.afterDraw(func() { browser.ScrollIntoView("#facets", "nearest") })
}
