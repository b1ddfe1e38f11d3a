// Package browser is the only package that touches the browser: the selection,
// focus, storage, files, other tabs. It is thin and decides nothing: it answers
// questions about the page, carries out what it is told, and reports events with
// what they happened to. An exception in the browser comes back as an error or as
// a plain "no"; none passes through as a panic.
//
// Elements are named by CSS selectors, places in the text by Points. In a native
// build every function is there and does nothing, so that the app compiles.
package browser

import "gainsay/internal/text"

// Point is a place in the article's text: a block, and an offset in its text
// content.
type Point struct {
	Block  int
	Offset text.UTF16
}

// Stretch is a range of the article's text.
type Stretch struct{ From, To Point }

// Highlight is ranges of the text that are drawn in one way: the style sheet names it as
// ::highlight(Name).
type Highlight struct {
	Name      string
	Priority  int // of several at one place, the higher is drawn over the lower
	Stretches []Stretch
}

// Rect is a box in CSS pixels, relative to the window.
type Rect struct{ Left, Top, Right, Bottom float64 }

// Box is the box of an element with the value of one of its attributes.
type Box struct {
	Value string
	Rect
}

// Width returns the width in CSS pixels.
func (r Rect) Width() float64 { return r.Right - r.Left }

// Height returns the height in CSS pixels.
func (r Rect) Height() float64 { return r.Bottom - r.Top }

// Selection is what is selected in the article.
type Selection struct {
	Anchor, Focus Point // where it began and where it ends, in the order of its making
	Collapsed     bool  // nothing is selected: Focus is the caret
	Rect          Rect  // the line on which Focus stands
}

// Target says what an event is about.
type Target struct {
	Claims    []string // ids of the claims of the highlight it is on
	Card      string   // id of the claim whose card it is in
	OnCard    bool     // it is on the card itself
	Choice    string   // id of the claim that it offers to choose
	Item      string   // key of the item of a comparison that it is in
	InArticle bool
	InPanel   bool
	Lost      bool // focus is nowhere
}

// Key is a key press. Key is the value of KeyboardEvent.key.
type Key struct {
	Key                    string
	Ctrl, Meta, Alt, Shift bool
	Composing              bool
	InField                bool
	InDialog               bool
	OnControl              bool
	InArticle              bool
	InPanel                bool
	Claims                 []string
	Card                   string
	Choice                 string // id of the claim that is offered where focus is
	Item                   string // key of the item of a comparison that focus is in
	Tab                    string // name of the tab that has focus
}

// File is a file that was chosen, dropped or pasted.
type File struct {
	Name, Type string
	Size       int // bytes
	Data       []byte
}

// Pasted is what the clipboard held. In a field, the browser itself puts the text
// where the caret is.
type Pasted struct {
	Text, HTML string
	Field      string // id of the field for articles that it was pasted into; or ""
}

// Response is what the server answered. Link is the header of that name.
type Response struct {
	Status     int
	Type, Link string
	Body       []byte
}

// Grip is a move of a handle that holds an end of a claim.
type Grip struct {
	End  string // which end: "start" or "end"
	At   Point  // the place in the text that it was moved to
	In   bool   // it was moved into the text: At is a place
	Done bool   // it was let go
}

// Handlers are told what happens in the page. All are called outside the UI
// goroutine.
type Handlers struct {
	Key         func(Key) (handled bool) // handled: the browser does nothing more
	Selection   func()
	PointerDown func(Target)
	PointerUp   func(Target)
	Grip        func(Grip)
	Mark        func(claims []string) // a click on a highlight
	Focus       func(Target)
	Hover       func(Target)       // the mouse is over another highlight or card than before, or over none
	Scrolling   func()             // the window moves; not more than ten times a second
	Scroll      func()             // the window came to rest
	Print       func(ready func()) // the page is about to be printed, once ready is called
	Printed     func()
	Resize      func()
	Hide        func() // the page may be gone after this
	Unload      func() (keep bool)
	Drag        func(over bool) // files are held over the page
	Drop        func([]File, error)
	Paste       func(Pasted)
	Changed     func() // the address' fragment changed
}

// LockHandlers are told how a request for a lock goes.
type LockHandlers struct {
	Granted func()
	Refused func() // another tab has it
	Lost    func() // another tab took it away
}
