package text

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"pgregory.net/rapid"
)

// sameTokens holds Tokens to the full rules.
func sameTokens(t interface{ Errorf(string, ...any) }, s string) {
	var want []Token
	at := CodePoint(0)
	for it := words.FromString(s); it.Next(); {
		end := at + CodePoint(utf8.RuneCountInString(it.Value()))
		if r, _ := utf8.DecodeRuneInString(it.Value()); !unicode.IsSpace(r) {
			want = append(want, Token{Text: it.Value(), Span: Span{Start: at, End: end}, Word: wordLike(it.Value())})
		}
		at = end
	}
	got := Tokens(s)
	if len(got) != len(want) {
		t.Errorf("%q has %d tokens, not %d", s, len(got), len(want))
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("token %d of %q is %q at %v, not %q at %v", i, s, got[i].Text, got[i].Span, want[i].Text, want[i].Span)
		}
	}
}

func TestTokensAreThoseOfTheStandard(t *testing.T) {
	for _, s := range []string{"", " ", "it's 3.5, isn't it?", "a.b a. b a.", "x_y _ _1", "a\u0301 .\u0301 b", "“No”", "日本は3.5％", "🇯🇵🇨🇳🇰 a", "a\r\nb", "1,000 1, 2"} {
		sameTokens(t, s)
	}
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("ab1.,'\":;_-  \n\u0301\u200Dé日アא\u2019🇯🇵👩")), 0, 40, -1)
	rapid.Check(t, func(t *rapid.T) { sameTokens(t, letters.Draw(t, "text")) })
}

func FuzzTokens(f *testing.F) {
	f.Add("it's 3.5, “isn't” it?")
	f.Fuzz(func(t *testing.T, s string) { sameTokens(t, s) })
}
