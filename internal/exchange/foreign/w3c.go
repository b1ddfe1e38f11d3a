package foreign

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
	"gainsay/internal/textfragment"
)

// A dossier as Web Annotations (https://www.w3.org/TR/annotation-model/).
//
// It is an AnnotationCollection with all its annotations in the first page. What the
// standard has a place for stands there and nowhere else, and is read from there, so
// that no two members can contradict each other; all else stands as in the native
// format under three terms of a context of our own. So nothing is lost, and a program
// that knows the standard alone understands the rest.
const (
	annotationContext = "http://www.w3.org/ns/anno.jsonld"
	ownVocabulary     = "urn:gainsay:vocabulary:"

	// textFragments is the standard of the fragments that lead a browser to a quote.
	textFragments = "https://wicg.github.io/scroll-to-text-fragment/"
)

// The motivations of annotations and the purposes of bodies that are written.
const (
	assessing   = "assessing"
	classifying = "classifying"
	commenting  = "commenting"
	describing  = "describing"
	linking     = "linking"
	replying    = "replying"
	tagging     = "tagging"
)

func w3c() Format {
	return Format{
		Name: "w3c", Label: "W3C Web Annotation", Extension: ".jsonld", MediaType: "application/ld+json",
		Carries: Aspects(),
		Encode:  encodeW3C, Decode: decodeW3C, DecodeInto: decodeW3CInto, Recognises: recognisesW3C,
	}
}

// collection is what stands around the annotations. The page and our own term follow.
type collection struct {
	Context   []any     `json:"@context"`
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Label     string    `json:"label"`
	Generator agent     `json:"generator"`
	Created   time.Time `json:"created,omitzero"`
	Modified  time.Time `json:"modified,omitzero"`
	Total     int       `json:"total"`
}

// ownContext says of our terms that what they hold is JSON, which a processor of
// linked data has to keep as it is.
type ownContext struct {
	Version    float64 `json:"@version"`
	Dossier    ownTerm `json:"gainsay:dossier"`
	Claim      ownTerm `json:"gainsay:claim"`
	Opposition ownTerm `json:"gainsay:opposition"`
}

type ownTerm struct {
	ID   string `json:"@id"`
	Type string `json:"@type"`
}

func ownJSON(name string) ownTerm { return ownTerm{ownVocabulary + name, "@json"} }

type agent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

// annotation is one claim or opposition as it is written.
type annotation struct {
	ID         string        `json:"id"`
	Type       string        `json:"type"`
	Motivation string        `json:"motivation"`
	Creator    *agent        `json:"creator,omitempty"`
	Created    time.Time     `json:"created,omitzero"`
	Modified   time.Time     `json:"modified,omitzero"`
	Body       []textualBody `json:"body,omitempty"`
	Target     any           `json:"target"`

	term   string          // the one of ours that follows
	native json.RawMessage // what it holds, and
	said   []string        // what of that is said above
}

// append writes the annotation.
func (a annotation) append(out []byte) ([]byte, error) {
	data, err := openjson.Encode(a)
	if err != nil {
		return nil, err
	}
	out = append(out, data[:len(data)-1]...)
	out = append(append(append(out, `,"`...), a.term...), `":`...)
	return append(openjson.AppendWithout(out, a.native, a.said...), '}'), nil
}

type textualBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

// bodies adds a body for each value that says something.
func bodies(list []textualBody, purpose string, values ...string) []textualBody {
	for _, value := range values {
		if value != "" {
			list = append(list, textualBody{"TextualBody", purpose, value})
		}
	}
	return list
}

// specificResource is where a claim stands.
type specificResource struct {
	Type     string     `json:"type"`
	Source   string     `json:"source"`
	Selector []any      `json:"selector"`
	State    *timeState `json:"state,omitempty"`
}

type timeState struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type positionSelector struct {
	Type  string         `json:"type"`
	Start text.CodePoint `json:"start"`
	End   text.CodePoint `json:"end"`
}

type fragmentSelector struct {
	Type       string `json:"type"`
	ConformsTo string `json:"conformsTo"`
	Value      string `json:"value"`
}

func encodeW3C(d *dossier.Dossier) ([]byte, error) {
	w := newW3CWriter(d)
	out, err := openjson.Encode(collection{
		Context: []any{annotationContext, ownContext{1.1, ownJSON("dossier"), ownJSON("claim"), ownJSON("opposition")}},
		ID:      string(d.ID), Type: "AnnotationCollection", Label: d.Title(), Generator: agent{"Software", "Gainsay"},
		Created: d.Created.UTC(), Modified: d.Modified.UTC(), Total: len(d.Claims) + len(d.Oppositions),
	})
	if err != nil {
		return nil, err
	}
	out = bytes.TrimSuffix(out, []byte("}"))
	if len(d.Claims) > 0 {
		if out, err = w.page(out); err != nil {
			return nil, err
		}
	}
	rest, err := dossierRest(d)
	if err != nil {
		return nil, err
	}
	out = append(append(append(out, `,"gainsay:dossier":`...), rest...), '}')
	return openjson.Indent(out), nil
}

// w3cWriter writes the claims and oppositions of one dossier.
type w3cWriter struct {
	d      *dossier.Dossier
	source string                 // what the claims are on
	states map[string]*timeState  // when each text was read, by its digest
	links  *textfragment.Prepared // of the present text; nil where it has no address
}

func newW3CWriter(d *dossier.Dossier) *w3cWriter {
	w := &w3cWriter{d: d, source: d.Article.ID, states: make(map[string]*timeState)}
	for _, a := range d.Texts() {
		w.states[article.Digest(a.Text())] = readAt(a)
	}
	if address, ok := webAddress(d.Article.URL); ok {
		w.source, w.links = address, textfragment.Prepare(article.NewLayout(d.Article))
	}
	return w
}

// webAddress returns an address in the form that the standard asks for (RFC 3986):
// what is not ASCII is percent-encoded.
func webAddress(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	return uri(u.String()), true
}

// uri percent-encodes what may not stand in a URI (RFC 3986, appendix A).
func uri(address string) string {
	const signs, digits = "-._~:/?#[]@!$&'()*+,;=%", "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(address) {
		b := address[i]
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', strings.IndexByte(signs, b) >= 0:
			out.WriteByte(b)
		default:
			out.Write([]byte{'%', digits[b>>4], digits[b&15]})
		}
	}
	return out.String()
}

// readAt is the state of a text that says when it was read, or nil.
func readAt(a article.Article) *timeState {
	at, err := time.Parse(time.RFC3339, a.Retrieved)
	if err != nil {
		return nil
	}
	return &timeState{"TimeState", at.UTC().Format(time.RFC3339)}
}

// page appends the only page of the collection.
func (w *w3cWriter) page(out []byte) ([]byte, error) {
	head, err := openjson.Encode(struct {
		ID         string `json:"id"`
		Type       string `json:"type"`
		StartIndex int    `json:"startIndex"`
	}{string(w.d.ID) + "#page", "AnnotationPage", 0})
	if err != nil {
		return nil, err
	}
	const each = 2000 // bytes, about, so that what is written is seldom copied
	out = slices.Grow(out, each*(len(w.d.Claims)+len(w.d.Oppositions)))
	out = append(append(append(out, `,"first":`...), bytes.TrimSuffix(head, []byte("}"))...), `,"items":[`...)
	for i, c := range w.d.Claims {
		a, err := w.claim(c)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = a.append(out); err != nil {
			return nil, err
		}
	}
	for _, o := range w.d.Oppositions {
		a, err := w.opposition(o)
		if err != nil {
			return nil, err
		}
		if out, err = a.append(append(out, ',')); err != nil {
			return nil, err
		}
	}
	return append(out, "]}"...), nil
}

func (w *w3cWriter) claim(c *dossier.Claim) (annotation, error) {
	native, err := c.MarshalJSON()
	if err != nil {
		return annotation{}, err
	}
	a := annotation{
		ID: string(c.ID), Type: "Annotation", Motivation: assessing, Created: c.Created.UTC(), Modified: c.Modified.UTC(),
		Target: w.target(c), term: "gainsay:claim", native: native, said: saidOf(c),
	}
	if c.Creator != "" {
		a.Creator = &agent{"Person", c.Creator}
	}
	a.Body = bodies(a.Body, describing, c.Statement)
	a.Body = bodies(a.Body, classifying, string(c.Stance))
	if _, rating := w.d.RatingOf(c.Verdict); rating != nil {
		a.Body = bodies(a.Body, assessing, joined(": ", rating.Label, c.Verdict.Explanation))
	}
	a.Body = bodies(a.Body, commenting, c.Note)
	a.Body = bodies(a.Body, tagging, c.Tags...)
	return a, nil
}

// joined joins what says something.
func joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

func (w *w3cWriter) target(c *dossier.Claim) specificResource {
	a := c.Anchor
	target := specificResource{Type: "SpecificResource", Source: w.source, State: w.states[a.Text], Selector: []any{
		quoteSelector{"TextQuoteSelector", a.Exact, a.Prefix, a.Suffix},
		positionSelector{"TextPositionSelector", a.Start, a.End},
	}}
	if ranged := a.Extra[rangeMember]; isRange(ranged) {
		target.Selector = append(target.Selector, ranged)
	}
	if w.links == nil || c.State != "" && c.State != anchor.Moved {
		return target
	}
	if directive, ok := w.links.Of(a.Span()); ok {
		target.Selector = append(target.Selector, fragmentSelector{"FragmentSelector", textFragments, ":~:" + directive.String()})
	}
	return target
}

func (w *w3cWriter) opposition(o *dossier.Opposition) (annotation, error) {
	native, err := o.MarshalJSON()
	if err != nil {
		return annotation{}, err
	}
	a := annotation{
		ID: string(o.ID), Type: "Annotation", Motivation: linking, Created: o.Created.UTC(), Modified: o.Modified.UTC(),
		Target: []string{string(o.From), string(o.To)}, term: "gainsay:opposition", native: native, said: oppositionMembers,
	}
	a.Body = bodies(bodies(a.Body, tagging, string(o.Kind)), commenting, o.Note)
	return a, nil
}

// The members of the native form that the standard has a place for, and that our own
// terms leave out.
var (
	dossierMembers = []string{"format", "id", "created", "modified", "claims", "oppositions"}
	claimMembers   = []string{
		"id", "created", "modified", "creator", "statement", "stance", "note", "tags",
		"anchor.start", "anchor.end", "anchor.exact", "anchor.prefix", "anchor.suffix",
	}
	oppositionMembers = []string{"id", "created", "modified", "kind", "from", "to", "note"}
)

// dossierRest is the native form of a dossier without what stands elsewhere.
func dossierRest(d *dossier.Dossier) (json.RawMessage, error) {
	bare := *d
	bare.Claims, bare.Oppositions = nil, nil
	native, err := exchange.EncodeCompact(&bare)
	return openjson.AppendWithout(nil, native, dossierMembers...), err
}

// saidOf names the members of a claim that stand elsewhere.
func saidOf(c *dossier.Claim) []string {
	names := claimMembers
	if slices.Contains(c.Tags, "") { // which no body says
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "tags" })
	}
	if isRange(c.Anchor.Extra[rangeMember]) {
		names = append(slices.Clone(names), "anchor."+rangeMember)
	}
	return names
}
