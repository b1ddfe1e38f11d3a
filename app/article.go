package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Article is the text under review. It draws anew only when Rev, TabStop or the
// spread changes, and then hands each stretch of blocks its own revision, so that a
// new highlight costs one stretch and one block, not the article.
type Article struct {
	goapp.Compo

	Desk      *desk.Desk
	Rev       int
	TabStop   dossier.ID // the claim whose first highlight Tab stops at
	Lang      string
	Spread    *spread // how much of it is in the page; nil: all
	SpreadRev int
}

// Render draws the stretches that are to be in the page.
func (a *Article) Render() goapp.UI {
	s := a.Spread
	if s == nil {
		s = newSpread(a.Desk, nil, stretch{})
		s.grow(len(s.stretches))
		s.markNear(stretch{0, a.Desk.Layout().Blocks() - 1})
	}
	first, last := -1, -1
	if c := a.Desk.Claim(a.TabStop); c != nil {
		if place, shown := c.Place(); shown {
			first, last = a.Desk.Layout().BlocksOf(place)
		}
	}
	all := len(a.Desk.Dossier().Claims) <= mostMarks
	body := make([]goapp.UI, len(s.given))
	for i, k := range s.given {
		of := s.stretches[i]
		chunk := &Chunk{Desk: k, First: of.first, Last: of.last, Rev: k.RevOf(of.first, of.last), Marked: all || s.marked[i]}
		if k == a.Desk && of.first <= last && of.last >= first {
			chunk.Marked = true // it is about to be gone to
			if of.first <= first {
				chunk.TabStop, chunk.StopBlock = a.TabStop, first
			}
		}
		body[i] = chunk
	}
	el := goapp.Article().
		ID("article").
		DataSet("article", a.Desk.Dossier().Article.ID).
		TabIndex(0).
		Aria("label", "Article text: arrow keys move the caret, Shift selects")
	if a.Lang != "" {
		el = el.Lang(a.Lang)
	}
	return el.Body(body...)
}

// Chunk is a stretch of the article. It stands between the article and its blocks
// so that what did not change is passed over many blocks at a time.
type Chunk struct {
	goapp.Compo

	Desk        *desk.Desk
	First, Last int // its blocks
	Rev         int
	TabStop     dossier.ID // "" where Tab does not stop in it
	StopBlock   int
	Marked      bool // with highlights; else as plain text
}

// chunkDrawn hears of every chunk that is drawn. The tests count with it.
var chunkDrawn = func() {}

// Render draws the blocks; runs of list items stand in a list.
func (c *Chunk) Render() goapp.UI {
	chunkDrawn()
	blocks := c.Desk.Dossier().Article.Blocks
	var body []goapp.UI
	for n := c.First; n <= c.Last; n++ {
		if blocks[n].Kind != article.KindListItem {
			body = append(body, c.block(n))
			continue
		}
		var items []goapp.UI
		for ; n <= c.Last && blocks[n].Kind == article.KindListItem; n++ {
			items = append(items, c.block(n))
		}
		n--
		body = append(body, goapp.Ul().Body(items...))
	}
	return goapp.Div().Body(body...)
}

func (c *Chunk) block(n int) goapp.UI {
	b := &Block{Desk: c.Desk, N: n, Rev: c.Desk.Rev(n), Marked: c.Marked}
	if c.TabStop != "" && n == c.StopBlock {
		b.TabStop = c.TabStop
	}
	return b
}

// Block is one block of the article. Its text content is the block's text and
// nothing else.
type Block struct {
	goapp.Compo

	Desk    *desk.Desk
	N       int
	Rev     int
	TabStop dossier.ID // "" where Tab does not stop in this block
	Marked  bool       // with highlights; else as plain text
}

// blockDrawn hears of every block that is drawn. The tests count with it.
var blockDrawn = func(n int) {}

// Render draws the block's runs: plain text, and a mark where claims stand.
func (b *Block) Render() goapp.UI {
	blockDrawn(b.N)
	block := b.Desk.Dossier().Article.Blocks[b.N]
	var body []goapp.UI
	if !b.Marked {
		body = []goapp.UI{goapp.Text(block.Text)}
	} else {
		for _, run := range b.Desk.Runs(b.N) {
			if len(run.Looks) == 0 {
				body = append(body, goapp.Text(run.Text))
				continue
			}
			body = append(body, b.mark(run))
		}
	}
	el := goapp.Elem(block.Element())
	el = el.DataSet("block", strconv.Itoa(b.N))
	if class := b.Desk.Dossier().Article.Class(b.N); class != "" {
		el = el.Class(class)
	}
	if block.Lang != "" {
		el = el.Lang(block.Lang)
	}
	if block.Dir != "" {
		el = el.Dir(block.Dir)
	}
	return el.Body(body...)
}

func (b *Block) mark(run desk.Run) goapp.UI {
	ids := make([]string, len(run.Looks))
	stop := -1
	for i, look := range run.Looks {
		ids[i] = string(look.Claim.ID)
	}
	for _, id := range run.First {
		if id == b.TabStop {
			stop = 0
		}
	}
	return goapp.Mark().
		Class(markClass(run)).
		DataSet("claims", strings.Join(ids, " ")).
		TabIndex(stop).
		Aria("description", descriptions(run.Looks)).
		Text(run.Text)
}

// markClass says by shape and colour whose words they are, what their cue does,
// whether they are opposed, and which claim is current.
func markClass(run desk.Run) string {
	top := run.Looks[0]
	class := []string{colourClass(top)}
	if top.Claim.Stance == "" {
		class = append(class, "no-stance")
	} else {
		class = append(class, string(top.Claim.Stance))
	}
	if top.Claim.State == anchor.Changed {
		class = append(class, "changed")
	}
	if len(run.Looks) > 1 {
		class = append(class, "nested")
	}
	for _, look := range run.Looks {
		for _, state := range []struct {
			is   bool
			name string
		}{{look.Current, "current"}, {look.Counterpart, "counterpart"}, {look.Picking, "picking"}} {
			if state.is {
				class = append(class, state.name)
			}
		}
		if look.Opposed {
			class = append(class, "opposed")
			for _, id := range run.Last {
				if id == look.Claim.ID {
					class = append(class, "end")
				}
			}
		}
	}
	return strings.Join(class, " ")
}

// colours is how many sources can be told apart by colour; later ones share.
const colours = 6

// colourClass is the class that bears the colour of a claim's source.
func colourClass(look desk.Look) string { return colourName(look.Colour) }

func colourName(colour int) string {
	if colour < 0 {
		return "c0"
	}
	return "c" + strconv.Itoa(colour%colours+1)
}

func descriptions(looks []desk.Look) string {
	said := make([]string, len(looks))
	for i, look := range looks {
		said[i] = look.Description
	}
	return strings.Join(said, ". ")
}
