package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The ways in which English articles write dates. A date in numbers alone, as in
// 7/8/2008, can be read in two ways and is left alone.
var (
	monthNames = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`

	monthFirst = regexp.MustCompile(`(?i)\b(` + monthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	dayFirst   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(` + monthNames + `),?\s+(\d{4})\b`)
	isoDate    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:T|\b)`)
	clock      = regexp.MustCompile(`(?i)(?:^|[^\w:])(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*\(?([A-Z]{1,4})?\b`)

	// instant is a date-time as machines write it, in front matter above all.
	instant = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})`)

	// dateWord is what a line may hold beside a place and still be a dateline.
	dateWord = regexp.MustCompile(`(?i)\b(?:` + monthNames + `|(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|updated|posted|on|at|[ap]\.?m\.?|[A-Z]{2,4}T|UTC|GMT)(?:\b|$)|\d+`)
)

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
	if found := instant.FindString(s); found != "" {
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

func calendarDate(s string) (year int, month time.Month, day int, ok bool) {
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		month, day, year = monthOf(m[1]), number(m[2]), number(m[3])
	} else if m := dayFirst.FindStringSubmatch(s); m != nil {
		day, month, year = number(m[1]), monthOf(m[2]), number(m[3])
	} else if m := isoDate.FindStringSubmatch(s); m != nil {
		year, month, day = number(m[1]), time.Month(number(m[2])), number(m[3])
	}
	// A day that the month does not have comes back as another date.
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return year, month, day, year > 0 && t.Month() == month && t.Day() == day
}

func timeOfDay(s string) (string, bool) {
	m := clock.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	hour, minute, second := number(m[1]), number(m[2]), number(m[3])
	if half := strings.ToLower(m[4]); half != "" {
		if hour < 1 || hour > 12 {
			return "", false
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	east, known := zones[strings.ToUpper(m[5])]
	if !known || hour > 23 || minute > 59 || second > 59 {
		return "", false
	}
	sign := '+'
	if east < 0 {
		sign, east = '-', -east
	}
	return fmt.Sprintf("T%02d:%02d:%02d%c%02d:%02d", hour, minute, second, sign, east/60, east%60), true
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
