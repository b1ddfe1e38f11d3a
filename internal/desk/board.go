package desk

import (
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
	Counterpart bool   // set against the current claim
	Picking     bool   // the claim from which an opposition is being made
	Description string // without the numbers of claims: see Announce
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
// grows when, and only when, the block has to be drawn anew. It also keeps what is
// asked of the claims at every turn: by id, by link, by name of source. A dossier
// shares with the one before all that did not change, so the board compares
// pointers and works out anew only what a step touched; ten thousand claims cost a
// step no more than ten.
type board struct {
	layout  *article.Layout
	dossier *dossier.Dossier // that the board shows; nil at first

	claims  map[dossier.ID]*dossier.Claim
	links   map[dossier.ID][]*dossier.Opposition // by either end, in the order of the dossier
	colours map[dossier.ID]int
	sources []string           // the names, sorted
	blocks  [][]*dossier.Claim // claims by block, in the order of the article

	looks            map[dossier.ID]Look
	undecided        int              // how many claims wait for a decision
	progress         dossier.Progress // but for the number of claims
	current, picking dossier.ID
	touched          map[dossier.ID]bool // claims whose looks may be others than noted

	revs []int
	rev  int // grows when any block's does
}

// newBoard makes the board of a text. Its revisions begin at rev, so that no block of
// a text that was drawn before is taken for one of this.
func newBoard(layout *article.Layout, rev int) *board {
	b := &board{
		layout:  layout,
		claims:  make(map[dossier.ID]*dossier.Claim),
		links:   make(map[dossier.ID][]*dossier.Opposition),
		blocks:  make([][]*dossier.Claim, layout.Blocks()),
		looks:   make(map[dossier.ID]Look),
		touched: make(map[dossier.ID]bool),
		revs:    make([]int, layout.Blocks()),
		rev:     rev,
	}
	for n := range b.revs {
		b.revs[n] = rev
	}
	return b
}

// blocksOf returns the first and last block that a claim is shown in; last is before
// first where it is not shown.
func (b *board) blocksOf(c *dossier.Claim) (first, last int) {
	place, ok := c.Place()
	if !ok || len(b.blocks) == 0 {
		return 0, -1
	}
	return b.layout.BlocksOf(place)
}

// take brings what is kept of the dossier up to date, and notes whose looks may
// have changed by it.
func (b *board) take(d *dossier.Dossier) {
	before := b.dossier
	if before == d {
		return
	}
	if before == nil {
		before = &dossier.Dossier{}
		b.claims = make(map[dossier.ID]*dossier.Claim, len(d.Claims))
		b.looks = make(map[dossier.ID]Look, len(d.Claims))
		b.touched = make(map[dossier.ID]bool, len(d.Claims))
	}
	b.dossier = d
	gone, come := difference(before.Claims, d.Claims)
	b.takeLinks(difference(before.Oppositions, d.Oppositions))
	for _, c := range gone {
		delete(b.claims, c.ID)
		b.count(c, -1)
		b.touch(c.ID)
		b.each(c, func(n int) {
			b.blocks[n] = slices.DeleteFunc(b.blocks[n], func(other *dossier.Claim) bool { return other == c })
		})
	}
	for _, c := range come {
		b.claims[c.ID] = c
		b.count(c, 1)
		b.touch(c.ID)
		b.each(c, func(n int) {
			at, _ := slices.BinarySearchFunc(b.blocks[n], c, dossier.ByPlace)
			b.blocks[n] = slices.Insert(b.blocks[n], at, c)
		})
	}
	if !sameSources(gone, come) {
		b.takeSources()
	}
}

// count adds a claim to those that wait for a decision, or with −1 takes it out.
func (b *board) count(c *dossier.Claim, by int) {
	if c.Undecided() {
		b.undecided += by
	}
}

// each calls f with the number of each block that a claim is shown in.
func (b *board) each(c *dossier.Claim, f func(n int)) {
	first, last := b.blocksOf(c)
	for n := first; n <= last; n++ {
		f(n)
	}
}

// touch notes that a claim's look may have changed, and with it those of the claims
// that it is set against: they name it.
func (b *board) touch(id dossier.ID) {
	b.touched[id] = true
	for _, o := range b.links[id] {
		b.touched[o.Other(id)] = true
	}
}

func (b *board) takeLinks(gone, come []*dossier.Opposition) {
	ends := make(map[dossier.ID]bool)
	for _, o := range slices.Concat(gone, come) {
		for _, end := range []dossier.ID{o.From, o.To} {
			ends[end] = true
			b.touched[end] = true
		}
	}
	for end := range ends {
		delete(b.links, end)
	}
	if len(ends) == 0 {
		return
	}
	for _, o := range b.dossier.Oppositions {
		for _, end := range []dossier.ID{o.From, o.To} {
			if ends[end] {
				b.links[end] = append(b.links[end], o)
			}
		}
	}
}

// takeSources works out names and colours anew: a new source may recolour others.
func (b *board) takeSources() {
	sources := b.dossier.Sources()
	before := b.colours
	b.colours = dossier.ColourOf(sources)
	b.sources = nil
	for _, s := range sources {
		b.sources = append(b.sources, s.Name)
	}
	slices.Sort(b.sources)
	for _, c := range b.dossier.Claims {
		was, had := before[c.ID]
		is, has := b.colours[c.ID]
		if was != is || had != has {
			b.touched[c.ID] = true
		}
	}
}

// sameSources reports whether claims that went and those that came in their place
// name the same sources, so that no colour can have changed.
func sameSources(gone, come []*dossier.Claim) bool {
	type named struct {
		source  string
		created int64
		place   text.Span
	}
	of := func(c *dossier.Claim) named {
		place, _ := c.Place()
		return named{c.Attribution.Source.Text, c.Created.UnixNano(), place}
	}
	before := make(map[dossier.ID]named)
	for _, c := range gone {
		if c.Attribution.Source.Text != "" {
			before[c.ID] = of(c)
		}
	}
	kept := 0
	for _, c := range come {
		if c.Attribution.Source.Text == "" {
			continue
		}
		if before[c.ID] != of(c) {
			return false
		}
		kept++
	}
	return kept == len(before)
}

// difference returns what is in one list alone and what in the other alone. What
// the two share is the same pointers in the same order, nearly all of them in one
// run at the start and one at the end.
func difference[T any](before, after []*T) (gone, come []*T) {
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	return except(before, after), except(after, before)
}

func except[T any](list, others []*T) []*T {
	if len(list) == 0 || len(others) == 0 {
		return list
	}
	among := make(map[*T]bool, len(others))
	for _, other := range others {
		among[other] = true
	}
	var left []*T
	for _, one := range list {
		if !among[one] {
			left = append(left, one)
		}
	}
	return left
}

// show brings the looks up to date with what was taken, and with which claims are
// current and picking. It gives a new revision to the blocks in which something
// looks different, stands elsewhere, came or went.
func (b *board) show(current, picking dossier.ID) {
	if current != b.current {
		b.touch(b.current)
		b.touch(current)
	}
	if picking != b.picking {
		b.touched[b.picking], b.touched[picking] = true, true
	}
	b.current, b.picking = current, picking
	stale := make(map[int]bool)
	mark := func(c *dossier.Claim) { b.each(c, func(n int) { stale[n] = true }) }
	for id := range b.touched {
		before, known := b.looks[id]
		c := b.claims[id]
		if c == nil {
			if known {
				mark(before.Claim)
				b.note(id, Look{}, false)
			}
			continue
		}
		look := b.lookAt(c)
		if !known || !sameLook(before, look) {
			mark(c)
		}
		if known && !samePlace(before.Claim, c) {
			mark(before.Claim)
		}
		b.note(id, look, true)
	}
	clear(b.touched)
	for n := range stale {
		b.revs[n]++
	}
	if len(stale) > 0 {
		b.rev++
	}
}

// note keeps a claim's look, or that there is none.
func (b *board) note(id dossier.ID, look Look, there bool) {
	if before, known := b.looks[id]; known {
		b.progressBy(before, -1)
	}
	if !there {
		delete(b.looks, id)
		return
	}
	b.progressBy(look, 1)
	b.looks[id] = look
}

// progressBy adds a claim to the progress, or with −1 takes it out.
func (b *board) progressBy(look Look, by int) {
	if look.Opposed {
		b.progress.Opposed += by
	}
	if look.Claim.Checked() {
		b.progress.Checked += by
	}
	if look.Claim.Reviewed() {
		b.progress.Reviewed += by
	}
}

// lookAt works out how a claim looks.
func (b *board) lookAt(c *dossier.Claim) Look {
	colour, named := b.colours[c.ID]
	if !named {
		colour = -1
	}
	look := Look{Claim: c, Colour: colour, Current: c.ID == b.current, Picking: c.ID == b.picking}
	links := b.links[c.ID]
	for _, o := range links {
		look.Opposed = look.Opposed || o.Kind.Opposes()
		look.Counterpart = look.Counterpart || o.Other(c.ID) == b.current
	}
	look.Description = describe(c, links, b.claims, unnumbered)
	return look
}

// unnumbered leaves the numbers of claims out of what a look says.
func unnumbered(*dossier.Claim) string { return "" }

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

// Rev is the revision of a block, for a view to know when it has to draw anew.
func (k *Desk) Rev(block int) int { return k.board.revs[block] }

// ArticleRev is a revision that grows when that of any block does.
func (k *Desk) ArticleRev() int { return k.board.rev }

// LookOf returns how a claim is drawn.
func (k *Desk) LookOf(id dossier.ID) Look { return k.board.looks[id] }

// Claim returns the claim of the dossier with that id, or nil, however many claims
// there are.
func (k *Desk) Claim(id dossier.ID) *dossier.Claim { return k.board.claims[id] }

// OppositionsOf returns the oppositions that have the claim as an end.
func (k *Desk) OppositionsOf(id dossier.ID) []*dossier.Opposition { return k.board.links[id] }

// Progress counts how far the work has come, as Dossier.Progress does, however many
// claims there are.
func (k *Desk) Progress() dossier.Progress {
	p := k.board.progress
	p.Claims = len(k.Dossier().Claims)
	return p
}

// SourceNames lists the names of the dossier's sources in order, for completion.
func (k *Desk) SourceNames() []string { return k.board.sources }

// RevOf is a revision that grows when that of any of the blocks from first to last
// does.
func (k *Desk) RevOf(first, last int) int {
	sum := 0
	for _, rev := range k.board.revs[first : last+1] {
		sum += rev
	}
	return sum
}

// ClaimsIn returns the claims that stand in the blocks from first to last, in order.
func (k *Desk) ClaimsIn(first, last int) []*dossier.Claim {
	var list []*dossier.Claim
	for n := max(0, first); n <= last && n < len(k.board.blocks); n++ {
		for _, c := range k.board.blocks[n] {
			// A claim that goes on from a block before is in the list already.
			if begins, _ := k.board.blocksOf(c); begins == n || n == first {
				list = append(list, c)
			}
		}
	}
	return list
}

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
