package review

import (
	"math"
	"math/rand/v2"
	"slices"
)

// The interval of a measure is the percentile bootstrap (Efron and Tibshirani, An
// Introduction to the Bootstrap, 1993, chapter 13): the units are drawn again with
// replacement, as many as there are, the measure is taken of each such sample, and the
// interval holds the middle of what comes out. Units that are alike are one cell with a
// count, so that drawing is a multinomial draw of the counts; a dossier of a
// thousand claims has half a million pairs of claims that may be linked, nearly all
// of them in the one cell where nobody linked them.
const (
	resamples  = 1000
	confidence = 0.95
)

// interval returns the interval of a statistic of counts. why says why there is none.
// The same counts give the same interval.
func interval(counts []int, statistic func([]int) (float64, bool)) (low, high float64, why string) {
	total := 0
	for _, n := range counts {
		total += n
	}
	if total < 2 {
		return 0, 0, "there are fewer than two units to draw from"
	}
	random := rand.New(rand.NewPCG(1, uint64(total)))
	draw := newDrawing(counts)
	var values []float64
	for range resamples {
		if value, defined := statistic(draw.sample(random)); defined {
			values = append(values, value)
		}
	}
	if len(values) < resamples/2 {
		return 0, 0, "most samples leave it undefined"
	}
	slices.Sort(values)
	tail := (1 - confidence) / 2
	return values[int(tail*float64(len(values)))], values[int(math.Ceil((1-tail)*float64(len(values))))-1], ""
}

// drawing draws counts that add up to the same total, each in proportion to what it was.
type drawing struct {
	counts []int
	order  []int // the cells with the smallest first: the largest takes what is left
	total  int
	drawn  []int
}

func newDrawing(counts []int) *drawing {
	d := &drawing{counts: counts, drawn: make([]int, len(counts))}
	for i, n := range counts {
		d.order, d.total = append(d.order, i), d.total+n
	}
	slices.SortStableFunc(d.order, func(i, j int) int { return counts[i] - counts[j] })
	return d
}

// sample draws once. What it returns is overwritten by the next draw.
func (d *drawing) sample(random *rand.Rand) []int {
	left, weight := d.total, d.total
	for at, cell := range d.order {
		if at == len(d.order)-1 {
			d.drawn[cell] = left
			break
		}
		n := binomial(random, left, float64(d.counts[cell])/float64(weight))
		d.drawn[cell] = n
		left, weight = left-n, weight-d.counts[cell]
	}
	return d.drawn
}

// binomial draws how many of n trials succeed. It skips from success to success, whose
// distances have a geometric distribution (Devroye, Non-Uniform Random Variate
// Generation, 1986, X.4), so that it takes time in proportion to the successes.
func binomial(random *rand.Rand, n int, p float64) int {
	switch {
	case n == 0 || p <= 0:
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - binomial(random, n, 1-p)
	}
	successes, at, scale := 0, 0.0, math.Log1p(-p)
	for {
		at += math.Floor(math.Log(1-random.Float64())/scale) + 1
		if at > float64(n) {
			return successes
		}
		successes++
	}
}
