package text

import "unicode/utf8"

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
			case r == joiner && isEmoji(before) && isEmoji(after), (r == joiner || r == nonJoiner) && joins(before):
				name = ""
			case isSelector(r) && !selected && hasVariants(before):
				name = ""
			case isTag(r) && flag:
				name = ""
			}
			if name != "" {
				found = counted(found, name)
			}
			flag = r == blackFlag || flag && isTag(r)
			selected = isSelector(r)
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

// unseenNames are those from U+200B to U+206F, save for the separators in the middle,
// which are white space.
var unseenNames = map[rune]string{
	0x200B: "zero width space", nonJoiner: "zero width non-joiner", joiner: "zero width joiner",
	0x200E: "left-to-right mark", 0x200F: "right-to-left mark",
	0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding", 0x202C: "end of a direction",
	0x202D: "left-to-right override", 0x202E: "right-to-left override",
	0x2060: "word joiner", 0x2061: "invisible function application", 0x2062: "invisible times",
	0x2063: "invisible separator", 0x2064: "invisible plus",
	0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "end of an isolate",
	0x00AD: "soft hyphen", 0x034F: "combining grapheme joiner", 0x061C: "Arabic letter mark", 0x180E: "Mongolian vowel separator",
	0x115F: "Hangul filler", 0x1160: "Hangul filler", 0x3164: "Hangul filler", 0xFFA0: "Hangul filler", 0x2800: "blank braille pattern",
	0xFEFF: "zero width no-break space",
}

// unseenName names a character that cannot be seen; "" is one that can, or white space.
func unseenName(r rune) string {
	switch {
	case r < ' ' && r != '\n' && r != '\t' && r != '\r', 0x7F <= r && r < 0xA0:
		return "control character"
	case r < 0xAD:
		return ""
	case isTag(r):
		return "tag character"
	case isSelector(r):
		return "variation selector"
	case 0x206A <= r && r <= 0x206F, 0xFFF9 <= r && r <= 0xFFFB:
		return "format character"
	}
	return unseenNames[r]
}

func isTag(r rune) bool { return 0xE0000 <= r && r <= 0xE007F }

func isSelector(r rune) bool { return 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF }

// hasVariants reports whether a selector may follow: an emoji, or a key cap's sign, an
// ideograph, or a letter of a script with variants. Latin and its neighbours have none,
// and a selector there carries something that nobody sees.
func hasVariants(r rune) bool {
	return isEmoji(r) || '0' <= r && r <= '9' || r == '#' || r == '*' || r == 0xA9 || r == 0xAE || r >= 0x1000 && unseenName(r) == ""
}

// isEmoji reports whether r is of the blocks that hold emoji, their skin tones and
// their selector.
func isEmoji(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2190 <= r && r <= 0x2BFF || r == 0xFE0F || r == 0x203C || r == 0x2049 || r == 0x2122 || r == 0x2139 || r == 0x3030 || r == 0x303D || r == 0x3297 || r == 0x3299
}

// joins reports whether r is of the blocks of scripts whose letters change where they
// join, so that it matters whether they do: Arabic to Mandaic, Devanagari to Sinhala,
// Myanmar, Khmer, Mongolian, the presentation forms of Arabic, and the Brahmic scripts
// of the supplementary plane.
func joins(r rune) bool {
	return 0x620 <= r && r <= 0x8FF || 0x900 <= r && r <= 0xDFF || 0x1000 <= r && r <= 0x109F || 0x1780 <= r && r <= 0x18AF ||
		0xA840 <= r && r <= 0xAAFF || 0xFB50 <= r && r <= 0xFDFF || 0xFE70 <= r && r <= 0xFEFC || 0x10A00 <= r && r <= 0x11FFF
}
