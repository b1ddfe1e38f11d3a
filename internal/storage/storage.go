// Package storage keeps dossiers in a browser, in two places at once. Each place
// holds, per dossier, a snapshot and the journal of the steps since. Local storage
// is written before a call returns, so that what was done is readable and outlives
// a closed tab; a database with transactions is written right after, and "saved"
// means that its transaction is complete, because only that survives a browser
// that is killed.
//
// The package promises that what was reported as saved is found again by Open;
// that Open gives a state that was once complete, never a mixture: the journal is
// taken up to the first entry that is torn or missing; and that nothing it cannot
// read is thrown away: such entries are set aside under another key. It does not
// know what a dossier is: snapshots and steps are JSON to it.
//
// A Store belongs to one goroutine. The database answers through callbacks, which
// have to arrive on that goroutine too.
package storage

import (
	"encoding/json"
	"errors"
	"maps"
	"time"
)

// Local is a small key-value store that answers at once, as a browser's local
// storage does.
type Local interface {
	Get(key string) (value string, ok bool)
	// Set fails where there is no room left, and then keeps the old value.
	Set(key, value string) error
	Delete(key string) error
	Keys() []string
}

// Durable is a key-value store with transactions that answers later.
type Durable interface {
	// Load reads all entries whose keys begin with prefix.
	Load(prefix string, done func(map[string]string, error))
	// Keys lists the keys that begin with prefix.
	Keys(prefix string, done func([]string, error))
	// Commit makes all the changes of a batch, or none. done hears nil only once
	// they would survive a crash.
	Commit(b Batch, done func(error))
}

// Batch is a set of changes. No key is in both Put and Delete.
type Batch struct {
	Put    map[string]string
	Delete []string
}

// then returns the batch that does b and after it next.
func (b Batch) then(next Batch) Batch {
	put, gone := map[string]string{}, map[string]bool{}
	for _, part := range []Batch{b, next} {
		for _, key := range part.Delete {
			delete(put, key)
			gone[key] = true
		}
		for key, value := range part.Put {
			put[key] = value
			delete(gone, key)
		}
	}
	out := Batch{Put: put}
	for key := range maps.Keys(gone) {
		out.Delete = append(out.Delete, key)
	}
	return out
}

func (b Batch) empty() bool { return len(b.Put) == 0 && len(b.Delete) == 0 }

// over returns what entries become by the batch. It changes entries.
func (b Batch) over(entries map[string]string) {
	for _, key := range b.Delete {
		delete(entries, key)
	}
	maps.Copy(entries, b.Put)
}

// SavingState says how far the keeping of a dossier has come.
type SavingState int

// The states of saving.
const (
	Saved   SavingState = iota // the database has everything
	Pending                    // a transaction is under way
	Failed                     // the database refused; what was done is kept in memory, and locally where that works
)

// Saving is a report on the keeping of one dossier.
type Saving struct {
	Dossier  string
	State    SavingState
	Pending  int   // changes that the database does not have yet
	Err      error // why State is Failed
	LocalErr error // why local storage does not have everything, or nil
}

// Errors that callers tell apart.
var (
	ErrNoDatabase = errors.New("this browser offers no database to pages, so a crash could lose the last minute")
	ErrNewer      = errors.New("a newer version of Gainsay wrote it; use that version")
	ErrDamaged    = errors.New("its stored snapshot is damaged")
)

// Store keeps dossiers.
type Store struct {
	local   Local
	durable Durable // nil where the browser has none
	report  func(Saving)
	now     func() time.Time

	lastLife int64 // the latest that was begun or read
	books    map[string]*book
}

// New returns a store over the two places. durable may be nil. report is told of
// every change in the saving of a dossier; it may be nil.
func New(local Local, durable Durable, report func(Saving)) *Store {
	if report == nil {
		report = func(Saving) {}
	}
	return &Store{local: local, durable: durable, report: report, now: time.Now, books: make(map[string]*book)}
}

// Record is one entry of a journal.
type Record struct {
	Seq  int
	Step json.RawMessage
}

// State is what is kept of a dossier: a snapshot, and the steps since.
type State struct {
	Snapshot json.RawMessage
	Seq      int // of the last step that the snapshot holds
	Journal  []Record

	life int64
}

// head is that of the snapshot.
func (s State) head() head { return head{s.life, s.Seq} }

// reach is the number of the last step that the state holds.
func (s State) reach() int { return s.Seq + len(s.Journal) }
