package anchor

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gainsay/internal/text"

	"golang.org/x/net/html"
)

// The cases of Apache Annotator are about ranges of a document. What they ask of the
// text alone is asked here; each that asks for something that is not promised is
// named with the reason.
const noWords = "it quotes nothing, and a claim has words"

var notAsked = map[string]string{
	"match/empty quote":                         noWords,
	"match/empty quote, multiple elements":      noWords,
	"match/empty quote, with prefix":            noWords,
	"match/empty quote, with suffix":            noWords,
	"match/empty quote, with prefix and suffix": noWords,
	"match/empty quote, no matches":             noWords,
	"position/empty quote":                      noWords,
	"describe/empty quote":                      noWords,
}

// partsOfWords are the cases that quote a part of a word without the rest of it in
// their context. The place is found, but as one to look at: "2 people" stands in
// "72 people" as well.
var partsOfWords = []string{
	"match/simple", "match/across elements", "match/text inside <head>", "match/with empty prefix and suffix",
	"match/with prefix and suffix", "match/with suffix",
}

type apacheCases struct {
	Match map[string]struct {
		HTML     string
		Selector struct{ Exact, Prefix, Suffix string }
		Expected []domRange
	} `json:"text-quote/match-cases"`
	Describe map[string]map[string]struct {
		HTML     string
		Range    domRange
		Options  map[string]any
		Expected struct{ Exact, Prefix, Suffix string }
	} `json:"text-quote/describe-cases"`
	Position map[string]struct {
		HTML     string
		Selector struct{ Start, End int }
		Expected []domRange
	} `json:"text-position/match-cases"`
}

type domRange struct {
	StartContainerXPath, EndContainerXPath string
	StartOffset, EndOffset                 int // UTF-16 units
}

// document is the text of a page, and where its text nodes stand in it.
type document struct {
	text  string
	nodes map[string]int // from an XPath to the UTF-16 unit where the node begins
}

func readDocument(t *testing.T, s string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	d := document{nodes: make(map[string]int)}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		nth := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				nth++
				at := len(utf16.Encode([]rune(d.text)))
				d.nodes["//"+n.Data+"/text()["+string(rune('0'+nth))+"]"] = at
				if nth == 1 {
					d.nodes["//"+n.Data+"/text()"] = at
				}
				d.text += c.Data
				continue
			}
			walk(c)
		}
	}
	walk(root)
	return d
}

func (d document) span(t *testing.T, r domRange) text.Span {
	t.Helper()
	from, known := d.nodes[r.StartContainerXPath]
	to, alsoKnown := d.nodes[r.EndContainerXPath]
	if !known || !alsoKnown {
		t.Fatalf("%+v is not in %q", r, d.text)
	}
	ix := text.NewIndex(d.text)
	return text.Span{Start: ix.CodePointOfUTF16(text.UTF16(from + r.StartOffset)), End: ix.CodePointOfUTF16(text.UTF16(to + r.EndOffset))}
}

func TestApacheAnnotatorCases(t *testing.T) {
	data, err := os.ReadFile("../../../shared/data/apache-annotator-cases.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the cases of Apache Annotator are not beside this repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var cases apacheCases
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	asked, all := 0, 0
	ask := func(name string) bool {
		all++
		if _, not := notAsked[name]; not {
			return false
		}
		asked++
		return true
	}

	for _, name := range slices.Sorted(maps.Keys(cases.Match)) {
		c := cases.Match[name]
		if !ask("match/" + name) {
			continue
		}
		d := readDocument(t, c.HTML)
		f := prepared(d.text).Find(Anchor{Exact: c.Selector.Exact, Prefix: c.Selector.Prefix, Suffix: c.Selector.Suffix}, nil)
		var want []text.Span
		for _, r := range c.Expected {
			want = append(want, d.span(t, r))
		}
		got := f.Candidates
		if f.Certain() {
			got = []text.Span{f.Span}
		}
		certain := len(want) == 1 && !slices.Contains(partsOfWords, "match/"+name)
		switch {
		case len(want) == 0:
			if f.Certain() {
				t.Errorf("match/%s: %s at %v, where nothing is", name, f.State, f.Span)
			}
		case !slices.Equal(got, want) || f.Certain() != certain:
			t.Errorf("match/%s: %s at %v, not %v", name, f.State, got, want)
		}
	}
	for _, set := range slices.Sorted(maps.Keys(cases.Describe)) {
		for _, name := range slices.Sorted(maps.Keys(cases.Describe[set])) {
			c := cases.Describe[set][name]
			if !ask("describe/" + name) {
				continue
			}
			d := readDocument(t, c.HTML)
			p := prepared(d.text)
			span := d.span(t, c.Range)
			a, err := Describe(p.ix, p.digest, span)
			if err != nil {
				t.Errorf("describe/%s: %v", name, err)
				continue
			}
			// The same quote, and all of their context, in ours.
			if a.Exact != c.Expected.Exact || !strings.HasSuffix(a.Prefix, c.Expected.Prefix) || !strings.HasPrefix(a.Suffix, c.Expected.Suffix) {
				t.Errorf("describe/%s: %+v, not %+v", name, a, c.Expected)
			}
			if f := p.Find(a, nil); f.State != Exact || f.Span != span {
				t.Errorf("describe/%s: what is described is found %s at %v", name, f.State, f.Span)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(cases.Position)) {
		c := cases.Position[name]
		if !ask("position/" + name) {
			continue
		}
		d := readDocument(t, c.HTML)
		ix := text.NewIndex(d.text)
		if got, want := (text.Span{Start: text.CodePoint(c.Selector.Start), End: text.CodePoint(c.Selector.End)}), d.span(t, c.Expected[0]); ix.Slice(got) != ix.Slice(want) {
			t.Errorf("position/%s: %q, not %q", name, ix.Slice(got), ix.Slice(want))
		}
	}
	if all != 54 {
		t.Errorf("there are %d cases, not 54", all)
	}
	t.Logf("%d of %d cases are asked", asked, all)
}
