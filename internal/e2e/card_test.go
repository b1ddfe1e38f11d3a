package e2e

import (
	"slices"
	"testing"
)

func TestTheCardStandsBesideItsWords(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(beijingInsisted)
	p.wait("the card is beside the words", `Math.abs(document.querySelector('mark').getBoundingClientRect().top - document.querySelector('.card').getBoundingClientRect().top) < 24`)
	other := p.highlights(japanDenied)
	if !eval[bool](p, `(([a, b]) => a.bottom <= b.top)([...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect()))`) {
		t.Error("two cards overlap")
	}
	if got := p.claims(); !slices.Equal(got, []string{claim, other}) {
		t.Errorf("the cards are not in the order of the article: %v", got)
	}
}

func TestAttributionTypedAndTakenFromTheText(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(beijingInsisted)
	p.selectsIn(beijingInsisted, "Beijing")
	p.press("Use as source")
	p.hears("Source: “Beijing”")
	p.selectsIn(beijingInsisted, "insisted")
	p.press("Use as cue")
	p.hears("Cue: “insisted”")

	p.opensCard(claim)
	p.selects("consulate staff had given the police permission to enter")
	p.press("Content from selection")
	p.hears("Content:")
	p.fills("Statement", "Consulate staff allowed the police in.")
	p.fills("Note", "Compare the video.")
	p.fills("Tags", "consulate, police, consulate")
	p.chooses(byName("combobox", "Stance"), "assert")
	p.press("Done")
	p.wait("the card shows what was written", `['Beijing', 'insisted', 'Consulate staff allowed the police in.', 'Compare the video.', 'consulate', 'police', 'assert'].every((part) => document.querySelector('.card').textContent.includes(part))`)
	p.saved()

	file, _ := p.exports(sampleFile)
	c := file.Claims[0]
	if a := c.Attribution.Source.Anchor; a == nil || a.Exact != "Beijing" {
		t.Error("the source has lost its place in the text")
	}
	if c.Attribution.Cue.Text != "insisted" || c.Statement != "Consulate staff allowed the police in." || c.Note != "Compare the video." || !slices.Equal(c.Tags, []string{"consulate", "police"}) {
		t.Errorf("the file has %+v", c)
	}

	// Words outside the claim are not its source.
	p.selects("the Canadian Embassy")
	if eval[bool](p, byName("button", "Use as source")+` !== null`) {
		t.Error("words outside every claim are offered as a source")
	}
}

func TestOneVisitToOneFieldIsOneStep(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(japanDenied)
	p.saved()
	p.opensCard(claim)
	p.click(`#field-` + claim[len("urn:uuid:"):] + `-note`)
	p.types("First thought")
	p.wait("a pause is kept", `Object.keys(localStorage).some((key) => key.includes(':journal:') && localStorage[key].includes('First thought'))`)
	p.types(", second thought")
	p.wait("the next is kept as well", `Object.keys(localStorage).some((key) => key.includes(':journal:') && localStorage[key].includes('second thought'))`)
	p.keys("Tab")
	p.press("Undo")
	p.hears("Undone")
	if got := eval[string](p, `document.querySelector('#field-`+claim[len("urn:uuid:"):]+`-note').value`); got != "" {
		t.Errorf("one undo leaves %q in the field", got)
	}
	p.press("Redo")
	p.wait("redo brings all of it back", `document.querySelector('#field-`+claim[len("urn:uuid:"):]+`-note').value === 'First thought, second thought'`)

	// What is still in a field when the page goes is not lost.
	p.click(`#field-` + claim[len("urn:uuid:"):] + `-statement`)
	p.types("Typed and not left")
	p.reload()
	p.wait("it is there", `document.querySelector('.card').textContent.includes('Typed and not left')`)
}

func TestSearchingClaims(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	p.highlights(japanDenied)
	p.keys("/")
	p.wait("the search box has focus", `document.activeElement.getAttribute('aria-label') === 'Search claims'`)
	p.types("DENIED")
	p.wait("one claim is found", `document.querySelector('.found span')?.textContent === '1 of 2 claims found'`)
	if !eval[bool](p, `[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()).map((card) => card.textContent).join().includes('Japan denied this')`) {
		t.Error("the wrong claim was found")
	}
	p.keys("Ctrl+a", "Backspace")
	p.wait("all are shown again", `[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()).length === 2`)
}

func TestRemovingAClaim(t *testing.T) {
	p := visit(t, "/")
	insisted := p.highlights(beijingInsisted)
	denied := p.highlights(japanDenied)
	p.setsAgainst(denied, insisted)
	p.click(`mark[data-claims~="` + insisted + `"]`)
	p.keys("Delete")
	p.hears("Claim removed, and 1 opposition with it")
	p.wait("focus stays in the text", `document.activeElement.closest('#article')`)
	p.keys("Ctrl+z")
	p.wait("both come back", `document.querySelectorAll('.card').length === 2 && document.querySelector('#tab-ledger .number').textContent === '1'`)
	if got := p.quoted(insisted); got != beijingInsisted {
		t.Errorf("the claim that came back covers %q", got)
	}
}
