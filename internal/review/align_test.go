package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

func TestAlign(t *testing.T) {
	expect := func(rule Rule, inA, inB, want string) {
		t.Helper()
		c := &clock{}
		a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
		for _, side := range []struct {
			d     *desk
			marks string
		}{{a, inA}, {b, inB}} {
			for words := range strings.SplitSeq(side.marks, " | ") {
				side.d.mark(words)
			}
		}
		if got := pairsOf(Align(a.d, b.d, rule)); got != want {
			t.Errorf("%q and %q: got %q, want %q", inA, inB, got, want)
		}
		if got := pairsOf(turned(Align(b.d, a.d, rule))); got != want {
			t.Errorf("%q and %q, the other way round: got %q, want %q", inA, inB, got, want)
		}
	}
	const all = "Japan denied this, and said the guards had no right to enter"
	expect(Alike, "Japan denied this", "Japan denied this", "Japan denied this = Japan denied this")
	expect(Alike, "Japan denied this", "It was so.", "a: Japan denied this, b: It was so.")
	expect(Alike, "Japan denied this", "Japan denied", "Japan denied this = Japan denied")
	// 18 of 60 characters: a clause of the sentence, and not the sentence.
	expect(Alike, "Japan denied this", all, "a: Japan denied this, b: "+all)
	expect(Overlapping, "Japan denied this", all, "Japan denied this = "+all)
	// 5 characters of 17 and 45 are the same: not even half of the shorter.
	expect(Overlapping, "Japan denied this", " this, and said the guards", "a: Japan denied this, b:  this, and said the guards")
	expect(Marked, "Japan denied this", " this, and said the guards", "Japan denied this =  this, and said the guards")
	// The better pair is made first, whatever the order.
	expect(Overlapping, all, "Japan denied this | "+all, all+" = "+all+", b: Japan denied this")
	expect(Overlapping, "Japan denied this | "+all, "Japan denied this, and | this, and said the guards had no right to enter",
		"Japan denied this = Japan denied this, and, "+all+" = this, and said the guards had no right to enter")
}

func pairsOf(al Alignment) string {
	var list []string
	for _, p := range al.Pairs {
		list = append(list, p.A.Anchor.Exact+" = "+p.B.Anchor.Exact)
	}
	slices.Sort(list)
	for _, c := range al.OnlyA {
		list = append(list, "a: "+c.Anchor.Exact)
	}
	for _, c := range al.OnlyB {
		list = append(list, "b: "+c.Anchor.Exact)
	}
	return strings.Join(list, ", ")
}

// turned is an alignment with its sides changed.
func turned(al Alignment) Alignment {
	back := Alignment{OnlyA: al.OnlyB, OnlyB: al.OnlyA}
	for _, p := range al.Pairs {
		back.Pairs = append(back.Pairs, Pair{A: p.B, B: p.A, Common: p.Common, All: p.All})
	}
	return back
}

func TestTheSameIDsArePairedEvenWhenTheClaimMoved(t *testing.T) {
	c := &clock{}
	a := newDesk(t, c, "Ada", 1, sample())
	id := a.mark("Japan denied this")
	b := a.fork(c, "Ben", 2)
	b.do(b.e.Adjust(b.d.Claim(id), anchorOf(t, b.d.Article, "Seoul warned that talks would fail.")))
	other := b.mark("Japan denied this")
	al := Align(a.d, b.d, Alike)
	if len(al.Pairs) != 1 || al.Pairs[0].B.ID != id || al.Pairs[0].All != 0 || al.OnlyB[0].ID != other || al.InB(id).ID != id || al.InA(other) != nil {
		t.Errorf("got %+v", al)
	}
	if al := Align(a.d, b.d, Marked); al.Pairs[0].B.ID != other || !al.Pairs[0].SameSpan() {
		t.Errorf("by the words alone: %+v", al)
	}
}

func TestOfClaimsOnTheSameWordsTheLikestAreTheSame(t *testing.T) {
	c := &clock{}
	a, b := newDesk(t, c, "Ada", 1, sample()), newDesk(t, c, "Ben", 2, sample())
	japanA, beijingA := a.mark("Japan denied this", "Japan"), a.mark("Japan denied this", "Beijing")
	beijingB, japanB := b.mark("Japan denied this", "Beijing"), b.mark("Japan denied this", "JAPAN")
	al := Align(a.d, b.d, Alike)
	if al.InB(japanA).ID != japanB || al.InB(beijingA).ID != beijingB {
		t.Errorf("got %v", pairsOf(al))
	}
}

func TestEveryClaimIsInOnePlaceOfAnAlignment(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		for _, rule := range []Rule{Alike, Overlapping, Marked} {
			al, back := Align(a.d, b.d, rule), Align(b.d, a.d, rule)
			seen := make(map[string]bool)
			note := func(side string, c *dossier.Claim) {
				key := side + string(c.ID)
				if seen[key] {
					rt.Fatalf("%s is there twice", key)
				}
				seen[key] = true
			}
			for _, p := range al.Pairs {
				note("a", p.A)
				note("b", p.B)
				if other := back.InB(p.B.ID); other != p.A {
					rt.Fatalf("the other way round %s is %v", p.B.ID, other)
				}
			}
			for _, c := range al.OnlyA {
				note("a", c)
			}
			for _, c := range al.OnlyB {
				note("b", c)
			}
			if len(seen) != len(a.d.Claims)+len(b.d.Claims) {
				rt.Fatalf("%d of %d and %d claims", len(seen), len(a.d.Claims), len(b.d.Claims))
			}
		}
	})
}

func BenchmarkAlign(b *testing.B) {
	c := &clock{}
	words := make([]string, 1000)
	for i := range words {
		words[i] = fmt.Sprintf("Source %d said that number %d was right.", i, i*i)
	}
	one, other := newDesk(b, c, "Ada", 1, sample(words...)), newDesk(b, c, "Ben", 2, sample(words...))
	for _, w := range words {
		one.mark(w)
		other.mark(w[:len(w)-7])
	}
	for b.Loop() {
		if al := Align(one.d, other.d, Alike); len(al.Pairs) != len(words) {
			b.Fatalf("%d pairs", len(al.Pairs))
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	c := &clock{}
	words := make([]string, 1000)
	for i := range words {
		words[i] = fmt.Sprintf("Source %d said that number %d was right.", i, i*i)
	}
	one, other := newDesk(b, c, "Ada", 1, sample(words...)), newDesk(b, c, "Ben", 2, sample(words...))
	for i, w := range words {
		one.mark(w)
		other.mark(w[:len(w)-i%7-1], "Ben")
	}
	for b.Loop() {
		if _, err := Merge(one.d, other.d, Options{Editor: one.e}); err != nil {
			b.Fatal(err)
		}
	}
}
