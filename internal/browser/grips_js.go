//go:build js && wasm

package browser

import "syscall/js"

// EndsOf returns the boxes of the first line of the first element that a selector finds,
// and of the last line of the last; false where there is none.
func EndsOf(css string) (first, last Rect, ok bool) {
	err := try(func() {
		found := document.Call("querySelectorAll", css)
		n := found.Length()
		if n == 0 {
			return
		}
		head, tail := found.Index(0).Call("getClientRects"), found.Index(n-1).Call("getClientRects")
		if head.Length() == 0 || tail.Length() == 0 {
			return
		}
		first, last, ok = rectOf(head.Index(0)), rectOf(tail.Index(tail.Length()-1)), true
	})
	return first, last, ok && err == nil
}

// grips reports how the handles are dragged. Moves are listened to only meanwhile.
func (l *listening) grips(h Handlers) {
	drag := &listening{}
	l.add(document, "pointerdown", func(e js.Value) {
		grip := closest(elementOf(e.Get("target")), "[data-grip]")
		if !present(grip) {
			return
		}
		e.Call("preventDefault")
		drag.stop()
		end, box := dataOf(grip, "data-grip"), rectOf(grip.Call("getBoundingClientRect"))
		// The handle hangs below its line, beside the end: what it points at is above it.
		const above = 8
		x, y := box.Right, box.Top-above
		if end == "end" {
			x = box.Left
		}
		dx, dy := x-e.Get("clientX").Float(), y-e.Get("clientY").Float()
		report := func(e js.Value, done bool) {
			at, in := pointUnder(grip, e.Get("clientX").Float()+dx, e.Get("clientY").Float()+dy)
			h.Grip(Grip{End: end, At: at, In: in, Done: done})
		}
		drag.add(document, "pointermove", func(e js.Value) { report(e, false) })
		for _, over := range []string{"pointerup", "pointercancel"} {
			drag.add(document, over, func(e js.Value) {
				if over == "pointerup" {
					report(e, true)
				} else {
					h.Grip(Grip{End: end, Done: true})
				}
				// A listener cannot let go of itself while it runs.
				once(func(task js.Value) { window.Call("setTimeout", task) }, func(js.Value) { drag.stop() })
			})
		}
	})
}

// pointUnder returns the place in the text at a point of the window, as if the handle
// were not over it; false where there is no text of the article.
func pointUnder(handle js.Value, x, y float64) (at Point, ok bool) {
	err := try(func() {
		style := handle.Get("style")
		style.Call("setProperty", "pointer-events", "none")
		node, offset := caretFrom(x, y)
		style.Call("removeProperty", "pointer-events")
		art := articleElement()
		if !present(node) || !present(art) || !art.Call("contains", node).Bool() {
			return
		}
		at, ok = insideArticle(art, node, offset), true
	})
	return at, ok && err == nil
}

// caretFrom asks for the place of the text at a point, in the way that the browser has.
func caretFrom(x, y float64) (node js.Value, offset int) {
	if document.Get("caretPositionFromPoint").Type() == js.TypeFunction {
		if p := document.Call("caretPositionFromPoint", x, y); present(p) {
			return p.Get("offsetNode"), p.Get("offset").Int()
		}
		return js.Null(), 0
	}
	if r := document.Call("caretRangeFromPoint", x, y); present(r) {
		return r.Get("startContainer"), r.Get("startOffset").Int()
	}
	return js.Null(), 0
}
