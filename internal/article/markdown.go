package article

import (
	"regexp"
	"strings"
)

// Markdown reads Markdown by plain rules: front matter, headings of both styles,
// quotations, list items, fenced code, paragraphs; inside them, emphasis, code,
// links and images give way to their words. Everything else is taken as written.
func Markdown(s string) Article {
	a, _ := markdownIn(s, withoutBreath)
	return a
}

// markdownIn is Markdown for a long text: breathe is called between lines, and its
// error ends the reading.
func markdownIn(s string, breathe func() error) (Article, error) {
	all := lines(strings.TrimPrefix(s, "\uFEFF"))
	front, all := frontMatter(all)
	r := markdown{}
	for _, line := range all {
		if err := breathe(); err != nil {
			return Article{}, err
		}
		r.line(line)
	}
	r.end()
	drafts := insertFront(r.drafts, front)
	a, err := recognise(drafts, breathe)
	for _, line := range front {
		a.adopt(line)
	}
	return a, err
}

// field is one line of the front matter.
var field = regexp.MustCompile(`^([A-Za-z][\w-]*):\s*(.*)$`)

// frontMatter returns the lines between two lines of dashes at the top, where
// each is a field, and the lines after them.
func frontMatter(all []string) (front, rest []string) {
	if len(all) == 0 || strings.TrimRight(all[0], " \t") != "---" {
		return nil, all
	}
	for i, line := range all[1:] {
		if strings.TrimRight(line, " \t") == "---" {
			return front, all[i+2:]
		}
		if blank(line) {
			continue
		}
		if !field.MatchString(line) {
			return nil, all
		}
		front = append(front, oneSpace(line))
	}
	return nil, all
}

// insertFront puts the lines of the front matter below the headline, as blocks
// set apart: their words, too, stay in the text.
func insertFront(drafts []draft, front []string) []draft {
	if len(front) == 0 {
		return drafts
	}
	at := 0
	if len(drafts) > 0 && headline(drafts) {
		at = 1
	}
	var out []draft
	out = append(out, drafts[:at]...)
	for _, line := range front {
		role := RoleDateline
		if name := strings.ToLower(field.FindStringSubmatch(line)[1]); name == "author" || name == "byline" {
			role = RoleByline
		}
		out = append(out, draft{Block{Kind: KindParagraph, Role: role, Text: line}, true})
	}
	return append(out, drafts[at:]...)
}

// adopt copies a field of the front matter into the metadata.
func (a *Article) adopt(line string) {
	found := field.FindStringSubmatch(line)
	value := strings.TrimSpace(found[2])
	if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		value = value[1 : len(value)-1]
	}
	if value == "" {
		return
	}
	switch strings.ToLower(found[1]) {
	case "title":
		a.Title = value
	case "author", "byline":
		a.Byline = value
	case "publisher", "source":
		a.Publisher = value
	case "date", "published":
		a.Published = first(dateIn(value), a.Published)
	case "url", "link", "canonical":
		a.URL = value
	case "lang", "language":
		a.Language = value
	}
}

// markdown reads line by line; what is not finished yet waits in text.
type markdown struct {
	drafts []draft
	kind   Kind
	text   []string
	item   bool   // the block under way began as a list item, in a quotation or not
	fence  string // that opened the code block under way
}

var (
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	setextLine = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	ruleLine   = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fenceLine  = regexp.MustCompile("^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
	listItem   = regexp.MustCompile(`^[ \t]*(?:[-*+]|(\d{1,9}[.)]))[ \t]+(.*)$`)
	quoteLine  = regexp.MustCompile(`^ {0,3}>[ \t]?(.*)$`)
	definition = regexp.MustCompile(`^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+[ \t]*$`)
)

func (r *markdown) line(line string) {
	if r.fence != "" {
		r.code(line)
		return
	}
	quote := quoteLine.FindStringSubmatch(line)
	if quote == nil && r.kind == KindQuote && blank(line) {
		r.end()
		return
	}
	if quote != nil {
		r.quote(quote[1])
		return
	}
	item, isItem := r.itemOf(line)
	switch {
	case blank(line):
		r.end()
	case fenceLine.MatchString(line):
		r.end()
		m := fenceLine.FindStringSubmatch(line)
		r.fence = m[1] + m[2]
	case atxHeading.MatchString(line):
		r.end()
		m := atxHeading.FindStringSubmatch(line)
		r.add(Block{Kind: KindHeading, Level: len(m[1]), Text: m[2]}, true)
	case setextLine.MatchString(line) && r.kind == KindParagraph && len(r.text) > 0:
		level := 1
		if strings.Contains(line, "-") {
			level = 2
		}
		text := strings.Join(r.text, "\n")
		r.text = nil
		r.add(Block{Kind: KindHeading, Level: level, Text: text}, true)
	case ruleLine.MatchString(line):
		r.end()
	case isItem:
		r.end()
		r.kind, r.item = KindListItem, true
		r.text = []string{item}
	case len(r.text) == 0 && definition.MatchString(line):
		// Where a link leads is no word of the article.
	default:
		r.carry(KindParagraph, line)
	}
}

// itemOf returns the words of a list item, without its bullet. In the middle of a
// paragraph only the number 1 begins a list: any other, as the year in "He left
// in / 1986. Then …", is one of the paragraph's words.
func (r *markdown) itemOf(line string) (words string, ok bool) {
	m := listItem.FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	if m[1] == "" {
		return m[2], true
	}
	if m[1][:len(m[1])-1] != "1" && len(r.text) > 0 && !r.item {
		return "", false
	}
	// The number stays with the words: it may be one of them, as in "1986. A year …".
	return m[1] + " " + m[2], true
}

// carry adds a line to the block under way: a line without a mark of its own
// belongs to the paragraph, item or quotation before it.
func (r *markdown) carry(kind Kind, line string) {
	if len(r.text) == 0 {
		r.kind = kind
	}
	r.text = append(r.text, line)
}

// quote takes a line of a quotation, without its mark. A list or heading inside
// counts as the quotation's own paragraphs.
func (r *markdown) quote(line string) {
	for m := quoteLine.FindStringSubmatch(line); m != nil; m = quoteLine.FindStringSubmatch(line) {
		line = m[1]
	}
	if blank(line) {
		r.end()
		return
	}
	if r.kind != KindQuote {
		r.end()
	}
	if m := atxHeading.FindStringSubmatch(line); m != nil {
		r.end()
		r.add(Block{Kind: KindQuote, Text: m[2]}, true)
		return
	}
	if item, ok := r.itemOf(line); ok {
		r.end()
		r.item = true
		line = item
	}
	r.carry(KindQuote, line)
}

// code takes a line of fenced code: its words stand as they are.
func (r *markdown) code(line string) {
	trimmed := strings.TrimSpace(line)
	if strings.HasPrefix(trimmed, r.fence) && strings.Trim(trimmed, r.fence[:1]) == "" {
		if text := oneSpace(strings.Join(r.text, "\n")); text != "" {
			r.drafts = append(r.drafts, draft{Block{Kind: KindParagraph, Text: text}, false})
		}
		r.fence, r.text, r.kind = "", nil, ""
		return
	}
	r.text = append(r.text, line)
}

// end finishes the block under way.
func (r *markdown) end() {
	if r.fence != "" {
		r.code(r.fence)
		return
	}
	if len(r.text) > 0 {
		r.add(Block{Kind: r.kind, Text: strings.Join(r.text, "\n")}, len(r.text) == 1)
	}
	r.text, r.kind, r.item = nil, "", false
}

func (r *markdown) add(b Block, oneLine bool) {
	if b.Text = oneSpace(inline(b.Text)); b.Text != "" {
		r.drafts = append(r.drafts, draft{b, oneLine})
	}
}
