package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// Plain reads plain text. Paragraphs are divided by blank lines, or by line ends
// where there is no blank line between them.
func Plain(s string) Article {
	a, _ := plainIn(s, withoutBreath)
	return a
}

// withoutBreath is for a text that nobody waits for.
func withoutBreath() error { return nil }

// plainIn is Plain for a long text: breathe is called between paragraphs, and its
// error ends the reading.
func plainIn(s string, breathe func() error) (Article, error) {
	all := lines(s)
	if err := breathe(); err != nil {
		return Article{}, err
	}
	for len(all) > 0 && blank(all[0]) {
		all = all[1:]
	}
	for len(all) > 0 && blank(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	byLine := true
	for _, line := range all {
		if blank(line) {
			byLine = false
			break
		}
	}
	var drafts []draft
	var paragraph []string
	end := func() {
		if text := oneSpace(strings.Join(paragraph, "\n")); text != "" {
			drafts = append(drafts, draft{Block{Kind: KindParagraph, Text: text}, len(paragraph) == 1})
		}
		paragraph = nil
	}
	for _, line := range all {
		if err := breathe(); err != nil {
			return Article{}, err
		}
		if blank(line) {
			end()
			continue
		}
		paragraph = append(paragraph, line)
		if byLine {
			end()
		}
	}
	end()
	return recognise(drafts, breathe)
}

// draft is a block with what only its source tells: whether it was one line.
type draft struct {
	Block
	oneLine bool
}

// The bounds of what counts as short, in code points.
const (
	longestHeadline = 200
	longestByline   = 160
	longestTail     = 300
)

// topBlocks is how far down a byline or a date is looked for: below the headline
// there may be a deck, a byline, a place and a date.
const topBlocks = 5

// recognise sets apart what is not the body of the article, and copies from it
// what it says about the article.
func recognise(drafts []draft, breathe func() error) (Article, error) {
	a := Article{Blocks: make([]Block, 0, len(drafts))}
	for _, d := range drafts {
		if err := breathe(); err != nil {
			return Article{}, err
		}
		if d.Dir == "" {
			d.Dir = direction(d.Text)
		}
		a.Blocks = append(a.Blocks, d.Block)
	}
	if len(a.Blocks) == 0 {
		return Article{}, nil
	}
	first := 0
	if headline(drafts) {
		a.Blocks[0].Role = RoleHeadline
		if a.Blocks[0].Kind == KindParagraph {
			a.Blocks[0].Kind, a.Blocks[0].Level = KindHeading, 1
		}
		a.Title = a.Blocks[0].Text
		first = 1
	} else {
		a.Title = opening(a.firstWithoutRole().Text)
	}
	first = a.top(first)
	a.publisher(first)
	return a, a.tails(first+1, breathe)
}

// headline reports whether block 0 is one: a heading, or a short line that does
// not end as a sentence does, with something below it.
func headline(drafts []draft) bool {
	first := drafts[0]
	if first.Kind == KindHeading {
		return true
	}
	if first.Role != "" {
		return false
	}
	if first.Kind != KindParagraph || !first.oneLine || len(drafts) == 1 || utf8.RuneCountInString(first.Text) > longestHeadline {
		return false
	}
	_, isByline := bylineOf(first.Text)
	return !isByline && !endsSentence(first.Text)
}

// endsSentence reports whether a text ends as running text does: with a stop, a
// comma or a colon, before any closing quotes. Headlines do end in ? and !.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’»)]】」』 `)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".,;:…。，；：।۔،؛", last)
}

// firstWithoutRole returns the block that names an article without a headline:
// the first that is not set apart, or else the first.
func (a *Article) firstWithoutRole() Block {
	for _, b := range a.Blocks {
		if b.Role == "" {
			return b
		}
	}
	return a.Blocks[0]
}

// opening is what an article without a headline is called.
func opening(s string) string {
	const long = 60
	runes := []rune(s)
	if len(runes) <= long {
		return s
	}
	cut := string(runes[:long])
	if space := strings.LastIndexByte(cut, ' '); space > long/2 {
		cut = cut[:space]
	}
	return cut + "…"
}

// top gives roles to the byline and dates below the headline, and returns the
// first block of the body.
func (a *Article) top(from int) int {
	body := from
	for i := from; i < len(a.Blocks)-1 && i < from+topBlocks; i++ {
		b := &a.Blocks[i]
		if b.Role != "" {
			body = i + 1
			continue
		}
		if b.Kind == KindCaption {
			continue
		}
		if b.Kind != KindParagraph || utf8.RuneCountInString(b.Text) > longestByline {
			break
		}
		if name, ok := bylineOf(b.Text); ok {
			b.Role = RoleByline
			a.Byline = first(a.Byline, name)
		} else if datelineOf(b.Text) {
			b.Role = RoleDateline
		} else {
			continue
		}
		a.Published = first(a.Published, dateIn(b.Text))
		body = i + 1
	}
	return body
}

func first(known, found string) string {
	if known != "" {
		return known
	}
	return found
}

// bylineStart reports whether s begins with "By" and a name after it: one that begins
// with a capital, or in a script that has none.
func bylineStart(s string) bool {
	c := text.Scanner{Text: s}
	if !c.Take("By") && !c.Take("BY") && !c.Take("by") {
		return false
	}
	if !c.TakeAny(":" + text.Spaces) {
		return false
	}
	c.Skip(text.Spaces)
	r, _ := c.TakeRune()
	return unicode.In(r, unicode.Lu, unicode.Lt, unicode.Lo)
}

// bylineOf returns the name in a byline such as "By Ana Ruiz | 7 July 2008".
func bylineOf(s string) (name string, ok bool) {
	if !bylineStart(s) || endsSentence(s) && !strings.Contains(s, "|") {
		return "", false
	}
	for i, part := range parts(s) {
		if i == 0 {
			name = strings.TrimSpace(strings.TrimLeft(part[2:], ": \u00A0"))
		}
	}
	return name, name != ""
}

// parts divides a line of metadata at its bars and dots.
func parts(s string) []string {
	divided := strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '•' || r == '·' })
	for i := range divided {
		divided[i] = strings.TrimSpace(divided[i])
	}
	return divided
}

// datelineOf reports whether a line holds a date, with or without a time and a
// place, and no more.
func datelineOf(s string) bool {
	if dateIn(s) == "" || endsSentence(s) {
		return false
	}
	words := 0
	for _, word := range strings.Fields(withoutDateWords(s)) {
		if strings.IndexFunc(word, unicode.IsLetter) >= 0 {
			words++
		}
	}
	return words <= 4
}

// The bounds of what stands before a dash that opens the first sentence, in code
// points.
const (
	longestPlace   = 80
	shortestAgency = 2
	longestAgency  = 40
)

// agency returns the name of a news agency in parentheses, before the dash that opens
// the first sentence: "Pacific Rim Bureau (CNSNews.com) - Japan is …".
func agency(s string) (name string, ok bool) {
	c := text.Scanner{Text: s}
	place, _ := c.Until(".()")
	if utf8.RuneCountInString(place) > longestPlace || !c.Take("(") {
		return "", false
	}
	name, _ = c.Until("()")
	if n := utf8.RuneCountInString(name); n < shortestAgency || n > longestAgency || !c.Take(")") {
		return "", false
	}
	c.Skip(text.Spaces)
	dash := c.Take("--") || c.Take("-") || c.Take("–") || c.Take("—")
	return name, dash && c.TakeAny(text.Spaces)
}

func (a *Article) publisher(body int) {
	if body >= len(a.Blocks) {
		return
	}
	head := a.Blocks[body].Text
	if len(head) > 400 {
		head = head[:400]
	}
	if name, ok := agency(head); ok {
		a.Publisher = name
	}
}

// tailPhrases begin lines that a site sets below its articles.
var tailPhrases = []string{
	"e-mail a news tip", "email a news tip", "send a letter to", "all rights reserved",
	"subscribe to our", "sign up for our", "follow us on",
}

// tailStart reports whether s begins as the lines do that a site sets below its
// articles.
func tailStart(s string) bool {
	c := text.Scanner{Text: s}
	if c.TakeFolded(tailPhrases...) {
		return c.Boundary()
	}
	return otherStories(c) || copyright(c)
}

// otherStories reads "See related stories", "Earlier story:" and the like.
func otherStories(c text.Scanner) bool {
	if c.TakeFolded("see ") {
		return c.TakeFolded("earlier", "related", "also", "previous") && c.TakeFolded(" story", " stories") && c.Boundary()
	}
	return c.TakeFolded("earlier", "related", "previous") && c.TakeFolded(" story", " stories") && c.Take(":")
}

// longestOwner bounds what may stand between the mark of copyright and its year, in
// code points.
const longestOwner = 80

// copyright reads "Copyright Example News 2008", with the year not far behind.
func copyright(c text.Scanner) bool {
	if !c.Take("©") && !c.TakeFolded("copyright", "(c)") || !c.Take(" ") {
		return false
	}
	for range longestOwner + 1 {
		if year(c) {
			return true
		}
		if r, ok := c.TakeRune(); !ok || r == '\n' {
			return false
		}
	}
	return false
}

func year(c text.Scanner) bool {
	return c.Boundary() && (c.Take("19") || c.Take("20")) && c.TakeShape("00") && c.Boundary()
}

// tails gives a role to what a site sets below the article: the first such line
// and, as long as nothing longer follows, all that comes after it.
func (a *Article) tails(from int, breathe func() error) error {
	for i := from; i < len(a.Blocks); i++ {
		if err := breathe(); err != nil {
			return err
		}
		if !tail(a.Blocks[i]) {
			continue
		}
		if a.shortFrom(i) {
			for j := i; j < len(a.Blocks); j++ {
				a.Blocks[j].Role = RoleTail
			}
			return nil
		}
		a.Blocks[i].Role = RoleTail
	}
	return nil
}

func tail(b Block) bool {
	return utf8.RuneCountInString(b.Text) <= longestTail && tailStart(b.Text)
}

func (a *Article) shortFrom(i int) bool {
	for _, b := range a.Blocks[i:] {
		if utf8.RuneCountInString(b.Text) > longestTail {
			return false
		}
	}
	return true
}
