package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
)

// sample is an article that comes with the program.
type sample struct{ path, title, about string }

// samples are the articles that come with the program; the first opens on a
// first visit.
var samples = []sample{
	{"/web/articles/japan-china-row.txt", "Japan-China Row Over Korean Defectors Simmers", "A news report from 2008, with two governments that tell it differently"},
	{"/web/articles/harbour-lights.md", "Harbour lights", "An invented story in several scripts: emoji, Chinese, Arabic and Hebrew among them"},
}

// articleFiles are the kinds of file that an article can be read from.
const articleFiles = ".html,.htm,.xhtml,.txt,.md,.markdown,text/html,application/xhtml+xml,text/plain,text/markdown"

// OpenDialog is where another article is opened: a sample, a file, or pasted text.
type OpenDialog struct {
	goapp.Compo

	Page    *Page
	Refusal string // why the last try was refused
	Pasted  string // text that was pasted outside the dialog
	Address string // the address that stands in the field for text, and nothing else
	Kept    bool   // the text in that field came with its structure
	Reading reading
}

// Render draws the dialog.
func (d *OpenDialog) Render() goapp.UI {
	return dialog(d.Page, dialogOpen, "Open an article",
		refusalPlace(d.Refusal),
		d.Page.readingNow(),
		goapp.Section().Body(
			goapp.H3().Text("From a file"),
			goapp.P().Class("quiet").Text("A web page (.html), plain text (.txt) or Markdown (.md), up to 10 MB, in any common encoding. You can also drop the file anywhere on the page."),
			goapp.Input().ID("article-file").Type("file").Accept(articleFiles).
				Aria("label", "Article file").OnChange(d.file),
		),
		goapp.Section().Class("paste").Body(
			goapp.Label().For("article-text").Body(goapp.H3().Text("From pasted text")),
			goapp.Textarea().ID("article-text").Rows(5).Placeholder("Paste the article here, headline first").Attr("value", d.Pasted).
				Aria("describedby", "paste-help").OnInput(d.edited),
			goapp.Div().ID("paste-help").Role("status").Body(d.help()...),
			goapp.Div().Body(goapp.Button().ID("open-pasted").Type("button").Class("primary").Text("Open text").OnClick(d.paste)),
		),
		&Bookmarklet{},
		goapp.Section().Body(
			goapp.H3().Text("Articles that come with Gainsay"),
			goapp.Range(samples).Slice(func(i int) goapp.UI {
				return goapp.Button().Type("button").Class("sample").DataSet("id", samples[i].path).OnClick(d.sample).Body(
					goapp.B().Text(samples[i].title),
					goapp.Span().Text(samples[i].about),
				)
			}),
		),
	)
}

func (d *OpenDialog) file(goapp.Context, goapp.Event) { d.Page.readFiles("#article-file") }

func (d *OpenDialog) paste(goapp.Context, goapp.Event) {
	d.Page.openText()
}

// edited follows what stands in the field, and has the dialog drawn anew only where
// that makes another help of it.
func (d *OpenDialog) edited(ctx goapp.Context, _ goapp.Event) {
	d.Page.inField = browser.Value("#article-text")
	if loneAddress(d.Page.inField) == d.Address && d.Page.structured("#article-text", d.Page.inField) == d.Kept {
		ctx.PreventUpdate()
	}
}

// help says what will be made of what stands in the field. Of the address of a page
// it says how the page can be opened.
func (d *OpenDialog) help() []goapp.UI {
	switch {
	case d.Address != "":
		return []goapp.UI{
			goapp.P().Text("Gainsay never fetches a page of another site: what you read stays on this machine, and news sites do not allow it. There are other ways to open the page:"),
			goapp.Ol().Class("ways").Body(
				goapp.Li().Text("Open it in another tab, select all of it, copy, and paste it here."),
				goapp.Li().Text("Press the bookmark “Annotate in Gainsay” on it; it is further down in this dialog."),
				goapp.Li().Text("Save it as a file (HTML) and drop the file on this page."),
				goapp.Li().Body(
					goapp.Text("On the command line, fetch it to a file or serve it beside Gainsay:"),
					goapp.Code().Text("gainsay fetch "+quoted(d.Address)+" > article.html"),
					goapp.Code().Text("gainsay serve --article "+quoted(d.Address)),
				),
			),
		}
	case d.Kept:
		return []goapp.UI{goapp.P().Class("quiet").Text("Headings, lists, tables and quotations came with this text, and are kept as long as you do not change it here.")}
	}
	return []goapp.UI{goapp.P().Class("quiet").Text("Text, or a page that you copied.")}
}

func (d *OpenDialog) sample(ctx goapp.Context, _ goapp.Event) { d.Page.openPath(string(idOf(ctx))) }

// dialog is the frame of every dialog: a heading, a way out, and what it holds.
// The browser itself keeps focus inside and gives it back.
func dialog(p *Page, id, title string, body ...goapp.UI) goapp.UI {
	return goapp.Dialog().ID(id).Aria("labelledby", id+"-title").DataSet("id", id).
		On("close", func(goapp.Context, goapp.Event) { p.dialogClosed(id) }).Body(
		goapp.Div().Class("dialog-head").Body(
			goapp.H2().ID(id+"-title").Text(title),
			goapp.Button().Type("button").DataSet("id", id).Text("Close").OnClick(func(goapp.Context, goapp.Event) { p.closeDialog() }),
		),
		goapp.Div().Class("dialog-body").Body(body...),
	)
}
