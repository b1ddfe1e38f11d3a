package desk

import (
	"maps"
	"slices"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Look is all that decides how a claim's highlight is drawn.
type Look struct {
	Claim       *dossier.Claim
	Colour      int // of its source; -1 where it names none
	Opposed     bool
	Current     bool
	Counterpart bool // set against the current claim
	Picking     bool // the claim from which an opposition is being made
	Description string
}

// Run is a stretch of one block that the same claims cover, the shortest claim
// first. Text that no claim covers has none.
type Run struct {
	Text  string
	Looks []Look
	First []dossier.ID // those of the claims that begin with this run
	Last  []dossier.ID // those that end with it
}

// board keeps, for each block, which claims stand in it and a revision that
// grows when, and only when, the block has to be drawn anew.
type board struct {
	layout *article.Layout
	looks  map[dossier.ID]Look
	blocks map[int][]*dossier.Claim // claims by block, in the order of the article
	revs   []int
	rev    int // grows when any block's does
}

// newBoard makes the board of a text. Its revisions begin at rev, so that no block of
// a text that was drawn before is taken for one of this.
func newBoard(layout *article.Layout, rev int) *board {
	b := &board{layout: layout, revs: make([]int, layout.Blocks()), rev: rev}
	for n := range b.revs {
		b.revs[n] = rev
	}
	return b
}

// blocksOf returns the first and last block that a claim is shown in; last is before
// first where it is not shown.
func (b *board) blocksOf(c *dossier.Claim) (first, last int) {
	place, ok := c.Place()
	if !ok {
		return 0, -1
	}
	return b.layout.BlocksOf(place)
}

// update brings the board to a state of the dossier, and gives a new revision to
// the blocks in which something looks different, stands elsewhere, came or went.
func (b *board) update(d *dossier.Dossier, current, picking dossier.ID) {
	old := b.looks
	b.looks = looksOf(d, current, picking)
	b.blocks = make(map[int][]*dossier.Claim)
	for _, c := range d.Claims {
		first, last := b.blocksOf(c)
		for n := first; n <= last; n++ {
			b.blocks[n] = append(b.blocks[n], c)
		}
	}
	stale := make(map[int]bool)
	mark := func(c *dossier.Claim) {
		first, last := b.blocksOf(c)
		for n := first; n <= last; n++ {
			stale[n] = true
		}
	}
	for id, look := range b.looks {
		before, known := old[id]
		if !known || !sameLook(before, look) {
			mark(look.Claim)
		}
		if known && !samePlace(before.Claim, look.Claim) {
			mark(before.Claim)
		}
	}
	for id, before := range old {
		if _, still := b.looks[id]; !still {
			mark(before.Claim)
		}
	}
	for n := range maps.Keys(stale) {
		b.revs[n]++
	}
	if len(stale) > 0 {
		b.rev++
	}
}

// sameLook compares what is drawn; that the claim's note is another, say, makes
// no difference to its highlight.
func sameLook(a, b Look) bool {
	if a.Claim.Stance != b.Claim.Stance || a.Claim.State != b.Claim.State || !samePlace(a.Claim, b.Claim) {
		return false
	}
	a.Claim = b.Claim
	return a == b
}

func samePlace(a, b *dossier.Claim) bool {
	one, placedOne := a.Place()
	other, placedOther := b.Place()
	return placedOne == placedOther && one == other
}

func looksOf(d *dossier.Dossier, current, picking dossier.ID) map[dossier.ID]Look {
	colours := dossier.ColourOf(d.Sources())
	looks := make(map[dossier.ID]Look, len(d.Claims))
	for _, c := range d.Claims {
		colour, named := colours[c.ID]
		if !named {
			colour = -1
		}
		looks[c.ID] = Look{Claim: c, Colour: colour, Current: c.ID == current, Picking: c.ID == picking}
	}
	for _, o := range d.Oppositions {
		for _, end := range []dossier.ID{o.From, o.To} {
			look := looks[end]
			look.Opposed = look.Opposed || o.Kind.Opposes()
			look.Counterpart = look.Counterpart || o.Other(end) == current
			looks[end] = look
		}
	}
	links := make(map[dossier.ID][]*dossier.Opposition)
	byID := make(map[dossier.ID]*dossier.Claim, len(d.Claims))
	for _, c := range d.Claims {
		byID[c.ID] = c
	}
	for _, o := range d.Oppositions {
		links[o.From] = append(links[o.From], o)
		links[o.To] = append(links[o.To], o)
	}
	for id, look := range looks {
		look.Description = describe(look.Claim, links[id], byID)
		looks[id] = look
	}
	return looks
}

// Rev is the revision of a block, for a view to know when it has to draw anew.
func (k *Desk) Rev(block int) int { return k.board.revs[block] }

// ArticleRev is a revision that grows when that of any block does.
func (k *Desk) ArticleRev() int { return k.board.rev }

// LookOf returns how a claim is drawn.
func (k *Desk) LookOf(id dossier.ID) Look { return k.board.looks[id] }

// Runs returns a block as flat runs that tile its text.
func (k *Desk) Runs(block int) []Run {
	b := k.board
	within := b.layout.Span(block)
	var tagged []text.Tagged[*dossier.Claim]
	for _, c := range b.blocks[block] {
		place, _ := c.Place()
		if part, ok := place.Intersect(within); ok && !part.Empty() {
			tagged = append(tagged, text.Tagged[*dossier.Claim]{Span: part, Tag: c})
		}
	}
	flat := text.Runs(within, tagged)
	runs := make([]Run, len(flat))
	for i, r := range flat {
		run := Run{Text: b.layout.Index().Slice(r.Span)}
		for _, c := range r.Tags {
			run.Looks = append(run.Looks, b.looks[c.ID])
			place, _ := c.Place()
			if place.Start == r.Span.Start {
				run.First = append(run.First, c.ID)
			}
			if place.End == r.Span.End {
				run.Last = append(run.Last, c.ID)
			}
		}
		slices.SortStableFunc(run.Looks, func(a, b Look) int {
			return int(lengthOf(a.Claim) - lengthOf(b.Claim))
		})
		runs[i] = run
	}
	return runs
}

// Covering returns the claims that cover a position of the article, the shortest
// first.
func (k *Desk) Covering(p text.CodePoint) []dossier.ID {
	var ids []dossier.ID
	for _, c := range k.board.blocks[k.layout.BlockAt(p)] {
		if place, _ := c.Place(); place.Contains(p) {
			ids = append(ids, c.ID)
		}
	}
	return k.ShortestFirst(ids)
}

// lengthOf is how long the words are that a claim is shown on, in code points.
func lengthOf(c *dossier.Claim) text.CodePoint {
	place, _ := c.Place()
	return place.Len()
}
