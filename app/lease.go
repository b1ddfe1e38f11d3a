package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// lease is this tab's right to edit the dossier that it shows. One tab at a time
// has it; the others read.
type lease struct {
	id      dossier.ID
	lock    *browser.Lock
	channel *browser.Channel
}

func lockName(id dossier.ID) string { return "gainsay:dossier:" + string(id) }

// The words that tabs say to each other about a dossier.
const (
	wordHandOver = "hand over" // a tab that reads asks the one that edits
	wordErased   = "erased"    // everything was deleted
)

// claimLease asks for the right to edit, and makes the desk read-only where
// another tab has it.
func (p *Page) claimLease(id dossier.ID) lease {
	l := lease{id: id}
	if !browser.LocksAvailable() {
		return l
	}
	l.lock = browser.Acquire(lockName(id), browser.LockHandlers{
		Granted: func() {},
		Refused: func() { p.later(func() { p.readOnly(id) }) },
		Lost:    func() { p.later(func() { p.readOnly(id) }) },
	})
	l.channel = browser.OpenChannel(lockName(id), func(word string) {
		switch word {
		case wordHandOver:
			p.later(func() { p.handOver(id) })
		case wordErased:
			p.later(p.erased)
		}
	})
	return l
}

// erased tells the tabs that show the dossier that everything was deleted.
func (l *lease) erased() {
	if l.channel != nil {
		l.channel.Post(wordErased)
	}
}

func (l *lease) release() {
	if l.lock != nil {
		l.lock.Release()
	}
	if l.channel != nil {
		l.channel.Close()
	}
	*l = lease{}
}

// readOnly is told that another tab edits the dossier.
func (p *Page) readOnly(id dossier.ID) {
	if p.desk != nil && p.desk.Dossier().ID == id {
		p.desk.SetReadOnly(true)
		p.openCard = ""
	}
}

// handOver gives the right to edit to another tab, once everything is stored.
func (p *Page) handOver(id dossier.ID) {
	if p.desk == nil || p.desk.Dossier().ID != id || p.desk.ReadOnly() {
		return
	}
	p.closeField()
	p.desk.SetReadOnly(true)
	p.openCard = ""
	p.store.Settled(string(id), func() {
		if p.lease.id == id && p.lease.lock != nil {
			p.lease.lock.Release()
		}
	})
	p.say("Another tab took over this dossier. It can only be read here now.")
}

// takeOver asks the tab that edits to hand over, and opens the dossier afresh
// with what that tab stored. A tab that does not answer loses its right.
func (p *Page) takeOver(goapp.Context, goapp.Event) {
	id := p.desk.Dossier().ID
	p.lease.channel.Post(wordHandOver)
	if p.lease.lock != nil {
		p.lease.lock.Release()
	}
	p.lease.lock = browser.TakeOver(lockName(id), browser.LockHandlers{
		Granted: func() { p.later(func() { p.reopen(id) }) },
		Lost:    func() { p.later(func() { p.readOnly(id) }) },
	})
}

// reopen replaces what is shown by what is stored, this tab having the right to
// edit it.
func (p *Page) reopen(id dossier.ID) {
	p.store.Open(string(id), func(state storage.State, found bool, err error) {
		if err != nil || !found {
			p.say("The dossier could not be read again. Reload the page.")
			return
		}
		d, err := revive(state, withoutBreath)
		if err != nil {
			p.say("The dossier could not be read again: " + err.Error() + ".")
			return
		}
		if p.desk == nil || p.desk.Dossier().ID != id {
			return
		}
		p.replaceDesk(d)
		p.say("You are editing this dossier here now.")
	})
}

// replaceDesk shows another state of the dossier that is open, in the same place.
func (p *Page) replaceDesk(d *dossier.Dossier) {
	current := p.desk.Current()
	p.desk, _ = p.deskOn(d, withoutBreath)
	p.desk.Journal = p.journal
	p.before = d
	p.desk.SetCurrent(current)
	p.spreadOut()
	p.saving = storage.Saving{Dossier: string(d.ID), State: storage.Saved}
}

// alone does something to a dossier that is not open here, unless another tab
// has it open.
func (p *Page) alone(id dossier.ID, done string, do func(finish func())) {
	if !browser.LocksAvailable() {
		do(func() {})
		return
	}
	var lock *browser.Lock
	lock = browser.Acquire(lockName(id), browser.LockHandlers{
		Granted: func() { p.later(func() { do(func() { lock.Release() }) }) },
		Refused: func() { p.later(func() { p.say("The dossier was not " + done + ": it is open in another tab.") }) },
		Lost:    func() {},
	})
}
