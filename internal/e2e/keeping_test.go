package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
)

func TestEverythingIsThereAgain(t *testing.T) {
	p := visit(t, "/")
	p.setScene()
	_, before := p.exports(sampleFile)
	eval[bool](p, `(scrollTo(0, 420), true)`)
	p.wait("the place is kept", `Object.keys(localStorage).some((key) => key.startsWith('gainsay:setting:scroll:') && localStorage[key] === '"420"')`)
	p.reload()
	p.wait("the page is where it was", `Math.abs(scrollY - 420) < 2`)
	if _, after := p.exports(sampleFile); string(after) != string(before) {
		t.Error("a reload changed the dossier")
	}

	// Closed and opened again, by the bare address.
	q := p.newTab("/")
	if got := eval[int](q, `document.querySelectorAll('.card').length`); got != 4 {
		t.Errorf("another tab shows %d claims, not 4", got)
	}
}

func TestEachStorageIsRebuiltFromTheOther(t *testing.T) {
	p := visit(t, "/")
	p.makesScene()
	_, before := p.exports(sampleFile)

	p.navigate("/robots.txt")
	eval[bool](p, `(localStorage.clear(), true)`)
	p.open("/")
	p.press("Library")
	p.press("Open " + sample)
	p.wait("the claims are there", `document.querySelectorAll('.card').length === 4`)
	if _, after := p.exports(sampleFile); string(after) != string(before) {
		t.Error("what was in the database differs")
	}
	p.saved()

	p.navigate("/robots.txt")
	evalLater[bool](p, `new Promise((done) => { const request = indexedDB.deleteDatabase('gainsay'); request.onsuccess = () => done(true); request.onblocked = () => done(false); })`)
	p.open("/")
	p.wait("the claims are there", `document.querySelectorAll('.card').length === 4`)
	if _, after := p.exports(sampleFile); string(after) != string(before) {
		t.Error("what was in local storage differs")
	}
}

// runsFirst has a script run before any other in every page of the tab.
func (p *person) runsFirst(script string) {
	p.t.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

func TestARefusalToSaveIsSaid(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(`
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...entry) {
    if (window.full) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, entry);
  };
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...entry) {
    if (window.full) throw new DOMException('no room', 'QuotaExceededError');
    return setItem.apply(this, entry);
  };`)
	p.open("/")
	p.highlights(beijingInsisted)
	p.saved()
	eval[bool](p, `window.full = true`)
	claim := p.highlights(japanDenied)
	p.hears("Not saved: ")
	p.hears("storage is full")
	if !eval[bool](p, `document.querySelector('.saving').textContent.startsWith('Not saved')`) {
		t.Error("those who see are not told")
	}
	if got := p.quoted(claim); got != japanDenied {
		t.Errorf("the work is not kept in the page: %q", got)
	}
	file, _ := p.exports(sampleFile) // one click away
	if len(file.Claims) != 2 {
		t.Errorf("the export has %d claims, not 2", len(file.Claims))
	}
	p.expect("the browser asks (beforeunload)")
	eval[bool](p, `window.full = false`)
	p.highlights(japanAccused)
	p.saved()
	p.reload()
	if n := len(p.claims()); n != 3 {
		t.Errorf("once there was room again, %d claims were kept, not 3", n)
	}
}

func TestBlockedStorage(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(`
  Object.defineProperty(window, 'localStorage', {configurable: true, get() { throw new DOMException('blocked', 'SecurityError'); }});
  Object.defineProperty(window, 'indexedDB', {configurable: true, value: undefined});`)
	p.navigate("/")
	p.wait("an article is shown", `document.querySelector('#article [data-block]')`)
	p.wait("a banner says so", `document.querySelector('.banner')?.textContent.includes('does not let Gainsay keep anything')`)
	p.wait("the person is where the article begins", `performance.getEntriesByName('gainsay:named').length`)
	evalLater[bool](p, atEase)
	claim := p.highlights(japanDenied)
	if got := p.quoted(claim); got != japanDenied {
		t.Errorf("the claim covers %q", got)
	}
	p.hears("Not saved")
	p.expect("the browser asks (beforeunload)")
	p.exports(sampleFile)
}

func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(`
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    const request = open.apply(this, asked);
    let heard;
    Object.defineProperty(request, 'onsuccess', {set(f) { request.addEventListener('success', (event) => { heard = () => f.call(request, event); }); }});
    window.letGo = () => heard();
    return request;
  };`)
	p.navigate("/")
	p.wait("a sentence says so", `document.querySelector('.waiting[role=alert]')?.checkVisibility() && document.querySelector('.waiting').textContent.includes('Nothing is lost')`)
	p.accessible("a page that waits")
	p.picture("unanswered")
	eval[bool](p, `(letGo(), true)`)
	p.wait("once it answers, the article is shown", opened)
}

func TestALinkLeadsToItsClaim(t *testing.T) {
	p := visit(t, "/")
	p.highlights("Japan is sending a senior envoy")
	claim := p.highlights("obliged by treaty to repatriate")
	p.saved()
	address := eval[string](p, `location.search`)
	p.open("/" + address + "#claim=" + claim)
	p.wait("focus is on the claim", `document.activeElement.matches('mark[data-claims="`+claim+`"]')`)
	if !eval[bool](p, `(box => box.top > 0 && box.bottom < innerHeight)(document.activeElement.getBoundingClientRect())`) {
		t.Error("the claim is out of sight")
	}
}
