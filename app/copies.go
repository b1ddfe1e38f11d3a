package app

import (
	"encoding/json"
	"strconv"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
)

// copies are the safety copies of a dossier that the library shows.
type copies struct {
	of   dossier.ID // "": of none
	made []time.Time
}

// keepCopy keeps a safety copy of a dossier as it was, beside the work where that takes
// long.
func (p *Page) keepCopy(was *dossier.Dossier) {
	go func() {
		snapshot, err := exchange.EncodeIn(was, breather(func() bool { return false }))
		if err != nil {
			return
		}
		p.ctx.Dispatch(func(ctx goapp.Context) {
			ctx.PreventUpdate()
			if p.desk != nil && p.desk.Dossier().ID == was.ID && !p.guest() {
				p.store.Copy(string(was.ID), snapshot)
			}
		})
	}()
}

// showCopies lists the safety copies of a dossier in the library, or puts the list away.
func (p *Page) showCopies(id dossier.ID) {
	if p.copies.of == id {
		p.copies = copies{}
		return
	}
	p.store.Copies(string(id), func(made []time.Time, err error) {
		if err != nil {
			p.say("The safety copies could not be listed: " + err.Error() + ".")
			return
		}
		p.copies = copies{of: id, made: made}
		p.sayQuietly(desk.Count(len(made), "moment") + " to go back to.")
	})
}

// restoreCopy opens a safety copy as a dossier of its own, beside the one it is of.
func (p *Page) restoreCopy(id dossier.ID, made time.Time) {
	turn := p.turn()
	p.store.OpenCopy(string(id), made, func(snapshot json.RawMessage, err error) {
		if err != nil {
			p.say("The safety copy could not be read: " + err.Error() + ".")
			return
		}
		compute(p, turn, "Opening the safety copy…", func(breathe func() error) (newcomer, error) {
			d, err := exchange.DecodeIn(snapshot, breathe)
			if err != nil {
				return newcomer{}, err
			}
			d.Name = d.Title() + " (copy of " + momentWords(made) + ")"
			d.ID = dossier.NewID()
			return p.prepare(d, breathe)
		}, func(b newcomer, err error) {
			if err != nil {
				p.say("The safety copy was not opened: " + err.Error() + ".")
				return
			}
			p.begin(b, "", func() {
				p.say("Opened the dossier as it was on " + momentWords(made) + ", beside the one you had.")
			})
		})
	})
}

// copiesList lists the safety copies of a dossier, each with a button that opens it.
func (d *LibraryDialog) copiesList(name string) goapp.UI {
	if len(d.Copies.made) == 0 {
		return goapp.P().Class("quiet").Text("There are no safety copies of it yet. While you work, one is kept from the last ten minutes, hour and day.")
	}
	return goapp.Ul().Class("copies").Aria("label", "Safety copies of "+name).Body(
		goapp.Range(d.Copies.made).Slice(func(i int) goapp.UI {
			made := d.Copies.made[i]
			return goapp.Li().Body(
				goapp.Span().Text("As it was on "+momentWords(made)),
				goapp.Button().Type("button").Class("outlined").DataSet("made", strconv.FormatInt(made.UnixMicro(), 10)).
					Aria("label", "Restore the copy of "+momentWords(made)).Text("Restore").OnClick(d.restoreCopy),
			)
		}),
	)
}

func (d *LibraryDialog) showCopies(ctx goapp.Context, _ goapp.Event) { d.Page.showCopies(idOf(ctx)) }

func (d *LibraryDialog) restoreCopy(ctx goapp.Context, _ goapp.Event) {
	made, err := strconv.ParseInt(ctx.JSSrc().Get("dataset").Get("made").String(), 10, 64)
	if err == nil {
		d.Page.restoreCopy(d.Copies.of, time.UnixMicro(made).UTC())
	}
}
