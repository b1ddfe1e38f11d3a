package e2e

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestAReviewerImportsWhatWasExported(t *testing.T) {
	p := visit(t, "/?article=/web/articles/harbour-lights.md")
	p.highlights("“No such order was given, asked for or drafted,”")
	p.highlights("灯台の明かりは見えなかった")
	p.saved()
	const name = "harbour-lights-who-switched-off-the-beacon-at-port-sorrel.gainsay.json"
	_, data := p.exports(name)

	// Another browser, which has never seen the article.
	q := visit(t, "/")
	q.chooseFile("#import-file", name, data)
	q.headline(harbour)
	q.saved()
	if _, again := q.exports(name); !bytes.Equal(again, data) {
		t.Error("the reviewer's dossier differs from the annotator's")
	}

	// The same file once more is the dossier that is there already.
	q.drops(name, "application/json", string(data))
	q.hears("kept here already")

	// The annotator's has gone on meanwhile: both are kept.
	p.highlights("this reporter")
	p.saved()
	p.chooseFile("#import-file", name, data)
	p.wait("it is asked what becomes of it", `document.querySelector('#merge-summary')?.textContent === 'There is nothing new in it.'`)
	p.click("#keep-both")
	p.hears("Imported as a copy")
	p.wait("the copy has two claims", `document.querySelectorAll('.card').length === 2`)
	p.press("Library")
	p.wait("both are listed", `document.querySelectorAll('#dossiers li').length === 2 && [...document.querySelectorAll('#dossiers li')].filter((row) => row.textContent.includes('(imported ')).length === 1`)
}

func TestImportByPaste(t *testing.T) {
	p := visit(t, "/")
	p.highlights(japanDenied)
	p.saved()
	_, data := p.exports(sampleFile)
	q := visit(t, "/?article=/web/articles/harbour-lights.md")
	q.pastes(string(data))
	q.headline(sample)
	if got := eval[string](q, `document.querySelector('mark').textContent`); got != japanDenied {
		t.Errorf("the pasted dossier highlights %q", got)
	}
}

func TestAFileWithAFaultIsRefusedWhole(t *testing.T) {
	p := visit(t, "/")
	insisted := p.highlights(beijingInsisted)
	denied := p.highlights(japanDenied)
	p.setsAgainst(denied, insisted)
	p.saved()
	_, data := p.exports(sampleFile)

	spoil := func(change func(file map[string]any)) string {
		var file map[string]any
		p.must(json.Unmarshal(data, &file))
		change(file)
		out, err := json.Marshal(file)
		p.must(err)
		return string(out)
	}
	claim := func(file map[string]any, n int) map[string]any {
		return file["claims"].([]any)[n].(map[string]any)
	}
	anchor := func(file map[string]any, n int) map[string]any { return claim(file, n)["anchor"].(map[string]any) }

	for _, fault := range []struct{ name, data, says string }{
		{"not ours", `{"format":"other"}`, "not a Gainsay dossier"},
		{"no JSON", `hello`, "not JSON"},
		{"cut off", string(data[:len(data)/2]), "cut off"},
		{"newer", spoil(func(f map[string]any) { f["version"] = 2 }), "newer Gainsay"},
		{"out of range", spoil(func(f map[string]any) { anchor(f, 1)["end"] = 99999 }), "claims[1].anchor"},
		{"another quote", spoil(func(f map[string]any) { anchor(f, 0)["exact"] = "Beijing denied it." }), "claims[0].anchor"},
		{"duplicate id", spoil(func(f map[string]any) { claim(f, 1)["id"] = claim(f, 0)["id"] }), "claims[1].id"},
		{"missing claim", spoil(func(f map[string]any) {
			f["oppositions"].([]any)[0].(map[string]any)["to"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
		}), "oppositions[0].to"},
	} {
		p.chooseFile("#import-file", strings.ReplaceAll(fault.name, " ", "-")+".gainsay.json", []byte(fault.data))
		p.hears(fault.says)
		p.hears("nothing was changed")
	}
	if _, after := p.exports(sampleFile); !bytes.Equal(after, data) {
		t.Error("a refused file changed the dossier")
	}
	p.press("Library")
	p.wait("the library has one dossier", `document.querySelectorAll('#dossiers li').length === 1`)
}
