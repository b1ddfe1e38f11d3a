package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// boardDesk opens a desk on a few paragraphs.
func boardDesk() *Desk {
	var blocks []article.Block
	for n := range 12 {
		blocks = append(blocks, article.Block{Kind: article.KindParagraph, Text: fmt.Sprintf("Paragraph %d says é and more of what was said.", n)})
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	editor := dossier.Editor{Now: func() time.Time { now = now.Add(time.Second); return now }, NewID: dossier.NewID}
	return New(dossier.New(dossier.NewID(), dossier.NewID(), article.Article{Blocks: blocks}, now), editor)
}

// Whatever was done, the board is what a board made anew would be. A block that is
// drawn otherwise than before has a new revision, and after a change that came in one
// piece no other block has.
func TestTheBoardIsWhatAFreshOneWouldBe(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		k := boardDesk()
		drawn := pictures(k)
		revs := slices.Clone(k.board.revs)
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			once := act(r, k)
			fresh := newBoard(k.layout, 0)
			fresh.take(k.Dossier())
			fresh.show(k.current, k.picking)
			if !maps.Equal(k.board.looks, fresh.looks) {
				r.Fatalf("looks differ:\n%v\n%v", k.board.looks, fresh.looks)
			}
			if k.board.progress != fresh.progress || k.Decisions() != len(k.Undecided()) || !slices.Equal(k.board.sources, fresh.sources) {
				r.Fatalf("%+v, sources %q; afresh %+v, %q", k.board.progress, k.board.sources, fresh.progress, fresh.sources)
			}
			for n := range k.board.blocks {
				if !slices.Equal(k.board.blocks[n], fresh.blocks[n]) {
					r.Fatalf("block %d holds other claims than afresh", n)
				}
			}
			for _, c := range k.Dossier().Claims {
				if !slices.Equal(k.OppositionsOf(c.ID), k.Dossier().OppositionsOf(c.ID)) || k.Claim(c.ID) != c {
					r.Fatalf("claim %s is kept otherwise than in the dossier", c.ID)
				}
			}
			now := pictures(k)
			for n := range now {
				if same, sameRev := now[n] == drawn[n], k.board.revs[n] == revs[n]; !same && sameRev || once && same && !sameRev {
					r.Fatalf("block %d: revision %d after %d, drawn %q after %q", n, k.board.revs[n], revs[n], now[n], drawn[n])
				}
			}
			drawn, revs = now, slices.Clone(k.board.revs)
		}
	})
}

// act does something that a person may do, and reports whether nothing comes of it
// that is taken back at once, as picking is.
func act(r *rapid.T, k *Desk) (once bool) {
	claims := k.Dossier().Claims
	some := func() dossier.ID {
		if len(claims) == 0 {
			return ""
		}
		return claims[rapid.IntRange(0, len(claims)-1).Draw(r, "claim")].ID
	}
	switch rapid.IntRange(0, 9).Draw(r, "act") {
	case 0, 1, 2:
		start := rapid.IntRange(0, int(k.layout.Index().Len())-1).Draw(r, "start")
		k.Highlight(text.Span{Start: text.CodePoint(start), End: text.CodePoint(start + rapid.IntRange(1, 90).Draw(r, "length"))})
	case 3:
		once = true
		k.Write(some(), dossier.FieldSource, rapid.SampledFrom([]string{"", "Japan", "japan ", "Beijing", "Seoul"}).Draw(r, "source"))
	case 4:
		k.SetStance(some(), rapid.SampledFrom([]dossier.Stance{"", dossier.Deny, dossier.Assert}).Draw(r, "stance"))
	case 5:
		k.StartPick(some())
		k.Pick(some())
	case 6:
		once = true
		k.SetCurrent(some())
	case 7:
		k.Remove(some())
	case 8:
		k.Undo()
	case 9:
		once = true
		k.Write(some(), dossier.FieldNote, rapid.SampledFrom([]string{"", "a", "b"}).Draw(r, "note"))
	}
	return once
}

// pictures is how each block looks: all of what drawing it reads.
func pictures(k *Desk) []string {
	list := make([]string, k.layout.Blocks())
	for n := range list {
		var said []string
		for _, run := range k.Runs(n) {
			said = append(said, run.Text)
			for _, look := range run.Looks {
				said = append(said, fmt.Sprint(look.Claim.ID, look.Claim.Stance, look.Colour, look.Opposed, look.Current, look.Counterpart, look.Picking, look.Description))
			}
			said = append(said, fmt.Sprint(run.First, run.Last))
		}
		list[n] = strings.Join(said, "|")
	}
	return list
}
