package foreign

import (
	"bytes"
	"slices"
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
	const most, each = 4 << 10, 1 << 10 // bytes, about, so that what is written is seldom copied
	m := markdown{out: make([]byte, 0, most+each*len(d.Claims))}
	m.block(r.head(), "", "")
	for _, s := range r.sections() {
		begun := false
		for n := range s.nodes {
			if !begun {
				begun = true
				m.block(s.title(), "", "")
			}
			m.block(n, "", "")
		}
	}
	for _, c := range d.Claims {
		if _, marked := r.ends[c.ID]; marked {
			n := strconv.Itoa(r.numbers[c.ID])
			m.said = append(append(append(append(append(m.said[:0], "[^"...), n...), "]: Claim "...), n...), ": "...)
			m.said = appendInline(m.said, r.noteHead(c).kids()[1:])
			m.line("", m.said)
			m.line("", nil)
		}
	}
	return append(bytes.TrimRight(oneBlankLine(m.out), "\n"), '\n')
}

// oneBlankLine makes one blank line of more than one, in place.
func oneBlankLine(text []byte) []byte {
	out, ends := text[:0], 0
	for _, b := range text {
		if b != '\n' {
			ends = 0
		} else if ends++; ends > 2 {
			continue
		}
		out = append(out, b)
	}
	return out
}

// markdown writes nodes as Markdown.
type markdown struct {
	out  []byte
	said []byte // the paragraph that is being written, before it is cut into lines
}

func (m *markdown) line(prefix string, said []byte) {
	begin := len(m.out)
	m.out = append(append(m.out, prefix...), said...)
	for len(m.out) > begin && m.out[len(m.out)-1] == ' ' {
		m.out = m.out[:len(m.out)-1]
	}
	m.out = append(m.out, '\n')
}

// block writes an element that stands by itself. Its first line begins with first, and
// the others with rest.
func (m *markdown) block(n node, first, rest string) {
	switch n.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		m.said = append(m.said[:0], "######"[:n.name[1]-'0']...)
		m.said = append(m.said, ' ')
		m.said = appendOneLine(m.said, n.kids())
		m.paragraph(first, rest)
	case "p":
		if n.is("back") || n.is("address") {
			return // what is clicked here, and what stands in for a link on paper
		}
		m.said = appendInline(m.said[:0], n.kids())
		if n.is("between") {
			m.said = delimited(m.said, 0, "*")
		}
		m.paragraph(first, rest)
	case "blockquote":
		begin := len(m.out)
		m.blocks(n.kids(), first+"> ", rest+"> ")
		if end := len(m.out) - len(rest+">\n"); end >= begin && string(m.out[end:]) == rest+">\n" {
			m.out = m.out[:end]
		}
		m.line(rest, nil)
	case "ul":
		m.list(n.kids(), first, rest, func(int) string { return "- " })
	case "ol":
		m.list(n.kids(), first, rest, func(i int) string { return strconv.Itoa(i+1) + ". " })
	case "dl":
		for _, pair := range n.kids() {
			name, said := pair.kids()[0], pair.kids()[1]
			m.item(append([]node{element("b", append(name.kids(), words(":"))...), words(" ")}, said.kids()...), rest, "- ")
		}
		m.line(rest, nil)
	case "table":
		m.table(n, rest)
	default:
		m.blocks(n.kids(), first, rest)
	}
}

func (m *markdown) blocks(kids []node, first, rest string) {
	for _, kid := range kids {
		if kid.kind != isNothing {
			m.block(kid, first, rest)
			first = rest
		}
	}
}

// paragraph writes what was said, line by line, and a blank line.
func (m *markdown) paragraph(first, rest string) {
	if len(m.said) == 0 {
		return
	}
	m.lines(first, rest)
	m.line(rest, nil)
}

func (m *markdown) lines(first, rest string) {
	for line := range bytes.SplitSeq(m.said, []byte("\n")) {
		m.line(first, line)
		first = rest
	}
}

func (m *markdown) list(items []node, first, rest string, sign func(int) string) {
	for i, item := range items {
		m.item(item.kids(), first, sign(i))
		first = rest
	}
	m.line(rest, nil)
}

// item is one item of a list: a line of words, or several blocks.
func (m *markdown) item(kids []node, prefix, sign string) {
	inside := prefix + "    "[:len(sign)]
	for _, kid := range kids {
		if !inline(kid.name) {
			m.blocks(kids, prefix+sign, inside)
			return
		}
	}
	m.said = appendInline(m.said[:0], kids)
	m.lines(prefix+sign, inside)
}

// table writes a table, whose rows are lines.
func (m *markdown) table(n node, prefix string) {
	caption, head, body := n.kids()[0], n.kids()[1].kids()[0].kids(), n.kids()[2].kids()
	m.said = append(appendInline(append(m.said[:0], "**"...), caption.kids()), "**"...)
	m.paragraph(prefix, prefix)
	row := func(cells []node) {
		m.said = append(m.said[:0], '|')
		for _, cell := range cells {
			m.said = append(appendOneLine(append(m.said, ' '), cell.kids()), " |"...)
		}
		m.line(prefix, m.said)
	}
	row(head)
	m.line(prefix, []byte("|"+strings.Repeat(" --- |", len(head))))
	for _, line := range body {
		row(line.kids())
	}
	m.line(prefix, nil)
}

// appendOneLine writes what stands within a line, where a hard line end is a space.
func appendOneLine(out []byte, nodes []node) []byte {
	begin := len(out)
	out = appendInline(out, nodes)
	if bytes.Contains(out[begin:], hardLineEnd) {
		out = append(out[:begin], bytes.ReplaceAll(out[begin:], hardLineEnd, []byte(" "))...)
	}
	return out
}

var hardLineEnd = []byte("\\\n")

// appendInline writes what stands within a paragraph. A line end in it is a hard one.
func appendInline(out []byte, nodes []node) []byte {
	for i := 0; i < len(nodes); i++ {
		end := i + 1
		if nodes[i].name != "mark" {
			out = appendSpan(out, nodes[i])
			continue
		}
		for end < len(nodes) && (nodes[end].name == "mark" || nodes[end].name == "sup") {
			end++
		}
		out = appendHighlights(out, nodes[i:end])
		i = end - 1
	}
	return out
}

func appendSpan(out []byte, n node) []byte {
	begin := len(out)
	switch n.name {
	case "":
		return appendMarkdown(out, n.words)
	case "b":
		return delimited(appendInline(out, n.kids()), begin, "**")
	case "q":
		return append(appendInline(append(out, "“"...), n.kids()), "”"...)
	case "code":
		return append(append(append(out, '`'), n.kids()[0].words...), '`')
	case "sup":
		return append(append(append(out, "[^"...), n.kids()[0].kids()[0].words...), ']')
	case "a":
		if href := n.get("href"); !strings.HasPrefix(href, "#") {
			out = append(appendInline(append(out, '['), n.kids()), "](<"...)
			return append(append(out, escapeDestination.Replace(href)...), ">)"...)
		}
	case "span":
		switch {
		case n.is("cue"):
			return delimited(appendInline(out, n.kids()), begin, "*")
		case n.is("stance"):
			out = append(out, "· "...)
		}
	}
	return appendInline(out, n.kids())
}

// appendHighlights writes highlights that touch as one bold stretch, with the numbers
// of the claims where they end: bold within bold cannot be written.
func appendHighlights(out []byte, run []node) []byte {
	last := len(run)
	for last > 0 && run[last-1].name == "sup" {
		last--
	}
	begin := len(out)
	for _, n := range run[:last] {
		if n.name == "mark" {
			out = appendInline(out, n.kids())
		} else {
			out = appendSpan(out, n)
		}
	}
	return appendInline(delimited(out, begin, "**"), run[last:])
}

// delimited puts signs of emphasis around the words from begin on. They have to touch the
// words, so that space at the ends stays outside.
func delimited(out []byte, begin int, sign string) []byte {
	inner := bytes.TrimSpace(out[begin:])
	if len(inner) == 0 {
		return out
	}
	at := begin + bytes.Index(out[begin:], inner)
	out = slices.Insert(out, at+len(inner), []byte(sign)...)
	return slices.Insert(out, at, []byte(sign)...)
}

// escapeDestination escapes what would end an address that stands in angle brackets, or
// become another sign in it.
var escapeDestination = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "&", "\\&")

// appendMarkdown makes words mean themselves. Their line ends are hard line ends.
func appendMarkdown(out []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if plainMarkdown(s) {
		return append(out, s...)
	}
	for first := true; ; first = false {
		line, rest, more := strings.Cut(s, "\n")
		if !first {
			out = append(out, hardLineEnd...)
			line = strings.TrimLeft(line, " \t\r")
		}
		if !more {
			return appendMarkdownLine(out, line)
		}
		out = appendMarkdownLine(out, strings.TrimRight(line, " \t\r"))
		s = rest
	}
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

// appendMarkdownLine escapes what means something wherever it stands, and at the start of
// a line what would make it a list, a heading or the line below one. Bare addresses would
// become links of their own.
func appendMarkdownLine(out []byte, line string) []byte {
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	for i := range len(line) {
		switch b := line[i]; b {
		case '\\':
			out = append(out, "&#92;"...) // not two of them: before a hard line end readers differ about three
			continue
		case 0:
			out = append(out, "\uFFFD"...)
			continue
		case '\t', '\r':
			out = append(out, ' ')
			continue
		case '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '$', '@':
			out = append(out, '\\')
		case '-', '+', '#', '=':
			if i == 0 {
				out = append(out, '\\')
			}
		case ')':
			if i == digits && i > 0 {
				out = append(out, '\\')
			}
		case '.':
			if i == digits && i > 0 || strings.HasSuffix(line[:i], "www") {
				out = append(out, '\\')
			}
		case ':':
			if strings.HasPrefix(line[i:], "://") {
				out = append(out, '\\')
			}
		}
		out = append(out, line[i])
	}
	return out
}
