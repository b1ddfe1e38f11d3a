package foreign

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	render "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// hostile are words that would do something if they were ever taken for markup.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' autofocus onfocus='alert(1)`, `</style><script>alert(1)</script>`,
	`</title><svg onload=alert(1)>`, `<!-- --!><iframe srcdoc="<script>alert(1)</script>">`, `<a href="javascript:alert(1)">x</a>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&#60;img src=x onerror=alert(1)&#62;`, "<\x00script>alert(1)</script>", "\xc0\xbcscript\xc0\xbe", `</article></main></body><form action=//evil.example>`, `{{constructor.constructor('alert(1)')()}}`,
	"<math><mtext><style><img title=\"</style><img src onerror=alert(1)>\">", "<template><script>alert(1)</script></template>", "]]><script>alert(1)</script>", "<base href=//evil.example>",
	`<meta http-equiv=refresh content="0;url=//evil.example">`, `<link rel=stylesheet href=//evil.example>`, "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "<https://evil.example>", "https://evil.example www.evil.example a@evil.example",
	"[x]: https://evil.example\n[x]", "`` `</code><script>alert(1)</script>", "# heading\n***\n- item\n1. one\n> quote\n\n    code\n```\nfence", "a | b\n--- | ---\n1 | 2", "[^1]: https://evil.example [^1]", "line\\\n<div>\n\n<script>alert(1)</script>", "*a* **b** ~~c~~ $x$ \\*d\\*",
	"Setext\n===\nor\n---", "+ x\n\t<b>y</b>", "&copy; &#x3c;b&#x3e;", "\u202e<b>gnp.exe\u2028<i>",
}

// addresses are what may never become a link, with one that may.
var addresses = []string{
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example/x", "file:///etc/passwd", "https:evil", "http://",
	`https://example.org/"onmouseover="alert(1)`, "https://example.org/<script>&copy=1(x)[y]\\z", "https://example.org/ space",
}

// poisoned is the rich dossier with such words in every place that takes words.
func poisoned(t testing.TB, words, address string) *dossier.Dossier {
	d := rich(t)
	d.Name, d.Article.Byline, d.Article.Publisher, d.Article.Published, d.Article.Retrieved, d.Article.Language = words, words, words, words, words, words
	d.Article.URL = address
	for i := range d.Article.Blocks {
		d.Article.Blocks[i].Lang, d.Article.Blocks[i].Dir = words, words
		d.Article.Blocks[i].Role = article.Role(words)
	}
	for i := range d.Versions {
		for n := range d.Versions[i].Article.Blocks {
			d.Versions[i].Article.Blocks[n].Text = words
		}
	}
	for _, p := range d.Profiles {
		p.Name, p.Role, p.SameAs, p.Type = words, words, address, dossier.SourceType(words)
	}
	for _, s := range d.Scales {
		s.Name = words
		for _, r := range s.Ratings {
			r.Label = words
		}
	}
	for _, c := range d.Claims {
		a := &c.Attribution
		for _, part := range []*dossier.Part{&a.Source, &a.Cue, &a.Content} {
			part.Text, part.Lemma = words, words
		}
		for _, r := range a.Through {
			r.Source.Text, r.Cue.Text = words, words
		}
		c.Anchor.Exact, c.Anchor.Prefix, c.Anchor.Suffix = words, words, words
		for i := range c.Places {
			c.Places[i].Exact, c.Places[i].Prefix, c.Places[i].Suffix = words, words, words
		}
		a.Quotation, a.Said.When, a.Said.Where = dossier.Quotation(words), words, words
		c.Stance, c.Type, c.Status = dossier.Stance(words), dossier.ClaimType(words), dossier.Status(words)
		c.Statement, c.StatementBy, c.Note, c.Creator, c.Tags = words, words, words, words, []string{words, words}
		c.Contact.When, c.Contact.Answer, c.Verdict.Explanation, c.Verdict.By = words, words, words, words
		for _, e := range c.Evidence {
			e.URL, e.Archived, e.Title, e.Excerpt, e.Date, e.Note, e.Relation = address, address, words, words, words, words, dossier.Relation(words)
		}
		c.Provenance.By, c.Provenance.From = words, []string{words}
		poisonLog(c.Reviews, words)
	}
	for _, o := range d.Oppositions {
		o.Topic, o.Note, o.Status, o.Resolution.Explanation, o.Resolution.By = words, words, dossier.Status(words), words, words
		poisonLog(o.Reviews, words)
	}
	return d
}

func poisonLog(reviews dossier.List[*dossier.Review], words string) {
	for _, r := range reviews {
		r.By, r.Text, r.Decision = words, words, dossier.Decision(words)
	}
}

// inReport are the elements of a report, with the attributes that each may have.
var inReport = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "name", "http-equiv", "content"}, "title": nil, "style": nil, "script": {"type"}, "body": nil,
	"header": {"class"}, "main": {"data-dossier"}, "section": {"id", "class", "data-claim", "aria-label", "aria-labelledby"}, "article": {"class", "lang", "data-article"}, "div": {"class", "data-opposition"},
	"h1": {"dir"}, "h2": {"id"}, "h3": {"class", "lang", "dir"}, "h4": {"class", "lang", "dir"}, "h5": {"class", "lang", "dir"}, "h6": {"class", "lang", "dir"},
	"p": {"class", "dir", "lang"}, "ul": {"class"}, "ol": nil, "li": {"class", "dir", "lang"}, "dl": nil, "dt": nil, "dd": {"dir"}, "blockquote": {"class"}, "q": {"dir"},
	"a": {"href", "rel", "id", "aria-label"}, "b": nil, "code": nil, "mark": {"class"}, "span": {"class"}, "sup": nil,
	"table": nil, "caption": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"scope"}, "td": nil,
}

// inMarkdown is the same of what Markdown becomes.
var inMarkdown = map[string][]string{
	"html": nil, "head": nil, "body": nil, "h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "p": nil, "ul": nil, "ol": nil, "li": {"id"}, "blockquote": nil,
	"a": {"href", "class", "role"}, "strong": nil, "em": nil, "code": nil, "br": nil, "hr": nil, "sup": {"id"}, "div": {"class", "role"}, "table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": nil, "td": nil,
}

// onlyHas holds a page to its elements and attributes, and its links to what may be one.
func onlyHas(t *testing.T, what string, page []byte, may map[string][]string, links []string) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("%s: there is a comment, %q", what, n.Data)
		case html.ElementNode:
			attributes, known := may[n.Data]
			if !known || n.Namespace != "" {
				t.Errorf("%s: there is an element <%s>", what, n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(attributes, a.Key) {
					t.Errorf("%s: there is an attribute %s of <%s>", what, a.Key, n.Data)
				}
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !slices.Contains(links, a.Val) {
					t.Errorf("%s: there is a link to %q", what, a.Val)
				}
			}
		}
	}
	return root
}

// asHTML is what a reader of Markdown with all extensions makes of a file, and raw HTML
// let through.
func asHTML(t *testing.T, markdown []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(render.WithUnsafe()))
	if err := md.Convert(markdown, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestNoWordsBecomeMarkup(t *testing.T) {
	for i, words := range hostile {
		address := addresses[i%len(addresses)]
		var links []string
		if isLink(address) {
			links = append(links, address, inMarkdownLink(address))
		}
		what := fmt.Sprintf("%q at %q", words, address)
		d := poisoned(t, words, address)
		// What is no character of HTML is the sign for that, in both.
		want := oneSpace(strings.NewReplacer("\x00", "\uFFFD").Replace(strings.ToValidUTF8(words, "\uFFFD")))
		if said := oneSpace(textOf(onlyHas(t, what, encodeHTML(d), inReport, links))); strings.Count(said, want) < 50 {
			t.Errorf("%s: the words are in the report as they are %d times", what, strings.Count(said, want))
		}
		if said := oneSpace(textOf(onlyHas(t, "Markdown, "+what, asHTML(t, encodeMarkdown(d)), inMarkdown, links))); strings.Count(said, want) < 50 {
			t.Errorf("Markdown, %s: the words are in the report as they are %d times", what, strings.Count(said, want))
		}
	}
	for _, address := range addresses {
		if want := strings.HasPrefix(address, "https://") && !strings.Contains(address, " "); isLink(address) != want {
			t.Errorf("%q may be a link: %v", address, !want)
		}
	}
}

// inMarkdownLink is an address as it comes out of Markdown.
func inMarkdownLink(address string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", `"`, "%22", "[", "%5B", "]", "%5D").Replace(address)
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}

func TestTheReportIsSoundHTML(t *testing.T) {
	for _, d := range []*dossier.Dossier{rich(t), scene(t), found(rich(t))} {
		page := encodeHTML(d)
		root := onlyHas(t, "the report", page, inReport, []string{
			"https://example.org/row?a=1&b=2#top", "https://www.wikidata.org/wiki/Q1057589", "https://example.org/log?x=1&y=2", "https://web.archive.org/web/2002/https://example.org/log", "https://example.org/treaty",
		})
		ids, links, depth := map[string]int{}, []string(nil), 0
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "id":
					ids[a.Val]++
				case "href", "aria-labelledby":
					if target, inside := strings.CutPrefix(a.Val, "#"); inside {
						links = append(links, target)
					} else if a.Key == "aria-labelledby" {
						links = append(links, a.Val)
					}
				}
			}
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				if next := int(n.Data[1] - '0'); next > depth+1 {
					t.Errorf("a heading of depth %d follows one of %d: %q", next, depth, textOf(n))
				} else {
					depth = next
				}
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("the id %s occurs %d times", id, n)
			}
		}
		for _, target := range links {
			if ids[target] == 0 {
				t.Errorf("a link leads to %s, which is not there", target)
			}
		}
		for _, c := range d.Claims {
			if _, placed := c.Place(); placed != (ids[fmt.Sprintf("mark-%d", slices.Index(d.Claims, c)+1)] == 1) {
				t.Errorf("the claim %q has a highlight: %v", c.Anchor.Exact, !placed)
			}
		}
	}
}

func TestTheReportAllowsItsOwnStyleAlone(t *testing.T) {
	page := string(encodeHTML(scene(t)))
	_, rest, _ := strings.Cut(page, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	if !strings.Contains(page, string(appendEscaped(nil, policy))) {
		t.Errorf("the policy of the report is not %s", policy)
	}
	if strings.ContainsAny(style, "<&") || strings.Contains(style, "url(") || strings.Contains(style, "@import") {
		t.Error("the style sheet loads something, or ends its element")
	}
}

func TestWhatSearchEnginesReadIsInTheReport(t *testing.T) {
	for _, words := range append([]string{"plain"}, hostile...) {
		d := poisoned(t, words, "https://example.org/x")
		_, rest, _ := strings.Cut(string(encodeHTML(d)), `<script type="application/ld+json">`)
		block, _, ends := strings.Cut(rest, "</script>")
		if !ends || strings.ContainsAny(block, "<>&") {
			t.Fatalf("%q: the block is %q", words, block)
		}
		var got, want any
		if err := json.Unmarshal([]byte(block), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(structured(d), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: the block is %v, not %v", words, got, want)
		}
	}
	if strings.Contains(string(encodeHTML(scene(t))), "<script") {
		t.Error("without a verdict there is a block")
	}
}

func TestTheReportSaysHowThingsWereSettled(t *testing.T) {
	expect := func(p dossier.Provenance, want string) {
		t.Helper()
		if got := settled(p); got != want {
			t.Errorf("%v is %q, not %q", p, got, want)
		}
	}
	at := time.Date(2026, 3, 4, 5, 6, 0, 0, time.UTC)
	expect(dossier.Provenance{}, "")
	expect(dossier.Provenance{Settled: dossier.Unanimous, From: []string{"Ada", "Ben"}}, "alike in both dossiers (of Ada and Ben)")
	expect(dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenB, By: "Cleo", At: at}, "as the second dossier has it, decided by Cleo, 4 March 2026, 05:06 UTC")
	expect(dossier.Provenance{Settled: dossier.Adjudicated, Taken: dossier.TakenEdited}, "otherwise than either dossier has it")
}

func TestTheArticleInTheReportIsWhole(t *testing.T) {
	for _, d := range []*dossier.Dossier{rich(t), scene(t)} {
		root, err := html.Parse(bytes.NewReader(encodeHTML(d)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "sup" {
				for kid := range n.Descendants() {
					kid.Data = ""
				}
			}
		}
		said := strings.Join(strings.Fields(textOf(root)), " ")
		for _, b := range d.Article.Blocks {
			if !strings.Contains(said, strings.Join(strings.Fields(b.Text), " ")) {
				t.Errorf("the block %q is not in the report", b.Text)
			}
		}
	}
}

func TestTheReportIsTheGoldenFile(t *testing.T) {
	golden(t, "scene.md", encodeMarkdown(scene(t)))
	golden(t, "rich.gainsay.json", []byte(inNative(t, rich(t)))) // which the browser test makes its report of
}
