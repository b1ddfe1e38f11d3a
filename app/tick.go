package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// Tick is a field that is true or not.
type Tick struct {
	goapp.Compo

	Page   *Page
	Target dossier.ID
	Name   string // of the field in the dossier
	Label  string
	Is     bool
	Fixed  bool // edits are refused
}

// Render draws the box and its label.
func (t *Tick) Render() goapp.UI {
	return goapp.Label().Class("check").Body(
		goapp.Input().ID(fieldID(t.Target, t.Name)).Type("checkbox").Checked(t.Is).Disabled(t.Fixed).OnChange(t.change).OnBlur(t.Page.chosen),
		goapp.Text(t.Label),
	)
}

// OnUpdate takes the tick out where an undo did: go-app removes the attribute then,
// which leaves the property as it was.
func (t *Tick) OnUpdate(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) { browser.SetChecked("#"+fieldID(t.Target, t.Name), t.Is) })
}

func (t *Tick) change(ctx goapp.Context, _ goapp.Event) {
	value, said := "", "Not so: "+t.Label+"."
	if ctx.JSSrc().Get("checked").Bool() {
		value, said = "true", t.Label+"."
	}
	t.Page.set(t.Target, t.Name, value, said)
}
