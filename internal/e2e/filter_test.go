package e2e

import (
	"encoding/json"
	"testing"
)

// waitCards waits until the cards in sight are of these words, in this order.
func (p *person) waitCards(words ...string) {
	p.t.Helper()
	data, err := json.Marshal(words)
	p.must(err)
	p.wait("these cards are shown: "+string(data), `(words => {
  const cards = [...document.querySelectorAll('.card')].filter((card) => card.checkVisibility());
  return cards.length === words.length && cards.every((card, i) => card.querySelector('blockquote').textContent.includes(words[i]));
})(`+string(data)+`)`)
}

// reach scrolls what is in the panel to where it can be pressed.
func (p *person) reach(css string) {
	p.t.Helper()
	p.wait(css+" is there", `(document.querySelector(`+quote(css)+`)?.scrollIntoView({block: 'center'}), document.querySelector(`+quote(css)+`))`)
}

// facet is the JavaScript for the checkbox of a value that claims can be narrowed to.
func facet(facet, value string) string {
	return byCSS(`[data-facet="` + facet + `"][data-value="v` + value + `"]`)
}

const dimmed = `[...document.querySelectorAll('mark[data-dimmed]')].map((mark) => mark.textContent).join('|')`

func TestFiltering(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visitPrepared(t, scene, look.options...)
			p.setsAgainst(p.claimOn(japanDenied), p.claimOn(beijingInsisted))

			p.clickOn("the button", byCSS("#filter-button"))
			p.wait("the facets are shown", `document.querySelector('#filter-button').ariaExpanded === 'true' && `+facet("source", "japan"))
			p.picture("filter-" + look.name)
			p.accessible("the facets")
			p.reach("[data-facet=source]")
			p.clickOn("a source", facet("source", "japan"))
			p.waitCards("Japan accused", japanDenied)
			p.wait("it is counted", `document.querySelector('.found span').textContent === '2 of 4 claims found' && document.querySelector('#filter-button .number').textContent === '1'`)
			p.hears("2 of 4 claims found")
			p.wait("the text dims the others", dimmed+`.includes('Beijing also insisted') && !`+dimmed+`.includes('Japan denied this')`)
			p.reach("[data-facet=stance]")
			p.clickOn("a stance", facet("stance", "deny"))
			p.waitCards(japanDenied)
			p.wait("each value says how many it would leave", facet("stance", "accuse")+`.closest('label').querySelector('.number').textContent === '1' && `+facet("source", "beijing")+`.closest('label').querySelector('.number').textContent === '0'`)
			p.picture("filter-" + look.name + "-chosen")
			p.accessible("a filter")

			// What is drawn anew stays dimmed.
			p.click(`mark[data-claims~="` + p.claimOn("Chinese officials") + `"]`)
			p.wait("another claim is current", `document.querySelector('mark.current').textContent.includes('Chinese')`)
			p.wait("the others are dimmed as before", dimmed+`.includes('Beijing also insisted')`)

			p.reach("#clear-filter")
			p.clickOn("the button", byName("button", "Clear"))
			p.wait("all are shown again, and focus stays", `!document.querySelector('mark[data-dimmed]') && document.activeElement.id === 'search' && !document.querySelector('.found')`)
			p.reach("[data-facet=unopposed]")
			p.clickOn("what stands alone", facet("unopposed", "yes"))
			p.waitCards("Japan accused", "Chinese officials")
		})
	}
}

func TestFilteringByKeyboard(t *testing.T) {
	p := visitPrepared(t, scene)
	p.keys("/")
	p.wait("the search box has focus", `document.activeElement.id === 'search'`)
	p.types("JAPAN")
	p.waitCards("Japan accused", japanDenied)
	p.keys("Tab", "Enter")
	p.wait("the facets are shown", `!document.querySelector('#facets').hidden`)
	p.keys("Escape", "/")
	p.wait("Escape keeps what was typed", `document.activeElement.value === 'JAPAN' && document.querySelector('.found')`)
	eval[bool](p, `(`+facet("stance", "accuse")+`.focus(), true)`)
	p.keys("Space")
	p.waitCards("Japan accused")
	p.wait("focus stays where it was", `document.activeElement === `+facet("stance", "accuse"))

	// Another tab and back: the words are still in the box.
	p.click("#tab-ledger")
	p.wait("the box is gone", `!document.querySelector('#search')`)
	p.click("#tab-claims")
	p.wait("the box holds what is looked for", `document.querySelector('#search')?.value === 'JAPAN'`)
	p.waitCards("Japan accused")

	// Keys go through what was found, and through nothing else.
	p.focuses(p.claimOn("Japan accused"))
	p.keys("n")
	p.hears("There is no further claim among those found")
	p.keys("p")
	p.hears("There is no earlier claim among those found")
	p.wait("focus stays where it was", `document.activeElement.textContent.includes('Japan accused')`)
}

func TestSortingClaims(t *testing.T) {
	p := visitPrepared(t, []prepared{{words: japanDenied}, {words: beijingInsisted}})
	p.waitCards("Beijing also insisted", japanDenied)
	p.click("#filter-button")
	p.wait("the orders are offered", `document.querySelector('#sort')`)
	eval[bool](p, `(document.querySelector('#sort').focus(), true)`)
	p.keys("ArrowDown", "ArrowDown")
	p.waitCards(japanDenied, "Beijing also insisted")
	p.wait("they do not stand beside their words", `!document.querySelector('#cards.aligned')`)
	p.press("Clear")
	p.waitCards("Beijing also insisted", japanDenied)
	p.click("#filter-button")
	p.wait("they stand beside their words again", `document.querySelector('#cards.aligned')`)
}

func TestProgressAtAGlance(t *testing.T) {
	p := visitPrepared(t, scene)
	p.setsAgainst(p.claimOn(japanDenied), p.claimOn(beijingInsisted))
	p.wait("it counts", `document.querySelector('.progress').textContent.replace(/\s+/g, ' ').includes('4 claims2 opposed0 checked0 reviewed')`)
}
