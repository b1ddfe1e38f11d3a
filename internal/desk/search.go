package desk

import (
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

// search keeps what searching needs of each claim, and the last answer, which a
// view asks for more than once.
type search struct {
	hay   map[*dossier.Claim]string
	query string
	in    *dossier.Dossier
	found []*dossier.Claim
}

// Search returns the claims whose quote, statement, note, tags or attribution
// hold every word of a query, whatever their case, in the article's order.
func (k *Desk) Search(query string) []*dossier.Claim {
	s, d := &k.board.search, k.Dossier()
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return d.Claims
	}
	if s.in == d && s.query == query {
		return s.found
	}
	var found []*dossier.Claim
	for _, c := range d.Claims {
		hay := s.of(c)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			found = append(found, c)
		}
	}
	s.query, s.in, s.found = query, d, found
	return found
}

// PrepareSearch does what the first search would have to do for every claim, as long
// as there is time, and reports whether it is done.
func (k *Desk) PrepareSearch(time func() bool) (done bool) {
	s, claims := &k.board.search, k.Dossier().Claims
	if len(s.hay) >= len(claims) {
		return true
	}
	for _, c := range claims {
		if _, known := s.hay[c]; known {
			continue
		}
		if !time() {
			return false
		}
		s.of(c)
	}
	return true
}

// of is the text of a claim in which words are looked for.
func (s *search) of(c *dossier.Claim) string {
	hay, known := s.hay[c]
	if !known {
		if s.hay == nil {
			s.hay = make(map[*dossier.Claim]string)
		}
		hay = strings.ToLower(strings.Join(append([]string{
			c.Anchor.Exact, c.Statement, c.Note, string(c.Stance),
			c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Attribution.Content.Text}, c.Tags...), "\n"))
		s.hay[c] = hay
	}
	return hay
}
