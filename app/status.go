package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/storage"
)

// status is the live region that says what happened and whether it is saved, and
// the message on the screen that says the same to those who see. The region
// itself stays in the page for good: one that comes and goes is not read out.
func (p *Page) status() goapp.UI {
	saved, _ := p.savedWords()
	return goapp.Div().Body(
		goapp.P().ID("status").Class("hidden-visually").Role("status").Body(
			goapp.Span().Class("said").Text(p.said+" "),
			goapp.Span().Class("saved").Text(saved),
		),
		goapp.P().ID("where").Class("hidden-visually").Aria("live", "polite"),
		p.readingNow(),
		goapp.Div().ID("toast").Class("toast").Hidden(p.said == "" || p.quiet).Body(
			goapp.Span().Aria("hidden", "true").Text(p.said),
			p.progressOfMove(),
			goapp.If(p.offer != nil, func() goapp.UI {
				return goapp.Button().ID("offer").Type("button").Text(p.offer.label).OnClick(p.takeOffer)
			}),
		),
	)
}

func (p *Page) takeOffer(goapp.Context, goapp.Event) {
	taken := p.offer
	p.said, p.offer = "", nil
	if taken != nil {
		taken.do()
	}
}

// offered is what was last said, while it can be taken back.
func (p *Page) offered() string {
	if p.offer == nil {
		return ""
	}
	return p.said
}

// savedWords says whether everything is kept, and in which class of words.
func (p *Page) savedWords() (words, class string) {
	if p.desk == nil {
		return "", ""
	}
	switch p.saving.State {
	case storage.Failed:
		why := "this browser refused"
		if p.saving.Err != nil {
			why = strings.TrimSuffix(p.saving.Err.Error(), ".")
		}
		return "Not saved: " + why + ". Your work is kept in this tab: export it.", "failed"
	case storage.Pending:
		return "Saving…", "pending"
	}
	return "Saved", "kept"
}

func (p *Page) bar() goapp.UI {
	if p.desk == nil {
		return &Bar{Page: p, Shown: p.moreShown}
	}
	words, class := p.savedWords()
	short, _, _ := strings.Cut(words, ". Your")
	return &Bar{
		Page: p, Title: p.desk.Dossier().Title(), Saved: short, Class: class,
		CanUndo: p.desk.CanUndo(), CanRedo: p.desk.CanRedo(), Shown: p.moreShown, Open: true,
	}
}

// banner says what stands in the way of working as usual.
func (p *Page) banner() goapp.UI {
	return goapp.Div().Class("banners").Body(
		p.updateBanner(),
		p.roomBanner(),
		p.decisions(),
		goapp.If(p.blocked, func() goapp.UI {
			return goapp.Div().Class("banner").Body(
				goapp.P().Text("This browser does not let Gainsay keep anything. You can work, but export before you close the page."),
			)
		}),
		goapp.If(p.desk.Picking() != "", func() goapp.UI {
			c := p.desk.Claim(p.desk.Picking())
			return goapp.Div().ID("picking").Class("banner picking-banner").Body(
				goapp.P().Text("Setting "+desk.Speaker(c)+" against… pick the other claim in the text or in the list, or select its words."),
				goapp.Button().Type("button").Class("outlined").Text("Cancel").OnClick(p.cancelPick),
			)
		}),
	)
}

// eyebrow is what is known of the article, above it and outside its text.
func (p *Page) eyebrow() goapp.UI {
	a := p.desk.Dossier().Article
	var parts []goapp.UI
	for _, part := range []string{a.Byline, a.Publisher, dateWords(a.Published), desk.Count(p.desk.Words(), "word")} {
		if part != "" {
			parts = append(parts, goapp.Span().Text(part))
		}
	}
	menu := &ArticleMenu{
		Page: p, Shown: p.menuShown, Fixed: p.desk.ReadOnly(), Versions: len(p.desk.Dossier().Versions),
		CanSave: p.menuShown && browser.CanSave(), Saves: p.ownFile != nil,
	}
	return goapp.Div().Class("eyebrow").Body(
		goapp.Div().Body(
			goapp.P().Body(parts...),
			goapp.If(p.ownFile != nil, func() goapp.UI {
				return goapp.P().ID("own-file-name").Text("Also saved in " + p.ownFile.file.Name())
			}),
		),
		menu,
	)
}
