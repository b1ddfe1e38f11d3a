package app

import (
	"slices"
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Sources is the board of who says something: who stands against whom, as a table, then
// each source with all it says, in the order in which it was said.
type Sources struct {
	goapp.Compo

	Page    *Page
	Dossier *dossier.Dossier
	Open    string // the name of the source whose details are edited
	Entries int    // a revision of what was refused
	Fixed   bool   // edits are refused
	Shown   int    // how many lines are drawn
}

// mostInMatrix is how many sources the table holds. A larger one would be no picture
// any more, and slow to draw; the list below and the ledger have them all.
const mostInMatrix = 24

// Render draws the table and the list.
func (s *Sources) Render() goapp.UI {
	board := desk.NewSourceBoard(s.Dossier)
	reporters := s.Dossier.Reporters()
	if len(board.Sources)+len(reporters) == 0 {
		return goapp.Div().Class("empty").Body(
			goapp.Strong().Text("Nobody is named yet"),
			goapp.P().Text("Give a claim its source: type it on the card, or select the name inside the claim and choose Source."),
		)
	}
	shown, left := board.First(s.Shown)
	return goapp.Div().Class("sources").Body(
		s.matrix(board),
		goapp.Range(shown).Slice(func(i int) goapp.UI { return s.source(board.Sources, i, shown[i]) }),
		moreButton("sources-more", left, moreEntries, s.more),
		goapp.If(len(reporters) > 0, func() goapp.UI {
			all := slices.Concat(reporters, board.Sources)
			return goapp.Div().Class("reporters").Body(
				goapp.P().Class("quiet").Text("Who only reports what others said:"),
				goapp.Range(reporters).Slice(func(i int) goapp.UI { return s.source(all, i, nil) }),
			)
		}),
	)
}

// matrix is the table of oppositions between each two sources. A table may be wider than
// the panel; it scrolls by itself then, by the keyboard too.
func (s *Sources) matrix(board desk.SourceBoard) goapp.UI {
	among := board.Standing()
	left := max(0, len(among)-mostInMatrix)
	among = among[:len(among)-left]
	return goapp.If(len(among) > 0, func() goapp.UI {
		return goapp.Div().Class("matrix").Body(
			goapp.Div().Class("matrix-place").Role("region").Aria("label", "Oppositions between sources").TabIndex(0).Body(
				goapp.Table().Body(
					goapp.Caption().Text("Who stands against whom"),
					goapp.THead().Body(goapp.Tr().Body(
						goapp.Td(),
						goapp.Range(among).Slice(func(i int) goapp.UI { return sourceHeader("col", board.Sources[among[i]]) }),
					)),
					goapp.TBody().Body(goapp.Range(among).Slice(func(i int) goapp.UI {
						return goapp.Tr().Body(
							sourceHeader("row", board.Sources[among[i]]),
							goapp.Range(among).Slice(func(j int) goapp.UI { return s.cell(board, among[i], among[j]) }),
						)
					})),
				),
			),
			goapp.If(left > 0, func() goapp.UI {
				return goapp.P().Class("quiet").Text(desk.Count(left, "source") + " more stand in the list and in the ledger.")
			}),
			goapp.If(board.Unnamed > 0, func() goapp.UI {
				return goapp.P().Class("quiet").Text(desk.Count(board.Unnamed, "opposition") + " not counted here: a side names no source.")
			}),
		)
	})
}

func sourceHeader(scope string, source dossier.Source) goapp.UI {
	return goapp.Th().Scope(scope).Class(colourName(source.Colour)).Title(source.Name).Body(goapp.Span().Text(source.Name))
}

func (s *Sources) cell(board desk.SourceBoard, i, j int) goapp.UI {
	n := board.Count(i, j)
	if n == 0 {
		return goapp.Td().Body(goapp.Span().Class("none").Text("–"))
	}
	one, other := board.Sources[i].Name, board.Sources[j].Name
	return goapp.Td().Body(
		goapp.Button().Type("button").DataSet("one", one).DataSet("other", other).
			Aria("label", desk.Count(n, "opposition")+", "+one+" and "+other+": show in the ledger").
			Text(strconv.Itoa(n)).OnClick(s.show),
	)
}

// source draws one of all sources, with so many of its claims as lines.
func (s *Sources) source(all []dossier.Source, i int, lines []*dossier.Claim) goapp.UI {
	source := all[i]
	profile := s.Dossier.Profile(source.Name)
	open := dossier.SourceKey(s.Open) == dossier.SourceKey(source.Name)
	return goapp.Section().Class("pair source").DataSet("source", source.Name).Body(
		goapp.H2().Body(
			goapp.B().Class(colourName(source.Colour)).Text(source.Name),
			goapp.Span().Class("number").Text(desk.Count(len(source.Claims), "claim")),
			goapp.Button().ID(fieldID(desk.SourceTarget(source.Name), "edit")).Type("button").DataSet("id", source.Name).Aria("expanded", boolText(open)).
				Aria("label", detailsLabel(open)+" of "+source.Name).Text(detailsLabel(open)).OnClick(s.turn),
		),
		goapp.If(!open && profile != nil, func() goapp.UI { return profileLine(profile) }),
		goapp.If(open, func() goapp.UI {
			return &SourceForm{Page: s.Page, Name: source.Name, Profile: profile, Claims: len(source.Claims), Others: others(all, i), Fixed: s.Fixed, Entries: s.Entries}
		}),
		goapp.Div().Class("lines").Body(goapp.Range(lines).Slice(func(j int) goapp.UI {
			return claimLine(lines[j], desk.Look{Colour: source.Colour}, s.jump)
		})),
	)
}

func (s *Sources) more(goapp.Context, goapp.Event) {
	p := s.Page
	next := desk.NewSourceBoard(p.desk.Dossier()).LineAt(firstEntries + p.further)
	p.further += moreEntries
	p.afterDraw(func() { browser.FocusSelector(`#tabpanel .line[data-id="` + string(next) + `"]`) })
}

func detailsLabel(open bool) string {
	if open {
		return "Close details"
	}
	return "Details"
}

// others are the names of all sources but one.
func others(all []dossier.Source, but int) []string {
	var names []string
	for i, source := range all {
		if i != but {
			names = append(names, source.Name)
		}
	}
	return names
}

func (s *Sources) jump(ctx goapp.Context, _ goapp.Event) { s.Page.goTo(idOf(ctx)) }

func (s *Sources) show(ctx goapp.Context, _ goapp.Event) {
	data := ctx.JSSrc().Get("dataset")
	s.Page.showPair(data.Get("one").String(), data.Get("other").String())
}

// showPair leads to what the ledger has of two sources.
func (p *Page) showPair(one, other string) {
	p.showTab(tabLedger)
	p.grouping = desk.ByPair
	until := desk.NewLedger(p.desk.Dossier(), desk.ByPair).Until(func(g desk.Group) bool {
		return !g.Corroborates && pairOf(g.Left, g.Right) == pairOf(one, other)
	})
	p.further = max(0, until-firstEntries)
	p.afterDraw(func() {
		group := `#tabpanel [data-pair=` + strconv.Quote(pairOf(one, other)) + `]`
		if !browser.FocusSelector(group) {
			browser.FocusSelector("#tab-ledger")
			return
		}
		browser.ScrollIntoView(group, "start")
	})
}

// pairOf names two sources, whichever comes first.
func pairOf(one, other string) string {
	one, other = dossier.SourceKey(one), dossier.SourceKey(other)
	return min(one, other) + " × " + max(one, other)
}

func (s *Sources) turn(ctx goapp.Context, _ goapp.Event) {
	p, name := s.Page, string(idOf(ctx))
	p.closeField()
	if dossier.SourceKey(p.openSource) == dossier.SourceKey(name) {
		name = ""
	}
	p.openSource = name
}
