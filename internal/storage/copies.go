package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The spans of time of which a safety copy is kept each. They are cut from all time since
// 1970, so that it needs no memory to say which of them a moment is in.
var spans = []time.Duration{10 * time.Minute, time.Hour, 24 * time.Hour}

// largestCopy bounds a snapshot of which safety copies are kept, in bytes: there are up to
// six of each.
const largestCopy = 8 << 20

// spanOf is the number of the span of a length that a moment is in.
func spanOf(length time.Duration, t time.Time) int64 { return t.UnixMicro() / length.Microseconds() }

// staying returns which safety copies are kept of those made at some times, in order: for
// each length of span the first in the present span and the first in the last before it
// that has any. So there are at most six, and for each length the dossier is there as it
// was when the last span began in which it was edited. What does not stay now would not
// stay later.
func staying(made []time.Time, now time.Time) []time.Time {
	made = slices.SortedFunc(slices.Values(made), time.Time.Compare)
	keep := make(map[time.Time]bool)
	for _, length := range spans {
		present := spanOf(length, now)
		last, before := int64(0), -1
		for i, t := range made {
			span := spanOf(length, t)
			if i > 0 && span == last {
				continue
			}
			last = span
			if span >= present {
				keep[t] = true
				break
			}
			before = i
		}
		if before >= 0 {
			keep[made[before]] = true
		}
	}
	return slices.DeleteFunc(made, func(t time.Time) bool { return !keep[t] })
}

// stamp writes a time for a key: in microseconds since 1970, in sixteen digits, so that
// keys sort as times do.
func stamp(t time.Time) string { return fmt.Sprintf("%016d", t.UnixMicro()) }

// stamped reads what stamp wrote.
func stamped(digits string) (time.Time, bool) {
	t, err := strconv.ParseInt(digits, 10, 64)
	return time.UnixMicro(t).UTC(), err == nil && t >= 0 && len(digits) == 16
}

func copyKey(id string, made time.Time) string { return copyPrefix + id + ":" + stamp(made) }

func madeOf(id, key string) (time.Time, bool) {
	digits, ok := strings.CutPrefix(key, copyPrefix+id+":")
	made, read := stamped(digits)
	return made, ok && read
}

// loadSealed reads a snapshot that stands by itself in the database.
func (s *Store) loadSealed(key string, done func(json.RawMessage, error)) {
	s.loadDurable(key, func(entries map[string]string, err error) {
		sealed, there := entries[key]
		if err == nil && !there {
			err = errors.New("it is not kept any more")
		}
		if err != nil {
			done(nil, err)
			return
		}
		_, snapshot, err := unseal("snapshot", sealed)
		done(snapshot, err)
	})
}

// NeedsCopy reports whether it is time for a safety copy of the dossier as it was before
// the edit that is being made: none was made in this span of ten minutes, as far as this
// visit knows.
func (s *Store) NeedsCopy(id string) bool {
	b, ok := s.books[id]
	return s.durable != nil && ok && !b.closing && (!b.copies || spanOf(spans[0], b.copied) != spanOf(spans[0], s.now()))
}

// Copy keeps a safety copy in the database, and drops those whose time is over. It goes
// apart from what is being saved: that never waits for a copy, or fails with one. A copy
// that the database refuses is tried again with the next span.
func (s *Store) Copy(id string, snapshot json.RawMessage) {
	b := s.book(id)
	now := time.UnixMicro(s.now().UnixMicro()).UTC()
	b.copies, b.copied = true, now
	if s.durable == nil || len(snapshot) > largestCopy {
		return
	}
	sealed := head{b.life, b.seq}.seal("snapshot", snapshot)
	s.Copies(id, func(made []time.Time, err error) {
		if err != nil || s.books[id] != b || b.closing {
			return
		}
		if slices.ContainsFunc(made, func(t time.Time) bool { return spanOf(spans[0], t) == spanOf(spans[0], now) }) {
			return // an earlier visit made it
		}
		change := Batch{Put: map[string]string{copyKey(id, now): sealed}}
		all := append(made, now)
		stay := staying(all, now)
		for _, t := range all {
			if !slices.Contains(stay, t) {
				change.Delete = append(change.Delete, copyKey(id, t))
				delete(change.Put, copyKey(id, t))
			}
		}
		s.durable.Commit(change, func(error) {})
	})
}

// Copies tells when the safety copies of a dossier were made, the last first.
func (s *Store) Copies(id string, done func([]time.Time, error)) {
	if s.durable == nil {
		done(nil, ErrNoDatabase)
		return
	}
	s.durable.Keys(copyPrefix+id+":", func(keys []string, err error) {
		var made []time.Time
		for _, key := range keys {
			if t, ok := madeOf(id, key); ok {
				made = append(made, t)
			}
		}
		slices.SortFunc(made, func(a, b time.Time) int { return b.Compare(a) })
		done(made, err)
	})
}

// OpenCopy reads a safety copy.
func (s *Store) OpenCopy(id string, made time.Time, done func(json.RawMessage, error)) {
	s.loadSealed(copyKey(id, made), done)
}
