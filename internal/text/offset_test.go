package text

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// pieces are what generated texts are put together from: one and more bytes, one
// and two UTF-16 units, one and more code points to what a reader sees as one
// character.
var pieces = []string{
	"a", "word", "Don't", "3.14", "naïve", "e\u0301", "o\u0308\u0323", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00A0", "\u200B",
	".", ",", "“", "”", "’", "-", "—", "日", "北京", "カタ", "ﾞ", "ひらがな", "ไทย", "ខ្មែរ", "한국", "각",
	"اليابان", "בֵּית", "ד\"ר", "हिन्दी", "😀", "👨‍👩‍👧‍👦", "👩🏽‍✈️", "🏽", "🇯🇵", "🇨", "𝔊", "𠮷", "\u200D", "\uFE0F", "\u0600", "\u0000", "\uFFFD", "\U0010FFFF",
}

// broken are bytes that are not valid UTF-8, among them the halves of a pair.
var broken = []string{"\xff", "\x80", "\xe6\x97", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf"}

func drawText(t *rapid.T, from []string) string {
	least := rapid.IntRange(0, 150).Draw(t, "least") // else most texts are shorter than an Index's stride
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(from), least, 150).Draw(t, "pieces"), "")
}

// prefix counts the three units of a prefix of a text, each with the standard
// library's own means.
func prefix(s string) (Byte, UTF16, CodePoint) {
	runes := []rune(s)
	return Byte(len(s)), UTF16(len(utf16.Encode(runes))), CodePoint(len(runes))
}

func checkOffset(t *rapid.T, ix *Index, before string) {
	b, u, p := prefix(before)
	if got := ix.ByteOf(p); got != b {
		t.Fatalf("code point %d is byte %d, not %d", p, got, b)
	}
	if got := ix.UTF16Of(p); got != u {
		t.Fatalf("code point %d is unit %d, not %d", p, got, u)
	}
	if got := ix.CodePointOf(b); got != p {
		t.Fatalf("byte %d is code point %d, not %d", b, got, p)
	}
	if got := ix.CodePointOfUTF16(u); got != p {
		t.Fatalf("unit %d is code point %d, not %d", u, got, p)
	}
}

func checkIndex(t *rapid.T, s string) {
	ix := NewIndex(s)
	b, u, p := prefix(s)
	if ix.LenBytes() != b || ix.LenUTF16() != u || ix.Len() != p || ix.String() != s {
		t.Fatalf("%q has %d bytes, %d units, %d code points; not %d, %d, %d", s, ix.LenBytes(), ix.LenUTF16(), ix.Len(), b, u, p)
	}
	for at := range s {
		checkOffset(t, ix, s[:at])
	}
	checkOffset(t, ix, s)

	if ix.ByteOf(-3) != 0 || ix.UTF16Of(-3) != 0 || ix.CodePointOf(-3) != 0 || ix.CodePointOfUTF16(-3) != 0 {
		t.Error("an offset before the text is not its start")
	}
	if ix.ByteOf(p+3) != b || ix.UTF16Of(p+3) != u || ix.CodePointOf(b+3) != p || ix.CodePointOfUTF16(u+3) != p {
		t.Error("an offset behind the text is not its end")
	}
}

func TestConversionThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkIndex(t, drawText(t, pieces)) })
}

func TestConversionOfBrokenText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkIndex(t, drawText(t, append(broken, pieces...))) })
}

func TestOffsetInsideACharacterIsItsStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawText(t, pieces)
		ix := NewIndex(s)
		for at, r := range s {
			_, u, p := prefix(s[:at])
			for b := at; b < at+utf8.RuneLen(r); b++ {
				if got := ix.CodePointOf(Byte(b)); got != p {
					t.Fatalf("byte %d lies in code point %d, not %d", b, p, got)
				}
			}
			if r > 0xFFFF && ix.CodePointOfUTF16(u+1) != p {
				t.Fatalf("unit %d lies in code point %d, not %d", u+1, p, ix.CodePointOfUTF16(u+1))
			}
		}
	})
}

func TestSliceIsTheTextOfASpan(t *testing.T) {
	expect := func(s string, start, end CodePoint, want string) {
		t.Helper()
		if got := NewIndex(s).Slice(Span{Start: start, End: end}); got != want {
			t.Errorf("%d to %d of %q is %q, not %q", start, end, s, got, want)
		}
	}
	expect("Japan denied this", 6, 12, "denied")
	expect("日本は否定した", 3, 5, "否定")
	expect("a😀b", 1, 2, "😀")
	expect("e\u0301t", 1, 2, "\u0301")
	expect("all", -5, 50, "all")
	expect("none", 2, 2, "")
	expect("none", 3, 1, "")
	expect("", 0, 1, "")
	expect("a\xffb", 1, 2, "\xff")
}

func TestSpan(t *testing.T) {
	a := Span{Start: 2, End: 5}
	expect := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	expect("length", a.Len(), CodePoint(3))
	expect("length of a span turned round", Span{Start: 5, End: 2}.Len(), CodePoint(0))
	expect("empty", Span{Start: 2, End: 2}.Empty(), true)
	expect("not empty", a.Empty(), false)
	expect("contains its start", a.Contains(2), true)
	expect("does not contain its end", a.Contains(5), false)
	expect("covers itself", a.Covers(a), true)
	expect("does not cover more", a.Covers(Span{Start: 2, End: 6}), false)
	expect("overlaps", a.Overlaps(Span{Start: 4, End: 9}), true)
	expect("adjacent ones do not overlap", a.Overlaps(Span{Start: 5, End: 9}), false)
	expect("shift", a.Shift(-2), Span{Start: 0, End: 3})

	both, any := a.Intersect(Span{Start: 4, End: 9})
	expect("in common", both, Span{Start: 4, End: 5})
	expect("something in common", any, true)
	_, any = a.Intersect(Span{Start: 5, End: 9})
	expect("nothing in common", any, false)
}
