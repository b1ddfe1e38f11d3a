package e2e

import "testing"

func TestSourcesAreEditedInPlace(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.click("#tab-sources")
	p.press("Details of Japan")
	p.fills("Role", "government")
	p.chooses(byName("combobox", "Is a"), "organisation")
	p.fills("Same as", "wikidata")
	p.wait("an address that is none is said at the field", `document.querySelector('[data-field=sameAs]').getAttribute('aria-invalid') === 'true' && document.querySelector('[data-field=sameAs]').value === 'wikidata'`)
	p.fills("Same as", "https://www.wikidata.org/wiki/Q17")
	p.accessible("a source with its details")
	p.picture("source-open")

	// Another name, in all its claims, is one step.
	p.clickOn("the name", byName("textbox", "Name"))
	p.keys("Ctrl+a", "Backspace", "Enter")
	p.wait("a source needs a name", `document.querySelector('.source-form .fault')?.textContent.includes('a source needs a name')`)
	p.fills("Name", "Tokyo")
	p.press("Rename")
	p.hears("Source renamed in 2 claims")
	p.wait("the list has it, with what is known of it, and focus is on it", `document.querySelector('[data-source=Tokyo] .profile')?.textContent.includes('government · organisation') && document.activeElement.getAttribute('aria-label') === 'Details of Tokyo'`)
	file := p.exportsWork()
	if len(file.Sources) != 1 || file.Sources[0].Name != "Tokyo" || file.Sources[0].Role != "government" || file.Sources[0].Type != "organisation" || file.Sources[0].SameAs != "https://www.wikidata.org/wiki/Q17" {
		t.Errorf("the file has the sources %+v", file.Sources)
	}
	p.press("Undo")
	p.wait("one undo takes it back everywhere", `document.querySelector('[data-source=Japan] .line:nth-of-type(2)') && !document.querySelector('[data-source=Tokyo]')`)

	// Two that are one become one.
	p.press("Details of Chinese officials")
	p.chooses(`document.querySelector('.source-form select:not([data-field])')`, "Beijing")
	p.press("Merge")
	p.hears("The two sources are one now: 1 claim took the other name")
	p.wait("the claims are under one name", `document.querySelectorAll('[data-source=Beijing] .line').length === 2 && document.querySelectorAll('[data-source]').length === 2`)
	p.press("Undo")
	p.wait("one undo parts them", `document.querySelectorAll('[data-source]').length === 3`)
}
