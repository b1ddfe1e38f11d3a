package e2e

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

var (
	seed         = flag.Uint64("seed", 1, "what the random walks of the torture begin with")
	tortureTable = flag.String("table", "", "the document into which the torture writes its table")
)

// survivals are the rows of the table: faults that were injected and survived. A test
// that finds something lost fails, and writes none.
var survivals []string

func injected(name string, times int) {
	if times > 0 {
		survivals = append(survivals, fmt.Sprintf("| %s | %d | %d |", name, times, times))
	}
}

// writeSurvivals puts the table into the document, between the marks that stand there
// for it, and prints it.
func writeSurvivals(version string) error {
	table := fmt.Sprintf("`make torture` on %s, with %d processors (%s), %s without a window, Go %s, seed %d:\n\n| Fault | injected | survived |\n|---|---|---|\n%s\n",
		time.Now().Format("2 January 2006"), runtime.NumCPU(), runtime.GOARCH, version, strings.TrimPrefix(runtime.Version(), "go"), *seed, strings.Join(survivals, "\n"))
	fmt.Print(table)
	data, err := os.ReadFile(*tortureTable)
	if err != nil {
		return err
	}
	marks := regexp.MustCompile(`(?s)(<!-- torture -->\n).*(<!-- end -->)`)
	if !marks.Match(data) {
		return fmt.Errorf("%s has no place for the table", *tortureTable)
	}
	return os.WriteFile(*tortureTable, marks.ReplaceAll(data, []byte("${1}"+strings.ReplaceAll(table, "$", "$$")+"${2}")), 0o644)
}

// TestTortureTable writes the table of what went before it; it is the last of the torture.
func TestTortureTable(t *testing.T) {
	if *tortureTable == "" {
		t.Skip("no document was named for the table")
	}
	version, err := chromedp.CallBrowser(chromium, browser.GetVersion, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	if err := writeSurvivals(version.Product); err != nil {
		t.Fatal(err)
	}
}

// everyKey is the JavaScript for the keys of both storages.
const everyKey = `new Promise((done, failed) => {
  const opening = indexedDB.open('gainsay');
  opening.onerror = failed;
  opening.onsuccess = () => {
    const asking = opening.result.transaction('entries').objectStore('entries').getAllKeys();
    asking.onsuccess = () => { opening.result.close(); done([...asking.result, ...Object.keys(localStorage)]); };
  };
})`

// shownScript lets scripts ask what is shown: the note of each claim, by the words that it
// covers. Of an open card the note is not looked at.
const shownScript = `
window.shownNow = () => {
  const shown = {};
  for (const mark of document.querySelectorAll('#article mark[data-claims]')) {
    shown[mark.textContent] = document.querySelector('[data-claim-card="' + mark.dataset.claims + '"] .note')?.textContent ?? '';
  }
  return shown;
};
`

// places finds where words that occur once in the article begin and end.
const places = `window.placesOf = (words) => {
  for (const block of document.querySelectorAll('#article [data-block]')) {
    const at = block.textContent.indexOf(words);
    if (at < 0) continue;
    return [at, at + words.length].map((offset, end) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (offset < node.length + end) return [node, offset];
        offset -= node.length;
      }
    });
  }
};
`

// passages picks pairs of words that occur once in a text, none touching another.
func passages(blocks []string) []string {
	all := strings.Join(blocks, "\n")
	var found []string
	for _, block := range blocks {
		words := strings.Fields(block)
		for i := 0; i+1 < len(words); i += 4 {
			pair := words[i] + " " + words[i+1]
			if strings.Count(all, pair) == 1 {
				found = append(found, pair)
			}
		}
	}
	return found
}
