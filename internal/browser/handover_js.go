//go:build js && wasm

package browser

import (
	"errors"
	"strings"
	"syscall/js"
)

// Origin returns the page's own origin, such as "http://127.0.0.1:8000".
func Origin() string { return window.Get("location").Get("origin").String() }

// Root returns the address of the folder that the page stands in, with its last slash.
func Root() string { return rooted(".") }

// Below returns the address of a path below Root, which is written as from a host's root,
// such as "/web/a.txt". A path that leads elsewhere, by whatever a browser reads into
// an address, has none.
func Below(path string) (address string, ok bool) {
	_ = try(func() { address = rooted("." + path) })
	return address, strings.HasPrefix(path, "/") && strings.HasPrefix(address, Root())
}

func rooted(path string) string {
	return window.Get("URL").New(path, document.Get("baseURI")).Get("href").String()
}

// SetBookmarklet gives a link the address of a script, for dragging it to the
// bookmarks. A press on the link runs nothing, which the page's policy would not
// allow, and goes nowhere: it is reported until released.
func SetBookmarklet(css, address string, pressed func()) (release func()) {
	release = func() {}
	with(css, func(el js.Value) {
		el.Call("setAttribute", "href", address)
		callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
			_ = try(func() {
				args[0].Call("preventDefault")
				args[0].Call("stopPropagation") // the app's router follows every link that it hears of
			})
			pressed()
			return nil
		})
		el.Call("addEventListener", "click", callback)
		el.Call("addEventListener", "auxclick", callback)
		release = func() {
			el.Call("removeEventListener", "click", callback)
			el.Call("removeEventListener", "auxclick", callback)
			callback.Release()
		}
	})
	return release
}

// Copy puts text on the clipboard.
func Copy(text string, done func(error)) {
	err := try(func() {
		board := window.Get("navigator").Get("clipboard")
		if !present(board) {
			done(errors.New("the browser gives this page no clipboard"))
			return
		}
		then(board.Call("writeText", text), func(js.Value) { done(nil) }, done)
	})
	if err != nil {
		done(err)
	}
}
