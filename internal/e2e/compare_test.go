package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// annotator changes the scene's file into what one person made of it.
type annotator struct {
	t    *testing.T
	file map[string]any
}

func newAnnotator(t *testing.T, name string) *annotator {
	t.Helper()
	data, err := os.ReadFile("../exchange/testdata/scene.gainsay.json")
	if err != nil {
		t.Fatal(err)
	}
	a := &annotator{t: t}
	if err := json.Unmarshal(data, &a.file); err != nil {
		t.Fatal(err)
	}
	for _, claim := range a.claims() {
		claim["creator"] = name
	}
	return a
}

func (a *annotator) claims() (list []map[string]any) {
	for _, claim := range a.file["claims"].([]any) {
		list = append(list, claim.(map[string]any))
	}
	return list
}

// claim is the claim with words in it.
func (a *annotator) claim(words string) map[string]any {
	a.t.Helper()
	for _, claim := range a.claims() {
		if strings.Contains(claim["anchor"].(map[string]any)["exact"].(string), words) {
			return claim
		}
	}
	a.t.Fatalf("there is no claim %q", words)
	return nil
}

func (a *annotator) rates(words, rating string) {
	a.claim(words)["verdict"] = map[string]any{"scale": "support", "rating": rating, "explanation": "", "by": "", "at": "2026-07-08T09:00:00Z"}
}

// marks adds a claim, whose id ends in a number.
func (a *annotator) marks(words string, id int) {
	a.t.Helper()
	whole := a.file["article"].(map[string]any)["text"].(string)
	before, after, found := strings.Cut(whole, words)
	if !found {
		a.t.Fatalf("the article does not say %q", words)
	}
	const context = 32
	prefix, suffix := []rune(before), []rune(after)
	claim := make(map[string]any)
	data, err := json.Marshal(a.claim("Japan denied"))
	if err == nil {
		err = json.Unmarshal(data, &claim)
	}
	if err != nil {
		a.t.Fatal(err)
	}
	anchor := claim["anchor"].(map[string]any)
	anchor["start"], anchor["end"], anchor["exact"] = len(prefix), len(prefix)+len([]rune(words)), words
	anchor["prefix"], anchor["suffix"] = string(prefix[max(0, len(prefix)-context):]), string(suffix[:min(context, len(suffix))])
	none := map[string]any{"text": ""}
	claim["id"] = fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", id)
	claim["attribution"] = map[string]any{"source": none, "cue": none, "content": none}
	claim["stance"] = ""
	delete(claim, "stanceOrigin")
	a.file["claims"] = append(a.file["claims"].([]any), claim)
}

func (a *annotator) data() []byte {
	a.t.Helper()
	data, err := json.Marshal(a.file)
	if err != nil {
		a.t.Fatal(err)
	}
	return data
}

const (
	embassy   = "the Canadian Embassy"
	desperate = "Desperate to escape"
)

// twoAnnotators are two people's dossiers of the scene. They differ in a rating, a
// stance and the kind of an opposition, and each has a claim that the other lacks.
func twoAnnotators(t *testing.T) (ada, ben *annotator) {
	ada, ben = newAnnotator(t, "Ada"), newAnnotator(t, "Ben")
	ada.rates("Beijing also", "disputed")
	ben.rates("Beijing also", "refuted")
	ben.claim("Japan denied")["stance"] = "concede"
	ben.file["oppositions"].([]any)[0].(map[string]any)["kind"] = "contradicts"
	ada.marks(embassy, 901)
	ben.marks(desperate, 902)
	return ada, ben
}

// compares opens the dialog and gives it a file.
func (p *person) compares(name string, data []byte) {
	p.t.Helper()
	p.opensCompare()
	p.chooseFile("#compare-file", name, data)
	p.wait("they are compared", `document.querySelector('#tab-compare[aria-selected=true]') && document.activeElement.matches('[data-item]')`)
}

func (p *person) opensCompare() {
	p.t.Helper()
	p.press("Article")
	p.press("Compare…")
	p.wait("the dialog is open", `document.querySelector('#dialog-compare[open]')`)
}

// atItem waits until focus is on the item whose label holds some words.
func (p *person) atItem(words string) {
	p.t.Helper()
	p.wait("focus is on the item "+words, `document.activeElement.matches('[data-item]') && document.activeElement.getAttribute('aria-label').includes(`+quote(words)+`)`)
}

// overlaid is what is drawn over the text under a name.
func (p *person) overlaid(name string) []string {
	p.t.Helper()
	return eval[[]string](p, `[...(CSS.highlights.get(`+quote("compare-"+name)+`) ?? [])].map(String)`)
}

// told runs the command line on two files and reads what it tells as JSON.
func told[T any](t *testing.T, command string, a, b []byte) (out T) {
	t.Helper()
	folder := t.TempDir()
	args := []string{command, "--json"}
	for name, data := range map[string][]byte{"a.json": a, "b.json": b} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	said, _ := gainsay(append(args, filepath.Join(folder, "a.json"), filepath.Join(folder, "b.json"))...) // it exits with 1 where they differ
	if err := json.Unmarshal(said, &out); err != nil {
		t.Fatalf("%s: %v in %s", command, err, said)
	}
	return out
}

func gainsay(args ...string) ([]byte, error) { return command("bin/gainsay", args...).Output() }

// TestTwoAnnotatorsAreSettled compares two people's files, settles each class once by
// key, and looks at the dossier that comes of it. What the page counts and measures is what
// the command line does.
func TestTwoAnnotatorsAreSettled(t *testing.T) {
	a, b := twoAnnotators(t)
	ada, ben := a.data(), b.data()
	p := visit(t, "/")
	p.chooseFile("#import-file", "ada.gainsay.json", ada)
	p.hears("Imported ")
	p.saved()
	before := eval[string](p, `document.querySelector('#article').innerHTML.replaceAll(/tabindex="-?\d"/g, '')`)
	p.compares("ben.gainsay.json", ben)

	// The same as on the command line.
	type side struct {
		Class, Subject, Name string
		Differences          []struct{ Label, A, B string }
	}
	compared := told[struct {
		A, B   string
		Counts map[string]map[string]int
		Items  []side
	}](t, "compare", ada, ben)
	for class, row := range eval[map[string][]int](p, `Object.fromEntries([...document.querySelectorAll('.counts tbody tr')].map((row) => [row.dataset.class, [...row.querySelectorAll('td')].map((cell) => +cell.textContent)]))`) {
		if want := []int{compared.Counts["claim"][class], compared.Counts["opposition"][class]}; !slices.Equal(row, want) {
			t.Errorf("%s: the page counts %v, the command line %v", class, row, want)
		}
	}
	if names := eval[[]string](p, `[...document.querySelectorAll('.side-name')].map((name) => name.textContent)`); !slices.Equal(names, []string{compared.A, compared.B}) {
		t.Errorf("the sides are %q", names)
	}
	labels := eval[[]string](p, `[...document.querySelectorAll('.compare-item')].map((item) => item.getAttribute('aria-label'))`)
	if len(labels) != len(compared.Items) || len(labels) != 8 {
		t.Fatalf("%d items in the page, %d on the command line", len(labels), len(compared.Items))
	}
	classes := map[string]string{"agreed": "agreed", "differing": "differing", "only-a": "only A, Ada", "only-b": "only B, Ben"}
	for i, item := range compared.Items {
		if want := fmt.Sprintf("Item %d, %s: %s %s", i+1, classes[item.Class], item.Subject, item.Name); !strings.HasPrefix(labels[i], want) {
			t.Errorf("item %d is %q, on the command line %q", i, labels[i], want)
		}
	}
	agreement := told[[]struct {
		Measures []struct {
			Of, Name, Unit, Undefined, NoInterval string
			Value, Low, High                      *float64
			N                                     int
		}
	}](t, "agreement", ada, ben)
	p.click("#agreement summary")
	p.wait("it is measured", `document.querySelectorAll('.measure').length > 0`)
	figures := eval[[]string](p, `[...document.querySelectorAll('.measure')].map((one) => [...one.children].map((part) => part.textContent).join('; ').toLowerCase())`)
	for i, m := range agreement[0].Measures {
		want := "undefined because " + m.Undefined
		if m.Value != nil {
			want = fmt.Sprintf("%.3f", *m.Value)
			if m.Low != nil {
				want += fmt.Sprintf(" [%.3f, %.3f]", *m.Low, *m.High)
			}
		}
		if want = strings.ToLower(fmt.Sprintf("%s, %s; %s; n = %d %s", m.Of, m.Name, want, m.N, m.Unit)); !strings.HasPrefix(figures[i], want) {
			t.Errorf("the page says %q, the command line %q", figures[i], want)
		}
	}
	if len(figures) != len(agreement[0].Measures) {
		t.Errorf("%d figures, not %d", len(figures), len(agreement[0].Measures))
	}

	// Drawn over the text, which stays as it is.
	for class, want := range map[string][]string{
		"only-a": {embassy}, "only-b": {desperate}, "differing": {beijingInsisted, japanDenied}, "current": {beijingInsisted},
	} {
		p.until(class+" is drawn", func() bool { return slices.Equal(p.overlaid(class), want) })
	}
	if n := len(p.overlaid("agreed")); n != 2 {
		t.Errorf("%d agreed claims are drawn, not 2", n)
	}
	if after := eval[string](p, `document.querySelector('#article').innerHTML.replaceAll(/tabindex="-?\d"/g, '')`); after != before {
		t.Error("the comparison changed the text's elements")
	}

	p.keys("F6")
	p.wait("F6 goes to the text", `document.activeElement.closest('#article')`)
	p.keys("F6")

	// Each by one key. What comes next has focus, and its words are in sight.
	p.atItem("Item 1, differing: claim Beijing")
	p.keys("b")
	p.atItem("Item 2, differing: claim Japan")
	p.keys("e")
	p.wait("focus is in the form", `document.activeElement.id === 'edit-item-source'`)
	p.types("’s ministry")
	p.keys("Escape")
	p.atItem("Item 2")
	p.keys("e")
	p.wait("focus is back in the form, with what was typed", `document.activeElement.id === 'edit-item-source' && document.activeElement.value.includes('ministry')`)
	p.fills("Cue", "rejected")
	p.chooses(`document.querySelector('#edit-item-stance')`, "deny")
	p.press("Take this")
	p.atItem("Item 3, differing: opposition")
	if marked := p.overlaid("current"); len(marked) != 2 {
		t.Errorf("an opposition is about %q", marked)
	}
	p.keys("a")
	p.atItem("only B, Ben: claim")
	p.keys("s")
	p.atItem("only A, Ada: claim")
	p.wait("its words are in sight", `(() => { const box = [...CSS.highlights.get('compare-current')][0].getBoundingClientRect(); return box.top >= 52 && box.bottom <= innerHeight; })()`)
	p.keys("ArrowUp", "ArrowDown", "p", "n", "a")
	p.atItem("only B, Ben: claim") // it was skipped
	p.wait("it says how far it is", `document.querySelector('#settled-so-far').textContent === '4 of 5 settled'`)
	states := eval[[]string](p, `[...document.querySelectorAll('.item-state')].map((state) => state.textContent)`)
	if want := []string{"took B", "edited", "took A", "skipped", "took A"}; !slices.Equal(states, want) {
		t.Errorf("the items are %q, want %q", states, want)
	}

	p.press("Finish")
	p.wait("the name is asked", `document.querySelector('#dialog-name[open]')`)
	p.fills("Name", "Ana")
	p.press("Use this name")
	p.wait("what is open is told", `document.querySelector('#dialog-settled[open]')?.textContent.includes(`+quote(desperate)+`)`)
	p.accessible("what was settled")
	p.keys("Escape")
	p.saved()
	p.wait("the third dossier is open", `document.querySelector('.bar-title').textContent.endsWith(' (settled)')`)
	p.wait("nothing is drawn over it", `[...CSS.highlights.keys()].length === 0 && !document.querySelector('#tab-compare')`)
	for words, says := range map[string]string{
		"Beijing also": "Adjudicated by Ana, took B (Ben)", "Japan denied this": "Adjudicated by Ana, edited", "Japan accused": "Unanimous", embassy: "Adjudicated by Ana, took A (Ada)",
	} {
		p.wait(words+" says how it was settled", `[...document.querySelectorAll('.card')].some((card) => card.textContent.includes(`+quote(words)+`) && card.querySelector('.provenance')?.textContent === `+quote(says)+`)`)
	}
	p.press("Export")
	data := p.downloaded(strings.TrimSuffix(sampleFile, ".gainsay.json") + ".gainsay.json")
	p.valid(data)
	var file struct {
		Claims []struct {
			Anchor      struct{ Exact string }
			Stance      string
			Attribution struct{ Cue struct{ Text string } }
			Verdict     struct{ Rating, By string }
			Provenance  struct {
				Settled, Taken, By string
				From               []string
			}
		}
		Oppositions []struct{ Kind string }
	}
	p.must(json.Unmarshal(data, &file))
	for _, c := range file.Claims {
		switch {
		case strings.HasPrefix(c.Anchor.Exact, "Beijing also") && c.Verdict.Rating != "refuted",
			c.Anchor.Exact == japanDenied && (c.Stance != "deny" || c.Attribution.Cue.Text != "rejected"),
			c.Anchor.Exact == desperate, !slices.Equal(c.Provenance.From, []string{"Ada", "Ben"}):
			t.Errorf("in the file is %+v", c)
		}
	}
	if len(file.Claims) != 5 || file.Oppositions[0].Kind != "denies" {
		t.Errorf("%d claims, and the first opposition %s", len(file.Claims), file.Oppositions[0].Kind)
	}
}

// TestTheLookOfAComparison holds the dialog, the tab and the form to what can be heard and
// reached, and keeps pictures of them.
func TestTheLookOfAComparison(t *testing.T) {
	a, b := twoAnnotators(t)
	ada, ben := a.data(), b.data()
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			p.chooseFile("#import-file", "ada.gainsay.json", ada)
			p.hears("Imported ")
			p.saved()
			p.opensCompare()
			p.accessible("the dialog")
			p.picture(look.name + "-compare-dialog")
			p.chooseFile("#compare-file", "ben.gainsay.json", ben)
			p.atItem("Item 1")
			p.accessible("a comparison")
			p.picture(look.name + "-compare")
			p.keys("b")
			p.atItem("Item 2")
			p.keys("e")
			p.wait("the form is open", `document.activeElement.id === 'edit-item-source'`)
			p.accessible("the form")
			p.picture(look.name + "-compare-form")
			p.press("Cancel")
			p.atItem("Item 2")
			p.keys("s", "a")
			p.atItem("only B")
			p.picture(look.name + "-compare-list")
			p.click("#agreement summary")
			p.wait("it is measured", `document.querySelectorAll('.measure').length > 0`)
			p.accessible("the figures")
			p.picture(look.name + "-compare-figures")
			p.press("Close comparison")
			p.hears("The comparison is closed")
		})
	}
}

// TestWhatCanBeCompared compares with a dossier of the library, with two people of one dossier,
// with a file of another program, and with what cannot be compared; leaves a comparison and
// takes that back; and finds the keys off where single keys are.
func TestWhatCanBeCompared(t *testing.T) {
	a, b := twoAnnotators(t)
	p := visit(t, "/")
	p.chooseFile("#import-file", "ada.gainsay.json", a.data())
	p.hears("Imported ")
	p.saved()

	// The empty dossier that the page began with is of the same article.
	p.opensCompare()
	p.wait("it is listed", byCSS("#compare-dossiers .name"))
	p.press("Compare with " + eval[string](p, `document.querySelector('#compare-dossiers .name').textContent`))
	p.atItem("Item 1, only A, Ada: claim")
	p.wait("only one side has anything", `document.querySelectorAll('.compare-item').length === 7 && !document.querySelector('.compare-item:not(.compare-only-a)')`)
	p.keys("b")
	p.atItem("Item 2")
	p.press("Close comparison")
	p.wait("the claims are back", `!document.querySelector('#tab-compare') && document.activeElement.id === 'tab-claims'`)
	p.click("#offer")
	p.wait("what was chosen is back", `document.querySelector('#tab-compare[aria-selected=true]') && document.querySelector('#settled-so-far').textContent === '1 of 7 settled'`)
	p.press("Close comparison")

	// A file in no format, and one that is broken.
	p.opensCompare()
	p.chooseFile("#compare-file", "text.json", []byte(`{"some": "thing"}`))
	p.wait("it is refused", `document.querySelector('#dialog-compare .refusal')?.textContent.includes('not a Gainsay dossier')`)
	p.chooseFile("#compare-file", "cut.json", b.data()[:200])
	p.wait("it is refused for its fault", `document.querySelector('#dialog-compare[open] .refusal')?.textContent.includes('cut off')`)

	// A file of another program, which holds one claim of ours and something else.
	const rows = `{"total": 2, "rows": [
  {"id": "one", "uri": "https://example.org/", "user": "acct:ana@example.org", "created": "2026-07-08T09:00:00Z", "updated": "2026-07-08T09:00:00Z", "text": "", "tags": [],
   "target": [{"source": "https://example.org/", "selector": [{"type": "TextQuoteSelector", "exact": "Japan denied this", "prefix": "Although ", "suffix": ","}]}]},
  {"id": "two", "uri": "https://example.org/", "user": "acct:ana@example.org", "created": "2026-07-08T09:00:00Z", "updated": "2026-07-08T09:00:00Z", "text": "on the whole page", "tags": [],
   "target": [{"source": "https://example.org/"}]}]}`
	p.chooseFile("#compare-file", "hypothesis.json", []byte(rows))
	p.wait("it is compared", `document.querySelector('.counts [data-class=differing] td')?.textContent === '1'`)
	p.wait("what was not taken is told", `document.querySelector('.remarks')?.textContent.includes('two')`)
	p.press("Close comparison")

	// Two people in one dossier.
	a.claim(embassy)["creator"] = "Ben"
	a.file["id"] = "urn:uuid:00000000-0000-4000-8000-000000000903"
	first := eval[string](p, `location.search`)
	p.chooseFile("#import-file", "both.gainsay.json", a.data())
	p.press("Keep both")
	p.wait("it is open", `location.search !== `+quote(first))
	p.saved()
	p.opensCompare()
	p.press("Compare these two")
	p.atItem("Item 1, only")
	p.wait("each has their own", `[...document.querySelectorAll('.side-name')].map((name) => name.textContent).join() === 'Ada,Ben' && document.querySelectorAll('.compare-item').length === 7`)

	// The dossier goes on meanwhile, and is compared again.
	p.click("#tab-claims")
	p.highlights(desperate)
	p.saved()
	p.click("#tab-compare")
	p.press("Compare again")
	p.wait("it is compared as it is now", `!document.querySelector('#compare-again')`)

	// Single keys can be switched off; arrows go on.
	p.keys("?")
	p.clickOn("the switch", byName("checkbox", "Single keys are commands"))
	p.keys("Escape")
	p.click(".compare-item blockquote")
	p.atItem("Item 1")
	p.keys("a", "b", "s", "ArrowDown")
	p.atItem("Item 2")
	if state := eval[string](p, `document.querySelector('#settled-so-far').textContent`); !strings.HasPrefix(state, "0 of ") {
		t.Errorf("with single keys off, %s", state)
	}

	// What was chosen is in no dossier: the browser asks before it goes. It is there again when
	// the same two are compared.
	p.expect("the browser asks (beforeunload)")
	p.clickOn("the button", byCSS(".compare-item.current .take"))
	p.wait("one is settled", `document.querySelector('#settled-so-far').textContent.startsWith('1 of ')`)
	p.reload()
	p.wait("the comparison went with the page", `!document.querySelector('#tab-compare')`)
	p.opensCompare()
	p.press("Compare these two")
	p.wait("what was chosen is there", `document.querySelector('#settled-so-far')?.textContent.startsWith('1 of ')`)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.ContainsFunc(p.console, func(line string) bool { return strings.Contains(line, "beforeunload") }) {
		t.Error("the browser did not ask")
	}
}
