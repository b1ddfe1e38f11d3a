package foreign

import (
	"fmt"
	"strconv"
	"strings"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
)

// cas is the JSON form of a UIMA CAS, as version 0.4.0 of Apache UIMA's JSON CAS writes
// it and INCEpTION reads it: the text is the subject of analysis, each claim an
// annotation, each opposition a relation between two. Offsets count UTF-16 code units,
// as Java does.
//
// The types have the names that INCEpTION gives to layers made in it, so that a project
// with layers Claim (spans) and Opposition (relations on it) shows them.
func cas() Format {
	return Format{
		Name: "cas", Label: "UIMA CAS JSON", Extension: ".cas.json", MediaType: "application/json",
		Carries: toolsCarry(Details, Name),
		Encode:  encodeCAS,
	}
}

// The names of the types.
const (
	casClaim      = "webanno.custom.Claim"
	casOpposition = "webanno.custom.Opposition"
	casArticle    = "webanno.custom.Article"
	casAnnotation = "uima.tcas.Annotation"
	casString     = "uima.cas.String"
	casStrings    = "uima.cas.StringArray"
)

// ordered is a JSON object whose members have an order, as the keywords of a CAS must
// come before all else.
type ordered []orderedMember

type orderedMember struct {
	name  string
	value any
}

// append writes the object. Its values are strings, numbers and lists of them, and objects
// likewise.
func (o ordered) append(out []byte) []byte {
	out = append(out, '{')
	for _, m := range o {
		out = appendValue(openjson.AppendName(out, m.name), m.value)
	}
	return append(out, '}')
}

func appendValue(out []byte, value any) []byte {
	switch value := value.(type) {
	case string:
		return openjson.AppendString(out, value)
	case int:
		return strconv.AppendInt(out, int64(value), 10)
	case ordered:
		return value.append(out)
	case []ordered:
		return openjson.AppendList(out, value, func(out []byte, one ordered) []byte { return one.append(out) })
	case []string:
		return openjson.AppendList(out, value, openjson.AppendString)
	case []int:
		return openjson.AppendList(out, value, func(out []byte, one int) []byte { return strconv.AppendInt(out, int64(one), 10) })
	}
	panic(fmt.Sprintf("a CAS has no value such as %T", value))
}

// feature is the name of a property as a feature of a type: letters, digits and lines.
func feature(name string) string { return strings.ReplaceAll(name, "-", "_") }

// casTypes are the types that are ours, each with its features and their ranges.
func casTypes() ordered {
	describe := func(name, super string, features ...[2]string) orderedMember {
		description := ordered{{"%NAME", name}, {"%SUPER_TYPE", super}}
		for _, f := range features {
			description = append(description, orderedMember{f[0], ordered{{"%NAME", f[0]}, {"%RANGE", f[1]}}})
		}
		return orderedMember{name, description}
	}
	var ofClaim, ofArticle [][2]string
	for _, p := range claimFeatures() {
		kind := casString
		if p.aspect == Tags {
			kind = casStrings
		}
		ofClaim = append(ofClaim, [2]string{feature(p.name), kind})
	}
	for _, one := range details {
		ofArticle = append(ofArticle, [2]string{one.name, casString})
	}
	ofArticle = append(ofArticle, [2]string{nameDetail, casString})
	return ordered{
		describe(casArticle, "uima.cas.AnnotationBase", ofArticle...),
		describe(casClaim, casAnnotation, ofClaim...),
		describe(casOpposition, casAnnotation, [2]string{"Governor", casClaim}, [2]string{"Dependent", casClaim}, [2]string{"kind", casString}),
	}
}

func claimFeatures() []property {
	return append([]property{propertyStance, propertyNote}, properties...)
}

// casWriter collects the feature structures of a CAS. The first is the text, and all
// others refer to it.
type casWriter struct {
	structures []ordered
	members    []int // of the view: what is found by looking through it
}

const casSofa = 1

// add adds a feature structure and returns its id.
func (w *casWriter) add(kind string, features ...orderedMember) int {
	id := len(w.structures) + 1
	w.structures = append(w.structures, append(ordered{{"%ID", id}, {"%TYPE", kind}}, features...))
	return id
}

// annotate adds an annotation, which is a member of the view.
func (w *casWriter) annotate(kind string, features ...orderedMember) int {
	id := w.add(kind, append([]orderedMember{{"@sofa", casSofa}}, features...)...)
	w.members = append(w.members, id)
	return id
}

func encodeCAS(d *dossier.Dossier) ([]byte, error) {
	d = found(d)
	ix := article.NewLayout(d.Article).Index()
	w := &casWriter{members: []int{}}
	w.add("uima.cas.Sofa", orderedMember{"sofaNum", 1}, orderedMember{"sofaID", "_InitialView"}, orderedMember{"mimeType", "text"}, orderedMember{"sofaString", ix.String()})
	language := "x-unspecified"
	if d.Article.Language != "" {
		language = d.Article.Language
	}
	w.annotate("uima.tcas.DocumentAnnotation", orderedMember{"begin", 0}, orderedMember{"end", int(ix.LenUTF16())}, orderedMember{"language", language})
	w.article(d)
	ids := make(map[dossier.ID]int, len(d.Claims))
	ranges := make(map[dossier.ID][]orderedMember, len(d.Claims))
	for _, c := range d.Claims {
		ranges[c.ID] = []orderedMember{{"begin", int(ix.UTF16Of(c.Anchor.Start))}, {"end", int(ix.UTF16Of(c.Anchor.End))}}
		ids[c.ID] = w.annotate(casClaim, append(ranges[c.ID], w.features(c)...)...)
	}
	for _, o := range inOrder(d, numbered(d)) {
		// A relation stands where its target does.
		w.annotate(casOpposition, append(ranges[o.To], orderedMember{"@Governor", ids[o.From]}, orderedMember{"@Dependent", ids[o.To]}, orderedMember{"kind", string(o.Kind)})...)
	}
	whole := ordered{
		{"%TYPES", casTypes()},
		{"%FEATURE_STRUCTURES", w.structures},
		{"%VIEWS", ordered{{"_InitialView", ordered{{"%SOFA", casSofa}, {"%MEMBERS", w.members}}}}},
	}
	return openjson.Indent(whole.append(nil)), nil
}

// article adds what is known of the article.
func (w *casWriter) article(d *dossier.Dossier) {
	known := detailsOf(d)
	var features []orderedMember
	for _, one := range details {
		if said, is := known[one.name]; is {
			features = append(features, orderedMember{one.name, said})
		}
	}
	if d.Name != "" {
		features = append(features, orderedMember{nameDetail, d.Name})
	}
	w.annotate(casArticle, features...)
}

// features are what is said of a claim. A list of strings is a feature structure of its
// own, which comes before the one that refers to it.
func (w *casWriter) features(c *dossier.Claim) (list []orderedMember) {
	for _, p := range claimFeatures() {
		said := p.get(c)
		switch {
		case len(said) == 0:
		case p.aspect == Tags:
			list = append(list, orderedMember{"@" + feature(p.name), w.add(casStrings, orderedMember{"%ELEMENTS", said})})
		default:
			list = append(list, orderedMember{feature(p.name), said[0]})
		}
	}
	return list
}
