package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/dossier"
)

func TestTheHandleLeadsThroughAllStatesOfTheSheet(t *testing.T) {
	s := sheetHalf
	var seen []sheet
	for range 3 {
		s = s.next()
		seen = append(seen, s)
	}
	if seen[0] != sheetFolded || seen[1] != sheetTall || seen[2] != sheetHalf {
		t.Errorf("the handle leads through %q", seen)
	}
	if got := sheet("of a later version").next(); got != sheetHalf {
		t.Errorf("from a state that is not known the handle leads to %q", got)
	}
	for part, want := range map[float64]sheet{0.1: sheetFolded, 0.45: sheetHalf, 0.8: sheetTall} {
		if got := sheetAt(part); got != want {
			t.Errorf("at %v of the window the sheet rests %q, not %q", part, got, want)
		}
	}
}

func TestTheMapShowsWhereClaimsStand(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	k.Write(denied, dossier.FieldSource, "Japan")
	oppose(t, k, denied, insisted)
	k.SetCurrent("")
	p := &Page{desk: k}

	if rows := p.textMap().(*TextMap).Rows; len(rows) != mapRows || strings.Trim(rows, " ") == "" || strings.Count(rows, "0") != 1 || strings.Count(rows, "1") != 1 || strings.Index(rows, "0") > strings.Index(rows, "1") {
		t.Errorf("the map is %q", rows)
	}
	k.SetCurrent(denied)
	if rows := strings.Trim(p.textMap().(*TextMap).Rows, " "); !strings.HasPrefix(rows, "<") || !strings.HasSuffix(rows, ">") {
		t.Errorf("with a current claim the map is %q", rows)
	}
	drawn := goapp.HTMLString(p.textMap())
	if n := strings.Count(drawn, "row here"); n != 1 || !strings.Contains(drawn, "aria-hidden") {
		t.Errorf("%d rows are drawn as current, in %q", n, drawn)
	}
}

func TestThePrintedNotesAreNumberedAsTheClaims(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	k.Write(denied, dossier.FieldSource, "Japan")
	k.Write(denied, dossier.FieldNote, "see the footage")
	oppose(t, k, denied, insisted)
	expectDrawn(t, &Printed{Desk: k, Dossier: k.Dossier()}, []string{
		"“Japan denied this”", "No source yet", "Note: see the footage", "2. Japan", "1. “Beijing also insisted consulate staff”", "<caption>", `scope="col"`,
	})
	if got := k.Number(k.Claim(denied)); got != 2 {
		t.Errorf("the second claim has the number %d", got)
	}
}

func TestTheSourceBoardIsATable(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	k.Write(insisted, dossier.FieldSource, "Beijing")
	k.Write(denied, dossier.FieldSource, "Japan")
	alone := panelOf(k, tabSources)
	expectDrawn(t, alone, []string{"1 claim"}, "<table")
	oppose(t, k, denied, insisted)
	expectDrawn(t, panelOf(k, tabSources), []string{
		"Who stands against whom", `scope="row"`, `scope="col"`, `aria-label="1 opposition, Beijing and Japan: show in the ledger"`,
	}, "not counted here")
	k.Write(denied, dossier.FieldSource, "")
	expectDrawn(t, panelOf(k, tabSources), []string{"Beijing"}, "<table")
}

func TestAHintIsStruckOffStepByStep(t *testing.T) {
	expectDrawn(t, &Hint{}, []string{"Leave this hint"}, "done")
	expectDrawn(t, &Hint{Marked: true}, []string{"Leave this hint", ", done"})
	expectDrawn(t, &Hint{Marked: true, Attributed: true, Linked: true}, []string{"Done: close this"})
}

func TestAStubNamesTheCounterpart(t *testing.T) {
	k := sampleDesk(t)
	denied := mark(t, k, "Japan denied this")
	if got := stubWords(k.Claim(denied)); got != "“Japan denied this” …" {
		t.Errorf("a claim without a source is named %q", got)
	}
	k.Write(denied, dossier.FieldSource, "Japan")
	k.Write(denied, dossier.FieldCue, "denied")
	if got := stubWords(k.Claim(denied)); got != "Japan denied …" {
		t.Errorf("a claim with source and cue is named %q", got)
	}
	expectDrawn(t, &Ties{Page: &Page{desk: k}, Down: []stub{{denied, "Japan denied …", 0}}}, []string{"Japan denied …", "↓", `role="group"`})
}
