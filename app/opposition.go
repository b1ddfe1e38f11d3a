package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// OppositionForm is where an opposition is worked up: its topic, which side stands and
// why, and its review.
type OppositionForm struct {
	goapp.Compo

	Page       *Page
	Opposition *dossier.Opposition
	From, To   string // who speaks on either side
	Reviewer   string
	Draft      string // of a review
	Fixed      bool   // edits are refused
	Entries    int    // a revision of what was refused
}

// Render draws the fields and the log.
func (f *OppositionForm) Render() goapp.UI {
	o := f.Opposition
	r := o.Resolution
	return goapp.Div().Class("group-fields").Body(
		labelled(f.Page, &Field{Page: f.Page, Target: o.ID, Name: dossier.FieldTopic, Label: "Topic", Value: o.Topic, Hint: "what the two are about", Fixed: f.Fixed}),
		&Choice{Page: f.Page, Target: o.ID, Name: dossier.FieldResolution, Label: "Resolution", Value: string(r.Outcome), Options: f.outcomes(), Fixed: f.Fixed},
		goapp.If(r.Given(), func() goapp.UI {
			return labelled(f.Page, &Field{Page: f.Page, Target: o.ID, Name: desk.FieldResolutionExplanation, Label: "Explanation", Value: r.Explanation, Hint: "why", Lines: true, Fixed: f.Fixed})
		}),
		goapp.If(r.Given(), func() goapp.UI { return goapp.P().Class("aside").Text(signed(r.By, momentWords(r.At))) }),
		&ReviewLog{
			Page: f.Page, Target: o.ID, Reviews: o.Reviews, Changed: o.ChangedSinceReview(), Reviewer: f.Reviewer,
			Draft: f.Draft, Fixed: f.Fixed, Fault: f.Page.faultAt(o.ID, fieldReview),
		},
	)
}

// outcomes names the sides by who speaks; where that is the same on both, by which
// answers.
func (f *OppositionForm) outcomes() []option {
	from, to := f.From, f.To
	if dossier.SourceKey(from) == dossier.SourceKey(to) {
		from, to = from+" (answering)", to+" (answered)"
	}
	return []option{
		{"", "open"},
		{string(dossier.FromStands), from + " stands"},
		{string(dossier.ToStands), to + " stands"},
		{string(dossier.Neither), "neither stands"},
		{string(dossier.BothInPart), "both stand in part"},
	}
}
