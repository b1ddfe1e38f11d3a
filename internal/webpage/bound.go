package webpage

import "strings"

// mostAttributes is how many attributes of an element are read. No element has more
// that mean something, and the parser, once it has met an element with a million,
// takes that much longer over every element that follows.
const mostAttributes = 256

// bound cuts the attributes beyond mostAttributes out of a page. It goes over the
// marks as the HTML Standard's tokenizer does (13.2.5), as far as that is needed to
// find where a tag ends.
func bound(page string) string {
	var out strings.Builder
	copied := 0 // of page
	for at := 0; at < len(page); {
		open := strings.IndexByte(page[at:], '<')
		if open < 0 {
			break
		}
		at += open + 1
		if strings.HasPrefix(page[at:], "!--") {
			at = past(page, at, "-->")
			continue
		}
		if at == len(page) || !letter(page[at]) {
			continue
		}
		name, end, excess := tag(page, at)
		if excess >= 0 {
			out.WriteString(page[copied:excess])
			copied = end
			if page[end-1] == '>' {
				copied-- // the mark's own end stays
			}
		}
		at = end
		if holdsNoMarks[strings.ToLower(name)] {
			at = pastFold(page, at, "</"+name)
		}
	}
	if copied == 0 {
		return page
	}
	out.WriteString(page[copied:])
	return out.String()
}

// holdsNoMarks are the elements in which "<" is a character like any other, up to
// their own end.
var holdsNoMarks = map[string]bool{"script": true, "style": true, "textarea": true, "title": true, "iframe": true, "noembed": true, "noframes": true, "noscript": true, "xmp": true}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func space(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\f' || b == '\r' }

// tag reads a start tag whose name begins at at: its name, where it ends, and where
// the attributes begin that are too many, or -1.
func tag(page string, at int) (name string, end, excess int) {
	i := at
	for i < len(page) && !space(page[i]) && page[i] != '/' && page[i] != '>' {
		i++
	}
	name, excess = page[at:i], -1
	for count := 0; ; count++ {
		for i < len(page) && (space(page[i]) || page[i] == '/') {
			i++
		}
		if i == len(page) {
			return name, i, excess
		}
		if page[i] == '>' {
			return name, i + 1, excess
		}
		if count == mostAttributes {
			excess = i
		}
		i = attribute(page, i)
	}
}

// attribute returns where the attribute ends that begins at i.
func attribute(page string, i int) int {
	for i++; i < len(page) && !space(page[i]) && page[i] != '/' && page[i] != '>' && page[i] != '='; {
		i++
	}
	for i < len(page) && space(page[i]) {
		i++
	}
	if i == len(page) || page[i] != '=' {
		return i
	}
	for i++; i < len(page) && space(page[i]); {
		i++
	}
	if i < len(page) && (page[i] == '"' || page[i] == '\'') {
		return past(page, i+1, page[i:i+1])
	}
	for i < len(page) && !space(page[i]) && page[i] != '>' {
		i++
	}
	return i
}

// past returns where what is looked for from at ends, or the end of the page.
func past(page string, at int, what string) int {
	if found := strings.Index(page[at:], what); found >= 0 {
		return at + found + len(what)
	}
	return len(page)
}

// pastFold is past for the end tag of an element, in any case.
func pastFold(page string, at int, what string) int {
	for at < len(page) {
		at = past(page, at, "</")
		if at-2+len(what) <= len(page) && strings.EqualFold(page[at-2:at-2+len(what)], what) {
			return at
		}
	}
	return len(page)
}
