package foreign

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// reportCarries is what of a dossier can be read in a report.
var reportCarries = []Aspect{
	Details, Structure, Versions, Placing, Sources, Cues, Lemmas, Reporters, Quotations, SaidWhen, Stances, StanceOrigins,
	Statements, StatementAuthors, Types, Statuses, Evidence, Contacts, Verdicts, ReviewLog, Notes, Tags, Creators, Times,
	Topics, OppositionNotes, Oppositions, Suggestions, Resolutions, Provenances, Profiles, Scales, Name,
}

// report puts the parts of a report together. It is for people, on a screen or on
// paper: the article with its highlights, then the claims as notes to it, then who
// stands against whom, and last how all this came about.
type report struct {
	d       *dossier.Dossier
	layout  *article.Layout
	numbers map[dossier.ID]int
	colours map[dossier.ID]int
	claims  map[dossier.ID]*dossier.Claim
	links   map[dossier.ID][]*dossier.Opposition
	ends    map[dossier.ID]text.CodePoint // of the last word of each claim that is highlighted
}

func newReport(d *dossier.Dossier) *report {
	r := &report{
		d: d, layout: article.NewLayout(d.Article), colours: dossier.ColourOf(d.Sources()),
		numbers: make(map[dossier.ID]int), claims: make(map[dossier.ID]*dossier.Claim), links: make(map[dossier.ID][]*dossier.Opposition),
		ends: make(map[dossier.ID]text.CodePoint),
	}
	for i, c := range d.Claims {
		r.numbers[c.ID], r.claims[c.ID] = i+1, c
		if end, ok := r.endOf(c); ok {
			r.ends[c.ID] = end
		}
	}
	for _, o := range d.Oppositions {
		r.links[o.From] = append(r.links[o.From], o)
		r.links[o.To] = append(r.links[o.To], o)
	}
	return r
}

// endOf is where the last highlight of a claim ends. What lies between two blocks is
// not highlighted.
func (r *report) endOf(c *dossier.Claim) (text.CodePoint, bool) {
	place, ok := c.Place()
	if !ok || r.layout.Blocks() == 0 {
		return 0, false
	}
	first, last := r.layout.BlocksOf(place)
	for n := last; n >= first; n-- {
		if shown, ok := r.layout.Span(n).Intersect(place); ok {
			return shown.End, true
		}
	}
	return 0, false
}

// section is a part of a report under a heading of its own, which gives its nodes one
// after another: of a large report, none has to be there before it is written.
type section struct {
	id, heading string
	nodes       iter.Seq[node]
}

// sections are the parts of a report in their order, between the top and the end of the
// page. One may be empty.
func (r *report) sections() []section {
	return []section{
		{"article", "Article", r.article},
		{"claims", "Claims", r.notes},
		{"ledger", "Ledger", r.ledger},
		{"sources", "Sources", r.sources},
		{"versions", "Earlier versions", r.versions},
		{"method", "Method", r.method},
	}
}

// main is the element that the sections stand in.
func (r *report) main() node { return element("main", attributeOf("data-dossier", string(r.d.ID))) }

// outer is the element that a section stands in.
func (s section) outer() node {
	return element("section", attributeOf("id", s.id), attributeOf("aria-labelledby", s.id+"-heading"))
}

func (s section) title() node {
	return element("h2", attributeOf("id", s.id+"-heading"), words(s.heading))
}

// head is the top of the page.
func (r *report) head() node {
	a, p := r.d.Article, r.d.Progress()
	about := []node{class("about")}
	add := func(n node) {
		if len(about) > 1 {
			about = append(about, words(" · "))
		}
		about = append(about, n)
	}
	for _, s := range []string{a.Byline, a.Publisher, dateWords(a.Published)} {
		if s != "" {
			add(words(s))
		}
	}
	if a.URL != "" {
		add(link(a.URL, a.URL))
	}
	if a.Retrieved != "" {
		add(words("read " + dateWords(a.Retrieved)))
	}
	counts := fmt.Sprintf("%s, %d opposed, %d with a verdict, %d reviewed; %s", desk.Count(p.Claims, "claim"), p.Opposed, p.Checked, p.Reviewed, desk.Count(len(r.d.Oppositions), "link")+" between them")
	return element("header", class("head"),
		element("p", class("eyebrow"), words("Claim review")), element("h1", attributeOf("dir", "auto"), words(r.d.Title())),
		element("p", about...).orNothing(), element("p", class("counts"), words(counts)))
}

// article is the text under review, all of it, with the claims as highlights and a
// number where each ends.
func (r *report) article(yield func(node) bool) {
	tagged := make([][]text.Tagged[*dossier.Claim], r.layout.Blocks())
	for _, c := range r.d.Claims {
		if place, ok := c.Place(); ok && len(tagged) > 0 {
			first, last := r.layout.BlocksOf(place)
			for n := first; n <= last; n++ {
				tagged[n] = append(tagged[n], text.Tagged[*dossier.Claim]{Span: place, Tag: c})
			}
		}
	}
	depth := 2 // of the last heading: none may be left out on the way down
	blocks := []node{class("text"), attributeOf("data-article", r.d.Article.ID)}
	if isLanguage(r.d.Article.Language) {
		blocks = append(blocks, attributeOf("lang", r.d.Article.Language))
	}
	var items []node
	flush := func() {
		if len(items) > 0 {
			blocks, items = append(blocks, element("ul", items...)), nil
		}
	}
	for n, b := range r.d.Article.Blocks {
		var attrs []node
		if isLanguage(b.Lang) {
			attrs = append(attrs, attributeOf("lang", b.Lang))
		}
		if b.Dir == "rtl" || b.Dir == "ltr" {
			attrs = append(attrs, attributeOf("dir", b.Dir))
		}
		if b.Kind == article.KindListItem {
			items = append(items, element("li", r.highlighted(attrs, r.layout.Span(n), tagged[n])...))
			continue
		}
		flush()
		name, kind := "p", string(b.Role)
		switch b.Kind {
		case article.KindHeading:
			depth = min(max(b.Level, 1)+2, depth+1, 6)
			name = "h" + strconv.Itoa(depth)
		case article.KindQuote:
			blocks = append(blocks, element("blockquote", element("p", r.highlighted(attrs, r.layout.Span(n), tagged[n])...)))
			continue
		case article.KindCaption, article.KindTableRow:
			kind = strings.TrimSpace(string(b.Kind) + " " + kind)
		}
		if kind != "" {
			attrs = append(attrs, class(kind))
		}
		blocks = append(blocks, element(name, r.highlighted(attrs, r.layout.Span(n), tagged[n])...))
	}
	flush()
	yield(element("article", blocks...))
}

func isLanguage(tag string) bool {
	return tag != "" && article.Metadata{Language: tag}.Check() == nil
}

// highlighted adds a block's text in flat segments: where claims overlap, one segment
// stands for all of them.
func (r *report) highlighted(body []node, block text.Span, tagged []text.Tagged[*dossier.Claim]) []node {
	for _, run := range text.Runs(block, tagged) {
		said := r.layout.Index().Slice(run.Span)
		if len(run.Tags) == 0 {
			body = append(body, words(said))
			continue
		}
		inner := slices.MinFunc(run.Tags, func(a, b *dossier.Claim) int {
			one, _ := a.Place()
			other, _ := b.Place()
			return cmp.Compare(one.Len(), other.Len())
		})
		looks := r.colour(inner)
		if inner.State == anchor.Changed {
			looks += " changed"
		} else if inner.Stance != "" {
			looks += " " + string(inner.Stance)
		}
		if len(run.Tags) > 1 {
			looks += " nested"
		}
		body = append(body, element("mark", class(looks), words(said)))
		for _, c := range run.Tags {
			if r.ends[c.ID] == run.Span.End {
				body = append(body, r.reference(c))
			}
		}
	}
	return body
}

// reference is the note mark that leads from where a claim ends to what is said of it.
func (r *report) reference(c *dossier.Claim) node {
	n := strconv.Itoa(r.numbers[c.ID])
	return element("sup", element("a", attributeOf("id", "mark-"+n), attributeOf("href", "#claim-"+n), attributeOf("aria-label", "Claim "+n), words(n)))
}

func (r *report) colour(c *dossier.Claim) string {
	const colours = 6
	if at, ok := r.colours[c.ID]; ok {
		return "c" + strconv.Itoa(at%colours+1)
	}
	return "c0"
}

// notes is what is said of each claim, in the order of the article.
func (r *report) notes(yield func(node) bool) {
	for _, c := range r.d.Claims {
		if !yield(r.note(c)) {
			return
		}
	}
}

// noteHead is the heading of what is said of a claim: its number, who makes it, and how.
func (r *report) noteHead(c *dossier.Claim) node {
	heading := append(make([]node, 0, 6),
		element("span", class("number"), words(strconv.Itoa(r.numbers[c.ID])+". ")), element("span", class("source"), words(cmp.Or(strings.TrimSpace(c.Attribution.Source.Text), "No source yet"))))
	if cue := c.Attribution.Cue; strings.TrimSpace(cue.Text) != "" {
		heading = append(heading, words(" "), element("span", class("cue"), words(cue.Text)))
	}
	if c.Stance != "" {
		stance := string(c.Stance)
		if c.StanceOrigin == dossier.StanceProposed {
			stance += " (proposed)"
		}
		heading = append(heading, words(" "), element("span", class("stance"), words(stance)))
	}
	return element("h3", heading...)
}

func (r *report) note(c *dossier.Claim) node {
	n := strconv.Itoa(r.numbers[c.ID])
	var back node
	if _, placed := r.ends[c.ID]; placed {
		back = element("p", class("back"), element("a", attributeOf("href", "#mark-"+n), words("To its words in the article")))
	}
	return element("section", attributeOf("id", "claim-"+n), attributeOf("data-claim", string(c.ID)), class("claim "+r.colour(c)), attributeOf("aria-label", "Claim "+n),
		r.noteHead(c), r.quoted(c), r.standing(c), facts(r.details(c)), r.verdict(c), r.evidence(c), r.relations(c), log(c.Reviews), back)
}

// quoted is the words of a claim.
func (r *report) quoted(c *dossier.Claim) node {
	return element("blockquote", class("said"), element("p", attributeOf("dir", "auto"), words(c.Anchor.Exact)))
}

// standing says what became of a claim in a newer text of the article.
func (r *report) standing(c *dossier.Claim) node {
	lines := []node{class("standing")}
	line := func(said string, quoted ...node) {
		lines = append(lines, element("p", append([]node{class("state"), words(said)}, quoted...)...))
	}
	quote := func(said string) node { return element("q", attributeOf("dir", "auto"), words(said)) }
	switch c.State {
	case anchor.Moved:
		line("These words were found again in the present text, in another place than before.")
	case anchor.Changed:
		line("These words stood in an earlier version. In their place the present text reads: ", quote(c.Places[0].Exact))
	case anchor.Ambiguous:
		line(fmt.Sprintf("These words stood in an earlier version. In the present text %s could be meant, and nobody has chosen.", desk.Count(len(c.Places), "place")))
		for _, place := range c.Places {
			line("", quote("…"+place.Prefix+place.Exact+place.Suffix+"…"))
		}
	case anchor.Orphan:
		said := "These words stood in an earlier version and are not in the present text."
		if c.Settled {
			said += " A person has looked and left it so."
		}
		line(said+" They stood in: ", quote("…"+c.Anchor.Prefix+c.Anchor.Exact+c.Anchor.Suffix+"…"))
	}
	if c.Marked != nil && c.Marked.Exact != c.Anchor.Exact {
		line("First marked as: ", quote(c.Marked.Exact))
	} else if c.Marked != nil {
		line("First marked in an earlier version.")
	}
	return element("div", lines...).orNothing()
}

// fact is one line of what is known: a name, and what is said under it.
type fact struct{ name, said string }

// facts is a list of those that say something.
func facts(list []fact) node {
	body := make([]node, 0, len(list))
	for _, f := range list {
		if strings.TrimSpace(f.said) != "" {
			body = append(body, element("div", element("dt", words(f.name)), element("dd", attributeOf("dir", "auto"), words(f.said))))
		}
	}
	return element("dl", body...).orNothing()
}

// orNothing is the node, or nothing where nothing is in it.
func (n node) orNothing() node {
	if len(n.kids()) == 0 {
		return node{}
	}
	return n
}

func (r *report) details(c *dossier.Claim) []fact {
	a := c.Attribution
	statement := c.Statement
	if statement != "" && c.StatementBy != "" {
		statement += " (worded by " + c.StatementBy + ")"
	}
	var through []string
	for _, reporter := range a.Through {
		through = append(through, strings.TrimSpace(reporter.Source.Text+" "+reporter.Cue.Text))
	}
	made := timeWords(c.Created)
	if c.Creator != "" {
		made = "by " + c.Creator + ", " + made
	}
	if !c.Modified.Equal(c.Created) {
		made += ", last changed " + timeWords(c.Modified)
	}
	return []fact{
		{"Statement", statement},
		{"What is said", a.Content.Text},
		{"Reported through", strings.Join(through, ", ")},
		{"Form of the cue", a.Cue.Lemma},
		{"Quotation", string(a.Quotation)},
		{"Said", strings.TrimSpace(dateWords(a.Said.When) + " " + a.Said.Where)},
		{"Type", phrase(string(c.Type))},
		{"Status", phrase(string(c.Status))},
		{"Claimant’s answer", strings.TrimSpace(c.Contact.Answer + asked(c.Contact))},
		{"Tags", strings.Join(c.Tags, ", ")},
		{"Note", c.Note},
		{"Settled", settled(c.Provenance)},
		{"Marked", made},
	}
}

// settled says how what was compared came into the dossier, and whose it was.
func settled(p dossier.Provenance) string {
	said := ""
	switch {
	case !p.Given():
		return ""
	case p.Settled == dossier.Unanimous:
		said = "alike in both dossiers"
	case p.Taken == dossier.TakenA:
		said = "as the first dossier has it"
	case p.Taken == dossier.TakenB:
		said = "as the second dossier has it"
	default:
		said = "otherwise than either dossier has it"
	}
	if len(p.From) > 0 {
		said += " (of " + strings.Join(p.From, " and ") + ")"
	}
	if p.By != "" {
		said += ", decided by " + p.By
	}
	if !p.At.IsZero() {
		said += ", " + timeWords(p.At)
	}
	return said
}

func asked(c dossier.Contact) string {
	if c.When == "" {
		return ""
	}
	return " (asked " + dateWords(c.When) + ")"
}

func (r *report) verdict(c *dossier.Claim) node {
	scale, rating := r.d.RatingOf(c.Verdict)
	if rating == nil {
		return node{}
	}
	signed := "on the scale " + scale.Name
	if c.Verdict.By != "" {
		signed += ", by " + c.Verdict.By
	}
	if !c.Verdict.At.IsZero() {
		signed += ", " + timeWords(c.Verdict.At)
	}
	return element("div", class("verdict"),
		element("h4", words("Verdict: "), element("b", words(rating.Label))), prose(c.Verdict.Explanation), element("p", class("signed"), words(desk.Capital(signed)+".")))
}

// prose is a paragraph that a person wrote, or nothing.
func prose(s string) node {
	if s == "" {
		return node{}
	}
	return element("p", class("prose"), attributeOf("dir", "auto"), words(s))
}

func (r *report) evidence(c *dossier.Claim) node {
	if len(c.Evidence) == 0 {
		return node{}
	}
	items := make([]node, 0, len(c.Evidence))
	for _, e := range c.Evidence {
		items = append(items, evidenceItem(e))
	}
	return element("div", class("evidence"), element("h4", words("Evidence")), element("ul", items...))
}

func evidenceItem(e *dossier.Evidence) node {
	does := phrase(string(e.Relation))
	if e.Relation == dossier.GivesContext {
		does = "gives context"
	}
	head := append(make([]node, 0, 8), element("span", class("relation"), words(desk.Capital(does))), words(": "))
	switch {
	case e.URL != "":
		head = append(head, link(e.URL, cmp.Or(strings.TrimSpace(e.Title), e.URL)))
	case e.Title != "":
		head = append(head, words(e.Title))
	default:
		head = append(head, words("without a title"))
	}
	if e.Archived != "" {
		head = append(head, words(" · archived at "), link(e.Archived, e.Archived))
	}
	if e.Date != "" {
		head = append(head, words(" · "+dateWords(e.Date)))
	}
	if e.Primary {
		head = append(head, words(" · first hand"))
	}
	item := append(make([]node, 0, 5), class(string(e.Relation)), element("p", head...))
	if e.URL != "" && e.Title != "" {
		item = append(item, element("p", class("address"), words(e.URL)))
	}
	if e.Excerpt != "" {
		item = append(item, element("blockquote", element("p", attributeOf("dir", "auto"), words(e.Excerpt))))
	}
	return element("li", append(item, prose(e.Note))...)
}

// relations says in a sentence for each how a claim stands to others.
func (r *report) relations(c *dossier.Claim) node {
	items := []node{class("relations")}
	for _, o := range r.links[c.ID] {
		other := r.claims[o.Other(c.ID)]
		if other == nil {
			continue
		}
		items = append(items, element("li", words(desk.Capital(desk.Relation(o, c.ID))+" "), r.mention(other)))
	}
	if len(items) == 1 {
		return node{}
	}
	return element("div", element("h4", words("How it stands to other claims")), element("ul", items...))
}

// mention names a claim by its number and who makes it, and leads to what is said of it.
func (r *report) mention(c *dossier.Claim) node {
	n := strconv.Itoa(r.numbers[c.ID])
	return element("a", attributeOf("href", "#claim-"+n), words("claim "+n+", "+desk.Speaker(c)))
}

// log is the review of a claim or an opposition.
func log(reviews dossier.List[*dossier.Review]) node {
	if len(reviews) == 0 {
		return node{}
	}
	items := make([]node, 0, len(reviews))
	for _, review := range reviews {
		items = append(items, element("li", class(string(review.Decision)),
			element("p", words(desk.Capital(string(review.Decision))+" by "+review.By+", "+timeWords(review.At))), prose(review.Text)))
	}
	return element("div", class("log"), element("h4", words("Review")), element("ol", items...))
}

// ledger puts claims face to face, grouped as the page does.
func (r *report) ledger(yield func(node) bool) {
	if len(r.d.Oppositions) == 0 {
		return
	}
	ledger := desk.NewLedger(r.d, desk.ByPair)
	for _, group := range ledger.Groups {
		sign := " × "
		if group.Corroborates {
			sign = " ＋ "
		}
		if !yield(element("h3", words(group.Left+sign+group.Right))) {
			return
		}
		for _, face := range group.Faces {
			if !yield(r.face(face)) {
				return
			}
		}
	}
	alone := make([]node, 0, len(ledger.Alone))
	for _, c := range ledger.Alone {
		alone = append(alone, element("li", r.mention(c)))
	}
	if len(alone) > 0 {
		_ = yield(element("h3", words("Nothing stands against these"))) && yield(element("ul", alone...))
	}
}

func (r *report) face(f desk.Face) node {
	o := f.Opposition
	return element("div", class("face"), attributeOf("data-opposition", string(o.ID)),
		element("div", class("sides"),
			r.side(f.Upper),
			element("p", class("between"), words(desk.Relation(o, f.Upper.ID))),
			r.side(f.Lower),
		),
		facts(r.outcome(o)), log(o.Reviews))
}

func (r *report) side(c *dossier.Claim) node {
	who := append(make([]node, 0, 6), class("who"), element("b", words(desk.Speaker(c))))
	if cue := strings.TrimSpace(c.Attribution.Cue.Text); cue != "" {
		who = append(who, words(" "), element("span", class("cue"), words(cue)))
	}
	n := strconv.Itoa(r.numbers[c.ID])
	who = append(who, words(" "), element("a", attributeOf("href", "#claim-"+n), words("claim "+n)))
	var statement node
	if c.Statement != "" {
		statement = element("p", class("statement"), attributeOf("dir", "auto"), words(c.Statement))
	}
	return element("div", class("side "+r.colour(c)), element("p", who...), r.quoted(c), statement)
}

func (r *report) outcome(o *dossier.Opposition) []fact {
	made := timeWords(o.Created)
	if o.Origin == dossier.Suggested {
		made += ", suggested by a program"
	}
	if !o.Modified.Equal(o.Created) {
		made += ", last changed " + timeWords(o.Modified)
	}
	return []fact{
		{"Topic", o.Topic}, {"Note", o.Note}, {"Status", phrase(string(o.Status))},
		{"Resolution", r.resolution(o)}, {"Explanation", o.Resolution.Explanation}, {"Settled", settled(o.Provenance)}, {"Made", made},
	}
}

// resolution says which side stands, and who said so.
func (r *report) resolution(o *dossier.Opposition) string {
	said := ""
	switch o.Resolution.Outcome {
	case dossier.FromStands:
		said = desk.Speaker(r.claims[o.From]) + " stands"
	case dossier.ToStands:
		said = desk.Speaker(r.claims[o.To]) + " stands"
	case dossier.Neither:
		said = "neither stands"
	case dossier.BothInPart:
		said = "both stand in part"
	default:
		return ""
	}
	if o.Resolution.By != "" {
		said += ", says " + o.Resolution.By
	}
	return said + ", " + timeWords(o.Resolution.At)
}

func (r *report) sources(yield func(node) bool) {
	counts, names := make(map[string]int), []string(nil)
	for _, s := range r.d.Sources() {
		counts[dossier.SourceKey(s.Name)] = len(s.Claims)
		names = append(names, s.Name)
	}
	for _, p := range r.d.Profiles {
		if _, known := counts[dossier.SourceKey(p.Name)]; !known {
			names = append(names, p.Name)
		}
	}
	var rows [][]node
	for _, name := range names {
		who, p := "", r.d.Profile(name)
		identity := words("")
		if p != nil {
			who = string(p.Type)
			for _, more := range []string{p.Role, map[bool]string{true: "not named in the article"}[p.Anonymous]} {
				if more != "" {
					who = strings.TrimPrefix(who+", "+more, ", ")
				}
			}
			if p.SameAs != "" {
				identity = link(p.SameAs, p.SameAs)
			}
		}
		rows = append(rows, []node{words(name), words(strconv.Itoa(counts[dossier.SourceKey(name)])), words(who), identity})
	}
	tableOf("Who says what is claimed", []string{"Source", "Claims", "What is known", "Who it is"}, rows)(yield)
}

// tableOf is a table with a caption, if there is anything in it; the first cell of a row
// heads it.
func tableOf(caption string, heads []string, rows [][]node) iter.Seq[node] {
	return func(yield func(node) bool) {
		if len(rows) == 0 {
			return
		}
		var head, body []node
		for _, h := range heads {
			head = append(head, element("th", attributeOf("scope", "col"), words(h)))
		}
		for _, row := range rows {
			line := []node{element("th", attributeOf("scope", "row"), row[0])}
			for _, cell := range row[1:] {
				line = append(line, element("td", cell))
			}
			body = append(body, element("tr", line...))
		}
		yield(element("table", element("caption", words(caption)), element("thead", element("tr", head...)), element("tbody", body...)))
	}
}

// versions are the texts that the article had before, each with what identifies it.
func (r *report) versions(yield func(node) bool) {
	for i, v := range r.d.Versions {
		layout := article.NewLayout(v.Article)
		blocks := []node{class("version")}
		for _, b := range v.Article.Blocks {
			blocks = append(blocks, element("p", attributeOf("dir", "auto"), words(b.Text)))
		}
		replaced := element("p", words("Replaced on "+timeWords(v.Replaced)+". SHA-256 of its text: "), element("code", words(layout.Digest())), words("."))
		if !yield(element("h3", words(fmt.Sprintf("Version %d", i+1)))) || !yield(replaced) || !yield(element("blockquote", blocks...)) {
			return
		}
	}
}

// method says in plain words how to read the report, and what it was made of.
func (r *report) method(yield func(node) bool) {
	body := []node{
		element("p", words("Each highlight covers exactly the words that a person marked. A claim’s place is kept as a position, the words themselves and the words around them, and is true of one text only, which is known by its SHA-256. For this report every place was compared with the text that it names, letter by letter.")),
		element("p", words("The article printed here has the SHA-256 "), element("code", words(r.layout.Digest())), words(fmt.Sprintf(" (canonical text, UTF-8, %d characters). ", r.layout.Index().Len())), words(r.faults())),
		element("p", words("Where an article was published anew, claims were looked for in the newer text. Moved means that the same words were found in another place. Words changed means that other words stand there now, and a person has yet to decide. Several places means that more than one fits. An orphan is a claim whose words are no longer there; it is still quoted from the text in which it stood. Nothing is shown as found that was not.")),
		element("p", words("A denial denies, and a partial dispute takes back part of, the claim that it is directed at. A contradiction and an alternative account have no direction. Corroboration is the opposite: each supports the other. A stance says what the reporting words do; “proposed” means that a program read it from them and no person has confirmed it.")),
	}
	body = slices.AppendSeq(body, r.scales())
	body = append(body, element("p", words("The dossier was begun on "+timeWords(r.d.Created)+" and last changed on "+timeWords(r.d.Modified)+". This report was made of it by Gainsay; the same dossier gives the same report.")))
	slices.Values(body)(yield)
}

// faults says whether the anchors hold, having tried each.
func (r *report) faults() string {
	texts := map[string]*article.Layout{r.layout.Digest(): r.layout}
	for _, v := range r.d.Versions {
		layout := article.NewLayout(v.Article)
		texts[layout.Digest()] = layout
	}
	var wrong []string
	for _, c := range r.d.Claims {
		layout := texts[c.Anchor.Text]
		if layout == nil || c.Anchor.Check(layout.Index(), layout.Digest()) != nil {
			wrong = append(wrong, strconv.Itoa(r.numbers[c.ID]))
		}
	}
	if len(wrong) > 0 {
		return "The words of these claims are not those of the text that they name: " + strings.Join(wrong, ", ") + "."
	}
	return "All claims passed."
}

// scales lists the ratings of the scales that a verdict was given on, and of the
// dossier's own.
func (r *report) scales() iter.Seq[node] {
	used := make(map[dossier.ID]bool)
	for _, s := range r.d.Scales {
		used[s.ID] = true
	}
	for _, c := range r.d.Claims {
		used[c.Verdict.Scale] = true
	}
	var rows [][]node
	for _, s := range r.d.AllScales() {
		if !used[s.ID] {
			continue
		}
		var ratings []string
		for _, rating := range s.Ratings {
			label := rating.Label
			if rating.Rank == 0 {
				label += " (outside the order)"
			}
			ratings = append(ratings, label)
		}
		rows = append(rows, []node{words(s.Name), words(strings.Join(ratings, " · "))})
	}
	return tableOf("Rating scales", []string{"Scale", "Ratings"}, rows)
}

// phrase is a value of the domain in words.
func phrase(value string) string { return strings.ReplaceAll(value, "-", " ") }

// timeWords is a moment as people read it.
func timeWords(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// dateWords is a date or date-time of ISO 8601 as people read it, and as it is where
// it is none.
func dateWords(date string) string {
	for _, form := range []struct{ read, said string }{
		{time.RFC3339, "2 January 2006, 15:04 UTC-07:00"}, {"2006-01-02T15:04:05", "2 January 2006, 15:04"}, {"2006-01-02T15:04", "2 January 2006, 15:04"},
		{time.DateOnly, "2 January 2006"}, {"2006-01", "January 2006"},
	} {
		if t, err := time.Parse(form.read, date); err == nil {
			return strings.TrimSuffix(t.Format(form.said), "+00:00")
		}
	}
	return date
}
