package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/storage"
)

// watchUpdates offers a new version of the program when it is there. It is never forced:
// whoever is in the middle of something goes on with the one that runs.
func (p *Page) watchUpdates() {
	browser.WatchUpdates(func() { p.later(func() { p.updateReady = true }) })
}

// updateBanner offers the version that waits, once all work is saved.
func (p *Page) updateBanner() goapp.UI {
	return goapp.If(p.updateReady, func() goapp.UI {
		words := "An update is ready, and your work is saved."
		waits := p.saving.State != storage.Saved
		if waits {
			words = "An update is ready. It waits until your work is saved."
		}
		return goapp.Div().ID("update-ready").Class("banner").Role("status").Body(
			goapp.P().Text(words),
			goapp.Button().ID("take-update").Type("button").Class("outlined").Text("Update now").Disabled(waits).OnClick(p.takeUpdate),
			goapp.Button().ID("leave-update").Type("button").Text("Later").OnClick(p.leaveUpdate),
		)
	})
}

func (p *Page) takeUpdate(goapp.Context, goapp.Event) {
	p.closeField()
	if p.unsaved() {
		p.say("The update waits until your work is saved.")
		return
	}
	browser.TakeUpdate()
}

// leaveUpdate goes on with the version that runs; the other one takes its place when no
// page uses this one any more.
func (p *Page) leaveUpdate(goapp.Context, goapp.Event) { p.updateReady = false }
