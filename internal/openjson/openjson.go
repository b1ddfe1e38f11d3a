// Package openjson reads and writes JSON objects that stay open: members that
// this program does not know are kept as they came and written back, so that a
// file from another tool, or from a later version of this one, loses nothing by
// passing through here.
//
// A type takes part by calling Marshal and Unmarshal from its MarshalJSON and
// UnmarshalJSON with its own known members and a map for the others. Member
// names are matched exactly, unlike in encoding/json, whose folding of case
// would let "Start" overwrite "start".
package openjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Extra holds the members of an object that its type does not know, by name,
// each as compact JSON.
type Extra = map[string]json.RawMessage

// Marshal encodes known, a struct or a pointer to one, followed by the members
// of extra in the order of their names. An extra member with the name of a
// known one is left out. The result does not escape <, > and &.
func Marshal(known any, extra Extra) ([]byte, error) {
	body, err := Encode(known)
	if err != nil {
		return nil, err
	}
	if len(extra) == 0 {
		return body, nil
	}
	return Close(body[:len(body)-1], known, extra)
}

// Close ends an object of which all but the last brace is written, known being what
// names its members, with those of extra. It is for objects that are written piece
// by piece.
func Close(object []byte, known any, extra Extra) ([]byte, error) {
	names := knownMembers(reflect.Indirect(reflect.ValueOf(known)).Type())
	out := bytes.NewBuffer(object)
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if _, taken := names[name]; taken {
			continue
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		key, err := Encode(name)
		if err != nil {
			return nil, err
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(extra[name])
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// Encode is json.Marshal without the escaping of <, > and &, which would make
// quotations unreadable in a file that people open.
func Encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}

// Unmarshal decodes the object in data into known, a pointer to a struct, and
// returns the members that known has no field for, or nil where there are none.
// Fields whose member is absent or null stay as they are. An error names the
// member it is about, as in "anchor.start: …".
func Unmarshal(data []byte, known any) (Extra, error) {
	all, ok := members(data)
	if !ok {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(data, &object); err != nil {
			return nil, typeError(err)
		}
		return nil, nil // it is null, which has no members
	}
	value := reflect.ValueOf(known).Elem()
	names := knownMembers(value.Type())
	var extra Extra
	var seen []string
	for _, m := range all {
		field, ours := names[m.name]
		if !ours {
			var compact bytes.Buffer
			if err := json.Compact(&compact, m.value); err != nil {
				return nil, At(m.name, err)
			}
			if extra == nil {
				extra = make(Extra)
			}
			extra[m.name] = compact.Bytes()
			continue
		}
		place := value.FieldByIndex(field)
		if slices.Contains(seen, m.name) {
			place.SetZero() // the last of several counts, and alone
		}
		seen = append(seen, m.name)
		if err := decode(m.value, place.Addr().Interface()); err != nil {
			return nil, At(m.name, typeError(err))
		}
	}
	return extra, nil
}

// Part is a member that Unmarshal leaves as it is, for the caller to decode in pieces:
// whether it is JSON at all is not known before.
type Part []byte

// decode is json.Unmarshal with a short way for the many plain strings.
func decode(raw json.RawMessage, to any) error {
	switch to := to.(type) {
	case *Part:
		*to = Part(raw)
		return nil
	case *string:
		if plain(raw) {
			*to = string(raw[1 : len(raw)-1])
			return nil
		}
	}
	return json.Unmarshal(raw, to)
}

// PathError is a fault in a JSON document and the place where it stands.
type PathError struct {
	Path string // as in claims[2].anchor.start
	Err  error
}

func (e *PathError) Error() string { return e.Path + ": " + e.Err.Error() }

func (e *PathError) Unwrap() error { return e.Err }

// At says that err was found at the member called name, inside whatever place
// err itself names.
func At(name string, err error) error {
	if inner, ok := err.(*PathError); ok {
		separator := "."
		if strings.HasPrefix(inner.Path, "[") {
			separator = ""
		}
		return &PathError{Path: name + separator + inner.Path, Err: inner.Err}
	}
	return &PathError{Path: name, Err: err}
}

// List decodes a JSON array element by element, so that an error can name the
// index of the element it is about.
func List[T any](data []byte) ([]T, error) { return ListIn[T](data, nil) }

// ListIn is List for a long list: breathe, where it is given, is called before each
// element, and its error ends the work.
func ListIn[T any](data []byte, breathe func() error) ([]T, error) {
	raw, ok := elements(data)
	if !ok {
		if err := json.Unmarshal(data, &raw); err != nil {
			return nil, typeError(err)
		}
	}
	if raw == nil {
		return nil, nil
	}
	list := make([]T, len(raw))
	for i, element := range raw {
		if breathe != nil {
			if err := breathe(); err != nil {
				return nil, err
			}
		}
		if err := json.Unmarshal(element, &list[i]); err != nil {
			return nil, At(fmt.Sprintf("[%d]", i), typeError(err))
		}
	}
	return list, nil
}

// typeError says in plain words what encoding/json says in Go's terms.
func typeError(err error) error {
	wrong, ok := err.(*json.UnmarshalTypeError)
	if !ok {
		return err
	}
	kind, _, _ := strings.Cut(wrong.Value, " ")
	return fmt.Errorf("is %s where %s belongs", withArticle(kind), withArticle(jsonName(wrong.Type)))
}

func withArticle(noun string) string {
	switch noun {
	case "bool", "true or false":
		return "true or false"
	case "array", "object":
		return "an " + noun
	default:
		return "a " + noun
	}
}

func jsonName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "string"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.Map, reflect.Struct:
		return "object"
	default:
		return "number"
	}
}

// fieldsOf holds what knownMembers found out, by type.
var fieldsOf sync.Map

// knownMembers maps the member names of a struct type to its fields. Embedded
// structs lend theirs, as in encoding/json.
func knownMembers(t reflect.Type) map[string][]int {
	if names, ok := fieldsOf.Load(t); ok {
		return names.(map[string][]int)
	}
	names := membersOf(t)
	fieldsOf.Store(t, names)
	return names
}

func membersOf(t reflect.Type) map[string][]int {
	names := make(map[string][]int, t.NumField())
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name != "" && name != "-" && field.IsExported() {
			names[name] = field.Index
		}
	}
	return names
}
