package app

import (
	"fmt"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// together are the claims that the person chose to work on together.
type together struct {
	ids  map[dossier.ID]bool
	from dossier.ID // where a range begins
	rev  int        // grows with every change
}

// Bulk is what can be done with several claims at once, each as one step.
type Bulk struct {
	goapp.Compo

	Page  *Page
	N     int // how many are selected
	Fixed bool
}

// Render draws the bar; nothing while no claim is selected.
func (b *Bulk) Render() goapp.UI {
	place := goapp.Div().ID("bulk").Class("bulk").Role("group").Aria("label", "Selected claims").Hidden(b.N == 0)
	if b.N == 0 {
		return place
	}
	return place.Body(
		goapp.Div().Class("bulk-head").Body(
			goapp.Span().Class("bulk-count").Text(fmt.Sprintf("%d selected", b.N)),
			goapp.If(!b.Fixed, func() goapp.UI {
				return goapp.Button().ID("bulk-delete").Type("button").Class("danger").Text("Delete").Aria("label", "Delete the selected claims").OnClick(b.remove)
			}),
			goapp.Button().ID("bulk-deselect").Type("button").Text("Deselect").OnClick(b.deselect),
		),
		goapp.If(!b.Fixed, func() goapp.UI {
			return goapp.Div().Class("bulk-edits").Body(
				goapp.Div().Class("bulk-field wide").Body(
					goapp.Select().ID("bulk-status").Aria("label", "Status of the selected claims").Body(b.statuses()...),
					goapp.Button().ID("bulk-status-do").Type("button").Class("outlined").Text("Set").Aria("label", "Set status").OnClick(b.status),
				),
				b.field("bulk-source", "Source of the selected claims", "Source", "source-names", "Set", b.source),
				b.field("bulk-tag", "Tag for the selected claims", "Tag", "", "Add", b.tag),
			)
		}),
	)
}

func (b *Bulk) statuses() []goapp.UI {
	var options []goapp.UI
	for _, s := range dossier.Statuses() {
		options = append(options, goapp.Option().Value(s.String()).Text(strings.ReplaceAll(s.String(), "-", " ")))
	}
	return options
}

func (b *Bulk) field(id, label, hint, list, verb string, do goapp.EventHandler) goapp.UI {
	input := goapp.Input().ID(id).Type("text").Aria("label", label).Placeholder(hint).AutoComplete(false).OnKeyDown(
		func(ctx goapp.Context, e goapp.Event) {
			if e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
				do(ctx, e)
			}
		})
	if list != "" {
		input = input.List(list)
	}
	return goapp.Div().Class("bulk-field").Body(input,
		goapp.Button().ID(id+"-do").Type("button").Class("outlined").Text(verb).Aria("label", verb+" "+strings.ToLower(hint)).OnClick(do))
}

func (b *Bulk) status(goapp.Context, goapp.Event) {
	value := browser.Value("#bulk-status")
	for _, s := range dossier.Statuses() {
		if s.String() == value {
			b.Page.bulk(func(ids []dossier.ID) desk.Outcome { return b.Page.desk.SetStatusOf(ids, s) })
		}
	}
}

func (b *Bulk) source(goapp.Context, goapp.Event) {
	b.typed("source", b.Page.desk.SetSourceOf)
}

func (b *Bulk) tag(goapp.Context, goapp.Event) {
	b.typed("tag", b.Page.desk.TagAll)
}

// typed gives the selected claims what was typed into one of the fields, and empties it.
func (b *Bulk) typed(what string, give func(ids []dossier.ID, value string) desk.Outcome) {
	field := "#bulk-" + what
	value := strings.TrimSpace(browser.Value(field))
	if value == "" {
		b.Page.say("Type the " + what + " first.")
		return
	}
	b.Page.bulk(func(ids []dossier.ID) desk.Outcome { return give(ids, value) })
	browser.SetValue(field, "")
}

func (b *Bulk) remove(goapp.Context, goapp.Event) {
	p := b.Page
	p.bulk(p.desk.RemoveAll)
	p.openCard = ""
	if len(p.selectedClaims()) == 0 {
		p.afterDraw(func() { browser.FocusSelector("#tab-" + p.tab) })
	}
}

func (b *Bulk) deselect(goapp.Context, goapp.Event) {
	b.Page.deselect()
	b.Page.say("No claim is selected.")
	b.Page.afterDraw(b.Page.focusText)
}

// bulk does one step on the claims that are selected.
func (p *Page) bulk(do func(ids []dossier.ID) desk.Outcome) {
	p.closeField()
	p.did(do(p.selectedClaims()))
	p.together.rev++
}

// selectedClaims are those of the selected claims that there are still, in the order of the
// dossier.
func (p *Page) selectedClaims() []dossier.ID {
	if len(p.together.ids) == 0 {
		return nil
	}
	var list []dossier.ID
	for _, c := range p.desk.Dossier().Claims {
		if p.together.ids[c.ID] {
			list = append(list, c.ID)
		}
	}
	return list
}

func (p *Page) deselect() { p.together = together{rev: p.together.rev + 1} }

// selectOnly makes other claims the selected ones.
func (p *Page) selectOnly(from dossier.ID, ids map[dossier.ID]bool) {
	p.together = together{ids: ids, from: from, rev: p.together.rev + 1}
	p.sayQuietly(fmt.Sprintf("%d selected.", len(p.selectedClaims())))
}

// toggleSelected selects a claim beside those that are, or no longer.
func (p *Page) toggleSelected(id dossier.ID) {
	if p.desk.Claim(id) == nil {
		p.say("Choose a claim first.")
		return
	}
	ids := make(map[dossier.ID]bool, len(p.together.ids)+1)
	for other := range p.together.ids {
		ids[other] = true
	}
	if ids[id] {
		delete(ids, id)
	} else {
		ids[id] = true
	}
	p.selectOnly(id, ids)
}

// selectTo selects the claims from the last one that was chosen to another, in the order
// of the cards.
func (p *Page) selectTo(id dossier.ID) {
	from := p.together.from
	if p.desk.Claim(from) == nil {
		from = p.desk.Current()
	}
	order := p.desk.Find(p.filtering.Filter).Claims
	place := func(id dossier.ID) int {
		return slices.IndexFunc(order, func(c *dossier.Claim) bool { return c.ID == id })
	}
	first, last := place(from), place(id)
	if first < 0 || last < 0 {
		p.toggleSelected(id)
		return
	}
	ids := make(map[dossier.ID]bool)
	for _, c := range order[min(first, last) : max(first, last)+1] {
		ids[c.ID] = true
	}
	p.selectOnly(from, ids)
}

// keepFound deselects what a filter leaves out: nothing is done to claims out of sight.
func (p *Page) keepFound() {
	if len(p.together.ids) == 0 {
		return
	}
	found := p.desk.Find(p.filtering.Filter)
	ids := make(map[dossier.ID]bool)
	for id := range p.together.ids {
		if found.Has(id) {
			ids[id] = true
		}
	}
	p.together = together{ids: ids, from: p.together.from, rev: p.together.rev + 1}
}

// selector is the checkbox of a card. It is seen where the pointer or focus is, and on all
// cards once a claim is selected.
func (c *Card) selector() goapp.UI {
	return goapp.Label().Class("select").Title("Select (Ctrl or Shift with a click, or x)").Body(
		goapp.Input().Type("checkbox").Aria("label", "Select this claim").Checked(c.Selected).
			OnChange(func(goapp.Context, goapp.Event) { c.Page.toggleSelected(c.Claim.ID) }),
	)
}

// press answers a click on the card: with Ctrl, Command or Shift it selects, beside what
// else is selected.
func (c *Card) press(_ goapp.Context, e goapp.Event) {
	switch on := e.Get("target"); {
	case on.Call("closest", ".select").Truthy():
	case e.Get("shiftKey").Bool():
		c.Page.selectTo(c.Claim.ID)
	case e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool():
		c.Page.toggleSelected(c.Claim.ID)
	default:
		c.Page.pressCard(c.Claim.ID)
	}
}

// keepText stops a press with Shift from selecting the text of the panel.
func keepText(_ goapp.Context, e goapp.Event) {
	if e.Get("shiftKey").Bool() {
		e.PreventDefault()
	}
}
