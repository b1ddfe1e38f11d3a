package dossier

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/text"
)

// repetitive is an article of so many words out of forty, in paragraphs of fifty, and what
// it becomes when every fifth paragraph has a word more.
func repetitive(words int) (before, after article.Article) {
	random := rand.New(rand.NewPCG(1, 1))
	lexicon := strings.Fields("the of minister said that harbour police had denied a permit and witnesses insisted water level rose by nearly third while embassy officials called it routine inspection before reporters in capital on Tuesday evening however residents remember different account entirely")
	for n := range words / 50 {
		paragraph := []string{fmt.Sprint("Paragraph", n)}
		for range 49 {
			paragraph = append(paragraph, lexicon[random.IntN(len(lexicon))])
		}
		block := article.Block{Kind: article.KindParagraph, Text: strings.Join(paragraph, " ") + "."}
		before.Blocks = append(before.Blocks, block)
		if n%5 == 0 {
			block.Text = strings.Replace(block.Text, " ", " moreover ", 1)
		}
		after.Blocks = append(after.Blocks, block)
	}
	return before, after
}

// tens are four words in every ten of an article of ASCII.
func tens(s string) (spans []text.Span) {
	at := 0
	words := strings.Fields(s)
	starts := make([]int, len(words))
	for i, word := range words {
		starts[i] = at + strings.Index(s[at:], word)
		at = starts[i] + len(word)
	}
	for i := 0; i+4 <= len(words); i += 10 {
		end := starts[i+3] + len(words[i+3])
		spans = append(spans, text.Span{Start: text.CodePoint(starts[i]), End: text.CodePoint(end)})
	}
	return spans
}

// One operation is all that *Update the text…* computes: every claim found again, and the
// step made and applied. Ten times the claims in ten times the text may take little more
// than ten times as long.
func BenchmarkUpdate(b *testing.B) {
	for _, claims := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(claims, "claims"), func(b *testing.B) {
			before, after := repetitive(10 * claims)
			layout := article.NewLayout(before)
			d := &Dossier{Article: before}
			places := anchor.NewDescriber(layout.Index(), layout.Digest())
			for _, span := range tens(layout.Index().String()) {
				a, err := places.Describe(span)
				if err != nil {
					b.Fatal(err)
				}
				d.Claims = append(d.Claims, &Claim{ID: ID(fmt.Sprint(len(d.Claims))), Standing: Standing{Anchor: a}})
			}
			for b.Loop() {
				u, err := NewUpdate(d, after)
				if err != nil {
					b.Fatal(err)
				}
				for u.Work() {
				}
				if n := u.Tally()[anchor.Moved] + u.Tally()[anchor.Exact]; n < claims/2 {
					b.Fatal("only ", n, " claims were found")
				}
				if _, err := u.Step(newStory().editor).Apply(d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
