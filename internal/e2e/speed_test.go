//go:build bench

// Speed of the page with long articles and many claims. "make bench-browser" runs
// it and writes the table; nothing here asserts a time.
package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
)

// stopwatch is installed in the page before anything else: it collects long tasks,
// and times an input to the paint that shows what it brought about.
const stopwatch = `
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push({start: task.startTime, length: task.duration});
}).observe({type: 'longtask', buffered: true});
window.paintOf = (shown, began) => new Promise((done) => {
  const asked = performance.now();
  const look = () => {
    if (performance.now() - asked > 20000) return done(NaN);
    if (!shown()) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - began());
    channel.port2.postMessage(0);
  };
  requestAnimationFrame(look);
});
window.inputTo = (kind, shown) => {
  let at = 0;
  addEventListener(kind, (e) => { at = at || e.timeStamp; }, {capture: true, once: true});
  window.timed = paintOf(() => at && shown(), () => at);
};
window.inSight = () => [...document.querySelectorAll('#article [data-block]')].filter((block) => {
  const box = block.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
});
`

type longTask struct{ Start, Length float64 }

func quickVisit(t *testing.T, path string) *person {
	p := newPerson(t)
	p.ctx = p.tab // a benchmark takes longer than a visit may
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: stopwatch})
	p.open(path)
	return p
}

// tasks returns the long tasks since a moment, the longest first.
func (p *person) tasks(since float64) []longTask {
	p.t.Helper()
	tasks := eval[[]longTask](p, fmt.Sprintf(`longTasks.filter((task) => task.start + task.length > %f)`, since))
	slices.SortFunc(tasks, func(a, b longTask) int { return int(b.Length*1000 - a.Length*1000) })
	return tasks
}

func (p *person) now() float64 { return eval[float64](p, `performance.now()`) }

// phases prints how long it was between the marks that the page sets.
func (p *person) phases(since float64) {
	p.t.Helper()
	type mark struct {
		Name string
		At   float64
	}
	marks := eval[[]mark](p, fmt.Sprintf(`performance.getEntriesByType('mark').filter((m) => m.name.startsWith('gainsay:') && m.startTime > %f).map((m) => ({Name: m.name.slice(8), At: m.startTime}))`, since))
	at := since
	for _, m := range marks {
		fmt.Printf("    … %-10s %7.1f ms after the one before, at %7.1f\n", m.Name, m.At-at, m.At-since)
		at = m.At
	}
}

func printTasks(what string, tasks []longTask, since float64) {
	total := 0.0
	for _, task := range tasks {
		total += task.Length
	}
	fmt.Printf("%s: %d tasks over 50 ms, %.0f ms in all;", what, len(tasks), total)
	for _, task := range tasks[:min(8, len(tasks))] {
		fmt.Printf(" %.0f (at %.0f)", task.Length, task.Start-since)
	}
	fmt.Println()
}

func TestSpeedOpening(t *testing.T) {
	p := quickVisit(t, "/")
	blocks := longText(200_000)
	time.Sleep(time.Second)
	since := p.now()
	p.chooseFile("#article-file", "long.txt", []byte(strings.Join(blocks, "\n\n")))
	p.wait("the text is there", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, len(blocks)))
	p.saved()
	time.Sleep(time.Second)
	p.phases(since)
	printTasks("opening 200,000 words", p.tasks(since), since)
	since = p.now()
	p.reload()
	p.wait("the text is there", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, len(blocks)))
	p.phases(0)
	printTasks("opening them again", p.tasks(0), 0)
}

func TestSpeedClaims(t *testing.T) {
	for _, words := range []int{10_000, 100_000} {
		p := quickVisit(t, "/")
		p.chooseFile("#import-file", "plain.gainsay.json", longDossier(t, words, false))
		p.wait("the text is there", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, words/blockWords))
		p.saved()
		time.Sleep(time.Second)
		since := p.now()
		eval[bool](p, fmt.Sprintf(`(window.timed = paintOf(() => performance.getEntriesByName('gainsay:seat').length > 1 && inSight().every((block) => block.querySelectorAll('mark').length === %d), () => performance.getEntriesByName('gainsay:seat').at(-1).startTime), true)`, blockClaims))
		p.chooseFile("#import-file", "claims.gainsay.json", longDossier(t, words, true))
		load := evalLater[float64](p, `timed`)
		fmt.Printf("%d words: load %.0f ms\n", words, load)
		p.saved()
		time.Sleep(time.Second)
		p.phases(since)
		printTasks("import", p.tasks(since), since)
		p.operations(words)
	}
}

// operations times what a person does, each a few times.
func (p *person) operations(words int) {
	p.t.Helper()
	median := func(what string, times []float64) {
		slices.Sort(times)
		fmt.Printf("%7d words: %-12s %6.1f ms median, %6.1f most of %d\n", words, what, times[len(times)/2], times[len(times)-1], len(times))
	}
	timed := func(kind, shown string, act func()) float64 {
		p.t.Helper()
		eval[bool](p, fmt.Sprintf(`(inputTo(%s, () => %s), true)`, quote(kind), shown))
		act()
		return evalLater[float64](p, `timed.then((ms) => isNaN(ms) ? -1 : ms)`)
	}
	pause := func() { time.Sleep(400 * time.Millisecond) }
	began := p.now()
	var add, open, next, search, undo []float64
	for i := range 7 {
		eval[bool](p, fmt.Sprintf(`(() => { const block = inSight()[%d], node = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), r = document.createRange(); document.querySelector('#article').focus({preventScroll: true}); let n = node.nextNode(); while (n && (n.parentElement.closest('mark') || n.length < 12)) n = node.nextNode(); r.setStart(n, 1); r.setEnd(n, 10); getSelection().removeAllRanges(); getSelection().addRange(r); return true; })()`, i%3+1))
		pause()
		before := eval[int](p, `document.querySelectorAll('mark').length`)
		add = append(add, timed("keydown", fmt.Sprintf(`document.querySelectorAll('mark').length > %d`, before), func() { p.keys("h") }))
		pause()
		open = append(open, timed("keydown", `document.activeElement.matches('.card.current [data-field=source]')`, func() { p.keys("Enter") }))
		pause()
		p.keys("Escape")
		pause()
		at := eval[string](p, `document.querySelector('mark.current')?.dataset.claims ?? ''`)
		next = append(next, timed("keydown", fmt.Sprintf(`(document.querySelector('mark.current')?.dataset.claims ?? '') !== %s`, quote(at)), func() { p.keys("n") }))
		pause()
		count := eval[int](p, `document.querySelectorAll('mark').length`)
		undo = append(undo, timed("keydown", fmt.Sprintf(`document.querySelectorAll('mark').length !== %d`, count), func() { p.keys("Ctrl+z") }))
		pause()
		p.keys("/")
		pause()
		search = append(search, timed("keydown", fmt.Sprintf(`document.querySelector('.found')?.textContent.includes(' found')`), func() { p.keys("9") }))
		pause()
		p.keys("Backspace", "Escape")
		p.wait("the search is over", `!document.querySelector('.found')?.textContent.includes(' found')`)
		pause()
	}
	median("add", add)
	median("open card", open)
	median("next", next)
	median("undo", undo)
	median("search", search)
	printTasks("operations", p.tasks(began), began)
}
