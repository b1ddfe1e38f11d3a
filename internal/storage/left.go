package storage

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// mostLeft is of how many files that were exported it is kept what the dossier was then.
const mostLeft = 6

func leftKey(id string, at time.Time, digest string) string {
	return leftPrefix + id + ":" + stamp(at) + ":" + digest
}

// leftIn reads when a file left out of a key, and its digest.
func leftIn(id, key string) (at time.Time, digest string, ok bool) {
	when, digest, ok := strings.Cut(strings.TrimPrefix(key, leftPrefix+id+":"), ":")
	at, read := stamped(when)
	return at, digest, ok && read
}

// Leave keeps in the database what a dossier was when a file with that digest was made of
// it, so that it can be told later what was changed since. The last few are kept. As with a
// safety copy, nothing waits for it: where it is refused, less can be told.
func (s *Store) Leave(id, digest string, snapshot json.RawMessage) {
	if s.durable == nil || len(snapshot) > largestCopy {
		return
	}
	b := s.book(id)
	sealed, now := head{b.life, b.seq}.seal("snapshot", snapshot), s.now()
	s.durable.Keys(leftPrefix+id+":", func(keys []string, err error) {
		if err != nil || s.books[id] != b || b.closing {
			return
		}
		change := Batch{Put: map[string]string{leftKey(id, now, digest): sealed}}
		slices.Sort(keys) // as the times do
		keys = slices.DeleteFunc(keys, func(key string) bool {
			_, known, ok := leftIn(id, key)
			again := !ok || known == digest
			if again {
				change.Delete = append(change.Delete, key)
			}
			return again
		})
		change.Delete = append(change.Delete, keys[:max(0, len(keys)+1-mostLeft)]...)
		change.Delete = slices.DeleteFunc(change.Delete, func(key string) bool { return change.Put[key] != "" })
		s.durable.Commit(change, func(error) {})
	})
}

// LeftAs returns what a dossier was when a file with that digest was made of it, and when
// that was; found is false where it is not known, or not any more.
func (s *Store) LeftAs(id, digest string, done func(snapshot json.RawMessage, at time.Time, found bool)) {
	if s.durable == nil || digest == "" {
		done(nil, time.Time{}, false)
		return
	}
	s.durable.Keys(leftPrefix+id+":", func(keys []string, err error) {
		at := slices.IndexFunc(keys, func(key string) bool { _, is, ok := leftIn(id, key); return ok && is == digest })
		if err != nil || at < 0 {
			done(nil, time.Time{}, false)
			return
		}
		when, _, _ := leftIn(id, keys[at])
		s.loadSealed(keys[at], func(snapshot json.RawMessage, err error) { done(snapshot, when, err == nil) })
	})
}
