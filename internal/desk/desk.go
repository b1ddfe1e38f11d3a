// Package desk is one person's work on one dossier: what is current, what is
// being set against what, which field is open, what was just said about it. It
// turns what a person does into steps of the dossier and hands each step to a
// journal. It promises that nothing changes the dossier except through such a
// step, and that every action answers with a sentence, also where it did nothing.
//
// It knows no browser and no storage: a page, or a test, drives it.
package desk

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Desk is the state of a visit to a dossier. It is not safe for use from several
// goroutines at once.
type Desk struct {
	// Journal is told of every step with the dossier that it led to, in order.
	Journal func(step dossier.Step, now *dossier.Dossier)

	// Propose reads the reporting words of a claim: their lemma, and the stance that
	// they propose, each empty for none. context is the claim's quote. Without it no
	// stance is proposed.
	Propose func(cue, context string) (lemma string, stance dossier.Stance)

	editor   dossier.Editor
	history  *dossier.History
	layout   *article.Layout
	board    *board
	current  dossier.ID
	picking  dossier.ID
	here     []dossier.ID // the claims at the place that the person came to, where they are several
	visit    visit
	readOnly bool
	words    int
	search   search
}

// Outcome is what an action answers. Said is a sentence for the person.
type Outcome struct {
	Said       string
	Done       bool       // the dossier, or what is current, changed
	Claim      dossier.ID // the claim that it was about, where there is one
	Opposition dossier.ID
	Evidence   dossier.ID
}

// New opens a desk on a dossier.
func New(d *dossier.Dossier, editor dossier.Editor) *Desk {
	k, _ := NewIn(d, editor, withoutBreath)
	return k
}

// withoutBreath is for an article that is laid out at once.
func withoutBreath() error { return nil }

// NewIn is New for a long article: breathe is called between pieces of the work, and
// its error ends it.
func NewIn(d *dossier.Dossier, editor dossier.Editor, breathe func() error) (*Desk, error) {
	layout, err := article.LayIn(d.Article, breathe)
	if err != nil {
		return nil, err
	}
	words, err := layout.CountWords(breathe)
	if err != nil {
		return nil, err
	}
	k := &Desk{
		Journal: func(dossier.Step, *dossier.Dossier) {},
		editor:  editor,
		history: dossier.NewHistory(d),
		layout:  layout,
		words:   words,
		board:   newBoard(layout, 0),
	}
	k.refresh()
	return k, breathe()
}

// relay lays the article out anew where a step put another text in its place.
func (k *Desk) relay() {
	blocks := k.Dossier().Article.Blocks
	if k.layout.Of(blocks) {
		return
	}
	k.layout = article.NewLayout(k.Dossier().Article)
	k.words, _ = k.layout.CountWords(withoutBreath)
	k.board = newBoard(k.layout, k.board.rev+1)
}

// Dossier returns the dossier as it is now.
func (k *Desk) Dossier() *dossier.Dossier { return k.history.Dossier() }

// Layout says where the article's blocks stand.
func (k *Desk) Layout() *article.Layout { return k.layout }

// Current returns the current claim, or "".
func (k *Desk) Current() dossier.ID { return k.current }

// Picking returns the claim from which an opposition is being made, or "".
func (k *Desk) Picking() dossier.ID { return k.picking }

// CanUndo reports whether there is a step to undo.
func (k *Desk) CanUndo() bool { return !k.readOnly && k.history.CanUndo() }

// CanRedo reports whether there is a step to do again.
func (k *Desk) CanRedo() bool { return !k.readOnly && k.history.CanRedo() }

// ReadOnly reports whether edits are refused.
func (k *Desk) ReadOnly() bool { return k.readOnly }

// SetReadOnly refuses edits from now on, or takes them again.
func (k *Desk) SetReadOnly(v bool) {
	k.readOnly = v
	if v {
		k.picking = ""
		k.visit = visit{}
		k.history.Close()
		k.refresh()
	}
}

// Follow shows the dossier as others left it, in the place of the one that is shown. It
// ends a visit to a field, which would write over what they did; the caller closes the
// field first.
func (k *Desk) Follow(d *dossier.Dossier) {
	k.visit = visit{}
	k.history.Follow(d)
	k.refresh()
}

// SetCurrent makes a claim current, or none with "". It reports whether that
// was a change.
func (k *Desk) SetCurrent(id dossier.ID) bool {
	if id != "" && k.Claim(id) == nil || id == k.current {
		return false
	}
	k.current = id
	if !slices.Contains(k.here, id) {
		k.here = nil
	}
	k.refresh()
	return true
}

// refresh brings what is derived from the dossier up to date.
func (k *Desk) refresh() {
	k.relay()
	k.board.take(k.Dossier())
	if k.Claim(k.current) == nil {
		k.current = ""
	}
	if k.Claim(k.picking) == nil {
		k.picking = ""
	}
	k.board.show(k.current, k.picking)
}

func (k *Desk) journal(step dossier.Step) {
	k.refresh()
	k.Journal(step, k.Dossier())
}

// do closes the open field and applies a step.
func (k *Desk) do(step dossier.Step) error {
	k.CloseField()
	if err := k.history.Do(step); err != nil {
		return err
	}
	k.journal(step)
	return nil
}

const saidReadOnly = "This dossier cannot be edited at the moment."

func refused(format string, args ...any) Outcome { return Outcome{Said: fmt.Sprintf(format, args...)} }

// Highlight makes a claim of a range of the article: its ends are kept as they
// are, but for white space. The claim becomes current.
func (k *Desk) Highlight(span text.Span) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	a, outcome := k.describe(span)
	if outcome.Said != "" {
		return outcome
	}
	for _, c := range k.board.blocks[k.layout.BlockAt(a.Start)] {
		if place, ok := c.Place(); ok && place == a.Span() {
			k.SetCurrent(c.ID)
			return Outcome{Said: "These words are a claim already.", Claim: c.ID}
		}
	}
	step, id := k.editor.Highlight(a)
	if err := k.do(step); err != nil {
		return refused("The claim was not made: %v.", err)
	}
	k.SetCurrent(id)
	return Outcome{Said: "Claim highlighted: " + excerpt(a.Exact) + ".", Done: true, Claim: id}
}

func (k *Desk) describe(span text.Span) (anchor.Anchor, Outcome) {
	span = text.TrimSpace(k.layout.Index(), span)
	if span.Empty() {
		return anchor.Anchor{}, refused("Nothing is selected: select the words of a claim first.")
	}
	a, err := anchor.Describe(k.layout.Index(), k.layout.Digest(), span)
	if err != nil {
		return anchor.Anchor{}, refused("The selection cannot be used: %v.", err)
	}
	return a, Outcome{}
}

// MidWord reports whether a range of the article begins or ends inside a word.
func (k *Desk) MidWord(span text.Span) bool {
	span = text.TrimSpace(k.layout.Index(), span)
	return !span.Empty() && text.MidWord(k.layout.Index(), span)
}

// Snapped returns a range with its ends moved outward to whole words.
func (k *Desk) Snapped(span text.Span) text.Span {
	return text.SnapToWords(k.layout.Index(), text.TrimSpace(k.layout.Index(), span))
}

// CanSnap reports whether a claim begins or ends inside a word. Only one that stands
// at its anchor can be moved there.
func (k *Desk) CanSnap(c *dossier.Claim) bool {
	return c.Anchor.Text == k.layout.Digest() && !c.Undecided() && k.MidWord(c.Anchor.Span())
}

// Snap moves the ends of a claim outward to whole words.
func (k *Desk) Snap(id dossier.ID) Outcome {
	c := k.Claim(id)
	switch {
	case k.readOnly:
		return refused(saidReadOnly)
	case c == nil:
		return refused("That claim is gone.")
	case !k.CanSnap(c):
		return refused("The claim begins and ends at whole words already.")
	}
	a, err := anchor.Describe(k.layout.Index(), k.layout.Digest(), k.Snapped(c.Anchor.Span()))
	if err != nil {
		return refused("The claim was left as it is: %v.", err)
	}
	if said := k.setClaim(id, dossier.FieldAnchor, a); said != "" {
		return refused("%s", said)
	}
	return Outcome{Said: "The claim now covers whole words: " + excerpt(a.Exact) + ".", Done: true, Claim: id}
}

// setClaim does one whole edit of a field, and returns what went wrong.
func (k *Desk) setClaim(id dossier.ID, field string, value any) string {
	step, err := k.editor.SetClaim(id, field, value)
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return fmt.Sprintf("Nothing was changed: %v.", err)
	}
	return ""
}

// Take fills the source, cue or content of a claim with words selected inside it.
func (k *Desk) Take(id dossier.ID, field string, span text.Span) Outcome {
	c := k.Claim(id)
	if k.readOnly {
		return refused(saidReadOnly)
	}
	if c == nil {
		return refused("That claim is gone.")
	}
	a, outcome := k.describe(span)
	if outcome.Said != "" {
		return refused("Select the words inside the claim first.")
	}
	if place, _ := c.Place(); !place.Covers(a.Span()) {
		return refused("Those words are not inside this claim. Select words of the claim, or type the %s.", field)
	}
	part := dossier.Part{Text: a.Exact, Anchor: &a}
	if field == dossier.FieldCue {
		return k.takeCue(id, part)
	}
	if said := k.setClaim(id, field, part); said != "" {
		return refused("%s", said)
	}
	return Outcome{Said: fmt.Sprintf("%s: %s.", Capital(field), excerpt(a.Exact)), Done: true, Claim: id}
}

func (k *Desk) takeCue(id dossier.ID, cue dossier.Part) Outcome {
	k.CloseField()
	c := k.Claim(id)
	step, err := k.cueStep(c, cue)
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return refused("Nothing was changed: %v.", reason(err))
	}
	said := "Cue: " + excerpt(cue.Text) + "."
	if now := k.Claim(id); now.StanceOrigin == dossier.StanceProposed && now.Stance != c.Stance {
		said += " Stance proposed: " + string(now.Stance) + "."
	}
	return Outcome{Said: said, Done: true, Claim: id}
}

// Remove takes a claim away, with the oppositions that end in it.
func (k *Desk) Remove(id dossier.ID) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	d := k.Dossier()
	at := slices.IndexFunc(d.Claims, func(c *dossier.Claim) bool { return c.ID == id })
	if at < 0 {
		return refused("No claim is chosen.")
	}
	linked := len(k.OppositionsOf(id))
	if err := k.do(k.editor.Remove(d, id)); err != nil {
		return refused("The claim was not removed: %v.", err)
	}
	rest := k.Dossier().Claims
	outcome := Outcome{Said: "Claim removed.", Done: true}
	if linked > 0 {
		outcome.Said = "Claim removed, and " + Count(linked, "opposition") + " with it."
	}
	if len(rest) > 0 {
		outcome.Claim = rest[min(at, len(rest)-1)].ID
		k.SetCurrent(outcome.Claim)
	}
	return outcome
}

// StartPick begins an opposition at a claim; the next one given to Pick
// completes it.
func (k *Desk) StartPick(from dossier.ID) Outcome {
	c := k.Claim(from)
	switch {
	case k.readOnly:
		return refused(saidReadOnly)
	case c == nil:
		return refused("Choose a claim first, or select the words of one.")
	}
	k.CloseField()
	k.picking = from
	k.refresh()
	return Outcome{Said: fmt.Sprintf("Setting %s against… Pick the other claim, or press Escape.", excerpt(c.Anchor.Exact)), Done: true, Claim: from}
}

// CancelPick gives up the opposition under way, and reports whether there was one.
func (k *Desk) CancelPick() bool {
	if k.picking == "" {
		return false
	}
	k.picking = ""
	k.refresh()
	return true
}

// Pick completes the opposition under way.
func (k *Desk) Pick(to dossier.ID) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	from := k.picking
	if from == "" {
		return refused("No opposition is under way.")
	}
	step, id, err := k.editor.SetAgainst(k.Dossier(), from, to)
	switch {
	case errors.Is(err, dossier.ErrSameClaim):
		return refused("That is the same claim. Pick another one, or press Escape.")
	case errors.Is(err, dossier.ErrLinked):
		k.CancelPick()
		return refused("These two claims are linked in that way already.")
	case err == nil:
		err = k.do(step)
	}
	if err != nil {
		return refused("The opposition was not made: %v.", err)
	}
	k.CancelPick()
	k.SetCurrent(to)
	o := k.Dossier().Opposition(id)
	return Outcome{Said: "Opposition made: " + k.Sentence(o) + ".", Done: true, Claim: to, Opposition: id}
}

// RemoveOpposition takes an opposition away.
func (k *Desk) RemoveOpposition(id dossier.ID) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	o := k.Dossier().Opposition(id)
	if o == nil {
		return refused("That opposition is gone.")
	}
	if err := k.do(k.editor.RemoveOpposition(id)); err != nil {
		return refused("The opposition was not removed: %v.", err)
	}
	return Outcome{Said: "Opposition removed.", Done: true, Claim: o.From}
}

// SetKind changes the kind of an opposition. Like SetStance it is a visit to a
// field, which CloseField ends.
func (k *Desk) SetKind(id dossier.ID, kind dossier.Kind) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	o := k.Dossier().Opposition(id)
	switch {
	case o == nil:
		return refused("That opposition is gone.")
	case o.Kind == kind:
		return refused("It is of that kind already.")
	case k.Dossier().Linked(kind, o.From, o.To) != nil:
		return refused("These two claims are linked in that way already.")
	}
	if outcome := k.Write(id, dossier.FieldKind, string(kind)); !outcome.Done {
		return outcome
	}
	return Outcome{Said: Capital(k.Sentence(k.Dossier().Opposition(id))) + ".", Done: true, Opposition: id}
}

// Rename names the dossier.
func (k *Desk) Rename(name string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	step, err := k.editor.Rename(name)
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return refused("The name was not changed: %v.", err)
	}
	return Outcome{Said: "Renamed to " + k.Dossier().Title() + ".", Done: true}
}

// Do does a step that was made elsewhere for the dossier as it was, and says what
// that came to.
func (k *Desk) Do(step dossier.Step, was *dossier.Dossier, said string) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	k.CloseField()
	if k.Dossier() != was {
		return refused("Nothing was changed: the dossier was edited meanwhile. Try again.")
	}
	if err := k.do(step); err != nil {
		return refused("Nothing was changed: %v.", err)
	}
	return Outcome{Said: said, Done: true}
}

// Wanted tells whether steps from claim to claim stop at one; nil: at every one.
type Wanted func(dossier.ID) bool

// Next returns the wanted claim after the current one: of those at one place the next
// longer, else the next in the article's order, or, where none is current, the first
// that starts at or after a position. It returns "" past the last.
func (k *Desk) Next(after text.CodePoint, wanted Wanted) dossier.ID {
	if id := k.stepHere(1, wanted); id != "" {
		return id
	}
	claims := k.Placed()
	at := k.edgeHere(claims, 1)
	if at < 0 {
		at = sort.Search(len(claims), func(i int) bool { return startOf(claims[i]) >= after }) - 1
	}
	for _, c := range claims[at+1:] {
		if wanted.includes(c.ID) {
			return c.ID
		}
	}
	return ""
}

// Previous returns the wanted claim before the current one, or, where none is current,
// the last that starts before a position. It returns "" before the first.
func (k *Desk) Previous(before text.CodePoint, wanted Wanted) dossier.ID {
	if id := k.stepHere(-1, wanted); id != "" {
		return id
	}
	claims := k.Placed()
	at := k.edgeHere(claims, -1)
	if at < 0 {
		at = sort.Search(len(claims), func(i int) bool { return startOf(claims[i]) >= before })
	}
	for at--; at >= 0; at-- {
		if wanted.includes(claims[at].ID) {
			return claims[at].ID
		}
	}
	return ""
}

func (w Wanted) includes(id dossier.ID) bool { return w == nil || w(id) }

// At returns the first claim that starts at or after a position of the text, else the
// first of all; "" where none is shown.
func (k *Desk) At(p text.CodePoint) dossier.ID {
	claims := k.Placed()
	at := sort.Search(len(claims), func(i int) bool { return startOf(claims[i]) >= p })
	if at < len(claims) {
		return claims[at].ID
	}
	if len(claims) > 0 {
		return claims[0].ID
	}
	return ""
}

// Placed returns the claims that are shown in the text: they come first in a
// dossier.
func (k *Desk) Placed() []*dossier.Claim {
	claims := k.Dossier().Claims
	n := sort.Search(len(claims), func(i int) bool { _, ok := claims[i].Place(); return !ok })
	return claims[:n]
}

func startOf(c *dossier.Claim) text.CodePoint {
	place, _ := c.Place()
	return place.Start
}

func (k *Desk) indexIn(claims []*dossier.Claim) int {
	return slices.IndexFunc(claims, func(c *dossier.Claim) bool { return c.ID == k.current })
}

// ShortestFirst orders claims that cover one place so that the one a person most
// likely means, the shortest, comes first.
func (k *Desk) ShortestFirst(ids []dossier.ID) []dossier.ID {
	length := func(id dossier.ID) text.CodePoint {
		if c := k.Claim(id); c != nil {
			return lengthOf(c)
		}
		return 0
	}
	sorted := slices.Clone(ids)
	slices.SortStableFunc(sorted, func(a, b dossier.ID) int { return cmp.Compare(length(a), length(b)) })
	return sorted
}

// Holding returns the claim inside which a range lies: the current one where it
// does, else the shortest; "" where no claim holds all of it, or where the range
// is a whole claim.
func (k *Desk) Holding(span text.Span) dossier.ID {
	for _, id := range append([]dossier.ID{k.current}, k.Covering(span.Start)...) {
		if c := k.Claim(id); c != nil {
			if place, ok := c.Place(); ok && place.Covers(span) && place != span {
				return id
			}
		}
	}
	return ""
}

// Words counts the words of the article (UAX #29).
func (k *Desk) Words() int { return k.words }
