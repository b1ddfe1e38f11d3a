package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience bounds every wait for a state. It is long because it only matters in a
// test that fails; the long runs have more of it.
var patience = flag.Duration("patience", 20*time.Second, "how long a state is waited for")

// longestVisit bounds what one person does in one test.
const longestVisit = 90 * time.Second

var (
	site     string          // the address of the server under test
	chromium context.Context // the browser under test
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run starts the server and the browser that all tests share.
func run(m *testing.M) int {
	path, err := findChromium()
	if err != nil {
		if os.Getenv("CI") != "" {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println("skipping the browser tests:", err)
		return 0
	}
	if os.Getenv("GAINSAY_BUILT") == "" { // make browser has built it
		if out, err := command("make", "build").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "building what is tested: %v\n%s", err, out)
			return 1
		}
	}
	stop, err := startServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting the server:", err)
		return 1
	}
	defer stop()

	// All tabs of one profile share a process, and with it the compiled program. So none
	// is held in reserve for the next tab; the other features are those that the library
	// turns off.
	ctx, stopBrowser, err := startBrowser(path, chromedp.Flag("process-per-site", true),
		chromedp.Flag("disable-features", "BlinkGenPropertyTrees,PaintHolding,Translate,SpareRendererForSitePerProcess"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting Chromium:", err)
		return 1
	}
	defer stopBrowser()
	chromium = ctx
	return m.Run()
}

// startBrowser starts a browser with these options beside the usual ones.
func startBrowser(path string, more ...chromedp.ExecAllocatorOption) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	options = append(options, chromedp.Flag("disable-dev-shm-usage", !roomy("/dev/shm")))
	options = append(options, more...)
	for _, flag := range browserFlags {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop = func() { cancel(); cancelAllocator() }
	if _, err := chromedp.Run(ctx, chromedp.Navigate("about:blank")); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}

// roomy reports whether a folder has room for what the browser's processes share. In a
// container it may have none, and the browser then takes files, which are slower by far.
func roomy(folder string) bool {
	var at syscall.Statfs_t
	return syscall.Statfs(folder, &at) == nil && at.Bavail*uint64(at.Bsize) > 1<<30
}

// browserFlags keep the browser from what has nothing to do with the page.
var browserFlags = []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"}

func findChromium() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chromium; make test installs one, or set CHROMIUM to its path")
}

// command runs in the root of the project.
func command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = "../.."
	return cmd
}

// startServer starts the native program on a free port and reads its address.
func startServer() (stop func(), err error) {
	cmd := command("bin/gainsay", "serve", "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = io.Discard
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, err
	}
	site = strings.TrimRight(strings.TrimSpace(line), "/")
	return func() {
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
	}, nil
}

// person is somebody who uses the page in a tab.
type person struct {
	t         *testing.T
	ctx       context.Context // of the tab, for as long as a visit may last
	tab       context.Context
	downloads string

	mu       sync.Mutex
	console  []string
	faults   []string
	expected []string // parts of console messages that this test brings about
}

// option changes the window in which a person works.
type option func(*window)

type window struct {
	width, height int64
	phone, dark   bool
	fresh         bool // nothing is in the browser's cache
	apart         bool // each tab runs in a process of its own, as where nobody says otherwise
}

func onPhone(w *window) { w.width, w.height, w.phone = 390, 844, true }
func inDark(w *window)  { w.dark = true }
func afresh(w *window)  { w.fresh = true }
func apart(w *window)   { w.apart = true }

// visit opens an address of the site in a profile in which nothing is stored.
func visit(t *testing.T, path string, options ...option) *person {
	t.Helper()
	p := newPerson(t, options...)
	p.open(path)
	return p
}

func newPerson(t *testing.T, options ...option) *person {
	t.Helper()
	w := window{width: 1280, height: 800}
	for _, set := range options {
		set(&w)
	}
	own := takeProfile(t, w)
	ctx, cancel := chromedp.NewContext(own.ctx)
	p := &person{t: t, ctx: ctx, downloads: t.TempDir()}
	t.Cleanup(func() {
		p.leave()
		cancel()
		own.leave(t.Failed())
	})
	p.start(w)
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: p.downloads, BrowserContextID: own.id(),
	})
	p.must(err)
	return p
}

// newTab opens another tab of the same profile.
func (p *person) newTab(path string) *person {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	other := &person{t: p.t, ctx: ctx, downloads: p.downloads}
	p.t.Cleanup(func() {
		other.leave()
		cancel()
	})
	other.start(window{width: 1280, height: 800})
	other.open(path)
	return other
}

func (p *person) start(w window) {
	p.t.Helper()
	p.must(chromedp.Listen(p.ctx, p.hear))
	// The tab is there now; from here on no call may wait for ever.
	limited, cancel := context.WithTimeout(p.ctx, longestVisit)
	p.t.Cleanup(cancel)
	p.tab, p.ctx = p.ctx, limited
	// What the library asks to be told of every change in the page costs as much as the
	// change, and nothing here is found by it.
	call(p, css.Disable, cdp.Empty{})
	call(p, dom.Disable, cdp.Empty{})
	metrics := emulation.SetDeviceMetricsOverrideParams{Width: w.width, Height: w.height, DeviceScaleFactor: 1, Mobile: w.phone}
	call(p, emulation.SetDeviceMetricsOverride, metrics)
	if w.phone {
		call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	}
	scheme := "light"
	if w.dark {
		scheme = "dark"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// hear collects what the browser says about the page.
func (p *person) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	note := func(fault bool, format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		p.console = append(p.console, line)
		if fault && !slices.ContainsFunc(p.expected, func(part string) bool { return strings.Contains(line, part) }) {
			p.faults = append(p.faults, line)
		}
	}
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, arg := range e.Args {
			words = append(words, string(arg.Value)+arg.Description)
		}
		text := strings.Join(words, " ")
		note(e.Type == "error" || e.Type == "warning" || e.Type == "assert" || strings.Contains(text, "panic"), "console.%s: %s", e.Type, text)
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		note(true, "exception: %s", text)
	case *log.EventEntryAdded:
		note(e.Entry.Level == "error" || e.Entry.Level == "warning", "log %s (%s): %s %s", e.Entry.Level, e.Entry.Source, e.Entry.Text, e.Entry.URL)
	case *page.EventJavascriptDialogOpening:
		// A question of the browser's own, as on leaving with something unsaved, holds
		// everything up until it is answered.
		note(true, "the browser asks (%s): %s", e.Type, e.Message)
		go func() {
			_, _ = chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	case *network.EventLoadingFailed:
		note(!e.Canceled, "request failed: %s %s", e.ErrorText, e.BlockedReason)
	}
}

// expect says that a console message with these words is what the test is about.
func (p *person) expect(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = append(p.expected, part)
}

// leave ends the visit: it holds the page to a clean console, and after a failure
// leaves what there was to see in a folder.
func (p *person) leave() {
	p.mu.Lock()
	faults, console := slices.Clone(p.faults), slices.Clone(p.console)
	p.mu.Unlock()
	for _, fault := range faults {
		p.t.Errorf("the page reported: %s", fault)
	}
	if !p.t.Failed() {
		return
	}
	folder, err := os.MkdirTemp("", "gainsay-e2e-")
	if err != nil {
		p.t.Logf("no folder for what was seen: %v", err)
		return
	}
	ctx, cancel := context.WithTimeout(p.tab, 5*time.Second)
	defer cancel()
	// How far the page's start came.
	if marks, err := chromedp.Run(ctx, chromedp.Evaluate[string](`performance.getEntriesByType('mark').map(({name, startTime}) => name + ' at ' + Math.round(startTime)).join(', ') + ', now ' + Math.round(performance.now())`)); err == nil {
		console = append(console, marks)
	}
	_ = os.WriteFile(filepath.Join(folder, "console.log"), []byte(strings.Join(console, "\n")+"\n"), 0o644)
	if png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(folder, "screenshot.png"), png, 0o644)
	}
	if html, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.documentElement.outerHTML`)); err == nil {
		_ = os.WriteFile(filepath.Join(folder, "page.html"), []byte(html), 0o644)
	}
	p.t.Logf("what was seen is in %s", folder)
}

func (p *person) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// opened is the state of a page that shows an article, which is the program's own, and
// has nothing under way.
const opened = `!document.getElementById('shell') && document.querySelector('#article [data-block]') && document.querySelector('#status .saved')?.textContent === 'Saved'`

// carded is true once all claims have cards, where not only those near the window get one.
const carded = `((claims) => claims > 200 || !document.querySelector('#cards') || document.querySelectorAll('.card').length >= claims)(+document.querySelector('#tab-claims .number').textContent)`

// addressed is true once the address names the dossier that was opened last.
const addressed = `((last) => last('gainsay:seat') <= last('gainsay:named'))((mark) => performance.getEntriesByName(mark).at(-1)?.startTime ?? 0)`

// open goes to an address of the site and waits until an article is shown.
func (p *person) open(path string) {
	p.t.Helper()
	p.navigate(path)
	p.arrives()
}

// arrives waits until an article is shown, with all that comes after its words.
func (p *person) arrives() {
	p.t.Helper()
	p.wait("an article is shown", opened)
	p.wait("the address names it", addressed)
	p.wait("the claims have their cards", carded)
}

// navigate goes to an address of the site.
func (p *person) navigate(path string) {
	p.t.Helper()
	p.must(chromedp.Do(p.ctx, chromedp.Navigate(site+path)))
}

// reload loads the page again.
func (p *person) reload() {
	p.t.Helper()
	p.wait("the address names what is open", addressed)
	p.must(chromedp.Do(p.ctx, chromedp.Reload()))
	p.arrives()
}

// eval returns the value of a JavaScript expression.
func eval[T any](p *person, expression string) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// evalLater is eval for an expression that is a promise.
func evalLater[T any](p *person, expression string) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// wait waits until a JavaScript expression is true.
func (p *person) wait(state, expression string) {
	p.t.Helper()
	ask := chromedp.Evaluate[bool]("!!(" + expression + ")")
	p.until(state, func() bool {
		ok, err := chromedp.Run(p.ctx, ask)
		return err == nil && ok
	})
}

// until waits until something is so. To ask costs the page time, too: the longer it
// took so far, the less often it is asked.
func (p *person) until(state string, is func() bool) {
	p.t.Helper()
	began := time.Now()
	for !is() {
		waited := time.Since(began)
		if waited > *patience {
			p.t.Fatalf("it did not come to pass that %s; the page says %q", state, p.said())
		}
		time.Sleep(min(max(waited/10, 5*time.Millisecond), 100*time.Millisecond))
	}
}

// said returns what the status region says.
func (p *person) said() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.querySelector('[role=status]')?.textContent ?? ''`))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(text)
}

// hears waits until the status region says something.
func (p *person) hears(words string) {
	p.t.Helper()
	p.wait("the status says "+words, `document.querySelector('[role=status]').textContent.includes(`+quote(words)+`)`)
}

// saved waits until everything is saved.
func (p *person) saved() {
	p.t.Helper()
	p.wait("everything is saved", opened)
}

// quote writes a string as JavaScript does.
func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be encoded
	}
	return string(data)
}

// point is a place in the window, in CSS pixels.
type point struct{ X, Y float64 }

// named finds a visible element by role and accessible name.
const named = `((role, name) => {
  const tags = {button: 'button,[role=button]', tab: '[role=tab]', textbox: 'input[type=text],textarea', combobox: 'select,input[list]', searchbox: 'input[type=search]', checkbox: 'input[type=checkbox]'};
  const label = (el) => el.getAttribute('aria-label') ?? (el.labels?.length ? el.labels[0].textContent : (() => {
    const copy = el.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
    return copy.textContent;
  })());
  return [...document.querySelectorAll(tags[role])].find((el) => el.checkVisibility({visibilityProperty: true}) && label(el).trim().replace(/\s+/g, ' ') === name &&
    (!document.querySelector('dialog[open]') || el.closest('dialog[open]'))) ?? null;
})`

// byName is the JavaScript for an element with a role and a name.
func byName(role, name string) string {
	return named + "(" + quote(role) + "," + quote(name) + ")"
}

func byCSS(css string) string { return "document.querySelector(" + quote(css) + ")" }

// press clicks a button by its accessible name.
func (p *person) press(name string) {
	p.t.Helper()
	p.clickOn("the button "+name, byName("button", name))
}

// click clicks an element by selector.
func (p *person) click(css string) {
	p.t.Helper()
	p.clickOn(css, byCSS(css))
}

// clickOn clicks in the middle of an element, given as JavaScript, once it is
// there, at rest and not covered.
func (p *person) clickOn(what, element string) {
	p.t.Helper()
	p.mouse(p.reached(what, element), 1)
}

// reached waits until an element can be reached, and returns its middle.
func (p *person) reached(what, element string) point {
	p.t.Helper()
	var at *point
	p.until(what+" can be reached", func() bool {
		at = p.reachable(element)
		return at != nil
	})
	return *at
}

// reachable returns the middle of an element, given as JavaScript, once it is there, at
// rest and not covered; nil while it is not.
func (p *person) reachable(element string) *point {
	p.t.Helper()
	found, err := chromedp.Run(p.ctx, chromedp.Evaluate[*point](`(async () => {
  const el = `+element+`;
  if (!el || el.disabled) return null;
  const place = () => {
    const box = [...el.getClientRects()][0];
    return box?.width ? box : null;
  };
  let box = place();
  if (!box) return null;
  // The page puts things in their places some frames after it was scrolled.
  let frames = 3;
  if (box.top < 0 || box.bottom > innerHeight) {
    el.scrollIntoView({block: 'center'});
    box = place();
    frames = 18;
  }
  for (; frames > 0; frames--) await new Promise((done) => requestAnimationFrame(done));
  const now = place();
  if (now?.x !== box.x || now?.y !== box.y) return null;
  const at = {X: box.x + box.width / 2, Y: box.y + box.height / 2};
  const top = document.elementFromPoint(at.X, at.Y);
  if (top && (el.contains(top) || top.contains(el))) return at;
  el.scrollIntoView({block: 'center'}); // something lies over it, as the sheet on a phone
  return null;
})()`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil
	}
	return found
}

// touch taps a place with a finger.
func (p *person) touch(at point) {
	p.t.Helper()
	p.must(chromedp.Do(p.ctx, chromedp.TapXY(at.X, at.Y)))
}

// mouse presses and releases the left button, as part of so many clicks.
func (p *person) mouse(at point, clicks int64) {
	p.t.Helper()
	p.drag(at, at, clicks)
}

// drag presses the left button at one place and releases it at another.
func (p *person) drag(from, to point, clicks int64) {
	p.t.Helper()
	event := func(kind input.DispatchMouseEventType, at point, buttons int64) {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: clicks,
		})
	}
	event(input.DispatchMouseEventTypeMouseMoved, from, 0)
	event(input.DispatchMouseEventTypeMousePressed, from, 1)
	if from != to {
		event(input.DispatchMouseEventTypeMouseMoved, point{(from.X + to.X) / 2, (from.Y + to.Y) / 2}, 1)
		event(input.DispatchMouseEventTypeMouseMoved, to, 1)
	}
	event(input.DispatchMouseEventTypeMouseReleased, to, 0)
}

// ends finds where words begin and end on the screen, scrolled into view. The words
// may stand in several highlights, in one block.
const ends = `((words, around) => {
  for (const block of document.querySelectorAll('#article [data-block]')) {
    if (!block.textContent.includes(around)) continue;
    const at = block.textContent.indexOf(words, block.textContent.indexOf(around));
    if (at < 0) continue;
    const place = (offset) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (offset < node.length) return [node, offset];
        offset -= node.length;
      }
    };
    const box = (offset) => {
      const [node, inside] = place(offset);
      const range = document.createRange();
      range.setStart(node, inside);
      range.setEnd(node, inside + 1);
      return range.getBoundingClientRect();
    };
    let first = box(at), last = box(at + words.length - 1);
    window.scrollBy(0, (first.top + last.bottom) / 2 - window.innerHeight * (matchMedia('(max-width: 60rem)').matches ? 0.27 : 0.5));
    first = box(at);
    last = box(at + words.length - 1);
    return [{X: first.left + 0.6, Y: (first.top + first.bottom) / 2}, {X: last.right - 0.6, Y: (last.top + last.bottom) / 2}];
  }
  return null;
})`

// words returns where the first and the last of some words stand on the screen.
func (p *person) words(words string) (from, to point) {
	p.t.Helper()
	return p.wordsIn(words, words)
}

// wordsIn is words where the words occur first in a longer passage.
func (p *person) wordsIn(passage, words string) (from, to point) {
	p.t.Helper()
	found := eval[[]point](p, ends+"("+quote(words)+","+quote(passage)+")")
	if len(found) != 2 {
		p.t.Fatalf("the article does not say %q", words)
	}
	return found[0], found[1]
}

// selects drags the mouse over words of the article.
func (p *person) selects(words string) {
	p.t.Helper()
	p.selectsIn(words, words)
}

// selectsIn is selects where the words occur first in a longer passage.
func (p *person) selectsIn(passage, words string) {
	p.t.Helper()
	from, to := p.wordsIn(passage, words)
	p.drag(from, to, 1)
	p.wait("the words are selected", `getSelection().toString() === `+quote(words))
}

// highlights makes a claim of words, with the mouse and the toolbar, and returns
// its id.
func (p *person) highlights(words string) string {
	p.t.Helper()
	before := p.claims()
	p.selects(words)
	p.press("Highlight claim")
	return p.newClaim(before)
}

// newClaim waits for a claim that was not there before, and returns its id.
func (p *person) newClaim(before []string) string {
	p.t.Helper()
	var id string
	p.until("there is a new claim", func() bool {
		for _, claim := range p.claims() {
			if !slices.Contains(before, claim) {
				id = claim
				return true
			}
		}
		return false
	})
	return id
}

// claims returns the ids of the claims, in the order of their cards.
func (p *person) claims() []string {
	p.t.Helper()
	p.wait("the claims have their cards", carded)
	return eval[[]string](p, `[...document.querySelectorAll('[data-claim-card]')].map((card) => card.dataset.claimCard)`)
}

// quoted returns what a claim's highlights cover.
func (p *person) quoted(claim string) string {
	p.t.Helper()
	return eval[string](p, `[...document.querySelectorAll('mark[data-claims~="`+claim+`"]')].map((mark) => mark.textContent).join('')`)
}

var specialKeys = map[string]string{
	"Enter": kb.Enter, "Escape": kb.Escape, "Delete": kb.Delete, "Tab": kb.Tab, "F6": kb.F6, "Home": kb.Home, "End": kb.End,
	"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "Backspace": kb.Backspace, "Space": " ",
}

var modifierKeys = map[string]chromedp.Modifier{
	"Ctrl": chromedp.ModifierCtrl, "Shift": chromedp.ModifierShift, "Alt": chromedp.ModifierAlt, "Meta": chromedp.ModifierMeta,
}

// keys presses keys one after the other, each written as in "Ctrl+Shift+z".
func (p *person) keys(chords ...string) {
	p.t.Helper()
	for _, chord := range chords {
		parts := strings.Split(chord, "+")
		key := parts[len(parts)-1]
		if special, ok := specialKeys[key]; ok {
			key = special
		} else if len(parts) == 1 {
			p.types(key)
			continue
		}
		var modifiers []chromedp.Modifier
		for _, name := range parts[:len(parts)-1] {
			modifiers = append(modifiers, modifierKeys[name])
		}
		if slices.Contains(parts, "Shift") && len(key) == 1 {
			key = strings.ToUpper(key)
		}
		p.must(chromedp.Do(p.ctx, chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...))))
	}
}

// types writes text into what has focus, key by key. Each press is one event, as a
// keyboard makes it, so that a page that takes the key for itself gets no character.
func (p *person) types(text string) {
	p.t.Helper()
	for _, r := range text {
		key := string(r)
		event := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key, UnmodifiedText: key}
		call(p, input.DispatchKeyEvent, event)
		event.Type, event.Text, event.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
		call(p, input.DispatchKeyEvent, event)
	}
}

// fills replaces what a field of the panel holds, and leaves the field.
func (p *person) fills(label, text string) {
	p.t.Helper()
	p.clickOn("the field "+label, `(`+byName("textbox", label)+` ?? `+byName("combobox", label)+`)`)
	p.keys("Ctrl+a")
	p.types(text)
	p.keys("Tab")
}

// chooses picks an option of a select element, with the keyboard.
func (p *person) chooses(element, option string) {
	p.t.Helper()
	p.wait("there is a choice", element)
	eval[bool](p, `(`+element+`.focus(), true)`)
	p.types(option)
	p.wait(option+" is chosen", element+`.selectedOptions[0].textContent.trim() === `+quote(option))
	p.keys("Tab")
}

// downloaded waits for a file and returns what it holds.
func (p *person) downloaded(name string) []byte {
	p.t.Helper()
	path := filepath.Join(p.downloads, name)
	var data []byte
	p.until(name+" is downloaded", func() bool {
		var err error
		data, err = os.ReadFile(path)
		return err == nil && len(data) > 0
	})
	p.must(os.Remove(path))
	return data
}

// chooseFile puts a file into a file input.
func (p *person) chooseFile(css, name string, data []byte) {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	p.must(os.WriteFile(path, data, 0o644))
	p.chooseFileAt(css, path)
}

// opensFile opens an article from a file.
func (p *person) opensFile(name string, data []byte) {
	p.t.Helper()
	p.press("Open article")
	p.chooseFile("#article-file", name, data)
}

// chooseFileAt puts the file at a path into a file input.
func (p *person) chooseFileAt(css, path string) {
	p.t.Helper()
	p.wait("there is a field for the file", byCSS(css))
	object, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: byCSS(css)})
	p.must(err)
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: object.Result.ObjectID})
}

// clearStorage empties everything that the browser keeps for the site.
func (p *person) clearStorage() {
	p.t.Helper()
	p.navigate("/robots.txt") // the page itself is gone first
	call(p, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: site, StorageTypes: "all"})
}

// picture keeps a screenshot under a name where GAINSAY_SHOTS names a folder.
func (p *person) picture(name string) {
	p.t.Helper()
	folder := os.Getenv("GAINSAY_SHOTS")
	if folder == "" {
		return
	}
	p.must(os.MkdirAll(folder, 0o755))
	p.wait("the message is gone", `document.querySelector('#toast')?.hidden !== false`)
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	p.must(err)
	p.must(os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644))
}

// call runs a command of the browser's protocol on the person's tab.
func call[P, R any](p *person, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	p.must(err)
	return result
}

// tap touches the middle of an element, given as JavaScript, with a finger.
func (p *person) tap(element string) {
	p.t.Helper()
	p.wait("there is something to tap", element)
	at := eval[point](p, `(box => ({X: box.x + box.width / 2, Y: box.y + box.height / 2}))(`+element+`.getBoundingClientRect())`)
	p.touch(at)
}

// serves has the server under test answer an address of its own with what is given,
// in this person's tab.
func (p *person) serves(path, contentType string, data []byte) {
	p.t.Helper()
	p.must(chromedp.Listen(p.tab, func(event any) {
		if e, ok := event.(*fetch.EventRequestPaused); ok {
			go func() {
				_, _ = chromedp.Call(p.ctx, fetch.FulfillRequest, fetch.FulfillRequestParams{
					RequestID: e.RequestID, ResponseCode: 200, Body: data,
					ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: contentType}},
				})
			}()
		}
	}))
	call(p, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: site + path}}})
}
