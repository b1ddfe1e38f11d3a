//go:build bench

// Speed of the page with long articles and many claims. "make bench-browser" runs
// it and writes the table; nothing here asserts a time.
package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
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
    if (performance.now() - asked > 180000) return done(NaN);
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

// visitLong is a quick visit to an article of so many words, with its claims.
func visitLong(t *testing.T, words int) *person {
	p := quickVisit(t, "/")
	p.chooseFile("#import-file", "claims.gainsay.json", longDossier(t, words, true))
	p.wait("the text is there", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, words/blockWords))
	p.saved()
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

// table collects what docs/performance.md shows.
var table []string

// row is what something takes at each of the sizes, and in the peer; that is nil where it
// does no such thing.
func row(what string, ours, peer []float64) {
	line := fmt.Sprintf("| %-9s | %4.0f | %4.0f | %4.0f | %4.2f |", what, ours[0], ours[1], ours[2], ours[2]/ours[1])
	if peer != nil {
		line += fmt.Sprintf(" %.2f, %.2f and %.2f of Recogito's %.0f, %.0f and %.0f",
			ours[0]/peer[0], ours[1]/peer[1], ours[2]/peer[2], peer[0], peer[1], peer[2])
	}
	line += " |"
	fmt.Println(line)
	table = append(table, line)
}

// TestSpeedOpening opens a text of 200,000 words, and opens it again from storage.
func TestSpeedOpening(t *testing.T) {
	p := quickVisit(t, "/")
	blocks := longText(200_000)
	there := fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, len(blocks))
	time.Sleep(time.Second)
	since := p.now()
	p.opensFile("long.txt", []byte(strings.Join(blocks, "\n\n")))
	p.wait("the text is there", there)
	p.saved()
	time.Sleep(time.Second)
	p.phases(since)
	printTasks("opening 200,000 words", p.tasks(since), since)
	p.reload()
	p.wait("the text is there", there)
	p.phases(0)
	printTasks("opening them again", p.tasks(0), 0)
}

// sizes are the articles that are compared, in words.
var sizes = []int{1_000, 10_000, 100_000}

// TestSpeedClaims times the loading of many claims over a text that is laid out
// already, then what a person does with them, in Gainsay and in its peer.
func TestSpeedClaims(t *testing.T) {
	ours, theirs := make(map[string][]float64), make(map[string][]float64)
	for _, words := range sizes {
		for what, time := range gainsayTimes(t, words) {
			ours[what] = append(ours[what], time)
		}
		for what, time := range recogitoTimes(t, words) {
			theirs[what] = append(theirs[what], time)
		}
	}
	for _, what := range []string{"load", "add", "open card", "next", "undo", "search"} {
		row(what, ours[what], theirs[what])
	}
	writeTable(t)
}

// gainsayTimes loads and uses a dossier, and returns medians in milliseconds.
func gainsayTimes(t *testing.T, words int) map[string]float64 {
	times := make(map[string]float64)
	var loads []float64
	var p *person
	for range 3 {
		p = quickVisit(t, "/")
		p.chooseFile("#import-file", "plain.gainsay.json", longDossier(t, words, false))
		p.wait("the text is there", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, words/blockWords))
		p.saved()
		time.Sleep(time.Second)
		since := p.now()
		eval[bool](p, fmt.Sprintf(`(window.timed = paintOf(() => performance.getEntriesByName('gainsay:seat').at(-1).startTime > %f && inSight().every((block) => block.querySelectorAll('mark').length === (block.dataset.block %% %d ? 0 : %d)), () => performance.getEntriesByName('gainsay:seat').at(-1).startTime), true)`, since, every(words), blockClaims))
		p.chooseFile("#import-file", "claims.gainsay.json", longDossier(t, words, true))
		loads = append(loads, evalLater[float64](p, `timed`))
		p.saved()
		time.Sleep(time.Second)
		p.phases(since)
		printTasks("import", p.tasks(since), since)
	}
	times["load"] = median(loads)
	for what, list := range p.operations() {
		times[what] = median(list)
		fmt.Printf("%7d words: %-12s %6.1f ms median, %6.1f most of %d\n", words, what, times[what], slices.Max(list), len(list))
	}
	return times
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// operations times what a person does, each a few times.
func (p *person) operations() map[string][]float64 {
	p.t.Helper()
	timed := func(kind, shown string, act func()) float64 {
		p.t.Helper()
		eval[bool](p, fmt.Sprintf(`(inputTo(%s, () => %s), true)`, quote(kind), shown))
		act()
		took := evalLater[float64](p, `timed.then((ms) => isNaN(ms) ? -1 : ms)`)
		if took < 0 {
			p.t.Fatalf("it did not come to pass that %s", shown)
		}
		return took
	}
	pause := func() { time.Sleep(400 * time.Millisecond) }
	times := make(map[string][]float64)
	note := func(what string, time float64) { times[what] = append(times[what], time) }
	began := p.now()
	for i := range 9 {
		// Words between two claims in sight are selected.
		eval[bool](p, fmt.Sprintf(`(() => {
  const walker = document.createTreeWalker(inSight()[%d], NodeFilter.SHOW_TEXT), range = document.createRange();
  document.querySelector('#article').focus({preventScroll: true});
  let node = walker.nextNode();
  while (node.parentElement.closest('mark') || node.length < 12) node = walker.nextNode();
  range.setStart(node, 1);
  range.setEnd(node, 10);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return true;
})()`, i%3+1))
		pause()
		claims := eval[string](p, `document.querySelector('#tab-claims .number').textContent`)
		counted := `document.querySelector('#tab-claims .number').textContent`
		note("add", timed("keydown", counted+` !== `+quote(claims)+` && document.querySelector('mark.current')`, func() { p.keys("h") }))
		pause()
		note("open card", timed("keydown", `document.activeElement.matches('.card.current [data-field=source]')`, func() { p.keys("Enter") }))
		pause()
		p.keys("Escape")
		pause()
		at := eval[string](p, `document.querySelector('mark.current').dataset.claims`)
		note("next", timed("keydown", `document.querySelector('mark.current')?.dataset.claims !== `+quote(at), func() { p.keys("n") }))
		pause()
		claims = eval[string](p, counted)
		note("undo", timed("keydown", counted+` !== `+quote(claims), func() { p.keys("Ctrl+z") }))
		pause()
		p.keys("/")
		pause()
		note("search", timed("keydown", `document.querySelector('.found')?.textContent.includes(' found')`, func() { p.keys("9") }))
		pause()
		p.keys("Backspace")
		p.wait("the search is over", `!document.querySelector('.found')?.textContent.includes(' found')`)
		p.keys("Escape")
		pause()
	}
	printTasks("operations", p.tasks(began), began)
	return times
}

// recogitoTimes loads the same claims over the same text in Recogito's annotator, in a
// page of its own, and returns the best of its renderers; nil where it is not
// installed.
func recogitoTimes(t *testing.T, words int) map[string]float64 {
	best := make(map[string]float64)
	for _, renderer := range []string{"SPANS", "CSS_HIGHLIGHTS"} {
		times := make(map[string][]float64)
		for range 3 {
			p, ok := recogito(t, words, renderer)
			if !ok {
				return nil
			}
			time.Sleep(time.Second)
			times["load"] = append(times["load"], evalLater[float64](p, fmt.Sprintf(peerLoads, every(words), blockClaims)))
			time.Sleep(500 * time.Millisecond)
			times["add"] = append(times["add"], p.addsInPeer(words))
		}
		for what, list := range times {
			took := median(list)
			fmt.Printf("%7d words: Recogito, %-14s %-5s %6.1f ms\n", words, renderer, what, took)
			if best[what] == 0 || took < best[what] {
				best[what] = took
			}
		}
	}
	return best
}

// recogito opens Recogito's annotator over the text in a page of its own, with nothing set
// yet; ok is false where it is not installed.
func recogito(t *testing.T, words int, renderer string) (p *person, ok bool) {
	t.Helper()
	const folder = "bench/node_modules/@recogito/text-annotator/dist/"
	script, err := os.ReadFile(folder + "text-annotator.umd.js")
	if err != nil {
		fmt.Println("Recogito's annotator is not installed: it is not compared")
		return nil, false
	}
	style, err := os.ReadFile(folder + "text-annotator.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := json.Marshal(longText(words))
	if err != nil {
		t.Fatal(err)
	}
	p = newPerson(t)
	p.ctx = p.tab
	p.must(chromedp.Do(p.ctx, chromedp.Navigate("about:blank")))
	eval[bool](p, stopwatch+`window.process = {env: {NODE_ENV: 'production'}};`+string(script)+`; true`)
	eval[bool](p, fmt.Sprintf(peerPage, quote(string(style)), blocks, every(words), quote(renderer)))
	return p, true
}

// peerPage sets the text as Gainsay does, and makes the annotations: a claim of four
// words in every ten. Its offsets count the text content of the article.
const peerPage = `(() => {
  document.head.append(Object.assign(document.createElement('style'), {textContent: %s +
    'article { font: 1.19rem/1.62 serif; width: 38rem; margin: 5rem auto; } article p { margin: 0 0 1.1em; }'}));
  const blocks = %s, every = %d, article = document.createElement('article');
  window.annotations = [];
  let at = 0;
  blocks.forEach((text, n) => {
    article.append(Object.assign(document.createElement('p'), {textContent: text}));
    article.lastChild.dataset.block = n;
    let from = 0;
    text.split(' ').forEach((word, i, words) => {
      if (n %% every === 0 && i %% 10 === 0 && i + 4 <= words.length) {
        const quote = words.slice(i, i + 4).join(' '), id = 'a' + annotations.length;
        annotations.push({id, bodies: [], target: {annotation: id, selector: [{quote, start: at + from, end: at + from + quote.length}]}});
      }
      from += word.length + 1;
    });
    at += text.length;
  });
  article.id = 'article';
  document.body.append(article);
  window.annotator = RecogitoJS.createTextAnnotator(article, {renderer: %s});
  return true;
})()`

// peerLoads times setting all annotations, to the paint with every highlight in sight. It
// draws what is in sight alone, so only blocks that are wholly in sight tell.
const peerLoads = `(async () => {
  window.drawn = () => document.querySelectorAll('.r6o-span-highlight-layer .r6o-annotation').length || [...CSS.highlights.keys()].length;
  const sight = inSight().filter((block) => block.dataset.block %% %d === 0).filter((block) => (({top, bottom}) => top >= 0 && bottom <= innerHeight)(block.getBoundingClientRect())).length * %d;
  const began = performance.now();
  annotator.setAnnotations(annotations);
  return paintOf(() => drawn() >= sight, () => began);
})()`

// addsInPeer times an annotation that is made of words between two others: from the mouse
// that lets go of them to the paint.
func (p *person) addsInPeer(words int) float64 {
	p.t.Helper()
	block := strings.Fields(longText(words)[every(words)])
	from, to := p.wordsIn(strings.Join(block[:10], " "), strings.Join(block[5:8], " "))
	time.Sleep(500 * time.Millisecond) // it draws what came into sight
	eval[bool](p, `(window.before = drawn(), inputTo('pointerup', () => drawn() > before), true)`)
	p.drag(from, to, 1)
	return evalLater[float64](p, `timed.then((ms) => isNaN(ms) ? -1 : ms)`)
}

// writeTable writes docs/performance.md where GAINSAY_TABLE names a file to write.
func writeTable(t *testing.T) {
	path := os.Getenv("GAINSAY_TABLE")
	if path == "" {
		return
	}
	version, err := chromedp.CallBrowser(chromium, browser.GetVersion, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(performance, time.Now().Format("2 January 2006"), runtime.NumCPU(), runtime.GOARCH, version.Product, strings.TrimPrefix(runtime.Version(), "go"), strings.Join(table, "\n"))
	// What other benchmarks wrote stands behind it.
	old, _ := os.ReadFile(path)
	if _, after, found := strings.Cut(string(old), sectionMark); found {
		text += sectionMark + after
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sectionMark begins a part of docs/performance.md that a benchmark writes by itself.
const sectionMark = "\n## "

// writeSection puts a part into the file that GAINSAY_TABLE names, in the place of the one
// with its title.
func writeSection(t *testing.T, title, text string) {
	path := os.Getenv("GAINSAY_TABLE")
	if path == "" {
		return
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(old), sectionMark)
	part := title + "\n" + strings.TrimRight(text, "\n") + "\n"
	if at := slices.IndexFunc(parts, func(p string) bool { return strings.HasPrefix(p, title+"\n") }); at > 0 {
		parts[at] = part
	} else {
		parts = append(parts, part)
	}
	if err := os.WriteFile(path, []byte(strings.Join(parts, sectionMark)), 0o644); err != nil {
		t.Fatal(err)
	}
}

const performance = `# Speed in the page

` + "`make bench-browser`" + ` measured this on %s, with %d processors (%s), %s without a window, Go %s. The text has
paragraphs of 50 words with a claim of four words in every ten, in the short one in every second paragraph; a twentieth of the claims are set
against another.

Each figure is the median of several, in milliseconds. *Load* is from the call that sets the claims, the text being laid
out already, to the paint with every highlight in sight; the others are from the event of the input to the paint that shows
what it brought about. A frame is 16.7 ms, and an input waits for one. Recogito is
[@recogito/text-annotator](https://www.npmjs.com/package/@recogito/text-annotator) in the same browser over the same text,
with the faster of its renderers for each figure; it makes its annotation of what is selected when the mouse is let go, Gainsay at a key.

| | 1,000 words, 50 claims | 10,000 words, 1,000 claims | 100,000 words, 10,000 claims | growth of the last | of the peer |
|---|---|---|---|---|---|
%s
`
