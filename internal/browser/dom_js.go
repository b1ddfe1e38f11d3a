//go:build js && wasm

package browser

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"syscall/js"
	"time"
)

var (
	window   = js.Global()
	document = js.Global().Get("document")
)

// try runs f and returns the exception that it threw, if it did.
func try(f func()) (err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			err = exception(thrown.Value)
		case *js.ValueError:
			err = thrown
		default:
			panic(thrown)
		}
	}()
	f()
	return nil
}

// thrownError is what the browser threw, by the name that it has in WebIDL.
type thrownError struct{ name, message string }

func (e thrownError) Error() string { return e.message }

// exception is a thrown value as an error.
func exception(v js.Value) error {
	if v.Type() != js.TypeObject {
		return errors.New("the browser gave no reason")
	}
	name, message := v.Get("name"), v.Get("message")
	if name.Type() == js.TypeString && name.String() == "QuotaExceededError" {
		return errors.New("the browser’s storage is full")
	}
	if message.Type() == js.TypeString && message.String() != "" {
		return thrownError{name.String(), strings.TrimSuffix(message.String(), ".")}
	}
	return fmt.Errorf("the browser reported %s", name.String())
}

// find returns the element of a selector, or null.
func find(css string) js.Value {
	found := js.Null()
	_ = try(func() { found = document.Call("querySelector", css) })
	return found
}

func present(v js.Value) bool { return !v.IsNull() && !v.IsUndefined() }

// with runs f on the element of a selector, where there is one.
func with(css string, f func(el js.Value)) {
	if el := find(css); present(el) {
		_ = try(func() { f(el) })
	}
}

func rectOf(v js.Value) Rect {
	return Rect{v.Get("left").Float(), v.Get("top").Float(), v.Get("right").Float(), v.Get("bottom").Float()}
}

// RectOf returns the box of an element; a zero one where there is none.
func RectOf(css string) (r Rect) {
	_ = try(func() {
		if elements().Call("box", css).Bool() {
			r = rects(1)[0]
		}
	})
	return r
}

// each calls f with every element that a selector finds, in order.
func each(css string, f func(i int, el js.Value)) {
	_ = try(func() {
		found := document.Call("querySelectorAll", css)
		for i := range found.Length() {
			f(i, found.Index(i))
		}
	})
}

// LineOf returns the box of the first line of an element's text; a zero one where there
// is no such element.
func LineOf(css string) (r Rect) {
	with(css, func(el js.Value) {
		if lines := el.Call("getClientRects"); lines.Length() > 0 {
			r = rectOf(lines.Index(0))
		}
	})
	return r
}

// elements is what answers for many elements at once: web/elements.js.
func elements() js.Value { return window.Get("gainsayElements") }

// separator stands between values that go to and from elements.
const separator = "\x00"

// rects are the first n boxes that elements measured last.
func rects(n int) []Rect {
	const size = 4 * 8
	data, all := make([]byte, n*size), make([]Rect, n)
	js.CopyBytesToGo(data, elements().Call("bytes"))
	side := func(i int) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])) }
	for i := range all {
		all[i] = Rect{side(4 * i), side(4*i + 1), side(4*i + 2), side(4*i + 3)}
	}
	return all
}

// measure returns the boxes of the elements that reach into the band from top to bottom of
// the window, each with the value of an attribute, and the place of the first among all.
// They stand one below the other, unless the band has no ends.
func measure(css, attribute string, top, bottom float64) (first int, boxes []Box) {
	_ = try(func() {
		answer := elements().Call("boxes", css, attribute, top, bottom)
		n := answer.Get("number").Int()
		if n == 0 {
			return
		}
		first, boxes = answer.Get("first").Int(), make([]Box, n)
		values := strings.Split(answer.Get("values").String(), separator)
		for i, rect := range rects(n) {
			boxes[i] = Box{Value: values[i], Rect: rect}
		}
	})
	return first, boxes
}

// Boxes returns the boxes of all elements that a selector finds, in order, each
// with the value of an attribute.
func Boxes(css, attribute string) []Box {
	return BoxesBetween(css, attribute, math.Inf(-1), math.Inf(1))
}

// BoxesBetween is Boxes for elements that stand one below the other, of which only
// those are measured that reach into the band from top to bottom of the window.
func BoxesBetween(css, attribute string, top, bottom float64) []Box {
	_, boxes := measure(css, attribute, top, bottom)
	return boxes
}

// Flag gives those of some elements an attribute of which is holds, and takes it from
// the others. The elements stand one below the other; only those that reach into the
// band from top to bottom of the window are looked at. is gets the words of another
// attribute.
func Flag(css, attribute, flag string, top, bottom float64, is func(words []string) bool) {
	first, boxes := measure(css, attribute, top, bottom)
	flags := make([]byte, len(boxes))
	for i, box := range boxes {
		flags[i] = '0'
		if is(strings.Fields(box.Value)) {
			flags[i] = '1'
		}
	}
	_ = try(func() { elements().Call("flag", css, flag, first, string(flags)) })
}

// Unflag takes an attribute from all elements that a selector finds.
func Unflag(css, flag string) {
	each(css+"["+flag+"]", func(_ int, el js.Value) { el.Call("removeAttribute", flag) })
}

// FirstBelow returns the index of the first of the elements, which stand one below
// the other, that reaches below a height in the window; their number where none
// does.
func FirstBelow(css string, height float64) (n int) {
	_ = try(func() { n = elements().Call("firstBelow", css, height).Int() })
	return n
}

// Attributes returns an attribute of each element that a selector finds, in order; ""
// where one has none.
func Attributes(css, name string) (values []string) {
	each(css, func(_ int, el js.Value) {
		value := ""
		if v := el.Call("getAttribute", name); present(v) {
			value = v.String()
		}
		values = append(values, value)
	})
	return values
}

// SetAttributes gives an attribute to each element that a selector finds, in order, and
// takes it away where its value is "".
func SetAttributes(css, name string, values []string) {
	each(css, func(i int, el js.Value) {
		switch {
		case i >= len(values):
		case values[i] == "":
			el.Call("removeAttribute", name)
		default:
			el.Call("setAttribute", name, values[i])
		}
	})
}

// SetStyles is SetStyle with a value of its own for each of the elements that a
// selector finds, in order.
func SetStyles(css, property string, values []string) {
	if len(values) == 0 {
		return
	}
	_ = try(func() { elements().Call("style", css, property, strings.Join(values, separator)) })
}

// ViewportSize returns the size of the window's inside.
func ViewportSize() (width, height float64) {
	root := document.Get("documentElement")
	return root.Get("clientWidth").Float(), root.Get("clientHeight").Float()
}

// ScrollTop returns how far the page is scrolled down.
func ScrollTop() float64 { return window.Get("scrollY").Float() }

// SetScrollTop scrolls the page.
func SetScrollTop(y float64) { window.Call("scrollTo", 0, y) }

// SetStyle sets one property through the CSSOM, which the page's policy allows.
func SetStyle(css, property, value string) {
	SetStyles(css, property, []string{value})
}

// SetHidden shows or hides an element.
func SetHidden(css string, hidden bool) {
	with(css, func(el js.Value) { el.Set("hidden", hidden) })
}

// FocusSelector gives focus to an element, and reports whether it has it now.
func FocusSelector(css string) (ok bool) {
	with(css, func(el js.Value) {
		el.Call("focus")
		ok = document.Get("activeElement").Equal(el)
	})
	return ok
}

// described is what has words put on it by DescribeFocused, and what it bore before.
var described struct {
	el, before js.Value
	words      string
}

// DescribeFocused puts an attribute on what has focus until focus leaves it. What the
// element bore before comes back then, unless it was drawn anew meanwhile.
func DescribeFocused(attribute, words string) {
	_ = try(func() {
		el := document.Get("activeElement")
		if !present(el) || words == "" {
			return
		}
		now := el.Call("getAttribute", attribute)
		again := el.Equal(described.el) && present(now) && now.String() == described.words
		if !again {
			described.el, described.before = el, now
			once(func(left js.Value) {
				el.Call("addEventListener", "blur", left, map[string]any{"once": true})
			}, func(js.Value) { undescribe(el, attribute) })
		}
		described.words = words
		el.Call("setAttribute", attribute, words)
	})
}

func undescribe(el js.Value, attribute string) {
	if !el.Equal(described.el) {
		return
	}
	if now := el.Call("getAttribute", attribute); present(described.before) && present(now) && now.String() == described.words {
		el.Call("setAttribute", attribute, described.before)
	}
	described.el = js.Undefined()
}

// SetText sets the text of an element whose text nothing else sets.
func SetText(css, words string) {
	with(css, func(el js.Value) { el.Set("textContent", words) })
}

// ScrollIntoView scrolls an element into the window: to its "center", or no
// further than needed ("nearest").
func ScrollIntoView(css, block string) {
	with(css, func(el js.Value) { el.Call("scrollIntoView", map[string]any{"block": block, "inline": "nearest"}) })
}

// ActiveElement tells where focus is.
func ActiveElement() Target {
	active := document.Get("activeElement")
	t := targetOf(active)
	t.Lost = !present(active) || active.Equal(document.Get("body")) || active.Equal(document.Get("documentElement"))
	return t
}

// FocusedInPanel returns a selector for what has focus in the panel: the element where
// it has an id, else its card; "" where focus is elsewhere.
func FocusedInPanel() string {
	active := document.Get("activeElement")
	switch {
	case !present(active) || !within(active, "#panel"):
		return ""
	case active.Get("id").String() != "":
		return `[id="` + active.Get("id").String() + `"]`
	}
	if card := dataOf(active, "data-claim-card"); card != "" {
		return `[data-claim-card="` + card + `"]`
	}
	return ""
}

// Value returns the value of an input.
func Value(css string) (value string) {
	with(css, func(el js.Value) { value = el.Get("value").String() })
	return value
}

// SetValue sets the value of an input.
func SetValue(css, value string) {
	with(css, func(el js.Value) { el.Set("value", value) })
}

// SetChecked ticks a box, or takes the tick out.
func SetChecked(css string, checked bool) {
	with(css, func(el js.Value) { el.Set("checked", checked) })
}

// SetTitle names the page.
func SetTitle(title string) { document.Set("title", title) }

// MatchMedia reports whether a media query holds.
func MatchMedia(query string) bool {
	return window.Call("matchMedia", query).Get("matches").Bool()
}

// ShowModal opens a dialog over the page.
func ShowModal(id string) {
	with("dialog#"+id, func(el js.Value) {
		if !el.Get("open").Bool() {
			el.Call("showModal")
		}
	})
}

// CloseDialog closes a dialog.
func CloseDialog(id string) {
	with("dialog#"+id, func(el js.Value) { el.Call("close") })
}

// AfterFrame calls f right after the next frame: in a task of its own, so that the
// browser can answer to what else happened first. A page that is not shown has no
// frames; there a timer stands in.
func AfterFrame(f func()) {
	if document.Get("hidden").Bool() {
		time.AfterFunc(50*time.Millisecond, f)
		return
	}
	once(func(frame js.Value) { window.Call("requestAnimationFrame", frame) }, func(js.Value) {
		once(func(task js.Value) { window.Call("setTimeout", task) }, func(js.Value) { f() })
	})
}

// once hands a callback to the browser that is called one time.
func once(hand func(callback js.Value), f func(argument js.Value)) {
	var callback js.Func
	callback = js.FuncOf(func(_ js.Value, args []js.Value) any {
		callback.Release()
		argument := js.Undefined()
		if len(args) > 0 {
			argument = args[0]
		}
		f(argument)
		return nil
	})
	hand(callback.Value)
}

// Press clicks an element.
func Press(css string) { with(css, func(el js.Value) { el.Call("click") }) }

// Mac reports whether the machine is an Apple one, where Option moves by words.
func Mac() bool {
	return strings.Contains(window.Get("navigator").Get("platform").String(), "Mac")
}

// Query returns a parameter of the page's address, or "".
func Query(name string) string {
	v := window.Get("URLSearchParams").New(window.Get("location").Get("search")).Call("get", name)
	if !present(v) {
		return ""
	}
	return v.String()
}

// Hash returns the fragment of the page's address, with its number sign, or "".
func Hash() string { return window.Get("location").Get("hash").String() }

// ReplaceURL changes the address that is shown, without a new entry in the
// browser's history.
func ReplaceURL(address string) {
	_ = try(func() { window.Get("history").Call("replaceState", js.Null(), "", address) })
}
