package anchor

import (
	"gainsay/internal/text"
)

// Edit is a piece of a comparison of two wordings.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Op says in which of the two wordings a piece stands.
type Op string

// The operations.
const (
	Same    Op = "same"
	Removed Op = "removed"
	Added   Op = "added"
)

// diff compares two wordings word by word. The pieces that are the same or removed
// make up the old one, those that are the same or added the new one, but for white
// space and what folding makes equal.
func diff(old, now string) []Edit {
	before, after := written(old), written(now)
	var edits []Edit
	add := func(op Op, tokens []text.Token, source []string) {
		for i := range tokens {
			if n := len(edits); n > 0 && edits[n-1].Op == op {
				edits[n-1].Text += " " + source[i]
				continue
			}
			edits = append(edits, Edit{op, source[i]})
		}
	}
	i, j := 0, 0
	for _, step := range script(before.tokens, after.tokens) {
		if step.same {
			add(Same, step.added, after.words[j:j+len(step.added)])
		} else {
			add(Removed, step.removed, before.words[i:i+len(step.removed)])
			add(Added, step.added, after.words[j:j+len(step.added)])
		}
		i, j = i+len(step.removed), j+len(step.added)
	}
	return edits
}

// wording is a text as folded tokens, with each as it is written.
type wording struct {
	tokens []text.Token
	words  []string
}

func written(s string) wording {
	folded, ix := text.Fold(s), text.NewIndex(s)
	w := wording{tokens: text.Tokens(folded.Text)}
	for _, token := range w.tokens {
		w.words = append(w.words, ix.Slice(folded.Original(token.Span)))
	}
	return w
}

// step is a stretch of an edit script: tokens that stand in both rows, or some of
// one for some of the other. at is where it is in the new row.
type step struct {
	same           bool
	removed, added []text.Token
	at             int
}

// script turns one row of tokens into another by a longest common subsequence.
func script(old, now []text.Token) []step {
	columns := len(now) + 1
	length := make([]int, (len(old)+1)*columns)
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if old[i].Text == now[j].Text {
				length[i*columns+j] = length[(i+1)*columns+j+1] + 1
			} else {
				length[i*columns+j] = max(length[(i+1)*columns+j], length[i*columns+j+1])
			}
		}
	}
	var steps []step
	grow := func(same bool, at int) *step {
		if n := len(steps); n > 0 && steps[n-1].same == same {
			return &steps[n-1]
		}
		steps = append(steps, step{same: same, at: at})
		return &steps[len(steps)-1]
	}
	for i, j := 0, 0; i < len(old) || j < len(now); {
		switch {
		case i < len(old) && j < len(now) && old[i].Text == now[j].Text:
			s := grow(true, j)
			s.removed, s.added = append(s.removed, old[i]), append(s.added, now[j])
			i, j = i+1, j+1
		case j == len(now) || i < len(old) && length[(i+1)*columns+j] >= length[i*columns+j+1]:
			s := grow(false, j)
			s.removed = append(s.removed, old[i])
			i++
		default:
			s := grow(false, j)
			s.added = append(s.added, now[j])
			j++
		}
	}
	return steps
}
