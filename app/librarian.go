package app

import (
	"slices"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// showDialog opens one of the dialogs; the library is read afresh for it.
func (p *Page) showDialog(id string) {
	if p.desk != nil {
		p.closeField()
	} else {
		browser.Reveal(func(bool) {})
	}
	p.moreShown, p.menuShown, p.renaming = false, false, ""
	if id != dialogOpen {
		p.refusal = ""
	}
	if id == dialogVersions && p.desk != nil {
		p.version = len(p.desk.Dossier().Versions) - 1
	}
	p.dialog = id
	if !slices.Contains(p.met, id) {
		p.met = append(p.met, id)
	}
	if id == dialogLibrary {
		p.readLibrary()
	}
	p.exportedAll, p.copies = "", copies{}
	p.afterDraw(func() { browser.ShowModal(id) })
}

func (p *Page) closeDialog() {
	if p.dialog != "" {
		browser.CloseDialog(p.dialog)
	}
}

// dialogClosed is told that a dialog was closed, by whatever means.
func (p *Page) dialogClosed(id string) {
	if p.dialog == id {
		p.leaveNewer(id)
		p.leaveMerge(id)
		p.dialog, p.refusal, p.pasted, p.renaming = "", "", "", ""
		p.updating, p.binding, p.named = nil, "", nil
	}
}

// leaveNewer opens the dossier that is kept where the person did not say what the
// article is that came in, and nothing else is open.
func (p *Page) leaveNewer(closed string) {
	if closed != dialogNewer || p.newer == nil {
		return
	}
	id := dossier.ID(p.newer.about.ID)
	p.newer = nil
	if p.desk == nil {
		p.openDossier(id, p.refuse)
	}
}

func (p *Page) readLibrary() {
	p.store.Library(func(list []storage.About, err error) {
		if err != nil {
			p.say("The library could not be read: " + err.Error() + ".")
			return
		}
		p.library = list
	})
	p.readRoom()
}

func (p *Page) openFromLibrary(id dossier.ID) {
	if p.desk != nil && id == p.desk.Dossier().ID {
		p.closeDialog()
		return
	}
	p.openDossier(id, p.say)
}

func (p *Page) startRename(id dossier.ID) {
	p.renaming = id
	if id != "" {
		p.afterDraw(func() { browser.FocusSelector("#rename") })
	}
}

// rename names a dossier. One that is not open is opened for the step only, and
// not while another tab edits it.
func (p *Page) rename(id dossier.ID, name string) {
	p.renaming = ""
	if p.desk != nil && p.desk.Dossier().ID == id {
		p.say(p.desk.Rename(name).Said)
		p.readLibrary()
		return
	}
	p.alone(id, "renamed", func(done func()) {
		p.store.Open(string(id), func(state storage.State, found bool, err error) {
			defer done()
			if err != nil || !found {
				p.say("The dossier was not renamed: it could not be read.")
				return
			}
			d, err := revive(state, withoutBreath)
			if err != nil {
				p.say("The dossier was not renamed: " + err.Error() + ".")
				return
			}
			visit := desk.New(d, p.editor())
			visit.Journal = p.journalElsewhere
			p.say(visit.Rename(name).Said)
			p.readLibrary()
		})
	})
}

// journalElsewhere stores a step of a dossier that is not the open one.
func (p *Page) journalElsewhere(step dossier.Step, now *dossier.Dossier) {
	data, err := dossier.EncodeStep(step)
	if err != nil {
		p.say("The change was not kept: " + err.Error() + ".")
		return
	}
	p.store.Append(string(now.ID), data, p.about(now, ""))
}

const saidElsewhere = "This dossier is open for editing in another tab. Close it there first."

// deleteDossier takes a dossier out of the library, and offers to put it back. said is
// how the sentence about it begins.
func (p *Page) deleteDossier(id dossier.ID, said string) {
	here := p.desk != nil && p.desk.Dossier().ID == id
	if here && p.guest() {
		p.say(saidElsewhere)
		return
	}
	if here {
		// This tab has the right to edit, and keeps it to the end.
		p.closeField()
		p.desk.SetReadOnly(true)
		p.erase(id, said, func() {})
		return
	}
	p.alone(id, "deleted", func(done func()) { p.erase(id, said, done) })
}

// erase deletes a dossier that no other tab has open.
func (p *Page) erase(id dossier.ID, said string, done func()) {
	p.store.Delete(string(id), func(deleted storage.Deleted, err error) {
		defer done()
		here := p.desk != nil && p.desk.Dossier().ID == id
		if err != nil {
			if here {
				p.desk.SetReadOnly(false)
			}
			p.say("The dossier was not deleted: " + err.Error() + ".")
			return
		}
		p.forgetChoices(id)
		p.readLibrary()
		p.sayWith(said+titleOf(deleted.About)+".", &offer{label: "Undo", do: func() { p.restore(deleted) }})
		if here {
			p.unseat()
			p.openPath(samples[0].path)
			return
		}
		p.saveAgain()
	})
}

func (p *Page) restore(deleted storage.Deleted) {
	p.store.Restore(deleted, func(err error) {
		if err != nil {
			p.say("The dossier could not be put back: " + err.Error() + ".")
			return
		}
		p.readLibrary()
		p.openDossier(dossier.ID(deleted.About.ID), p.say)
		p.say("Put back " + titleOf(deleted.About) + ".")
	})
}
