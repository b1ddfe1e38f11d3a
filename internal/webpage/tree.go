package webpage

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// is reports whether a node is an element of one of these names.
func is(n *html.Node, names ...string) bool {
	return n.Type == html.ElementNode && slices.Contains(names, n.Data)
}

// attr returns the value of an attribute, or "".
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Namespace == "" && a.Key == name })
}

// find returns the first node of a tree, in the order of the page, that is wanted;
// or nil.
func find(n *html.Node, wanted func(*html.Node) bool) *html.Node {
	if wanted(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, wanted); found != nil {
			return found
		}
	}
	return nil
}

// each calls f with every node of a tree, in the order of the page.
func each(n *html.Node, f func(*html.Node)) {
	find(n, func(n *html.Node) bool { f(n); return false })
}

// within reports whether a node is, or stands in, an element that is wanted.
func within(n *html.Node, wanted func(*html.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if wanted(n) {
			return true
		}
	}
	return false
}

// holds reports whether n is other or stands around it.
func holds(n, other *html.Node) bool {
	return within(other, func(m *html.Node) bool { return m == n })
}

// text returns the words of a tree as one line.
func text(n *html.Node) string {
	var out strings.Builder
	each(n, func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
		case breaks(n):
			out.WriteByte(' ')
		}
	})
	return strings.Join(strings.Fields(out.String()), " ")
}

// clone copies a tree.
func clone(n *html.Node) *html.Node {
	copied := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		copied.AppendChild(clone(c))
	}
	return copied
}

// drop removes the elements that are unwanted.
func (p *page) drop(unwanted func(*html.Node) bool) { dropIn(p.doc, unwanted) }

func dropIn(n *html.Node, unwanted func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && unwanted(c):
			n.RemoveChild(c)
		default:
			dropIn(c, unwanted)
		}
		c = next
	}
}

// names returns the words that an element is named by in its class and id, in lower
// case: "related-links__itemTitle" gives related, links, item, title. Names that
// only say what state something is in, as "has-comments" does, give none.
func names(n *html.Node) (words []string) {
	for _, name := range strings.Fields(attr(n, "class") + " " + attr(n, "id")) {
		if len(name) > longestName {
			continue
		}
		parts := split(name)
		if len(parts) > 1 && slices.Contains([]string{"has", "is", "no", "with", "js", "show", "hide", "enable"}, parts[0]) {
			continue
		}
		words = append(words, parts...)
	}
	return words
}

// longestName bounds the names that are looked into, in bytes; longer ones are made
// by machines and mean nothing.
const longestName = 100

// split divides a name at its hyphens and underscores, and before its capitals.
func split(name string) (words []string) {
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
		}
		word = nil
	}
	var before rune
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
		case unicode.IsUpper(r) && unicode.IsLower(before):
			end()
			word = append(word, r)
		default:
			word = append(word, r)
		}
		before = r
	}
	end()
	return words
}
