package app

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Bar is the strip at the top: what is open, whether it is saved, and what can
// be done with the whole.
type Bar struct {
	goapp.Compo

	Page    *Page
	Title   string
	Saved   string // "Saved", "Saving…", "Not saved: …"
	Class   string // of the saving state
	CanUndo bool
	CanRedo bool
	Shown   bool // the tools' menu, on a narrow screen
	Open    bool // there is a dossier to act on
}

// Render draws the bar.
func (b *Bar) Render() goapp.UI {
	tools := "tools"
	if b.Shown {
		tools += " shown"
	}
	return goapp.Header().Class("bar").Body(
		goapp.Span().Class("wordmark").Text("Gainsay"),
		goapp.Span().Class("bar-title").Text(b.Title),
		goapp.Span().Class("saving "+b.Class).Title(b.Saved).Aria("hidden", "true").Body(goapp.Text(b.Saved)),
		goapp.Button().Type("button").Class("tool undo").Text("Undo").Disabled(!b.CanUndo).OnClick(b.undo),
		goapp.Button().Type("button").Class("tool redo").Text("Redo").Disabled(!b.CanRedo).OnClick(b.redo),
		goapp.Button().ID("more").Type("button").Class("more").Text("More").
			Aria("expanded", boolText(b.Shown)).Aria("controls", "tools").OnClick(b.more),
		goapp.Div().ID("tools").Class(tools).Body(
			goapp.Button().ID("library").Type("button").Text("Library").OnClick(b.library),
			goapp.Button().ID("open-article").Type("button").Text("Open article").OnClick(b.open),
			goapp.Button().ID("import").Type("button").Text("Import").OnClick(b.importFile),
			goapp.Button().ID("formats").Type("button").Class("narrow").Text("Other formats").Disabled(!b.Open).OnClick(b.exportMore),
			goapp.Button().ID("how").Type("button").Text("How it works").OnClick(b.how),
			goapp.Button().ID("shortcuts").Type("button").Title("Keyboard shortcuts (?)").Aria("label", "Keyboard shortcuts").
				Body(goapp.Span().Class("narrow").Text("Keyboard shortcuts"), goapp.Kbd().Text("?")).OnClick(b.shortcuts),
		),
		goapp.Button().ID("export").Type("button").Class("primary").Text("Export").Disabled(!b.Open).OnClick(b.export),
		goapp.Button().ID("export-more").Type("button").Class("export-more").Title("Export in another format").
			Aria("label", "Other formats").Aria("haspopup", "dialog").Disabled(!b.Open).OnClick(b.exportMore),
		b.Page.importInput(),
	)
}

func boolText(v bool) string {
	if v {
		return "true"
	}
	return "false"
}

func (b *Bar) undo(goapp.Context, goapp.Event)       { b.Page.undo() }
func (b *Bar) redo(goapp.Context, goapp.Event)       { b.Page.redo() }
func (b *Bar) more(goapp.Context, goapp.Event)       { b.Page.toggleMore() }
func (b *Bar) library(goapp.Context, goapp.Event)    { b.Page.showDialog(dialogLibrary) }
func (b *Bar) open(goapp.Context, goapp.Event)       { b.Page.showDialog(dialogOpen) }
func (b *Bar) importFile(goapp.Context, goapp.Event) { b.Page.chooseImport() }
func (b *Bar) shortcuts(goapp.Context, goapp.Event)  { b.Page.showDialog(dialogShortcuts) }
func (b *Bar) how(goapp.Context, goapp.Event)        { b.Page.showDialog(dialogHow) }
func (b *Bar) exportMore(goapp.Context, goapp.Event) { b.Page.showExport() }
func (b *Bar) export(goapp.Context, goapp.Event)     { b.Page.export() }
