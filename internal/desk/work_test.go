package desk

import (
	"reflect"
	"strings"
	"testing"

	"gainsay/internal/dossier"
)

// workDesk opens a desk of Ada's on two claims set against each other, with somebody to
// propose stances.
func workDesk(t testing.TB) (k *Desk, journal *[]dossier.Step, said, deniedID, opposition dossier.ID) {
	t.Helper()
	k, journal = newDesk()
	k.SetCreator("Ada")
	k.Propose = func(cue, context string) (string, dossier.Stance) {
		switch cue {
		case "insisted":
			return "insist", dossier.Assert
		case "denied":
			return "deny", dossier.Deny
		case "asked":
			return "ask", ""
		}
		return "", ""
	}
	said, deniedID = highlight(t, k, insisted), highlight(t, k, denied)
	k.StartPick(deniedID)
	opposition = k.Pick(said).Opposition
	return k, journal, said, deniedID, opposition
}

// unchanged runs what should change nothing, and says so.
func unchanged(t testing.TB, k *Desk, act func() Outcome, want string) {
	t.Helper()
	before := k.Dossier()
	if outcome := act(); outcome.Done || !strings.Contains(outcome.Said, want) || !reflect.DeepEqual(k.Dossier(), before) {
		t.Errorf("got %+v, want %q and nothing changed", outcome, want)
	}
}

// undone undoes one step and expects the dossier that was.
func undone(t testing.TB, k *Desk, before *dossier.Dossier) {
	t.Helper()
	k.Undo()
	if !reflect.DeepEqual(k.Dossier(), before) {
		t.Error("one undo does not take it all back")
	}
}

func TestACueBringsItsStanceInTheSameStep(t *testing.T) {
	k, journal, _, id, _ := workDesk(t)
	before := k.Dossier()
	for _, typed := range []string{"d", "deni", "denied"} {
		k.Write(id, dossier.FieldCue, typed)
	}
	k.CloseField()
	expect := func(cue, lemma string, stance dossier.Stance, origin dossier.StanceOrigin) {
		t.Helper()
		c := k.Dossier().Claim(id)
		if c.Attribution.Cue.Text != cue || c.Attribution.Cue.Lemma != lemma || c.Stance != stance || c.StanceOrigin != origin {
			t.Errorf("got %q, %q, %q, %q", c.Attribution.Cue.Text, c.Attribution.Cue.Lemma, c.Stance, c.StanceOrigin)
		}
	}
	expect("denied", "deny", dossier.Deny, dossier.StanceProposed)
	if !reflect.DeepEqual(replay(t, *journal), k.Dossier()) {
		t.Error("the journal replays to another dossier")
	}
	undone(t, k, before)
	k.Redo()
	k.Write(id, dossier.FieldCue, "asked")
	k.Write(id, dossier.FieldCue, "denied") // as it was
	k.CloseField()
	expect("denied", "deny", dossier.Deny, dossier.StanceProposed)
	undone(t, k, before) // of the first visit: the second left no step
	k.Redo()
	k.Write(id, dossier.FieldCue, "insisted")
	expect("insisted", "insist", dossier.Assert, dossier.StanceProposed)
	k.Write(id, dossier.FieldCue, "asked")
	expect("asked", "ask", "", "")
}

func TestAChosenStanceIsNeverOverwritten(t *testing.T) {
	k, journal, said, id, _ := workDesk(t)
	if outcome := k.Take(said, dossier.FieldCue, span(t, k, "insisted")); outcome.Said != "Cue: “insisted”. Stance proposed: assert." {
		t.Errorf("said %q", outcome.Said)
	}
	k.SetStance(said, dossier.Accuse)
	k.SetStance(said, dossier.Warn)
	k.CloseField()
	k.Write(said, dossier.FieldCue, "denied")
	k.CloseField()
	if c := k.Dossier().Claim(said); c.Stance != dossier.Warn || c.StanceOrigin != "" || c.Attribution.Cue.Lemma != "deny" {
		t.Errorf("got %+v", c)
	}
	k.Undo()
	k.Undo()
	if c := k.Dossier().Claim(said); c.Stance != dossier.Assert || c.StanceOrigin != dossier.StanceProposed {
		t.Errorf("after undo the stance is %q, %q", c.Stance, c.StanceOrigin)
	}
	if outcome := k.Take(id, dossier.FieldCue, span(t, k, "denied")); !strings.Contains(outcome.Said, "proposed: deny") {
		t.Errorf("said %q", outcome.Said)
	}
	if !reflect.DeepEqual(replay(t, *journal), k.Dossier()) {
		t.Error("the journal replays to another dossier")
	}
}

func TestWithoutAProposerACueIsOnlyACue(t *testing.T) {
	k, _ := newDesk()
	id := highlight(t, k, denied)
	k.Write(id, dossier.FieldCue, "denied")
	if c := k.Dossier().Claim(id); c.Stance != "" || c.Attribution.Cue.Text != "denied" {
		t.Errorf("got %+v", c)
	}
}

func TestEveryFieldOfAWorkedUpClaimIsAVisit(t *testing.T) {
	k, journal, said, id, opposition := workDesk(t)
	item := k.AddEvidence(said, dossier.Refutes, "").Evidence
	k.SetVerdict(said, dossier.TruthScale, "true")
	k.Resolve(opposition, dossier.FromStands, "")
	for _, c := range []struct {
		target         dossier.ID
		field          string
		first, typed   string
		wrong, because string
	}{
		{said, dossier.FieldLemma, "i", "insist", "", ""},
		{said, dossier.FieldQuotation, "direct", "mixed", "loose", "quotation"},
		{said, dossier.FieldSaidWhen, "2002", "2002-05-13", "13 May", "date was not changed: \"13 May\" is not a date"},
		{said, dossier.FieldSaidWhere, "S", "Shenyang", "", ""},
		{said, dossier.FieldType, "event", "law", "opinion", "type"},
		{said, dossier.FieldStatus, "in-progress", "needs-review", "done", "status"},
		{said, dossier.FieldStatement, "A", "A statement", "", ""},
		{said, dossier.FieldContactWhen, "2026", "2026-03-04", "now", "date"},
		{said, dossier.FieldContactAnswer, "N", "No answer", "", ""},
		{said, dossier.FieldVerdict, "truth/false", "support/refuted", "truth/maybe", "no rating"},
		{said, FieldVerdictExplanation, "B", "Because", "", ""},
		{id, ThroughField(0, dossier.FieldSource), "T", "Tass", "", ""},
		{id, ThroughField(0, dossier.FieldCue), "s", "said", "", ""},
		{item, dossier.FieldURL, "https://example.org", "https://example.org/log", "javascript:alert(1)", "address was not changed"},
		{item, dossier.FieldArchived, "https://archive.example", "https://archive.example/1", "data:,x", "archived address"},
		{item, dossier.FieldTitle, "L", "Log", "", ""},
		{item, dossier.FieldExcerpt, "n", "no entry", "", ""},
		{item, dossier.FieldDate, "2002", "2002-05", "May", "date"},
		{item, dossier.FieldRelation, "context", "supports", "likes", "relation"},
		{item, dossier.FieldPrimary, "true", "true", "", ""},
		{item, dossier.FieldNote, "m", "mine", "", ""},
		{opposition, dossier.FieldTopic, "P", "Permission", "", ""},
		{opposition, dossier.FieldResolution, "to-stands", "neither", "draw", "resolution"},
		{opposition, FieldResolutionExplanation, "S", "So", "", ""},
		{SourceTarget("Beijing"), dossier.FieldRole, "c", "capital", "", ""},
		{SourceTarget("beijing"), dossier.FieldType, "group", "organisation", "robot", "type"},
		{SourceTarget("Beijing"), dossier.FieldAnonymous, "true", "true", "", ""},
		{SourceTarget("Beijing"), dossier.FieldSameAs, "https://www.wikidata.org", "https://www.wikidata.org/wiki/Q956", "Q956", "address of who it is"},
	} {
		before := k.Dossier()
		for _, typed := range []string{c.first, c.typed} {
			if outcome := k.Write(c.target, c.field, typed); outcome.Said != "" {
				t.Errorf("%s: %s", c.field, outcome.Said)
			}
		}
		if c.wrong != "" {
			unchanged(t, k, func() Outcome { return k.Write(c.target, c.field, c.wrong) }, c.because)
		}
		if got, ok := k.Value(c.target, c.field); !ok || got != c.typed {
			t.Errorf("%s holds %q, want %q", c.field, got, c.typed)
		}
		k.CloseField()
		if err := k.Dossier().Validate(); err != nil {
			t.Errorf("%s: %v", c.field, err)
		}
		undone(t, k, before)
		k.Redo()
	}
	if p := k.Dossier().Profiles; len(p) != 1 || p[0].Role != "capital" || !p[0].Anonymous {
		t.Errorf("the profiles are %+v", p)
	}
	if c := k.Dossier().Claim(said); c.StatementBy != "Ada" {
		t.Errorf("the statement is by %q", c.StatementBy)
	}
	if !reflect.DeepEqual(replay(t, *journal), k.Dossier()) {
		t.Error("the journal replays to another dossier")
	}
	for _, gone := range []struct {
		target dossier.ID
		field  string
	}{{said, "reviews"}, {said, ThroughField(1, "source")}, {said, ThroughField(0, "content")}, {item, "colour"}, {opposition, dossier.FieldStatus}, {SourceTarget("Seoul"), dossier.FieldName}, {"urn:x", dossier.FieldNote}} {
		unchanged(t, k, func() Outcome { return k.Write(gone.target, gone.field, "x") }, "gone")
	}
}

func TestAReporterWithoutWordsIsTakenOut(t *testing.T) {
	k, _, _, id, _ := workDesk(t)
	for n, name := range []string{"Reuters", "Tass"} {
		k.Write(id, ThroughField(n, dossier.FieldSource), name)
	}
	k.Write(id, ThroughField(0, dossier.FieldSource), "")
	k.CloseField()
	if through := k.Dossier().Claim(id).Attribution.Through; len(through) != 1 || through[0].Source.Text != "Tass" {
		t.Errorf("left are %+v", through)
	}
}

func TestASourceOfWhichNothingWasSaidGetsNoProfile(t *testing.T) {
	k, _, _, _, _ := workDesk(t)
	before := k.Dossier()
	k.SetSourceField("Beijing", dossier.FieldRole, "c")
	k.SetSourceField("Beijing", dossier.FieldRole, "")
	k.CloseField()
	if !reflect.DeepEqual(k.Dossier(), before) {
		t.Errorf("the profiles are %+v", k.Dossier().Profiles)
	}
}

func TestWorkAnswersWithASentence(t *testing.T) {
	k, journal, said, id, opposition := workDesk(t)
	k.Write(said, dossier.FieldSource, "Beijing")
	k.Write(id, dossier.FieldSource, "Japan")
	k.CloseField()
	say := func(outcome Outcome, want string) {
		t.Helper()
		if !outcome.Done || outcome.Said != want {
			t.Errorf("got %+v, want %q", outcome, want)
		}
	}
	add := k.AddEvidence(said, dossier.Supports, " https://example.org ")
	say(add, "Evidence added that supports the claim.")
	say(k.RemoveEvidence(add.Evidence), "Evidence removed.")
	say(k.SetVerdict(said, dossier.SupportScale, "unproven"), "Verdict: Unproven.")
	say(k.ClearVerdict(said), "Verdict removed.")
	say(k.DefineScale("Colours", []string{"Green", "Red"}), "Scale made: Colours, with 2 ratings.")
	own := k.Dossier().Scales[0].ID
	say(k.SetVerdict(said, own, "red"), "Verdict: Red.")
	unchanged(t, k, func() Outcome { return k.RemoveScale(own) }, "The scale was not removed")
	say(k.ClearVerdict(said), "Verdict removed.")
	say(k.RemoveScale(own), "Scale removed.")
	say(k.Resolve(opposition, dossier.FromStands, "Two witnesses."), "Resolved: Japan stands.")
	say(k.Resolve(opposition, "", ""), "Open.")
	say(k.Review(said, dossier.Accepted, ""), "Accepted by Ada.")
	say(k.Review(opposition, dossier.Disputed, "No log."), "Disputed by Ada.")
	say(k.RenameSource("Japan", "Tokyo"), "Source renamed in 1 claim.")
	say(k.RenameSource("Tokyo", "beijing"), "The two sources are one now: 1 claim took the other name.")
	k.SetSourceField("Beijing", dossier.FieldRole, "capital")
	say(k.RemoveSource("Beijing"), "Details of Beijing removed; its claims stay.")
	both := []dossier.ID{said, id}
	say(k.SetStatusOf(both, dossier.NeedsReview), "Status set to “needs review”: 2 claims.")
	say(k.SetSourceOf(both[:1], "Seoul"), "Source set: 1 claim.")
	say(k.TagAll(both, "visit"), "Tag added: 2 claims.")
	say(k.UntagAll(both, "visit"), "Tag removed: 2 claims.")
	if !reflect.DeepEqual(replay(t, *journal), k.Dossier()) {
		t.Error("the journal replays to another dossier")
	}
	before := k.Dossier()
	say(k.RemoveAll(both), "Removed: 2 claims. 1 opposition went with them.")
	undone(t, k, before)
}

func TestWhatCannotBeDoneIsSaid(t *testing.T) {
	k, _, said, _, opposition := workDesk(t)
	nobody := dossier.ID("urn:uuid:11111111-1111-4111-8111-111111111111")
	unchanged(t, k, func() Outcome { return k.AddEvidence(said, dossier.Supports, "javascript:alert(1)") }, "begins with http:// or https://")
	unchanged(t, k, func() Outcome { return k.AddEvidence(nobody, dossier.Supports, "") }, "no such claim")
	unchanged(t, k, func() Outcome { return k.RemoveEvidence(nobody) }, "gone")
	unchanged(t, k, func() Outcome { return k.SetVerdict(said, dossier.TruthScale, "rather") }, "no rating")
	unchanged(t, k, func() Outcome { return k.ClearVerdict(said) }, "no verdict")
	unchanged(t, k, func() Outcome { return k.Write(said, FieldVerdictExplanation, "x") }, "no verdict")
	unchanged(t, k, func() Outcome { return k.Write(opposition, FieldResolutionExplanation, "x") }, "which side stands")
	unchanged(t, k, func() Outcome { return k.Resolve(nobody, dossier.Neither, "") }, "gone")
	unchanged(t, k, func() Outcome { return k.Review(said, dossier.Comment, " ") }, "needs words")
	unchanged(t, k, func() Outcome { return k.RenameSource("Seoul", "Pyongyang") }, "no such source")
	unchanged(t, k, func() Outcome { return k.RemoveSource("Beijing") }, "Nothing more than its name")
	unchanged(t, k, func() Outcome { return k.TagAll(nil, "x") }, "so already")
	unchanged(t, k, func() Outcome { return k.RemoveAll([]dossier.ID{nobody}) }, "no such claim")
	unchanged(t, k, func() Outcome { return k.DefineScale("One", []string{"Only"}) }, "fewer than two")
	k.SetCreator("")
	unchanged(t, k, func() Outcome { return k.Review(said, dossier.Accepted, "") }, "name of its reviewer")
	k.SetReadOnly(true)
	for _, act := range []func() Outcome{
		func() Outcome { return k.AddEvidence(said, dossier.Supports, "") },
		func() Outcome { return k.RemoveEvidence(nobody) },
		func() Outcome { return k.SetVerdict(said, dossier.TruthScale, "true") },
		func() Outcome { return k.ClearVerdict(said) },
		func() Outcome { return k.DefineScale("A", []string{"B", "C"}) },
		func() Outcome { return k.RemoveScale(nobody) },
		func() Outcome { return k.Resolve(opposition, dossier.Neither, "") },
		func() Outcome { return k.Review(said, dossier.Accepted, "") },
		func() Outcome { return k.RenameSource("Beijing", "Peking") },
		func() Outcome { return k.RemoveSource("Beijing") },
		func() Outcome { return k.SetSourceField("Beijing", dossier.FieldRole, "x") },
		func() Outcome { return k.SetStatusOf([]dossier.ID{said}, dossier.Reviewed) },
		func() Outcome { return k.SetSourceOf([]dossier.ID{said}, "x") },
		func() Outcome { return k.TagAll([]dossier.ID{said}, "x") },
		func() Outcome { return k.UntagAll([]dossier.ID{said}, "x") },
		func() Outcome { return k.RemoveAll([]dossier.ID{said}) },
	} {
		unchanged(t, k, act, "cannot be edited")
	}
}

func TestAProposedStanceIsConfirmed(t *testing.T) {
	k, _, _, id, _ := workDesk(t)
	unchanged(t, k, func() Outcome { return k.ConfirmStance(id) }, "none is proposed")
	k.Write(id, dossier.FieldCue, "denied")
	k.CloseField()
	before := k.Dossier()
	if outcome := k.ConfirmStance(id); outcome.Said != "Stance confirmed: deny." || !outcome.Done {
		t.Errorf("got %+v", outcome)
	}
	if c := k.Dossier().Claim(id); c.Stance != dossier.Deny || c.StanceOrigin != "" {
		t.Errorf("the stance is %q, %q", c.Stance, c.StanceOrigin)
	}
	k.Write(id, dossier.FieldCue, "insisted")
	k.CloseField()
	if c := k.Dossier().Claim(id); c.Stance != dossier.Deny {
		t.Errorf("another cue makes a confirmed stance %q", c.Stance)
	}
	k.Undo()
	undone(t, k, before)
	unchanged(t, k, func() Outcome { return k.ConfirmStance("urn:uuid:none") }, "gone")
}

func TestAReporterIsTakenOut(t *testing.T) {
	k, _, _, id, _ := workDesk(t)
	for n, name := range []string{"Tass", "Xinhua"} {
		k.Write(id, ThroughField(n, dossier.FieldSource), name)
	}
	k.CloseField()
	before := k.Dossier()
	if outcome := k.RemoveReporter(id, 0); !outcome.Done {
		t.Errorf("got %+v", outcome)
	}
	if through := k.Dossier().Claim(id).Attribution.Through; len(through) != 1 || through[0].Source.Text != "Xinhua" {
		t.Errorf("%d are left", len(through))
	}
	undone(t, k, before)
	for _, n := range []int{-1, 2} {
		unchanged(t, k, func() Outcome { return k.RemoveReporter(id, n) }, "gone")
	}
}
