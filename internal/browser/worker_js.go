//go:build js && wasm

package browser

import (
	"errors"
	"fmt"
	"syscall/js"
	"time"
)

// Between a page and its worker go plain objects, which the browser copies without
// either program having to write or read a format:
//
//	page → worker   {id, words: {name: word, …}, data: ArrayBuffer}
//	worker → page   {ready: true} once it listens
//	                {id, words: {…}, data: ArrayBuffer or null} or {id, error: reason}
//	                {failed: reason} where its program could not be started

// Worker is a program that runs beside the page, so that the page stays live while
// it works. It is fetched and started with the first question.
type Worker struct {
	address  string
	worker   js.Value // undefined while none runs
	callback js.Func
	ready    bool
	waiting  []func() // questions that it cannot take yet
	asked    map[int]Answer
	last     int
}

// NewWorker returns the worker whose script is at an address of this server.
func NewWorker(address string) *Worker {
	return &Worker{address: address, asked: map[int]Answer{}}
}

// Ask asks a question of words by name and bytes. A worker that has not answered
// within limit is stopped; the next question starts another.
func (w *Worker) Ask(words map[string]string, data []byte, limit time.Duration, answer Answer) {
	if w.worker.IsUndefined() {
		if err := try(w.start); err != nil {
			answer(Reply{}, err)
			return
		}
	}
	w.last++
	id := w.last
	timer := time.AfterFunc(limit, func() {
		if w.asked[id] != nil {
			w.stop(fmt.Errorf("it took longer than %v", limit))
		}
	})
	w.asked[id] = func(reply Reply, err error) {
		timer.Stop()
		answer(reply, err)
	}
	send := func() {
		buffer := bufferOf(data)
		w.worker.Call("postMessage", map[string]any{"id": id, "words": objectOf(words), "data": buffer}, []any{buffer})
	}
	if !w.ready {
		w.waiting = append(w.waiting, send)
		return
	}
	send()
}

func (w *Worker) start() {
	w.worker = window.Get("Worker").New(w.address)
	w.callback = js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[0].Get("type").String() == "message" {
			w.hear(args[0].Get("data"))
		} else {
			w.stop(errors.New("the part of the program that does it could not be started"))
		}
		return nil
	})
	for _, event := range []string{"message", "messageerror", "error"} {
		w.worker.Call("addEventListener", event, w.callback)
	}
}

// hear takes a message of the worker.
func (w *Worker) hear(message js.Value) {
	switch {
	case message.Get("ready").Truthy():
		w.ready = true
		for _, send := range w.waiting {
			send()
		}
		w.waiting = nil
	case message.Get("failed").Truthy():
		w.stop(errors.New("the part of the program that does it could not be loaded"))
	default:
		id := message.Get("id").Int()
		answer := w.asked[id]
		delete(w.asked, id)
		if answer == nil {
			return
		}
		if reason := message.Get("error"); present(reason) {
			answer(Reply{}, errors.New(reason.String()))
			return
		}
		reply := Reply{Words: wordsOf(message.Get("words"))}
		if data := message.Get("data"); present(data) {
			reply.Data = bytesOf(data)
		}
		answer(reply, nil)
	}
}

// stop ends the worker and fails whatever it was asked.
func (w *Worker) stop(reason error) {
	if w.worker.IsUndefined() {
		return
	}
	w.worker.Call("terminate")
	w.callback.Release()
	asked := w.asked
	*w = Worker{address: w.address, asked: map[int]Answer{}, last: w.last}
	for _, answer := range asked {
		answer(Reply{}, reason)
	}
}

// bufferOf copies bytes into an ArrayBuffer.
func bufferOf(data []byte) js.Value {
	view := window.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(view, data)
	return view.Get("buffer")
}

func objectOf(words map[string]string) map[string]any {
	object := make(map[string]any, len(words))
	for name, word := range words {
		object[name] = word
	}
	return object
}

func wordsOf(object js.Value) map[string]string {
	names := window.Get("Object").Call("keys", object)
	words := make(map[string]string, names.Length())
	for i := range names.Length() {
		name := names.Index(i).String()
		words[name] = object.Get(name).String()
	}
	return words
}

// Serve answers the page that started this program as its worker, one question
// after the other. It never returns. A question at which answer panics gets an
// error for an answer.
func Serve(answer func(words map[string]string, data []byte) (Reply, error)) {
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		question := args[0].Get("data")
		reply := map[string]any{"id": question.Get("id")}
		transferred := []any{}
		answered, err := guarded(answer, wordsOf(question.Get("words")), bytesOf(question.Get("data")))
		if err != nil {
			reply["error"] = err.Error()
		} else {
			reply["words"] = objectOf(answered.Words)
		}
		if answered.Data != nil {
			buffer := bufferOf(answered.Data)
			reply["data"], transferred = buffer, []any{buffer}
		}
		window.Call("postMessage", reply, transferred)
		return nil
	})
	window.Call("addEventListener", "message", callback)
	window.Call("postMessage", map[string]any{"ready": true})
	select {}
}

func guarded(answer func(map[string]string, []byte) (Reply, error), words map[string]string, data []byte) (reply Reply, err error) {
	defer func() {
		if recover() != nil {
			reply, err = Reply{}, errors.New("the program met something in it that it is not made for")
		}
	}()
	return answer(words, data)
}

// DecodeText decodes with the browser's own tables: a charset.Decoder.
func DecodeText(label string, data []byte) (s string, err error) {
	err = try(func() {
		decoder := window.Get("TextDecoder").New(label, map[string]any{"fatal": true, "ignoreBOM": true})
		view := window.Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(view, data)
		s = decoder.Call("decode", view).String()
	})
	return s, err
}
