//go:build js && wasm

package browser

import "syscall/js"

// Mark notes a moment under a name, "gainsay:" and what was reached, for the
// browser's own timeline (User Timing) and for the benchmarks.
func Mark(name string) {
	_ = try(func() { window.Get("performance").Call("mark", "gainsay:"+name) })
}

// Breathe lets the browser do what waits for its turn (input, drawing, timers) and
// returns after it. A goroutine that computes for long has to call it now and then:
// to the browser, all of Go is one thread that does not let go by itself. It must
// not be called on the UI goroutine, which would draw nothing meanwhile.
func Breathe() {
	turn := make(chan struct{})
	channel := window.Get("MessageChannel").New()
	once(func(callback js.Value) {
		channel.Get("port1").Set("onmessage", callback)
		channel.Get("port2").Call("postMessage", 0)
	}, func(js.Value) {
		channel.Get("port1").Call("close")
		close(turn)
	})
	<-turn
}
