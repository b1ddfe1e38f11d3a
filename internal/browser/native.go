//go:build !(js && wasm)

package browser

import (
	"errors"
	"time"

	"gainsay/internal/storage"
)

// What these promise is said where they are done, in the files for js and wasm.

var errNoBrowser = errors.New("there is no browser")

func ReadSelection() (Selection, bool)                    { return Selection{}, false }
func SetSelection(anchor, focus Point)                    {}
func Collapse(at Point)                                   {}
func Modify(extend bool, direction, unit string)          {}
func CaretRect() (Rect, bool)                             { return Rect{}, false }
func RectOf(css string) Rect                              { return Rect{} }
func Boxes(css, attribute string) []Box                   { return nil }
func LineOf(css string) Rect                              { return Rect{} }
func Attributes(css, name string) []string                { return nil }
func SetAttributes(css, name string, values []string)     {}
func FollowPointer(moved func(x, y float64), done func()) {}
func SetStyles(css, property string, values []string)     {}
func FirstBelow(css string, height float64) int           { return 0 }
func FocusedInPanel() string                              { return "" }
func AfterFrame(f func())                                 {}
func Breathe()                                            {}
func ViewportSize() (width, height float64)               { return 0, 0 }
func ScrollTop() float64                                  { return 0 }
func SetScrollTop(y float64)                              {}
func TakeLaunched(take func([]File, error))               {}
func Reveal(done func(shown bool))                        { done(false) }
func SetStyle(css, property, value string)                {}
func SetHidden(css string, hidden bool)                   {}
func FocusSelector(css string) bool                       { return false }
func DescribeFocused(attribute, words string)             {}
func SetText(css, words string)                           {}
func ScrollIntoView(css, block string)                    {}
func ActiveElement() Target                               { return Target{} }
func Value(css string) string                             { return "" }
func SetValue(css, value string)                          {}
func SetTitle(title string)                               {}
func MatchMedia(query string) bool                        { return false }
func ShowModal(id string)                                 {}
func CloseDialog(id string)                               {}
func Press(css string)                                    {}
func Mark(name string)                                    {}
func Mac() bool                                           { return false }
func Query(name string) string                            { return "" }
func Hash() string                                        { return "" }
func ReplaceURL(address string)                           {}
func Download(name, mime string, data []byte) error       { return errNoBrowser }
func Origin() string                                      { return "" }
func Root() string                                        { return "" }
func Below(path string) (address string, ok bool)         { return path, true }
func Copy(text string, done func(error))                  { done(errNoBrowser) }
func ReadInput(css string, done func([]File, error))      {}
func StorageBlocked() bool                                { return false }
func Listen(Handlers) (stop func())                       { return func() {} }
func SetChecked(css string, checked bool)                 {}
func SetHighlights(list []Highlight)                      {}
func ShowStretch(s Stretch, top, bottom float64)          {}
func EndsOf(css string) (first, last Rect, ok bool)       { return Rect{}, Rect{}, false }

func LocalStorageSize() int                          { return 0 }
func EstimateStorage(done func(used, quota float64)) { done(0, 0) }
func PersistStorage(done func(granted, ok bool))     { done(false, false) }
func DeleteDatabase(name string)                     {}
func LocksHeld(done func(names []string))            { done(nil) }

// SetBookmarklet reports nothing.
func SetBookmarklet(css, address string, pressed func()) (release func()) { return func() {} }

// Flag and Unflag find nothing.
func Flag(css, attribute, flag string, top, bottom float64, is func(words []string) bool) {}
func Unflag(css, flag string)                                                             {}

// BoxesBetween finds nothing.
func BoxesBetween(css, attribute string, top, bottom float64) []Box { return nil }

// Fetch never answers.
func Fetch(path string, done func(Response, error)) {}

// LocalStorage holds nothing here.
type LocalStorage struct{}

func (LocalStorage) Get(string) (string, bool) { return "", false }
func (LocalStorage) Set(string, string) error  { return errNoBrowser }
func (LocalStorage) Delete(string) error       { return errNoBrowser }
func (LocalStorage) Keys() []string            { return nil }

// OpenDatabase never answers.
func OpenDatabase(name string, dispatch func(func()), done func(storage.Durable, error)) {}

// Lock is held by nobody here.
type Lock struct{}

func (*Lock) Release()                    {}
func (*Lock) Held() bool                  { return true }
func Acquire(string, LockHandlers) *Lock  { return &Lock{} }
func TakeOver(string, LockHandlers) *Lock { return &Lock{} }

// Channel leads nowhere here.
type Channel struct{}

func (*Channel) Post(string)                         {}
func (*Channel) Flush()                              {}
func (*Channel) Close()                              {}
func OpenChannel(string, func(word string)) *Channel { return &Channel{} }

// Worker answers nothing here.
type Worker struct{}

func NewWorker(address string) *Worker { return &Worker{} }

func (*Worker) Ask(words map[string]string, data []byte, limit time.Duration, answer Answer) {
	answer(Reply{}, errNoBrowser)
}

func Serve(answer func(words map[string]string, data []byte) (Reply, error)) {}

func DecodeText(label string, data []byte) (string, error) { return "", errNoBrowser }

func GivenUp(error) bool                                     { return false }
func CanSave() bool                                          { return false }
func CanShare() bool                                         { return false }
func CopyRich(html string, done func(error))                 { done(errNoBrowser) }
func Save(name, mime string, data []byte, done func(error))  { done(errNoBrowser) }
func Share(name, mime string, data []byte, done func(error)) { done(errNoBrowser) }

func WatchUpdates(ready func()) {}
func TakeUpdate()               {}

// OwnFile is chosen by nobody here.
type OwnFile struct{}

func ChooseFile(name string, done func(*OwnFile, error))          { done(nil, errNoBrowser) }
func (*OwnFile) Name() string                                     { return "" }
func (*OwnFile) Write(mime string, data []byte, done func(error)) { done(errNoBrowser) }
