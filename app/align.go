package app

import (
	"math"
	"slices"
	"strings"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

// aligned reports whether cards stand beside their words. What was found is a list, and
// so are all while the person is about to look for some.
func (p *Page) aligned() bool { return !p.narrow && !p.filtering.on() && !p.filtering.shown }

// alignCards puts the cards at the heights of their words.
func (p *Page) alignCards() {
	if p.desk == nil || p.tab != tabClaims || len(p.desk.Dossier().Claims) == 0 {
		return
	}
	// A press takes focus out of a field, and what was typed there is drawn: were the
	// cards to move now, the button would be gone from under the finger.
	if p.pressed {
		p.alignLater = true
		return
	}
	p.alignLater = false
	p.lookAround()
	if !p.aligned() {
		browser.SetStyle("#cards", "height", "")
		return
	}
	const gap = 10
	cards := browser.Boxes("#cards .card", "data-claim-card")
	if len(cards) == 0 {
		return // to measure a text that was just drawn lays all of it out
	}
	places := p.placesOfClaims()
	origin, head := browser.RectOf("#cards").Top, browser.RectOf(".panel-head")
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
	values := make([]string, len(tops))
	for i, top := range tops {
		values[i] = browser.Pixels(top)
	}
	browser.SetStyles("#cards .card", "top", values)
	last := len(tops) - 1
	browser.SetStyle("#cards", "height", browser.Pixels(tops[last]+slots[last].Tall+gap))
}

// placesOfClaims measures where each claim's words begin, in the window: those of all
// claims that have cards.
func (p *Page) placesOfClaims() map[dossier.ID]browser.Rect {
	top, bottom := math.Inf(-1), math.Inf(1)
	if !p.fewClaims() {
		top, bottom = cardBand(2)
	}
	places := make(map[dossier.ID]browser.Rect)
	for _, mark := range browser.BoxesBetween("#article mark", "data-claims", top, bottom) {
		for _, id := range strings.Fields(mark.Value) {
			if _, known := places[dossier.ID(id)]; !known {
				places[dossier.ID(id)] = mark.Rect
			}
		}
	}
	for _, id := range p.subjects() {
		if _, known := places[id]; !known {
			places[id] = browser.RectOf(markSelector(id))
		}
	}
	return places
}

// subjects are the claims that the person is about, wherever they stand.
func (p *Page) subjects() []dossier.ID {
	var list []dossier.ID
	for _, id := range []dossier.ID{p.desk.Current(), p.openCard, p.desk.Picking()} {
		if p.desk.Claim(id) != nil {
			list = append(list, id)
		}
	}
	return list
}

// mostCards is up to how many claims every one has its card in the page in the end. Above,
// only those near the window have one: drawing a card costs a third of a millisecond.
const mostCards = 200

// cardsAtOnce is how many further cards a frame draws where all claims are to have one.
const cardsAtOnce = 12

// cardBand is how far from the window a claim may stand to have a card, where not all
// have one: between two heights in the window, so many screens above it and below.
func cardBand(screens float64) (top, bottom float64) {
	_, height := browser.ViewportSize()
	return -screens * height, (screens + 1) * height
}

// lookAround has the cards of other claims drawn: where the window comes to the end of
// those that have them, and where all are to have one, a few at a time. It leaves a
// margin, so that not every move of the window draws cards anew; it waits for a frame, so
// that the text comes first; and it keeps focus, which goes with a card that moves.
func (p *Page) lookAround() {
	if p.cardsDrawn() {
		return
	}
	k := p.desk
	browser.AfterFrame(func() {
		p.quietly(func() {
			if p.desk != k {
				return
			}
			near := p.nextCards()
			if near == p.near {
				return
			}
			p.near = near
			p.nearRev++
			focus := browser.FocusedInPanel()
			p.later(func() {
				p.afterDraw(func() {
					if focus != "" && browser.ActiveElement().Lost {
						browser.FocusSelector(focus)
					}
				})
			})
		})
	})
}

// cardsDrawn reports whether every claim has its card that is to have one now.
func (p *Page) cardsDrawn() bool {
	if p.near == p.allBlocks() {
		return p.fewClaims()
	}
	if p.near.last < p.near.first {
		return false
	}
	const needed = .5
	within := blocksBetween(cardBand(needed))
	covered := within.first >= p.near.first && within.last <= p.near.last
	return covered && (!p.fewClaims() || !p.spread.complete())
}

func (p *Page) allBlocks() stretch { return stretch{0, p.desk.Layout().Blocks() - 1} }

func (p *Page) fewClaims() bool { return len(p.desk.Placed()) <= mostCards }

// nextCards returns the blocks whose claims are to have cards next: those near the window,
// and from there outward, as long as all of the text is there to place cards beside.
func (p *Page) nextCards() stretch {
	drawn := 1.25
	if p.near.last < p.near.first {
		drawn = 0 // those in sight are the first
	}
	near := blocksBetween(cardBand(drawn))
	if !p.fewClaims() || !p.spread.complete() {
		return near
	}
	all, cards := p.allBlocks(), cardsAtOnce
	if near.first <= p.near.last && near.last >= p.near.first { // else the window is elsewhere: begin there
		near = p.near
		cards += len(p.desk.ClaimsIn(near.first, near.last))
	}
	for near != all && len(p.desk.ClaimsIn(near.first, near.last)) < cards {
		near = stretch{max(near.first-1, all.first), min(near.last+1, all.last)}
	}
	return near
}

func blocksBetween(top, bottom float64) stretch {
	return stretch{browser.FirstBelow(everyBlock, top), browser.FirstBelow(everyBlock, bottom)}
}

// cardsShown returns the claims that have a card in the page, in order: those near the
// window, which comes to be all of them where they are few, or the first of what was
// found, and always the ones that the person is about.
func (p *Page) cardsShown() []*dossier.Claim {
	if p.filtering.on() {
		return p.withSubjects(p.listed())
	}
	shown := p.desk.ClaimsIn(p.near.first, p.near.last)
	return p.withSubjects(shown[:min(mostCards, len(shown))])
}

// withSubjects adds the claims that the person is about, where they stand in the order
// of the article, or at the end where the order is another.
func (p *Page) withSubjects(shown []*dossier.Claim) []*dossier.Claim {
	shown = slices.Clone(shown)
	for _, id := range p.subjects() {
		c := p.desk.Claim(id)
		if _, placed := c.Place(); !placed || slices.Contains(shown, c) {
			continue
		}
		at := len(shown)
		if p.filtering.Sort == filter.ByPlace {
			at, _ = slices.BinarySearchFunc(shown, c, dossier.ByPlace)
		}
		shown = slices.Insert(shown, at, c)
	}
	return shown
}
