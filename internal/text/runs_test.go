package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRuns(t *testing.T) {
	// A run is written "0-4 ab": its range and the tags on it.
	expect := func(within Span, tagged []Tagged[string], want string) {
		t.Helper()
		var got []string
		for _, run := range Runs(within, tagged) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%d-%d %s", run.Span.Start, run.Span.End, strings.Join(run.Tags, ""))))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%v over %v: %s, not %s", tagged, within, s, want)
		}
	}
	type list = []Tagged[string]
	on := func(tag string, start, end CodePoint) Tagged[string] {
		return Tagged[string]{Span: Span{Start: start, End: end}, Tag: tag}
	}
	ten := Span{Start: 0, End: 10}

	expect(ten, nil, "0-10")
	expect(ten, list{on("a", 0, 10)}, "0-10 a")
	expect(ten, list{on("a", 2, 5)}, "0-2, 2-5 a, 5-10")
	expect(ten, list{on("a", 1, 9), on("b", 3, 5)}, "0-1, 1-3 a, 3-5 ab, 5-9 a, 9-10")                   // nested
	expect(ten, list{on("b", 3, 5), on("a", 1, 9)}, "0-1, 1-3 a, 3-5 ba, 5-9 a, 9-10")                   // in the order given
	expect(ten, list{on("a", 0, 6), on("b", 4, 10)}, "0-4 a, 4-6 ab, 6-10 b")                            // overlapping
	expect(ten, list{on("a", 0, 5), on("b", 5, 10)}, "0-5 a, 5-10 b")                                    // adjacent
	expect(ten, list{on("a", 2, 5), on("b", 2, 5)}, "0-2, 2-5 ab, 5-10")                                 // the same twice
	expect(ten, list{on("a", 2, 5), on("b", 2, 7)}, "0-2, 2-5 ab, 5-7 b, 7-10")                          // with one start
	expect(ten, list{on("a", 4, 4)}, "0-10")                                                             // empty
	expect(ten, list{on("a", 7, 3)}, "0-10")                                                             // turned round
	expect(ten, list{on("a", -5, 3), on("b", 8, 20)}, "0-3 a, 3-8, 8-10 b")                              // partly outside
	expect(ten, list{on("a", -5, 0), on("b", 10, 12)}, "0-10")                                           // wholly outside
	expect(Span{Start: 4, End: 6}, list{on("a", 0, 5), on("b", 5, 9)}, "4-5 a, 5-6 b")                   // a range inside
	expect(Span{Start: 4, End: 4}, list{on("a", 0, 9)}, "")                                              // an empty range
	expect(ten, list{on("a", 0, 4), on("b", 4, 6), on("c", 2, 8)}, "0-2 a, 2-4 ac, 4-6 bc, 6-8 c, 8-10") // all at once
}

func TestRunsTileAndBearWhatCoversThem(t *testing.T) {
	span := rapid.Custom(func(t *rapid.T) Span {
		start := rapid.IntRange(-3, 30).Draw(t, "start")
		return Span{Start: CodePoint(start), End: CodePoint(start + rapid.IntRange(-1, 15).Draw(t, "length"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		within := span.Draw(t, "within")
		var tagged []Tagged[int]
		for i, sp := range rapid.SliceOfN(span, 0, 12).Draw(t, "spans") {
			tagged = append(tagged, Tagged[int]{Span: sp, Tag: i})
		}
		at := within.Start
		var before []int
		for i, run := range Runs(within, tagged) {
			if run.Span.Start != at || run.Span.Empty() {
				t.Fatalf("run %v follows on %d", run.Span, at)
			}
			for p := run.Span.Start; p < run.Span.End; p++ {
				if want := covering(tagged, p); !slices.Equal(run.Tags, want) {
					t.Fatalf("%d bears %v, and %v cover it", p, run.Tags, want)
				}
			}
			if i > 0 && slices.Equal(run.Tags, before) {
				t.Fatalf("runs on both sides of %d bear %v", at, before)
			}
			at, before = run.Span.End, run.Tags
		}
		if want := max(within.Start, within.End); at != want {
			t.Fatalf("the runs end at %d, not %d", at, want)
		}
	})
}

// covering asks each span in turn.
func covering(tagged []Tagged[int], p CodePoint) []int {
	var tags []int
	for _, one := range tagged {
		if one.Span.Contains(p) {
			tags = append(tags, one.Tag)
		}
	}
	return tags
}
