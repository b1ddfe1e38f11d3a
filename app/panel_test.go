package app

import (
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// expectDrawn holds the drawing of a component to what it must and must not say.
func expectDrawn(t *testing.T, ui goapp.UI, has []string, hasNot ...string) {
	t.Helper()
	drawn := strings.Join(strings.Fields(goapp.HTMLString(ui)), " ")
	for _, part := range has {
		if !strings.Contains(drawn, part) {
			t.Errorf("it is drawn without %q:\n%s", part, drawn)
		}
	}
	for _, part := range hasNot {
		if strings.Contains(drawn, part) {
			t.Errorf("it is drawn with %q:\n%s", part, drawn)
		}
	}
}

// panelOf is the panel of a page that shows a desk.
func panelOf(k *desk.Desk, tab string) *Panel {
	p := &Page{desk: k, tab: tab}
	p.near = p.allBlocks()
	return &Panel{Page: p, Desk: k, Dossier: k.Dossier(), Tab: tab, Current: k.Current(), Aligned: true}
}

func TestThePanelTellsWhatToDo(t *testing.T) {
	k := sampleDesk(t)
	expectDrawn(t, panelOf(k, tabClaims), []string{"No claims yet", `role="tablist"`}, "Search claims")
	expectDrawn(t, panelOf(k, tabLedger), []string{"Nothing is set against anything yet"})
	expectDrawn(t, panelOf(k, tabSources), []string{"Nobody is named yet"})
}

func TestACardSaysWhoThenTheWordsThenTheLinks(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	k.Write(insisted, dossier.FieldSource, "Beijing")
	k.Write(denied, dossier.FieldSource, "Japan")
	k.Write(denied, dossier.FieldCue, "denied")
	k.SetStance(denied, dossier.Deny)
	oppose(t, k, denied, insisted)
	k.SetCurrent(denied)

	drawn := goapp.HTMLString(panelOf(k, tabClaims))
	card := drawn[strings.Index(drawn, `data-claim-card="`+string(denied)):]
	at := 0
	for _, part := range []string{"Japan", "denied", "deny", "Japan denied this", "denies Beijing", "Set against…", "Edit", "Remove"} {
		next := strings.Index(card[at:], part)
		if next < 0 {
			t.Fatalf("the card does not say %q after the %d characters before it:\n%s", part, at, card)
		}
		at += next
	}
	expectDrawn(t, panelOf(k, tabClaims), []string{"denied by Japan", "<b>2</b> claims", "<b>2</b> opposed", "<b>0</b> checked", "<b>0</b> reviewed"}, "Snap to words")
}

func TestAReaderIsOfferedNoEdits(t *testing.T) {
	k := sampleDesk(t)
	id := mark(t, k, "apan denied thi")
	k.SetReadOnly(true)
	panel := panelOf(k, tabClaims)
	panel.Fixed, panel.Open = true, id
	expectDrawn(t, panel, []string{"readonly", "Done"}, "Set against…", "Remove", "Snap to words")
}

func TestTheLedgerSetsQuotesFaceToFace(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	alone := mark(t, k, "a senior envoy")
	k.Write(insisted, dossier.FieldSource, "Beijing")
	k.Write(denied, dossier.FieldSource, "Japan")
	k.SetStance(denied, dossier.Deny)
	o := oppose(t, k, denied, insisted)

	drawn := goapp.HTMLString(panelOf(k, tabLedger))
	at := 0
	for _, part := range []string{`data-opposition="` + string(o), "Beijing also insisted", "is denied by", "Japan denied this", "Nothing stands against these", "a senior envoy"} {
		next := strings.Index(drawn[at:], part)
		if next < 0 {
			t.Fatalf("the ledger does not say %q in its place:\n%s", part, drawn)
		}
		at += next
	}
	if k.Dossier().Claim(alone) == nil {
		t.Error("the ledger changed the dossier")
	}
}

func TestTheSavingStateInWords(t *testing.T) {
	p := &Page{desk: sampleDesk(t)}
	expect := func(saving storage.Saving, want string) {
		t.Helper()
		p.saving = saving
		if got, _ := p.savedWords(); got != want {
			t.Errorf("it says %q, not %q", got, want)
		}
	}
	expect(storage.Saving{State: storage.Saved}, "Saved")
	expect(storage.Saving{State: storage.Pending}, "Saving…")
	expect(storage.Saving{State: storage.Failed}, "Not saved: this browser refused. Your work is kept in this tab: export it.")
	expect(storage.Saving{State: storage.Failed, Err: storage.ErrNoDatabase},
		"Not saved: this browser offers no database to pages, so a crash could lose the last minute. Your work is kept in this tab: export it.")
}

func TestWhereKeysMoveTheCaret(t *testing.T) {
	expect := func(k browser.Key, direction, unit string) {
		t.Helper()
		d, u, ok := caretMove(k)
		if d != direction || u != unit || ok != (unit != "") {
			t.Errorf("%+v moves %s by %s, not %s by %s", k, d, u, direction, unit)
		}
	}
	expect(browser.Key{Key: "ArrowLeft"}, "left", "character")
	expect(browser.Key{Key: "ArrowRight", Ctrl: true}, "right", "word")
	expect(browser.Key{Key: "ArrowRight", Alt: true}, "right", "word")
	expect(browser.Key{Key: "ArrowUp"}, "backward", "line")
	expect(browser.Key{Key: "ArrowDown", Ctrl: true}, "forward", "paragraph")
	expect(browser.Key{Key: "Home"}, "backward", "lineboundary")
	expect(browser.Key{Key: "End", Ctrl: true}, "forward", "documentboundary")
	expect(browser.Key{Key: "PageDown"}, "", "")
}

func TestDatesInWords(t *testing.T) {
	for iso, want := range map[string]string{"2008-07-07T20:11:00-04:00": "7 July 2008", "2025-03-03": "3 March 2025", "last week": "last week", "": ""} {
		if got := dateWords(iso); got != want {
			t.Errorf("%q is written %q, not %q", iso, got, want)
		}
	}
	if got := momentWords(time.Date(2026, 3, 4, 15, 6, 0, 0, time.Local)); got != "4 March 2026, 15:06" {
		t.Errorf("a moment is written %q", got)
	}
}

func TestACardWarnsOfWhatCannotBeSeen(t *testing.T) {
	k := sampleDesk(t)
	denied := mark(t, k, "Japan denied this")
	expectDrawn(t, panelOf(k, tabClaims), nil, "invisible")
	k.Write(denied, dossier.FieldSource, "Ja\u200bpan\u202e")
	expectDrawn(t, panelOf(k, tabClaims), []string{`class="unseen"`, "Holds 2 invisible characters: zero width space, right-to-left override"})
}
