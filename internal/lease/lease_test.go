package lease

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// world is a browser with tabs: a clock that goes from event to event, and a storage that
// every tab sees with delay. What a tab writes it sees at once; the storage gets it later,
// in the order in which it was written there; from the storage each tab hears of it later
// again, in the storage's order.
type world struct {
	now    time.Time
	events []event
	turn   int
	tabs   []*simulated
	delay  func() time.Duration
	// When the storage, and each tab, last got something: no word overtakes another.
	stored time.Time
}

type event struct {
	at   time.Time
	turn int
	do   func()
}

func newWorld(delay func() time.Duration) *world {
	return &world{now: time.UnixMilli(1_000_000), delay: delay}
}

func (w *world) at(t time.Time, do func()) {
	w.turn++
	e := event{t, w.turn, do}
	i, _ := slices.BinarySearchFunc(w.events, e, func(a, b event) int {
		if c := a.at.Compare(b.at); c != 0 {
			return c
		}
		return a.turn - b.turn
	})
	w.events = slices.Insert(w.events, i, e)
}

func (w *world) run(d time.Duration) {
	end := w.now.Add(d)
	for len(w.events) > 0 && !w.events[0].at.After(end) {
		e := w.events[0]
		w.events = w.events[1:]
		w.now = e.at
		e.do()
	}
	w.now = end
}

// simulated is a tab's view of the storage, and its clock. A tab that sleeps is called
// back when it wakes.
type simulated struct {
	world   *world
	view    map[string]string
	own     map[string]int // by key: own changes that the storage has not sent back yet
	sent    time.Time
	heard   time.Time
	full    bool
	asleep  bool
	pending []func()
}

func (w *world) tab(name string) (*Tab, *simulated) {
	s := &simulated{world: w, view: map[string]string{}, own: map[string]int{}}
	w.tabs = append(w.tabs, s)
	return &Tab{Name: name, Shelf: s, Clock: s}, s
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (s *simulated) Get(key string) (string, bool) { value, ok := s.view[key]; return value, ok }
func (s *simulated) Keys() []string                { return slices.Sorted(maps.Keys(s.view)) }

func (s *simulated) Set(key, value string) error {
	if s.full {
		return errors.New("full")
	}
	s.change(key, func(view map[string]string) { view[key] = value })
	return nil
}

func (s *simulated) Delete(key string) error {
	s.change(key, func(view map[string]string) { delete(view, key) })
	return nil
}

func (s *simulated) change(key string, apply func(map[string]string)) {
	w := s.world
	apply(s.view)
	s.own[key]++
	s.sent = later(s.sent, w.now.Add(w.delay()))
	w.at(s.sent, func() {
		for _, other := range w.tabs {
			other.heard = later(other.heard, w.now.Add(w.delay()))
			w.at(other.heard, func() {
				switch {
				case other == s:
					if s.own[key]--; s.own[key] == 0 {
						apply(s.view) // what others wrote before it was passed over
					}
				case other.own[key] == 0:
					apply(other.view)
				}
			})
		}
	})
}

func (s *simulated) Now() time.Time { return s.world.now }

func (s *simulated) After(d time.Duration, f func()) {
	s.world.at(s.world.now.Add(d), func() {
		if s.asleep {
			s.pending = append(s.pending, f)
			return
		}
		f()
	})
}

func (s *simulated) wake() {
	s.asleep = false
	pending := s.pending
	s.pending = nil
	for _, f := range pending {
		f()
	}
}

// log takes down what a lease is told.
type log struct{ words []string }

func (g *log) handlers(name string) Handlers {
	say := func(word string) func() { return func() { g.words = append(g.words, name+" "+word) } }
	return Handlers{say("granted"), say("refused"), say("lost")}
}

func (g *log) is(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(g.words, want) {
		t.Fatalf("told %q, not %q", g.words, want)
	}
	g.words = nil
}

func twoTabs(t *testing.T) (w *world, a, b *Tab, g *log) {
	w = newWorld(func() time.Duration { return Sight })
	a, _ = w.tab("a")
	b, _ = w.tab("b")
	return w, a, b, &log{}
}

func TestTheFirstHasItAndTheSecondIsRefused(t *testing.T) {
	w, a, b, g := twoTabs(t)
	first := a.Acquire("d", g.handlers("a"))
	w.run(time.Second)
	g.is(t, "a granted")
	b.Acquire("d", g.handlers("b"))
	other := b.Acquire("other", g.handlers("b other"))
	w.run(time.Second)
	g.is(t, "b refused", "b other granted")
	if !first.Held() || !other.Held() {
		t.Error("one of them is held no more")
	}
	if got := b.Held(); !slices.Equal(got, []string{"d", "other"}) {
		t.Errorf("held are %q", got)
	}
	w.run(5 * Term)
	if g.is(t); !first.Held() {
		t.Error("it is not renewed")
	}
	first.Release()
	w.run(time.Second)
	b.Acquire("d", g.handlers("b"))
	w.run(time.Second)
	g.is(t, "b granted")
}

func TestWhoWaitsGetsItWhenItIsReleased(t *testing.T) {
	w, a, b, g := twoTabs(t)
	first := a.Acquire("d", g.handlers("a"))
	w.run(time.Second)
	b.TakeOver("d", g.handlers("b"))
	w.run(time.Second)
	g.is(t, "a granted")
	first.Release()
	w.run(2 * time.Second)
	g.is(t, "b granted")
}

func TestWhoWaitsLongTakesIt(t *testing.T) {
	w, a, b, g := twoTabs(t)
	first := a.Acquire("d", g.handlers("a"))
	w.run(time.Second)
	second := b.TakeOver("d", g.handlers("b"))
	w.run(Patience + 2*time.Second)
	g.is(t, "a granted", "a lost", "b granted")
	if first.Held() || !second.Held() {
		t.Error("it did not pass")
	}
	first.Release()
	w.run(time.Second)
	if !second.Held() {
		t.Error("the first gave up what was the second's")
	}
}

func TestATabThatDiesHoldsNothingAfterATerm(t *testing.T) {
	w, a, b, g := twoTabs(t)
	a.Acquire("d", g.handlers("a"))
	w.run(time.Second)
	w.tabs[0].asleep = true
	w.run(Term)
	if got := b.Held(); len(got) != 0 {
		t.Errorf("%q are held", got)
	}
	b.Acquire("d", g.handlers("b"))
	w.run(time.Second)
	g.is(t, "a granted", "b granted")
}

func TestATabThatSleptHearsBeforeItWrites(t *testing.T) {
	w, a, _, g := twoTabs(t)
	l := a.Acquire("d", g.handlers("a"))
	w.run(time.Second)
	w.tabs[0].asleep = true
	w.run(Term)
	if l.Held() {
		t.Error("it is held after its term")
	}
	g.is(t, "a granted", "a lost")
	w.tabs[0].wake()
	w.run(time.Second)
	g.is(t)
}

func TestATabThatLeavesHoldsNothing(t *testing.T) {
	w, a, b, g := twoTabs(t)
	l := a.Acquire("d", g.handlers("a"))
	b.Acquire("e", g.handlers("b"))
	w.run(time.Second)
	g.is(t, "a granted", "b granted")
	a.Leave()
	w.run(time.Second)
	if got := b.Held(); !slices.Equal(got, []string{"e"}) {
		t.Errorf("held are %q", got)
	}
	if l.Held() {
		t.Error("a page that came back holds what it left")
	}
}

func TestOneTabMayAskTwice(t *testing.T) {
	w, a, _, g := twoTabs(t)
	one := a.Acquire("d", g.handlers("one"))
	a.Acquire("d", g.handlers("two"))
	w.run(time.Second)
	g.is(t, "two refused", "one granted")
	one.Release()
	a.Acquire("d", g.handlers("three"))
	w.run(time.Second)
	g.is(t, "three granted")
}

func TestAFullShelfKeepsNobodyWaiting(t *testing.T) {
	w, a, _, g := twoTabs(t)
	w.tabs[0].full = true
	l := a.Acquire("d", g.handlers("a"))
	w.run(3 * Term)
	if g.is(t, "a granted"); !l.Held() {
		t.Error("it is held no more")
	}
	w.tabs[0].full = false
	w.run(Term)
	if got := a.Held(); !slices.Equal(got, []string{"d"}) {
		t.Errorf("with room again, %q are on the shelf", got)
	}
}

func TestWhatIsNoRecordHoldsNothing(t *testing.T) {
	for _, value := range []string{"", "x", "x y", " ", "a/1 ", "a/1 1e9", "\x00 -1"} {
		w, a, _, g := twoTabs(t)
		w.tabs[0].view[Prefix+"d"] = value
		a.Acquire("d", g.handlers("a"))
		w.run(time.Second)
		g.is(t, "a granted")
	}
}

// Whatever tabs do and whenever, never two hold the same at one moment, nobody is told
// anything out of order or after letting go, and in the end whoever still waits has it.
func TestNeverTwo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(func() time.Duration {
			return time.Duration(rapid.IntRange(0, int(Sight/time.Millisecond)).Draw(rt, "delay")) * time.Millisecond
		})
		type asked struct {
			*Lease
			name           string
			tab            *simulated
			granted, ended bool
		}
		var all []*asked
		ask := func(n int, t *Tab, s *simulated, over bool) {
			a := &asked{name: fmt.Sprint(t.Name, n), tab: s}
			told := func(word string, fits bool) {
				if !fits {
					rt.Fatalf("%s is told %q", a.name, word)
				}
			}
			h := Handlers{
				Granted: func() { told("granted", !a.granted && !a.ended); a.granted = true },
				Refused: func() { told("refused", !a.granted && !a.ended && !over); a.ended = true },
				Lost:    func() { told("lost", a.granted && !a.ended); a.ended = true },
			}
			if over {
				a.Lease = t.TakeOver("d", h)
			} else {
				a.Lease = t.Acquire("d", h)
			}
			all = append(all, a)
		}
		holders := func() (names []string) {
			for _, a := range all {
				if a.Lease != nil && a.Held() {
					names = append(names, a.name)
				}
			}
			return names
		}
		tabs := make([]*Tab, rapid.IntRange(2, 4).Draw(rt, "tabs"))
		for i := range tabs {
			tabs[i], _ = w.tab(string(rune('a' + i)))
		}
		for n := range rapid.IntRange(1, 30).Draw(rt, "steps") {
			i := rapid.IntRange(0, len(tabs)-1).Draw(rt, "tab")
			s := w.tabs[i]
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				ask(n, tabs[i], s, false)
			case 1:
				ask(n, tabs[i], s, true)
			case 2, 3:
				if open := slices.DeleteFunc(slices.Clone(all), func(a *asked) bool { return a.ended }); len(open) > 0 {
					a := open[rapid.IntRange(0, len(open)-1).Draw(rt, "which")]
					a.Release()
					a.ended = true
				}
			case 4:
				s.asleep = true
			case 5:
				s.wake()
			}
			for range rapid.IntRange(0, 60).Draw(rt, "ticks") {
				w.run(time.Duration(rapid.IntRange(1, 120).Draw(rt, "ms")) * time.Millisecond)
				if held := holders(); len(held) > 1 {
					rt.Fatalf("%q hold it at once", held)
				}
			}
		}
		for _, s := range w.tabs {
			s.wake()
		}
		w.run(time.Minute)
		waits := false
		for _, a := range all {
			waits = waits || !a.ended
		}
		if held := holders(); waits && len(held) != 1 {
			rt.Fatalf("in the end %q hold it", held)
		}
	})
}
