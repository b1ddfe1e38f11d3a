package review

import (
	"maps"
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

// Measure is one number on how far people agree. Value is nil where it is not defined,
// and Low and High, the ends of its 95 % interval, where there is none; the reasons say why.
type Measure struct {
	Of         string   `json:"of"`   // what was compared: "spans", "stance", …
	Name       string   `json:"name"` // the measure
	Value      *float64 `json:"value"`
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	N          int      `json:"n"`
	Unit       string   `json:"unit"`                 // what N counts
	Undefined  string   `json:"undefined,omitempty"`  // because …
	NoInterval string   `json:"noInterval,omitempty"` // because …
}

// The names of the measures.
const (
	ExactF1   = "exact F1"
	OverlapF1 = "overlap F1"
	F1        = "F1"
	Kappa     = "Cohen’s kappa"
	Alpha     = "Krippendorff’s alpha"
)

// Agree measures how far two dossiers of one article agree: on the words that are
// marked, on stance, status and rating of the claims that both have, and on the oppositions.
// Where they are on different texts, the older is brought onto the newer first; breathe,
// which may be nil, is called between pieces of the work. It fails with ErrOtherArticle.
//
// F1 is 2m / (a + b) for m that both have of a and b (van Rijsbergen, Information
// Retrieval, 1979), which is the harmonic mean of precision and recall whichever side is
// taken for the truth, and what kappa tends to where what nobody marked cannot be counted
// (Hripcsak and Rothschild, JAMIA 12(3), 2005). Kappa is Cohen's (Educational and
// Psychological Measurement 20(1), 1960), alpha Krippendorff's for nominal data (Computing
// Krippendorff's Alpha-Reliability, 2011); for that of units see unitizing.go.
func Agree(a, b *dossier.Dossier, breathe func() error) ([]Measure, error) {
	r := ready(quiet(a, b), breathe)
	a, b, _, err := r.together(a, b)
	if err != nil {
		return nil, err
	}
	measures := spanMeasures(a, b)
	claims := Align(a, b, Overlapping)
	for _, label := range claimLabels {
		if err := r.breathe(); err != nil {
			return nil, err
		}
		var t table
		for _, p := range claims.Pairs {
			if one, other, both := label.pair(p.A, p.B); both {
				t.add(one, other)
			}
		}
		unit := "claims that both have" + label.where
		measures = append(measures, t.measure(label.name, Kappa, unit, kappa), t.measure(label.name, Alpha, unit, alpha))
	}
	return append(measures, oppositionMeasures(a, b, claims)...), nil
}

// label is what people say about a claim, out of a list that excludes each other.
type label struct {
	name, where string
	of          func(*dossier.Claim) string // "" where nothing is said
}

// claimLabels are what agreement is measured on, claim by claim. Ratings of different scales
// cannot be set against each other: those claims are left out.
var claimLabels = []label{
	{"stance", " and give a stance", func(c *dossier.Claim) string { return string(c.Stance) }},
	{"status", "", func(c *dossier.Claim) string { return c.Status.String() }},
	{"verdict", " and rate on the same scale", func(c *dossier.Claim) string {
		if !c.Verdict.Given() {
			return ""
		}
		return string(c.Verdict.Scale) + " " + c.Verdict.Rating
	}},
}

// pair returns what two people say, and whether that can be compared.
func (l label) pair(a, b *dossier.Claim) (one, other string, both bool) {
	one, other = l.of(a), l.of(b)
	return one, other, one != "" && other != "" && (l.name != "verdict" || a.Verdict.Scale == b.Verdict.Scale)
}

// table counts units by the values that people gave each, in the order of the people. A
// person who gave none has "".
type table struct {
	cells map[string]int
	n     int
}

const between = "\x00"

func (t *table) add(values ...string) { t.addTimes(1, values...) }

func (t *table) addTimes(times int, values ...string) {
	if t.cells == nil {
		t.cells = make(map[string]int)
	}
	t.cells[strings.Join(values, between)] += times
	t.n += times
}

// cell is the units that got the same values.
type cell struct {
	values []string
	count  int
}

// list returns the cells in an order that is always the same.
func (t *table) list() (cells []cell) {
	for _, key := range slices.Sorted(maps.Keys(t.cells)) {
		cells = append(cells, cell{strings.Split(key, between), t.cells[key]})
	}
	return cells
}

// statistic is a measure of cells. undefined says why there is none.
type statistic func([]cell) (value float64, undefined string)

// measure takes a measure of a table, with its interval.
func (t *table) measure(of, name, unit string, take statistic) Measure {
	m := Measure{Of: of, Name: name, N: t.n, Unit: unit}
	if t.n == 0 {
		m.Undefined = "there are none"
		return m
	}
	cells := t.list()
	value, undefined := take(cells)
	if undefined != "" {
		m.Undefined = undefined
		return m
	}
	m.Value = &value
	counts := make([]int, len(cells))
	for i, c := range cells {
		counts[i] = c.count
	}
	low, high, why := interval(counts, func(counts []int) (float64, bool) {
		drawn := slices.Clone(cells)
		for i := range drawn {
			drawn[i].count = counts[i]
		}
		value, undefined := take(drawn)
		return value, undefined == ""
	})
	if why != "" {
		m.NoInterval = why
		return m
	}
	m.Low, m.High = &low, &high
	return m
}

// kappa is Cohen's kappa of two people: (po − pe) / (1 − pe), where po is the share of
// units to which both gave the same value, and pe the share that would be if each gave
// values as often as they did, but at random.
func kappa(cells []cell) (float64, string) {
	n, same := 0.0, 0.0
	first, second := make(map[string]float64), make(map[string]float64)
	for _, c := range cells {
		count := float64(c.count)
		n += count
		first[c.values[0]] += count
		second[c.values[1]] += count
		if c.values[0] == c.values[1] {
			same += count
		}
	}
	chance := 0.0
	for _, value := range slices.Sorted(maps.Keys(first)) {
		chance += first[value] * second[value]
	}
	if n == 0 {
		return 0, "there are none"
	}
	if chance == n*n {
		return 0, "both gave one and the same value throughout"
	}
	return (same*n - chance) / (n*n - chance), ""
}

// alpha is Krippendorff's alpha for nominal data and any number of people, of whom some may
// have given no value: 1 − Do / De. Do is the disagreement within units, each pair of
// values in a unit of m values weighing 1/(m−1); De what it would be if the values were
// dealt out to the units at random. A unit with fewer than two values counts for nothing.
func alpha(cells []cell) (float64, string) {
	n, differing := 0.0, 0.0
	total := make(map[string]float64)
	for _, c := range cells {
		counts, m := make(map[string]float64), 0.0
		for _, value := range c.values {
			if value != "" {
				counts[value]++
				m++
			}
		}
		if m < 2 || c.count == 0 {
			continue
		}
		same := 0.0
		for value, k := range counts {
			total[value] += k * float64(c.count)
			same += k * (k - 1)
		}
		n += m * float64(c.count)
		differing += (m*(m-1) - same) / (m - 1) * float64(c.count)
	}
	if n == 0 {
		return 0, "there are none"
	}
	expected := n * n
	for _, value := range slices.Sorted(maps.Keys(total)) {
		expected -= total[value] * total[value]
	}
	if expected == 0 {
		return 0, "one and the same value was given throughout"
	}
	return 1 - (n-1)*differing/expected, ""
}

// f1 is F1 of cells in which units that both have stand as two values, others as one.
func f1(cells []cell) (float64, string) {
	both, all := 0.0, 0.0
	for _, c := range cells {
		all += float64(c.count * len(c.values))
		if len(c.values) == 2 {
			both += float64(c.count)
		}
	}
	if all == 0 {
		return 0, "there are none"
	}
	return 2 * both / all, ""
}

// shared is the table of f1: so many that both have, of so many on each side. Its n
// counts those of both sides.
func shared(both, a, b int) (t table) {
	if both > 0 {
		t.addTimes(both, "both", "both")
	}
	if a+b > 2*both {
		t.addTimes(a+b-2*both, "one")
	}
	t.n = a + b
	return t
}

// spanMeasures measure agreement on which words are claims, whatever is said of them.
func spanMeasures(a, b *dossier.Dossier) []Measure {
	exact := 0
	free := make(map[place]int)
	for _, c := range a.Claims {
		free[placeOf(c)]++
	}
	for _, c := range b.Claims {
		if free[placeOf(c)] > 0 {
			free[placeOf(c)]--
			exact++
		}
	}
	overlapping := len(Align(a, b, Marked).Pairs)
	one, other := shared(exact, len(a.Claims), len(b.Claims)), shared(overlapping, len(a.Claims), len(b.Claims))
	const unit = "claims of both"
	return []Measure{one.measure("spans", ExactF1, unit, f1), other.measure("spans", OverlapF1, unit, f1), unitizing(a, b)}
}

// oppositionMeasures measure agreement on the oppositions: F1 on those that there are,
// and alpha over all pairs of claims that both have, where the value of a pair is the
// kinds in which it is linked, or none.
func oppositionMeasures(a, b *dossier.Dossier, claims Alignment) []Measure {
	in := endsOf(claims)
	both := 0
	for id, other := range alignOppositions(a, b, in).ofA {
		if one := a.Opposition(id); one.Kind == other.Kind && sameEnds(one, other, in) {
			both++
		}
	}
	found := shared(both, len(a.Oppositions), len(b.Oppositions))
	measures := []Measure{found.measure("oppositions", F1, "oppositions of both", f1)}

	n := len(claims.Pairs)
	linked := make(map[[2]dossier.ID]*[2][]string)
	note := func(side int, kind dossier.Kind, from, to dossier.ID) {
		if from == "" || to == "" {
			return
		}
		value := string(kind)
		if from > to {
			from, to = to, from
			if kind.Directed() {
				value = "reversed " + value
			}
		}
		key := [2]dossier.ID{from, to}
		if linked[key] == nil {
			linked[key] = new([2][]string)
		}
		linked[key][side] = append(linked[key][side], value)
	}
	inA := func(a dossier.ID) dossier.ID {
		if claims.InB(a) == nil {
			return ""
		}
		return a
	}
	for _, o := range a.Oppositions {
		note(0, o.Kind, inA(o.From), inA(o.To))
	}
	for _, o := range b.Oppositions {
		note(1, o.Kind, in(o.From), in(o.To))
	}
	var t table
	for _, values := range linked {
		var said [2]string
		for side, kinds := range values {
			slices.Sort(kinds)
			said[side] = "linked: " + strings.Join(slices.Compact(kinds), ", ")
		}
		t.add(said[0], said[1])
	}
	if rest := n*(n-1)/2 - len(linked); rest > 0 {
		t.addTimes(rest, "linked: ", "linked: ")
	}
	return append(measures, t.measure("oppositions", Alpha, "pairs of claims that both have", alpha))
}

// AgreeAll measures how far three or more dossiers agree on stance, status and rating,
// by alpha, over the claims that at least two of them have. Claims are aligned dossier by
// dossier with those that came before.
func AgreeAll(dossiers []*dossier.Dossier, breathe func() error) ([]Measure, error) {
	if len(dossiers) == 0 {
		return nil, nil
	}
	met := *dossiers[0]
	met.Oppositions = nil
	claims := make(map[dossier.ID][]*dossier.Claim) // what each person has, by the first one's id
	for person, next := range dossiers {
		if person == 0 {
			for _, c := range next.Claims {
				claims[c.ID] = []*dossier.Claim{c}
			}
			continue
		}
		moved, onText, _, err := ready(quiet(&met, next), breathe).together(&met, next)
		if err != nil {
			return nil, err
		}
		met = *moved
		met.Claims = gather(&met, onText, claims, person)
	}
	var measures []Measure
	for _, label := range claimLabels {
		var t table
		for _, id := range slices.Sorted(maps.Keys(claims)) {
			values, given := make([]string, len(dossiers)), 0
			for person, c := range claims[id] {
				if c != nil {
					if values[person] = label.of(c); values[person] != "" {
						given++
					}
				}
			}
			if given > 1 {
				t.add(values...)
			}
		}
		measures = append(measures, t.measure(label.name, Alpha, "claims of which at least two say something", alpha))
	}
	return measures, nil
}

// gather notes which claims the next person has, and returns those that were met so far.
func gather(met, next *dossier.Dossier, claims map[dossier.ID][]*dossier.Claim, person int) []*dossier.Claim {
	al := Align(met, next, Overlapping)
	place := func(id dossier.ID, c *dossier.Claim) {
		list := claims[id]
		for len(list) <= person {
			list = append(list, nil)
		}
		list[person] = c
		claims[id] = list
	}
	for _, p := range al.Pairs {
		place(p.A.ID, p.B)
	}
	all := slices.Clone(met.Claims)
	for _, c := range al.OnlyB {
		place(c.ID, c)
		all = append(all, c)
	}
	slices.SortStableFunc(all, dossier.ByPlace)
	return all
}
