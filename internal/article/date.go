package article

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gainsay/internal/text"
)

// monthNames are the months as English articles write them, the longer form before the
// shorter. One is a slip of the pen.
var monthNames = []string{
	"january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "june", "jun", "july", "jul",
	"august", "aug", "september", "sept", "sepember", "sep", "october", "oct", "november", "nov", "december", "dec",
}

// dateWords may stand beside a date, a time and a place, in a line that is no more.
var dateWords = []string{
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	"published", "updated", "posted", "on", "at",
}

// zones are the abbreviations of time zones that mean one thing, in minutes east
// of UTC. Others (CST, IST, BST …) mean several, and the time is left out then.
var zones = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0,
	"EST": -5 * 60, "EDT": -4 * 60, "CDT": -5 * 60, "MST": -7 * 60, "MDT": -6 * 60, "PST": -8 * 60, "PDT": -7 * 60,
	"CET": 60, "CEST": 2 * 60, "EET": 2 * 60, "EEST": 3 * 60, "JST": 9 * 60, "KST": 9 * 60, "HKT": 8 * 60,
}

// dateIn returns the first date in a line as ISO 8601: with the time of day where
// the line tells it together with its zone. It returns "" where there is none.
func dateIn(s string) string {
	if found := instant(s); found != "" {
		if _, err := time.Parse(time.RFC3339, found); err == nil {
			return found
		}
	}
	year, month, day, ok := calendarDate(s)
	if !ok {
		return ""
	}
	date := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if at, ok := timeOfDay(s); ok {
		return date + at
	}
	return date
}

// instant returns the first date-time that is written as machines do, in front matter
// above all; or "".
func instant(s string) string {
	for at := range s {
		c := text.Scanner{Text: s, At: at}
		if !c.Boundary() || !c.TakeShape("0000-00-00T00:00:00") {
			continue
		}
		if fraction := c; fraction.Take(".") && fraction.Skip("0123456789") > 0 {
			c = fraction
		}
		if c.Take("Z") || c.TakeShape("+00:00") || c.TakeShape("-00:00") {
			return s[at:c.At]
		}
	}
	return ""
}

func calendarDate(s string) (year int, month time.Month, day int, ok bool) {
	if d, ok := firstDate(s, monthFirst); ok {
		month, day, year = monthOf(d.month), number(d.day), number(d.year)
	} else if d, ok := firstDate(s, dayFirst); ok {
		day, month, year = number(d.day), monthOf(d.month), number(d.year)
	} else if d, ok := firstDate(s, isoDate); ok {
		year, month, day = number(d.year), time.Month(number(d.month)), number(d.day)
	}
	// A day that the month does not have comes back as another date.
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return year, month, day, year > 0 && t.Month() == month && t.Day() == day
}

// writtenDate is a date as a line writes it.
type writtenDate struct{ year, month, day string }

// firstDate returns the first date in a line that is written in one way. One in
// numbers alone, as in 7/8/2008, can be read in two ways, and is left alone.
func firstDate(s string, way func(c text.Scanner) (writtenDate, bool)) (d writtenDate, ok bool) {
	for at := range s {
		c := text.Scanner{Text: s, At: at}
		if !c.Boundary() {
			continue
		}
		if d, ok = way(c); ok {
			return d, true
		}
	}
	return writtenDate{}, false
}

// monthFirst reads "July 7, 2008", "Jul. 7th 2008".
func monthFirst(c text.Scanner) (d writtenDate, ok bool) {
	if d.month, ok = monthName(&c); !ok || c.Skip(text.Spaces) == 0 {
		return writtenDate{}, false
	}
	if d.day, ok = dayNumber(&c); !ok {
		return writtenDate{}, false
	}
	c.Take(",")
	d.year, ok = yearBehind(&c)
	return d, ok
}

// dayFirst reads "7 July 2008", "7th Jul., 2008".
func dayFirst(c text.Scanner) (d writtenDate, ok bool) {
	if d.day, ok = dayNumber(&c); !ok || c.Skip(text.Spaces) == 0 {
		return writtenDate{}, false
	}
	if d.month, ok = monthName(&c); !ok {
		return writtenDate{}, false
	}
	c.Take(",")
	d.year, ok = yearBehind(&c)
	return d, ok
}

// isoDate reads "2008-07-07", with a time behind it or not.
func isoDate(c text.Scanner) (d writtenDate, ok bool) {
	from := c.At
	if !c.TakeShape("0000-00-00") {
		return writtenDate{}, false
	}
	date := c.Text[from:c.At]
	return writtenDate{year: date[:4], month: date[5:7], day: date[8:]}, c.Take("T") || c.Boundary()
}

func monthName(c *text.Scanner) (name string, ok bool) {
	from := c.At
	if !c.TakeFolded(monthNames...) {
		return "", false
	}
	c.Take(".")
	return c.Text[from:c.At], true
}

// dayNumber takes "7", and "7th".
func dayNumber(c *text.Scanner) (day string, ok bool) {
	day, ok = c.Digits(1, 2)
	if ok {
		c.TakeFolded("st", "nd", "rd", "th")
	}
	return day, ok
}

// yearBehind takes space and a year.
func yearBehind(c *text.Scanner) (year string, ok bool) {
	if c.Skip(text.Spaces) == 0 {
		return "", false
	}
	year, ok = c.Digits(4, 4)
	return year, ok && c.Boundary()
}

func timeOfDay(s string) (string, bool) {
	at, ok := clock(s)
	if !ok {
		return "", false
	}
	hour, minute, second := number(at.hour), number(at.minute), number(at.second)
	if half := strings.ToLower(at.half); half != "" {
		if hour < 1 || hour > 12 {
			return "", false
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	east, known := zones[strings.ToUpper(at.zone)]
	if !known || hour > 23 || minute > 59 || second > 59 {
		return "", false
	}
	sign := '+'
	if east < 0 {
		sign, east = '-', -east
	}
	return fmt.Sprintf("T%02d:%02d:%02d%c%02d:%02d", hour, minute, second, sign, east/60, east%60), true
}

// writtenTime is a time of day as a line writes it. Without seconds, a half of the day
// or a zone, they are "".
type writtenTime struct{ hour, minute, second, half, zone string }

// clock returns the first time of day in a line: "9:05", "9:05:30 p.m. EST",
// "21:05 (GMT)". It stands at the start, or behind a character that is of no word and
// no colon.
func clock(s string) (at writtenTime, ok bool) {
	c := text.Scanner{Text: s}
	if at, ok = clockHere(c); ok {
		return at, true
	}
	for !c.End() {
		if c.TakeLetter() || c.TakeAny("0123456789_:") {
			continue
		}
		c.TakeRune()
		if at, ok = clockHere(c); ok {
			return at, true
		}
	}
	return writtenTime{}, false
}

func clockHere(c text.Scanner) (at writtenTime, ok bool) {
	if at.hour, ok = c.Digits(1, 2); !ok || !c.Take(":") {
		return writtenTime{}, false
	}
	if at.minute, ok = c.Digits(2, 2); !ok {
		return writtenTime{}, false
	}
	if seconds := c; seconds.Take(":") {
		if at.second, ok = seconds.Digits(2, 2); ok {
			if at.half, at.zone, ok = halfAndZone(seconds); ok {
				return at, true
			}
		}
	}
	at.second = ""
	at.half, at.zone, ok = halfAndZone(c)
	return at, ok
}

// halfAndZone reads what comes behind the digits of a time: the half of the day and
// the zone, either, or none. A word must begin or end behind them; what does not end
// so is left out, from the back.
func halfAndZone(c text.Scanner) (half, zone string, ok bool) {
	spaced := c
	spaced.Skip(text.Spaces)
	if m := spaced; halfOfDay(&m) {
		if stop := m; stop.Take(".") {
			if zone, ok = zoneBehind(stop); ok {
				return c.Text[spaced.At:stop.At], zone, true
			}
		}
		if zone, ok = zoneBehind(m); ok {
			return c.Text[spaced.At:m.At], zone, true
		}
	}
	zone, ok = zoneBehind(c)
	return "", zone, ok
}

// halfOfDay takes am, pm, a.m and p.m, without the stop at the end.
func halfOfDay(c *text.Scanner) bool {
	if !c.TakeFolded("a", "p") {
		return false
	}
	c.Take(".")
	return c.TakeFolded("m")
}

// zoneBehind reads space and the abbreviation of a time zone, in parentheses or not.
// Without it, a word begins or ends behind the space, or before it.
func zoneBehind(c text.Scanner) (zone string, ok bool) {
	spaced := c
	spaced.Skip(text.Spaces)
	if inside := spaced; inside.Take("(") {
		if zone, ok = zoneHere(inside); ok {
			return zone, true
		}
	}
	if zone, ok = zoneHere(spaced); ok {
		return zone, true
	}
	return "", c.Boundary()
}

// zoneHere reads up to four letters where a word begins or ends behind them.
func zoneHere(c text.Scanner) (zone string, ok bool) {
	for n := 4; n >= 0; n-- {
		if word := c; takeLetters(&word, n) && word.Boundary() {
			return c.Text[c.At:word.At], true
		}
	}
	return "", false
}

func takeLetters(c *text.Scanner, n int) bool {
	for range n {
		if !c.TakeLetter() {
			return false
		}
	}
	return true
}

// withoutDateWords returns a line with a space in the place of each number and each
// word that may stand beside a date.
func withoutDateWords(s string) string {
	var out strings.Builder
	for c := (text.Scanner{Text: s}); !c.End(); {
		if dateWord(&c) || c.Skip("0123456789") > 0 {
			out.WriteByte(' ')
			continue
		}
		from := c.At
		c.TakeRune()
		out.WriteString(s[from:c.At])
	}
	return out.String()
}

// dateWord takes one of these words: a month, a day, a half of the day, a time zone …
func dateWord(c *text.Scanner) bool {
	if !c.Boundary() {
		return false
	}
	for _, month := range monthNames {
		if word := *c; word.TakeFolded(month) && wordEnds(&word, ".") {
			*c = word
			return true
		}
	}
	for _, other := range dateWords {
		if word := *c; word.TakeFolded(other) && wordEnds(&word, "") {
			*c = word
			return true
		}
	}
	if word := *c; halfOfDay(&word) && wordEnds(&word, ".") {
		*c = word
		return true
	}
	return zoneWord(c)
}

// zoneWord takes what may be the abbreviation of a time zone: UTC, or letters that end
// in T.
func zoneWord(c *text.Scanner) bool {
	for n := 4; n >= 2; n-- {
		if word := *c; takeLetters(&word, n) && word.TakeFolded("t") && wordEnds(&word, "") {
			*c = word
			return true
		}
	}
	word := *c
	if word.TakeFolded("utc") && wordEnds(&word, "") {
		*c = word
		return true
	}
	return false
}

// wordEnds reports whether a word ends here: behind the stop that it may have, which
// is taken then, or without it.
func wordEnds(c *text.Scanner, stop string) bool {
	if stopped := *c; stopped.Take(stop) && (stopped.Boundary() || stopped.End()) {
		*c = stopped
		return true
	}
	return c.Boundary() || c.End()
}

func monthOf(name string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(name[:3], m.String()[:3]) {
			return m
		}
	}
	return 0
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
