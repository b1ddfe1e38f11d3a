package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/storage"
)

// localRoom is how much browsers usually let a site keep in local storage, in UTF-16
// units: 10 MiB of two bytes each.
const localRoom = 5 << 20

// What the browser answered when it was asked to keep what is stored.
const (
	persistenceAsked   = "asked" // no answer so far
	persistenceGranted = "granted"
	persistenceRefused = "refused"
)

// room is how full the browser's storage is, and whether it promised to keep it.
type room struct {
	local       int     // UTF-16 units in local storage
	used, quota float64 // bytes, of all that the site stores; 0 where the browser does not say
	persistence string
}

// askPersistence asks the browser, once and after the first edit, to keep what is stored
// until the person deletes it.
func (p *Page) askPersistence() {
	if p.blocked || p.setting(settingPersistence) != "" {
		return
	}
	p.setSetting(settingPersistence, persistenceAsked)
	browser.PersistStorage(func(granted, ok bool) {
		p.later(func() {
			switch {
			case granted:
				p.setSetting(settingPersistence, persistenceGranted)
			case ok:
				p.setSetting(settingPersistence, persistenceRefused)
			}
		})
	})
}

// readRoom looks how full the storage is.
func (p *Page) readRoom() {
	p.room = room{local: browser.LocalStorageSize(), used: p.room.used, quota: p.room.quota, persistence: p.setting(settingPersistence)}
	browser.EstimateStorage(func(used, quota float64) {
		p.later(func() { p.room.used, p.room.quota = used, quota })
	})
}

// persistenceWords says whether the browser promised to keep what is stored.
func persistenceWords(answer string) string {
	switch answer {
	case persistenceGranted:
		return "The browser agreed to keep it until you delete it."
	case persistenceRefused:
		return "The browser did not promise to keep it: it may clear it when the disk is nearly full, or when you have not been here for long."
	case persistenceAsked:
		return "The browser was asked to keep it, and has not answered."
	}
	return "The browser is asked to keep it after your first edit."
}

// sizeWords writes a number of bytes as people read it.
func sizeWords(bytes float64) string {
	for _, unit := range []struct {
		name string
		size float64
	}{{"GB", 1 << 30}, {"MB", 1 << 20}} {
		if bytes >= unit.size {
			return strconv.FormatFloat(bytes/unit.size, 'f', 1, 64) + " " + unit.name
		}
	}
	return strconv.Itoa(int((bytes+1023)/1024)) + " KB"
}

// meters show how full the storage is.
func (r room) meters() goapp.UI {
	meter := func(id, label, words string, used, most float64) goapp.UI {
		return goapp.Div().Class("room-row").Body(
			goapp.Label().For(id).Text(label),
			goapp.Meter().ID(id).Min(0).Max(most).High(most*.8).Value(min(used, most)).Text(words),
			goapp.Span().Text(words),
		)
	}
	return goapp.Div().Class("meters").Body(
		meter("room-local", "Local storage", sizeWords(float64(r.local))+" of about "+sizeWords(localRoom), float64(r.local), localRoom),
		goapp.If(r.quota > 0, func() goapp.UI {
			return meter("room-all", "All storage", sizeWords(r.used)+" of "+sizeWords(r.quota), r.used, r.quota)
		}),
	)
}

// lacksRoom reports whether something of the open dossier found no room.
func (p *Page) lacksRoom() bool {
	return p.desk != nil && !p.blocked && (p.saving.State == storage.Failed && p.saving.Err != storage.ErrNoDatabase || p.saving.LocalErr != nil)
}

// roomBanner says that something could not be kept, and offers what can be done.
func (p *Page) roomBanner() goapp.UI {
	return goapp.If(p.lacksRoom() && p.saving.State == storage.Failed, func() goapp.UI {
		return goapp.Div().ID("not-saved").Class("banner").Body(
			goapp.P().Text("Your last edits are in this tab only: the browser did not take them. Make room by archiving dossiers to files, or export this one before you close the page."),
			goapp.Button().ID("make-room").Type("button").Class("outlined").Text("Make room…").OnClick(func(goapp.Context, goapp.Event) { p.showDialog(dialogLibrary) }),
			goapp.Button().ID("save-again").Type("button").Class("outlined").Text("Try again").OnClick(func(goapp.Context, goapp.Event) { p.saveAgain() }),
		)
	})
}

// saveAgain gives storage once more what it refused.
func (p *Page) saveAgain() {
	if !p.lacksRoom() || p.desk.ReadOnly() {
		return
	}
	if p.guest() {
		p.askTurn()
		return
	}
	if p.saving.LocalErr != nil {
		p.compact(p.desk.Dossier())
	}
	p.store.Retry(string(p.desk.Dossier().ID))
}

// archive writes a dossier to a file and takes it out of the library.
func (p *Page) archive(id dossier.ID) {
	if p.desk == nil || p.desk.Dossier().ID != id {
		p.alone(id, "archived", func(done func()) {
			p.readKept(id, func(d *dossier.Dossier, err error) {
				if err == nil {
					err = p.download(d)
				}
				if err != nil {
					p.say("The dossier was not archived: " + err.Error() + ".")
					done()
					return
				}
				p.erase(id, "Archived to "+exchange.FileName(d)+": ", done)
			})
		})
		return
	}
	if p.guest() {
		p.say(saidElsewhere)
		return
	}
	p.closeField()
	d := p.desk.Dossier()
	if err := p.download(d); err != nil {
		p.say("The dossier was not archived: " + err.Error() + ".")
		return
	}
	p.deleteDossier(id, "Archived to "+exchange.FileName(d)+": ")
}

// readKept reads a dossier that is kept here, for one look at it.
func (p *Page) readKept(id dossier.ID, done func(*dossier.Dossier, error)) {
	p.store.Look(string(id), func(state storage.State, found bool, err error) {
		if err == nil && !found {
			err = errNotKept
		}
		var d *dossier.Dossier
		if err == nil {
			d, err = revive(state, withoutBreath)
		}
		done(d, err)
	})
}

// download gives the person the file of a dossier.
func (p *Page) download(d *dossier.Dossier) error {
	data, err := exchange.EncodeNative(d)
	if err != nil {
		return err
	}
	return browser.Download(exchange.FileName(d), "application/json", data)
}
