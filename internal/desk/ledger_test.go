package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// said makes a dossier of claims, each given as "source" or "source@date", and of
// oppositions, each given as "from kind to topic" by the claims' places from 1.
func said(claims []string, oppositions ...string) *dossier.Dossier {
	d := &dossier.Dossier{}
	for i, who := range claims {
		c := &dossier.Claim{ID: dossier.ID(fmt.Sprint(i + 1))}
		c.Attribution.Source.Text, c.Attribution.Said.When, _ = strings.Cut(who, "@")
		c.Anchor = anchor.Anchor{Start: text.CodePoint(10 * i), End: text.CodePoint(10*i + 5), Exact: "words " + fmt.Sprint(i+1)}
		d.Claims = append(d.Claims, c)
	}
	for i, line := range oppositions {
		o := &dossier.Opposition{ID: dossier.ID(fmt.Sprintf("o%d", i+1))}
		words := strings.Fields(line)
		o.From, o.Kind, o.To = dossier.ID(words[0]), dossier.Kind(words[1]), dossier.ID(words[2])
		o.Topic = strings.Join(words[3:], " ")
		d.Oppositions = append(d.Oppositions, o)
	}
	return d
}

// written is a ledger in words: "Beijing × Tokyo: o1 1-2, o2 …".
func written(l Ledger) []string {
	var lines []string
	for _, g := range l.Groups {
		title := g.Topic
		if g.Left != "" {
			title = g.Left + " × " + g.Right
		}
		if g.Corroborates {
			title = "(" + title + ")"
		}
		var faces []string
		for _, f := range g.Faces {
			faces = append(faces, fmt.Sprintf("%s %s-%s", f.Opposition.ID, f.Upper.ID, f.Lower.ID))
		}
		lines = append(lines, title+": "+strings.Join(faces, ", "))
	}
	var alone []string
	for _, c := range l.Alone {
		alone = append(alone, string(c.ID))
	}
	return append(lines, "alone: "+strings.Join(alone, " "))
}

func TestTheLedgerPutsTogetherWhatBelongsTogether(t *testing.T) {
	expect := func(d *dossier.Dossier, by Grouping, want ...string) {
		t.Helper()
		if got := written(NewLedger(d, by)); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the ledger is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	d := said([]string{"Japan", "Beijing", " japan ", "Seoul", "", "Pyongyang"},
		"1 corroborates 3 Visit", "2 denies 1 The visit", "2 contradicts 3", "4 contradicts 5 Trade", "5 disputes-in-part 2 the  VISIT")
	expect(d, ByPair,
		"Japan × Beijing: o2 1-2, o3 2-3",
		"Seoul × “words 5”: o4 4-5",
		"Beijing × “words 5”: o5 2-5",
		"(Japan × japan): o1 1-3",
		"alone: 6")
	expect(d, ByTopic,
		"The visit: o2 1-2, o5 2-5",
		"Trade: o4 4-5",
		": o3 2-3",
		"(Visit): o1 1-3",
		"alone: 6")
	expect(said([]string{"Japan", "Beijing"}, "1 corroborates 2"), ByPair, "(Japan × Beijing): o1 1-2", "alone: 1 2")
	expect(said(nil), ByPair, "alone: ")
}

// drawnDossier is any dossier of a few sources.
func drawnDossier(t *rapid.T) *dossier.Dossier {
	claims := rapid.SliceOfN(rapid.SampledFrom([]string{"Japan", "japan", "Beijing", "Seoul", ""}), 2, 8).Draw(t, "claims")
	var lines []string
	end := rapid.IntRange(1, len(claims))
	for range rapid.IntRange(0, 8).Draw(t, "oppositions") {
		topic := rapid.SampledFrom([]string{"", "a", "A", "b"}).Draw(t, "topic")
		lines = append(lines, fmt.Sprintf("%d %s %d %s", end.Draw(t, "from"), rapid.SampledFrom(dossier.Kinds()).Draw(t, "kind"), end.Draw(t, "to"), topic))
	}
	return said(claims, lines...)
}

func TestTheLedgerHoldsEveryOppositionOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawnDossier(t)
		for _, by := range []Grouping{ByPair, ByTopic} {
			seen, corroborations := make(map[dossier.ID]int), false
			l := NewLedger(d, by)
			for _, g := range l.Groups {
				if corroborations && !g.Corroborates {
					t.Fatal("an opposition stands below the corroborations")
				}
				corroborations = g.Corroborates
				for _, f := range g.Faces {
					seen[f.Opposition.ID]++
					if f.Opposition.Kind.Opposes() == g.Corroborates || !f.Opposition.Joins(f.Upper.ID, f.Lower.ID) {
						t.Fatalf("%s stands in the wrong group, or between other claims", f.Opposition.ID)
					}
				}
			}
			for _, o := range d.Oppositions {
				if seen[o.ID] != 1 {
					t.Fatalf("%s stands in the ledger %d times", o.ID, seen[o.ID])
				}
			}
			for _, c := range l.Alone {
				for _, o := range d.OppositionsOf(c.ID) {
					if o.Kind.Opposes() {
						t.Fatalf("%s is opposed and stands alone", c.ID)
					}
				}
			}
		}
	})
}

func TestTheSourceBoardCountsWhoStandsAgainstWhom(t *testing.T) {
	d := said([]string{"Japan@2026-03-02", "Beijing", "japan@2026-03", "Japan", "", "Beijing@2025"},
		"2 denies 1", "3 contradicts 6", "1 contradicts 4", "1 corroborates 2", "5 denies 1", "5 denies 5")
	b := NewSourceBoard(d)
	expect := func(one, other, want int) {
		t.Helper()
		if b.Count(one, other) != want || b.Count(other, one) != want {
			t.Errorf("%d × %d is %d and %d, want %d", one, other, b.Count(one, other), b.Count(other, one), want)
		}
	}
	expect(0, 1, 2)
	expect(0, 0, 1)
	expect(1, 1, 0)
	if got := fmt.Sprint(b.Standing()); got != "[0 1]" {
		t.Errorf("those who stand against one are %s", got)
	}
	if b.Unnamed != 2 {
		t.Errorf("%d oppositions have an end without a name", b.Unnamed)
	}
	saidBy := func(i int, want string) {
		t.Helper()
		got := b.Sources[i].Name + ":"
		for _, c := range b.Sources[i].Claims {
			got += " " + string(c.ID)
		}
		if got != want {
			t.Errorf("source %d said %q, want %q", i, got, want)
		}
	}
	saidBy(0, "Japan: 3 1 4")
	saidBy(1, "Beijing: 6 2")
}

func TestTheSourceBoardLosesNoOpposition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawnDossier(t)
		b := NewSourceBoard(d)
		counted, want := b.Unnamed, 0
		for i := range b.Sources {
			for j := range i + 1 {
				counted += b.Count(i, j)
			}
		}
		for _, o := range d.Oppositions {
			if o.Kind.Opposes() {
				want++
			}
		}
		if counted != want {
			t.Fatalf("%d of %d oppositions are counted", counted, want)
		}
	})
}

func BenchmarkNewLedger(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var claims, lines []string
			for i := range n {
				claims = append(claims, fmt.Sprintf("Source %d", i%30))
				if i > 0 {
					lines = append(lines, fmt.Sprintf("%d denies %d", i+1, i))
				}
			}
			d := said(claims, lines...)
			for b.Loop() {
				NewLedger(d, ByPair)
			}
		})
	}
}

func TestTheLedgerIsShownInParts(t *testing.T) {
	d := said([]string{"Beijing", "Tokyo", "Seoul", "Tass", "Tass"},
		"2 denies 1", "1 contradicts 3", "2 denies 1", "3 corroborates 2")
	whole := NewLedger(d, ByPair)
	if whole.Len() != 6 {
		t.Fatalf("it has %d entries", whole.Len())
	}
	if !slices.Equal(written(whole.First(whole.Len())), written(whole)) || whole.First(99).Len() != 6 {
		t.Error("all of it is not the whole")
	}
	for n := range whole.Len() {
		part := whole.First(n)
		if part.Len() != n {
			t.Errorf("the first %d are %d", n, part.Len())
		}
		next := whole.First(n + 1)
		opposition, alone := whole.EntryAt(n)
		if o, a := next.EntryAt(n); o != opposition || a != alone || (o == "") == (a == "") {
			t.Errorf("entry %d is %q or %q", n, o, a)
		}
		for i, g := range part.Groups {
			if g.All != len(whole.Groups[i].Faces) {
				t.Errorf("with %d entries, group %d is said to have %d", n, i, g.All)
			}
		}
	}
	if o, a := whole.EntryAt(6); o != "" || a != "" {
		t.Error("there is an entry after the last")
	}
	seoul := func(g Group) bool { return !g.Corroborates && (g.Left == "Seoul" || g.Right == "Seoul") }
	if n := whole.Until(seoul); n != 3 {
		t.Errorf("the pair ends at %d", n)
	}
	if n := whole.Until(func(Group) bool { return false }); n != 0 {
		t.Errorf("what is not there ends at %d", n)
	}
}
