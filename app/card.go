package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// link is one opposition of a claim, as its card shows it.
type link struct {
	Opposition dossier.ID
	Other      dossier.ID
	Opposes    bool
	Words      string
}

// Card is a claim beside the text: who, with which cue and stance, then the
// words, then what they are set against. Open, it shows its fields.
type Card struct {
	goapp.Compo

	Page     *Page
	Desk     *desk.Desk
	Claim    *dossier.Claim
	Look     desk.Look
	Links    []link
	Current  bool
	Open     bool
	Fixed    bool // edits are refused
	Filtered bool // the search leaves it out
}

// Render draws the card.
func (c *Card) Render() goapp.UI {
	claim := c.Claim
	class := "card " + colourClass(c.Look)
	for _, state := range []struct {
		is   bool
		name string
	}{{c.Current, "current"}, {c.Open, "open"}, {c.Look.Picking, "picking"}, {c.Filtered, "filtered"}} {
		if state.is {
			class += " " + state.name
		}
	}
	return goapp.Section().Class(class).DataSet("claim-card", string(claim.ID)).TabIndex(-1).
		Aria("label", c.Look.Description).OnClick(c.press).Body(
		c.who(),
		&Standing{Page: c.Page, Claim: claim, Fixed: c.Fixed},
		goapp.If(claim.Statement != "" && !c.Open, func() goapp.UI {
			return goapp.P().Class("statement").Text(claim.Statement)
		}),
		goapp.If(claim.Note != "" && !c.Open, func() goapp.UI {
			return goapp.P().Class("note").Text(claim.Note)
		}),
		goapp.If(len(claim.Tags) > 0 && !c.Open, func() goapp.UI {
			return goapp.Ul().Class("tags").Aria("label", "Tags").Body(goapp.Range(claim.Tags).Slice(func(i int) goapp.UI {
				return goapp.Li().Text(claim.Tags[i])
			}))
		}),
		goapp.If(c.Open, c.fields),
		goapp.If(len(c.Links) > 0, func() goapp.UI {
			return goapp.Div().Class("links").Body(goapp.Range(c.Links).Slice(func(i int) goapp.UI { return c.chip(c.Links[i]) }))
		}),
		goapp.If(c.Current || c.Open, c.acts),
	)
}

func (c *Card) who() goapp.UI {
	claim := c.Claim
	source := strings.TrimSpace(claim.Attribution.Source.Text)
	return goapp.Div().Class("who").Body(
		goapp.If(source != "", func() goapp.UI { return goapp.B().Text(source) }).
			Else(func() goapp.UI { return goapp.Span().Class("unnamed").Text("No source yet") }),
		goapp.If(claim.Attribution.Cue.Text != "", func() goapp.UI {
			return goapp.Span().Class("cue").Text(claim.Attribution.Cue.Text)
		}),
		statePill(claim),
		goapp.If(claim.Stance != "", func() goapp.UI { return goapp.Span().Class("stance").Text(string(claim.Stance)) }),
	)
}

func (c *Card) chip(l link) goapp.UI {
	sign := "⇄"
	if !l.Opposes {
		sign = "＝"
	}
	return goapp.Button().Type("button").Class("chip").DataSet("opposition-link", string(l.Opposition)).
		DataSet("other", string(l.Other)).OnClick(c.jump).Body(
		goapp.Span().Class("sign").Aria("hidden", "true").Text(sign),
		goapp.Text(l.Words),
	)
}

func (c *Card) acts() goapp.UI {
	edit := "Edit"
	if c.Open {
		edit = "Done"
	}
	return goapp.Div().Class("acts").Body(
		goapp.If(!c.Fixed, func() goapp.UI {
			return goapp.Button().Type("button").Class("against").Text("Set against…").OnClick(c.against)
		}),
		goapp.Button().Type("button").Class("edit").Text(edit).Aria("expanded", boolText(c.Open)).OnClick(c.toggle),
		goapp.If(!c.Fixed && c.Desk.CanSnap(c.Claim), func() goapp.UI {
			return goapp.Button().Type("button").Class("snap").Text("Snap to words").OnClick(c.snap)
		}),
		goapp.Button().Type("button").Class("link").Text("Copy link").OnClick(c.copyLink),
		goapp.If(c.Desk.Dossier().Article.URL != "", func() goapp.UI {
			return goapp.Button().Type("button").Class("link").Text("Copy link to the page").OnClick(c.copyOriginal)
		}),
		goapp.If(!c.Fixed, func() goapp.UI {
			return goapp.Button().Type("button").Class("remove").Text("Remove").OnClick(c.remove)
		}),
	)
}

func (c *Card) fields() goapp.UI {
	claim := c.Claim
	return goapp.Div().Class("fields").Body(
		goapp.Div().Class("halves").Body(
			c.part(dossier.FieldSource, "Source", "who says it", "source-names", claim.Attribution.Source),
			c.part(dossier.FieldCue, "Cue", "said, denied …", "", claim.Attribution.Cue),
		),
		goapp.Div().Class("field").Body(
			goapp.Label().For(fieldID(claim.ID, dossier.FieldStance)).Text("Stance"),
			goapp.Select().ID(fieldID(claim.ID, dossier.FieldStance)).DataSet("field", dossier.FieldStance).Disabled(c.Fixed).
				OnChange(c.stance).OnBlur(c.Page.chosen).Body(c.stanceOptions()...),
		),
		c.part(dossier.FieldContent, "Content", "what is said, without who says it", "", claim.Attribution.Content),
		c.field(dossier.FieldStatement, "Statement", "the claim in your own words, as it will be checked", claim.Statement, true),
		c.field(dossier.FieldNote, "Note", "", claim.Note, true),
		c.field(dossier.FieldTags, "Tags", "with commas between", strings.Join(claim.Tags, ", "), false),
	)
}

func (c *Card) stanceOptions() []goapp.UI {
	options := []goapp.UI{goapp.Option().Value("none").Text("not chosen").Selected(c.Claim.Stance == "")}
	for _, s := range dossier.Stances() {
		options = append(options, goapp.Option().Value(string(s)).Text(string(s)).Selected(c.Claim.Stance == s))
	}
	return options
}

func (c *Card) field(name, label, hint, value string, lines bool) goapp.UI {
	return goapp.Div().Class("field").Body(
		goapp.Label().For(fieldID(c.Claim.ID, name)).Text(label),
		&Field{Page: c.Page, Target: c.Claim.ID, Name: name, Label: label, Value: value, Hint: hint, Lines: lines, Fixed: c.Fixed},
	)
}

// part is a field that can also be filled from the words selected in the claim.
func (c *Card) part(name, label, hint, list string, part dossier.Part) goapp.UI {
	return goapp.Div().Class("field").Body(
		goapp.Label().For(fieldID(c.Claim.ID, name)).Text(label),
		goapp.Div().Class("row").Body(
			&Field{Page: c.Page, Target: c.Claim.ID, Name: name, Label: label, Value: part.Text, Hint: hint, List: list, Fixed: c.Fixed},
			goapp.Button().Type("button").Class("outlined").DataSet("field", name).Disabled(c.Fixed).
				Title("Use the words selected in the claim").Aria("label", label+" from selection").Text("❝").
				OnMouseDown(keepSelection).OnClick(c.take),
		),
		goapp.If(part.Anchor != nil, func() goapp.UI {
			return goapp.Span().Class("from-text").Text("from the text")
		}),
	)
}

func (c *Card) press(goapp.Context, goapp.Event)        { c.Page.pressCard(c.Claim.ID) }
func (c *Card) against(goapp.Context, goapp.Event)      { c.Page.startPick(c.Claim.ID) }
func (c *Card) toggle(goapp.Context, goapp.Event)       { c.Page.toggleCard(c.Claim.ID) }
func (c *Card) snap(goapp.Context, goapp.Event)         { c.Page.snap(c.Claim.ID) }
func (c *Card) copyLink(goapp.Context, goapp.Event)     { c.Page.copyLink(c.Claim.ID) }
func (c *Card) copyOriginal(goapp.Context, goapp.Event) { c.Page.copyOriginalLink(c.Claim.ID) }
func (c *Card) remove(goapp.Context, goapp.Event)       { c.Page.remove(c.Claim.ID) }

func (c *Card) take(ctx goapp.Context, _ goapp.Event) {
	c.Page.take(c.Claim.ID, ctx.JSSrc().Get("dataset").Get("field").String())
}

func (c *Card) jump(ctx goapp.Context, _ goapp.Event) {
	c.Page.goTo(dossier.ID(ctx.JSSrc().Get("dataset").Get("other").String()))
}

func (c *Card) stance(ctx goapp.Context, _ goapp.Event) {
	value := ctx.JSSrc().Get("value").String()
	if value == "none" {
		value = ""
	}
	c.Page.setStance(c.Claim.ID, dossier.Stance(value))
}
