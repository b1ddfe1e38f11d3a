package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// narrowScreen is when the panel is a sheet over the text; the stylesheet has the
// same bound.
const narrowScreen = "(max-width: 60rem)"

// readSelection takes over what is selected in the article.
func (p *Page) readSelection() {
	if p.desk == nil {
		return
	}
	selection, ok := browser.ReadSelection()
	if !ok {
		p.selection = text.Span{}
		return
	}
	a, f := p.position(selection.Anchor), p.position(selection.Focus)
	p.caret = f
	p.selection = text.Span{Start: min(a, f), End: max(a, f)}
	if selection.Collapsed {
		p.selection = text.Span{Start: f, End: f}
	}
}

// selectionChanged follows the selection, and has the page drawn anew only where
// that shows.
func (p *Page) selectionChanged() {
	before, stop := p.bubbleState(), p.tabStop()
	p.readSelection()
	p.drawCaret()
	if p.bubbleState() != before || p.tabStop() != stop {
		p.update()
	}
	p.placeBubble()
}

// bubbleState is what the toolbar beside the selection shows.
type bubbleState struct {
	shown   bool
	midWord bool
	inside  dossier.ID
	lost    dossier.ID
	times   int
}

func (p *Page) bubbleState() bubbleState {
	if p.desk == nil || p.selection.Empty() || p.selecting || p.desk.ReadOnly() {
		return bubbleState{}
	}
	span := text.TrimSpace(p.desk.Layout().Index(), p.selection)
	if span.Empty() {
		return bubbleState{}
	}
	return bubbleState{shown: true, midWord: p.desk.MidWord(span), inside: p.desk.Holding(span), lost: p.lost(), times: p.occurrences(span)}
}

// counted is how often words occur, which is asked more often than the words change.
type counted struct {
	layout *article.Layout
	span   text.Span
	times  int
}

// occurrences is how often the words selected occur, where they are whole words: letters
// inside of words say nothing.
func (p *Page) occurrences(span text.Span) int {
	if p.desk.MidWord(span) {
		return 0
	}
	if p.counted.layout != p.desk.Layout() || p.counted.span != span {
		p.counted = counted{p.desk.Layout(), span, len(p.desk.Occurrences(span))}
	}
	return p.counted.times
}

// highlightAll makes a claim of every occurrence of what is selected.
func (p *Page) highlightAll() {
	p.closeField()
	p.readSelection()
	outcome := p.desk.HighlightAll(p.selection)
	p.did(outcome)
	if outcome.Done {
		p.settle(outcome.Claim)
	}
}

// lost is the current claim, where the words selected can be given to it.
func (p *Page) lost() dossier.ID {
	if c := p.desk.Claim(p.desk.Current()); c != nil && (c.Undecided() || c.State == anchor.Orphan) {
		return c.ID
	}
	return ""
}

func (p *Page) bubble() goapp.UI {
	state := p.bubbleState()
	return &Bubble{Page: p, Shown: state.shown, MidWord: state.midWord, Inside: state.inside, Lost: state.lost, Times: state.times}
}

// placeBubble puts the toolbar below the line where the selection ends, or above
// it at the foot of the window.
func (p *Page) placeBubble() {
	if p.narrow || !p.bubbleState().shown {
		return
	}
	p.afterDraw(func() {
		selection, ok := browser.ReadSelection()
		if !ok {
			return
		}
		const gap = 10
		line, box := selection.Rect, browser.RectOf("#bubble")
		width, height := browser.ViewportSize()
		top := line.Bottom + gap
		if top+box.Height() > height-gap {
			top = line.Top - gap - box.Height()
		}
		left := min(max(line.Left, gap), width-box.Width()-gap)
		browser.SetStyle("#bubble", "top", browser.Pixels(top+browser.ScrollTop()))
		browser.SetStyle("#bubble", "left", browser.Pixels(left))
	})
}

// drawCaret shows where the caret stands while the text has focus; the browser
// itself draws one only in text that can be edited.
func (p *Page) drawCaret() {
	rect, ok := browser.CaretRect()
	shown := ok && browser.ActiveElement().InArticle
	browser.SetHidden("#caret", !shown)
	if !shown {
		return
	}
	browser.SetStyle("#caret", "top", browser.Pixels(rect.Top+browser.ScrollTop()))
	browser.SetStyle("#caret", "left", browser.Pixels(rect.Left))
	browser.SetStyle("#caret", "height", browser.Pixels(rect.Height()))
}

// tabStop is the claim at whose words Tab stops: the current one, else the first
// after the caret, else the first of all.
func (p *Page) tabStop() dossier.ID {
	if p.desk == nil {
		return ""
	}
	if c := p.desk.Claim(p.desk.Current()); c != nil {
		if _, shown := c.Place(); shown {
			return c.ID
		}
	}
	return p.desk.At(p.caret)
}

// wordsSelected reports whether words of the article are selected in the page.
func wordsSelected() bool {
	s, ok := browser.ReadSelection()
	return ok && !s.Collapsed
}
