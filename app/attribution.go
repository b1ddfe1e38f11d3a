package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/cue"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Attribution is the group of an open card that says who said what in which words,
// when and where, and through whom it reached the article.
type Attribution struct {
	goapp.Compo

	Page      *Page
	Claim     *dossier.Claim
	Reporters int  // so many rows for reporters, where there are fewer of them
	Fixed     bool // edits are refused
	Entries   int  // a revision of what was refused
}

// Render draws the fields.
func (a *Attribution) Render() goapp.UI {
	claim := a.Claim
	said := claim.Attribution.Said
	return goapp.Div().Class("group-fields").Body(
		goapp.Div().Class("halves").Body(
			a.part(dossier.FieldSource, "Source", "who says it", sourceNames, claim.Attribution.Source),
			a.part(dossier.FieldCue, "Cue", "said, denied …", "", claim.Attribution.Cue),
		),
		goapp.Div().Class("halves").Body(
			goapp.Div().Body(
				&Choice{Page: a.Page, Target: claim.ID, Name: dossier.FieldStance, Label: "Stance", Value: string(claim.Stance), Options: options("not chosen", dossier.Stances()), Fixed: a.Fixed},
				goapp.If(claim.StanceOrigin == dossier.StanceProposed, a.proposal),
			),
			&Choice{Page: a.Page, Target: claim.ID, Name: dossier.FieldQuotation, Label: "Quotation", Value: string(claim.Attribution.Quotation), Options: options("not chosen", dossier.Quotations()), Fixed: a.Fixed},
		),
		a.part(dossier.FieldContent, "Content", "what is said, without who says it", "", claim.Attribution.Content),
		goapp.Div().Class("halves").Body(
			labelled(a.Page, &Field{Page: a.Page, Target: claim.ID, Name: dossier.FieldSaidWhen, Label: "Said on", Value: said.When, Hint: dateHint, Whole: true, Fixed: a.Fixed}),
			labelled(a.Page, &Field{Page: a.Page, Target: claim.ID, Name: dossier.FieldSaidWhere, Label: "Said at", Value: said.Where, Hint: "a place", Fixed: a.Fixed}),
		),
		a.through(),
	)
}

// sourceNames is the list from which the names of sources are completed.
const sourceNames = "source-names"

// part is a field that can also be filled from the words selected in the claim.
func (a *Attribution) part(name, label, hint, list string, part dossier.Part) goapp.UI {
	return goapp.Div().Class("field").Body(
		goapp.Label().For(fieldID(a.Claim.ID, name)).Text(label),
		goapp.Div().Class("row").Body(
			a.Page.entries.in(&Field{Page: a.Page, Target: a.Claim.ID, Name: name, Label: label, Value: part.Text, Hint: hint, List: list, Fixed: a.Fixed}),
			goapp.Button().Type("button").Class("outlined").DataSet("field", name).Disabled(a.Fixed).
				Title("Use the words selected in the claim").Aria("label", label+" from selection").Text("❝").
				OnMouseDown(keepSelection).OnClick(a.take),
		),
		goapp.If(part.Anchor != nil, func() goapp.UI { return goapp.Span().Class("aside").Text("from the text") }),
	)
}

// proposal says that nobody chose the stance yet, and lets a person choose it.
func (a *Attribution) proposal() goapp.UI {
	return goapp.P().Class("proposal").Body(
		goapp.Text("proposed"),
		goapp.Button().ID("confirm-"+a.Claim.ID.Short()).Type("button").Disabled(a.Fixed).Aria("label", "Confirm the stance").Text("Confirm").OnClick(a.confirm),
	)
}

// through lists those who report the claim, the outermost first: in "Tass said that
// Seoul denied" the source is Seoul, and Tass reports it.
func (a *Attribution) through() goapp.UI {
	through := a.Claim.Attribution.Through
	rows := make([]goapp.UI, 0, len(through)+1)
	for i, r := range through {
		rows = append(rows, a.reporter(i, *r))
	}
	fresh := a.Reporters > len(through)
	if fresh {
		rows = append(rows, a.reporter(len(through), dossier.Reporter{}))
	}
	return goapp.Div().Class("through").Role("group").Aria("label", "Reported through").Body(
		goapp.P().Class("label").Text("Reported through"),
		goapp.Ol().Body(rows...),
		goapp.If(!a.Fixed && !fresh, func() goapp.UI {
			return goapp.Button().ID("add-reporter").Type("button").Class("add").Text("Add a reporter").OnClick(a.add)
		}),
	)
}

func (a *Attribution) reporter(n int, r dossier.Reporter) goapp.UI {
	number := strconv.Itoa(n + 1)
	field := func(part, label, hint, list, value string) goapp.UI {
		return a.Page.entries.in(&Field{Page: a.Page, Target: a.Claim.ID, Name: desk.ThroughField(n, part), Label: label, Value: value, Hint: hint, List: list, Fixed: a.Fixed})
	}
	remove := "Remove reporter " + number
	return goapp.Li().Class("reporter").Body(
		field(dossier.FieldSource, "Reporter "+number, "Tass", sourceNames, r.Source.Text),
		field(dossier.FieldCue, "Cue of reporter "+number, "said", "", r.Cue.Text),
		goapp.Button().Type("button").DataSet("number", n).Disabled(a.Fixed).
			Aria("label", remove).Title(remove).Text("✕").OnClick(a.removeReporter),
	)
}

func (a *Attribution) take(ctx goapp.Context, _ goapp.Event) {
	a.Page.take(a.Claim.ID, ctx.JSSrc().Get("dataset").Get("field").String())
}

func (a *Attribution) confirm(goapp.Context, goapp.Event) {
	a.Page.closeField()
	a.Page.say(a.Page.desk.ConfirmStance(a.Claim.ID).Said)
	a.Page.afterDraw(func() { browser.FocusSelector("#" + fieldID(a.Claim.ID, dossier.FieldStance)) })
}

func (a *Attribution) add(goapp.Context, goapp.Event) {
	p, n := a.Page, len(a.Claim.Attribution.Through)
	p.closeField()
	p.reporters = n + 1
	p.afterDraw(func() {
		browser.FocusSelector("#" + fieldID(a.Claim.ID, desk.ThroughField(n, dossier.FieldSource)))
		p.alignCards()
	})
}

func (a *Attribution) removeReporter(ctx goapp.Context, _ goapp.Event) {
	p := a.Page
	n, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("number").String())
	p.closeField()
	p.reporters = 0
	if c := p.desk.Claim(a.Claim.ID); err == nil && c != nil && n < len(c.Attribution.Through) {
		p.say(p.desk.RemoveReporter(c.ID, n).Said)
	}
	p.afterDraw(func() { browser.FocusSelector("#add-reporter") })
}

// propose reads the reporting words of a claim for the desk.
func propose(words, context string) (lemma string, stance dossier.Stance) {
	reading := cue.ReadIn(words, context)
	return reading.Lemma, dossier.Stance(reading.Stance)
}
