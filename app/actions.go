package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// pause is how long a person stops typing before what was typed so far is kept.
const pause = 500 * time.Millisecond

// typing is a field that has words which the desk does not know yet.
type typing struct {
	target dossier.ID
	field  string
	value  string
	turn   int
	unsent bool
}

// typed takes what a field holds now; after a pause it goes to the desk.
func (p *Page) typed(target dossier.ID, field, value string) {
	p.typing = typing{target: target, field: field, value: value, turn: p.typing.turn + 1, unsent: true}
	turn := p.typing.turn
	p.ctx.After(pause, func(goapp.Context) {
		if p.typing.turn == turn {
			p.flush()
		}
	})
}

// holdTyped takes what a field holds now that is written only when it is whole.
func (p *Page) holdTyped(target dossier.ID, field, value string) {
	p.typing = typing{target: target, field: field, value: value, turn: p.typing.turn + 1, unsent: true}
}

// left takes the final value of a field and ends the visit to it.
func (p *Page) left(target dossier.ID, field, value string) {
	if p.desk == nil {
		return
	}
	if p.typing.unsent && p.typing.target == target && p.typing.field == field {
		p.typing.value = value
	}
	p.closeField()
}

// chosen ends the visit to a field that offers a choice.
func (p *Page) chosen(goapp.Context, goapp.Event) {
	if p.desk != nil {
		p.closeField()
	}
}

// flush hands to the desk what was typed and not handed over yet.
func (p *Page) flush() {
	if !p.typing.unsent || p.desk == nil {
		return
	}
	p.typing.unsent = false
	at := place{p.typing.target, p.typing.field}
	if outcome := p.desk.Write(at.target, at.field, p.typing.value); outcome.Said != "" {
		p.entries.refuse(at, p.typing.value, outcome.Said)
		p.say(outcome.Said)
		return
	}
	p.entries.accept(at)
}

// set gives a field a value that was chosen, not typed.
func (p *Page) set(target dossier.ID, field, value, said string) {
	p.flush()
	outcome := p.desk.Write(target, field, value)
	if outcome.Said == "" && outcome.Done {
		outcome.Said = said
	}
	p.say(outcome.Said)
}

func (p *Page) closeField() {
	p.flush()
	p.desk.CloseField()
}

// did says what an action answered and shows the claim that it was about.
func (p *Page) did(outcome desk.Outcome) {
	p.say(outcome.Said)
	if outcome.Done && outcome.Claim != "" && p.openCard != "" && p.openCard != outcome.Claim {
		p.openCard = ""
	}
}

// highlight makes a claim of what is selected at this moment.
func (p *Page) highlight() {
	p.closeField()
	p.readSelection()
	picking := p.desk.Picking() != ""
	outcome := p.desk.Highlight(p.selection)
	p.did(outcome)
	if outcome.Claim == "" {
		return
	}
	if picking {
		p.pick(outcome.Claim)
		return
	}
	p.settle(outcome.Claim)
}

// settle ends a selection on the claim that was made of it: focus is on its
// words, the caret behind them.
func (p *Page) settle(id dossier.ID) {
	p.openCard = ""
	p.tab = tabClaims
	p.settleOn(id)
	p.showCurrentCard()
}

// settleOn puts focus on the words of a claim, and the caret behind them.
func (p *Page) settleOn(id dossier.ID) {
	p.selection = text.Span{}
	p.afterDraw(func() {
		if c := p.desk.Claim(id); c != nil {
			if place, ok := c.Place(); ok {
				p.caret = place.End
				browser.Collapse(p.point(place.End))
			}
		}
		browser.FocusSelector(markSelector(id))
	})
}

// against begins an opposition: from the words selected, which become a claim,
// else from the current claim.
func (p *Page) against() {
	p.closeField()
	p.readSelection()
	span := text.TrimSpace(p.desk.Layout().Index(), p.selection)
	if span.Empty() {
		p.startPick(p.desk.Current())
		return
	}
	if p.desk.Picking() != "" {
		p.highlight()
		return
	}
	outcome := p.desk.Highlight(span)
	if outcome.Claim == "" {
		p.did(outcome)
		return
	}
	p.settle(outcome.Claim)
	p.startPick(outcome.Claim)
}

func (p *Page) startPick(from dossier.ID) {
	p.closeField()
	outcome := p.desk.StartPick(from)
	p.did(outcome)
	if outcome.Done {
		p.openCard = ""
		p.tab = tabClaims
		p.afterDraw(func() { browser.FocusSelector(markSelector(from)) })
	}
}

func (p *Page) cancelPick(goapp.Context, goapp.Event) {
	p.desk.CancelPick()
	p.say("Nothing was set against anything.")
	p.afterDraw(p.focusText)
}

// pick completes the opposition under way with a claim.
func (p *Page) pick(to dossier.ID) {
	outcome := p.desk.Pick(to)
	p.did(outcome)
	if outcome.Done {
		p.settle(to)
	}
}

// pickAmong picks the shortest of the claims at one place that is not the one
// the opposition starts from.
func (p *Page) pickAmong(ids []dossier.ID) {
	for _, id := range p.desk.ShortestFirst(ids) {
		if id != p.desk.Picking() {
			p.pick(id)
			return
		}
	}
	p.pick(p.desk.Picking())
}

// pressMark answers a click on highlighted words.
func (p *Page) pressMark(ids []dossier.ID) {
	if !p.selection.Empty() || len(ids) == 0 {
		return
	}
	if p.desk.Picking() != "" {
		p.pickAmong(ids)
		return
	}
	p.choose(ids)
	p.offerChoice(ids)
}

// choose makes one of the claims at one place current: the one that is, if it is
// among them, else the shortest.
func (p *Page) choose(ids []dossier.ID) {
	if p.desk.ChooseAt(ids) {
		p.closeOtherCard()
		p.showCurrentCard()
	}
}

// showCurrentCard brings the current claim's card into sight where the cards do not
// stand beside their words.
func (p *Page) showCurrentCard() {
	id := p.desk.Current()
	if id != "" && !p.aligned() {
		p.afterDraw(func() { browser.ScrollIntoView(cardSelector(id), "nearest") })
	}
}

func (p *Page) closeOtherCard() {
	if p.openCard != "" && p.openCard != p.desk.Current() {
		p.closeField()
		p.openCard = ""
	}
}

// pressCard answers a click on a card.
func (p *Page) pressCard(id dossier.ID) {
	if p.desk.Picking() != "" && p.desk.Picking() != id {
		p.pick(id)
		return
	}
	if p.desk.SetCurrent(id) {
		p.closeOtherCard()
		p.afterDraw(func() { browser.ScrollIntoView(markSelector(id), "nearest") })
	}
}

// goTo brings a claim before the eyes and puts focus on its words.
func (p *Page) goTo(id dossier.ID) {
	if p.desk.Claim(id) == nil {
		p.say("That claim is gone.")
		return
	}
	if p.desk.Picking() != "" && browser.ActiveElement().InPanel {
		p.pick(id)
		return
	}
	p.desk.SetCurrent(id)
	p.closeOtherCard()
	p.showCurrentCard()
	p.afterDraw(func() {
		browser.ScrollIntoView(markSelector(id), "center")
		browser.FocusSelector(markSelector(id))
	})
}

// showCard opens a claim's card and puts focus in its first field.
func (p *Page) showCard(id dossier.ID) {
	if id == "" {
		return
	}
	if id != p.openCard {
		p.reporters, p.openEvidence, p.scale = 0, "", ""
	}
	p.tab, p.openCard = tabClaims, id
	p.unfoldSheet()
	p.desk.SetCurrent(id)
	p.afterDraw(func() {
		p.alignCards() // it may just have come into the page
		browser.ScrollIntoView(cardSelector(id), "nearest")
		for _, first := range []string{"#" + fieldID(id, dossier.FieldSource), "#" + groupID(id, groupAttribution), cardSelector(id)} {
			if browser.FocusSelector(first) {
				return
			}
		}
	})
}

func (p *Page) toggleCard(id dossier.ID) {
	if p.openCard != id {
		p.showCard(id)
		return
	}
	p.closeField()
	p.openCard = ""
	p.afterDraw(p.focusText)
}

func (p *Page) snap(id dossier.ID) {
	p.closeField()
	p.did(p.desk.Snap(id))
	p.afterDraw(func() { browser.FocusSelector(cardSelector(id) + " .edit") })
}

// snapSelection moves the ends of what is selected to whole words.
func (p *Page) snapSelection() {
	p.readSelection()
	snapped := p.desk.Snapped(p.selection)
	browser.SetSelection(p.point(snapped.Start), p.endPoint(snapped.End))
	p.readSelection()
	p.say("The selection now covers whole words.")
}

// endPoint is the end of a range as the browser knows it: in the block where the
// range ends, not at the start of the next.
func (p *Page) endPoint(at text.CodePoint) browser.Point {
	if at == 0 {
		return p.point(0)
	}
	before := p.point(at - 1)
	layout := p.desk.Layout()
	return browser.Point{Block: before.Block, Offset: layout.BlockIndex(before.Block).UTF16Of(at - layout.Span(before.Block).Start)}
}

// take fills a field of a claim with the words selected inside it.
func (p *Page) take(id dossier.ID, field string) {
	p.closeField()
	p.readSelection()
	outcome := p.desk.Take(id, field, p.selection)
	p.did(outcome)
	if outcome.Done {
		p.desk.SetCurrent(id)
	}
}

func (p *Page) setKind(id dossier.ID, kind dossier.Kind) {
	p.flush()
	outcome := p.desk.SetKind(id, kind)
	p.say(outcome.Said)
	if o := p.desk.Dossier().Opposition(id); !outcome.Done && o != nil {
		browser.SetValue("#kind-"+id.Short(), string(o.Kind))
	}
}

func (p *Page) remove(id dossier.ID) {
	p.closeField()
	inPanel := browser.ActiveElement().InPanel
	outcome := p.desk.Remove(id)
	p.did(outcome)
	if !outcome.Done {
		return
	}
	p.openCard = ""
	p.afterDraw(func() {
		if inPanel && outcome.Claim != "" && browser.FocusSelector(cardSelector(outcome.Claim)) {
			return
		}
		p.focusText()
	})
}

func (p *Page) removeOpposition(id dossier.ID) {
	p.closeField()
	p.did(p.desk.RemoveOpposition(id))
	p.afterDraw(func() { browser.FocusSelector("#tab-" + p.tab) })
}

// export downloads the dossier.
func (p *Page) export() {
	if p.desk == nil {
		return
	}
	p.closeField()
	d := p.desk.Dossier()
	data, digest, err := exchange.EncodeExport(d)
	if err == nil {
		err = browser.Download(exchange.FileName(d), "application/json", data)
	}
	if err != nil {
		p.say("The file was not made: " + err.Error() + ". Nothing was lost; try again.")
		return
	}
	p.store.Leave(string(d.ID), digest, data)
	p.say("Exported " + exchange.FileName(d) + ", with " + desk.Count(len(d.Claims), "claim") + " and " + desk.Count(len(d.Oppositions), "opposition") + ".")
}

func (p *Page) showTab(name string) {
	if p.desk != nil {
		p.closeField()
	}
	p.tab, p.further = name, 0
	p.unfoldSheet()
}

func (p *Page) showSearch() {
	p.tab = tabClaims
	p.unfoldSheet()
	p.afterDraw(func() { browser.FocusSelector("#search") })
}

func (p *Page) toggleMore() { p.moreShown = !p.moreShown }
