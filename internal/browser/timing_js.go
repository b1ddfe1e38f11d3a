//go:build js && wasm

package browser

// Mark notes a moment under a name, "gainsay:" and what was reached, for the
// browser's own timeline (User Timing) and for the benchmarks.
func Mark(name string) {
	_ = try(func() { window.Get("performance").Call("mark", "gainsay:"+name) })
}
