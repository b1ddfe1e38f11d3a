package app

import "time"

// dateWords is a date as people write it, "7 July 2008", from an ISO date or
// date-time; other text is returned as it is.
func dateWords(iso string) string {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t.Format("2 January 2006")
		}
	}
	return iso
}

// momentWords is when something was last touched, in the person's own zone.
func momentWords(t time.Time) string { return t.Local().Format("2 January 2006, 15:04") }
