package storage

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// A snapshot above this size, in bytes, is kept in the database alone: local
// storage has room for about ten times as much in all.
const localLimit = 500_000

// When a journal is folded into a snapshot: at so many records, or when they are
// as long as the snapshot and of some size.
const (
	longJournal  = 256
	largeJournal = 64 << 10 // bytes
)

// A local storage that refused is tried again after so many further records.
const localPatience = 32

// book is what the store knows of a dossier in use.
type book struct {
	id           string
	life         int64
	base, seq    int // numbers of the last step in the snapshot, and of the last step
	snapshotSize int // bytes
	journalSize  int // bytes

	about   About             // what the library shows
	odd     map[string]string // entries in local storage that cannot be read and found no room aside
	closing bool              // being deleted: what is done now goes nowhere

	elsewhere bool  // too large for local storage
	leftover  bool  // local storage has an earlier state still, though it is too large
	localErr  error // why local storage lags behind
	refusals  int   // records since it did

	copied time.Time // when the last safety copy was made, or asked for
	copies bool      // it is known

	mend   func() // the repairs that Look found to be needed, or nil
	behind bool   // among them: the database does not have all that there is

	pending Batch // what the database does not have yet
	changes int   // how many changes that is
	flying  int   // of those, how many are in the transaction under way
	err     error // why the last transaction failed
	waiting []func()
}

// mended makes the repairs that wait, before anything else is written.
func (b *book) mended() {
	mend := b.mend
	b.mend, b.behind = nil, false
	if mend != nil {
		mend()
	}
}

func (s *Store) book(id string) *book {
	b, ok := s.books[id]
	if !ok {
		b = &book{id: id}
		s.books[id] = b
	}
	return b
}

// newLife names a life: later than any other that the store knows of, however
// coarse the clock.
func (s *Store) newLife() int64 {
	s.lastLife = max(s.now().UnixMicro(), s.lastLife+1)
	return s.lastLife
}

// Begin keeps a dossier that is not kept yet, as its first snapshot. What was
// kept under its id before is replaced.
func (s *Store) Begin(id string, snapshot json.RawMessage, about About) {
	old := s.books[id]
	b := &book{id: id, life: s.newLife(), snapshotSize: len(snapshot), elsewhere: s.tooLarge(snapshot), leftover: true}
	if old != nil {
		b.pending, b.changes, b.flying, b.waiting = old.pending, old.changes, old.flying, old.waiting
		b.odd = old.odd
	}
	s.books[id] = b
	sealed := head{b.life, 0}.seal("snapshot", snapshot)
	b.localErr = s.rebuildLocal(b, State{Snapshot: snapshot, life: b.life})
	s.write(b, Batch{Put: map[string]string{snapshotKey(id): sealed}, Delete: []string{gravePrefix + id}}, about)
}

// Append keeps a step.
func (s *Store) Append(id string, step json.RawMessage, about About) {
	b := s.book(id)
	b.mended()
	b.seq++
	key, sealed := recordKey(id, b.seq), head{b.life, b.seq}.seal("step", step)
	b.journalSize += len(step)
	if !b.elsewhere {
		if b.localErr == nil {
			b.localErr = s.local.Set(key, sealed)
		} else {
			b.refusals++
		}
	}
	s.write(b, Batch{Put: map[string]string{key: sealed}}, about)
}

// NeedsCompact reports whether the journal has grown so long that a snapshot
// should take its place, or whether a snapshot could bring local storage up to
// date again.
func (s *Store) NeedsCompact(id string) bool {
	b := s.book(id)
	return b.seq-b.base >= longJournal ||
		b.journalSize >= largeJournal && b.journalSize >= b.snapshotSize ||
		b.refusals >= localPatience
}

// Compact puts a snapshot of the dossier as it is now in the place of the one
// before and the journal since.
func (s *Store) Compact(id string, snapshot json.RawMessage) {
	b := s.book(id)
	b.mended()
	change := Batch{Put: map[string]string{snapshotKey(id): head{b.life, b.seq}.seal("snapshot", snapshot)}}
	for seq := b.base + 1; seq <= b.seq; seq++ {
		change.Delete = append(change.Delete, recordKey(id, seq))
	}
	b.base, b.snapshotSize, b.journalSize, b.refusals = b.seq, len(snapshot), 0, 0
	b.elsewhere = s.tooLarge(snapshot)
	b.leftover = true
	b.localErr = s.rebuildLocal(b, State{Snapshot: snapshot, Seq: b.seq, life: b.life})
	s.write(b, change, b.about)
}

// tooLarge reports whether a snapshot is for the database alone. Where there is no
// database, local storage is the only place there is.
func (s *Store) tooLarge(snapshot json.RawMessage) bool {
	return s.durable != nil && len(snapshot) > localLimit
}

// rebuildLocal makes local storage hold a state and nothing else of the dossier.
// The snapshot goes first: a reader that comes in between finds a whole state.
// Where room ends within the journal, what is there is a state that once was. What
// is too large is left to the database; what is here goes once the database has it.
func (s *Store) rebuildLocal(b *book, state State) error {
	if b.elsewhere {
		return nil
	}
	if err := s.setAside(b); err != nil {
		return err
	}
	stale := make(map[string]bool)
	for _, key := range keysWith(s.local, prefixOf(b.id)) {
		stale[key] = true
	}
	var err error
	put := func(key, value string) {
		if err == nil {
			err = s.local.Set(key, value)
		}
		if err == nil {
			delete(stale, key)
		}
	}
	put(snapshotKey(b.id), state.head().seal("snapshot", state.Snapshot))
	if err != nil {
		return err
	}
	for _, record := range state.Journal {
		put(recordKey(b.id, record.Seq), head{state.life, record.Seq}.seal("step", record.Step))
	}
	s.sweep(stale)
	return err
}

// setAside moves the entries of local storage that cannot be read. It stops where
// there is no room: what is not moved stays.
func (s *Store) setAside(b *book) error {
	for _, key := range slices.Sorted(maps.Keys(b.odd)) {
		if err := s.local.Set(asideKey(key, b.odd[key]), b.odd[key]); err != nil {
			return err
		}
		if err := s.local.Delete(key); err != nil {
			return err
		}
		delete(b.odd, key)
	}
	return nil
}

// clearLocal takes out of local storage what is too large for it, now that the
// database has it.
func (s *Store) clearLocal(b *book) {
	if !b.elsewhere || !b.leftover || s.setAside(b) != nil {
		return
	}
	b.leftover = false
	for _, key := range keysWith(s.local, prefixOf(b.id)) {
		_ = s.local.Delete(key) // what stays is of an earlier state
	}
}

func (s *Store) sweep(keys map[string]bool) {
	for key := range keys {
		// A key that stays is older than the snapshot, or out of its reach, and is
		// left out when the dossier is read.
		_ = s.local.Delete(key)
	}
}

// write takes a change into what the database is to get, with what the library
// shows, and sends it off.
func (s *Store) write(b *book, change Batch, about About) {
	about.ID = b.id
	about.Bytes = b.snapshotSize + b.journalSize
	about.Elsewhere = b.elsewhere
	b.about = about
	key, value := aboutPrefix+b.id, about.encode()
	if err := s.local.Set(key, value); err != nil && b.localErr == nil {
		b.localErr = err
	}
	change.Put[key] = value
	b.pending = b.pending.then(change)
	b.changes++
	s.flush(b)
}

// flush sends what is pending to the database, unless a transaction is under way:
// then it goes with the next.
func (s *Store) flush(b *book) {
	if b.flying > 0 || b.closing || b.pending.empty() {
		s.tell(b)
		return
	}
	if s.durable == nil {
		b.err = ErrNoDatabase
		s.tell(b)
		s.release(b)
		return
	}
	sent := b.pending
	b.flying = b.changes
	s.tell(b)
	s.durable.Commit(sent, func(err error) { s.landed(b, sent, err) })
}

// landed hears how a transaction ended.
func (s *Store) landed(b *book, sent Batch, err error) {
	b, kept := s.books[b.id] // it may have been begun anew meanwhile, or deleted
	if !kept {
		return
	}
	flown := b.flying
	b.flying = 0
	b.err = err
	if err != nil {
		b.err = fmt.Errorf("the browser refused: %w", err)
		s.tell(b)
		s.release(b)
		return
	}
	b.changes -= flown
	b.pending = b.pending.without(sent)
	if b.pending.empty() {
		b.changes = 0 // what came meanwhile changed nothing
	}
	if b.changes > 0 && !b.closing {
		s.flush(b)
		return
	}
	if b.changes == 0 {
		s.clearLocal(b)
	}
	s.tell(b)
	s.release(b)
}

// without returns what is left of b once sent is done.
func (b Batch) without(sent Batch) Batch {
	left := Batch{Put: map[string]string{}}
	for key, value := range b.Put {
		if done, ok := sent.Put[key]; !ok || done != value {
			left.Put[key] = value
		}
	}
	deleted := make(map[string]bool, len(sent.Delete))
	for _, key := range sent.Delete {
		deleted[key] = true
	}
	for _, key := range b.Delete {
		if !deleted[key] {
			left.Delete = append(left.Delete, key)
		}
	}
	return left
}

func (s *Store) tell(b *book) {
	saving := Saving{Dossier: b.id, Pending: b.changes, LocalErr: b.localErr}
	switch {
	case b.changes == 0:
		saving.State = Saved
	case b.err != nil && b.flying == 0:
		saving.State, saving.Err = Failed, b.err
	default:
		saving.State = Pending
	}
	s.report(saving)
}

// Pending returns how many changes of a dossier the database does not have.
func (s *Store) Pending(id string) int {
	if b, ok := s.books[id]; ok {
		return b.changes
	}
	return 0
}

// Retry sends what the database refused once more.
func (s *Store) Retry(id string) { s.flush(s.book(id)) }

// Settled calls f once no transaction of the dossier is under way: everything is
// saved then, or was refused.
func (s *Store) Settled(id string, f func()) {
	b := s.book(id)
	if b.flying == 0 {
		f()
		return
	}
	b.waiting = append(b.waiting, f)
}

func (s *Store) release(b *book) {
	waiting := b.waiting
	b.waiting = nil
	for _, f := range waiting {
		f()
	}
}
