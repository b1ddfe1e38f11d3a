package foreign

import (
	"strings"
	"time"
	"unicode/utf8"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// setting puts quotes of another program into an article, each by the rules by which
// claims are found again in a text that was edited. An anchor is always true of a text,
// and what is not found for certain is in none that is known: so all such quotes, with
// what their file says stood around them, become a text of their own, which the dossier
// gets as an earlier version of the article. Nothing is shown as found that was not.
type setting struct {
	article  article.Article
	layout   *article.Layout
	prepared *anchor.Prepared // with places, once a claim is to be placed
	places   *anchor.Describer

	quoted strings.Builder // the quotes that are not certain, with their surroundings
	length text.CodePoint  // of that
	unsure []*anchor.Anchor
}

func newSetting(a article.Article) *setting {
	return &setting{article: a, layout: article.NewLayout(a)}
}

// place gives a claim its standing. a is what its file says of it: a quote, with any
// context, and a position that may count anything.
func (s *setting) place(c *dossier.Claim, a anchor.Anchor) {
	if s.prepared == nil {
		s.prepared = anchor.Prepare(s.layout.Index(), s.layout.Digest())
		s.places = anchor.NewDescriber(s.layout.Index(), s.layout.Digest())
	}
	extra := a.Extra
	a.Text, a.Extra = "", nil
	f := s.prepared.Find(s.inCodePoints(a), nil)
	if f.Certain() {
		if here, err := s.places.Describe(f.Span); err == nil {
			here.Extra = extra
			c.Standing = dossier.Standing{Anchor: here}
			return
		}
		f.State = anchor.Orphan
	}
	c.Standing = dossier.Standing{Anchor: s.quote(a), State: f.State}
	c.Anchor.Extra = extra
	candidates := f.Candidates
	if f.State == anchor.Changed {
		candidates = []text.Span{f.Span}
	}
	for _, span := range candidates {
		if here, err := s.places.Describe(span); err == nil {
			c.Places = append(c.Places, here)
		}
	}
	if len(c.Places) == 0 {
		c.State = anchor.Orphan
	}
	s.unsure = append(s.unsure, &c.Anchor)
}

// inCodePoints takes a position for UTF-16 code units where it is true so, and not in
// code points.
func (s *setting) inCodePoints(a anchor.Anchor) anchor.Anchor {
	ix := s.layout.Index()
	says := func(sp text.Span) bool {
		return sp.Start >= 0 && sp.Start < sp.End && sp.End <= ix.Len() && ix.Slice(sp) == a.Exact
	}
	if says(a.Span()) {
		a.Text = s.layout.Digest()
		return a
	}
	units := text.Span{Start: ix.CodePointOfUTF16(text.UTF16(a.Start)), End: ix.CodePointOfUTF16(text.UTF16(a.End))}
	if says(units) {
		a.Start, a.End, a.Text = units.Start, units.End, s.layout.Digest()
	}
	return a
}

// quote adds an anchor's words to the text of those that are not certain, and returns
// it with its place there.
func (s *setting) quote(a anchor.Anchor) anchor.Anchor {
	if s.quoted.Len() > 0 {
		s.write("\n\n")
	}
	s.write(a.Prefix)
	a.Start = s.length
	s.write(a.Exact)
	a.End = s.length
	s.write(a.Suffix)
	return a
}

func (s *setting) write(words string) {
	s.quoted.WriteString(words)
	s.length += text.CodePoint(utf8.RuneCountInString(words))
}

// finish gives the dossier the text of what is not certain, where there is such.
func (s *setting) finish(d *dossier.Dossier, at time.Time) {
	if len(s.unsure) == 0 {
		return
	}
	canonical := s.quoted.String()
	version := dossier.Version{Article: article.Article{ID: s.article.ID, Metadata: s.article.Metadata}, Replaced: at}
	version.Article.Retrieved = "" // nobody knows
	for block := range strings.SplitSeq(canonical, "\n\n") {
		version.Article.Blocks = append(version.Article.Blocks, article.Block{Kind: article.KindParagraph, Text: block})
	}
	digest := article.Digest(canonical)
	for _, a := range s.unsure {
		a.Text = digest
	}
	d.Versions = append([]dossier.Version{version}, d.Versions...)
}
