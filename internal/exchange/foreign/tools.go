package foreign

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// What annotation tools have in common: Label Studio, doccano, brat and those that read
// UIMA mark ranges of a text, give them labels and values, and link them in pairs.

// property is something of a claim that a tool has as a value under a name.
type property struct {
	name    string
	aspect  Aspect   // "" where no format may lose it
	choices []string // what it may be; nil where it may be any words
	get     func(*dossier.Claim) []string
	set     func(*dossier.Claim, string)
}

// single makes a property of one that a claim has once.
func single[T ~string](name string, aspect Aspect, choices []T, place func(*dossier.Claim) *T) property {
	v := property{
		name: name, aspect: aspect,
		get: func(c *dossier.Claim) []string {
			if said := string(*place(c)); said != "" {
				return []string{said}
			}
			return nil
		},
		set: func(c *dossier.Claim, said string) { *place(c) = T(said) },
	}
	for _, choice := range choices {
		v.choices = append(v.choices, string(choice))
	}
	return v
}

var (
	propertyStance = single("stance", Stances, dossier.Stances(), func(c *dossier.Claim) *dossier.Stance { return &c.Stance })
	propertyNote   = single("note", Notes, nil, func(c *dossier.Claim) *string { return &c.Note })
)

// properties are what tools get of a claim beside its stance and the note on it, for which
// some have a place of their own.
var properties = []property{
	single("source", Sources, nil, func(c *dossier.Claim) *string { return &c.Attribution.Source.Text }),
	single("cue", Cues, nil, func(c *dossier.Claim) *string { return &c.Attribution.Cue.Text }),
	single("content", "", nil, func(c *dossier.Claim) *string { return &c.Attribution.Content.Text }), // goes with the words of the claim
	single("lemma", Lemmas, nil, func(c *dossier.Claim) *string { return &c.Attribution.Cue.Lemma }),
	single("statement", Statements, nil, func(c *dossier.Claim) *string { return &c.Statement }),
	single("worded-by", StatementAuthors, nil, func(c *dossier.Claim) *string { return &c.StatementBy }),
	single("quotation", Quotations, dossier.Quotations(), func(c *dossier.Claim) *dossier.Quotation { return &c.Attribution.Quotation }),
	single("type", Types, dossier.ClaimTypes(), func(c *dossier.Claim) *dossier.ClaimType { return &c.Type }),
	{name: "tag", aspect: Tags, get: func(c *dossier.Claim) []string { return c.Tags }, set: func(c *dossier.Claim, said string) {
		if !slices.Contains(c.Tags, said) {
			c.Tags = append(c.Tags, said)
		}
	}},
	single("annotator", Creators, nil, func(c *dossier.Claim) *string { return &c.Creator }),
}

// toolsCarry is what all of those formats carry.
func toolsCarry(more ...Aspect) []Aspect {
	list := append([]Aspect{Stances, Notes, Oppositions}, more...)
	for _, v := range properties {
		if v.aspect != "" {
			list = append(list, v.aspect)
		}
	}
	return list
}

// propertyNamed returns the property with that name.
func propertyNamed(name string) (property, bool) {
	for _, v := range append([]property{propertyStance, propertyNote}, properties...) {
		if v.name == name {
			return v, true
		}
	}
	return property{}, false
}

// take gives a claim a value from a file. It fails where the value is none of those that
// there are.
func (v property) take(c *dossier.Claim, said string) error {
	if strings.TrimSpace(said) == "" {
		return errors.New("it is empty")
	}
	if v.choices != nil && !slices.Contains(v.choices, said) {
		return fmt.Errorf("“%s” is not a %s", said, v.name)
	}
	v.set(c, said)
	return nil
}

// claimLabel is what a range that is a claim is called.
const claimLabel = "claim"

// takeLabel gives a claim what a label of a tool says: its stance where it is one, else
// a tag.
func takeLabel(c *dossier.Claim, label string) {
	switch {
	case strings.EqualFold(label, claimLabel) || strings.TrimSpace(label) == "":
	case c.Stance == "" && slices.Contains(dossier.Stances(), dossier.Stance(label)):
		c.Stance = dossier.Stance(label)
	case !slices.Contains(c.Tags, label):
		c.Tags = append(c.Tags, label)
	}
}

// marked is a dossier that is being made of what a tool marked in a text.
type marked struct {
	d      *dossier.Dossier
	e      dossier.Editor
	at     time.Time
	layout *article.Layout
	places *anchor.Describer
	claims map[string]*dossier.Claim // by the names that the file gives them
	left   []Left
}

// markedText begins a dossier for a text. Each stretch between empty lines becomes a
// paragraph, and no character is changed, so that offsets stay true.
func markedText(canonical string, known article.Metadata, e dossier.Editor) (*marked, error) {
	if article.Blank(canonical) {
		return nil, exchange.Refuse(exchange.Invalid, "there is no text in it")
	}
	a := article.Article{ID: string(e.NewID()), Metadata: known}
	for block := range strings.SplitSeq(canonical, "\n\n") {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.KindParagraph, Text: block})
	}
	if a.Title == "" {
		for line := range strings.Lines(canonical) {
			if a.Title = article.OneSpace(line); a.Title != "" {
				break
			}
		}
	}
	return markedArticle(a, e), nil
}

// markedArticle begins a dossier for an article that is known.
func markedArticle(a article.Article, e dossier.Editor) *marked {
	at := e.Now().UTC().Truncate(time.Millisecond)
	d := dossier.New(e.NewID(), e.NewID(), a, at)
	layout := article.NewLayout(a)
	return &marked{
		d: d, e: e, at: at, layout: layout, places: anchor.NewDescriber(layout.Index(), layout.Digest()),
		claims: make(map[string]*dossier.Claim),
	}
}

func (m *marked) leave(where, why string) { m.left = append(m.left, Left{where, why}) }

// claim adds a claim on a range, under the name that the file gives it. quote is what the
// file says to stand there; where it gives none, the range alone counts. Where other
// words stand there the range may have been counted in UTF-16 code units, as older
// versions of some tools did.
func (m *marked) claim(name string, span text.Span, quote string) *dossier.Claim {
	ix := m.layout.Index()
	inside := func(s text.Span) bool { return s.Start >= 0 && s.Start < s.End && s.End <= ix.Len() }
	if quote != "" && (!inside(span) || ix.Slice(span) != quote) {
		units := text.Span{Start: ix.CodePointOfUTF16(text.UTF16(span.Start)), End: ix.CodePointOfUTF16(text.UTF16(span.End))}
		if inside(units) && ix.Slice(units) == quote {
			span = units
		} else if inside(span) {
			m.leave(name, fmt.Sprintf("it quotes “%s”, but the text there reads “%s”", clipped(quote), clipped(ix.Slice(span))))
			return nil
		}
	}
	if m.claims[name] != nil {
		m.leave(name, "its id is taken")
		return nil
	}
	a, err := m.places.Describe(span)
	if err != nil {
		m.leave(name, fmt.Sprintf("its range, %d to %d, is not inside the text", span.Start, span.End))
		return nil
	}
	c := &dossier.Claim{ID: m.e.NewID(), Standing: dossier.Standing{Anchor: a}, Created: m.at, Modified: m.at}
	m.d.Claims = append(m.d.Claims, c)
	m.claims[name] = c
	return c
}

// link adds an opposition between claims by their names in the file.
func (m *marked) link(where, label, from, to string) {
	kind := dossier.Kind(label)
	one, other := m.claims[from], m.claims[to]
	switch {
	case !slices.Contains(dossier.Kinds(), kind):
		m.leave(where, fmt.Sprintf("“%s” is not a kind of opposition", clipped(label)))
	case one == nil || other == nil:
		m.leave(where, "one of its ends is not a claim that was taken")
	case one == other:
		m.leave(where, "both of its ends are the same claim")
	case m.d.Linked(kind, one.ID, other.ID) != nil:
		m.leave(where, "the two claims are linked in that way already")
	default:
		m.d.Oppositions = append(m.d.Oppositions, &dossier.Opposition{ID: m.e.NewID(), Kind: kind, From: one.ID, To: other.ID, Origin: dossier.Human, Created: m.at, Modified: m.at})
	}
}

// taken is the dossier, where there is anything in it, and it holds what a dossier
// promises.
func (m *marked) taken() (Taken, error) {
	if len(m.d.Claims) == 0 {
		why := "nothing is marked in it"
		if len(m.left) > 0 {
			why = "of what is marked in it nothing can be taken; the first: " + m.left[0].Why
		}
		return Taken{}, exchange.Refuse(exchange.Invalid, "%s", why)
	}
	m.d.Sort()
	if err := m.d.Validate(); err != nil {
		return Taken{}, exchange.RefuseAt(err)
	}
	return Taken{Dossier: m.d, Left: m.left}, nil
}

// clipped keeps words of a file readable in a sentence.
func clipped(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

// detail is a piece of metadata by the name that it has beside a text.
type detail struct {
	name  string
	place func(*article.Metadata) *string
}

var details = []detail{
	{"title", func(m *article.Metadata) *string { return &m.Title }},
	{"byline", func(m *article.Metadata) *string { return &m.Byline }},
	{"publisher", func(m *article.Metadata) *string { return &m.Publisher }},
	{"published", func(m *article.Metadata) *string { return &m.Published }},
	{"url", func(m *article.Metadata) *string { return &m.URL }},
	{"retrieved", func(m *article.Metadata) *string { return &m.Retrieved }},
	{"language", func(m *article.Metadata) *string { return &m.Language }},
}

// nameDetail is the name of the dossier beside a text.
const nameDetail = "dossier"

// detailsOf are the metadata of a dossier's article and its own name, by name.
func detailsOf(d *dossier.Dossier) map[string]any {
	known := make(map[string]any)
	m := d.Article.Metadata
	for _, one := range details {
		if said := *one.place(&m); said != "" {
			known[one.name] = said
		}
	}
	if d.Name != "" {
		known[nameDetail] = d.Name
	}
	return known
}

// metadataIn reads metadata by name. What cannot be so is left out and told.
func metadataIn(known func(string) string) (m article.Metadata, left []Left) {
	for _, one := range details {
		before := m
		*one.place(&m) = known(one.name)
		if err := m.Check(); err != nil {
			m = before
			left = append(left, Left{one.name, err.Error()})
		}
	}
	return m, left
}

// numbered are the claims that a tool gets, by their places in that list from 1.
func numbered(d *dossier.Dossier) map[dossier.ID]int {
	numbers := make(map[dossier.ID]int, len(d.Claims))
	for i, c := range d.Claims {
		numbers[c.ID] = i + 1
	}
	return numbers
}

// inOrder are the oppositions in an order that no time or id decides: where ids and
// times are not written, neither is what they would sort.
func inOrder(d *dossier.Dossier, numbers map[dossier.ID]int) []*dossier.Opposition {
	list := slices.Clone(d.Oppositions)
	slices.SortStableFunc(list, func(a, b *dossier.Opposition) int {
		return cmp.Or(cmp.Compare(numbers[a.From], numbers[b.From]), cmp.Compare(numbers[a.To], numbers[b.To]), cmp.Compare(a.Kind, b.Kind))
	})
	return list
}
