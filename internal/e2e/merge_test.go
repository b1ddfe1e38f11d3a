package e2e

import (
	"bytes"
	"fmt"
	"testing"
)

// twoSides is a dossier that went out with a claim, came back with another and a changed
// source, and was worked on meanwhile: p has the dossier open, and file is what came back.
func twoSides(t *testing.T, options ...option) (p *person, file []byte) {
	t.Helper()
	p = visit(t, "/", options...)
	denied := p.highlights(japanDenied)
	p.attributes(denied, "Japan", "denied", "deny")
	p.saved()
	_, data := p.exports(sampleFile)

	q := reviewer(t, data, 1)
	q.focuses(denied)
	q.attributes(denied, "Tokyo", "denied", "deny")
	q.highlights(beijingInsisted)
	q.saved()
	_, file = q.exports(sampleFile)

	p.attributes(denied, "The ministry", "denied", "deny")
	p.saved()
	return p, file
}

// reviewer is somebody else, who got a file with so many claims and opened it.
func reviewer(t *testing.T, file []byte, claims int) *person {
	t.Helper()
	p := visit(t, "/")
	p.chooseFile("#import-file", sampleFile, file)
	p.wait("the claims came in", fmt.Sprintf(`document.querySelectorAll('mark').length === %d`, claims))
	p.saved()
	return p
}

// TestAFileThatComesBackIsMerged takes in what a reviewer did, chooses in a conflict, and
// takes it all back as one step.
func TestAFileThatComesBackIsMerged(t *testing.T) {
	p, file := twoSides(t)
	p.chooseFile("#import-file", "back.gainsay.json", file)
	p.wait("a conflict is shown", `document.querySelector('#dialog-merge[open] .conflict')?.textContent.includes('Tokyo')`)
	p.hears("1 conflict left for you to choose")
	p.accessible("the dialog for a dossier that came back")
	p.picture("merge")
	p.click(`#dialog-merge .conflict input[value="b"]`)
	p.wait("the choice is taken", `document.querySelector('#merge-summary').textContent.startsWith('2 changes') && !document.querySelector('#merge-summary').textContent.includes('conflict')`)
	p.click("#merge")
	p.hears("Merged: ")
	p.wait("both claims are there", `document.querySelectorAll('[data-claim-card]').length === 2`)
	p.wait("theirs was taken", `document.querySelector('#cards').textContent.includes('Tokyo')`)
	p.saved()
	p.keys("Ctrl+z")
	p.wait("one step takes all of it back", `document.querySelectorAll('[data-claim-card]').length === 1 && document.querySelector('#cards').textContent.includes('The ministry')`)
}

// TestWhatIsNotChosenStays merges without a choice, and replaces all after that.
func TestWhatIsNotChosenStays(t *testing.T) {
	p, file := twoSides(t, onPhone, inDark)
	p.chooseFile("#import-file", "back.gainsay.json", file)
	p.wait("a conflict is shown", byCSS("#dialog-merge[open] .conflict"))
	p.accessible("the dialog on a phone, in dark")
	p.picture("merge-phone-dark")
	p.keys("Escape")
	p.hears("Nothing was imported.")
	p.chooseFile("#import-file", "back.gainsay.json", file)
	p.wait("it can be merged", byCSS("#merge:not(:disabled)"))
	p.click("#merge")
	p.hears("1 conflict left as you had it")
	p.wait("mine stays", `document.querySelector('#tab-claims .number').textContent === '2'`)
	p.saved()
	p.chooseFile("#import-file", "back.gainsay.json", file)
	p.wait("it can replace", byCSS("#replace:not(:disabled)"))
	p.reach("#replace")
	p.click("#replace")
	p.hears("Replaced by back.gainsay.json.")
	p.saved()
	file2, _ := p.exports(sampleFile)
	if got := file2.Claims[len(file2.Claims)-1].Attribution.Source.Text; len(file2.Claims) != 2 || got != "Tokyo" {
		t.Errorf("after replacing it has %d claims, the last of %q", len(file2.Claims), got)
	}
}

// TestWhatOnlyTheReviewerChangedIsTaken has a file come back in which a source was changed
// and a claim taken out: neither was touched here since it left, so nothing is asked.
func TestWhatOnlyTheReviewerChangedIsTaken(t *testing.T) {
	p := visit(t, "/")
	denied := p.highlights(japanDenied)
	p.attributes(denied, "Japan", "denied", "deny")
	claimed := p.highlights(chineseClaimed)
	p.attributes(claimed, "Chinese officials", "claimed", "assert")
	p.saved()
	_, data := p.exports(sampleFile)

	q := reviewer(t, data, 2)
	if _, again := q.exports(sampleFile); !bytes.Equal(again, data) {
		t.Error("what was only opened is not the same file again")
	}
	q.focuses(denied)
	q.attributes(denied, "Tokyo", "denied", "deny")
	q.focuses(claimed)
	q.keys("Delete")
	q.wait("the claim is gone", `document.querySelectorAll('mark').length === 1`)
	q.saved()
	_, file := q.exports(sampleFile)

	p.highlights(beijingInsisted)
	p.saved()
	p.chooseFile("#import-file", "back.gainsay.json", file)
	p.wait("it is known what the file was made from", `document.querySelector('#dialog-merge[open] #merge-base')?.checkVisibility() && document.querySelector('#merge-base').textContent.includes('what you exported on')`)
	p.wait("nothing is asked", `document.querySelector('#merge-summary')?.textContent.startsWith('2 changes') && !document.querySelector('#dialog-merge .conflict')`)
	p.accessible("a file whose origin is known")
	p.picture("merge-base")
	p.click("#merge")
	p.hears("Merged: 2 changes")
	p.wait("what they did is there, and what was done here", `document.querySelectorAll('mark').length === 2 && document.querySelector('#cards').textContent.includes('Tokyo') && document.querySelector('#article').textContent.includes('insisted') && !document.querySelector('[data-claim-card="`+claimed+`"]')`)
	p.saved()
}
