//go:build !windows

package e2e

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var kills = flag.Int("kills", 5, "how often TestKilledBrowser kills the browser")

// fault is something that befalls a browser with a dossier in it.
type fault struct {
	name    string
	orderly bool   // the browser quits instead of being killed
	loses   string // a folder of the profile that is gone afterwards, or ""
	keeps   string // a folder that holds the same, without which nothing can be there
}

var (
	killed        = fault{name: "browser killed (SIGKILL) at a random moment"}
	localGone     = fault{name: "browser killed, and its local storage is gone", loses: "Default/Local Storage"}
	databaseGone  = fault{name: "browser quit, and its database is gone", loses: "Default/IndexedDB", keeps: "Default/Local Storage", orderly: true}
	quitOnly      = fault{name: "browser quit before it had written its local storage", orderly: true}
	crashSequence = []fault{killed, killed, localGone, killed, killed, databaseGone}
)

// crasher is a profile in a folder of its own, in which a browser is started and ended
// again and again, and what its dossier was by turns.
type crasher struct {
	t      *testing.T
	random *rand.Rand
	folder string
	passes []string // of the article: pairs of words that occur once, none in another

	p    *person
	cmd  *exec.Cmd
	stop func()

	mu      sync.Mutex
	states  []crashState // every state that was, or was about to be, in order
	saved   int          // index of the last that was reported as saved
	undo    []crashState // to which an undo goes back, last first
	reports int
	edits   int // of all the visits
}

// crashState is what a dossier holds: the note of each claim, by the words it covers.
type crashState map[string]string

// crashProbe tells of every change of the page after which everything is saved, with what
// is shown then. With a card open, what is in its fields may be on its way.
const crashProbe = shownScript + `
addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  if (document.querySelector('#status .saved')?.textContent !== 'Saved' || document.querySelector('.card.open')) return;
  const cards = document.querySelectorAll('[data-claim-card]').length, shown = shownNow();
  if (cards === Object.keys(shown).length) reported(JSON.stringify(shown));
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true}));`

// launch starts the browser and opens the page, with what is kept.
func (c *crasher) launch() {
	c.t.Helper()
	path, err := findChromium()
	if err != nil {
		c.t.Fatal(err)
	}
	ctx, stop, err := startBrowser(path, chromedp.UserDataDir(c.folder), chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that it can be killed with all its processes
		c.cmd = cmd
	}))
	if err != nil {
		c.t.Fatal("starting a browser: ", err)
	}
	c.stop = stop
	c.p = &person{t: c.t, ctx: ctx, downloads: c.t.TempDir()}
	c.p.start(window{width: 1280, height: 800})
	c.p.must(chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*runtime.EventBindingCalled); ok {
			c.reported(e.Payload)
		}
	}))
	call(c.p, runtime.AddBinding, runtime.AddBindingParams{Name: "reported"})
	call(c.p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: crashProbe})
	c.p.open("/")
	// The text comes into the page piece by piece, and claims with it.
	c.p.wait("all of the text is there", `document.querySelector('#article').textContent.includes('Spencer Journalism Fellow')`)
}

// reported hears that the page showed a state and said that it is saved. A state may
// have been several times: it counts as the earliest that it can be.
func (c *crasher) reported(payload string) {
	var shown crashState
	if json.Unmarshal([]byte(payload), &shown) != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := c.saved; i < len(c.states); i++ {
		if maps.Equal(c.states[i], shown) {
			c.saved = i
			c.reports++
			return
		}
	}
}

// edit does one edit at random, and waits until the page shows it. It answers false
// where it does not come to that any more.
func (c *crasher) edit() bool {
	now := c.states[len(c.states)-1]
	claims := slices.Sorted(maps.Keys(now))
	next := maps.Clone(now)
	var script string
	var key string
	switch roll := c.random.IntN(10); {
	case len(claims) > 0 && (roll < 2 || len(claims) > 12):
		words := claims[c.random.IntN(len(claims))]
		delete(next, words)
		script, key = `[...document.querySelectorAll('#article mark')].find((mark) => mark.textContent === `+quote(words)+`).focus()`, "Delete"
	case len(c.undo) > 0 && roll < 4:
		next = c.undo[len(c.undo)-1]
		script, key = `document.activeElement?.blur()`, "Ctrl+z"
	case len(claims) > 0 && roll < 6:
		return c.note(claims[c.random.IntN(len(claims))], fmt.Sprint("note ", c.edits), next)
	default:
		words := c.passes[c.random.IntN(len(c.passes))]
		if _, there := now[words]; there {
			return true
		}
		next[words] = ""
		script, key = `(() => {
  const [from, to] = placesOf(`+quote(words)+`);
  getSelection().setBaseAndExtent(...from, ...to);
})()`, "h"
	}
	if key == "Ctrl+z" {
		c.undo = c.undo[:len(c.undo)-1]
	} else {
		c.undo = append(c.undo, now)
	}
	c.expectState(next)
	if !c.run(places+script) || !c.strike(key) {
		return false
	}
	return c.shown(next)
}

// note writes the note of a claim on its card: one that no claim had before, since to write
// what is there already is no edit, and not undone as one.
func (c *crasher) note(words, note string, next crashState) bool {
	c.undo = append(c.undo, maps.Clone(next))
	next[words] = note
	c.expectState(next)
	card := `document.querySelector('[data-claim-card="' + [...document.querySelectorAll('#article mark')].find((mark) => mark.textContent === ` + quote(words) + `).dataset.claims + '"]')`
	return c.run(card+`.click()`) &&
		c.awaits(`!!`+card+`.querySelector('.edit')`) && c.run(card+`.querySelector('.edit').click()`) &&
		c.awaits(`!!`+card+`.querySelector('[data-field=note]')`) &&
		c.run(`(() => { const field = `+card+`.querySelector('[data-field=note]'); field.focus(); field.select(); document.execCommand('insertText', false, `+quote(note)+`); })()`) &&
		c.run(card+`.querySelector('.edit').click()`) &&
		c.shown(next)
}

// expectState says that the next state is to be that.
func (c *crasher) expectState(next crashState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.states = append(c.states, next)
	c.edits++
}

// run runs a script in the page; false where the browser is gone.
func (c *crasher) run(script string) bool {
	_, err := chromedp.Run(c.p.ctx, chromedp.Evaluate[bool](script+"\n;true"))
	return err == nil
}

// strike presses a key; false where the browser is gone.
func (c *crasher) strike(key string) bool {
	var options []chromedp.KeyOption
	if rest, ok := strings.CutPrefix(key, "Ctrl+"); ok {
		key, options = rest, append(options, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	}
	if special, ok := specialKeys[key]; ok {
		key = special
	}
	return chromedp.Do(c.p.ctx, chromedp.KeyEvent(key, options...)) == nil
}

// awaits waits until an expression is true; false where the browser is gone. A page that
// lives and does not come to it fails the test.
func (c *crasher) awaits(expression string) bool {
	for deadline := time.Now().Add(*patience); ; time.Sleep(2 * time.Millisecond) {
		is, err := chromedp.Run(c.p.ctx, chromedp.Evaluate[bool](expression))
		if err != nil {
			return false
		}
		if is {
			return true
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("seed %d: it did not come to pass that %s; the page says %q", *seed, expression, c.p.said())
		}
	}
}

func (c *crasher) shown(state crashState) bool {
	return c.awaits(`JSON.stringify(Object.entries(shownNow()).sort()) === JSON.stringify(Object.entries(` + string(must(json.Marshal(state))) + `).sort())`)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// befall edits until a fault befalls the browser, starts it again, and holds what is there
// to what was reported.
func (c *crasher) befall(f fault) fault {
	c.t.Helper()
	c.undo = nil
	var last string
	length := time.Duration(50+c.random.IntN(2500)) * time.Millisecond
	if f.orderly {
		for until := time.Now().Add(length); time.Now().Before(until); {
			c.edit()
		}
		c.p.saved()
		last = c.lastSeal()
		c.p.must(chromedp.Cancel(c.p.ctx))
		c.mu.Lock()
		c.saved = len(c.states) - 1
		c.mu.Unlock()
	} else {
		dead := make(chan struct{})
		time.AfterFunc(length, func() {
			_ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
			close(dead)
		})
		for c.edit() {
		}
		<-dead
	}
	c.stop()
	if f.orderly && !c.flushed(last) {
		f = quitOnly
	}
	if f.loses != "" {
		c.p.must(os.RemoveAll(filepath.Join(c.folder, f.loses)))
	}
	c.mu.Lock()
	promised, reports := c.saved, c.reports
	c.mu.Unlock()
	c.launch()
	c.check(f, promised, reports)
	return f
}

// lastSeal is the checksum of what was written into local storage last.
func (c *crasher) lastSeal() string {
	c.t.Helper()
	return eval[string](c.p, `(() => {
  const keys = Object.keys(localStorage).filter((key) => /^gainsay:dossier:.*:(journal:\d+|snapshot)$/.test(key)).sort();
  return JSON.parse(localStorage[keys.findLast((key) => key.includes(':journal:')) ?? keys[0]]).crc32c;
})()`)
}

// flushed reports whether something is in the files of local storage. A browser that has
// much to do may quit without having written what was to go there.
func (c *crasher) flushed(words string) bool {
	c.t.Helper()
	files, err := filepath.Glob(filepath.Join(c.folder, databaseGone.keeps, "leveldb", "*"))
	c.p.must(err)
	return slices.ContainsFunc(files, func(name string) bool {
		data, err := os.ReadFile(name)
		return err == nil && bytes.Contains(bytes.ReplaceAll(data, []byte{0}, nil), []byte(words))
	})
}

// check holds what the page shows after a fault to what it had reported before.
func (c *crasher) check(f fault, promised, reports int) {
	c.t.Helper()
	found := eval[crashState](c.p, `shownNow()`)
	aside := evalLater[[]string](c.p, everyKey+`.then((keys) => keys.filter((key) => key.startsWith('gainsay:aside:')))`)
	c.mu.Lock()
	defer c.mu.Unlock()
	after := slices.IndexFunc(c.states[promised:], func(s crashState) bool { return maps.Equal(s, found) })
	if after < 0 {
		c.t.Fatalf("seed %d, %s: there is %v; saved was %v, and after that came %v", *seed, f.name, found, c.states[promised], c.states[promised+1:])
	}
	if reports == 0 {
		c.t.Errorf("seed %d: the page never said that anything was saved", *seed)
	}
	if len(aside) > 0 {
		c.t.Errorf("seed %d, %s: there are entries that could not be read: %q", *seed, f.name, aside)
	}
	c.states, c.saved, c.reports = []crashState{found}, 0, 1
}

// TestKilledBrowser edits in a browser with a profile on disk, kills it at a random
// moment, starts it again, and looks whether everything is there that the page had
// reported as saved; again and again in one profile.
func TestKilledBrowser(t *testing.T) {
	c := &crasher{t: t, random: rand.New(rand.NewPCG(*seed, 0)), folder: t.TempDir()}
	t.Cleanup(func() {
		if c.cmd != nil && c.cmd.Process != nil {
			_ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
		}
		if c.stop != nil {
			c.stop()
		}
	})
	c.states = []crashState{{}}
	c.launch()
	c.passes = passages(eval[[]string](c.p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`))
	c.reports = 1
	tally := make(map[string]int)
	for n, i := 0, 0; n < *kills; i++ {
		f := crashSequence[i%len(crashSequence)]
		f = c.befall(f)
		tally[f.name]++
		if !f.orderly {
			n++
		}
	}
	c.p.leave()
	t.Logf("%d edits, %v", c.edits, tally)
	for _, f := range []fault{killed, localGone, databaseGone, quitOnly} {
		injected(f.name, tally[f.name])
	}
}
