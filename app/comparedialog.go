package app

import (
	"encoding/json"
	"maps"
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/storage"
)

// CompareDialog asks what the open dossier is to be compared with.
type CompareDialog struct {
	goapp.Compo

	Page     *Page
	Dossiers []storage.About // of the same article
	People   string          // who made claims here, one a line
	Working  bool
	Refusal  string
}

// Render draws the dialog.
func (d *CompareDialog) Render() goapp.UI {
	return dialog(d.Page, dialogCompare, "Compare",
		goapp.P().Class("quiet").Text("Sets this dossier beside another one of the same article, and makes a third of what you take from each. Neither is changed. What you choose is kept in this tab until you finish."),
		refusalPlace(d.Refusal),
		goapp.Div().Class("working-place").Body(goapp.If(d.Working, func() goapp.UI {
			return goapp.Div().Class("working").Body(goapp.Span().Text("Comparing…"), goapp.Progress().Aria("label", "Comparing"))
		})),
		goapp.Section().Body(
			goapp.H3().Text("With a file"),
			goapp.P().Class("quiet").Text("A dossier that somebody gave you, or what another program wrote about this article."),
			goapp.Input().ID("compare-file").Type("file").Aria("label", "File to compare with").
				Accept(".json,.jsonld,.jsonl,.zip,application/json,application/ld+json,application/zip").OnChange(d.file),
		),
		goapp.Section().Body(
			goapp.H3().Text("With another dossier in the library"),
			goapp.If(len(d.Dossiers) == 0, func() goapp.UI {
				return goapp.P().Class("quiet").Text("There is no other dossier of this article here.")
			}).Else(func() goapp.UI {
				return goapp.Ul().ID("compare-dossiers").Class("dossiers").Body(goapp.Range(d.Dossiers).Slice(func(i int) goapp.UI { return d.row(d.Dossiers[i]) }))
			}),
		),
		d.people(),
	)
}

func (d *CompareDialog) row(about storage.About) goapp.UI {
	name := titleOf(about)
	return goapp.Li().Body(
		goapp.Div().Class("name").Text(name),
		goapp.Div().Class("acts").Body(
			goapp.Button().Type("button").DataSet("id", about.ID).Aria("label", "Compare with "+name).Text("Compare").Disabled(d.Working).OnClick(d.kept),
		),
		goapp.Div().Class("quiet").Text(aboutWords(about)),
	)
}

// people offers two of those who made claims in this dossier.
func (d *CompareDialog) people() goapp.UI {
	var names []string
	if p := d.Page; p.desk != nil && d.People != "" {
		names = p.desk.Dossier().Creators()
	}
	return goapp.If(len(names) > 1, func() goapp.UI {
		choice := func(id, label string, at int) goapp.UI {
			return goapp.Div().Class("field").Body(
				goapp.Label().For(id).Text(label),
				goapp.Select().ID(id).Body(goapp.Range(names).Slice(func(i int) goapp.UI {
					return goapp.Option().Value(i).Text(personWords(names[i])).Selected(i == at)
				})),
			)
		}
		return goapp.Section().Body(
			goapp.H3().Text("Two people in this dossier"),
			goapp.Div().Class("halves").Body(choice("first-person", "A", 0), choice("second-person", "B", 1)),
			goapp.Div().Body(goapp.Button().ID("compare-people").Type("button").Class("outlined").Text("Compare these two").Disabled(d.Working).OnClick(d.two)),
		)
	})
}

func personWords(name string) string {
	if name == "" {
		return "somebody without a name"
	}
	return name
}

func (d *CompareDialog) file(goapp.Context, goapp.Event)       { d.Page.compareFile() }
func (d *CompareDialog) kept(ctx goapp.Context, _ goapp.Event) { d.Page.compareKept(idOf(ctx)) }
func (d *CompareDialog) two(_ goapp.Context, _ goapp.Event)    { d.Page.comparePeople() }

func (p *Page) compareDialog() goapp.UI {
	d := &CompareDialog{Page: p, Refusal: p.refusal}
	if p.dialog != dialogCompare || p.desk == nil {
		return d
	}
	d.Working = p.comparingNow
	here := p.desk.Dossier()
	for _, name := range here.Creators() {
		d.People += personWords(name) + "\n"
	}
	own := p.store.About(string(here.ID))
	for _, about := range p.library {
		if about.ID != string(here.ID) && sameStory(about, own) {
			d.Dossiers = append(d.Dossiers, about)
		}
	}
	return d
}

// sameStory reports whether two dossiers in the library may be of one article. Only the
// dossiers themselves tell for certain.
func sameStory(one, other storage.About) bool {
	return one.Digest == other.Digest || one.Title != "" && one.Title == other.Title ||
		one.URL != "" && canonicalAddress(one.URL) == canonicalAddress(other.URL)
}

func (p *Page) showCompare() {
	p.showDialog(dialogCompare)
	p.comparingNow = false
	p.readLibrary()
}

// compareKept compares with a dossier of the library.
func (p *Page) compareKept(id dossier.ID) {
	name := titleOf(p.store.About(string(id)))
	turn := p.turn()
	p.store.Open(string(id), func(state storage.State, found bool, err error) {
		if err == nil && !found {
			err = errNotKept
		}
		if err != nil {
			p.notCompared(err)
			return
		}
		compute(p, turn, "Reading "+name+"…", func(breathe func() error) ([]byte, error) {
			d, err := revive(state, breathe)
			if err != nil {
				return nil, err
			}
			return exchange.EncodeCompact(d)
		}, func(data []byte, err error) {
			if err != nil {
				p.notCompared(err)
				return
			}
			p.compareWith(name, map[string]string{errand.Other: string(data)}, nil)
		})
	})
}

// comparePeople compares what two people made in the open dossier.
func (p *Page) comparePeople() {
	names := p.desk.Dossier().Creators()
	first, second := indexIn(names, browser.Value("#first-person")), indexIn(names, browser.Value("#second-person"))
	if first == second {
		p.refuse("A and B are the same person. Choose two.")
		return
	}
	p.compareWith("", map[string]string{errand.First: names[first], errand.Second: names[second]}, nil)
}

func indexIn(names []string, chosen string) int {
	n, err := strconv.Atoi(chosen)
	if err != nil || n < 0 || n >= len(names) {
		return 0
	}
	return n
}

// compareFile compares with the file that was chosen. What is no dossier of ours is taken
// by the worker first.
func (p *Page) compareFile() {
	browser.ReadInput("#compare-file", func(files []browser.File, err error) {
		p.later(func() {
			switch {
			case err != nil:
				p.notCompared(err)
			case len(files) == 0 || p.desk == nil:
			case looksLikeDossierText(string(files[0].Data)):
				p.compareWith(files[0].Name, map[string]string{errand.Other: string(files[0].Data)}, nil)
			default:
				p.compareForeign(files[0])
			}
		})
	})
}

// compareForeign has the worker take a file of another program. One in no format that it
// knows is compared as a dossier, so that the reason for which it is none is told.
func (p *Page) compareForeign(file browser.File) {
	open, err := exchange.EncodeCompact(p.desk.Dossier())
	if err != nil {
		p.notCompared(err)
		return
	}
	p.asksForComparison(map[string]string{errand.Name: errand.Take, errand.Dossier: string(open)}, file.Data, func(reply browser.Reply, err error) {
		var left []errand.Remnant
		if err == nil && reply.Words[errand.Format] == "" {
			p.compareWith(file.Name, map[string]string{errand.Other: string(file.Data)}, nil)
			return
		}
		if err == nil {
			err = json.Unmarshal([]byte(reply.Words[errand.Left]), &left)
		}
		if err != nil {
			p.notCompared(err)
			return
		}
		p.compareWith(file.Name, map[string]string{errand.Other: string(reply.Data)}, left)
	})
}

func (p *Page) notCompared(err error) {
	p.comparingNow = false
	p.refuse("They were not compared, and nothing was changed. " + sentence(err))
}

// asksForComparison gives the worker an errand, and hands the answer to done on the UI
// goroutine, unless the dialog was left meanwhile.
func (p *Page) asksForComparison(words map[string]string, data []byte, done func(browser.Reply, error)) {
	p.comparingNow, p.refusal = true, ""
	p.compareTurn++
	turn := p.compareTurn
	p.workshop().Ask(words, data, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			if p.dialog == dialogCompare && p.compareTurn == turn {
				done(reply, err)
			}
		})
	})
}

// compareWith has the worker compare, and opens the comparison.
func (p *Page) compareWith(from string, words map[string]string, left []errand.Remnant) {
	p.closeField()
	c := &comparing{
		of: p.desk.Dossier().ID, was: p.desk.Dossier(), asked: words, from: from, left: left,
		choices: map[string]errand.Choice{}, skipped: map[string]bool{}, shown: mostItems,
	}
	p.asksCompare(c, p.asksForComparison, p.notCompared)
}

// asker is a way to give the worker an errand.
type asker func(words map[string]string, data []byte, done func(browser.Reply, error))

// asksCompare fills a comparison with what the worker says, and shows it.
func (p *Page) asksCompare(c *comparing, ask asker, refuse func(error)) {
	data, err := exchange.EncodeCompact(c.was)
	if err != nil {
		refuse(err)
		return
	}
	c.data = data
	ask(c.words(errand.Compare), data, func(reply browser.Reply, err error) {
		if err == nil {
			err = json.Unmarshal(reply.Data, &c.result)
		}
		if err != nil {
			refuse(err)
			return
		}
		p.showComparison(c)
	})
}

// words are those of an errand on the two.
func (c *comparing) words(name string) map[string]string {
	words := maps.Clone(c.asked)
	words[errand.Name] = name
	return words
}

// showComparison shows a comparison that was made, and has the worker measure meanwhile.
func (p *Page) showComparison(c *comparing) {
	p.comparingNow = false
	p.comparing, p.tab = c, tabCompare
	p.compareRev++
	p.unfoldSheet()
	p.closeDialog()
	said := "Compared: "
	if len(c.choices) == 0 && c.recall(p.setting(settingChoices)) > 0 {
		said += "what you chose before is still there, "
	}
	settled, all := c.progress()
	p.say(said + desk.Count(all-settled, "item") + " to settle.")
	if len(c.result.Items) > 0 && c.item(c.current) == nil {
		c.current = c.result.Items[0].Key
	}
	p.afterDraw(func() { p.goToItem(c.current) })
	p.workshop().Ask(c.words(errand.Agree), c.data, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			if err == nil {
				err = json.Unmarshal(reply.Data, &c.measures)
			}
			if err != nil {
				c.unmeasured = "Not measured. " + sentence(err)
			}
			p.compareRev++
		})
	})
}

// compareAgain compares the dossier as it is now, and keeps what was chosen.
func (p *Page) compareAgain() {
	p.closeField()
	before := p.comparison()
	c := &comparing{
		of: before.of, was: p.desk.Dossier(), asked: before.asked, from: before.from, left: before.left,
		choices: before.choices, skipped: before.skipped, current: before.current, shown: before.shown, finished: before.finished,
	}
	p.asksCompare(c, func(words map[string]string, data []byte, done func(browser.Reply, error)) {
		p.workshop().Ask(words, data, longestErrand, func(reply browser.Reply, err error) {
			p.later(func() {
				if p.comparison() == before {
					done(reply, err)
				}
			})
		})
	}, func(err error) { p.say("They were not compared again. " + sentence(err)) })
}
