package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
)

// settingName is the name under which this person reviews, kept in this browser.
const settingName = "name"

// NameDialog asks once for the name under which a person reviews.
type NameDialog struct {
	goapp.Compo

	Page    *Page
	Refusal string
}

// Render draws the dialog.
func (d *NameDialog) Render() goapp.UI {
	return dialog(d.Page, dialogName, "Your name",
		goapp.P().Class("quiet").Text("Reviews, verdicts and wordings bear it, in this dossier and its file. It is kept in this browser and sent nowhere."),
		refusalPlace(d.Refusal),
		goapp.Div().Class("field").Body(
			goapp.Label().For("reviewer-name").Text("Name"),
			goapp.Input().ID("reviewer-name").Type("text").OnKeyDown(d.key),
		),
		goapp.Div().Body(goapp.Button().ID("save-name").Type("button").Class("primary").Text("Use this name").OnClick(d.save)),
	)
}

// refusalPlace says why something was refused, in a place that stays: what comes and
// goes before a field takes what was typed in it along.
func refusalPlace(refusal string) goapp.UI {
	return goapp.Div().Class("refusal-place").Body(goapp.If(refusal != "", func() goapp.UI {
		return goapp.P().Class("refusal").Role("alert").Text(refusal)
	}))
}

func (d *NameDialog) key(_ goapp.Context, e goapp.Event) {
	if e.Get("key").String() == "Enter" && !e.Get("isComposing").Bool() {
		d.Page.saveName()
	}
}

func (d *NameDialog) save(goapp.Context, goapp.Event) { d.Page.saveName() }

// askName asks for the person's name, and goes on with what needed it.
func (p *Page) askName(then func()) {
	p.showDialog(dialogName)
	p.named = then
	p.afterDraw(func() { browser.SetValue("#reviewer-name", p.desk.Creator()) })
}

// saveName takes the name that was typed, and keeps it.
func (p *Page) saveName() {
	name := strings.Join(strings.Fields(browser.Value("#reviewer-name")), " ")
	if name == "" {
		p.refuse("There is no name yet: write the one that others know you by.")
		return
	}
	p.setSetting(settingName, name)
	p.desk.SetCreator(name)
	then := p.named
	p.closeDialog()
	p.say("You review as " + name + ".")
	if then != nil {
		then()
	}
}
