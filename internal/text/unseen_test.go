package text

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func said(found []Unseen) string {
	var list []string
	for _, u := range found {
		list = append(list, fmt.Sprintf("%d %s", u.Count, u.Name))
	}
	return strings.Join(list, ", ")
}

func TestFindUnseen(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"Japan denied this.\r\n\tTwice", ""},
		{"Tōkyō, naïve café “quoted” – 北京 مرحبا עברית", ""},
		{"one\u00A0thin\u2009space\u3000and line\u2028paragraph\u2029", ""},

		{"Jap\u200Ban", "1 zero width space"},
		{"\u200BJ\u200Ba\u202Ep\u200Ban", "3 zero width space, 1 right-to-left override"},
		{"a\u200Eb\u200Fc\u061Cd", "1 left-to-right mark, 1 right-to-left mark, 1 Arabic letter mark"},
		{"\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee", "1 left-to-right embedding, 1 right-to-left embedding, 1 end of a direction, 1 left-to-right override, 1 right-to-left override"},
		{"\u2066a\u2067b\u2068c\u2069", "1 left-to-right isolate, 1 right-to-left isolate, 1 first strong isolate, 1 end of an isolate"},
		{"a\u2060b\u2061c\u2062d\u2063e\u2064f", "1 word joiner, 1 invisible function application, 1 invisible times, 1 invisible separator, 1 invisible plus"},
		{"insist\u00ADed", "1 soft hyphen"},
		{"a\uFEFFb", "1 zero width no-break space"},
		{"a\u034Fb\u180Ec\u3164d\u2800", "1 combining grapheme joiner, 1 Mongolian vowel separator, 1 Hangul filler, 1 blank braille pattern"},
		{"a\x00b\x1Bc\u0085d\x7F", "4 control character"},
		{"a\u206Ab\uFFF9c", "2 format character"},
		{"a\U000E0068\U000E0069", "2 tag character"},

		// Joiners, where they belong and where not.
		{"می\u200Cخواهم", ""},
		{"क\u094D\u200Dष क\u094D\u200C", ""},
		{"ශ\u0DCA\u200Dරී", ""},
		{"a\u200Cb\u200Dc", "1 zero width non-joiner, 1 zero width joiner"},
		{"\u200Dم", "1 zero width joiner"},
		{"北\u200D京", "1 zero width joiner"},

		// Emoji.
		{"👩🏽\u200D✈\uFE0F and 👨\u200D👩\u200D👧 and 🏳\uFE0F\u200D🌈 and ❤\uFE0F", ""},
		{"1\uFE0F\u20E3", ""},
		{"🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", ""},
		{"🏴 \U000E0067", "1 tag character"},
		{"👩\u200Da", "1 zero width joiner"},
		{"😀\uFE0F\uFE01\uFE02", "2 variation selector"},
		{"a\uFE0Fb\U000E0101", "2 variation selector"},
		{"葛\U000E0100", ""},

		{"\xff\xfe broken \xe2\x80", ""},
	} {
		if got := said(FindUnseen(test.text)); got != test.want {
			t.Errorf("%+q: found %q, want %q", test.text, got, test.want)
		}
	}
	if got := said(FindUnseen("a\u200B", "plain", "\u202E\u200B")); got != "2 zero width space, 1 right-to-left override" {
		t.Errorf("in several texts: %q", got)
	}
}

// Each of the characters by which texts are made to look like others is found between
// any two Latin letters, however the rest reads.
func TestNothingUnseenIsMissedInLatin(t *testing.T) {
	var all []rune
	for _, span := range [][2]rune{{0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x2066, 0x2069}, {0xAD, 0xAD}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F}, {0xFE00, 0xFE0F}} {
		for r := span[0]; r <= span[1]; r++ {
			all = append(all, r)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[A-Za-zéßø ]{1,8}`)
		hidden := rapid.SliceOfN(rapid.SampledFrom(all), 1, 5).Draw(t, "hidden")
		var b strings.Builder
		for _, r := range hidden {
			b.WriteString(word.Draw(t, "word"))
			b.WriteRune(r)
		}
		n := 0
		for _, u := range FindUnseen(b.String()) {
			n += u.Count
		}
		if n != len(hidden) {
			t.Fatalf("%+q holds %d, of which %d were found", b.String(), len(hidden), n)
		}
	})
}
