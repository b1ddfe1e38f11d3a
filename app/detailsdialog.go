package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/browser"
)

// DetailsDialog is where a person sets right what is known about the article.
type DetailsDialog struct {
	goapp.Compo

	Page    *Page
	Known   article.Metadata
	Refusal string
}

// detail is one field of the dialog.
type detail struct {
	id, label, hint string
	of              func(*article.Metadata) *string
}

var details = []detail{
	{"detail-title", "Title", "", func(m *article.Metadata) *string { return &m.Title }},
	{"detail-byline", "Byline", "who wrote it", func(m *article.Metadata) *string { return &m.Byline }},
	{"detail-publisher", "Publisher", "", func(m *article.Metadata) *string { return &m.Publisher }},
	{"detail-published", "Published", "2008-07-07, or 2008-07-07T20:11:00-04:00", func(m *article.Metadata) *string { return &m.Published }},
	{"detail-url", "Address", "https://…", func(m *article.Metadata) *string { return &m.URL }},
	{"detail-language", "Language", "a tag such as en, pt-BR or ar", func(m *article.Metadata) *string { return &m.Language }},
}

// Render draws the dialog.
func (d *DetailsDialog) Render() goapp.UI {
	return dialog(d.Page, dialogDetails, "Details of the article",
		goapp.P().Class("quiet").Text("They describe the article in exports and reports. Its text stays as it is."),
		refusalPlace(d.Refusal),
		goapp.Div().Class("details").Body(goapp.Range(details).Slice(func(i int) goapp.UI {
			one := details[i]
			return goapp.Div().Class("field").Body(
				goapp.Label().For(one.id).Text(one.label),
				goapp.Input().ID(one.id).Type("text").Placeholder(one.hint).AutoComplete(false).
					Attr("value", *one.of(&d.Known)).OnKeyDown(d.key),
			)
		})),
		goapp.Div().Body(goapp.Button().ID("save-details").Type("button").Class("primary").Text("Save details").OnClick(d.save)),
	)
}

func (d *DetailsDialog) key(_ goapp.Context, e goapp.Event) {
	if e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
		d.Page.saveDetails()
	}
}

func (d *DetailsDialog) save(goapp.Context, goapp.Event) { d.Page.saveDetails() }

// fillDetails puts what is known into the fields.
func (p *Page) fillDetails() {
	known := p.desk.Dossier().Article.Metadata
	for _, one := range details {
		browser.SetValue("#"+one.id, *one.of(&known))
	}
}

// saveDetails takes over what the fields hold.
func (p *Page) saveDetails() {
	m := p.desk.Dossier().Article.Metadata
	for _, one := range details {
		*one.of(&m) = browser.Value("#" + one.id)
	}
	outcome := p.desk.SetMetadata(m)
	if !outcome.Done && p.desk.Dossier().Article.Metadata != m {
		p.refuse(outcome.Said)
		return
	}
	p.closeDialog()
	p.say(outcome.Said)
}
