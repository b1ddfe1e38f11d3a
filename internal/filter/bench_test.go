package filter

import (
	"fmt"
	"slices"
	"testing"

	"gainsay/internal/dossier"
)

// large is a dossier of so many claims, by thirty sources, a third of them opposed, a
// tenth with accents.
func large(claims int) *dossier.Dossier {
	d := &dossier.Dossier{}
	for n := range claims {
		c := claim(n, fmt.Sprintf("Beijing also insisted that consulate staff had given the police permission number %d to enter the premises", n))
		if n%10 == 0 {
			c.Anchor.Exact += " “naïve” — señor"
		}
		c.Attribution.Source.Text = fmt.Sprintf("Source %d", n%30)
		c.Attribution.Cue.Text = "insisted"
		c.Stance = dossier.Stances()[n%10]
		c.Note, c.Tags = "Ask for the duty log", []string{fmt.Sprintf("tag %d", n%7)}
		d.Claims = append(d.Claims, c)
		if n%6 == 5 {
			d.Oppositions = append(d.Oppositions, &dossier.Opposition{ID: id(1_000_000 + n), Kind: dossier.Contradicts, From: c.ID, To: d.Claims[n-1].ID})
		}
	}
	return d
}

func bench(b *testing.B, run func(b *testing.B, d *dossier.Dossier)) {
	for _, claims := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(claims), func(b *testing.B) { run(b, large(claims)) })
	}
}

func BenchmarkNewIndex(b *testing.B) {
	bench(b, func(b *testing.B, d *dossier.Dossier) {
		for b.Loop() {
			NewIndex(d)
		}
	})
}

// One operation is an edit of one claim, carried over.
func BenchmarkBind(b *testing.B) {
	bench(b, func(b *testing.B, d *dossier.Dossier) {
		x := NewIndex(d)
		for b.Loop() {
			next, edited := *d, *d.Claims[len(d.Claims)/2]
			next.Claims = slices.Clone(d.Claims)
			next.Claims[len(d.Claims)/2] = &edited
			x.Bind(&next)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	filters := map[string]Filter{
		"all":   {},
		"words": {Text: "police señor"},
		"rare":  {Text: "999"},
		"faceted": {Text: "police", Sort: ByModified,
			Chosen: map[Facet][]string{Source: {"source 3", "source 4"}, Unopposed: {Yes}}},
	}
	for _, name := range []string{"all", "words", "rare", "faceted"} {
		b.Run(name, func(b *testing.B) {
			bench(b, func(b *testing.B, d *dossier.Dossier) {
				x := NewIndex(d)
				for b.Loop() {
					x.Apply(filters[name])
				}
			})
		})
	}
}
