package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
)

// panelWidth is the width of the panel in CSS pixels.
const panelWidth = `Math.round(document.querySelector('#panel').getBoundingClientRect().width)`

func TestThePanelIsResized(t *testing.T) {
	p := visit(t, "/")
	p.wait("the panel has its usual width", panelWidth+` === 400`)
	p.wait("the separator says it", byCSS(`[role=separator][aria-valuenow="400"][aria-controls=panel]`))
	edge := eval[point](p, `(box => ({X: box.left, Y: 500}))(document.querySelector('#panel').getBoundingClientRect())`)
	p.drag(edge, point{edge.X - 100, 500}, 1)
	p.wait("dragging the edge makes it wider", panelWidth+` === 500`)
	p.wait("which the separator says", byCSS(`#separator[aria-valuenow="500"]`))
	if words := eval[string](p, `getSelection().toString()`); words != "" {
		t.Errorf("dragging the edge selected %q", words)
	}

	p.tabsTo("the separator", `document.activeElement.id === 'separator'`, "Shift+Tab")
	p.keys("ArrowRight", "ArrowRight")
	p.wait("arrows move the edge", panelWidth+` === 468`)
	p.keys("ArrowLeft")
	p.wait("both ways", panelWidth+` === 484`)
	p.keys("Home")
	p.wait("Home makes it as narrow as it can be", panelWidth+` === 288`)
	p.keys("End")
	p.wait("End as wide", panelWidth+` === 640`)
	p.keys("ArrowRight")
	p.wait("from there it goes on", panelWidth+` === 624`)
	p.accessible("a wide panel")
	p.picture("panel-wide")
	p.reload()
	p.wait("the width is remembered", panelWidth+` === 624 && document.querySelector('#separator').getAttribute('aria-valuenow') === '624'`)
}

// part is how much of the window the sheet takes.
const part = `document.querySelector('#panel').getBoundingClientRect().height / innerHeight`

func TestTheSheetIsDragged(t *testing.T) {
	p := visit(t, "/", onPhone)
	denied := p.highlights(japanDenied)
	inSight := func() {
		t.Helper()
		p.wait("the words are in sight above the sheet", `(([mark, panel]) => mark.top > 40 && mark.bottom < panel.top)(['mark[data-claims~="`+denied+`"]', '#panel'].map((css) => document.querySelector(css).getBoundingClientRect()))`)
	}
	label := func(words string) { t.Helper(); p.wait("the handle says "+words, byName("button", words)) }
	inSight()
	if p.hasSmallTargets("#sheet", ".hint button", ".tabs button") {
		t.Error("something is smaller than a finger")
	}
	label("Fold the panel")
	p.tapOn("the handle", byCSS("#sheet"))
	p.wait("it folds", part+` < .2`)
	label("Open the panel wide")
	p.tapOn("the handle", byCSS("#sheet"))
	p.wait("it opens wide", part+` > .65`)
	inSight()
	p.picture("sheet-tall")
	p.reload()
	p.wait("that is remembered", part+` > .65`)
	label("Open the panel by half")
	p.keys("Tab")
	p.tabsTo("the handle", `document.activeElement.id === 'sheet'`)
	p.keys("Enter")
	p.wait("the keyboard works it too", part+` > .2 && `+part+` < .5`)

	drag := func(to float64) {
		t.Helper()
		from := p.reached("the handle", byCSS("#sheet"))
		touch := func(kind input.DispatchTouchEventType, y float64) {
			var at []*input.TouchPoint
			if kind != input.DispatchTouchEventTypeTouchEnd {
				at = []*input.TouchPoint{{X: from.X, Y: y}}
			}
			call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: at})
		}
		touch(input.DispatchTouchEventTypeTouchStart, from.Y)
		for step := 1; step <= 4; step++ {
			touch(input.DispatchTouchEventTypeTouchMove, from.Y+(to-from.Y)*float64(step)/4)
		}
		touch(input.DispatchTouchEventTypeTouchEnd, 0)
		p.wait("the sheet comes to rest", `document.querySelector('#panel').style.height === ''`)
	}
	drag(200)
	p.wait("dragged up it is tall", part+` > .65`)
	drag(820)
	p.wait("dragged down it is folded", part+` < .2`)
	drag(500)
	p.wait("between it is half", part+` > .2 && `+part+` < .5`)
	p.keys("Enter")
	p.wait("a press after a drag is a press", part+` < .2`)
}

// hasSmallTargets reports whether one of the elements in sight is lower than 44 pixels.
func (p *person) hasSmallTargets(selectors ...string) bool {
	p.t.Helper()
	return eval[bool](p, `[...document.querySelectorAll(`+quote(strings.Join(selectors, ","))+`)].some((el) => el.checkVisibility() && el.getBoundingClientRect().height < 43.5)`)
}

func TestTheSourceBoard(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.click("#tab-sources")
	p.wait("there is a table with headers", `document.querySelectorAll('.matrix tbody th[scope=row]').length === 3 && document.querySelectorAll('.matrix thead th[scope=col]').length === 3`)
	// Japan stands against Beijing once, and against Chinese officials once.
	counts := eval[[][]string](p, `[...document.querySelectorAll('.matrix tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))`)
	ones := 0
	for i, row := range counts {
		for j, count := range row {
			if count != counts[j][i] {
				t.Errorf("%d, %d is %s, but the other way round %s", i, j, count, counts[j][i])
			}
			if count == "1" {
				ones++
			}
		}
	}
	if ones != 4 {
		t.Errorf("the table is %v", counts)
	}
	p.accessible("the source board")
	p.picture("sources")
	p.clickOn("a cell", `document.querySelector('.matrix button[aria-label*="Chinese officials"]')`)
	p.wait("it leads to the group in the ledger", `document.activeElement.matches('[data-pair]') && document.activeElement.textContent.includes('Chinese officials') && document.querySelector('#tab-ledger[aria-selected=true]')`)
}

// lines counts the lines that are drawn in the margin.
const lines = `[...document.querySelectorAll('.tie')].filter((tie) => tie.checkVisibility()).length`

func TestLinesJoinAClaimWithItsCounterparts(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	ids := p.claims()
	accused, denied := ids[0], ids[3]
	// The mouse is where the scene left it, which may be on a claim.
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: 5, Y: 400})
	p.focuses(denied)
	p.wait("focus draws one line", lines+` === 1`)
	p.wait("from line to line", `((tie, marks) => marks.every((mark) => mark.top - 4 <= tie.bottom && mark.bottom + 4 >= tie.top))(document.querySelector('.tie').getBoundingClientRect(), [...document.querySelectorAll('mark.current, mark.counterpart')].map((mark) => mark.getClientRects()[0]))`)
	p.wait("beside the text", `document.querySelector('.tie').getBoundingClientRect().right < document.querySelector('[data-block="8"]').getBoundingClientRect().left + 1`)
	p.picture("line")

	at := p.reached("the claim", byCSS(`mark[data-claims~="`+accused+`"]`))
	before := eval[string](p, `document.querySelector('.tie').style.top`)
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at.X, Y: at.Y})
	p.wait("the mouse over another claim draws that one's", lines+` === 1 && document.querySelector('.tie').style.top !== `+quote(before))
	p.wait("and shows its words", `document.querySelector('mark[data-beside]')?.dataset.claims.includes('`+ids[1]+`')`)
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: 5, Y: 400})
	p.wait("which goes when it leaves", `document.querySelector('.tie').style.top === `+quote(before))
	p.wait("as do the words that stood out", `!document.querySelector('mark[data-beside]')`)

	// A claim far below is set against one at the top, which then is out of sight.
	far := p.highlights("obliged by treaty to repatriate")
	p.setsAgainst(far, accused)
	eval[bool](p, `(document.querySelector('mark[data-claims~="`+far+`"]').scrollIntoView({block: 'start'}), scrollBy(0, -90), true)`)
	p.focuses(far)
	p.wait("a stub at the upper edge names it", `document.querySelector('#stubs-up .stub')?.checkVisibility() && document.querySelector('#stubs-up .stub').textContent.startsWith('Japan accused')`)
	p.accessible("a stub")
	p.picture("stub")
	eval[bool](p, `(document.querySelector('#stubs-up .stub').focus(), true)`)
	p.keys("Enter")
	p.wait("it leads there", `document.activeElement.matches('mark[data-claims~="`+accused+`"]')`)
}

func TestTheMapOfTheText(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	p.wait("four claims are on it", `document.querySelectorAll('#map .row').length === 4`)
	p.focuses(p.claims()[3])
	p.wait("the current one and its counterpart stand out", `document.querySelectorAll('#map .here').length === 1 && document.querySelectorAll('#map .counterpart').length === 1`)
	p.click("#map .row:not(.here, .counterpart)")
	p.wait("a click leads to the claim", `document.activeElement.matches('mark[data-claims~="`+p.claims()[0]+`"]')`)
}

func TestPrinting(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	text := eval[string](p, `document.querySelector('#article').textContent`)
	answer := call(p, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true)})
	if !bytes.HasPrefix(answer.Data, []byte("%PDF")) {
		t.Fatal("no pages were printed")
	}
	if now := eval[string](p, `document.querySelector('#article').textContent`); now != text {
		t.Error("printing changed the text of the article")
	}
	p.wait("the notes leave the page again", `!document.querySelector('#printed')`)
	if folder := os.Getenv("GAINSAY_SHOTS"); folder != "" {
		p.must(os.MkdirAll(folder, 0o755))
		p.must(os.WriteFile(filepath.Join(folder, "printed.pdf"), answer.Data, 0o644))
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("what stands on the pages is not read: there is no pdftotext")
	}
	path := filepath.Join(t.TempDir(), "printed.pdf")
	p.must(os.WriteFile(path, answer.Data, 0o644))
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	p.must(err)
	printed := strings.Join(strings.Fields(string(out)), " ")
	for _, words := range []string{"North Koreans. 3", "Japan denied this 4", "Claims 1. Japan", "Ledger", "4. Japan", "3. Beijing"} {
		if !strings.Contains(printed, words) {
			t.Errorf("the pages do not say %q: %s", words, printed)
		}
	}
	for _, words := range []string{"Set against…", "Undo", "Keyboard shortcuts", "Leave this hint"} {
		if strings.Contains(printed, words) {
			t.Errorf("the pages say %q", words)
		}
	}
}

func TestTheHintOfAFirstVisit(t *testing.T) {
	p := visit(t, "/")
	p.wait("three steps are shown beside the sample", `document.querySelectorAll('#hint li').length === 3`)
	if eval[bool](p, `document.activeElement.closest('#hint') !== null || document.querySelector('#hint').closest('dialog') !== null`) {
		t.Error("the hint takes focus")
	}
	if eval[bool](p, `(([hint, text]) => hint.left < text.right && hint.right > text.left && hint.top < text.bottom && hint.bottom > text.top)(['#hint', '#article'].map((css) => document.querySelector(css).getBoundingClientRect()))`) {
		t.Error("the hint covers the text")
	}
	p.accessible("the hint")
	p.picture("hint")
	p.highlights(japanDenied)
	p.wait("the first step is struck off", `document.querySelectorAll('#hint li.done').length === 1`)
	p.picture("hint-step")
	p.press("Leave this hint")
	p.wait("it is gone, and focus is in the text", `!document.querySelector('#hint') && document.activeElement.closest('#article')`)
	p.reload()
	p.wait("the card is shown", `document.querySelector('.card')`)
	if eval[bool](p, `!!document.querySelector('#hint')`) {
		t.Error("the hint came back")
	}

	p.press("How it works")
	p.wait("a short page says how it works", `document.querySelector('#dialog-how[open] section:nth-of-type(5)')`)
	p.accessible("how it works")
	p.picture("how")
	p.keys("Escape")
	p.wait("Escape leads back", `!document.querySelector('dialog[open]') && document.activeElement.id === 'how'`)
}

// TestASmallScreenLosesNothing looks at what is 320 pixels wide, as a window of 1280 is at
// four times the size, and at what forced colours leave.
func TestASmallScreenLosesNothing(t *testing.T) {
	p := visit(t, "/", onPhone)
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 320, Height: 640, DeviceScaleFactor: 1, Mobile: true})
	fits := func(what string) {
		t.Helper()
		p.wait("the window is narrow", `innerWidth === 320`)
		if eval[bool](p, `document.documentElement.scrollWidth > 320`) {
			t.Errorf("%s is wider than the screen", what)
		}
	}
	p.wait("the hint is there", byCSS("#hint"))
	fits("the hint")
	if eval[bool](p, `!matchMedia('(pointer: coarse)').matches || [...document.querySelectorAll('#hint kbd')].some((key) => key.checkVisibility())`) {
		t.Error("keys are named where there are none")
	}
	p.picture("small-hint")
	p.setScene()
	fits("the page with claims")
	p.tapOn("Sources", byCSS("#tab-sources"))
	p.wait("the table is shown", byCSS(".matrix table"))
	fits("the source board")
	if p.hasSmallTargets(".matrix button", "#sheet", ".stub") {
		t.Error("something is smaller than a finger")
	}
	p.accessible("the source board on a small screen")
	p.picture("small-sources")
	p.menu("how")
	p.wait("the page is shown", byCSS("#dialog-how[open]"))
	fits("how it works")
	p.picture("small-how")
	p.keys("Escape")
	p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	p.wait("colours are forced", `matchMedia('(forced-colors: active)').matches`)
	p.tapOn("Claims", byCSS("#tab-claims"))
	p.focuses(eval[string](p, `document.querySelector('mark').dataset.claims`))
	p.wait("the line is drawn", lines+` === 1`)
	p.picture("forced")
}
