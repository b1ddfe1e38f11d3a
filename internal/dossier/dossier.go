// Package dossier is the domain: an article with its claims, the oppositions
// between them, and every edit that can be made to it.
//
// A Dossier is a value that is never changed in place. An edit is a Step, and
// applying a step gives a new dossier that shares all that did not change; so
// whoever holds an older one (the history, a save under way, a view) still
// holds exactly what it was given, and two dossiers can be compared claim by
// claim by comparing pointers. Steps hold their own ids and times: applying the
// same step to the same dossier gives the same result wherever and whenever it
// is done, which is what undo, the journal and the merging of two visits stand
// on.
package dossier

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

// ID is the name of a dossier, claim, opposition, article or step: a UUID as
// urn:uuid:….
type ID string

// NewID returns a random ID (RFC 9562, version 4).
func NewID() ID { return ID("urn:uuid:" + uuid.NewString()) }

// Valid reports whether the ID is a UUID written as urn:uuid: and 36 characters.
func (id ID) Valid() bool {
	s, ok := strings.CutPrefix(string(id), "urn:uuid:")
	return ok && len(s) == 36 && uuid.Validate(s) == nil
}

// Short returns the UUID without its prefix, for attributes and addresses.
func (id ID) Short() string { return strings.TrimPrefix(string(id), "urn:uuid:") }

// Dossier is an article with its claims and oppositions: the unit that is
// stored, exported and imported. Claims stand in the order of the article; their
// evidence and reviews, oppositions and profiles in the order in which they were
// made. Treat it as immutable.
type Dossier struct {
	ID          ID
	Name        string // given by the person; empty: the article's title stands for it
	Created     time.Time
	Modified    time.Time
	Article     article.Article // as it is now
	Versions    []Version       // what its text was before, the oldest first
	Claims      []*Claim
	Oppositions []*Opposition
	Profiles    List[*Profile] // what is known of its sources, beyond their names
	Scales      List[*Scale]   // rating scales of its own, beside those that all have
	DerivedFrom string         // SHA-256 of the file that it was imported from; "" where it was begun here
	Extra       openjson.Extra
}

// Version is a text that the article had before the present one. Claims that were
// not found again in the present text keep an anchor that is true of it.
type Version struct {
	Article  article.Article `json:"article"`
	Replaced time.Time       `json:"replaced"` // when the next text took its place

	Extra openjson.Extra `json:"-"`
}

// Texts lists the article as it was in each version, the oldest first, and as it is
// now.
func (d *Dossier) Texts() []article.Article {
	var list []article.Article
	for _, v := range d.Versions {
		list = append(list, v.Article)
	}
	return append(list, d.Article)
}

// New returns a dossier without claims for an article, which gets the id given
// where it has none.
func New(id, articleID ID, a article.Article, at time.Time) *Dossier {
	if a.ID == "" {
		a.ID = string(articleID)
	}
	return &Dossier{ID: id, Created: at, Modified: at, Article: a}
}

// Title is what the dossier is called: its name, else the title of its article.
func (d *Dossier) Title() string {
	if d.Name != "" {
		return d.Name
	}
	if d.Article.Title != "" {
		return d.Article.Title
	}
	return "Untitled article"
}

// Stance is what the cue of a claim does.
type Stance string

// The stances. An empty one means that none was chosen yet.
const (
	Assert    Stance = "assert"
	Confirm   Stance = "confirm"
	Deny      Stance = "deny"
	Accuse    Stance = "accuse"
	Concede   Stance = "concede"
	Warn      Stance = "warn"
	Promise   Stance = "promise"
	Speculate Stance = "speculate"
	Question  Stance = "question"
	Quote     Stance = "quote"
)

// Stances lists the stances in the order in which they are offered.
func Stances() []Stance {
	return []Stance{Assert, Confirm, Deny, Accuse, Concede, Warn, Promise, Speculate, Question, Quote}
}

// Claim is one highlighted statement.
type Claim struct {
	ID ID `json:"id"`
	Standing
	Attribution  Attribution     `json:"attribution"`
	Stance       Stance          `json:"stance"`
	StanceOrigin StanceOrigin    `json:"stanceOrigin,omitempty"`
	Statement    string          `json:"statement"`             // the claim as it is checked, in the checker's words
	StatementBy  string          `json:"statementBy,omitempty"` // who worded it
	Type         ClaimType       `json:"type,omitempty"`
	Status       Status          `json:"status,omitempty"`
	Evidence     List[*Evidence] `json:"evidence,omitempty"`
	Contact      Contact         `json:"contact,omitzero"`
	Verdict      Verdict         `json:"verdict,omitzero"`
	Reviews      List[*Review]   `json:"reviews,omitempty"`
	Note         string          `json:"note"`
	Tags         []string        `json:"tags"`
	Created      time.Time       `json:"created"`
	Modified     time.Time       `json:"modified"`
	Creator      string          `json:"creator"`
	Provenance   Provenance      `json:"provenance,omitzero"`

	Extra openjson.Extra `json:"-"`
}

// Kind is how one claim stands to another.
type Kind string

// The kinds of opposition, and corroboration, their opposite.
const (
	Denies             Kind = "denies"
	Contradicts        Kind = "contradicts"
	DisputesInPart     Kind = "disputes-in-part"
	AlternativeAccount Kind = "alternative-account"
	Corroborates       Kind = "corroborates"
)

// Kinds lists the kinds in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{Denies, Contradicts, DisputesInPart, AlternativeAccount, Corroborates}
}

// Directed reports whether it matters which claim is From and which To.
func (k Kind) Directed() bool { return k == Denies || k == DisputesInPart }

// Opposes reports whether the kind sets claims against each other.
func (k Kind) Opposes() bool { return k != Corroborates }

// Origin says where an opposition came from.
type Origin string

// The origins of an opposition.
const (
	Human     Origin = "human"
	Suggested Origin = "suggested"
)

// Opposition is a link between two claims of one dossier.
type Opposition struct {
	ID         ID            `json:"id"`
	Kind       Kind          `json:"kind"`
	From       ID            `json:"from"`
	To         ID            `json:"to"`
	Topic      string        `json:"topic,omitempty"` // under which the ledger groups it
	Note       string        `json:"note"`
	Origin     Origin        `json:"origin"`
	Status     Status        `json:"status,omitempty"`
	Resolution Resolution    `json:"resolution,omitzero"`
	Reviews    List[*Review] `json:"reviews,omitempty"`
	Created    time.Time     `json:"created"`
	Modified   time.Time     `json:"modified"`
	Provenance Provenance    `json:"provenance,omitzero"`

	Extra openjson.Extra `json:"-"`
}

// Other returns the far end of the opposition, seen from one of its claims.
func (o *Opposition) Other(claim ID) ID {
	if o.From == claim {
		return o.To
	}
	return o.From
}

// Creators lists who made claims of the dossier, in the order of the first of each. One
// who gave no name is "".
func (d *Dossier) Creators() (names []string) {
	claims := slices.Clone(d.Claims)
	slices.SortStableFunc(claims, func(x, y *Claim) int { return x.Created.Compare(y.Created) })
	for _, c := range claims {
		if !slices.Contains(names, c.Creator) {
			names = append(names, c.Creator)
		}
	}
	return names
}

// Joins reports whether the opposition has both claims as its ends, either way round.
func (o *Opposition) Joins(a, b ID) bool {
	return o.From == a && o.To == b || o.From == b && o.To == a
}

// Claim returns the claim with that id, or nil.
func (d *Dossier) Claim(id ID) *Claim {
	if at := indexOf(d.Claims, id); at >= 0 {
		return d.Claims[at]
	}
	return nil
}

// Opposition returns the opposition with that id, or nil.
func (d *Dossier) Opposition(id ID) *Opposition {
	if at := indexOf(d.Oppositions, id); at >= 0 {
		return d.Oppositions[at]
	}
	return nil
}

// OppositionsOf returns the oppositions that have the claim as an end.
func (d *Dossier) OppositionsOf(claim ID) []*Opposition {
	var found []*Opposition
	for _, o := range d.Oppositions {
		if o.From == claim || o.To == claim {
			found = append(found, o)
		}
	}
	return found
}

// Linked returns an opposition of that kind between two claims, or nil. For a
// directed kind the direction counts.
func (d *Dossier) Linked(kind Kind, from, to ID) *Opposition {
	for _, o := range d.Oppositions {
		if o.Kind == kind && (o.From == from && o.To == to || !kind.Directed() && o.Joins(from, to)) {
			return o
		}
	}
	return nil
}

// byPlace orders claims by where they stand, the longer first, so that an outer
// claim comes before those nested in it. Those that stand nowhere come last, in the
// order of where they stood.
func byPlace(a, b *Claim) int {
	one, placedOne := a.Place()
	other, placedOther := b.Place()
	switch {
	case placedOne && !placedOther:
		return -1
	case !placedOne && placedOther:
		return 1
	case !placedOne:
		one, other = a.Anchor.Span(), b.Anchor.Span()
	}
	return cmp.Or(cmp.Compare(one.Start, other.Start), cmp.Compare(other.End, one.End), cmp.Compare(a.ID, b.ID))
}

// Before reports whether a claim stands before another in the article.
func (d *Dossier) Before(a, b *Claim) bool { return byPlace(a, b) < 0 }

// Sort brings the claims, oppositions and all else of a dossier that was put together
// from outside into the order that Dossier promises. It changes d and is for its
// maker alone.
func (d *Dossier) Sort() {
	slices.SortStableFunc(d.Claims, byPlace)
	sortByAge(d.Oppositions)
	sortByAge(d.Profiles)
	for _, c := range d.Claims {
		sortByAge(c.Evidence)
		sortByAge(c.Reviews)
	}
	for _, o := range d.Oppositions {
		sortByAge(o.Reviews)
	}
}
