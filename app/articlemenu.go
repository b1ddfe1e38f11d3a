package app

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// ArticleMenu holds what can be done with the article as a whole.
type ArticleMenu struct {
	goapp.Compo

	Page     *Page
	Shown    bool
	Fixed    bool // edits are refused
	Versions int  // earlier texts that are kept
	CanSave  bool // the browser lets the page write a file of the person's own
	Saves    bool // one is written
}

// Render draws the button, and the menu below it while it is open.
func (m *ArticleMenu) Render() goapp.UI {
	return goapp.Div().Class("menu").Body(
		goapp.Button().ID("article-menu").Type("button").Class("menu-button").Text("Article").
			Aria("expanded", boolText(m.Shown)).Aria("controls", "article-actions").OnClick(m.toggle),
		goapp.Div().ID("article-actions").Class("menu-items").Hidden(!m.Shown).Body(
			goapp.Button().ID("update-article").Type("button").Text("Update the text…").Disabled(m.Fixed).OnClick(m.update),
			goapp.Button().ID("article-details").Type("button").Text("Details…").Disabled(m.Fixed).OnClick(m.details),
			goapp.Button().ID("article-versions").Type("button").Body(
				goapp.Text("What changed…"),
				goapp.If(m.Versions > 0, func() goapp.UI { return goapp.Span().Class("number").Text(m.Versions) }),
			).OnClick(m.versions),
			goapp.Button().ID("compare").Type("button").Text("Compare…").OnClick(m.compare),
			goapp.If(m.Saves, func() goapp.UI {
				return goapp.Button().ID("own-file").Type("button").Text("Stop saving to the file").OnClick(m.leaveFile)
			}).ElseIf(m.CanSave, func() goapp.UI {
				return goapp.Button().ID("own-file").Type("button").Text("Save to a file as well…").OnClick(m.chooseFile)
			}),
		),
	)
}

func (m *ArticleMenu) toggle(goapp.Context, goapp.Event)     { m.Page.menuShown = !m.Page.menuShown }
func (m *ArticleMenu) update(goapp.Context, goapp.Event)     { m.Page.showDialog(dialogUpdate) }
func (m *ArticleMenu) details(goapp.Context, goapp.Event)    { m.Page.showDetails() }
func (m *ArticleMenu) versions(goapp.Context, goapp.Event)   { m.Page.showDialog(dialogVersions) }
func (m *ArticleMenu) compare(goapp.Context, goapp.Event)    { m.Page.showCompare() }
func (m *ArticleMenu) chooseFile(goapp.Context, goapp.Event) { m.Page.chooseOwnFile() }
func (m *ArticleMenu) leaveFile(goapp.Context, goapp.Event)  { m.Page.leaveOwnFile() }

func (p *Page) showDetails() {
	p.showDialog(dialogDetails)
	p.afterDraw(p.fillDetails)
}
