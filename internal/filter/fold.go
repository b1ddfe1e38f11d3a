package filter

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"gainsay/internal/text"
)

// fold is a text as a search compares it: folded as for anchors (text.Fold), and
// without accents, so that "Sao Paulo" finds "São Paulo". What an accent is:
// Unicode's combining diacritical marks, and the points of Hebrew and Arabic, which
// are written or left out as one likes. The vowel signs of Indian scripts and the
// marks that make of か another letter, が, are no accents. Letters with a stroke and
// the i without a dot do not decompose, and are taken for the plain ones that people
// type for them.
func fold(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	decomposed := norm.NFD.String(text.Fold(s).Text)
	return norm.NFC.String(strings.Map(bare, decomposed))
}

// plain reports whether a text has only characters that folding leaves alone but for
// their case and white space, which a search divides words at anyway.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == '`' {
			return false
		}
	}
	return true
}

// bare leaves out a mark, and gives of a letter the one that is typed for it.
func bare(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= 0x0300 && r <= 0x036F, r >= 0x1AB0 && r <= 0x1AFF, r >= 0x1DC0 && r <= 0x1DFF,
		r >= 0x0591 && r <= 0x05BD, r == 0x05BF, r == 0x05C1, r == 0x05C2, r == 0x05C4, r == 0x05C5, r == 0x05C7,
		r >= 0x064B && r <= 0x065F, r == 0x0670:
		return -1
	}
	switch r {
	case 'ı':
		return 'i'
	case 'ł':
		return 'l'
	case 'ø':
		return 'o'
	case 'đ':
		return 'd'
	}
	return r
}
