// Package turns lets several tabs edit one dossier at once. One tab at a time has the
// turn: it alone writes to the journal, and tells the others each step that it wrote.
// What is edited in a tab without the turn shows there at once and waits; the tab asks for
// the turn, and with it puts what waits behind all that was written before.
//
// It promises that tabs that heard everything show the same; that a step that was written
// is never written again, or otherwise; that of two edits of one field, made by two tabs
// that had not heard of each other, the one written later shows and the other is in the
// log; and that what can no longer be done, because what it was about is gone, is named
// and not passed over.
//
// It knows no tabs and no storage: who has the turn, and what travels between tabs, is the
// caller's. Turns belongs to one goroutine.
package turns

import (
	"encoding/json"
	"fmt"
	"strings"

	"gainsay/internal/dossier"
)

// Entry is a step as the journal has it: the life of the dossier, as storage counts it,
// and the step's number.
type Entry struct {
	Life int64        `json:"life"`
	Seq  int          `json:"seq"`
	Step dossier.Step `json:"step"`
}

// Told is what one tab tells another of the entry: a word, and the entry as JSON. Its
// step is written already, and may be megabytes, which are copied once.
func (e Entry) Told(word string, step json.RawMessage) string {
	var b strings.Builder
	b.Grow(len(word) + len(step) + 64)
	fmt.Fprintf(&b, `%s{"life":%d,"seq":%d,"step":`, word, e.Life, e.Seq)
	b.Write(step)
	b.WriteByte('}')
	return b.String()
}

// Turns is one tab's view of a dossier that several tabs may edit.
type Turns struct {
	editor  dossier.Editor
	life    int64
	base    *dossier.Dossier // as the journal has it, as far as this tab heard
	seq     int              // of the last step in base
	recent  []Entry          // the last steps in base, which the journal may not have yet
	waiting []dossier.Step   // own steps on top of base, in order
	writing bool             // this tab has the turn
}

// mostRecent bounds the steps that are kept for a journal that did not get them.
const mostRecent = 256

// New looks at a dossier after the step of that number.
func New(editor dossier.Editor, d *dossier.Dossier, life int64, seq int) *Turns {
	return &Turns{editor: editor, life: life, base: d, seq: seq}
}

// Writing reports whether this tab has the turn.
func (t *Turns) Writing() bool { return t.writing }

// Waiting returns how many own steps wait for the turn.
func (t *Turns) Waiting() int { return len(t.waiting) }

// Seq is the number of the last step that this tab knows to be written.
func (t *Turns) Seq() int { return t.seq }

// Yield gives up the turn.
func (t *Turns) Yield() { t.writing = false }

// Resume takes a turn up again that was given up and that no tab has had since.
func (t *Turns) Resume() []Entry {
	t.writing = true
	return t.write()
}

// Do takes a step that was done in this tab, and led to now. With the turn, it is to be
// written: entry is for the journal and for the other tabs. Without, it waits.
func (t *Turns) Do(step dossier.Step, now *dossier.Dossier) (entry Entry, write bool) {
	if !t.writing {
		t.waiting = append(t.waiting, step)
		return Entry{}, false
	}
	return t.advance(step, now), true
}

func (t *Turns) advance(step dossier.Step, now *dossier.Dossier) Entry {
	t.seq++
	t.base = now
	entry := Entry{t.life, t.seq, step}
	t.recent = append(t.recent, entry)
	if len(t.recent) > 2*mostRecent {
		t.recent = append([]Entry(nil), t.recent[mostRecent:]...)
	}
	return entry
}

// Heard is what hearing of a step comes to.
type Heard int

// What hearing of a step comes to.
const (
	Known  Heard = iota // it was known, or is of another life: nothing changed
	Taken               // it was taken, and Now shows it
	Missed              // there are steps before it that this tab does not know: it has to read the journal
)

// Hear takes a step that another tab wrote.
func (t *Turns) Hear(e Entry) Heard {
	switch {
	case t.writing || e.Life != t.life || e.Seq <= t.seq:
		return Known
	case e.Seq > t.seq+1:
		return Missed
	}
	now, err := e.Step.Apply(t.base)
	if err != nil {
		return Missed
	}
	t.advance(e.Step, now)
	t.log(e.Step)
	return Taken
}

// log has the log say what a step set that is overtaken by one that waits here.
func (t *Turns) log(other dossier.Step) {
	for _, op := range other.Ops {
		for i, own := range t.waiting {
			if own.Overtakes(op) {
				if note, ok := t.editor.Overtaken(op); ok {
					t.waiting = append(t.waiting[:i+1:i+1], append([]dossier.Step{note}, t.waiting[i+1:]...)...)
				}
				break
			}
		}
	}
}

// Now returns the dossier as this tab shows it: what is written, and on top of it what
// waits. What cannot be done any more is left out, and its labels returned.
func (t *Turns) Now() (now *dossier.Dossier, lost []string) {
	now = t.base
	left := t.waiting[:0]
	for _, step := range t.waiting {
		next, err := step.Apply(now)
		if err != nil {
			lost = append(lost, step.Label)
			continue
		}
		now = next
		left = append(left, step)
	}
	t.waiting = left
	return now, lost
}

// Journal is what the journal holds: a dossier, and the last steps that led to it.
type Journal struct {
	Dossier *dossier.Dossier
	Life    int64
	Seq     int
	Steps   []Entry // the last ones, without a gap, to Seq
}

// Knows reports whether a journal reaches no further than what was heard.
func (t *Turns) Knows(j Journal) bool { return j.Life == t.life && j.Seq <= t.seq }

// Read takes what the journal holds, where it reaches further than what was heard.
func (t *Turns) Read(j Journal) {
	if t.Knows(j) {
		return
	}
	for _, e := range j.Steps {
		t.Hear(e) // so that what it overtakes is in the log
	}
	if j.Life != t.life || j.Seq != t.seq {
		t.base, t.life, t.seq, t.recent = j.Dossier, j.Life, j.Seq, nil
	}
}

// GainAlone is Gain where this tab knows all that the journal holds: no other had the turn.
func (t *Turns) GainAlone() (entries []Entry, lost []string) {
	_, lost = t.Now()
	t.writing = true
	return t.write(), lost
}

// Gain is told that this tab has the turn now, and what the journal holds. It returns what
// is to be written to it, and told to the others: steps that were heard and that the
// journal lost, and then those that waited here. Lost are the labels of those that can no
// longer be done.
func (t *Turns) Gain(j Journal) (entries []Entry, lost []string) {
	t.Read(j)
	_, lost = t.Now()
	for _, e := range t.recent {
		if e.Seq > j.Seq {
			entries = append(entries, e)
		}
	}
	t.writing = true
	return append(entries, t.write()...), lost
}

// write makes entries of what waits.
func (t *Turns) write() (entries []Entry) {
	waiting := t.waiting
	t.waiting = nil
	for _, step := range waiting {
		if now, err := step.Apply(t.base); err == nil {
			entries = append(entries, t.advance(step, now))
		}
	}
	return entries
}
