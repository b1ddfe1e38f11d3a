package anchor

import (
	"gainsay/internal/text"
)

// Diff compares two wordings word by word. The pieces that are the same or removed
// make up the old one, those that are the same or added the new one, but for white
// space and what folding makes equal.
func Diff(old, now string) []Edit { return diff(old, now) }

// Block is one block in the comparison of two texts: Old and New are its index in
// each, or -1 where it is not in that one. Edits are the differences inside a block
// that is in both with other words; it has none where the words are the same.
type Block struct {
	Old, New int
	Edits    []Edit
}

// Kept reports whether the block is in both texts with the same words.
func (b Block) Kept() bool { return b.Old >= 0 && b.New >= 0 && len(b.Edits) == 0 }

// Compare compares two texts block by block, and inside the blocks word by word.
// First, blocks with the same words are matched by a longest common subsequence;
// then, in each stretch between two of those, blocks that share most of their words
// are taken to be edited. Every block of both texts occurs once, in order.
func Compare(old, now []string) []Block {
	c := comparison{old: old, now: now}
	i, j := 0, 0
	for _, step := range script(asTokens(old), asTokens(now)) {
		if step.same {
			for range step.added {
				c.blocks = append(c.blocks, Block{Old: i, New: j})
				i, j = i+1, j+1
			}
			continue
		}
		c.edited(i, i+len(step.removed), j, j+len(step.added))
		i, j = i+len(step.removed), j+len(step.added)
	}
	return c.blocks
}

// asTokens makes a token of each block, so that two are equal where their words are.
func asTokens(blocks []string) []text.Token {
	tokens := make([]text.Token, len(blocks))
	for i, block := range blocks {
		tokens[i].Text = text.Fold(block).Text
	}
	return tokens
}

type comparison struct {
	old, now []string
	blocks   []Block
}

// alikeEnough is how much of their words two blocks have to share, from 0 to 1, for
// one to be an edited form of the other: below half, more was written than kept.
const alikeEnough = 0.5

// mostPairs bounds how many pairs of blocks are held against each other in one
// stretch; a longer one is a text written anew.
const mostPairs = 10_000

// edited pairs the blocks of a stretch in which none is kept, so that the pairs are
// in order and share as much as they can.
func (c *comparison) edited(i, iEnd, j, jEnd int) {
	rows, columns := iEnd-i, jEnd-j
	if rows*columns > mostPairs {
		c.apart(i, iEnd, j, jEnd)
		return
	}
	// best[a][b]: the most that can be shared from block a of the old stretch and
	// block b of the new one on.
	alike, best := make([][]float64, rows), make([][]float64, rows+1)
	best[rows] = make([]float64, columns+1)
	for a := rows - 1; a >= 0; a-- {
		alike[a], best[a] = make([]float64, columns), make([]float64, columns+1)
		for b := columns - 1; b >= 0; b-- {
			alike[a][b] = shared(c.old[i+a], c.now[j+b])
			best[a][b] = max(best[a+1][b], best[a][b+1])
			if alike[a][b] >= alikeEnough {
				best[a][b] = max(best[a][b], best[a+1][b+1]+alike[a][b])
			}
		}
	}
	a, b := 0, 0
	for a < rows && b < columns {
		switch {
		case alike[a][b] >= alikeEnough && best[a][b] == best[a+1][b+1]+alike[a][b]:
			c.blocks = append(c.blocks, Block{Old: i + a, New: j + b, Edits: diff(c.old[i+a], c.now[j+b])})
			a, b = a+1, b+1
		case best[a][b] == best[a+1][b]:
			c.apart(i+a, i+a+1, j+b, j+b)
			a++
		default:
			c.apart(i+a, i+a, j+b, j+b+1)
			b++
		}
	}
	c.apart(i+a, iEnd, j+b, jEnd)
}

// apart notes blocks that are in one text only.
func (c *comparison) apart(i, iEnd, j, jEnd int) {
	for ; i < iEnd; i++ {
		c.blocks = append(c.blocks, Block{Old: i, New: -1})
	}
	for ; j < jEnd; j++ {
		c.blocks = append(c.blocks, Block{Old: -1, New: j})
	}
}

// shared is how many of their words two blocks share, in whatever order, from 0 to 1
// (the Dice coefficient of their words).
func shared(a, b string) float64 {
	counts, all := make(map[string]int), 0
	for _, token := range text.Tokens(text.Fold(a).Text) {
		counts[token.Text]++
		all++
	}
	both := 0
	for _, token := range text.Tokens(text.Fold(b).Text) {
		all++
		if counts[token.Text] > 0 {
			counts[token.Text]--
			both++
		}
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}
