package filter

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
)

// value is one value that a claim has of a facet, and how it was written.
type value struct{ key, label string }

// dimension is how a facet is read from a claim. A dimension of a fixed list has its
// values numbered in the order of the list from the start.
type dimension struct {
	facet Facet
	fixed bool
	list  []string
	read  func(*dossier.Claim) []value
}

// dimensions are the facets in the order in which an index keeps them. Unopposed is
// not read from a claim alone, so it stands here without a reader.
var dimensions = []dimension{
	{facet: Source, read: func(c *dossier.Claim) []value {
		name := c.Attribution.Source.Text
		return []value{{dossier.SourceKey(name), strings.TrimSpace(name)}}
	}},
	{facet: Stance, fixed: true, list: stances(), read: func(c *dossier.Claim) []value { return same(string(c.Stance)) }},
	{facet: Tag, read: tags},
	{facet: Orphan, fixed: true, list: []string{Yes, No}, read: func(c *dossier.Claim) []value { return yes(c.Found() == anchor.Orphan) }},
	{facet: Undecided, fixed: true, list: []string{Yes, No}, read: func(c *dossier.Claim) []value { return yes(c.Undecided()) }},
	{facet: Unopposed, fixed: true, list: []string{Yes, No}},
}

// unopposed is the place of that facet among the dimensions.
var unopposed = slices.IndexFunc(dimensions, func(d dimension) bool { return d.facet == Unopposed })

func stances() []string {
	var list []string
	for _, s := range dossier.Stances() {
		list = append(list, string(s))
	}
	return append(list, "")
}

func same(s string) []value { return []value{{s, s}} }

func yes(is bool) []value {
	if is {
		return same(Yes)
	}
	return same(No)
}

// tags returns a claim's tags, each spelling once.
func tags(c *dossier.Claim) []value {
	var list []value
	for _, tag := range c.Tags {
		v := value{strings.Join(strings.Fields(fold(tag)), " "), strings.TrimSpace(tag)}
		if v.key != "" && !slices.ContainsFunc(list, func(w value) bool { return w.key == v.key }) {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return same("")
	}
	return list
}

// entry is what is kept of one claim.
type entry struct {
	claim             *dossier.Claim
	text              string // folded, for the words of a search
	values            [][]int
	labels            [][]string
	created, modified int64 // nanoseconds, for sorting
}

// Index is a dossier made ready for filters. It is not safe for use from several
// goroutines at once.
type Index struct {
	dossier      *dossier.Dossier
	binding      int                       // grows with every Bind
	entries      map[*dossier.Claim]*entry // of the bound dossier, and of some before it
	bound        []*entry                  // in the order of the article
	orders       map[Sort][]int
	dictionaries []*dictionary
	answers      [2]int // the numbers of No and Yes of Unopposed
}

// NewIndex returns an index of a dossier.
func NewIndex(d *dossier.Dossier) *Index {
	x := &Index{entries: make(map[*dossier.Claim]*entry)}
	for _, dim := range dimensions {
		x.dictionaries = append(x.dictionaries, newDictionary(dim.list))
	}
	answers := x.dictionaries[unopposed]
	x.answers = [2]int{answers.number(No), answers.number(Yes)}
	x.Bind(d)
	return x
}

// Bind carries the index over to another state of the dossier, or to another
// dossier. Only the claims that it has not met are read.
func (x *Index) Bind(d *dossier.Dossier) {
	if x.dossier == d {
		return
	}
	x.dossier, x.orders = d, make(map[Sort][]int)
	x.binding++
	opposed := opposedIn(d)
	bound := make([]*entry, len(d.Claims))
	before := x.bound
	for i, c := range d.Claims {
		bound[i] = x.entry(c, before, i)
		x.answer(bound[i], opposed[c.ID])
	}
	x.bound = bound
	x.note()
	x.sweep()
}

// entry returns what is kept of a claim: most stand where they stood in the list
// before, or one place further, so that is asked first.
func (x *Index) entry(c *dossier.Claim, before []*entry, i int) *entry {
	for _, at := range []int{i, i - 1, i + 1} {
		if at >= 0 && at < len(before) && before[at].claim == c {
			return before[at]
		}
	}
	if e, known := x.entries[c]; known {
		return e
	}
	e := x.read(c)
	x.entries[c] = e
	return e
}

// read reads a claim.
func (x *Index) read(c *dossier.Claim) *entry {
	e := &entry{
		claim: c, text: fold(words(c)), created: c.Created.UnixNano(), modified: c.Modified.UnixNano(),
		values: make([][]int, len(dimensions)), labels: make([][]string, len(dimensions)),
	}
	for i, dim := range dimensions {
		if dim.read == nil {
			continue
		}
		for _, v := range dim.read(c) {
			e.values[i] = append(e.values[i], x.dictionaries[i].number(v.key))
			e.labels[i] = append(e.labels[i], v.label)
		}
	}
	return e
}

// answer notes whether a claim is opposed in the bound dossier. An entry is of one
// claim, and the index of one dossier at a time, so it can be noted in place.
func (x *Index) answer(e *entry, opposed bool) {
	yes := 1
	if opposed {
		yes = 0
	}
	e.values[unopposed] = x.answers[yes : yes+1]
}

// words are all those of a claim that a search looks through. A claim whose words were
// changed is found by those that stand in the text now, too.
func words(c *dossier.Claim) string {
	all := make([]string, 0, 8+len(c.Tags))
	all = append(all, c.Anchor.Exact, c.Statement, c.Note, string(c.Stance),
		c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Attribution.Content.Text)
	if _, shown := c.Place(); shown && len(c.Places) == 1 {
		all = append(all, c.Places[0].Exact)
	}
	return strings.Join(append(all, c.Tags...), "\n")
}

// opposedIn returns the claims in which an opposition ends.
func opposedIn(d *dossier.Dossier) map[dossier.ID]bool {
	opposed := make(map[dossier.ID]bool, len(d.Oppositions))
	for _, o := range d.Oppositions {
		if o.Kind.Opposes() {
			opposed[o.From], opposed[o.To] = true, true
		}
	}
	return opposed
}

// note has the dictionaries know which values the bound dossier has, in which order,
// and how each is written where it comes first.
func (x *Index) note() {
	for _, d := range x.dictionaries {
		d.present = d.present[:0]
	}
	for _, e := range x.bound {
		for i, numbers := range e.values {
			d := x.dictionaries[i]
			for j, n := range numbers {
				if d.seen[n] == x.binding {
					continue
				}
				d.seen[n] = x.binding
				d.present = append(d.present, n)
				if e.labels[i] != nil {
					d.labels[n] = e.labels[i][j]
				}
			}
		}
	}
}

// sweep forgets the claims that are in the dossier no longer, once they are more
// than those that are: an undo may bring some back.
func (x *Index) sweep() {
	if len(x.entries) <= 2*len(x.bound)+1000 {
		return
	}
	x.entries = make(map[*dossier.Claim]*entry, len(x.bound))
	for _, e := range x.bound {
		x.entries[e.claim] = e
	}
}

// order returns the places of the bound claims in the order of a sort.
func (x *Index) order(s Sort) []int {
	if known, ok := x.orders[s]; ok {
		return known
	}
	places := make([]int, len(x.bound))
	for i := range places {
		places[i] = i
	}
	switch s {
	case ByCreated:
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(x.bound[a].created, x.bound[b].created) })
	case ByModified:
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(x.bound[b].modified, x.bound[a].modified) })
	}
	x.orders[s] = places
	return places
}

// dictionary numbers the values of one facet, in the order in which they are met.
type dictionary struct {
	numbers map[string]int
	keys    []string
	labels  []string
	seen    []int // the binding in which a value was last met
	present []int // the values of the bound dossier, in its order
}

func newDictionary(list []string) *dictionary {
	d := &dictionary{numbers: make(map[string]int)}
	for _, key := range list {
		d.number(key)
	}
	return d
}

func (d *dictionary) number(key string) int {
	n, known := d.numbers[key]
	if !known {
		n = len(d.keys)
		d.numbers[key] = n
		d.keys, d.labels, d.seen = append(d.keys, key), append(d.labels, key), append(d.seen, 0)
	}
	return n
}
