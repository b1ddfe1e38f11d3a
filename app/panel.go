package app

import (
	"fmt"
	"sort"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

// The tabs of the panel.
const (
	tabClaims  = "claims"
	tabLedger  = "ledger"
	tabSources = "sources"
	tabCompare = "compare" // there while a comparison is open
)

// Panel stands beside the text, or over its foot on a phone: the claims as
// cards, the ledger of oppositions, and the sources.
type Panel struct {
	goapp.Compo

	Page     *Page
	Desk     *desk.Desk
	Dossier  *dossier.Dossier // for the panel to draw anew when it changes
	Tab      string
	Current  dossier.ID
	Picking  dossier.ID
	Open     dossier.ID // the claim whose card shows its fields
	Filter   int        // a revision of which claims are wanted
	Facets   bool       // what they can be narrowed by is shown
	Listed   int        // how many cards of what was found are drawn
	Together int        // a revision of which claims are selected
	Fixed    bool       // edits are refused
	Sheet    sheet
	Hinted   bool // the hint of the first visit is shown
	Aligned  bool // cards stand beside their words
	Near     int  // a revision of which claims are near the window
	Compared int  // a revision of the comparison
}

// Render draws the head and the chosen tab.
func (p *Panel) Render() goapp.UI {
	class := "panel"
	if p.Sheet != sheetHalf {
		class += " " + string(p.Sheet)
	}
	if len(p.Page.together.ids) > 0 {
		class += " selecting"
	}
	if p.Tab != tabClaims || !p.Aligned || len(p.Desk.Dossier().Claims) == 0 {
		class += " apart"
	}
	d := p.Desk.Dossier()
	sources := p.Desk.SourceNames()
	return goapp.Aside().ID("panel").Class(class).Aria("label", "Claims and oppositions").Body(
		goapp.Div().Class("panel-head").Body(
			goapp.Button().ID("sheet").Type("button").Class("sheet-handle").
				Aria("label", p.Sheet.label()).Aria("expanded", boolText(p.Sheet != sheetFolded)).Aria("controls", "tabpanel").
				On("pointerdown", p.drag).OnClick(p.fold),
			goapp.Div().Class("tabs").Role("tablist").Aria("label", "Panel").Body(
				p.tab(tabClaims, "Claims", len(d.Claims)),
				p.tab(tabLedger, "Ledger", len(d.Oppositions)),
				p.tab(tabSources, "Sources", len(sources)),
				goapp.If(p.Page.comparison() != nil, p.compareTab),
			),
			goapp.If(p.Tab == tabCompare, p.Page.settlingRow).ElseIf(len(d.Claims) > 0, func() goapp.UI {
				return goapp.Div().Class("panel-row").Body(p.progress(), p.finder())
			}),
			goapp.If(p.Tab == tabClaims, func() goapp.UI {
				return &Bulk{Page: p.Page, N: len(p.Page.selectedClaims()), Fixed: p.Fixed}
			}),
		),
		goapp.Div().ID("tabpanel").Role("tabpanel").Aria("labelledby", "tab-"+p.Tab).Body(p.body(d)),
		goapp.DataList().ID("source-names").Body(
			goapp.Range(sources).Slice(func(i int) goapp.UI { return goapp.Option().Value(sources[i]) }),
		),
	)
}

// OnMount places the cards for the first time.
func (p *Panel) OnMount(ctx goapp.Context) { p.place(ctx) }

// OnUpdate places the cards anew: any of them may have changed its height, and the
// text its lines.
func (p *Panel) OnUpdate(ctx goapp.Context) { p.place(ctx) }

func (p *Panel) place(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) {
		p.Page.dimText()
		p.Page.drawGrips()
		p.Page.alignCards()
		p.Page.tie()
		p.Page.drawComparison()
	})
}

func (p *Panel) compareTab() goapp.UI {
	settled, all := p.Page.comparison().progress()
	return p.tab(tabCompare, "Compare", all-settled)
}

func (p *Panel) tab(name, label string, n int) goapp.UI {
	selected := p.Tab == name
	stop := -1
	if selected {
		stop = 0
	}
	return goapp.Button().ID("tab-"+name).Type("button").Role("tab").DataSet("tab", name).
		Aria("selected", boolText(selected)).Aria("controls", "tabpanel").TabIndex(stop).OnClick(p.choose).Body(
		goapp.Text(label),
		goapp.Span().Class("number").Text(n),
	)
}

// progress tells at a glance how far the work has come.
func (p *Panel) progress() goapp.UI {
	done := p.Desk.Progress()
	item := func(n int, noun string) goapp.UI {
		return goapp.Li().Body(goapp.B().Text(n), goapp.Text(" "+noun))
	}
	claims := "claims"
	if done.Claims == 1 {
		claims = "claim"
	}
	return goapp.Ul().Class("progress").Aria("label", "Progress").Body(
		item(done.Claims, claims), item(done.Opposed, "opposed"), item(done.Checked, "checked"), item(done.Reviewed, "reviewed"))
}

func (p *Panel) finder() goapp.UI {
	return goapp.If(p.Tab == tabClaims, func() goapp.UI {
		return &Finder{Page: p.Page, Facets: p.Page.filtering.facets(), Shown: p.Facets}
	})
}

func (p *Panel) facets() goapp.UI {
	facets := &Facets{Page: p.Page, Shown: p.Facets}
	if p.Facets {
		facets.Counts, facets.Sort = p.Desk.Find(p.Page.filtering.Filter).Counts, p.Page.filtering.Sort
	}
	return facets
}

func (p *Panel) body(d *dossier.Dossier) goapp.UI {
	switch p.Tab {
	case tabCompare:
		return &Comparison{Page: p.Page, Rev: p.Compared, Changed: p.Page.comparison().was != d}
	case tabLedger:
		return &Ledger{Page: p.Page, Desk: p.Desk, Dossier: d, Current: p.Current, Fixed: p.Fixed,
			By: p.Page.grouping, Open: p.Page.openOpposition, Draft: p.Page.drafts[p.Page.openOpposition], Entries: p.Page.entries.rev, Shown: firstEntries + p.Page.further}
	case tabSources:
		return &Sources{Page: p.Page, Dossier: d, Open: p.Page.openSource, Entries: p.Page.entries.rev, Fixed: p.Fixed, Shown: firstEntries + p.Page.further}
	}
	return p.claims(d)
}

func (p *Panel) claims(d *dossier.Dossier) goapp.UI {
	if len(d.Claims) == 0 && p.Hinted {
		return p.Page.hint()
	}
	if len(d.Claims) == 0 {
		return goapp.Div().Class("empty").Body(
			goapp.Strong().Text("No claims yet"),
			goapp.P().Body(goapp.Text("Select what somebody says in the text, then choose "), goapp.B().Text("Highlight claim"), goapp.Text(" or press "), goapp.Kbd().Text("h"), goapp.Text(".")),
			goapp.P().Body(goapp.Text("With a claim chosen, press "), goapp.Kbd().Text("o"), goapp.Text(" and pick the claim that it denies.")),
		)
	}
	shown, lost := p.Page.cardsShown(), p.Desk.Lost()
	out := p.leftOut()
	class := "cards"
	if p.Aligned {
		class += " aligned"
	}
	return goapp.Div().Body(
		goapp.If(p.Hinted, func() goapp.UI { return p.Page.hint() }),
		p.facets(),
		goapp.If(p.Page.filtering.on(), p.found),
		goapp.If(len(lost) > 0, func() goapp.UI {
			return goapp.Section().ID("orphans").Aria("label", "Claims without a place in the text").Body(
				goapp.H2().Class("section-title").Text(lostTitle(lost)),
				goapp.Range(lost).Slice(func(i int) goapp.UI { return p.card(lost[i], out(lost[i].ID)) }),
			)
		}),
		goapp.Div().ID("cards").Class(class).Body(p.grouped(shown, func(c *dossier.Claim) goapp.UI { return p.card(c, out(c.ID)) })...),
		goapp.If(!p.Page.filtering.on() && !p.Page.fewClaims() && len(shown)+len(lost) < len(d.Claims), func() goapp.UI {
			return goapp.P().Class("found").Text(fmt.Sprintf("%d of %d cards: those near the text in sight", len(shown), len(d.Claims)))
		}),
		moreButton("list-more", p.more(), moreListed, p.Page.listMore),
	)
}

// The framework tells the children of an element apart by their index alone: a card that
// comes into a plain list has all behind it drawn anew. So the cards of a few blocks of
// the article stand in a group, and groups in sections, which are empty far from the
// window.
const (
	groupBlocks   = 4
	sectionBlocks = 16 * groupBlocks
)

// grouped draws the cards of claims: by where they stand, or one after another where
// the order is another.
func (p *Panel) grouped(shown []*dossier.Claim, card func(*dossier.Claim) goapp.UI) []goapp.UI {
	if p.Page.filtering.Sort != filter.ByPlace {
		return []goapp.UI{drawn(shown, card)}
	}
	sections := make([]goapp.UI, (p.Desk.Layout().Blocks()+sectionBlocks-1)/sectionBlocks)
	for i := range sections {
		var groups []goapp.UI
		inSection, rest := p.before((i+1)*sectionBlocks, shown)
		shown = rest
		for end := i*sectionBlocks + groupBlocks; len(inSection) > 0 && end <= (i+1)*sectionBlocks; end += groupBlocks {
			inGroup, rest := p.before(end, inSection)
			groups = append(groups, goapp.Div().Body(drawn(inGroup, card)))
			inSection = rest
		}
		sections[i] = goapp.Div().Body(groups...)
	}
	return sections
}

// before divides claims, which are in the order of the article, into those that begin
// before a block and the others.
func (p *Panel) before(block int, claims []*dossier.Claim) (before, others []*dossier.Claim) {
	n := sort.Search(len(claims), func(i int) bool {
		place, _ := claims[i].Place()
		return p.Desk.Layout().BlockAt(place.Start) >= block
	})
	return claims[:n], claims[n:]
}

func drawn(claims []*dossier.Claim, card func(*dossier.Claim) goapp.UI) goapp.UI {
	return goapp.Range(claims).Slice(func(i int) goapp.UI { return card(claims[i]) })
}

func (p *Panel) card(c *dossier.Claim, filtered bool) goapp.UI {
	var work cardWork
	if c.ID == p.Open {
		work = p.Page.workOf(p.Desk, c)
	}
	return &Card{
		Page: p.Page, Desk: p.Desk, Claim: c, Look: p.Desk.LookOf(c.ID), Links: p.links(c),
		Current: c.ID == p.Current, Open: c.ID == p.Open, Fixed: p.Fixed, Filtered: filtered,
		Work:     work,
		Selected: p.Page.together.ids[c.ID],
	}
}

// lostTitle names the claims that are not shown in the text.
func lostTitle(lost []*dossier.Claim) string {
	orphans := 0
	for _, c := range lost {
		if c.State == anchor.Orphan {
			orphans++
		}
	}
	switch {
	case orphans == len(lost):
		return "Orphans: their words are gone from the text"
	case orphans == 0:
		return "Without a certain place"
	}
	return "Orphans, and claims without a certain place"
}

// leftOut tells which claims the filter leaves out. An open card is shown all the same.
func (p *Panel) leftOut() func(dossier.ID) bool {
	if p.Page.filtering.Empty() {
		return func(dossier.ID) bool { return false }
	}
	found := p.Desk.Find(p.Page.filtering.Filter)
	return func(id dossier.ID) bool { return id != p.Open && !found.Has(id) }
}

// more is how many claims were found that have no card yet.
func (p *Panel) more() int {
	if !p.Page.filtering.on() || p.Page.fewClaims() {
		return 0
	}
	return p.Desk.Find(p.Page.filtering.Filter).Placed - p.Page.filtering.listed
}

// found says how many claims the filter leaves, and offers to show all again.
func (p *Panel) found() goapp.UI {
	return goapp.P().Class("found").Body(
		goapp.Span().Text(p.Page.foundWords()),
		goapp.Button().ID("clear-filter").Type("button").Text("Clear").OnClick(p.Page.clearFilter),
	)
}

// links lists what a claim is set against, as the chips of its card.
func (p *Panel) links(c *dossier.Claim) []link {
	var list []link
	for _, o := range p.Desk.OppositionsOf(c.ID) {
		other := p.Desk.Claim(o.Other(c.ID))
		list = append(list, link{
			Opposition: o.ID, Other: other.ID, Opposes: o.Kind.Opposes(),
			Words: strings.TrimPrefix(desk.Relation(o, c.ID), "is ") + " " + desk.Speaker(other),
		})
	}
	return list
}

// fold answers a press of the sheet's handle. One without clicks is the keyboard's, which
// ends no drag.
func (p *Panel) fold(_ goapp.Context, e goapp.Event) {
	if e.Get("detail").Int() == 0 {
		p.Page.dragged = false
	}
	p.Page.toggleSheet()
}

func (p *Panel) drag(goapp.Context, goapp.Event) { p.Page.dragSheet() }

func (p *Panel) choose(ctx goapp.Context, _ goapp.Event) {
	p.Page.showTab(ctx.JSSrc().Get("dataset").Get("tab").String())
}
