package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// SourceForm is where what is known of a source is edited, and where the source gets
// another name or becomes one with another.
type SourceForm struct {
	goapp.Compo

	Page    *Page
	Name    string
	Profile *dossier.Profile // nil while nothing more than the name is known
	Claims  int              // how many it makes
	Others  []string         // the names of the other sources
	Fixed   bool             // edits are refused
	Entries int              // a revision of what was refused
}

// Render draws the fields.
func (f *SourceForm) Render() goapp.UI {
	known := f.Profile
	if known == nil {
		known = &dossier.Profile{}
	}
	target := desk.SourceTarget(f.Name)
	return goapp.Div().Class("source-form group-fields").Body(
		goapp.Div().Class("halves").Body(
			labelled(f.Page, &Field{Page: f.Page, Target: target, Name: dossier.FieldRole, Label: "Role", Value: known.Role, Hint: "as foreign minister", Fixed: f.Fixed}),
			&Choice{Page: f.Page, Target: target, Name: dossier.FieldType, Label: "Is a", Value: string(known.Type), Options: options("not chosen", dossier.SourceTypes()), Fixed: f.Fixed},
		),
		&Tick{Page: f.Page, Target: target, Name: dossier.FieldAnonymous, Label: "Anonymous in the article", Is: known.Anonymous, Fixed: f.Fixed},
		labelled(f.Page, &Field{Page: f.Page, Target: target, Name: dossier.FieldSameAs, Label: "Same as", Value: known.SameAs, Hint: "https://www.wikidata.org/wiki/…", Whole: true, Fixed: f.Fixed}),
		goapp.If(!f.Fixed, func() goapp.UI { return f.rename(target) }),
		goapp.If(!f.Fixed && len(f.Others) > 0, func() goapp.UI { return f.merge(target) }),
	)
}

func (f *SourceForm) rename(target dossier.ID) goapp.UI {
	id, fault := fieldID(target, dossier.FieldName), f.Page.faultAt(target, dossier.FieldName)
	field := goapp.Input().ID(id).Type("text").AutoComplete(false).Attr("value", f.Name).OnKeyDown(f.key)
	if fault != "" {
		field = field.Aria("invalid", "true").Aria("describedby", id+"-fault")
	}
	return goapp.Div().Class("field").Body(
		goapp.Label().For(id).Text("Name"),
		goapp.Div().Class("row").Body(
			goapp.Div().Class("entry").Body(field, goapp.If(fault != "", func() goapp.UI { return goapp.P().ID(id + "-fault").Class("fault").Text(fault) })),
			goapp.Button().ID("rename-source").Type("button").Class("outlined").Text("Rename").OnClick(f.saveName),
		),
		goapp.P().Class("aside").Text(f.follow()),
	)
}

// follow says what a new name changes.
func (f *SourceForm) follow() string {
	if f.Claims == 1 {
		return "Its claim takes the new name; one undo takes it back."
	}
	return "All " + desk.Count(f.Claims, "claim") + " take the new name; one undo takes it back."
}

func (f *SourceForm) merge(target dossier.ID) goapp.UI {
	id := fieldID(target, "merge")
	return goapp.Div().Class("field").Body(
		goapp.Label().For(id).Text("Merge into…"),
		goapp.Div().Class("row").Body(
			goapp.Select().ID(id).Body(goapp.Range(f.Others).Slice(func(i int) goapp.UI {
				return goapp.Option().Value(f.Others[i]).Text(f.Others[i])
			})),
			goapp.Button().ID("merge-source").Type("button").Class("outlined").Text("Merge").OnClick(f.saveMerge),
		),
	)
}

func (f *SourceForm) key(ctx goapp.Context, e goapp.Event) {
	if e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
		f.saveName(ctx, e)
	}
}

func (f *SourceForm) saveName(goapp.Context, goapp.Event) {
	f.Page.renameSource(f.Name, browser.Value("#"+fieldID(desk.SourceTarget(f.Name), dossier.FieldName)))
}

func (f *SourceForm) saveMerge(goapp.Context, goapp.Event) {
	f.Page.renameSource(f.Name, browser.Value("#"+fieldID(desk.SourceTarget(f.Name), "merge")))
}

// renameSource gives a source another name in all its claims; with the name of another
// the two become one.
func (p *Page) renameSource(name, next string) {
	p.closeField()
	at := place{desk.SourceTarget(name), dossier.FieldName}
	outcome := p.desk.RenameSource(name, next)
	p.say(outcome.Said)
	if !outcome.Done {
		p.entries.refuse(at, next, outcome.Said)
		p.afterDraw(func() { browser.FocusSelector("#" + fieldID(at.target, at.field)) })
		return
	}
	p.entries.accept(at)
	p.openSource = ""
	p.afterDraw(func() {
		for _, s := range p.desk.Dossier().Sources() {
			if dossier.SourceKey(s.Name) == dossier.SourceKey(next) {
				browser.FocusSelector("#" + fieldID(desk.SourceTarget(s.Name), "edit"))
			}
		}
	})
}

// profileLine is what is known of a source, in a line.
func profileLine(known *dossier.Profile) goapp.UI {
	var words []string
	for _, part := range []string{known.Role, string(known.Type)} {
		if part != "" {
			words = append(words, part)
		}
	}
	if known.Anonymous {
		words = append(words, "anonymous")
	}
	return goapp.P().Class("profile").Body(
		goapp.Text(strings.Join(words, " · ")),
		goapp.If(known.SameAs != "", func() goapp.UI { return outside(known.SameAs, "who it is") }),
	)
}
