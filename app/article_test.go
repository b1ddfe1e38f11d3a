package app

import (
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// at is when these tests begin; each edit is a second later than the one before.
var at = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// newDesk opens a desk on a text, in which paragraphs are divided by blank lines.
func newDesk(t *testing.T, s string) *desk.Desk {
	t.Helper()
	a, err := article.Parse("article.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	now := at
	editor := dossier.Editor{Now: func() time.Time { now = now.Add(time.Second); return now }, NewID: dossier.NewID}
	return desk.New(dossier.New(dossier.NewID(), dossier.NewID(), a, at), editor)
}

// sampleDesk opens a desk on the article that opens first.
func sampleDesk(t *testing.T) *desk.Desk {
	t.Helper()
	data, err := os.ReadFile("../web/articles/japan-china-row.txt")
	if err != nil {
		t.Fatal(err)
	}
	return newDesk(t, string(data))
}

// mark highlights words where they occur first.
func mark(t *testing.T, k *desk.Desk, words string) dossier.ID {
	t.Helper()
	ix := k.Layout().Index()
	start := strings.Index(ix.String(), words)
	if start < 0 {
		t.Fatalf("the article does not say %q", words)
	}
	from, to := ix.CodePointOf(text.Byte(start)), ix.CodePointOf(text.Byte(start+len(words)))
	outcome := k.Highlight(text.Span{Start: from, End: to})
	if !outcome.Done {
		t.Fatal(outcome.Said)
	}
	return outcome.Claim
}

// oppose sets one claim against another.
func oppose(t *testing.T, k *desk.Desk, from, to dossier.ID) dossier.ID {
	t.Helper()
	k.StartPick(from)
	outcome := k.Pick(to)
	if !outcome.Done {
		t.Fatal(outcome.Said)
	}
	return outcome.Opposition
}

func articleOf(k *desk.Desk) *Article {
	return &Article{Desk: k, Rev: k.ArticleRev(), TabStop: k.Current()}
}

// drawing counts which blocks are drawn until the test ends.
func drawing(t *testing.T) *[]int {
	var blocks []int
	before := blockDrawn
	blockDrawn = func(n int) { blocks = append(blocks, n) }
	t.Cleanup(func() { blockDrawn = before })
	return &blocks
}

func TestOnlyBlocksThatChangeAreDrawnAgain(t *testing.T) {
	k := sampleDesk(t)
	drawn := drawing(t)
	engine := goapp.NewTestEngine()
	show := func() {
		t.Helper()
		*drawn = nil
		if err := engine.Load(articleOf(k)); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		slices.Sort(*drawn)
	}
	expect := func(what string, blocks ...int) {
		t.Helper()
		if !slices.Equal(*drawn, blocks) {
			t.Errorf("%s: drew the blocks %v, not %v", what, *drawn, blocks)
		}
	}

	show()
	if len(*drawn) != k.Layout().Blocks() {
		t.Fatalf("at first %d of %d blocks are drawn", len(*drawn), k.Layout().Blocks())
	}
	show()
	expect("nothing changed")

	insisted := mark(t, k, "Beijing also insisted")
	show()
	expect("a claim in block 7", 7)

	denied := mark(t, k, "Japan denied this")
	show()
	expect("another claim becomes current: the old one and the new one", 7, 8)

	mark(t, k, "from the grounds.\n\nDesperate to escape")
	show()
	expect("a claim across two blocks, and the one that was current", 8, 9)

	oppose(t, k, denied, insisted)
	show()
	expect("an opposition: both ends, and the claim that was current", 7, 8, 9)

	k.Write(insisted, dossier.FieldNote, "not shown in the text")
	show()
	expect("a note")

	k.Undo()
	k.Undo()
	show()
	expect("the opposition undone", 7, 8)
}

var tag = regexp.MustCompile(`<[^>]*>`)

func TestABlocksTextIsTheArticles(t *testing.T) {
	k := newDesk(t, "A headline\n\n“Tom & Jerry” said 👩🏽‍✈️ nothing; ونفى ذلك.\n\nThe last.")
	first := mark(t, k, "& Jerry” said")
	second := mark(t, k, "said 👩🏽‍✈️")
	oppose(t, k, first, second)
	for n, block := range k.Dossier().Article.Blocks {
		drawn := goapp.HTMLString(&Block{Desk: k, N: n, Rev: k.Rev(n), Marked: true})
		if !strings.Contains(drawn, `data-block="`) {
			t.Errorf("block %d bears no number: %s", n, drawn)
		}
		// A native drawing is indented, so white space tells nothing; the browser tests
		// hold the page to it.
		if got := solid(html.UnescapeString(tag.ReplaceAllString(drawn, ""))); got != solid(block.Text) {
			t.Errorf("block %d reads %q, not %q", n, got, solid(block.Text))
		}
	}
}

// solid is a text without its white space.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

func TestMarksTellWhatTheyAre(t *testing.T) {
	k := sampleDesk(t)
	insisted := mark(t, k, "Beijing also insisted consulate staff")
	denied := mark(t, k, "Japan denied this")
	k.Write(denied, dossier.FieldSource, "Japan")
	k.SetStance(denied, dossier.Deny)
	oppose(t, k, denied, insisted)

	drawn := goapp.HTMLString(articleOf(k))
	for _, want := range []string{
		`data-claims="` + string(denied) + `"`,
		`class="c1 deny`,
		"opposed",
		"end",
		`aria-description="claim, Japan, stance deny; opposed by `,
		`opposed by Japan, which denies it`,
	} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the article is drawn without %s", want)
		}
	}
	if n := strings.Count(drawn, `<mark`); n != 2 {
		t.Errorf("%d highlights are drawn, not 2", n)
	}
	if n := strings.Count(drawn, `tabindex="0"`); n != 2 {
		t.Errorf("%d stops of the Tab key are drawn, not the article and one highlight", n)
	}
}
