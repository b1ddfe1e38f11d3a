//go:build js && wasm

package browser

import (
	"runtime"
	"strings"
	"syscall/js"
	"time"
)

// elementOf returns the element of an event's target or null.
func elementOf(v js.Value) js.Value {
	if !present(v) || v.Type() != js.TypeObject || v.Get("closest").Type() != js.TypeFunction {
		return js.Null()
	}
	return v
}

func closest(el js.Value, css string) js.Value {
	if !present(el) {
		return js.Null()
	}
	return el.Call("closest", css)
}

func within(el js.Value, css string) bool { return present(closest(el, css)) }

// dataOf returns a data attribute of the nearest element that has it, or "".
func dataOf(el js.Value, attribute string) string {
	holder := closest(el, "["+attribute+"]")
	if !present(holder) {
		return ""
	}
	return holder.Call("getAttribute", attribute).String()
}

func targetOf(v js.Value) Target {
	el := elementOf(v)
	return Target{
		Claims:    strings.Fields(dataOf(el, "data-claims")),
		Card:      dataOf(el, "data-claim-card"),
		OnCard:    present(el) && el.Call("hasAttribute", "data-claim-card").Bool(),
		Choice:    dataOf(el, "data-choice"),
		Item:      dataOf(el, "data-item"),
		InArticle: within(el, "#article"),
		InPanel:   within(el, "#panel"),
	}
}

const (
	articleFields = `#article-text, #update-text`

	fields   = `textarea, select, [contenteditable="true"], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])`
	controls = `button, a[href], summary, input, select, [role=tab], [role=menuitem]`
)

func keyOf(e js.Value) Key {
	el := elementOf(e.Get("target"))
	t := targetOf(el)
	return Key{
		Key:  e.Get("key").String(),
		Ctrl: e.Get("ctrlKey").Bool(), Meta: e.Get("metaKey").Bool(), Alt: e.Get("altKey").Bool(), Shift: e.Get("shiftKey").Bool(),
		Composing: e.Get("isComposing").Bool() || e.Get("keyCode").Int() == 229, // 229: an input method has the key
		InField:   within(el, fields),
		InDialog:  present(find("dialog[open]")),
		OnControl: within(el, controls),
		InArticle: t.InArticle, InPanel: t.InPanel, Claims: t.Claims, Card: t.Card, Choice: t.Choice, Item: t.Item,
		Tab: dataOf(closest(el, "[role=tab]"), "data-tab"),
	}
}

// ear is a listener that can be taken off again.
type ear struct {
	on       js.Value
	event    string
	callback js.Func
	capture  bool
}

// listening collects listeners.
type listening struct{ ears []ear }

func (l *listening) add(on js.Value, event string, f func(e js.Value)) {
	l.addWith(on, event, map[string]any{"capture": true, "passive": false}, f)
}

func (l *listening) addWith(on js.Value, event string, options map[string]any, f func(e js.Value)) {
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		_ = try(func() { f(args[0]) })
		return nil
	})
	on.Call("addEventListener", event, callback, options)
	capture, _ := options["capture"].(bool)
	l.ears = append(l.ears, ear{on, event, callback, capture})
}

func (l *listening) stop() {
	for _, e := range l.ears {
		e.on.Call("removeEventListener", e.event, e.callback, e.capture)
		e.callback.Release()
	}
	l.ears = nil
}

// settled calls f once calls to it have ceased for a while.
func settled(pause time.Duration, f func()) func() {
	var timer *time.Timer
	return func() {
		if timer != nil {
			timer.Stop()
		}
		timer = time.AfterFunc(pause, f)
	}
}

// seldom lets calls to f through as long as the last is some time ago.
func seldom(pause time.Duration, f func()) func() {
	var last time.Time
	return func() {
		if now := time.Now(); now.Sub(last) >= pause {
			last = now
			f()
		}
	}
}

// awaitReady calls f and returns once it says that it is ready. What the browser does
// next, it does when this returns, so other goroutines are given their turn here.
func awaitReady(f func(ready func())) {
	const patience = 10 * time.Second
	ready := false
	f(func() { ready = true })
	for began := time.Now(); !ready && time.Since(began) < patience; {
		runtime.Gosched()
	}
}

// FollowPointer tells of every move of the pointer that is down, in CSS pixels of the
// window, until it is lifted or lost.
func FollowPointer(moved func(x, y float64), done func()) {
	l := &listening{}
	l.add(window, "pointermove", func(e js.Value) {
		if e.Get("buttons").Int() == 0 { // it was lifted before this began to listen
			l.stop()
			done()
			return
		}
		moved(e.Get("clientX").Float(), e.Get("clientY").Float())
	})
	for _, event := range []string{"pointerup", "pointercancel"} {
		l.add(window, event, func(js.Value) {
			l.stop()
			done()
		})
	}
}

// Listen reports events until stop is called.
func Listen(h Handlers) (stop func()) {
	l := &listening{}
	l.add(document, "keydown", func(e js.Value) {
		if !e.Get("defaultPrevented").Bool() && h.Key(keyOf(e)) {
			e.Call("preventDefault")
		}
	})
	l.add(document, "selectionchange", func(js.Value) { h.Selection() })
	l.add(document, "pointerdown", func(e js.Value) { h.PointerDown(targetOf(e.Get("target"))) })
	for _, event := range []string{"pointerup", "pointercancel"} {
		l.add(window, event, func(e js.Value) { h.PointerUp(targetOf(e.Get("target"))) })
	}
	l.add(document, "click", func(e js.Value) {
		if t := targetOf(e.Get("target")); t.InArticle && len(t.Claims) > 0 {
			h.Mark(t.Claims)
		}
	})
	over := ""
	l.addWith(document, "pointerover", map[string]any{"passive": true}, func(e js.Value) {
		if e.Get("pointerType").String() != "mouse" {
			return
		}
		t := targetOf(e.Get("target"))
		if now := t.Card + " " + strings.Join(t.Claims, " "); now != over {
			over = now
			h.Hover(t)
		}
	})
	l.add(document, "focusin", func(e js.Value) { h.Focus(targetOf(e.Get("target"))) })
	l.addWith(window, "scroll", map[string]any{"passive": true}, func() func(js.Value) {
		rest, moving := settled(150*time.Millisecond, h.Scroll), seldom(100*time.Millisecond, h.Scrolling)
		return func(js.Value) {
			moving()
			rest()
		}
	}())
	l.add(window, "beforeprint", func(js.Value) { awaitReady(h.Print) })
	l.add(window, "afterprint", func(js.Value) { h.Printed() })
	l.addWith(window, "resize", map[string]any{"passive": true}, func(js.Value) { h.Resize() })
	l.add(document, "visibilitychange", func(js.Value) {
		if document.Get("hidden").Bool() {
			h.Hide()
		}
	})
	l.add(window, "pagehide", func(js.Value) { h.Hide() })
	l.add(window, "beforeunload", func(e js.Value) {
		if h.Unload() {
			e.Call("preventDefault")
			e.Set("returnValue", true)
		}
	})
	l.add(window, "hashchange", func(js.Value) { h.Changed() })
	l.grips(h)
	l.files(h)
	return l.stop
}

// files reports what is dropped and pasted.
func (l *listening) files(h Handlers) {
	holdsFiles := func(e js.Value) bool {
		transfer := e.Get("dataTransfer")
		return present(transfer) && transfer.Get("types").Call("includes", "Files").Bool()
	}
	l.add(document, "dragover", func(e js.Value) {
		if holdsFiles(e) {
			e.Call("preventDefault")
			e.Get("dataTransfer").Set("dropEffect", "copy")
		}
	})
	l.add(document, "dragenter", func(e js.Value) {
		if holdsFiles(e) {
			h.Drag(true)
		}
	})
	l.add(document, "dragleave", func(e js.Value) {
		if !present(e.Get("relatedTarget")) {
			h.Drag(false)
		}
	})
	l.add(document, "drop", func(e js.Value) {
		if holdsFiles(e) {
			e.Call("preventDefault")
			readFiles(e.Get("dataTransfer").Get("files"), h.Drop)
		}
	})
	l.add(document, "paste", func(e js.Value) {
		board, target := e.Get("clipboardData"), elementOf(e.Get("target"))
		if !present(board) {
			return
		}
		held := func(kind string) string { return board.Call("getData", kind).String() }
		pasted := Pasted{Text: held("text/plain"), HTML: held("text/html")}
		if field := closest(target, articleFields); present(field) {
			pasted.Field = field.Get("id").String()
			h.Paste(pasted)
			return
		}
		if within(target, fields) || present(find("dialog[open]")) {
			return
		}
		if files := board.Get("files"); files.Length() > 0 {
			e.Call("preventDefault")
			readFiles(files, h.Drop)
			return
		}
		if pasted.Text != "" || pasted.HTML != "" {
			e.Call("preventDefault")
			h.Paste(pasted)
		}
	})
}
