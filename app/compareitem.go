package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
)

// CompareItem is a claim or an opposition of a comparison: what each side has, where they
// differ, and what is taken.
type CompareItem struct {
	goapp.Compo

	Page    *Page
	Item    *errand.Item
	Class   string // in words
	A, B    string // whose the sides are
	State   string // what was chosen, in words
	Number  int
	Current bool
	Stop    bool // it is the Tab stop of the list
	Editing bool // its form is open
	Base    string
	Edit    errand.Edit // what the form holds at first
}

// Render draws the item.
func (i *CompareItem) Render() goapp.UI {
	item := i.Item
	class := "compare-item compare-" + item.Class
	if i.Current {
		class += " current"
	}
	if i.State != "" && i.State != "open" && i.State != "skipped" {
		class += " settled"
	}
	stop := -1
	if i.Stop {
		stop = 0
	}
	label := "Item " + strconv.Itoa(i.Number) + ", " + i.Class + ": " + item.Subject + " " + item.Name
	if i.State != "" {
		label += ", " + i.State
	}
	return goapp.Section().Class(class).DataSet("item", item.Key).TabIndex(stop).Aria("label", label).Body(
		goapp.Div().Class("item-title").Body(
			classMark(item.Class, desk.Capital(i.Class)),
			goapp.Span().Class("quiet").Text(item.Subject),
			goapp.If(i.State != "", func() goapp.UI { return goapp.Span().Class("stance item-state").Text(i.State) }),
		),
		goapp.Div().Class("quotes").Body(i.quotes()...),
		i.differences(),
		i.acts(),
		goapp.If(i.Editing, func() goapp.UI {
			return &CompareForm{Page: i.Page, Item: item, A: i.A, B: i.B, Base: i.Base, Edit: i.Edit}
		}),
	)
}

// quotes are the words that the item is about: those of both sides where they differ.
func (i *CompareItem) quotes() []goapp.UI {
	a, b := i.Item.A, i.Item.B
	if i.Item.Subject == errand.OfOpposition {
		return []goapp.UI{goapp.Div().Class("quote").Body(goapp.Blockquote().Text(i.Item.Name))}
	}
	quote := func(letter string, side *errand.Side) goapp.UI {
		return goapp.Div().Class("quote").Body(
			goapp.If(letter+side.Source+side.Cue != "", func() goapp.UI {
				return goapp.Div().Class("quote-head").Body(
					goapp.If(letter != "", func() goapp.UI { return goapp.B().Class("letter").Text(letter) }),
					goapp.B().Text(side.Source), goapp.Span().Class("cue").Text(side.Cue),
				)
			}),
			goapp.Blockquote().Text(side.Quote),
		)
	}
	switch {
	case a == nil:
		return []goapp.UI{quote("", b)}
	case b == nil || a.Quote == b.Quote:
		return []goapp.UI{quote("", a)}
	}
	return []goapp.UI{quote("A", a), quote("B", b)}
}

// differences sets what the two say side by side. Words that differ stand above already.
func (i *CompareItem) differences() goapp.UI {
	var list []errand.Difference
	for _, d := range i.Item.Differences {
		a, b := i.Item.A, i.Item.B
		switch {
		case d.Field == "span" && a.Quote != b.Quote:
			continue
		case d.Field == "kind" && a.Kind != b.Kind:
			d.A, d.B = desk.KindName(dossier.Kind(a.Kind)), desk.KindName(dossier.Kind(b.Kind))
		}
		list = append(list, d)
	}
	cell := func(said string) goapp.UI {
		return goapp.Td().Body(goapp.If(said != "", func() goapp.UI { return goapp.Text(said) }).
			Else(func() goapp.UI { return goapp.Span().Class("quiet").Text("nothing") }))
	}
	return goapp.If(len(list) > 0, func() goapp.UI {
		return goapp.Table().Class("differences").Body(
			goapp.THead().Body(goapp.Tr().Body(
				goapp.Td(), goapp.Th().Scope("col").Text(sideHead("A", i.A)), goapp.Th().Scope("col").Text(sideHead("B", i.B)),
			)),
			goapp.TBody().Body(goapp.Range(list).Slice(func(n int) goapp.UI {
				return goapp.Tr().Body(goapp.Th().Scope("row").Text(list[n].Label), cell(list[n].A), cell(list[n].B))
			})),
		)
	})
}

// sideHead is a side with its letter, short.
func sideHead(letter, name string) string {
	if name = named(name); name != "" {
		return letter + " " + name
	}
	return letter
}

// takeWords says what taking a side of an item comes to.
func (i *CompareItem) takeWords(letter string) string {
	switch {
	case i.Item.A != nil && i.Item.B != nil:
		return "Take " + letter
	case (letter == "A") == (i.Item.A != nil):
		return "Take " + letter + ": keep it"
	}
	return "Take " + letter + ": leave it out"
}

// chosenBy is what an item is called once something was done with it.
var chosenBy = map[desk.ItemAct]string{desk.ItemTakeA: "took A", desk.ItemTakeB: "took B", desk.ItemEdit: "edited", desk.ItemSkip: "skipped"}

func (i *CompareItem) acts() goapp.UI {
	button := func(act desk.ItemAct, words string) goapp.UI {
		stop := -1
		if i.Current {
			stop = 0
		}
		key := string(act)
		return goapp.Button().Type("button").Class("take").DataSet("act", key).TabIndex(stop).Aria("keyshortcuts", key).
			Aria("pressed", boolText(i.State == chosenBy[act])).OnClick(i.do).Body(
			goapp.Kbd().Aria("hidden", "true").Text(key), goapp.Text(words),
		)
	}
	return goapp.Div().Class("acts").Body(
		button(desk.ItemTakeA, i.takeWords("A")),
		button(desk.ItemTakeB, i.takeWords("B")),
		button(desk.ItemEdit, "Edit"),
		button(desk.ItemSkip, "Skip"),
	)
}

func (i *CompareItem) do(ctx goapp.Context, _ goapp.Event) {
	i.Page.doItem(i.Item.Key, desk.ItemAct(ctx.JSSrc().Get("dataset").Get("act").String()))
}

// CompareForm is where a person makes something of an item that neither side has.
type CompareForm struct {
	goapp.Compo

	Page *Page
	Item *errand.Item
	A, B string
	Base string
	Edit errand.Edit
}

// Render draws the fields. They hold what the base has until the person types.
func (f *CompareForm) Render() goapp.UI {
	fields := f.claimFields
	if f.Item.Subject == errand.OfOpposition {
		fields = f.oppositionFields
	}
	return goapp.Div().Class("compare-form").Role("group").Aria("label", "Edit this item").Body(append(fields(),
		goapp.If(f.Item.A != nil && f.Item.B != nil, func() goapp.UI {
			return f.choice("base", "Words and the rest", f.Base, []option{{errand.TakeA, "as in " + sideName("A", f.A)}, {errand.TakeB, "as in " + sideName("B", f.B)}})
		}),
		goapp.Div().Class("acts").Body(
			goapp.Button().ID("take-edit").Type("button").Class("outlined").Text("Take this").OnClick(f.take),
			goapp.Button().ID("leave-edit").Type("button").Text("Cancel").OnClick(f.leave),
		),
	)...)
}

func (f *CompareForm) claimFields() []goapp.UI {
	return []goapp.UI{
		goapp.Div().Class("halves").Body(f.line("source", "Source", f.Edit.Source), f.line("cue", "Cue", f.Edit.Cue)),
		goapp.Div().Class("halves").Body(
			f.choice("stance", "Stance", f.Edit.Stance, options("none", dossier.Stances())),
			f.choice("rating", "Rating", f.Edit.Scale+" "+f.Edit.Rating, f.ratings()),
		),
		f.lines("statement", "Statement", f.Edit.Statement),
	}
}

func (f *CompareForm) oppositionFields() []goapp.UI {
	return []goapp.UI{
		f.choice("kind", "Kind", f.Edit.Kind, options("", dossier.Kinds())),
		f.lines("note", "Note", f.Edit.Note),
	}
}

// ratings are those of all scales, each under the id of its scale and its own value.
func (f *CompareForm) ratings() []option {
	list := []option{{" ", "none"}}
	for _, s := range f.Page.comparison().result.Scales {
		for _, r := range s.Ratings {
			list = append(list, option{s.ID + " " + r.Value, r.Label + " (" + s.Name + ")"})
		}
	}
	return list
}

func editID(name string) string { return "edit-item-" + name }

func (f *CompareForm) field(name, label string, input goapp.UI) goapp.UI {
	return goapp.Div().Class("field").Body(goapp.Label().For(editID(name)).Text(label), input)
}

func (f *CompareForm) line(name, label, value string) goapp.UI {
	input := goapp.Input().ID(editID(name)).Type("text").Attr("value", value).AutoComplete(false).OnKeyDown(f.key)
	if name == "source" {
		input = input.List("source-names")
	}
	return f.field(name, label, input)
}

func (f *CompareForm) lines(name, label, value string) goapp.UI {
	return f.field(name, label, goapp.Textarea().ID(editID(name)).Rows(2).Attr("value", value))
}

func (f *CompareForm) choice(name, label, value string, list []option) goapp.UI {
	return f.field(name, label, goapp.Select().ID(editID(name)).Body(goapp.Range(list).Slice(func(i int) goapp.UI {
		return goapp.Option().Value(valueOr(list[i].Value)).Text(list[i].Words).Selected(list[i].Value == value)
	})))
}

func (f *CompareForm) key(_ goapp.Context, e goapp.Event) {
	if e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
		f.Page.takeEdit(f.Item.Key)
	}
}

func (f *CompareForm) take(goapp.Context, goapp.Event)  { f.Page.takeEdit(f.Item.Key) }
func (f *CompareForm) leave(goapp.Context, goapp.Event) { f.Page.leaveEdit(f.Item.Key) }

// edit is what the form of an item holds at first: what was made of it already, else what
// a side has, with the notes of both.
func (c *comparing) edit(item *errand.Item, base string) errand.Edit {
	if made := c.choices[item.Key].Edit; made != nil {
		return *made
	}
	side, other := item.A, item.B
	if side == nil || base == errand.TakeB && other != nil {
		side, other = other, side
	}
	note := side.Note
	switch {
	case other == nil || other.Note == note:
	case note == "":
		note = other.Note
	case other.Note != "":
		note += "\n\n" + other.Note
	}
	return errand.Edit{
		Base: base, Source: side.Source, Cue: side.Cue, Stance: side.Stance, Statement: side.Statement,
		Scale: side.Scale, Rating: side.Rating, Kind: side.Kind, Note: note,
	}
}

// editItem opens the form of an item, or goes back to it where it is open.
func (p *Page) editItem(key string) {
	c := p.comparison()
	if c.editing != key {
		item := c.item(key)
		c.editing, c.base = key, errand.TakeA
		if choice := c.choices[key]; choice.Edit != nil {
			c.base = choice.Edit.Base
		} else if choice.Take == errand.TakeB && item.B != nil || item.A == nil {
			c.base = errand.TakeB
		}
	}
	c.current = key
	p.compareRev++
	p.afterDraw(func() {
		if !browser.FocusSelector("#" + editID("source")) {
			browser.FocusSelector("#" + editID("kind"))
		}
		browser.ScrollIntoView(itemSelector(key)+" .compare-form", "nearest")
	})
}

func (p *Page) leaveEdit(key string) {
	if c := p.comparison(); c != nil {
		c.editing = ""
		p.goToItem(key)
	}
}

// takeEdit takes what stands in the form of an item.
func (p *Page) takeEdit(key string) {
	c := p.comparison()
	if c == nil || c.editing != key {
		return
	}
	value := func(name string) string {
		v := browser.Value("#" + editID(name))
		if v == none {
			return ""
		}
		return v
	}
	edit := errand.Edit{
		Base: value("base"), Source: value("source"), Cue: value("cue"), Stance: value("stance"), Statement: value("statement"),
		Kind: value("kind"), Note: value("note"),
	}
	if edit.Base == "" {
		edit.Base = c.base
	}
	edit.Scale, edit.Rating = ratingIn(value("rating"))
	p.settleItem(errand.Choice{Key: key, Take: errand.TakeEdit, Edit: &edit})
}

// ratingIn takes a rating of the form apart into the id of its scale and its value.
func ratingIn(chosen string) (scale, rating string) {
	scale, rating, _ = strings.Cut(chosen, " ")
	return scale, rating
}
