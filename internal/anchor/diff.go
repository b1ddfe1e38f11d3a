package anchor

import (
	"sort"

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

// diff compares two wordings word by word. A piece has the white space that follows
// it; so the pieces that are the same or added make up the new wording to the
// letter, and those that are the same or removed the old one, but for what folding
// makes equal.
func diff(old, now string) []Edit {
	before, after := written(old), written(now)
	var edits []Edit
	add := func(op Op, words string) {
		if words != "" {
			edits = append(edits, Edit{op, words})
		}
	}
	i, j := 0, 0
	for _, step := range script(before.tokens, after.tokens) {
		if step.same {
			add(Same, after.slice(j, j+step.come))
		} else {
			add(Removed, before.slice(i, i+step.gone))
			add(Added, after.slice(j, j+step.come))
		}
		i, j = i+step.gone, j+step.come
	}
	return edits
}

// wording is a text as folded tokens.
type wording struct {
	tokens []text.Token
	folded *text.Folded
	ix     *text.Index
}

func written(s string) wording {
	folded := text.Fold(s)
	return wording{tokens: text.Tokens(folded.Text), folded: folded, ix: text.NewIndex(s)}
}

// slice is what is written from one token up to another: the first has what stands
// before it, too.
func (w wording) slice(from, to int) string {
	if from == to {
		return ""
	}
	return w.ix.Slice(text.Span{Start: w.start(from), End: w.start(to)})
}

func (w wording) start(token int) text.CodePoint {
	switch {
	case token == 0:
		return 0
	case token == len(w.tokens):
		return w.ix.Len()
	}
	return w.folded.Original(w.tokens[token].Span).Start
}

// step is a stretch of an edit script: tokens that stand in both rows, or some of
// one for some of the other. at is where it is in the new row.
type step struct {
	same           bool
	removed, added []text.Token
	at             int
	gone, come     int // how many are removed and added
}

// script turns one row of tokens into another: by a longest common subsequence, or,
// where the rows are too long for its table, by one between the words that stand
// once in both, which divide them into shorter ones.
func script(old, now []text.Token) []step {
	w := weaver{steps: make([]step, 0, 8)}
	w.weave(old, now)
	i, j := 0, 0
	for n := range w.steps {
		s := &w.steps[n]
		s.at, s.removed, s.added = j, old[i:i+s.gone], now[j:j+s.come]
		i, j = i+s.gone, j+s.come
	}
	return w.steps
}

// mostCells bounds the table of one longest common subsequence: a thousand words by
// a thousand others.
const mostCells = 1 << 20

// weaver makes an edit script from its beginning to its end.
type weaver struct{ steps []step }

// add puts so many tokens of the old row and of the new one into the script.
func (w *weaver) add(same bool, gone, come int) {
	if gone+come == 0 {
		return
	}
	if n := len(w.steps); n == 0 || w.steps[n-1].same != same {
		w.steps = append(w.steps, step{same: same})
	}
	s := &w.steps[len(w.steps)-1]
	s.gone, s.come = s.gone+gone, s.come+come
}

// weave adds the script from old to now.
func (w *weaver) weave(old, now []text.Token) {
	head := 0
	for head < min(len(old), len(now)) && old[head].Text == now[head].Text {
		head++
	}
	w.add(true, head, head)
	old, now = old[head:], now[head:]
	tail := 0
	for tail < min(len(old), len(now)) && old[len(old)-1-tail].Text == now[len(now)-1-tail].Text {
		tail++
	}
	w.middle(old[:len(old)-tail], now[:len(now)-tail])
	w.add(true, tail, tail)
}

// middle is weave for rows that neither begin nor end alike.
func (w *weaver) middle(old, now []text.Token) {
	if len(old) == 0 || len(now) == 0 {
		w.add(false, len(old), len(now))
		return
	}
	if len(old)*len(now) <= mostCells {
		w.byTable(old, now)
		return
	}
	pairs := landmarks(old, now)
	if len(pairs) == 0 {
		w.add(false, len(old), len(now))
		return
	}
	i, j := 0, 0
	for _, pair := range pairs {
		w.weave(old[i:pair[0]], now[j:pair[1]])
		w.add(true, 1, 1)
		i, j = pair[0]+1, pair[1]+1
	}
	w.weave(old[i:], now[j:])
}

// byTable is weave by the table of the longest common subsequences of all ends of
// both rows.
func (w *weaver) byTable(old, now []text.Token) {
	columns := len(now) + 1
	length := make([]int32, (len(old)+1)*columns)
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if old[i].Text == now[j].Text {
				length[i*columns+j] = length[(i+1)*columns+j+1] + 1
			} else {
				length[i*columns+j] = max(length[(i+1)*columns+j], length[i*columns+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(old) || j < len(now); {
		switch {
		case i < len(old) && j < len(now) && old[i].Text == now[j].Text:
			w.add(true, 1, 1)
			i, j = i+1, j+1
		case j == len(now) || i < len(old) && length[(i+1)*columns+j] >= length[i*columns+j+1]:
			w.add(false, 1, 0)
			i++
		default:
			w.add(false, 0, 1)
			j++
		}
	}
}

// landmarks are the words that stand once in each of two rows, and in the same order
// in both: the longest such sequence, as pairs of their places.
func landmarks(old, now []text.Token) [][2]int {
	const several = -1
	once := func(row []text.Token) map[string]int {
		places := make(map[string]int, len(row))
		for i, token := range row {
			if _, seen := places[token.Text]; seen {
				i = several
			}
			places[token.Text] = i
		}
		return places
	}
	there := once(now)
	own := once(old)
	// The longest increasing subsequence: ends[k] is the pair with the least second
	// place at which one of length k+1 can end.
	type link struct {
		pair     [2]int
		previous *link
	}
	var ends []*link
	for i, token := range old {
		j, both := there[token.Text]
		if !both || j == several || own[token.Text] == several {
			continue
		}
		k := sort.Search(len(ends), func(k int) bool { return ends[k].pair[1] >= j })
		one := &link{pair: [2]int{i, j}}
		if k > 0 {
			one.previous = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, one)
		} else {
			ends[k] = one
		}
	}
	pairs := make([][2]int, len(ends))
	if len(ends) > 0 {
		for one, k := ends[len(ends)-1], len(ends)-1; one != nil; one, k = one.previous, k-1 {
			pairs[k] = one.pair
		}
	}
	return pairs
}
