package app

import (
	"net/url"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// EvidenceList is the group of an open card with what was found out about its claim.
// One item at a time shows its fields.
type EvidenceList struct {
	goapp.Compo

	Page    *Page
	Claim   *dossier.Claim
	Open    dossier.ID // the item whose fields are shown
	Fixed   bool       // edits are refused
	Entries int        // a revision of what was refused
}

// Render draws the items and a way to add one of each kind.
func (l *EvidenceList) Render() goapp.UI {
	items := l.Claim.Evidence
	return goapp.Div().Class("evidence").Body(
		goapp.If(len(items) > 0, func() goapp.UI {
			return goapp.Ol().Body(goapp.Range(items).Slice(func(i int) goapp.UI { return l.item(items[i]) }))
		}),
		goapp.If(!l.Fixed, func() goapp.UI {
			return goapp.Div().Class("acts").Role("group").Aria("label", "Add evidence").Body(
				goapp.Range(dossier.Relations()).Slice(func(i int) goapp.UI {
					relation := dossier.Relations()[i]
					return goapp.Button().Type("button").ID("add-evidence-"+string(relation)).Class("add").DataSet("id", string(relation)).
						Text(map[dossier.Relation]string{dossier.Supports: "Add support", dossier.Refutes: "Add refutation", dossier.GivesContext: "Add context"}[relation]).OnClick(l.add)
				}),
			)
		}),
	)
}

func (l *EvidenceList) item(e *dossier.Evidence) goapp.UI {
	open := e.ID == l.Open
	name := evidenceName(e)
	edit := "Edit"
	if open {
		edit = "Close"
	}
	return goapp.Li().Class("item "+string(e.Relation)).DataSet("evidence", string(e.ID)).Body(
		goapp.Div().Class("item-head").Body(
			goapp.Span().Class("relation").Text(relationWords(e.Relation)),
			goapp.If(e.Primary, func() goapp.UI { return goapp.Span().Class("relation").Text("primary") }),
			goapp.Span().Class("acts").Body(
				goapp.Button().Type("button").ID("edit-"+e.ID.Short()).DataSet("id", string(e.ID)).Aria("expanded", boolText(open)).
					Aria("label", edit+" the evidence "+name).Text(edit).OnClick(l.turn),
				goapp.If(!l.Fixed, func() goapp.UI {
					return goapp.Button().Type("button").DataSet("id", string(e.ID)).Aria("label", "Remove the evidence "+name).Title("Remove").Text("✕").OnClick(l.remove)
				}),
			),
		),
		goapp.If(!open, func() goapp.UI { return evidenceWords(e, name) }),
		goapp.If(open, func() goapp.UI { return l.fields(e) }),
	)
}

// relationWords says what evidence does to its claim.
func relationWords(r dossier.Relation) string {
	if r == dossier.GivesContext {
		return "gives context"
	}
	return string(r)
}

// evidenceName is what an item goes by: its title, else whose page it is on.
func evidenceName(e *dossier.Evidence) string {
	if title := strings.TrimSpace(e.Title); title != "" {
		return title
	}
	if u, err := url.Parse(e.URL); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return "without a title"
}

func evidenceWords(e *dossier.Evidence, name string) goapp.UI {
	return goapp.Div().Class("item-words").Body(
		goapp.P().Body(
			outside(e.URL, name),
			goapp.If(e.Archived != "", func() goapp.UI { return outside(e.Archived, "archived") }),
			goapp.If(e.Date != "", func() goapp.UI { return goapp.Span().Class("aside").Text(dateWords(e.Date)) }),
		),
		goapp.If(e.Excerpt != "", func() goapp.UI { return goapp.Q().Class("excerpt").Text(e.Excerpt) }),
		goapp.If(e.Note != "", func() goapp.UI { return goapp.P().Class("note").Text(e.Note) }),
	)
}

// outside is a link to another site, which learns nothing of the page it is on.
func outside(address, words string) goapp.UI {
	if address == "" {
		return goapp.Span().Text(words)
	}
	return goapp.A().Href(address).Target("_blank").Rel("noopener noreferrer").Text(words)
}

func (l *EvidenceList) fields(e *dossier.Evidence) goapp.UI {
	field := func(name, label, hint, value string, lines, whole bool) goapp.UI {
		return labelled(l.Page, &Field{Page: l.Page, Target: e.ID, Name: name, Label: label, Value: value, Hint: hint, Lines: lines, Whole: whole, Fixed: l.Fixed})
	}
	var relations []option
	for _, r := range dossier.Relations() {
		relations = append(relations, option{string(r), relationWords(r)})
	}
	return goapp.Div().Class("group-fields").Body(
		field(dossier.FieldURL, "Address", "https://…", e.URL, false, true),
		field(dossier.FieldArchived, "Archived copy", "https://…", e.Archived, false, true),
		field(dossier.FieldTitle, "Title", "", e.Title, false, false),
		field(dossier.FieldExcerpt, "Excerpt", "the words that matter", e.Excerpt, true, false),
		goapp.Div().Class("halves").Body(
			field(dossier.FieldDate, "Date", dateHint, e.Date, false, true),
			&Choice{Page: l.Page, Target: e.ID, Name: dossier.FieldRelation, Label: "To the claim", Value: string(e.Relation), Options: relations, Fixed: l.Fixed},
		),
		&Tick{Page: l.Page, Target: e.ID, Name: dossier.FieldPrimary, Label: "Primary: seen or recorded first hand", Is: e.Primary, Fixed: l.Fixed},
		field(dossier.FieldNote, "Note on the evidence", "", e.Note, true, false),
	)
}

func (l *EvidenceList) add(ctx goapp.Context, _ goapp.Event) {
	l.Page.addEvidence(l.Claim.ID, dossier.Relation(idOf(ctx)))
}

func (l *EvidenceList) turn(ctx goapp.Context, _ goapp.Event) {
	p, id := l.Page, idOf(ctx)
	p.closeField()
	if p.openEvidence == id {
		id = ""
	}
	p.showEvidence(id)
}

func (l *EvidenceList) remove(ctx goapp.Context, _ goapp.Event) {
	p := l.Page
	p.closeField()
	p.did(p.desk.RemoveEvidence(idOf(ctx)))
	p.afterDraw(func() {
		browser.FocusSelector("#" + groupID(l.Claim.ID, groupEvidence))
		p.alignCards()
	})
}

// addEvidence adds an item, and puts focus on its address.
func (p *Page) addEvidence(claim dossier.ID, relation dossier.Relation) {
	p.closeField()
	outcome := p.desk.AddEvidence(claim, relation, "")
	p.did(outcome)
	if outcome.Done {
		p.showEvidence(outcome.Evidence)
	}
}

// showEvidence shows the fields of an item; "" shows those of none.
func (p *Page) showEvidence(id dossier.ID) {
	p.openEvidence = id
	p.afterDraw(func() {
		if id != "" {
			browser.FocusSelector("#" + fieldID(id, dossier.FieldURL))
		}
		p.alignCards()
	})
}
