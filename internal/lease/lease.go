// Package lease lets one tab at a time have something, where the browser has no Web Locks:
// on a page that did not come over HTTPS or from this machine, for one. Its tabs share a
// shelf, which is local storage: what one writes there the others see a little later, and
// no step of it both looks and writes.
//
// It promises that never two tabs hold the same, as long as what a tab writes is seen by
// all within Sight; that a tab that is gone, or that its browser lets run no more, holds
// nothing after Term; and that a tab that asks for something is told in the end, once or
// never again after it let go.
//
// The way is Fischer's timed exclusion (in L. Lamport, A Fast Mutual Exclusion Algorithm,
// ACM Transactions on Computer Systems 5(1), 1987): a tab that sees nobody writes its name,
// waits for longer than anybody who saw nobody either can take to write theirs and be seen,
// and has it if the name is still its own. A term is added, since tabs die.
package lease

import (
	"strconv"
	"strings"
	"time"
)

const (
	// Sight is how long what one tab writes may take to be in the storage that all tabs
	// share, and from there to be seen by another.
	Sight = 150 * time.Millisecond
	// settle is how long a name has to stand before it counts. Another tab may see nobody
	// for 2 × Sight after this one wrote, and what it writes then is seen 2 × Sight later.
	settle = 4*Sight + Sight/2
	// Term is how long a lease lasts that is not renewed. Browsers let tabs in the
	// background run once a second.
	Term = 8 * time.Second
	// renewal is how often a tab renews what it holds, and looks whether it still does.
	renewal = Term / 8
	// Patience is how long a tab waits for the one that holds what it asks for, before it
	// takes it away.
	Patience = 2 * time.Second

	// Prefix begins the keys of leases, which are no keys of what is kept.
	Prefix = "gainsay-lease:"
)

// Shelf is the storage that tabs share.
type Shelf interface {
	Get(key string) (value string, ok bool)
	Set(key, value string) error
	Delete(key string) error
	Keys() []string
}

// Clock tells the time, the same to all tabs, and calls back, on the goroutine to which
// leases belong.
type Clock interface {
	Now() time.Time
	After(d time.Duration, f func())
}

// Handlers are told how it goes. Refused may be nil: who takes over is not refused.
type Handlers struct {
	Granted func()
	Refused func() // another tab has it
	Lost    func() // it was taken away, or its term ran out unrenewed
}

// Tab is one of those that lease.
type Tab struct {
	Name  string // no other tab's, without spaces
	Shelf Shelf
	Clock Clock
	made  int
}

// Lease is something that this tab holds or waits for.
type Lease struct {
	tab     *Tab
	key     string
	owner   string // the tab and which of its leases: one tab may ask for the same twice
	told    Handlers
	state   state
	written bool      // the shelf has taken this lease's name
	until   time.Time // up to when it is held, unless it is renewed
}

type state int

const (
	waiting state = iota
	claiming
	holding
	over
)

// Acquire takes a lease if no tab has it.
func (t *Tab) Acquire(what string, told Handlers) *Lease {
	l := t.lease(what, told)
	if l.taken() {
		t.Clock.After(0, l.refuse)
		return l
	}
	l.claim(l.refuse)
	return l
}

// TakeOver waits for a lease, and after Patience takes it from the tab that has it.
func (t *Tab) TakeOver(what string, told Handlers) *Lease {
	l := t.lease(what, told)
	l.wait(t.Clock.Now().Add(Patience))
	return l
}

func (t *Tab) lease(what string, told Handlers) *Lease {
	t.made++
	return &Lease{tab: t, key: Prefix + what, owner: t.Name + "/" + strconv.Itoa(t.made), told: told}
}

// wait claims the lease when it is free, or when the patience is at its end.
func (l *Lease) wait(until time.Time) {
	if l.state == over {
		return
	}
	if l.taken() && l.tab.Clock.Now().Before(until) {
		l.tab.Clock.After(Sight, func() { l.wait(until) })
		return
	}
	l.claim(func() {
		// Another tab claimed it at the same time, or renewed what it holds before it saw
		// the claim.
		l.state = waiting
		l.wait(l.tab.Clock.Now().Add(Patience))
	})
}

// claim writes this tab's name and looks whether it stands.
func (l *Lease) claim(otherwise func()) {
	l.state = claiming
	l.write()
	if !l.written {
		// A shelf that takes nothing keeps nobody apart: there is no use in waiting.
		l.until = l.tab.Clock.Now().Add(Term)
		l.grant()
		return
	}
	l.tab.Clock.After(settle, func() {
		switch {
		case l.state != claiming:
		case l.stands():
			l.grant()
		default:
			otherwise()
		}
	})
}

func (l *Lease) refuse() {
	if l.state == over {
		return
	}
	l.state = over
	if l.told.Refused != nil {
		l.told.Refused()
	}
}

func (l *Lease) grant() {
	l.state = holding
	l.tab.Clock.After(renewal, l.renew)
	l.told.Granted()
}

// renew looks whether the lease is still held, and holds it for another term.
func (l *Lease) renew() {
	if !l.Held() {
		return
	}
	l.write()
	if !l.written {
		l.until = l.tab.Clock.Now().Add(Term)
	}
	l.tab.Clock.After(renewal, l.renew)
}

// Held reports whether this tab has the lease now. It is to be asked before what the lease
// allows: a tab that did not run for a while may have lost it, and hears of it here first.
func (l *Lease) Held() bool {
	if l.state != holding {
		return false
	}
	if !l.stands() {
		l.Release()
		l.told.Lost()
		return false
	}
	return true
}

// Release gives the lease up, or no longer waits for it. Nothing is told after that.
func (l *Lease) Release() {
	if owner, _ := l.tab.read(l.key); owner == l.owner {
		_ = l.tab.Shelf.Delete(l.key)
	}
	l.state = over
}

// write puts this lease's name on the shelf, for a term. Where the shelf has no room, what
// it holds already is what counts.
func (l *Lease) write() {
	until := l.tab.Clock.Now().Add(Term)
	if l.tab.Shelf.Set(l.key, l.owner+" "+strconv.FormatInt(until.UnixMilli(), 10)) == nil {
		l.written, l.until = true, until
	}
}

// stands reports whether no other name is on the shelf, and this one's term not over.
func (l *Lease) stands() bool {
	owner, _ := l.tab.read(l.key)
	return (owner == l.owner || owner == "" && !l.written) && l.tab.Clock.Now().Before(l.until)
}

// taken reports whether another has the lease, or claims it.
func (l *Lease) taken() bool {
	owner, until := l.tab.read(l.key)
	return owner != "" && owner != l.owner && l.tab.Clock.Now().Before(until)
}

// read returns whose name is under a key, and up to when; "" if nobody's is. What is no
// record was written by nobody, long ago.
func (t *Tab) read(key string) (owner string, until time.Time) {
	value, _ := t.Shelf.Get(key)
	owner, end, _ := strings.Cut(value, " ")
	ms, err := strconv.ParseInt(end, 10, 64)
	if err != nil {
		return "", time.Time{}
	}
	return owner, time.UnixMilli(ms)
}

// Held lists what tabs of this browser have leases on, and clears away what is left of those
// that ran out.
func (t *Tab) Held() []string {
	var names []string
	for _, key := range t.Shelf.Keys() {
		what, is := strings.CutPrefix(key, Prefix)
		if !is {
			continue
		}
		if _, until := t.read(key); t.Clock.Now().Before(until) {
			names = append(names, what)
		} else {
			_ = t.Shelf.Delete(key)
		}
	}
	return names
}

// Leave takes all of this tab's names from the shelf: its page is left. Should it come back,
// it holds nothing.
func (t *Tab) Leave() {
	for _, key := range t.Shelf.Keys() {
		if owner, _ := t.read(key); strings.HasPrefix(owner, t.Name+"/") {
			_ = t.Shelf.Delete(key)
		}
	}
}
