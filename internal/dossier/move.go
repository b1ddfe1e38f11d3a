package dossier

import "errors"

// Move is an undo or a redo on its way, for those who cannot wait for a step of ten
// thousand operations: each Work does a piece of it, Finish brings it into force.
type Move struct {
	redo    bool
	entry   done
	taken   Step     // what the move takes back
	stood   int      // operations that were seen to be as that left them
	looking draft    // at the dossier, for that
	attempt *Attempt // at the step that does it
	writing *Writing // of it, for the journal
	shared  bool     // others changed the dossier, too
	err     error
}

// StartUndo begins to take back the last step. It fails with ErrNothing.
func (h *History) StartUndo() (*Move, error) { return h.start(false) }

// StartRedo begins to do the last undone step again. It fails with ErrNothing.
func (h *History) StartRedo() (*Move, error) { return h.start(true) }

func (h *History) start(redo bool) (*Move, error) {
	h.open = nil
	from, _ := h.ends(redo)
	if len(*from) == 0 {
		return nil, ErrNothing
	}
	entry := (*from)[len(*from)-1]
	taken, made := entry.step, entry.inverse
	if redo {
		taken, made = made, taken
	}
	m := &Move{redo: redo, entry: entry, taken: taken, looking: draft{Dossier: *h.current}, shared: h.shared}
	m.attempt, m.writing = made.Attempt(h.current), made.Write()
	m.attempt.known = true
	return m, nil
}

// ends are where a move takes its step from, and where it puts it.
func (h *History) ends(redo bool) (from, to *[]done) {
	if redo {
		return &h.redo, &h.undo
	}
	return &h.undo, &h.redo
}

// Label names the step that is undone or redone.
func (m *Move) Label() string { return m.attempt.step.Label }

// Progress returns how many operations are done and written, of how many.
func (m *Move) Progress() (done, all int) {
	return m.attempt.done + m.writing.done, 2 * len(m.attempt.step.Ops)
}

// Work does so many operations more, and reports whether there is more to do. An error
// ends it; Finish returns that, too.
func (m *Move) Work(most int) (more bool, err error) {
	for _, work := range []func(int) (bool, error){m.look, m.attempt.Work, m.writing.Work} {
		if more || m.err != nil {
			break
		}
		more, m.err = work(most)
	}
	return more, m.err
}

// look sees whether others have changed what the step left. Where nobody else has, it is
// as it was.
func (m *Move) look(most int) (more bool, err error) {
	if !m.shared {
		return false, nil
	}
	for ; most > 0 && m.stood < len(m.taken.Ops); most-- {
		if !m.taken.Ops[m.stood].stands(&m.looking) {
			return false, errOvertaken
		}
		m.stood++
	}
	return m.stood < len(m.taken.Ops), nil
}

// Finish does what is left of a move, and returns the step that it came to. It is
// refused where the dossier was edited since it began.
func (h *History) Finish(m *Move) (Step, error) {
	if m.attempt.before != h.current {
		return Step{}, errEdited
	}
	from, to := h.ends(m.redo)
	for more := true; more; {
		var err error
		if more, err = m.Work(len(m.attempt.step.Ops) + 1); err != nil {
			if m.shared { // others have built upon the step: it is given up
				*from = (*from)[:len(*from)-1]
			}
			return Step{}, err
		}
	}
	h.open = nil
	h.current = m.attempt.after()
	*from = (*from)[:len(*from)-1]
	*to = append(*to, m.entry)
	return m.writing.Step(), nil
}

var errEdited = errors.New("the dossier was edited meanwhile")
