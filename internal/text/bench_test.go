package text

import (
	"fmt"
	"strings"
	"testing"
)

// bench runs a benchmark over texts of 1, 10 and 100 thousand words.
func bench(b *testing.B, run func(b *testing.B, s string, words int)) {
	const ten = "Beijing “insisted” the staff—北京, naïve—had given the police permission. "
	for _, thousand := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dk", thousand), func(b *testing.B) {
			s := strings.Repeat(ten, thousand*100)
			b.SetBytes(int64(len(s)))
			run(b, s, thousand*1000)
		})
	}
}

func BenchmarkNewIndex(b *testing.B) {
	bench(b, func(b *testing.B, s string, _ int) {
		for b.Loop() {
			NewIndex(s)
		}
	})
}

// One operation converts a thousand offsets, spread over the text, there and back.
func BenchmarkConversion(b *testing.B) {
	bench(b, func(b *testing.B, s string, _ int) {
		ix := NewIndex(s)
		b.SetBytes(0)
		for b.Loop() {
			for i := range CodePoint(1000) {
				p := ix.Len() / 1000 * i
				if ix.CodePointOfUTF16(ix.UTF16Of(p)) != p || ix.CodePointOf(ix.ByteOf(p)) != p {
					b.Fatal("a conversion there and back is not the identity")
				}
			}
		}
	})
}

// One span to ten words, each overlapping the next.
func BenchmarkRuns(b *testing.B) {
	bench(b, func(b *testing.B, s string, words int) {
		length := NewIndex(s).Len()
		var tagged []Tagged[int]
		for i := range words / 10 {
			start := length / CodePoint(words/10) * CodePoint(i)
			tagged = append(tagged, Tagged[int]{Span: Span{Start: start, End: start + 120}, Tag: i})
		}
		for b.Loop() {
			Runs(Span{Start: 0, End: length}, tagged)
		}
	})
}

func BenchmarkWordCount(b *testing.B) {
	bench(b, func(b *testing.B, s string, _ int) {
		for b.Loop() {
			WordCount(s)
		}
	})
}

// One operation asks at ten places spread over the text.
func BenchmarkSnapToWords(b *testing.B) {
	bench(b, func(b *testing.B, s string, _ int) {
		ix := NewIndex(s)
		b.SetBytes(0)
		for b.Loop() {
			for i := range CodePoint(10) {
				at := ix.Len() / 10 * i
				SnapToWords(ix, Span{Start: at + 3, End: at + 20})
			}
		}
	})
}
