package app

import (
	"fmt"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
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
	By      desk.Grouping
	Open    dossier.ID // the opposition that is being worked up
	Draft   string     // of a review of it
	Entries int        // a revision of what was refused
	Fixed   bool
	Shown   int // how many entries are drawn
}

// How many entries of the ledger, and lines of the sources, are drawn at first, and how
// many more at a time.
const (
	firstEntries = 120
	moreEntries  = 240
)

// Render draws the oppositions in their groups, then the corroborations, then the
// claims that nothing stands against.
func (l *Ledger) Render() goapp.UI {
	d := l.Desk.Dossier()
	if len(d.Oppositions) == 0 {
		return goapp.Div().Class("empty").Body(
			goapp.Strong().Text("Nothing is set against anything yet"),
			goapp.P().Body(goapp.Text("Choose a claim, press "), goapp.Kbd().Text("o"), goapp.Text(" or "), goapp.B().Text("Set against…"), goapp.Text(", and pick the claim on the other side.")),
		)
	}
	whole := desk.NewLedger(d, l.By)
	ledger := whole.First(l.Shown)
	body := []goapp.UI{l.groupings()}
	for _, group := range ledger.Groups {
		body = append(body, l.group(group))
	}
	if alone := ledger.Alone; len(alone) > 0 {
		body = append(body, goapp.Div().Body(
			goapp.H2().Class("section-title").Text("Nothing stands against these"),
			goapp.Div().Class("lines").Body(goapp.Range(alone).Slice(func(i int) goapp.UI { return claimLine(alone[i], l.Desk.LookOf(alone[i].ID), l.jump) })),
		))
	}
	return goapp.Div().Class("ledger").Body(append(body, moreButton("ledger-more", whole.Len()-ledger.Len(), moreEntries, l.more))...)
}

// moreButton has more of a long list drawn: so many at a time of those that are left.
func moreButton(id string, left, each int, more goapp.EventHandler) goapp.UI {
	return goapp.If(left > 0, func() goapp.UI {
		return goapp.Button().ID(id).Type("button").Class("outlined").Text(fmt.Sprintf("Show %d more", min(left, each))).OnClick(more)
	})
}

func (l *Ledger) more(goapp.Context, goapp.Event) {
	p := l.Page
	opposition, alone := desk.NewLedger(p.desk.Dossier(), p.grouping).EntryAt(firstEntries + p.further)
	p.further += moreEntries
	p.afterDraw(func() {
		if opposition != "" {
			browser.FocusSelector(`[data-opposition="` + string(opposition) + `"]`)
		} else {
			browser.FocusSelector(`#tabpanel .line[data-id="` + string(alone) + `"]`)
		}
	})
}

// groupings chooses what the oppositions are put together by.
func (l *Ledger) groupings() goapp.UI {
	button := func(by desk.Grouping, id, words string) goapp.UI {
		return goapp.Button().ID(id).Type("button").DataSet("by", string(by)).Aria("pressed", boolText(l.By == by)).Text(words).OnClick(l.regroup)
	}
	return goapp.Div().Class("groupings").Role("group").Aria("label", "Group by").Body(
		button(desk.ByPair, "by-pair", "By sources"),
		button(desk.ByTopic, "by-topic", "By topic"),
	)
}

func (l *Ledger) group(g desk.Group) goapp.UI {
	section := goapp.Section().Class("pair").TabIndex(-1)
	if l.By == desk.ByPair && !g.Corroborates {
		section = section.DataSet("pair", pairOf(g.Left, g.Right)).Aria("label", g.Left+" and "+g.Right)
	}
	return section.Body(
		l.heading(g),
		goapp.Range(g.Faces).Slice(func(i int) goapp.UI { return l.face(g.Faces[i]) }),
	)
}

func (l *Ledger) heading(g desk.Group) goapp.UI {
	number := goapp.Span().Class("number").Text(g.All)
	if l.By == desk.ByTopic {
		words := g.Topic
		if words == "" {
			words = "Without a topic"
		}
		if g.Corroborates {
			words = "＋ " + words
		}
		return goapp.H2().Body(goapp.Span().Class("topic").Text(words), number)
	}
	upper, lower := g.Faces[0].Upper, g.Faces[0].Lower
	sign := "×"
	if g.Corroborates {
		sign = "＋"
	}
	return goapp.H2().Body(
		goapp.B().Class(colourClass(l.Desk.LookOf(upper.ID))).Text(g.Left),
		goapp.Span().Text(sign),
		goapp.B().Class(colourClass(l.Desk.LookOf(lower.ID))).Text(g.Right),
		number,
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
				l.Page.entries.in(&Field{Page: l.Page, Target: o.ID, Name: dossier.FieldNote, Label: "Note on this opposition", Hint: "Note", Value: o.Note, Lines: true, Fixed: l.Fixed}),
				goapp.Button().Type("button").DataSet("id", string(o.ID)).Disabled(l.Fixed).
					Aria("label", "Remove this opposition").Title("Remove this opposition").Text("✕").OnClick(l.remove),
			),
			l.work(f),
			provenanceLine(o.Provenance),
		),
	)
}

// work is the foot's second part: what came of the opposition, in a line that opens to
// its topic, its resolution and its review.
func (l *Ledger) work(f desk.Face) goapp.UI {
	o, open := f.Opposition, l.Open == f.Opposition.ID
	return goapp.Div().Class("opposition-work").Body(
		goapp.H3().Class("details-head").Body(
			goapp.Button().ID("work-"+o.ID.Short()).Type("button").DataSet("id", string(o.ID)).Aria("expanded", boolText(open)).OnClick(l.turn).Body(
				goapp.Span().Class("group-title").Text("Outcome"),
				goapp.Span().Class("group-summary").Text(l.summary(o)),
			),
		),
		goapp.If(open, func() goapp.UI {
			return &OppositionForm{
				Page: l.Page, Opposition: o, From: desk.Speaker(l.Desk.Claim(o.From)), To: desk.Speaker(l.Desk.Claim(o.To)),
				Reviewer: l.Desk.Creator(), Draft: l.Draft, Fixed: l.Fixed, Entries: l.Entries,
			}
		}),
	)
}

// summary says how far the work on an opposition has come.
func (l *Ledger) summary(o *dossier.Opposition) string {
	words := l.Desk.Resolution(o)
	if review := reviewState(o.Decision(), o.ChangedSinceReview()); review != "" {
		words += " · " + review
	}
	return words
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
			goapp.Span().Class("side-status").Text(l.standing(c)),
		),
		goapp.Span().Class("quote").Text(c.Anchor.Exact),
		goapp.If(c.Statement != "", func() goapp.UI { return goapp.Span().Class("statement").Text(c.Statement) }),
	)
}

// standing says how far the check of one side has come: its verdict, else its status.
func (l *Ledger) standing(c *dossier.Claim) string {
	if _, rating := l.Desk.Dossier().RatingOf(c.Verdict); rating != nil {
		return rating.Label
	}
	return desk.Capital(statusName(c.Status))
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

func (l *Ledger) turn(ctx goapp.Context, _ goapp.Event) {
	p, id := l.Page, idOf(ctx)
	p.closeField()
	if p.openOpposition == id {
		id = ""
	}
	p.openOpposition = id
}

func (l *Ledger) regroup(ctx goapp.Context, _ goapp.Event) {
	p, id := l.Page, ctx.JSSrc().Get("id").String()
	p.closeField()
	p.grouping = desk.Grouping(ctx.JSSrc().Get("dataset").Get("by").String())
	p.afterDraw(func() { browser.FocusSelector("#" + id) })
}

// idOf reads which claim, opposition or dossier an element is about.
func idOf(ctx goapp.Context) dossier.ID {
	return dossier.ID(ctx.JSSrc().Get("dataset").Get("id").String())
}
