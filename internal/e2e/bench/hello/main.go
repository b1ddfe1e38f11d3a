//go:build js && wasm

// Command hello is the least program that go-app makes of a page: what the start of
// Gainsay is measured against.
package main

import "github.com/maxence-charriere/go-app/v10/pkg/app"

type hello struct{ app.Compo }

func (*hello) Render() app.UI { return app.H1().ID("hello").Text("Hello") }

func main() {
	app.Route("/", func() app.Composer { return &hello{} })
	app.RunWhenOnBrowser()
}
