package app

import (
	"strconv"
	"strings"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// tellPlace tells those who hear the page where focus came: what the claim is that it
// is on, with its number, and which part of the page it is in where that is another
// than before. A click needs no telling: who sees where to click knows where that is.
func (p *Page) tellPlace(t browser.Target) {
	if p.desk == nil {
		return
	}
	switch {
	case len(t.Claims) > 0:
		said := make([]string, len(t.Claims))
		for i, id := range t.Claims {
			said[i] = p.desk.Announce(dossier.ID(id))
		}
		browser.DescribeFocused("aria-description", strings.Join(said, ". "))
	case t.Card != "" && t.OnCard:
		browser.DescribeFocused("aria-label", p.desk.Announce(dossier.ID(t.Card)))
	}
	if area := p.areaOf(t); area != p.area {
		p.area = area
		if !p.pressed {
			browser.SetText("#where", area)
		}
	}
}

// areaOf names the part of the page that something is in; "" for the bar and the
// dialogs, which name themselves.
func (p *Page) areaOf(t browser.Target) string {
	d := p.desk.Dossier()
	switch {
	case t.InArticle:
		return "In the text"
	case t.Card != "":
		n := p.desk.Number(p.desk.Claim(dossier.ID(t.Card)))
		return "Card of claim " + strconv.Itoa(n) + " of " + strconv.Itoa(len(d.Claims))
	case t.InPanel && p.tab == tabLedger:
		return "Ledger, " + desk.Count(len(d.Oppositions), "opposition")
	case t.InPanel && p.tab == tabSources:
		return "Sources, " + strconv.Itoa(len(p.desk.SourceNames()))
	case t.InPanel && p.atComparison():
		return "Comparison, " + p.comparison().progressWords()
	case t.InPanel:
		return "Claims, " + strconv.Itoa(len(d.Claims))
	}
	return ""
}
