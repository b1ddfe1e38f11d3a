package app

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/storage"
)

// merging is a dossier that came in for an article that has one, and what taking it in
// would come to.
type merging struct {
	came    arrival
	base    string           // what the file was made of, in the native form; "": not known
	left    time.Time        // when it was
	was     *dossier.Dossier // the one that is kept, as the outcome was worked out on it
	outcome *errand.Merged   // nil until the worker has told
	choices map[string]string
	working bool
	rev     int
}

// MergeDialog asks what becomes of a dossier whose article has one here already.
type MergeDialog struct {
	goapp.Compo

	Page    *Page
	Rev     int
	File    string
	Kept    string // the title of the dossier that is kept
	Left    string // when the file left that this one was made from; "": not known
	Outcome *errand.Merged
	Working bool
	Fixed   bool // edits are refused
	Refusal string
}

// Render draws the dialog.
func (d *MergeDialog) Render() goapp.UI {
	m := d.Outcome
	return dialog(d.Page, dialogMerge, "You have a dossier of this article",
		goapp.P().Body(goapp.B().Text(d.File), goapp.Text(" is about the same article as "), goapp.B().Text(d.Kept), goapp.Text(", which is open here.")),
		goapp.P().ID("merge-base").Class("quiet").Hidden(d.Left == "").Text("It was made from what you exported on "+d.Left+". What only one of you changed since, or took out, is known by that."),
		refusalPlace(d.Refusal),
		goapp.If(m == nil && d.Refusal == "", func() goapp.UI {
			return goapp.Div().Class("working").Body(goapp.Span().Text("Comparing the two…"), goapp.Progress().Aria("label", "Comparing the two"))
		}),
		goapp.If(m != nil, func() goapp.UI { return goapp.Div().Class("merge").Body(d.outcome(m)...) }),
		goapp.Dl().Class("deals").Body(
			choice("merge", "Merge", "Takes in what is new there and keeps all that is yours. One step, which can be undone.", d.Working || m == nil || d.Fixed, true, d.merge),
			choice("keep-both", "Keep both", "Opens it as a dossier of its own, beside yours.", d.Working, false, d.both),
			choice("replace", "Replace mine", "Your claims and all that was made of them give way to those of the file. One step, which can be undone.", d.Working || m == nil || d.Fixed, false, d.replace),
		),
	)
}

// choice is a button with what it does.
func choice(id, words, does string, disabled, primary bool, press goapp.EventHandler) goapp.UI {
	class := "outlined"
	if primary {
		class = "primary"
	}
	return goapp.Div().Class("deal").Body(
		goapp.Dt().Body(goapp.Button().ID(id).Type("button").Class(class).Disabled(disabled).Aria("describedby", id+"-does").Text(words).OnClick(press)),
		goapp.Dd().ID(id+"-does").Class("quiet").Text(does),
	)
}

// outcome tells what merging would come to: what comes in, what a person has to choose,
// and what is left out.
func (d *MergeDialog) outcome(m *errand.Merged) []goapp.UI {
	return []goapp.UI{
		goapp.P().ID("merge-summary").Text(mergeSummary(m)),
		goapp.If(len(m.Conflicts) > 0, func() goapp.UI {
			return goapp.Section().Body(
				goapp.H3().Text("Changed on both sides"),
				goapp.P().Class("quiet").Text("What you leave open stays as you have it."),
				goapp.Range(m.Conflicts).Slice(func(i int) goapp.UI { return d.conflict(i, m.Conflicts[i]) }),
			)
		}),
		told("merge-changes", "What comes in", m.Changes),
		told("merge-left", "What is left out", remnants(m.Left)),
	}
}

func remnants(left []errand.Remnant) (list []string) {
	for _, l := range left {
		list = append(list, l.Where+": "+l.Why)
	}
	return list
}

// told is a list that can be unfolded, where there is anything in it.
func told(id, words string, list []string) goapp.UI {
	return goapp.If(len(list) > 0, func() goapp.UI {
		return goapp.Details().ID(id).Body(
			goapp.Summary().Body(goapp.Text(words+" "), goapp.Span().Class("number").Text(len(list))),
			goapp.Ul().Class("told").Body(goapp.Range(list).Slice(func(i int) goapp.UI { return goapp.Li().Text(desk.Capital(list[i]) + ".") })),
		)
	})
}

func mergeSummary(m *errand.Merged) string {
	if len(m.Changes)+len(m.Conflicts)+len(m.Left) == 0 {
		return "There is nothing new in it."
	}
	parts := []string{desk.Count(len(m.Changes), "change") + " would come in"}
	if n := open(m); n > 0 {
		parts = append(parts, desk.Count(n, "conflict")+" left for you to choose")
	}
	if n := len(m.Left); n > 0 {
		parts = append(parts, desk.Count(n, "thing")+" left out")
	}
	return strings.Join(parts, ", ") + "."
}

// open counts the conflicts in which nobody chose.
func open(m *errand.Merged) (n int) {
	for _, c := range m.Conflicts {
		if c.Chosen == "" {
			n++
		}
	}
	return n
}

func (d *MergeDialog) conflict(i int, c errand.Conflict) goapp.UI {
	side := func(value, whose, words string) goapp.UI {
		if words == "" {
			words = "nothing"
		}
		return goapp.Label().Class("side").Body(
			goapp.Input().Type("radio").Name("conflict-"+c.Key).Value(value).Checked(c.Chosen == value).DataSet("id", c.Key).DataSet("side", value).OnChange(d.choose),
			goapp.Span().Body(goapp.B().Text(whose+": "), goapp.Span().Text(words)),
		)
	}
	return goapp.FieldSet().Class("conflict").Body(
		goapp.Legend().Text(desk.Capital(c.Name)+", "+c.Label),
		side("a", "Mine", c.A),
		side("b", "Theirs", c.B),
	)
}

func (d *MergeDialog) choose(ctx goapp.Context, _ goapp.Event) {
	data := ctx.JSSrc().Get("dataset")
	d.Page.chooseSide(data.Get("id").String(), data.Get("side").String())
}

func (d *MergeDialog) merge(goapp.Context, goapp.Event)   { d.Page.mergeNow() }
func (d *MergeDialog) replace(goapp.Context, goapp.Event) { d.Page.replaceNow() }
func (d *MergeDialog) both(goapp.Context, goapp.Event)    { d.Page.keepBoth() }

func (p *Page) mergeDialog() goapp.UI {
	d := &MergeDialog{Page: p, Refusal: p.refusal}
	if m := p.merging; m != nil && p.desk != nil {
		d.Rev, d.File, d.Kept, d.Outcome, d.Working, d.Fixed = m.rev, m.came.name, p.desk.Dossier().Title(), m.outcome, m.working, p.desk.ReadOnly()
		if m.base != "" {
			d.Left = m.left.Local().Format("2 January 2006, 15:04")
		}
	}
	return d
}

// sameArticle looks for a dossier that is kept of the article that an arrival is about,
// with work in it: the open one first, then the one of the same id, then the one that
// was changed last. An arrival that equals the one that is kept needs no question.
func (p *Page) sameArticle(came arrival, done func(storage.About, bool)) {
	if came.here.found && came.here.err == nil {
		if _, equal := sameAs(came.dossier, came.here.state, withoutBreath); equal {
			done(storage.About{}, false)
			return
		}
	}
	p.store.Library(func(list []storage.About, err error) {
		if err != nil {
			done(storage.About{}, false)
			return
		}
		digest := article.Digest(came.dossier.Article.Text())
		list = slices.DeleteFunc(slices.Clone(list), func(about storage.About) bool {
			address := about.URL != "" && canonicalAddress(about.URL) == canonicalAddress(came.dossier.Article.URL)
			return about.Claims == 0 || !address && about.Digest != digest && about.ID != string(came.dossier.ID)
		})
		for _, is := range []func(storage.About) bool{
			func(about storage.About) bool { return p.desk != nil && about.ID == string(p.desk.Dossier().ID) },
			func(about storage.About) bool { return about.ID == string(came.dossier.ID) },
			func(storage.About) bool { return true },
		} {
			if i := slices.IndexFunc(list, is); i >= 0 {
				done(list[i], true)
				return
			}
		}
		done(storage.About{}, false)
	})
}

// offerMerge opens the dossier that is kept, and asks what becomes of the arrival.
func (p *Page) offerMerge(came arrival, about storage.About) {
	if p.opening.Load() != came.turn {
		return
	}
	ask := func() {
		id := string(p.desk.Dossier().ID)
		p.store.LeftAs(id, came.dossier.DerivedFrom, func(base json.RawMessage, left time.Time, known bool) {
			if p.desk == nil || string(p.desk.Dossier().ID) != id {
				return
			}
			p.merging = &merging{came: came, choices: make(map[string]string)}
			if known {
				p.merging.base, p.merging.left = string(base), left
			}
			p.showDialog(dialogMerge)
			p.workOutMerge()
		})
	}
	if p.desk != nil && string(p.desk.Dossier().ID) == about.ID {
		ask()
		return
	}
	p.openKept(dossier.ID(about.ID), func(k *desk.Desk, err error) {
		came.turn = p.opening.Load()
		if err != nil {
			p.importBeside(came)
			return
		}
		p.seat(k)
		ask()
	})
}

// leaveMerge says that nothing was imported where the dialog was closed without a choice.
func (p *Page) leaveMerge(closed string) {
	if closed == dialogMerge && p.merging != nil {
		p.merging = nil
		p.say("Nothing was imported.")
	}
}

// asksMerge has the worker say what taking the arrival in comes to.
func (p *Page) asksMerge(mode string, done func(errand.Merged, error)) {
	m := p.merging
	m.was, m.working = p.desk.Dossier(), true
	m.rev++
	turn := m.rev
	fail := func(err error) { done(errand.Merged{}, err) }
	kept, err := exchange.EncodeCompact(m.was)
	if err != nil {
		fail(err)
		return
	}
	came, err := exchange.EncodeCompact(m.came.dossier)
	if err != nil {
		fail(err)
		return
	}
	choices, err := json.Marshal(m.choices)
	if err != nil {
		fail(err)
		return
	}
	words := map[string]string{
		errand.Name: errand.Merge, errand.Mode: mode, errand.Dossier: string(kept), errand.Choices: string(choices), errand.By: p.editor().Creator, errand.Base: m.base,
	}
	p.workshop().Ask(words, came, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			if p.merging != m || m.rev != turn {
				return
			}
			m.working = false
			m.rev++
			var told errand.Merged
			if err == nil {
				err = json.Unmarshal(reply.Data, &told)
			}
			done(told, err)
		})
	})
}

func (p *Page) workOutMerge() {
	p.asksMerge("", func(told errand.Merged, err error) {
		if err != nil {
			p.refusal = "The two cannot be merged: " + err.Error() + ". Both can be kept."
			return
		}
		first := p.merging.outcome == nil
		p.merging.outcome = &told
		if first {
			p.say(mergeSummary(&told))
		}
	})
}

func (p *Page) chooseSide(key, side string) {
	p.merging.choices[key] = side
	p.workOutMerge()
}

// mergeNow takes the arrival in, with what was chosen.
func (p *Page) mergeNow() {
	p.takeIn("", func(told errand.Merged) string {
		said := "Merged: " + desk.Count(len(told.Changes), "change")
		if n := open(&told); n > 0 {
			said += ", " + desk.Count(n, "conflict") + " left as you had it"
		}
		if n := len(told.Left); n > 0 {
			said += ", " + desk.Count(n, "thing") + " left out"
		}
		return said + "."
	})
}

// replaceNow puts the arrival in the place of what is kept.
func (p *Page) replaceNow() {
	p.takeIn(errand.ModeReplace, func(errand.Merged) string { return "Replaced by " + p.merging.came.name + ". Undo brings yours back." })
}

func (p *Page) takeIn(mode string, said func(errand.Merged) string) {
	if p.merging == nil || p.desk == nil {
		return
	}
	p.asksMerge(mode, func(told errand.Merged, err error) {
		var step dossier.Step
		if err == nil {
			step, err = dossier.DecodeStep(told.Step)
		}
		if err != nil {
			p.refusal = "Nothing was imported: " + err.Error() + "."
			return
		}
		done := "There was nothing new in " + p.merging.came.name + "."
		if len(step.Ops) > 0 {
			outcome := p.desk.Do(step, p.merging.was, said(told))
			if !outcome.Done {
				p.refusal = outcome.Said
				return
			}
			done = outcome.Said
		}
		then := p.merging.came.then
		p.merging = nil
		p.closeDialog()
		p.say(done)
		then()
	})
}

// keepBoth opens the arrival as a dossier of its own.
func (p *Page) keepBoth() {
	m := p.merging
	if m == nil {
		return
	}
	p.merging = nil
	m.came.turn = p.turn()
	p.closeDialog()
	p.importBeside(m.came)
}
