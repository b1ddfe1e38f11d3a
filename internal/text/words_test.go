package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
	"pgregory.net/rapid"
)

// marked reads a text with its span between two bars: "Japan |den|ied".
func marked(t *testing.T, s string) (*Index, Span) {
	t.Helper()
	parts := strings.Split(s, "|")
	if len(parts) != 3 {
		t.Fatalf("%q marks no span", s)
	}
	start := CodePoint(utf8.RuneCountInString(parts[0]))
	return NewIndex(strings.Join(parts, "")), Span{Start: start, End: start + CodePoint(utf8.RuneCountInString(parts[1]))}
}

// show writes a text with bars at the ends of its span.
func show(ix *Index, sp Span) string {
	return ix.Slice(Span{Start: 0, End: sp.Start}) + "|" + ix.Slice(sp) + "|" + ix.Slice(Span{Start: sp.End, End: ix.Len()})
}

func TestTrimSpace(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		if got := show(func() (*Index, Span) { ix, sp := marked(t, s); return ix, TrimSpace(ix, sp) }()); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
	}
	expect("Japan| denied |this", "Japan |denied| this")
	expect("|denied|", "|denied|")
	expect("a| \t\r\n\u00A0\u3000b c\u2009 |d", "a \t\r\n\u00A0\u3000|b c|\u2009 d")
	expect("a|\u200B\uFEFFb\u2060|c", "a\u200B\uFEFF|b|\u2060c")
	expect("a|   |b", "a||   b")
	expect("a||b", "a||b")
	expect("|  |", "||  ")
	expect("日本|　否定　|した", "日本　|否定|　した")
	expect("a|\xff |b", "a|\xff| b")
}

func TestTrimSpaceOutsideTheText(t *testing.T) {
	ix := NewIndex(" ab ")
	if got, want := TrimSpace(ix, Span{Start: -4, End: 40}), (Span{Start: 1, End: 3}); got != want {
		t.Errorf("%v, not %v", got, want)
	}
	if got := TrimSpace(ix, Span{Start: 9, End: 12}); !got.Empty() {
		t.Errorf("%v lies behind the text", got)
	}
}

func TestSnapToWords(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		ix, sp := marked(t, s)
		snapped := SnapToWords(ix, sp)
		if got := show(ix, snapped); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
		if got := MidWord(ix, sp); got != (s != want) {
			t.Errorf("%q is mid-word: %v", s, got)
		}
	}
	expect("Japan d|enie|d this", "Japan |denied| this")
	expect("Japan |denied| this", "Japan |denied| this")
	expect("Ja|pan denied th|is", "|Japan denied this|")
	expect("Japan| denied |this", "Japan| denied |this") // an end beside a word is not inside it
	expect("den||ied", "den||ied")                       // an empty span has no words
	expect("Japan denied|, in| turn", "Japan denied|, in| turn")
	expect("they d|on'|t", "they |don't|")
	expect("they d|on’|t", "they |don’t|")
	expect("the consulate’|s| staff", "the |consulate’s| staff")
	expect("paid 41,3|00|.50 for", "paid |41,300.50| for")
	expect("asylum-se|ek|ers", "asylum-|seekers|") // a hyphen divides words
	expect("ca|fe|\u0301s", "|cafe\u0301s|")
	expect("اليا|با|ن نفت", "|اليابان| نفت")
	expect("בֵּ|י|ת ספר", "|בֵּית| ספר")
	expect("צה|\"|ל", "|צה\"ל|") // a quotation mark inside a Hebrew word
	expect("한|국|어는", "|한국어는|")

	expect("日本は|否定|した", "日本は|否定|した")
	expect("カタ|カ|ナ", "カタ|カ|ナ")
	expect("ประเ|ท|ศไทย", "ประเ|ท|ศไทย")
	expect("ປະ|ເທ|ດ", "ປະ|ເທ|ດ")
	expect("ខ្|មែ|រ", "ខ្|មែ|រ")
	expect("မြန်|မာ|နိုင်ငံ", "မြန်|မာ|နိုင်ငံ")
	expect("北京B|eijin|g", "北京|Beijing|")
	expect("Beijing|北京|Beijing", "Beijing|北京|Beijing")

	expect("a 👨|\u200D👩|\u200D👧 b", "a 👨|\u200D👩|\u200D👧 b") // no word
}

func TestSnapToGraphemes(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		ix, sp := marked(t, s)
		if got := show(ix, SnapToGraphemes(ix, sp)); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
	}
	expect("d|eni|ed", "d|eni|ed")
	expect("cafe|\u0301s|", "caf|e\u0301s|")
	expect("|cafe|\u0301s", "|cafe\u0301|s")
	expect("a👨|\u200D👩|\u200D👧b", "a|👨\u200D👩\u200D👧|b")
	expect("👍|🏽|", "|👍🏽|")
	expect("🇯🇵🇨|🇳|🇰🇷", "🇯🇵|🇨🇳|🇰🇷") // flags are read in pairs from the first
	expect("a \r|\n b|", "a |\r\n b|")
	expect("한|국|", "한|국|")
	expect("a |\u0301|b", "a| \u0301|b") // a mark joins a space, too
	expect("a |🏽|b", "a| 🏽|b")
	expect("aﾊ|ﾞ|b", "a|ﾊﾞ|b")
	expect("👨||\u200D👩", "|👨\u200D👩|") // an empty span grows as well
	expect("||", "||")
}

func TestWordCount(t *testing.T) {
	expect := func(s string, want int) {
		t.Helper()
		if got := WordCount(s); got != want {
			t.Errorf("%q has %d words, not %d", s, got, want)
		}
	}
	expect("", 0)
	expect(" \n ", 0)
	expect("… — !", 0)
	expect("Japan denied this", 3)
	expect("“They don’t,” she said.", 4)
	expect("€41,300.50 for 2", 3)
	expect("two-year-old", 3)
	expect("日本", 2)
	expect("اليابان نفت", 2)
	expect("🚢 👨‍👩‍👧‍👦", 0)
}

func TestPrevWordStart(t *testing.T) {
	// A place is marked by a bar.
	expect := func(s, want string) {
		t.Helper()
		before, after, _ := strings.Cut(s, "|")
		ix := NewIndex(before + after)
		at := PrevWordStart(ix, CodePoint(utf8.RuneCountInString(before)))
		if got := ix.Slice(Span{Start: 0, End: at}) + "|" + ix.Slice(Span{Start: at, End: ix.Len()}); got != want {
			t.Errorf("before %q: %q, not %q", s, got, want)
		}
	}
	expect("Japan denied| this", "Japan |denied this")
	expect("Japan den|ied this", "Japan |denied this")
	expect("Japan |denied this", "|Japan denied this")
	expect("Japan, … |denied", "|Japan, … denied")
	expect("they don’|t", "they |don’t")
	expect("|Japan", "|Japan")
	expect("… |", "|… ")
	expect("日本|語", "日|本語")
	expect("one 👨‍👩‍👧 |two", "|one 👨‍👩‍👧 two")
	expect("اليابان نفت|", "اليابان |نفت")
	expect("word"+strings.Repeat(" …", 400)+"|", "|word"+strings.Repeat(" …", 400))
}

func TestNextWordEnd(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		before, after, _ := strings.Cut(s, "|")
		ix := NewIndex(before + after)
		at := NextWordEnd(ix, CodePoint(utf8.RuneCountInString(before)))
		if got := ix.Slice(Span{Start: 0, End: at}) + "|" + ix.Slice(Span{Start: at, End: ix.Len()}); got != want {
			t.Errorf("behind %q: %q, not %q", s, got, want)
		}
	}
	expect("Japan| denied this", "Japan denied| this")
	expect("Japan den|ied this", "Japan denied| this")
	expect("|Japan denied", "Japan| denied")
	expect("Japan|, … denied", "Japan, … denied|")
	expect("they |don’t", "they don’t|")
	expect("Japan|", "Japan|")
	expect("| …", " …|")
	expect("日|本語", "日本|語")
	expect("one| 👨‍👩‍👧 two", "one 👨‍👩‍👧 two|")
	expect("|اليابان نفت", "اليابان| نفت")
	expect("ca|fe\u0301 x", "cafe\u0301| x")
}

func TestTokens(t *testing.T) {
	expect := func(s, want string) {
		t.Helper()
		ix := NewIndex(s)
		var got []string
		for _, token := range Tokens(s) {
			if ix.Slice(token.Span) != token.Text {
				t.Errorf("%q stands at %v of %q", token.Text, token.Span, s)
			}
			kind := "mark"
			if token.Word {
				kind = "word"
			}
			got = append(got, kind+" "+token.Text)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s, not %s", s, want)
		}
	}
	expect("", "")
	expect(" \n", "")
	expect("He didn’t!", "word He, word didn’t, mark !")
	expect("日本 2002", "word 日, word 本, word 2002")
}

// atWord divides the whole text from its start, where wordAround begins near the
// place: it returns the word that has p strictly inside, or an empty span.
func atWord(ix *Index, p CodePoint) Span {
	runes := []rune(ix.String())
	if p <= 0 || int(p) >= len(runes) || unspaced(runes[p-1]) || unspaced(runes[p]) {
		return Span{}
	}
	at := CodePoint(0)
	for it := words.FromString(ix.String()); it.Next(); {
		end := at + CodePoint(utf8.RuneCountInString(it.Value()))
		if at < p && p < end && wordLike(it.Value()) {
			return Span{Start: at, End: end}
		}
		at = end
	}
	return Span{}
}

// clusterEnds returns where the grapheme clusters of a text end, and 0, in code
// points.
func clusterEnds(s string) map[CodePoint]bool {
	ends := map[CodePoint]bool{0: true}
	at := CodePoint(0)
	for it := graphemes.FromString(s); it.Next(); {
		at += CodePoint(utf8.RuneCountInString(it.Value()))
		ends[at] = true
	}
	return ends
}

// drawSpan draws a span of a text, which may stand a little outside it.
func drawSpan(t *rapid.T, ix *Index) Span {
	start := rapid.IntRange(-2, int(ix.Len())+2).Draw(t, "start")
	return Span{Start: CodePoint(start), End: CodePoint(rapid.IntRange(start, int(ix.Len())+2).Draw(t, "end"))}
}

func TestSnappingToWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ix := NewIndex(drawText(t, pieces))
		sp := drawSpan(t, ix)
		snapped := SnapToWords(ix, sp)
		want := sp
		if word := atWord(ix, sp.Start); !sp.Empty() && !word.Empty() {
			want.Start = word.Start
		}
		if word := atWord(ix, sp.End); !sp.Empty() && !word.Empty() {
			want.End = word.End
		}
		if snapped != want {
			t.Errorf("%v snaps to %v, not %v", sp, snapped, want)
		}
		if again := SnapToWords(ix, snapped); again != snapped {
			t.Errorf("%v snaps to %v, and that to %v", sp, snapped, again)
		}
		if !snapped.Covers(sp) {
			t.Errorf("%v snaps to %v", sp, snapped)
		}
	})
}

func TestSnappingToGraphemes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ix := NewIndex(drawText(t, pieces))
		sp := drawSpan(t, ix)
		snapped := SnapToGraphemes(ix, sp)
		if ends := clusterEnds(ix.String()); !ends[snapped.Start] || !ends[snapped.End] {
			t.Errorf("%v, snapped to %v, splits a cluster", sp, snapped)
		}
		inside, _ := sp.Intersect(Span{Start: 0, End: ix.Len()})
		if !inside.Empty() && !snapped.Covers(inside) {
			t.Errorf("%v snaps to %v", sp, snapped)
		}
		if again := SnapToGraphemes(ix, snapped); again != snapped {
			t.Errorf("%v snaps to %v, and that to %v", sp, snapped, again)
		}
	})
}

func TestSteppingByWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ix := NewIndex(drawText(t, pieces))
		ends := clusterEnds(ix.String())
		for p := CodePoint(0); p < ix.Len(); {
			next := NextWordEnd(ix, p)
			if next <= p || !ends[next] {
				t.Fatalf("from %d on to %d", p, next)
			}
			p = next
		}
		for p := ix.Len(); p > 0; {
			prev := PrevWordStart(ix, p)
			if prev >= p || !ends[prev] {
				t.Fatalf("from %d back to %d", p, prev)
			}
			p = prev
		}
	})
}

func TestIdeographsAreSegmentsOfTheirOwn(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !ideograph(r) {
			continue
		}
		pair := string([]rune{r, r})
		word, cluster := words.FromString(pair), graphemes.FromString(pair)
		word.Next()
		cluster.Next()
		if word.Value() != string(r) || cluster.Value() != string(r) {
			t.Errorf("%U joins another", r)
		}
	}
}

func TestLongRunsWithoutSpaces(t *testing.T) {
	long := strings.Repeat("a", 3000)
	ix := NewIndex("x " + long + " y")
	if got, want := SnapToWords(ix, Span{Start: 2000, End: 2001}), (Span{Start: 2, End: 3002}); got != want {
		t.Errorf("inside a long word: %v, not %v", got, want)
	}
	if got := PrevWordStart(ix, 2500); got != 2 {
		t.Errorf("back from inside a long word: %d, not 2", got)
	}
	flags := NewIndex("x" + strings.Repeat("🇯🇵", 300))
	if got, want := SnapToGraphemes(flags, Span{Start: 402, End: 403}), (Span{Start: 401, End: 403}); got != want {
		t.Errorf("among many flags: %v, not %v", got, want)
	}
	kanji := NewIndex(strings.Repeat("日本", 1000))
	if got := PrevWordStart(kanji, 1500); got != 1499 {
		t.Errorf("back in text without spaces: %d, not 1499", got)
	}
	if got := NextWordEnd(kanji, 1500); got != 1501 {
		t.Errorf("on in text without spaces: %d, not 1501", got)
	}
}

func FuzzSpans(f *testing.F) {
	f.Add("Japan denied this", 7, 10)
	f.Add(" e\u0301 👨\u200D👩 日本 \xff\xed\xa0\x80", 1, 9)
	f.Add("🇯🇵🇨🇳 🏽\r\nﾊﾞ", 2, 3)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		ix := NewIndex(s)
		sp := Span{Start: CodePoint(from), End: CodePoint(to)}
		whole := Span{Start: 0, End: ix.Len()}

		trimmed := TrimSpace(ix, sp)
		if !whole.Covers(trimmed) || TrimSpace(ix, trimmed) != trimmed {
			t.Fatalf("%v of %q trims to %v", sp, s, trimmed)
		}
		if !trimmed.Empty() && !sp.Covers(trimmed) {
			t.Fatalf("%v trims to %v", sp, trimmed)
		}
		if text := ix.Slice(trimmed); strings.TrimSpace(text) != text {
			t.Fatalf("%q has space at its ends", text)
		}
		snapped := SnapToWords(ix, trimmed)
		if !snapped.Covers(trimmed) || SnapToWords(ix, snapped) != snapped {
			t.Fatalf("%v of %q snaps to %v", trimmed, s, snapped)
		}
		if back := (Span{Start: ix.CodePointOfUTF16(ix.UTF16Of(snapped.Start)), End: ix.CodePointOf(ix.ByteOf(snapped.End))}); back != snapped {
			t.Fatalf("%v of %q comes back as %v", snapped, s, back)
		}
		if utf8.ValidString(s) {
			clusters := SnapToGraphemes(ix, trimmed)
			if ends := clusterEnds(s); !ends[clusters.Start] || !ends[clusters.End] {
				t.Fatalf("%v of %q splits a cluster", clusters, s)
			}
		}
	})
}
