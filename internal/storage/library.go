package storage

import (
	"cmp"
	"encoding/json"
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
		if _, buried := graves[gravePrefix+strings.TrimPrefix(key, aboutPrefix)]; !buried {
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

// About returns what is known of a dossier in local storage; its zero value where
// that is nothing.
func (s *Store) About(id string) About {
	value, _ := s.local.Get(aboutPrefix + id)
	a, _ := decodeAbout(value)
	return a
}

// Deleted is a dossier that was taken out, with all that Restore needs.
type Deleted struct {
	About   About
	entries map[string]string
}

// Delete takes a dossier out of both places. A mark is left in the database, so
// that local storage, which a crash can set back by a minute, does not bring the
// dossier back.
func (s *Store) Delete(id string, done func(Deleted, error)) {
	s.loadDurable(prefixOf(id), func(entries map[string]string, err error) {
		if err != nil && s.durable != nil {
			done(Deleted{}, err)
			return
		}
		deleted := Deleted{About: s.About(id), entries: make(map[string]string)}
		for _, key := range append(keysWith(s.local, prefixOf(id)), aboutPrefix+id) {
			if value, ok := s.local.Get(key); ok {
				deleted.entries[key] = value
			}
		}
		maps.Copy(deleted.entries, entries)
		if b, ok := s.books[id]; ok {
			b.pending.over(deleted.entries)
			deleted.take(deleted.entries[aboutPrefix+id])
		}
		change := Batch{
			Put:    map[string]string{gravePrefix + id: `{"deleted":true}`},
			Delete: slices.Sorted(maps.Keys(deleted.entries)),
		}
		s.commit(change, func(err error) {
			if err != nil {
				done(Deleted{}, err)
				return
			}
			for key := range deleted.entries {
				_ = s.local.Delete(key)
			}
			delete(s.books, id)
			done(deleted, nil)
		})
	})
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

// Restore puts a deleted dossier back as it was.
func (s *Store) Restore(d Deleted, done func(error)) {
	change := Batch{Put: d.entries, Delete: []string{gravePrefix + d.About.ID}}
	s.commit(change, func(err error) {
		if err != nil {
			done(err)
			return
		}
		for _, key := range slices.Sorted(maps.Keys(d.entries)) {
			if d.About.Elsewhere && key != aboutPrefix+d.About.ID {
				continue
			}
			if err = s.local.Set(key, d.entries[key]); err != nil && s.durable == nil {
				done(err)
				return
			}
		}
		done(nil)
	})
}

// forgetGrave lets a dossier be kept again under the id of a deleted one.
func (s *Store) forgetGrave(id string) { _ = s.local.Delete(gravePrefix + id) }

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
