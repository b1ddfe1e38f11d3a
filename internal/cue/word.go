package cue

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a cue in lower case, with contractions taken apart.
type word struct {
	text       string
	capital    bool // it was written with a capital
	possessive bool // it bore an apostrophe and s
}

// split divides a cue into words. Anything but letters, digits, apostrophes and
// hyphens inside a word divides them.
func split(s string) []word {
	var words []word
	for _, raw := range strings.FieldsFunc(s, divides) {
		raw = strings.Trim(strings.Map(apostrophe, raw), "'-")
		if raw != "" {
			words = append(words, apart(raw)...)
		}
	}
	return words
}

func divides(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && apostrophe(r) != '\'' && r != '-' && r != '‐' && r != '‑'
}

// apostrophe makes one of the signs that are written for it.
func apostrophe(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´', '＇':
		return '\''
	case '‐', '‑':
		return '-'
	}
	return r
}

// apart takes a contraction apart: n't is not; 's, 'd, 'll, 've, 're and 'm are
// auxiliaries, or, of 's, a possessive, and are left out.
func apart(raw string) []word {
	first, _ := utf8.DecodeRuneInString(raw)
	w := word{text: lower(raw), capital: unicode.IsUpper(first)}
	if w.text == "cannot" {
		return []word{{text: "can"}, {text: "not"}}
	}
	stem, end, cut := cutLast(w.text)
	switch {
	case !cut:
	case end == "t" && strings.HasSuffix(stem, "n"):
		return []word{{text: auxiliaryOf(strings.TrimSuffix(stem, "n"))}, {text: "not"}}
	case end == "s":
		w.text, w.possessive = stem, classes()[stem] != function
	case end == "d" || end == "ll" || end == "ve" || end == "re" || end == "m":
		w.text = stem
	}
	return []word{w}
}

// lower is a word in lower case, letter by letter. A letter that has no lower case
// of its own stays as it is.
func lower(s string) string { return strings.Map(unicode.ToLower, s) }

func cutLast(s string) (stem, end string, ok bool) {
	at := strings.LastIndexByte(s, '\'')
	if at <= 0 {
		return s, "", false
	}
	return s[:at], s[at+1:], true
}

// auxiliaryOf gives back the verb of wo(n't), ca(n't), sha(n't), and any other
// as it is.
func auxiliaryOf(stem string) string {
	switch stem {
	case "wo":
		return "will"
	case "ca":
		return "can"
	case "sha":
		return "shall"
	}
	return stem
}

// forms lists what a word can be a form of: itself, and by the regular endings and
// the list of irregular forms its lemma. Not all of them are words.
func forms(w string) []string {
	list := []string{w}
	if lemma, known := irregular()[w]; known {
		return append(list, lemma)
	}
	if stem, ok := strings.CutSuffix(w, "s"); ok {
		list = append(list, stem)
		if short, ok := strings.CutSuffix(stem, "e"); ok {
			list = append(list, short)
		}
		if short, ok := strings.CutSuffix(stem, "ie"); ok {
			list = append(list, short+"y")
		}
	}
	for _, ending := range []string{"ed", "ing"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && stem != "" {
			list = append(list, stem, stem+"e")
			if doubled(stem) {
				list = append(list, stem[:len(stem)-1])
			}
			if short, ok := strings.CutSuffix(stem, "i"); ok {
				list = append(list, short+"y")
			}
		}
	}
	return list
}

// doubled reports whether a stem ends in the same consonant twice.
func doubled(stem string) bool {
	n := len(stem)
	return n > 2 && stem[n-1] == stem[n-2] && consonant(stem[n-1])
}

func consonant(b byte) bool { return b >= 'a' && b <= 'z' && strings.IndexByte("aeiou", b) < 0 }

// lemma is the dictionary form of a verb that no list knows, by the rules of
// spelling: a guess where they leave a choice.
func lemma(w string) string {
	if known, ok := irregular()[w]; ok {
		return known
	}
	for _, ending := range []string{"ied", "ies"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && len(stem) > 1 {
			return stem + "y"
		} else if ok && stem != "" {
			return stem + "ie" // died, lies
		}
	}
	for _, ending := range []string{"ed", "ing"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && strings.ContainsAny(stem, "aeiouy") {
			return infinitive(stem)
		}
	}
	for _, sibilant := range []string{"sses", "shes", "ches", "xes", "zzes"} {
		if strings.HasSuffix(w, sibilant) {
			return strings.TrimSuffix(w, "es")
		}
	}
	if strings.HasSuffix(w, "s") && len(w) > 3 && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
		return strings.TrimSuffix(w, "s")
	}
	return w
}

// infinitive restores what -ed and -ing took: a doubled consonant is made single, but
// for ll, ss, zz and ff, which end words; e returns after v, u, c, s behind a vowel, z, the g of -ng
// behind a and e, the t of -at, and after one vowel and one consonant where that is the
// whole word, which would be doubled if there had been no e.
func infinitive(stem string) string {
	n := len(stem)
	last := stem[n-1]
	switch {
	case doubled(stem):
		if strings.IndexByte("lszf", last) >= 0 {
			return stem
		}
		return stem[:n-1]
	case n < 2:
		return stem
	case strings.IndexByte("vuc", last) >= 0,
		last == 's' && !consonant(stem[n-2]), last == 'z',
		last == 'g' && !strings.HasSuffix(stem, "ing") && !strings.HasSuffix(stem, "ong"),
		strings.HasSuffix(stem, "at") && n > 2 && consonant(stem[n-3]),
		strings.HasSuffix(stem, "bl"), strings.HasSuffix(stem, "tl"), strings.HasSuffix(stem, "pl"):
		return stem + "e"
	case oneVowelOneConsonant(stem):
		return stem + "e"
	}
	return stem
}

func oneVowelOneConsonant(stem string) bool {
	n := len(stem)
	if n < 3 || !consonant(stem[n-1]) || strings.IndexByte("wxy", stem[n-1]) >= 0 || consonant(stem[n-2]) {
		return false
	}
	for i := range n - 2 {
		if !consonant(stem[i]) {
			return false
		}
	}
	return true
}

// singular is a noun without the s of its plural.
func singular(w string) string {
	if stem, ok := strings.CutSuffix(w, "ies"); ok && w != "" {
		return stem + "y"
	}
	return strings.TrimSuffix(w, "s")
}
