package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
)

// newer is the sample article with words of it replaced.
func newer(t *testing.T, changes ...string) string {
	t.Helper()
	data, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the sample has no %q", changes[i])
		}
		text = strings.ReplaceAll(text, changes[i], changes[i+1])
	}
	return text
}

// updatesTo brings a newer text in through the article's menu.
func (p *person) updatesTo(text string) {
	p.t.Helper()
	p.press("Article")
	p.press("Update the text…")
	p.wait("the dialog is open", `document.querySelector('#dialog-update[open]')`)
	p.chooseFile("#update-file", "newer.txt", []byte(text))
}

func TestANewerTextFindsItsClaimsAgain(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	ids := p.claims() // accused, claimed, insisted, denied
	p.updatesTo(newer(t, "Japan denied this", "Japan confirmed this", beijingInsisted+"\n\n", "", "five North Koreans who were arrested", "five people who were arrested"))
	p.hears("Text updated: 2 exact, 1 changed, 1 orphan.")
	p.wait("the dialog is gone", `!document.querySelector('dialog[open]')`)
	p.wait("the strip leads on, and has focus", `document.activeElement.id === 'next-decision' && document.activeElement.textContent === 'Next of 2 decisions'`)
	if got := eval[string](p, `document.querySelector('mark.changed').textContent`); got != "Japan confirmed this" {
		t.Errorf("the changed claim is shown on %q", got)
	}
	if eval[bool](p, `!!document.querySelector('mark[data-claims~="`+ids[2]+`"]')`) {
		t.Error("the orphan has a highlight")
	}
	p.wait("the difference is on the card", `document.querySelector('[data-claim-card="`+ids[3]+`"] del').textContent === 'denied' && document.querySelector('[data-claim-card="`+ids[3]+`"] ins').textContent === 'confirmed'`)
	p.wait("the orphan is listed with its old words", `document.querySelector('#orphans [data-claim-card="`+ids[2]+`"]').textContent.includes('Beijing also insisted')`)
	p.saved()

	// Through the decisions by keyboard alone.
	p.keys("Enter")
	p.wait("the first decision has focus", `document.activeElement.textContent === 'Accept new wording'`)
	p.keys("Enter")
	p.hears("The claim now covers “Japan confirmed this”")
	p.wait("focus is not lost", `document.activeElement !== document.body`)
	p.wait("it is a highlight like any other", `!document.querySelector('mark.changed')`)
	p.wait("and its card says how it was marked", `document.querySelector('[data-claim-card="`+ids[3]+`"] .as-marked').textContent.includes('Japan denied this')`)
	p.press("Next of 1 decision")
	p.wait("the orphan is next", `document.activeElement.closest('[data-claim-card="`+ids[2]+`"]')`)

	p.selects("The ministry earlier sent officials to investigate")
	p.press("Re-attach claim")
	p.hears("The claim is attached to “The ministry earlier sent officials")
	p.wait("nothing is left to decide", `!document.querySelector('#next-decision') && !document.querySelector('#orphans')`)
	p.saved()

	p.press("What changed")
	p.wait("both texts are compared", `[...document.querySelectorAll('.comparison del')].some((el) => el.textContent.includes('denied')) && [...document.querySelectorAll('.comparison ins')].some((el) => el.textContent.includes('people'))`)
	p.keys("Escape")
	p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)

	p.reload()
	p.wait("all is as it was", `document.querySelectorAll('mark').length === 4 && document.querySelector('#article').textContent.includes('Japan confirmed this')`)
}

func TestAnUpdateIsUndoneAsOne(t *testing.T) {
	p := visit(t, "/")
	denied := p.highlights(japanDenied)
	p.saved()
	p.updatesTo(newer(t, "Japan denied this", "Japan did not deny this"))
	p.hears("1 changed")
	p.press("Undo")
	p.hears("Undone: update the text")
	p.wait("the old text is back, with its highlight", `document.querySelector('mark[data-claims="`+denied+`"]').textContent === 'Japan denied this' && !document.querySelector('mark.changed')`)
	p.press("Redo")
	p.wait("and the new one again", `document.querySelector('mark.changed').textContent === 'Japan did not deny this'`)
	p.press("Keep as orphan")
	p.hears("kept as an orphan")
	p.wait("the highlight is gone", `!document.querySelector('mark') && document.querySelector('#orphans .card')`)
	_, exported := p.exports("japan-china-row-over-korean-defectors-simmers.gainsay.json")
	other := visit(t, "/")
	other.chooseFile("#import-file", "orphan.gainsay.json", exported)
	other.wait("the export imports, orphan and all", `document.querySelector('#orphans .card')?.textContent.includes('Japan denied this')`)
	other.accessible("an orphan")
}

func TestAnAmbiguousClaimIsGivenItsPlace(t *testing.T) {
	p := visit(t, "/")
	p.press("Open article")
	const line = "The board said nothing."
	p.click("#article-text")
	call(p, input.InsertText, input.InsertTextParams{Text: "Two boards\n\nAda spoke first that day in the hall. " + line + " Then Bo left for the coast.\n\nNothing else was decided there."})
	p.press("Open text")
	p.wait("it is open", `document.querySelector('#article').textContent.includes('Two boards')`)
	p.highlights(line)
	p.saved()
	p.updatesTo("Two boards\n\nCem came late and slept. " + line + " Dee wrote it all down twice.\n\nOutside it rained for hours. " + line + " Eve went home by the last tram.")
	p.hears("1 ambiguous")
	p.wait("no highlight, two places", `!document.querySelector('mark') && document.querySelectorAll('.candidates li').length === 2`)
	p.accessible("places to choose from")
	p.press("Show place 2")
	p.wait("the place is selected", `getSelection().toString() === `+quote(line))
	p.press("It stands here, place 2")
	p.wait("it stands there", `document.querySelector('[data-block="2"] mark')?.textContent === `+quote(line))
}

func TestTheSameTextOrNoTextUpdatesNothing(t *testing.T) {
	p := visit(t, "/")
	p.highlights(japanDenied)
	p.saved()
	p.updatesTo(newer(t))
	p.wait("the dialog says why", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('word for word')`)
	p.press("Update text")
	p.wait("and asks for text", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('paste the article first')`)
	p.accessible("the update dialog")
	p.keys("Escape")
	p.wait("nothing was changed", `document.querySelectorAll('mark').length === 1 && !document.querySelector('#next-decision')`)
}

func TestTheDetailsOfAnArticle(t *testing.T) {
	p := visit(t, "/")
	p.press("Article")
	p.press("Details…")
	p.wait("they are filled in", `document.querySelector('#detail-byline').value === 'Patrick Goodenough'`)
	p.accessible("the details dialog")
	p.clickOn("the address", byCSS("#detail-url"))
	p.types("example.org")
	p.press("Save details")
	p.wait("a bad address is refused", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('https://')`)
	p.wait("what was typed is there to be set right", `document.querySelector('#detail-url').value === 'example.org'`)
	p.clickOn("the address", byCSS("#detail-url"))
	p.keys("Ctrl+a")
	p.types("https://example.org/row")
	p.clickOn("the publisher", byCSS("#detail-publisher"))
	p.keys("Ctrl+a")
	p.types("The Wire")
	p.keys("Enter")
	p.hears("details are changed")
	p.wait("the line above the article says so", `document.querySelector('.eyebrow').textContent.includes('The Wire')`)
	p.saved()
	if _, exported := p.exports("japan-china-row-over-korean-defectors-simmers.gainsay.json"); !strings.Contains(string(exported), `"url": "https://example.org/row"`) {
		t.Error("the export has no address")
	}
	p.press("Undo")
	p.wait("undo takes all of it back", `!document.querySelector('.eyebrow').textContent.includes('The Wire')`)
}

func TestAnotherTextFromTheSameAddressIsOfferedAsAnUpdate(t *testing.T) {
	const head = "---\nurl: https://example.org/boards\n---\n"
	p := visit(t, "/")
	p.press("Open article")
	p.chooseFile("#article-file", "boards.md", []byte(head+"# Two boards\n\nThe first board denied it. The second said nothing."))
	p.wait("it is open", `document.querySelector('#article').textContent.includes('Two boards')`)
	p.highlights("The first board denied it.")
	p.saved()
	p.press("Open article")
	p.chooseFile("#article-file", "boards.md", []byte(head+"# Two boards\n\nOn Monday it rained. The first board denied it. The second said nothing."))
	p.wait("the page asks what it is", `document.querySelector('#dialog-newer[open]')?.textContent.includes('with 1 claim')`)
	p.accessible("the question")
	p.press("Update its text")
	p.hears("Text updated: 1 exact.")
	p.wait("the claim is in the new text", `document.querySelector('[data-block="2"]').textContent.startsWith('On Monday') && document.querySelector('[data-block="2"] mark')`)
	p.press("Library")
	p.wait("it is still one dossier", `document.querySelectorAll('#dossiers li').length === 2`)
}

// TestALongUndoIsCancelled undoes a step of 2,000 operations on a processor that is slow
// enough for the page to say so.
func TestALongUndoIsCancelled(t *testing.T) {
	const claims = 2000
	p := visit(t, "/")
	p.chooseFile("#import-file", "many.gainsay.json", manyClaims(t, claims))
	p.wait("the dossier is open", fmt.Sprintf(`document.querySelector('#tab-claims .number')?.textContent === '%d'`, claims))
	var text strings.Builder
	for i := range claims {
		fmt.Fprintf(&text, "Witness number %d said that the lamp was bright in the night number %d of the year.\n\n", i, i)
	}
	p.updatesTo(text.String())
	p.hears(fmt.Sprintf("Text updated: %d exact.", claims))
	p.wait("the newer text is there", `document.querySelector('[data-block="0"]').textContent.includes('bright')`)
	p.saved()

	slower := func(rate float64) {
		call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: rate})
	}
	slower(20)
	eval[bool](p, `(document.querySelector('#article').focus(), true)`)
	p.keys("Ctrl+z")
	p.wait("the page says how far it has come", `document.querySelector('#toast progress')?.value > 0`)
	p.press("Cancel")
	slower(1)
	p.hears("Nothing was changed.")
	if !eval[bool](p, `document.querySelector('[data-block="0"]').textContent.includes('bright') && !document.querySelector('#toast progress')`) {
		t.Error("what was cancelled is done")
	}
	p.keys("Ctrl+z")
	p.wait("it is undone whole", `document.querySelector('[data-block="0"]').textContent.includes('dark')`)
	p.hears("Undone: ")
	p.saved()
}
