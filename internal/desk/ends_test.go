package desk

import (
	"strings"
	"testing"

	"gainsay/internal/dossier"
)

func TestEveryOccurrenceIsHighlightedInOneStep(t *testing.T) {
	k, journal := newDesk()
	first := highlight(t, k, "the")
	before := len(*journal)
	if n := len(k.Occurrences(span(t, k, "the"))); n != strings.Count(k.Layout().Index().String(), " the ") {
		t.Errorf("“the” stands %d times", n)
	}
	outcome := k.HighlightAll(span(t, k, "Japan"))
	if !outcome.Done || len(*journal) != before+1 || outcome.Said != "1 claim highlighted: “Japan”." {
		t.Errorf("it says %q, in %d steps", outcome.Said, len(*journal)-before)
	}
	if outcome := k.HighlightAll(span(t, k, "Japan")); outcome.Done {
		t.Errorf("the same again: %q", outcome.Said)
	}
	if k.Undo(); len(k.Dossier().Claims) != 1 || k.Dossier().Claims[0].ID != first {
		t.Errorf("undone, the claims are %v", k.Dossier().Claims)
	}
	empty := span(t, k, "Japan")
	empty.End = empty.Start
	if outcome := k.HighlightAll(empty); outcome.Done || !strings.Contains(outcome.Said, "no words are selected") {
		t.Errorf("of nothing: %q", outcome.Said)
	}
	// Part of a word finds parts of words; a word does not.
	if whole, part := len(k.Occurrences(span(t, k, "in"))), strings.Count(k.Layout().Index().String(), "in"); whole != part {
		t.Errorf("“in”, cut out of a word, stands %d times, not %d", whole, part)
	}
}

func TestTheEndsOfAClaimMoveByWords(t *testing.T) {
	expect := func(end End, outward bool, want, says string) {
		t.Helper()
		k, _ := newDesk()
		id := highlight(t, k, "had given the police")
		outcome := k.Nudge(id, end, outward)
		if got := k.Dossier().Claim(id).Anchor.Exact; got != want || !strings.Contains(outcome.Said, says) {
			t.Errorf("it covers %q and says %q; want %q, %q", got, outcome.Said, want, says)
		}
	}
	expect(StartOfClaim, true, "staff had given the police", "now covers")
	expect(StartOfClaim, false, "given the police", "now covers")
	expect(EndOfClaim, true, "had given the police permission", "now covers")
	expect(EndOfClaim, false, "had given the", "now covers")

	k, _ := newDesk()
	id := highlight(t, k, "had")
	for _, end := range []End{StartOfClaim, EndOfClaim} {
		if outcome := k.Nudge(id, end, false); outcome.Done || k.Dossier().Claim(id).Anchor.Exact != "had" {
			t.Errorf("a claim of one word was made smaller: %q", outcome.Said)
		}
	}
	other := highlight(t, k, "staff had")
	if outcome := k.Nudge(id, StartOfClaim, true); outcome.Done || !strings.Contains(outcome.Said, "a claim already") {
		t.Errorf("two claims on the same words: %q, %v", outcome.Said, k.Dossier().Claim(other).Anchor.Exact)
	}
	k.SetReadOnly(true)
	if outcome := k.Nudge(id, EndOfClaim, true); outcome.Done || outcome.Said != saidReadOnly {
		t.Errorf("while it can only be read: %q", outcome.Said)
	}
}

func TestAClaimThatIsAdjustedKeepsEverythingElse(t *testing.T) {
	k, _ := newDesk()
	id := highlight(t, k, denied)
	k.Write(id, dossier.FieldNote, "ask the ministry")
	k.CloseField()
	k.Adjust(id, span(t, k, "Although "+denied))
	if c := k.Dossier().Claim(id); c.Anchor.Exact != "Although "+denied || c.Note != "ask the ministry" {
		t.Errorf("the claim is %+v", c)
	}
	if k.Undo(); k.Dossier().Claim(id).Anchor.Exact != denied {
		t.Error("undo did not bring the ends back")
	}
}
