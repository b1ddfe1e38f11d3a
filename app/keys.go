package app

import (
	"strconv"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// key answers a key press, and reports whether the browser is to leave it alone.
func (p *Page) key(k browser.Key) bool {
	if p.binding != "" {
		return p.bindKey(k)
	}
	if p.desk == nil || k.InDialog {
		return false
	}
	if k.Item != "" && p.itemKey(k) {
		return true
	}
	command := p.keymap.CommandFor(deskKey(k), p.singleKeys)
	switch {
	case command == desk.CmdNone:
		return p.plainKey(k)
	case command == desk.CmdOpen && !p.opens(k):
		return false
	}
	p.later(func() { p.command(command, k) })
	return true
}

func deskKey(k browser.Key) desk.Key {
	return desk.Key{
		Key: k.Key, Ctrl: k.Ctrl, Meta: k.Meta, Alt: k.Alt, Shift: k.Shift, Composing: k.Composing,
		InField: k.InField, InDialog: k.InDialog, OnControl: k.OnControl,
	}
}

// opens reports whether Enter is about a claim: on a mark, on a card, or in the
// text while a claim is current.
func (p *Page) opens(k browser.Key) bool {
	return len(k.Claims) > 0 || k.Card != "" || k.InArticle && p.desk.Current() != ""
}

func (p *Page) command(command desk.Command, k browser.Key) {
	if command != desk.CmdEscape {
		p.choices = nil
	}
	switch command {
	case desk.CmdHighlight:
		p.highlight()
	case desk.CmdSetAgainst:
		p.against()
	case desk.CmdNext:
		p.step(p.desk.Next(p.caret, p.wanted()), "There is no further claim"+p.amongFound()+".")
	case desk.CmdPrevious:
		p.step(p.desk.Previous(p.caret, p.wanted()), "There is no earlier claim"+p.amongFound()+".")
	case desk.CmdOpen:
		if p.desk.Picking() != "" {
			p.pick(p.desk.Current())
			return
		}
		p.enter(k)
	case desk.CmdRemove:
		p.remove(p.desk.Current())
	case desk.CmdSelect:
		p.toggleSelected(p.desk.Current())
	case desk.CmdSearch:
		p.showSearch()
	case desk.CmdExport:
		p.export()
	case desk.CmdUndo:
		p.undo()
	case desk.CmdRedo:
		p.redo()
	case desk.CmdShortcuts:
		p.showDialog(dialogShortcuts)
	case desk.CmdSwitch:
		p.switchSides(k)
	case desk.CmdEscape:
		p.escape(k)
	}
}

// escape does the first that applies. It never removes anything.
func (p *Page) escape(k browser.Key) {
	p.readSelection()
	switch {
	case p.moreShown:
		p.moreShown = false
		browser.FocusSelector("#more")
	case p.menuShown:
		p.menuShown = false
		browser.FocusSelector("#article-menu")
	case len(p.choices) > 0:
		p.choices = nil
		p.focusText()
	case p.desk.CancelPick():
		p.say("Nothing was set against anything.")
	case k.InField:
		p.closeField()
		p.focusText()
	case !p.selection.Empty():
		browser.Collapse(p.point(p.caret))
	default:
		p.focusText()
	}
}

// switchSides moves between the text and the panel, back to where one was.
func (p *Page) switchSides(k browser.Key) {
	if k.InPanel {
		p.focusText()
		return
	}
	if id := p.desk.Current(); id != "" && p.tab == tabClaims && browser.FocusSelector(cardSelector(id)) {
		return
	}
	if p.atComparison() && browser.FocusSelector(itemSelector(p.comparison().current)) {
		return
	}
	browser.FocusSelector("#tab-" + p.tab)
}

// focusText brings focus back to the text: to the current claim's words, or to
// the caret.
func (p *Page) focusText() {
	if id := p.desk.Current(); id != "" && browser.FocusSelector(markSelector(id)) {
		return
	}
	browser.FocusSelector("#article")
}

// plainKey answers the keys that are no commands: the caret's in the text, and
// the arrows in the row of tabs.
func (p *Page) plainKey(k browser.Key) bool {
	if k.Composing || k.InField {
		return false
	}
	if k.Tab != "" {
		return p.tabKey(k)
	}
	if k.Choice != "" {
		return p.choiceKey(k)
	}
	if !k.InArticle || k.Meta {
		return false
	}
	if k.Key == "Tab" {
		return p.tabToMark(k)
	}
	if k.Alt && (k.Ctrl || !browser.Mac()) && (k.Key == "ArrowUp" || k.Key == "ArrowDown") {
		p.later(func() { p.bySentence(k.Shift, k.Key == "ArrowDown") })
		return true
	}
	if k.Alt && !browser.Mac() {
		return false
	}
	direction, unit, ok := caretMove(k)
	if !ok {
		return false
	}
	browser.Modify(k.Shift, direction, unit)
	return true
}

// tabToMark goes from the text to the one highlight that is a Tab stop, wherever
// the caret stands: browsers themselves would go on from the caret.
func (p *Page) tabToMark(k browser.Key) bool {
	if k.Shift || k.Ctrl || len(k.Claims) > 0 {
		return false
	}
	return browser.FocusSelector(`mark[tabindex="0"]`)
}

// bySentence moves the caret, or with extend the end of the selection, to the next
// start of a sentence, as browsers themselves do not all know how to.
func (p *Page) bySentence(extend, forward bool) {
	selection, ok := browser.ReadSelection()
	if !ok {
		return
	}
	ix, at := p.desk.Layout().Index(), p.position(selection.Focus)
	if forward {
		at = text.NextSentenceStart(ix, at)
	} else {
		at = text.PrevSentenceStart(ix, at)
	}
	to := p.point(at)
	if !extend {
		browser.Collapse(to)
	} else {
		browser.SetSelection(selection.Anchor, to)
	}
	browser.ScrollIntoView(blockSelector(to.Block), "nearest")
}

// caretMove tells where a key moves the caret, as Selection.modify has it.
func caretMove(k browser.Key) (direction, unit string, ok bool) {
	byWord := k.Ctrl || k.Alt
	switch k.Key {
	case "ArrowLeft", "ArrowRight":
		direction, unit = map[string]string{"ArrowLeft": "left", "ArrowRight": "right"}[k.Key], "character"
		if byWord {
			unit = "word"
		}
	case "ArrowUp", "ArrowDown":
		direction, unit = map[string]string{"ArrowUp": "backward", "ArrowDown": "forward"}[k.Key], "line"
		if byWord {
			unit = "paragraph"
		}
	case "Home", "End":
		direction, unit = map[string]string{"Home": "backward", "End": "forward"}[k.Key], "lineboundary"
		if k.Ctrl {
			unit = "documentboundary"
		}
	default:
		return "", "", false
	}
	return direction, unit, true
}

// tabs lists the tabs of the panel as they stand.
func (p *Page) tabs() []string {
	list := []string{tabClaims, tabLedger, tabSources}
	if p.comparison() != nil {
		list = append(list, tabCompare)
	}
	return list
}

func (p *Page) tabKey(k browser.Key) bool {
	at, tabs := 0, p.tabs()
	for i, name := range tabs {
		if name == k.Tab {
			at = i
		}
	}
	switch k.Key {
	case "ArrowLeft":
		at += len(tabs) - 1
	case "ArrowRight":
		at++
	case "Home":
		at = 0
	case "End":
		at = len(tabs) - 1
	default:
		return false
	}
	name := tabs[at%len(tabs)]
	p.later(func() {
		p.showTab(name)
		p.afterDraw(func() { browser.FocusSelector("#tab-" + name) })
	})
	return true
}

// step goes to a claim, or says why there is none to go to.
func (p *Page) step(id dossier.ID, none string) {
	if id == "" {
		p.say(none)
		return
	}
	p.goTo(id)
}

func markSelector(id dossier.ID) string { return `mark[data-claims~="` + string(id) + `"]` }
func blockSelector(n int) string        { return `[data-block="` + strconv.Itoa(n) + `"]` }
func cardSelector(id dossier.ID) string { return `[data-claim-card="` + string(id) + `"]` }

// point is a position of the article as the browser knows it.
func (p *Page) point(at text.CodePoint) browser.Point {
	layout := p.desk.Layout()
	n := layout.BlockAt(at)
	block := layout.BlockIndex(n)
	return browser.Point{Block: n, Offset: block.UTF16Of(at - layout.Span(n).Start)}
}

// position is the browser's point as a position of the article.
func (p *Page) position(at browser.Point) text.CodePoint {
	return p.desk.Layout().InBlock(at.Block, at.Offset)
}
