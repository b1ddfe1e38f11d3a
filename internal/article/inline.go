package article

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// inline returns the words of a piece of Markdown without the marks of emphasis,
// code, links, images and escapes. A mark without its counterpart is a character
// like any other and stays.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[!<\\&~") {
		return s
	}
	var out strings.Builder
	var before rune
	for len(s) > 0 {
		words, taken := piece(s, before)
		out.WriteString(words)
		before, _ = utf8.DecodeLastRuneInString(s[:taken])
		s = s[taken:]
	}
	return out.String()
}

var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'", "nbsp": "\u00A0"}

// piece reads what stands at the start of s: the words it comes to, and how many
// bytes it takes. before is the character in front of it.
func piece(s string, before rune) (words string, taken int) {
	switch s[0] {
	case '\\':
		if len(s) > 1 && s[1] < utf8.RuneSelf && unicode.In(rune(s[1]), unicode.Punct, unicode.Symbol) {
			return s[1:2], 2
		}
		if strings.HasPrefix(s, "\\\n") {
			return "\n", 2
		}
	case '`':
		if code, n, ok := codeSpan(s); ok {
			return code, n
		}
	case '*', '_', '~':
		if text, n, ok := emphasis(s, before); ok {
			return inline(text), n
		}
		// The whole run is read at once, so that its inside is not tried again.
		n := len(s) - len(strings.TrimLeft(s, s[:1]))
		return s[:n], n
	case '!':
		if len(s) > 1 && s[1] == '[' {
			if text, n, ok := link(s[1:]); ok {
				return inline(text), n + 1
			}
		}
	case '[':
		if text, n, ok := link(s); ok {
			return inline(text), n
		}
	case '<':
		if address, n, ok := autolink(s); ok {
			return address, n
		}
	case '&':
		if c, n, ok := entity(s); ok {
			return c, n
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

// autolink reads <https://news.example/a> and <ana@news.example>.
func autolink(s string) (address string, taken int, ok bool) {
	c := text.Scanner{Text: s}
	if !c.Take("<") {
		return "", 0, false
	}
	address, _ = c.Until(text.Spaces + "<>")
	if !c.Take(">") || !hasScheme(address) && !mailbox(address) {
		return "", 0, false
	}
	return address, c.At, true
}

func hasScheme(address string) bool {
	for _, scheme := range []string{"http://", "https://", "mailto:"} {
		if rest, ok := strings.CutPrefix(address, scheme); ok && rest != "" {
			return true
		}
	}
	return false
}

func mailbox(address string) bool {
	name, host, _ := strings.Cut(address, "@")
	return wordsAnd(".+-", name) && wordsAnd(".-", host)
}

// wordsAnd reports whether s has letters, digits and underscores of ASCII, and what
// others may stand among them, and nothing else.
func wordsAnd(others, s string) bool {
	for i := range len(s) {
		if !text.WordByte(s[i]) && strings.IndexByte(others, s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// entity reads a character that is written by its name or number: &amp; &#38; &#x26;.
// The number is of up to seven digits, or six to the base of sixteen.
func entity(s string) (char string, taken int, ok bool) {
	c := text.Scanner{Text: s}
	if !c.Take("&") {
		return "", 0, false
	}
	if c.Take("#") {
		return numbered(c)
	}
	for name, char := range entities {
		if c.Take(name + ";") {
			return char, c.At, true
		}
	}
	return "", 0, false
}

// numbered reads the number of a character, and the semicolon behind it.
func numbered(c text.Scanner) (char string, taken int, ok bool) {
	most, base, set := 7, 10, "0123456789"
	if c.TakeAny("xX") {
		most, base, set = 6, 16, "0123456789abcdefABCDEF"
	}
	from := c.At
	n := c.Skip(set)
	if n == 0 || n > most || !c.Take(";") {
		return "", 0, false
	}
	point, err := strconv.ParseInt(c.Text[from:from+n], base, 32)
	if err != nil || point == 0 || !utf8.ValidRune(rune(point)) {
		return "", 0, false
	}
	return string(rune(point)), c.At, true
}

// longestSpan bounds how far the end of emphasis or code is looked for, in bytes,
// so that a text full of lone marks is still read in proportion to its length.
const longestSpan = 4000

// codeSpan reads `code`, with any number of marks on both sides.
func codeSpan(s string) (code string, taken int, ok bool) {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	marks := s[:n]
	s = s[:min(len(s), n+longestSpan)]
	for at := n; at < len(s); {
		next := strings.Index(s[at:], marks)
		if next < 0 {
			break
		}
		start := at + next
		end := start + len(s[start:]) - len(strings.TrimLeft(s[start:], "`"))
		if end-start == n {
			return s[n:start], end, true
		}
		at = end
	}
	return marks, n, true
}

// emphasis reads *text*, **text**, _text_, ~~text~~ and the like: the opening
// marks touch a word on their right, the closing ones a word on their left, and
// underscores do not stand inside a word.
func emphasis(s string, before rune) (text string, taken int, ok bool) {
	mark := s[:1]
	n := len(s) - len(strings.TrimLeft(s, mark))
	if n > 3 || mark == "~" && n != 2 || n == len(s) || spaceAt(s[n:]) {
		return "", 0, false
	}
	if mark == "_" && wordRune(before) {
		return "", 0, false
	}
	for at := n; at < min(len(s), n+longestSpan); {
		next := strings.Index(s[at:], mark)
		if next < 0 || next > longestSpan {
			return "", 0, false
		}
		start := at + next
		end := start + len(s[start:]) - len(strings.TrimLeft(s[start:], mark))
		last, _ := utf8.DecodeLastRuneInString(s[:start])
		after, _ := utf8.DecodeRuneInString(s[end:])
		closes := end-start == n && !unicode.IsSpace(last) && last != '\\'
		if closes && mark == "_" && wordRune(after) {
			closes = false
		}
		if closes {
			return s[n:start], end, true
		}
		at = end
	}
	return "", 0, false
}

func spaceAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// longestTarget bounds the address of a link, in bytes, and with it the search
// for its end.
const longestTarget = 1000

// link reads [words](address) and [words][reference], with brackets in pairs
// among the words.
func link(s string) (words string, taken int, ok bool) {
	end := closing(s, '[', ']')
	if end < 0 || end+1 >= len(s) {
		return "", 0, false
	}
	rest := s[end+1:]
	target := -1
	switch rest[0] {
	case '(':
		target = closing(rest, '(', ')')
	case '[':
		target = closing(rest, '[', ']')
	}
	if target < 0 {
		return "", 0, false
	}
	return s[1:end], end + 1 + target + 1, true
}

// closing returns where the bracket that opens s closes, or -1.
func closing(s string, opening, close byte) int {
	depth := 0
	for i := 0; i < len(s) && i < longestTarget; i++ {
		switch s[i] {
		case '\\':
			i++
		case opening:
			depth++
		case close:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
