//go:build js && wasm

package browser

import (
	"syscall/js"
	"time"
)

// LocksAvailable reports whether the browser has Web Locks.
func LocksAvailable() bool { return present(window.Get("navigator").Get("locks")) }

// Lock is a Web Lock that this tab has, or waits for.
type Lock struct {
	resolve  js.Value // ends the holding; undefined while it is not held
	released bool
	attempt  int
}

// Release gives the lock up.
func (l *Lock) Release() {
	l.released = true
	l.attempt++
	if l.resolve.Type() == js.TypeFunction {
		l.resolve.Invoke()
		l.resolve = js.Undefined()
	}
}

// Acquire takes the lock of that name if no tab has it.
func Acquire(name string, h LockHandlers) *Lock {
	l := &Lock{}
	l.request(name, map[string]any{"ifAvailable": true}, h)
	return l
}

// patience is how long TakeOver waits for the tab that has the lock to give it up.
const patience = 2 * time.Second

// TakeOver waits for the lock of that name, and after a while takes it from the
// tab that has it.
func TakeOver(name string, h LockHandlers) *Lock {
	l := &Lock{}
	controller := window.Get("AbortController").New()
	granted := h.Granted
	got := false
	h.Granted = func() {
		got = true
		granted()
	}
	l.request(name, map[string]any{"signal": controller.Get("signal")}, h)
	time.AfterFunc(patience, func() {
		if got || l.released {
			return
		}
		l.attempt++ // the waiting request ends now, and its end means nothing
		controller.Call("abort")
		l.request(name, map[string]any{"steal": true}, h)
	})
	return l
}

func (l *Lock) request(name string, options map[string]any, h LockHandlers) {
	attempt := l.attempt
	held := false
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 0 || !present(args[0]) {
			if h.Refused != nil {
				h.Refused()
			}
			return nil
		}
		if l.released || l.attempt != attempt {
			return nil
		}
		held = true
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			l.resolve = args[0]
			return nil
		})
		holding := window.Get("Promise").New(executor)
		executor.Release()
		h.Granted()
		return holding
	})
	err := try(func() {
		then(window.Get("navigator").Get("locks").Call("request", name, options, callback),
			func(js.Value) { callback.Release() },
			func(error) {
				callback.Release()
				if held && !l.released {
					h.Lost()
				}
			})
	})
	if err != nil && h.Refused != nil {
		h.Refused()
	}
}

// Channel carries words between the tabs of this browser.
type Channel struct {
	channel  js.Value
	callback js.Func
}

// OpenChannel listens to the channel of that name. A tab does not hear itself.
func OpenChannel(name string, heard func(word string)) *Channel {
	c := &Channel{channel: js.Undefined()}
	_ = try(func() {
		c.channel = window.Get("BroadcastChannel").New(name)
		c.callback = js.FuncOf(func(_ js.Value, args []js.Value) any {
			if data := args[0].Get("data"); data.Type() == js.TypeString {
				heard(data.String())
			}
			return nil
		})
		c.channel.Set("onmessage", c.callback)
	})
	return c
}

// Post sends a word to the other tabs.
func (c *Channel) Post(word string) {
	if present(c.channel) {
		_ = try(func() { c.channel.Call("postMessage", word) })
	}
}

// Close stops listening.
func (c *Channel) Close() {
	if present(c.channel) {
		c.channel.Call("close")
		c.channel = js.Undefined()
		c.callback.Release()
	}
}
