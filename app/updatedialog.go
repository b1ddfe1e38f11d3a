package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// UpdateDialog is where a newer text of the article is brought in.
type UpdateDialog struct {
	goapp.Compo

	Page    *Page
	Refusal string // why the last try was refused
	Working bool   // long enough to show it
	Done    int    // claims looked for so far
	All     int
	Reading reading
}

// Render draws the dialog.
func (d *UpdateDialog) Render() goapp.UI {
	return dialog(d.Page, dialogUpdate, "Update the text",
		goapp.P().Class("quiet").Text("Bring in the article as it reads now. Every claim is looked for in it, and what is not certain is yours to decide. The text as it is now is kept as an earlier version, and all of this is one step that can be undone."),
		refusalPlace(d.Refusal),
		goapp.Div().Class("working-place").Body(goapp.If(d.Working, func() goapp.UI {
			return goapp.Div().Class("working").Body(
				goapp.Label().For("update-progress").Text("Looking for the claims"),
				goapp.Progress().ID("update-progress").Max(d.All).Value(d.Done),
				goapp.Button().Type("button").Class("outlined").Text("Cancel").OnClick(d.Page.cancelUpdate),
			)
		})),
		d.Page.readingNow(),
		goapp.Section().Body(
			goapp.H3().Text("From a file"),
			goapp.Input().ID("update-file").Type("file").Accept(articleFiles).
				Aria("label", "File with the newer text").OnChange(d.file),
		),
		goapp.Section().Class("paste").Body(
			goapp.Label().For("update-text").Body(goapp.H3().Text("From pasted text")),
			goapp.Textarea().ID("update-text").Rows(5).Placeholder("Paste the whole article here, headline first"),
			goapp.Div().Body(goapp.Button().ID("update-pasted").Type("button").Class("primary").Text("Update text").OnClick(d.paste)),
		),
	)
}

func (d *UpdateDialog) file(goapp.Context, goapp.Event) { d.Page.updateFromFile("#update-file") }

func (d *UpdateDialog) paste(goapp.Context, goapp.Event) {
	d.Page.updateFromText()
}
