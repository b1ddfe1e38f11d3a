package app

import (
	"strconv"
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
	Work     cardWork
	Selected bool // with others, to be worked on together
}

// Render draws the card.
func (c *Card) Render() goapp.UI {
	claim := c.Claim
	class := "card " + colourClass(c.Look)
	for _, state := range []struct {
		is   bool
		name string
	}{{c.Current, "current"}, {c.Open, "open"}, {c.Look.Picking, "picking"}, {c.Filtered, "filtered"}, {c.Selected, "selected"}} {
		if state.is {
			class += " " + state.name
		}
	}
	return goapp.Section().Class(class).DataSet("claim-card", string(claim.ID)).TabIndex(-1).
		Aria("label", c.Look.Description).OnClick(c.press).OnMouseDown(keepText).Body(
		c.selector(),
		c.who(),
		&Standing{Page: c.Page, Claim: claim, Fixed: c.Fixed},
		unseen(claim),
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
		c.chips(),
		provenanceLine(claim.Provenance),
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
		stancePill(claim),
	)
}

// unseen warns of what cannot be seen in a claim.
func unseen(claim *dossier.Claim) goapp.UI {
	holds := desk.Unseen(claim)
	return goapp.If(holds != "", func() goapp.UI {
		return goapp.P().Class("unseen").Text(desk.Capital(holds))
	})
}

// stancePill names a stance, and says of one that a person did not choose yet that it
// is proposed.
func stancePill(claim *dossier.Claim) goapp.UI {
	return goapp.If(claim.Stance != "", func() goapp.UI {
		if claim.StanceOrigin == dossier.StanceProposed {
			return goapp.Span().Class("stance proposed").Title("Proposed from the cue; nobody has confirmed it yet").Text(string(claim.Stance) + ", proposed")
		}
		return goapp.Span().Class("stance").Text(string(claim.Stance))
	})
}

// chips are what a claim is set against and, on a closed card, how far its check has
// come: each leads to where that is worked on.
func (c *Card) chips() goapp.UI {
	var list []goapp.UI
	for _, l := range c.Links {
		list = append(list, c.chip(l))
	}
	if !c.Open {
		list = append(list, c.progress()...)
	}
	return goapp.If(len(list) > 0, func() goapp.UI { return goapp.Div().Class("links").Body(list...) })
}

func (c *Card) progress() []goapp.UI {
	claim := c.Claim
	var list []goapp.UI
	add := func(g groups, class, words string) {
		if words != "" {
			list = append(list, goapp.Button().Type("button").Class("chip "+class).DataSet("group", int(g)).OnClick(c.openAt).Text(words))
		}
	}
	if n := len(claim.Evidence); n > 0 {
		add(groupEvidence, "evidence-count", strconv.Itoa(n)+" evidence")
	}
	if claim.Status != dossier.Open {
		add(groupKind, "status-chip", desk.Capital(statusName(claim.Status)))
	}
	if _, rating := c.Desk.Dossier().RatingOf(claim.Verdict); rating != nil {
		add(groupVerdict, "verdict-chip", rating.Label)
	}
	add(groupReview, "review-chip", reviewState(claim.Decision(), claim.ChangedSinceReview()))
	return list
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
		goapp.If(!c.Fixed && c.Open, c.nudges),
		goapp.Button().Type("button").Class("link").Text("Copy link").OnClick(c.copyLink),
		goapp.If(c.Desk.Dossier().Article.URL != "", func() goapp.UI {
			return goapp.Button().Type("button").Class("link").Text("Copy link to the page").OnClick(c.copyOriginal)
		}),
		goapp.If(!c.Fixed, func() goapp.UI {
			return goapp.Button().Type("button").Class("remove").Text("Remove").OnClick(c.remove)
		}),
	)
}

func (c *Card) against(goapp.Context, goapp.Event)      { c.Page.startPick(c.Claim.ID) }
func (c *Card) toggle(goapp.Context, goapp.Event)       { c.Page.toggleCard(c.Claim.ID) }
func (c *Card) snap(goapp.Context, goapp.Event)         { c.Page.snap(c.Claim.ID) }
func (c *Card) copyLink(goapp.Context, goapp.Event)     { c.Page.copyLink(c.Claim.ID) }
func (c *Card) copyOriginal(goapp.Context, goapp.Event) { c.Page.copyOriginalLink(c.Claim.ID) }
func (c *Card) remove(goapp.Context, goapp.Event)       { c.Page.remove(c.Claim.ID) }

func (c *Card) openAt(ctx goapp.Context, _ goapp.Event) {
	c.Page.showGroup(c.Claim.ID, groupOf(ctx))
}

func (c *Card) jump(ctx goapp.Context, _ goapp.Event) {
	c.Page.goTo(dossier.ID(ctx.JSSrc().Get("dataset").Get("other").String()))
}
