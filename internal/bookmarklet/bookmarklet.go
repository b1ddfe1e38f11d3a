// Package bookmarklet makes the bookmark *Annotate in Gainsay*: a script in an
// address, which hands the page that is being read over to Gainsay.
//
// It promises that the script names the one origin that it was made for, and that
// what it says is what stands in bookmarklet.js. The other end of the hand-over is
// web/receive.js.
package bookmarklet

import (
	_ "embed"
	"encoding/json"
	"strings"
)

//go:embed bookmarklet.js
var source string

// Address returns the javascript: address of the bookmarklet for the Gainsay whose page
// that receives is at an address of an origin, such as "https://gainsay.example/receive"
// of "https://gainsay.example".
func Address(origin, receive string) (string, error) {
	script := shorten(source)
	for place, text := range map[string]string{`"{origin}"`: origin, `"{receive}#"`: receive + "#"} {
		quoted, err := json.Marshal(text)
		if err != nil {
			return "", err
		}
		script = strings.ReplaceAll(script, place, string(quoted))
	}
	return "javascript:" + escape(script), nil
}

// shorten takes away what only a reader needs: lines that are comments, and the space
// around lines. The lines stay, so that no two words or statements run together.
func shorten(script string) string {
	var kept []string
	for line := range strings.Lines(script) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// plain are the characters that a browser leaves alone in such an address, wherever
// it is copied and pasted, beside letters and digits.
const plain = "-_.!~*'();,:=+&|?{}[]<>@$/"

// escape percent-encodes a script, in UTF-8. Browsers undo that before they run it
// (HTML standard, "evaluate a javascript: URL").
func escape(script string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(script) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}
