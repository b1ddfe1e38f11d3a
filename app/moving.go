package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
)

// moving is an undo or a redo that is being worked off.
type moving struct {
	desk   *desk.Desk
	move   *desk.Move
	begun  time.Time
	before browser.Target // what had focus
	said   string         // that it is under way, once that takes long enough to wonder
}

func (p *Page) undo() { p.travel(p.desk.StartUndo, "Undoing") }
func (p *Page) redo() { p.travel(p.desk.StartRedo, "Redoing") }

// travel undoes or redoes a step, a slice of the work at a time. Nearly every step is done
// within the first. What the person asks for before a long one is over is not heard.
func (p *Page) travel(start func() (*desk.Move, desk.Outcome), doing string) {
	if m := p.moving; m != nil && m.desk == p.desk {
		return
	}
	p.closeField()
	before := browser.ActiveElement()
	move, outcome := start()
	if move == nil {
		p.did(outcome)
		return
	}
	p.moving = &moving{desk: p.desk, move: move, begun: time.Now(), before: before}
	p.workOnMove(p.moving, doing)
}

// workOnMove does a slice of the work, and comes back for the next after a frame.
func (p *Page) workOnMove(m *moving, doing string) {
	if p.moving != m || p.desk != m.desk {
		return
	}
	if !workFor(slice, m.move.Work) {
		p.moved(m)
		return
	}
	if m.said == "" && time.Since(m.begun) > patience {
		m.said = doing + ": " + m.move.Label() + "…"
		p.sayWith(m.said, &offer{"Cancel", func() { p.leaveMove(m) }})
	}
	browser.AfterFrame(func() { p.later(func() { p.workOnMove(m, doing) }) })
}

// moved brings an undo or a redo into force.
func (p *Page) moved(m *moving) {
	p.moving = nil
	outcome := p.desk.Finish(m.move)
	p.did(outcome)
	if !outcome.Done {
		return
	}
	p.afterDraw(func() {
		if outcome.Claim != "" {
			browser.ScrollIntoView(markSelector(outcome.Claim), "nearest")
		}
		if browser.ActiveElement().Lost && !wordsSelected() && (m.before.InArticle || m.before.InPanel || len(m.before.Claims) > 0) {
			p.focusText()
		}
	})
}

func (p *Page) leaveMove(m *moving) {
	if p.moving == m {
		p.moving = nil
		p.say("Nothing was changed.")
	}
}

// progressOfMove shows how far a long undo or redo has come, beside what is said of it.
func (p *Page) progressOfMove() goapp.UI {
	return goapp.If(p.moving != nil && p.moving.said != "" && p.moving.said == p.said, func() goapp.UI {
		done, all := p.moving.move.Progress()
		return goapp.Progress().Max(all).Value(done).Aria("label", p.said)
	})
}
