package text

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every method means what an expression at the same place means.
var scans = []struct {
	name string
	want *regexp.Regexp
	scan func(c *Scanner) bool
}{
	{"Take", behindTwo(`jan`), func(c *Scanner) bool { return c.Take("jan") }},
	{"TakeFolded", behindTwo(`(?i:desk|see|s)`), func(c *Scanner) bool { return c.TakeFolded("desk", "see", "s") }},
	{"TakeLetter", behindTwo(`(?i:[A-Z])`), (*Scanner).TakeLetter},
	{"TakeRune", behindTwo(`(?s:.)`), func(c *Scanner) bool { _, ok := c.TakeRune(); return ok }},
	{"TakeAny", behindTwo(`[*-]`), func(c *Scanner) bool { return c.TakeAny("*-") }},
	{"Skip", behindTwo(`\s+`), func(c *Scanner) bool { return c.Skip(Spaces) > 0 }},
	{"Until", behindTwo(`[^<>]*[<>]`), func(c *Scanner) bool { _, ok := c.Until("<>"); return ok && c.TakeAny("<>") }},
	{"Digits", behindTwo(`\d{2,3}`), func(c *Scanner) bool { _, ok := c.Digits(2, 3); return ok }},
	{"TakeShape", behindTwo(`\d{2}-\d`), func(c *Scanner) bool { return c.TakeShape("00-0") }},
	{"Boundary", behindTwo(`\b`), (*Scanner).Boundary},
	{"WordByte", behindTwo(`\w`), func(c *Scanner) bool { return !c.End() && WordByte(c.Text[c.At]) && c.Take(c.Rest()[:1]) }},
	{"End", behindTwo(`\z`), (*Scanner).End},
}

// behindTwo is an expression behind the first two characters of a text.
func behindTwo(expression string) *regexp.Regexp {
	return regexp.MustCompile(`(?s)\A.{2}(` + expression + `)`)
}

func checkScanner(t interface{ Fatalf(string, ...any) }, s string) {
	for _, scan := range scans {
		c := Scanner{Text: s}
		_, first := c.TakeRune()
		_, second := c.TakeRune()
		if !first || !second {
			return
		}
		want := scan.want.FindStringSubmatchIndex(s)
		got := scan.scan(&c)
		if got != (want != nil) || got && c.At != want[3] {
			t.Fatalf("%s in %q: %v, at %d; want %v", scan.name, s, got, c.At, want)
		}
	}
}

func TestScannerMeansWhatExpressionsMean(t *testing.T) {
	for _, s := range []string{
		"", "xx", "xxjan", "xxJan", "xxDESK", "xxde\u017F\u212A", "xx\u017Fee", "xx\u212A", "xx*", "xx-",
		"xx \t\r\n\f\vx", "xx\u00A0", "xx<", "xx日本>x", "xx1", "xx12", "xx1234", "xx12-3", "xx12-x", "xx0-00", "x x", "x ", "xx_", "xx\xFF", "\xFF\xFFs", "é1",
	} {
		checkScanner(t, s)
	}
	piece := rapid.SampledFrom(strings.Split("x,-,*, ,\n,\v,\u00A0,1,23,jan,DESK,see,S,\u017F,\u212A,_,<,>,é,\xFF", ","))
	rapid.Check(t, func(t *rapid.T) {
		checkScanner(t, strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), ""))
	})
}

func FuzzScanner(f *testing.F) {
	f.Add("x de\u017F\u212A <12>")
	f.Fuzz(func(t *testing.T, s string) { checkScanner(t, s) })
}
