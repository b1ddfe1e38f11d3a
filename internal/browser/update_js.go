//go:build js && wasm

package browser

import "syscall/js"

// WatchUpdates calls ready once another version of the program has been fetched and waits
// to take the place of the one that runs.
func WatchUpdates(ready func()) {
	withRegistration(func(registration js.Value) {
		controlled := func() bool { return present(window.Get("navigator").Get("serviceWorker").Get("controller")) }
		if present(registration.Get("waiting")) && controlled() {
			ready()
			return
		}
		l := &listening{}
		l.add(registration, "updatefound", func(js.Value) {
			coming := registration.Get("installing")
			if !present(coming) {
				return
			}
			l.add(coming, "statechange", func(js.Value) {
				if coming.Get("state").String() == "installed" && controlled() {
					ready()
				}
			})
		})
	})
}

// TakeUpdate has the version that waits take over, and loads the page again with it. The
// service worker promises to do so when it is told, and not before.
func TakeUpdate() {
	withRegistration(func(registration js.Value) {
		waiting := registration.Get("waiting")
		if !present(waiting) {
			window.Get("location").Call("reload")
			return
		}
		l := &listening{}
		l.add(window.Get("navigator").Get("serviceWorker"), "controllerchange", func(js.Value) {
			l.stop()
			window.Get("location").Call("reload")
		})
		waiting.Call("postMessage", map[string]any{"type": "gainsay:activate"})
	})
}

// withRegistration calls f with the page's service worker registration, where the browser
// has such things.
func withRegistration(f func(js.Value)) {
	_ = try(func() {
		if container := window.Get("navigator").Get("serviceWorker"); present(container) {
			then(container.Get("ready"), f, func(error) {})
		}
	})
}
