//go:build js && wasm

package browser

import (
	"errors"
	"strings"
	"syscall/js"

	"gainsay/internal/storage"
)

// StorageBlocked reports whether the browser refuses local storage; what stands in
// window.localStorage then forgets everything with the page.
func StorageBlocked() bool { return window.Get("gainsayStorageBlocked").Truthy() }

// LocalStorage is the browser's local storage.
type LocalStorage struct{}

func localStorage() js.Value { return window.Get("localStorage") }

// Get returns the value of a key; where the browser throws, none.
func (LocalStorage) Get(key string) (value string, ok bool) {
	_ = try(func() {
		if v := localStorage().Call("getItem", key); present(v) {
			value, ok = v.String(), true
		}
	})
	return value, ok
}

// Set fails where the storage is full or refused.
func (LocalStorage) Set(key, value string) error {
	return try(func() { localStorage().Call("setItem", key, value) })
}

// Delete removes a key.
func (LocalStorage) Delete(key string) error {
	return try(func() { localStorage().Call("removeItem", key) })
}

// Keys lists Gainsay's keys.
func (LocalStorage) Keys() []string { return localKeys("gainsay:") }

func localKeys(prefix string) (keys []string) {
	_ = try(func() {
		all := localStorage()
		for i := range all.Get("length").Int() {
			if key := all.Call("key", i); present(key) && strings.HasPrefix(key.String(), prefix) {
				keys = append(keys, key.String())
			}
		}
	})
	return keys
}

// entries is the database's one object store: values by key.
const entries = "entries"

// database is an IndexedDB database as a storage.Durable.
type database struct {
	name     string
	db       js.Value
	dispatch func(func())
}

// OpenDatabase opens the database of that name, creating it where there is none.
// Its answers, and this one, come through dispatch.
func OpenDatabase(name string, dispatch func(func()), done func(storage.Durable, error)) {
	d := &database{name: name, dispatch: dispatch}
	d.open(func(err error) {
		if err != nil {
			dispatch(func() { done(nil, err) })
			return
		}
		dispatch(func() { done(d, nil) })
	})
}

func (d *database) open(done func(error)) {
	answered := false
	answer := func(err error) {
		if !answered {
			answered = true
			done(err)
		}
	}
	err := try(func() {
		factory := window.Get("indexedDB")
		if !present(factory) {
			answer(errors.New("this browser has no database"))
			return
		}
		request := factory.Call("open", d.name, 1)
		request.Set("onupgradeneeded", js.FuncOf(func(js.Value, []js.Value) any {
			request.Get("result").Call("createObjectStore", entries)
			return nil
		}))
		request.Set("onsuccess", js.FuncOf(func(js.Value, []js.Value) any {
			d.db = request.Get("result")
			// Another tab that deletes or upgrades the database must not wait for this one.
			d.db.Set("onversionchange", js.FuncOf(func(this js.Value, _ []js.Value) any {
				this.Call("close")
				return nil
			}))
			answer(nil)
			return nil
		}))
		request.Set("onerror", js.FuncOf(func(js.Value, []js.Value) any {
			answer(exception(request.Get("error")))
			return nil
		}))
	})
	if err != nil {
		answer(err)
	}
}

// transact begins a transaction. Where the browser closed the database meanwhile,
// as it does when its data are cleared, it opens it anew first.
func (d *database) transact(mode string, do func(tx js.Value), failed func(error)) {
	begin := func() error {
		return try(func() {
			do(d.db.Call("transaction", []any{entries}, mode, map[string]any{"durability": "strict"}))
		})
	}
	if begin() == nil {
		return
	}
	d.open(func(err error) {
		if err == nil {
			err = begin()
		}
		if err != nil {
			d.dispatch(func() { failed(err) })
		}
	})
}

// finish tells how a transaction ended, once.
func (d *database) finish(tx js.Value, done func(error)) {
	var complete, abort js.Func
	end := func(err error) {
		complete.Release()
		abort.Release()
		d.dispatch(func() { done(err) })
	}
	complete = js.FuncOf(func(js.Value, []js.Value) any {
		end(nil)
		return nil
	})
	abort = js.FuncOf(func(js.Value, []js.Value) any {
		reason := errors.New("the browser’s database refused")
		if thrown := tx.Get("error"); present(thrown) {
			reason = exception(thrown)
		}
		end(reason)
		return nil
	})
	tx.Set("oncomplete", complete)
	tx.Set("onabort", abort)
}

// Load reads all entries whose keys begin with prefix.
func (d *database) Load(prefix string, done func(map[string]string, error)) {
	d.transact("readonly", func(tx js.Value) {
		keys := js.Null()
		values := js.Null()
		if prefix == "" {
			keys = tx.Call("objectStore", entries).Call("getAllKeys")
			values = tx.Call("objectStore", entries).Call("getAll")
		} else {
			span := window.Get("IDBKeyRange").Call("bound", prefix, prefix+"\uffff")
			keys = tx.Call("objectStore", entries).Call("getAllKeys", span)
			values = tx.Call("objectStore", entries).Call("getAll", span)
		}
		d.finish(tx, func(err error) {
			if err != nil {
				done(nil, err)
				return
			}
			found := make(map[string]string)
			for i := range keys.Get("result").Length() {
				found[keys.Get("result").Index(i).String()] = values.Get("result").Index(i).String()
			}
			done(found, nil)
		})
	}, func(err error) { done(nil, err) })
}

// Keys lists the keys that begin with prefix.
func (d *database) Keys(prefix string, done func([]string, error)) {
	d.transact("readonly", func(tx js.Value) {
		span := window.Get("IDBKeyRange").Call("bound", prefix, prefix+"\uffff")
		keys := tx.Call("objectStore", entries).Call("getAllKeys", span)
		d.finish(tx, func(err error) {
			if err != nil {
				done(nil, err)
				return
			}
			var found []string
			for i := range keys.Get("result").Length() {
				found = append(found, keys.Get("result").Index(i).String())
			}
			done(found, nil)
		})
	}, func(err error) { done(nil, err) })
}

// Commit makes the changes of a batch in one transaction, and answers once that is
// complete.
func (d *database) Commit(b storage.Batch, done func(error)) {
	d.transact("readwrite", func(tx js.Value) {
		store := tx.Call("objectStore", entries)
		for _, key := range b.Delete {
			store.Call("delete", key)
		}
		for key, value := range b.Put {
			store.Call("put", value, key)
		}
		d.finish(tx, done)
	}, done)
}
