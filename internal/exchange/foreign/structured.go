package foreign

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
	"gainsay/internal/textfragment"
)

// Claims and their checks in the vocabulary of schema.org, as search engines and
// collections of fact checks read them: https://schema.org/ClaimReview, and the rules of
// https://developers.google.com/search/docs/appearance/structured-data/factcheck.
const schemaOrg = "https://schema.org"

// mostReviewed is how long the short form of a claim should be, in code points, for a
// search engine to show all of it.
const mostReviewed = 75

func claimReview() Format {
	return Format{
		Name: "claimreview", Label: "schema.org ClaimReview", Extension: ".claimreview.jsonld", MediaType: "application/ld+json",
		Carries: []Aspect{
			Details, Sources, SaidWhen, Statements, StatementAuthors, Evidence, Verdicts, Notes, Tags, Creators, Times, Profiles, IDs,
		},
		Encode: func(d *dossier.Dossier) ([]byte, error) { return ClaimReviews(d, Publication{}) },
	}
}

// Publication is where the checks of a dossier are published and by whom: what a
// ClaimReview needs, and what no dossier holds. Any of it may be empty.
type Publication struct {
	URL          string // of the page on which the checks stand
	Publisher    string
	PublisherURL string
}

// ClaimReviews writes the claims of a dossier as a graph of JSON-LD: a ClaimReview where
// there is a verdict and a public address, of the publication or at least of the article,
// and a Claim where not. A page with several checks is addressed with the claim's id as
// its fragment.
func ClaimReviews(d *dossier.Dossier, p Publication) ([]byte, error) {
	w := newSchemaWriter(d, p)
	out := beginGraph(d)
	for i, c := range d.Claims {
		if i > 0 {
			out = append(out, ',')
		}
		if w.reviewed(c) {
			out = w.review(c).append(out)
		} else {
			out = w.claim(c).append(out)
		}
	}
	return openjson.Indent(append(out, "]}"...)), nil
}

// structured is the ClaimReviews alone, on one line, for a page that holds them; nil
// where there are none.
func structured(d *dossier.Dossier) []byte {
	w := newSchemaWriter(d, Publication{})
	var out []byte
	for _, c := range d.Claims {
		switch {
		case !w.reviewed(c):
			continue
		case out == nil:
			out = beginGraph(d)
		default:
			out = append(out, ',')
		}
		out = w.review(c).append(out)
	}
	if out == nil {
		return nil
	}
	return append(out, "]}"...)
}

func beginGraph(d *dossier.Dossier) []byte {
	const each = 1500 // bytes, about, so that what is written is seldom copied
	out := append(make([]byte, 0, each*(len(d.Claims)+1)), '{')
	return append(openjson.AppendName(openjson.AppendMember(out, "@context", schemaOrg), "@graph"), '[')
}

// schemaThing is any of the types that are written; each uses some of the members.
type schemaThing struct {
	Type             string
	ID               string
	URL              string
	ArchivedAt       string
	ClaimReviewed    string
	Name             string
	Headline         string
	Text             string
	Description      string
	JobTitle         string
	SameAs           string
	Author           *schemaThing
	Creator          *schemaThing
	Publisher        *schemaThing
	ClaimInterpreter *schemaThing
	DateCreated      string
	DateModified     string
	DatePublished    string
	LocationCreated  *schemaThing
	InLanguage       string
	ReviewRating     *schemaRating
	ItemReviewed     *schemaThing
	Appearance       *schemaThing
	Keywords         []string
	Citation         []*schemaThing
}

// schemaRating is a rating as words, and as a number where its scale has an order.
type schemaRating struct {
	Type          string
	RatingValue   int
	BestRating    int
	WorstRating   int
	AlternateName string
	Explanation   string
	Author        *schemaThing
}

// append writes the thing as a JSON object, without the members that it does not use.
func (t *schemaThing) append(out []byte) []byte {
	out = openjson.AppendMember(append(out, '{'), "@type", t.Type)
	for _, m := range []struct{ name, value string }{
		{"@id", t.ID}, {"url", t.URL}, {"archivedAt", t.ArchivedAt}, {"claimReviewed", t.ClaimReviewed}, {"name", t.Name}, {"headline", t.Headline},
		{"text", t.Text}, {"description", t.Description}, {"jobTitle", t.JobTitle}, {"sameAs", t.SameAs},
	} {
		out = appendSaid(out, m.name, m.value)
	}
	out = appendThing(out, "author", t.Author)
	out = appendThing(out, "creator", t.Creator)
	out = appendThing(out, "publisher", t.Publisher)
	out = appendThing(out, "claimInterpreter", t.ClaimInterpreter)
	out = appendSaid(out, "dateCreated", t.DateCreated)
	out = appendSaid(out, "dateModified", t.DateModified)
	out = appendSaid(out, "datePublished", t.DatePublished)
	out = appendThing(out, "locationCreated", t.LocationCreated)
	out = appendSaid(out, "inLanguage", t.InLanguage)
	if t.ReviewRating != nil {
		out = t.ReviewRating.append(openjson.AppendName(out, "reviewRating"))
	}
	out = appendThing(out, "itemReviewed", t.ItemReviewed)
	out = appendThing(out, "appearance", t.Appearance)
	if len(t.Keywords) > 0 {
		out = openjson.AppendList(openjson.AppendName(out, "keywords"), t.Keywords, openjson.AppendString)
	}
	if len(t.Citation) > 0 {
		out = openjson.AppendList(openjson.AppendName(out, "citation"), t.Citation, func(out []byte, cited *schemaThing) []byte { return cited.append(out) })
	}
	return append(out, '}')
}

func appendSaid(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	return openjson.AppendMember(out, name, value)
}

func appendThing(out []byte, name string, t *schemaThing) []byte {
	if t == nil {
		return out
	}
	return t.append(openjson.AppendName(out, name))
}

func (r *schemaRating) append(out []byte) []byte {
	out = openjson.AppendMember(append(out, '{'), "@type", r.Type)
	if r.RatingValue != 0 {
		out = strconv.AppendInt(openjson.AppendName(out, "ratingValue"), int64(r.RatingValue), 10)
	}
	if r.BestRating != 0 {
		out = strconv.AppendInt(openjson.AppendName(out, "bestRating"), int64(r.BestRating), 10)
	}
	if r.WorstRating != 0 {
		out = strconv.AppendInt(openjson.AppendName(out, "worstRating"), int64(r.WorstRating), 10)
	}
	out = openjson.AppendMember(out, "alternateName", r.AlternateName)
	out = appendSaid(out, "ratingExplanation", r.Explanation)
	return append(appendThing(out, "author", r.Author), '}')
}

// named is a thing of which no more is known than its name, or nil.
func named(kind, name string) *schemaThing {
	if strings.TrimSpace(name) == "" {
		return nil
	}
	return &schemaThing{Type: kind, Name: name}
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// schemaWriter writes the claims of one dossier.
type schemaWriter struct {
	d       *dossier.Dossier
	p       Publication
	address string                 // of the article, or ""
	links   *textfragment.Prepared // nil where it has no address
}

func newSchemaWriter(d *dossier.Dossier, p Publication) *schemaWriter {
	w := &schemaWriter{d: d, p: p}
	if address, ok := webAddress(d.Article.URL); ok {
		w.address, w.links = address, textfragment.Prepare(article.NewLayout(d.Article))
	}
	return w
}

// reviewed reports whether a claim was checked and can be cited.
func (w *schemaWriter) reviewed(c *dossier.Claim) bool {
	_, rating := w.d.RatingOf(c.Verdict)
	_, published := webAddress(w.p.URL)
	return rating != nil && (published || w.address != "")
}

// summary is the claim in short: as it is checked, or in its own words.
func summary(c *dossier.Claim) string {
	if strings.TrimSpace(c.Statement) != "" {
		return c.Statement
	}
	return article.OneSpace(c.Anchor.Exact)
}

func (w *schemaWriter) review(c *dossier.Claim) *schemaThing {
	review := &schemaThing{
		Type: "ClaimReview", ClaimReviewed: summary(c), DatePublished: moment(c.Verdict.At),
		ReviewRating: w.rating(c), ItemReviewed: w.claim(c), Author: named("Person", c.Verdict.By),
	}
	if address, ok := webAddress(w.p.URL); ok {
		page, _, _ := strings.Cut(address, "#")
		review.URL = page + "#" + c.ID.Short()
	}
	if publisher := w.publisher(); publisher != nil {
		review.Author = publisher
	}
	review.Citation, review.ItemReviewed.Citation = review.ItemReviewed.Citation, nil
	return review
}

func (w *schemaWriter) publisher() *schemaThing {
	publisher := named("Organization", w.p.Publisher)
	if publisher != nil {
		publisher.URL, _ = webAddress(w.p.PublisherURL)
	}
	return publisher
}

func (w *schemaWriter) rating(c *dossier.Claim) *schemaRating {
	scale, rating := w.d.RatingOf(c.Verdict)
	r := &schemaRating{Type: "Rating", AlternateName: rating.Label, Explanation: c.Verdict.Explanation, Author: named("Person", c.Verdict.By)}
	if worst, best := scale.Range(); rating.Rank > 0 && worst < best {
		r.RatingValue, r.WorstRating, r.BestRating = rating.Rank, worst, best
	}
	return r
}

func (w *schemaWriter) claim(c *dossier.Claim) *schemaThing {
	claim := &schemaThing{
		Type: "Claim", ID: string(c.ID), Text: c.Anchor.Exact, Name: c.Statement, Description: c.Note, Keywords: c.Tags,
		Author: w.source(c.Attribution.Source.Text), Creator: named("Person", c.Creator), ClaimInterpreter: named("Person", c.StatementBy),
		DatePublished: c.Attribution.Said.When, LocationCreated: named("Place", c.Attribution.Said.Where),
		DateCreated: moment(c.Created), DateModified: moment(c.Modified),
		Appearance: w.appearance(c),
	}
	for _, e := range c.Evidence {
		claim.Citation = append(claim.Citation, citation(e))
	}
	return claim
}

func (w *schemaWriter) source(name string) *schemaThing {
	source := named("Organization", name)
	if source == nil {
		return nil
	}
	p := w.d.Profile(name)
	if p == nil {
		return source
	}
	if p.Type == dossier.Person {
		source.Type = "Person"
	}
	source.SameAs, source.Description = p.SameAs, p.Role
	if source.Type == "Person" {
		source.JobTitle, source.Description = p.Role, ""
	}
	return source
}

// appearance is the article, addressed at the claim's words where they stand there.
func (w *schemaWriter) appearance(c *dossier.Claim) *schemaThing {
	a := w.d.Article
	seen := &schemaThing{
		Type: "NewsArticle", ID: a.ID, URL: w.address, Headline: a.Title, DatePublished: a.Published, InLanguage: a.Language,
		Author: named("Person", a.Byline), Publisher: named("Organization", a.Publisher),
	}
	if place, ok := c.Place(); ok && w.links != nil {
		if directive, found := w.links.Of(place); found {
			seen.URL = textfragment.Link(w.address, directive)
		}
	}
	return seen
}

func citation(e *dossier.Evidence) *schemaThing {
	cited := &schemaThing{
		Type: "CreativeWork", URL: e.URL, ArchivedAt: e.Archived, Name: e.Title, Text: e.Excerpt, DatePublished: e.Date, Description: e.Note,
		Keywords: []string{string(e.Relation)},
	}
	if e.Primary {
		cited.Keywords = append(cited.Keywords, "primary source")
	}
	return cited
}

// Lack is something that a search engine asks for in the check of a claim and that is
// not known.
type Lack struct {
	Claim    dossier.ID
	Property string // by its name in schema.org, as in itemReviewed.author
	Required bool   // without it the check is not shown at all
	Why      string // a sentence without its full stop
}

// Lacks lists, claim by claim in their order, what Google asks for of a fact check and is
// missing. A claim without a verdict lacks that alone: it is written as a Claim.
func Lacks(d *dossier.Dossier, p Publication) (list []Lack) {
	for _, c := range d.Claims {
		lack := func(is bool, property string, required bool, why string) {
			if is {
				list = append(list, Lack{c.ID, property, required, why})
			}
		}
		if _, rating := d.RatingOf(c.Verdict); rating == nil {
			lack(true, "reviewRating", true, "the claim has no verdict")
			continue
		}
		_, published := webAddress(p.URL)
		_, public := webAddress(d.Article.URL)
		lack(!published, "url", true, "the address of the page that publishes the check is not known")
		lack(summary(c) == "", "claimReviewed", true, "the claim has no words that can be seen")
		lack(utf8.RuneCountInString(summary(c)) > mostReviewed, "claimReviewed", false, "the claim in short is longer than 75 characters; a statement can say it shorter")
		lack(strings.TrimSpace(p.Publisher) == "", "author", false, "the publisher of the check is not known")
		lack(strings.TrimSpace(c.Attribution.Source.Text) == "", "itemReviewed.author", false, "the source of the claim is not known")
		p := d.Profile(c.Attribution.Source.Text)
		lack(p == nil || p.Type == "", "itemReviewed.author.@type", false, "whether the source is a person or an organisation is not known; it is written as an organisation")
		lack(!public, "itemReviewed.appearance", false, "the article has no public address")
		lack(c.Attribution.Said.When == "", "itemReviewed.datePublished", false, "when it was said is not known")
	}
	return list
}
