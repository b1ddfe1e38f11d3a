package app

import (
	"hash/fnv"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// Field is an input for one field of a claim, an opposition, a piece of evidence or a
// source. While it has focus the person's typing is the truth, and nothing drawn
// overwrites it. What could not be taken stays in it, with the reason below.
type Field struct {
	goapp.Compo

	Page   *Page
	Target dossier.ID
	Name   string // of the field in the dossier
	Label  string
	Value  string
	Hint   string
	Lines  bool // several lines
	Whole  bool // taken on leaving it: half an address or date is none
	Fixed  bool // edits are refused
	List   string
	Fault  string // why what was typed is not taken

	focused bool
	drawn   string // the value last given to the element
}

// Render draws the label's input; the label itself is beside it.
func (f *Field) Render() goapp.UI {
	if !f.focused {
		f.drawn = f.Value
	}
	return goapp.Div().Class("entry").Body(f.input(), goapp.If(f.Fault != "", func() goapp.UI {
		return goapp.P().ID(fieldID(f.Target, f.Name) + "-fault").Class("fault").Text(f.Fault)
	}))
}

func (f *Field) input() goapp.UI {
	id := fieldID(f.Target, f.Name)
	if f.Lines {
		el := goapp.Textarea().ID(id).Rows(2).Placeholder(f.Hint).Aria("label", f.Label).ReadOnly(f.Fixed).
			DataSet("field", f.Name).Attr("value", f.drawn).OnInput(f.typed).OnFocus(f.focus).OnBlur(f.blur)
		if f.Fault != "" {
			el = el.Aria("invalid", "true").Aria("describedby", id+"-fault")
		}
		return el
	}
	el := goapp.Input().ID(id).Type("text").Placeholder(f.Hint).Aria("label", f.Label).ReadOnly(f.Fixed).
		DataSet("field", f.Name).Attr("value", f.drawn).AutoComplete(false).
		OnInput(f.typed).OnFocus(f.focus).OnBlur(f.blur).OnKeyDown(f.key)
	if f.List != "" {
		el = el.List(f.List)
	}
	if f.Fault != "" {
		el = el.Aria("invalid", "true").Aria("describedby", id+"-fault")
	}
	return el
}

// OnUpdate empties the element where the value became empty: go-app removes the
// attribute then, which leaves the property as it was.
func (f *Field) OnUpdate(ctx goapp.Context) {
	if f.Value == "" && !f.focused {
		ctx.Defer(func(goapp.Context) { browser.SetValue("#"+fieldID(f.Target, f.Name), "") })
	}
}

// fieldID is the id of a field's element: of letters, digits and hyphens, so that it
// can stand in a selector. What is no UUID, as the name of a source, goes by a digest.
func fieldID(target dossier.ID, field string) string {
	name := target.Short()
	if !target.Valid() {
		digest := fnv.New64a()
		_, _ = digest.Write([]byte(target))
		name = strconv.FormatUint(digest.Sum64(), 36)
	}
	return "field-" + name + "-" + strings.ReplaceAll(field, ".", "-")
}

func (f *Field) focus(goapp.Context, goapp.Event) { f.focused = true }

func (f *Field) typed(ctx goapp.Context, _ goapp.Event) {
	value := ctx.JSSrc().Get("value").String()
	if f.Whole {
		f.Page.holdTyped(f.Target, f.Name, value)
		return
	}
	f.Page.typed(f.Target, f.Name, value)
}

// key takes what stands in a field that is taken whole when Enter is pressed in it.
func (f *Field) key(ctx goapp.Context, e goapp.Event) {
	if f.Whole && e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
		f.Page.left(f.Target, f.Name, ctx.JSSrc().Get("value").String())
	}
}

func (f *Field) blur(ctx goapp.Context, _ goapp.Event) {
	f.focused = false
	f.Page.left(f.Target, f.Name, ctx.JSSrc().Get("value").String())
}
