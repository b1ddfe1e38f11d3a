package storage

import (
	"maps"
	"slices"
	"testing"
)

// FuzzOpen puts arbitrary bytes in the place of a snapshot and of two records, one
// of which the snapshot may hold already, in either place. Open gives a state that
// the next visit gives too, or an error and leaves everything as it is; and nothing
// that cannot be read is lost.
func FuzzOpen(f *testing.F) {
	sealed := func(member string, seq int) string { return head{1, seq}.seal(member, text("x")) }
	f.Add("", "", "", "", "", "")
	f.Add(sealed("snapshot", 0), sealed("step", 1), sealed("step", 2), sealed("snapshot", 1), "torn", sealed("step", 2))
	f.Add(sealed("snapshot", 2), sealed("step", 1), "{", "{}", "null", "[1]")
	f.Add(sealed("snapshot", -2), sealed("step", -1), "", sealed("snapshot", 1<<40), "", "")
	f.Add(sealed("snapshot", 0), `{"version":2}`, "", `{"version":1e9}`, "", "")
	f.Add(`{"version":1,"version":2}`, "\xff", "\u2028", `{"version":"1"}`, `{"seq":1}`, "{\"version\":1,\"life\":1}")
	f.Fuzz(func(t *testing.T, localSnapshot, local1, local2, dbSnapshot, db1, db2 string) {
		b := newBrowser()
		fill := func(entries map[string]string, snapshot string, records ...string) {
			if snapshot != "" {
				entries[snapshotKey(id)] = snapshot
			}
			for i, record := range records {
				if record != "" {
					entries[recordKey(id, i+1)] = record
				}
			}
		}
		fill(b.local.entries, localSnapshot, local1, local2)
		fill(b.db.entries, dbSnapshot, db1, db2)
		local, db := maps.Clone(b.local.entries), maps.Clone(b.db.entries)

		state, found, err := b.open(t, id)
		b.checkForm(t)
		if err != nil || !found {
			if !maps.Equal(local, b.local.entries) || !maps.Equal(db, b.db.entries) {
				t.Fatalf("it gave %v, %v, and changed the places", found, err)
			}
			return
		}
		checkKept(t, local, b.local.entries)
		checkKept(t, db, b.db.entries)
		b.append(id, "more")
		b.reload()
		again, _, err := b.open(t, id)
		if err != nil || again.Seq != state.Seq || len(again.Journal) != len(state.Journal)+1 || string(again.Snapshot) != string(state.Snapshot) {
			t.Fatalf("first it gave %+v, with a step more %+v, %v", state, again, err)
		}
	})
}

// checkKept checks that every entry that cannot be read is still there, under its
// key or aside.
func checkKept(t *testing.T, before, after map[string]string) {
	t.Helper()
	for key, value := range before {
		member := "step"
		if key == snapshotKey(id) {
			member = "snapshot"
		}
		if _, _, err := unseal(member, value); err == nil || after[key] == value {
			continue
		}
		if !slices.Contains(aside(after), value) {
			t.Fatalf("%s held %q, which cannot be read, and is lost", key, value)
		}
	}
}
