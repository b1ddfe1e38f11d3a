package dossier

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gainsay/internal/openjson"
)

// Scale is a list of ratings that exclude each other, in the order in which they are
// offered.
type Scale struct {
	ID      ID            `json:"id"`
	Name    string        `json:"name"`
	Ratings List[*Rating] `json:"ratings"`

	Extra openjson.Extra `json:"-"`
}

// Rating is one place on a scale. The higher its rank, the better the claim stands;
// rank 0 is outside that order, as "unproven" is between true and false nowhere.
type Rating struct {
	Value string `json:"value"` // unique in its scale; what a verdict names
	Label string `json:"label"`
	Rank  int    `json:"rank"`

	Extra openjson.Extra `json:"-"`
}

// The scales that every dossier has. Their ids and values are the same in every file.
const (
	TruthScale   ID = "truth"
	SupportScale ID = "support"
)

var shared = []*Scale{
	{ID: TruthScale, Name: "Truth", Ratings: List[*Rating]{
		{Value: "true", Label: "True", Rank: 5},
		{Value: "mostly-true", Label: "Mostly true", Rank: 4},
		{Value: "half-true", Label: "Half true", Rank: 3},
		{Value: "mostly-false", Label: "Mostly false", Rank: 2},
		{Value: "false", Label: "False", Rank: 1},
	}},
	{ID: SupportScale, Name: "Support", Ratings: List[*Rating]{
		{Value: "supported", Label: "Supported", Rank: 3},
		{Value: "disputed", Label: "Disputed", Rank: 2},
		{Value: "refuted", Label: "Refuted", Rank: 1},
		{Value: "unproven", Label: "Unproven"},
	}},
}

// AllScales lists the scales that a verdict can be given on: those that every dossier
// has, then its own.
func (d *Dossier) AllScales() []*Scale { return append(slices.Clone(shared), d.Scales...) }

// Scale returns the scale with that id, or nil.
func (d *Dossier) Scale(id ID) *Scale {
	for _, list := range [][]*Scale{shared, d.Scales} {
		for _, s := range list {
			if s.ID == id {
				return s
			}
		}
	}
	return nil
}

// Rating returns the rating with that value, or nil.
func (s *Scale) Rating(value string) *Rating {
	if s != nil {
		for _, r := range s.Ratings {
			if r.Value == value {
				return r
			}
		}
	}
	return nil
}

// Range returns the lowest and the highest rank of the scale, leaving out what stands
// outside its order; 0, 0 where nothing is in order.
func (s *Scale) Range() (worst, best int) {
	for _, r := range s.Ratings {
		if r.Rank > 0 {
			best = max(best, r.Rank)
			if worst == 0 || r.Rank < worst {
				worst = r.Rank
			}
		}
	}
	return worst, best
}

// NewScale makes a scale from the labels that a person gave, the best first. Ranks go
// down to 1, and each value is its label in small letters.
func (e Editor) NewScale(name string, labels []string) *Scale {
	s := &Scale{ID: e.NewID(), Name: strings.TrimSpace(name)}
	for i, label := range labels {
		value := valueOf(label)
		for n := 2; value == "" || s.Rating(value) != nil; n++ {
			value = strings.TrimLeft(valueOf(label)+"-"+strconv.Itoa(n), "-")
		}
		s.Ratings = append(s.Ratings, &Rating{Value: value, Label: strings.TrimSpace(label), Rank: len(labels) - i})
	}
	return s
}

// valueOf is a label with all but letters and digits as single hyphens.
func valueOf(label string) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return strings.Join(words, "-")
}

// SetScales makes the step that gives a dossier its own scales. It is refused, when
// applied, where a verdict names a rating that would be gone.
func (e Editor) SetScales(scales List[*Scale]) (Step, error) {
	return e.edits(SetDossier, "", "edit rating scales", edit{FieldScales, scales})
}

func (s *Scale) check() error {
	seen := make(map[string]bool)
	for i, r := range s.Ratings {
		path := fmt.Sprintf("ratings[%d]", i)
		switch {
		case r.Value == "":
			return openjson.At(path+".value", errMissing)
		case seen[r.Value]:
			return openjson.At(path+".value", fmt.Errorf("%q occurs twice", r.Value))
		case strings.TrimSpace(r.Label) == "":
			return openjson.At(path+".label", errMissing)
		case r.Rank < 0:
			return openjson.At(path+".rank", errors.New("is less than 0"))
		}
		seen[r.Value] = true
	}
	if len(s.Ratings) < 2 {
		return openjson.At("ratings", errors.New("are fewer than two"))
	}
	if strings.TrimSpace(s.Name) == "" {
		return openjson.At("name", errMissing)
	}
	return nil
}

// setScales gives the dossier its own scales, where they are sound and every verdict
// finds its rating.
func setScales(d *Dossier, op Op) error {
	if err := op.write(dossierFields.place(d, op.Field)); err != nil {
		return err
	}
	ids := make(map[ID]bool)
	for i, s := range d.Scales {
		if ids[s.ID] || !s.ID.Valid() {
			return fmt.Errorf("scales[%d].id: %q is taken, or no UUID", i, string(s.ID))
		}
		ids[s.ID] = true
		if err := s.check(); err != nil {
			return openjson.At(fmt.Sprintf("scales[%d]", i), err)
		}
	}
	for _, c := range d.Claims {
		if err := d.checkVerdict(c.Verdict); err != nil {
			return fmt.Errorf("a verdict needs what would be gone: %w", err)
		}
	}
	return nil
}

type plainScale Scale

// MarshalJSON writes the scale with the members that it came with.
func (s Scale) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainScale(s), s.Extra) }

// UnmarshalJSON reads a scale and keeps the members it does not know.
func (s *Scale) UnmarshalJSON(data []byte) (err error) {
	s.Extra, err = openjson.Unmarshal(data, (*plainScale)(s))
	return err
}

type plainRating Rating

// MarshalJSON writes the rating with the members that it came with.
func (r Rating) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainRating(r), r.Extra) }

// UnmarshalJSON reads a rating and keeps the members it does not know.
func (r *Rating) UnmarshalJSON(data []byte) (err error) {
	r.Extra, err = openjson.Unmarshal(data, (*plainRating)(r))
	return err
}
