package filter

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
)

// dimension is how a facet is read from a claim: what is written there, once for each
// value that the claim has, and the key under which different spellings count as one
// value; without a key, what is written. Values that are listed are numbered in the
// order of the list. A value is called by its first spelling, or by name where that is
// for the dossier to say.
type dimension struct {
	facet Facet
	list  []string
	read  func(c *dossier.Claim, value func(written string))
	key   func(written string) string
	name  func(d *dossier.Dossier, c *dossier.Claim) string
}

// dimensions are the facets in the order in which an index keeps them. Unopposed is
// not read from a claim alone, so it stands last, without a reader.
var dimensions = [facets]dimension{
	{facet: Source, key: dossier.SourceKey, read: func(c *dossier.Claim, value func(string)) { value(c.Attribution.Source.Text) }},
	{facet: Tag, key: func(tag string) string { return strings.Join(strings.Fields(fold(tag)), " ") }, read: tags},
	{facet: Stance, list: stances(), read: func(c *dossier.Claim, value func(string)) { value(string(c.Stance)) }},
	{facet: Type, list: types(), read: func(c *dossier.Claim, value func(string)) { value(string(c.Type)) }},
	{facet: Status, list: statuses(), read: func(c *dossier.Claim, value func(string)) { value(c.Status.String()) }},
	{facet: Verdict, name: rating, read: func(c *dossier.Claim, value func(string)) { value(VerdictValue(c.Verdict)) }},
	{facet: Orphan, list: []string{Yes, No}, read: func(c *dossier.Claim, value func(string)) { value(answer(c.Found() == anchor.Orphan)) }},
	{facet: Undecided, list: []string{Yes, No}, read: func(c *dossier.Claim, value func(string)) { value(answer(c.Undecided())) }},
	{facet: Unopposed, list: []string{Yes, No}},
}

const (
	facets    = 9
	unopposed = facets - 1
)

func stances() []string {
	var list []string
	for _, s := range dossier.Stances() {
		list = append(list, string(s))
	}
	return append(list, "")
}

func types() []string {
	var list []string
	for _, t := range dossier.ClaimTypes() {
		list = append(list, string(t))
	}
	return append(list, "")
}

func statuses() []string {
	var list []string
	for _, s := range dossier.Statuses() {
		list = append(list, s.String())
	}
	return list
}

// rating is what the scale of a claim's verdict calls its rating.
func rating(d *dossier.Dossier, c *dossier.Claim) string {
	if _, r := d.RatingOf(c.Verdict); r != nil {
		return r.Label
	}
	return c.Verdict.Rating
}

func answer(is bool) string {
	if is {
		return Yes
	}
	return No
}

func tags(c *dossier.Claim, value func(string)) {
	for _, tag := range c.Tags {
		value(tag)
	}
	if len(c.Tags) == 0 {
		value("")
	}
}

// entry is what is kept of one claim.
type entry struct {
	claim             *dossier.Claim
	text              string // folded, for the words of a search
	values            [facets][]int
	created, modified int64 // nanoseconds, for sorting
	status            int   // its place in dossier.Statuses
}

// Index is a dossier made ready for filters. It is not safe for use from several
// goroutines at once.
type Index struct {
	preparing *dossier.Dossier // that Prepare was last about
	prepared  int              // how many of its claims are read

	dossier      *dossier.Dossier
	binding      int                       // grows with every Bind
	entries      map[*dossier.Claim]*entry // of the bound dossier, and of some before it
	bound        []*entry                  // in the order of the article
	orders       map[Sort][]int
	dictionaries []*dictionary
	answers      map[bool][]int // the values of Unopposed, by whether a claim is opposed
}

// NewIndex returns an index of a dossier.
func NewIndex(d *dossier.Dossier) *Index {
	x := &Index{entries: make(map[*dossier.Claim]*entry)}
	for _, dim := range dimensions {
		x.dictionaries = append(x.dictionaries, newDictionary(dim))
	}
	answers := x.dictionaries[unopposed]
	x.answers = map[bool][]int{true: {answers.number(No)}, false: {answers.number(Yes)}}
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
		// An entry is of one claim, and the index of one dossier at a time, so that can be
		// noted in place.
		bound[i].values[unopposed] = x.answers[opposed[c.ID]]
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
	e := &entry{claim: c, text: fold(words(c)), created: c.Created.UnixNano(), modified: c.Modified.UnixNano(),
		status: slices.Index(dossier.Statuses(), c.Status)}
	numbers := make([]int, 0, facets+len(c.Tags))
	for i, dim := range dimensions[:unopposed] {
		first := len(numbers)
		dim.read(c, func(written string) {
			if n := x.dictionaries[i].of(written); !slices.Contains(numbers[first:], n) {
				numbers = append(numbers, n)
			}
		})
		e.values[i] = numbers[first:len(numbers):len(numbers)]
	}
	return e
}

// Prepare reads so many claims of a dossier at most, and reports whether all have been
// read: for those who cannot wait for thousands at once. Bind reads what is left.
func (x *Index) Prepare(d *dossier.Dossier, most int) (done bool) {
	if x.preparing != d {
		x.preparing, x.prepared = d, 0
	}
	for ; x.prepared < len(d.Claims); x.prepared++ {
		c := d.Claims[x.prepared]
		if _, known := x.entries[c]; known {
			continue
		}
		if most--; most < 0 {
			return false
		}
		x.entries[c] = x.read(c)
	}
	return true
}

// words are all those of a claim that a search looks through. A claim whose words were
// changed is found by those that stand in the text now, too.
func words(c *dossier.Claim) string {
	all := append(make([]string, 0, 8+len(c.Tags)), c.Anchor.Exact, c.Statement, c.Note, string(c.Stance),
		c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Attribution.Content.Text)
	if _, shown := c.Place(); shown && len(c.Places) == 1 {
		all = append(all, c.Places[0].Exact)
	}
	for _, by := range c.Attribution.Through {
		all = append(all, by.Source.Text, by.Cue.Text)
	}
	for _, e := range c.Evidence {
		all = append(all, e.Title)
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
			for _, n := range numbers {
				if d := x.dictionaries[i]; d.seen[n] != x.binding {
					d.seen[n] = x.binding
					d.present = append(d.present, n)
					x.label(i, n, e.claim)
				}
			}
		}
	}
}

// label names a value as a claim writes it.
func (x *Index) label(i, n int, c *dossier.Claim) {
	d, done := x.dictionaries[i], false
	switch {
	case dimensions[i].name != nil:
		d.labels[n] = dimensions[i].name(x.dossier, c)
		return
	case dimensions[i].key == nil:
		return
	}
	dimensions[i].read(c, func(written string) {
		if !done && d.of(written) == n {
			d.labels[n], done = strings.TrimSpace(written), true
		}
	})
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
	case ByStatus:
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(x.bound[a].status, x.bound[b].status) })
	case ByModified:
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(x.bound[b].modified, x.bound[a].modified) })
	}
	x.orders[s] = places
	return places
}

// dictionary numbers the values of one facet, in the order in which they are met.
type dictionary struct {
	key     func(string) string
	written map[string]int // every spelling that was met
	numbers map[string]int // by key
	keys    []string
	labels  []string
	seen    []int // the binding in which a value was last met
	present []int // the values of the bound dossier, in its order
}

func newDictionary(dim dimension) *dictionary {
	d := &dictionary{key: dim.key, written: make(map[string]int), numbers: make(map[string]int)}
	for _, key := range dim.list {
		d.number(key)
	}
	return d
}

// of returns the number of a value as it is written.
func (d *dictionary) of(written string) int {
	if d.key == nil {
		return d.number(written)
	}
	n, known := d.written[written]
	if !known {
		n = d.number(d.key(written))
		d.written[written] = n
	}
	return n
}

// number returns the number of a value by its key.
func (d *dictionary) number(key string) int {
	n, known := d.numbers[key]
	if !known {
		n = len(d.keys)
		d.numbers[key] = n
		d.keys, d.labels, d.seen = append(d.keys, key), append(d.labels, key), append(d.seen, 0)
	}
	return n
}
