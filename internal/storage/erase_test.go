package storage

import (
	"maps"
	"slices"
	"testing"
)

// erases takes everything out, and completes all that this asks of the database.
func (b *browser) erases(t *testing.T, settle func()) error {
	t.Helper()
	var err error
	answers := 0
	b.store.Erase(func(e error) { err, answers = e, answers+1 })
	settle()
	if answers != 1 {
		t.Fatalf("Erase answered %d times", answers)
	}
	return err
}

func TestErase(t *testing.T) {
	for name, before := range map[string]func(b *browser){
		"nothing":                      func(*browser) {},
		"dossiers and settings":        func(b *browser) { b.keep("1", "a"); b.append("1", "b"); b.keep("2", "c"); b.store.SetSetting("s", "v") },
		"with a transaction under way": func(b *browser) { b.keep("1", "a"); b.store.Append("1", text("b"), about("1", 1)) },
		"with more waiting for it": func(b *browser) {
			b.keep("1", "a")
			for _, step := range []string{"b", "c", "d"} {
				b.store.Append("1", text(step), about("1", 1))
			}
		},
		"with something refused": func(b *browser) {
			b.keep("1", "a")
			b.store.Append("1", text("b"), about("1", 1))
			b.db.fail()
		},
		"a mark of a deleted dossier":        func(b *browser) { b.keep("1", "a"); b.erase(t, "1") },
		"dossiers of an earlier visit":       func(b *browser) { b.keep("1", "a"); b.reload() },
		"what was set aside, in both places": func(b *browser) { b.local.entries[asidePrefix+"x"] = "x"; b.db.entries[asidePrefix+"y"] = "y" },
	} {
		b := newBrowser()
		before(b)
		if err := b.erases(t, b.settle); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(b.local.entries)+len(b.db.entries) > 0 {
			t.Errorf("%s: there is still %q and %q", name, slices.Collect(maps.Keys(b.local.entries)), slices.Collect(maps.Keys(b.db.entries)))
		}
		if _, found, err := b.open(t, "1"); found || err != nil {
			t.Errorf("%s: afterwards there is a dossier (%v)", name, err)
		}
		b.keep("1", "anew")
		if state, _, _ := b.open(t, "1"); words(state) != "anew" {
			t.Errorf("%s: begun anew, it is %q", name, words(state))
		}
	}
}

func TestEraseRefused(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.append("1", "b")
	if err := b.erases(t, b.db.fail); err == nil {
		t.Error("a refusal is no error")
	}
	b.append("1", "c")
	if state, _, _ := b.open(t, "1"); words(state) != "a b c" {
		t.Errorf("there is %q, though nothing was erased", words(state))
	}
}

func TestEraseWithoutDatabase(t *testing.T) {
	b := newBrowser()
	b.db = nil
	b.start()
	b.store.Begin("1", text("a"), about("1", 1))
	if err := b.erases(t, b.settle); err != nil || len(b.local.entries) > 0 {
		t.Errorf("there is still %v (%v)", b.local.entries, err)
	}
}

// TestDeletingMakesRoom deletes a dossier where the database is so full that it takes
// nothing, not even the mark.
func TestDeletingMakesRoom(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	var err error
	b.store.Delete("1", func(_ Deleted, e error) { err = e })
	for first := true; len(b.db.queue) > 0; {
		if b.db.queue[0].commit && first {
			first = false
			b.db.answer(errQuota)
			continue
		}
		b.db.answer(nil)
	}
	if _, found, _ := b.open(t, "1"); err != nil || found {
		t.Errorf("the dossier is still there, or not: %v, %v", found, err)
	}
}
