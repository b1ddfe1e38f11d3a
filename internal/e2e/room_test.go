package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// limitedRoom refuses what is put into either storage once window.full is set, until
// something is taken out of the database.
const limitedRoom = `
  const refused = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  const {put, delete: take} = IDBObjectStore.prototype, {setItem} = Storage.prototype;
  IDBObjectStore.prototype.put = function (...entry) { return window.full ? refused() : put.apply(this, entry); };
  IDBObjectStore.prototype.delete = function (...key) { window.full = false; return take.apply(this, key); };
  Storage.prototype.setItem = function (...entry) { return window.full ? refused() : setItem.apply(this, entry); };`

func TestRoomIsMade(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(limitedRoom)
	p.open("/")
	p.highlights(beijingInsisted)
	p.saved()
	p.opensText("Another article\n\nIt says that nothing happened.\n")
	p.highlights("nothing happened")
	p.saved()
	eval[bool](p, `window.full = true`)
	p.highlights("Another")
	p.hears("Not saved: ")
	p.expect("the browser asks (beforeunload)")

	p.press("Make room…")
	p.wait("the library says what is wrong", `document.querySelector('#dialog-library[open] #full')`)
	p.accessible("the library without room")
	p.press("Archive " + sample + " to a file")
	var file struct {
		Claims []json.RawMessage `json:"claims"`
	}
	if err := json.Unmarshal(p.downloaded(sampleFile), &file); err != nil || len(file.Claims) != 1 {
		t.Errorf("the file has %d claims, not 1 (%v)", len(file.Claims), err)
	}
	p.hears("Archived to " + sampleFile)
	p.saved() // with what had found no room
	p.wait("it is not listed any more", `document.querySelectorAll('#dossiers li').length === 1`)
	p.press("Close")
	p.wait("the banner is gone", `!document.querySelector('#not-saved')`)
	p.reload()
	if n := len(p.claims()); n != 2 {
		t.Errorf("once there was room again, %d claims were kept, not 2", n)
	}
}

// opensText opens an article of pasted text.
func (p *person) opensText(text string) {
	p.t.Helper()
	p.menu("open-article")
	p.clickOn("the field for text", byCSS("#article-text"))
	eval[bool](p, `document.execCommand('insertText', false, `+quote(text)+`)`)
	p.press("Open text")
	p.wait("the text is open", `document.querySelector('#article').textContent.includes(`+quote(strings.Fields(text)[0])+`)`)
	p.saved()
}

func TestKeepingIsAskedForOnce(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(`
  window.asked = 0;
  StorageManager.prototype.persist = async () => { window.asked++; return true; };`)
	p.open("/")
	if n := eval[int](p, `asked`); n != 0 {
		t.Errorf("the browser was asked before there was anything to keep")
	}
	p.highlights(beijingInsisted)
	p.wait("it is asked", `asked === 1`)
	p.highlights(japanDenied)
	p.saved()
	p.reload()
	p.highlights(japanAccused)
	p.saved()
	if n := eval[int](p, `asked`); n != 0 {
		t.Errorf("another visit asks again")
	}
	p.menu("library")
	p.wait("the answer is shown", `document.querySelector('#room').textContent.includes('agreed to keep it')`)
	p.wait("the meters are filled", `[...document.querySelectorAll('#room meter')].length === 2 && [...document.querySelectorAll('#room meter')].every((meter) => meter.value > 0 && meter.value < meter.max)`)
	p.accessible("the library")
	p.picture("library")
}

func TestAllDataAreDeleted(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	p.saved()
	p.opensText("Another article\n\nIt says that nothing happened.\n")
	p.highlights("nothing happened")
	p.saved()
	q := p.newTab("/")

	p.menu("library")
	p.press("Delete all data…")
	p.wait("it is asked again", `document.querySelector('#dialog-erase[open]')`)
	p.accessible("the question")
	p.picture("erase")
	p.press("Export everything first")
	p.hears("Exported 2 dossiers")
	archive := p.downloaded("gainsay " + time.Now().Format("2006-01-02") + ".zip")
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	p.must(err)
	claims := 0
	for _, entry := range r.File {
		f, err := entry.Open()
		p.must(err)
		data, err := io.ReadAll(f)
		p.must(err)
		var file struct {
			Format string            `json:"format"`
			Claims []json.RawMessage `json:"claims"`
		}
		p.must(json.Unmarshal(data, &file))
		if !strings.HasSuffix(entry.Name, ".gainsay.json") || file.Format != "gainsay.dossier" {
			t.Errorf("%s is of the format %q", entry.Name, file.Format)
		}
		claims += len(file.Claims)
	}
	if len(r.File) != 2 || claims != 2 {
		t.Errorf("the archive holds %d files with %d claims, not 2 with 2", len(r.File), claims)
	}

	p.press("Delete everything")
	p.hears("All data are deleted")
	q.wait("the other tab knows", `document.querySelector('main').textContent.includes('All data are deleted')`)
	left := evalLater[[]string](p, everyKey)
	if len(left) > 0 {
		t.Errorf("there is still %q", left)
	}
	if databases := evalLater[[]string](p, `indexedDB.databases().then((list) => list.map((each) => each.name))`); len(databases) > 1 {
		t.Errorf("there are still the databases %q", databases)
	}
	p.must(chromedp.Do(p.ctx, chromedp.Reload()))
	p.wait("the first article is open", opened)
	if n := len(p.claims()); n != 0 {
		t.Errorf("after everything was deleted, there are %d claims", n)
	}
}

func TestNothingIsDeletedUnderAnotherTab(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	p.saved()
	q := p.newTab("/")
	q.menu("library")
	q.press("Delete all data…")
	q.press("Delete everything")
	q.wait("it says why not", `document.querySelector('#dialog-erase').textContent.includes('open for editing in another tab')`)
	p.reload()
	if n := len(p.claims()); n != 1 {
		t.Errorf("there are %d claims, not 1", n)
	}
}

// movesTheClock lets a script set the page's clock forward by so many milliseconds.
const movesTheClock = `
  window.ahead = 0;
  const getTime = Date.prototype.getTime;
  Date.prototype.getTime = function () { return getTime.call(this) + ahead; };`

func TestSafetyCopies(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(movesTheClock)
	p.open("/")
	p.highlights(beijingInsisted)
	p.saved()
	eval[bool](p, `(ahead = 11 * 60 * 1000, true)`)
	p.highlights(japanDenied)
	p.saved()
	p.until("two copies are kept", func() bool {
		n := 0
		for _, key := range evalLater[[]string](p, everyKey) {
			if strings.HasPrefix(key, "gainsay:copy:") {
				n++
			}
		}
		return n == 2
	})
	p.menu("library")
	p.press("Restore a copy of " + sample)
	p.wait("both are listed", `document.querySelectorAll('.copies li').length === 2`)
	p.accessible("the library with copies")
	p.picture("copies")
	p.click(".copies li:first-child button")
	p.hears("as it was on")
	p.wait("the copy is open, as it was before the last edit", `document.querySelectorAll('.card').length === 1`)
	p.saved()
	p.menu("library")
	p.wait("both dossiers are listed", `document.querySelectorAll('#dossiers > li').length === 2`)
	p.press("Open " + sample)
	p.wait("the dossier is what it was", `document.querySelectorAll('.card').length === 2`)
}
