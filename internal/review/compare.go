package review

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

// Class says how two dossiers stand to each other in one claim or opposition.
type Class string

// The classes.
const (
	Agreed    Class = "agreed"
	Differing Class = "differing"
	InAOnly   Class = "only-a"
	InBOnly   Class = "only-b"
)

// Classes lists the classes in the order in which they are told.
func Classes() []Class { return []Class{Differing, InAOnly, InBOnly, Agreed} }

// Difference is a field that two dossiers have differently.
type Difference struct {
	Field string `json:"field"`
	Label string `json:"label"` // the same for a person
	A     string `json:"a"`     // in words; empty where nothing is said
	B     string `json:"b"`
}

// Item is one claim or opposition of a comparison. Of the claims and oppositions those
// are nil that there are not.
type Item struct {
	Key         string // by which Settle knows it
	Subject     Subject
	Class       Class
	Name        string
	Differences []Difference // the worst first
	Weight      int          // how much it matters that the two differ; 0 where they agree

	ClaimA, ClaimB           *dossier.Claim
	OppositionA, OppositionB *dossier.Opposition
}

// Comparison is two dossiers of one article, on one text, side by side. Items is the work
// list: the worst first, what is agreed last, and what weighs the same in the order of
// the article.
type Comparison struct {
	A, B         *dossier.Dossier
	NameA, NameB string // who made most claims of each, or "a" and "b" where that tells nothing
	Items        []Item

	claims Alignment
}

// Count counts the items of a class that are claims, or oppositions.
func (c *Comparison) Count(subject Subject, class Class) (n int) {
	for _, item := range c.Items {
		if item.Subject == subject && item.Class == class {
			n++
		}
	}
	return n
}

// The weights of what can differ: what misleads a reader most comes first. A verdict
// weighs more the further apart the two ratings are. Where only one side says anything, a
// field weighs half.
var weights = map[string]int{
	"verdict": 100, "stance": 80, "kind": 80, "source": 60, "resolution": 50, "span": 40, "cue": 30, "content": 30,
	"statement": 25, "type": 20, "through": 20, "quotation": 15, "status": 10,
}

// weightMissing is that of a claim or an opposition that only one side has.
const weightMissing = 70

// Compare sets two dossiers of one article side by side. Where they are on different
// texts, the older is brought onto the newer first; breathe, which may be nil, is called
// between pieces of that. Compared are where a claim stands, its attribution, stance,
// statement, type, status and rating; notes, tags, evidence and reviews are each
// person's own and are not. It fails with ErrOtherArticle.
func Compare(a, b *dossier.Dossier, breathe func() error) (*Comparison, error) {
	a, b, _, err := ready(quiet(a, b), breathe).together(a, b)
	if err != nil {
		return nil, err
	}
	c := &Comparison{A: a, B: b, NameA: cmp.Or(maker(a), "a"), NameB: cmp.Or(maker(b), "b"), claims: Align(a, b, Overlapping)}
	if c.NameA == c.NameB {
		c.NameA, c.NameB = "a", "b"
	}
	for _, p := range c.claims.Pairs {
		c.add(Item{Subject: OfClaim, Name: claimName(p.A), ClaimA: p.A, ClaimB: p.B, Differences: c.claimDifferences(p.A, p.B)})
	}
	for _, one := range c.claims.OnlyA {
		c.add(Item{Subject: OfClaim, Name: claimName(one), ClaimA: one})
	}
	for _, one := range c.claims.OnlyB {
		c.add(Item{Subject: OfClaim, Name: claimName(one), ClaimB: one})
	}
	c.oppositions()
	c.sort()
	return c, nil
}

// maker is who made more than half of a dossier's claims, or "" where that is nobody, or
// nobody with a name.
func maker(d *dossier.Dossier) string {
	count := make(map[string]int)
	for _, c := range d.Claims {
		if count[c.Creator]++; 2*count[c.Creator] > len(d.Claims) {
			return c.Creator
		}
	}
	return ""
}

// add gives an item its class, weight and key.
func (c *Comparison) add(item Item) {
	inA, inB := item.ClaimA != nil || item.OppositionA != nil, item.ClaimB != nil || item.OppositionB != nil
	switch {
	case !inB:
		item.Class, item.Weight = InAOnly, weightMissing
	case !inA:
		item.Class, item.Weight = InBOnly, weightMissing
	case len(item.Differences) > 0:
		item.Class = Differing
		slices.SortStableFunc(item.Differences, func(x, y Difference) int { return cmp.Compare(weightOf(y), weightOf(x)) })
		item.Weight = weightOf(item.Differences[0]) + c.apart(item)
	default:
		item.Class = Agreed
	}
	item.Key = string(item.Subject)
	switch {
	case item.ClaimA != nil:
		item.Key += " a " + item.ClaimA.ID.Short()
	case item.ClaimB != nil:
		item.Key += " b " + item.ClaimB.ID.Short()
	case item.OppositionA != nil:
		item.Key += " a " + item.OppositionA.ID.Short()
	default:
		item.Key += " b " + item.OppositionB.ID.Short()
	}
	c.Items = append(c.Items, item)
}

func weightOf(d Difference) int {
	if d.A == "" || d.B == "" {
		return weights[d.Field] / 2
	}
	return weights[d.Field]
}

// apart is what the distance of two ratings of one scale adds to the weight of an item.
func (c *Comparison) apart(item Item) int {
	if item.Differences[0].Field != "verdict" || item.ClaimA.Verdict.Scale != item.ClaimB.Verdict.Scale {
		return 0
	}
	_, one := c.A.RatingOf(item.ClaimA.Verdict)
	_, other := c.B.RatingOf(item.ClaimB.Verdict)
	if one == nil || other == nil || one.Rank == 0 || other.Rank == 0 {
		return 0
	}
	return 10 * max(one.Rank-other.Rank, other.Rank-one.Rank)
}

// alike says of fields for which it is not enough that they are the same when they say
// the same.
var alike = map[string]func(a, b *dossier.Claim) bool{
	"source": func(a, b *dossier.Claim) bool {
		return dossier.SourceKey(a.Attribution.Source.Text) == dossier.SourceKey(b.Attribution.Source.Text)
	},
	"cue":     func(a, b *dossier.Claim) bool { return sameWords(a.Attribution.Cue, b.Attribution.Cue) },
	"content": func(a, b *dossier.Claim) bool { return sameWords(a.Attribution.Content, b.Attribution.Content) },
	"through": func(a, b *dossier.Claim) bool {
		return throughWords(a.Attribution.Through) == throughWords(b.Attribution.Through)
	},
	"stance":    func(a, b *dossier.Claim) bool { return a.Stance == b.Stance },
	"statement": func(a, b *dossier.Claim) bool { return a.Statement == b.Statement },
	"verdict": func(a, b *dossier.Claim) bool {
		return a.Verdict.Scale == b.Verdict.Scale && a.Verdict.Rating == b.Verdict.Rating
	},
}

// sameWords reports whether two parts have the same words, whatever the case, white
// space, and place.
func sameWords(a, b dossier.Part) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a.Text), " "), strings.Join(strings.Fields(b.Text), " "))
}

func (c *Comparison) claimDifferences(a, b *dossier.Claim) (list []Difference) {
	for _, f := range claimFields {
		same := f.same
		if own := alike[f.name]; own != nil {
			same = own
		}
		if weights[f.name] > 0 && !same(a, b) {
			d := Difference{Field: f.name, Label: f.label, A: f.words(c.A, a), B: f.words(c.B, b)}
			if f.name == "verdict" {
				d.A, d.B = ratingWords(c.A, a.Verdict), ratingWords(c.B, b.Verdict)
			}
			list = append(list, d)
		}
	}
	return list
}

func ratingWords(d *dossier.Dossier, v dossier.Verdict) string {
	scale, rating := d.RatingOf(v)
	if rating == nil {
		return ""
	}
	return rating.Label + " (" + scale.Name + ")"
}

// oppositions compares the oppositions: those of one kind between the same claims agree,
// unless they were resolved differently; of those that are left, two between the same
// claims differ in their kind, or in its direction.
func (c *Comparison) oppositions() {
	in := endsOf(c.claims)
	m := alignOppositions(c.A, c.B, in)
	left := slices.Clone(m.onlyB)
	for _, one := range c.A.Oppositions {
		item := Item{Subject: OfOpposition, Name: oppositionName(c.A, one), OppositionA: one, OppositionB: m.ofA[one.ID]}
		if item.OppositionB == nil {
			at := slices.IndexFunc(left, func(o *dossier.Opposition) bool { return one.Joins(in(o.From), in(o.To)) })
			if at >= 0 {
				item.OppositionB = left[at]
				left = slices.Delete(left, at, at+1)
			}
		}
		if other := item.OppositionB; other != nil {
			item.Differences = c.oppositionDifferences(one, other, in)
		}
		c.add(item)
	}
	for _, other := range left {
		c.add(Item{Subject: OfOpposition, Name: oppositionName(c.B, other), OppositionB: other})
	}
}

func (c *Comparison) oppositionDifferences(a, b *dossier.Opposition, in ends) (list []Difference) {
	turned := a.Kind.Directed() && a.From != in(b.From)
	if a.Kind != b.Kind || turned {
		list = append(list, Difference{Field: "kind", Label: "kind", A: oppositionName(c.A, a), B: oppositionName(c.B, b)})
	}
	if a.Resolution.Outcome != b.Resolution.Outcome {
		list = append(list, Difference{Field: "resolution", Label: "resolution", A: string(a.Resolution.Outcome), B: string(b.Resolution.Outcome)})
	}
	return list
}

// sort brings the items into the order in which they are worked through.
func (c *Comparison) sort() {
	place := make(map[dossier.ID]int)
	all := slices.Concat(c.A.Claims, c.B.Claims)
	slices.SortStableFunc(all, dossier.ByPlace)
	for i, one := range all {
		place[one.ID] = i
	}
	at := func(i Item) int {
		switch {
		case i.ClaimA != nil:
			return place[i.ClaimA.ID]
		case i.ClaimB != nil:
			return place[i.ClaimB.ID]
		case i.OppositionA != nil:
			return place[i.OppositionA.From]
		}
		return place[i.OppositionB.From]
	}
	slices.SortStableFunc(c.Items, func(x, y Item) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(len(y.Differences), len(x.Differences)), cmp.Compare(at(x), at(y)))
	})
}

// Split takes a dossier that two people made claims in apart into one of each. An
// opposition goes to whom both its claims are; those between claims of different people,
// of which nobody can say whose they are, come back in mixed.
func Split(d *dossier.Dossier, one, other string) (a, b *dossier.Dossier, mixed []*dossier.Opposition) {
	a, b = of(d, one), of(d, other)
	for _, o := range d.Oppositions {
		from, to := d.Claim(o.From), d.Claim(o.To)
		if from.Creator != to.Creator && (from.Creator == one || from.Creator == other) && (to.Creator == one || to.Creator == other) {
			mixed = append(mixed, o)
		}
	}
	return a, b, mixed
}

// of is the part of a dossier that one person made.
func of(d *dossier.Dossier, who string) *dossier.Dossier {
	part := *d
	part.Claims, part.Oppositions = nil, nil
	for _, c := range d.Claims {
		if c.Creator == who {
			part.Claims = append(part.Claims, c)
		}
	}
	for _, o := range d.Oppositions {
		if part.Claim(o.From) != nil && part.Claim(o.To) != nil {
			part.Oppositions = append(part.Oppositions, o)
		}
	}
	return &part
}
