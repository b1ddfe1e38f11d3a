package e2e

import (
	"encoding/json"
	"testing"
)

// The words of the scene, as the sample article has them.
const (
	beijingInsisted = "Beijing also insisted consulate staff had given the police permission to enter and even thanked them for removing the North Koreans."
	japanDenied     = "Japan denied this"
	chineseClaimed  = "Chinese officials claimed the policemen had been motivated only by the desire to protect the consulate from suspicious individuals"
	japanAccused    = "Japan accused Chinese police of entering the consulate premises in Shenyang without permission"
)

const sampleFile = "japan-china-row-over-korean-defectors-simmers.gainsay.json"

// exported is the part of an exported file that the tests look at.
type exported struct {
	Format  string
	Version int
	ID      string
	Article struct{ Title, Text, SHA256, Offsets string }
	Claims  []struct {
		ID     string
		Anchor struct {
			Start, End int
			Exact      string
		}
		Attribution struct {
			Source, Cue struct {
				Text   string
				Anchor *struct{ Exact string }
			}
		}
		Stance, Statement, Note string
		Tags                    []string
	}
	Oppositions []struct{ ID, Kind, From, To, Note string }
}

// exports presses Export and reads the file.
func (p *person) exports(name string) (exported, []byte) {
	p.t.Helper()
	p.press("Export")
	data := p.downloaded(name)
	p.valid(data)
	var file exported
	p.must(json.Unmarshal(data, &file))
	return file, data
}

// quoteOf returns the words of a claim in a file.
func (f exported) quoteOf(id string) string {
	for _, c := range f.Claims {
		if c.ID == id {
			return c.Anchor.Exact
		}
	}
	return ""
}

// opensCard opens a claim's card with its button.
func (p *person) opensCard(claim string) {
	p.t.Helper()
	p.click(`[data-claim-card="` + claim + `"] .edit`)
	p.wait("focus is in the first field", `document.activeElement.matches('[data-claim-card="`+claim+`"] [data-field=source]')`)
}

// attributes writes source and cue on the current claim's card, and its stance.
func (p *person) attributes(claim, source, cue, stance string) {
	p.t.Helper()
	p.opensCard(claim)
	p.fills("Source", source)
	p.fills("Cue", cue)
	if stance != "" {
		p.chooses(byName("combobox", "Stance"), stance)
	}
	p.press("Done")
	p.wait("focus is back on the words", `document.activeElement.matches('mark[data-claims~="`+claim+`"]')`)
}

// setsAgainst makes an opposition with the buttons and the mouse.
func (p *person) setsAgainst(from, to string) {
	p.t.Helper()
	before := p.tabCount("ledger")
	p.click(`mark[data-claims~="` + from + `"]`)
	p.wait("its card is current", `document.querySelector('[data-claim-card="`+from+`"].current')`)
	p.clickOn("Set against…", `document.querySelector('[data-claim-card="`+from+`"] .against')`)
	p.wait("an opposition is begun", `document.querySelector('#picking')`)
	p.click(`mark[data-claims~="` + to + `"]`)
	p.until("there is one more opposition", func() bool { return p.tabCount("ledger") == before+1 })
}

// tabCount returns the number on a tab.
func (p *person) tabCount(tab string) int {
	p.t.Helper()
	return eval[int](p, `Number(document.querySelector('#tab-`+tab+` .number').textContent)`)
}

func TestTheScene(t *testing.T) {
	p := visit(t, "/")

	insisted := p.highlights(beijingInsisted)
	p.attributes(insisted, "Beijing", "insisted", "assert")
	denied := p.highlights(japanDenied)
	p.attributes(denied, "Japan", "denied", "deny")
	p.setsAgainst(denied, insisted)
	p.hears("Japan denies Beijing")

	claimed := p.highlights(chineseClaimed)
	accused := p.highlights(japanAccused)
	p.setsAgainst(claimed, accused)
	p.click("#tab-ledger")
	p.chooses(`document.querySelector('[data-opposition]:not(:has(option[value=denies]:checked)) select')`, "disputes in part")
	p.saved()

	p.reload()
	for claim, words := range map[string]string{insisted: beijingInsisted, denied: japanDenied, claimed: chineseClaimed, accused: japanAccused} {
		if got := p.quoted(claim); got != words {
			t.Errorf("after the reload %q is highlighted, not %q", got, words)
		}
	}
	before, data := p.exports(sampleFile)
	checkScene(t, before)

	p.clearStorage()
	p.open("/")
	if n := len(p.claims()); n != 0 {
		t.Fatalf("%d claims outlived the clearing of the storage", n)
	}
	p.chooseFile("#import-file", sampleFile, data)
	p.hears("Imported")
	p.saved()
	after, again := p.exports(sampleFile)
	checkScene(t, after)
	if string(again) != string(data) {
		t.Error("the imported dossier is exported to another file than the one it came from")
	}
}

// checkExport holds the bytes of an export to the schema and to the scene.
func (p *person) checkExport(data []byte) {
	p.t.Helper()
	p.valid(data)
	var file exported
	p.must(json.Unmarshal(data, &file))
	checkScene(p.t, file)
}

func checkScene(t *testing.T, file exported) {
	t.Helper()
	if file.Format != "gainsay.dossier" || file.Version != 1 || file.Article.Offsets != "unicode-code-points" {
		t.Errorf("the file says it is %s, version %d, with offsets in %s", file.Format, file.Version, file.Article.Offsets)
	}
	type attributed struct{ source, cue, stance string }
	want := map[string]attributed{
		beijingInsisted: {"Beijing", "insisted", "assert"},
		japanDenied:     {"Japan", "denied", "deny"},
		chineseClaimed:  {},
		japanAccused:    {},
	}
	if len(file.Claims) != len(want) {
		t.Errorf("the file has %d claims, not %d", len(file.Claims), len(want))
	}
	text := []rune(file.Article.Text)
	for _, c := range file.Claims {
		if at := string(text[c.Anchor.Start:c.Anchor.End]); at != c.Anchor.Exact {
			t.Errorf("at the offsets of %q stands %q", c.Anchor.Exact, at)
		}
		got := attributed{c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Stance}
		if expected, ok := want[c.Anchor.Exact]; !ok || got != expected {
			t.Errorf("the claim %q has %+v, not %+v", c.Anchor.Exact, got, expected)
		}
	}
	kinds := make(map[string][2]string)
	for _, o := range file.Oppositions {
		kinds[o.Kind] = [2]string{file.quoteOf(o.From), file.quoteOf(o.To)}
	}
	for kind, quotes := range map[string][2]string{"denies": {japanDenied, beijingInsisted}, "disputes-in-part": {chineseClaimed, japanAccused}} {
		if kinds[kind] != quotes {
			t.Errorf("%s joins %q, not %q", kind, kinds[kind], quotes)
		}
	}
}
