package desk

import (
	"errors"
	"slices"

	"gainsay/internal/dossier"
)

// Move is an undo or a redo on its way. It is worked off by its Work, and comes into force
// with Finish.
type Move struct {
	move *dossier.Move
	said string // before the name of the step
}

// StartUndo begins to take back the last step. It fails where there is none, and where
// edits are refused.
func (k *Desk) StartUndo() (*Move, Outcome) {
	return k.start(k.history.StartUndo, "Undone: ", "There is nothing to undo.")
}

// StartRedo begins to do the last undone step again.
func (k *Desk) StartRedo() (*Move, Outcome) {
	return k.start(k.history.StartRedo, "Redone: ", "There is nothing to redo.")
}

func (k *Desk) start(begin func() (*dossier.Move, error), said, nothing string) (*Move, Outcome) {
	if k.readOnly {
		return nil, refused(saidReadOnly)
	}
	k.CloseField()
	move, err := begin()
	if errors.Is(err, dossier.ErrNothing) {
		return nil, refused("%s", nothing)
	}
	if err != nil {
		return nil, refused("That could not be done: %v.", err)
	}
	return &Move{move: move, said: said}, Outcome{}
}

// Label names the step that is undone or redone.
func (m *Move) Label() string { return m.move.Label() }

// Progress returns how much of the work is done, of how much.
func (m *Move) Progress() (done, all int) { return m.move.Progress() }

// Work does a piece of the work, and reports whether there is more to do. Where it cannot
// be done there is not, and Finish says why.
func (m *Move) Work() (more bool) {
	more, err := m.move.Work(opsAtOnce)
	return more && err == nil
}

// Undo takes back the last step.
func (k *Desk) Undo() Outcome { return k.moved(k.StartUndo()) }

// Redo does the last undone step again.
func (k *Desk) Redo() Outcome { return k.moved(k.StartRedo()) }

func (k *Desk) moved(m *Move, outcome Outcome) Outcome {
	if m == nil {
		return outcome
	}
	return k.Finish(m)
}

// Finish does what is left of a move, and brings it into force. It is refused where the
// dossier was edited since it began. What it is about becomes current.
func (k *Desk) Finish(m *Move) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	step, err := k.history.Finish(m.move)
	if err != nil {
		return refused("That could not be done: %v.", err)
	}
	k.journal(step)
	outcome := Outcome{Said: m.said + step.Label + ".", Done: true}
	claims, oppositions := step.Touched()
	for _, id := range slices.Backward(claims) {
		if k.Claim(id) != nil {
			outcome.Claim = id
			break
		}
	}
	for _, id := range slices.Backward(oppositions) {
		if k.Dossier().Opposition(id) != nil {
			outcome.Opposition = id
			break
		}
	}
	if outcome.Claim != "" {
		k.SetCurrent(outcome.Claim)
	}
	return outcome
}
