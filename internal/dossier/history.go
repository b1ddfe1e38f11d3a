package dossier

import (
	"bytes"
	"errors"
)

// History is what a visit did to a dossier: every step can be undone and done
// again, without limit and in order. A step can be left open and amended, as
// while a person types into one field; it counts as one step until it is closed.
//
// Each method that changes the dossier returns the step that takes the dossier
// from what it was to what it is now. Those steps, in order, are the journal.
type History struct {
	current *Dossier
	undo    []done
	redo    []done
	shared  bool     // others changed the dossier, too
	open    *Dossier // the dossier before the last step, while that step is open
}

// done is a step with what takes it back.
type done struct{ step, inverse Step }

// ErrNothing is returned where there is nothing to undo or redo.
var ErrNothing = errors.New("there is nothing left")

// NewHistory starts at a dossier.
func NewHistory(d *Dossier) *History { return &History{current: d} }

// Dossier returns the dossier as it is now.
func (h *History) Dossier() *Dossier { return h.current }

// CanUndo reports whether there is a step to undo.
func (h *History) CanUndo() bool { return len(h.undo) > 0 }

// CanRedo reports whether there is a step to do again.
func (h *History) CanRedo() bool { return len(h.redo) > 0 }

// Do applies a step. What had been undone before it can no longer be redone. An
// error leaves everything as it was.
func (h *History) Do(step Step) error { return h.Take(step.Attempt(h.current)) }

// Take is Do with a step that was attempted at the dossier as it is now. What is left
// of it to do is done.
func (h *History) Take(a *Attempt) error {
	if a.before != h.current {
		return errEdited
	}
	next, entry, err := taken(a)
	if err != nil {
		return err
	}
	h.open = nil
	h.current = next
	h.undo = append(h.undo, entry)
	h.redo = nil
	return nil
}

// Open applies a step and leaves it open for Amend.
func (h *History) Open(step Step) error {
	before := h.current
	if err := h.Do(step); err != nil {
		return err
	}
	h.open = before
	return nil
}

// Amend replaces the open step by another version of it, which applies to the
// dossier as it was before. It is for steps that set the same fields as the
// version they replace: only then does the journal, which has both, replay to
// the same dossier.
func (h *History) Amend(step Step) error {
	if h.open == nil {
		return errors.New("amending a step: none is open")
	}
	next, entry, err := taken(step.Attempt(h.open))
	if err != nil {
		return err
	}
	h.current = next
	h.undo[len(h.undo)-1] = entry
	return nil
}

// Close ends the open step, if there is one.
func (h *History) Close() { h.open = nil }

// Forget takes back the open step as if it had never been made, and returns the
// step that did so. It is for a visit to a field that changed nothing in the end.
func (h *History) Forget() (Step, error) {
	if h.open == nil {
		return Step{}, ErrNothing
	}
	last := h.undo[len(h.undo)-1]
	h.current, h.open = h.open, nil
	h.undo = h.undo[:len(h.undo)-1]
	return last.inverse, nil
}

// Follow puts the dossier in the place of the present one: others changed it. What was
// done on this visit can be undone still, where it is as it was left: what they changed
// since is not taken back with it.
func (h *History) Follow(d *Dossier) {
	h.open, h.current, h.shared = nil, d, true
}

// Undo takes back the last step, and returns the step that did so. A step that others
// built upon since cannot be taken back: it is given up, with an error.
func (h *History) Undo() (Step, error) { return h.move(h.StartUndo()) }

// Redo does the last undone step again, and returns it.
func (h *History) Redo() (Step, error) { return h.move(h.StartRedo()) }

func (h *History) move(m *Move, err error) (Step, error) {
	if err != nil {
		return Step{}, err
	}
	return h.Finish(m)
}

// taken returns the dossier with all of an attempt done, and what the history keeps of it.
func taken(a *Attempt) (*Dossier, done, error) {
	if err := a.all(); err != nil {
		return nil, done{}, err
	}
	return a.after(), done{step: a.step, inverse: a.inverse()}, nil
}

// OpenChangesNothing reports whether the open step left its fields with the
// values that they had before.
func (h *History) OpenChangesNothing() bool {
	if h.open == nil {
		return false
	}
	last := h.undo[len(h.undo)-1]
	for i, op := range last.step.Ops {
		back := last.inverse.Ops[len(last.inverse.Ops)-1-i]
		if op.Field == "" || !bytes.Equal(op.Value, back.Value) {
			return false
		}
	}
	return true
}
