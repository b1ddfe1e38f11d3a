package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// worked is the part of a file that the working up of a claim writes.
type worked struct {
	Claims []struct {
		Attribution struct {
			Source, Cue struct{ Text, Lemma string }
			Through     []struct{ Source, Cue struct{ Text string } }
			Quotation   string
			Said        struct{ When, Where string }
		}
		Stance, StanceOrigin, Statement, StatementBy, Type, Status string
		Contact                                                    struct{ When, Answer string }
		Evidence                                                   []struct {
			URL, Archived, Title, Excerpt, Date, Relation string
			Primary                                       bool
		}
		Verdict struct{ Scale, Rating, Explanation, By string }
		Reviews []struct{ By, Decision, Text string }
	}
	Scales      []struct{ Name string }
	Oppositions []struct {
		Kind, Topic, Status string
		Resolution          struct{ Outcome, Explanation, By string }
		Reviews             []struct{ By, Decision, Text string }
	}
	Sources []struct {
		Name, Role, Type, SameAs string
		Anonymous                bool
	}
}

// exportsWork presses Export and reads what was worked up.
func (p *person) exportsWork() worked {
	p.t.Helper()
	p.saved()
	p.press("Export")
	data := p.downloaded(sampleFile)
	p.valid(data)
	var file worked
	p.must(json.Unmarshal(data, &file))
	return file
}

// reveals scrolls an element of the panel out from under the panel's head.
func (p *person) reveals(element string) {
	p.t.Helper()
	p.wait("there is something to scroll to", element)
	eval[bool](p, `(`+element+`.scrollIntoView({block: 'center'}), true)`)
}

// turns opens a group of fields on the open card, or closes it.
func (p *person) turns(group string) {
	p.t.Helper()
	button := `[...document.querySelectorAll('.group h2 button')].find((button) => button.querySelector('.group-title').textContent === ` + quote(group) + `)`
	was := eval[string](p, button+`.getAttribute('aria-expanded')`)
	p.reveals(button)
	p.clickOn("the group "+group, button)
	p.wait("the group turns", button+`.getAttribute('aria-expanded') !== `+quote(was))
}

// rating is the JavaScript for the radio button of a rating.
func rating(label string) string {
	return `[...document.querySelectorAll('.rating')].find((label) => label.textContent === ` + quote(label) + `)?.control`
}

// rates chooses a rating.
func (p *person) rates(label string) {
	p.t.Helper()
	p.reveals(rating(label))
	p.clickOn("the rating "+label, rating(label))
}

func TestSourceCueAndStanceInFourActions(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	actions := 0
	act := func(f func()) {
		actions++
		f()
	}
	act(func() { p.selectsIn(beijingInsisted, "Beijing") })
	act(func() { p.press("Use as source") })
	act(func() { p.selectsIn(beijingInsisted, "insisted") })
	act(func() { p.press("Use as cue") })
	p.hears("Stance proposed: assert")
	p.wait("the card says who, cue and stance, and that it is proposed", `['Beijing', 'insisted', 'assert, proposed'].every((part) => document.querySelector('.card .who').textContent.includes(part))`)
	if actions > 4 {
		t.Errorf("it takes %d actions, more than 4", actions)
	}
	c := p.exportsWork().Claims[0]
	if a := c.Attribution; a.Source.Text != "Beijing" || a.Cue.Text != "insisted" || a.Cue.Lemma != "insist" || c.Stance != "assert" || c.StanceOrigin != "proposed" {
		t.Errorf("the file has %+v", c)
	}
}

func TestAStanceIsProposedUntilItIsConfirmed(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(japanDenied)
	p.opensCard(claim)
	p.fills("Cue", "has not denied")
	p.wait("the negation turns the stance", byName("combobox", "Stance")+`.value === 'concede'`)
	p.fills("Cue", "denied")
	p.wait("another cue proposes another stance", byName("combobox", "Stance")+`.value === 'deny'`)
	p.press("Confirm the stance")
	p.hears("Stance confirmed: deny")
	p.wait("it is no longer proposed, and focus is on the stance", `!document.querySelector('.proposal') && document.activeElement.dataset.field === 'stance'`)
	p.fills("Cue", "insisted")
	if c := p.exportsWork().Claims[0]; c.Stance != "deny" || c.StanceOrigin != "" {
		t.Errorf("another cue took the person's choice away: %+v", c)
	}
	p.chooses(byName("combobox", "Stance"), "question")
	p.press("Undo")
	p.wait("one undo takes the choice back", byName("combobox", "Stance")+`.value === 'deny'`)
}

func TestWorkingAClaimUp(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(beijingInsisted)
	p.opensCard(claim)
	p.fills("Source", "Beijing")
	p.chooses(byName("combobox", "Quotation"), "indirect")
	p.fills("Said on", "2002-05")
	p.fills("Said at", "a press briefing")
	p.press("Add a reporter")
	p.wait("focus is in the new row", `document.activeElement.getAttribute('aria-label') === 'Reporter 1'`)
	p.types("Xinhua")
	p.keys("Tab")
	p.fills("Cue of reporter 1", "reported")
	p.fills("Statement", "Staff let the police in.")
	p.chooses(byName("combobox", "Type"), "event")
	p.chooses(byName("combobox", "Status"), "in progress")

	p.turns("Claimant contacted")
	p.fills("Contacted on", "2002-05-20")
	p.fills("Answer", "No answer came.")
	p.turns("Evidence")
	p.press("Add refutation")
	p.wait("focus is in the address", `document.activeElement.getAttribute('aria-label') === 'Address'`)
	p.types("https://example.org/video")
	p.keys("Tab")
	p.fills("Title", "The video")
	p.fills("Excerpt", "dragging away")
	p.fills("Date", "2002-05-08")
	p.clickOn("primary", `document.querySelector('.item input[type=checkbox]')`)
	p.press("Close the evidence The video")
	p.wait("the item is a link to another site", `document.querySelector('.item a[href="https://example.org/video"][rel~=noopener]')?.textContent === 'The video'`)

	p.turns("Verdict")
	p.chooses(`document.querySelector('#verdict-scale')`, "Support")
	p.rates("Refuted")
	p.wait("the rating is pressed in", rating("Refuted")+`.checked`)
	p.fills("Explanation", "The video shows otherwise.")

	p.turns("Review")
	p.fills("Comment", "The duty log is missing.")
	p.press("Dispute")
	p.wait("the name is asked", `document.activeElement.id === 'reviewer-name' || document.querySelector('#dialog-name[open]')`)
	p.accessible("the dialog for the name")
	p.fills("Name", "Ada")
	p.press("Use this name")
	p.wait("the log says who, what and why", `['Ada', 'disputed', 'The duty log is missing.'].every((part) => document.querySelector('.log')?.textContent.includes(part))`)
	p.press("Accept")
	p.wait("the name is asked once", `document.querySelectorAll('.log li').length === 2`)
	p.accessible("a card worked up")
	p.picture("workup-open")

	p.press("Done")
	p.wait("the closed card says how far the check has come", `['1 evidence', 'In progress', 'Refuted', 'Accepted by Ada'].every((part) => document.querySelector('.card .links').textContent.includes(part))`)
	p.clickOn("the chip for the verdict", `document.querySelector('.verdict-chip')`)
	p.wait("it leads to the verdict", `document.activeElement.matches('.group h2 button') && document.activeElement.textContent.includes('Verdict')`)

	file := p.exportsWork()
	c := file.Claims[0]
	if a := c.Attribution; a.Quotation != "indirect" || a.Said.When != "2002-05" || a.Said.Where != "a press briefing" || len(a.Through) != 1 || a.Through[0].Source.Text != "Xinhua" || a.Through[0].Cue.Text != "reported" {
		t.Errorf("the attribution in the file is %+v", a)
	}
	if c.Type != "event" || c.Status != "in-progress" || c.Contact.When != "2002-05-20" || c.Contact.Answer != "No answer came." {
		t.Errorf("the claim in the file is %+v", c)
	}
	if len(c.Evidence) != 1 || c.Evidence[0].URL != "https://example.org/video" || c.Evidence[0].Relation != "refutes" || !c.Evidence[0].Primary || c.Evidence[0].Date != "2002-05-08" {
		t.Errorf("the evidence in the file is %+v", c.Evidence)
	}
	if c.Verdict.Scale != "support" || c.Verdict.Rating != "refuted" || c.Verdict.Explanation != "The video shows otherwise." {
		t.Errorf("the verdict in the file is %+v", c.Verdict)
	}
	if len(c.Reviews) != 2 || c.Reviews[0].By != "Ada" || c.Reviews[0].Decision != "disputed" || c.Reviews[1].Decision != "accepted" {
		t.Errorf("the log in the file is %+v", c.Reviews)
	}

	// The name is kept, and so is which groups are open, from card to card.
	p.reload()
	other := p.highlights(japanDenied)
	p.opensCard(other)
	p.turns("Review")
	p.wait("the name is known on the next visit", `document.querySelector('.reviewer').textContent.includes('Ada')`)
}

func TestWhatCannotStandInAFieldStaysInIt(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(beijingInsisted)
	p.opensCard(claim)
	p.fills("Said on", "last May")
	p.wait("the fault is said at the field, and the words stay", `(field => field.value === 'last May' && document.getElementById(field.getAttribute('aria-describedby')).textContent.includes('is not a date'))(document.querySelector('[data-field="said.when"]'))`)
	p.hears("The date was not changed")
	p.turns("Evidence")
	p.press("Add support")
	p.wait("focus is in the address", `document.activeElement.dataset.field === 'url'`)
	p.types("javascript:alert(1)")
	p.keys("Enter")
	p.wait("an address that a page must not offer is refused", `document.querySelector('[data-field=url]').getAttribute('aria-invalid') === 'true'`)
	p.accessible("fields with faults")

	p.press("Done")
	p.opensCard(claim)
	p.wait("the words are still there", `document.querySelector('[data-field="said.when"]').value === 'last May'`)
	p.fills("Said on", "2002")
	p.wait("set right, the fault is gone", `!document.querySelector('[data-field="said.when"]').hasAttribute('aria-invalid')`)
	c := p.exportsWork().Claims[0]
	if c.Attribution.Said.When != "2002" || c.Evidence[0].URL != "" {
		t.Errorf("the file has %+v", c)
	}
}

func TestAScaleOfOnesOwn(t *testing.T) {
	p := visit(t, "/")
	claim := p.highlights(beijingInsisted)
	p.opensCard(claim)
	p.turns("Verdict")
	p.press("Define a scale…")
	p.wait("the dialog is open", `document.querySelector('#dialog-scale[open]')`)
	p.accessible("the dialog for a scale")
	p.fills("Name of the scale", "House")
	p.press("Make the scale")
	p.wait("a scale without ratings is refused in the dialog", `document.querySelector('#dialog-scale .refusal')`)
	p.clickOn("the ratings", `document.querySelector('#scale-ratings')`)
	p.types("Holds")
	p.keys("Enter")
	p.types("Falls")
	p.press("Make the scale")
	p.rates("Falls")
	p.wait("the rating is given", rating("Falls")+`.checked`)
	file := p.exportsWork()
	if len(file.Scales) != 1 || file.Scales[0].Name != "House" || !strings.HasPrefix(file.Claims[0].Verdict.Rating, "falls") {
		t.Errorf("the file has the scales %+v and the verdict %+v", file.Scales, file.Claims[0].Verdict)
	}
	p.press("Undo")
	p.wait("undo takes the verdict back", `!`+rating("Falls")+`.checked`)
}
