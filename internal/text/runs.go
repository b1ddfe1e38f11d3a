package text

import (
	"cmp"
	"slices"
)

// Tagged is a span with something that belongs to it.
type Tagged[T any] struct {
	Span Span
	Tag  T
}

// Run is a stretch of text that the same spans cover.
type Run[T any] struct {
	Span Span
	Tags []T // of the spans that cover it, in the order in which they were given
}

// Runs turns spans that overlap and nest into flat runs that tile the range
// within, without gap or overlap; a stretch that nothing covers is a run without
// tags. It sweeps over the boundaries in order: between two neighbouring ones the
// set of covering spans cannot change. Empty spans, and what lies outside the
// range, count for nothing; an empty range has no runs.
func Runs[T any](within Span, tagged []Tagged[T]) []Run[T] {
	if within.Empty() {
		return nil
	}
	type boundary struct {
		at    CodePoint
		tag   int
		opens bool
	}
	var boundaries []boundary
	for i, t := range tagged {
		inside, ok := t.Span.Intersect(within)
		if !ok {
			continue
		}
		boundaries = append(boundaries, boundary{at: inside.Start, tag: i, opens: true}, boundary{at: inside.End, tag: i})
	}
	slices.SortFunc(boundaries, func(a, b boundary) int { return cmp.Compare(a.at, b.at) })

	var runs []Run[T]
	var open []int // indexes of the spans that cover the present place, ascending
	at := within.Start
	emit := func(end CodePoint) {
		if at == end {
			return
		}
		run := Run[T]{Span: Span{Start: at, End: end}}
		for _, i := range open {
			run.Tags = append(run.Tags, tagged[i].Tag)
		}
		runs = append(runs, run)
		at = end
	}
	for _, b := range boundaries {
		emit(b.at)
		where, found := slices.BinarySearch(open, b.tag)
		switch {
		case b.opens && !found:
			open = slices.Insert(open, where, b.tag)
		case !b.opens && found:
			open = slices.Delete(open, where, where+1)
		}
	}
	emit(within.End)
	return runs
}
