package foreign

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gainsay/internal/dossier"
)

// markdownReport is the report for where Markdown is read: CommonMark with the tables
// and footnotes of GitHub.
func markdownReport() Format {
	return Format{
		Name: "markdown", Label: "Report (Markdown)", Extension: ".md", MediaType: "text/markdown",
		Carries: reportCarries,
		Encode:  func(d *dossier.Dossier) ([]byte, error) { return encodeMarkdown(d), nil },
	}
}

func encodeMarkdown(d *dossier.Dossier) []byte {
	r := newReport(d)
	var out markdown
	for _, n := range r.body() {
		out.block(n, "", "")
	}
	for _, c := range d.Claims {
		if _, marked := r.ends[c.ID]; marked {
			n := strconv.Itoa(r.numbers[c.ID])
			out.line("", "[^"+n+"]: Claim "+n+": "+inlineMarkdown(r.noteHead(c).kids[1:]))
			out.line("", "")
		}
	}
	return []byte(strings.TrimRight(blankLines.ReplaceAllString(out.String(), "\n\n"), "\n") + "\n")
}

// blankLines are more than one of them.
var blankLines = regexp.MustCompile(`\n{3,}`)

// markdown writes nodes as Markdown.
type markdown struct{ strings.Builder }

func (m *markdown) line(prefix, s string) {
	m.WriteString(strings.TrimRight(prefix+s, " ") + "\n")
}

// block writes an element that stands by itself. Its first line begins with first, and
// the others with rest.
func (m *markdown) block(n *node, first, rest string) {
	switch n.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		m.paragraph(strings.Repeat("#", int(n.name[1]-'0'))+" "+strings.ReplaceAll(inlineMarkdown(n.kids), "\\\n", " "), first, rest)
	case "p":
		if n.is("back") || n.is("address") {
			return // what is clicked here, and what stands in for a link on paper
		}
		said := inlineMarkdown(n.kids)
		if n.is("between") {
			said = delimited(said, "*")
		}
		m.paragraph(said, first, rest)
	case "blockquote":
		var quoted markdown
		quoted.blocks(n.kids, first+"> ", rest+"> ")
		m.WriteString(strings.TrimSuffix(quoted.String(), rest+">\n"))
		m.line(rest, "")
	case "ul":
		m.list(n.kids, first, rest, func(int) string { return "- " })
	case "ol":
		m.list(n.kids, first, rest, func(i int) string { return strconv.Itoa(i+1) + ". " })
	case "dl":
		for _, pair := range n.kids {
			m.item(append([]*node{element("b", pair.kids[0].kids, ":"), words(" ")}, pair.kids[1].kids...), rest, "- ")
		}
		m.line(rest, "")
	case "table":
		m.table(n, rest)
	default:
		m.blocks(n.kids, first, rest)
	}
}

func (m *markdown) blocks(kids []*node, first, rest string) {
	for _, kid := range kids {
		m.block(kid, first, rest)
		first = rest
	}
}

func (m *markdown) paragraph(s, first, rest string) {
	if s == "" {
		return
	}
	for line := range strings.SplitSeq(s, "\n") {
		m.line(first, line)
		first = rest
	}
	m.line(rest, "")
}

func (m *markdown) list(items []*node, first, rest string, sign func(int) string) {
	for i, item := range items {
		m.item(item.kids, first, sign(i))
		first = rest
	}
	m.line(rest, "")
}

// item is one item of a list: a line of words, or several blocks.
func (m *markdown) item(kids []*node, prefix, sign string) {
	inside := prefix + strings.Repeat(" ", len(sign))
	for _, kid := range kids {
		if !inline(kid.name) {
			m.blocks(kids, prefix+sign, inside)
			return
		}
	}
	first := prefix + sign
	for line := range strings.SplitSeq(inlineMarkdown(kids), "\n") {
		m.line(first, line)
		first = inside
	}
}

// table writes a table, whose rows are lines.
func (m *markdown) table(n *node, prefix string) {
	m.paragraph("**"+inlineMarkdown(n.kids[0].kids)+"**", prefix, prefix)
	row := func(cells []*node) {
		line := "|"
		for _, cell := range cells {
			line += " " + strings.ReplaceAll(inlineMarkdown(cell.kids), "\\\n", " ") + " |"
		}
		m.line(prefix, line)
	}
	head := n.kids[1].kids[0].kids
	row(head)
	m.line(prefix, "|"+strings.Repeat(" --- |", len(head)))
	for _, line := range n.kids[2].kids {
		row(line.kids)
	}
	m.line(prefix, "")
}

// inlineMarkdown writes what stands within a paragraph. A line end in it is a hard one.
func inlineMarkdown(nodes []*node) string {
	var out strings.Builder
	for i := 0; i < len(nodes); i++ {
		end := i + 1
		if nodes[i].name == "mark" {
			for end < len(nodes) && (nodes[end].name == "mark" || nodes[end].name == "sup") {
				end++
			}
			out.WriteString(highlightMarkdown(nodes[i:end]))
			i = end - 1
			continue
		}
		out.WriteString(spanMarkdown(nodes[i]))
	}
	return out.String()
}

func spanMarkdown(n *node) string {
	inner := func() string { return inlineMarkdown(n.kids) }
	switch n.name {
	case "":
		return escapeMarkdown(n.words)
	case "b":
		return delimited(inner(), "**")
	case "q":
		return "“" + inner() + "”"
	case "code":
		return "`" + n.kids[0].words + "`"
	case "sup":
		return "[^" + n.kids[0].kids[0].words + "]"
	case "a":
		if href := n.get("href"); !strings.HasPrefix(href, "#") {
			return "[" + inner() + "](<" + escapeDestination.Replace(href) + ">)"
		}
	case "span":
		switch {
		case n.is("cue"):
			return delimited(inner(), "*")
		case n.is("stance"):
			return "· " + inner()
		}
	}
	return inner()
}

// highlightMarkdown writes highlights that touch as one bold stretch, with the numbers
// of the claims where they end: bold within bold cannot be written.
func highlightMarkdown(run []*node) string {
	last := len(run)
	for last > 0 && run[last-1].name == "sup" {
		last--
	}
	var bold strings.Builder
	for _, n := range run[:last] {
		if n.name == "mark" {
			bold.WriteString(inlineMarkdown(n.kids))
		} else {
			bold.WriteString(spanMarkdown(n))
		}
	}
	return delimited(bold.String(), "**") + inlineMarkdown(run[last:])
}

// delimited puts signs of emphasis around words. They have to touch the words, so that
// space at the ends stays outside.
func delimited(s, sign string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	at := strings.Index(s, inner)
	return s[:at] + sign + inner + sign + s[at+len(inner):]
}

// escapeDestination escapes what would end an address that stands in angle brackets, or
// become another sign in it.
var escapeDestination = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "&", "\\&")

// escapeMarkdown makes words mean themselves. Their line ends are hard line ends.
func escapeMarkdown(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if plainMarkdown(s) {
		return s
	}
	var out strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if i > 0 {
			out.WriteString("\\\n")
			line = strings.TrimLeft(line, " \t\r")
		}
		if i < len(lines)-1 {
			line = strings.TrimRight(line, " \t\r")
		}
		escapeMarkdownLine(&out, line)
	}
	return out.String()
}

// plainMarkdown reports whether words mean themselves as they are: the short way for most.
func plainMarkdown(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b >= utf8.RuneSelf, b == ' ', b == ',', 'a' <= b && b <= 'v', b == 'x', b == 'y', b == 'z', 'A' <= b && b <= 'Z':
		case ('0' <= b && b <= '9' || b == '.') && i > 0 && 'a' <= s[0]|' ' && s[0]|' ' <= 'z':
		case b == 'w' && !strings.HasPrefix(s[i:], "www."):
		default:
			return false
		}
	}
	return true
}

// escapeMarkdownLine escapes what means something wherever it stands, and at the start of
// a line what would make it a list, a heading or the line below one. Bare addresses would
// become links of their own.
func escapeMarkdownLine(out *strings.Builder, line string) {
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	for i := range len(line) {
		switch b := line[i]; b {
		case '\\':
			out.WriteString("&#92;") // not two of them: before a hard line end readers differ about three
			continue
		case 0:
			out.WriteString("\uFFFD")
			continue
		case '\t', '\r':
			out.WriteByte(' ')
			continue
		case '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '$', '@':
			out.WriteByte('\\')
		case '-', '+', '#', '=':
			if i == 0 {
				out.WriteByte('\\')
			}
		case ')':
			if i == digits && i > 0 {
				out.WriteByte('\\')
			}
		case '.':
			if i == digits && i > 0 || strings.HasSuffix(line[:i], "www") {
				out.WriteByte('\\')
			}
		case ':':
			if strings.HasPrefix(line[i:], "://") {
				out.WriteByte('\\')
			}
		}
		out.WriteByte(line[i])
	}
}
