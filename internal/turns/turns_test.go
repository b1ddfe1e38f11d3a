package turns

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// world is a journal and some tabs, between which words travel in order but late.
type world struct {
	ticks   int
	first   *dossier.Dossier
	journal []Entry
	tabs    []*tab
	holder  *tab // has the turn
	lost    []string
}

type tab struct {
	w       *world
	turns   *Turns
	history *dossier.History
	inbox   []Entry
	made    []dossier.ID
}

func (w *world) editor() dossier.Editor {
	return dossier.Editor{
		Now: func() time.Time { w.ticks++; return time.UnixMilli(1_780_000_000_000 + int64(w.ticks)) },
		NewID: func() dossier.ID {
			w.ticks++
			return dossier.ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", w.ticks))
		},
	}
}

const words = "One two three four five six seven eight nine ten eleven twelve."

func newWorld(tabs int) *world {
	w := &world{}
	a := article.Article{Blocks: []article.Block{{Kind: article.KindParagraph, Text: words}}}
	w.first = dossier.New(w.editor().NewID(), w.editor().NewID(), a, w.editor().Now())
	for range tabs {
		w.tabs = append(w.tabs, w.open())
	}
	return w
}

// stored replays the journal.
func (w *world) stored() *dossier.Dossier {
	d := w.first
	for _, e := range w.journal {
		next, err := e.Step.Apply(d)
		if err != nil {
			panic(fmt.Sprintf("step %d of the journal cannot be replayed: %v", e.Seq, err))
		}
		d = next
	}
	return d
}

// read is what the journal holds; the first steps may be in a snapshot already.
func (w *world) read(snapshot int) Journal {
	return Journal{Dossier: w.stored(), Life: 1, Seq: len(w.journal), Steps: w.journal[min(snapshot, len(w.journal)):]}
}

func (w *world) open() *tab {
	d := w.stored()
	return &tab{w: w, turns: New(w.editor(), d, 1, len(w.journal)), history: dossier.NewHistory(d)}
}

// write puts entries into the journal and sends them off.
func (t *tab) write(entries ...Entry) {
	for _, e := range entries {
		if e.Seq != len(t.w.journal)+1 {
			panic(fmt.Sprintf("step %d is written after %d", e.Seq, len(t.w.journal)))
		}
		t.w.journal = append(t.w.journal, e)
		for _, other := range t.w.tabs {
			if other != t {
				other.inbox = append(other.inbox, e)
			}
		}
	}
}

// show brings the tab's history to what its turns show.
func (t *tab) show() {
	now, lost := t.turns.Now()
	t.w.lost = append(t.w.lost, lost...)
	t.history.Follow(now)
}

func (t *tab) done(step dossier.Step) {
	t.made = append(t.made, step.ID)
	if entry, write := t.turns.Do(step, t.history.Dossier()); write {
		t.write(entry)
	}
}

func (t *tab) do(step dossier.Step) {
	if t.history.Do(step) == nil {
		t.done(step)
	}
}

func (t *tab) hear() {
	e := t.inbox[0]
	t.inbox = t.inbox[1:]
	switch t.turns.Hear(e) {
	case Taken:
		t.show()
	case Missed:
		t.turns.Read(t.w.read(0))
		t.show()
	}
}

// gain gives the tab the turn.
func (t *tab) gain(snapshot int) {
	if t.w.holder == t {
		return
	}
	if t.w.holder != nil {
		t.w.holder.turns.Yield()
	}
	t.w.holder = t
	entries, lost := t.turns.Gain(t.w.read(snapshot))
	t.w.lost = append(t.w.lost, lost...)
	t.write(entries...)
	t.show()
}

// settle lets every tab have the turn and hear everything.
func (w *world) settle() {
	for range 2 {
		for _, t := range w.tabs {
			t.gain(0)
		}
		for _, t := range w.tabs {
			for len(t.inbox) > 0 {
				t.hear()
			}
		}
	}
}

func (w *world) check(t *rapid.T) {
	w.settle()
	want := w.stored()
	for i, each := range w.tabs {
		if got := each.history.Dossier(); !reflect.DeepEqual(got, want) {
			t.Fatalf("tab %d shows %s, and the journal has %s", i, shown(got), shown(want))
		}
	}
	missing := 0
	for _, each := range w.tabs {
		for _, id := range each.made {
			if !slices.ContainsFunc(w.journal, func(e Entry) bool { return e.Step.ID == id }) {
				missing++
			}
		}
	}
	if missing > len(w.lost) {
		t.Fatalf("%d edits came to nothing, of which only %q were named", missing, w.lost)
	}
}

func shown(d *dossier.Dossier) string {
	var out []string
	for _, c := range d.Claims {
		out = append(out, fmt.Sprintf("%s %q %d", c.ID.Short(), c.Note, len(c.Reviews)))
	}
	return strings.Join(out, "; ")
}

func highlight(w *world, at int) dossier.Step {
	index := text.NewIndex(words)
	start := text.CodePoint(at)
	a, err := anchor.Describe(index, article.Digest(words), text.Span{Start: start, End: start + 5})
	if err != nil {
		panic(err)
	}
	step, _ := w.editor().Highlight(a)
	return step
}

// TestInterleavings lets tabs edit, undo, hear of each other late, pass the turn and die at
// random.
func TestInterleavings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(2, 3).Draw(t, "tabs"))
		some := func(t *rapid.T) *tab { return w.tabs[rapid.IntRange(0, len(w.tabs)-1).Draw(t, "tab")] }
		claim := func(t *rapid.T, d *dossier.Dossier) dossier.ID {
			if len(d.Claims) == 0 {
				t.Skip("there is no claim")
			}
			return d.Claims[rapid.IntRange(0, len(d.Claims)-1).Draw(t, "claim")].ID
		}
		t.Repeat(map[string]func(*rapid.T){
			"highlight": func(t *rapid.T) { some(t).do(highlight(w, rapid.IntRange(0, 40).Draw(t, "at"))) },
			"note": func(t *rapid.T) {
				tab := some(t)
				w.ticks++
				step, err := w.editor().SetClaim(claim(t, tab.history.Dossier()), dossier.FieldNote, fmt.Sprint("note ", w.ticks))
				if err != nil {
					t.Fatal(err)
				}
				tab.do(step)
			},
			"remove": func(t *rapid.T) {
				tab := some(t)
				tab.do(w.editor().Remove(tab.history.Dossier(), claim(t, tab.history.Dossier())))
			},
			"undo": func(t *rapid.T) {
				tab := some(t)
				if step, err := tab.history.Undo(); err == nil {
					tab.done(step)
				}
			},
			"redo": func(t *rapid.T) {
				tab := some(t)
				if step, err := tab.history.Redo(); err == nil {
					tab.done(step)
				}
			},
			"hear": func(t *rapid.T) {
				if tab := some(t); len(tab.inbox) > 0 {
					tab.hear()
				}
			},
			"gain": func(t *rapid.T) { some(t).gain(rapid.IntRange(0, 20).Draw(t, "steps in the snapshot")) },
			"miss": func(t *rapid.T) { // as a tab that sleeps
				tab := some(t)
				tab.inbox = tab.inbox[len(tab.inbox)/2:]
			},
			"die": func(t *rapid.T) {
				i := rapid.IntRange(0, len(w.tabs)-1).Draw(t, "tab")
				if w.holder == w.tabs[i] {
					w.holder = nil
				}
				w.tabs[i] = w.open()
			},
			"settle": w.check,
		})
		w.check(t)
	})
}

// TestOneFieldTwice edits one field in two tabs that do not know of each other.
func TestOneFieldTwice(t *testing.T) {
	w := newWorld(2)
	a, b := w.tabs[0], w.tabs[1]
	a.gain(0)
	a.do(highlight(w, 0))
	b.hear()
	id := b.history.Dossier().Claims[0].ID
	note := func(tab *tab, words string) {
		step, err := w.editor().SetClaim(id, dossier.FieldNote, words)
		if err != nil {
			t.Fatal(err)
		}
		tab.do(step)
	}
	note(a, "from a")
	note(b, "from b")
	w.settle()
	for _, tab := range w.tabs {
		c := tab.history.Dossier().Claims[0]
		if c.Note != "from b" || len(c.Reviews) != 1 || !strings.Contains(c.Reviews[0].Text, "the note to “from a”") {
			t.Errorf("a tab shows the note %q and the log %v", c.Note, c.Reviews)
		}
	}
	if _, err := a.history.Undo(); err == nil {
		t.Error("undoing one’s own edit takes back another’s")
	}
	if step, err := b.history.Undo(); err != nil || b.history.Dossier().Claims[0].Note != "" {
		t.Errorf("undoing one’s own: %v, %q", err, step.Label)
	}
}

// TestAStoredJournalThatLagsBehind gives the turn to a tab that heard of steps which the
// journal did not get.
func TestAStoredJournalThatLagsBehind(t *testing.T) {
	w := newWorld(2)
	a, b := w.tabs[0], w.tabs[1]
	a.gain(0)
	a.do(highlight(w, 0))
	a.do(highlight(w, 10))
	b.hear()
	b.hear()
	b.do(highlight(w, 20))
	w.journal = w.journal[:1] // and a is gone
	w.tabs, w.holder = []*tab{b}, nil
	b.gain(0)
	if d := w.stored(); len(d.Claims) != 3 || !reflect.DeepEqual(d, b.history.Dossier()) {
		t.Errorf("the journal has %s, and the tab shows %s", shown(d), shown(b.history.Dossier()))
	}
}

func TestAnEntryIsReadAsItWasWritten(t *testing.T) {
	entry := Entry{Life: 3, Seq: 7, Step: dossier.Step{ID: "step", Label: "a “label” <b>", Ops: []dossier.Op{{Verb: dossier.RemoveClaim, Target: "c"}}}}
	step, err := dossier.EncodeStep(entry.Step)
	if err != nil {
		t.Fatal(err)
	}
	var back Entry
	told, ok := strings.CutPrefix(entry.Told("step ", step), "step ")
	if err := json.Unmarshal([]byte(told), &back); !ok || err != nil || !reflect.DeepEqual(back, entry) {
		t.Errorf("it came back as %+v (%v)", back, err)
	}
}
