package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/cdproto/runtime"
)

var (
	minutes = flag.Int("minutes", 0, "how long TestALongSession works; 0 skips it")
	cycles  = flag.Int("cycles", 0, "how often TestWhatIsUndoneLeavesNothing makes a claim and undoes it; 0 skips it")
)

// footprint is what the page holds once garbage is collected.
type footprint struct {
	heap     float64 // bytes of JavaScript objects
	program  float64 // bytes of the memory of WebAssembly
	elements float64 // nodes of the document, and what is kept of earlier ones
	handlers float64
}

func (p *person) footprint() footprint {
	p.t.Helper()
	for range 3 { // what a finalizer lets go is collected the next time
		call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	}
	heap := call(p, runtime.GetHeapUsage, cdp.Empty{})
	counters := call(p, memory.GetDOMCounters, cdp.Empty{})
	return footprint{heap.UsedSize, p.programMemory(), float64(counters.Nodes), float64(counters.JsEventListeners)}
}

// least does something a few times, and returns the least that the page held after one of
// them: what the program let go of is collected when its own turn at that comes, and may
// be there still after any one.
func (p *person) least(do func()) footprint {
	p.t.Helper()
	do()
	least := p.footprint()
	for range 4 {
		do()
		now := p.footprint()
		least.heap, least.program = min(least.heap, now.heap), min(least.program, now.program)
		least.elements, least.handlers = min(least.elements, now.elements), min(least.handlers, now.handlers)
	}
	return least
}

// programMemory finds the memory of the program among the objects of the page.
func (p *person) programMemory() float64 {
	p.t.Helper()
	memories := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `WebAssembly.Memory.prototype`})
	found := call(p, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: memories.Result.ObjectID})
	byValue := true
	bytes := call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: found.Objects.ObjectID, ReturnByValue: &byValue,
		FunctionDeclaration: `function () { return this.reduce((sum, {buffer}) => sum + buffer.byteLength, 0); }`,
	})
	var n float64
	p.must(json.Unmarshal(bytes.Result.Value, &n))
	return n
}

// TestWhatIsUndoneLeavesNothing makes claims and undoes them, and holds what the page needs
// afterwards to what it needed before, within a tenth.
func TestWhatIsUndoneLeavesNothing(t *testing.T) {
	if *cycles == 0 {
		t.Skip("it is one of the long runs: make torture")
	}
	p := visit(t, "/")
	p.ctx = p.tab
	p.highlights(beijingInsisted)
	passes := passages(eval[[]string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`))
	claims := len(p.claims())
	cycle := func(n int) {
		t.Helper()
		words := passes[n%len(passes)]
		highlight(p, words)
		p.wait("the claim is there", fmt.Sprintf(`document.querySelectorAll('.card').length === %d`, claims+1))
		p.keys("Ctrl+z")
		p.wait("it is undone", fmt.Sprintf(`document.querySelectorAll('.card').length === %d`, claims))
	}
	// First the program grows to its size: it is compiled as it runs, and its memory never shrinks.
	for n := range min(*cycles, 300) {
		cycle(n)
	}
	saved := func() { cycle(0); p.saved() }
	before := p.least(saved)
	for n := range *cycles {
		cycle(n)
	}
	p.holdsNoMore(before, p.least(saved), fmt.Sprintf("%d claims made and undone", *cycles))
}

// holdsNoMore holds what the page needs after something to what it needed before, within a
// tenth.
func (p *person) holdsNoMore(before, after footprint, what string) {
	p.t.Helper()
	for _, of := range []struct {
		name          string
		before, after float64
		scale         float64
		unit          string
	}{
		{"JavaScript objects", before.heap, after.heap, 1 << 20, "MiB"},
		{"memory of the program", before.program, after.program, 1 << 20, "MiB"},
		{"nodes", before.elements, after.elements, 1, ""},
		{"event handlers", before.handlers, after.handlers, 1, ""},
	} {
		survivals = append(survivals, fmt.Sprintf("| %s, after %s | %.1f %s before | %.1f %s |", of.name, what, of.before/of.scale, of.unit, of.after/of.scale, of.unit))
		if of.after > 1.1*of.before {
			p.t.Errorf("%s: %.1f %s became %.1f", of.name, of.before/of.scale, of.unit, of.after/of.scale)
		}
	}
}

// TestALongSession works as a person does for as long as it is told, and takes back what it
// did every few minutes, so that the page may need no more at the end than after the first
// third: in half an hour, what comes every ten minutes, as a safety copy, has come by then.
func TestALongSession(t *testing.T) {
	if *minutes == 0 {
		t.Skip("it is one of the long runs: make torture")
	}
	p := visit(t, "/")
	p.ctx = p.tab
	p.setScene()
	p.saved()
	passes := passages(eval[[]string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`))
	claims := len(p.claims())
	round := func() {
		t.Helper()
		const some = 12
		for n := range some {
			highlight(p, passes[n*len(passes)/some])
			p.wait("the claim is there", fmt.Sprintf(`document.querySelectorAll('.card').length === %d`, claims+n+1))
			writeNote(p, passes[n*len(passes)/some], fmt.Sprint("note ", n))
		}
		for _, key := range []string{"p", "p", "n", "/"} {
			eval[bool](p, `(window.was = document.activeElement, true)`)
			p.keys(key)
			p.wait("focus follows "+key, `document.activeElement !== was`)
		}
		p.types("Japan")
		p.wait("something is found", `document.querySelector('.found')?.textContent.includes(' found')`)
		p.keys("Ctrl+a", "Backspace")
		p.wait("everything is shown", `!document.querySelector('.found')?.textContent.includes(' found')`)
		p.keys("Escape")
		for _, tab := range []string{"ledger", "sources", "claims"} {
			p.click("#tab-" + tab)
			p.wait("the tab is shown", `document.querySelector('#tabpanel').getAttribute('aria-labelledby') === 'tab-`+tab+`'`)
		}
		p.wait("the cards are shown", fmt.Sprintf(`document.querySelectorAll('.card').length === %d`, claims+some))
		for _, y := range []int{600, 1200, 0} {
			eval[bool](p, fmt.Sprintf(`(scrollTo(0, %d), true)`, y))
		}
		eval[bool](p, `(document.activeElement?.blur(), true)`)
		for len(p.claims()) > claims {
			p.keys("Ctrl+z")
		}
		p.saved()
	}
	for began := time.Now(); time.Since(began) < time.Duration(*minutes)*time.Minute/3; {
		round()
	}
	before := p.least(round)
	rounds := 0
	for began := time.Now(); time.Since(began) < time.Duration(*minutes)*time.Minute*2/3; rounds++ {
		round()
	}
	p.holdsNoMore(before, p.least(round), fmt.Sprintf("a session of %d minutes, %d rounds of a dozen claims with notes, search, tabs and undo", *minutes, rounds))
}
