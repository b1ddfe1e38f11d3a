// Package app is what a person sees and touches: go-app components, one a file,
// over a desk. It decides nothing about dossiers; it draws what internal/desk
// says, forwards what was done, and keeps the page and the storage in step with
// it. It does not touch the browser itself: internal/browser does.
package app

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Routes registers the page at the path that it was loaded from: it may stand in any
// folder of a host.
func Routes() {
	path := "/"
	if goapp.IsClient {
		path = goapp.Window().URL().Path
	}
	goapp.Route(path, func() goapp.Composer { return &Page{} })
}
