package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/input"
)

// clickWith clicks an element while modifier keys are held.
func (p *person) clickWith(modifiers int64, css string) {
	p.t.Helper()
	p.wait(css+" is there", byCSS(css))
	at := eval[point](p, `(box => ({X: box.x + box.width / 2, Y: box.y + box.height / 2}))(`+byCSS(css)+`.getBoundingClientRect())`)
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: 1, Modifiers: modifiers})
	}
}

// What is held down with a click, as the browser's protocol has it.
const (
	holdCtrl  = 2
	holdShift = 8
)

func TestSeveralClaimsAtOnce(t *testing.T) {
	p := visitPrepared(t, scene)
	eval[bool](p, `(scrollTo(0, 450), true)`)
	p.wait("the cards are in sight and at rest", `scrollY === 450 && [...document.querySelectorAll('.card')].slice(0, 3).every((card) => card.getBoundingClientRect().bottom < innerHeight)`)
	card := func(words string) string { return `[data-claim-card="` + p.claimOn(words) + `"] blockquote` }
	selected := func(n string) {
		t.Helper()
		p.wait(n+" are selected", `document.querySelector('.bulk-count')?.textContent === '`+n+` selected' && document.querySelectorAll('.card.selected').length === `+n)
	}

	p.clickWith(holdCtrl, card("Japan accused"))
	selected("1")
	p.clickWith(holdShift, card("Beijing also insisted"))
	selected("3")
	if !eval[bool](p, `getSelection().isCollapsed`) {
		t.Error("Shift selected the text of the cards, too")
	}
	p.clickWith(holdCtrl, card("Chinese officials claimed"))
	selected("2")
	p.picture("bulk")
	p.accessible("the bar for several claims")

	p.fillsOnly("#bulk-tag", "diplomacy")
	p.keys("Enter")
	p.hears("Tag added: 2 claims")
	p.wait("both have the tag", `[...document.querySelectorAll('.card')].filter((card) => card.textContent.includes('diplomacy')).length === 2`)
	p.fillsOnly("#bulk-source", "Tokyo")
	p.clickOn("the button", byCSS("#bulk-source-do"))
	p.hears("Source set: 2 claims")
	p.chooses(byCSS("#bulk-status"), "reviewed")
	p.clickOn("the button", byCSS("#bulk-status-do"))
	p.hears("Status set to “reviewed”: 2 claims")
	p.wait("progress follows", `document.querySelector('.progress').textContent.includes('2 reviewed')`)
	p.press("Undo")
	p.wait("each was one step", `document.querySelector('.progress').textContent.includes('0 reviewed')`)

	p.clickOn("the button", byCSS("#bulk-delete"))
	p.until("both are gone", func() bool { return p.tabCount("claims") == 2 })
	p.wait("the bar is gone and focus is not lost", `document.querySelector('#bulk').hidden && document.activeElement !== document.body`)
	p.keys("Ctrl+z")
	p.until("both are back", func() bool { return p.tabCount("claims") == 4 })
}

// fillsOnly types into a field and stays in it.
func (p *person) fillsOnly(css, text string) {
	p.t.Helper()
	p.wait("there is a field", `(document.querySelector('`+css+`')?.focus(), document.activeElement.matches('`+css+`'))`)
	p.types(text)
}

func TestSelectingClaimsByKeyboard(t *testing.T) {
	p := visitPrepared(t, scene)
	p.focuses(p.claimOn("Japan accused"))
	p.keys("x", "n", "n", "x")
	p.wait("two are selected", `document.querySelector('.bulk-count')?.textContent === '2 selected'`)
	p.hears("2 selected")
	p.wait("focus stays in the text", `document.activeElement.matches('mark')`)
	eval[bool](p, `(document.querySelector('.card.selected .select input').focus(), true)`)
	p.keys("Space")
	p.wait("a checkbox does the same", `document.querySelector('.bulk-count')?.textContent === '1 selected'`)

	// Nothing is done to claims that a filter hides.
	p.keys("/")
	p.wait("the search box has focus", `document.activeElement.id === 'search'`)
	p.types("denied")
	p.wait("what is hidden is not selected", `document.querySelector('#bulk').hidden`)
}
