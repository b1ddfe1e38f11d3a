//go:build js && wasm

package browser

import (
	"strconv"
	"syscall/js"
	"unicode/utf16"

	"gainsay/internal/text"
)

const blockSelector = "[data-block]"

func articleElement() js.Value { return find("#article") }

func selection() js.Value { return window.Call("getSelection") }

// ReadSelection returns the part of the page's selection that lies in the article;
// false where none does.
func ReadSelection() (s Selection, ok bool) {
	err := try(func() { s, ok = readSelection() })
	return s, ok && err == nil
}

func readSelection() (Selection, bool) {
	sel, art := selection(), articleElement()
	if !present(sel) || !present(art) || sel.Get("rangeCount").Int() == 0 {
		return Selection{}, false
	}
	anchor, anchorSide, ok1 := pointAt(art, sel.Get("anchorNode"), sel.Get("anchorOffset").Int())
	focus, focusSide, ok2 := pointAt(art, sel.Get("focusNode"), sel.Get("focusOffset").Int())
	if !ok1 || !ok2 || anchorSide != 0 && anchorSide == focusSide {
		return Selection{}, false
	}
	collapsed := sel.Get("isCollapsed").Bool()
	if collapsed && anchorSide != 0 {
		return Selection{}, false
	}
	return Selection{Anchor: anchor, Focus: focus, Collapsed: collapsed, Rect: focusRect(sel)}, true
}

// pointAt turns a place in the document into one in the article. side is −1 where
// it lies before the article, which gives the article's start, and 1 where it lies
// after it, which gives its end.
func pointAt(art, node js.Value, offset int) (p Point, side int, ok bool) {
	if !present(node) || !present(art.Call("querySelector", blockSelector)) {
		return Point{}, 0, false
	}
	if art.Call("contains", node).Bool() {
		return insideArticle(art, node, offset), 0, true
	}
	blocks := art.Call("querySelectorAll", blockSelector)
	if before(art, node, offset) {
		return blockStart(blocks.Index(0)), -1, true
	}
	return blockEnd(blocks.Index(blocks.Length() - 1)), 1, true
}

// before reports whether a place outside the article comes before it.
func before(art, node js.Value, offset int) bool {
	const following, contains = 4, 8 // DOM: Node.DOCUMENT_POSITION_…
	position := art.Call("compareDocumentPosition", node).Int()
	if position&contains == 0 {
		return position&following == 0
	}
	children := node.Get("childNodes")
	if offset >= children.Length() {
		return false
	}
	child := children.Index(offset)
	return child.Call("contains", art).Bool() || art.Call("compareDocumentPosition", child).Int()&following == 0
}

func insideArticle(art, node js.Value, offset int) Point {
	element := node
	if element.Get("nodeType").Int() != 1 {
		element = element.Get("parentElement")
	}
	if block := element.Call("closest", blockSelector); present(block) {
		r := document.Call("createRange")
		r.Call("selectNodeContents", block)
		r.Call("setEnd", node, offset)
		return Point{Block: blockNumber(block), Offset: units(r.Call("toString").String())}
	}
	// The place is between two blocks: the end of the one before is the same place,
	// as far as words go.
	children := node.Get("childNodes")
	if offset < children.Length() {
		child := children.Index(offset)
		if child.Get("nodeType").Int() == 1 {
			next := child
			if !child.Call("matches", blockSelector).Bool() {
				next = child.Call("querySelector", blockSelector)
			}
			if present(next) {
				return blockStart(next)
			}
		}
	}
	all := node.Call("querySelectorAll", blockSelector)
	if all.Length() == 0 {
		all = art.Call("querySelectorAll", blockSelector)
	}
	return blockEnd(all.Index(all.Length() - 1))
}

// units counts the UTF-16 units of a string that came from the browser. Half a
// pair arrives as U+FFFD, which is one unit, too.
func units(s string) text.UTF16 {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return text.UTF16(n)
}

func blockNumber(block js.Value) int {
	n, err := strconv.Atoi(block.Get("dataset").Get("block").String())
	if err != nil {
		return 0
	}
	return n
}

func blockStart(block js.Value) Point { return Point{Block: blockNumber(block)} }

func blockEnd(block js.Value) Point {
	return Point{Block: blockNumber(block), Offset: units(block.Get("textContent").String())}
}

// focusRect is the box of the line on which the selection ends.
func focusRect(sel js.Value) Rect {
	r := sel.Call("getRangeAt", 0)
	rects := r.Call("getClientRects")
	n := rects.Length()
	if n == 0 {
		rect, _ := caretRect(sel)
		return rect
	}
	backward := r.Get("startContainer").Equal(sel.Get("focusNode")) && r.Get("startOffset").Int() == sel.Get("focusOffset").Int()
	if backward {
		return rectOf(rects.Index(0))
	}
	return rectOf(rects.Index(n - 1))
}

// place finds the node and the offset of a point, or null where the block is not
// in the page.
func place(p Point) (node js.Value, offset int) {
	block := find(`[data-block="` + strconv.Itoa(p.Block) + `"]`)
	if !present(block) {
		return js.Null(), 0
	}
	const showText = 4 // NodeFilter.SHOW_TEXT
	walker := document.Call("createTreeWalker", block, showText)
	left, last := int(p.Offset), js.Null()
	for n := walker.Call("nextNode"); present(n); n = walker.Call("nextNode") {
		length := n.Get("length").Int()
		if left <= length {
			return n, left
		}
		left -= length
		last = n
	}
	if present(last) {
		return last, last.Get("length").Int()
	}
	return block, 0
}

// SetSelection selects from one point to another.
func SetSelection(anchor, focus Point) {
	_ = try(func() {
		a, ao := place(anchor)
		f, fo := place(focus)
		if present(a) && present(f) {
			selection().Call("setBaseAndExtent", a, ao, f, fo)
		}
	})
}

// Collapse puts the caret at a point, with nothing selected.
func Collapse(at Point) { SetSelection(at, at) }

// Modify moves the caret of the article, or with extend the end of the selection,
// as Selection.modify does, and keeps both inside the article and in sight.
func Modify(extend bool, direction, unit string) {
	_ = try(func() {
		sel := selection()
		before, ok := ReadSelection()
		if !ok {
			before = Selection{}
			Collapse(Point{})
		}
		alter := "move"
		if extend {
			alter = "extend"
		}
		art := articleElement()
		if unit == "documentboundary" {
			// The document goes on after the article; here the article's ends are meant.
			moveToEnd(art, before, extend, direction)
		} else {
			sel.Call("modify", alter, direction, unit)
		}
		if node := sel.Get("focusNode"); !present(node) || !art.Call("contains", node).Bool() {
			SetSelection(before.Anchor, before.Focus)
		}
		keepCaretInSight(sel)
	})
}

// moveToEnd moves the caret, or the end of the selection, to an end of the article.
func moveToEnd(art js.Value, before Selection, extend bool, direction string) {
	blocks := art.Call("querySelectorAll", blockSelector)
	if blocks.Length() == 0 {
		return
	}
	to := blockStart(blocks.Index(0))
	if direction == "forward" {
		to = blockEnd(blocks.Index(blocks.Length() - 1))
	}
	if extend {
		SetSelection(before.Anchor, to)
		return
	}
	Collapse(to)
}

// keepCaretInSight scrolls so that the caret is between the bar at the top and the
// lower edge.
func keepCaretInSight(sel js.Value) {
	rect, ok := caretRect(sel)
	if !ok {
		return
	}
	const above, below = 96, 48
	_, height := ViewportSize()
	switch {
	case rect.Top < above:
		window.Call("scrollBy", 0, rect.Top-above)
	case rect.Bottom > height-below:
		window.Call("scrollBy", 0, rect.Bottom-height+below)
	}
}

// CaretRect returns where the caret stands, or the end of the selection that
// moves; false where it is not in the article.
func CaretRect() (r Rect, ok bool) {
	err := try(func() {
		sel, art := selection(), articleElement()
		if !present(sel) || !present(art) || !present(sel.Get("focusNode")) || !art.Call("contains", sel.Get("focusNode")).Bool() {
			return
		}
		r, ok = caretRect(sel)
	})
	return r, ok && err == nil
}

func caretRect(sel js.Value) (Rect, bool) {
	node, offset := sel.Get("focusNode"), sel.Get("focusOffset").Int()
	if !present(node) {
		return Rect{}, false
	}
	r := document.Call("createRange")
	r.Call("setStart", node, offset)
	r.Call("collapse", true)
	if rects := r.Call("getClientRects"); rects.Length() > 0 {
		return rectOf(rects.Index(0)), true
	}
	if node.Get("nodeType").Int() != 3 {
		if node.Get("nodeType").Int() != 1 {
			return Rect{}, false
		}
		box := rectOf(node.Call("getBoundingClientRect"))
		return Rect{box.Left, box.Top, box.Left, min(box.Bottom, box.Top+24)}, true
	}
	// Between two lines a caret has no box of its own: that of its neighbour tells.
	if length := node.Get("length").Int(); offset < length {
		r.Call("setEnd", node, offset+1)
		box := rectOf(r.Call("getBoundingClientRect"))
		return Rect{box.Left, box.Top, box.Left, box.Bottom}, true
	} else if offset > 0 {
		r.Call("setStart", node, offset-1)
		box := rectOf(r.Call("getBoundingClientRect"))
		return Rect{box.Right, box.Top, box.Right, box.Bottom}, true
	}
	return Rect{}, false
}
