package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
)

// ShortcutsDialog shows the keys, and switches single ones off.
type ShortcutsDialog struct {
	goapp.Compo

	Page       *Page
	SingleKeys bool
}

// Render draws the dialog. It stays in the page, closed.
func (d *ShortcutsDialog) Render() goapp.UI {
	list := desk.Shortcuts()
	return dialog(d.Page, dialogShortcuts, "Keyboard shortcuts",
		goapp.P().Class("quiet").Text("They work while no field has focus. In the text, the arrow keys move a caret, Ctrl by words and paragraphs, and Shift selects."),
		goapp.Table().Class("shortcuts").Body(goapp.TBody().Body(
			goapp.Range(list).Slice(func(i int) goapp.UI {
				return goapp.Tr().Body(
					goapp.Th().Scope("row").Text(list[i].Does),
					goapp.Td().Body(goapp.Kbd().Text(list[i].Shown)),
				)
			}),
		)),
		goapp.Label().Class("check").Body(
			goapp.Input().ID("single-keys").Type("checkbox").Checked(d.SingleKeys).OnChange(d.toggle),
			goapp.Text("Single keys are commands"),
		),
	)
}

func (d *ShortcutsDialog) toggle(ctx goapp.Context, _ goapp.Event) {
	d.Page.setSingleKeys(ctx.JSSrc().Get("checked").Bool())
}
