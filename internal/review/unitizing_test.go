package review

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/text"
)

// divided are units by where each begins and how long it is, stretched.
func divided(stretch text.CodePoint, units ...[2]text.CodePoint) (list []text.Span) {
	for _, u := range units {
		list = append(list, text.Span{Start: u[0] * stretch, End: (u[0] + u[1]) * stretch})
	}
	return list
}

type divisions [][2]text.CodePoint

func TestUnitizingAgainstPublishedExamples(t *testing.T) {
	expect := func(source string, length, stretch text.CodePoint, a, b divisions, do, de, alpha float64) {
		t.Helper()
		c := newContinuum(length*stretch, nil, [2][]text.Span{divided(stretch, a...), divided(stretch, b...)})
		observed, expected, _ := c.disagreement([]int{1})
		if math.Abs(observed-do) > 0.00005 {
			t.Errorf("%s: an observed disagreement of %.5f, not %.5f", source, observed, do)
		}
		if de == 0 {
			return
		}
		got, _ := c.alpha([]int{1})
		if math.Abs(expected-de) > 0.00005 || math.Abs(got-alpha) > 0.0005 {
			t.Errorf("%s: expected %.5f and alpha %.4f, not %.5f and %.4f", source, expected, got, de, alpha)
		}
	}
	// The text goes from 150 to 450; here it begins at 0.
	const book = "Krippendorff, Content Analysis (2004), page 254, category "
	expect(book+"c", 300, 1, divisions{{75, 70}, {220, 30}}, divisions{{70, 80}, {205, 20}, {250, 20}}, 0.0144, 0.0532, 0.7286)
	expect(book+"k", 300, 1, divisions{{30, 60}, {150, 50}}, divisions{{30, 60}, {150, 50}}, 0, 0.0490, 1)

	// Expected disagreement is printed there for a text that can be divided as finely as one
	// likes. What is printed for B and C does not follow from the formula of 2004.
	const paper = "Krippendorff, On the Reliability of Unitizing Continuous Data (1995), page 57, example "
	const fine = 50_000
	expect(paper+"A", 24, fine, divisions{{2, 8}, {14, 6}}, divisions{{4, 4}, {15, 2}}, 0.03125, 0.06990, 0.553)
	expect(paper+"B", 24, fine, divisions{{0, 18}}, divisions{{0, 2}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 3}, {9, 1}}, 2.26736, 0, 0)
	expect(paper+"C", 24, fine, divisions{{2, 6}, {10, 2}, {14, 4}, {20, 2}}, divisions{{0, 2}, {4, 4}, {10, 4}, {16, 2}, {20, 2}}, 0.02778, 0, 0)
	expect(paper+"D", 24, fine, divisions{{0, 2}, {2, 8}, {10, 4}, {14, 6}, {20, 4}}, divisions{{0, 4}, {4, 4}, {8, 7}, {15, 2}, {17, 7}}, 0.38715, 0.41445, 0.066)
}

// someUnits draws units that do not overlap, in a text of that length.
func someUnits(rt *rapid.T, length int, name string) (units []text.Span) {
	for at := 0; at < length; {
		start := at + rapid.IntRange(0, 20).Draw(rt, name+" gap")
		end := start + rapid.IntRange(1, 20).Draw(rt, name+" length")
		if end > length {
			break
		}
		units = append(units, text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)})
		at = end
	}
	return units
}

func TestUnitizingKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		const length = 200
		a, b := someUnits(rt, length, "a"), someUnits(rt, length, "b")
		whole := newContinuum(length, nil, [2][]text.Span{a, b})
		observed, expected, n := whole.disagreement([]int{1})
		if n != len(a)+len(b) {
			rt.Fatalf("%d units of %d and %d", n, len(a), len(b))
		}
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) {
				rt.Fatalf("%s: %v, not %v", what, got, want)
			}
		}
		do, de, _ := newContinuum(length, nil, [2][]text.Span{b, a}).disagreement([]int{1})
		near("observed the other way round", do, observed)
		near("expected the other way round", de, expected)

		// Cutting changes nothing as long as every piece stands once.
		var cuts []text.CodePoint
		for range rapid.IntRange(0, 9).Draw(rt, "cuts") {
			cuts = append(cuts, text.CodePoint(rapid.IntRange(1, length-1).Draw(rt, "cut")))
		}
		slices.Sort(cuts)
		pieces := newContinuum(length, cuts, [2][]text.Span{a, b})
		do, de, _ = pieces.disagreement(slices.Repeat([]int{1}, len(pieces)))
		near("observed in pieces", do, observed)
		near("expected in pieces", de, expected)

		// Observed disagreement is one of shares of the text. Expected disagreement counts
		// places, and tends to be one as they get many.
		scaled := func(by text.CodePoint) (float64, float64) {
			var units [2][]text.Span
			for person, list := range [2][]text.Span{a, b} {
				for _, u := range list {
					units[person] = append(units[person], text.Span{Start: u.Start * by, End: u.End * by})
				}
			}
			do, de, _ := newContinuum(length*by, nil, units).disagreement([]int{1})
			return do, de
		}
		do, fine := scaled(10_000)
		near("observed, stretched", do, observed)
		if _, finer := scaled(20_000); math.Abs(fine-finer) > 1e-3*fine {
			rt.Fatalf("expected %v, stretched further %v", fine, finer)
		}

		if len(a) == 0 {
			return
		}
		same := newContinuum(length, cuts, [2][]text.Span{a, a})
		if value, why := same.alpha(slices.Repeat([]int{1}, len(same))); why == "" && value != 1 {
			rt.Fatalf("with itself: %v", value)
		}
	})
}

func TestUnitizingIsUndefinedWhereUnitsOverlap(t *testing.T) {
	a, b := twoAnnotators(t)
	a.mark("Japan denied this", "Japan", "deny")
	a.mark("denied this", "Japan", "deny")
	if m := unitizing(a.d, b.d); m.Value != nil || m.Undefined != "claims of one side overlap each other" {
		t.Errorf("got %+v", m)
	}
	none := newDesk(t, &clock{}, "Cem", 3, sample())
	if m := unitizing(none.d, none.d); m.Value != nil || m.Undefined != "there are none" {
		t.Errorf("got %+v", m)
	}
}

func TestUnitizingHasAnInterval(t *testing.T) {
	a, b := twoAnnotators(t)
	m := unitizing(a.d, b.d)
	if m.Value == nil || m.Low == nil || *m.Low > *m.Value || *m.High < *m.Value {
		t.Errorf("got %+v", m)
	}
}
