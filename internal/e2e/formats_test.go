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
