//go:build js && wasm

package browser

import "syscall/js"

// TakeLaunched has the files read with which the installed app is started, now or later,
// where the browser starts it with files (Launch Handler API).
func TakeLaunched(take func([]File, error)) {
	queue := window.Get("launchQueue")
	if !present(queue) {
		return
	}
	queue.Call("setConsumer", js.FuncOf(func(_ js.Value, args []js.Value) any {
		_ = try(func() {
			handles := args[0].Get("files")
			if !present(handles) || handles.Length() == 0 {
				return
			}
			then(handles.Index(0).Call("getFile"), func(file js.Value) {
				readFiles(window.Get("Array").Call("of", file), take)
			}, func(err error) { take(nil, err) })
		})
		return nil
	}))
}
