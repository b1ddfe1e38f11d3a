//go:build js && wasm

package browser

import (
	"errors"
	"fmt"
	"syscall/js"
)

// largestFile bounds what is read into memory, in bytes.
const largestFile = 20 << 20

// then calls one of two functions once a promise is settled.
func then(promise js.Value, kept func(js.Value), broken func(error)) {
	var yes, no js.Func
	release := func() {
		yes.Release()
		no.Release()
	}
	argument := func(args []js.Value) js.Value {
		if len(args) == 0 {
			return js.Undefined()
		}
		return args[0]
	}
	yes = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		if err := try(func() { kept(argument(args)) }); err != nil {
			broken(err)
		}
		return nil
	})
	no = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		broken(exception(argument(args)))
		return nil
	})
	promise.Call("then", yes, no)
}

// bytesOf copies an ArrayBuffer.
func bytesOf(buffer js.Value) []byte {
	view := window.Get("Uint8Array").New(buffer)
	data := make([]byte, view.Length())
	js.CopyBytesToGo(data, view)
	return data
}

// Fetch reads a resource of this server, whose address Below made.
func Fetch(address string, done func(Response, error)) {
	fail := func(error) { done(Response{}, errors.New("the server did not answer")) }
	then(window.Call("fetch", address, map[string]any{"credentials": "same-origin"}), func(response js.Value) {
		header := func(name string) string {
			if v := response.Get("headers").Call("get", name); present(v) {
				return v.String()
			}
			return ""
		}
		answer := Response{Status: response.Get("status").Int(), Type: header("content-type"), Link: header("link")}
		then(response.Call("arrayBuffer"), func(buffer js.Value) {
			answer.Body = bytesOf(buffer)
			done(answer, nil)
		}, fail)
	}, fail)
}

// Download hands a file to the person.
func Download(name, mime string, data []byte) error {
	return try(func() {
		view := window.Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(view, data)
		blob := window.Get("Blob").New([]any{view}, map[string]any{"type": mime})
		address := window.Get("URL").Call("createObjectURL", blob)
		link := document.Call("createElement", "a")
		link.Set("href", address)
		link.Set("download", name)
		link.Call("click")
		// The browser takes the file after this returns.
		once(func(callback js.Value) { window.Call("setTimeout", callback, 60_000) }, func(js.Value) {
			window.Get("URL").Call("revokeObjectURL", address)
		})
	})
}

// ReadInput reads the files that were chosen in an input, and empties it, so that
// the same file can be chosen again.
func ReadInput(css string, done func([]File, error)) {
	with(css, func(el js.Value) {
		readFiles(el.Get("files"), func(files []File, err error) {
			with(css, func(el js.Value) { el.Set("value", "") })
			done(files, err)
		})
	})
}

// readFiles reads a FileList, one file after the other.
func readFiles(list js.Value, done func([]File, error)) {
	var chosen []js.Value
	for i := range list.Length() {
		chosen = append(chosen, list.Index(i))
	}
	var files []File
	var next func(i int)
	next = func(i int) {
		if i == len(chosen) {
			done(files, nil)
			return
		}
		file := File{Name: chosen[i].Get("name").String(), Type: chosen[i].Get("type").String(), Size: chosen[i].Get("size").Int()}
		if file.Size > largestFile {
			done(nil, fmt.Errorf("%s is larger than %d MB", file.Name, largestFile>>20))
			return
		}
		then(chosen[i].Call("arrayBuffer"), func(buffer js.Value) {
			file.Data = bytesOf(buffer)
			files = append(files, file)
			next(i + 1)
		}, func(err error) { done(nil, fmt.Errorf("%s: %w", file.Name, err)) })
	}
	next(0)
}
