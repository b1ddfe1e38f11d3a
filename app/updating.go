package app

import (
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// updating is an update of the text that is being worked off.
type updating struct {
	update  *desk.Update
	begun   time.Time
	done    int // of all claims
	all     int
	visible bool // it takes long enough to show how far it has come
}

const (
	// slice is how long the update may work before the page answers again.
	slice = 20 * time.Millisecond

	// patience is how long a person waits without wondering.
	patience = 300 * time.Millisecond
)

// updateIncoming puts the text of a document in the place of the article.
func (p *Page) updateIncoming(in incoming) {
	p.readIncoming(in, func(a article.Article) {
		if p.dialog == dialogUpdate { // the person did not think better of it meanwhile
			p.updateText(a)
		}
	}, func(reason string) {
		p.refuse(in.name + " was not read, and nothing was changed: " + reason + ".")
	})
}

// updateText puts a newer text in the place of the article, a slice of the work at a
// time.
func (p *Page) updateText(next article.Article) {
	if p.desk == nil || p.updating != nil {
		return
	}
	p.closeField()
	u, outcome := p.desk.StartUpdate(next)
	if u == nil {
		p.refuse(outcome.Said)
		return
	}
	p.refusal = ""
	_, all := u.Progress()
	p.updating = &updating{update: u, begun: time.Now(), all: all}
	p.workOnUpdate(u)
}

// workOnUpdate does a slice of the work, and comes back for the next after the page
// has had its turn.
func (p *Page) workOnUpdate(u *desk.Update) {
	if p.updating == nil || p.updating.update != u || p.desk == nil {
		return
	}
	if !workFor(slice, u.Work) {
		p.updated(u)
		return
	}
	p.updating.done, _ = u.Progress()
	p.updating.visible = time.Since(p.updating.begun) > patience
	browser.AfterFrame(func() { p.later(func() { p.workOnUpdate(u) }) })
}

// updated has the update brought into force. To put the dialog away takes a frame, and so
// does what the update changes.
func (p *Page) updated(u *desk.Update) {
	p.updating = nil
	k := p.desk
	p.closeDialog()
	browser.AfterFrame(func() {
		p.later(func() {
			if p.desk == k {
				p.bringIn(u)
			}
		})
	})
}

// bringIn brings the update into force, and leads on to what has to be decided.
func (p *Page) bringIn(u *desk.Update) {
	outcome := p.desk.Update(u)
	p.say(outcome.Said)
	if !outcome.Done {
		return
	}
	p.openCard, p.tab = "", tabClaims
	p.tally = desk.Summary(u.Tally())
	p.afterDraw(func() {
		if !browser.FocusSelector("#next-decision") {
			browser.FocusSelector("#article")
		}
	})
}

func (p *Page) cancelUpdate(goapp.Context, goapp.Event) {
	p.updating = nil
	p.say("The text was not updated. Nothing was changed.")
}

// nextDecision goes to the next claim about which the person has to decide.
func (p *Page) nextDecision(goapp.Context, goapp.Event) {
	p.closeField()
	id := p.desk.NextUndecided(p.desk.Current())
	if id == "" {
		p.say("Every claim is decided about.")
		return
	}
	p.unfilter()
	p.tab, p.openCard = tabClaims, ""
	p.unfoldSheet()
	p.desk.SetCurrent(id)
	p.afterDraw(func() {
		if c := p.desk.Claim(id); c != nil {
			if _, shown := c.Place(); shown {
				browser.ScrollIntoView(markSelector(id), "center")
			}
		}
		browser.ScrollIntoView(cardSelector(id), "nearest")
		if !browser.FocusSelector(cardSelector(id) + " .decide button") {
			browser.FocusSelector(cardSelector(id))
		}
	})
}

func (p *Page) acceptWording(id dossier.ID) { p.decided(p.desk.AcceptWording(id)) }
func (p *Page) keepOrphan(id dossier.ID)    { p.decided(p.desk.KeepOrphan(id)) }

func (p *Page) choosePlace(id dossier.ID, place int) { p.decided(p.desk.Choose(id, place)) }

// reattach puts a claim on the words that are selected.
func (p *Page) reattach(id dossier.ID) {
	p.closeField()
	p.readSelection()
	outcome := p.desk.Reattach(id, p.selection)
	if outcome.Done {
		p.settle(id)
	}
	p.decided(outcome)
}

// showPlace selects a range of the article, so that the person sees where it is.
// A selection is no highlight: it says nothing about the claim.
func (p *Page) showPlace(a anchor.Anchor) {
	first := p.point(a.Start)
	browser.ScrollIntoView(blockSelector(first.Block), "center")
	browser.SetSelection(first, p.endPoint(a.End))
}

// decided says what a decision came to, and keeps focus at the claim.
func (p *Page) decided(outcome desk.Outcome) {
	p.did(outcome)
	if !outcome.Done {
		return
	}
	p.afterDraw(func() {
		if !browser.ActiveElement().Lost {
			return
		}
		if !browser.FocusSelector("#next-decision") && !browser.FocusSelector(cardSelector(outcome.Claim)) {
			p.focusText()
		}
	})
}

// decisions is the strip above the text that leads through what has to be decided.
func (p *Page) decisions() goapp.UI {
	undecided := p.desk.Decisions()
	if undecided == 0 && p.tally == "" {
		return goapp.Div().Hidden(true)
	}
	said := "Text updated: " + p.tally + "."
	if p.tally == "" {
		said = "The text changed since these claims were marked."
	}
	return goapp.Div().ID("decisions").Class("banner").Body(
		goapp.P().Text(said),
		goapp.If(undecided > 0, func() goapp.UI {
			return goapp.Button().ID("next-decision").Type("button").Class("outlined").
				Text("Next of " + desk.Count(undecided, "decision")).OnClick(p.nextDecision)
		}),
		goapp.Button().Type("button").Text("What changed").OnClick(func(goapp.Context, goapp.Event) { p.showDialog(dialogVersions) }),
		goapp.If(undecided == 0, func() goapp.UI {
			return goapp.Button().Type("button").Text("Done").OnClick(p.dismissTally)
		}),
	)
}

func (p *Page) dismissTally(goapp.Context, goapp.Event) {
	p.tally = ""
	p.afterDraw(p.focusText)
}

// updateFromFile takes the newer text from the file that was chosen in an input.
func (p *Page) updateFromFile(input string) {
	browser.ReadInput(input, func(files []browser.File, err error) {
		p.later(func() {
			switch {
			case err != nil:
				p.refuse("The file could not be read: " + err.Error() + ".")
			case len(files) > 0:
				p.updateIncoming(incoming{name: files[0].Name, kind: files[0].Type, data: files[0].Data})
			}
		})
	})
}

func (p *Page) updateFromText() {
	in := p.fieldHolds("#update-text", "The pasted text")
	if strings.TrimSpace(string(in.data)) == "" {
		p.refuse("There is no text to update to: paste the article first.")
		return
	}
	p.updateIncoming(in)
}
