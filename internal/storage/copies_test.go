package storage

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var epoch = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// TestStaying lets a dossier be copied at random times, thinning the copies each time, and
// looks for what was promised: for each length of span the first copy of the last span
// that had one, few copies, and the same as if nothing had been thinned before.
func TestStaying(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := epoch
		var all, kept []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "copies") {
			now = now.Add(rapid.SampledFrom([]time.Duration{time.Minute, 7 * time.Minute, 10 * time.Minute, 25 * time.Minute, 3 * time.Hour, 30 * time.Hour}).Draw(t, "pause"))
			all = append(all, now)
			kept = staying(append(kept, now), now)
			if len(kept) > 2*len(spans) {
				t.Fatalf("%d copies are kept", len(kept))
			}
			if !slices.Equal(kept, staying(all, now)) {
				t.Fatalf("%v is kept, and of all that were made %v would be", kept, staying(all, now))
			}
			for _, length := range spans {
				want := time.Time{}
				for _, made := range all {
					if spanOf(length, made) < spanOf(length, now) && (want.IsZero() || spanOf(length, made) != spanOf(length, want)) {
						want = made
					}
				}
				if !want.IsZero() && !slices.Contains(kept, want) {
					t.Fatalf("of the last %v, that of %v is gone; kept is %v", length, want, kept)
				}
			}
		}
	})
}

// TestStayingWhileEdited looks at a dossier that is edited without a pause: for each length
// there is a copy that is at least nearly as old, and not more than twice.
func TestStayingWhileEdited(t *testing.T) {
	var kept []time.Time
	for now := epoch; now.Before(epoch.Add(72 * time.Hour)); now = now.Add(10 * time.Minute) {
		kept = staying(append(kept, now), now)
		for _, length := range spans {
			if now.Sub(epoch) < 2*length {
				continue
			}
			if !slices.ContainsFunc(kept, func(made time.Time) bool {
				age := now.Sub(made)
				return age > length-10*time.Minute && age <= 2*length
			}) {
				t.Fatalf("at %v no copy is about %v old: %v", now, length, kept)
			}
		}
	}
}

// copies returns what the safety copies of a dossier hold, the last first.
func (b *browser) copied(t *testing.T, id string) (held []string) {
	t.Helper()
	var times []time.Time
	b.store.Copies(id, func(made []time.Time, err error) {
		if err != nil {
			t.Fatal(err)
		}
		times = made
	})
	b.settle()
	for _, made := range times {
		b.store.OpenCopy(id, made, func(snapshot json.RawMessage, err error) {
			if err != nil {
				t.Fatal(err)
			}
			held = append(held, words(State{Snapshot: snapshot}))
		})
		b.settle()
	}
	return held
}

// TestCopies sets the clock forward while a dossier is edited, before each edit copying
// where that is due.
func TestCopies(t *testing.T) {
	b := newBrowser()
	now := epoch
	clock := func() { b.store.now = func() time.Time { return now } }
	clock()
	b.keep("1", "a")
	edit := func(was, step string) {
		if b.store.NeedsCopy("1") {
			b.store.Copy("1", text(was))
		}
		b.append("1", step)
		b.settle()
	}
	expect := func(when string, want ...string) {
		t.Helper()
		if got := b.copied(t, "1"); !slices.Equal(got, want) {
			t.Errorf("%s, there are the copies %q, not %q", when, got, want)
		}
	}
	edit("a", "b")
	edit("ab", "c")
	expect("with two edits at once", "a")
	now = now.Add(11 * time.Minute)
	edit("abc", "d")
	expect("after ten minutes", "abc", "a")
	b.reload()
	clock()
	b.open(t, "1")
	edit("abcd", "e")
	expect("after another visit in the same ten minutes", "abc", "a")
	now = now.Add(10 * time.Minute)
	edit("abcde", "f")
	expect("after ten more", "abcde", "abc", "a") // the last is the first of this hour
	now = now.Add(26 * time.Hour)
	edit("abcdef", "g")
	expect("a day later", "abcdef", "abcde", "a")

	if state, _, _ := b.open(t, "1"); words(state) != "a b c d e f g" {
		t.Errorf("copying changed the dossier: %q", words(state))
	}
	deleted := b.erase(t, "1")
	expect("with the dossier deleted")
	if err := b.restore(deleted); err != nil {
		t.Fatal(err)
	}
	expect("with its deletion undone", "abcdef", "abcde", "a")
	if state, _, _ := b.open(t, "1"); words(state) != "a b c d e f g" {
		t.Errorf("undoing the deletion changed the dossier: %q", words(state))
	}
}

// TestRestoredWithoutItsCopies refuses the copies alone.
func TestRestoredWithoutItsCopies(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.store.Copy("1", text("a"))
	b.append("1", "b")
	b.settle()
	deleted := b.erase(t, "1")
	b.store.durable = unlessCopied{b.store.durable}
	if err := b.restore(deleted); err != nil {
		t.Fatal(err)
	}
	if state, _, _ := b.open(t, "1"); words(state) != "a b" || len(b.copied(t, "1")) != 0 {
		t.Errorf("the dossier came back as %q, with %d copies", words(state), len(b.copied(t, "1")))
	}
}

// unlessCopied is a database that takes anything but safety copies.
type unlessCopied struct{ Durable }

func (u unlessCopied) Commit(change Batch, done func(error)) {
	for key := range change.Put {
		if strings.HasPrefix(key, copyPrefix) {
			done(errors.New("the quota has been exceeded"))
			return
		}
	}
	u.Durable.Commit(change, done)
}

func TestCopiesDoNotStandInTheWay(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.store.Copy("1", text("a"))
	b.append("1", "b")
	b.settle()
	b.store.Copy("1", make([]byte, largestCopy+1))
	b.settle()
	if n := len(b.copied(t, "1")); n != 1 {
		t.Errorf("there are %d copies, not 1: one is too large", n)
	}

	b = newBrowser()
	b.keep("1", "a")
	b.store.Copy("1", text("a"))
	b.db.fail()
	b.append("1", "b")
	b.settle()
	if got := b.last["1"].State; got != Saved {
		t.Errorf("a copy that was refused leaves the dossier in the state %d", got)
	}
	b.db = nil
	b.start()
	if b.store.NeedsCopy("1") {
		t.Error("a copy is asked for where there is no database")
	}
}
