//go:build js && wasm

package browser

import (
	"errors"
	"syscall/js"
)

// errGivenUp is that the person closed what asked where a file should go.
var errGivenUp = errors.New("it was given up")

// GivenUp reports whether an error is the person's own wish.
func GivenUp(err error) bool { return errors.Is(err, errGivenUp) }

// CanSave reports whether the browser lets a page ask where a file should go.
func CanSave() bool { return present(window.Get("showSaveFilePicker")) }

// CanShare reports whether the browser can hand files to other programs.
func CanShare() (can bool) {
	_ = try(func() {
		navigator := window.Get("navigator")
		can = present(navigator.Get("canShare")) && navigator.Call("canShare", map[string]any{"files": []any{fileOf("a.txt", "text/plain", nil)}}).Bool()
	})
	return can
}

// CopyRich puts an HTML document on the clipboard as formatted text, and its words for
// whoever takes plain text only.
func CopyRich(html string, done func(error)) {
	err := try(func() {
		kinds := window.Get("ClipboardItem")
		if !present(kinds) {
			done(errors.New("the browser takes no formatted text from a page"))
			return
		}
		parsed := window.Get("DOMParser").New().Call("parseFromString", html, "text/html")
		plain := parsed.Get("body").Get("textContent").String()
		item := kinds.New(map[string]any{"text/html": blobOf("text/html", []byte(html)), "text/plain": blobOf("text/plain", []byte(plain))})
		then(window.Get("navigator").Get("clipboard").Call("write", []any{item}), func(js.Value) { done(nil) }, done)
	})
	if err != nil {
		done(err)
	}
}

// Save asks the person where a file should go, and writes it there.
func Save(name, mime string, data []byte, done func(error)) {
	ChooseFile(name, func(file *OwnFile, err error) {
		if err != nil {
			done(err)
			return
		}
		file.Write(mime, data, done)
	})
}

// OwnFile is a file that the person chose for the page to write.
type OwnFile struct{ handle js.Value }

// ChooseFile asks the person for a file to write, and proposes a name.
func ChooseFile(name string, done func(*OwnFile, error)) {
	none := willingly(func(err error) { done(nil, err) })
	err := try(func() {
		then(window.Call("showSaveFilePicker", map[string]any{"suggestedName": name}), func(handle js.Value) {
			done(&OwnFile{handle}, nil)
		}, none)
	})
	if err != nil {
		none(err)
	}
}

// Name is the file's, without its folder.
func (f *OwnFile) Name() string { return f.handle.Get("name").String() }

// Write puts data in the place of what the file held, all or nothing.
func (f *OwnFile) Write(mime string, data []byte, done func(error)) {
	given := willingly(done)
	err := try(func() {
		then(f.handle.Call("createWritable"), func(file js.Value) {
			then(file.Call("write", blobOf(mime, data)), func(js.Value) {
				then(file.Call("close"), func(js.Value) { done(nil) }, given)
			}, given)
		}, given)
	})
	if err != nil {
		done(err)
	}
}

// Share hands a file to the programs that the system knows.
func Share(name, mime string, data []byte, done func(error)) {
	err := try(func() {
		shared := map[string]any{"files": []any{fileOf(name, mime, data)}, "title": name}
		then(window.Get("navigator").Call("share", shared), func(js.Value) { done(nil) }, willingly(done))
	})
	if err != nil {
		done(err)
	}
}

// willingly tells the person's own giving up from a failure: browsers call it an
// AbortError.
func willingly(done func(error)) func(error) {
	return func(err error) {
		var thrown thrownError
		if errors.As(err, &thrown) && thrown.name == "AbortError" {
			err = errGivenUp
		}
		done(err)
	}
}

func blobOf(mime string, data []byte) js.Value {
	return window.Get("Blob").New([]any{bufferOf(data)}, map[string]any{"type": mime})
}

func fileOf(name, mime string, data []byte) js.Value {
	return window.Get("File").New([]any{bufferOf(data)}, name, map[string]any{"type": mime})
}
