package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
)

// How wide the panel may be, in CSS pixels. The style sheet also holds it to half of
// the window.
const (
	narrowestPanel = 288
	usualPanel     = 400
	widestPanel    = 640
	panelStep      = 16 // by an arrow key
)

// Separator stands between the text and the panel; dragging it, or the arrow keys while
// it has focus, make the panel wider or narrower. A phone has none: there the panel is a
// sheet.
type Separator struct {
	goapp.Compo

	Page  *Page
	Width int // of the panel, in CSS pixels
}

// Render draws the separator. It comes after the panel in the order of the Tab key, so
// that the way from the text to the cards is no longer for it.
func (s *Separator) Render() goapp.UI {
	return goapp.Div().ID("separator").Class("separator").Role("separator").TabIndex(0).
		Aria("label", "Width of the panel").Aria("controls", "panel").Aria("orientation", "vertical").
		Aria("valuemin", strconv.Itoa(narrowestPanel)).Aria("valuemax", strconv.Itoa(widestPanel)).
		Aria("valuenow", strconv.Itoa(s.Width)).Aria("valuetext", strconv.Itoa(s.Width)+" pixels").
		OnMouseDown(keepSelection).On("pointerdown", s.grab).OnKeyDown(s.key)
}

func (s *Separator) grab(goapp.Context, goapp.Event) {
	p := s.Page
	browser.FollowPointer(func(x, _ float64) {
		p.later(func() { p.sizePanel(int(browser.RectOf(".desk").Right - x)) })
	}, func() { p.later(p.keepPanelWidth) })
}

func (s *Separator) key(_ goapp.Context, e goapp.Event) {
	p := s.Page
	switch e.Get("key").String() {
	case "ArrowLeft", "ArrowUp":
		p.sizePanel(p.panelWidth + panelStep)
	case "ArrowRight", "ArrowDown":
		p.sizePanel(p.panelWidth - panelStep)
	case "Home":
		p.sizePanel(narrowestPanel)
	case "End":
		p.sizePanel(widestPanel)
	default:
		return
	}
	e.PreventDefault()
	p.keepPanelWidth()
}

// sizePanel gives the panel a width.
func (p *Page) sizePanel(width int) {
	p.panelWidth = min(max(width, narrowestPanel), widestPanel)
	browser.SetStyle(":root", "--panel-width", strconv.Itoa(p.panelWidth)+"px")
	p.afterDraw(func() { p.alignCards(); p.tie() })
}

func (p *Page) keepPanelWidth() { p.setSetting(settingPanelWidth, strconv.Itoa(p.panelWidth)) }

// readPanelWidth takes the width of an earlier visit.
func (p *Page) readPanelWidth() {
	p.panelWidth = usualPanel
	if width, err := strconv.Atoi(p.setting(settingPanelWidth)); err == nil {
		p.sizePanel(width)
	}
}
