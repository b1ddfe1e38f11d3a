package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/text"
)

// grips are the handles at the ends of the current claim's words. Who uses no pointer has
// the buttons on the card.
func grips() goapp.UI {
	grip := func(end string) goapp.UI {
		return goapp.Div().ID("grip-"+end).Class("grip "+end).DataSet("grip", end).Hidden(true).Aria("hidden", "true")
	}
	return goapp.Div().Class("grips").Body(grip("start"), grip("end"))
}

// drawGrips puts the handles at the ends of the current claim, where they can be moved.
func (p *Page) drawGrips() {
	first, last, ok := browser.Rect{}, browser.Rect{}, false
	if _, movable := p.gripped(); movable {
		first, last, ok = browser.EndsOf(markSelector(p.desk.Current()))
	}
	browser.SetHidden("#grip-start", !ok)
	browser.SetHidden("#grip-end", !ok)
	if !ok {
		return
	}
	scrolled := browser.ScrollTop() // asked for in between, it would lay out the page each time
	put := func(css string, left, line float64) {
		browser.SetStyle(css, "left", browser.Pixels(left))
		browser.SetStyle(css, "top", browser.Pixels(line+scrolled))
	}
	put("#grip-start", first.Left, first.Bottom)
	put("#grip-end", last.Right, last.Bottom)
}

// gripped is where the current claim stands, and whether its ends can be moved.
func (p *Page) gripped() (text.Span, bool) {
	if p.desk == nil || p.desk.ReadOnly() || p.desk.Picking() != "" {
		return text.Span{}, false
	}
	c := p.desk.Claim(p.desk.Current())
	if c == nil || c.Undecided() {
		return text.Span{}, false
	}
	return c.Place()
}

// grip follows a handle that is dragged: the words are shown as selected, and once it is
// let go they are the claim's, as one step.
func (p *Page) grip(g browser.Grip) {
	span, ok := p.gripped()
	if !ok {
		return
	}
	if g.In {
		span = p.draggedTo(span, g)
	}
	if !g.Done {
		p.selecting = true
		browser.SetSelection(p.point(span.Start), p.endPoint(span.End))
		return
	}
	p.selecting = false
	p.closeField()
	id := p.desk.Current()
	p.did(p.desk.Adjust(id, span))
	p.settleOn(id)
}

// draggedTo is a range with one end moved to a place, outward to a whole word; unchanged
// where nothing would be left of it.
func (p *Page) draggedTo(span text.Span, g browser.Grip) text.Span {
	to, at := span, p.position(g.At)
	if g.End == "start" {
		to.Start = at
	} else {
		to.End = at
	}
	if to.Start >= to.End {
		return span
	}
	snapped := p.desk.Snapped(to)
	if snapped.Empty() {
		return span
	}
	if g.End == "start" {
		return text.Span{Start: snapped.Start, End: span.End}
	}
	return text.Span{Start: span.Start, End: snapped.End}
}
