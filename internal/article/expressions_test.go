package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"gainsay/internal/text"
)

// What this package reads by hand can be said as regular expressions, and more
// shortly; only the page's program would have to carry their engine. Here they stand
// as what every reading means, on any text.
var (
	months = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`

	monthFirstExpression = regexp.MustCompile(`(?i)\b(` + months + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	dayFirstExpression   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(` + months + `),?\s+(\d{4})\b`)
	isoDateExpression    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:T|\b)`)
	clockExpression      = regexp.MustCompile(`(?i)(?:^|[^\w:])(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*\(?([A-Z]{1,4})?\b`)
	instantExpression    = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})`)
	dateWordExpression   = regexp.MustCompile(`(?i)\b(?:` + months + `|(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|updated|posted|on|at|[ap]\.?m\.?|[A-Z]{2,4}T|UTC|GMT)(?:\b|$)|\d+`)

	autolinkExpression = regexp.MustCompile(`^<((?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w.-]+)>`)
	entityExpression   = regexp.MustCompile(`^&(?:(amp|lt|gt|quot|apos|nbsp);|#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});)`)

	fieldExpression      = regexp.MustCompile(`^([A-Za-z][\w-]*):\s*(.*)$`)
	atxHeadingExpression = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	setextLineExpression = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	ruleLineExpression   = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fenceLineExpression  = regexp.MustCompile("^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
	listItemExpression   = regexp.MustCompile(`^[ \t]*(?:[-*+]|(\d{1,9}[.)]))[ \t]+(.*)$`)
	quoteLineExpression  = regexp.MustCompile(`^ {0,3}>[ \t]?(.*)$`)
	definitionExpression = regexp.MustCompile(`^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+[ \t]*$`)

	bylineStartExpression = regexp.MustCompile(`^(?:By|BY|by)[:\s]\s*(\p{Lu}|\p{Lt}|\p{Lo})`)
	agencyExpression      = regexp.MustCompile(`^[^.()]{0,80}\(([^()]{2,40})\)\s*(?:-|–|—|--)\s`)
	tailStartExpression   = regexp.MustCompile(`(?i)^(?:see (?:earlier|related|also|previous) stor(?:y|ies)\b|(?:earlier|related|previous) stor(?:y|ies):|e-?mail a news tip\b|send a letter to\b|(?:copyright|©|\(c\)) .{0,80}\b(?:19|20)\d\d\b|all rights reserved\b|subscribe to our\b|sign up for our\b|follow us on\b)`)

	webPageExpression = regexp.MustCompile(`(?is)^(?:\x{FEFF})?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)[\s>]`)
)

// found writes down what was found in a text, or that nothing was.
func found(ok bool, what ...any) string {
	if !ok {
		return "nothing"
	}
	return fmt.Sprintf("%q", what)
}

// groups writes down some groups of the first match of an expression.
func groups(expression *regexp.Regexp, s string, which ...int) string {
	m := expression.FindStringSubmatch(s)
	var what []any
	for _, i := range which {
		if m != nil {
			what = append(what, m[i])
		}
	}
	return found(m != nil, what...)
}

func dates(s string, way func(c text.Scanner) (writtenDate, bool)) string {
	d, ok := firstDate(s, way)
	return found(ok, d.year, d.month, d.day)
}

func entityByExpression(s string) string {
	m := entityExpression.FindStringSubmatch(s)
	if m == nil {
		return "nothing"
	}
	if m[1] != "" {
		return found(true, entities[m[1]], len(m[0]))
	}
	digits, base := m[2], 10
	if digits == "" {
		digits, base = m[3], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return found(err == nil && n != 0 && utf8.ValidRune(rune(n)), string(rune(n)), len(m[0]))
}

// readings are what this package reads by hand, beside the expressions. The pieces are
// what texts are put together from that are likely to match, divided by bars; the
// examples are such texts, and texts that are nearly such.
var readings = []struct {
	name       string
	byHand     func(s string) string
	expression func(s string) string
	pieces     string
	examples   []string
}{
	{
		"monthFirst",
		func(s string) string { return dates(s, monthFirst) },
		func(s string) string { return groups(monthFirstExpression, s, 3, 1, 2) },
		"July|7|2008| |,|.|th|ST|\u017Ft|Jan|uary|Sep|t|ember|\u017Fept|MAY|June|e|x|12|1|20|_|é|\n|\u00A0|-",
		[]string{"July 7, 2008", "Jul. 7th 2008", "x Sept. 11,\n2001.", "xSept 11 2001", "Sepember 1 2001", "a\u017Fept 5, 2008", "july 123, 2008", "July 7, 20089", "Jan 1 Feb 2 2003", "Julyy 7, 2008"},
	},
	{
		"dayFirst",
		func(s string) string { return dates(s, dayFirst) },
		func(s string) string { return groups(dayFirstExpression, s, 3, 2, 1) },
		"July|7|2008| |,|.|th|ST|\u017Ft|Jan|uary|Sep|t|ember|\u017Fept|MAY|June|e|x|12|1|20|_|é|\n|\u00A0|-",
		[]string{"7 July 2008", "7th Jul., 2008", "17 Juli 2008", "1 2 Sept 2001", "x7 July 2008", "1st\u00A0May 2001", "1\u017Ft May 2001", "7 July2008", "7 July 2008x"},
	},
	{
		"isoDate",
		func(s string) string { return dates(s, isoDate) },
		func(s string) string { return groups(isoDateExpression, s, 1, 2, 3) },
		"2008|-|07|T|x|1|é| |2008-07-07",
		[]string{"2008-07-07", "on 2008-07-07T10:00", "2008-07-071", "12008-07-07", "2008-07-07x", "x2008-07-07 2009-01-01"},
	},
	{
		"clock",
		func(s string) string {
			at, ok := clock(s)
			return found(ok, at.hour, at.minute, at.second, at.half, at.zone)
		},
		func(s string) string { return groups(clockExpression, s, 1, 2, 3, 4, 5) },
		"9|10|:|30|:30|12:34|05| |\t|a|p|m|.|p.m.|AM|(|)|EST|E|\u017F|\u212A|x|_|é|\n|-|ABCDE|0:00",
		[]string{"9:05", "at 9:05:30 p.m. EST", "21:05 (GMT)", "9:05am.", "9:05 a.m.x", "9:05:3", "9:05:301", "9:05:30x", "x9:05", ":9:05", "\u017F9:05", "é9:05", "9:05 e\u017Ft", "9:05 ABCDE", "9:05ABCDE", "9:05 (", "9:05 (  ", "9:05  \n", "9:05 p.m.  (", "9:05 P.M.EST", "9:051 9:05"},
	},
	{
		"instant",
		func(s string) string { return found(true, instant(s)) },
		func(s string) string { return found(true, instantExpression.FindString(s)) },
		"2008-07-07|T|10:00:00|.|5|Z|+02:00|-|x| |2008-07-07T10:00:00|:00|é",
		[]string{"2008-07-07T10:00:00Z", "x 2008-07-07T10:00:00.123-05:00 y", "2008-07-07T10:00:00.Z", "2008-07-07T10:00:00", "12008-07-07T10:00:00Z"},
	},
	{
		"withoutDateWords", withoutDateWords,
		func(s string) string { return dateWordExpression.ReplaceAllString(s, " ") },
		"July|Sept|e|ember|Jan|.|7|12| |,|mon|tues|day|published|on|AT|a|p|m|EST|T|utc|GMT|\u017F|\u212A|x|_|é|\n|\xFF|AB|C",
		[]string{"Tokyo, July 7, 2008 at 9:05 p.m. EST", "Jan.", "Jan. ", "Jan.x", "on.", "p.m.", "pm", "p.mx", "\u017Funday", "xsunday", "July_", "xATx 12ab34", "\u212A\u212AT", "x\u017Fet", "UTC+9", "CHADT", "\xFF7\xFF"},
	},
	{
		"autolink",
		func(s string) string { address, n, ok := autolink(s); return found(ok, address, n) },
		func(s string) string {
			m := autolinkExpression.FindStringSubmatch(s)
			if m == nil {
				return "nothing"
			}
			return found(true, m[1], len(m[0]))
		},
		"<|>|http://|https://|mailto:|a|b.example|@|.|+|-|_| |é|\n|\u00A0|\xFF",
		[]string{"<https://news.example/a> b", "<mailto:x>", "<http://>", "<ana.ruiz+x@news-1.example>", "<a@b@c>", "<@b>", "<a@>", "<a b@c>", "<é@b>", "<https://a", "x<https://a>"},
	},
	{
		"entity",
		func(s string) string { c, n, ok := entity(s); return found(ok, c, n) }, entityByExpression,
		"&|amp|lt|quot|nbsp|apos|;|#|x|X|1|65|D800|fF|10FFFF|1234567|g| |é",
		[]string{"&amp;", "&amplt;", "&lt", "&#65;", "&#0;", "&#12345678;", "&#1234567;", "&#x41;", "&#X0000041;", "&#xD800;", "&#x110000;", "&#;", "&#x;", "&copy;", "&&amp;"},
	},
	{
		"field",
		func(s string) string { name, value, ok := field(s); return found(ok, name, value) },
		func(s string) string { return groups(fieldExpression, s, 1, 2) },
		"title|a|Z|1|-|_|:| |\t|\n|\r|\v|é|\u00A0|\xFF",
		[]string{"title: A: b", "a-b_1:x", "1a: b", "-a: b", ": b", "a", "a:", "a:\n\nb", "a: b\n", "é: b"},
	},
	{
		"atxHeading",
		func(s string) string {
			level, words, ok := atxHeading(s)
			return found(ok, strings.Repeat("#", level), words)
		},
		func(s string) string { return groups(atxHeadingExpression, s, 1, 2) },
		"#|##|######| |  |\t|a|b|\n|\r|\u00A0|é|\\",
		[]string{"# a", "   ###### a ##", "    # a", "####### a", "#", "# ", "#a", "# #", "# # #", "## a#", "# a # #\t", "#\ta\t#", "# a\n", "#   ##", "# a b  #  "},
	},
	{
		"setextLine",
		func(s string) string { return found(setextLine(s)) },
		func(s string) string { return found(setextLineExpression.MatchString(s)) },
		"=|-|===|--| |\t|a|\n", []string{"===", "   --- \t", "    ---", "=-", "- -", "", "   ", "==\n"},
	},
	{
		"ruleLine",
		func(s string) string { return found(ruleLine(s)) },
		func(s string) string { return found(ruleLineExpression.MatchString(s)) },
		"*|-|_|***| |\t|a|\n", []string{"***", "   - - -\t", "    ---", "**_", "_ _", "___x", "", "--\n-"},
	},
	{
		"fenceLine",
		func(s string) string { fence, ok := fenceLine(s); return found(ok, fence) },
		func(s string) string {
			m := fenceLineExpression.FindStringSubmatch(s)
			if m == nil {
				return "nothing"
			}
			return found(true, m[1]+m[2])
		},
		"`|~|```|~~~| |go|\n|\t", []string{"```", "   ````go", "``` a`b", "~~~ a`~b", "``~~~", "`~~~", "    ```", "~~~\n", "```\n", "~~"},
	},
	{
		"listItem",
		func(s string) string { number, words, ok := listItem(s); return found(ok, number, words) },
		func(s string) string { return groups(listItemExpression, s, 1, 2) },
		"-|*|+|1|23|123456789|.|)| |\t|a|\n|é", []string{"- a", "\t  1.  a", "123456789) a", "1234567890. a", "-a", "-", "- ", "1 a", "-1. a", "- a\n", ". a"},
	},
	{
		"quoteLine",
		func(s string) string { words, ok := quoteLine(s); return found(ok, words) },
		func(s string) string { return groups(quoteLineExpression, s, 1) },
		">| |   |\t|a|\n|é", []string{"> a", "   >>  a", "    > a", ">\t\ta", ">", "> a\n", "a > b"},
	},
	{
		"definition",
		func(s string) string { return found(definition(s)) },
		func(s string) string { return found(definitionExpression.MatchString(s)) },
		"[|]|^|:| |\t|a|é|\xFF|\n|\r|\u00A0|]: |[a", []string{"[a]: b", "   [a b]:\thttps://x.example \t", "    [a]: b", "[^a]: b", "[]: b", "[a^]: b", "[a]]: b", "[a] : b", "[a]: ", "[a]: b c", "[\n]:b", "[a]:]"},
	},
	{
		"bylineStart",
		func(s string) string { return found(bylineStart(s)) },
		func(s string) string { return found(bylineStartExpression.MatchString(s)) },
		"By|BY|by|:| |\n|\u00A0|A|a|ǅ|日|É|é|1|\xFF", []string{"By Ana", "by:Ana", "BY:\tǅ", "by 日", "bY A", "By a", "By", "By ", "ByA", "By :A", "By\u00A0A"},
	},
	{
		"agency",
		func(s string) string { name, ok := agency(s); return found(ok, name) },
		func(s string) string { return groups(agencyExpression, s, 1) },
		"Tokyo|(|)|(AP)|.|-|--|–|—| |\n|é|\xFF|" + strings.Repeat("x", 38) + "|" + strings.Repeat("é", 79),
		[]string{"Pacific Rim Bureau (CNSNews.com) - Japan", "(AP)--\n", "(AP)-Japan", "(A) - b", "(日本) — b", "a. (AP) - b", "((AP) - b", "(AP) --- b", strings.Repeat("é", 80) + "(AP) - b", strings.Repeat("é", 81) + "(AP) - b", "(" + strings.Repeat("é", 40) + ") - b", "(" + strings.Repeat("é", 41) + ") - b"},
	},
	{
		"tailStart",
		func(s string) string { return found(tailStart(s)) },
		func(s string) string { return found(tailStartExpression.MatchString(s)) },
		"see |earlier|related|also|previous| story| stories|ies|:|e|-|mail a news tip|send a letter to|copyright|©|(C)| |x|1999|20|08|all rights reserved|Sub\u017Fcribe to our|sign up for our|follow us on|\n|é|\u017Fee |_|" + strings.Repeat("é ", 38),
		[]string{"See related stories", "see also story:", "also story:", "Earlier story: x", "Earlier story", "See earlier storyx", "E-mail a news tip", "EMAIL a news tips", "Copyright Example 2008", "© 2008", "©2008", "(c) 20088", "(c) x\n2008", "copyright 1899 1999", "© " + strings.Repeat("é", 79) + " 2008", "© " + strings.Repeat("é", 80) + " 2008", "\u017Fee earlier \u017Ftorie\u017F", "\u017Fee earlier \u017Ftorie\u017Fx", "Follow us on", "follow us once"},
	},
	{
		"webPage",
		func(s string) string { return found(webPage(s)) },
		func(s string) string { return found(webPageExpression.MatchString(s)) },
		"\uFEFF|<!--|-->|->|--|<?xml|<?XML version='1.0'?>|>| |\n|<!doctype|html|<HTML|<html>|<head|<body|<p>|a|\u00A0|\xFF",
		[]string{"<!DOCTYPE html>", "\uFEFF \n<!-- a --><html lang", "<?xml version='1.0'?>\n<html>", "<!-- a --> b --> <html>", "<!-- a --> <!-- --> b <html>", "<!-->--><html>", "<!--><html>", "<!-- a <html>", "<htmlx>", "<html", "<!doctypehtml>", "<?xml <html>", "<?xml ><?xml><!-- --><?xml x><body\n", "\uFEFF\uFEFF<html>", "a<html>"},
	},
}

// pieced puts a text together from pieces.
func pieced(pieces string, which []byte) string {
	all := strings.Split(pieces, "|")
	var s strings.Builder
	for _, i := range which {
		s.WriteString(all[int(i)%len(all)])
	}
	return s.String()
}

func TestReadingsMeanWhatExpressionsMean(t *testing.T) {
	for _, reading := range readings {
		t.Run(reading.name, func(t *testing.T) {
			check := func(t interface{ Fatalf(string, ...any) }, s string) {
				if got, want := reading.byHand(s), reading.expression(s); got != want {
					t.Fatalf("%q: %s, want %s", s, got, want)
				}
			}
			for _, s := range append(reading.examples, "", " ", "\n", "\xFF") {
				check(t, s)
				check(t, "x"+s)
				check(t, s+s)
			}
			rapid.Check(t, func(t *rapid.T) {
				check(t, pieced(reading.pieces, rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "pieces")))
			})
		})
	}
}

// Each of the readings gets the text, and one put together from its own pieces.
func FuzzReadings(f *testing.F) {
	for i, reading := range readings {
		for _, s := range reading.examples {
			f.Add(byte(i), s, []byte{1, 2, 3})
		}
	}
	f.Fuzz(func(t *testing.T, which byte, s string, pieces []byte) {
		reading := readings[int(which)%len(readings)]
		for _, s := range []string{s, pieced(reading.pieces, pieces)} {
			if got, want := reading.byHand(s), reading.expression(s); got != want {
				t.Fatalf("%s of %q: %s, want %s", reading.name, s, got, want)
			}
		}
	})
}
