package app

import (
	"encoding/json"
	"errors"
	"strings"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
	"gainsay/internal/turns"
)

// lease is how this tab stands to the others that show its dossier: whether it has the
// right to write, and what it listens to. Package turns says how the tabs take turns.
type lease struct {
	id      dossier.ID
	lock    *browser.Lock
	channel *browser.Channel
	asking  bool // the turn is asked for
	wanted  bool // another tab asked for it while it was
	reading bool // the journal is being read
	behind  bool // it has to be read again
}

func lockName(id dossier.ID) string { return "gainsay:dossier:" + string(id) }

// The words that tabs say to each other about a dossier. Some have something to tell after
// a space.
const (
	wordHello    = "hello"     // a tab opened the dossier
	wordHandOver = "hand over" // a tab asks for the turn
	wordKeep     = "keep"      // the tab that has it cannot give it up: it has something that it could not save
	wordErased   = "erased"    // everything was deleted
	wordStep     = "step "     // a step was written: a turns.Entry
	wordSaving   = "saving "   // how the saving goes: a savingTold
)

// savingTold is what the tab that writes tells of its saving.
type savingTold struct {
	Seq   int                 `json:"seq"`
	State storage.SavingState `json:"state"`
	Err   string              `json:"err,omitempty"`
}

var errElsewhere = errors.New("another tab has this dossier open and cannot save")

// claimLease listens to the other tabs and asks for the turn, if no tab has it.
func (p *Page) claimLease(id dossier.ID) lease {
	l := lease{id: id, channel: browser.OpenChannel(lockName(id), func(word string) { p.later(func() { p.heard(id, word) }) })}
	l.asking = true
	l.lock = browser.Acquire(lockName(id), browser.LockHandlers{
		Granted: func() { p.later(func() { p.granted(id) }) },
		Refused: func() { p.later(func() { p.refused(id) }) },
		Lost:    func() { p.later(func() { p.lostTurn(id) }) },
	})
	return l
}

// shows reports whether the dossier is the open one.
func (p *Page) shows(id dossier.ID) bool {
	return p.desk != nil && p.turns != nil && p.lease.id == id && p.desk.Dossier().ID == id
}

// guest reports whether another tab has the turn at the open dossier, or may have it.
func (p *Page) guest() bool { return p.desk != nil && p.turns != nil && !p.turns.Writing() }

// heard takes what another tab says.
func (p *Page) heard(id dossier.ID, word string) {
	if !p.shows(id) {
		return
	}
	if told, ok := strings.CutPrefix(word, wordStep); ok {
		p.heardStep(id, told)
		return
	}
	if told, ok := strings.CutPrefix(word, wordSaving); ok {
		p.heardSaving(id, told)
		return
	}
	switch word {
	case wordHello:
		p.tellSaving()
	case wordHandOver:
		p.handOver(id)
	case wordKeep:
		p.waitOn(id)
	case wordErased:
		p.erased()
	}
}

// granted is told that no other tab had the turn: what was looked at is what there is.
func (p *Page) granted(id dossier.ID) {
	if !p.shows(id) {
		return
	}
	p.store.Mend(string(id))
	entries, lost := p.turns.GainAlone()
	p.gained(id, entries, lost)
}

// refused is told that another tab has the turn.
func (p *Page) refused(id dossier.ID) {
	if !p.shows(id) {
		return
	}
	p.lease.asking = false
	p.lease.channel.Post(wordHello)
	if p.turns.Waiting() > 0 {
		p.askTurn()
	}
}

// lostTurn is told that another tab took the turn, having waited long.
func (p *Page) lostTurn(id dossier.ID) {
	if p.shows(id) {
		p.turns.Yield()
	}
}

// askTurn asks the tab that has the turn for it. A tab that does not answer loses it.
func (p *Page) askTurn() {
	if p.lease.asking || p.lease.channel == nil {
		return
	}
	id := p.lease.id
	p.lease.asking = true
	p.lease.channel.Post(wordHandOver)
	if p.lease.lock != nil {
		p.lease.lock.Release()
	}
	p.lease.lock = browser.TakeOver(lockName(id), browser.LockHandlers{
		Granted: func() { p.later(func() { p.regained(id) }) },
		Lost:    func() { p.later(func() { p.lostTurn(id) }) },
	})
}

// regained reads what the journal holds, which this tab alone may write now.
func (p *Page) regained(id dossier.ID) {
	if !p.shows(id) {
		return
	}
	p.store.Open(string(id), func(state storage.State, found bool, err error) {
		if !p.shows(id) {
			return
		}
		journal, err := journalIn(p.turns, state, found, err)
		if err != nil {
			p.lease.asking = false
			p.lease.lock.Release()
			p.saving = storage.Saving{Dossier: string(id), State: storage.Failed, Pending: p.turns.Waiting(), Err: err}
			return
		}
		p.desk.CloseField()
		entries, lost := p.turns.Gain(journal)
		p.gained(id, entries, lost)
	})
}

// journalIn is what storage holds, for turns. Where they know all of it, it need not be
// replayed.
func journalIn(t *turns.Turns, state storage.State, found bool, err error) (turns.Journal, error) {
	if err == nil && !found {
		err = errNotKept
	}
	if err != nil {
		return turns.Journal{}, err
	}
	j := turns.Journal{Life: state.Life(), Seq: state.Reach()}
	if t.Knows(j) {
		return j, nil
	}
	if j.Dossier, err = revive(state, withoutBreath); err != nil {
		return j, err
	}
	for _, record := range state.Journal {
		step, err := dossier.DecodeStep(record.Step)
		if err != nil {
			return j, err
		}
		j.Steps = append(j.Steps, turns.Entry{Life: j.Life, Seq: record.Seq, Step: step})
	}
	return j, nil
}

// gained has the turn: what waited is written.
func (p *Page) gained(id dossier.ID, entries []turns.Entry, lost []string) {
	p.lease.asking = false
	p.keepEntries(entries)
	p.showTurns(lost)
	if p.store.Pending(string(id)) == 0 {
		p.saving = storage.Saving{Dossier: string(id), State: storage.Saved}
	}
	p.tellSaving()
	if p.lease.wanted {
		p.lease.wanted = false
		p.handOver(id)
	}
}

// keepEntries writes entries to the journal and tells the other tabs.
func (p *Page) keepEntries(entries []turns.Entry) {
	for _, e := range entries {
		p.keepEntry(e)
	}
}

func (p *Page) keepEntry(e turns.Entry) {
	now := p.desk.Dossier()
	data, err := dossier.EncodeStep(e.Step)
	if err != nil {
		p.saving = storage.Saving{Dossier: string(now.ID), State: storage.Failed, Err: err}
		return
	}
	p.store.Append(string(now.ID), data, p.about(now, ""))
	p.lease.say(e.Told(wordStep, data))
}

// say says a word to the other tabs.
func (l *lease) say(word string) {
	if l.channel != nil {
		l.channel.Post(word)
	}
}

// flush has the other tabs told what they are to hear still.
func (l *lease) flush() {
	if l.channel != nil {
		l.channel.Flush()
	}
}

// tellSaving tells the other tabs how the saving goes here.
func (p *Page) tellSaving() {
	if p.desk == nil || p.guest() {
		return
	}
	told := savingTold{Seq: p.turns.Seq(), State: p.saving.State}
	if p.saving.Err != nil {
		told.Err = p.saving.Err.Error()
	}
	if data, err := json.Marshal(told); err == nil {
		p.lease.say(wordSaving + string(data))
	}
}

// handOver gives the turn to another tab, once everything is stored.
func (p *Page) handOver(id dossier.ID) {
	if !p.turns.Writing() {
		p.lease.wanted = p.lease.asking
		return
	}
	if p.desk.ReadOnly() {
		return // it is being deleted
	}
	p.closeField()
	p.turns.Yield()
	p.store.Settled(string(id), func() {
		if !p.shows(id) || p.lease.lock == nil || p.turns.Writing() {
			return
		}
		if p.store.Pending(string(id)) > 0 {
			p.keepEntries(p.turns.Resume())
			p.lease.channel.Post(wordKeep)
			return
		}
		p.lease.lock.Release()
		if p.turns.Waiting() > 0 {
			p.askTurn()
		}
	})
}

// waitOn is told that the tab that has the turn cannot give it up.
func (p *Page) waitOn(id dossier.ID) {
	if !p.lease.asking {
		return
	}
	p.lease.asking = false
	p.lease.lock.Release()
	p.saving = storage.Saving{Dossier: string(id), State: storage.Failed, Pending: p.turns.Waiting(), Err: errElsewhere}
}

// heardStep shows a step that another tab wrote.
func (p *Page) heardStep(id dossier.ID, told string) {
	var e turns.Entry
	if json.Unmarshal([]byte(told), &e) != nil || p.turns.Writing() {
		return
	}
	p.desk.CloseField()
	switch p.turns.Hear(e) {
	case turns.Taken:
		p.showTurns(nil)
	case turns.Missed:
		p.catchUp(id)
	}
}

// heardSaving shows how the saving goes in the tab that writes, unless something waits
// here; and where that tab wrote more than was heard of here, looks for it.
func (p *Page) heardSaving(id dossier.ID, told string) {
	var s savingTold
	if json.Unmarshal([]byte(told), &s) != nil || p.turns.Writing() {
		return
	}
	if s.Seq > p.turns.Seq() {
		p.catchUp(id)
	}
	if p.turns.Waiting() > 0 {
		return
	}
	p.saving = storage.Saving{Dossier: string(id), State: s.State}
	switch s.State {
	case storage.Failed:
		p.saving.Err = errors.New(s.Err)
	case storage.Saved:
		p.followInFile()
	}
}

// catchUp reads what this tab did not hear of. Where the journal does not have it yet, the
// word that it is saved brings this about again.
func (p *Page) catchUp(id dossier.ID) {
	if p.lease.reading {
		p.lease.behind = true
		return
	}
	p.lease.reading = true
	p.store.Look(string(id), func(state storage.State, found bool, err error) {
		if !p.shows(id) {
			return
		}
		p.lease.reading = false
		if journal, err := journalIn(p.turns, state, found, err); err == nil && !p.turns.Writing() {
			p.desk.CloseField()
			p.turns.Read(journal)
			p.showTurns(nil)
		}
		if p.lease.behind {
			p.lease.behind = false
			p.catchUp(id)
		}
	})
}

// showTurns shows the dossier as the tabs left it, with focus and what is selected where
// they are.
func (p *Page) showTurns(lost []string) {
	now, more := p.turns.Now()
	if lost = append(lost, more...); len(lost) > 0 {
		p.say("Another tab removed what you were working on: “" + strings.Join(lost, "”, “") + "” came to nothing.")
	}
	if now == p.desk.Dossier() {
		return
	}
	p.before = now
	p.desk.Follow(now)
	browser.SetTitle(now.Title() + " – Gainsay")
	var was presence
	p.beforeDraw = func() { was = presenceNow() }
	p.afterDraw(func() { was.restore() })
}

// presence is where the person is in the page: what has focus, and what is selected.
type presence struct {
	focus     browser.Target
	selection browser.Selection
	selected  bool
}

// presenceNow reads it. A step of another tab is drawn some frames after it came, and what the
// person selects until then is theirs, too.
func presenceNow() presence {
	selection, selected := browser.ReadSelection()
	return presence{browser.ActiveElement(), selection, selected}
}

// restore puts the person back where drawing has moved them from.
func (p presence) restore() {
	// With focus in a field the selection is the field's.
	if p.selected && (p.focus.InArticle || p.focus.Lost) {
		browser.SetSelection(p.selection.Anchor, p.selection.Focus)
	}
	if p.focus.InArticle && len(p.focus.Claims) > 0 && browser.ActiveElement().Lost {
		browser.FocusSelector(markSelector(dossier.ID(p.focus.Claims[0])))
	}
}

// farewell leaves a dossier: what waits for the turn is written once this tab has it.
func (p *Page) farewell(l lease, t *turns.Turns) {
	if t == nil || t.Waiting() == 0 || l.lock == nil {
		l.release()
		return
	}
	id := string(l.id)
	l.channel.Post(wordHandOver)
	l.lock.Release()
	l.lock = browser.TakeOver(lockName(l.id), browser.LockHandlers{
		Lost: func() {},
		Granted: func() {
			p.later(func() {
				p.store.Open(id, func(state storage.State, found bool, err error) {
					if journal, err := journalIn(t, state, found, err); err == nil {
						entries, _ := t.Gain(journal)
						for _, e := range entries {
							if data, err := dossier.EncodeStep(e.Step); err == nil {
								p.store.Append(id, data, p.store.About(id))
								l.say(e.Told(wordStep, data))
							}
						}
					}
					p.store.Settled(id, l.release)
				})
			})
		},
	})
}

// release gives up the turn and listens no more.
func (l *lease) release() {
	if l.lock != nil {
		l.lock.Release()
	}
	if l.channel != nil {
		l.channel.Close()
	}
	*l = lease{}
}

// erased tells the tabs that show the dossier that everything was deleted.
func (l *lease) erased() {
	if l.channel != nil {
		l.channel.Post(wordErased)
	}
}

// alone does something to a dossier that is not open here, unless another tab
// has it open.
func (p *Page) alone(id dossier.ID, done string, do func(finish func())) {
	var lock *browser.Lock
	lock = browser.Acquire(lockName(id), browser.LockHandlers{
		Granted: func() { p.later(func() { do(func() { lock.Release() }) }) },
		Refused: func() { p.later(func() { p.say("The dossier was not " + done + ": it is open in another tab.") }) },
		Lost:    func() {},
	})
}
