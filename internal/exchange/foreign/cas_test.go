package foreign

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gainsay/internal/dossier"
)

// casFile is a CAS as its specification describes it.
type casFile struct {
	Types map[string]map[string]any `json:"%TYPES"`
	FS    []map[string]any          `json:"%FEATURE_STRUCTURES"`
	Views map[string]struct {
		Sofa    int   `json:"%SOFA"`
		Members []int `json:"%MEMBERS"`
	} `json:"%VIEWS"`
}

// builtIn are the features of the types that every CAS has.
var builtIn = map[string][]string{
	"uima.cas.Sofa":                {"sofaNum", "sofaID", "mimeType", "sofaString"},
	"uima.cas.StringArray":         {"%ELEMENTS"},
	"uima.cas.AnnotationBase":      {"@sofa"},
	"uima.tcas.Annotation":         {"@sofa", "begin", "end"},
	"uima.tcas.DocumentAnnotation": {"@sofa", "begin", "end", "language"},
}

func readCAS(t *testing.T, data []byte) casFile {
	t.Helper()
	var f casFile
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestTheShapeOfACAS holds a file to the documented form: ids are positive and occur
// once, a text stands before what refers to it, every feature belongs to its type, every
// reference leads to a feature structure, and offsets are inside the text.
func TestTheShapeOfACAS(t *testing.T) {
	for _, d := range []*dossier.Dossier{rich(t), scene(t)} {
		data := written(t, cas(), d)
		f := readCAS(t, data)
		if a, b, c := strings.Index(string(data), `"%TYPES"`), strings.Index(string(data), `"%FEATURE_STRUCTURES"`), strings.Index(string(data), `"%VIEWS"`); a < 0 || b < a || c < b {
			t.Error("the parts are not in their order")
		}
		features := make(map[string][]string)
		for name, known := range builtIn {
			features[name] = known
		}
		for name, described := range f.Types {
			super, _ := described["%SUPER_TYPE"].(string)
			if described["%NAME"] != name || builtIn[super] == nil {
				t.Errorf("the type %s is described as %v", name, described)
			}
			features[name] = slices.Clone(builtIn[super])
			for feature, about := range described {
				if strings.HasPrefix(feature, "%") {
					continue
				}
				kind, _ := about.(map[string]any)["%RANGE"].(string)
				if !strings.HasPrefix(kind, "uima.cas.String") {
					if f.Types[kind] == nil {
						t.Errorf("the range %q of %s is no type", kind, feature)
					}
				}
				if kind != "uima.cas.String" {
					feature = "@" + feature
				}
				features[name] = append(features[name], feature)
			}
		}
		units := len(utf16.Encode([]rune(d.Article.Text())))
		byID := make(map[int]map[string]any)
		for _, fs := range f.FS {
			id, kind := int(fs["%ID"].(float64)), fs["%TYPE"].(string)
			if id <= 0 || byID[id] != nil {
				t.Errorf("the id %d is not positive, or occurs twice", id)
			}
			byID[id] = fs
			for name, said := range fs {
				if name != "%ID" && name != "%TYPE" && !slices.Contains(features[kind], name) {
					t.Errorf("%s has no feature %s", kind, name)
				}
				if strings.HasPrefix(name, "@") && byID[int(said.(float64))] == nil {
					t.Errorf("%s of %d leads to %v, which is not before it", name, id, said)
				}
			}
			if begin, is := fs["begin"].(float64); is {
				if end := fs["end"].(float64); begin < 0 || end < begin || int(end) > units {
					t.Errorf("%d stands from %v to %v in a text of %d units", id, begin, end, units)
				}
			}
		}
		view := f.Views["_InitialView"]
		if byID[view.Sofa]["%TYPE"] != "uima.cas.Sofa" || byID[view.Sofa]["sofaString"] != d.Article.Text() {
			t.Error("the view has not the text")
		}
		for id, fs := range byID {
			if _, annotates := fs["@sofa"]; annotates != slices.Contains(view.Members, id) {
				t.Errorf("%d is a member of the view: %v", id, !annotates)
			}
		}
	}
}

func TestACASHasTheClaimsAndTheOppositions(t *testing.T) {
	d := found(rich(t))
	f := readCAS(t, written(t, cas(), rich(t)))
	units := utf16.Encode([]rune(d.Article.Text()))
	claims, quotes, links := make(map[int]string), []string(nil), []string(nil)
	for _, fs := range f.FS {
		if fs["%TYPE"] == casClaim {
			quote := string(utf16.Decode(units[int(fs["begin"].(float64)):int(fs["end"].(float64))]))
			claims[int(fs["%ID"].(float64))] = quote
			quotes = append(quotes, quote)
		}
	}
	for _, fs := range f.FS {
		if fs["%TYPE"] == casOpposition {
			from, to := int(fs["@Governor"].(float64)), int(fs["@Dependent"].(float64))
			links = append(links, claims[from]+" "+fs["kind"].(string)+" "+claims[to])
		}
	}
	var wantQuotes, wantLinks []string
	for _, c := range d.Claims {
		wantQuotes = append(wantQuotes, c.Anchor.Exact)
	}
	for _, o := range d.Oppositions {
		wantLinks = append(wantLinks, d.Claim(o.From).Anchor.Exact+" "+string(o.Kind)+" "+d.Claim(o.To).Anchor.Exact)
	}
	slices.Sort(links)
	slices.Sort(wantLinks)
	if !slices.Equal(quotes, wantQuotes) || !slices.Equal(links, wantLinks) {
		t.Errorf("the CAS has %q and %q, not %q and %q", quotes, links, wantQuotes, wantLinks)
	}
	golden(t, "scene.cas.json", written(t, cas(), scene(t)))
}
