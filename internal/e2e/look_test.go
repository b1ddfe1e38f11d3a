package e2e

import (
	"os"
	"testing"
)

// look is a size of the window and a colour scheme.
type look struct {
	name    string
	options []option
}

// looks are those in which a screen is looked at. Where no pictures are kept, two do for
// what can be heard, reached and told apart: both sizes and both schemes are among them.
func looks() []look {
	both := []look{{"desktop", nil}, {"phone-dark", []option{onPhone, inDark}}}
	if os.Getenv("GAINSAY_SHOTS") == "" {
		return both
	}
	return append(both, look{"desktop-dark", []option{inDark}}, look{"phone", []option{onPhone}})
}

// makesScene brings a fresh page to where the scene leads, by hand.
func (p *person) makesScene() {
	p.t.Helper()
	insisted := p.highlights(beijingInsisted)
	p.attributes(insisted, "Beijing", "insisted", "assert")
	denied := p.highlights(japanDenied)
	p.attributes(denied, "Japan", "denied", "deny")
	p.setsAgainst(denied, insisted)
	claimed := p.highlights(chineseClaimed)
	p.attributes(claimed, "Chinese officials", "claimed", "assert")
	accused := p.highlights(japanAccused)
	p.attributes(accused, "Japan", "accused", "accuse")
	p.setsAgainst(claimed, accused)
	p.saved()
}

func TestTheLook(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			p.picture(look.name + "-first")
			p.setScene()
			p.picture(look.name + "-claims")
			p.click("#tab-ledger")
			p.wait("the ledger is shown", `document.querySelector('[data-opposition]')`)
			p.picture(look.name + "-ledger")
			p.click("#tab-sources")
			p.picture(look.name + "-sources")
			p.click("#tab-claims")
			p.wait("the cards are shown", `document.querySelector('.card')`)
			p.selects("the Canadian Embassy")
			p.wait("the toolbar is shown", `!document.querySelector('#bubble').hidden`)
			p.picture(look.name + "-selection")
			for _, dialog := range []string{"library", "open-article", "shortcuts"} {
				p.menu(dialog)
				p.wait("a dialog is open", `document.querySelector('dialog[open]')`)
				p.picture(look.name + "-" + dialog)
				p.keys("Escape")
				p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)
			}
		})
	}
}

// menu presses one of the tools in the bar, which on a narrow screen stand in a
// menu.
func (p *person) menu(id string) {
	p.t.Helper()
	if eval[bool](p, `document.querySelector('#more').checkVisibility()`) {
		p.click("#more")
	}
	p.click("#" + id)
}
