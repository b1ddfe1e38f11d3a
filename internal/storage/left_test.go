package storage

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// leftAs returns what the store knows of a file, and when it left.
func (b *browser) leftAs(id, digest string) (held string, at time.Time, found bool) {
	b.store.LeftAs(id, digest, func(snapshot json.RawMessage, when time.Time, known bool) {
		if found, at = known, when; known {
			held = string(snapshot)
		}
	})
	b.settle()
	return held, at, found
}

func TestWhatADossierWasWhenItLeft(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.append("1", "b")
	expect := func(digest, held string) time.Time {
		t.Helper()
		got, at, found := b.leftAs("1", digest)
		if got != held || found != (held != "") {
			t.Errorf("as %q left %q, want %q", digest, got, held)
		}
		return at
	}
	b.store.Leave("1", "one", text("first"))
	b.settle()
	before := expect("one", `"first"`)
	expect("two", "")
	expect("", "")
	if b.store.Pending("1") > 0 {
		t.Error("a file that leaves makes something unsaved")
	}
	b.reload()
	if state, _, err := b.open(t, "1"); words(state) != "a b" || err != nil {
		t.Errorf("the dossier is %q, %v", words(state), err)
	}
	expect("one", `"first"`)

	// The same file again is the same file, later.
	b.store.Leave("1", "one", text("first"))
	b.settle()
	if at := expect("one", `"first"`); !at.After(before) {
		t.Errorf("it left at %v, and again at %v", before, at)
	}
	for n := range mostLeft {
		b.store.Leave("1", fmt.Sprint(n), text(fmt.Sprint(n)))
		b.settle()
	}
	expect("one", "") // its time is over
	for n := range mostLeft {
		expect(fmt.Sprint(n), fmt.Sprintf("%q", fmt.Sprint(n)))
	}
}

func TestWhatLeftGoesWithItsDossier(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.keep("12", "a") // an id may begin with another
	b.store.Leave("1", "one", text("first"))
	b.store.Leave("12", "other", text("second"))
	b.settle()
	gone := b.erase(t, "1")
	if _, _, found := b.leftAs("1", "one"); found {
		t.Error("what left of a deleted dossier is still there")
	}
	if held, _, _ := b.leftAs("12", "other"); held != `"second"` {
		t.Errorf("of the other dossier there is %q", held)
	}
	if err := b.restore(gone); err != nil {
		t.Error(err)
	}
	if held, _, _ := b.leftAs("1", "one"); held != `"first"` {
		t.Errorf("after its deletion was undone there is %q", held)
	}
}

// TestLeavingFindsNoRoom has the database refuse: the work goes on.
func TestLeavingFindsNoRoom(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.store.Leave("1", "one", text("first"))
	b.db.fail()
	if _, _, found := b.leftAs("1", "one"); found {
		t.Error("what was refused is there")
	}
	b.append("1", "b")
	b.settle()
	if state, _, err := b.open(t, "1"); words(state) != "a b" || err != nil || b.store.Pending("1") > 0 {
		t.Errorf("the dossier is %q, %v", words(state), err)
	}
}
