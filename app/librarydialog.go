package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// LibraryDialog lists the dossiers that this browser keeps.
type LibraryDialog struct {
	goapp.Compo

	Page     *Page
	Dossiers []storage.About
	Here     dossier.ID // the one that is open
	Renaming dossier.ID
	Said     string // what was just done, where it can be taken back
	Copies   copies
	Room     room
	Full     bool // something of the open dossier found no room
}

// Render draws the dialog.
func (d *LibraryDialog) Render() goapp.UI {
	return dialog(d.Page, dialogLibrary, "Library",
		goapp.P().Class("quiet").Text("These dossiers are kept in this browser, on this machine, and nowhere else. Export what others should see, or what you cannot afford to lose."),
		goapp.If(d.Said != "", func() goapp.UI {
			return goapp.P().Class("offer").Body(
				goapp.Span().Text(d.Said),
				goapp.Button().ID("undo-delete").Type("button").Class("outlined").Text("Undo").OnClick(d.Page.takeOffer),
			)
		}),
		goapp.If(d.Full, func() goapp.UI {
			return goapp.P().ID("full").Class("refusal").Text("The browser’s storage has no room for your last edits. Archive dossiers that you do not need here: each is saved to a file, which opens here again, and taken out of the library.")
		}),
		goapp.Ul().ID("dossiers").Class("dossiers").Body(
			goapp.Range(d.Dossiers).Slice(func(i int) goapp.UI { return d.row(d.Dossiers[i]) }),
		),
		goapp.Section().ID("room").Body(
			goapp.H3().Text("Room in this browser"),
			d.Room.meters(),
			goapp.P().Class("quiet").Text(persistenceWords(d.Room.persistence)),
			goapp.Div().Class("acts").Body(
				goapp.Button().ID("delete-all").Type("button").Class("outlined").Text("Delete all data…").OnClick(d.eraseAll),
			),
		),
	)
}

func (d *LibraryDialog) row(about storage.About) goapp.UI {
	id := dossier.ID(about.ID)
	class := ""
	if id == d.Here {
		class = "here"
	}
	if id == d.Renaming {
		return goapp.Li().Class(class).DataSet("dossier", about.ID).Body(
			goapp.Input().ID("rename").Type("text").Aria("label", "Name of the dossier").Attr("value", titleOf(about)).OnKeyDown(d.renameKey),
			goapp.Div().Class("acts").Body(
				goapp.Button().Type("button").DataSet("id", about.ID).Text("Save name").OnClick(d.saveName),
				goapp.Button().Type("button").DataSet("id", "").Text("Cancel").OnClick(d.rename),
			),
		)
	}
	name := titleOf(about)
	return goapp.Li().Class(class).DataSet("dossier", about.ID).Body(
		goapp.Div().Class("name").Text(name),
		goapp.Div().Class("acts").Body(
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Open "+name).Text("Open").OnClick(d.open),
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Rename "+name).Text("Rename").OnClick(d.rename),
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Archive "+name+" to a file").Text("Archive").OnClick(d.archive),
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Restore a copy of "+name).Aria("expanded", boolText(id == d.Copies.of)).Text("Restore a copy…").OnClick(d.showCopies),
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Delete "+name).Text("Delete").OnClick(d.remove),
		),
		goapp.Div().Class("quiet").Text(aboutWords(about)),
		goapp.If(id == d.Copies.of, func() goapp.UI { return d.copiesList(name) }),
	)
}

func titleOf(about storage.About) string {
	for _, name := range []string{about.Name, about.Title} {
		if name != "" {
			return name
		}
	}
	return "Untitled article"
}

func aboutWords(about storage.About) string {
	words := desk.Count(about.Claims, "claim") + ", " + desk.Count(about.Oppositions, "opposition") +
		" · changed " + momentWords(about.Modified) + " · begun " + momentWords(about.Created) +
		" · " + sizeWords(float64(about.Bytes))
	if about.Elsewhere {
		words += " · kept in IndexedDB alone, for its size"
	}
	return words
}

func (d *LibraryDialog) open(ctx goapp.Context, _ goapp.Event) { d.Page.openFromLibrary(idOf(ctx)) }
func (d *LibraryDialog) remove(ctx goapp.Context, _ goapp.Event) {
	d.Page.deleteDossier(idOf(ctx), "Deleted ")
}
func (d *LibraryDialog) archive(ctx goapp.Context, _ goapp.Event) { d.Page.archive(idOf(ctx)) }

func (d *LibraryDialog) eraseAll(goapp.Context, goapp.Event) {
	d.Page.closeDialog()
	d.Page.showDialog(dialogErase)
}
func (d *LibraryDialog) rename(ctx goapp.Context, _ goapp.Event) { d.Page.startRename(idOf(ctx)) }

func (d *LibraryDialog) saveName(ctx goapp.Context, _ goapp.Event) {
	d.Page.rename(idOf(ctx), browser.Value("#rename"))
}

func (d *LibraryDialog) renameKey(_ goapp.Context, e goapp.Event) {
	if e.Get("key").String() == "Enter" {
		d.Page.rename(d.Renaming, browser.Value("#rename"))
	}
}
