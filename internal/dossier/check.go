package dossier

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"gainsay/internal/openjson"
)

// member is a member of an object and what is wrong with it, or nil.
type member struct {
	name  string
	fault error
}

// first returns the first fault of several, with the name of its member.
func first(members ...member) error {
	for _, m := range members {
		if m.fault != nil {
			return openjson.At(m.name, m.fault)
		}
	}
	return nil
}

// checkOneOf reports a value that is none of those known.
func checkOneOf[T ~string](value T, known []T, what string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return fmt.Errorf("%q is not %s", string(value), what)
}

// checkChoice reports a value that is none of those known. An empty one is none yet.
func checkChoice[T ~string](value T, known []T, what string) error {
	if value == "" {
		return nil
	}
	return checkOneOf(value, known, what)
}

// checkEach reports the first of a list that has a fault.
func checkEach[T interface{ check() error }](list []T) error {
	for i, one := range list {
		if fault := one.check(); fault != nil {
			return openjson.At(fmt.Sprintf("[%d]", i), fault)
		}
	}
	return nil
}

// checkText reports a text in which nothing is said.
func checkText(text string) error {
	if strings.TrimSpace(text) == "" {
		return errMissing
	}
	return nil
}

// checkURL reports an address that a page must not offer as a link: anything but
// http and https, javascript above all. An empty one is none.
func checkURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(address, unicode.IsSpace) {
		return fmt.Errorf("%q is not an address that begins with http:// or https://", address)
	}
	return nil
}

// dates are the forms of ISO 8601 that are read: from a year to a moment, as in the
// Extended Date/Time Format, level 0.
var dates = []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339}

// checkDate reports what is no date. An empty one is none.
func checkDate(date string) error {
	if date == "" {
		return nil
	}
	for _, form := range dates {
		if _, err := time.Parse(form, date); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is not a date such as 2026, 2026-03, 2026-03-04 or 2026-03-04T05:06", date)
}

func checkTime(t time.Time) error {
	if t.IsZero() {
		return errMissing
	}
	return nil
}
