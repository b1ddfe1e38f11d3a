package article

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateIn(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		if got := dateIn(s); got != want {
			t.Errorf("%q is %q, not %q", s, got, want)
		}
	}
	expect("July 7, 2008", "2008-07-07")
	expect("JULY 7 2008", "2008-07-07")
	expect("Monday, Sept. 1st, 2008", "2008-09-01")
	expect("7 July 2008", "2008-07-07")
	expect("the 22nd Dec 2008, in Tokyo", "2008-12-22")
	expect("3 May, 2001", "2001-05-03")
	expect("2008-07-07", "2008-07-07")
	expect("29 February 2024", "2024-02-29")
	expect("1 May 2001, updated 2 May 2002", "2001-05-01")

	expect("July 7, 2008 | 8:11 PM EDT", "2008-07-07T20:11:00-04:00")
	expect("7 July 2008, 20:11 GMT", "2008-07-07T20:11:00+00:00")
	expect("7 July 2008 8:11 p.m. (JST)", "2008-07-07T20:11:00+09:00")
	expect("7 July 2008 12:05 AM UTC", "2008-07-07T00:05:00+00:00")
	expect("7 July 2008 12:05 pm CET", "2008-07-07T12:05:00+01:00")
	expect("2008-07-07 20:11:30 UTC", "2008-07-07T20:11:30+00:00")
	expect("2008-07-07T20:11:30Z", "2008-07-07T20:11:30Z")
	expect("2008-07-07T20:11:30-04:00", "2008-07-07T20:11:30-04:00")
	expect("2008-07-07T20:11:30", "2008-07-07")

	// A time without a zone that means one thing is left out.
	expect("7 July 2008 8:11 PM", "2008-07-07")
	expect("7 July 2008 8:11 PM IST", "2008-07-07")
	expect("7 July 2008 8:11 PM CST", "2008-07-07")
	expect("7 July 2008 25:00 GMT", "2008-07-07")
	expect("7 July 2008 20:60 GMT", "2008-07-07")
	expect("7 July 2008 13:00 PM GMT", "2008-07-07")
	expect("2008-07-07T25:11:30Z", "2008-07-07")

	expect("", "")
	expect("7/8/2008", "") // July or August
	expect("July 2008", "")
	expect("Mayor 7, 2008", "")
	expect("31 April 2008", "")
	expect("29 February 2023", "")
	expect("2008-13-01", "")
	expect("0000-01-01", "")
	expect("8:11 PM EDT", "")
	expect("12008-07-07", "")
}

func TestEveryDayIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(400000, 3600000).Draw(t, "day"))
		want := day.Format("2006-01-02")
		for _, form := range []string{"January 2, 2006", "2 January 2006", "Jan 2, 2006", "Jan. 02 2006", "2 Jan. 2006", "2006-01-02", "Monday, 2 January 2006"} {
			if got := dateIn(fmt.Sprintf("TOKYO, %s |", day.Format(form))); got != want {
				t.Fatalf("%q is %q, not %q", day.Format(form), got, want)
			}
		}
	})
}
