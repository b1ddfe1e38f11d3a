package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// Field is an input for one field of a claim or an opposition. While it has
// focus the person's typing is the truth, and nothing drawn overwrites it.
type Field struct {
	goapp.Compo

	Page   *Page
	Target dossier.ID
	Name   string // of the field in the dossier
	Label  string
	Value  string
	Hint   string
	Lines  bool // several lines
	Fixed  bool // edits are refused
	List   string

	focused bool
	drawn   string // the value last given to the element
}

// Render draws the label's input; the label itself is beside it.
func (f *Field) Render() goapp.UI {
	if !f.focused {
		f.drawn = f.Value
	}
	id := fieldID(f.Target, f.Name)
	if f.Lines {
		return goapp.Textarea().ID(id).Rows(2).Placeholder(f.Hint).Aria("label", f.Label).ReadOnly(f.Fixed).
			DataSet("field", f.Name).Attr("value", f.drawn).
			OnInput(f.input).OnFocus(f.focus).OnBlur(f.blur)
	}
	el := goapp.Input().ID(id).Type("text").Placeholder(f.Hint).Aria("label", f.Label).ReadOnly(f.Fixed).
		DataSet("field", f.Name).Attr("value", f.drawn).AutoComplete(false).
		OnInput(f.input).OnFocus(f.focus).OnBlur(f.blur)
	if f.List != "" {
		el = el.List(f.List)
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

func fieldID(target dossier.ID, field string) string { return "field-" + target.Short() + "-" + field }

func (f *Field) focus(goapp.Context, goapp.Event) { f.focused = true }

func (f *Field) input(ctx goapp.Context, _ goapp.Event) {
	f.Page.typed(f.Target, f.Name, ctx.JSSrc().Get("value").String())
}

func (f *Field) blur(ctx goapp.Context, _ goapp.Event) {
	f.focused = false
	f.Page.left(f.Target, f.Name, ctx.JSSrc().Get("value").String())
}
