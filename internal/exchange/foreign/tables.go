package foreign

import (
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// table is what a spreadsheet shows: a row of names, and rows of cells, each a string, an
// int, a text.CodePoint or a time.Time. A nil cell is empty.
type table struct {
	name string
	head []string
	rows [][]any
}

// tabled is what of a dossier stands in its tables.
var tabled = []Aspect{
	Details, Placing, Sources, Cues, Lemmas, Reporters, Quotations, SaidWhen, Stances, StanceOrigins, Statements, StatementAuthors, Types, Statuses,
	Evidence, Contacts, Verdicts, ReviewLog, Notes, Tags, Creators, Times, Oppositions, Topics, OppositionNotes, Suggestions, Resolutions, Profiles, Name, IDs,
}

// column is a name and what stands below it.
type column[T any] struct {
	name string
	cell func(*tabler, T) any
}

// tabler makes the tables of one dossier.
type tabler struct {
	d       *dossier.Dossier
	numbers map[dossier.ID]int // of the claims, in the order of the article, from 1
	claims  map[dossier.ID]*dossier.Claim
}

// tables are the claims and the oppositions of a dossier.
func tables(d *dossier.Dossier) (claims, oppositions table) {
	t := &tabler{d, make(map[dossier.ID]int, len(d.Claims)), make(map[dossier.ID]*dossier.Claim, len(d.Claims))}
	for i, c := range d.Claims {
		t.numbers[c.ID], t.claims[c.ID] = i+1, c
	}
	return fill(t, "claims", claimColumns, d.Claims), fill(t, "oppositions", oppositionColumns, d.Oppositions)
}

func fill[T any](t *tabler, name string, columns []column[T], things []T) table {
	out := table{name: name, rows: make([][]any, len(things))}
	for _, c := range columns {
		out.head = append(out.head, c.name)
	}
	for i, thing := range things {
		row := make([]any, len(columns))
		for j, c := range columns {
			row[j] = c.cell(t, thing)
		}
		out.rows[i] = row
	}
	return out
}

// of is a column of a claim's text.
func of(name string, cell func(*dossier.Claim) string) column[*dossier.Claim] {
	return column[*dossier.Claim]{name, func(_ *tabler, c *dossier.Claim) any { return cell(c) }}
}

// between is a column of an opposition's text.
func between(name string, cell func(*dossier.Opposition) string) column[*dossier.Opposition] {
	return column[*dossier.Opposition]{name, func(_ *tabler, o *dossier.Opposition) any { return cell(o) }}
}

var claimColumns = []column[*dossier.Claim]{
	{"number", func(t *tabler, c *dossier.Claim) any { return t.numbers[c.ID] }},
	of("words", func(c *dossier.Claim) string { return c.Anchor.Exact }),
	of("state", func(c *dossier.Claim) string { return string(c.Found()) }),
	of("words now", wordsNow),
	{"start", func(_ *tabler, c *dossier.Claim) any {
		return edge(c, func(sp text.Span) text.CodePoint { return sp.Start })
	}},
	{"end", func(_ *tabler, c *dossier.Claim) any {
		return edge(c, func(sp text.Span) text.CodePoint { return sp.End })
	}},
	of("source", func(c *dossier.Claim) string { return c.Attribution.Source.Text }),
	{"source type", profiled(func(p *dossier.Profile) string { return string(p.Type) })},
	{"source role", profiled(func(p *dossier.Profile) string { return p.Role })},
	{"source anonymous", profiled(func(p *dossier.Profile) string { return yes(p.Anonymous) })},
	{"source same as", profiled(func(p *dossier.Profile) string { return p.SameAs })},
	of("cue", func(c *dossier.Claim) string { return c.Attribution.Cue.Text }),
	of("lemma", func(c *dossier.Claim) string { return c.Attribution.Cue.Lemma }),
	of("content", func(c *dossier.Claim) string { return c.Attribution.Content.Text }),
	of("reported by", reportedBy),
	of("quotation", func(c *dossier.Claim) string { return string(c.Attribution.Quotation) }),
	of("said when", func(c *dossier.Claim) string { return c.Attribution.Said.When }),
	of("said where", func(c *dossier.Claim) string { return c.Attribution.Said.Where }),
	of("stance", func(c *dossier.Claim) string { return string(c.Stance) }),
	of("stance origin", func(c *dossier.Claim) string { return string(c.StanceOrigin) }),
	of("statement", func(c *dossier.Claim) string { return c.Statement }),
	of("statement by", func(c *dossier.Claim) string { return c.StatementBy }),
	of("type", func(c *dossier.Claim) string { return string(c.Type) }),
	of("status", func(c *dossier.Claim) string { return c.Status.String() }),
	{"verdict", rated(func(_ *dossier.Scale, r *dossier.Rating) any { return r.Label })},
	{"verdict scale", rated(func(s *dossier.Scale, _ *dossier.Rating) any { return s.Name })},
	{"verdict rank", rated(ranked(func(rank, _, _ int) int { return rank }))},
	{"verdict worst", rated(ranked(func(_, worst, _ int) int { return worst }))},
	{"verdict best", rated(ranked(func(_, _, best int) int { return best }))},
	of("verdict explanation", func(c *dossier.Claim) string { return c.Verdict.Explanation }),
	of("verdict by", func(c *dossier.Claim) string { return c.Verdict.By }),
	{"verdict at", func(_ *tabler, c *dossier.Claim) any { return c.Verdict.At }},
	of("evidence", evidenceLines),
	of("asked when", func(c *dossier.Claim) string { return c.Contact.When }),
	of("answer", func(c *dossier.Claim) string { return c.Contact.Answer }),
	of("decision", func(c *dossier.Claim) string { return decided(c.Decision()) }),
	of("reviews", func(c *dossier.Claim) string { return logLines(c.Reviews) }),
	of("note", func(c *dossier.Claim) string { return c.Note }),
	of("tags", func(c *dossier.Claim) string { return strings.Join(c.Tags, "; ") }),
	of("creator", func(c *dossier.Claim) string { return c.Creator }),
	{"created", func(_ *tabler, c *dossier.Claim) any { return c.Created }},
	{"modified", func(_ *tabler, c *dossier.Claim) any { return c.Modified }},
	of("id", func(c *dossier.Claim) string { return string(c.ID) }),
	{"dossier", func(t *tabler, _ *dossier.Claim) any { return t.d.Title() }},
	{"article", func(t *tabler, _ *dossier.Claim) any { return t.d.Article.Title }},
	{"article address", func(t *tabler, _ *dossier.Claim) any { return t.d.Article.URL }},
	{"article publisher", func(t *tabler, _ *dossier.Claim) any { return t.d.Article.Publisher }},
	{"article published", func(t *tabler, _ *dossier.Claim) any { return t.d.Article.Published }},
}

var oppositionColumns = []column[*dossier.Opposition]{
	between("kind", func(o *dossier.Opposition) string { return string(o.Kind) }),
	{"from", func(t *tabler, o *dossier.Opposition) any { return t.numbers[o.From] }},
	{"from source", func(t *tabler, o *dossier.Opposition) any { return t.claims[o.From].Attribution.Source.Text }},
	{"from words", func(t *tabler, o *dossier.Opposition) any { return t.claims[o.From].Anchor.Exact }},
	{"to", func(t *tabler, o *dossier.Opposition) any { return t.numbers[o.To] }},
	{"to source", func(t *tabler, o *dossier.Opposition) any { return t.claims[o.To].Attribution.Source.Text }},
	{"to words", func(t *tabler, o *dossier.Opposition) any { return t.claims[o.To].Anchor.Exact }},
	between("topic", func(o *dossier.Opposition) string { return o.Topic }),
	between("note", func(o *dossier.Opposition) string { return o.Note }),
	between("origin", func(o *dossier.Opposition) string { return string(o.Origin) }),
	between("status", func(o *dossier.Opposition) string { return o.Status.String() }),
	between("outcome", func(o *dossier.Opposition) string { return string(o.Resolution.Outcome) }),
	between("outcome explanation", func(o *dossier.Opposition) string { return o.Resolution.Explanation }),
	between("outcome by", func(o *dossier.Opposition) string { return o.Resolution.By }),
	{"outcome at", func(_ *tabler, o *dossier.Opposition) any { return o.Resolution.At }},
	between("decision", func(o *dossier.Opposition) string { return decided(o.Decision()) }),
	between("reviews", func(o *dossier.Opposition) string { return logLines(o.Reviews) }),
	{"created", func(_ *tabler, o *dossier.Opposition) any { return o.Created }},
	{"modified", func(_ *tabler, o *dossier.Opposition) any { return o.Modified }},
	between("id", func(o *dossier.Opposition) string { return string(o.ID) }),
	between("from id", func(o *dossier.Opposition) string { return string(o.From) }),
	between("to id", func(o *dossier.Opposition) string { return string(o.To) }),
}

// edge is an end of where a claim is shown in the present text; nil where it is not.
func edge(c *dossier.Claim, of func(text.Span) text.CodePoint) any {
	if place, ok := c.Place(); ok {
		return of(place)
	}
	return nil
}

// wordsNow are the words that stand in the place of a claim's own.
func wordsNow(c *dossier.Claim) string {
	if c.State == anchor.Changed && len(c.Places) == 1 {
		return c.Places[0].Exact
	}
	return ""
}

// profiled is a cell with what is known of a claim's source.
func profiled(cell func(*dossier.Profile) string) func(*tabler, *dossier.Claim) any {
	return func(t *tabler, c *dossier.Claim) any {
		if p := t.d.Profile(c.Attribution.Source.Text); p != nil {
			return cell(p)
		}
		return nil
	}
}

// rated is a cell with something of a claim's verdict.
func rated(cell func(*dossier.Scale, *dossier.Rating) any) func(*tabler, *dossier.Claim) any {
	return func(t *tabler, c *dossier.Claim) any {
		scale, rating := t.d.RatingOf(c.Verdict)
		if rating == nil {
			return nil
		}
		return cell(scale, rating)
	}
}

// ranked is a number of a rating that stands in the order of its scale.
func ranked(number func(rank, worst, best int) int) func(*dossier.Scale, *dossier.Rating) any {
	return func(s *dossier.Scale, r *dossier.Rating) any {
		if r.Rank == 0 {
			return nil
		}
		worst, best := s.Range()
		return number(r.Rank, worst, best)
	}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// reportedBy names those who report that the source says it, the outermost first.
func reportedBy(c *dossier.Claim) string {
	var list []string
	for _, r := range c.Attribution.Through {
		list = append(list, joined(" ", r.Source.Text, r.Cue.Text))
	}
	return strings.Join(list, "; ")
}

// evidenceLines has a line for each piece of evidence.
func evidenceLines(c *dossier.Claim) string {
	var lines []string
	for _, e := range c.Evidence {
		relation := string(e.Relation)
		if e.Primary {
			relation += " (primary source)"
		}
		archived := ""
		if e.Archived != "" {
			archived = "archived at " + e.Archived
		}
		excerpt := strings.Join(strings.Fields(e.Excerpt), " ")
		if excerpt != "" {
			excerpt = "“" + excerpt + "”"
		}
		lines = append(lines, relation+": "+joined(", ", e.Title, e.Date, e.URL, archived, excerpt, strings.Join(strings.Fields(e.Note), " ")))
	}
	return strings.Join(lines, "\n")
}

func decided(r *dossier.Review) string {
	if r == nil {
		return ""
	}
	return string(r.Decision)
}

// logLines has a line for each review.
func logLines(log dossier.List[*dossier.Review]) string {
	var lines []string
	for _, r := range log {
		line := r.At.UTC().Format(time.RFC3339) + " " + r.By + ": " + string(r.Decision)
		lines = append(lines, joined("; ", line, strings.Join(strings.Fields(r.Text), " ")))
	}
	return strings.Join(lines, "\n")
}
