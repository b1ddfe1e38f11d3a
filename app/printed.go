package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// Printed is what follows the article on paper: the claims as notes, numbered as their
// highlights are, and the ledger as a table. It is in the page only while that is
// printed.
type Printed struct {
	goapp.Compo

	Desk    *desk.Desk
	Dossier *dossier.Dossier
}

// Render draws the notes and the ledger.
func (s *Printed) Render() goapp.UI {
	claims := s.Dossier.Claims
	return goapp.Section().ID("printed").Class("printed").Aria("label", "Notes").Body(
		goapp.If(len(claims) > 0, func() goapp.UI {
			return goapp.Div().Body(
				goapp.H2().Text("Claims"),
				goapp.Ol().Body(goapp.Range(claims).Slice(func(i int) goapp.UI { return s.note(claims[i]) })),
			)
		}),
		goapp.If(len(s.Dossier.Oppositions) > 0, s.ledger),
	)
}

func (s *Printed) note(c *dossier.Claim) goapp.UI {
	var details []string
	for _, word := range []string{c.Attribution.Cue.Text, string(c.Stance), desk.StateWords(c.State), strings.Join(c.Tags, ", ")} {
		if word = strings.TrimSpace(word); word != "" {
			details = append(details, word)
		}
	}
	return goapp.Li().Body(
		goapp.B().Text(who(c)),
		goapp.If(len(details) > 0, func() goapp.UI { return goapp.Span().Class("quiet").Text(" " + strings.Join(details, " · ")) }),
		goapp.Div().Class("quote").Text("“"+c.Anchor.Exact+"”"),
		goapp.If(c.Statement != "", func() goapp.UI { return goapp.Div().Text("Statement: " + c.Statement) }),
		goapp.If(c.Note != "", func() goapp.UI { return goapp.Div().Text("Note: " + c.Note) }),
	)
}

func who(c *dossier.Claim) string {
	if source := strings.TrimSpace(c.Attribution.Source.Text); source != "" {
		return source
	}
	return "No source yet"
}

func (s *Printed) ledger() goapp.UI {
	return goapp.Table().Body(
		goapp.Caption().Text("Ledger"),
		goapp.THead().Body(goapp.Tr().Body(
			goapp.Th().Scope("col").Text("Claim"), goapp.Th().Scope("col").Text("Relation"),
			goapp.Th().Scope("col").Text("Claim"), goapp.Th().Scope("col").Text("Note"),
		)),
		goapp.TBody().Body(goapp.Range(s.Dossier.Oppositions).Slice(func(i int) goapp.UI {
			o := s.Dossier.Oppositions[i]
			return goapp.Tr().Body(
				goapp.Td().Text(s.end(o.From)), goapp.Td().Text(desk.Relation(o, o.From)),
				goapp.Td().Text(s.end(o.To)), goapp.Td().Text(o.Note),
			)
		})),
	)
}

// end names a side of an opposition by its number and source.
func (s *Printed) end(id dossier.ID) string {
	c := s.Desk.Claim(id)
	return strconv.Itoa(s.Desk.Number(c)) + ". " + desk.Speaker(c)
}

// numberMarks writes onto the last highlight of each claim the number of its note, for
// the style sheet to print behind it. On the screen the numbers would have to follow
// every claim that is added above; on paper they stay. The text of the blocks stays what
// it is.
func (p *Page) numberMarks() {
	marks := browser.Attributes("#article mark", "data-claims")
	last := make(map[dossier.ID]int)
	for i, claims := range marks {
		for _, id := range strings.Fields(claims) {
			last[dossier.ID(id)] = i
		}
	}
	numbers := make([][]int, len(marks))
	for id, i := range last {
		numbers[i] = append(numbers[i], p.desk.Number(p.desk.Claim(id)))
	}
	written := make([]string, len(marks))
	for i, list := range numbers {
		slices.Sort(list)
		var words []string
		for _, n := range list {
			words = append(words, strconv.Itoa(n))
		}
		written[i] = strings.Join(words, ", ")
	}
	browser.SetAttributes("#article mark", "data-number", written)
}
