package errand

// The errands on two dossiers of one article. The first, A, is in the data; the second, B,
// is the word Other, or else each is the part of the first that one person made: First and
// Second name the two.
const (
	// Compare sets the two side by side. The answer's bytes are a Comparison.
	Compare = "compare"

	// Settle makes the third dossier out of what was chosen: Choices is a JSON array of
	// Choice. The answer's bytes are the dossier in the compact native form, and its word
	// Left a Remainder.
	Settle = "settle"

	// Agree measures how far the two agree. The answer's bytes are a JSON array of Measure.
	Agree = "agree"

	First  = "first"
	Second = "second"
)

// The classes and the subjects of an item, as package review names them.
const (
	Agreed    = "agreed"
	Differing = "differing"
	OnlyA     = "only-a"
	OnlyB     = "only-b"

	OfClaim      = "claim"
	OfOpposition = "opposition"
)

// What can be taken, as a dossier's provenance names it.
const (
	TakeA    = "a"
	TakeB    = "b"
	TakeEdit = "edited"
)

// Comparison is two dossiers side by side: the worst item first.
type Comparison struct {
	A      string   `json:"a"` // who made it; "a" and "b" where that tells nothing
	B      string   `json:"b"`
	Items  []Item   `json:"items"`
	Scales []Scale  `json:"scales"`          // that a claim can be rated on
	Mixed  []string `json:"mixed,omitempty"` // oppositions between claims of the two, which are nobody's
}

// Count counts the items of a class that are claims, or oppositions.
func (c *Comparison) Count(subject, class string) (n int) {
	for _, item := range c.Items {
		if item.Subject == subject && item.Class == class {
			n++
		}
	}
	return n
}

// Item is one claim or opposition of a comparison.
type Item struct {
	Key         string       `json:"key"` // by which a Choice names it
	Subject     string       `json:"subject"`
	Class       string       `json:"class"`
	Name        string       `json:"name"`
	Differences []Difference `json:"differences,omitempty"` // the worst first
	A           *Side        `json:"a,omitempty"`           // nil where A does not have it
	B           *Side        `json:"b,omitempty"`
}

// Difference is a field that the two have differently, in words: empty where one says
// nothing.
type Difference struct {
	Field string `json:"field"`
	Label string `json:"label"`
	A     string `json:"a"`
	B     string `json:"b"`
}

// Side is what one dossier has of an item.
type Side struct {
	// Spans are where its words stand in the text of A as it came: pairs of start and end
	// in code points, half open. There are none where they stand nowhere in it.
	// An opposition has those of both its claims.
	Spans [][2]int `json:"spans,omitempty"`
	Quote string   `json:"quote,omitempty"` // the words of a claim

	Source    string `json:"source,omitempty"`
	Cue       string `json:"cue,omitempty"`
	Stance    string `json:"stance,omitempty"`
	Statement string `json:"statement,omitempty"`
	Scale     string `json:"scale,omitempty"`  // of its rating, by id
	Rating    string `json:"rating,omitempty"` // by value

	Kind string `json:"kind,omitempty"` // of an opposition, as its note
	Note string `json:"note,omitempty"`
}

// Scale is a rating scale. The ratings are in the order in which they are offered.
type Scale struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Ratings []Rating `json:"ratings"`
}

// Rating is one place on a scale.
type Rating struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Choice is what a person decided about an item.
type Choice struct {
	Key  string `json:"key"`
	Take string `json:"take"`           // one of TakeA, TakeB and TakeEdit
	Edit *Edit  `json:"edit,omitempty"` // what is taken with TakeEdit
}

// Edit is what a person made of an item. What it does not hold is as Base has it.
type Edit struct {
	Base      string `json:"base"` // TakeA or TakeB
	Source    string `json:"source,omitempty"`
	Cue       string `json:"cue,omitempty"`
	Stance    string `json:"stance,omitempty"`
	Statement string `json:"statement,omitempty"`
	Scale     string `json:"scale,omitempty"`
	Rating    string `json:"rating,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Note      string `json:"note,omitempty"`
}

// Remainder is what did not come into a settled dossier, in words.
type Remainder struct {
	Open      []string  `json:"open,omitempty"`      // nothing was decided about them
	Left      []Remnant `json:"left,omitempty"`      // oppositions without their claims
	Conflicts []string  `json:"conflicts,omitempty"` // said differently, and not compared: as A has it
}

// Measure is one number on how far two dossiers agree. Value is nil where it is not
// defined, Low and High, the ends of its 95 % interval, where there is none; the reasons say
// why.
type Measure struct {
	Of         string   `json:"of"`
	Name       string   `json:"name"`
	Value      *float64 `json:"value"`
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	N          int      `json:"n"`
	Unit       string   `json:"unit"` // what N counts
	Undefined  string   `json:"undefined,omitempty"`
	NoInterval string   `json:"noInterval,omitempty"`
}
