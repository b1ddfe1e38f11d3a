package foreign

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// node is a piece of a report: an element with what is in it, words, an attribute of the
// element that it is given to, or nothing, which is its zero value. A report is put
// together of nodes once and written as HTML or as Markdown; what escapes the words of
// others are the two writers alone, so that no part of a report can forget it.
//
// Nodes are values, and what is in an element is one slice of them, its attributes first:
// a report of many claims has some hundred thousand, and one piece of memory for each
// element is what putting them together costs.
type node struct {
	kind  kindOfNode
	attrs uint8  // how many of the parts are attributes
	name  string // of the element or the attribute
	words string // of others, or the value of an attribute
	parts []node
}

type kindOfNode uint8

const (
	isNothing kindOfNode = iota
	isWords
	isAttribute
	isElement
)

// element makes an element of attributes, which come first, and of what is in it. It
// keeps the slice.
func element(name string, parts ...node) node {
	n := node{kind: isElement, name: name, parts: parts}
	for int(n.attrs) < len(parts) && parts[n.attrs].kind == isAttribute {
		n.attrs++
	}
	return n
}

func words(s string) node { return node{kind: isWords, words: s} }

func class(names string) node { return attributeOf("class", names) }

func attributeOf(name, value string) node { return node{kind: isAttribute, name: name, words: value} }

func (n node) attributes() []node { return n.parts[:n.attrs] }

func (n node) kids() []node { return n.parts[n.attrs:] }

// get returns the value of an attribute, or "".
func (n node) get(name string) string {
	for _, a := range n.attributes() {
		if a.name == name {
			return a.words
		}
	}
	return ""
}

// is reports whether an element has a class.
func (n node) is(class string) bool {
	for name := range strings.FieldsSeq(n.get("class")) {
		if name == class {
			return true
		}
	}
	return false
}

// link leads to an address outside if that is http or https, and is only the words,
// with the address behind them, if it is anything else.
func link(address, label string) node {
	if !isLink(address) {
		if label == "" || label == address {
			return words(address)
		}
		return words(label + " (" + address + ")")
	}
	if label == "" {
		label = address
	}
	return element("a", attributeOf("href", address), attributeOf("rel", "noreferrer noopener"), words(label))
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

// appendEscaped escapes words for text and for attributes alike. A parser of HTML would
// drop or replace what is no character; here that is said.
func appendEscaped(out []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	done := 0
	for i := range len(s) {
		escape := ""
		switch s[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&#34;"
		case '\'':
			escape = "&#39;"
		case '\r':
			escape = "&#13;"
		case 0:
			escape = "\uFFFD"
		default:
			continue
		}
		out = append(append(out, s[done:i]...), escape...)
		done = i + 1
	}
	return append(out, s[done:]...)
}

// appendHTML writes the node as HTML.
func (n node) appendHTML(out []byte) []byte {
	switch n.kind {
	case isWords:
		return appendEscaped(out, n.words)
	case isElement:
		out = n.appendBegin(out)
		if slices.Contains(void, n.name) {
			return out
		}
		for _, kid := range n.kids() {
			out = kid.appendHTML(out)
		}
		return n.appendEnd(out)
	}
	return out
}

func (n node) appendBegin(out []byte) []byte {
	out = append(append(out, '<'), n.name...)
	for _, a := range n.attributes() {
		out = append(append(append(out, ' '), a.name...), `="`...)
		out = append(appendEscaped(out, a.words), '"')
	}
	return append(out, '>')
}

func (n node) appendEnd(out []byte) []byte {
	out = append(append(append(out, "</"...), n.name...), '>')
	if !inline(n.name) {
		out = append(out, '\n')
	}
	return out
}

// inline reports whether an element stands within a line of words.
func inline(name string) bool {
	switch name {
	case "", "a", "b", "cite", "code", "em", "mark", "q", "span", "sup", "time":
		return true
	}
	return false
}
