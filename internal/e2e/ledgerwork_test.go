package e2e

import "testing"

// face is the JavaScript for the ledger's entry in which both of two sources speak.
func face(one, other string) string {
	return `[...document.querySelectorAll('[data-opposition]')].find((face) => ((sides) => sides.includes(` + quote(one) + `) && sides.includes(` + quote(other) + `))([...face.querySelectorAll('.side b')].map((b) => b.textContent)))`
}

func TestWorkingAnOppositionUp(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.click("#tab-ledger")
	denial := face("Beijing", "Japan")
	p.clickOn("the line that opens", denial+`.querySelector('.details-head button')`)
	p.fills("Topic", "Permission")
	p.chooses(byName("combobox", "Resolution"), "Japan stands")
	p.fills("Explanation", "The video decides.")
	p.press("Dispute")
	p.wait("the name is asked", `document.querySelector('#dialog-name[open]')`)
	p.fills("Name", "Grace")
	p.press("Use this name")
	p.wait("the log has it", denial+`.querySelector('.log')?.textContent.includes('Grace disputed')`)
	p.wait("the line says what came of it", denial+`.querySelector('.group-summary').textContent.includes('resolved: Japan stands · Disputed by Grace')`)
	p.accessible("an opposition worked up")
	p.picture("ledger-open")

	p.press("By topic")
	p.wait("the topic is a group, and what has none comes last", `((heads) => heads.length === 2 && heads[0].includes('Permission') && heads[1].includes('Without a topic'))([...document.querySelectorAll('.pair h2')].map((h) => h.textContent))`)
	p.wait("focus stays on the choice", `document.activeElement.id === 'by-topic'`)
	p.press("By sources")
	p.wait("by sources the pairs are named", `document.querySelector('.pair h2').textContent.includes('×')`)
	file := p.exportsWork()
	for _, o := range file.Oppositions {
		if o.Kind != "denies" {
			continue
		}
		if o.Topic != "Permission" || o.Status != "resolved" || o.Resolution.Outcome != "from-stands" || o.Resolution.Explanation != "The video decides." || len(o.Reviews) != 1 || o.Reviews[0].By != "Grace" {
			t.Errorf("the file has %+v", o)
		}
	}
	p.chooses(byName("combobox", "Resolution"), "open")
	p.wait("it can be opened again", `!document.querySelector('[data-field="resolution.explanation"]')`)
	p.press("Undo")
	p.wait("one undo brings the resolution back, reasons and all", `document.querySelector('[data-field="resolution.explanation"]')?.value === 'The video decides.'`)
}
