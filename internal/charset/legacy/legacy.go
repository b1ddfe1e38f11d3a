// Package legacy decodes the older encodings natively, with the tables of
// golang.org/x/text. In the page the browser's TextDecoder does the same, so the
// page's program does not link this: the tables would add a fifth to it.
package legacy

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html/charset"
)

// Decode is a charset.Decoder for every encoding of the WHATWG Encoding Standard.
func Decode(label string, data []byte) (string, error) {
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "replacement" {
		return "", fmt.Errorf("there is no encoding %q", label)
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("decoding as %s: %w", name, err)
	}
	// The tables put U+FFFD where TextDecoder, told to be strict, fails.
	if s := string(decoded); !strings.ContainsRune(s, unicode.ReplacementChar) {
		return s, nil
	}
	return "", errors.New("it holds bytes that are not of that encoding")
}
