package e2e

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var operations = flag.Int("operations", 200, "how many operations TestTwoTabsAtRandom does")

func TestTwoTabsConverge(t *testing.T) {
	p := visit(t, "/")
	first := p.highlights(beijingInsisted)
	p.saved()
	q := p.newTab("/")
	q.wait("the second tab shows the claim", `document.querySelectorAll('.card').length === 1`)
	if eval[bool](q, `!!document.querySelector('.banner')`) {
		t.Error("a second tab is told that it may not edit")
	}
	eval[bool](q, `(scrollTo(0, 300), true)`)

	// What is done in one is seen in the other, without a reload and in its place.
	second := p.highlights(japanDenied)
	q.wait("the claim appears", `!!document.querySelector('mark[data-claims="`+second+`"]') && document.querySelectorAll('.card').length === 2`)
	if y := eval[float64](q, `scrollY`); y != 300 {
		t.Errorf("the other tab moved to %v", y)
	}

	// And the other way round, at once and without a question.
	third := q.highlights(japanAccused)
	q.saved()
	p.wait("the claim of the second tab appears", `!!document.querySelector('mark[data-claims="`+third+`"]')`)

	// Undo undoes one's own.
	p.press("Undo")
	p.hears("Undone: highlight claim")
	for name, each := range map[string]*person{"first": p, "second": q} {
		each.wait("the "+name+" tab shows the other two", `document.querySelectorAll('.card').length === 2 && !document.querySelector('mark[data-claims="`+second+`"]')`)
	}

	// What is selected stays selected, while the other tab marks words beside it.
	eval[bool](q, places+`(() => { document.activeElement?.blur(); const [from, to] = placesOf('Although Japan denied this'); getSelection().setBaseAndExtent(...from, from[0], from[1] + 'Although'.length); return true; })()`)
	again := p.highlights(japanDenied)
	q.wait("the claim appears", `!!document.querySelector('mark[data-claims="`+again+`"]')`)
	q.wait("the words are selected still", `getSelection().toString() === 'Although'`)
	p.press("Undo")
	q.wait("the claim is gone", `!document.querySelector('mark[data-claims="`+again+`"]')`)
	q.wait("and they still are", `getSelection().toString() === 'Although'`)

	// Something typed and not left yet stays, while the other tab edits.
	q.click(`[data-claim-card="` + first + `"]`)
	q.opensCard(first)
	q.click(`textarea[data-field=note]`)
	q.types("on the way")
	p.highlights(japanDenied)
	q.wait("the claim appears while typing", `document.querySelectorAll('.card').length === 3`)
	if !eval[bool](q, `document.activeElement.matches('textarea[data-field=note]') && document.activeElement.value === 'on the way'`) {
		t.Error("focus, or what was typed, is gone")
	}
	q.types(" and there")
	q.keys("Tab")
	q.saved()
	p.wait("the note is in the first tab", `document.querySelector('[data-claim-card="`+first+`"]').textContent.includes('on the way and there')`)

	_, one := p.exports(sampleFile)
	_, other := q.exports(sampleFile)
	if string(one) != string(other) {
		t.Errorf("the tabs differ:\n%s\n%s", one, other)
	}
	p.reload()
	if _, again := p.exports(sampleFile); string(again) != string(one) {
		t.Error("a reload changed the dossier")
	}
}

func TestATabThatIsStuckLosesItsTurn(t *testing.T) {
	p := visit(t, "/")
	p.highlights(beijingInsisted)
	p.saved()
	q := p.newTab("/")
	// The first tab is never asked.
	q.runsFirst(`
  const post = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (word) { if (word !== 'hand over') post.call(this, word); };`)
	q.open("/")
	q.highlights(japanDenied)
	q.saved() // after a while
	p.wait("the first tab follows", `document.querySelectorAll('.card').length === 2`)
	p.highlights(japanAccused)
	p.saved()
	q.wait("so does the second", `document.querySelectorAll('.card').length === 3`)
}

// Where the page did not come over HTTPS there are no Web Locks, and the turn is a lease.
func TestTwoTabsWithoutWebLocks(t *testing.T) {
	const without = `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });`
	p := newPerson(t, apart)
	p.runsFirst(without)
	p.open("/")
	p.highlights(beijingInsisted)
	p.saved()
	q := p.newTab("/")
	q.runsFirst(without)
	q.reload()
	q.wait("the second tab shows the claim", `document.querySelectorAll('.card').length === 1`)
	q.highlights(japanDenied)
	q.saved()
	p.wait("the first tab follows", `document.querySelectorAll('.card').length === 2`)
	p.highlights(japanAccused)
	p.saved()
	q.wait("so does the second", `document.querySelectorAll('.card').length === 3`)

	// The tab that has the turn is gone, and its lease with it.
	p.must(chromedp.Do(p.ctx, chromedp.Navigate("about:blank")))
	q.wait("nobody has the turn", `!Object.keys(localStorage).some((key) => key.startsWith('gainsay-lease:'))`)
	q.highlights(chineseClaimed)
	q.saved()
	q.reload()
	q.wait("all is there", `document.querySelectorAll('.card').length === 4`)
}

// TestTwoTabsAtRandom works in two tabs at random, without waiting for one to hear of the
// other, and now and then loads one anew in the middle. What either showed as saved has to
// be there in the end, and the two have to be equal.
func TestTwoTabsAtRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(*seed, 1))
	p := newPerson(t, apart)
	p.ctx = p.tab
	p.runsFirst(shownScript)
	p.open("/")
	q := p.newTab("/")
	q.ctx = q.tab
	q.runsFirst(shownScript)
	q.reload()
	tabs := []*person{p, q}
	for _, each := range tabs {
		each.expect("the browser asks (beforeunload)")
		each.expect("Blocked attempt to show a 'beforeunload'") // where nobody pressed anything since it was loaded
		call(each, page.Enable, page.EnableParams{})
	}
	passes := passages(eval[[]string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`))
	saved := make(map[string]bool) // claims that were shown as saved
	undone := make(map[string]bool)
	notes := make(map[string]bool)
	reloads := 0
	for n := range *operations {
		tab := tabs[random.IntN(2)]
		shown := eval[map[string]string](tab, `shownNow()`)
		claims := slices.Sorted(maps.Keys(shown))
		free := slices.DeleteFunc(slices.Clone(passes), func(words string) bool { _, there := shown[words]; return there || undone[words] || saved[words] })
		switch roll := random.IntN(20); {
		case roll == 0:
			eval[bool](tab, `window.left = true`)
			call(tab, page.Reload, page.ReloadParams{})
			tab.wait("the page was left", `!window.left`)
			tab.wait("the dossier is open", `document.querySelector('#status .saved')?.textContent && document.querySelector('#article')?.textContent.includes(`+quote(passes[len(passes)-1])+`)`)
			reloads++
		case roll < 8 && len(free) > 0 || len(claims) == 0:
			words := free[random.IntN(len(free))]
			highlight(tab, words)
			if random.IntN(4) == 0 {
				undone[words] = true
				tab.wait("the claim "+words+" is there", `!!shownNow()[`+quote(words)+`] || shownNow()[`+quote(words)+`] === ''`)
				eval[bool](tab, `(document.activeElement.blur(), true)`)
				tab.keys("Ctrl+z")
				tab.wait("it is gone", `!(`+quote(words)+` in shownNow())`)
			}
		default:
			words := fmt.Sprint("note ", n)
			notes[words] = true
			writeNote(tab, claims[random.IntN(len(claims))], words)
		}
		if state := eval[savedState](tab, `({saved: document.querySelector('#status .saved')?.textContent === 'Saved', shown: shownNow()})`); state.Saved {
			for words := range state.Shown {
				saved[words] = true
			}
		}
	}
	for _, each := range tabs {
		each.saved()
	}
	var ends []map[string]string
	p.until("the tabs are equal", func() bool {
		ends = []map[string]string{eval[map[string]string](p, `shownNow()`), eval[map[string]string](q, `shownNow()`)}
		return maps.Equal(ends[0], ends[1])
	})
	for words := range saved {
		if _, there := ends[0][words]; !there && !undone[words] {
			t.Errorf("seed %d: the claim %q was saved and is gone", *seed, words)
		}
	}
	for words, note := range ends[0] {
		if note != "" && !notes[note] {
			t.Errorf("seed %d: the note of %q is %q, which nobody wrote", *seed, words, note)
		}
	}
	p.reload()
	if again := eval[map[string]string](p, `shownNow()`); !maps.Equal(again, ends[0]) {
		t.Errorf("seed %d: opened anew, there is %v and not %v", *seed, again, ends[0])
	}
	aside := slices.DeleteFunc(evalLater[[]string](p, everyKey), func(key string) bool { return !strings.HasPrefix(key, "gainsay:aside:") })
	if len(aside) > 0 {
		t.Errorf("seed %d: there are entries that could not be read: %q", *seed, aside)
	}
	t.Logf("%d operations, %d claims, a tab was loaded anew %d times", *operations, len(ends[0]), reloads)
	injected("an operation in one of two tabs at the same dossier", *operations)
	injected("one of the two loaded anew in the middle", reloads)
}

type savedState struct {
	Saved bool              `json:"saved"`
	Shown map[string]string `json:"shown"`
}

// atEase comes once what was drawn last has put focus where it belongs, which gives up what
// was selected meanwhile.
const atEase = `new Promise((done) => document.hidden ? setTimeout(() => done(true), 100) : requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`

// highlight makes a claim of words that occur once, as somebody does who waits to see what
// came of the edit before.
func highlight(p *person, words string) {
	p.t.Helper()
	evalLater[bool](p, atEase)
	eval[bool](p, places+`(() => { document.activeElement?.blur(); const [from, to] = placesOf(`+quote(words)+`); getSelection().setBaseAndExtent(...from, ...to); return true; })()`)
	p.keys("h")
}

// writeNote writes a note on the card of the claim of some words, if it is still there.
func writeNote(p *person, words, note string) {
	p.t.Helper()
	evalLater[bool](p, `(async () => {
  const mark = [...document.querySelectorAll('#article mark')].find((mark) => mark.textContent === `+quote(words)+`);
  const card = () => document.querySelector('[data-claim-card="' + mark?.dataset.claims + '"]');
  const frame = () => new Promise((done) => setTimeout(done, 15));
  const comes = async (what) => { for (let i = 0; i < 100 && !what(); i++) await frame(); return what(); };
  await comes(card);
  card()?.click();
  (await comes(() => card()?.querySelector('.edit')))?.click();
  const field = await comes(() => card()?.querySelector('[data-field=note]'));
  if (!field) return false;
  field.focus();
  field.select();
  document.execCommand('insertText', false, `+quote(note)+`);
  card()?.querySelector('.edit')?.click();
  await comes(() => !document.querySelector('.card.open'));
  return true;
})()`)
}
