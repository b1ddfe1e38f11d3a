package app

import (
	"errors"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
)

// errSuperseded ends work whose outcome nobody waits for any more.
var errSuperseded = errors.New("it was superseded")

// turn begins to open something. What was being opened before is given up.
func (p *Page) turn() int64 { return p.opening.Add(1) }

// compute does long work on a goroutine of its own that lets the browser have its
// turn between pieces, and hands the outcome to done on the UI goroutine: unless
// something else began to be opened meanwhile, then it stops, and done is not called.
// Where it takes long enough to wonder, doing says what is under way. compute itself
// has to touch nothing of the page.
func compute[T any](p *Page, turn int64, doing string, work func(breathe func() error) (T, error), done func(T, error)) {
	if p.opening.Load() != turn {
		return
	}
	finished := false
	p.ctx.After(patience, func(goapp.Context) {
		if !finished && p.opening.Load() == turn {
			p.say(doing)
		}
	})
	go func() {
		value, err := work(breather(func() bool { return p.opening.Load() != turn }))
		p.later(func() {
			finished = true
			if p.said == doing {
				p.said = ""
			}
			if p.opening.Load() == turn && !errors.Is(err, errSuperseded) {
				done(value, err)
			}
		})
	}()
}

// workFor does pieces of work for so long, and reports whether there is more to do.
func workFor(most time.Duration, work func() (more bool)) bool {
	for until := time.Now().Add(most); time.Now().Before(until); {
		if !work() {
			return false
		}
	}
	return true
}

// breather returns what long work calls between pieces.
func breather(superseded func() bool) func() error {
	last := time.Now()
	return func() error {
		if time.Since(last) < slice {
			return nil
		}
		browser.Breathe()
		last = time.Now()
		if superseded() {
			return errSuperseded
		}
		return nil
	}
}
