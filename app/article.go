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

// Article is the text under review. It draws anew only when Rev or TabStop
// changes, and then hands each block its own revision, so that a new highlight
// costs one block, not the article.
type Article struct {
	goapp.Compo

	Desk    *desk.Desk
	Rev     int
	TabStop dossier.ID // the claim whose first highlight Tab stops at
	Lang    string
}

// Render draws the blocks; runs of list items stand in a list.
func (a *Article) Render() goapp.UI {
	blocks := a.Desk.Dossier().Article.Blocks
	stop := a.tabStopBlock()
	var body []goapp.UI
	for n := 0; n < len(blocks); n++ {
		if blocks[n].Kind != article.KindListItem {
			body = append(body, a.block(n, stop))
			continue
		}
		var items []goapp.UI
		for ; n < len(blocks) && blocks[n].Kind == article.KindListItem; n++ {
			items = append(items, a.block(n, stop))
		}
		n--
		body = append(body, goapp.Ul().Body(items...))
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

func (a *Article) block(n, stop int) goapp.UI {
	b := &Block{Desk: a.Desk, N: n, Rev: a.Desk.Rev(n)}
	if n == stop {
		b.TabStop = a.TabStop
	}
	return b
}

func (a *Article) tabStopBlock() int {
	c := a.Desk.Claim(a.TabStop)
	if c == nil {
		return -1
	}
	place, ok := c.Place()
	if !ok {
		return -1
	}
	return a.Desk.Layout().BlockAt(place.Start)
}

// Block is one block of the article. Its text content is the block's text and
// nothing else.
type Block struct {
	goapp.Compo

	Desk    *desk.Desk
	N       int
	Rev     int
	TabStop dossier.ID // "" where Tab does not stop in this block
}

// blockDrawn hears of every block that is drawn. The tests count with it.
var blockDrawn = func(n int) {}

// Render draws the block's runs: plain text, and a mark where claims stand.
func (b *Block) Render() goapp.UI {
	blockDrawn(b.N)
	block := b.Desk.Dossier().Article.Blocks[b.N]
	var body []goapp.UI
	for _, run := range b.Desk.Runs(b.N) {
		if len(run.Looks) == 0 {
			body = append(body, goapp.Text(run.Text))
			continue
		}
		body = append(body, b.mark(run))
	}
	el := goapp.Elem(blockTag(block))
	el = el.DataSet("block", strconv.Itoa(b.N))
	if class := b.class(block); class != "" {
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

func blockTag(b article.Block) string {
	switch b.Kind {
	case article.KindHeading:
		return "h" + strconv.Itoa(max(1, min(b.Level, 6)))
	case article.KindQuote:
		return "blockquote"
	case article.KindListItem:
		return "li"
	default:
		return "p"
	}
}

func (b *Block) class(block article.Block) string {
	class := string(block.Role)
	if block.Role == article.RoleTail && (b.N == 0 || b.Desk.Dossier().Article.Blocks[b.N-1].Role != article.RoleTail) {
		class += " tail-first"
	}
	if block.Kind == article.KindListItem && numbered(block.Text) {
		class += " numbered"
	}
	return class
}

// numbered reports whether an item's text begins with its own number, which then
// stands for the bullet.
func numbered(item string) bool {
	digits := len(item) - len(strings.TrimLeft(item, "0123456789"))
	return digits > 0 && digits < len(item) && strings.ContainsRune(".)", rune(item[digits]))
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
