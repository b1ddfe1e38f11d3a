package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		if got := Fold(s).Text; got != want {
			t.Errorf("%q folds to %q, not %q", s, got, want)
		}
	}
	expect("", "")
	expect("Beijing INSISTED", "beijing insisted")
	expect("“No,” she said – ‘never’ …", `"no," she said - 'never' ...`)
	expect("«Non», dit-il", `"non", dit-il`)
	expect("a\u00A0b\u2009c \t\n d", "a b c d")
	expect("  at the ends  ", "at the ends")
	expect("soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth")
	expect("cafe\u0301", "café")
	expect("ＡＢＣ１２３", "abc123")
	expect("ｶﾞｿﾘﾝ", "ガソリン")
	expect("Straße ΟΔΟΣ οδος", "strasse οδοσ οδοσ")
	expect("「いいえ」", `"いいえ"`)
	expect("ß\u0301 e\u00AD\u0301", "sś é") // composed only when folded
	expect("½ ² ﬁ", "½ ² ﬁ")                // compatibility forms other than of width say something else
	expect("did not", "did not")
	expect("-5 − 5", "-5 - 5")
}

func TestFoldLeadsBack(t *testing.T) {
	expect := func(s, folded, original string) {
		t.Helper()
		f := Fold(s)
		at := strings.Index(f.Text, folded)
		if at < 0 {
			t.Fatalf("%q, folded to %q, does not hold %q", s, f.Text, folded)
		}
		start := CodePoint(utf8.RuneCountInString(f.Text[:at]))
		got := NewIndex(s).Slice(f.Original(Span{Start: start, End: start + CodePoint(utf8.RuneCountInString(folded))}))
		if got != original {
			t.Errorf("%q in %q leads back to %q, not %q", folded, s, got, original)
		}
	}
	expect("He said “No” twice", `"no"`, "“No”")
	expect("one  \u00A0 two", "one two", "one  \u00A0 two")
	expect("the cafe\u0301s", "café", "cafe\u0301")
	expect("wait … what", "...", "…")
	expect("Ｔｏｋｙｏ", "tok", "Ｔｏｋ")
	expect("die Straße", "strasse", "Straße")
	expect("soft\u00ADhyphen", "softhyphen", "soft\u00ADhyphen")
	expect("cafe\u00AD\u0301s", "fé", "fe\u00AD\u0301")
}

// article is text of every kind that folding is about.
var article = rapid.StringOfN(rapid.SampledFrom([]rune("aAbBéé\u0301\u0301ßΣς“”‘’'\"–—- \u00A0\u2009\t\u00AD\u200B…ＡｶﾞガÅ日本😀\U0001F468\u200D\U0001F469عבA.")), 0, 60, -1)

func TestFoldingIsAProjection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := article.Draw(t, "text")
		f := Fold(s)
		if again := Fold(f.Text).Text; again != f.Text {
			t.Errorf("%q folds to %q, and that to %q", s, f.Text, again)
		}
		if decomposed := Fold(norm.NFD.String(s)).Text; decomposed != f.Text {
			t.Errorf("%q folds to %q, decomposed to %q", s, f.Text, decomposed)
		}
		length := CodePoint(utf8.RuneCountInString(s))
		last := Span{}
		for p := CodePoint(0); p < f.Len(); p++ {
			one := f.Original(Span{Start: p, End: p + 1})
			if one.Empty() || one.Start < last.Start || one.End < last.End || one.End > length {
				t.Fatalf("character %d of %q comes from %v, the one before from %v", p, f.Text, one, last)
			}
			if at := f.FoldedAt(one.Start); at > p {
				t.Errorf("character %d comes from %d, where %d begins", p, one.Start, at)
			}
			last = one
		}
		if whole := f.Original(Span{Start: 0, End: f.Len()}); f.Len() > 0 && Fold(NewIndex(s).Slice(whole)).Text != f.Text {
			t.Errorf("all of %q leads back to %q", f.Text, NewIndex(s).Slice(whole))
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("“No,” she said\u00A0– ‘never’ …")
	f.Add("ｶﾞ\u0301ß\u00AD\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		f := Fold(s)
		if CodePoint(utf8.RuneCountInString(f.Text)) != f.Len() {
			t.Fatalf("%q has %d code points and %d origins", f.Text, utf8.RuneCountInString(f.Text), f.Len())
		}
		if whole := f.Original(Span{Start: 0, End: f.Len()}); f.Len() > 0 && Fold(NewIndex(s).Slice(whole)).Text != f.Text {
			t.Errorf("all of %q leads back to %q", f.Text, NewIndex(s).Slice(whole))
		}
	})
}

// slowly folds piece by piece of what is composed as one, as the standard has it,
// without asking what is composed already.
func slowly(s string) *Folded {
	f := NewFolding(s)
	for len(f.rest) > 0 {
		n := max(1, norm.NFKC.NextBoundaryInString(f.rest, true))
		f.segment(f.rest[:n])
		f.rest = f.rest[n:]
	}
	return f.Folded()
}

func TestFoldingInStepsIsFolding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := article.Draw(t, "text")
		whole := slowly(s)
		f := NewFolding(s)
		for !f.Step(rapid.IntRange(1, 20).Draw(t, "bytes")) {
		}
		if got := f.Folded(); got.Text != whole.Text {
			t.Errorf("%q folds in steps to %q, at once to %q", s, got.Text, whole.Text)
		}
		if got := Fold(s); got.Text != whole.Text {
			t.Errorf("%q folds to %q, piece by piece to %q", s, got.Text, whole.Text)
		}
	})
}

func TestJoinersOfEmojiStay(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		if got := Fold(s).Text; got != want {
			t.Errorf("%q folds to %q, not %q", s, got, want)
		}
	}
	expect("👩\u200D⚕\uFE0F", "👩\u200D⚕")
	expect("👩⚕", "👩⚕")
	expect("می\u200Cخواهم", "میخواهم")
	expect("क्\u200Dष", "क्ष")
	expect("a\u200D\u200B 👩", "a 👩")
}

func TestTheFoldedTextIsThatOfFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune(" \t\n\r\x00ABz`'é\u00AD")), 0, 20, -1)).Draw(t, "s")
		if got, want := FoldedText(s), Fold(s).Text; got != want {
			t.Fatalf("%q becomes %q, not %q", s, got, want)
		}
	})
}
