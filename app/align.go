package app

import (
	"maps"
	"strings"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// aligned reports whether cards stand beside their words.
func (p *Page) aligned() bool { return !p.narrow && p.query == "" }

// alignCards puts the cards at the heights of their words.
func (p *Page) alignCards() {
	if p.desk == nil || p.tab != tabClaims || len(p.desk.Dossier().Claims) == 0 {
		return
	}
	places := placesOfClaims()
	p.lookAround(places)
	if !p.aligned() {
		browser.SetStyle("#cards", "height", "")
		return
	}
	const gap = 10
	origin, head := browser.RectOf("#cards").Top, browser.RectOf(".panel-head")
	cards := browser.Boxes("#cards > .card", "data-claim-card")
	slots, active := make([]desk.Slot, len(cards)), -1
	for i, card := range cards {
		place := places[dossier.ID(card.Value)]
		slots[i] = desk.Slot{Want: place.Top - origin - gap, Tall: card.Height()}
		if card.Value != string(p.desk.Current()) {
			continue
		}
		active = i
		// The active card stays below the head of the panel as long as its words are in
		// sight below the bar.
		if place.Bottom > head.Top {
			slots[i].Want = max(slots[i].Want, head.Bottom-origin+gap)
		}
	}
	tops := desk.Align(slots, active, gap)
	if len(tops) == 0 {
		return
	}
	values := make([]string, len(tops))
	for i, top := range tops {
		values[i] = browser.Pixels(top)
	}
	browser.SetStyles("#cards > .card", "top", values)
	last := len(tops) - 1
	browser.SetStyle("#cards", "height", browser.Pixels(tops[last]+slots[last].Tall+gap))
}

// placesOfClaims measures where each claim's words begin, in the window.
func placesOfClaims() map[dossier.ID]browser.Rect {
	places := make(map[dossier.ID]browser.Rect)
	for _, mark := range browser.Boxes("#article mark", "data-claims") {
		for _, id := range strings.Fields(mark.Value) {
			if _, known := places[dossier.ID(id)]; !known {
				places[dossier.ID(id)] = mark.Rect
			}
		}
	}
	return places
}

// mostCards is up to how many claims every one has its card in the page. Above, only
// those near the window have one: drawing a card costs a third of a millisecond.
const mostCards = 200

// lookAround notes which claims are near the window, and has the page drawn anew
// where those are others than before.
func (p *Page) lookAround(places map[dossier.ID]browser.Rect) {
	if len(p.desk.Dossier().Claims) <= mostCards {
		p.near = nil
		return
	}
	_, height := browser.ViewportSize()
	near := make(map[dossier.ID]bool)
	for id, place := range places {
		if place.Bottom > -2*height && place.Top < 3*height {
			near[id] = true
		}
	}
	if !maps.Equal(near, p.near) {
		p.near = near
		p.nearRev++
		p.update()
	}
}

// cardsShown returns the claims that have a card in the page, in order: all of them
// where they are few; else those near the window, or the first that a search finds,
// and always the ones that the person is about.
func (p *Page) cardsShown() []*dossier.Claim {
	claims := p.desk.Placed()
	if len(claims) <= mostCards {
		return claims
	}
	found := make(map[dossier.ID]bool)
	if p.query != "" {
		for _, c := range p.desk.Search(p.query) {
			if len(found) < mostCards {
				found[c.ID] = true
			}
		}
	}
	var shown []*dossier.Claim
	for i, c := range claims {
		near := p.near[c.ID] || p.near == nil && i < mostCards
		if p.query != "" {
			near = found[c.ID]
		}
		if near || c.ID == p.desk.Current() || c.ID == p.openCard || c.ID == p.desk.Picking() {
			shown = append(shown, c)
		}
	}
	return shown
}
