package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
)

// option is one value of a choice, and what it is called.
type option struct{ Value, Words string }

// none stands for the empty value: an option without a value has its words for one.
const none = "none"

// options lists values by their own names, hyphens taken out, after one for none where
// that has words.
func options[T ~string](unset string, values []T) []option {
	var list []option
	if unset != "" {
		list = append(list, option{"", unset})
	}
	for _, v := range values {
		list = append(list, option{string(v), strings.ReplaceAll(string(v), "-", " ")})
	}
	return list
}

// Choice is one of several values for a field, with its label. However often it is
// changed before it is left, that is one step.
type Choice struct {
	goapp.Compo

	Page    *Page
	Target  dossier.ID
	Name    string // of the field in the dossier
	Label   string
	Value   string
	Options []option
	Fixed   bool // edits are refused
}

// Render draws the label and the choice.
func (c *Choice) Render() goapp.UI {
	id := fieldID(c.Target, c.Name)
	return goapp.Div().Class("field").Body(
		goapp.Label().For(id).Text(c.Label),
		goapp.Select().ID(id).DataSet("field", c.Name).Disabled(c.Fixed).OnChange(c.change).OnBlur(c.Page.chosen).Body(
			goapp.Range(c.Options).Slice(func(i int) goapp.UI {
				o := c.Options[i]
				return goapp.Option().Value(valueOr(o.Value)).Text(o.Words).Selected(o.Value == c.Value)
			}),
		),
	)
}

// OnUpdate shows what the field holds also where the person's last choice was not
// taken.
func (c *Choice) OnUpdate(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) { browser.SetValue("#"+fieldID(c.Target, c.Name), valueOr(c.Value)) })
}

func valueOr(value string) string {
	if value == "" {
		return none
	}
	return value
}

func (c *Choice) change(ctx goapp.Context, _ goapp.Event) {
	value := ctx.JSSrc().Get("value").String()
	if value == none {
		value = ""
	}
	words := value
	for _, o := range c.Options {
		if o.Value == value {
			words = o.Words
		}
	}
	c.Page.set(c.Target, c.Name, value, c.Label+": "+words+".")
}
