package text

import (
	"strings"
	"unicode/utf8"
)

// Unseen is a kind of character that shows nothing of itself, or that shows others in
// another order, and how often it occurs.
type Unseen struct {
	Name  string // in lower case, as Unicode names it where that says something
	Count int
}

// FindUnseen lists the characters in some texts that a reader cannot see, in the order
// in which they first occur. Words can be made to differ by them, or to read as
// something else, without looking so (Unicode Technical Standard 39 and Technical
// Report 36). Not listed are space, tab and the ends of lines, and those without which
// writing is not itself: a joiner after a letter of a script that joins (Arabic, those
// of India and their kin), what holds an emoji together, and the selector of a variant
// after the character whose variant it selects.
func FindUnseen(texts ...string) []Unseen {
	var found []Unseen
	for _, s := range texts {
		if isPlain(s) {
			continue
		}
		before := rune(-1) // what stands before, but for its selector of a variant
		flag := false      // within an emoji that tags spell out, as that of Wales
		selected := false  // the character before was such a selector
		for len(s) > 0 {
			r, size := utf8.DecodeRuneInString(s)
			s = s[size:]
			after, _ := utf8.DecodeRuneInString(s)
			name := unseenName(r)
			switch {
			case name == "":
			case r == joiner && emoji.hold(before) && emoji.hold(after), (r == joiner || r == nonJoiner) && joining.hold(before):
				name = ""
			case selectors.hold(r) && !selected && hasVariants(before):
				name = ""
			case tags.hold(r) && flag:
				name = ""
			}
			if name != "" {
				found = counted(found, name)
			}
			flag = r == blackFlag || flag && tags.hold(r)
			selected = selectors.hold(r)
			if !selected {
				before = r
			}
		}
	}
	return found
}

func counted(found []Unseen, name string) []Unseen {
	for i := range found {
		if found[i].Name == name {
			found[i].Count++
			return found
		}
	}
	return append(found, Unseen{name, 1})
}

// isPlain reports whether s is printable ASCII and ends of lines.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' || c > '~' {
			return false
		}
	}
	return true
}

const (
	nonJoiner = '\u200C'
	joiner    = '\u200D'
	blackFlag = '\U0001F3F4'
)

// unseenNames holds each character that is not one of many alike, followed by its name.
// It is a string, and the spans below are lists, because either is data in the page's
// program, where a map or a chain of comparisons is code.
const unseenNames = "\u00ADsoft hyphen\u034Fcombining grapheme joiner\u061CArabic letter mark\u115FHangul filler\u1160Hangul filler" +
	"\u180EMongolian vowel separator\u200Bzero width space\u200Czero width non-joiner\u200Dzero width joiner" +
	"\u200Eleft-to-right mark\u200Fright-to-left mark\u202Aleft-to-right embedding\u202Bright-to-left embedding" +
	"\u202Cend of a direction\u202Dleft-to-right override\u202Eright-to-left override\u2060word joiner" +
	"\u2061invisible function application\u2062invisible times\u2063invisible separator\u2064invisible plus" +
	"\u2066left-to-right isolate\u2067right-to-left isolate\u2068first strong isolate\u2069end of an isolate" +
	"\u2800blank braille pattern\u3164Hangul filler\uFEFFzero width no-break space\uFFA0Hangul filler"

// spans are first and last characters, in pairs.
type spans []rune

// In the page's program a loop in each place would be larger than the call.
//
//go:noinline
func (list spans) hold(r rune) bool {
	for i := 0; i+1 < len(list); i += 2 {
		if list[i] <= r && r <= list[i+1] {
			return true
		}
	}
	return false
}

var (
	controls  = spans{0, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0x7F, 0x9F}
	formats   = spans{0x206A, 0x206F, 0xFFF9, 0xFFFB}
	tags      = spans{0xE0000, 0xE007F}
	selectors = spans{0xFE00, 0xFE0F, 0xE0100, 0xE01EF}

	// The blocks that hold emoji and their skin tones, and the selector of an emoji.
	emoji = spans{0x1F000, 0x1FAFF, 0x2190, 0x2BFF, 0xFE0F, 0xFE0F, 0x203C, 0x203C, 0x2049, 0x2049, 0x2122, 0x2122, 0x2139, 0x2139, 0x3030, 0x3030, 0x303D, 0x303D, 0x3297, 0x3297, 0x3299, 0x3299}

	// The blocks of scripts whose letters change where they join, so that it matters
	// whether they do: Arabic to Mandaic, Devanagari to Sinhala, Myanmar, Khmer and
	// Mongolian, Phags-pa to Meetei Mayek, the presentation forms of Arabic, and the
	// Brahmic scripts of the supplementary plane.
	joining = spans{0x620, 0xDFF, 0x1000, 0x109F, 0x1780, 0x18AF, 0xA840, 0xAAFF, 0xFB50, 0xFDFF, 0xFE70, 0xFEFC, 0x10A00, 0x11FFF}

	// What may have a variant and is neither an emoji nor of a script with variants: the
	// signs of key caps, copyright and registered.
	varying = spans{'0', '9', '#', '#', '*', '*', 0xA9, 0xA9, 0xAE, 0xAE}
)

// unseenName names a character that cannot be seen; "" is one that can, or white space.
func unseenName(r rune) string {
	switch {
	case controls.hold(r):
		return "control character"
	case r < 0xAD || r == utf8.RuneError:
		return ""
	case tags.hold(r):
		return "tag character"
	case selectors.hold(r):
		return "variation selector"
	case formats.hold(r):
		return "format character"
	}
	_, after, found := strings.Cut(unseenNames, string(r))
	if !found {
		return ""
	}
	if end := strings.IndexFunc(after, func(r rune) bool { return r > '~' }); end >= 0 {
		return after[:end]
	}
	return after
}

// hasVariants reports whether a selector may follow. Latin and its neighbours have no
// variants, and a selector there carries something that nobody sees.
func hasVariants(r rune) bool {
	return emoji.hold(r) || varying.hold(r) || r >= 0x1000 && unseenName(r) == ""
}
