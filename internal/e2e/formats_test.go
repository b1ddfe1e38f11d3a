package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// offers opens the dialog of other formats and waits until it lists them.
func (p *person) offers() {
	p.t.Helper()
	p.press("Other formats")
	p.wait("the formats are listed", `document.querySelectorAll('#dialog-export .form').length > 3`)
}

// picks chooses a format and hands it over in a way.
func (p *person) picks(offer, way string) {
	p.t.Helper()
	p.click(`#dialog-export input[value="` + offer + `"]`)
	p.wait("it is chosen", `document.querySelector('#dialog-export input[value="`+offer+`"]').checked && document.querySelector('#export-`+way+`')`)
	p.click("#export-" + way)
}

const sampleSlug = "japan-china-row-over-korean-defectors-simmers"

// TestTheSceneInOtherFormats downloads the scene in several formats and looks into each.
func TestTheSceneInOtherFormats(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.saved()
	p.offers()
	p.accessible("the dialog of other formats")
	p.picture("formats")
	p.click(`#dialog-export input[value="claimreview"]`)
	p.wait("what is missing is listed", byCSS("#export-lacks"))
	p.click("#export-lacks summary")
	p.accessible("what search engines miss")
	p.picture("formats-claimreview")

	p.picks("w3c", "download")
	p.hears("Exported " + sampleSlug)
	var collection struct {
		Type  string
		First struct{ Items []json.RawMessage }
	}
	p.must(json.Unmarshal(p.downloaded(sampleSlug+".jsonld"), &collection))
	if len(collection.First.Items) != 6 {
		t.Errorf("%d annotations, not 4 claims and 2 oppositions", len(collection.First.Items))
	}

	p.picks("csv/claims", "download")
	if table := string(p.downloaded(sampleSlug + "-claims.csv")); !strings.Contains(table, "Japan denied this") {
		t.Errorf("the table lacks a claim: %s", table)
	}
}

// TestTheLastFormatIsRemembered chooses a form and a way, and finds both again after a
// reload.
func TestTheLastFormatIsRemembered(t *testing.T) {
	p := visit(t, "/")
	p.hasClipboard()
	p.highlights(japanDenied)
	p.saved()
	p.offers()
	p.picks("csv/claims", "copy")
	p.hears("is on the clipboard")
	if board := evalLater[string](p, `navigator.clipboard.readText()`); !strings.Contains(board, japanDenied) {
		t.Errorf("on the clipboard is %q", board)
	}
	p.keys("Escape")
	p.reload()
	p.offers()
	p.wait("the format is chosen", `document.querySelector('#dialog-export input[value="csv/claims"]').checked`)
	p.wait("the way leads", `document.querySelector('#export-copy').classList.contains('primary')`)
}

// TestAForeignFileIsImported imports what the page exported for others, and a file of
// another program of which a part cannot be used.
func TestAForeignFileIsImported(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.saved()
	p.offers()
	p.picks("w3c", "download")
	file := p.downloaded(sampleSlug + ".jsonld")
	p.keys("Escape")

	q := visit(t, "/")
	q.chooseFile("#import-file", "scene.jsonld", file)
	q.hears("Imported ")
	q.saved()
	if got := q.claims(); len(got) != 4 {
		t.Errorf("%d claims came in, not 4", len(got))
	}
	q.wait("its oppositions came with it", `document.querySelector('#tab-ledger .number').textContent === '2'`)

	const rows = `{"total": 2, "rows": [
  {"id": "one", "uri": "https://example.org/", "user": "acct:ana@example.org", "created": "2026-07-08T09:00:00Z", "updated": "2026-07-08T09:00:00Z", "text": "check this", "tags": ["row"],
   "target": [{"source": "https://example.org/", "selector": [{"type": "TextQuoteSelector", "exact": "Japan denied this", "prefix": "Although ", "suffix": ","}]}]},
  {"id": "two", "uri": "https://example.org/", "user": "acct:ana@example.org", "created": "2026-07-08T09:00:00Z", "updated": "2026-07-08T09:00:00Z", "text": "on the whole page", "tags": [],
   "target": [{"source": "https://example.org/"}]}]}`
	q.chooseFile("#import-file", "hypothesis.json", []byte(rows))
	q.wait("it is asked what becomes of it", byCSS("#dialog-merge[open]"))
	q.click("#keep-both")
	q.wait("what was left out is told", `document.querySelector('#dialog-taken[open]')?.textContent.includes('two')`)
	q.wait("the claim is in the text", `document.querySelectorAll('mark').length === 1 && document.querySelector('mark').textContent === 'Japan denied this'`)
	q.accessible("what was left out")
	q.picture("taken")
	q.wait("the dialog is still there", byCSS("#dialog-taken[open]"))
	q.keys("Escape")
	q.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)

	q.chooseFile("#import-file", "other.json", []byte(`{"some": "thing"}`))
	q.hears("other.json was not imported, and nothing was changed.")
}
