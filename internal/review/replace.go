package review

import (
	"slices"

	"gainsay/internal/dossier"
)

// Replace makes the step by which one dossier, a, becomes what another of the same article
// is: its claims, oppositions, sources and scales in the place of those in a. The
// dossier keeps its id, its article with the versions of that, and its time of making. It
// fails with ErrOtherArticle, and with what Breathe returns; Base, Choices and Prefer do not
// matter.
func Replace(a, b *dossier.Dossier, o Options) (*Merged, error) {
	r := ready(o.Editor, o.Breathe)
	onA, onB, update, err := r.together(a, b)
	if err != nil {
		return nil, err
	}
	m := &merger{a: onA, b: onB, options: o, breathe: r.breathe, merged: &Merged{}}
	m.out = *onA
	m.out.Claims, m.out.Oppositions, m.out.Profiles, m.out.Scales = onB.Claims, onB.Oppositions, onB.Profiles, onB.Scales
	// A scale stays as long as there are verdicts on it, and is there before there are.
	between := m.out
	for _, s := range onA.Scales {
		if onB.Scale(s.ID) == nil {
			between.Scales = append(slices.Clone(between.Scales), s)
		}
	}
	done, err := m.finish(a, update, &between)
	if done != nil && len(done.Step.Ops) > 0 {
		done.Step.Label = "replace dossier"
	}
	return done, err
}
