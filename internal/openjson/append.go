package openjson

import "unicode/utf8"

// AppendString appends a string as Encode writes it, for those who write many.
func AppendString(out []byte, s string) []byte {
	if asItIs(s) {
		return append(append(append(out, '"'), s...), '"')
	}
	data, err := Encode(s)
	if err != nil {
		return append(out, `""`...) // a string can always be encoded
	}
	return append(out, data...)
}

// AppendMember appends a member whose value is a string, with a comma before it unless the
// object begins with it. name has nothing in it to escape.
func AppendMember(out []byte, name, value string) []byte {
	return AppendString(AppendName(out, name), value)
}

// AppendName appends the name of a member, likewise; its value has to follow.
func AppendName(out []byte, name string) []byte {
	if len(out) > 0 && out[len(out)-1] != '{' {
		out = append(out, ',')
	}
	return append(append(append(out, '"'), name...), `":`...)
}

// AppendList appends an array, each of its elements as one appends it.
func AppendList[T any](out []byte, list []T, one func([]byte, T) []byte) []byte {
	out = append(out, '[')
	for i, element := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = one(out, element)
	}
	return append(out, ']')
}

// asItIs reports whether a string stands in JSON as it is.
func asItIs(s string) bool {
	for i := 0; i < len(s); {
		switch b := s[i]; {
		case b < ' ' || b == '"' || b == '\\' || b == 0x7F:
			return false
		case b < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
				return false
			}
			i += size
		}
	}
	return true
}
