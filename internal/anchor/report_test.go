package anchor

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/article"
)

var (
	trials = flag.Int("trials", 1500, "how many edits of articles are tried")
	report = flag.Bool("report", false, "print the table of docs/anchoring.md")
)

// corpus are the articles that are edited: the samples, and those in testdata.
func corpus(t testing.TB) []article.Article {
	t.Helper()
	var list []article.Article
	for _, pattern := range []string{"../../web/articles/*", "testdata/articles/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := article.Parse(name, data)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, a)
		}
	}
	return list
}

func TestEditedArticles(t *testing.T) {
	articles := corpus(t)
	rng := rand.New(rand.NewPCG(20260304, 5))
	counts := make(map[string]map[string]int)
	good := make(map[string]int)
	benign, benignFound, meaning, meaningChanged := 0, 0, 0, 0
	complaints := 0
	for n := 0; n < *trials; {
		e := edits[n%len(edits)]
		tried, ok := try(articles[rng.IntN(len(articles))], e, rng)
		if !ok {
			// Not every edit can be done to every claim; another one gets it.
			if rng.IntN(60) == 0 {
				n++
			}
			continue
		}
		n++
		if counts[e.name] == nil {
			counts[e.name] = make(map[string]int)
		}
		counts[e.name][string(tried.state)]++
		counts[e.name]["all"]++
		if tried.good() {
			good[e.name]++
		} else if complaints < 25 && testing.Verbose() && !*report {
			complaints++
			t.Log(tried.about)
		}
		if tried.silent {
			counts[e.name]["silent"]++
			t.Errorf("silently wrong: %s", tried.about)
		}
		switch {
		case !e.meaning:
			benign++
			if tried.right && tried.state != Ambiguous || e.want == either && tried.good() {
				benignFound++
			}
		case e.want == altered:
			meaning++
			if tried.state == Changed && tried.right {
				meaningChanged++
			}
		}
	}
	if 100*benignFound < 98*benign {
		t.Errorf("of %d benign edits %d were found, less than 98 %%", benign, benignFound)
	}
	if 100*meaningChanged < 95*meaning {
		t.Errorf("of %d edits of the meaning %d were shown as changed, less than 95 %%", meaning, meaningChanged)
	}
	if *report {
		fmt.Print(table(counts, good, benign, benignFound, meaning, meaningChanged))
	}
}

// table is the confusion matrix as Markdown.
func table(counts map[string]map[string]int, good map[string]int, benign, benignFound, meaning, meaningChanged int) string {
	var out strings.Builder
	states := []State{Exact, Moved, Changed, Ambiguous, Orphan}
	fmt.Fprintf(&out, "| edit | tries | exact | moved | changed | ambiguous | orphan | as wanted | silently wrong |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	all := 0
	silent := 0
	for _, e := range edits {
		row := counts[e.name]
		fmt.Fprintf(&out, "| %s | %d |", e.name, row["all"])
		for _, s := range states {
			fmt.Fprintf(&out, " %d |", row[string(s)])
		}
		fmt.Fprintf(&out, " %.1f %% | %d |\n", 100*float64(good[e.name])/float64(max(1, row["all"])), row["silent"])
		all += row["all"]
		silent += row["silent"]
	}
	fmt.Fprintf(&out, "\n%d edits. Silently wrong: %d. Benign edits found: %.2f %%. Edits of the meaning shown as changed: %.2f %%.\n",
		all, silent, 100*float64(benignFound)/float64(benign), 100*float64(meaningChanged)/float64(meaning))
	return out.String()
}
