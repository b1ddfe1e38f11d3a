package article

import (
	"errors"
	"net/url"
	"strings"
	"time"
)

// Why metadata are refused.
var (
	ErrPublished = errors.New("the date of publication has to be a date such as 2008-07-07, or a date with a time such as 2008-07-07T20:11:00Z")
	ErrURL       = errors.New("the address has to be a whole one that begins with https:// or http://")
	ErrLanguage  = errors.New("the language has to be a tag such as en, pt-BR or ar")
)

// Check reports what in metadata that a person typed cannot be so. What is empty is
// unknown, and never wrong.
func (m Metadata) Check() error {
	if m.Published != "" && !isDate(m.Published) {
		return ErrPublished
	}
	if m.URL != "" && !isAddress(m.URL) {
		return ErrURL
	}
	if m.Language != "" && !isLanguage(m.Language) {
		return ErrLanguage
	}
	return nil
}

func isDate(s string) bool {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(s, " \t\n")
}

// isLanguage reports whether s has the form of a language tag (BCP 47, section 2.1):
// subtags of letters and digits, the first of letters. Whether they are registered is
// not asked.
func isLanguage(s string) bool {
	for i, subtag := range strings.Split(s, "-") {
		if len(subtag) > 8 || len(subtag) == 0 || i == 0 && len(subtag) < 2 {
			return false
		}
		for _, r := range subtag {
			letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
