package app

import (
	"encoding/json"
	"errors"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
)

// taken is what was last taken of a file of another program, and what was not.
type taken struct {
	file, format string
	left         []errand.Remnant
}

// TakenDialog lists what of a foreign file could not be imported, and why.
type TakenDialog struct {
	goapp.Compo

	Page   *Page
	File   string
	Format string
	Left   []errand.Remnant
}

// Render draws the dialog.
func (d *TakenDialog) Render() goapp.UI {
	return dialog(d.Page, dialogTaken, "What was left out",
		goapp.P().Text(d.File+" was read as "+d.Format+". All else of it is imported; "+desk.Count(len(d.Left), "thing")+" could not be taken:"),
		goapp.Ul().Class("left-out").TabIndex(0).Aria("label", "What was left out").Body(goapp.Range(d.Left).Slice(func(i int) goapp.UI {
			return goapp.Li().Body(goapp.B().Text(d.Left[i].Where), goapp.Text(" "+d.Left[i].Why+"."))
		})),
	)
}

// importForeign has the worker read what is no dossier of ours, for which native is the
// reason.
func (p *Page) importForeign(turn int64, name string, data []byte, native error) {
	refuse := func(err error) {
		p.refuse(name + " was not imported, and nothing was changed. " + sentence(err))
	}
	var fault *exchange.Fault
	if !errors.As(native, &fault) || fault.Code != exchange.NotOurs && fault.Code != exchange.NotJSON {
		refuse(native)
		return
	}
	words := map[string]string{errand.Name: errand.Take, errand.By: p.editor().Creator}
	if p.desk != nil {
		if open, err := exchange.EncodeCompact(p.desk.Dossier()); err == nil {
			words[errand.Dossier] = string(open)
		}
	}
	p.workshop().Ask(words, data, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			switch {
			case p.opening.Load() != turn:
			case err != nil:
				refuse(err)
			case reply.Words[errand.Format] == "":
				refuse(native)
			default:
				p.importTaken(turn, name, reply)
			}
		})
	})
}

// importTaken opens the dossier that the worker made of a foreign file, and tells what
// was left out.
func (p *Page) importTaken(turn int64, name string, reply browser.Reply) {
	compute(p, turn, "Importing "+name+"…", func(breathe func() error) (*dossier.Dossier, error) {
		return exchange.DecodeIn(reply.Data, breathe)
	}, func(d *dossier.Dossier, err error) {
		if err != nil {
			p.refuse(name + " was not imported, and nothing was changed. " + sentence(err))
			return
		}
		now := taken{file: name, format: reply.Words[errand.Format]}
		if err := json.Unmarshal([]byte(reply.Words[errand.Left]), &now.left); err != nil {
			p.refuse(name + " was not imported, and nothing was changed. " + sentence(err))
			return
		}
		p.taken = now
		p.importDossier(arrival{turn: turn, name: name, dossier: d, then: func() {
			if len(now.left) > 0 {
				p.showDialog(dialogTaken)
			}
		}})
	})
}
