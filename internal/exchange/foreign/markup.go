package foreign

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// node is a piece of a report: an element with what is in it, or words. A report is
// put together of nodes once and written as HTML or as Markdown; what escapes the
// words of others are the two writers alone, so that no part of a report can forget it.
type node struct {
	name  string // of an element of HTML; "" for words
	words string
	attrs []attribute
	kids  []*node
}

type attribute struct{ name, value string }

// element makes an element of attributes, nodes, of which nil is nothing, lists of nodes and strings, which
// become words.
func element(name string, parts ...any) *node {
	n := &node{name: name, kids: make([]*node, 0, len(parts))}
	for _, part := range parts {
		switch part := part.(type) {
		case attribute:
			n.attrs = append(n.attrs, part)
		case *node:
			if part != nil {
				n.kids = append(n.kids, part)
			}
		case []*node:
			n.kids = append(n.kids, part...)
		case string:
			n.kids = append(n.kids, words(part))
		}
	}
	return n
}

func words(s string) *node { return &node{words: s} }

func class(names string) attribute { return attribute{"class", names} }

func attributeOf(name, value string) attribute { return attribute{name, value} }

// get returns the value of an attribute, or "".
func (n *node) get(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

func (n *node) is(class string) bool {
	return slices.Contains(strings.Fields(n.get("class")), class)
}

// link leads to an address outside if that is http or https, and is only the words,
// with the address behind them, if it is anything else.
func link(address, label string) *node {
	if !isLink(address) {
		if label == "" || label == address {
			return words(address)
		}
		return words(label + " (" + address + ")")
	}
	if label == "" {
		label = address
	}
	return element("a", attributeOf("href", address), attributeOf("rel", "noreferrer noopener"), label)
}

// isLink reports whether an address may become a link.
func isLink(address string) bool {
	if !utf8.ValidString(address) || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// void are the elements without an end.
var void = []string{"meta", "br", "hr"}

// escapeHTML escapes words for text and for attributes alike. A parser of HTML would
// drop or replace what is no character; here that is said.
var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\x00", "\uFFFD", "\r", "&#13;")

// html writes the node as HTML.
func (n *node) html(out *strings.Builder) {
	if n.name == "" {
		out.WriteString(escapeHTML.Replace(strings.ToValidUTF8(n.words, "\uFFFD")))
		return
	}
	out.WriteString("<" + n.name)
	for _, a := range n.attrs {
		out.WriteString(" " + a.name + `="` + escapeHTML.Replace(strings.ToValidUTF8(a.value, "\uFFFD")) + `"`)
	}
	out.WriteString(">")
	if slices.Contains(void, n.name) {
		return
	}
	for _, kid := range n.kids {
		kid.html(out)
	}
	out.WriteString("</" + n.name + ">")
	if !inline(n.name) {
		out.WriteString("\n")
	}
}

// inline reports whether an element stands within a line of words.
func inline(name string) bool {
	switch name {
	case "", "a", "b", "cite", "code", "em", "mark", "q", "span", "sup", "time":
		return true
	}
	return false
}
