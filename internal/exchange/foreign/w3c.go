package foreign

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
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

// textualBody is what an annotation says, and what for.
type textualBody struct{ Purpose, Value string }

// bodies adds a body for each value that says something.
func bodies(list []textualBody, purpose string, values ...string) []textualBody {
	for _, value := range values {
		if value != "" {
			list = append(list, textualBody{purpose, value})
		}
	}
	return list
}

// appendBodies appends the member with the bodies, or nothing where there is none.
func appendBodies(out []byte, list []textualBody) []byte {
	if len(list) == 0 {
		return out
	}
	return openjson.AppendList(openjson.AppendName(out, "body"), list, func(out []byte, body textualBody) []byte {
		out = openjson.AppendMember(append(out, '{'), "type", "TextualBody")
		return append(openjson.AppendMember(openjson.AppendMember(out, "purpose", body.Purpose), "value", body.Value), '}')
	})
}

// beginAnnotation writes what every annotation begins with.
func beginAnnotation(out []byte, id dossier.ID, motivation, creator string, created, modified time.Time) []byte {
	out = openjson.AppendMember(append(out, '{'), "id", string(id))
	out = openjson.AppendMember(openjson.AppendMember(out, "type", "Annotation"), "motivation", motivation)
	if creator != "" {
		out = openjson.AppendMember(append(openjson.AppendName(out, "creator"), '{'), "type", "Person")
		out = append(openjson.AppendMember(out, "name", creator), '}')
	}
	return appendTime(appendTime(out, "created", created), "modified", modified)
}

func appendTime(out []byte, name string, at time.Time) []byte {
	if at.IsZero() {
		return out
	}
	return openjson.AppendMember(out, name, at.UTC().Format(time.RFC3339Nano))
}

// endAnnotation writes the term of ours with what it holds, which is the native form
// without what is said already.
func endAnnotation(out []byte, term string, native []byte, said []string) []byte {
	return append(openjson.AppendWithout(openjson.AppendName(out, term), native, said...), '}')
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
	read   map[string]string      // when each text was read, by its digest
	links  *textfragment.Prepared // of the present text; nil where it has no address
}

func newW3CWriter(d *dossier.Dossier) *w3cWriter {
	w := &w3cWriter{d: d, source: d.Article.ID, read: make(map[string]string)}
	for _, a := range d.Texts() {
		w.read[article.Digest(a.Text())] = readAt(a)
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

// readAt is the moment at which a text was read, or "".
func readAt(a article.Article) string {
	at, err := time.Parse(time.RFC3339, a.Retrieved)
	if err != nil {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
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
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = w.claim(out, c); err != nil {
			return nil, err
		}
	}
	for _, o := range w.d.Oppositions {
		if out, err = w.opposition(append(out, ','), o); err != nil {
			return nil, err
		}
	}
	return append(out, "]}"...), nil
}

// claim appends a claim as an annotation.
func (w *w3cWriter) claim(out []byte, c *dossier.Claim) ([]byte, error) {
	native, err := c.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var said []textualBody
	said = bodies(said, describing, c.Statement)
	said = bodies(said, classifying, string(c.Stance))
	if _, rating := w.d.RatingOf(c.Verdict); rating != nil {
		said = bodies(said, assessing, joined(": ", rating.Label, c.Verdict.Explanation))
	}
	said = bodies(said, commenting, c.Note)
	said = bodies(said, tagging, c.Tags...)
	out = appendBodies(beginAnnotation(out, c.ID, assessing, c.Creator, c.Created, c.Modified), said)
	out = w.target(openjson.AppendName(out, "target"), c)
	return endAnnotation(out, "gainsay:claim", native, saidOf(c)), nil
}

// joined joins what says something.
func joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

// target appends where a claim stands.
func (w *w3cWriter) target(out []byte, c *dossier.Claim) []byte {
	a := c.Anchor
	out = openjson.AppendMember(append(out, '{'), "type", "SpecificResource")
	out = append(openjson.AppendName(openjson.AppendMember(out, "source", w.source), "selector"), '[')
	out = openjson.AppendMember(append(out, '{'), "type", "TextQuoteSelector")
	out = openjson.AppendMember(openjson.AppendMember(openjson.AppendMember(out, "exact", a.Exact), "prefix", a.Prefix), "suffix", a.Suffix)
	out = openjson.AppendMember(append(out, "},{"...), "type", "TextPositionSelector")
	out = strconv.AppendInt(openjson.AppendName(out, "start"), int64(a.Start), 10)
	out = append(strconv.AppendInt(openjson.AppendName(out, "end"), int64(a.End), 10), '}')
	if ranged := a.Extra[rangeMember]; isRange(ranged) {
		out = append(append(out, ','), ranged...)
	}
	if w.links != nil && (c.State == "" || c.State == anchor.Moved) {
		if directive, ok := w.links.Of(a.Span()); ok {
			out = openjson.AppendMember(append(out, ",{"...), "type", "FragmentSelector")
			out = openjson.AppendMember(openjson.AppendMember(out, "conformsTo", textFragments), "value", ":~:"+directive.String())
			out = append(out, '}')
		}
	}
	out = append(out, ']')
	if read := w.read[a.Text]; read != "" {
		out = openjson.AppendMember(append(openjson.AppendName(out, "state"), '{'), "type", "TimeState")
		out = append(openjson.AppendMember(out, "sourceDate", read), '}')
	}
	return append(out, '}')
}

// opposition appends an opposition as an annotation.
func (w *w3cWriter) opposition(out []byte, o *dossier.Opposition) ([]byte, error) {
	native, err := o.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var said []textualBody
	said = bodies(said, tagging, string(o.Kind))
	said = bodies(said, commenting, o.Note)
	out = appendBodies(beginAnnotation(out, o.ID, linking, "", o.Created, o.Modified), said)
	out = openjson.AppendList(openjson.AppendName(out, "target"), []string{string(o.From), string(o.To)}, openjson.AppendString)
	return endAnnotation(out, "gainsay:opposition", native, oppositionMembers), nil
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
