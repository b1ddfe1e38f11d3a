package app

import (
	"sort"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// mapRows is how many rows the map of the text has: claims that fall into one row are
// one mark, however many they are.
const mapRows = 200

// What stands in a row of the map, beside the colours of the sources.
const (
	rowEmpty       = ' '
	rowCurrent     = '>'
	rowCounterpart = '<'
)

// TextMap is the slim picture of the article beside the scroll bar: where claims stand,
// whose they are, and where the current claim and its counterparts are. A click leads to
// the claim. It says nothing that the cards do not say, so it is hidden from those who
// hear the page and is no stop of the Tab key.
type TextMap struct {
	goapp.Compo

	Page *Page
	Rows string // one character for each row
}

// Render draws the rows.
func (m *TextMap) Render() goapp.UI {
	rows := make([]goapp.UI, len(m.Rows))
	for i, row := range []byte(m.Rows) {
		class := ""
		switch row {
		case rowEmpty:
		case rowCurrent:
			class = "row here"
		case rowCounterpart:
			class = "row counterpart"
		default:
			class = "row c" + string(row)
		}
		rows[i] = goapp.I().Class(class)
	}
	return goapp.Div().ID("map").Class("map").Aria("hidden", "true").OnMouseDown(keepSelection).OnClick(m.press).Body(rows...)
}

func (m *TextMap) press(_ goapp.Context, e goapp.Event) {
	box := browser.RectOf("#map")
	if box.Height() > 0 {
		m.Page.goToRow((e.Get("clientY").Float() - box.Top) / box.Height())
	}
}

// textMap draws the map, whose rows are worked out once for each dossier.
func (p *Page) textMap() goapp.UI {
	d := p.desk.Dossier()
	if p.mapOf != d {
		p.mapOf, p.mapRows = d, rowsOf(p.desk)
	}
	rows := []byte(p.mapRows)
	current := p.desk.Current()
	for _, o := range p.desk.OppositionsOf(current) {
		if row, ok := rowOf(p.desk, p.desk.Claim(o.Other(current))); ok {
			rows[row] = rowCounterpart
		}
	}
	if row, ok := rowOf(p.desk, p.desk.Claim(current)); ok {
		rows[row] = rowCurrent
	}
	return &TextMap{Page: p, Rows: string(rows)}
}

// rowsOf puts each claim into its row. Where there are several the first is shown.
func rowsOf(k *desk.Desk) string {
	rows := make([]byte, mapRows)
	for i := range rows {
		rows[i] = rowEmpty
	}
	for _, c := range k.Placed() {
		if row, ok := rowOf(k, c); ok && rows[row] == rowEmpty {
			rows[row] = colourName(k.LookOf(c.ID).Colour)[1]
		}
	}
	return string(rows)
}

// rowOf is the row of a claim, by how much of the text is above it: that is known
// without measuring ten thousand places.
func rowOf(k *desk.Desk, c *dossier.Claim) (row int, ok bool) {
	if c == nil {
		return 0, false
	}
	place, shown := c.Place()
	all := int(k.Layout().Index().Len())
	if !shown || all == 0 {
		return 0, false
	}
	return min(int(place.Start)*mapRows/all, mapRows-1), true
}

// goToRow leads to the claim nearest to a part of the text.
func (p *Page) goToRow(part float64) {
	claims := p.desk.Placed()
	if len(claims) == 0 {
		return
	}
	at := int(part * float64(p.desk.Layout().Index().Len()))
	start := func(i int) int {
		place, _ := claims[i].Place()
		return int(place.Start)
	}
	n := sort.Search(len(claims), func(i int) bool { return start(i) >= at })
	if n == len(claims) || n > 0 && at-start(n-1) < start(n)-at {
		n--
	}
	p.jumpTo(claims[n].ID)
}
