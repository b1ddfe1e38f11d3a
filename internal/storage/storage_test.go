package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

const id = "d1"

// text is a JSON string.
func text(s string) json.RawMessage { return json.RawMessage(`"` + s + `"`) }

func about(id string, minute int) About {
	return About{ID: id, Title: "Title of " + id, Modified: time.Date(2026, 5, 1, 12, minute, 0, 0, time.UTC)}
}

// begin keeps a dossier with a snapshot and steps, as "s 1 2".
func (b *browser) begin(id, state string) {
	parts := strings.Fields(state)
	b.store.Begin(id, text(parts[0]), about(id, 0))
	b.append(id, parts[1:]...)
}

func (b *browser) append(id string, steps ...string) {
	for i, step := range steps {
		b.store.Append(id, text(step), about(id, i+1))
	}
}

// keep is begin with everything saved, in both places.
func (b *browser) keep(id, state string) {
	b.begin(id, state)
	b.settle()
	b.local.flush()
}

// wipe empties a place of all that belongs to dossiers.
func wipe(entries map[string]string) { clear(entries) }

// tear cuts the end off an entry.
func tear(entries map[string]string, key string) { entries[key] = entries[key][:len(entries[key])-5] }

// reseal writes an entry of the same life as the snapshot in a place.
func reseal(entries map[string]string, member string, seq int, payload string) string {
	top, _, _ := unseal("snapshot", entries[snapshotKey(id)])
	return head{top.life, seq}.seal(member, text(payload))
}

// only returns what a place holds of a dossier.
func only(entries map[string]string, id string) map[string]string {
	out := make(map[string]string)
	for key, value := range entries {
		if strings.HasPrefix(key, prefixOf(id)) {
			out[key] = value
		}
	}
	return out
}

// aside returns what a place has set aside.
func aside(entries map[string]string) []string {
	var out []string
	for key, value := range entries {
		if strings.HasPrefix(key, asidePrefix) {
			out = append(out, value)
		}
	}
	slices.Sort(out)
	return out
}

// checkForm checks what holds of every entry, whatever happened.
func (b *browser) checkForm(t failer) {
	t.Helper()
	for _, entries := range []map[string]string{b.local.entries, b.db.entries} {
		for key, value := range entries {
			if !strings.HasPrefix(key, "gainsay:") {
				t.Fatalf("the key %q does not begin with gainsay:", key)
			}
			var members map[string]json.RawMessage
			if json.Unmarshal([]byte(value), &members) != nil {
				continue
			}
			for name := range members {
				if strings.EqualFold(name, "value") || strings.EqualFold(name, "expiresAt") {
					t.Fatalf("the entry %s has a member %s", key, name)
				}
			}
		}
	}
}

// TestOpen keeps "s 1 2 3" in both places, does something to them, and opens the
// dossier on the next visit. Unless that is refused, both places hold the same
// afterwards, and a further visit finds the same.
func TestOpen(t *testing.T) {
	record := func(seq int) string { return recordKey(id, seq) }
	snapshot := snapshotKey(id)
	newer := `{"version":2,"written":"otherwise"}`
	tests := []struct {
		name  string
		spoil func(local, db map[string]string)
		want  string // "" where there is nothing
		err   error
		aside int // how many entries are set aside, in both places together
	}{
		{"from both", func(local, db map[string]string) {}, "s 1 2 3", nil, 0},
		{"from local storage alone", func(_, db map[string]string) { wipe(db) }, "s 1 2 3", nil, 0},
		{"from the database alone", func(local, _ map[string]string) { wipe(local) }, "s 1 2 3", nil, 0},
		{"from neither", func(local, db map[string]string) { wipe(local); wipe(db) }, "", nil, 0},
		{"local storage reaches further", func(_, db map[string]string) { delete(db, record(3)) }, "s 1 2 3", nil, 0},
		{"the database reaches further", func(local, _ map[string]string) { delete(local, record(3)) }, "s 1 2 3", nil, 0},
		{"further by its snapshot", func(local, _ map[string]string) {
			local[snapshot] = reseal(local, "snapshot", 7, "seven")
		}, "seven", nil, 0},
		{"the database on a tie", func(local, _ map[string]string) {
			local[record(3)] = reseal(local, "step", 3, "other")
		}, "s 1 2 3", nil, 0},
		{"torn record in local storage", func(local, _ map[string]string) { tear(local, record(2)) }, "s 1 2 3", nil, 2},
		{"torn record in the database", func(_, db map[string]string) { tear(db, record(2)) }, "s 1 2 3", nil, 2},
		{"torn records in both", func(local, db map[string]string) { tear(local, record(2)); tear(db, record(3)) }, "s 1 2", nil, 3},
		{"flipped byte", func(local, db map[string]string) {
			local[record(3)] = strings.Replace(local[record(3)], `"3"`, `"4"`, 1)
			db[record(3)] = local[record(3)]
		}, "s 1 2", nil, 2},
		{"record under another number", func(local, db map[string]string) {
			local[record(4)], db[record(4)] = local[record(3)], db[record(3)]
		}, "s 1 2 3", nil, 2},
		{"gap", func(local, db map[string]string) { delete(local, record(2)); delete(db, record(2)) }, "s 1", nil, 2},
		{"foreign key", func(local, _ map[string]string) { local[prefixOf(id)+"note"] = "not ours" }, "s 1 2 3", nil, 1},
		{"torn snapshot in local storage", func(local, _ map[string]string) { tear(local, snapshot) }, "s 1 2 3", nil, 4},
		{"torn snapshot in the database", func(_, db map[string]string) { tear(db, snapshot) }, "s 1 2 3", nil, 4},
		{"torn snapshots in both", func(local, db map[string]string) { tear(local, snapshot); tear(db, snapshot) }, "", ErrDamaged, 0},
		{"torn snapshot and nothing", func(local, db map[string]string) { wipe(local); tear(db, snapshot) }, "", ErrDamaged, 0},
		{"missing snapshots", func(local, db map[string]string) { delete(local, snapshot); delete(db, snapshot) }, "", ErrDamaged, 0},
		{"newer snapshot in local storage", func(local, _ map[string]string) { local[snapshot] = newer }, "", ErrNewer, 0},
		{"newer snapshot in the database", func(_, db map[string]string) { db[snapshot] = newer }, "", ErrNewer, 0},
		{"newer record", func(local, _ map[string]string) { local[record(3)] = newer }, "", ErrNewer, 0},
		{"negative number", func(local, db map[string]string) {
			local[snapshot] = reseal(local, "snapshot", -3, "s")
			wipe(db)
		}, "", ErrDamaged, 0},
		{"stale records", func(local, db map[string]string) {
			local[snapshot] = reseal(local, "snapshot", 2, "two")
			db[snapshot] = reseal(db, "snapshot", 2, "two")
		}, "two 3", nil, 0},
		{"torn stale record", func(local, _ map[string]string) {
			local[snapshot] = reseal(local, "snapshot", 3, "three")
			tear(local, record(2))
		}, "s 1 2 3", nil, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBrowser()
			b.keep("d10", "other") // its keys begin as those of d1 do
			b.keep(id, "s 1 2 3")
			test.spoil(b.local.entries, b.db.entries)
			before := []map[string]string{maps.Clone(b.local.entries), maps.Clone(b.db.entries)}
			for visit := range 2 {
				b.start()
				state, found, err := b.open(t, id)
				if words(state) != test.want || !errors.Is(err, test.err) || found != (test.want != "" || test.err != nil) {
					t.Fatalf("visit %d: got %q, %v, %v; want %q, %v", visit, words(state), found, err, test.want, test.err)
				}
			}
			b.checkForm(t)
			if test.want == "" {
				if !maps.Equal(before[0], b.local.entries) || !maps.Equal(before[1], b.db.entries) {
					t.Fatal("what could not be opened was changed")
				}
				return
			}
			if !maps.Equal(only(b.local.entries, id), only(b.db.entries, id)) {
				t.Errorf("local storage holds\n%v\nand the database\n%v", only(b.local.entries, id), only(b.db.entries, id))
			}
			if len(only(b.db.entries, id)) != len(strings.Fields(test.want)) {
				t.Errorf("the database holds %v, which is more than %q", only(b.db.entries, id), test.want)
			}
			if b.local.entries[aboutPrefix+id] == "" || b.local.entries[aboutPrefix+id] != b.db.entries[aboutPrefix+id] {
				t.Errorf("the library’s entry is %q locally and %q in the database", b.local.entries[aboutPrefix+id], b.db.entries[aboutPrefix+id])
			}
			put := append(aside(b.local.entries), aside(b.db.entries)...)
			if len(put) != test.aside {
				t.Errorf("%d entries are set aside, want %d: %q", len(put), test.aside, put)
			}
			were := append(slices.Collect(maps.Values(before[0])), slices.Collect(maps.Values(before[1]))...)
			for _, value := range put {
				if !slices.Contains(were, value) {
					t.Errorf("%q was set aside, which was not there byte for byte", value)
				}
			}
		})
	}
}

func TestSettingAsideTwice(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1")
	for _, garbage := range []string{"first", "second", "second"} {
		b.local.entries[recordKey(id, 2)] = garbage
		b.reload()
		b.open(t, id)
	}
	if got := aside(b.local.entries); !slices.Equal(got, []string{"first", "second"}) {
		t.Errorf("set aside is %q; nothing may take another’s place", got)
	}
}

func TestSettingAsideWithoutRoom(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1 2 3")
	garbage := strings.Repeat("x", 500)
	b.local.entries[recordKey(id, 2)] = garbage
	b.local.quota = 600
	b.start()
	if state, _, err := b.open(t, id); words(state) != "s 1 2 3" || err != nil {
		t.Fatalf("got %q, %v", words(state), err)
	}
	b.append(id, "4")
	b.store.Compact(id, text("four"))
	b.settle()
	if b.local.entries[recordKey(id, 2)] != garbage {
		t.Error("an entry that could be neither read nor set aside is gone")
	}
	if last := b.last[id]; last.State != Saved || !errors.Is(last.LocalErr, errQuota) {
		t.Errorf("the report is %+v, want saved, with local storage behind for want of room", last)
	}
	b.local.quota = 0
	b.reload()
	if state, _, _ := b.open(t, id); words(state) != "four" {
		t.Errorf("got %q, want four", words(state))
	}
	if got := aside(b.local.entries); !slices.Contains(got, garbage) {
		t.Error("it was not set aside once there was room")
	}
}

// TestReports checks what is reported of saving after a course of events.
func TestReports(t *testing.T) {
	tests := []struct {
		name string
		do   func(b *browser)
		want Saving
	}{
		{"begun", func(b *browser) { b.begin(id, "s") }, Saving{State: Pending, Pending: 1}},
		{"begun and completed", func(b *browser) { b.keep(id, "s") }, Saving{State: Saved}},
		{"steps wait for the transaction before", func(b *browser) { b.begin(id, "s 1 2"); b.db.answer(nil) }, Saving{State: Pending, Pending: 2}},
		{"all went with the next", func(b *browser) { b.begin(id, "s 1 2"); b.db.answer(nil); b.db.answer(nil) }, Saving{State: Saved}},
		{"refused", func(b *browser) { b.begin(id, "s 1"); b.db.fail() }, Saving{State: Failed, Pending: 2, Err: errRefused}},
		{"refused, then retried", func(b *browser) { b.begin(id, "s 1"); b.db.fail(); b.store.Retry(id) }, Saving{State: Pending, Pending: 2}},
		{"retried with success", func(b *browser) { b.begin(id, "s 1"); b.db.fail(); b.store.Retry(id); b.settle() }, Saving{State: Saved}},
		{"the next step retries", func(b *browser) { b.begin(id, "s"); b.db.fail(); b.append(id, "1"); b.settle() }, Saving{State: Saved}},
		{"nothing to retry", func(b *browser) { b.keep(id, "s"); b.store.Retry(id) }, Saving{State: Saved}},
		{"the same snapshot twice", func(b *browser) {
			b.keep(id, "s 1")
			b.store.Compact(id, text("one"))
			b.store.Compact(id, text("one"))
			b.settle()
		}, Saving{State: Saved}},
		{"local storage refuses", func(b *browser) { b.local.refuse = true; b.keep(id, "s 1") }, Saving{State: Saved, LocalErr: errRefused}},
		{"local storage is full", func(b *browser) { b.keep(id, "s"); b.local.quota = 1; b.append(id, "1"); b.settle() }, Saving{State: Saved, LocalErr: errQuota}},
		{"and has room again", func(b *browser) {
			b.keep(id, "s")
			b.local.quota = 1
			b.append(id, "1")
			b.local.quota = 0
			b.store.Compact(id, text("one"))
			b.settle()
		}, Saving{State: Saved}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBrowser()
			test.do(b)
			got := b.last[id]
			if got.State != test.want.State || got.Pending != test.want.Pending || got.Pending != b.store.Pending(id) ||
				!errors.Is(got.Err, test.want.Err) || !errors.Is(got.LocalErr, test.want.LocalErr) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestSettled(t *testing.T) {
	b := newBrowser()
	var heard []string
	wait := func(name string) { b.store.Settled(id, func() { heard = append(heard, name) }) }
	expect := func(when string, want ...string) {
		t.Helper()
		if !slices.Equal(heard, want) {
			t.Fatalf("%s: heard %q, want %q", when, heard, want)
		}
		heard = nil
	}
	wait("unknown")
	expect("with nothing under way", "unknown")
	b.begin(id, "s 1")
	wait("first")
	expect("under way")
	b.db.answer(nil)
	expect("with the next under way")
	b.db.answer(nil)
	expect("saved", "first")
	b.append(id, "2")
	wait("second")
	b.db.answer(errRefused)
	expect("refused", "second")
	b.store.Retry(id)
	b.store.Compact(id, text("two"))
	b.store.Compact(id, text("two"))
	wait("third")
	b.settle()
	expect("saved again", "third")
}

func TestWithoutDatabase(t *testing.T) {
	b := &browser{local: newDisk()}
	b.start()
	b.begin(id, "s 1")
	if last := b.last[id]; last.State != Failed || !errors.Is(last.Err, ErrNoDatabase) || last.LocalErr != nil {
		t.Errorf("the report is %+v, want failed for want of a database", last)
	}
	settled := false
	b.store.Settled(id, func() { settled = true })
	if !settled {
		t.Error("Settled waits for a database that is not there")
	}
	b.start()
	if state, found, err := b.open(t, id); words(state) != "s 1" || !found || err != nil {
		t.Fatalf("got %q, %v, %v", words(state), found, err)
	}
	if _, found, err := b.open(t, "d2"); found || err != nil {
		t.Errorf("a dossier that is not kept: %v, %v", found, err)
	}
	large := strings.Repeat("x", localLimit)
	b.store.Compact(id, text(large))
	b.start()
	if state, _, _ := b.open(t, id); words(state) != large {
		t.Error("without a database a large snapshot has no place but local storage")
	}
	var deleted Deleted
	b.store.Delete(id, func(d Deleted, err error) { deleted = d })
	if len(b.local.entries) != 0 {
		t.Errorf("after Delete there is %v", b.local.Keys())
	}
	b.store.Restore(deleted, func(err error) {
		if err != nil {
			t.Errorf("Restore: %v", err)
		}
	})
	if state, found, _ := b.open(t, id); words(state) != large || !found {
		t.Error("it was not restored")
	}
}

func TestDatabaseThatCannotBeRead(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1 2")
	delete(b.local.entries, recordKey(id, 2))
	local, db := maps.Clone(b.local.entries), maps.Clone(b.db.entries)
	b.db.broken = errRefused
	b.start()
	if _, _, err := b.open(t, id); !errors.Is(err, errRefused) {
		t.Errorf("Open: %v; the database may reach further than local storage", err)
	}
	if list := library(b); !slices.Equal(list, []string{id}) {
		t.Errorf("the library lists %v, want what local storage knows", list)
	}
	b.store.Delete(id, func(_ Deleted, err error) {
		if !errors.Is(err, errRefused) {
			t.Errorf("Delete: %v", err)
		}
	})
	b.settle()
	if !maps.Equal(local, b.local.entries) || !maps.Equal(db, b.db.entries) {
		t.Error("something was changed")
	}
	b.db.broken = nil
	if state, _, err := b.open(t, id); words(state) != "s 1 2" || err != nil {
		t.Errorf("once it can be read: %q, %v", words(state), err)
	}
}

func TestCompact(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1 2 3")
	b.store.Compact(id, text("three"))
	b.append(id, "4")
	b.settle()
	for name, entries := range map[string]map[string]string{"local storage": b.local.entries, "the database": b.db.entries} {
		got := slices.Sorted(maps.Keys(only(entries, id)))
		if want := []string{recordKey(id, 4), snapshotKey(id)}; !slices.Equal(got, want) {
			t.Errorf("%s holds %v, want %v", name, got, want)
		}
	}
	b.reload()
	if state, _, _ := b.open(t, id); words(state) != "three 4" || state.Seq != 3 {
		t.Errorf("got %q after step %d", words(state), state.Seq)
	}
	// Cut off at any write, local storage holds a whole state.
	b.local.flush()
	b.store.Compact(id, text("four"))
	writes := len(b.local.since)
	for kept := range writes + 1 {
		entries := maps.Clone(b.local.flushed)
		for _, w := range b.local.since[:kept] {
			w.over(entries)
		}
		p := readPlace(id, only(entries, id))
		if p.err != nil || p.state.reach() != 4 {
			t.Errorf("after %d of %d writes: %v, %q", kept, writes, p.err, words(p.state))
		}
	}
}

func TestNeedsCompact(t *testing.T) {
	steps := func(n int, size int) func(b *browser) {
		return func(b *browser) {
			for range n {
				b.store.Append(id, text(strings.Repeat("x", size-2)), about(id, 1))
			}
		}
	}
	tests := []struct {
		name     string
		snapshot int // bytes
		do       func(b *browser)
		want     bool
	}{
		{"short", 10, steps(longJournal-1, 10), false},
		{"long", 10, steps(longJournal, 10), true},
		{"large", 10, steps(1, largeJournal), true},
		{"not large", 10, steps(1, largeJournal-1), false},
		{"large, but less than the snapshot", largeJournal * 2, steps(2, largeJournal-1), false},
		{"as large as the snapshot", largeJournal * 2, steps(2, largeJournal), true},
		{"local storage behind for a while", 10, func(b *browser) { b.local.refuse = true; steps(localPatience+1, 10)(b) }, true},
		{"local storage behind lately", 10, func(b *browser) { b.local.refuse = true; steps(localPatience, 10)(b) }, false},
		{"compacted", 10, func(b *browser) { steps(longJournal, 10)(b); b.store.Compact(id, text("s")) }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBrowser()
			b.store.Begin(id, text(strings.Repeat("x", test.snapshot-2)), about(id, 0))
			test.do(b)
			if got := b.store.NeedsCompact(id); got != test.want {
				t.Errorf("got %v", got)
			}
			if strings.HasPrefix(test.name, "local") {
				return
			}
			b.reload()
			b.open(t, id)
			if got := b.store.NeedsCompact(id); got != test.want {
				t.Errorf("got %v on the next visit", got)
			}
		})
	}
}

func TestLargeSnapshots(t *testing.T) {
	b := newBrowser()
	large := strings.Repeat("x", localLimit)
	b.begin(id, large)
	b.settle()
	b.append(id, "1")
	b.settle()
	if held := only(b.local.entries, id); len(held) != 0 {
		t.Errorf("local storage holds %d entries of it", len(held))
	}
	if about := b.store.About(id); !about.Elsewhere || about.Bytes != localLimit+2+3 {
		t.Errorf("the library knows %+v", about)
	}
	b.reload()
	if state, found, err := b.open(t, id); words(state) != large+" 1" || !found || err != nil {
		t.Errorf("got %d bytes, %v, %v", len(words(state)), found, err)
	}
	if last := b.last[id]; last.LocalErr != nil {
		t.Errorf("local storage is said to be behind: %v", last.LocalErr)
	}
	b.store.Compact(id, text("small"))
	b.settle()
	if about := b.store.About(id); about.Elsewhere || len(only(b.local.entries, id)) != 1 {
		t.Errorf("made small, it is not in local storage again: %+v", about)
	}
	b.append(id, "2")
	b.store.Compact(id, text(large))
	b.db.fail()
	if state := readPlace(id, only(b.local.entries, id)).state; words(state) != "small 2" {
		t.Errorf("local storage gave %q up before the database had what follows", words(state))
	}
	b.store.Retry(id)
	b.settle()
	if held := only(b.local.entries, id); len(held) != 0 {
		t.Errorf("local storage holds %d entries of it still", len(held))
	}
}

// library lists the ids in the library.
func library(b *browser) []string {
	var ids []string
	b.store.Library(func(list []About, err error) {
		for _, about := range list {
			ids = append(ids, about.ID)
		}
	})
	b.settle()
	return ids
}

func TestLibrary(t *testing.T) {
	tests := []struct {
		name string
		do   func(b *browser)
		want string
	}{
		{"empty", func(b *browser) {}, ""},
		{"last changed first", func(b *browser) { b.keep("a", "s"); b.keep("c", "s 1 2"); b.keep("b", "s 1") }, "c b a"},
		{"by id where that is equal", func(b *browser) { b.keep("b", "s"); b.keep("a", "s") }, "a b"},
		{"in local storage alone", func(b *browser) { b.keep("a", "s"); wipe(b.db.entries) }, "a"},
		{"in the database alone", func(b *browser) { b.keep("a", "s"); wipe(b.local.entries) }, "a"},
		{"one in each", func(b *browser) {
			b.keep("a", "s")
			b.keep("b", "s 1")
			delete(b.local.entries, aboutPrefix+"a")
			delete(b.db.entries, aboutPrefix+"b")
		}, "b a"},
		{"in neither yet", func(b *browser) { b.local.refuse = true; b.begin("a", "s"); b.db.fail() }, "a"},
		{"the later word counts", func(b *browser) {
			b.keep("a", "s 1")
			b.keep("b", "s 1 2")
			b.local.entries[aboutPrefix+"a"] = about("a", 30).encode()
		}, "a b"},
		{"unreadable entries", func(b *browser) {
			b.keep("a", "s")
			b.local.entries[aboutPrefix+"b"] = "{"
			b.db.entries[aboutPrefix+"c"] = "{}"
		}, "a"},
		{"deleted", func(b *browser) {
			b.keep("a", "s")
			b.keep("b", "s")
			b.store.Delete("a", func(Deleted, error) {})
			b.settle()
		}, "b"},
		{"after local storage was lost and a snapshot made", func(b *browser) {
			b.keep("a", "s 1")
			wipe(b.local.entries)
			b.start()
			b.store.Open("a", func(State, bool, error) {})
			b.settle()
			b.store.Compact("a", text("one"))
			b.settle()
		}, "a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBrowser()
			test.do(b)
			if got := strings.Join(library(b), " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("a year without a form", func(t *testing.T) {
		b := newBrowser()
		b.store.Begin(id, text("s"), About{ID: id, Title: "t", Modified: time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)})
		b.reload()
		if got := b.store.About(id); got.Title != "t" || !got.Modified.IsZero() {
			t.Errorf("got %+v", got)
		}
	})
}

// erase deletes a dossier with all that this asks of the database.
func (b *browser) erase(t *testing.T, id string) Deleted {
	t.Helper()
	var out Deleted
	b.store.Delete(id, func(d Deleted, err error) {
		if err != nil {
			t.Fatalf("Delete: %v", err)
		}
		out = d
	})
	b.settle()
	return out
}

func (b *browser) restore(d Deleted) (err error) {
	b.store.Restore(d, func(e error) { err = e })
	b.settle()
	return err
}

func TestDelete(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, b *browser)
		want string // what Open finds in the end
	}{
		{"gone", func(t *testing.T, b *browser) { b.erase(t, id) }, ""},
		{"gone on the next visit", func(t *testing.T, b *browser) { b.erase(t, id); b.reload() }, ""},
		{"not undone by local storage set back", func(t *testing.T, b *browser) {
			b.erase(t, id)
			b.local.crash(0)
			b.start()
		}, ""},
		{"not undone by a part of it", func(t *testing.T, b *browser) {
			b.erase(t, id)
			b.local.crash(0)
			delete(b.local.entries, snapshotKey(id))
			b.start()
		}, ""},
		{"a large one, not undone either", func(t *testing.T, b *browser) {
			b.store.Compact(id, text(strings.Repeat("x", localLimit)))
			b.settle()
			b.local.flush()
			b.erase(t, id)
			b.local.crash(0)
			b.start()
		}, ""},
		{"with a step that waits", func(t *testing.T, b *browser) { b.append(id, "3", "4"); b.erase(t, id) }, ""},
		{"with a step after it", func(t *testing.T, b *browser) {
			b.store.Delete(id, func(Deleted, error) {})
			b.append(id, "3", "4")
			b.settle()
		}, ""},
		{"with a step while it is under way", func(t *testing.T, b *browser) {
			b.store.Delete(id, func(Deleted, error) {})
			for !b.db.queue[0].commit {
				b.db.answer(nil)
			}
			b.append(id, "3")
			b.settle()
		}, ""},
		{"begun again at the same tick of the clock", func(t *testing.T, b *browser) {
			b.store.now = func() time.Time { return time.Unix(0, 0) }
			b.begin(id, "old 1 2")
			b.begin(id, "new")
			b.settle()
			local := maps.Clone(b.local.entries)
			b.begin(id, "newer")
			b.settle()
			b.local.entries = local
			b.append(id, "1")
			b.reload()
		}, "newer 1"},
		{"undone", func(t *testing.T, b *browser) { b.restore(b.erase(t, id)) }, "s 1 2"},
		{"undone after a step that was refused", func(t *testing.T, b *browser) {
			b.append(id, "3")
			b.db.fail()
			b.restore(b.erase(t, id))
		}, "s 1 2 3"},
		{"undone, local storage having a later snapshot", func(t *testing.T, b *browser) {
			b.append(id, "3")
			b.store.Compact(id, text("three"))
			b.append(id, "4")
			b.db.fail()
			b.start()
			b.restore(b.erase(t, id))
		}, "three 4"},
		{"undone without room in local storage", func(t *testing.T, b *browser) {
			d := b.erase(t, id)
			b.local.quota = 150
			b.restore(d)
		}, "s 1 2"},
		{"undone twice over", func(t *testing.T, b *browser) { b.restore(b.erase(t, id)); b.restore(b.erase(t, id)) }, "s 1 2"},
		{"undone, then continued", func(t *testing.T, b *browser) {
			b.restore(b.erase(t, id))
			b.open(t, id)
			b.append(id, "3")
			b.reload()
		}, "s 1 2 3"},
		{"begun again", func(t *testing.T, b *browser) { b.erase(t, id); b.keep(id, "new") }, "new"},
		{"begun again on the next visit", func(t *testing.T, b *browser) {
			b.erase(t, id)
			b.reload()
			b.open(t, id)
			b.keep(id, "new 1")
			b.reload()
		}, "new 1"},
		{"begun again, local storage set back", func(t *testing.T, b *browser) {
			b.erase(t, id)
			b.begin(id, "new")
			b.settle()
			b.local.crash(0)
			b.start()
		}, "new"},
		{"begun again on the next visit, local storage set back", func(t *testing.T, b *browser) {
			b.erase(t, id)
			b.reload()
			b.open(t, id)
			b.begin(id, "new")
			b.settle()
			b.local.crash(0)
			b.start()
		}, "new"},
		{"another deleted whose id begins alike", func(t *testing.T, b *browser) {
			b.keep("d10", "other")
			b.erase(t, "d10")
			wipe(b.db.entries)
			b.db.entries[gravePrefix+"d10"] = `{"life":9000000000000000000}`
			b.start()
		}, "s 1 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBrowser()
			b.keep(id, "s 1 2")
			test.do(t, b)
			state, found, err := b.open(t, id)
			if words(state) != test.want || found != (test.want != "") || err != nil {
				t.Errorf("got %q, %v, %v; want %q", words(state), found, err, test.want)
			}
			if listed := slices.Contains(library(b), id); listed != found {
				t.Errorf("the library lists it: %v", listed)
			}
			b.checkForm(t)
		})
	}
}

func TestDeleteRefused(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1")
	refused := 0
	b.store.Delete(id, func(_ Deleted, err error) {
		if errors.Is(err, errRefused) {
			refused++
		}
	})
	b.append(id, "2")
	b.db.fail()
	if refused != 1 {
		t.Fatalf("Delete was refused %d times", refused)
	}
	b.store.Retry(id)
	b.reload()
	if state, _, _ := b.open(t, id); words(state) != "s 1 2" {
		t.Errorf("got %q", words(state))
	}
	b.erase(t, id)
	b.keep(id, "new")
	if err := b.restore(Deleted{About: About{ID: id}}); err == nil {
		t.Error("Restore replaced a dossier that was begun since under its id")
	}
}

// TestBeginAgain begins a dossier anew over one of three steps.
func TestBeginAgain(t *testing.T) {
	tests := []struct {
		name string
		do   func(b *browser)
	}{
		{"saved", func(b *browser) { b.settle() }},
		{"saved, local storage set back", func(b *browser) { b.settle(); b.local.crash(0) }},
		{"lost by the database", func(b *browser) { b.db.crash() }},
	}
	for _, test := range tests {
		for _, steps := range []string{"new", "new 1", "new 1 2 3 4"} {
			for _, visit := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %s, next visit %v", test.name, steps, visit), func(t *testing.T) {
					b := newBrowser()
					b.keep(id, "s 1 2 3")
					if visit {
						b.start()
						b.open(t, id)
					}
					b.begin(id, steps)
					test.do(b)
					b.start()
					if state, _, err := b.open(t, id); words(state) != steps || err != nil {
						t.Errorf("got %q, %v; want %q", words(state), err, steps)
					}
				})
			}
		}
	}
}

func TestSnapshotKeepsItsBytes(t *testing.T) {
	for _, snapshot := range []string{`{"a" : [1, 2.50],  "b":"<&>\u2028é"}`, "  [1]\n", `null`, `{"value":1,"expiresAt":2}`} {
		b := newBrowser()
		b.store.Begin(id, json.RawMessage(snapshot), about(id, 0))
		b.store.Append(id, json.RawMessage(snapshot), about(id, 1))
		b.reload()
		state, found, err := b.open(t, id)
		want := strings.TrimSpace(snapshot)
		if err != nil || !found || len(state.Journal) != 1 || string(state.Snapshot) != want || string(state.Journal[0].Step) != want {
			t.Errorf("%q came back as %q, %v", snapshot, state.Snapshot, err)
		}
		b.checkForm(t)
	}
}

func TestOpenWhileAStepIsMade(t *testing.T) {
	b := newBrowser()
	b.keep(id, "s 1")
	b.local.refuse = true
	var got State
	b.store.Open(id, func(state State, _ bool, _ error) { got = state })
	b.append(id, "2")
	b.settle()
	b.append(id, "3")
	b.reload()
	if state, _, _ := b.open(t, id); words(state) != "s 1 2 3" {
		t.Errorf("got %q; when opened it was %q", words(state), words(got))
	}
}

func TestSettings(t *testing.T) {
	b := newBrowser()
	for _, value := range []string{"dark", "", `"quoted" & é`, "last"} {
		b.store.SetSetting("theme", value)
		b.reload()
		if got := b.store.Setting("theme"); got != value {
			t.Errorf("got %q, want %q", got, value)
		}
	}
	b.local.refuse = true
	b.store.SetSetting("theme", "lost")
	if got := b.store.Setting("theme"); got != "last" {
		t.Errorf("got %q from a full local storage", got)
	}
	b.local.entries[settingPrefix+"theme"] = "{"
	for _, key := range []string{"theme", "unknown"} {
		if got := b.store.Setting(key); got != "" {
			t.Errorf("the setting %s is %q", key, got)
		}
	}
	b.checkForm(t)
}

func TestMemory(t *testing.T) {
	m := NewMemory()
	for _, key := range []string{"b", "a", "c"} {
		if err := m.Set(key, key+key); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Delete("b"); err != nil {
		t.Fatal(err)
	}
	if got := m.Keys(); !slices.Equal(got, []string{"a", "c"}) {
		t.Errorf("the keys are %v", got)
	}
	if value, ok := m.Get("a"); value != "aa" || !ok {
		t.Errorf("got %q, %v", value, ok)
	}
	if _, ok := m.Get("b"); ok {
		t.Error("a deleted key is there")
	}
}

// TestLookChangesNothing looks at dossiers whose places do not agree, as a tab does that
// may not write, and then mends them.
func TestLookChangesNothing(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.append("1", "b", "c")
	delete(b.local.entries, recordKey("1", 2))
	b.local.entries[prefixOf("1")+"odd"] = "odd"
	b.local.entries[aboutPrefix+"1"] = "torn"
	b.reload()
	local, database := maps.Clone(b.local.entries), maps.Clone(b.db.entries)
	var state State
	b.store.Look("1", func(s State, _ bool, err error) {
		if state = s; err != nil {
			t.Error(err)
		}
	})
	b.settle()
	if words(state) != "a b c" || state.Reach() != 2 {
		t.Errorf("it looks like %q, to step %d", words(state), state.Reach())
	}
	if !maps.Equal(local, b.local.entries) || !maps.Equal(database, b.db.entries) {
		t.Error("looking changed something")
	}
	b.store.Append("1", text("d"), about("1", 9))
	b.settle()
	for name, entries := range map[string]map[string]string{"local storage": b.local.entries, "the database": b.db.entries} {
		if p := readPlace("1", only(entries, "1")); words(p.state) != "a b c d" || len(p.odd) > 0 {
			t.Errorf("after a further step %s holds %q", name, words(p.state))
		}
	}
}

// TestWhatTheDatabaseLacksIsNotSaved looks at a dossier of which local storage alone has
// the last step: until that is mended it is not to be called saved.
func TestWhatTheDatabaseLacksIsNotSaved(t *testing.T) {
	b := newBrowser()
	b.keep("1", "a")
	b.append("1", "b")
	look := func() {
		t.Helper()
		b.reload()
		b.store.Look("1", func(_ State, _ bool, err error) {
			if err != nil {
				t.Error(err)
			}
		})
		b.settle()
	}
	if look(); b.store.Behind("1") {
		t.Error("the database has everything, and is said to lack something")
	}
	delete(b.db.entries, recordKey("1", 1))
	if look(); !b.store.Behind("1") || b.store.Pending("1") > 0 {
		t.Error("the database is not said to lack the last step")
	}
	b.store.Mend("1")
	if b.store.Behind("1") || b.store.Pending("1") == 0 {
		t.Error("what is being mended is pending")
	}
	b.settle()
	if _, has := b.db.entries[recordKey("1", 1)]; !has || b.store.Pending("1") > 0 {
		t.Error("the database was not mended")
	}
	if b.store.Behind("none") {
		t.Error("what was never looked at lacks something")
	}
}
