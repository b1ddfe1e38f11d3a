//go:build js && wasm

package browser

import "syscall/js"

// LocalStorageSize returns how much local storage holds of this site, in UTF-16 units of
// keys and values, as browsers count it.
func LocalStorageSize() (units int) {
	_ = try(func() {
		all := localStorage()
		for i := range all.Get("length").Int() {
			key := all.Call("key", i)
			for _, s := range []js.Value{key, all.Call("getItem", key)} {
				units += window.Call("Object", s).Get("length").Int() // of the string as an object, without its words
			}
		}
	})
	return units
}

// EstimateStorage tells how many bytes this site holds and may hold, both 0 where the
// browser does not say.
func EstimateStorage(done func(used, quota float64)) {
	askStorage("estimate", func(answer js.Value, ok bool) {
		if !ok || answer.Type() != js.TypeObject {
			done(0, 0)
			return
		}
		number := func(name string) float64 {
			if v := answer.Get(name); v.Type() == js.TypeNumber {
				return v.Float()
			}
			return 0
		}
		done(number("usage"), number("quota"))
	})
}

// PersistStorage asks the browser to keep what this site stores until the person deletes
// it. ok is false where there was no answer. Some browsers ask the person first.
func PersistStorage(done func(granted, ok bool)) {
	askStorage("persist", func(answer js.Value, ok bool) { done(ok && answer.Truthy(), ok) })
}

func askStorage(method string, done func(answer js.Value, ok bool)) {
	err := try(func() {
		then(window.Get("navigator").Get("storage").Call(method),
			func(answer js.Value) { done(answer, true) },
			func(error) { done(js.Undefined(), false) })
	})
	if err != nil {
		done(js.Undefined(), false)
	}
}

// DeleteDatabase deletes a database of this site, once no tab uses it.
func DeleteDatabase(name string) {
	_ = try(func() { window.Get("indexedDB").Call("deleteDatabase", name) })
}

// LocksHeld tells the names of the locks that tabs of this site have.
func LocksHeld(done func(names []string)) {
	if !locksAvailable() {
		done(leases().Held())
		return
	}
	err := try(func() {
		then(window.Get("navigator").Get("locks").Call("query"), func(answer js.Value) {
			var names []string
			held := answer.Get("held")
			for i := range held.Length() {
				names = append(names, held.Index(i).Get("name").String())
			}
			done(names)
		}, func(error) { done(nil) })
	})
	if err != nil {
		done(nil)
	}
}
