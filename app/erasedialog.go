package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/bundle"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/storage"
)

// EraseDialog asks before all data are deleted, and offers to export them first.
type EraseDialog struct {
	goapp.Compo

	Page     *Page
	Dossiers int
	Refusal  string
	Exported string // what was exported, once it was
}

// Render draws the dialog.
func (d *EraseDialog) Render() goapp.UI {
	return dialog(d.Page, dialogErase, "Delete all data",
		goapp.P().Body(
			goapp.Text("This deletes all that Gainsay keeps in this browser: "),
			goapp.B().Text(desk.Count(d.Dossiers, "dossier")),
			goapp.Text(", their safety copies and your settings. It cannot be undone."),
		),
		refusalPlace(d.Refusal),
		goapp.If(d.Exported != "", func() goapp.UI { return goapp.P().Class("offer").Text(d.Exported) }),
		goapp.Div().Class("acts").Body(
			goapp.Button().ID("export-all").Type("button").Class("primary").Text("Export everything first").OnClick(d.export),
			goapp.Button().ID("erase-all").Type("button").Class("outlined").Text("Delete everything").OnClick(d.erase),
		),
	)
}

func (d *EraseDialog) export(goapp.Context, goapp.Event) { d.Page.exportAll() }
func (d *EraseDialog) erase(goapp.Context, goapp.Event)  { d.Page.eraseAll() }

// exportAll gives the person one file with all dossiers in it.
func (p *Page) exportAll() {
	if p.desk != nil {
		p.closeField()
	}
	p.refusal, p.exportedAll = "", ""
	p.store.Library(func(list []storage.About, err error) {
		var files []bundle.File
		var unread []string
		var next func(i int)
		next = func(i int) {
			if i == len(list) {
				p.deliverAll(files, unread)
				return
			}
			p.asKept(dossier.ID(list[i].ID), func(d *dossier.Dossier, err error) {
				var data []byte
				if err == nil {
					data, err = exchange.EncodeNative(d)
				}
				if err != nil {
					unread = append(unread, "“"+titleOf(list[i])+"”")
				} else {
					files = append(files, bundle.File{Name: freeName(exchange.FileName(d), files), Data: data})
				}
				next(i + 1)
			})
		}
		next(0)
	})
}

// asKept is readKept, but of the open dossier what is open.
func (p *Page) asKept(id dossier.ID, done func(*dossier.Dossier, error)) {
	if p.desk != nil && p.desk.Dossier().ID == id {
		done(p.desk.Dossier(), nil)
		return
	}
	p.readKept(id, done)
}

func (p *Page) deliverAll(files []bundle.File, unread []string) {
	archive, err := bundle.Zip(files)
	if err == nil {
		err = browser.Download("gainsay "+time.Now().Format("2006-01-02")+".zip", "application/zip", archive)
	}
	switch {
	case err != nil:
		p.refusal = "Nothing was exported: " + err.Error() + "."
	case len(unread) > 0:
		p.refusal = desk.Count(len(files), "dossier") + " exported. " + strings.Join(unread, ", ") + " could not be read, and would be lost."
	default:
		p.exportedAll = "Exported " + desk.Count(len(files), "dossier") + " in one zip archive. Look whether it arrived before you go on."
	}
	p.say(p.refusal + p.exportedAll)
}

// freeName returns a file's name with a number where another file has it already.
func freeName(name string, files []bundle.File) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(files, func(f bundle.File) bool { return f.Name == name })
	}
	base, extension, _ := strings.Cut(name, ".")
	for n := 2; taken(name); n++ {
		name = base + "-" + strconv.Itoa(n) + "." + extension
	}
	return name
}

// eraseAll deletes everything that is kept, unless another tab edits a dossier: that
// would write it down again.
func (p *Page) eraseAll() {
	p.refusal = ""
	browser.LocksHeld(func(names []string) { p.later(func() { p.eraseUnlessHeld(names) }) })
}

func (p *Page) eraseUnlessHeld(held []string) {
	own := ""
	if p.desk != nil && !p.guest() {
		own = lockName(p.desk.Dossier().ID)
	}
	for _, name := range held {
		if strings.HasPrefix(name, lockName("")) && name != own {
			p.refusal = "Nothing was deleted: a dossier is open for editing in another tab. Close that tab first."
			p.say(p.refusal)
			return
		}
	}
	if p.desk != nil {
		p.closeField()
		p.desk.SetReadOnly(true)
	}
	p.store.Erase(func(err error) {
		if err != nil {
			if p.desk != nil {
				p.desk.SetReadOnly(false)
			}
			p.refusal = "Not everything was deleted: " + err.Error() + "."
			p.say(p.refusal)
			return
		}
		browser.DeleteDatabase("gainsay-received")
		p.closeDialog()
		p.erased()
	})
}

// erased leaves the page with nothing open, after everything was deleted.
func (p *Page) erased() {
	if p.desk != nil {
		p.lease.erased()
		p.lease.release()
		p.desk, p.turns = nil, nil
	}
	p.library, p.offer = nil, nil
	p.trouble = "All data are deleted. Nothing of Gainsay is kept in this browser any more. To begin anew, open an article."
	browser.ReplaceURL(".")
	browser.SetTitle("Gainsay")
	p.say("All data are deleted.")
}
