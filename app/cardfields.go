package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// groups is a set of the groups of fields on an open card.
type groups uint16

// The groups, in the order in which they stand.
const (
	groupAttribution groups = 1 << iota
	groupStatement
	groupKind
	groupEvidence
	groupContact
	groupVerdict
	groupReview
	groupNote
)

// groupsAtFirst are open before a person opened or closed any: what most claims get.
const groupsAtFirst = groupAttribution | groupStatement | groupKind | groupNote

// cardWork is what an open card shows beyond its claim. It is the same for all cards
// and kept for the visit. Closed cards have the zero one.
type cardWork struct {
	Groups    groups
	Reporters int              // so many rows for reporters, where there are fewer of them
	Item      dossier.ID       // the evidence whose fields are shown
	Scale     dossier.ID       // the scale from which a rating is chosen
	Scales    []*dossier.Scale // those to choose from
	Reviewer  string
	Draft     string // of a review
	Entries   int    // a revision of what was refused
}

// workOf is what an open card shows beyond its claim.
func (p *Page) workOf(k *desk.Desk, c *dossier.Claim) cardWork {
	d := k.Dossier()
	scale := p.scale
	if scale == "" {
		scale = c.Verdict.Scale
	}
	if d.Scale(scale) == nil {
		scale = dossier.TruthScale
	}
	return cardWork{
		Groups: groupsAtFirst ^ p.turned, Reporters: p.reporters, Item: p.openEvidence, Scale: scale, Scales: d.AllScales(),
		Reviewer: k.Creator(), Draft: p.drafts[c.ID], Entries: p.entries.rev,
	}
}

// fields are the groups of an open card.
func (c *Card) fields() goapp.UI {
	claim, work := c.Claim, c.Work
	return goapp.Div().Class("fields").Body(
		c.group(groupAttribution, "Attribution", "", func() goapp.UI {
			return &Attribution{Page: c.Page, Claim: claim, Reporters: work.Reporters, Fixed: c.Fixed, Entries: work.Entries}
		}),
		c.group(groupStatement, "Statement", "", c.statement),
		c.group(groupKind, "Type and status", kindWords(claim), c.kind),
		c.group(groupEvidence, "Evidence", countOrNone(len(claim.Evidence)), func() goapp.UI {
			return &EvidenceList{Page: c.Page, Claim: claim, Open: work.Item, Fixed: c.Fixed, Entries: work.Entries}
		}),
		c.group(groupContact, "Claimant contacted", contactWords(claim.Contact), c.contact),
		c.group(groupVerdict, "Verdict", verdictWords(c.Desk.Dossier(), claim.Verdict), func() goapp.UI {
			return &VerdictForm{Page: c.Page, Claim: claim, Scale: work.Scale, Scales: work.Scales, Fixed: c.Fixed}
		}),
		c.group(groupReview, "Review", reviewState(claim.Decision(), claim.ChangedSinceReview()), func() goapp.UI {
			return &ReviewLog{
				Page: c.Page, Target: claim.ID, Reviews: claim.Reviews, Changed: claim.ChangedSinceReview(),
				Reviewer: work.Reviewer, Draft: work.Draft, Fixed: c.Fixed, Fault: c.Page.faultAt(claim.ID, fieldReview),
			}
		}),
		c.group(groupNote, "Note and tags", "", c.note),
	)
}

// group is a part of the card that opens and closes. Closed, its head says what is in
// it.
func (c *Card) group(g groups, title, summary string, body func() goapp.UI) goapp.UI {
	id, open := groupID(c.Claim.ID, g), c.Work.Groups&g != 0
	return goapp.Section().Class("group").Body(
		goapp.H2().Body(
			goapp.Button().ID(id).Type("button").DataSet("group", int(g)).Aria("expanded", boolText(open)).OnClick(c.turn).Body(
				goapp.Span().Class("group-title").Text(title),
				goapp.If(!open && summary != "", func() goapp.UI { return goapp.Span().Class("group-summary").Text(summary) }),
			),
		),
		goapp.If(open, func() goapp.UI { return goapp.Div().Class("group-body").Body(body()) }),
	)
}

func groupID(claim dossier.ID, g groups) string {
	return "group-" + claim.Short() + "-" + strconv.Itoa(int(g))
}

// groupOf reads which group an element is about.
func groupOf(ctx goapp.Context) groups {
	n, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("group").String())
	if err != nil {
		return 0
	}
	return groups(n)
}

func (c *Card) turn(ctx goapp.Context, _ goapp.Event) { c.Page.turnGroup(groupOf(ctx)) }

func (c *Card) statement() goapp.UI {
	by := c.Claim.StatementBy
	return goapp.Div().Class("group-fields").Body(
		c.field(dossier.FieldStatement, "Statement", "the claim in your own words, as it will be checked", c.Claim.Statement, true),
		goapp.If(by != "", func() goapp.UI { return goapp.P().Class("aside").Text("Worded by " + by) }),
	)
}

func (c *Card) kind() goapp.UI {
	var statuses []option
	for _, s := range dossier.Statuses() {
		statuses = append(statuses, option{s.String(), statusName(s)})
	}
	return goapp.Div().Class("halves").Body(
		&Choice{Page: c.Page, Target: c.Claim.ID, Name: dossier.FieldType, Label: "Type", Value: string(c.Claim.Type), Options: typeOptions(), Fixed: c.Fixed},
		&Choice{Page: c.Page, Target: c.Claim.ID, Name: dossier.FieldStatus, Label: "Status", Value: c.Claim.Status.String(), Options: statuses, Fixed: c.Fixed},
	)
}

func typeOptions() []option {
	list := options("not chosen", dossier.ClaimTypes())
	for i, o := range list {
		switch dossier.ClaimType(o.Value) {
		case dossier.Law:
			list[i].Words = "law or rule"
		case dossier.Experience:
			list[i].Words = "personal experience"
		}
	}
	return list
}

func kindWords(c *dossier.Claim) string {
	status := statusName(c.Status)
	for _, o := range typeOptions() {
		if c.Type != "" && o.Value == string(c.Type) {
			return o.Words + ", " + status
		}
	}
	return status
}

// statusName is a status in words.
func statusName(s dossier.Status) string { return strings.ReplaceAll(s.String(), "-", " ") }

func (c *Card) contact() goapp.UI {
	contact := c.Claim.Contact
	return goapp.Div().Class("group-fields").Body(
		c.wholeField(dossier.FieldContactWhen, "Contacted on", dateHint, contact.When),
		c.field(dossier.FieldContactAnswer, "Answer", "what the claimant said, or that nothing came", contact.Answer, true),
	)
}

// dateHint shows how a date is written.
const dateHint = "2026-03-04"

func contactWords(c dossier.Contact) string {
	switch {
	case c.When != "" && c.Answer != "":
		return dateWords(c.When) + ", answered"
	case c.When != "":
		return dateWords(c.When)
	case c.Answer != "":
		return "answered"
	}
	return "not yet"
}

func countOrNone(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}

func (c *Card) note() goapp.UI {
	return goapp.Div().Class("group-fields").Body(
		c.field(dossier.FieldNote, "Note", "", c.Claim.Note, true),
		c.field(dossier.FieldTags, "Tags", "with commas between", strings.Join(c.Claim.Tags, ", "), false),
	)
}

func (c *Card) field(name, label, hint, value string, lines bool) goapp.UI {
	return labelled(c.Page, &Field{Page: c.Page, Target: c.Claim.ID, Name: name, Label: label, Value: value, Hint: hint, Lines: lines, Fixed: c.Fixed})
}

func (c *Card) wholeField(name, label, hint, value string) goapp.UI {
	return labelled(c.Page, &Field{Page: c.Page, Target: c.Claim.ID, Name: name, Label: label, Value: value, Hint: hint, Whole: true, Fixed: c.Fixed})
}

// labelled is a field below its label, with what was refused in it.
func labelled(p *Page, f *Field) goapp.UI {
	return goapp.Div().Class("field").Body(
		goapp.Label().For(fieldID(f.Target, f.Name)).Text(f.Label),
		p.entries.in(f),
	)
}

// turnGroup opens a group of fields on all cards, or closes it.
func (p *Page) turnGroup(g groups) {
	p.closeField()
	p.turned ^= g
	p.afterDraw(p.alignCards)
}

// showGroup opens a card at one of its groups.
func (p *Page) showGroup(id dossier.ID, g groups) {
	p.turned |= g &^ groupsAtFirst
	p.turned &^= g & groupsAtFirst
	p.showCard(id)
	p.afterDraw(func() {
		browser.FocusSelector("#" + groupID(id, g))
		browser.ScrollIntoView("#"+groupID(id, g), "nearest")
	})
}

// faultAt is why the last words for a field were not taken, or "".
func (p *Page) faultAt(target dossier.ID, field string) string {
	return p.entries.of[place{target, field}].why
}

// verdictWords is a verdict in a word or two.
func verdictWords(d *dossier.Dossier, v dossier.Verdict) string {
	if _, rating := d.RatingOf(v); rating != nil {
		return rating.Label
	}
	return "none"
}

// reviewState says what a reviewer decided last; "" where nobody did.
func reviewState(last *dossier.Review, changed bool) string {
	if last == nil {
		return ""
	}
	said := desk.Capital(string(last.Decision)) + " by " + last.By
	if changed {
		said += ", changed since"
	}
	return said
}
