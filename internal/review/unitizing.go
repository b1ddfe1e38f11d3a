package review

import (
	"slices"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Agreement on units, where people divide a text as they see fit: where a unit begins, where
// it ends, and whether there is one at all are all that is asked. It is Krippendorff's alpha for
// unitizing (On the Reliability of Unitizing Continuous Data, Sociological Methodology 25, 1995;
// as corrected in Content Analysis, 2nd edition, 2004, section 11.6), for two people and one
// category:
//
//	α = 1 − Do / De
//
// Do is the sum of squared differences over L², L being the length of the text. Two units that
// overlap differ by the squared distance of their beginnings and that of their ends; a unit of
// which the other person has nothing differs by its length squared. De is that sum as it would
// be if the units of both, N of them, and the gaps between them lay in the text at random:
//
//	     2     Σ ( (N−1)/3 · (2l³ − 3l² + l)  +  l² · Σ (k − l + 1) )
//	De = ─ · ─────────────────────────────────────────────────────────
//	     L             2L · (2L − 1)  −  Σ l · (l − 1)
//
// where l goes through the lengths of all units, and k through those of the gaps of both that
// are no shorter than l. All lengths are code points.
//
// Its interval is a bootstrap over pieces of the text, which are blocks, or several where
// a claim goes through them: pieces are drawn again and laid end to end, and with each what both
// people have marked in it.

// AlphaU is the name of the measure.
const AlphaU = "Krippendorff’s alpha for unitizing"

// continuum is a text that two people have divided into units.
type continuum []piece

// piece is a part of the text through whose ends no unit goes.
type piece struct {
	length text.CodePoint
	units  [2][]text.Span // of each person, counted from the piece's beginning, in order
	differ float64        // the sum of squared differences in it
}

// newContinuum cuts a text of that length where it may be cut, in order, and no unit is cut
// through. The units of either are in the order of the text and do not overlap.
func newContinuum(length text.CodePoint, cuts []text.CodePoint, units [2][]text.Span) continuum {
	var c continuum
	begin := text.CodePoint(0)
	for _, end := range append(slices.Clone(cuts), length) {
		p := piece{length: end - begin}
		if p.length <= 0 || slices.ContainsFunc(units[:], func(list []text.Span) bool { return len(list) > 0 && goesThrough(list, end) }) {
			continue
		}
		for person, list := range units {
			n := 0
			for n < len(list) && list[n].End <= end {
				p.units[person] = append(p.units[person], text.Span{Start: list[n].Start - begin, End: list[n].End - begin})
				n++
			}
			units[person] = list[n:]
		}
		p.differ = differences(p.units[0], p.units[1])
		c, begin = append(c, p), end
	}
	return c
}

// goesThrough reports whether one of the units begins before a place and ends behind it.
func goesThrough(units []text.Span, at text.CodePoint) bool {
	n, _ := slices.BinarySearchFunc(units, at, func(u text.Span, at text.CodePoint) int { return int(u.End - at) })
	for n < len(units) && units[n].End <= at {
		n++
	}
	return n < len(units) && units[n].Start < at
}

// differences sums the squared differences of the units of two people.
func differences(a, b []text.Span) (sum float64) {
	square := func(n text.CodePoint) float64 { return float64(n) * float64(n) }
	met, from := make([]bool, len(b)), 0
	for _, x := range a {
		for from < len(b) && b[from].End <= x.Start {
			from++
		}
		alone := true
		for j := from; j < len(b) && b[j].Start < x.End; j++ {
			alone, met[j] = false, true
			sum += square(x.Start-b[j].Start) + square(x.End-b[j].End)
		}
		if alone {
			sum += square(x.Len())
		}
	}
	for j, y := range b {
		if !met[j] {
			sum += square(y.Len())
		}
	}
	return sum
}

// disagreement is Do and De of the text in which each piece stands so many times. units is how
// many there are.
func (c continuum) disagreement(counts []int) (observed, expected float64, units int) {
	var lengths, gaps []float64
	var length float64
	var open [2]text.CodePoint // how much of a gap there is already
	for i, p := range c {
		for range counts[i] {
			observed += p.differ
			length += float64(p.length)
			for person, list := range p.units {
				at := text.CodePoint(0)
				for _, u := range list {
					gaps = appendGap(gaps, open[person]+u.Start-at)
					lengths = append(lengths, float64(u.Len()))
					open[person], at = 0, u.End
				}
				open[person] += p.length - at
			}
		}
	}
	gaps = appendGap(appendGap(gaps, open[0]), open[1])
	slices.Sort(lengths)
	slices.Sort(gaps)
	others := float64(len(lengths) - 1)
	among := 2 * length * (2*length - 1)
	longer, n := 0.0, len(gaps) // the sum of the gaps from n on
	for _, l := range slices.Backward(lengths) {
		for n > 0 && gaps[n-1] >= l {
			n--
			longer += gaps[n]
		}
		expected += others/3*(2*l*l*l-3*l*l+l) + l*l*(longer-float64(len(gaps)-n)*(l-1))
		among -= l * (l - 1)
	}
	if length == 0 || among == 0 {
		return 0, 0, len(lengths)
	}
	return observed / (length * length), 2 / length * expected / among, len(lengths)
}

func appendGap(gaps []float64, gap text.CodePoint) []float64 {
	if gap == 0 {
		return gaps
	}
	return append(gaps, float64(gap))
}

// alpha is alpha for unitizing, or why there is none.
func (c continuum) alpha(counts []int) (float64, string) {
	observed, expected, units := c.disagreement(counts)
	switch {
	case units == 0:
		return 0, "there are none"
	case expected == 0:
		return 0, "there is no room to differ"
	}
	return 1 - observed/expected, ""
}

// unitizing measures agreement of two people on the claims that stand in the text.
func unitizing(a, b *dossier.Dossier) Measure {
	m := Measure{Of: "spans", Name: AlphaU, Unit: "claims of both that stand in the text"}
	var units [2][]text.Span
	for person, d := range []*dossier.Dossier{a, b} {
		for _, c := range d.Claims {
			if place, ok := c.Place(); ok {
				units[person] = append(units[person], place)
				m.N++
			}
		}
		if overlapThemselves(units[person]) {
			m.Undefined = "claims of one side overlap each other"
		}
	}
	if m.Undefined != "" {
		return m
	}
	layout := article.NewLayout(a.Article)
	var cuts []text.CodePoint
	for n := 1; n < layout.Blocks(); n++ {
		cuts = append(cuts, layout.Span(n).Start)
	}
	c := newContinuum(layout.Index().Len(), cuts, units)
	once := slices.Repeat([]int{1}, len(c))
	value, undefined := c.alpha(once)
	if undefined != "" {
		m.Undefined = undefined
		return m
	}
	m.Value = &value
	low, high, why := interval(once, func(counts []int) (float64, bool) {
		value, undefined := c.alpha(counts)
		return value, undefined == ""
	})
	if why != "" {
		m.NoInterval = why
		return m
	}
	m.Low, m.High = &low, &high
	return m
}

// overlapThemselves puts units into the order of the text, and reports whether any two
// overlap.
func overlapThemselves(units []text.Span) bool {
	slices.SortFunc(units, func(a, b text.Span) int { return int(a.Start - b.Start) })
	for i := 1; i < len(units); i++ {
		if units[i].Start < units[i-1].End {
			return true
		}
	}
	return false
}
