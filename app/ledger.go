package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Ledger shows every opposition as two quotes face to face, with how they stand
// to each other as the words between them.
type Ledger struct {
	goapp.Compo

	Page    *Page
	Desk    *desk.Desk
	Dossier *dossier.Dossier
	Current dossier.ID
	Fixed   bool
}

// Render draws the oppositions by pair of sources, then the corroborations, then
// the claims that nothing stands against.
func (l *Ledger) Render() goapp.UI {
	d := l.Desk.Dossier()
	if len(d.Oppositions) == 0 {
		return goapp.Div().Class("empty").Body(
			goapp.Strong().Text("Nothing is set against anything yet"),
			goapp.P().Body(goapp.Text("Choose a claim, press "), goapp.Kbd().Text("o"), goapp.Text(" or "), goapp.B().Text("Set against…"), goapp.Text(", and pick the claim on the other side.")),
		)
	}
	var body []goapp.UI
	ledger := desk.NewLedger(d, desk.ByPair)
	for _, group := range ledger.Groups {
		body = append(body, l.pair(group))
	}
	if alone := ledger.Alone; len(alone) > 0 {
		body = append(body, goapp.Div().Body(
			goapp.H2().Class("section-title").Text("Nothing stands against these"),
			goapp.Div().Class("lines").Body(goapp.Range(alone).Slice(func(i int) goapp.UI { return claimLine(alone[i], l.Desk.LookOf(alone[i].ID), l.jump) })),
		))
	}
	return goapp.Div().Class("ledger").Body(body...)
}

func (l *Ledger) pair(g desk.Group) goapp.UI {
	upper, lower := g.Faces[0].Upper, g.Faces[0].Lower
	sign := "×"
	if g.Corroborates {
		sign = "＋"
	}
	section := goapp.Section().Class("pair").TabIndex(-1)
	if !g.Corroborates {
		section = section.DataSet("pair", pairOf(g.Left, g.Right)).Aria("label", g.Left+" and "+g.Right)
	}
	return section.Body(
		goapp.H2().Body(
			goapp.B().Class(colourClass(l.Desk.LookOf(upper.ID))).Text(g.Left),
			goapp.Span().Text(sign),
			goapp.B().Class(colourClass(l.Desk.LookOf(lower.ID))).Text(g.Right),
			goapp.Span().Class("number").Text(len(g.Faces)),
		),
		goapp.Range(g.Faces).Slice(func(i int) goapp.UI { return l.face(g.Faces[i]) }),
	)
}

func (l *Ledger) face(f desk.Face) goapp.UI {
	o, upper, lower := f.Opposition, f.Upper, f.Lower
	class := "face"
	if l.Current == upper.ID || l.Current == lower.ID {
		class += " current"
	}
	return goapp.Article().Class(class).DataSet("opposition", string(o.ID)).TabIndex(-1).
		Aria("label", l.Desk.Sentence(o)).Body(
		l.side(upper),
		goapp.Div().Class("kind").Body(
			goapp.Span().Aria("hidden", "true").Text("⇅"),
			// What the choice beside it says already is not said twice.
			goapp.B().Hidden(!o.Kind.Directed()).Text(desk.Relation(o, upper.ID)),
			goapp.Select().ID("kind-"+o.ID.Short()).Aria("label", "Kind of opposition").DataSet("id", string(o.ID)).Disabled(l.Fixed).
				OnChange(l.setKind).OnBlur(l.Page.chosen).Body(kindOptions(o.Kind)...),
		),
		l.side(lower),
		goapp.Div().Class("foot").Body(
			goapp.Div().Class("row").Body(
				&Field{Page: l.Page, Target: o.ID, Name: dossier.FieldNote, Label: "Note on this opposition", Hint: "Note", Value: o.Note, Lines: true, Fixed: l.Fixed},
				goapp.Button().Type("button").DataSet("id", string(o.ID)).Disabled(l.Fixed).
					Aria("label", "Remove this opposition").Title("Remove this opposition").Text("✕").OnClick(l.remove),
			),
		),
	)
}

func kindOptions(chosen dossier.Kind) []goapp.UI {
	var options []goapp.UI
	for _, kind := range dossier.Kinds() {
		options = append(options, goapp.Option().Value(string(kind)).Text(desk.KindName(kind)).Selected(kind == chosen))
	}
	return options
}

func (l *Ledger) side(c *dossier.Claim) goapp.UI {
	return goapp.Button().Type("button").Class("side "+colourClass(l.Desk.LookOf(c.ID))).DataSet("id", string(c.ID)).
		Title("Go to these words in the text").OnClick(l.jump).Body(
		goapp.Span().Class("who").Body(
			goapp.B().Text(desk.Speaker(c)),
			goapp.If(c.Attribution.Cue.Text != "", func() goapp.UI { return goapp.Span().Class("cue").Text(c.Attribution.Cue.Text) }),
		),
		goapp.Span().Class("quote").Text(c.Anchor.Exact),
		goapp.If(c.Statement != "", func() goapp.UI { return goapp.Span().Class("statement").Text(c.Statement) }),
	)
}

// claimLine is a claim in one line of a list.
func claimLine(c *dossier.Claim, look desk.Look, jump goapp.EventHandler) goapp.UI {
	return goapp.Button().Type("button").Class("line "+colourClass(look)).DataSet("id", string(c.ID)).OnClick(jump).Body(
		goapp.If(c.Attribution.Cue.Text != "", func() goapp.UI { return goapp.Span().Class("cue").Text(c.Attribution.Cue.Text) }),
		goapp.Text(c.Anchor.Exact),
	)
}

func (l *Ledger) jump(ctx goapp.Context, _ goapp.Event) { l.Page.goTo(idOf(ctx)) }

func (l *Ledger) remove(ctx goapp.Context, _ goapp.Event) { l.Page.removeOpposition(idOf(ctx)) }

func (l *Ledger) setKind(ctx goapp.Context, _ goapp.Event) {
	l.Page.setKind(idOf(ctx), dossier.Kind(ctx.JSSrc().Get("value").String()))
}

// idOf reads which claim, opposition or dossier an element is about.
func idOf(ctx goapp.Context) dossier.ID {
	return dossier.ID(ctx.JSSrc().Get("dataset").Get("id").String())
}
