package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
)

// ownFile is a file that the person chose, which follows the open dossier for as long as it
// is open: what was handed to the browser to save is written there too, and where the
// browser refused it, there alone. It is another place, not what Saved means.
type ownFile struct {
	file    *browser.OwnFile
	holds   *dossier.Dossier // what was written last
	writing bool             // or about to: what is saved meanwhile is looked at afterwards
}

// ownFilePause is how long a change waits for others before the file is written.
const ownFilePause = time.Second

// chooseOwnFile asks where the dossier is to be saved as well.
func (p *Page) chooseOwnFile() {
	p.closeField()
	d := p.desk.Dossier()
	p.menuShown = false
	browser.ChooseFile(exchange.FileName(d), func(file *browser.OwnFile, err error) {
		p.later(func() {
			switch {
			case browser.GivenUp(err) || p.desk == nil || p.desk.Dossier().ID != d.ID:
			case err != nil:
				p.say("No file was chosen: " + err.Error() + ". Your work is kept in this browser.")
			default:
				p.ownFile = &ownFile{file: file}
				p.writeOwnFile(p.ownFile, func() {
					p.say("From now on everything is saved to " + file.Name() + " as well, while this dossier is open.")
				})
			}
		})
	})
}

// leaveOwnFile writes it no more.
func (p *Page) leaveOwnFile() {
	if p.ownFile == nil {
		return
	}
	name := p.ownFile.file.Name()
	p.ownFile, p.menuShown = nil, false
	p.say(name + " is written no more. It holds what was saved last.")
}

// followInFile has the file written once no more is saved for a moment.
func (p *Page) followInFile() {
	f := p.ownFile
	if f == nil || f.writing || f.holds == p.desk.Dossier() {
		return
	}
	f.writing = true
	p.ctx.After(ownFilePause, func(ctx goapp.Context) {
		f.writing = false
		if p.ownFile == f {
			p.writeOwnFile(f, func() {})
		}
	})
}

// writeOwnFile writes the dossier as it is now, beside the work.
func (p *Page) writeOwnFile(f *ownFile, written func()) {
	d := p.desk.Dossier()
	f.writing = true
	done := func(err error) {
		p.later(func() {
			f.writing = false
			switch {
			case p.ownFile != f:
			case err != nil:
				p.ownFile = nil
				p.say(f.file.Name() + " was not written: " + err.Error() + ". Your work is kept in this browser; choose the file again to go on.")
			default:
				f.holds = d
				written()
				p.followInFile()
			}
		})
	}
	go func() {
		data, err := exchange.EncodeNativeIn(d, breather(func() bool { return p.ownFile != f }))
		if err != nil {
			done(err)
			return
		}
		f.file.Write("application/json", data, done)
	}()
}
