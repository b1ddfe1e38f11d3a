package foreign

import (
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
	graph := []any{}
	for _, c := range d.Claims {
		if w.reviewed(c) {
			graph = append(graph, w.review(c))
		} else {
			graph = append(graph, w.claim(c))
		}
	}
	return w.graph(graph)
}

// structured is the ClaimReviews alone, on one line, for a page that holds them; nil
// where there are none.
func structured(d *dossier.Dossier) []byte {
	w := newSchemaWriter(d, Publication{})
	var graph []any
	for _, c := range d.Claims {
		if w.reviewed(c) {
			graph = append(graph, w.review(c))
		}
	}
	if graph == nil {
		return nil
	}
	data, err := openjson.Encode(schemaGraph{schemaOrg, graph})
	if err != nil {
		return nil // strings, numbers and times can always be encoded
	}
	return data
}

type schemaGraph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

// schemaThing is any of the types that are written; each uses some of the members.
type schemaThing struct {
	Type             string         `json:"@type"`
	ID               string         `json:"@id,omitempty"`
	URL              string         `json:"url,omitempty"`
	ArchivedAt       string         `json:"archivedAt,omitempty"`
	ClaimReviewed    string         `json:"claimReviewed,omitempty"`
	Name             string         `json:"name,omitempty"`
	Headline         string         `json:"headline,omitempty"`
	Text             string         `json:"text,omitempty"`
	Description      string         `json:"description,omitempty"`
	JobTitle         string         `json:"jobTitle,omitempty"`
	SameAs           string         `json:"sameAs,omitempty"`
	Author           *schemaThing   `json:"author,omitempty"`
	Creator          *schemaThing   `json:"creator,omitempty"`
	Publisher        *schemaThing   `json:"publisher,omitempty"`
	ClaimInterpreter *schemaThing   `json:"claimInterpreter,omitempty"`
	DateCreated      string         `json:"dateCreated,omitempty"`
	DateModified     string         `json:"dateModified,omitempty"`
	DatePublished    string         `json:"datePublished,omitempty"`
	LocationCreated  *schemaThing   `json:"locationCreated,omitempty"`
	InLanguage       string         `json:"inLanguage,omitempty"`
	ReviewRating     *schemaRating  `json:"reviewRating,omitempty"`
	ItemReviewed     *schemaThing   `json:"itemReviewed,omitempty"`
	Appearance       *schemaThing   `json:"appearance,omitempty"`
	Keywords         []string       `json:"keywords,omitempty"`
	Citation         []*schemaThing `json:"citation,omitempty"`
}

// schemaRating is a rating as words, and as a number where its scale has an order.
type schemaRating struct {
	Type          string       `json:"@type"`
	RatingValue   int          `json:"ratingValue,omitempty"`
	BestRating    int          `json:"bestRating,omitempty"`
	WorstRating   int          `json:"worstRating,omitempty"`
	AlternateName string       `json:"alternateName"`
	Explanation   string       `json:"ratingExplanation,omitempty"`
	Author        *schemaThing `json:"author,omitempty"`
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

func (w *schemaWriter) graph(graph []any) ([]byte, error) {
	data, err := openjson.Encode(schemaGraph{schemaOrg, graph})
	if err != nil {
		return nil, err
	}
	return openjson.Indent(data), nil
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
