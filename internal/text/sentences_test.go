package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSentences(t *testing.T) {
	// A bar is where a sentence begins; the caret walks from bar to bar both ways.
	expect := func(marked string) {
		t.Helper()
		parts := strings.Split(marked, "|")
		s := strings.Join(parts, "")
		ix := NewIndex(s)
		var starts []CodePoint
		at := CodePoint(0)
		for _, part := range parts {
			starts = append(starts, at)
			at += CodePoint(len([]rune(part)))
		}
		for i, start := range starts {
			next := ix.Len()
			if i+1 < len(starts) {
				next = starts[i+1]
			}
			if got := NextSentenceStart(ix, start); got != next {
				t.Errorf("%q: after %d comes %d, not %d", s, start, got, next)
			}
			if got := PrevSentenceStart(ix, next); got != start {
				t.Errorf("%q: before %d comes %d, not %d", s, next, got, start)
			}
		}
	}
	expect("Japan denied this. |Beijing did not! |Who knows?")
	expect("“It is so.” |She left at 3.5 p.m. on foot.")
	expect("A headline\n\n|The first. |The second.\n\n|The last")
	expect("日本は否定した。|中国は主張した。")
	expect("هل وافق؟ |لا.")
	expect("one")
	expect("The end.\n\n* * *\n\n|The start.")
}

func TestSentencesLeadOnFromAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"A b", ". ", "! ", "\n\n", "é", "日本。", " ", "👩‍👩‍👧", "3.5"}), 0, 12).Draw(t, "text"), "")
		ix := NewIndex(s)
		p := CodePoint(rapid.IntRange(0, int(ix.Len())).Draw(t, "p"))
		if next := NextSentenceStart(ix, p); next <= p && p < ix.Len() || next > ix.Len() {
			t.Fatalf("%q: after %d comes %d", s, p, next)
		}
		if prev := PrevSentenceStart(ix, p); prev >= p && p > 0 || prev < 0 {
			t.Fatalf("%q: before %d comes %d", s, p, prev)
		}
	})
}
