package storage

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// About is what the library shows of a dossier.
type About struct {
	ID          string    `json:"id"`
	Name        string    `json:"name,omitempty"`
	Title       string    `json:"title"`
	Article     string    `json:"article,omitempty"` // where the article came from on this server
	URL         string    `json:"url,omitempty"`     // of the original, where it has one
	Digest      string    `json:"sha256"`            // of the article's text
	Claims      int       `json:"claims"`
	Oppositions int       `json:"oppositions"`
	Created     time.Time `json:"created"`
	Modified    time.Time `json:"modified"`
	Bytes       int       `json:"bytes"`               // snapshot and journal
	Elsewhere   bool      `json:"elsewhere,omitempty"` // too large for local storage: in the database alone
}

func (a About) encode() string {
	data, err := json.Marshal(a)
	if err != nil {
		// Only a year beyond 9999 gets here; the library then has no dates to show.
		a.Created, a.Modified = time.Time{}, time.Time{}
		data, _ = json.Marshal(a)
	}
	return string(data)
}

func decodeAbout(value string) (About, bool) {
	var a About
	err := json.Unmarshal([]byte(value), &a)
	return a, err == nil && a.ID != ""
}

// Library lists the dossiers that are kept, the last changed first. Where the
// database cannot be read, it lists those that local storage knows.
func (s *Store) Library(done func([]About, error)) {
	s.loadDurable(aboutPrefix, func(entries map[string]string, _ error) {
		s.loadDurable(gravePrefix, func(graves map[string]string, _ error) {
			done(s.list(entries, graves), nil)
		})
	})
}

func (s *Store) list(entries, graves map[string]string) []About {
	known := make(map[string]About)
	add := func(value string) {
		if a, ok := decodeAbout(value); ok && !a.Modified.Before(known[a.ID].Modified) {
			known[a.ID] = a
		}
	}
	for _, key := range keysWith(s.local, aboutPrefix) {
		value, _ := s.local.Get(key)
		id := strings.TrimPrefix(key, aboutPrefix)
		snapshot, _ := s.local.Get(snapshotKey(id))
		if outlives(graves[gravePrefix+id], "snapshot", snapshot) {
			add(value)
		}
	}
	for _, value := range entries {
		add(value)
	}
	for _, b := range s.books {
		if value, ok := b.pending.Put[aboutPrefix+b.id]; ok {
			add(value)
		}
	}
	return slices.SortedFunc(maps.Values(known), func(a, b About) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.ID, b.ID))
	})
}

// About returns what the library shows of a dossier that is in use or known to local
// storage; its zero value where there is nothing.
func (s *Store) About(id string) About {
	if b, ok := s.books[id]; ok && b.about.ID != "" {
		return b.about
	}
	value, _ := s.local.Get(aboutPrefix + id)
	a, _ := decodeAbout(value)
	return a
}

// Deleted is a dossier that was taken out, with all that Restore needs.
type Deleted struct {
	About          About
	local, durable map[string]string
	beside         map[string]string // its safety copies, and what it was when it was exported, in the database
}

// Delete takes a dossier out of both places, with its safety copies and what it was when it
// was exported. A mark is left in the database, so that local storage, which a crash can
// set back by a minute, does not bring the dossier back.
func (s *Store) Delete(id string, done func(Deleted, error)) {
	s.loadDurable(copyPrefix+id+":", func(copies map[string]string, err error) {
		if err != nil && s.durable != nil {
			done(Deleted{}, err)
			return
		}
		s.loadDurable(leftPrefix+id+":", func(left map[string]string, leftErr error) {
			s.loadDurable(prefixOf(id), func(entries map[string]string, err error) {
				if err = cmp.Or(err, leftErr); err != nil && s.durable != nil {
					done(Deleted{}, err)
					return
				}
				beside := make(map[string]string)
				maps.Copy(beside, copies)
				maps.Copy(beside, left)
				s.remove(id, entries, beside, done)
			})
		})
	})
}

// remove takes out what the database has of a dossier, and what else there is.
func (s *Store) remove(id string, entries, beside map[string]string, done func(Deleted, error)) {
	deleted := s.gather(id, entries)
	deleted.beside = beside
	life := max(s.lifeOf(id, deleted.local), s.lifeOf(id, deleted.durable))
	b := s.book(id)
	change := Batch{
		Put:    map[string]string{gravePrefix + id: engrave(life)},
		Delete: append(slices.Sorted(maps.Keys(deleted.durable)), b.pending.Delete...),
	}
	change.Delete = slices.AppendSeq(change.Delete, maps.Keys(beside))
	slices.Sort(change.Delete)
	change.Delete = slices.Compact(change.Delete)
	change.Delete = slices.DeleteFunc(change.Delete, func(key string) bool { return key == gravePrefix+id })
	b.closing = true
	s.commitOrFree(change, func(err error) {
		b.closing = false
		if err != nil {
			done(Deleted{}, err)
			s.flush(b)
			return
		}
		for _, key := range append(keysWith(s.local, prefixOf(id)), aboutPrefix+id) {
			_ = s.local.Delete(key) // what stays is known as deleted by the mark
		}
		delete(s.books, id)
		done(deleted, nil)
	})
}

// gather collects all that there is of a dossier in each place: in the database, with
// what that is to get. The two are kept apart, because one may hold a later snapshot.
func (s *Store) gather(id string, durable map[string]string) Deleted {
	all := Deleted{About: s.About(id), local: make(map[string]string), durable: make(map[string]string)}
	for _, key := range append(keysWith(s.local, prefixOf(id)), aboutPrefix+id) {
		if value, ok := s.local.Get(key); ok {
			all.local[key] = value
		}
	}
	maps.Copy(all.durable, durable)
	if b, ok := s.books[id]; ok {
		b.pending.over(all.durable)
	}
	key := aboutPrefix + id
	all.take(all.durable[key])
	if all.About.ID != "" {
		all.durable[key] = all.About.encode()
	}
	return all
}

// lifeOf is the life of the dossier that entries hold, or the one in use.
func (s *Store) lifeOf(id string, entries map[string]string) int64 {
	life := int64(0)
	if b, ok := s.books[id]; ok {
		life = b.life
	}
	if h, _, err := unseal("snapshot", entries[snapshotKey(id)]); err == nil {
		life = max(life, h.life)
	}
	return life
}

// grave is the mark that a deleted dossier leaves.
type grave struct {
	Life int64 `json:"life"` // the last one that was deleted
}

func engrave(life int64) string { return fmt.Sprintf(`{"life":%d}`, life) }

// outlives reports whether an entry of local storage counts where the database has
// that mark, or none: it has to be of a later life than the one deleted.
func outlives(mark, member, entry string) bool {
	var g grave
	if mark == "" || json.Unmarshal([]byte(mark), &g) != nil {
		return true
	}
	h, _, err := unseal(member, entry)
	return errors.Is(err, ErrNewer) || err == nil && h.life > g.Life
}

func (d *Deleted) take(about string) {
	if a, ok := decodeAbout(about); ok {
		d.About = a
	}
}

// commit makes a change in the database, where there is one.
func (s *Store) commit(change Batch, done func(error)) {
	if s.durable == nil {
		done(nil)
		return
	}
	s.durable.Commit(change, done)
}

// commitOrFree makes a change that is to make room. Where there is none for what it
// puts, it takes out only: a mark is worth less than the room.
func (s *Store) commitOrFree(change Batch, done func(error)) {
	s.commit(change, func(err error) {
		if err == nil || len(change.Delete) == 0 {
			done(err)
			return
		}
		s.commit(Batch{Delete: change.Delete}, done)
	})
}

// Restore puts a deleted dossier back as it was, with what was beside it. It fails where
// one was begun under its id since. Where there is room for the dossier but not for the
// rest, it comes back without that.
func (s *Store) Restore(d Deleted, done func(error)) {
	id := d.About.ID
	if b, ok := s.books[id]; ok && b.snapshotSize > 0 {
		done(errors.New("a dossier was begun under its id since"))
		return
	}
	_, inDatabase := d.durable[snapshotKey(id)]
	s.commit(Batch{Put: d.durable, Delete: []string{gravePrefix + id}}, func(err error) {
		if err == nil {
			err = s.putBack(d.local)
		}
		if inDatabase && s.durable != nil && errors.Is(err, errNoRoom) {
			err = nil
		}
		if err != nil || len(d.beside) == 0 {
			done(err)
			return
		}
		s.commit(Batch{Put: d.beside}, func(error) { done(nil) })
	})
}

var errNoRoom = errors.New("local storage has no room for it")

// putBack writes entries to local storage: all, or none.
func (s *Store) putBack(entries map[string]string) error {
	// The snapshot sorts after the records and goes first: without it they are nothing.
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(entries))) {
		if err := s.local.Set(key, entries[key]); err != nil {
			for key := range entries {
				_ = s.local.Delete(key)
			}
			return fmt.Errorf("%w: %w", errNoRoom, err)
		}
	}
	return nil
}

// Setting returns a setting of this browser, or "".
func (s *Store) Setting(key string) string {
	value, _ := s.local.Get(settingPrefix + key)
	var setting string
	if json.Unmarshal([]byte(value), &setting) != nil {
		return ""
	}
	return setting
}

// SetSetting keeps a setting in this browser. It is a convenience: where there is
// no room for it, it lasts no longer than the visit.
func (s *Store) SetSetting(key, value string) {
	data, err := json.Marshal(value)
	if err == nil {
		_ = s.local.Set(settingPrefix+key, string(data))
	}
}

func keysWith(local Local, prefix string) []string {
	var found []string
	for _, key := range local.Keys() {
		if strings.HasPrefix(key, prefix) {
			found = append(found, key)
		}
	}
	slices.Sort(found)
	return found
}
