package e2e

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
)

// axe is the accessibility checker, as make test installs it.
const axe = "node_modules/axe-core/axe.min.js"

// accessible holds what is shown to axe-core: it finds nothing.
func (p *person) accessible(what string) {
	p.t.Helper()
	source, err := os.ReadFile(axe)
	if err != nil {
		if os.Getenv("CI") != "" {
			p.t.Fatal(err)
		}
		p.t.Skip("axe-core is not installed; make test installs it where there is npm")
	}
	if !eval[bool](p, `'axe' in window`) {
		result := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: string(source) + "; true"})
		if result.ExceptionDetails != nil {
			p.t.Fatalf("axe-core does not start: %s", result.ExceptionDetails.Text)
		}
	}
	found := evalLater[[]string](p, `axe.run(document, {resultTypes: ['violations']}).then((result) =>
  result.violations.map((violation) => violation.id + ': ' + violation.help + ' at ' + violation.nodes.map((node) => node.target.join(' ')).join(', ')))`)
	for _, violation := range found {
		p.t.Errorf("%s: axe-core finds %s", what, violation)
	}
}

func TestAxeFindsNothing(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			p.accessible("the empty page")
			p.setScene()
			p.accessible("the claims")
			p.click("#tab-ledger")
			p.wait("the ledger is shown", `document.querySelector('[data-opposition]')`)
			p.accessible("the ledger")
			p.click("#tab-sources")
			p.accessible("the sources")
			p.click("#tab-claims")
			p.wait("the cards are shown", `document.querySelector('.card')`)
			first := p.claims()[0]
			p.click(`[data-claim-card="` + first + `"]`)
			p.opensCard(first)
			p.accessible("an open card")
			p.keys("Escape")
			p.selects("the Canadian Embassy")
			p.wait("the toolbar is shown", byName("button", "Highlight claim"))
			p.accessible("the toolbar")
			for _, dialog := range []string{"library", "open-article", "shortcuts"} {
				p.menu(dialog)
				p.wait("a dialog is open", `document.querySelector('dialog[open]')`)
				p.accessible(dialog)
				p.keys("Escape")
				p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)
			}
		})
	}
}

func TestEverythingByKeyboard(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	p.highlights(japanDenied)
	first, second := p.claims()[0], p.claims()[1]

	p.focuses(first)
	p.keys("n")
	p.wait("n goes to the next", `document.activeElement.dataset.claims === '`+second+`'`)
	p.keys("n")
	p.hears("There is no further claim")
	p.keys("p")
	p.wait("p goes back", `document.activeElement.dataset.claims === '`+first+`'`)

	p.keys("Enter")
	p.wait("Enter opens the card", `document.activeElement.matches('[data-field=source]')`)
	p.types("Beijing")
	p.keys("Escape")
	p.wait("Escape leads back to the words", `document.activeElement.dataset.claims === '`+first+`'`)
	p.wait("what was typed is kept", `document.querySelector('.card').textContent.includes('Beijing')`)

	// The article is two stops of the Tab key, wherever the caret is.
	eval[bool](p, `(document.querySelector('#article').focus(), true)`)
	p.keys("Ctrl+End")
	p.wait("the caret is at the end", `document.querySelector('[data-block="16"]').contains(getSelection().focusNode)`)
	p.keys("Tab")
	p.wait("Tab goes on to the current claim", `document.activeElement.dataset.claims === '`+first+`'`)
	p.keys("Shift+Tab")
	p.wait("and back to the text", `document.activeElement.id === 'article'`)
	p.keys("Tab", "Tab")
	p.wait("and on, out of the text", `!document.activeElement.closest('#article')`)
	p.focuses(first)

	p.keys("F6")
	p.wait("F6 goes to the card", `document.activeElement.closest('#panel')`)
	p.keys("F6")
	p.wait("and back", `document.activeElement.closest('#article')`)

	eval[bool](p, `(document.querySelector('#tab-claims').focus(), true)`)
	p.keys("ArrowRight")
	p.wait("arrows move among the tabs", `document.activeElement.id === 'tab-ledger' && document.activeElement.getAttribute('aria-selected') === 'true'`)
	p.keys("ArrowLeft")
	p.wait("in both directions", `document.activeElement.id === 'tab-claims'`)

	p.keys("?")
	p.wait("? shows the keys", `document.querySelector('dialog[open]')`)
	p.keys("h")
	p.clickOn("the switch", byName("checkbox", "Single keys are commands"))
	p.keys("Escape")
	p.wait("the dialog is closed and focus is where it was", `!document.querySelector('dialog[open]') && document.activeElement.id === 'tab-claims'`)
	p.keys("?")
	p.focuses(first)
	p.keys("Delete", "e", "o")
	p.keys("Ctrl+z")
	p.hears("Undone")
	if n := len(p.claims()); n != 2 {
		t.Errorf("with single keys off, %d claims are left, not 2", n)
	}
	if eval[bool](p, `!!document.querySelector('#picking') || !!document.querySelector('dialog[open]')`) {
		t.Error("with single keys off, a single key was a command")
	}
}

func TestMarksAreDescribed(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(japanDenied)
	p.attributes(claim, "Japan", "denied", "deny")
	description := eval[string](p, `document.querySelector('mark').getAttribute('aria-description')`)
	for _, word := range []string{"Japan", "denied", "deny"} {
		if !strings.Contains(description, word) {
			t.Errorf("the highlight is described as %q, without %q", description, word)
		}
	}
	if eval[bool](p, `document.querySelector('mark').hasAttribute('role') || document.querySelector('mark').hasAttribute('aria-label')`) {
		t.Error("a highlight has a role or a label, which hide its words")
	}
	if got := eval[string](p, `document.querySelector('[data-block="8"]').textContent`); !strings.HasPrefix(got, "Although Japan denied this, its foreign ministry") {
		t.Errorf("the block's text is %q", got)
	}
}

// announced waits until what has focus announces itself with these words.
func (p *person) announced(words string) {
	p.t.Helper()
	p.wait("what has focus says "+words, `(document.activeElement.getAttribute('aria-description') ?? document.activeElement.getAttribute('aria-label') ?? '').includes(`+quote(words)+`)`)
}

func TestWhereOneIs(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	claims := p.claims() // accused, claimed, insisted, denied, in the order of the text
	at := func(words string) {
		t.Helper()
		p.wait("it is said that one is at "+words, `document.querySelector('#where').textContent === `+quote(words))
	}
	eval[bool](p, `(document.querySelector('#library').focus(), true)`)
	p.focuses(claims[2])
	at("In the text")
	p.announced("claim 3, Beijing, insisted, stance assert; opposed by claim 4, Japan, which denies it")
	p.keys("n")
	p.announced("claim 4, Japan, denied, stance deny; opposed by claim 3, Beijing, which it denies")
	if said := eval[string](p, `document.querySelector('mark[data-claims~="`+claims[2]+`"]').getAttribute('aria-description')`); said != "claim, Beijing, insisted, stance assert; opposed by Japan, which denies it" {
		t.Errorf("what lost focus is described as %q", said)
	}

	p.keys("F6")
	at("Card of claim 4 of 4")
	p.announced("claim 4, Japan, denied")
	p.keys("F6")
	at("In the text")
	p.focuses(claims[3])
	p.keys("F6")
	at("Card of claim 4 of 4")
	eval[bool](p, `(document.querySelector('#tab-claims').focus(), true)`)
	at("Claims, 4")
	p.keys("ArrowRight")
	at("Ledger, 2 oppositions")
	p.keys("ArrowRight")
	at("Sources, 3")
	p.keys("F6")
	at("In the text")

	// A claim above shifts the numbers; each says its own when one comes to it.
	p.highlights("sending a senior envoy")
	p.focuses(claims[3])
	p.announced("claim 5, Japan, denied")
}

// TestTheOrderOfFocusOnTheMainRoad presses Tab from the first control of the page to the
// last: the bar, the text and its current claim, then the panel with the cards.
func TestTheOrderOfFocusOnTheMainRoad(t *testing.T) {
	p := visit(t, "/")
	insisted, denied := p.highlights(beijingInsisted), p.highlights(japanDenied)
	p.setsAgainst(denied, insisted)
	p.focuses(denied)
	eval[bool](p, `(document.querySelector('.bar button:enabled').focus(), true)`)
	const here = `((el) => el.id || el.dataset.claims && 'mark: ' + el.textContent || (el.closest('.card') ? 'card: ' : '') + (el.getAttribute('aria-label') || el.textContent))(document.activeElement)`
	card := func(about string) []string {
		return []string{"card: Select this claim", "card: " + about, "card: Set against…", "card: Edit", "card: Copy link", "card: Remove"}
	}
	want := slices.Concat(
		[]string{"Undo", "library", "open-article", "import", "how", "shortcuts", "export", "export-more", "article-menu"},
		[]string{"article", "mark: " + japanDenied},
		[]string{"tab-claims", "search", "filter-button", "leave-hint", "hint-how"},
		card("⇄contradicts “Japan denied this”"), // current by now: it follows focus
		card("⇄contradicts “Beijing also insisted consulate staff had given…”"),
		[]string{"separator"},
	)
	for i, stop := range want {
		if got := eval[string](p, here); got != stop {
			t.Fatalf("stop %d is %q, want %q", i+1, got, stop)
		}
		p.wait("the card that focus came to is current", `!document.activeElement.closest('.card') || document.activeElement.closest('.card.current:has(.acts)')`)
		p.keys("Tab")
	}
	eval[bool](p, `(document.querySelector('#tab-claims').focus(), true)`)
	p.keys("Shift+Tab")
	if got := eval[string](p, here); got != "mark: "+japanDenied {
		t.Errorf("back from the panel is %q", got)
	}
}
