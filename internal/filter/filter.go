// Package filter finds claims of a dossier: by words, and by facets such as who
// said it, with what stance, and whether anything stands against it. It promises
// that a result holds every claim that fits and no other, and that its counts say
// how many claims one more choice would leave.
//
// A claim is read once. Claims never change, so what was read is kept by the
// claim's pointer, and an index that is bound to the next dossier reads only the
// claims that the edit made. A search then goes over short folded texts and small
// numbers: ten thousand claims take a few milliseconds.
package filter

import (
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

// Facet is one respect in which claims are told apart.
type Facet string

// The facets, with their values.
const (
	Source    Facet = "source"    // who says it, by dossier.SourceKey; "" where nobody is named
	Stance    Facet = "stance"    // a dossier.Stance; "" where none was chosen
	Type      Facet = "type"      // a dossier.ClaimType; "" where none was chosen
	Status    Facet = "status"    // a dossier.Status by its name: "open", "reviewed" …
	Verdict   Facet = "verdict"   // see VerdictValue; "" where there is none
	Tag       Facet = "tag"       // every tag, folded; "" where there is none
	Unopposed Facet = "unopposed" // Yes where no opposition ends in the claim; corroborations do not count
	Orphan    Facet = "orphan"    // Yes where the words can no longer be found
	Undecided Facet = "undecided" // Yes where a person has to say what becomes of it
)

// The values of the facets that are questions.
const (
	Yes = "yes"
	No  = "no"
)

// VerdictValue is the value of a verdict's rating on its scale: equal ratings of two
// scales are two values.
func VerdictValue(v dossier.Verdict) string {
	if !v.Given() {
		return ""
	}
	return string(v.Scale) + " " + v.Rating
}

// Sort is an order of claims.
type Sort string

// The orders. Claims that a sort does not tell apart stay in the order of the article.
const (
	ByPlace    Sort = ""         // the order of the article, those that stand nowhere last
	ByCreated  Sort = "created"  // the oldest first
	ByModified Sort = "modified" // the last touched first
	ByStatus   Sort = "status"   // those with the most work ahead first: open to reviewed, then not checkable
)

// Filter says which claims are wanted, and in which order. The zero filter wants
// all, in the order of the article.
type Filter struct {
	// Text is words, all of which have to be found in a claim's quote, statement,
	// note, tags, source, cue, content, stance, those through whom it is reported, or
	// in a title of its evidence. Case, accents, composition, and the
	// style of quotation marks, dashes and spaces make no difference.
	Text string

	// Chosen are the values wanted of each facet: any of those of one facet, and that
	// for every facet that has any.
	Chosen map[Facet][]string

	Sort Sort
}

// Empty reports whether the filter wants every claim.
func (f Filter) Empty() bool {
	for _, values := range f.Chosen {
		if len(values) > 0 {
			return false
		}
	}
	return strings.TrimSpace(f.Text) == ""
}

// Count is how many claims there are of one value of a facet, among those that the
// filter leaves when the choices of this facet itself are not counted. A value that
// is chosen or that the dossier has is listed also where it is 0.
type Count struct {
	Value  string
	Label  string // as it was first written; the value itself where it has no other form
	N      int
	Chosen bool
}

// Result is what a filter finds.
type Result struct {
	Claims []*dossier.Claim // in the order asked for
	Total  int              // the claims of the dossier
	Counts map[Facet][]Count
}

// Apply finds the claims of the bound dossier that a filter wants.
func (x *Index) Apply(f Filter) Result {
	words := strings.Fields(fold(f.Text))
	wanted := x.wanted(f.Chosen)
	counts := make([][]int, len(dimensions))
	for i := range counts {
		counts[i] = make([]int, len(x.dictionaries[i].keys))
	}
	found := Result{Total: len(x.bound)}
	for _, at := range x.order(f.Sort) {
		e := x.bound[at]
		if !holds(e.text, words) {
			continue
		}
		if x.choose(e, wanted, counts) {
			found.Claims = append(found.Claims, e.claim)
		}
	}
	found.Counts = x.counted(counts, wanted)
	return found
}

func holds(hay string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(hay, w) {
			return false
		}
	}
	return true
}

// choose reports whether a claim has a wanted value of every facet, and counts it:
// one that fits in every facet for all of them, and one that fits in all but one
// for that one.
func (x *Index) choose(e *entry, wanted [][]bool, counts [][]int) bool {
	missed, misses := -1, 0
	for i, want := range wanted {
		if want != nil && !slices.ContainsFunc(e.values[i], func(v int) bool { return want[v] }) {
			missed, misses = i, misses+1
		}
	}
	for i := range counts {
		if misses == 0 || misses == 1 && i == missed {
			for _, v := range e.values[i] {
				counts[i][v]++
			}
		}
	}
	return misses == 0
}

// wanted turns the choices into a set of numbers for each facet; nil where the facet
// does not matter.
func (x *Index) wanted(chosen map[Facet][]string) [][]bool {
	sets := make([][]bool, len(dimensions))
	for i, dim := range dimensions {
		values := chosen[dim.facet]
		if len(values) == 0 {
			continue
		}
		numbers := make([]int, len(values))
		for j, v := range values {
			numbers[j] = x.dictionaries[i].number(v)
		}
		sets[i] = make([]bool, len(x.dictionaries[i].keys))
		for _, n := range numbers {
			sets[i][n] = true
		}
	}
	return sets
}

// counted lists the counts of every facet, in the order in which the dossier has the
// values, those of a fixed list in the order of the list.
func (x *Index) counted(counts [][]int, wanted [][]bool) map[Facet][]Count {
	all := make(map[Facet][]Count, len(dimensions))
	for i, dim := range dimensions {
		d := x.dictionaries[i]
		var list []Count
		for _, n := range x.listed(i, wanted[i]) {
			list = append(list, Count{Value: d.keys[n], Label: d.labels[n], N: counts[i][n], Chosen: wanted[i] != nil && wanted[i][n]})
		}
		all[dim.facet] = list
	}
	return all
}

// listed returns the values of a facet that are shown, by number: those that are in
// the dossier, and those that are chosen.
func (x *Index) listed(i int, wanted []bool) []int {
	d := x.dictionaries[i]
	list := slices.Clone(d.present)
	for n, chosen := range wanted {
		if chosen && d.seen[n] != x.binding {
			list = append(list, n)
		}
	}
	if dimensions[i].list != nil {
		slices.Sort(list)
	}
	return list
}
