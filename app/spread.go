package app

import (
	"time"

	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/desk"
)

// stretch is a run of blocks that are drawn together.
type stretch struct{ first, last int }

// How many blocks a stretch has. A list is not cut, so that it stays one list to
// those who hear it, unless it is very long.
const (
	stretchBlocks = 16
	longestList   = 16 * stretchBlocks
)

// stretches divides the blocks of an article.
func stretches(blocks []article.Block) []stretch {
	var list []stretch
	for first := 0; first < len(blocks); {
		last := min(first+stretchBlocks, len(blocks)) - 1
		for last+1 < len(blocks) && last-first < longestList &&
			blocks[last].Kind == article.KindListItem && blocks[last+1].Kind == article.KindListItem {
			last++
		}
		list = append(list, stretch{first, last})
		first = last + 1
	}
	return list
}

// mostMarks is up to how many claims all their highlights stand in the page. Above,
// a stretch of the text gets its highlights when the window comes near.
const mostMarks = 2000

// spread is how far the drawing of an article has come. A long one grows into the
// page frame by frame, from its beginning, so that the first screen is there at once
// and nothing that a person does meanwhile has to wait; its text is complete when
// all stretches are in the page. Where another dossier has the same text, as when
// one is imported over its article, the text stays and each stretch changes over to
// the new desk in its turn.
type spread struct {
	desk      *desk.Desk
	layout    *article.Layout
	stretches []stretch
	given     []*desk.Desk // by stretch in the page: what it shows
	marked    []bool       // by stretch: it has its highlights, however many there are
	rev       int          // grows with every change
	pace      int          // how many stretches the next frame draws
	waiting   []func()     // for the spread to be complete
}

// firstStretches is how many are drawn at once, before the first frame: some screens.
const firstStretches = 1

// newSpread begins to draw an article, over what is in the page already.
func newSpread(k *desk.Desk, before *spread, near stretch) *spread {
	s := &spread{desk: k, layout: k.Layout(), stretches: stretches(k.Dossier().Article.Blocks), pace: 1}
	s.marked = make([]bool, len(s.stretches))
	if before != nil && before.layout.Digest() == k.Layout().Digest() && len(before.stretches) == len(s.stretches) {
		s.given = append(s.given, before.given...)
		s.rev = before.rev + 1
	}
	for i := range s.stretches {
		if s.reaches(i, near) && i < len(s.given) {
			s.given[i], s.marked[i] = k, true
		}
	}
	s.grow(firstStretches)
	for i := range min(firstStretches, len(s.marked)) {
		s.marked[i] = true
	}
	return s
}

func (s *spread) reaches(i int, near stretch) bool {
	return s.stretches[i].first <= near.last && s.stretches[i].last >= near.first
}

// grow draws up to so many further stretches.
func (s *spread) grow(n int) {
	for i := 0; i < len(s.stretches) && n > 0; i++ {
		switch {
		case i == len(s.given):
			s.given = append(s.given, s.desk)
		case s.given[i] != s.desk:
			s.given[i] = s.desk
		default:
			continue
		}
		n--
	}
	s.rev++
}

// complete reports whether all of the text is in the page, as the desk has it.
func (s *spread) complete() bool {
	if len(s.given) < len(s.stretches) {
		return false
	}
	for _, k := range s.given {
		if k != s.desk {
			return false
		}
	}
	return true
}

// markNear gives the stretches that reach into a run of blocks their highlights, and
// reports whether any had none before.
func (s *spread) markNear(near stretch) (changed bool) {
	for i := range s.stretches {
		if s.reaches(i, near) && !s.marked[i] {
			s.marked[i], changed = true, true
		}
	}
	if changed && len(s.desk.Dossier().Claims) > mostMarks {
		s.rev++
		return true
	}
	return false
}

// spreadOut begins to draw the article of the desk, and goes on frame by frame.
func (p *Page) spreadOut() {
	before := p.spread
	p.spread = newSpread(p.desk, before, blocksBetween(cardBand(0)))
	if before != nil {
		p.spread.waiting = before.waiting
	}
	p.afterDraw(p.growOn)
}

// growOn draws the next stretches after a frame. How many it takes at once follows
// from how long the ones before took.
func (p *Page) growOn() {
	s := p.spread
	if s == nil || p.desk == nil || s.layout != p.desk.Layout() {
		return
	}
	if s.complete() {
		waiting := s.waiting
		s.waiting = nil
		for _, f := range waiting {
			f()
		}
		p.alignCards()
		p.prepareSearch(s)
		return
	}
	const aim, most = 12 * time.Millisecond, 32
	browser.AfterFrame(func() {
		p.later(func() {
			if p.spread != s {
				return
			}
			began := time.Now()
			s.grow(s.pace)
			p.afterDraw(func() {
				if time.Since(began) < aim {
					s.pace = min(2*s.pace, most)
				} else {
					s.pace = max(1, s.pace/2)
				}
				p.growOn()
			})
		})
	})
}

// prepareSearch gets ready for the first search, between frames.
func (p *Page) prepareSearch(s *spread) {
	browser.AfterFrame(func() {
		p.quietly(func() {
			if p.spread != s || p.desk == nil {
				return
			}
			if workFor(slice/4, func() bool { return !p.desk.PrepareSearch(32) }) {
				p.prepareSearch(s)
			}
		})
	})
}

// whole runs f once all of the text is in the page.
func (p *Page) whole(f func()) {
	if p.spread == nil || p.spread.complete() {
		f()
		return
	}
	p.spread.waiting = append(p.spread.waiting, f)
}

// printing has everything drawn at once, highlights and all.
func (p *Page) printing(ready func()) {
	p.quietly(func() {
		if p.desk == nil {
			ready()
			return
		}
		p.spread.grow(len(p.spread.stretches))
		p.spread.markNear(stretch{0, p.desk.Layout().Blocks() - 1})
		p.forPrint = true
		p.later(func() {
			p.afterDraw(func() {
				p.numberMarks()
				ready()
			})
		})
	})
}

// nearBlocks returns the blocks within three screens of the window; {0, 0} before
// there are any in the page.
func nearBlocks() stretch { return blocksBetween(cardBand(3)) }

const everyBlock = "#article [data-block]"

// approach draws the highlights of what comes near the window.
func (p *Page) approach() {
	if p.desk != nil && len(p.desk.Dossier().Claims) > mostMarks && p.spread.markNear(nearBlocks()) {
		p.update()
	}
	p.afterDraw(p.dimText)
}
