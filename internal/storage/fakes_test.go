package storage

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	errQuota   = errors.New("the quota is exceeded")
	errRefused = errors.New("refused")
)

// disk is a Local as a browser has it: it answers from memory and flushes now and
// then. A crash keeps the writes up to some moment since the last flush.
type disk struct {
	entries map[string]string
	quota   int  // bytes of keys and values; 0 is no limit
	refuse  bool // every Set and Delete fails

	flushed map[string]string
	since   []write
}

type write struct {
	key, value string
	gone       bool
}

func newDisk() *disk {
	return &disk{entries: make(map[string]string), flushed: make(map[string]string)}
}

func (d *disk) Get(key string) (string, bool) {
	value, ok := d.entries[key]
	return value, ok
}

func (d *disk) Set(key, value string) error {
	if d.refuse {
		return errRefused
	}
	size := len(key) + len(value)
	for k, v := range d.entries {
		if k != key {
			size += len(k) + len(v)
		}
	}
	if d.quota > 0 && size > d.quota {
		return errQuota
	}
	d.do(write{key: key, value: value})
	return nil
}

func (d *disk) Delete(key string) error {
	if d.refuse {
		return errRefused
	}
	d.do(write{key: key, gone: true})
	return nil
}

func (d *disk) Keys() []string { return slices.Collect(maps.Keys(d.entries)) }

func (d *disk) do(w write) {
	d.since = append(d.since, w)
	w.over(d.entries)
}

func (w write) over(entries map[string]string) {
	if w.gone {
		delete(entries, w.key)
	} else {
		entries[w.key] = w.value
	}
}

// flush makes everything survive a crash.
func (d *disk) flush() { d.flushed, d.since = maps.Clone(d.entries), nil }

// crash loses all writes since the last flush but the first so many.
func (d *disk) crash(kept int) {
	d.entries = maps.Clone(d.flushed)
	for _, w := range d.since[:kept] {
		w.over(d.entries)
	}
	d.flush()
}

// database is a Durable whose answers wait until the test lets them come, in order.
type database struct {
	entries map[string]string
	queue   []request
	broken  error // what Load answers, where not nil
}

// request is something asked of the database. Its answer is given with nil, or with
// the reason why nothing was done.
type request struct {
	commit bool
	answer func(error)
}

func newDatabase() *database { return &database{entries: make(map[string]string)} }

func (d *database) Load(prefix string, done func(map[string]string, error)) {
	d.queue = append(d.queue, request{answer: func(err error) {
		if err = firstOf(err, d.broken); err != nil {
			done(nil, err)
			return
		}
		found := make(map[string]string)
		for key, value := range d.entries {
			if strings.HasPrefix(key, prefix) {
				found[key] = value
			}
		}
		done(found, nil)
	}})
}

func (d *database) Keys(prefix string, done func([]string, error)) {
	d.Load(prefix, func(found map[string]string, err error) { done(slices.Sorted(maps.Keys(found)), err) })
}

func (d *database) Commit(b Batch, done func(error)) {
	for _, key := range b.Delete {
		if _, both := b.Put[key]; both {
			panic("a batch puts and deletes " + key)
		}
	}
	b = Batch{Put: maps.Clone(b.Put), Delete: slices.Clone(b.Delete)}
	d.queue = append(d.queue, request{commit: true, answer: func(err error) {
		if err == nil {
			b.over(d.entries)
		}
		done(err)
	}})
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// answer answers the oldest request, and reports whether there was one.
func (d *database) answer(err error) bool {
	if len(d.queue) == 0 {
		return false
	}
	first := d.queue[0]
	d.queue = d.queue[1:]
	first.answer(err)
	return true
}

// settle completes everything that waits, and what comes of it.
func (d *database) settle() {
	for d.answer(nil) {
	}
}

// fail lets every transaction fail that waits, and what comes of it; reading works.
func (d *database) fail() {
	for len(d.queue) > 0 {
		if d.queue[0].commit {
			d.answer(errRefused)
		} else {
			d.answer(nil)
		}
	}
}

// crash loses what has not been answered.
func (d *database) crash() { d.queue = nil }

// browser is the two places, the store over them, and what it last reported.
type browser struct {
	local *disk
	db    *database
	store *Store
	last  map[string]Saving
}

func newBrowser() *browser {
	b := &browser{local: newDisk(), db: newDatabase()}
	b.start()
	return b
}

// start begins a visit: a new store over the same places.
func (b *browser) start() {
	b.last = make(map[string]Saving)
	report := func(s Saving) { b.last[s.Dossier] = s }
	defer func() { b.store.now = tick }()
	if b.db == nil {
		b.store = New(b.local, nil, report)
		return
	}
	b.store = New(b.local, b.db, report)
}

// reload begins a visit after an orderly end of the last.
func (b *browser) reload() {
	if b.db != nil {
		b.db.settle()
	}
	b.start()
}

func (b *browser) settle() {
	if b.db != nil {
		b.db.settle()
	}
}

// open opens a dossier and completes all that this asks of the database.
func (b *browser) open(t failer, id string) (State, bool, error) {
	t.Helper()
	var (
		state    State
		found    bool
		err      error
		answered int
	)
	b.store.Open(id, func(s State, f bool, e error) { state, found, err, answered = s, f, e, answered+1 })
	b.settle()
	if answered != 1 {
		t.Fatalf("Open answered %d times", answered)
	}
	return state, found, err
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

var _ failer = (*testing.T)(nil)

// words shows a state as its snapshot and steps: "s 1 2" is a snapshot "s" and two
// steps.
func words(state State) string {
	out := []string{strings.Trim(string(state.Snapshot), `"`)}
	for _, record := range state.Journal {
		out = append(out, strings.Trim(string(record.Step), `"`))
	}
	return strings.Join(out, " ")
}

// ticks counts the readings of the clock of these tests, which moves on at every one:
// a browser's may stand still for a millisecond, in which a test does a day's work.
var ticks int64

func tick() time.Time {
	ticks++
	return time.UnixMicro(1_767_225_600_000_000 + ticks)
}
