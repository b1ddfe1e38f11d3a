package review

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
)

// Subject is a kind of thing in a dossier.
type Subject string

// The subjects.
const (
	OfDossier    Subject = "dossier"
	OfClaim      Subject = "claim"
	OfEvidence   Subject = "evidence"
	OfReview     Subject = "review"
	OfOpposition Subject = "opposition"
	OfSource     Subject = "source"
	OfScale      Subject = "scale"
)

// weight says how much a value counts beside another one, where nothing is known of
// which is the newer.
type weight int

const (
	absent    weight = iota // nothing is said
	tentative               // a program said it, or a person has yet to decide
	decided
)

// extra is what other programs added to an object.
type extra = openjson.Extra

// field is a part of a T that is merged, compared and told as one.
type field[T any] struct {
	name, label string
	words       func(*dossier.Dossier, *T) string // for a person; "" where nothing is said
	weight      func(*T) weight
	same        func(a, b *T) bool
	set         func(to, from *T)

	// join, where there is one, takes from one into the other what goes beside what is
	// there, and reports whether that was all. base is nil where it is not known.
	join func(to, from, base *T) bool

	// firm is set where what is decided counts more than what is tentative whatever is
	// the newer: where that was made by finding words again, not by an edit.
	firm bool
}

// one makes the field of a T that stands at a place of it.
func one[T, V any](name, label string, at func(*T) *V, words func(V) string) field[T] {
	return field[T]{
		name: name, label: label,
		words: func(_ *dossier.Dossier, x *T) string { return words(*at(x)) },
		weight: func(x *T) weight {
			if reflect.ValueOf(at(x)).Elem().IsZero() {
				return absent
			}
			return decided
		},
		same: func(a, b *T) bool { return reflect.DeepEqual(at(a), at(b)) },
		set:  func(to, from *T) { *at(to) = *at(from) },
	}
}

// words makes the field of a T that is a string of some kind.
func words[T any, V ~string](name, label string, at func(*T) *V) field[T] {
	return one(name, label, at, func(v V) string { return string(v) })
}

// others makes the field of the members that other programs added. Those that only one
// side has go beside each other.
func others[T any](name string, at func(*T) *extra) field[T] {
	f := one(name, "members of other programs", at, func(e extra) string {
		var list []string
		for _, name := range slices.Sorted(maps.Keys(e)) {
			list = append(list, name+": "+string(e[name]))
		}
		return strings.Join(list, ", ")
	})
	overlay := func(to, from *T, wins bool) (all bool) {
		all = true
		both := maps.Clone(*at(to))
		for name, value := range *at(from) {
			there, taken := both[name]
			if both == nil {
				both = make(extra)
			}
			if taken && !wins && !reflect.DeepEqual(there, value) {
				all = false
				continue
			}
			both[name] = value
		}
		*at(to) = both
		return all
	}
	f.set = func(to, from *T) { overlay(to, from, true) }
	f.join = func(to, from, _ *T) bool { return overlay(to, from, false) }
	return f
}

// signed makes a field of something that somebody signed: what only the time tells
// apart is the same, and the later time stays.
func signed[T any](f field[T], bare func(*T) any, at func(*T) *time.Time) field[T] {
	f.join = func(to, from, _ *T) bool {
		if !reflect.DeepEqual(bare(to), bare(from)) {
			return false
		}
		if at(from).After(*at(to)) {
			*at(to) = *at(from)
		}
		return true
	}
	return f
}

// part makes the field of a part of an attribution. The same words go together with
// where they stand, whichever side knows that.
func part(name, label string, at func(*dossier.Claim) *dossier.Part) field[dossier.Claim] {
	f := one(name, label, at, partWords)
	f.weight = func(c *dossier.Claim) weight {
		if p := at(c); p.Text == "" && p.Anchor == nil && p.Lemma == "" && len(p.Extra) == 0 {
			return absent
		}
		return decided
	}
	f.same = func(a, b *dossier.Claim) bool { return samePart(*at(a), *at(b)) }
	f.join = func(to, from, _ *dossier.Claim) bool {
		p, other := *at(to), *at(from)
		if p.Text != other.Text || p.Lemma != "" && other.Lemma != "" && p.Lemma != other.Lemma ||
			p.Anchor != nil && other.Anchor != nil && !sameAnchor(*p.Anchor, *other.Anchor) || !joinExtra(&p.Extra, other.Extra) {
			return false
		}
		if p.Lemma == "" {
			p.Lemma = other.Lemma
		}
		if p.Anchor == nil {
			p.Anchor = other.Anchor
		}
		*at(to) = p
		return true
	}
	return f
}

func joinExtra(to *extra, from extra) bool {
	return others("", func(e *extra) *extra { return e }).join(to, &from, nil)
}

func samePart(a, b dossier.Part) bool {
	if a.Text != b.Text || a.Lemma != b.Lemma || (a.Anchor == nil) != (b.Anchor == nil) || !reflect.DeepEqual(a.Extra, b.Extra) {
		return false
	}
	return a.Anchor == nil || sameAnchor(*a.Anchor, *b.Anchor)
}

func partWords(p dossier.Part) string { return p.Text }

// sameAnchor reports whether two anchors are of the same words of the same text.
func sameAnchor(a, b anchor.Anchor) bool { return a.Text == b.Text && a.Span() == b.Span() }

// span is the field of where a claim stands. How it was first marked follows.
func span() field[dossier.Claim] {
	return field[dossier.Claim]{
		name: "span", label: "words",
		words: func(_ *dossier.Dossier, c *dossier.Claim) string {
			said := "“" + c.Anchor.Exact + "”"
			if c.State != "" && c.State != anchor.Moved {
				said += " (" + string(c.State) + ")"
			}
			return said
		},
		weight: func(c *dossier.Claim) weight {
			if c.Undecided() {
				return tentative
			}
			return decided
		},
		same: func(a, b *dossier.Claim) bool {
			return sameAnchor(a.Anchor, b.Anchor) && a.Undecided() == b.Undecided() && a.Settled == b.Settled &&
				slices.EqualFunc(a.Places, b.Places, sameAnchor)
		},
		set:  func(to, from *dossier.Claim) { to.Standing = from.Standing },
		firm: true,
	}
}

// stance is the field of a stance, with where it came from. One that a program proposed
// gives way to one that a person chose.
func stance() field[dossier.Claim] {
	f := words("stance", "stance", func(c *dossier.Claim) *dossier.Stance { return &c.Stance })
	f.weight = func(c *dossier.Claim) weight {
		switch {
		case c.Stance == "":
			return absent
		case c.Unchosen():
			return tentative
		}
		return decided
	}
	f.same = func(a, b *dossier.Claim) bool { return a.Stance == b.Stance && a.StanceOrigin == b.StanceOrigin }
	f.set = func(to, from *dossier.Claim) { to.Stance, to.StanceOrigin = from.Stance, from.StanceOrigin }
	return f
}

// statement is the field of a statement, with who worded it.
func statement() field[dossier.Claim] {
	f := words("statement", "statement", func(c *dossier.Claim) *string { return &c.Statement })
	f.same = func(a, b *dossier.Claim) bool { return a.Statement == b.Statement && a.StatementBy == b.StatementBy }
	f.set = func(to, from *dossier.Claim) { to.Statement, to.StatementBy = from.Statement, from.StatementBy }
	return f
}

// tags is the field of the tags. They go beside each other, save for those that one side
// took away.
func tags() field[dossier.Claim] {
	f := one("tags", "tags", func(c *dossier.Claim) *[]string { return &c.Tags }, func(t []string) string { return strings.Join(t, ", ") })
	f.same = func(a, b *dossier.Claim) bool {
		return slices.Equal(slices.Sorted(slices.Values(a.Tags)), slices.Sorted(slices.Values(b.Tags)))
	}
	f.join = func(to, from, base *dossier.Claim) bool {
		var both []string
		for _, tag := range slices.Concat(to.Tags, from.Tags) {
			dropped := base != nil && base.Tagged(tag) && (!to.Tagged(tag) || !from.Tagged(tag))
			if !dropped && !slices.Contains(both, tag) {
				both = append(both, tag)
			}
		}
		to.Tags = both
		return true
	}
	return f
}

func verdict() field[dossier.Claim] {
	f := one("verdict", "verdict", func(c *dossier.Claim) *dossier.Verdict { return &c.Verdict }, func(dossier.Verdict) string { return "" })
	f.words = func(d *dossier.Dossier, c *dossier.Claim) string {
		scale, rating := d.RatingOf(c.Verdict)
		if rating == nil {
			return ""
		}
		said := rating.Label + " (" + scale.Name + ")"
		if c.Verdict.By != "" {
			said += " by " + c.Verdict.By
		}
		if c.Verdict.Explanation != "" {
			said += ": " + c.Verdict.Explanation
		}
		return said
	}
	return signed(f, func(c *dossier.Claim) any { v := c.Verdict; v.At = time.Time{}; return v }, func(c *dossier.Claim) *time.Time { return &c.Verdict.At })
}

func provenance[T any](at func(*T) *dossier.Provenance) field[T] {
	f := one("provenance", "provenance", at, func(p dossier.Provenance) string {
		if p.By != "" {
			return string(p.Settled) + " by " + p.By
		}
		return string(p.Settled)
	})
	return signed(f, func(x *T) any { p := *at(x); p.At = time.Time{}; return p }, func(x *T) *time.Time { return &at(x).At })
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func throughWords(list dossier.List[*dossier.Reporter]) string {
	var said []string
	for _, r := range list {
		said = append(said, strings.TrimSpace(r.Source.Text+" "+r.Cue.Text))
	}
	return strings.Join(said, ", ")
}

var claimFields = []field[dossier.Claim]{
	span(),
	part("source", "source", func(c *dossier.Claim) *dossier.Part { return &c.Attribution.Source }),
	part("cue", "cue", func(c *dossier.Claim) *dossier.Part { return &c.Attribution.Cue }),
	part("content", "content", func(c *dossier.Claim) *dossier.Part { return &c.Attribution.Content }),
	one("through", "who reports it", func(c *dossier.Claim) *dossier.List[*dossier.Reporter] { return &c.Attribution.Through }, throughWords),
	words("quotation", "type of quotation", func(c *dossier.Claim) *dossier.Quotation { return &c.Attribution.Quotation }),
	words("said.when", "when it was said", func(c *dossier.Claim) *string { return &c.Attribution.Said.When }),
	words("said.where", "where it was said", func(c *dossier.Claim) *string { return &c.Attribution.Said.Where }),
	stance(),
	statement(),
	words("type", "type", func(c *dossier.Claim) *dossier.ClaimType { return &c.Type }),
	one("status", "status", func(c *dossier.Claim) *dossier.Status { return &c.Status }, dossier.Status.String),
	words("contact.when", "when the claimant was asked", func(c *dossier.Claim) *string { return &c.Contact.When }),
	words("contact.answer", "the claimant’s answer", func(c *dossier.Claim) *string { return &c.Contact.Answer }),
	verdict(),
	words("note", "note", func(c *dossier.Claim) *string { return &c.Note }),
	tags(),
	provenance(func(c *dossier.Claim) *dossier.Provenance { return &c.Provenance }),
	others("attribution.extra", func(c *dossier.Claim) *extra { return &c.Attribution.Extra }),
	others("said.extra", func(c *dossier.Claim) *extra { return &c.Attribution.Said.Extra }),
	others("contact.extra", func(c *dossier.Claim) *extra { return &c.Contact.Extra }),
	others("extra", func(c *dossier.Claim) *extra { return &c.Extra }),
}

var evidenceFields = []field[dossier.Evidence]{
	words("url", "address", func(e *dossier.Evidence) *string { return &e.URL }),
	words("archived", "archived address", func(e *dossier.Evidence) *string { return &e.Archived }),
	words("title", "title", func(e *dossier.Evidence) *string { return &e.Title }),
	words("excerpt", "excerpt", func(e *dossier.Evidence) *string { return &e.Excerpt }),
	words("date", "date", func(e *dossier.Evidence) *string { return &e.Date }),
	words("relation", "what it does to the claim", func(e *dossier.Evidence) *dossier.Relation { return &e.Relation }),
	one("primary", "first hand", func(e *dossier.Evidence) *bool { return &e.Primary }, yes),
	words("note", "note", func(e *dossier.Evidence) *string { return &e.Note }),
	others("extra", func(e *dossier.Evidence) *extra { return &e.Extra }),
}

var oppositionFields = []field[dossier.Opposition]{
	words("kind", "kind", func(o *dossier.Opposition) *dossier.Kind { return &o.Kind }),
	words("topic", "topic", func(o *dossier.Opposition) *string { return &o.Topic }),
	words("note", "note", func(o *dossier.Opposition) *string { return &o.Note }),
	origin(),
	one("status", "status", func(o *dossier.Opposition) *dossier.Status { return &o.Status }, dossier.Status.String),
	resolution(),
	provenance(func(o *dossier.Opposition) *dossier.Provenance { return &o.Provenance }),
	others("extra", func(o *dossier.Opposition) *extra { return &o.Extra }),
}

func origin() field[dossier.Opposition] {
	f := words("origin", "origin", func(o *dossier.Opposition) *dossier.Origin { return &o.Origin })
	f.weight = func(o *dossier.Opposition) weight {
		if o.Origin == dossier.Suggested {
			return tentative
		}
		return decided
	}
	return f
}

func resolution() field[dossier.Opposition] {
	f := one("resolution", "resolution", func(o *dossier.Opposition) *dossier.Resolution { return &o.Resolution }, func(r dossier.Resolution) string {
		said := string(r.Outcome)
		if r.By != "" {
			said += " by " + r.By
		}
		if r.Explanation != "" {
			said += ": " + r.Explanation
		}
		return said
	})
	return signed(f, func(o *dossier.Opposition) any { r := o.Resolution; r.At = time.Time{}; return r }, func(o *dossier.Opposition) *time.Time { return &o.Resolution.At })
}

var sourceFields = []field[dossier.Profile]{
	words("name", "name", func(p *dossier.Profile) *string { return &p.Name }),
	words("role", "role", func(p *dossier.Profile) *string { return &p.Role }),
	words("type", "type", func(p *dossier.Profile) *dossier.SourceType { return &p.Type }),
	one("anonymous", "anonymous", func(p *dossier.Profile) *bool { return &p.Anonymous }, yes),
	words("sameAs", "who it is elsewhere", func(p *dossier.Profile) *string { return &p.SameAs }),
	others("extra", func(p *dossier.Profile) *extra { return &p.Extra }),
}

var scaleFields = []field[dossier.Scale]{
	words("name", "name", func(s *dossier.Scale) *string { return &s.Name }),
	ratings(),
	others("extra", func(s *dossier.Scale) *extra { return &s.Extra }),
}

// ratings is the field of a scale's ratings. None is ever taken away, since a verdict may
// need it.
func ratings() field[dossier.Scale] {
	f := one("ratings", "ratings", func(s *dossier.Scale) *dossier.List[*dossier.Rating] { return &s.Ratings }, func(list dossier.List[*dossier.Rating]) string {
		var said []string
		for _, r := range list {
			said = append(said, fmt.Sprintf("%s %d", r.Label, r.Rank))
		}
		return strings.Join(said, ", ")
	})
	f.join = func(to, from, _ *dossier.Scale) bool {
		all, list := true, slices.Clone(to.Ratings)
		for _, r := range from.Ratings {
			if there := to.Rating(r.Value); there == nil {
				list = append(list, r)
			} else if !reflect.DeepEqual(there, r) {
				all = false
			}
		}
		to.Ratings = list
		return all
	}
	f.same = func(a, b *dossier.Scale) bool {
		in := func(r *dossier.Rating, s *dossier.Scale) bool { return reflect.DeepEqual(s.Rating(r.Value), r) }
		return !slices.ContainsFunc(a.Ratings, func(r *dossier.Rating) bool { return !in(r, b) }) &&
			!slices.ContainsFunc(b.Ratings, func(r *dossier.Rating) bool { return !in(r, a) })
	}
	f.set = func(to, from *dossier.Scale) {
		was := *to
		to.Ratings = slices.Clone(from.Ratings)
		f.join(to, &was, nil)
	}
	return f
}

var dossierFields = []field[dossier.Dossier]{
	words("name", "name", func(d *dossier.Dossier) *string { return &d.Name }),
	words("title", "article’s title", func(d *dossier.Dossier) *string { return &d.Article.Title }),
	words("byline", "article’s byline", func(d *dossier.Dossier) *string { return &d.Article.Byline }),
	words("publisher", "article’s publisher", func(d *dossier.Dossier) *string { return &d.Article.Publisher }),
	words("published", "article’s date", func(d *dossier.Dossier) *string { return &d.Article.Published }),
	words("url", "article’s address", func(d *dossier.Dossier) *string { return &d.Article.URL }),
	words("language", "article’s language", func(d *dossier.Dossier) *string { return &d.Article.Language }),
	others("article.extra", func(d *dossier.Dossier) *extra { return &d.Article.Extra }),
	others("extra", func(d *dossier.Dossier) *extra { return &d.Extra }),
}

// differing lists the fields that two have not alike.
func differing[T any](fields []field[T], a, b *T) (list []field[T]) {
	for _, f := range fields {
		if !f.same(a, b) {
			list = append(list, f)
		}
	}
	return list
}
