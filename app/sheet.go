package app

import (
	"math"

	"gainsay/internal/browser"
	"gainsay/internal/text"
)

// sheet is how far the panel reaches up on a phone, where it lies over the foot of the
// text.
type sheet string

const (
	sheetHalf   sheet = ""
	sheetFolded sheet = "folded"
	sheetTall   sheet = "tall"
)

// next is what the handle makes of the sheet: it is no use to those who cannot drag
// unless it leads everywhere.
func (s sheet) next() sheet {
	switch s {
	case sheetHalf:
		return sheetFolded
	case sheetFolded:
		return sheetTall
	}
	return sheetHalf
}

// label says what the handle does next.
func (s sheet) label() string {
	switch s.next() {
	case sheetFolded:
		return "Fold the panel"
	case sheetTall:
		return "Open the panel wide"
	}
	return "Open the panel by half"
}

// sheetAt is the state nearest to a height, as a part of the window's.
func sheetAt(part float64) sheet {
	switch {
	case part < .28:
		return sheetFolded
	case part < .57:
		return sheetHalf
	}
	return sheetTall
}

// toggleSheet answers a press of the handle, unless it ended a drag.
func (p *Page) toggleSheet() {
	if p.dragged {
		p.dragged = false
		return
	}
	p.putSheet(p.sheet.next())
}

// dragSheet follows the finger on the handle, and lets the sheet come to rest in the
// state that is nearest.
func (p *Page) dragSheet() {
	const slack = 6 // CSS pixels that a press may stray without being a drag
	_, window := browser.ViewportSize()
	from, height := math.NaN(), 0.0
	p.dragged = false
	browser.FollowPointer(func(_, y float64) {
		if math.IsNaN(from) {
			from = y
		}
		if math.Abs(y-from) < slack && height == 0 {
			return
		}
		height = min(max(window-y, 0.1*window), 0.85*window)
		for _, property := range []string{"height", "max-height"} {
			browser.SetStyle("#panel", property, browser.Pixels(height))
		}
	}, func() {
		if height == 0 {
			return
		}
		p.later(func() {
			p.dragged = true
			for _, property := range []string{"height", "max-height"} {
				browser.SetStyle("#panel", property, "")
			}
			p.putSheet(sheetAt(height / window))
		})
	})
}

// putSheet gives the sheet a state, remembers it, and keeps in sight what the person
// is reading.
func (p *Page) putSheet(s sheet) {
	p.sheet = s
	p.setSetting(settingSheet, string(s))
	p.afterDraw(p.readOn)
}

// readOn brings the current claim's words, else the caret's block, into what the sheet
// leaves of the window.
func (p *Page) readOn() {
	switch id := p.desk.Current(); {
	case !p.narrow:
	case id != "":
		browser.ScrollIntoView(markSelector(id), "nearest")
	case p.caret != text.CodePoint(0):
		browser.ScrollIntoView(blockSelector(p.desk.Layout().BlockAt(p.caret)), "nearest")
	}
	p.tie()
}

// unfoldSheet has the panel in sight, for what is shown in it next.
func (p *Page) unfoldSheet() {
	if p.sheet == sheetFolded {
		p.sheet = sheetHalf
	}
}
