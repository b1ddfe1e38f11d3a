package storage

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Open reads a dossier. Of the two places, the one whose journal reaches further
// is believed, the database where both reach equally far, and the other is rebuilt
// from it. found is false where neither has anything of the dossier. On an error
// everything is left as it is.
func (s *Store) Open(id string, done func(state State, found bool, err error)) {
	s.loadDurable(prefixOf(id), func(entries map[string]string, loadErr error) {
		s.loadDurable(gravePrefix+id, func(graves map[string]string, _ error) {
			done(s.reconcile(id, entries, loadErr, len(graves) > 0))
		})
	})
}

func (s *Store) loadDurable(prefix string, done func(map[string]string, error)) {
	if s.durable == nil {
		done(nil, ErrNoDatabase)
		return
	}
	s.durable.Load(prefix, done)
}

// place is what one of the two places holds of a dossier.
type place struct {
	entries map[string]string
	state   State
	err     error    // why there is no state
	odd     []string // keys of entries that cannot be read, or are out of reach
	stale   []string // keys of records that the snapshot holds already
}

var errNothing = errors.New("there is nothing")

// readPlace makes the state of what a place holds: its snapshot and the unbroken
// run of records after it.
func readPlace(id string, entries map[string]string) place {
	p := place{entries: entries}
	sealed, ok := entries[snapshotKey(id)]
	if !ok {
		p.err = errNothing
		if len(entries) > 0 {
			p.err = ErrDamaged
		}
		return p
	}
	seq, payload, err := unseal("snapshot", sealed)
	if err != nil {
		p.err = ErrDamaged
		if errors.Is(err, ErrNewer) {
			p.err = ErrNewer
		}
		return p
	}
	p.state = State{Snapshot: payload, Seq: seq}
	broken := false
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		number, ok := seqOf(id, key)
		switch {
		case key == snapshotKey(id):
		case ok && number <= seq:
			p.stale = append(p.stale, key)
		case ok && !broken && number == p.state.reach()+1:
			sealedSeq, step, err := unseal("step", entries[key])
			if errors.Is(err, ErrNewer) {
				return place{entries: entries, err: ErrNewer}
			}
			if err == nil && sealedSeq == number {
				p.state.Journal = append(p.state.Journal, Record{Seq: number, Step: step})
				continue
			}
			broken = true
			p.odd = append(p.odd, key)
		default:
			broken = broken || ok
			p.odd = append(p.odd, key)
		}
	}
	return p
}

func (s *Store) reconcile(id string, durableEntries map[string]string, loadErr error, buried bool) (State, bool, error) {
	localEntries := make(map[string]string)
	if !buried {
		for _, key := range keysWith(s.local, prefixOf(id)) {
			if value, ok := s.local.Get(key); ok {
				localEntries[key] = value
			}
		}
	}
	b := s.book(id)
	if durableEntries == nil {
		durableEntries = make(map[string]string)
	}
	for key, value := range b.pending.Put {
		if strings.HasPrefix(key, prefixOf(id)) {
			durableEntries[key] = value
		}
	}
	for _, key := range b.pending.Delete {
		delete(durableEntries, key)
	}
	local, durable := readPlace(id, localEntries), readPlace(id, durableEntries)
	for _, p := range []place{durable, local} {
		if errors.Is(p.err, ErrNewer) {
			return State{}, true, ErrNewer
		}
	}
	chosen := durable
	if durable.err != nil || local.err == nil && local.state.reach() > durable.state.reach() {
		chosen = local
	}
	if chosen.err != nil {
		return State{}, !s.nothing(local, durable), s.unreadable(local, durable, loadErr)
	}
	s.take(b, chosen.state)
	s.repair(b, local, durable, chosen.state, loadErr == nil)
	return chosen.state, true, nil
}

func (s *Store) nothing(local, durable place) bool {
	return errors.Is(local.err, errNothing) && errors.Is(durable.err, errNothing)
}

// unreadable is why neither place has a state; nil where neither has anything.
func (s *Store) unreadable(local, durable place, loadErr error) error {
	switch {
	case loadErr != nil && s.durable != nil:
		return fmt.Errorf("the browser’s database could not be read: %w", loadErr)
	case s.nothing(local, durable):
		return nil
	default:
		return ErrDamaged
	}
}

// take makes the book that of a state.
func (s *Store) take(b *book, state State) {
	b.base, b.seq = state.Seq, state.reach()
	b.snapshotSize, b.journalSize = len(state.Snapshot), 0
	for _, record := range state.Journal {
		b.journalSize += len(record.Step)
	}
	b.elsewhere = b.snapshotSize > localLimit
	b.localErr, b.refusals = nil, 0
}

// repair makes both places hold the state that was chosen, and sets aside what
// could not be read. The database is rebuilt by one transaction.
func (s *Store) repair(b *book, local, durable place, state State, writable bool) {
	for _, key := range local.odd {
		if s.local.Set(asidePrefix+key, local.entries[key]) == nil {
			_ = s.local.Delete(key)
		}
	}
	if !b.elsewhere && (!local.holds(state) || len(local.stale) > 0) {
		b.localErr = s.rebuildLocal(b, state)
	}
	if !writable {
		return
	}
	change := Batch{Put: make(map[string]string)}
	for _, key := range durable.odd {
		change.Put[asidePrefix+key] = durable.entries[key]
		change.Delete = append(change.Delete, key)
	}
	change.Delete = append(change.Delete, durable.stale...)
	if !durable.holds(state) {
		for key := range durable.entries {
			if !slices.Contains(change.Delete, key) {
				change.Delete = append(change.Delete, key)
			}
		}
		rebuilt := Batch{Put: map[string]string{snapshotKey(b.id): seal("snapshot", state.Seq, state.Snapshot)}}
		for _, record := range state.Journal {
			rebuilt.Put[recordKey(b.id, record.Seq)] = seal("step", record.Seq, record.Step)
		}
		if about, ok := s.local.Get(aboutPrefix + b.id); ok {
			rebuilt.Put[aboutPrefix+b.id] = about
		}
		change = change.then(rebuilt)
	}
	if change.empty() {
		return
	}
	b.pending = b.pending.then(change)
	b.changes++
	s.flush(b)
}

// holds reports whether the place has exactly that state.
func (p place) holds(state State) bool {
	if p.err != nil || p.state.Seq != state.Seq || len(p.state.Journal) != len(state.Journal) || string(p.state.Snapshot) != string(state.Snapshot) {
		return false
	}
	for i, record := range p.state.Journal {
		if string(record.Step) != string(state.Journal[i].Step) {
			return false
		}
	}
	return true
}
