package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// ScaleDialog is where a person defines a rating scale of their own, or takes one away
// that no verdict names.
type ScaleDialog struct {
	goapp.Compo

	Page    *Page
	Scales  []*dossier.Scale // the dossier's own
	Refusal string
}

// Render draws the dialog.
func (d *ScaleDialog) Render() goapp.UI {
	return dialog(d.Page, dialogScale, "A scale of your own",
		goapp.P().Class("quiet").Text("It belongs to this dossier and goes with its file. Verdicts can be given on it at once."),
		refusalPlace(d.Refusal),
		goapp.Div().Class("field").Body(
			goapp.Label().For("scale-name").Text("Name of the scale"),
			goapp.Input().ID("scale-name").Type("text").AutoComplete(false),
		),
		goapp.Div().Class("field").Body(
			goapp.Label().For("scale-ratings").Text("Ratings, one a line, the best first"),
			goapp.Textarea().ID("scale-ratings").Rows(5).Placeholder("Holds\nHolds in part\nDoes not hold"),
		),
		goapp.Div().Body(goapp.Button().ID("make-scale").Type("button").Class("primary").Text("Make the scale").OnClick(d.make)),
		goapp.If(len(d.Scales) > 0, func() goapp.UI {
			return goapp.Section().Body(
				goapp.H3().Text("Scales of this dossier"),
				goapp.Ul().Class("own-scales").Body(goapp.Range(d.Scales).Slice(func(i int) goapp.UI { return d.own(d.Scales[i]) })),
			)
		}),
	)
}

func (d *ScaleDialog) own(s *dossier.Scale) goapp.UI {
	var labels []string
	for _, r := range s.Ratings {
		labels = append(labels, r.Label)
	}
	return goapp.Li().Body(
		goapp.Span().Body(goapp.B().Text(s.Name), goapp.Text(" "+strings.Join(labels, ", "))),
		goapp.Button().Type("button").DataSet("id", string(s.ID)).Aria("label", "Remove the scale "+s.Name).Text("Remove").OnClick(d.remove),
	)
}

func (d *ScaleDialog) make(goapp.Context, goapp.Event) {
	p := d.Page
	var labels []string
	for line := range strings.Lines(browser.Value("#scale-ratings")) {
		if line = strings.TrimSpace(line); line != "" {
			labels = append(labels, line)
		}
	}
	outcome := p.desk.DefineScale(browser.Value("#scale-name"), labels)
	if !outcome.Done {
		p.refuse(outcome.Said)
		return
	}
	own := p.desk.Dossier().Scales
	p.scale = own[len(own)-1].ID
	browser.SetValue("#scale-name", "")
	browser.SetValue("#scale-ratings", "")
	p.closeDialog()
	p.say(outcome.Said)
}

func (d *ScaleDialog) remove(ctx goapp.Context, _ goapp.Event) {
	p := d.Page
	if outcome := p.desk.RemoveScale(idOf(ctx)); !outcome.Done {
		p.refuse(outcome.Said)
	} else {
		p.refusal = ""
		p.say(outcome.Said)
	}
	p.afterDraw(func() { browser.FocusSelector("#scale-name") })
}
