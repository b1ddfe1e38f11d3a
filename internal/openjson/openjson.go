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
	names := knownMembers(reflect.Indirect(reflect.ValueOf(known)).Type())
	out := bytes.NewBuffer(body[:len(body)-1])
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
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, typeError(err)
	}
	value := reflect.ValueOf(known).Elem()
	for name, field := range knownMembers(value.Type()) {
		raw, present := members[name]
		if !present {
			continue
		}
		delete(members, name)
		if err := json.Unmarshal(raw, value.FieldByIndex(field).Addr().Interface()); err != nil {
			return nil, At(name, typeError(err))
		}
	}
	if len(members) == 0 {
		return nil, nil
	}
	for name, raw := range members {
		var compact bytes.Buffer
		if err := json.Compact(&compact, raw); err != nil {
			return nil, At(name, err)
		}
		members[name] = compact.Bytes()
	}
	return members, nil
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
func List[T any](data []byte) ([]T, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, typeError(err)
	}
	if raw == nil {
		return nil, nil
	}
	list := make([]T, len(raw))
	for i, element := range raw {
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

// knownMembers maps the member names of a struct type to its fields. Embedded
// structs lend theirs, as in encoding/json.
func knownMembers(t reflect.Type) map[string][]int {
	names := make(map[string][]int, t.NumField())
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name != "" && name != "-" && field.IsExported() {
			names[name] = field.Index
		}
	}
	return names
}
