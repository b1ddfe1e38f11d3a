package text

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// PrevSentenceStart returns the nearest start of a sentence (UAX #29) before p, or 0.
// It is less than p unless p is 0. A line feed ends a sentence, so that only the
// paragraph around p is read.
func PrevSentenceStart(ix *Index, p CodePoint) CodePoint {
	at := int(ix.ByteOf(p))
	for end := at; end > 0; {
		// A paragraph without words, as a row of stars, has no sentence to stop at.
		end = len(strings.TrimRightFunc(ix.s[:end], unicode.IsSpace))
		begin, best := paragraphStart(ix.s, end), -1
		for start := range sentenceStarts(ix.s, begin, at) {
			if start < at {
				best = start
			}
		}
		if best >= 0 {
			return ix.CodePointOf(Byte(best))
		}
		end = begin
	}
	return 0
}

// NextSentenceStart returns the nearest start of a sentence after p, or the end of the
// text. It is greater than p unless p is the end.
func NextSentenceStart(ix *Index, p CodePoint) CodePoint {
	at := int(ix.ByteOf(p))
	for start := range sentenceStarts(ix.s, paragraphStart(ix.s, at), len(ix.s)) {
		if start > at {
			return ix.CodePointOf(Byte(start))
		}
	}
	return ix.length
}

// paragraphStart returns the place behind the last line feed before a byte.
func paragraphStart(s string, at int) int {
	for at = min(at, len(s)); at > 0 && s[at-1] != '\n'; at-- {
	}
	return max(at, 0)
}

// sentenceStarts yields where sentences with words in them begin, from a place where
// one surely does, up to a byte and the first after it.
func sentenceStarts(s string, from, to int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for it := sentences.FromString(s[from:]); it.Next(); {
			start := from + it.Start()
			if wordLike(it.Value()) && !yield(start) || start > to {
				return
			}
		}
	}
}
