package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// fieldReview is the field for the words of a review that was not given yet.
const fieldReview = "review"

// ReviewLog shows what reviewers decided about a claim or an opposition, and takes what
// this one decides. The log only grows.
type ReviewLog struct {
	goapp.Compo

	Page     *Page
	Target   dossier.ID
	Reviews  []*dossier.Review
	Changed  bool   // what is reviewed was edited after the last decision
	Reviewer string // who reviews here; "" until the name was asked
	Draft    string
	Fixed    bool // edits are refused
	Fault    string
}

// Render draws the log, the oldest entry first, and the ways to go on.
func (l *ReviewLog) Render() goapp.UI {
	return goapp.Div().Class("review").Body(
		goapp.If(len(l.Reviews) > 0, func() goapp.UI {
			return goapp.Ol().Class("log").Aria("label", "Review log").Body(goapp.Range(l.Reviews).Slice(func(i int) goapp.UI { return l.entry(l.Reviews[i]) }))
		}),
		goapp.If(l.Changed, func() goapp.UI { return goapp.P().Class("aside").Text("Edited since the last decision.") }),
		goapp.If(!l.Fixed, l.form),
	)
}

func (l *ReviewLog) entry(r *dossier.Review) goapp.UI {
	return goapp.Li().Class(string(r.Decision)).Body(
		goapp.P().Body(
			goapp.B().Text(r.By),
			goapp.Text(" "+decisionWords(r.Decision)+" "),
			goapp.Time().DateTime(r.At.Format("2006-01-02T15:04:05Z07:00")).Class("aside").Text(momentWords(r.At)),
		),
		goapp.If(r.Text != "", func() goapp.UI { return goapp.P().Class("note").Text(r.Text) }),
	)
}

func decisionWords(d dossier.Decision) string {
	if d == dossier.Comment {
		return "commented"
	}
	return string(d)
}

func (l *ReviewLog) form() goapp.UI {
	id := fieldID(l.Target, fieldReview)
	field := goapp.Textarea().ID(id).Rows(2).Placeholder("why, or what is missing").Attr("value", l.Draft).OnInput(l.typed)
	if l.Fault != "" {
		field = field.Aria("invalid", "true").Aria("describedby", id+"-fault")
	}
	return goapp.Div().Class("group-fields").Body(
		goapp.Div().Class("field").Body(
			goapp.Label().For(id).Text("Comment"),
			goapp.Div().Class("entry").Body(field, goapp.If(l.Fault != "", func() goapp.UI {
				return goapp.P().ID(id + "-fault").Class("fault").Text(l.Fault)
			})),
		),
		goapp.Div().Class("acts").Body(
			l.button("Accept", dossier.Accepted),
			l.button("Dispute", dossier.Disputed),
			l.button("Only comment", dossier.Comment),
		),
		goapp.If(l.Reviewer != "", func() goapp.UI {
			return goapp.P().Class("reviewer").Body(
				goapp.Text("Reviewing as "+l.Reviewer+"."),
				goapp.Button().Type("button").Text("Change the name").OnClick(l.rename),
			)
		}),
	)
}

func (l *ReviewLog) button(label string, decision dossier.Decision) goapp.UI {
	return goapp.Button().Type("button").Class("outlined").DataSet("id", string(decision)).Text(label).OnClick(l.decide)
}

// OnUpdate empties the field where what was in it was given.
func (l *ReviewLog) OnUpdate(ctx goapp.Context) {
	if l.Draft == "" {
		ctx.Defer(func(goapp.Context) { browser.SetValue("#"+fieldID(l.Target, fieldReview), "") })
	}
}

func (l *ReviewLog) typed(ctx goapp.Context, _ goapp.Event) {
	l.Page.draftReview(l.Target, ctx.JSSrc().Get("value").String())
}

func (l *ReviewLog) decide(ctx goapp.Context, _ goapp.Event) {
	l.Page.review(l.Target, dossier.Decision(idOf(ctx)))
}

func (l *ReviewLog) rename(goapp.Context, goapp.Event) { l.Page.askName(nil) }

// draftReview keeps the words of a review until it is given.
func (p *Page) draftReview(target dossier.ID, words string) {
	if p.drafts == nil {
		p.drafts = make(map[dossier.ID]string)
	}
	p.drafts[target] = words
}

// review gives a claim or an opposition this person's decision, after asking who that
// is where nobody knows.
func (p *Page) review(target dossier.ID, decision dossier.Decision) {
	p.closeField()
	if p.desk.Creator() == "" {
		p.askName(func() { p.review(target, decision) })
		return
	}
	at := place{target, fieldReview}
	outcome := p.desk.Review(target, decision, p.drafts[target])
	p.say(outcome.Said)
	if !outcome.Done {
		p.entries.refuse(at, p.drafts[target], outcome.Said)
		p.afterDraw(func() { browser.FocusSelector("#" + fieldID(target, fieldReview)) })
		return
	}
	p.entries.accept(at)
	delete(p.drafts, target)
	p.afterDraw(p.alignCards)
}
