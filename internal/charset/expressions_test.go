package charset

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What declared reads by hand is said more shortly by regular expressions; only the
// page's program would have to carry their engine. Here they say what it means, on
// any bytes.
var (
	xmlExpression     = regexp.MustCompile(`(?i)^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([^"']+)["']`)
	metaExpression    = regexp.MustCompile(`(?is)<meta\s[^>]*>`)
	commentExpression = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
	valueExpression   = regexp.MustCompile(`(?i)\bcharset\s*=\s*["']?\s*([\w.:+-]+)`)
)

func firstGroup(expression *regexp.Regexp, s string) (group string, ok bool) {
	if m := expression.FindStringSubmatch(s); m != nil {
		return m[1], true
	}
	return "", false
}

func metaByExpression(s string) (label string, ok bool) {
	for _, tag := range metaExpression.FindAllString(s, -1) {
		if label, ok = firstGroup(valueExpression, tag); ok {
			return label, true
		}
	}
	return "", false
}

func checkExpressions(t interface{ Fatalf(string, ...any) }, s string) {
	check := func(name string, byHand, expression func(s string) (string, bool)) {
		got, gotOK := byHand(s)
		want, wantOK := expression(s)
		if got != want || gotOK != wantOK {
			t.Fatalf("%s of %q: %q, %v; want %q, %v", name, s, got, gotOK, want, wantOK)
		}
	}
	check("xmlEncoding", xmlEncoding, func(s string) (string, bool) { return firstGroup(xmlExpression, s) })
	check("charsetValue", charsetValue, func(s string) (string, bool) { return firstGroup(valueExpression, s) })
	check("metaCharset", metaCharset, metaByExpression)
	check("withoutComments",
		func(s string) (string, bool) { return withoutComments(s), true },
		func(s string) (string, bool) { return commentExpression.ReplaceAllString(s, ""), true })
}

var declarations = []string{
	"", "<", `<?xml version="1.0" encoding="koi8-r"?>`, ` <?XML encoding = 'a' encoding="b" x encoding=c>`, `<?xml encoding="a>b"`, `<?xml xencoding="a">`,
	`<?xml encoding=""?>`, `<?xml  encoding='a"b'>`, `<?xml > encoding="a"`, `<?xmlencoding="a">`,
	`<meta charset=utf-8>`, `<META x><meta content="text/html; charset = ' koi8-r'">`, `<metacharset=a>`, `<meta charset=a`, `<meta charset=><meta charset="b">`,
	"<meta char\u017Fet=\u212Aoi8\u017F.>", `<meta xcharset=a charset="" charset='b c'>`, "<meta\ncharset=\xFFa>", `<meta charset=é charset=a:b+c>`,
	"a<!-- b -->c<!--d", "<!--->a-->b", "<!-- <!-- --> -->", "<!<!---->-- a -->", "<!--\n-->\xFF",
}

var declarationPieces = []string{
	"<", "?xml", "<?xml ", "encoding", "ENCODING=", `"a"`, "'", `"`, "=", " ", "\n", ">", "x", "<meta", "<meta ", "charset", "char\u017Fet=", "charset=",
	"\u212A", "utf-8", ".", ":", "+", "_", "<!--", "-->", "--", "!", "é", "\u00A0", "\xFF",
}

func pieced(which []byte) string {
	var s strings.Builder
	for _, i := range which {
		s.WriteString(declarationPieces[int(i)%len(declarationPieces)])
	}
	return s.String()
}

func TestDeclarationsMeanWhatExpressionsMean(t *testing.T) {
	for _, s := range declarations {
		checkExpressions(t, s)
		checkExpressions(t, "x"+s)
		checkExpressions(t, s+s)
	}
	rapid.Check(t, func(t *rapid.T) {
		checkExpressions(t, pieced(rapid.SliceOfN(rapid.Byte(), 0, 14).Draw(t, "pieces")))
	})
}

// The text is checked, and one put together from pieces that are likely to match.
func FuzzDeclarations(f *testing.F) {
	for _, s := range declarations {
		f.Add(s, []byte{1, 2, 3})
	}
	f.Fuzz(func(t *testing.T, s string, pieces []byte) {
		checkExpressions(t, s)
		checkExpressions(t, pieced(pieces))
	})
}
