package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/bookmarklet"
	"gainsay/internal/browser"
)

// Bookmarklet offers the bookmark that hands over the page that is being read: as a
// link to drag to the bookmarks, and, as dragging needs a pointer, as an address to
// copy.
type Bookmarklet struct {
	goapp.Compo

	address string
	note    string // what the last press came to
	release func()
}

// OnMount gives the link its address, which go-app would follow.
func (b *Bookmarklet) OnMount(ctx goapp.Context) {
	address, err := bookmarklet.Address(browser.Origin(), browser.Root()+goapp.Getenv("GAINSAY_RECEIVE"))
	if err != nil {
		return
	}
	b.address = address
	b.release = browser.SetBookmarklet("#bookmarklet", address, func() {
		b.say(ctx, "Here this link does nothing. Drag it to your bookmarks bar, and press it there while you read an article.")
	})
}

// OnDismount lets the link's events go.
func (b *Bookmarklet) OnDismount() {
	if b.release != nil {
		b.release()
	}
}

// Render draws the section.
func (b *Bookmarklet) Render() goapp.UI {
	return goapp.Section().Body(
		goapp.H3().Text("From a page in this browser"),
		goapp.P().Class("quiet").Text("Drag the link to your bookmarks bar. Pressed while you read an article, it opens Gainsay in a new tab and hands it that page. You see what arrived before anything is opened."),
		goapp.Div().Class("bookmark").Body(
			goapp.Elem("a").ID("bookmarklet").Class("button", "outlined").Text("Annotate in Gainsay"), // goapp.A is a kilobyte more
			goapp.Button().ID("copy-bookmarklet").Type("button").Text("Copy the bookmarklet").OnClick(b.copy),
		),
		goapp.P().ID("bookmarklet-note").Class("quiet").Role("status").Text(b.note),
	)
}

func (b *Bookmarklet) copy(ctx goapp.Context, _ goapp.Event) {
	browser.Copy(b.address, func(err error) {
		if err != nil {
			b.say(ctx, "It could not be copied: "+err.Error()+". Drag the link instead.")
			return
		}
		b.say(ctx, "Copied. Make a new bookmark in your browser, give it a name, and paste this as its address.")
	})
}

func (b *Bookmarklet) say(ctx goapp.Context, note string) {
	ctx.Dispatch(func(goapp.Context) { b.note = note })
}
