package desk

import (
	"strings"
	"testing"

	"gainsay/internal/dossier"
)

func TestAnUndoIsOfTheDossierThatItBeganAt(t *testing.T) {
	k, journal := newDesk()
	if m, outcome := k.StartUndo(); m != nil || outcome.Said != "There is nothing to undo." {
		t.Errorf("with nothing done it says %q", outcome.Said)
	}
	id := highlight(t, k, denied)
	steps := len(*journal)
	m, outcome := k.StartUndo()
	if m == nil {
		t.Fatal(outcome.Said)
	}
	for m.Work() {
	}
	if done, all := m.Progress(); done != all || all == 0 {
		t.Errorf("at the end %d of %d are done", done, all)
	}
	if k.Claim(id) == nil || len(*journal) != steps {
		t.Error("what is not finished changes the dossier")
	}
	k.Write(id, dossier.FieldNote, "Who at the consulate?")
	if outcome := k.Finish(m); outcome.Done || !strings.Contains(outcome.Said, "edited meanwhile") || k.Claim(id) == nil {
		t.Errorf("it says %q", outcome.Said)
	}

	m, _ = k.StartUndo()
	if outcome := k.Finish(m); !outcome.Done || k.Claim(id).Note != "" {
		t.Errorf("of the note it says %q", outcome.Said)
	}
	m, _ = k.StartRedo()
	if outcome := k.Finish(m); !outcome.Done || k.Claim(id).Note != "Who at the consulate?" || k.Current() != id {
		t.Errorf("doing it again says %q", outcome.Said)
	}
	if got := replay(t, *journal); got.Claim(id).Note != "Who at the consulate?" {
		t.Error("the journal replays to another dossier")
	}
	k.SetReadOnly(true)
	if outcome := k.Undo(); outcome.Done || outcome.Said != saidReadOnly {
		t.Errorf("where edits are refused it says %q", outcome.Said)
	}
}
