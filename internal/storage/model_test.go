package storage

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// walk is a random course of one dossier through writing, refusals and crashes, with
// what was promised on the way. Every snapshot and step is a word of its own; a life
// is all the words from one Begin on.
type walk struct {
	*browser
	words int
	lives [][]string

	current int // the life that is open, or -1
	promise int // the life that was reported as saved last, or -1
	length  int // how many words of it
	deleted *Deleted
	buried  int // the life that deleted is
}

func (w *walk) word() string {
	w.words++
	return fmt.Sprint("w", w.words)
}

func (w *walk) visit() {
	w.current = -1
	w.store = New(w.local, w.db, func(s Saving) {
		if s.State == Saved && w.current >= 0 {
			w.promise, w.length = w.current, len(w.lives[w.current])
		}
	})
	w.store.now = tick
}

func (w *walk) begin() {
	first := w.word()
	w.lives = append(w.lives, []string{first})
	w.current = len(w.lives) - 1
	w.store.Begin(id, text(first), about(id, w.words))
}

func (w *walk) append() {
	next := w.word()
	w.lives[w.current] = append(w.lives[w.current], next)
	w.store.Append(id, text(next), about(id, w.words))
}

// compact makes a snapshot, which is shown by the last word that it holds.
func (w *walk) compact() {
	life := w.lives[w.current]
	w.store.Compact(id, text(life[len(life)-1]))
}

// open holds what Open gives to the promises.
func (w *walk) open(t *rapid.T) {
	w.db.settle()
	w.current = -1
	state, found, err := w.browser.open(t, id)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	if !found {
		if w.promise >= 0 {
			t.Fatalf("%q was saved, and there is nothing", w.lives[w.promise][:w.length])
		}
		return
	}
	w.store.Retry(id)
	w.db.settle()
	got := strings.Fields(words(state))
	for life := len(w.lives) - 1; life >= max(0, w.promise); life-- {
		from := slices.Index(w.lives[life], got[0])
		if from < 0 {
			continue
		}
		reach := from + len(got)
		if reach > len(w.lives[life]) || !slices.Equal(got, w.lives[life][from:reach]) || from != state.Seq {
			t.Fatalf("Open gives %q after step %d, which never was: %q", got, state.Seq, w.lives[life])
		}
		if life == w.promise && reach < w.length {
			t.Fatalf("Open gives %q; %q was saved", got, w.lives[life][:w.length])
		}
		w.lives = w.lives[:life+1]
		w.lives[life] = w.lives[life][:reach]
		w.current, w.promise, w.length = life, life, reach // the check of the places shows it saved
		w.checkPlaces(t, state)
		return
	}
	t.Fatalf("Open gives %q, and saved was %d of %q", got, w.promise, w.lives)
}

// checkPlaces checks that both places hold what was opened; local storage may hold
// less of it where there is no room.
func (w *walk) checkPlaces(t *rapid.T, state State) {
	if p := readPlace(id, only(w.db.entries, id)); p.err != nil || !p.holds(state) || len(p.stale)+len(p.odd) > 0 {
		t.Fatalf("the database holds %q, %v, and not %q", words(p.state), p.err, words(state))
	}
	p := readPlace(id, only(w.local.entries, id))
	if w.local.quota == 0 && !w.local.refuse && !p.holds(state) {
		t.Fatalf("local storage holds %q, %v, and not %q", words(p.state), p.err, words(state))
	}
	if p.err == nil && p.state.after(state) {
		t.Fatalf("local storage holds %q, beyond %q", words(p.state), words(state))
	}
}

func (w *walk) erase() {
	w.db.settle()
	w.store.Delete(id, func(d Deleted, err error) {
		if err == nil {
			w.deleted, w.buried, w.current, w.promise = &d, w.current, -1, -1
		}
	})
}

func TestWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &walk{browser: newBrowser(), promise: -1}
		w.visit()
		inUse := func(do func()) func(*rapid.T) {
			return func(t *rapid.T) {
				if w.current < 0 {
					t.Skip("no dossier is open")
				}
				do()
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"begin": func(t *rapid.T) {
				if w.current < 0 {
					w.open(t) // as whoever begins a dossier of a known id has to
				}
				w.begin()
			},
			"append":      inUse(w.append),
			"append more": inUse(func() { w.append(); w.append(); w.append() }),
			"compact":     inUse(w.compact),
			"retry":       inUse(func() { w.store.Retry(id) }),
			"complete":    func(*rapid.T) { w.db.answer(nil) },
			"settle":      func(*rapid.T) { w.db.settle() },
			"fail":        func(*rapid.T) { w.db.fail() },
			"flush":       func(*rapid.T) { w.local.flush() },
			"room":        func(t *rapid.T) { w.local.quota = rapid.SampledFrom([]int{0, 200, 400, 600, 900}).Draw(t, "bytes") },
			"refuse":      func(t *rapid.T) { w.local.refuse = rapid.Bool().Draw(t, "refuse") },
			"open":        w.open,
			"reload":      func(t *rapid.T) { w.db.settle(); w.visit(); w.open(t) },
			"crash": func(t *rapid.T) {
				w.db.crash()
				w.local.crash(rapid.IntRange(0, len(w.local.since)).Draw(t, "writes kept"))
				w.visit()
				w.open(t)
			},
			"delete":          inUse(func() { w.erase(); w.db.settle() }),
			"delete, refused": inUse(func() { w.erase(); w.db.fail() }),
			"restore": func(t *rapid.T) {
				if w.deleted == nil || w.current >= 0 {
					t.Skip("there is nothing to restore")
				}
				d := *w.deleted
				w.deleted = nil
				w.store.Restore(d, func(err error) {
					if err == nil && len(w.lives)-1 == w.buried {
						w.promise, w.length = w.buried, 1
					}
				})
				w.db.settle()
				w.open(t)
			},
			"": func(t *rapid.T) { w.checkForm(t) },
		})
	})
}

// TestBatches checks that two batches in a row are one, and that what was sent of a
// batch is what is not left of it.
func TestBatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		batch := rapid.Custom(func(t *rapid.T) Batch {
			b := Batch{Put: make(map[string]string)}
			for _, key := range []string{"a", "b", "c"} {
				switch rapid.IntRange(0, 2).Draw(t, key) {
				case 1:
					b.Put[key] = rapid.SampledFrom([]string{"x", "y"}).Draw(t, "value")
				case 2:
					b.Delete = append(b.Delete, key)
				}
			}
			return b
		})
		first, second := batch.Draw(t, "first"), batch.Draw(t, "second")
		apart := map[string]string{"a": "0"}
		together, rest := maps.Clone(apart), maps.Clone(apart)
		first.over(apart)
		second.over(apart)
		both := first.then(second)
		both.over(together)
		first.over(rest)
		both.without(first).over(rest)
		if !maps.Equal(apart, together) || !maps.Equal(apart, rest) {
			t.Fatalf("one after the other gives %v, together %v, the rest after the first %v", apart, together, rest)
		}
	})
}
