package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Update is a newer text on its way into the place of the article.
type Update struct {
	*dossier.Update
	editor  dossier.Editor
	before  *dossier.Dossier
	attempt *dossier.Attempt // at the step that the update came to, once it has
	writing *dossier.Writing // of that step
	err     error
}

// opsAtOnce is how many operations of the step a piece of the work does: together they
// take some milliseconds in a browser.
const opsAtOnce = 16

// Work does a piece of the work, and reports whether there is more to do.
func (u *Update) Work() (more bool) {
	switch {
	case u.Update.Work():
		return true
	case u.attempt == nil:
		step := u.Step(u.editor)
		u.attempt, u.writing = step.Attempt(u.before), step.Write()
		return true
	}
	if more, u.err = u.attempt.Work(opsAtOnce); more || u.err != nil {
		return more
	}
	more, u.err = u.writing.Work(opsAtOnce)
	return more
}

// StartUpdate begins to put a newer text in the place of the article. The update is
// worked off by its Work, and comes into force with Update. It fails where the text
// is the present one, and where edits are refused.
func (k *Desk) StartUpdate(next article.Article) (*Update, Outcome) {
	if k.readOnly {
		return nil, refused(saidReadOnly)
	}
	k.CloseField()
	u, err := dossier.NewUpdate(k.Dossier(), next)
	if errors.Is(err, dossier.ErrSameText) {
		return nil, refused("The text is the same as the one here, word for word. Nothing was changed.")
	}
	if err != nil {
		return nil, refused("The text was not updated: %v.", err)
	}
	return &Update{Update: u, editor: k.editor, before: k.Dossier()}, Outcome{}
}

// Update brings an update into force that has no more work to do. It is refused where
// the dossier was edited since it began.
func (k *Desk) Update(u *Update) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	if u.before != k.Dossier() {
		return refused("The text was not updated: the dossier was edited meanwhile. Try again.")
	}
	err := u.err
	if err == nil {
		err = k.history.Take(u.attempt)
	}
	if err != nil {
		return refused("The text was not updated, and nothing was changed: %v.", err)
	}
	k.journal(u.writing.Step())
	return Outcome{Said: "Text updated: " + Summary(u.Tally()) + ".", Done: true}
}

// Summary says what an update came to: "41 exact, 3 moved, 2 changed, 1 orphan".
func Summary(tally dossier.Tally) string {
	var counts []string
	for _, state := range []anchor.State{anchor.Exact, anchor.Moved, anchor.Changed, anchor.Ambiguous, anchor.Orphan} {
		if n := tally[state]; n > 0 {
			name := string(state)
			if state == anchor.Orphan && n > 1 {
				name = "orphans"
			}
			counts = append(counts, fmt.Sprintf("%d %s", n, name))
		}
	}
	if len(counts) == 0 {
		return "there was no claim to look for"
	}
	return strings.Join(counts, ", ")
}

// Undecided lists the claims about which a person has to decide, in order.
func (k *Desk) Undecided() []*dossier.Claim {
	var list []*dossier.Claim
	for _, c := range k.Dossier().Claims {
		if c.Undecided() {
			list = append(list, c)
		}
	}
	return list
}

// NextUndecided returns the first claim after one, round the end, about which a
// person has to decide; "" where there is none.
func (k *Desk) NextUndecided(after dossier.ID) dossier.ID {
	claims := k.Dossier().Claims
	at := slices.IndexFunc(claims, func(c *dossier.Claim) bool { return c.ID == after })
	for i := range claims {
		if c := claims[(at+1+i)%len(claims)]; c.Undecided() && c.ID != after {
			return c.ID
		}
	}
	if at >= 0 && claims[at].Undecided() {
		return after
	}
	return ""
}

// Decisions returns how many claims wait for a decision.
func (k *Desk) Decisions() int { return k.board.undecided }

// Lost lists the claims that are not shown in the text, in order.
func (k *Desk) Lost() []*dossier.Claim { return k.Dossier().Claims[len(k.Placed()):] }

// AcceptWording gives a changed claim the words that stand in its place now.
func (k *Desk) AcceptWording(id dossier.ID) Outcome {
	return k.decide(id, k.editor.AcceptWording, func(c *dossier.Claim) string {
		return "The claim now covers " + excerpt(c.Anchor.Exact) + "."
	})
}

// Choose gives an ambiguous claim one of its places, counted from 0.
func (k *Desk) Choose(id dossier.ID, place int) Outcome {
	choose := func(c *dossier.Claim) (dossier.Step, error) { return k.editor.Choose(c, place) }
	return k.decide(id, choose, func(c *dossier.Claim) string {
		return "The claim stands here now: " + excerpt(c.Anchor.Exact) + "."
	})
}

// KeepOrphan leaves a claim without a place in the present text.
func (k *Desk) KeepOrphan(id dossier.ID) Outcome {
	return k.decide(id, k.editor.Orphan, func(*dossier.Claim) string { return "The claim is kept as an orphan." })
}

// Reattach puts a claim on the words of a range of the article.
func (k *Desk) Reattach(id dossier.ID, span text.Span) Outcome {
	a, outcome := k.describe(span)
	if outcome.Said != "" && !k.readOnly {
		return refused("Select the words that the claim is to stand on first.")
	}
	reattach := func(c *dossier.Claim) (dossier.Step, error) { return k.editor.Reattach(c, a) }
	return k.decide(id, reattach, func(c *dossier.Claim) string {
		return "The claim is attached to " + excerpt(c.Anchor.Exact) + "."
	})
}

func (k *Desk) decide(id dossier.ID, step func(*dossier.Claim) (dossier.Step, error), said func(*dossier.Claim) string) Outcome {
	c := k.Claim(id)
	switch {
	case k.readOnly:
		return refused(saidReadOnly)
	case c == nil:
		return refused("That claim is gone.")
	}
	k.CloseField()
	made, err := step(c)
	if err == nil {
		err = k.do(made)
	}
	if err != nil {
		return refused("Nothing was changed: %v.", err)
	}
	k.SetCurrent(id)
	return Outcome{Said: said(k.Claim(id)), Done: true, Claim: id}
}

// SetMetadata sets what is known about the article, as one step.
func (k *Desk) SetMetadata(m article.Metadata) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	if err := m.Check(); err != nil {
		return refused("Nothing was changed: %v.", err)
	}
	k.CloseField()
	step, changes := k.editor.Metadata(k.Dossier(), m)
	if !changes {
		return Outcome{Said: "The details are as they were."}
	}
	if err := k.do(step); err != nil {
		return refused("Nothing was changed: %v.", err)
	}
	return Outcome{Said: "The article’s details are changed.", Done: true}
}

// StateWords says in plain words how a claim was found again; "" where it stands as
// it always did.
func StateWords(state anchor.State) string {
	switch state {
	case anchor.Moved:
		return "moved"
	case anchor.Changed:
		return "words changed"
	case anchor.Ambiguous:
		return "several places"
	case anchor.Orphan:
		return "orphan"
	}
	return ""
}
