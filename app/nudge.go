package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
)

// nudge moves one end of a claim by a word.
type nudge struct {
	name    string // for the element
	end     desk.End
	outward bool
	sign    string
	label   string
}

var nudges = []nudge{
	{"start-out", desk.StartOfClaim, true, "◂", "Move start back a word"},
	{"start-in", desk.StartOfClaim, false, "▸", "Move start on a word"},
	{"end-in", desk.EndOfClaim, false, "◂", "Move end back a word"},
	{"end-out", desk.EndOfClaim, true, "▸", "Move end on a word"},
}

// nudges are the buttons that move the ends of the claim by words.
func (c *Card) nudges() goapp.UI {
	button := func(n nudge) goapp.UI {
		return goapp.Button().Type("button").Class("nudge").DataSet("nudge", n.name).Aria("label", n.label).Text(n.sign).
			OnClick(func(goapp.Context, goapp.Event) { c.Page.nudge(c, n) })
	}
	return goapp.Div().Class("nudges").Role("group").Aria("label", "Ends of the claim").Body(
		goapp.Span().Text("Start"), button(nudges[0]), button(nudges[1]),
		goapp.Span().Text("End"), button(nudges[2]), button(nudges[3]),
	)
}

func (p *Page) nudge(c *Card, n nudge) {
	p.closeField()
	p.did(p.desk.Nudge(c.Claim.ID, n.end, n.outward))
	p.afterDraw(func() { browser.FocusSelector(cardSelector(c.Claim.ID) + ` [data-nudge="` + n.name + `"]`) })
}
