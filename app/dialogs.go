package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The dialogs.
const (
	dialogOpen      = "dialog-open"
	dialogLibrary   = "dialog-library"
	dialogErase     = "dialog-erase"
	dialogShortcuts = "dialog-shortcuts"
	dialogUpdate    = "dialog-update"
	dialogDetails   = "dialog-details"
	dialogVersions  = "dialog-versions"
	dialogNewer     = "dialog-newer"
	dialogName      = "dialog-name"
	dialogScale     = "dialog-scale"
	dialogExport    = "dialog-export"
	dialogTaken     = "dialog-taken"
	dialogMerge     = "dialog-merge"
	dialogCompare   = "dialog-compare"
	dialogSettled   = "dialog-settled"
	dialogHow       = "dialog-how"
)

// dialogs are those that were shown so far. One that never was would cost every start its
// mounting and every drawing a comparison; one that was stays, closed, so that the browser
// can give focus back and fields keep what was typed. Their order is that in which they
// were first shown: one more moves none of the others.
func (p *Page) dialogs() []goapp.UI {
	drawn := make([]goapp.UI, len(p.met))
	for i, id := range p.met {
		drawn[i] = p.drawDialog(id)
	}
	return drawn
}

func (p *Page) drawDialog(id string) goapp.UI {
	switch id {
	case dialogOpen:
		return p.openDialog()
	case dialogLibrary:
		return p.libraryDialog()
	case dialogErase:
		return &EraseDialog{Page: p, Dossiers: len(p.library), Refusal: p.refusal, Exported: p.exportedAll}
	case dialogShortcuts:
		return &ShortcutsDialog{Page: p, Keymap: p.keymap, Query: p.shortcutQuery, Binding: p.binding, Refusal: p.refusal, SingleKeys: p.singleKeys}
	case dialogUpdate:
		return p.updateDialog()
	case dialogDetails:
		return p.detailsDialog()
	case dialogVersions:
		return p.versionsDialog()
	case dialogNewer:
		return p.newerDialog()
	case dialogName:
		return &NameDialog{Page: p, Refusal: p.refusal}
	case dialogScale:
		return p.scaleDialog()
	case dialogExport:
		return p.exportDialog()
	case dialogMerge:
		return p.mergeDialog()
	case dialogTaken:
		return &TakenDialog{Page: p, File: p.taken.file, Format: p.taken.format, Left: p.taken.left}
	case dialogCompare:
		return p.compareDialog()
	case dialogSettled:
		return &SettledDialog{Page: p, Name: p.settled.name, Rest: p.settled.rest}
	case dialogHow:
		return &HowDialog{Page: p}
	}
	panic("there is no dialog " + id)
}

func (p *Page) openDialog() goapp.UI {
	return &OpenDialog{
		Page: p, Refusal: p.refusal, Pasted: p.pasted, Reading: p.reading,
		Address: loneAddress(p.inField), Kept: p.structured("#article-text", p.inField),
	}
}

func (p *Page) libraryDialog() goapp.UI {
	d := &LibraryDialog{Page: p, Dossiers: p.library, Renaming: p.renaming, Said: p.offered(), Copies: p.copies, Room: p.room, Full: p.lacksRoom()}
	if p.desk != nil {
		d.Here = p.desk.Dossier().ID
	}
	return d
}

func (p *Page) updateDialog() goapp.UI {
	d := &UpdateDialog{Page: p, Reading: p.reading, Refusal: p.refusal}
	if u := p.updating; u != nil {
		d.Working, d.Done, d.All = u.visible, u.done, u.all
	}
	return d
}

func (p *Page) detailsDialog() goapp.UI {
	d := &DetailsDialog{Page: p, Refusal: p.refusal}
	if p.desk != nil {
		d.Known = p.desk.Dossier().Article.Metadata
	}
	return d
}

func (p *Page) versionsDialog() goapp.UI {
	d := &VersionsDialog{Page: p, Version: p.version}
	if p.desk != nil && p.dialog == dialogVersions {
		d.Dossier = p.desk.Dossier()
	}
	return d
}

func (p *Page) scaleDialog() goapp.UI {
	d := &ScaleDialog{Page: p, Refusal: p.refusal}
	if p.desk != nil {
		d.Scales = p.desk.Dossier().Scales
	}
	return d
}

func (p *Page) newerDialog() goapp.UI {
	d := &NewerDialog{Page: p}
	if p.newer != nil {
		d.About = p.newer.about
	}
	return d
}
