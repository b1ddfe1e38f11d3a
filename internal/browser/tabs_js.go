//go:build js && wasm

package browser

import (
	"math/rand/v2"
	"strconv"
	"sync"
	"syscall/js"
	"time"

	"gainsay/internal/lease"
)

// locksAvailable reports whether the browser has Web Locks. It has none on a page that came
// neither over HTTPS nor from this machine: there a lease in local storage does.
func locksAvailable() bool { return present(window.Get("navigator").Get("locks")) }

// leases are this tab's. They end with the page, as Web Locks do.
var leases = sync.OnceValue(func() *lease.Tab {
	t := &lease.Tab{Name: strconv.FormatUint(rand.Uint64(), 36), Shelf: leaseShelf{}, Clock: wallClock{}}
	window.Call("addEventListener", "pagehide", js.FuncOf(func(js.Value, []js.Value) any {
		t.Leave()
		return nil
	}))
	return t
})

type wallClock struct{}

func (wallClock) Now() time.Time                  { return time.Now() }
func (wallClock) After(d time.Duration, f func()) { time.AfterFunc(d, f) }

// leaseShelf is local storage, with the keys of leases alone.
type leaseShelf struct{ LocalStorage }

func (leaseShelf) Keys() []string { return localKeys(lease.Prefix) }

// Lock is a Web Lock that this tab has, or waits for, or what stands in for one.
type Lock struct {
	lease    *lease.Lease
	resolve  js.Value // ends the holding; undefined while it is not held
	released bool
	attempt  int
}

// Held reports whether the lock is this tab's, to be asked before what it allows. A tab
// that lost it hears so here first.
func (l *Lock) Held() bool {
	if l.lease != nil {
		return l.lease.Held()
	}
	return l.resolve.Type() == js.TypeFunction
}

// Release gives the lock up.
func (l *Lock) Release() {
	if l.lease != nil {
		l.lease.Release()
		return
	}
	l.released = true
	l.attempt++
	if l.resolve.Type() == js.TypeFunction {
		l.resolve.Invoke()
		l.resolve = js.Undefined()
	}
}

// Acquire takes the lock of that name if no tab has it.
func Acquire(name string, h LockHandlers) *Lock {
	if !locksAvailable() {
		return &Lock{lease: leases().Acquire(name, lease.Handlers(h))}
	}
	l := &Lock{}
	l.request(name, map[string]any{"ifAvailable": true}, h)
	return l
}

// TakeOver waits for the lock of that name, and after a while takes it from the
// tab that has it.
func TakeOver(name string, h LockHandlers) *Lock {
	if !locksAvailable() {
		return &Lock{lease: leases().TakeOver(name, lease.Handlers(h))}
	}
	l := &Lock{}
	controller := window.Get("AbortController").New()
	granted := h.Granted
	got := false
	h.Granted = func() {
		got = true
		granted()
	}
	l.request(name, map[string]any{"signal": controller.Get("signal")}, h)
	time.AfterFunc(lease.Patience, func() {
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
					l.resolve = js.Undefined()
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
	waiting  string // a long word, until the next frame
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

// longWord is from how many bytes a word waits for a frame: to copy it for the other tabs
// takes a while, and they can wait for it longer than the person for what it is about.
const longWord = 100_000

// Post sends a word to the other tabs, behind those that were posted before.
func (c *Channel) Post(word string) {
	c.Flush()
	if len(word) < longWord {
		c.post(word)
		return
	}
	c.waiting = word
	AfterFrame(c.Flush)
}

// Flush posts a word that waits.
func (c *Channel) Flush() {
	if word := c.waiting; word != "" {
		c.waiting = ""
		c.post(word)
	}
}

func (c *Channel) post(word string) {
	if present(c.channel) {
		_ = try(func() { c.channel.Call("postMessage", word) })
	}
}

// Close stops listening, with everything posted.
func (c *Channel) Close() {
	c.Flush()
	if present(c.channel) {
		c.channel.Call("close")
		c.channel = js.Undefined()
		c.callback.Release()
	}
}
