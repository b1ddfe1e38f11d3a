package storage

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Look reads a dossier as Open does, and repairs nothing: it is for whoever does not have
// the right to write, yet. Mend makes the repairs, once one has.
func (s *Store) Look(id string, done func(state State, found bool, err error)) {
	s.look(id, done)
}

// Mend makes the repairs that the last Look at a dossier found to be needed.
func (s *Store) Mend(id string) {
	if b, ok := s.books[id]; ok {
		b.mended()
	}
}

// Behind reports whether the last Look at a dossier found that the database does not have
// all of it, and nothing was done about that yet: it is not saved.
func (s *Store) Behind(id string) bool {
	b, ok := s.books[id]
	return ok && b.behind
}

// Standing is the life of a dossier in use, and the number of its last step.
func (s *Store) Standing(id string) (life int64, seq int) {
	b := s.book(id)
	return b.life, b.seq
}

// Life is that of the dossier whose state it is.
func (s State) Life() int64 { return s.life }

// Reach is the number of the last step that the state holds.
func (s State) Reach() int { return s.reach() }

// Open reads a dossier. Of the two places, the one whose journal reaches further
// is believed, the database where both reach equally far, and the other is rebuilt
// from it. Where they hold different lives of the dossier, the later one counts.
// found is false where neither has anything of the dossier. On an error everything
// is left as it is.
func (s *Store) Open(id string, done func(state State, found bool, err error)) {
	s.look(id, func(state State, found bool, err error) {
		s.Mend(id)
		done(state, found, err)
	})
}

func (s *Store) look(id string, done func(state State, found bool, err error)) {
	// The dossier is read last: a transaction that ends before its answer comes is in it,
	// and one that ends after is still known as pending.
	s.loadDurable(gravePrefix+id, func(graves map[string]string, graveErr error) {
		s.loadDurable(aboutPrefix+id, func(abouts map[string]string, aboutErr error) {
			s.loadDurable(prefixOf(id), func(entries map[string]string, err error) {
				done(s.reconcile(found{
					id: id, grave: graves[gravePrefix+id], about: abouts[aboutPrefix+id], entries: entries,
					err: cmp.Or(graveErr, aboutErr, err),
				}))
			})
		})
	})
}

// found is what the database answers about a dossier.
type found struct {
	id           string
	grave, about string
	entries      map[string]string
	err          error
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
			p.odd = slices.Sorted(maps.Keys(entries))
		}
		return p
	}
	top, payload, err := unseal("snapshot", sealed)
	if err != nil {
		p.err = ErrDamaged
		if errors.Is(err, ErrNewer) {
			p.err = ErrNewer
		}
		p.odd = slices.Sorted(maps.Keys(entries))
		return p
	}
	p.state = State{Snapshot: payload, Seq: top.seq, life: top.life}
	broken := false
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		number, ok := seqOf(id, key)
		switch {
		case key == snapshotKey(id):
		case ok && number <= top.seq:
			if _, _, err := unseal("step", entries[key]); err == nil {
				p.stale = append(p.stale, key)
			} else {
				p.odd = append(p.odd, key)
			}
		case ok && !broken && number == p.state.reach()+1:
			own, step, err := unseal("step", entries[key])
			if errors.Is(err, ErrNewer) {
				return place{entries: entries, err: ErrNewer}
			}
			if err == nil && own == (head{top.life, number}) {
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

func (s *Store) reconcile(f found) (State, bool, error) {
	if f.err != nil && s.durable != nil {
		// It may reach further than local storage, and a journal continued without
		// knowing it would run into it.
		return State{}, true, fmt.Errorf("the browser’s database could not be read: %w", f.err)
	}
	id, durableEntries := f.id, f.entries
	localEntries := make(map[string]string)
	for _, key := range keysWith(s.local, prefixOf(id)) {
		if value, ok := s.local.Get(key); ok {
			member := "step"
			if key == snapshotKey(id) {
				member = "snapshot"
			}
			if outlives(f.grave, member, value) {
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
	if durable.err != nil || local.err == nil && local.state.after(durable.state) {
		chosen = local
	}
	if chosen.err != nil {
		if s.nothing(local, durable) {
			return State{}, false, nil
		}
		return State{}, true, ErrDamaged
	}
	s.take(b, chosen.state)
	b.about = s.latestAbout(b, f.about)
	b.behind = s.durable != nil && !durable.holds(chosen.state)
	b.mend = func() {
		s.learn(b)
		s.repair(b, local, durable, chosen.state, f.about)
	}
	return chosen.state, true, nil
}

// after reports whether s is of a later life than other, or reaches further in the
// same one.
func (s State) after(other State) bool {
	return cmp.Or(cmp.Compare(s.life, other.life), cmp.Compare(s.reach(), other.reach())) > 0
}

func (s *Store) nothing(local, durable place) bool {
	return errors.Is(local.err, errNothing) && errors.Is(durable.err, errNothing)
}

// latestAbout is what the library shows, from the place that knows the later word.
func (s *Store) latestAbout(b *book, durable string) About {
	if value, ok := b.pending.Put[aboutPrefix+b.id]; ok {
		durable = value
	}
	known, _ := decodeAbout(durable)
	value, _ := s.local.Get(aboutPrefix + b.id)
	if a, ok := decodeAbout(value); ok && (known.ID == "" || a.Modified.After(known.Modified)) {
		known = a
	}
	return known
}

// learn gives local storage what the library shows, where it has another word.
func (s *Store) learn(b *book) {
	key := aboutPrefix + b.id
	if value, _ := s.local.Get(key); b.about.ID != "" && value != b.about.encode() {
		b.localErr = s.local.Set(key, b.about.encode())
	}
}

// take makes the book that of a state.
func (s *Store) take(b *book, state State) {
	b.life, b.base, b.seq = state.life, state.Seq, state.reach()
	s.lastLife = max(s.lastLife, state.life)
	b.snapshotSize, b.journalSize = len(state.Snapshot), 0
	for _, record := range state.Journal {
		b.journalSize += len(record.Step)
	}
	b.elsewhere = s.tooLarge(state.Snapshot)
	b.localErr, b.refusals = nil, 0
}

// repair makes both places hold the state that was chosen, and sets aside what
// could not be read. The database is rebuilt by one transaction.
func (s *Store) repair(b *book, local, durable place, state State, about string) {
	b.odd = make(map[string]string)
	for _, key := range local.odd {
		b.odd[key] = local.entries[key]
	}
	if err := s.setAside(b); err != nil {
		b.localErr = err
	}
	b.leftover = len(local.entries) > 0
	if !b.elsewhere && (!local.holds(state) || len(local.stale) > 0) {
		if err := s.rebuildLocal(b, state); err != nil {
			b.localErr = err
		}
	}
	if s.durable == nil {
		return
	}
	change := Batch{Put: make(map[string]string)}
	for _, key := range durable.odd {
		change.Put[asideKey(key, durable.entries[key])] = durable.entries[key]
		change.Delete = append(change.Delete, key)
	}
	change.Delete = append(change.Delete, durable.stale...)
	if !durable.holds(state) {
		for key := range durable.entries {
			if !slices.Contains(change.Delete, key) {
				change.Delete = append(change.Delete, key)
			}
		}
		rebuilt := Batch{Put: map[string]string{snapshotKey(b.id): state.head().seal("snapshot", state.Snapshot)}}
		for _, record := range state.Journal {
			rebuilt.Put[recordKey(b.id, record.Seq)] = head{state.life, record.Seq}.seal("step", record.Step)
		}
		change = change.then(rebuilt)
	}
	if key := aboutPrefix + b.id; b.about.ID != "" && about != b.about.encode() && b.pending.Put[key] == "" {
		change.Put[key] = b.about.encode()
	}
	if change.empty() {
		if b.changes == 0 {
			s.clearLocal(b)
		}
		return
	}
	b.pending = b.pending.then(change)
	b.changes++
	s.flush(b)
}

// holds reports whether the place has exactly that state.
func (p place) holds(state State) bool {
	if p.err != nil || p.state.life != state.life || p.state.Seq != state.Seq || len(p.state.Journal) != len(state.Journal) || string(p.state.Snapshot) != string(state.Snapshot) {
		return false
	}
	for i, record := range p.state.Journal {
		if string(record.Step) != string(state.Journal[i].Step) {
			return false
		}
	}
	return true
}
