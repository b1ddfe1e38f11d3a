package article

import (
	"strings"

	"gainsay/internal/text"
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

// field reads one line of the front matter.
func field(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, ":")
	value = strings.TrimLeft(value, text.Spaces)
	if !ok || !wordsAnd("-", name) || !letterByte(name[0]) || strings.Contains(value, "\n") {
		return "", "", false
	}
	return name, value, true
}

func letterByte(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

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
		if _, _, ok := field(line); !ok {
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
		name, _, _ := field(line)
		if name = strings.ToLower(name); name == "author" || name == "byline" {
			role = RoleByline
		}
		out = append(out, draft{Block{Kind: KindParagraph, Role: role, Text: line}, true})
	}
	return append(out, drafts[at:]...)
}

// adopt copies a field of the front matter into the metadata.
func (a *Article) adopt(line string) {
	name, value, _ := field(line)
	value = strings.TrimSpace(value)
	if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		value = value[1 : len(value)-1]
	}
	if value == "" {
		return
	}
	switch strings.ToLower(name) {
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

// blanks are what may stand around the marks of a line.
const blanks = " \t"

// unindented is a line without what it may be indented and still have a mark: three
// spaces. One more, and no mark of a line is at its start.
func unindented(line string) string {
	for range 3 {
		line = strings.TrimPrefix(line, " ")
	}
	return line
}

// atxHeading reads "## Words", and "## Words ##".
func atxHeading(line string) (level int, words string, ok bool) {
	line = unindented(line)
	words = strings.TrimLeft(line, "#")
	level = len(line) - len(words)
	if level < 1 || level > 6 || strings.Contains(words, "\n") {
		return 0, "", false
	}
	if words != "" && !strings.ContainsAny(words[:1], blanks) {
		return 0, "", false
	}
	return level, withoutClosing(strings.Trim(words, blanks)), true
}

// withoutClosing takes from the words of a heading the marks that close it, where a
// blank stands before them.
func withoutClosing(words string) string {
	open := strings.TrimRight(words, "#")
	if before := strings.TrimRight(open, blanks); before != open {
		return before
	}
	return words
}

// setextLine reports whether a line underlines a heading.
func setextLine(line string) bool {
	line = strings.TrimRight(unindented(line), blanks)
	return line != "" && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}

// ruleLine reports whether a line divides what is above it from what is below: with
// three marks of one kind or more, and nothing else.
func ruleLine(line string) bool {
	line = unindented(line)
	if line == "" || !strings.ContainsAny(line[:1], "*-_") {
		return false
	}
	mark := line[:1]
	return strings.Count(line, mark) >= 3 && strings.Trim(line, mark+blanks) == ""
}

// fenceLine returns the marks of a line that opens fenced code.
func fenceLine(line string) (fence string, ok bool) {
	c := text.Scanner{Text: unindented(line)}
	without := "`"
	if c.Skip("`") == 0 {
		without = "\n"
		c.Skip("~")
	}
	return c.Text[:c.At], c.At >= 3 && !strings.Contains(c.Rest(), without)
}

// listItem reads "- words", and "1. words" with its number.
func listItem(line string) (number, words string, ok bool) {
	c := text.Scanner{Text: strings.TrimLeft(line, blanks)}
	if !c.TakeAny("-*+") {
		if _, ok := c.Digits(1, 9); !ok || !c.TakeAny(".)") {
			return "", "", false
		}
		number = c.Text[:c.At]
	}
	if c.Skip(blanks) == 0 || strings.Contains(c.Rest(), "\n") {
		return "", "", false
	}
	return number, c.Rest(), true
}

// quoteLine reads "> words".
func quoteLine(line string) (words string, ok bool) {
	c := text.Scanner{Text: unindented(line)}
	if !c.Take(">") {
		return "", false
	}
	c.TakeAny(blanks)
	return c.Rest(), !strings.Contains(c.Rest(), "\n")
}

// definition reports whether a line says where a link leads: "[words]: address".
func definition(line string) bool {
	label, address, ok := strings.Cut(unindented(line), "]")
	if !ok || len(label) < 2 || label[0] != '[' || label[1] == '^' {
		return false
	}
	address, ok = strings.CutPrefix(address, ":")
	address = strings.Trim(address, blanks)
	return ok && address != "" && !strings.ContainsAny(address, text.Spaces)
}

func (r *markdown) line(line string) {
	if r.fence != "" {
		r.code(line)
		return
	}
	quoted, isQuote := quoteLine(line)
	if !isQuote && r.kind == KindQuote && blank(line) {
		r.end()
		return
	}
	if isQuote {
		r.quote(quoted)
		return
	}
	fence, isFence := fenceLine(line)
	level, heading, isHeading := atxHeading(line)
	item, isItem := r.itemOf(line)
	switch {
	case blank(line):
		r.end()
	case isFence:
		r.end()
		r.fence = fence
	case isHeading:
		r.end()
		r.add(Block{Kind: KindHeading, Level: level, Text: heading}, true)
	case setextLine(line) && r.kind == KindParagraph && len(r.text) > 0:
		level := 1
		if strings.Contains(line, "-") {
			level = 2
		}
		text := strings.Join(r.text, "\n")
		r.text = nil
		r.add(Block{Kind: KindHeading, Level: level, Text: text}, true)
	case ruleLine(line):
		r.end()
	case isItem:
		r.end()
		r.kind, r.item = KindListItem, true
		r.text = []string{item}
	case len(r.text) == 0 && definition(line):
		// Where a link leads is no word of the article.
	default:
		r.carry(KindParagraph, line)
	}
}

// itemOf returns the words of a list item, without its bullet. In the middle of a
// paragraph only the number 1 begins a list: any other, as the year in "He left
// in / 1986. Then …", is one of the paragraph's words.
func (r *markdown) itemOf(line string) (words string, ok bool) {
	number, words, ok := listItem(line)
	if !ok || number == "" {
		return words, ok
	}
	if number[:len(number)-1] != "1" && len(r.text) > 0 && !r.item {
		return "", false
	}
	// The number stays with the words: it may be one of them, as in "1986. A year …".
	return number + " " + words, true
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
	for inner, ok := quoteLine(line); ok; inner, ok = quoteLine(line) {
		line = inner
	}
	if blank(line) {
		r.end()
		return
	}
	if r.kind != KindQuote {
		r.end()
	}
	if _, heading, ok := atxHeading(line); ok {
		r.end()
		r.add(Block{Kind: KindQuote, Text: heading}, true)
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
