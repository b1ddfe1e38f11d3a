package app

import (
	"encoding/json"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
)

// SettledDialog lists what of two dossiers did not come into the third.
type SettledDialog struct {
	goapp.Compo

	Page *Page
	Name string // of the third
	Rest errand.Remainder
}

// Render draws the dialog.
func (d *SettledDialog) Render() goapp.UI {
	left := make([]string, len(d.Rest.Left))
	for i, l := range d.Rest.Left {
		left[i] = l.Where + ": " + l.Why
	}
	return dialog(d.Page, dialogSettled, "Settled",
		goapp.P().Text("“"+d.Name+"” is in the library, and open. The two that it was made of are as they were."),
		d.list("Still open, and not in it", d.Rest.Open),
		d.list("Left out", left),
		d.list("Said differently, and kept as in A", d.Rest.Conflicts),
	)
}

func (d *SettledDialog) list(title string, items []string) goapp.UI {
	return goapp.If(len(items) > 0, func() goapp.UI {
		return goapp.Section().Body(
			goapp.H3().Text(title),
			goapp.Ul().Class("left-out").TabIndex(0).Aria("label", title).Body(goapp.Range(items).Slice(func(i int) goapp.UI {
				return goapp.Li().Text(desk.Capital(items[i]))
			})),
		)
	})
}

// settled is what the last comparison came to.
type settled struct {
	name string
	rest errand.Remainder
}

func (s *settled) complete() bool {
	return len(s.rest.Open)+len(s.rest.Left)+len(s.rest.Conflicts) == 0
}

// finishComparison makes the third dossier, keeps it and opens it.
func (p *Page) finishComparison() {
	c := p.comparison()
	if c == nil || c.working {
		return
	}
	if len(c.choices) > 0 && p.editor().Creator == "" {
		p.askName(p.finishComparison)
		return
	}
	choices := make([]errand.Choice, 0, len(c.choices))
	for _, item := range c.result.Items {
		if choice, chosen := c.choices[item.Key]; chosen {
			choices = append(choices, choice)
		}
	}
	told, err := json.Marshal(choices)
	if err != nil {
		p.notSettled(err)
		return
	}
	words := c.words(errand.Settle)
	words[errand.By], words[errand.Choices] = p.editor().Creator, string(told)
	c.working = true
	p.compareRev++
	p.workshop().Ask(words, c.data, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			c.working = false
			p.compareRev++
			var rest errand.Remainder
			if err == nil {
				err = json.Unmarshal([]byte(reply.Words[errand.Left]), &rest)
			}
			switch {
			case p.comparison() != c:
			case err != nil:
				p.notSettled(err)
			default:
				p.keepSettled(c, reply.Data, rest)
			}
		})
	})
}

func (p *Page) notSettled(err error) {
	p.say("The third dossier was not made. " + sentence(err) + " What you chose is still here.")
}

// settledSuffix is what the name of a settled dossier ends in.
const settledSuffix = " (settled)"

// keepSettled keeps the third dossier under a name of its own, opens it, and tells what is
// not in it.
func (p *Page) keepSettled(c *comparing, data []byte, rest errand.Remainder) {
	compute(p, p.turn(), "Opening what was settled…", func(breathe func() error) (newcomer, error) {
		d, err := exchange.DecodeIn(data, breathe)
		if err != nil {
			return newcomer{}, err
		}
		d.Name = strings.TrimSuffix(d.Title(), settledSuffix) + settledSuffix
		return p.prepare(d, breathe)
	}, func(b newcomer, err error) {
		if err != nil {
			p.notSettled(err)
			return
		}
		c.finished = true
		p.keepChoices(c)
		p.begin(b, "", func() {
			d := b.desk.Dossier()
			p.settled = settled{name: d.Title(), rest: rest}
			p.say("Settled: " + desk.Count(len(d.Claims), "claim") + " and " + desk.Count(len(d.Oppositions), "opposition") + " are kept as “" + d.Title() + "”.")
			if !p.settled.complete() {
				p.showDialog(dialogSettled)
			}
		})
	})
}

// provenanceLine says on a card how a claim or an opposition was settled.
func provenanceLine(p dossier.Provenance) goapp.UI {
	words := desk.ProvenanceWords(p)
	return goapp.If(words != "", func() goapp.UI {
		return goapp.P().Class("aside provenance").Text(desk.Capital(words))
	})
}
