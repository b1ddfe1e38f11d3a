package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/errand"
)

// Comparison is the tab of the panel in which two dossiers are settled: who they are, how
// far they agree, and a work list.
type Comparison struct {
	goapp.Compo

	Page    *Page
	Rev     int  // of what was chosen and where the person is
	Changed bool // the open dossier is not as it was compared
}

// Render draws the head, the figures and the items, the worst first.
func (t *Comparison) Render() goapp.UI {
	c := t.Page.comparison()
	if c == nil {
		return goapp.Div()
	}
	drawn := c.drawn()
	return goapp.Div().Class("compare").Body(
		t.sides(c),
		t.counts(c),
		t.figures(c),
		t.remarks(c),
		goapp.Ol().Class("items").Aria("label", "Items, the worst first").Body(goapp.Range(c.result.Items[:drawn]).Slice(func(i int) goapp.UI {
			return goapp.Li().Body(t.item(c, i))
		})),
		goapp.If(drawn < len(c.result.Items), func() goapp.UI {
			return goapp.Button().ID("more-items").Type("button").Class("outlined").
				Text("Show " + strconv.Itoa(min(mostItems, len(c.result.Items)-drawn)) + " more").OnClick(t.more)
		}),
	)
}

// sides says who A and B are.
func (t *Comparison) sides(c *comparing) goapp.UI {
	side := func(letter, name, from string) goapp.UI {
		return goapp.Li().Body(goapp.B().Class("letter").Text(letter), goapp.Span().Class("side-name").Text(named(name)), goapp.Span().Class("quiet").Text(from))
	}
	from := c.from
	a := "this dossier"
	if _, apart := c.asked[errand.First]; apart {
		a, from = "", ""
	}
	return goapp.Div().Class("compare-sides").Body(
		goapp.Ul().Aria("label", "What is compared").Body(side("A", c.result.A, a), side("B", c.result.B, from)),
		goapp.Div().Class("acts").Body(
			goapp.If(t.Changed, func() goapp.UI {
				return goapp.Button().ID("compare-again").Type("button").Title("This dossier was changed since").Text("Compare again").OnClick(t.again)
			}),
			goapp.Button().ID("close-comparison").Type("button").Text("Close comparison").OnClick(t.leave),
		),
	)
}

// named is the name of a side; a letter tells nothing beside itself.
func named(name string) string {
	if name == "a" || name == "b" {
		return ""
	}
	return name
}

// sideName is a side with its letter: "A, Ada".
func sideName(letter, name string) string {
	if name = named(name); name != "" {
		return letter + ", " + name
	}
	return letter
}

// className is a class of items in words.
func (c *comparing) className(class string) string {
	switch class {
	case errand.OnlyA:
		return "only " + sideName("A", c.result.A)
	case errand.OnlyB:
		return "only " + sideName("B", c.result.B)
	}
	return class
}

func (t *Comparison) counts(c *comparing) goapp.UI {
	classes := []string{errand.Agreed, errand.Differing, errand.OnlyA, errand.OnlyB}
	return goapp.Table().Class("counts").Body(
		goapp.THead().Body(goapp.Tr().Body(goapp.Td(), goapp.Th().Scope("col").Text("Claims"), goapp.Th().Scope("col").Text("Oppositions"))),
		goapp.TBody().Body(goapp.Range(classes).Slice(func(i int) goapp.UI {
			class := classes[i]
			return goapp.Tr().DataSet("class", class).Body(
				goapp.Th().Scope("row").Body(classMark(class, desk.Capital(c.className(class)))),
				goapp.Td().Text(c.result.Count(errand.OfClaim, class)),
				goapp.Td().Text(c.result.Count(errand.OfOpposition, class)),
			)
		})),
	)
}

// classMark is the name of a class, with its sign, underlined as its words are in the text.
func classMark(class, words string) goapp.UI {
	return goapp.Span().Class("class-mark compare-" + class).Text(words)
}

// figures are the measures of agreement.
func (t *Comparison) figures(c *comparing) goapp.UI {
	return goapp.Details().ID("agreement").Class("figures").Body(
		goapp.Summary().Text("Agreement in figures"),
		goapp.If(c.unmeasured != "", func() goapp.UI { return goapp.P().Class("refusal").Text(c.unmeasured) }).
			ElseIf(c.measures == nil, func() goapp.UI { return goapp.P().Class("quiet").Text("Measuring…") }).
			Else(func() goapp.UI {
				return goapp.Ul().Body(goapp.Range(c.measures).Slice(func(i int) goapp.UI {
					m := c.measures[i]
					return goapp.Li().Class("measure").Body(
						goapp.Span().Text(desk.Capital(m.Of)+", "+m.Name), goapp.B().Text(valueWords(m)), goapp.Span().Class("quiet").Text(restWords(m)),
					)
				}))
			}),
	)
}

// valueWords is a measure as a number, or why there is none.
func valueWords(m errand.Measure) string {
	if m.Value == nil {
		return "undefined because " + m.Undefined
	}
	words := decimals(*m.Value)
	if m.Low != nil && m.High != nil {
		words += " [" + decimals(*m.Low) + ", " + decimals(*m.High) + "]"
	}
	return words
}

// restWords says what a measure stands on.
func restWords(m errand.Measure) string {
	words := "n = " + strconv.Itoa(m.N) + " " + m.Unit
	if m.Value != nil && m.Low == nil {
		words += "; no interval because " + m.NoInterval
	}
	return words
}

func decimals(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }

// remarks tell what is not in the list.
func (t *Comparison) remarks(c *comparing) goapp.UI {
	var list []string
	for _, l := range c.left {
		list = append(list, "Not taken from the file: "+l.Where+" "+l.Why)
	}
	for _, o := range c.result.Mixed {
		list = append(list, "Between claims of the two, and left out: "+o)
	}
	return goapp.Div().Class("remarks").Body(goapp.If(len(list) > 0, func() goapp.UI {
		return goapp.Details().Body(
			goapp.Summary().Text(desk.Count(len(list), "thing")+" not compared"),
			goapp.Ul().Body(goapp.Range(list).Slice(func(i int) goapp.UI { return goapp.Li().Text(list[i]) })),
		)
	}))
}

func (t *Comparison) item(c *comparing, i int) goapp.UI {
	item := &c.result.Items[i]
	out := &CompareItem{
		Page: t.Page, Item: item, Class: c.className(item.Class), A: c.result.A, B: c.result.B, State: c.state(item.Key),
		Number: i + 1, Current: item.Key == c.current, Stop: item.Key == c.current || c.current == "" && i == 0,
	}
	if item.Key == c.editing {
		out.Editing, out.Base, out.Edit = true, c.base, c.edit(item, c.base)
	}
	return out
}

func (t *Comparison) more(goapp.Context, goapp.Event) {
	c := t.Page.comparison()
	first := c.drawn()
	c.shown = first + mostItems
	t.Page.goToItem(c.result.Items[first].Key)
}

func (t *Comparison) again(goapp.Context, goapp.Event) { t.Page.compareAgain() }
func (t *Comparison) leave(goapp.Context, goapp.Event) { t.Page.leaveComparison() }

// progressWords says how far the settling has come.
func (c *comparing) progressWords() string {
	settled, all := c.progress()
	return strconv.Itoa(settled) + " of " + strconv.Itoa(all) + " settled"
}

// settlingRow stands in the head of the panel: how far the settling has come, and its end.
func (p *Page) settlingRow() goapp.UI {
	c := p.comparison()
	settled, all := c.progress()
	return goapp.Div().Class("compare-row").Body(
		goapp.Span().ID("settled-so-far").Text(c.progressWords()),
		goapp.Progress().Max(max(all, 1)).Value(settled).Aria("label", "Settled"),
		goapp.Button().ID("finish-comparison").Type("button").Class("outlined").Text("Finish").
			Title("Make the dossier that the two come to").Disabled(c.working).OnClick(func(goapp.Context, goapp.Event) { p.finishComparison() }),
	)
}

// leaveComparison closes the comparison, and offers it back where something was chosen.
func (p *Page) leaveComparison() {
	c := p.comparison()
	if c == nil {
		return
	}
	p.comparing, p.tab = nil, tabClaims
	p.compareRev++
	var back *offer
	if c.unkept() {
		back = &offer{label: "Undo", do: func() {
			p.comparing = c
			if p.comparison() != nil {
				p.tab = tabCompare
			}
			p.compareRev++
		}}
	}
	p.sayWith("The comparison is closed.", back)
	p.afterDraw(func() { browser.FocusSelector("#tab-" + p.tab) })
}
