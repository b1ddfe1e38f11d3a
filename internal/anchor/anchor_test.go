package anchor

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/text"
)

const digest = "d1"

// spanOf finds the nth occurrence, from 0, of words in s.
func spanOf(t testing.TB, s, words string, nth int) text.Span {
	t.Helper()
	at := 0
	for ; ; nth-- {
		next := strings.Index(s[at:], words)
		if next < 0 {
			t.Fatalf("%q is not in the text often enough", words)
		}
		at += next
		if nth == 0 {
			break
		}
		at++
	}
	start := text.CodePoint(len([]rune(s[:at])))
	return text.Span{Start: start, End: start + text.CodePoint(len([]rune(words)))}
}

func describe(t testing.TB, s string, span text.Span) Anchor {
	t.Helper()
	a, err := Describe(text.NewIndex(s), digest, span)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestContextIsEnoughAndWholeWords(t *testing.T) {
	const story = "The ministry said on Monday that talks went well. The union said on Tuesday that talks went badly. Nobody else spoke."
	expect := func(words string, nth int, prefix, suffix string) {
		t.Helper()
		a := describe(t, story, spanOf(t, story, words, nth))
		if a.Exact != words || a.Prefix != prefix || a.Suffix != suffix {
			t.Errorf("%q: got %q ‹%s› %q", words, a.Prefix, a.Exact, a.Suffix)
		}
	}
	expect("The ministry", 0, "", " said on Monday that talks went well")
	expect("talks went", 1, "well. The union said on Tuesday that ", " badly. Nobody else spoke.")
	expect("spoke.", 0, "that talks went badly. Nobody else ", "")
}

func TestContextGrowsUntilTheQuoteIsTheOnlyOne(t *testing.T) {
	same := strings.Repeat("They met, they talked, they left. ", 6)
	s := "First week. " + same + "Second week. " + same + "End."
	for nth := range 12 {
		span := spanOf(t, s, "they talked", nth)
		a := describe(t, s, span)
		if n := strings.Count(s, a.Prefix+a.Exact+a.Suffix); n != 1 {
			t.Errorf("occurrence %d: its context occurs %d times: %q ‹%s› %q", nth, n, a.Prefix, a.Exact, a.Suffix)
		}
	}
}

func TestDescribedAnchorsAreTrueAndUnique(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "ab", "été", "cafe\u0301", "日本", "👩‍👩‍👧", "שלום", "said", "."}), 1, 60).Draw(t, "words")
		s := strings.Join(words, " ")
		ix := text.NewIndex(s)
		start := rapid.IntRange(0, int(ix.Len())-1).Draw(t, "start")
		end := rapid.IntRange(start+1, int(ix.Len())).Draw(t, "end")
		a, err := Describe(ix, digest, text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Check(ix, digest); err != nil {
			t.Fatal(err)
		}
		if looked, err := NewDescriber(ix, digest).Describe(a.Span()); err != nil || !reflect.DeepEqual(looked, a) {
			t.Fatalf("looked up it is %+v (%v), not %+v", looked, err, a)
		}
		whole := a.Prefix + a.Exact + a.Suffix
		if strings.Count(s, whole) != 1 && !touchesBothEnds(a, ix) {
			t.Fatalf("%q is not unique in %q", whole, s)
		}
		for side, n := range map[string]text.CodePoint{a.Prefix: a.Start, a.Suffix: ix.Len() - a.End} {
			if got := text.CodePoint(len([]rune(side))); got < min(minContext, n) {
				t.Fatalf("context %q is shorter than it could be", side)
			}
		}
	})
}

func touchesBothEnds(a Anchor, ix *text.Index) bool {
	return len(a.Prefix)+len(a.Exact)+len(a.Suffix) == len(ix.String())
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	const s = "Japan denied this."
	ix := text.NewIndex(s)
	good := describe(t, s, text.Span{Start: 0, End: 5})
	expect := func(change func(*Anchor), want string) {
		t.Helper()
		a := good
		change(&a)
		err := a.Check(ix, digest)
		if want == "" {
			if err != nil {
				t.Errorf("got %v, want nil", err)
			}
			return
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	expect(func(*Anchor) {}, "")
	expect(func(a *Anchor) { a.Exact = "China" }, `quotes "China", but the text there reads "Japan"`)
	expect(func(a *Anchor) { a.End = 99 }, "range 0 to 99 is not inside the text, which has 18 code points")
	expect(func(a *Anchor) { a.Start, a.End = 5, 5 }, "is not inside the text")
	expect(func(a *Anchor) { a.Start = -1 }, "is not inside the text")
	expect(func(a *Anchor) { a.Text = "other" }, "names a text that is not here")
}

func TestDescribeRefusesARangeOutsideTheText(t *testing.T) {
	ix := text.NewIndex("short")
	for _, span := range []text.Span{{Start: 2, End: 2}, {Start: -1, End: 2}, {Start: 3, End: 9}, {Start: 4, End: 1}} {
		if _, err := Describe(ix, digest, span); err == nil {
			t.Errorf("range %v was described", span)
		}
		if _, err := NewDescriber(ix, digest).Describe(span); err == nil {
			t.Errorf("range %v was described by a describer", span)
		}
	}
}

func TestAnchorKeepsUnknownMembers(t *testing.T) {
	in := `{"start":1,"end":2,"exact":"a","prefix":"","suffix":"","text":"d","state":"changed"}`
	var a Anchor
	if err := json.Unmarshal([]byte(in), &a); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(a)
	if err != nil || string(out) != in {
		t.Errorf("got %s (%v), want %s", out, err, in)
	}
}

func FuzzDescribe(f *testing.F) {
	f.Add("Japan denied this. Japan denied this.", 0, 5)
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 10, 11)
	f.Add("e\u0301\u0301 👩‍👩‍👧 日本は否定した。", 1, 4)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		ix := text.NewIndex(s)
		span := text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)}
		a, err := Describe(ix, digest, span)
		if err != nil {
			if start >= 0 && start < end && end <= int(ix.Len()) {
				t.Fatalf("a good range was refused: %v", err)
			}
			return
		}
		if looked, err := NewDescriber(ix, digest).Describe(span); err != nil || !reflect.DeepEqual(looked, a) {
			t.Fatalf("looked up it is %+v (%v), not %+v", looked, err, a)
		}
		if err := a.Check(ix, digest); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(s, a.Prefix+a.Exact+a.Suffix) {
			t.Fatalf("%+v does not stand in %q", a, s)
		}
		var back Anchor
		data, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if validUTF8 := strings.ToValidUTF8(s, "?") == s; validUTF8 && !reflect.DeepEqual(a, back) {
			t.Fatalf("%+v became %+v", a, back)
		}
	})
}
