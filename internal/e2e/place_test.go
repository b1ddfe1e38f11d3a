package e2e

import "testing"

var nested = []prepared{
	{beijingInsisted, "Beijing", "insisted", "assert"},
	{"consulate staff had given the police permission to enter", "Consulate staff", "given", ""},
	{japanDenied, "Japan", "denied", "deny"},
}

func TestChoosingAmongTheClaimsAtOnePlace(t *testing.T) {
	p := visitPrepared(t, nested)
	outer, denied := p.claimOn("Beijing also insisted"), p.claimOn(japanDenied)
	inner := eval[string](p, `[...document.querySelectorAll('mark.nested')][0].dataset.claims.split(' ')[0]`)
	current := func(claim string) {
		t.Helper()
		p.wait("the claim is current", `document.querySelector('.card.current')?.dataset.claimCard === '`+claim+`'`)
	}
	p.click("mark.nested")
	current(inner)
	p.wait("both are offered, the shortest first", `[...document.querySelectorAll('.choice')].map((choice) => choice.dataset.choice).join() === '`+inner+","+outer+`'`)
	p.picture("chooser")
	p.accessible("the claims at one place")
	p.clickOn("the longer one", byCSS(`[data-choice="`+outer+`"]`))
	current(outer)
	p.wait("the list is gone and focus is in the text", `document.querySelector('#chooser').hidden && document.activeElement.matches('mark')`)

	// By keyboard: n goes through the others of the place before it goes on.
	p.click(`mark[data-claims="` + denied + `"]`)
	current(denied)
	p.click("mark.nested")
	current(inner)
	p.keys("n")
	current(outer)
	p.keys("n")
	current(denied)

	eval[bool](p, `(document.querySelector('mark.nested').focus(), true)`)
	current(inner)
	p.keys("Enter")
	p.wait("Enter asks which one is meant", `document.activeElement.dataset.choice === '`+inner+`'`)
	p.keys("ArrowDown")
	p.wait("arrows move among them", `document.activeElement.dataset.choice === '`+outer+`'`)
	p.keys("Enter")
	current(outer)
	p.wait("focus is in the text", `document.activeElement.matches('mark')`)
	p.keys("Enter")
	p.wait("Enter opens the card of the one that was chosen", `document.activeElement.closest('.card')?.dataset.claimCard === '`+outer+`'`)
	p.keys("Escape")

	p.click(`mark[data-claims="` + denied + `"]`)
	p.click("mark.nested")
	p.wait("both are offered", `!document.querySelector('#chooser').hidden`)
	p.keys("Escape")
	p.wait("Escape takes the list away", `document.querySelector('#chooser').hidden && document.activeElement.matches('mark')`)
}

func TestEveryOccurrence(t *testing.T) {
	p := visit(t, "/")
	p.selectsIn("Japan accused Chinese", "Chinese")
	p.wait("it is offered", `document.querySelector('#bubble-every')?.checkVisibility()`)
	p.picture("every-occurrence")
	p.click("#bubble-every")
	p.hears("highlighted: “Chinese”")
	p.wait("every occurrence is a claim", `document.querySelectorAll('mark').length > 2 && [...document.querySelectorAll('mark')].every((mark) => mark.textContent === 'Chinese') && document.querySelectorAll('mark').length === document.querySelector('#article').textContent.match(/\bChinese\b/g).length`)
	p.press("Undo")
	p.wait("it was one step", `document.querySelectorAll('mark').length === 0`)
	p.selects("handover of five North Koreans")
	p.wait("the toolbar is shown", byName("button", "Highlight claim"))
	if eval[bool](p, `!!document.querySelector('#bubble-every')`) {
		t.Error("words that occur once are offered everywhere")
	}
}

func TestMovingTheEndsOfAClaim(t *testing.T) {
	p := visitPrepared(t, []prepared{{japanDenied, "Japan", "denied", "deny"}})
	claim := p.claimOn(japanDenied)
	p.focuses(claim)
	p.opensCard(claim)
	p.press("Move start back a word")
	p.wait("it begins a word earlier", `document.querySelector('mark').textContent === 'Although Japan denied this' && document.activeElement.ariaLabel === 'Move start back a word'`)
	p.press("Move end back a word")
	p.wait("it ends a word earlier", `document.querySelector('mark').textContent === 'Although Japan denied'`)
	p.accessible("the ends of a claim")
	p.press("Undo")
	p.wait("each is one step", `document.querySelector('mark').textContent === 'Although Japan denied this'`)
}

func TestDraggingTheEndsOfAClaim(t *testing.T) {
	p := visitPrepared(t, []prepared{{japanDenied, "Japan", "denied", "deny"}})
	claim := p.claimOn(japanDenied)
	p.focuses(claim)
	from, _ := p.words("Although")
	_, to := p.wordsIn("denied this, its foreign ministry", "its foreign ministry")
	middle := func(css string) point {
		p.wait("the handle is in sight", `(document.querySelector('mark').scrollIntoView({block: 'center'}), (box => box.top > 80 && box.bottom < innerHeight - 80)(document.querySelector('`+css+`').getBoundingClientRect()))`)
		return eval[point](p, `(box => ({X: box.x + box.width / 2, Y: box.y + box.height / 2}))(document.querySelector('`+css+`').getBoundingClientRect())`)
	}
	p.wait("there are handles", `document.querySelector('#grip-start').checkVisibility() && document.querySelector('#grip-end').checkVisibility()`)
	grip := middle("#grip-start")
	p.picture("grips")
	p.drag(grip, point{from.X + 4, grip.Y}, 1)
	p.wait("it begins where the handle was let go", `document.querySelector('mark').textContent === 'Although Japan denied this'`)
	p.wait("focus is on its words", `document.activeElement.matches('mark') && getSelection().isCollapsed`)
	grip = middle("#grip-end")
	p.drag(grip, point{to.X - 4, grip.Y}, 1)
	p.wait("and ends at a whole word", `document.querySelector('mark').textContent === 'Although Japan denied this, its foreign ministry'`)
	p.press("Undo")
	p.wait("each drag was one step", `document.querySelector('mark').textContent === 'Although Japan denied this'`)
	p.accessible("the handles")
}
