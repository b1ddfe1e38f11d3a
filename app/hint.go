package app

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Hint is what a person who is here for the first time is told beside the sample: three
// steps, each struck off as it is done. It stands in the panel in the flow of what else
// is there, takes no focus, and once left never comes back.
type Hint struct {
	goapp.Compo

	Page                       *Page
	Marked, Attributed, Linked bool // which steps are done
}

// Render draws the steps.
func (h *Hint) Render() goapp.UI {
	done := h.Marked && h.Attributed && h.Linked
	return goapp.Section().ID("hint").Class("hint").Aria("labelledby", "hint-title").Body(
		goapp.H2().ID("hint-title").Text("Three steps to begin with"),
		goapp.Ol().Body(
			hintStep(h.Marked, "Select what somebody says, as “Japan denied this”, and choose Highlight claim", "h"),
			hintStep(h.Attributed, "Say who says it: Edit on the claim’s card", "Enter"),
			hintStep(h.Linked, "Set against…, then pick the claim that it denies", "o"),
		),
		goapp.Div().Class("acts").Body(
			goapp.Button().ID("leave-hint").Type("button").Class("outlined").Text(hintEnd(done)).OnClick(h.leave),
			goapp.Button().ID("hint-how").Type("button").Text("How it works").OnClick(h.how),
		),
	)
}

func hintStep(done bool, words, key string) goapp.UI {
	class := ""
	if done {
		class = "done"
	}
	return goapp.Li().Class(class).Body(
		goapp.Span().Body(goapp.Text(words+" "), goapp.Kbd().Text(key)),
		goapp.If(done, func() goapp.UI { return goapp.Span().Class("hidden-visually").Text(", done") }),
	)
}

func hintEnd(done bool) string {
	if done {
		return "Done: close this"
	}
	return "Leave this hint"
}

func (h *Hint) leave(goapp.Context, goapp.Event) {
	h.Page.setSetting(settingHint, "left")
	h.Page.hintLeft = true
	h.Page.afterDraw(h.Page.focusText)
}

func (h *Hint) how(goapp.Context, goapp.Event) { h.Page.showDialog(dialogHow) }

// hint is what to draw of the hint; nil where there is none: it is about the sample.
func (p *Page) hint() goapp.UI {
	d := p.desk.Dossier()
	if p.hintLeft || p.store == nil || p.store.About(string(d.ID)).Article != samples[0].path || p.desk.ReadOnly() {
		return nil
	}
	return &Hint{
		Page: p, Marked: len(d.Claims) > 0, Attributed: len(p.desk.SourceNames()) > 0, Linked: len(d.Oppositions) > 0,
	}
}
