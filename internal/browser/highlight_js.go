//go:build js && wasm

package browser

import "syscall/js"

// SetHighlights draws ranges of the article's text in the place of what was drawn under
// the same names before (CSS Custom Highlight API): the document stays as it is. A browser
// that does not know how draws nothing. Blocks that are drawn anew lose what
// stood in them, and the ranges have to be given again.
func SetHighlights(list []Highlight) {
	_ = try(func() {
		css, kind := window.Get("CSS"), window.Get("Highlight")
		if !present(css) || !present(css.Get("highlights")) || !present(kind) {
			return
		}
		for _, h := range list {
			if len(h.Stretches) == 0 {
				css.Get("highlights").Call("delete", h.Name)
				continue
			}
			drawn := kind.New()
			drawn.Set("priority", h.Priority)
			for _, s := range h.Stretches {
				if r := rangeOf(s); present(r) {
					drawn.Call("add", r)
				}
			}
			css.Get("highlights").Call("set", h.Name, drawn)
		}
	})
}

// rangeOf is the range of a stretch, or null where its blocks are not in the page.
func rangeOf(s Stretch) js.Value {
	from, fromOffset := place(s.From)
	to, toOffset := place(s.To)
	if !present(from) || !present(to) {
		return js.Null()
	}
	r := document.Call("createRange")
	r.Call("setStart", from, fromOffset)
	r.Call("setEnd", to, toOffset)
	return r
}

// ShowStretch scrolls the window so that a range of the text is in the middle between two
// heights in it, or begins at the upper one where it is longer. Where it is between
// them already, nothing moves.
func ShowStretch(s Stretch, top, bottom float64) {
	_ = try(func() {
		r := rangeOf(s)
		if !present(r) {
			return
		}
		box := rectOf(r.Call("getBoundingClientRect"))
		if box.Top >= top && box.Bottom <= bottom {
			return
		}
		by := (box.Top+box.Bottom)/2 - (top+bottom)/2
		window.Call("scrollBy", 0, min(by, box.Top-top))
	})
}
