package desk

import (
	"gainsay/internal/dossier"
	"gainsay/internal/filter"
)

// search is the dossier made ready for filters, which is done when first asked for,
// and what was last searched for in it: one drawing of the page asks more than once.
type search struct {
	index   *filter.Index
	dossier *dossier.Dossier
	query   string
	found   []*dossier.Claim
}

// Filter finds the claims of the dossier that a filter wants, and counts them by
// facet.
func (k *Desk) Filter(f filter.Filter) filter.Result {
	index := k.index()
	index.Bind(k.Dossier())
	return index.Apply(f)
}

// PrepareSearch reads so many claims at most for Filter and Search, and reports whether
// all have been read: a page can have it done before the first search, a piece at a time.
func (k *Desk) PrepareSearch(most int) (done bool) { return k.index().Prepare(k.Dossier(), most) }

func (k *Desk) index() *filter.Index {
	if k.search.index == nil {
		k.search.index = filter.NewIndex(&dossier.Dossier{})
	}
	return k.search.index
}

// Search returns the claims whose quote, statement, note, tags or attribution
// hold every word of a query, whatever their case, accents and composition, in the
// article's order. The list is not the caller's to change.
func (k *Desk) Search(query string) []*dossier.Claim {
	if (filter.Filter{Text: query}).Empty() {
		return k.Dossier().Claims
	}
	if s := &k.search; s.dossier != k.Dossier() || s.query != query {
		s.dossier, s.query, s.found = k.Dossier(), query, k.Filter(filter.Filter{Text: query}).Claims
	}
	return k.search.found
}
