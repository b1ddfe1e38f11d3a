package review

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

// rows makes a table of what several people gave the same units, a word a unit; a point
// is none.
func rows(people ...string) (t table) {
	var given [][]string
	for _, row := range people {
		given = append(given, strings.Fields(row))
	}
	for unit := range given[0] {
		values := make([]string, len(people))
		for person := range people {
			if v := given[person][unit]; v != "." {
				values[person] = v
			}
		}
		t.add(values...)
	}
	return t
}

// crossed makes a table of counts: what the first person gave down, the second across.
func crossed(counts ...[]int) (t table) {
	for i, row := range counts {
		for j, n := range row {
			t.addTimes(n, fmt.Sprint(i), fmt.Sprint(j))
		}
	}
	return t
}

func TestAgainstPublishedExamples(t *testing.T) {
	expect := func(source string, take statistic, of table, want, within float64) {
		t.Helper()
		got, undefined := take(of.list())
		if undefined != "" || math.Abs(got-want) > within {
			t.Errorf("%s: got %.4f %s, want %.4f", source, got, undefined, want)
		}
	}
	const krippendorff = "Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section "
	expect(krippendorff+"A", alpha, rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095, 0.0005)
	expect(krippendorff+"B", alpha, rows("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692, 0.0005)
	expect(krippendorff+"C", alpha, rows(
		"1 2 3 3 2 1 4 1 2 . . .",
		"1 2 3 3 2 2 4 1 2 5 . 3",
		". 3 3 3 2 3 4 2 2 5 1 .",
		"1 2 3 3 2 4 4 1 2 5 1 ."), 0.743, 0.0005)

	// po = 140/200, pe = .5·.6 + .3·.3 + .2·.1 = .41; (.70 − .41) / .59.
	expect("Cohen, A Coefficient of Agreement for Nominal Scales (1960), table 2", kappa, crossed([]int{88, 10, 2}, []int{14, 40, 6}, []int{18, 10, 12}), 0.492, 0.0005)
	// po = .7, pe = .4·.3 + .6·.7 = .54; .16 / .46.
	expect("Artstein and Poesio, Inter-Coder Agreement for Computational Linguistics (2008), table 1", kappa, crossed([]int{20, 20}, []int{10, 50}), 0.348, 0.0005)
	// po = .89, pe = .80·.80 + .10·.05 + .10·.15 = .66; .23 / .34.
	expect("Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), table 18.1", kappa, crossed([]int{75, 1, 4}, []int{5, 4, 1}, []int{0, 0, 10}), 0.676, 0.0005)

	// By hand: 3 that both have, of 4 and 5: 2·3 / 9.
	expect("F1", f1, shared(3, 4, 5), 6.0/9, 1e-12)
	expect("F1 of nothing in common", f1, shared(0, 4, 5), 0, 0)
	expect("F1 of all in common", f1, shared(4, 4, 4), 1, 0)
}

func TestWhatIsUndefinedSaysWhy(t *testing.T) {
	expect := func(why string, take statistic, of table) {
		t.Helper()
		m := of.measure("", "", "", take)
		if m.Value != nil || m.Low != nil || m.High != nil || m.Undefined != why {
			t.Errorf("got %+v, want %q", m, why)
		}
	}
	expect("there are none", kappa, table{})
	expect("there are none", alpha, table{})
	expect("there are none", f1, table{})
	expect("there are none", alpha, rows("a b . .", ". . a b"))
	expect("both gave one and the same value throughout", kappa, rows("a a a", "a a a"))
	expect("one and the same value was given throughout", alpha, rows("a a a", "a a a"))
}

func TestAMeasureWithoutAnIntervalSaysWhy(t *testing.T) {
	one := rows("a", "b")
	if m := one.measure("", "", "", kappa); m.Value == nil || m.Low != nil || m.NoInterval == "" {
		t.Errorf("one unit: %+v", m)
	}
	// Drawn again, 1 of 20 is often left out, and then all is the same.
	rare := rows("a a b", "a a b")
	m := rare.measure("", "", "", kappa)
	if *m.Value != 1 || m.Low == nil || *m.Low != 1 || *m.High != 1 {
		t.Errorf("full agreement: %+v", m)
	}
}

func TestTheIntervalIsThatOfTheBootstrap(t *testing.T) {
	share := func(counts []int) (float64, bool) { return float64(counts[0]) / float64(counts[0]+counts[1]), true }
	// A share of 0.3 of 400 has a standard error of √(0.3·0.7/400) = 0.0229; 1.96 of them
	// are 0.045.
	low, high, why := interval([]int{120, 280}, share)
	if why != "" || math.Abs(low-0.255) > 0.006 || math.Abs(high-0.345) > 0.006 {
		t.Errorf("got %.3f to %.3f (%s)", low, high, why)
	}
	if again, top, _ := interval([]int{120, 280}, share); again != low || top != high {
		t.Error("the same counts give another interval")
	}
	if _, _, why := interval([]int{1, 0}, share); why == "" {
		t.Error("one unit has an interval")
	}
}

func TestDrawingKeepsTheTotalAndTheProportions(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	counts := []int{500, 0, 30, 1, 5000}
	d := newDrawing(counts)
	sums, squares := make([]float64, len(counts)), make([]float64, len(counts))
	const draws = 4000
	for range draws {
		total := 0
		for i, n := range d.sample(random) {
			total += n
			sums[i] += float64(n)
			squares[i] += float64(n) * float64(n)
		}
		if total != d.total {
			t.Fatalf("%d were drawn of %d", total, d.total)
		}
	}
	for i, n := range counts {
		mean := sums[i] / draws
		variance := squares[i]/draws - mean*mean
		p := float64(n) / float64(d.total)
		want := float64(d.total) * p * (1 - p)
		if math.Abs(mean-float64(n)) > 4*math.Sqrt(want/draws)+1e-9 || math.Abs(variance-want) > 0.15*want+1e-9 {
			t.Errorf("cell %d: mean %.2f and variance %.2f, want %d and %.2f", i, mean, variance, n, want)
		}
	}
}

// said are measures in lines: what, which, value, n.
func said(measures []Measure) (lines []string) {
	for _, m := range measures {
		value := m.Undefined
		if m.Value != nil {
			value = fmt.Sprintf("%.3f", *m.Value)
		}
		lines = append(lines, fmt.Sprintf("%s, %s: %s (%d %s)", m.Of, m.Name, value, m.N, m.Unit))
	}
	return lines
}

func TestAgreementOfTwoAnnotators(t *testing.T) {
	a, b := twoAnnotators(t)
	measures, err := Agree(a.d, b.d, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Four claims each; two on the same words, three that overlap. Of the three, two have a
	// stance on both sides: assert and assert, deny and concede, so that po = 1/2 and
	// pe = 1/4. Alpha: of the values 2 assert, 1 deny, 1 concede, 2 differ;
	// 1 − 3·2/(16−6). The one that both rated got two ratings: po = 0, pe = 0, and
	// 1 − 1·2/(4−2). Two oppositions of Ada, three of Ben, one of both; of the three pairs
	// of claims that both have one is linked alike, one otherwise, one by nobody.
	// Alpha: contradicts 3, denies 1, none 2; 1 − 5·2/(36−14).
	want := []string{
		"spans, exact F1: 0.500 (8 claims of both)",
		"spans, overlap F1: 0.750 (8 claims of both)",
		"spans, Krippendorff’s alpha for unitizing: 0.317 (8 claims of both that stand in the text)",
		"stance, Cohen’s kappa: 0.333 (2 claims that both have and give a stance)",
		"stance, Krippendorff’s alpha: 0.400 (2 claims that both have and give a stance)",
		"status, Cohen’s kappa: both gave one and the same value throughout (3 claims that both have)",
		"status, Krippendorff’s alpha: one and the same value was given throughout (3 claims that both have)",
		"verdict, Cohen’s kappa: 0.000 (1 claims that both have and rate on the same scale)",
		"verdict, Krippendorff’s alpha: 0.000 (1 claims that both have and rate on the same scale)",
		"oppositions, F1: 0.400 (5 oppositions of both)",
		"oppositions, Krippendorff’s alpha: 0.545 (3 pairs of claims that both have)",
	}
	if got := said(measures); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAgreementOfThree(t *testing.T) {
	a, b := twoAnnotators(t)
	third := newDesk(t, &clock{ticks: 500}, "Cem", 3, sample())
	third.mark("Seoul warned that talks would fail.", "Seoul", "warn")
	third.mark("Japan denied this", "Japan", "deny")
	measures, err := AgreeAll([]*dossier.Dossier{a.d, b.d, third.d}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// assert assert –, deny concede deny, warn – warn. Within the units 4/2 differ; of
	// the values assert 2, deny 2, concede 1, warn 2: 1 − 6·2/(49−13).
	if got := said(measures)[0]; got != "stance, Krippendorff’s alpha: 0.667 (3 claims of which at least two say something)" {
		t.Errorf("got %s", got)
	}
}

func TestAgreementIsTheSameTheOtherWayRound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		one, err := Agree(a.d, b.d, nil)
		if err != nil {
			rt.Fatal(err)
		}
		other, err := Agree(b.d, a.d, nil)
		if err != nil {
			rt.Fatal(err)
		}
		if x, y := strings.Join(said(one), "\n"), strings.Join(said(other), "\n"); x != y {
			rt.Fatalf("%s\nand the other way round\n%s", x, y)
		}
		for _, m := range one {
			if (m.Value == nil) == (m.Undefined == "") || m.Low != nil && (*m.Low > *m.High || m.Value == nil) || m.Value != nil && *m.Value > 1 {
				rt.Fatalf("%+v", m)
			}
		}
		same, err := Agree(a.d, a.d, nil)
		if err != nil {
			rt.Fatal(err)
		}
		for _, m := range same {
			if m.Value != nil && math.Abs(*m.Value-1) > 1e-9 {
				rt.Fatalf("with itself: %+v", m)
			}
		}
	})
}

func BenchmarkAgree(b *testing.B) {
	c := &clock{}
	words := make([]string, 1000)
	for i := range words {
		words[i] = fmt.Sprintf("Source %d said that number %d was right.", i, i*i)
	}
	one, other := newDesk(b, c, "Ada", 1, sample(words...)), newDesk(b, c, "Ben", 2, sample(words...))
	for i, w := range words {
		x, y := one.mark(w, "S", string(dossier.Stances()[i%3])), other.mark(w, "S", string(dossier.Stances()[i%4]))
		if i > 0 {
			one.oppose(x, one.d.Claims[i-1].ID)
			if i%3 > 0 {
				other.oppose(y, other.d.Claims[i-1].ID)
			}
		}
	}
	for b.Loop() {
		if _, err := Agree(one.d, other.d, nil); err != nil {
			b.Fatal(err)
		}
	}
}
