package webpage

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"gainsay/internal/article"
)

// findHeadline looks for the element that shows the title: the heading that says
// what the metadata say, or the only first-level heading that is not the site's own.
func (p *page) findHeadline() {
	var headings []*html.Node
	each(p.doc, func(n *html.Node) {
		if (is(n, "h1") || attr(n, "itemprop") == "headline" && !is(n, "meta")) && !article.Blank(text(n)) {
			headings = append(headings, n)
		}
	})
	best, bestScore := (*html.Node)(nil), 0
	for _, h := range headings {
		score := p.titleScore(text(h))
		if within(h, func(n *html.Node) bool { return is(n, "article", "main") }) {
			score++
		}
		if score > bestScore {
			best, bestScore = h, score
		}
	}
	if best == nil && len(headings) == 1 && !within(headings[0], func(n *html.Node) bool { return is(n, "header", "nav") }) {
		best = headings[0]
	}
	p.headline = best
}

// titleScore says how much a heading is like what the page calls its article.
func (p *page) titleScore(heading string) int {
	score := 0
	for _, title := range p.titles {
		a, b := letters(heading), letters(title)
		switch {
		case a == b:
			score = max(score, 6)
		case len(a) > 10 && len(b) > 10 && (strings.Contains(a, b) || strings.Contains(b, a)):
			score = max(score, 4)
		}
	}
	return score
}

// The bounds of what readability is given and of what it must find, to be believed.
const (
	mostElements = 60_000
	leastFound   = 200 // bytes of text
)

// extract returns the blocks of the article.
func (p *page) extract() []block {
	all := p.read(p.doc)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].noise() {
			all = slices.Delete(all, i, i+1)
		}
	}
	kept := p.locate(all)
	if kept == nil { // nothing was found: the page is its article
		kept = make([]bool, len(all))
		for i := range kept {
			kept[i] = true
		}
	}
	return p.withHeadline(all, kept)
}

// locate marks the blocks that readability takes for the article, and what it left
// out between them without a reason that holds here; nil where it finds nothing.
func (p *page) locate(all []block) []bool {
	found := p.readable()
	if size(found) < leastFound && size(found) < size(all) {
		return nil
	}
	kept := make([]bool, len(all))
	places := map[string][]int{}
	for i, b := range all {
		places[b.Text] = append(places[b.Text], i)
	}
	matched, last := 0, -1
	for _, b := range found {
		same := places[b.Text]
		if next := sort.SearchInts(same, last+1); next < len(same) {
			last = same[next]
			kept[last] = true
			matched += len(b.Text)
		}
	}
	if matched*10 < size(found)*7 {
		return nil
	}
	p.fill(all, kept)
	return kept
}

// readable asks readability for the article of a copy of the page.
func (p *page) readable() []block {
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.MaxElemsToParse = mostElements
	copied := clone(p.doc)
	each(copied, func(n *html.Node) {
		// A form that is left holds the page.
		if is(n, "form") {
			n.Data, n.DataAtom = "div", 0
		}
	})
	found, err := parser.ParseAndMutate(copied, p.base)
	if err != nil || found.Node == nil {
		return nil
	}
	return p.read(found.Node)
}

func size(blocks []block) (sum int) {
	for _, b := range blocks {
		sum += len(b.Text)
	}
	return sum
}

// fill keeps, between the headline and the last block that is kept, also those that
// stand with them in one container: readability drops short lists, tables and lines
// by rules of thumb. What is mostly links stays out, and headings over nothing.
func (p *page) fill(all []block, kept []bool) {
	first, last := slices.Index(kept, true), len(kept)-1
	for last > 0 && !kept[last] {
		last--
	}
	if first < 0 {
		return
	}
	container := all[first].at
	for i := first; i <= last; i++ {
		for kept[i] && !holds(container, all[i].at) {
			container = container.Parent
		}
	}
	if headline := p.headlineAt(all); headline >= 0 && headline < first && holds(container, p.headline) {
		first = headline
	}
	links := linkShare(all)
	for i := first; i < last; i++ {
		kept[i] = kept[i] || holds(container, all[i].at) && all[i].Kind != article.KindHeading && links[group(all[i].at)] < 1./3
	}
	for i := last - 1; i > first; i-- {
		if all[i].Kind == article.KindHeading && holds(container, all[i].at) {
			kept[i] = kept[i] || kept[i+1] && (all[i+1].Kind != article.KindHeading || all[i+1].Level > all[i].Level)
		}
	}
}

// group is what a block is one of several in: the list of an item, else itself.
func group(n *html.Node) *html.Node {
	if n.Parent != nil && is(n, "li", "dt", "dd", "tr") {
		return n.Parent
	}
	return n
}

func linkShare(all []block) map[*html.Node]float64 {
	linked, whole := map[*html.Node]int{}, map[*html.Node]int{}
	for _, b := range all {
		linked[group(b.at)] += b.linked
		whole[group(b.at)] += len(b.Text)
	}
	share := map[*html.Node]float64{}
	for n, size := range whole {
		share[n] = float64(linked[n]) / float64(size)
	}
	return share
}

// headlineAt returns which block the headline is, or -1.
func (p *page) headlineAt(all []block) int {
	return slices.IndexFunc(all, func(b block) bool { return p.headline != nil && holds(p.headline, b.at) })
}

// withHeadline returns the blocks that are kept, with the headline once, at the
// top, and below it the lines that stand between it and the text.
func (p *page) withHeadline(all []block, kept []bool) []block {
	headline := p.headlineAt(all)
	title := either(p.titles...)
	if headline >= 0 {
		title = article.OneSpace(printable(text(p.headline)))
	}
	var chosen []block
	if title != "" {
		chosen = append(chosen, block{Block: article.Block{Kind: article.KindHeading, Level: 1, Role: article.RoleHeadline, Text: title}})
		if headline >= 0 {
			chosen[0].Lang, chosen[0].Dir = all[headline].Lang, all[headline].Dir
		}
	}
	top := 0 // blocks since the headline, as far as they are not yet the body
	for i := range all {
		b := all[i]
		switch {
		case repeats(b, title, top), p.headline != nil && holds(p.headline, b.at):
			continue
		case i < headline && utf8.RuneCountInString(b.Text) < shortest:
			continue // what stands above a headline is the name of a section
		case !kept[i] && !(headline >= 0 && i > headline && top < topBlocks && introduces(b)):
			continue
		}
		if opensBody(b) {
			top = topBlocks
		}
		if top++; top <= topBlocks {
			p.setApart(&b)
		}
		chosen = append(chosen, b)
	}
	return chosen
}

const (
	shortest  = 100 // code points: above the headline, only what is longer is text
	topBlocks = 6   // how far below the headline bylines and dates are looked for
)

// repeats reports whether a block only says the headline again.
func repeats(b block, title string, top int) bool {
	return (b.Kind == article.KindHeading || top < 3) && same(b.Text, title)
}

// The words by which pages name the lines below a headline.
var (
	bylineNames = []string{"byline", "author", "authors", "writer", "writers", "contributor", "contributors", "reporter"}
	dateNames   = []string{"dateline", "date", "time", "timestamp", "datetime", "published", "pubdate", "posted", "updated"}
	deckNames   = []string{"deck", "dek", "standfirst", "subtitle", "subhead", "subheadline", "subheading", "summary", "lead", "lede", "intro", "excerpt", "description", "tagline", "kicker"}
)

// near is how many elements around a block name it too.
const near = 3

func named(b block, among []string) bool {
	n := b.at
	for range near {
		if n == nil || is(n, "article", "main", "body") {
			return false
		}
		for _, word := range append(names(n), attr(n, "rel"), attr(n, "itemprop")) {
			if slices.Contains(among, word) {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// longestByline bounds a byline or a date, in code points.
const longestByline = 160

func isByline(b block) bool {
	if utf8.RuneCountInString(b.Text) > longestByline || b.Kind != article.KindParagraph {
		return false
	}
	_, said := article.Byline(b.Text)
	return said || named(b, bylineNames)
}

func isDateline(b block) bool {
	if utf8.RuneCountInString(b.Text) > longestByline || b.Kind != article.KindParagraph {
		return false
	}
	hasTime := find(b.at, func(n *html.Node) bool { return is(n, "time") }) != nil
	return article.Dateline(b.Text) || named(b, dateNames) && (hasTime || article.DateIn(b.Text) != "") ||
		hasTime && utf8.RuneCountInString(b.Text) < shortest
}

// introduces reports whether a block between headline and text belongs to the
// article: its deck, its byline, its date, or the caption of its picture.
func introduces(b block) bool {
	return b.Kind == article.KindCaption || isByline(b) || isDateline(b) || isDeck(b)
}

func isDeck(b block) bool {
	return named(b, deckNames) || is(b.at, "h2") && within(b.at, func(n *html.Node) bool { return is(n, "header", "hgroup") })
}

// opensBody reports whether a block shows that what stands below the headline is at
// an end: a heading, or a paragraph of some length.
func opensBody(b block) bool {
	return (b.Kind == article.KindHeading || utf8.RuneCountInString(b.Text) > longestByline) && !isDeck(b)
}

// setApart gives a byline or date below the headline its role.
func (p *page) setApart(b *block) {
	switch {
	case b.Role != "":
	case isByline(*b):
		b.Role = article.RoleByline
		name, ok := article.Byline(b.Text)
		if !ok {
			name = b.Text
		}
		p.known.Byline = either(p.known.Byline, name)
		p.known.Published = either(p.known.Published, article.DateIn(b.Text))
	case isDateline(*b):
		b.Role = article.RoleDateline
	}
}
