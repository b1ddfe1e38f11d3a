package app

import (
	"slices"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/text"
)

// comparing is a comparison that is open: the open dossier is A, another one of its
// article, or of its people, is B. It stays while other dossiers are open, and goes with
// the page; what was chosen is kept for when the same two are compared again.
type comparing struct {
	of    dossier.ID        // the dossier that is A
	was   *dossier.Dossier  // as it was compared
	data  []byte            // the same as the worker takes it
	asked map[string]string // the words of an errand on the two
	from  string            // where B is from
	left  []errand.Remnant  // of a foreign file, what of B could not be taken

	result     errand.Comparison
	measures   []errand.Measure // nil as long as they are being worked out
	unmeasured string           // why there are none

	choices  map[string]errand.Choice // by the key of an item
	skipped  map[string]bool
	current  string // the item that the person is at
	editing  string // the item whose form is open
	base     string // the side that the form goes out from
	shown    int    // how many of the items are drawn
	finished bool   // what was chosen is in a dossier
	working  bool
}

// mostItems is how many items of a comparison are drawn at first, and more each time.
const mostItems = 60

func (c *comparing) item(key string) *errand.Item {
	if at := c.index(key); at >= 0 {
		return &c.result.Items[at]
	}
	return nil
}

func (c *comparing) index(key string) int {
	return slices.IndexFunc(c.result.Items, func(i errand.Item) bool { return i.Key == key })
}

// progress counts the items that are not agreed, and those of them that are settled.
func (c *comparing) progress() (settled, all int) {
	for _, item := range c.result.Items {
		if item.Class == errand.Agreed {
			continue
		}
		all++
		if c.choices[item.Key].Take != "" {
			settled++
		}
	}
	return settled, all
}

// nextOpen is the first item after another that is to be settled and is not, from the
// top again where there is none below; those that were skipped come last. It is ""
// where nothing is open but the item itself.
func (c *comparing) nextOpen(after string) string {
	at := c.index(after) + 1
	for _, skipped := range []bool{false, true} {
		for i := range c.result.Items {
			item := c.result.Items[(at+i)%len(c.result.Items)]
			if item.Key != after && item.Class != errand.Agreed && c.choices[item.Key].Take == "" && c.skipped[item.Key] == skipped {
				return item.Key
			}
		}
	}
	return ""
}

// beside is the item so many places below another, or "".
func (c *comparing) beside(key string, by int) string {
	at := c.index(key) + by
	if at < 0 || at >= len(c.result.Items) {
		return ""
	}
	return c.result.Items[at].Key
}

// drawn is how many of the items are drawn: the person's own is always among them.
func (c *comparing) drawn() int {
	return min(len(c.result.Items), max(c.shown, c.index(c.current)+1))
}

// state is what an item is called as far as the person chose; "" for what is agreed.
func (c *comparing) state(key string) string {
	switch c.choices[key].Take {
	case errand.TakeA:
		return chosenBy[desk.ItemTakeA]
	case errand.TakeB:
		return chosenBy[desk.ItemTakeB]
	case errand.TakeEdit:
		return chosenBy[desk.ItemEdit]
	}
	switch item := c.item(key); {
	case item.Class == errand.Agreed:
		return ""
	case c.skipped[key]:
		return chosenBy[desk.ItemSkip]
	}
	return "open"
}

// unkept reports whether something was chosen that is in no dossier yet.
func (c *comparing) unkept() bool { return c != nil && len(c.choices) > 0 && !c.finished }

// spansOf lists where the words of an item stand, in the text of A.
func spansOf(item *errand.Item) (list []text.Span) {
	for _, side := range []*errand.Side{item.A, item.B} {
		if side == nil {
			continue
		}
		for _, span := range side.Spans {
			if s := (text.Span{Start: text.CodePoint(span[0]), End: text.CodePoint(span[1])}); !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	return list
}

// The highlights of a comparison, each drawn over those before it. The style sheet has
// the same names.
var comparisonHighlights = []string{errand.Agreed, errand.OnlyA, errand.OnlyB, errand.Differing, highlightCurrent}

const highlightCurrent = "current"

// overlay says what of a comparison is drawn over the text, and over which drawing of it.
type overlay struct {
	of                 *comparing
	article, text, rev int
}

// comparison is the comparison that is open on the open dossier, or nil.
func (p *Page) comparison() *comparing {
	if c := p.comparing; c != nil && p.desk != nil && p.desk.Dossier().ID == c.of {
		return c
	}
	return nil
}

// atComparison reports whether the comparison is what the panel shows.
func (p *Page) atComparison() bool { return p.tab == tabCompare && p.comparison() != nil }

// drawComparison draws the items over the text while the panel shows them: claims by
// their class, and what the current item is about. The claims are drawn again only where
// the text was.
func (p *Page) drawComparison() {
	if !p.atComparison() {
		if p.overlay.of != nil {
			p.overlay = overlay{}
			p.drawOver(comparisonHighlights, nil)
		}
		return
	}
	c := p.comparison()
	by := make(map[string][]text.Span)
	if item := c.item(c.current); item != nil {
		by[highlightCurrent] = spansOf(item)
	}
	names := []string{highlightCurrent}
	if now := (overlay{c, p.desk.ArticleRev(), p.spread.rev, p.nearRev}); now != p.overlay {
		p.overlay, names = now, comparisonHighlights
		for i := range c.result.Items {
			if item := &c.result.Items[i]; item.Subject == errand.OfClaim {
				by[item.Class] = append(by[item.Class], spansOf(item)...)
			}
		}
	}
	p.drawOver(names, by)
}

func (p *Page) drawOver(names []string, by map[string][]text.Span) {
	list := make([]browser.Highlight, len(names))
	for i, name := range names {
		list[i] = browser.Highlight{Name: "compare-" + name, Priority: slices.Index(comparisonHighlights, name)}
		for _, span := range by[name] {
			list[i].Stretches = append(list[i].Stretches, p.stretch(span))
		}
	}
	browser.SetHighlights(list)
}

func (p *Page) stretch(span text.Span) browser.Stretch {
	return browser.Stretch{From: p.point(span.Start), To: p.endPoint(span.End)}
}

// showWords brings the words of an item before the eyes, above the sheet on a phone.
func (p *Page) showWords(item *errand.Item) {
	spans := spansOf(item)
	if len(spans) == 0 {
		return
	}
	const gap = 12 // CSS pixels
	_, bottom := browser.ViewportSize()
	if p.narrow {
		bottom = browser.RectOf("#panel").Top
	}
	browser.ShowStretch(p.stretch(spans[0]), browser.RectOf(".bar").Bottom+gap, bottom-gap)
}

func itemSelector(key string) string { return `[data-item="` + key + `"]` }

// goToItem goes to an item of the comparison and to its words in the text.
func (p *Page) goToItem(key string) {
	c := p.comparison()
	if c == nil || c.item(key) == nil {
		return
	}
	p.atItem(key)
	p.afterDraw(func() { browser.FocusSelector(itemSelector(key)) })
}

// atItem is told that focus is at an item.
func (p *Page) atItem(key string) {
	c := p.comparison()
	if c == nil || c.item(key) == nil {
		return
	}
	c.current = key
	p.compareRev++
	p.afterDraw(func() { p.showWords(c.item(key)) })
}

// itemKey answers a key that is pressed on an item, and reports whether it is one of
// the item's.
func (p *Page) itemKey(k browser.Key) bool {
	if k.Key == "Escape" && k.InField && !k.Composing {
		p.later(func() { p.goToItem(k.Item) }) // what was typed stays in its form
		return true
	}
	act := desk.ItemActFor(deskKey(k), p.singleKeys)
	if act == desk.ItemNothing {
		return false
	}
	p.later(func() {
		// A key that is quicker than the drawing is meant for where the one before led.
		if c := p.comparison(); c != nil && c.item(c.current) != nil {
			p.doItem(c.current, act)
		}
	})
	return true
}

// doItem does with an item what was asked for.
func (p *Page) doItem(key string, act desk.ItemAct) {
	c := p.comparison()
	if c == nil || c.item(key) == nil {
		return
	}
	switch act {
	case desk.ItemTakeA, desk.ItemTakeB:
		p.settleItem(errand.Choice{Key: key, Take: string(act)})
	case desk.ItemEdit:
		p.editItem(key)
	case desk.ItemSkip:
		p.skipItem(key)
	case desk.ItemNext, desk.ItemPrevious:
		by, none := 1, "This is the last item."
		if act == desk.ItemPrevious {
			by, none = -1, "This is the first item."
		}
		next := c.beside(key, by)
		if next == "" {
			p.say(none)
			return
		}
		p.goToItem(next)
	}
}

// settleItem takes a choice, and goes on to the next open item.
func (p *Page) settleItem(choice errand.Choice) {
	c := p.comparison()
	c.choices[choice.Key] = choice
	delete(c.skipped, choice.Key)
	c.editing, c.finished = "", false
	p.keepChoices(c)
	p.goOn(choice.Key, desk.Capital(c.state(choice.Key))+". ")
}

// skipItem leaves an item open, whatever was chosen for it.
func (p *Page) skipItem(key string) {
	c := p.comparison()
	if c.item(key).Class != errand.Agreed {
		c.skipped[key] = true
	}
	if _, chosen := c.choices[key]; chosen {
		delete(c.choices, key)
		c.finished = false
		p.keepChoices(c)
	}
	c.editing = ""
	p.goOn(key, "Skipped. ")
}

// goOn goes to the next open item, or to what is left to do.
func (p *Page) goOn(from, said string) {
	c := p.comparison()
	p.compareRev++
	p.sayQuietly(said + c.progressWords() + ".")
	if next := c.nextOpen(from); next != "" {
		p.goToItem(next)
		return
	}
	if settled, all := c.progress(); settled == all {
		p.sayQuietly(said + "All is settled: finish.")
		p.afterDraw(func() { browser.FocusSelector("#finish-comparison") })
		return
	}
	p.goToItem(from)
}
