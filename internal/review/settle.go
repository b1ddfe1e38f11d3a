package review

import (
	"slices"
	"strings"
	"time"

	"gainsay/internal/dossier"
)

// Choice is what is decided about one item of a comparison. One that takes the side that
// does not have the item says that it does not belong into the outcome.
type Choice struct {
	Take dossier.Taken

	// Claim or Opposition is what is taken where that is neither side's as it was. Its id
	// does not matter; the ends of an opposition are claims of A, or of B where A has none.
	Claim      *dossier.Claim
	Opposition *dossier.Opposition
}

// Outcome is the dossier that a comparison came to.
type Outcome struct {
	Dossier *dossier.Dossier

	// Open are the items about which nothing is decided. They are not in Dossier.
	Open []Item

	// Left are the oppositions that were to be in Dossier and are not, because one of
	// their claims is not.
	Left []Left

	// Conflicts are what both sides say differently about something that is in Dossier
	// and was not compared. The value of A is the one that is there.
	Conflicts []Conflict
}

// Settle makes the dossier that two people's dossiers come to: what they agree on, and
// what was chosen of the rest, by the key of its item. Each claim and opposition says in
// its provenance how it got there; who adjudicated is the editor's person. Evidence,
// reviews and tags of both stay with a claim that both have. The claims are added to
// an empty dossier in one step, so that what does not fit is refused.
func (c *Comparison) Settle(e dossier.Editor, choices map[string]Choice) (*Outcome, error) {
	united, err := Merge(c.A, c.B, Options{Editor: e, Prefer: PreferA})
	if err != nil {
		return nil, err
	}
	now := e.Now().UTC().Truncate(time.Millisecond)
	empty := *united.Dossier
	empty.ID, empty.Created, empty.Modified, empty.Claims, empty.Oppositions = e.NewID(), now, now, nil, nil
	s := settling{
		comparison: c, now: now, outcome: &Outcome{}, ends: make(map[dossier.ID]dossier.ID),
		merger: merger{a: c.A, b: c.B, base: &dossier.Dossier{}, options: Options{Editor: e, Prefer: PreferA}, merged: united},
	}
	s.outcome.Conflicts = slices.DeleteFunc(united.Conflicts, func(k Conflict) bool {
		return k.Subject == OfClaim || k.Subject == OfEvidence || k.Subject == OfOpposition
	})
	united.Conflicts = nil
	s.takeIDs()
	for _, subject := range []Subject{OfClaim, OfOpposition} {
		for _, item := range c.Items {
			if item.Subject == subject {
				s.item(item, choices[item.Key])
			}
		}
	}
	s.outcome.Conflicts = append(s.outcome.Conflicts, united.Conflicts...)
	step := dossier.Step{ID: e.NewID(), At: now, Label: "settle what two dossiers have", Ops: s.ops}
	s.outcome.Dossier, err = step.Apply(&empty)
	return s.outcome, err
}

// settling is a Settle under way.
type settling struct {
	merger
	comparison *Comparison
	now        time.Time
	outcome    *Outcome
	ops        []dossier.Op
	ends       map[dossier.ID]dossier.ID // the ids in the outcome of claims of A and B
}

// item adds what was decided about an item.
func (s *settling) item(item Item, choice Choice) {
	if item.Class != Agreed && choice.Take == "" {
		s.outcome.Open = append(s.outcome.Open, item)
		return
	}
	if item.Subject == OfClaim {
		s.settleClaim(item, choice)
	} else {
		s.settleOpposition(item, choice)
	}
}

func (s *settling) provenance(class Class, choice Choice) dossier.Provenance {
	from := []string{s.comparison.NameA, s.comparison.NameB}
	if class == Agreed && choice.Take == "" {
		return dossier.Provenance{Settled: dossier.Unanimous, At: s.now, From: from}
	}
	return dossier.Provenance{Settled: dossier.Adjudicated, Taken: choice.Take, By: s.options.Editor.Creator, At: s.now, From: from}
}

// chosen is which of three is taken, or nil where that is what is not there.
func chosen[T any](take dossier.Taken, a, b, edited *T) *T {
	switch take {
	case dossier.TakenA:
		return a
	case dossier.TakenB:
		return b
	}
	return edited
}

func (s *settling) settleClaim(item Item, choice Choice) {
	a, b := item.ClaimA, item.ClaimB
	if b != nil {
		b = s.rescaled(b)
	}
	edited := choice.Claim
	if edited != nil && s.a.Scale(edited.Verdict.Scale) == nil {
		edited = s.rescaled(edited) // on a scale that only B knows
	}
	var next dossier.Claim
	if choice.Take == "" {
		next = *s.claim(a, b, nil)
	} else {
		taken := chosen(choice.Take, a, b, edited)
		if taken == nil {
			return
		}
		next = *taken
		next.Modified = s.now
		if a != nil && b != nil {
			next.Evidence, next.Reviews, next.Tags = s.evidence(a, b, nil), s.reviews(a.Reviews, b.Reviews), both(a, b, next.Tags)
			next.Note = bothNotes(next.Note, a.Note, b.Note)
		}
	}
	switch {
	case a != nil:
		next.ID = a.ID
		s.ends[a.ID] = a.ID
		if b != nil {
			s.ends[b.ID] = a.ID
		}
	default:
		next = *s.newClaim(&next)
		s.ends[b.ID] = next.ID
	}
	next.Provenance = s.provenance(item.Class, choice)
	s.ops = append(s.ops, dossier.Op{Verb: dossier.AddClaim, Claim: &next})
}

// rescaled is a claim of B with its verdict on the scale that the outcome has.
func (s *settling) rescaled(b *dossier.Claim) *dossier.Claim {
	next, renamed := s.merged.Renamed[b.Verdict.Scale]
	if !renamed {
		return b
	}
	copied := *b
	copied.Verdict.Scale = next
	return &copied
}

// both are the tags of a claim with those that either side has.
func both(a, b *dossier.Claim, own []string) []string {
	list := slices.Clone(own)
	for _, tag := range slices.Concat(a.Tags, b.Tags) {
		if !slices.Contains(list, tag) {
			list = append(list, tag)
		}
	}
	return list
}

// bothNotes is a note with those of both sides that it does not hold already.
func bothNotes(own, a, b string) string {
	for _, note := range []string{a, b} {
		switch {
		case strings.Contains(own, note):
		case own == "":
			own = note
		default:
			own += "\n\n" + note
		}
	}
	return own
}

func (s *settling) settleOpposition(item Item, choice Choice) {
	a, b := item.OppositionA, item.OppositionB
	var next dossier.Opposition
	if choice.Take == "" {
		next = *s.opposition(a, b, nil)
	} else {
		taken := chosen(choice.Take, a, b, choice.Opposition)
		if taken == nil {
			return
		}
		next = *taken
		next.Modified = s.now
		if a != nil && b != nil {
			next.Reviews = s.reviews(a.Reviews, b.Reviews)
			if choice.Take != dossier.TakenEdited { // else its note is what the person made of both
				next.Note = bothNotes(next.Note, a.Note, b.Note)
			}
		}
	}
	if a != nil {
		next.ID = a.ID
	} else {
		next.ID = s.admit(b.ID)
	}
	from, to := s.ends[next.From], s.ends[next.To]
	if from == "" || to == "" {
		name := item.Name
		s.outcome.Left = append(s.outcome.Left, Left{Subject: OfOpposition, ID: next.ID, Name: name, Why: "one of its claims is not in the outcome"})
		return
	}
	next.From, next.To = from, to
	next.Provenance = s.provenance(item.Class, choice)
	s.ops = append(s.ops, dossier.Op{Verb: dossier.AddOpposition, Opposition: &next})
}
