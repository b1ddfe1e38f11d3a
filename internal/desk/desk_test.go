package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/filter"
	"gainsay/internal/text"
)

const (
	insisted = "Beijing also insisted consulate staff had given the police permission to enter."
	denied   = "Japan denied this"
)

// newDesk opens a desk on a small article, with a journal, a clock and ids that
// count up.
func newDesk() (*Desk, *[]dossier.Step) {
	n := 0
	id := func() dossier.ID {
		n++
		return dossier.ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n))
	}
	now := func() time.Time { n++; return time.Date(2026, 1, 2, 3, 4, n, 0, time.UTC) }
	a := article.Article{Metadata: article.Metadata{Title: "Row"}, Blocks: []article.Block{
		{Kind: article.KindHeading, Level: 1, Text: "Row simmers"},
		{Kind: article.KindParagraph, Text: insisted + " Nobody else was asked."},
		{Kind: article.KindParagraph, Text: "Although " + denied + ", its ministry came under criticism."},
		{Kind: article.KindParagraph, Text: "日本は否定した。"},
	}}
	k := New(dossier.New(id(), id(), a, now()), dossier.Editor{Now: now, NewID: id})
	var journal []dossier.Step
	k.Journal = func(step dossier.Step, _ *dossier.Dossier) { journal = append(journal, step) }
	return k, &journal
}

// span finds words in the article.
func span(t testing.TB, k *Desk, words string) text.Span {
	t.Helper()
	ix := k.Layout().Index()
	at := strings.Index(ix.String(), words)
	if at < 0 {
		t.Fatalf("%q is not in the article", words)
	}
	return text.Span{Start: ix.CodePointOf(text.Byte(at)), End: ix.CodePointOf(text.Byte(at + len(words)))}
}

func highlight(t testing.TB, k *Desk, words string) dossier.ID {
	t.Helper()
	outcome := k.Highlight(span(t, k, words))
	if !outcome.Done {
		t.Fatal(outcome.Said)
	}
	return outcome.Claim
}

func TestHighlightKeepsTheEndsAndTrimsWhiteSpace(t *testing.T) {
	expect := func(selected, want string) {
		t.Helper()
		k, _ := newDesk()
		id := highlight(t, k, selected)
		if got := k.Dossier().Claim(id).Anchor.Exact; got != want {
			t.Errorf("%q became the claim %q, want %q", selected, got, want)
		}
		if k.Current() != id {
			t.Error("the new claim is not current")
		}
	}
	expect(denied, denied)
	expect("pan denied th", "pan denied th")
	expect(" Nobody else ", "Nobody else")
	expect("asked.\n\nAlthough", "asked.\n\nAlthough")
	expect("本は否", "本は否")
}

func TestAnEmptySelectionMakesNoClaimAndSaysSo(t *testing.T) {
	k, journal := newDesk()
	for _, sp := range []text.Span{{}, {Start: 5, End: 5}, span(t, k, "\n\n")} {
		outcome := k.Highlight(sp)
		if outcome.Done || !strings.Contains(outcome.Said, "Nothing is selected") {
			t.Errorf("%v: got %+v", sp, outcome)
		}
	}
	if len(*journal) > 0 || len(k.Dossier().Claims) > 0 {
		t.Error("something was changed")
	}
}

func TestTheSameWordsAreOneClaim(t *testing.T) {
	k, _ := newDesk()
	first := highlight(t, k, denied)
	outcome := k.Highlight(span(t, k, denied))
	if outcome.Done || outcome.Claim != first || len(k.Dossier().Claims) != 1 {
		t.Errorf("got %+v and %d claims", outcome, len(k.Dossier().Claims))
	}
}

func TestSnapMovesTheEndsToWholeWordsInOneStep(t *testing.T) {
	k, journal := newDesk()
	id := highlight(t, k, "pan denied th")
	*journal = nil
	if outcome := k.Snap(id); !outcome.Done || k.Dossier().Claim(id).Anchor.Exact != "Japan denied this" {
		t.Errorf("got %+v, %q", outcome, k.Dossier().Claim(id).Anchor.Exact)
	}
	if len(*journal) != 1 {
		t.Errorf("%d steps", len(*journal))
	}
	if k.Snap(id).Done {
		t.Error("snapped twice")
	}
	unspaced := highlight(t, k, "本は否")
	if k.MidWord(k.Dossier().Claim(unspaced).Anchor.Span()) || k.Snap(unspaced).Done {
		t.Error("text without word spaces was snapped")
	}
}

func TestTakeAcceptsOnlyWordsInsideTheClaim(t *testing.T) {
	k, _ := newDesk()
	id := highlight(t, k, insisted)
	take := func(words, want string) {
		t.Helper()
		outcome := k.Take(id, dossier.FieldSource, span(t, k, words))
		part := k.Dossier().Claim(id).Attribution.Source
		if !strings.Contains(outcome.Said, want) {
			t.Errorf("%q: said %q, want %q", words, outcome.Said, want)
		}
		if outcome.Done != (part.Text == words) || outcome.Done && part.Anchor.Exact != words {
			t.Errorf("%q: source is %+v", words, part)
		}
	}
	take("Japan", "not inside this claim")
	take("Beijing", "Source: “Beijing”")
	take("\n\n", "Select the words inside the claim first")
}

func TestSettingOneClaimAgainstAnother(t *testing.T) {
	k, _ := newDesk()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	say := func(outcome Outcome, done bool, want string) {
		t.Helper()
		if outcome.Done != done || !strings.Contains(outcome.Said, want) {
			t.Errorf("got %+v, want %t and %q", outcome, done, want)
		}
	}
	say(k.StartPick(""), false, "Choose a claim first")
	say(k.Pick(a), false, "No opposition is under way")
	k.SetStance(b, dossier.Deny)
	say(k.StartPick(b), true, "Pick the other claim")
	say(k.Pick(b), false, "the same claim")
	if k.Picking() != b {
		t.Error("picking the claim itself ended the pick")
	}
	say(k.Pick(a), true, "denies")
	if k.Picking() != "" {
		t.Error("still picking")
	}
	o := k.Dossier().Oppositions[0]
	if o.From != b || o.To != a || o.Kind != dossier.Denies {
		t.Errorf("got %+v", o)
	}
	k.StartPick(b)
	say(k.Pick(a), false, "already")
	if !k.StartPick(b).Done || !k.CancelPick() || k.CancelPick() {
		t.Error("a pick is cancelled once")
	}
	say(k.SetKind(o.ID, dossier.DisputesInPart), true, "disputes in part")
}

func TestOneVisitToAFieldIsOneStep(t *testing.T) {
	k, journal := newDesk()
	id := highlight(t, k, insisted)
	*journal = nil
	for _, typed := range []string{"W", "Who", "Who at", "Who at the consulate?"} {
		k.Write(id, dossier.FieldNote, typed)
	}
	k.CloseField()
	if len(*journal) != 4 {
		t.Errorf("the journal has %d versions, want 4", len(*journal))
	}
	k.Undo()
	if note := k.Dossier().Claim(id).Note; note != "" {
		t.Errorf("after one undo the note is %q", note)
	}
	k.Redo()
	if note := k.Dossier().Claim(id).Note; note != "Who at the consulate?" {
		t.Errorf("after redo the note is %q", note)
	}
}

func TestTwoVisitsAreTwoSteps(t *testing.T) {
	k, _ := newDesk()
	id := highlight(t, k, insisted)
	k.Write(id, dossier.FieldNote, "one")
	k.Write(id, dossier.FieldStatement, "two")
	k.CloseField()
	k.Write(id, dossier.FieldNote, "three")
	k.Undo()
	if c := k.Dossier().Claim(id); c.Note != "one" || c.Statement != "two" {
		t.Errorf("note %q, statement %q", c.Note, c.Statement)
	}
	k.Undo()
	if c := k.Dossier().Claim(id); c.Note != "one" || c.Statement != "" {
		t.Errorf("note %q, statement %q", c.Note, c.Statement)
	}
}

func TestAVisitThatChangesNothingLeavesNoStep(t *testing.T) {
	k, journal := newDesk()
	id := highlight(t, k, insisted)
	before := k.Dossier()
	k.Write(id, dossier.FieldNote, "hasty")
	k.Write(id, dossier.FieldNote, "")
	k.CloseField()
	if k.Dossier() != before {
		t.Error("the dossier is another one")
	}
	replayed := replay(t, *journal)
	if replayed.Modified != before.Modified || replayed.Claim(id).Modified != before.Claim(id).Modified {
		t.Error("the journal replays to another dossier")
	}
	k.Undo()
	if len(k.Dossier().Claims) != 0 {
		t.Error("undo went to the visit, not to the highlight")
	}
}

// replay does a journal again from the start.
func replay(t *testing.T, journal []dossier.Step) *dossier.Dossier {
	t.Helper()
	fresh, _ := newDesk()
	d := fresh.Dossier()
	for _, step := range journal {
		next, err := step.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	return d
}

func TestReadOnlyRefusesEveryEditAndSaysWhy(t *testing.T) {
	k, journal := newDesk()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	k.StartPick(a)
	o := k.Pick(b).Opposition
	k.SetReadOnly(true)
	*journal = nil
	for name, act := range map[string]func() Outcome{
		"highlight": func() Outcome { return k.Highlight(span(t, k, "Nobody")) },
		"snap":      func() Outcome { return k.Snap(a) },
		"take":      func() Outcome { return k.Take(a, dossier.FieldCue, span(t, k, "insisted")) },
		"write":     func() Outcome { return k.Write(a, dossier.FieldNote, "x") },
		"stance":    func() Outcome { return k.SetStance(a, dossier.Deny) },
		"remove":    func() Outcome { return k.Remove(a) },
		"pick":      func() Outcome { return k.StartPick(a) },
		"unlink":    func() Outcome { return k.RemoveOpposition(o) },
		"kind":      func() Outcome { return k.SetKind(o, dossier.Corroborates) },
		"rename":    func() Outcome { return k.Rename("x") },
		"undo":      k.Undo,
		"redo":      k.Redo,
	} {
		if outcome := act(); outcome.Done || !strings.Contains(outcome.Said, "cannot be edited") {
			t.Errorf("%s: got %+v", name, outcome)
		}
	}
	if len(*journal) > 0 {
		t.Error("something was changed")
	}
}

func TestNextAndPreviousFollowTheArticle(t *testing.T) {
	k, _ := newDesk()
	b := highlight(t, k, denied)
	outer := highlight(t, k, insisted)
	inner := highlight(t, k, "consulate staff")
	walk := func(from dossier.ID, caret text.CodePoint, previous, next dossier.ID) {
		t.Helper()
		k.current = from
		if got := k.Next(caret, nil); got != next {
			t.Errorf("next of %q is %q, want %q", from, got, next)
		}
		if got := k.Previous(caret, nil); got != previous {
			t.Errorf("previous of %q is %q, want %q", from, got, previous)
		}
	}
	walk(outer, 0, "", inner)
	walk(inner, 0, outer, b)
	walk(b, 0, inner, "")
	walk("", 0, "", outer)
	walk("", span(t, k, "Nobody").Start, inner, b)
	walk("", span(t, k, "criticism").Start, b, "")
}

func TestAtOnePlaceTheShortestClaimComesFirst(t *testing.T) {
	k, _ := newDesk()
	outer, inner := highlight(t, k, insisted), highlight(t, k, "consulate staff")
	if got := k.Covering(span(t, k, "staff").Start); !slices.Equal(got, []dossier.ID{inner, outer}) {
		t.Errorf("got %v", got)
	}
	if got := k.Covering(span(t, k, "Although").Start); len(got) != 0 {
		t.Errorf("got %v where no claim is", got)
	}
	k.SetCurrent(outer)
	if got := k.Holding(span(t, k, "staff")); got != outer {
		t.Errorf("the current claim does not hold what lies in it: %v", got)
	}
	k.SetCurrent(inner)
	if got := k.Holding(span(t, k, "permission")); got != outer {
		t.Errorf("got %v", got)
	}
	if got := k.Holding(span(t, k, "Although")); got != "" {
		t.Errorf("got %v", got)
	}
}

func TestSearchFindsEveryWordWhateverItsCase(t *testing.T) {
	k, _ := newDesk()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	k.Write(b, dossier.FieldNote, "Ask for the duty log")
	k.CloseField()
	expect := func(query string, want ...dossier.ID) {
		t.Helper()
		var got []dossier.ID
		for _, c := range k.Find(filter.Filter{Text: query}).Claims {
			got = append(got, c.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
	expect("", a, b)
	expect("POLICE beijing", a)
	expect("log japan", b)
	expect("seoul")
}

// revs is the revision of every block.
func revs(k *Desk) []int {
	var list []int
	for n := range k.Layout().Blocks() {
		list = append(list, k.Rev(n))
	}
	return list
}

func TestOnlyBlocksThatLookDifferentAreDrawnAnew(t *testing.T) {
	k, _ := newDesk()
	expect := func(what string, act func(), want ...int) {
		t.Helper()
		before := revs(k)
		act()
		var drawn []int
		for n, rev := range revs(k) {
			if rev != before[n] {
				drawn = append(drawn, n)
			}
		}
		if !slices.Equal(drawn, want) {
			t.Errorf("%s: blocks %v were drawn anew, want %v", what, drawn, want)
		}
	}
	var a, b dossier.ID
	expect("highlight", func() { a = highlight(t, k, insisted) }, 1)
	expect("another, the first being current no more", func() { b = highlight(t, k, denied) }, 1, 2)
	expect("note", func() { k.Write(b, dossier.FieldNote, "x"); k.CloseField() })
	expect("stance", func() { k.SetStance(b, dossier.Deny) }, 2)
	expect("start of a pick", func() { k.StartPick(b) }, 2)
	expect("opposition", func() { k.Pick(a) }, 1, 2)
	expect("highlight across blocks", func() { highlight(t, k, "criticism.\n\n日本") }, 1, 2, 3)
	expect("undo", func() { k.Undo() }, 2, 3)
}

func TestRunsTileTheBlockAndBearExactlyTheClaimsThatCoverThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, _ := newDesk()
		length := int(k.Layout().Index().Len())
		for range rapid.IntRange(0, 8).Draw(t, "claims") {
			start := rapid.IntRange(0, length-1).Draw(t, "start")
			end := rapid.IntRange(start+1, length).Draw(t, "end")
			k.Highlight(text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)})
		}
		for n := range k.Layout().Blocks() {
			at := k.Layout().Span(n).Start
			var whole strings.Builder
			for _, run := range k.Runs(n) {
				whole.WriteString(run.Text)
				here := text.Span{Start: at, End: at + text.CodePoint(len([]rune(run.Text)))}
				at = here.End
				for _, c := range k.Dossier().Claims {
					covers := c.Anchor.Span().Covers(here)
					bears := slices.ContainsFunc(run.Looks, func(l Look) bool { return l.Claim.ID == c.ID })
					if covers != bears || !covers && c.Anchor.Span().Overlaps(here) {
						t.Fatalf("run %v: claim %v covers it: %t, borne: %t", here, c.Anchor.Span(), covers, bears)
					}
				}
				for i := 1; i < len(run.Looks); i++ {
					if run.Looks[i].Claim.Anchor.Span().Len() < run.Looks[i-1].Claim.Anchor.Span().Len() {
						t.Fatal("a longer claim comes before a shorter one")
					}
				}
			}
			if want := k.Dossier().Article.Blocks[n].Text; whole.String() != want {
				t.Fatalf("block %d reads %q, want %q", n, whole.String(), want)
			}
		}
	})
}

func TestAlignedCardsNeverOverlapAndTheActiveOneWinsItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const gap = 10
		n := rapid.IntRange(1, 30).Draw(t, "cards")
		slots := make([]Slot, n)
		want := 0.0
		for i := range slots {
			want += rapid.Float64Range(0, 80).Draw(t, "distance")
			slots[i] = Slot{Want: want, Tall: rapid.Float64Range(20, 200).Draw(t, "tall")}
		}
		active := rapid.IntRange(-1, n-1).Draw(t, "active")
		tops := Align(slots, active, gap)
		above := 0.0
		for i, top := range tops {
			if top < 0 || i > 0 && top < tops[i-1]+slots[i-1].Tall+gap-1e-6 {
				t.Fatalf("card %d at %v overlaps: %v", i, top, tops)
			}
			if i < active {
				above += slots[i].Tall + gap
			}
		}
		if active >= 0 && above <= slots[active].Want && tops[active] != slots[active].Want {
			t.Fatalf("the active card stands at %v, not at %v", tops[active], slots[active].Want)
		}
	})
	if got := Align([]Slot{{Want: 0, Tall: 50}, {Want: 300, Tall: 50}}, -1, 10); got[0] != 0 || got[1] != 300 {
		t.Errorf("cards with room do not stand at their words: %v", got)
	}
	if got := Align(nil, -1, 10); len(got) != 0 {
		t.Errorf("got %v for no cards", got)
	}
}

func TestKeysAskForCommands(t *testing.T) {
	expect := func(key Key, want Command) {
		t.Helper()
		if got := Keymap(nil).CommandFor(key, true); got != want {
			t.Errorf("%+v: got %q, want %q", key, got, want)
		}
	}
	expect(Key{Key: "h"}, CmdHighlight)
	expect(Key{Key: "H"}, CmdHighlight) // Caps Lock
	expect(Key{Key: "H", Shift: true}, CmdNone)
	expect(Key{Key: "?", Shift: true}, CmdShortcuts)
	expect(Key{Key: "h", Ctrl: true}, CmdNone)
	expect(Key{Key: "h", Meta: true}, CmdNone)
	expect(Key{Key: "h", Alt: true}, CmdNone)
	expect(Key{Key: "h", InField: true}, CmdNone)
	expect(Key{Key: "h", InDialog: true}, CmdNone)
	expect(Key{Key: "h", Composing: true}, CmdNone)
	expect(Key{Key: "h", OnControl: true}, CmdHighlight)
	expect(Key{Key: "Enter"}, CmdOpen)
	expect(Key{Key: "Enter", OnControl: true}, CmdNone)
	expect(Key{Key: "Delete", OnControl: true}, CmdNone)
	expect(Key{Key: "Delete"}, CmdRemove)
	expect(Key{Key: "Escape", InField: true}, CmdEscape)
	expect(Key{Key: "Escape", Ctrl: true}, CmdNone)
	expect(Key{Key: "z", Ctrl: true}, CmdUndo)
	expect(Key{Key: "Z", Ctrl: true, Shift: true}, CmdRedo)
	expect(Key{Key: "z", Meta: true, Shift: true}, CmdRedo)
	expect(Key{Key: "y", Ctrl: true}, CmdRedo)
	expect(Key{Key: "z", Ctrl: true, Alt: true}, CmdNone)
	expect(Key{Key: "z", Ctrl: true, InField: true}, CmdNone)
	expect(Key{Key: "F6"}, CmdSwitch)
	expect(Key{Key: "q"}, CmdNone)

	if got := Keymap(nil).CommandFor(Key{Key: "h"}, false); got != CmdNone {
		t.Errorf("with single keys off, h is %q", got)
	}
	if got := Keymap(nil).CommandFor(Key{Key: "z", Ctrl: true}, false); got != CmdUndo {
		t.Errorf("with single keys off, Ctrl Z is %q", got)
	}
}

func TestAClaimAnnouncesItself(t *testing.T) {
	k, _ := newDesk()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	k.Take(a, dossier.FieldSource, span(t, k, "Beijing"))
	k.Write(b, dossier.FieldSource, "Japan")
	k.Write(b, dossier.FieldCue, "denied")
	k.SetStance(b, dossier.Deny)
	k.StartPick(b)
	k.Pick(a)
	for id, want := range map[dossier.ID]string{
		a: "claim, Beijing; opposed by Japan, which denies it",
		b: "claim, Japan, denied, stance deny; opposed by Beijing, which it denies",
	} {
		if got := k.LookOf(id).Description; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	announces := func(id dossier.ID, want string) {
		t.Helper()
		if got := k.Announce(id); got != want {
			t.Errorf("it announces itself as %q, not %q", got, want)
		}
	}
	announces(a, "claim 1, Beijing; opposed by claim 2, Japan, which denies it")
	announces(b, "claim 2, Japan, denied, stance deny; opposed by claim 1, Beijing, which it denies")

	// A claim above shifts the numbers, and has no other block drawn anew.
	k.SetCurrent("")
	rev := k.Rev(k.Layout().BlockAt(startOf(k.Claim(b))))
	k.Highlight(text.Span{Start: 0, End: 5})
	announces(b, "claim 3, Japan, denied, stance deny; opposed by claim 2, Beijing, which it denies")
	if got := k.Rev(k.Layout().BlockAt(startOf(k.Claim(b)))); got != rev {
		t.Error("a claim that is added above has the block drawn anew")
	}
	k.SetKind(k.Dossier().Oppositions[0].ID, dossier.Corroborates)
	announces(b, "claim 3, Japan, denied, stance deny; corroborated by claim 2, Beijing")
	k.SetKind(k.Dossier().Oppositions[0].ID, dossier.Denies)
	if got := k.Announce("urn:uuid:nobody"); got != "" {
		t.Errorf("a claim that is not there announces itself as %q", got)
	}
	if got := k.Sentence(k.Dossier().Oppositions[0]); got != "Japan denies Beijing" {
		t.Errorf("got %q", got)
	}
}

func TestNextAndPreviousPassOverWhatIsNotWanted(t *testing.T) {
	k, _ := newDesk()
	b := highlight(t, k, denied)
	outer := highlight(t, k, insisted)
	inner := highlight(t, k, "consulate staff")
	without := func(left dossier.ID) Wanted { return func(id dossier.ID) bool { return id != left } }
	none := func(dossier.ID) bool { return false }
	for _, step := range []struct {
		from           dossier.ID
		wanted         Wanted
		previous, next dossier.ID
	}{
		{inner, without(outer), "", b},
		{b, without(inner), outer, ""},
		{outer, without(outer), "", inner}, // the one that is left out may be where one stands
		{inner, none, "", ""},
	} {
		k.Settle(step.from)
		if got := k.Next(0, step.wanted); got != step.next {
			t.Errorf("next of %q is %q, want %q", step.from, got, step.next)
		}
		if got := k.Previous(0, step.wanted); got != step.previous {
			t.Errorf("previous of %q is %q, want %q", step.from, got, step.previous)
		}
	}
	k.SetCurrent(b)
	k.ChooseAt([]dossier.ID{outer, inner})
	if got := k.Next(0, without(outer)); got != b {
		t.Errorf("of the claims at one place, too: next is %q, want %q", got, b)
	}
}
