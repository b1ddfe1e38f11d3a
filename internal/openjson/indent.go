package openjson

import "bytes"

// Indent lays a JSON value out as people read it, as json.Indent does with two spaces a
// level, and with a line end at the end. data has to be JSON, as Encode, Marshal and
// Close write it; because that is not checked again, it takes a fraction of the time.
func Indent(data []byte) []byte {
	out := make([]byte, 0, len(data)*2)
	depth := 0
	line := func() {
		out = append(out, '\n')
		for range depth {
			out = append(out, "  "...)
		}
	}
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '"':
			end := stringEnd(data, i)
			out = append(out, data[i:end]...)
			i = end - 1
		case '{', '[':
			out = append(out, c)
			if next := pastSpace(data, i+1); next < len(data) && data[next] == c+2 { // the bracket that closes it
				out = append(out, data[next])
				i = next
				continue
			}
			depth++
			line()
		case '}', ']':
			depth--
			line()
			out = append(out, c)
		case ',':
			out = append(out, c)
			line()
		case ':':
			out = append(out, ": "...)
		case ' ', '\t', '\n', '\r':
		default:
			out = append(out, c)
		}
	}
	return append(out, '\n')
}

// stringEnd returns where the string that begins at i ends, behind its last quotation
// mark.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		next := bytes.IndexByte(data[i:], '"')
		if next < 0 {
			break
		}
		slashes := 0
		for i+next-slashes > 0 && data[i+next-slashes-1] == '\\' {
			slashes++
		}
		if i += next; slashes%2 == 0 {
			return i + 1
		}
	}
	return len(data)
}

func pastSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\n' || data[i] == '\r') {
		i++
	}
	return i
}
