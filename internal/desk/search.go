package desk

import (
	"maps"
	"slices"

	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

// search is the dossier made ready for filters, which is done when first asked for,
// and what was last looked for in it: one drawing of the page asks more than once.
type search struct {
	index   *filter.Index
	dossier *dossier.Dossier
	filter  filter.Filter
	found   *Found
}

// Found is what a filter finds. It is not the caller's to change.
type Found struct {
	filter.Result
	Placed int // how many of them are shown in the text
	among  map[dossier.ID]bool
}

// Has reports whether a claim was found.
func (f *Found) Has(id dossier.ID) bool { return f.among[id] }

// Find returns the claims of the dossier that a filter wants, and counts them by facet.
func (k *Desk) Find(f filter.Filter) *Found {
	if s := &k.search; s.found == nil || s.dossier != k.Dossier() || !sameFilter(s.filter, f) {
		index := k.index()
		index.Bind(k.Dossier())
		found := &Found{Result: index.Apply(f)}
		found.among = make(map[dossier.ID]bool, len(found.Claims))
		for _, c := range found.Claims {
			found.among[c.ID] = true
			if _, placed := c.Place(); placed {
				found.Placed++
			}
		}
		f.Chosen = maps.Clone(f.Chosen)
		s.dossier, s.filter, s.found = k.Dossier(), f, found
	}
	return k.search.found
}

func sameFilter(a, b filter.Filter) bool {
	return a.Text == b.Text && a.Sort == b.Sort && maps.EqualFunc(a.Chosen, b.Chosen, slices.Equal[[]string])
}

// PrepareSearch reads so many claims at most for Find, and reports whether all have
// been read: a page can have it done before the first search, a piece at a time.
func (k *Desk) PrepareSearch(most int) (done bool) { return k.index().Prepare(k.Dossier(), most) }

func (k *Desk) index() *filter.Index {
	if k.search.index == nil {
		k.search.index = filter.NewIndex(&dossier.Dossier{})
	}
	return k.search.index
}
