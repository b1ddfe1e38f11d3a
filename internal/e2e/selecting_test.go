package e2e

import (
	"strings"
	"testing"
)

func TestSelectingWithTheMouse(t *testing.T) {
	p := visit(t, "/")

	// Ends are kept exactly, also in the middle of a word, until the person snaps them.
	cut := p.highlights("apan denied thi")
	if got := p.quoted(cut); got != "apan denied thi" {
		t.Errorf("%q was marked, %q is highlighted", "apan denied thi", got)
	}
	p.press("Snap to words")
	p.wait("the claim covers whole words", `document.querySelector('mark').textContent === 'Japan denied this'`)
	p.press("Undo")
	p.wait("one step brings the ends back", `document.querySelector('mark').textContent === 'apan denied thi'`)
	p.press("Undo")
	p.wait("and one more the claim", `!document.querySelector('mark')`)

	p.selects("enior envoy to Beij")
	p.press("Snap to words")
	p.wait("the selection covers whole words", `getSelection().toString() === 'senior envoy to Beijing'`)
	p.press("Highlight claim")
	p.wait("so does the claim", `document.querySelector('mark')?.textContent === 'senior envoy to Beijing'`)

	// White space at the ends is no part of a claim.
	claim := p.highlights(" its foreign ministry ")
	if got := p.quoted(claim); got != "its foreign ministry" {
		t.Errorf("the claim covers %q", got)
	}

	// Claims nest and overlap; each covers its own words and the text stays whole.
	outer := p.highlights("negotiations about their fate continue")
	inner := p.highlights("their fate")
	over := p.highlights("fate continue.")
	for claim, words := range map[string]string{outer: "negotiations about their fate continue", inner: "their fate", over: "fate continue."} {
		if got := p.quoted(claim); got != words {
			t.Errorf("%q is highlighted, not %q", got, words)
		}
	}
	if !eval[bool](p, `document.querySelector('[data-block="11"]').textContent === 'Three others are sheltering in the U.S. Consulate in Shenyang after scaling a wall last week, and negotiations about their fate continue.'`) {
		t.Error("the block's text changed")
	}
	// The shortest claim at a place is the one that a click means.
	p.click(`mark[data-claims~="` + claim + `"]`)
	p.wait("another claim is current", `document.querySelector('[data-claim-card="`+claim+`"].current')`)
	p.click(`mark[data-claims~="` + inner + `"][data-claims~="` + outer + `"][data-claims~="` + over + `"]`)
	p.wait("the shortest is current", `document.querySelector('[data-claim-card="`+inner+`"].current')`)
}

func TestSelectingAcrossParagraphs(t *testing.T) {
	p := visit(t, "/")
	from, _ := p.words("Beijing also insisted")
	to := eval[point](p, `(() => {
  const text = document.querySelector('[data-block="8"]').firstChild;
  const range = document.createRange();
  range.setStart(text, 'Although Japan denied thi'.length);
  range.setEnd(text, 'Although Japan denied this'.length);
  const box = range.getBoundingClientRect();
  return {X: box.right - 0.6, Y: box.top + box.height / 2};
})()`)
	p.drag(from, to, 1)
	p.wait("the toolbar is shown", byName("button", "Highlight claim"))
	p.press("Highlight claim")
	claim := p.newClaim(nil)
	if got := p.quoted(claim); got != beijingInsisted+"Although Japan denied this" {
		t.Errorf("the highlights cover %q", got)
	}
	p.saved()
	file, _ := p.exports(sampleFile)
	if got, want := file.Claims[0].Anchor.Exact, beijingInsisted+"\n\nAlthough Japan denied this"; got != want {
		t.Errorf("the anchor quotes %q, not %q", got, want)
	}
}

func TestATripleClickMarksOneParagraph(t *testing.T) {
	p := visit(t, "/")
	from, _ := p.words("Three others")
	for clicks := int64(1); clicks <= 3; clicks++ {
		p.mouse(from, clicks)
	}
	p.wait("the paragraph is selected", `getSelection().toString().startsWith('Three others')`)
	p.keys("h")
	claim := p.newClaim(nil)
	if got := p.quoted(claim); !strings.HasPrefix(got, "Three others") || !strings.HasSuffix(got, "continue.") {
		t.Errorf("the claim covers %q", got)
	}
}

func TestSelectingWithTheKeyboard(t *testing.T) {
	p := visit(t, "/")
	eval[bool](p, `(document.querySelector('#open-article').focus(), true)`)
	for range 10 {
		if eval[bool](p, `document.activeElement.id === 'article'`) {
			break
		}
		p.keys("Tab")
	}
	p.wait("the text has focus", `document.activeElement.id === 'article'`)
	p.wait("a caret is shown at the first block in sight", `document.querySelector('#caret').checkVisibility() && document.querySelector('[data-block="0"]').contains(getSelection().focusNode)`)
	p.keys("ArrowDown", "Home", "ArrowDown", "Home")
	p.wait("a caret is shown", `document.querySelector('#caret').checkVisibility()`)
	p.keys("Ctrl+Home", "Ctrl+ArrowRight", "Shift+Ctrl+ArrowRight", "Shift+Ctrl+ArrowRight", "Shift+Ctrl+ArrowRight", "Shift+ArrowRight")
	p.wait("words are selected", `getSelection().toString().length > 3`)
	words := eval[string](p, `getSelection().toString().trim()`)
	p.keys("h")
	claim := p.newClaim(nil)
	if got := p.quoted(claim); got != words {
		t.Errorf("%q was selected, %q is highlighted", words, got)
	}
	p.wait("focus is on the new highlight, nothing is selected and no field is open",
		`document.activeElement.matches('mark[data-claims~="`+claim+`"]') && getSelection().isCollapsed && !document.querySelector('.fields')`)
	if !eval[bool](p, `document.querySelectorAll('mark[tabindex="0"]').length === 1`) {
		t.Error("not exactly one highlight is a stop of the Tab key")
	}

	p.keys("h")
	p.hears("Nothing is selected")
	p.keys("Shift+ArrowRight", "Escape")
	p.wait("Escape takes the selection away", `getSelection().isCollapsed`)
	if n := len(p.claims()); n != 1 {
		t.Errorf("there are %d claims, not 1", n)
	}
}

func TestSelectingOnAPhone(t *testing.T) {
	p := visit(t, "/", onPhone)
	// The system's own handles make the selection; the page hears of it as it does here.
	eval[bool](p, `(() => {
  const text = document.querySelector('[data-block="8"]').firstChild;
  getSelection().setBaseAndExtent(text, 9, text, 26);
  return true;
})()`)
	p.tap(byName("button", "Highlight claim"))
	claim := p.newClaim(nil)
	if got := p.quoted(claim); got != japanDenied {
		t.Errorf("the claim covers %q", got)
	}
	p.wait("the words are in sight above the sheet",
		`document.querySelector('mark').getBoundingClientRect().bottom < document.querySelector('#panel').getBoundingClientRect().top`)
	if eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the page is wider than the screen")
	}
}

func TestNothingButSpaceIsNoClaim(t *testing.T) {
	p := visit(t, "/")
	eval[bool](p, `(() => {
  const text = document.querySelector('[data-block="8"]').firstChild;
  getSelection().setBaseAndExtent(text, 8, text, 9);
  return true;
})()`)
	p.keys("h")
	p.hears("Nothing is selected")
	if n := len(p.claims()); n != 0 {
		t.Errorf("there are %d claims", n)
	}
}
