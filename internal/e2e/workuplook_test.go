package e2e

import "testing"

// TestTheLookOfWorkingUp walks through the screens on which claims, oppositions and
// sources are worked up, in each size and colour scheme.
func TestTheLookOfWorkingUp(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			insisted := p.highlights(beijingInsisted)
			denied := p.highlights(japanDenied)
			p.opensCard(denied)
			p.fills("Source", "Japan")
			p.fills("Cue", "denied")
			p.press("Done")
			p.setsAgainst(denied, insisted)
			p.opensCard(insisted)
			p.fills("Source", "Beijing")
			p.fills("Cue", "insisted")
			p.picture("workup-" + look.name + "-attribution")
			p.accessible("the attribution")
			for _, group := range []string{"Attribution", "Statement", "Type and status", "Note and tags"} {
				p.turns(group)
			}
			p.picture("workup-" + look.name + "-groups")
			p.turns("Evidence")
			p.reveals(byName("button", "Add refutation"))
			p.press("Add refutation")
			p.wait("focus is in the address", `document.activeElement.dataset.field === 'url'`)
			p.types("https://example.org/video")
			p.keys("Tab")
			p.reveals(byName("textbox", "Excerpt"))
			p.fills("Excerpt", "dragging away the resisting North Koreans")
			p.picture("workup-" + look.name + "-item")
			p.accessible("the fields of evidence")
			p.reveals(byName("button", "Close the evidence example.org"))
			p.press("Close the evidence example.org")
			p.turns("Verdict")
			p.rates("Mostly false")
			p.wait("the rating is pressed in", rating("Mostly false")+`.checked`)
			p.picture("workup-" + look.name + "-verdict")
			p.accessible("a verdict")
			p.reveals(byName("button", "Done"))
			p.press("Done")
			p.wait("the card is closed", `!document.querySelector('.card.open')`)
			p.picture("workup-" + look.name + "-closed")
			p.accessible("a closed card with its chips")

			p.click("#tab-ledger")
			p.wait("the ledger is shown", `document.querySelector('[data-opposition]')`)
			p.reveals(`document.querySelector('[data-opposition] .details-head button')`)
			p.clickOn("the line that opens", `document.querySelector('[data-opposition] .details-head button')`)
			p.wait("it opens", byName("combobox", "Resolution"))
			p.picture("workup-" + look.name + "-ledger")
			p.accessible("the ledger")

			p.click("#tab-sources")
			p.reveals(byName("button", "Details of Beijing"))
			p.press("Details of Beijing")
			p.wait("it opens", byName("textbox", "Role"))
			p.picture("workup-" + look.name + "-sources")
			p.accessible("the sources")
		})
	}
}
