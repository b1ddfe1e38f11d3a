package e2e

import "testing"

// focuses puts focus on a claim's words, as n and p do.
func (p *person) focuses(claim string) {
	p.t.Helper()
	p.wait("the claim can have focus", `(document.querySelector('mark[data-claims~="`+claim+`"]').focus(), document.activeElement.dataset.claims?.includes('`+claim+`'))`)
	p.wait("the claim is current", `document.querySelector('[data-claim-card="`+claim+`"].current')`)
}

func TestSettingAgainstWithTheKeyboard(t *testing.T) {
	p := visit(t, "/")
	insisted := p.highlights(beijingInsisted)
	denied := p.highlights(japanDenied)
	p.attributes(denied, "Japan", "denied", "deny")

	p.focuses(denied)
	p.keys("o", "p")
	p.wait("the earlier claim has focus", `document.activeElement.dataset.claims === '`+insisted+`'`)
	p.keys("Enter")
	p.hears("denies")
	p.until("there is an opposition", func() bool { return p.tabCount("ledger") == 1 })

	// The text itself tells which claims are opposed, by a sign and by a description.
	if !eval[bool](p, `[...document.querySelectorAll('mark')].every((mark) => getComputedStyle(mark, '::after').content.includes('⇄') && mark.getAttribute('aria-description').includes('den'))`) {
		t.Error("the text does not tell that the claims are opposed")
	}

	// A claim is not set against itself, nor against another twice in the same way.
	p.focuses(denied)
	p.keys("o", "Enter")
	p.hears("same claim")
	p.keys("Escape")
	p.wait("picking is over", `!document.querySelector('#picking')`)
	p.focuses(denied)
	p.keys("o")
	p.wait("picking is on", `document.querySelector('#picking')`)
	p.keys("p", "Enter")
	p.hears("linked in that way already")
	p.keys("o", "Escape")
	if n := p.tabCount("ledger"); n != 1 {
		t.Errorf("there are %d oppositions, not 1", n)
	}
}

func TestSettingAgainstOnAPhone(t *testing.T) {
	p := visit(t, "/", onPhone)
	insisted := p.highlights(beijingInsisted)
	denied := p.highlights(japanDenied)
	inSight := func(claim string) {
		t.Helper()
		p.wait("the words are in sight above the sheet", `(([mark, panel]) => mark.top > 0 && mark.bottom < panel.top)(['mark[data-claims~="`+claim+`"]', '#panel'].map((css) => document.querySelector(css).getBoundingClientRect()))`)
	}
	inSight(denied)
	p.wait("its card is in sight in the sheet", `(([card, panel]) => card.bottom > panel.top + 60 && card.top < innerHeight - 40)(['[data-claim-card="`+denied+`"]', '#panel'].map((css) => document.querySelector(css).getBoundingClientRect()))`)
	p.tap(byCSS(`[data-claim-card="` + denied + `"] .against`))
	p.wait("picking is on", `document.querySelector('#picking')`)
	inSight(insisted)
	p.tap(byCSS(`mark[data-claims~="` + insisted + `"]`))
	p.until("there is an opposition", func() bool { return p.tabCount("ledger") == 1 })

	p.tap(byCSS("#sheet"))
	p.wait("the sheet folds", `document.querySelector('#panel').getBoundingClientRect().height < 130`)
	p.tap(byCSS("#tab-ledger"))
	p.wait("a tab unfolds it", `document.querySelector('#panel').getBoundingClientRect().height > 200 && document.querySelector('[data-opposition]')`)
}

func TestPickingInTheList(t *testing.T) {
	p := visit(t, "/")
	insisted := p.highlights(beijingInsisted)
	denied := p.highlights(japanDenied)
	p.focuses(denied)
	p.keys("o")
	p.wait("picking is on", `document.querySelector('#picking')`)
	p.clickOn("the other card", byCSS(`[data-claim-card="`+insisted+`"] blockquote`))
	p.until("there is an opposition", func() bool { return p.tabCount("ledger") == 1 })
	file, _ := p.exports(sampleFile)
	if o := file.Oppositions[0]; o.From != denied || o.To != insisted || o.Kind != "contradicts" {
		t.Errorf("the opposition is %+v", o)
	}
}

func TestSettingFreshWordsAgainst(t *testing.T) {
	p := visit(t, "/")
	p.selects(japanDenied)
	p.keys("o")
	p.wait("the words became a claim and picking is on", `document.querySelectorAll('mark').length === 1 && document.querySelector('#picking')`)
	p.selects(beijingInsisted)
	p.keys("h")
	p.until("there is an opposition", func() bool { return p.tabCount("ledger") == 1 })
	file, _ := p.exports(sampleFile)
	o := file.Oppositions[0]
	if file.quoteOf(o.From) != japanDenied || file.quoteOf(o.To) != beijingInsisted {
		t.Errorf("%q was set against %q", file.quoteOf(o.From), file.quoteOf(o.To))
	}
}

func TestTheLedger(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.click("#tab-ledger")
	p.wait("there are two oppositions", `document.querySelectorAll('[data-opposition]').length === 2`)
	if !eval[bool](p, `(([first]) => {
  const sides = [...first.querySelectorAll('.side')].map((side) => side.textContent);
  return sides.length === 2 && sides[0].includes('Beijing') && sides[0].includes('even thanked them') && sides[1].includes('Japan denied this') && first.textContent.includes('is denied by');
})(document.querySelectorAll('[data-opposition]'))`) {
		t.Error("the first opposition does not set the quotes face to face")
	}

	p.chooses(`document.querySelectorAll('[data-opposition] select')[1]`, "corroborates")
	p.wait("corroborations come last, under their own heading", `document.querySelectorAll('.pair').length === 2 && document.querySelectorAll('.pair')[1].querySelector('h2').textContent.includes('＋')`)
	p.press("Undo")

	p.click(`[data-opposition] textarea`)
	p.types("The video decides.")
	p.keys("Tab")
	p.saved()
	file, _ := p.exports(sampleFile)
	if got := file.Oppositions[0].Note; got != "The video decides." {
		t.Errorf("the note in the file is %q", got)
	}

	p.clickOn("the second side", `document.querySelectorAll('[data-opposition] .side')[1]`)
	p.wait("it leads to its words", `document.activeElement.matches('mark') && document.activeElement.textContent === 'Japan denied this'`)
	if !eval[bool](p, `(box => box.top > 0 && box.bottom < innerHeight)(document.activeElement.getBoundingClientRect())`) {
		t.Error("the words are out of sight")
	}

	p.clickOn("the button that removes", byName("button", "Remove this opposition"))
	p.until("one is left", func() bool { return p.tabCount("ledger") == 1 })
	if eval[bool](p, `document.activeElement === document.body`) {
		t.Error("focus is lost after a removal")
	}
	p.keys("Ctrl+z")
	p.until("it is back", func() bool { return p.tabCount("ledger") == 2 })
}
