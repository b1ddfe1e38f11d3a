package app

import (
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Chooser lists the claims at one place of the text, the shortest first, to pick one by
// pointer or with the arrow keys and Enter.
type Chooser struct {
	goapp.Compo

	Page    *Page
	Claims  []*dossier.Claim
	Current dossier.ID
}

// Render draws the list; nothing where there is no choice.
func (c *Chooser) Render() goapp.UI {
	return goapp.Div().ID("chooser").Class("chooser").Role("group").Aria("label", "Claims at this place").Hidden(len(c.Claims) == 0).Body(
		goapp.Range(c.Claims).Slice(func(i int) goapp.UI { return c.choice(c.Claims[i]) }),
	)
}

func (c *Chooser) choice(claim *dossier.Claim) goapp.UI {
	look := c.Page.desk.LookOf(claim.ID)
	return goapp.Button().Type("button").Class("choice "+colourClass(look)).DataSet("choice", string(claim.ID)).
		Aria("current", boolText(claim.ID == c.Current)).OnClick(c.pick).Body(
		goapp.B().Text(desk.Speaker(claim)),
		goapp.If(claim.Attribution.Cue.Text != "", func() goapp.UI {
			return goapp.Span().Class("cue").Text(" " + claim.Attribution.Cue.Text)
		}),
		goapp.Span().Class("choice-words").Text(" “"+firstWords(claim.Anchor.Exact)+"”"),
	)
}

// firstWords is how a claim begins, for a list.
func firstWords(s string) string {
	const most = 8
	words := strings.Fields(s)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:most], " ") + " …"
}

func (c *Chooser) pick(ctx goapp.Context, _ goapp.Event) {
	c.Page.pickChoice(dossier.ID(ctx.JSSrc().Get("dataset").Get("choice").String()))
}

// chooser is the list of the claims that a press, or Enter, left to choose from.
func (p *Page) chooser() goapp.UI {
	c := &Chooser{Page: p, Current: p.desk.Current()}
	for _, id := range p.choices {
		if claim := p.desk.Claim(id); claim != nil {
			c.Claims = append(c.Claims, claim)
		}
	}
	return c
}

// offerChoice lists the claims at one place below it, where they are several.
func (p *Page) offerChoice(ids []dossier.ID) {
	p.choices = nil
	if len(ids) < 2 {
		return
	}
	p.choices = p.desk.ShortestFirst(ids)
	p.afterDraw(func() {
		const gap = 6
		line, box := browser.RectOf(segmentSelector(ids)), browser.RectOf("#chooser")
		width, height := browser.ViewportSize()
		top := line.Bottom + gap
		if top+box.Height() > height-gap {
			top = line.Top - gap - box.Height()
		}
		browser.SetStyle("#chooser", "top", browser.Pixels(top+browser.ScrollTop()))
		browser.SetStyle("#chooser", "left", browser.Pixels(max(gap, min(line.Left, width-box.Width()-gap))))
	})
}

// segmentSelector finds the highlight that exactly these claims cover.
func segmentSelector(ids []dossier.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return `mark[data-claims="` + strings.Join(names, " ") + `"]`
}

// pickChoice takes one of the claims at a place.
func (p *Page) pickChoice(id dossier.ID) {
	p.choices = nil
	if p.desk.Picking() != "" {
		p.pick(id)
		return
	}
	p.desk.Settle(id)
	p.closeOtherCard()
	p.showCurrentCard()
	p.afterDraw(p.focusText)
}

// leaveChoice takes the list away once the person is elsewhere.
func (p *Page) leaveChoice(t browser.Target) {
	if len(p.choices) == 0 || t.Choice != "" || len(t.Claims) == len(p.choices) {
		return
	}
	p.choices = nil
	p.update()
}

// choiceKey moves among the claims to choose from.
func (p *Page) choiceKey(k browser.Key) bool {
	at := slices.Index(p.choices, dossier.ID(k.Choice))
	if at < 0 {
		return false
	}
	switch k.Key {
	case "ArrowDown":
		at++
	case "ArrowUp":
		at += len(p.choices) - 1
	case "Home":
		at = 0
	case "End":
		at = len(p.choices) - 1
	default:
		return false
	}
	browser.FocusSelector(choiceSelector(p.choices[at%len(p.choices)]))
	return true
}

func choiceSelector(id dossier.ID) string { return `[data-choice="` + string(id) + `"]` }

// enter answers Enter in the text. Where several claims stand and the person has not said
// which one is meant, it asks; else it opens the card of the current one.
func (p *Page) enter(k browser.Key) {
	if here := ids(k.Claims); len(here) > 1 && p.desk.Unsettled() {
		p.offerChoice(here)
		p.afterDraw(func() { browser.FocusSelector(choiceSelector(p.desk.Current())) })
		return
	}
	p.showCard(p.desk.Current())
}
