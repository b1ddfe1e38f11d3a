package anchor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/text"
)

// someWord is one of so many words, the common ones as much more common than the
// rare ones as in a language (Zipf).
func someWord(rng *rand.Rand, words int) string {
	return fmt.Sprintf("w%.0f", math.Pow(float64(words), rng.Float64()))
}

// revision is a text of so many words, and the text after one word in twenty was
// edited.
func revision(words int) (old, now string) {
	rng := rand.New(rand.NewPCG(1, 2))
	vocabulary := strings.Fields(row)
	list := make([]string, words)
	for i := range list {
		list[i] = vocabulary[rng.IntN(len(vocabulary))]
		if rng.IntN(3) == 0 {
			list[i] = someWord(rng, words)
		}
		switch {
		case i%100 == 99:
			list[i] += ".\n\n"
		case i%20 == 19:
			list[i] += ". "
		default:
			list[i] += " "
		}
	}
	old = strings.Join(list, "")
	for i := range list {
		if rng.IntN(20) == 0 {
			list[i] = "edited "
		}
	}
	return old, strings.Join(list, "")
}

// marked are so many claims of 120 characters in a text.
func marked(b *testing.B, s string, claims int) []Anchor {
	rng := rand.New(rand.NewPCG(3, 4))
	ix, digest := text.NewIndex(s), article.Digest(s)
	list := make([]Anchor, claims)
	for i := range list {
		start := text.CodePoint(rng.IntN(int(ix.Len()) - 900))
		a, err := Describe(ix, digest, text.Span{Start: start, End: start + 120})
		if err != nil {
			b.Fatal(err)
		}
		list[i] = a
	}
	return list
}

// One operation is all that a new version of an article asks for: both texts
// prepared, and fifty or a thousand claims found.
func BenchmarkReanchor(b *testing.B) {
	for _, size := range []struct{ words, claims int }{{1_000, 50}, {10_000, 1000}} {
		b.Run(fmt.Sprintf("words=%d,claims=%d", size.words, size.claims), func(b *testing.B) {
			old, now := revision(size.words)
			anchors := marked(b, old, size.claims)
			oldIndex, nowIndex := text.NewIndex(old), text.NewIndex(now)
			oldDigest, nowDigest := article.Digest(old), article.Digest(now)
			states := make(map[State]int)
			for b.Loop() {
				before, after := Prepare(oldIndex, oldDigest), Prepare(nowIndex, nowDigest)
				for _, a := range anchors {
					states[after.Find(a, before).State]++
				}
			}
			if states[Exact] == 0 || states[Changed] == 0 {
				b.Fatalf("the states are %v", states)
			}
			total := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(total*1e3, "ms/total")
			b.ReportMetric(total*1e6/float64(size.claims), "µs/claim")
		})
	}
}

// One operation looks for one claim of 800 characters that is gone.
func BenchmarkOrphanInLongText(b *testing.B) {
	old, now := revision(200_000)
	before, after := prepared(old), prepared(now)
	// The one has words that the text does not have, the other only such as it has.
	rng := rand.New(rand.NewPCG(5, 6))
	alike := ""
	for len(alike) < 800 {
		alike += someWord(rng, 200_000) + " "
	}
	for name, words := range map[string]string{
		"strange": strings.Repeat("Nobody ever wrote a sentence quite like this about patrols and talks. ", 12),
		"alike":   alike,
	} {
		orphan := Anchor{Exact: words[:800], Prefix: "something else entirely stands before ", Suffix: " and after", Text: before.digest}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if f := after.Find(orphan, before); f.State != Orphan {
					b.Fatalf("it is %s", f.State)
				}
			}
		})
	}
}

// One operation looks for one claim in a text that says the same again and again: a
// few words, or as much as a chapter.
func BenchmarkFindInARepetitiveText(b *testing.B) {
	old := strings.Repeat("the same words again ", 50_000)
	before, after := prepared(old), prepared("Well, "+old+" so.")
	for _, length := range []text.CodePoint{8, 800, 100_000} {
		a, err := Describe(before.ix, before.digest, text.Span{Start: 400_000, End: 400_000 + length})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("characters=%d", length), func(b *testing.B) {
			for b.Loop() {
				after.Find(a, before)
			}
		})
	}
}

// The longest step is what the page waits for.
func BenchmarkPrepare(b *testing.B) {
	for _, words := range []int{10_000, 200_000} {
		_, now := revision(words)
		ix, digest := text.NewIndex(now), article.Digest(now)
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			for b.Loop() {
				Prepare(ix, digest)
			}
			b.ReportMetric(float64(longestStep(NewPreparation(ix, digest)).Microseconds())/1e3, "ms/step")
		})
	}
}

func longestStep(p *Preparation) time.Duration {
	longest := time.Duration(0)
	for done := false; !done; {
		begun := time.Now()
		done = p.Step()
		longest = max(longest, time.Since(begun))
	}
	return longest
}

func BenchmarkDescribe(b *testing.B) {
	old, _ := revision(200_000)
	ix, digest := text.NewIndex(old), article.Digest(old)
	for _, length := range []text.CodePoint{3, 120, 800} {
		b.Run(fmt.Sprintf("characters=%d", length), func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				start := text.CodePoint(n*7919) % (ix.Len() - length)
				if _, err := Describe(ix, digest, text.Span{Start: start, End: start + length}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One operation compares two wordings of so many words, of which one in twenty
// differs.
func BenchmarkDiff(b *testing.B) {
	for _, words := range []int{100, 10_000} {
		old, now := revision(words)
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			for b.Loop() {
				diff(old, now)
			}
		})
	}
}

func BenchmarkNewDescriber(b *testing.B) {
	_, now := revision(200_000)
	ix, digest := text.NewIndex(now), article.Digest(now)
	for b.Loop() {
		NewDescriber(ix, digest)
	}
}

func BenchmarkDescriber(b *testing.B) {
	old, _ := revision(200_000)
	ix, digest := text.NewIndex(old), article.Digest(old)
	places := NewDescriber(ix, digest)
	for n := 0; b.Loop(); n++ {
		start := text.CodePoint(n*7919) % (ix.Len() - 120)
		if _, err := places.Describe(text.Span{Start: start, End: start + 120}); err != nil {
			b.Fatal(err)
		}
	}
}
