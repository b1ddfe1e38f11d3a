package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// longDesk opens a desk on so many paragraphs.
func longDesk(t *testing.T, blocks int) *desk.Desk {
	t.Helper()
	paragraphs := make([]string, blocks)
	for n := range paragraphs {
		paragraphs[n] = fmt.Sprintf("Paragraph %d says this and says that.", n)
	}
	return newDesk(t, strings.Join(paragraphs, "\n\n"))
}

func TestAClaimInALongArticleCostsABlock(t *testing.T) {
	k := longDesk(t, 4000)
	drawn, chunks := drawing(t), 0
	before := chunkDrawn
	chunkDrawn = func() { chunks++ }
	t.Cleanup(func() { chunkDrawn = before })
	engine := goapp.NewTestEngine()
	show := func() {
		t.Helper()
		*drawn, chunks = nil, 0
		if err := engine.Load(articleOf(k)); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
	}
	show()
	if len(*drawn) != 4000 {
		t.Fatalf("%d of 4000 blocks are drawn at first", len(*drawn))
	}
	mark(t, k, "Paragraph 2000 says this")
	show()
	if !slices.Equal(*drawn, []int{2000}) || chunks != 1 {
		t.Errorf("a claim in block 2000 drew the blocks %v in %d chunks", *drawn, chunks)
	}
	mark(t, k, "Paragraph 10 says that"[:12])
	show()
	slices.Sort(*drawn)
	if !slices.Equal(*drawn, []int{10, 2000}) || chunks != 2 {
		t.Errorf("a claim in block 10 drew the blocks %v in %d chunks", *drawn, chunks)
	}
}

func TestStretchesTileTheArticle(t *testing.T) {
	block := func(kind article.Kind, n int) []article.Block {
		return slices.Repeat([]article.Block{{Kind: kind}}, n)
	}
	p, li := article.KindParagraph, article.KindListItem
	for _, of := range []struct {
		blocks []article.Block
		want   []stretch
	}{
		{nil, nil},
		{block(p, 1), []stretch{{0, 0}}},
		{block(p, 70), []stretch{{0, 15}, {16, 31}, {32, 47}, {48, 63}, {64, 69}}},
		{slices.Concat(block(p, 14), block(li, 10), block(p, 5)), []stretch{{0, 23}, {24, 28}}},
		{block(li, 300), []stretch{{0, 256}, {257, 299}}},
	} {
		if got := stretches(of.blocks); !slices.Equal(got, of.want) {
			t.Errorf("%d blocks are divided into %v, not %v", len(of.blocks), got, of.want)
		}
	}
}

func TestAnArticleGrowsIntoThePage(t *testing.T) {
	k := longDesk(t, 200)
	engine := goapp.NewTestEngine()
	drawn := drawing(t)
	s := newSpread(k, nil, stretch{})
	show := func(want int) {
		t.Helper()
		*drawn = nil
		if err := engine.Load(&Article{Desk: k, Rev: k.ArticleRev(), Spread: s, SpreadRev: s.rev}); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		if len(*drawn) != want {
			t.Errorf("%d blocks are drawn, not %d", len(*drawn), want)
		}
	}
	show(firstStretches * stretchBlocks)
	for !s.complete() {
		s.grow(1)
		show(min(stretchBlocks, 200-stretchBlocks*(len(s.given)-1)))
	}

	// Another dossier of the same text: what is near the window changes over at once,
	// the rest in its turn.
	other := longDesk(t, 200)
	mark(t, other, "Paragraph 150 says this")
	k, s = other, newSpread(other, s, stretch{150, 155})
	show((firstStretches + 1) * stretchBlocks)
	if s.complete() || s.given[9] != other {
		t.Errorf("the stretch near the window does not show the new desk")
	}
	s.grow(len(s.stretches))
	if !s.complete() {
		t.Errorf("not all stretches show the new desk in the end")
	}
}

func TestHighlightsComeWithTheWindow(t *testing.T) {
	k := longDesk(t, 1200)
	for n := range 1200 {
		mark(t, k, fmt.Sprintf("Paragraph %d says this", n))
		if n < mostMarks-1200+1 {
			mark(t, k, fmt.Sprintf("%d says this and says", n))
		}
	}
	s := newSpread(k, nil, stretch{})
	s.grow(len(s.stretches))
	shown := func(stop dossier.ID) int {
		return strings.Count(goapp.HTMLString(&Article{Desk: k, Rev: k.ArticleRev(), TabStop: stop, Spread: s, SpreadRev: s.rev}), "<mark")
	}
	first := shown("")
	if all := len(k.Dossier().Claims); first == 0 || first >= all/2 {
		t.Errorf("%d highlights of %d claims are drawn at first", first, all)
	}
	last := k.Dossier().Claims[len(k.Dossier().Claims)-1].ID
	if shown(last) <= first {
		t.Errorf("the claim that is gone to has no highlight")
	}
	if !s.markNear(stretch{600, 620}) || s.markNear(stretch{600, 620}) || shown("") <= first {
		t.Errorf("what comes near gets no highlights, or more than once")
	}
}
