package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// mostTies is to how many counterparts lines are drawn at once.
const mostTies = 8

// Ties are the lines that join the claim a person points at, or is on, with those that
// it is set against; nothing else is joined, so that they never become a tangle. They
// run in the margin, from line to line, and cross no words. A counterpart out of sight
// has a stub at the edge of the text, which names it and leads to it.
type Ties struct {
	goapp.Compo

	Page *Page
	Up   []stub
	Down []stub
}

// stub names a counterpart that is out of sight.
type stub struct {
	Claim  dossier.ID
	Words  string
	Colour int
}

// Render draws lines without a place, which tie gives them, and the stubs.
func (t *Ties) Render() goapp.UI {
	lines := make([]goapp.UI, mostTies)
	for i := range lines {
		lines[i] = goapp.Span().Class("tie")
	}
	return goapp.Div().Body(
		goapp.Div().ID("ties").Aria("hidden", "true").Body(lines...),
		t.stubs("stubs-up", "Set against it, above", "↑", t.Up),
		t.stubs("stubs-down", "Set against it, below", "↓", t.Down),
	)
}

func (t *Ties) stubs(id, label, sign string, list []stub) goapp.UI {
	return goapp.Div().ID(id).Class("stubs").Role("group").Aria("label", label).Hidden(len(list) == 0).Body(
		goapp.Range(list).Slice(func(i int) goapp.UI {
			return goapp.Button().Type("button").Class("stub "+colourName(list[i].Colour)).DataSet("id", string(list[i].Claim)).
				Title("Go to these words").OnClick(t.jump).Body(
				goapp.Span().Class("stub-words").Text(list[i].Words),
				goapp.Span().Aria("hidden", "true").Text(sign),
			)
		}),
	)
}

func (t *Ties) jump(ctx goapp.Context, _ goapp.Event) { t.Page.jumpTo(idOf(ctx)) }

// jumpTo leads to a claim from outside the panel.
func (p *Page) jumpTo(id dossier.ID) {
	if p.desk.Picking() != "" {
		p.desk.SetCurrent(id)
		p.afterDraw(func() {
			browser.ScrollIntoView(markSelector(id), "center")
			browser.FocusSelector(markSelector(id))
		})
		return
	}
	p.goTo(id)
}

// hover takes what the mouse is over.
func (p *Page) hover(t browser.Target) {
	var over dossier.ID
	switch {
	case p.desk == nil:
		return
	case t.Card != "":
		over = dossier.ID(t.Card)
	case len(t.Claims) > 0:
		over = p.desk.ShortestFirst(ids(t.Claims))[0]
	}
	if over != p.hovered {
		p.hovered = over
		p.tie()
		p.pointOut()
	}
}

// flagBeside is on the words of the counterparts of what the mouse is over.
const flagBeside = "data-beside"

// pointOut shows the words that stand against what the mouse is over. It draws nothing
// anew: a mouse that crosses the text would have the page redrawn all the time.
func (p *Page) pointOut() {
	beside := make(map[string]bool)
	for _, o := range p.desk.OppositionsOf(p.hovered) {
		beside[string(o.Other(p.hovered))] = true
	}
	if len(beside) == 0 {
		browser.Unflag(everyMark, flagBeside)
		return
	}
	top, bottom := cardBand(0)
	browser.Flag(everyMark, "data-claims", flagBeside, top, bottom, func(claims []string) bool {
		return slices.ContainsFunc(claims, func(id string) bool { return beside[id] })
	})
}

// tied returns the claim whose counterparts are shown.
func (p *Page) tied() dossier.ID {
	if len(p.desk.OppositionsOf(p.hovered)) > 0 {
		return p.hovered
	}
	return p.desk.Current()
}

// tie draws the lines for where everything stands now, and the page anew where other
// counterparts than before are out of sight.
func (p *Page) tie() {
	if p.desk == nil {
		return
	}
	id := p.tied()
	links := p.desk.OppositionsOf(id)
	if len(links) == 0 && !p.ties {
		return // to measure a long text that was just drawn lays all of it out
	}
	const gutter = 18 // CSS pixels from the text to the line
	article := browser.RectOf("#article")
	window := p.sightOfText()
	origin := browser.RectOf(".desk")
	here := browser.LineOf(p.wordsSelector(id))
	left, top, height := make([]string, mostTies), make([]string, mostTies), make([]string, mostTies)
	colour, display := make([]string, mostTies), make([]string, mostTies)
	n := 0
	var above, below []stub
	for _, o := range links {
		other := p.desk.Claim(o.Other(id))
		if other == nil {
			continue
		}
		there := browser.LineOf(p.wordsSelector(other.ID))
		if there == (browser.Rect{}) || here == (browser.Rect{}) {
			continue
		}
		mark := stub{other.ID, stubWords(other), p.desk.LookOf(other.ID).Colour}
		switch {
		case there.Bottom <= window.Top:
			above = append(above, mark)
		case there.Top >= window.Bottom:
			below = append(below, mark)
		}
		if n < mostTies {
			one, two := (here.Top+here.Bottom)/2, (there.Top+there.Bottom)/2
			left[n] = browser.Pixels(max(2, article.Left-gutter) - origin.Left)
			top[n] = browser.Pixels(min(one, two) - origin.Top)
			height[n] = browser.Pixels(max(one, two) - min(one, two))
			colour[n] = "var(--" + colourName(mark.Colour) + ")"
			display[n] = "block"
			n++
		}
	}
	p.ties = n > 0 || len(above)+len(below) > 0
	browser.SetStyles("#ties > .tie", "left", left)
	browser.SetStyles("#ties > .tie", "top", top)
	browser.SetStyles("#ties > .tie", "height", height)
	browser.SetStyles("#ties > .tie", "border-color", colour)
	browser.SetStyles("#ties > .tie", "display", display)
	_, tall := browser.ViewportSize()
	browser.SetStyles(".stubs", "left", []string{browser.Pixels(article.Left), browser.Pixels(article.Left)})
	browser.SetStyles(".stubs", "max-width", []string{browser.Pixels(article.Right - article.Left), browser.Pixels(article.Right - article.Left)})
	browser.SetStyle("#stubs-down", "bottom", browser.Pixels(tall-window.Bottom+8))
	above, below = fewStubs(above), fewStubs(below)
	if !slices.Equal(above, p.stubsUp) || !slices.Equal(below, p.stubsDown) {
		p.stubsUp, p.stubsDown = above, below
		p.update()
	}
}

// fewStubs keeps the stubs from covering the text they stand at the edge of.
func fewStubs(list []stub) []stub { return list[:min(len(list), 3)] }

// stubWords names a claim in few words.
func stubWords(c *dossier.Claim) string {
	words := desk.Speaker(c)
	if c.Attribution.Source.Text != "" && c.Attribution.Cue.Text != "" {
		words += " " + c.Attribution.Cue.Text
	}
	return words + " …"
}

// wordsSelector finds a claim's highlight, or where it has none in the page the block
// that it begins in; nothing for a claim without a place.
func (p *Page) wordsSelector(id dossier.ID) string {
	c := p.desk.Claim(id)
	if c == nil {
		return "#nowhere"
	}
	place, shown := c.Place()
	if !shown {
		return "#nowhere"
	}
	if browser.RectOf(markSelector(id)) != (browser.Rect{}) {
		return markSelector(id)
	}
	return blockSelector(p.desk.Layout().BlockAt(place.Start))
}

// sightOfText is the part of the window in which text can be read: below the bar, and
// on a phone above the sheet.
func (p *Page) sightOfText() browser.Rect {
	width, height := browser.ViewportSize()
	sight := browser.Rect{Top: browser.RectOf(".bar").Bottom, Right: width, Bottom: height}
	if p.narrow {
		sight.Bottom = browser.RectOf("#panel").Top
	}
	return sight
}
