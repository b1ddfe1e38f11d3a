//go:build js && wasm

package browser

import "syscall/js"

// Reveal puts the program's page in the place of the text that a first visit opens with,
// with what was selected and scrolled there, as soon as no pointer is down. It tells done
// whether there was such a text, within the call or in an event of its own.
func Reveal(done func(shown bool)) {
	if !present(window.Get("gainsayReveal")) {
		done(false)
		return
	}
	once(func(callback js.Value) {
		window.Call("gainsayReveal", callback)
	}, func(shown js.Value) { done(shown.Truthy()) })
}
