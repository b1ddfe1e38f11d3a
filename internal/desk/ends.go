package desk

import (
	"fmt"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Occurrences returns where the words of a range stand in the article, letter for
// letter and as whole words where the range is of whole words; it itself is among
// them.
func (k *Desk) Occurrences(span text.Span) []text.Span {
	ix := k.layout.Index()
	span = text.TrimSpace(ix, span)
	if span.Empty() {
		return nil
	}
	words, whole := ix.Slice(span), !text.MidWord(ix, span)
	var found []text.Span
	for at := 0; ; {
		next := strings.Index(ix.String()[at:], words)
		if next < 0 {
			return found
		}
		start := ix.CodePointOf(text.Byte(at + next))
		one := text.Span{Start: start, End: start + span.Len()}
		if !whole || !text.MidWord(ix, one) {
			found = append(found, one)
		}
		at += next + len(words)
	}
}

// HighlightAll makes a claim of every occurrence of the words of a range, as one
// step. Where a claim stands on an occurrence already, it stays as it is.
func (k *Desk) HighlightAll(span text.Span) Outcome {
	if k.readOnly {
		return refused(saidReadOnly)
	}
	taken := make(map[text.Span]bool)
	for _, c := range k.Dossier().Claims {
		if place, ok := c.Place(); ok {
			taken[place] = true
		}
	}
	var anchors []anchor.Anchor
	for _, one := range k.Occurrences(span) {
		if taken[one] {
			continue
		}
		a, outcome := k.describe(one)
		if outcome.Said != "" {
			return outcome
		}
		anchors = append(anchors, a)
	}
	if len(anchors) == 0 {
		return refused("Nothing was highlighted: no words are selected, or each occurrence is a claim already.")
	}
	step, ids := k.editor.HighlightAll(anchors)
	if err := k.do(step); err != nil {
		return refused("The claims were not made: %v.", err)
	}
	k.SetCurrent(ids[0])
	return Outcome{Said: fmt.Sprintf("%s highlighted: %s.", Capital(Count(len(ids), "claim")), excerpt(anchors[0].Exact)), Done: true, Claim: ids[0]}
}

// Adjust puts the ends of a claim elsewhere in the article: the words between them
// become the claim's.
func (k *Desk) Adjust(id dossier.ID, span text.Span) Outcome {
	c := k.Claim(id)
	switch {
	case k.readOnly:
		return refused(saidReadOnly)
	case c == nil:
		return refused("That claim is gone.")
	}
	place, shown := c.Place()
	if !shown || c.Undecided() {
		return refused("Decide first what becomes of the claim: its words are not where they were.")
	}
	a, outcome := k.describe(span)
	if outcome.Said != "" {
		return refused("A claim cannot be empty: it was left as it is.")
	}
	if a.Span() == place {
		return refused("The claim covers these words already.")
	}
	for _, other := range k.Dossier().Claims {
		if theirs, ok := other.Place(); ok && theirs == a.Span() {
			return refused("These words are a claim already, so this one was left as it is.")
		}
	}
	step, err := k.editor.Adjust(c, a)
	if err == nil {
		err = k.do(step)
	}
	if err != nil {
		return refused("The claim was left as it is: %v.", err)
	}
	return Outcome{Said: "The claim now covers " + excerpt(a.Exact) + ".", Done: true, Claim: id}
}

// End is one of the two ends of a claim.
type End int

// The ends of a claim.
const (
	StartOfClaim End = iota
	EndOfClaim
)

// Nudge moves one end of a claim by a word, outward or inward. It stops at the ends
// of the article and before the claim is empty.
func (k *Desk) Nudge(id dossier.ID, end End, outward bool) Outcome {
	c := k.Claim(id)
	if c == nil {
		return refused("That claim is gone.")
	}
	span, _ := c.Place()
	ix := k.layout.Index()
	switch {
	case end == StartOfClaim && outward:
		span.Start = text.PrevWordStart(ix, span.Start)
	case end == StartOfClaim:
		span.Start = nextWordStart(ix, span.Start)
	case outward:
		span.End = text.NextWordEnd(ix, span.End)
	default:
		span.End = prevWordEnd(ix, span.End)
	}
	return k.Adjust(id, span)
}

// nextWordStart returns the start of the word after the one at or around p.
func nextWordStart(ix *text.Index, p text.CodePoint) text.CodePoint {
	end := text.NextWordEnd(ix, p)
	return text.PrevWordStart(ix, text.NextWordEnd(ix, end))
}

// prevWordEnd returns the end of the word before the one at or around p.
func prevWordEnd(ix *text.Index, p text.CodePoint) text.CodePoint {
	start := text.PrevWordStart(ix, p)
	return text.NextWordEnd(ix, text.PrevWordStart(ix, start))
}
