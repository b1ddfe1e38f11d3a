//go:build bench

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const anchoringTitle = "Finding claims again"

const anchoring = `
A newer text of the article has one more word in every fifth paragraph. Gainsay's time is that of *Update the text…*, from the file that is given
to the paint that says what came of it: reading, all claims found and told apart as exact, changed, ambiguous or gone, drawn and handed to
storage. The peer's is that of its function alone, reckoned from %d claims evenly over the text, with the same words, 32 characters on
each side, and the same hint of where they stood: [dom-anchor-text-quote](https://www.npmjs.com/package/dom-anchor-text-quote), of the
makers of Hypothesis. Each is timed once all that it needs runs. In milliseconds; *found wrong* are those of its answers that are other words, or stand elsewhere.
Gainsay's function alone takes 8 ms for 50 claims in 1,000 words and 124 ms for 1,000 in 10,000 (` + "`make bench-wasm`" + `, claims of 120 characters), so what is
more than the peer's in the first row is a dialog, a file, drawing and frames.

| | Gainsay | dom-anchor-text-quote | of it | found wrong by it |
|---|---|---|---|---|
%s
`

// peerSample is how many claims the peer is asked to find.
const peerSample = 200

// TestSpeedAnchoring times how claims are found again in a newer text.
func TestSpeedAnchoring(t *testing.T) {
	var rows []string
	for _, words := range sizes {
		newer := longText(words)
		for i := 0; i < len(newer); i += 5 {
			newer[i] = strings.Replace(newer[i], " ", " moreover ", 1)
		}
		ours := updateTime(t, words, newer)
		claims := float64(claimsIn(words))
		line := fmt.Sprintf("| %s words, %.0f claims | %.0f |", thousands(words), claims, ours)
		if peer, ok := peerAnchoring(t, words, newer); ok {
			all := peer.Took / float64(peer.Asked) * claims
			line += fmt.Sprintf(" %.0f | %.4f | %d of %d |", all, ours/all, peer.Wrong, peer.Asked)
		} else {
			line += " | | |"
		}
		fmt.Println(line)
		rows = append(rows, line)
	}
	writeSection(t, anchoringTitle, fmt.Sprintf(anchoring, peerSample, strings.Join(rows, "\n")))
}

func thousands(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }

// updateTime returns how long an update of the text takes, in milliseconds.
func updateTime(t *testing.T, words int, newer []string) float64 {
	p := visitLong(t, words)
	const updated = `document.querySelector('#status .said').textContent.includes('Text updated') && document.querySelector('#article').textContent.includes('moreover')`
	var took float64
	for range 2 { // the first starts the worker, which reads files
		time.Sleep(2 * time.Second)
		p.press("Article")
		p.press("Update the text…")
		p.wait("the dialog is open", `document.querySelector('#dialog-update[open] #update-file')`)
		eval[bool](p, `(inputTo('change', () => `+updated+`), true)`)
		p.chooseFile("#update-file", "newer.txt", []byte(strings.Join(newer, "\n\n")))
		took = evalLater[float64](p, `timed`)
		fmt.Printf("%7d words: %.0f ms: %s\n", words, took, p.said())
		p.saved()
		p.press("Undo")
		p.wait("it is undone", `!document.querySelector('#article').textContent.includes('moreover')`)
	}
	return took
}

type peerAnchors struct {
	Took         float64
	Asked, Wrong int
}

// peerAnchoring asks the peer for claims of the old text in the new; ok is false where it
// is not installed.
func peerAnchoring(t *testing.T, words int, newer []string) (answer peerAnchors, ok bool) {
	script, ok := commonJS(t, "dom-anchor-text-quote")
	if !ok {
		fmt.Println("dom-anchor-text-quote is not installed: it is not compared")
		return answer, false
	}
	older, err := json.Marshal(longText(words))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(newer)
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t)
	p.ctx = p.tab
	p.must(chromedp.Do(p.ctx, chromedp.Navigate("about:blank")))
	eval[bool](p, script+`; true`)
	return eval[peerAnchors](p, fmt.Sprintf(peerAnchorRun, older, text, peerSample, every(words))), true
}

const peerAnchorRun = `(() => {
  const older = %s, newer = %s, asked = %d, every = %d;
  const article = document.createElement('article');
  for (const text of newer) article.append(Object.assign(document.createElement('p'), {textContent: text}));
  document.body.append(article);
  const whole = older.join(''), claims = [];
  let at = 0;
  older.forEach((text, n) => {
    let from = 0;
    text.split(' ').forEach((word, i, words) => {
      if (n %% every === 0 && i %% 10 === 0 && i + 4 <= words.length) {
        const exact = words.slice(i, i + 4).join(' '), start = at + from;
        claims.push({n, exact, start, prefix: whole.slice(Math.max(0, start - 32), start), suffix: whole.slice(start + exact.length, start + exact.length + 32)});
      }
      from += word.length + 1;
    });
    at += text.length;
  });
  const step = Math.max(1, Math.floor(claims.length / asked));
  const sample = claims.filter((_, i) => i %% step === 0).slice(0, asked);
  const anchors = modules('dom-anchor-text-quote');
  const find = ({exact, prefix, suffix, start}) => anchors.toRange(article, {exact, prefix, suffix}, {hint: start});
  sample.slice(0, 20).forEach(find); // compiled by then
  const began = performance.now();
  const ranges = sample.map(find);
  const took = performance.now() - began;
  const wrong = ranges.filter((range, i) => !range || range.toString().replace('moreover ', '') !== sample[i].exact ||
    range.startContainer.parentElement.closest('p') !== article.children[sample[i].n]).length;
  return {Took: took, Asked: sample.length, Wrong: wrong};
})()`

var requires = regexp.MustCompile(`require\(['"]([^'"]+)['"]\)`)

// commonJS puts an installed package and all that it requires into one script, after which
// modules(name) is what the package exports.
func commonJS(t *testing.T, name string) (script string, ok bool) {
	const folder = "bench/node_modules"
	if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
		return "", false
	}
	files := make(map[string]string) // by path below the folder
	var add func(path string)
	resolve := func(from, name string) string {
		if strings.HasPrefix(name, ".") {
			name = filepath.Join(filepath.Dir(from), name)
		}
		for _, path := range []string{name + ".js", name + "/index.js"} {
			if _, err := os.Stat(filepath.Join(folder, path)); err == nil {
				return path
			}
		}
		t.Fatalf("%s requires %s, which is not there", from, name)
		return ""
	}
	add = func(path string) {
		if _, has := files[path]; has {
			return
		}
		data, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			t.Fatal(err)
		}
		files[path] = ""
		text := string(data)
		for _, m := range requires.FindAllStringSubmatch(text, -1) {
			needed := resolve(path, m[1])
			add(needed)
			text = strings.ReplaceAll(text, m[0], "require("+quote(needed)+")")
		}
		files[path] = text
	}
	main := resolve(".", name)
	add(main)
	var b strings.Builder
	b.WriteString("(() => { const of = {")
	for path, text := range files {
		b.WriteString(quote(path) + ": (require, module, exports) => {\n" + text + "\n},\n")
	}
	b.WriteString("}, made = {}; const require = (path) => { if (!made[path]) { const module = made[path] = {exports: {}}; of[path](require, module, module.exports); } return made[path].exports; };\n")
	b.WriteString("window.modules = () => require(" + quote(main) + "); })()")
	return b.String(), true
}
