package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// handlers connects what happens in the page with what it does. Those that only
// look do so at once; whatever may change something goes to the UI goroutine.
func (p *Page) handlers() browser.Handlers {
	return browser.Handlers{
		Key:       p.key,
		Selection: func() { p.quietly(p.selectionChanged) },
		PointerDown: func(t browser.Target) {
			p.quietly(func() {
				p.pressed, p.selecting = true, t.InArticle
				p.leaveChoice(t)
			})
		},
		PointerUp: func(browser.Target) {
			p.quietly(func() {
				p.pressed, p.selecting = false, false
				if p.alignLater {
					p.afterDraw(p.alignCards)
				}
				p.update()
				p.selectionChanged()
			})
		},
		Grip: func(g browser.Grip) { p.later(func() { p.grip(g) }) },
		Mark: func(claims []string) { p.later(func() { p.pressMark(ids(claims)) }) },
		Focus: func(t browser.Target) {
			p.tellPlace(t) // at once: a description that comes later is not read out
			p.quietly(func() { p.focused(t) })
		},
		Hover:     func(t browser.Target) { p.quietly(func() { p.hover(t) }) },
		Scrolling: func() { p.quietly(func() { p.approach(); p.tie() }) },
		Scroll:    func() { p.quietly(p.scrolled) },
		Print:     p.printing,
		Printed:   func() { p.later(func() { p.forPrint = false }) },
		Resize:    func() { p.later(p.resized) },
		Hide:      func() { p.hidden() },
		Unload:    func() bool { return p.unsaved() },
		Drag:      func(over bool) { p.later(func() { p.dropping = over }) },
		Drop:      func(files []browser.File, err error) { p.later(func() { p.dropping = false; p.takeFiles(files, err) }) },
		Paste:     func(pasted browser.Pasted) { p.later(func() { p.takePaste(pasted) }) },
		Changed:   func() { p.later(p.follow) },
	}
}

func ids(list []string) []dossier.ID {
	out := make([]dossier.ID, len(list))
	for i, id := range list {
		out[i] = dossier.ID(id)
	}
	return out
}

// quietly runs f on the UI goroutine without having the page drawn anew; f asks
// for that itself where it is needed.
func (p *Page) quietly(f func()) {
	p.ctx.Dispatch(func(ctx goapp.Context) {
		ctx.PreventUpdate()
		f()
	})
}

// focused follows focus: the current claim is the one it is on.
func (p *Page) focused(t browser.Target) {
	if p.desk == nil {
		return
	}
	if t.InArticle && len(t.Claims) == 0 && !p.pressed {
		p.putCaret()
	}
	p.drawCaret()
	p.leaveChoice(t)
	before := p.desk.Current()
	if c := p.comparison(); t.Item != "" && c != nil && t.Item != c.current {
		p.atItem(t.Item)
		p.update()
	}
	switch {
	case p.pressed:
		// The click that comes of the press will say what it is about.
	case len(t.Claims) > 0:
		p.choose(ids(t.Claims))
	case t.Card != "" && p.desk.Picking() == "":
		if p.desk.SetCurrent(dossier.ID(t.Card)) {
			p.closeOtherCard()
		}
	}
	if p.desk.Current() != before {
		p.hovered = "" // what a resting mouse is over is not what the person is about
		p.update()
	}
}

// putCaret gives the text a caret where it has none: at the first block in sight,
// so that the first arrow does not jump to the top.
func (p *Page) putCaret() {
	if _, ok := browser.ReadSelection(); ok {
		return
	}
	const bar = 60 // CSS pixels that the bar covers
	browser.Collapse(browser.Point{Block: browser.FirstBelow(everyBlock, bar)})
}

func (p *Page) scrolled() {
	p.keepScroll()
	p.approach()
	p.alignCards()
	p.tie()
	p.afterDraw(p.drawComparison) // highlights may just have come into the text
}

func (p *Page) resized() {
	p.narrow = browser.MatchMedia(narrowScreen)
	p.placeBubble()
	p.drawCaret()
	p.afterDraw(func() { p.drawGrips(); p.alignCards(); p.tie() })
}

// hidden stores what is still in a field: the page may not come back.
func (p *Page) hidden() {
	if p.desk != nil {
		p.closeField()
		p.keepScroll()
		p.lease.flush()
	}
}

// unsaved reports whether closing the page would lose something: what was chosen in a
// comparison is in no dossier yet, and B has to be found again for it. A transaction
// under way is no reason to ask: local storage has what it is about.
func (p *Page) unsaved() bool {
	p.hidden()
	if p.comparing.unkept() {
		return true
	}
	if p.desk == nil {
		return false
	}
	if p.guest() {
		return p.turns.Waiting() > 0
	}
	if p.store.Pending(string(p.desk.Dossier().ID)) == 0 {
		return false
	}
	return p.saving.State == storage.Failed || p.saving.LocalErr != nil
}
