package desk

import (
	"strings"
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// update puts the desk's article, with words of it replaced, in its place.
func update(t *testing.T, k *Desk, old, now string) Outcome {
	t.Helper()
	next := k.Dossier().Article
	next.Blocks = append([]article.Block(nil), next.Blocks...)
	for n := range next.Blocks {
		next.Blocks[n].Text = strings.Replace(next.Blocks[n].Text, old, now, 1)
	}
	u, outcome := k.StartUpdate(next)
	if u == nil {
		t.Fatal(outcome.Said)
	}
	for u.Work() {
	}
	return k.Update(u)
}

func TestAnUpdateIsOneStepThatUndoTakesBackTextAndAll(t *testing.T) {
	k, journal := newDesk()
	kept, changed := highlight(t, k, insisted), highlight(t, k, denied)
	before, steps := k.Layout().Digest(), len(*journal)
	drawn := revs(k)

	outcome := update(t, k, "denied this", "confirmed this")
	if outcome.Said != "Text updated: 1 exact, 1 changed." || !outcome.Done {
		t.Errorf("it says %q", outcome.Said)
	}
	if len(*journal) != steps+1 || k.Layout().Digest() == before {
		t.Errorf("%d steps, text %s", len(*journal)-steps, k.Layout().Digest())
	}
	for n, rev := range revs(k) {
		if rev <= drawn[n] {
			t.Errorf("block %d of the new text has revision %d, the old one had %d", n, rev, drawn[n])
		}
	}
	if k.Dossier().Claim(kept).State != "" || k.Dossier().Claim(changed).State != anchor.Changed {
		t.Errorf("the claims are %+v", k.Dossier().Claims)
	}
	var marked []string
	for _, run := range k.Runs(2) {
		for _, look := range run.Looks {
			marked = append(marked, string(look.Claim.State)+" "+run.Text)
		}
	}
	if len(marked) != 1 || marked[0] != "changed Japan confirmed this" {
		t.Errorf("block 2 shows %q", marked)
	}

	k.Undo()
	if k.Layout().Digest() != before || k.Dossier().Claim(changed).State != "" {
		t.Error("undo did not bring the old text back")
	}
	k.Redo()
	if k.Dossier().Claim(changed).State != anchor.Changed {
		t.Error("redo did not bring the new text back")
	}
	if got := replay(t, *journal); got.Claim(changed).State != anchor.Changed || len(got.Versions) != 1 {
		t.Error("the journal replays to another dossier")
	}
}

func TestAnUpdateIsNotMadeOfWhatWasEditedMeanwhile(t *testing.T) {
	k, _ := newDesk()
	id := highlight(t, k, denied)
	next := k.Dossier().Article
	next.Blocks = next.Blocks[:3]
	u, _ := k.StartUpdate(next)
	for u.Work() {
	}
	k.Remove(id)
	if outcome := k.Update(u); outcome.Done || !strings.Contains(outcome.Said, "edited meanwhile") {
		t.Errorf("it says %q", outcome.Said)
	}
	if u, outcome := k.StartUpdate(k.Dossier().Article); u != nil || !strings.Contains(outcome.Said, "word for word") {
		t.Errorf("of the same text it says %q", outcome.Said)
	}
}

func TestADecisionIsAStepWithASentence(t *testing.T) {
	expect := func(decide func(k *Desk, id dossier.ID) Outcome, says string, state anchor.State, undecided int) {
		t.Helper()
		k, _ := newDesk()
		id := highlight(t, k, denied)
		update(t, k, "denied this", "confirmed this")
		if k.NextUndecided("") != id || k.NextUndecided(id) != id {
			t.Error("the claim is not the next to decide about")
		}
		outcome := decide(k, id)
		if !strings.Contains(outcome.Said, says) || k.Dossier().Claim(id).State != state || len(k.Undecided()) != undecided {
			t.Errorf("it says %q, and the claim is %+v", outcome.Said, k.Dossier().Claim(id).Standing)
		}
		if !outcome.Done {
			return
		}
		if k.Undo(); k.Dossier().Claim(id).State != anchor.Changed {
			t.Error("undo did not take the decision back")
		}
	}
	expect(func(k *Desk, id dossier.ID) Outcome { return k.AcceptWording(id) }, "now covers “Japan confirmed this”", "", 0)
	expect(func(k *Desk, id dossier.ID) Outcome { return k.KeepOrphan(id) }, "kept as an orphan", anchor.Orphan, 0)
	expect(func(k *Desk, id dossier.ID) Outcome { return k.Reattach(id, span(t, k, "its ministry")) }, "attached to “its ministry”", "", 0)
	expect(func(k *Desk, id dossier.ID) Outcome { return k.Reattach(id, span(t, k, " came")) }, "attached to “came”", "", 0)
	expect(func(k *Desk, id dossier.ID) Outcome {
		s := span(t, k, "came")
		s.End = s.Start
		return k.Reattach(id, s)
	}, "Select the words", anchor.Changed, 1)
	expect(func(k *Desk, id dossier.ID) Outcome { return k.Choose(id, 0) }, "Nothing was changed", anchor.Changed, 1)
	expect(func(k *Desk, id dossier.ID) Outcome { k.SetReadOnly(true); return k.AcceptWording(id) }, "cannot be edited", anchor.Changed, 1)
}

func TestAnOrphanIsInNoBlockAndNotOnTheWay(t *testing.T) {
	k, _ := newDesk()
	first, gone := highlight(t, k, insisted), highlight(t, k, denied)
	update(t, k, "Although "+denied+", its ministry came under criticism.", "Nothing was heard.")
	if c := k.Dossier().Claim(gone); c.State != anchor.Orphan || len(k.Lost()) != 1 || k.Lost()[0] != c {
		t.Fatalf("the claim is %+v", c.Standing)
	}
	k.SetCurrent(first)
	if next := k.Next(0, nil); next != "" {
		t.Errorf("after the first claim comes %s", next)
	}
	if said := k.LookOf(gone).Description; !strings.Contains(said, "orphan") {
		t.Errorf("it is described as %q", said)
	}
	if outcome := k.Snap(gone); outcome.Done {
		t.Errorf("an orphan was snapped: %q", outcome.Said)
	}
}

func TestDetailsOfTheArticleAreOneStep(t *testing.T) {
	k, journal := newDesk()
	before := len(*journal)
	m := k.Dossier().Article.Metadata
	m.Title, m.URL = "Another title", "https://example.org/row"
	if outcome := k.SetMetadata(m); !outcome.Done || len(*journal) != before+1 || k.Dossier().Article.URL != m.URL {
		t.Errorf("it says %q", outcome.Said)
	}
	if outcome := k.SetMetadata(m); outcome.Done || len(*journal) != before+1 {
		t.Errorf("the same again: %q", outcome.Said)
	}
	m.URL = "nowhere"
	if outcome := k.SetMetadata(m); outcome.Done || !strings.Contains(outcome.Said, "https://") {
		t.Errorf("a bad address: %q", outcome.Said)
	}
	if k.Undo(); k.Dossier().Article.Title != "Row" {
		t.Error("undo did not bring the title back")
	}
}
