package app

import (
	"fmt"
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

// filtering is what the person wants to see of the claims.
type filtering struct {
	filter.Filter
	rev    int // grows with every change
	shown  bool
	listed int  // how many cards of what was found are drawn, where there are many
	dimmed bool // some highlights in the text are
	turn   int
}

// How many cards of what was found are drawn at first, and how many more at a time:
// drawing one costs a third of a millisecond.
const (
	firstListed = 20
	moreListed  = 80
)

// on reports whether cards are a list of what was found, and not those of the text.
func (f *filtering) on() bool { return !f.Empty() || f.Sort != filter.ByPlace }

// facets is how many facets narrow the claims.
func (f *filtering) facets() int {
	n := 0
	for _, values := range f.Chosen {
		if len(values) > 0 {
			n++
		}
	}
	return n
}

// searchFor narrows the claims to those that hold some words.
func (p *Page) searchFor(query string) {
	p.filtering.Text = query
	p.filtered()
}

// chooseValue wants a value of a facet, or wants it no longer.
func (p *Page) chooseValue(facet filter.Facet, value string, wanted bool) {
	chosen := make(map[filter.Facet][]string)
	for f, values := range p.filtering.Chosen {
		chosen[f] = values
	}
	values := slices.DeleteFunc(slices.Clone(chosen[facet]), func(v string) bool { return v == value })
	if wanted {
		values = append(values, value)
	}
	chosen[facet] = values
	p.filtering.Chosen = chosen
	p.filtered()
}

func (p *Page) sortBy(by filter.Sort) {
	p.filtering.Sort = by
	p.filtered()
}

// filtered takes over another filter. How many claims it leaves is said once the
// person pauses.
func (p *Page) filtered() {
	f := &p.filtering
	f.rev++
	f.turn++
	f.listed = firstListed
	p.keepFound()
	p.afterDraw(p.dimText)
	turn := f.turn
	p.ctx.After(pause, func(goapp.Context) {
		if f.turn == turn && p.desk != nil && f.on() {
			p.sayQuietly(p.foundWords() + ".")
		}
	})
}

// foundWords says how many claims the filter leaves.
func (p *Page) foundWords() string {
	found := p.desk.Find(p.filtering.Filter)
	return fmt.Sprintf("%d of %s found", len(found.Claims), desk.Count(found.Total, "claim"))
}

// wanted are the claims that keys go through: those that the filter leaves.
func (p *Page) wanted() desk.Wanted {
	if p.filtering.Empty() {
		return nil
	}
	return p.desk.Find(p.filtering.Filter).Has
}

// amongFound ends a sentence about the claims that keys go through.
func (p *Page) amongFound() string {
	if p.filtering.Empty() {
		return ""
	}
	return " among those found"
}

// unfilter wants every claim again, in the order of the article.
func (p *Page) unfilter() {
	shown := p.filtering.shown
	rev := p.filtering.rev + 1
	p.filtering = filtering{rev: rev, turn: rev, shown: shown, dimmed: p.filtering.dimmed}
	browser.SetValue("#search", "")
	if p.desk != nil {
		p.afterDraw(p.dimText)
	}
}

func (p *Page) clearFilter(goapp.Context, goapp.Event) {
	p.unfilter()
	p.sayQuietly("All claims are shown.")
	p.afterDraw(func() { browser.FocusSelector("#search") })
}

func (p *Page) listMore(goapp.Context, goapp.Event) {
	before := p.filtering.listed
	p.filtering.listed += moreListed
	shown := p.cardsShown()
	if before < len(shown) {
		next := shown[before].ID
		p.afterDraw(func() { browser.FocusSelector(cardSelector(next)) })
	}
}

// listed returns the claims that were found and have a card, in the order asked for.
func (p *Page) listed() []*dossier.Claim {
	few := p.fewClaims()
	if few && p.filtering.Sort == filter.ByPlace {
		return p.desk.Placed() // those that were not found are hidden: that is the quickest
	}
	var list []*dossier.Claim
	for _, c := range p.desk.Find(p.filtering.Filter).Claims {
		if _, placed := c.Place(); !placed {
			continue
		}
		if !few && len(list) == p.filtering.listed {
			break
		}
		list = append(list, c)
	}
	return list
}

// dimText dims the highlights of claims that were not found. The class of a highlight
// is the block's to draw, and a keystroke must not draw thousands of blocks anew; so
// this is an attribute beside it, which the highlights near the window get, again after
// each drawing.
func (p *Page) dimText() {
	if p.desk == nil {
		return
	}
	f := &p.filtering
	if f.Empty() {
		if f.dimmed {
			f.dimmed = false
			browser.Unflag(everyMark, flagDimmed)
		}
		return
	}
	f.dimmed = true
	found := p.desk.Find(f.Filter)
	top, bottom := cardBand(3)
	browser.Flag(everyMark, "data-claims", flagDimmed, top, bottom, func(claims []string) bool {
		return !slices.ContainsFunc(claims, func(id string) bool { return found.Has(dossier.ID(id)) })
	})
}

const (
	everyMark  = "#article mark"
	flagDimmed = "data-dimmed"
)
