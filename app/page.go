package app

import (
	"sync/atomic"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
	"gainsay/internal/text"
	"gainsay/internal/turns"
)

// Page is the one page of the program: it holds what is open and what the person
// is about, and is drawn as a bar, the article, the panel and the dialogs.
// Everything that happens reaches it as a method on the UI goroutine.
type Page struct {
	goapp.Compo

	ctx   goapp.Context
	store *storage.Store
	desk  *desk.Desk
	lease lease
	turns *turns.Turns // with the other tabs, at the open dossier

	opening    atomic.Int64     // counts what was begun to be opened
	compacting bool             // a snapshot is being made
	before     *dossier.Dossier // the open one before the next edit

	// What is shown.
	tab            string
	openCard       dossier.ID
	filtering      filtering
	sheet          sheet
	dragged        bool // the press of the sheet's handle that ends was a drag
	panelWidth     int
	hintLeft       bool
	forPrint       bool
	hovered        dossier.ID
	stubsUp        []stub
	stubsDown      []stub
	mapOf          *dossier.Dossier // that mapRows is of
	mapRows        string
	choices        []dossier.ID // the claims at one place, while the person chooses among them
	together       together     // the claims that are selected
	moreShown      bool
	menuShown      bool // the article's menu
	dialog         string
	met            []string // the dialogs that were shown, in the order in which they first were
	library        []storage.About
	room           room
	copies         copies
	ownFile        *ownFile // that follows the open dossier; or nil
	exportedAll    string   // what the export of everything came to
	renaming       dossier.ID
	refusal        string // why the last file or text was not opened
	pasted         string // text waiting in the Open article dialog
	inField        string // what stands in that dialog's field
	clipping       clipping
	reading        reading
	worker         *browser.Worker
	exporting      exporting
	taken          taken
	merging        *merging
	updateReady    bool       // another version of the program waits
	ties           bool       // lines or stubs are drawn
	comparing      *comparing // with another dossier; nil where none is compared
	comparingNow   bool       // the worker compares, and the dialog waits
	compareTurn    int
	compareRev     int
	overlay        overlay // of the comparison, over the text
	settled        settled
	trouble        string // why there is no desk
	updating       *updating
	moving         *moving
	newer          *newer // an article that waits for the person to say what it is
	tally          string // what the last update of the text came to, until it is put away
	shortcutQuery  string
	version        int // the earlier text that is compared with the present one
	entries        entries
	turned         groups // of an open card's fields: those a person opened or closed
	reporters      int    // rows for reporters on the open card, where there are fewer of them
	openEvidence   dossier.ID
	openOpposition dossier.ID    // whose topic, resolution and review are shown
	openSource     string        // whose details are edited, by name
	grouping       desk.Grouping // of the ledger
	further        int           // entries of the ledger, or lines of the sources, that are drawn beyond the first
	scale          dossier.ID    // from which the person chose to rate; "": whichever fits
	drafts         map[dossier.ID]string
	named          func() // waits for the person's name
	dropping       bool
	narrow         bool
	spread         *spread // how far the drawing of the article has come
	near           stretch // blocks near the window, where only their claims have cards
	nearRev        int     // grows when near changes

	// What was last said, and whether it is kept.
	said     string
	quiet    bool // it stands in the page elsewhere: for those who hear it
	offer    *offer
	saidTurn int
	saving   storage.Saving
	blocked  bool   // local storage is refused: memory stands in for it
	shared   string // the address of a page that another app shared, to be shown
	address  string // of what is open, to be shown by the browser
	launched bool   // files that the app is started with are taken

	// The person's place in the text.
	selection  text.Span // what is selected in the article; empty: nothing
	caret      text.CodePoint
	pressed    bool   // a pointer is down
	alignLater bool   // the cards are to be aligned once it is up
	area       string // where focus is, as it was last told
	selecting  bool   // it went down in the article: a selection may be growing
	beforeDraw func() // once, when the page is about to be drawn anew
	singleKeys bool
	keymap     desk.Keymap
	binding    desk.Command // waits for its new key
	counted    counted
	typing     typing
	stop       func()
}

// offer is an action that a message offers, as Undo after a dossier was deleted.
type offer struct {
	label string
	do    func()
}

// OnMount starts the page once it stands in the document.
func (p *Page) OnMount(ctx goapp.Context) {
	p.ctx = ctx
	p.tab = tabClaims
	p.singleKeys = true
	p.narrow = browser.MatchMedia(narrowScreen)
	p.stop = browser.Listen(p.handlers())
	p.watchUpdates()
	p.start()
}

// OnDismount lets the browser's events go.
func (p *Page) OnDismount() {
	if p.stop != nil {
		p.stop()
	}
}

// OnNav follows an address that was typed, or a link to a claim, to what it names.
func (p *Page) OnNav(goapp.Context) { p.follow() }

// update has the page drawn anew, after whatever is under way.
func (p *Page) update() { p.ctx.Dispatch(nil) }

// later runs f on the UI goroutine and has the page drawn anew.
func (p *Page) later(f func()) { p.ctx.Dispatch(func(goapp.Context) { f() }) }

// afterDraw runs f once the page is drawn.
func (p *Page) afterDraw(f func()) { p.ctx.Defer(func(goapp.Context) { f() }) }

// say tells the person what happened.
func (p *Page) say(sentence string) { p.sayWith(sentence, nil) }

func (p *Page) sayWith(sentence string, o *offer) {
	if sentence == "" {
		return
	}
	p.said, p.quiet, p.offer = sentence, false, o
	p.saidTurn++
	turn := p.saidTurn
	shown := 6 * time.Second
	if o != nil {
		shown = 20 * time.Second
	}
	p.ctx.After(shown, func(goapp.Context) {
		if p.saidTurn == turn {
			p.said, p.offer = "", nil
		}
	})
}

// sayQuietly tells those who hear the page what those who see it see already.
func (p *Page) sayQuietly(sentence string) {
	p.say(sentence)
	p.quiet = true
}

// Render draws the page: the same frame whether or not a dossier is open, so that
// an open dialog outlives the change from one to the other.
func (p *Page) Render() goapp.UI {
	if p.beforeDraw != nil {
		p.beforeDraw()
		p.beforeDraw = nil
	}
	class := ""
	if p.desk != nil && p.desk.Picking() != "" {
		class = "picking-on"
	}
	if p.atComparison() {
		class += " comparing"
	}
	if p.dropping {
		class += " dropping"
	}
	body := []goapp.UI{
		p.bar(),
		goapp.Main().Class("desk").Body(p.work()...),
		goapp.Div().Class("status-place").Body(p.status()),
		grips(),
		goapp.Div().ID("caret").Class("caret").Hidden(true).Aria("hidden", "true"),
		goapp.Div().Class("drop-hint").Aria("hidden", "true"),
	}
	return goapp.Div().ID("page").Class(class).Body(append(body, p.dialogs()...)...)
}

// work is the text and the panel, or why there are none.
func (p *Page) work() []goapp.UI {
	if p.desk == nil {
		waiting := goapp.P().Class("waiting").Text("Opening…")
		if p.trouble != "" {
			waiting = goapp.P().Class("waiting").Role("alert").Text(p.trouble)
		}
		return []goapp.UI{goapp.Div().Class("text").Body(goapp.H1().Class("hidden-visually").Text("Gainsay"), waiting)}
	}
	if p.spread.layout != p.desk.Layout() {
		p.spreadOut() // a step put another text in the article's place
	}
	return []goapp.UI{
		goapp.Div().Class("text").Body(
			p.banner(),
			p.eyebrow(),
			&Article{
				Desk: p.desk, Rev: p.desk.ArticleRev(), TabStop: p.tabStop(), Lang: p.desk.Dossier().Article.Language,
				Spread: p.spread, SpreadRev: p.spread.rev,
			},
			p.bubble(),
			p.chooser(),
		),
		&Panel{
			Page: p, Desk: p.desk, Dossier: p.desk.Dossier(), Tab: p.tab, Current: p.desk.Current(), Picking: p.desk.Picking(),
			Open: p.openCard, Filter: p.filtering.rev, Facets: p.filtering.shown, Listed: p.filtering.listed, Together: p.together.rev, Fixed: p.desk.ReadOnly(), Sheet: p.sheet, Hinted: p.hint() != nil, Aligned: p.aligned(), Near: p.nearRev, Compared: p.compareRev,
		},
		&Separator{Page: p, Width: p.panelWidth},
		p.textMap(),
		&Ties{Page: p, Up: p.stubsUp, Down: p.stubsDown},
		goapp.If(p.forPrint, func() goapp.UI { return &Printed{Desk: p.desk, Dossier: p.desk.Dossier()} }),
	}
}

// importInput is the file input behind the Import button.
func (p *Page) importInput() goapp.UI {
	return goapp.Input().ID("import-file").Type("file").Class("hidden-visually").TabIndex(-1).
		Accept(".json,.jsonld,.jsonl,.zip,application/json,application/ld+json,application/zip").Aria("label", "Dossier file to import").OnChange(p.importChosen)
}
