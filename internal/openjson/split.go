package openjson

import (
	"bytes"
	"encoding/json"
	"strings"
)

// member is one member of an object, its value still as it was written.
type member struct {
	name  string
	key   []byte // the name as it was written
	value json.RawMessage
}

// members divides an object at its commas. It looks no deeper than that needs, so
// that a large document is not read once for every level of its nesting; whoever
// decodes a value finds what is wrong inside it. ok is false where data is not
// plainly an object: encoding/json then says why. A value that is not JSON, as in
// {"a":1 2}, passes here and fails when it is decoded.
func members(data []byte) (list []member, ok bool) {
	ok = walk(data, func(m member) { list = append(list, m) })
	if !ok {
		return nil, false
	}
	return list, true
}

// walk gives each member of an object to a function, as members lists them.
func walk(data []byte, visit func(member)) (ok bool) {
	p := splitter{data: data}
	if !p.take('{') {
		return false
	}
	if p.take('}') {
		return p.atEnd()
	}
	for {
		p.space()
		from := p.at
		if !p.string() {
			return false
		}
		key := p.data[from:p.at]
		name, ok := unquote(key)
		if !ok || !p.take(':') {
			return false
		}
		value := p.value()
		if value == nil {
			return false
		}
		visit(member{name, key, value})
		if p.take('}') {
			return p.atEnd()
		}
		if !p.take(',') {
			return false
		}
	}
}

// Peek returns the members of an object, each as it was written; of several with one
// name the last. ok is false where data is no object. Like a Part, a value may turn
// out not to be JSON.
func Peek(data []byte) (object map[string]json.RawMessage, ok bool) {
	list, ok := members(data)
	object = make(map[string]json.RawMessage, len(list))
	for _, m := range list {
		object[m.name] = m.value
	}
	return object, ok
}

// AppendWithout appends an object without some of its members. They are named by their
// paths: "a" is a member of the object, "a.b" one of the object that it holds. What is no
// object is appended as it is.
func AppendWithout(out, object []byte, paths ...string) []byte {
	whole := len(out)
	out = append(out, '{')
	first := len(out)
	ok := walk(object, func(m member) {
		inner, left := below(paths, m.name)
		if left {
			return
		}
		if len(out) > first {
			out = append(out, ',')
		}
		out = append(append(out, m.key...), ':')
		if inner == nil {
			out = append(out, m.value...)
		} else {
			out = AppendWithout(out, m.value, inner...)
		}
	})
	if !ok {
		return append(out[:whole], object...)
	}
	return append(out, '}')
}

// below returns the paths inside a member, and whether it is itself at the end of one.
func below(paths []string, name string) (inner []string, itself bool) {
	for _, path := range paths {
		rest, is := strings.CutPrefix(path, name)
		switch {
		case is && rest == "":
			return nil, true
		case is && rest[0] == '.':
			inner = append(inner, rest[1:])
		}
	}
	return inner, false
}

// elements divides an array as members divides an object.
func elements(data []byte) (list []json.RawMessage, ok bool) {
	p := splitter{data: data}
	if !p.take('[') {
		return nil, false
	}
	if p.take(']') {
		return []json.RawMessage{}, p.atEnd()
	}
	for {
		value := p.value()
		if value == nil {
			return nil, false
		}
		list = append(list, value)
		if p.take(']') {
			return list, p.atEnd()
		}
		if !p.take(',') {
			return nil, false
		}
	}
}

// splitter walks over JSON.
type splitter struct {
	data []byte
	at   int
}

func (p *splitter) space() {
	for p.at < len(p.data) && (p.data[p.at] == ' ' || p.data[p.at] == '\n' || p.data[p.at] == '\t' || p.data[p.at] == '\r') {
		p.at++
	}
}

// take steps over one sign, with the space before it, and reports whether it is there.
func (p *splitter) take(sign byte) bool {
	p.space()
	if p.at >= len(p.data) || p.data[p.at] != sign {
		return false
	}
	p.at++
	return true
}

func (p *splitter) atEnd() bool {
	p.space()
	return p.at == len(p.data)
}

// string steps over a string.
func (p *splitter) string() bool {
	if p.at >= len(p.data) || p.data[p.at] != '"' {
		return false
	}
	p.at++
	quote := -1 // where the next quotation mark stands, once it was looked for
	for {
		if quote < p.at {
			next := bytes.IndexByte(p.data[p.at:], '"')
			if next < 0 {
				return false
			}
			quote = p.at + next
		}
		// Only a backslash before the mark can make it part of the string.
		escape := bytes.IndexByte(p.data[p.at:quote], '\\')
		if escape < 0 {
			p.at = quote + 1
			return true
		}
		p.at = min(p.at+escape+2, len(p.data))
	}
}

// value steps over a value and returns it without the space around it; nil where
// there is none.
func (p *splitter) value() json.RawMessage {
	p.space()
	from, depth := p.at, 0
	for p.at < len(p.data) {
		switch p.data[p.at] {
		case '"':
			if !p.string() {
				return nil
			}
			continue
		case '{', '[':
			depth++
		case '}', ']', ',':
			if depth == 0 {
				return p.cut(from)
			}
			if p.data[p.at] != ',' {
				depth--
			}
		}
		p.at++
	}
	return nil // a member or an element is followed by something
}

func (p *splitter) cut(from int) json.RawMessage {
	value := bytes.TrimRight(p.data[from:p.at], " \n\t\r")
	if len(value) == 0 {
		return nil
	}
	return value
}

// unquote reads a string. Most are letters between quotation marks; those of any
// other kind are left to encoding/json.
func unquote(data []byte) (string, bool) {
	if plain(data) {
		return string(data[1 : len(data)-1]), true
	}
	var s string
	return s, json.Unmarshal(data, &s) == nil
}

// plain reports whether data is a string that stands for itself: ASCII without
// escapes.
func plain(data []byte) bool {
	last := len(data) - 1
	if last < 1 || data[0] != '"' || data[last] != '"' {
		return false
	}
	for _, c := range data[1:last] {
		if c < ' ' || c >= 0x80 || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
