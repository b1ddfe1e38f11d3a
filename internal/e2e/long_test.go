package e2e

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// blockWords and blockClaims are how dense long articles are.
const (
	blockWords  = 50
	blockClaims = 5
)

// every says which paragraphs of a text of so many words have claims: of a short one, every
// second.
func every(words int) int {
	if words <= 1000 {
		return 2
	}
	return 1
}

// claimsIn is how many claims a long dossier has.
func claimsIn(words int) int { return words / blockWords * blockClaims / every(words) }

// longText is a text of so many words, in paragraphs of blockWords.
func longText(words int) []string {
	random := rand.New(rand.NewSource(1))
	lexicon := strings.Fields("the of minister said that harbour police had denied a permit and witnesses insisted water level rose by nearly third while embassy officials called it routine inspection before reporters in capital on Tuesday evening however residents remember different account entirely")
	var blocks []string
	for at := 0; at < words; at += blockWords {
		var block []string
		for range min(blockWords, words-at) {
			block = append(block, lexicon[random.Intn(len(lexicon))])
		}
		block[0] = fmt.Sprintf("Paragraph%d", at/blockWords)
		blocks = append(blocks, strings.Join(block, " ")+".")
	}
	return blocks
}

// longDossier is a dossier of that text with a claim of four words in every ten, or
// with none.
func longDossier(t *testing.T, words int, claimed bool) []byte {
	t.Helper()
	type object = map[string]any
	texts := longText(words)
	text := strings.Join(texts, "\n\n")
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
	const at = "2026-01-01T00:00:00Z"
	blocks, claims, oppositions := []any{}, []any{}, []any{}
	claimID := func(n int) string { return fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n) }
	start := 0
	for n, block := range texts {
		blocks = append(blocks, object{"kind": "paragraph", "start": start, "end": start + len(block)})
		row, from := strings.Fields(block), start
		for i, word := range row {
			if claimed && n%every(words) == 0 && i%10 == 0 && i+4 <= len(row) {
				quote := strings.Join(row[i:i+4], " ")
				n := len(claims)
				source, stance := "", ""
				if n%2 == 0 {
					source, stance = fmt.Sprintf("Source %d", n/2%20), "assert"
				}
				claims = append(claims, object{
					"id":          claimID(n),
					"anchor":      object{"start": from, "end": from + len(quote), "exact": quote, "prefix": text[max(0, from-32):from], "suffix": text[from+len(quote) : min(len(text), from+len(quote)+32)], "text": digest},
					"attribution": object{"source": object{"text": source}, "cue": object{"text": "said"}, "content": object{"text": ""}},
					"stance":      stance, "statement": "", "note": fmt.Sprintf("note number %d", n), "tags": []string{}, "creator": "", "created": at, "modified": at,
				})
				if n%20 == 19 {
					oppositions = append(oppositions, object{
						"id": fmt.Sprintf("urn:uuid:30000000-0000-4000-8000-%012d", n), "kind": "denies", "from": claimID(n), "to": claimID(n - 7),
						"note": "", "origin": "human", "created": at, "modified": at,
					})
				}
			}
			from += len(word) + 1
		}
		start += len(block) + 2
	}
	id := "10000000-0000-4000-8000-000000000000"
	if claimed {
		id = "10000000-0000-4000-8000-000000000001"
	}
	data, err := json.Marshal(object{
		"format": "gainsay.dossier", "version": 1, "id": "urn:uuid:" + id, "created": at, "modified": at,
		"article": object{
			"id": "urn:uuid:20000000-0000-4000-8000-000000000000", "title": "Long", "byline": "", "publisher": "", "published": "", "url": "",
			"retrieved": "", "language": "", "offsets": "unicode-code-points", "text": text, "sha256": digest, "blocks": blocks,
		},
		"claims": claims, "oppositions": oppositions,
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestALongArticleIsWhole(t *testing.T) {
	p := visit(t, "/")
	blocks := longText(40_000)
	p.opensFile("long.txt", []byte(strings.Join(blocks, "\n\n")))
	there := fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, len(blocks))
	p.wait("all of it is in the page", there)
	texts := eval[[]string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`)
	for n, text := range texts {
		if text != blocks[n] {
			t.Fatalf("block %d reads %q, not %q", n, text, blocks[n])
		}
	}
	if got := eval[string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.dataset.block).join()`); !strings.HasPrefix(got, "0,1,2,") || !strings.HasSuffix(got, fmt.Sprint(",", len(blocks)-1)) {
		t.Errorf("the blocks are not counted from 0 to %d", len(blocks)-1)
	}
	p.saved()
	eval[bool](p, `(scrollTo(0, 60000), true)`)
	p.wait("the place is kept", `Object.entries(localStorage).some(([key, value]) => key.startsWith('gainsay:setting:scroll:') && value === '"60000"')`)
	p.reload()
	p.wait("all of it is in the page again", there)
	p.wait("the text stands where it stood", `scrollY === 60000`)
}

func TestTwoTextsOpenedAtOnce(t *testing.T) {
	p := visit(t, "/")
	p.opensFile("long.txt", []byte(strings.Join(longText(150_000), "\n\n")))
	p.chooseFile("#article-file", "short.txt", []byte("A short text\n\nIt was opened last."))
	p.wait("the last is open", `document.querySelector('#article')?.textContent.includes('It was opened last.')`)
	p.saved()
	if n := eval[int](p, `document.querySelectorAll('#article [data-block]').length`); n != 2 {
		t.Errorf("%d blocks are in the page, not those of the short text", n)
	}
}

func TestVeryManyClaims(t *testing.T) {
	const words = 30_000
	p := visit(t, "/")
	p.chooseFile("#import-file", "many.gainsay.json", longDossier(t, words, true))
	p.wait("all of the text is in the page", fmt.Sprintf(`document.querySelectorAll('#article [data-block]').length === %d`, words/blockWords))
	p.wait("what is in sight has its highlights", `document.querySelector('[data-block="1"]').querySelectorAll('mark').length === 5`)
	p.saved()
	if n := eval[int](p, `document.querySelectorAll('mark').length`); n == 0 || n >= words/10 {
		t.Errorf("%d of %d highlights are in the page, not those near the window", n, words/10)
	}

	eval[bool](p, `(scrollTo(0, 40000), true)`)
	p.wait("what comes into sight gets its highlights", `[...document.querySelectorAll('[data-block]')].filter((block) => {
  const box = block.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}).every((block) => block.querySelectorAll('mark').length === 5)`)

	const far = "00000000-0000-4000-8000-000000002500"
	p.open("/?dossier=" + eval[string](p, `new URLSearchParams(location.search).get('dossier')`) + "#claim=" + far)
	arrived := func(id string) string {
		return `document.activeElement.matches('mark[data-claims~="urn:uuid:` + id + `"]') && (({top, bottom}) => top > 0 && bottom < innerHeight)(document.activeElement.getBoundingClientRect())`
	}
	p.wait("a link leads far down", arrived(far))
	p.keys("p")
	p.wait("and on to the one before", arrived("00000000-0000-4000-8000-000000002499"))

	if n := eval[int](p, `document.querySelectorAll('mark').length`); n >= words/10 {
		t.Fatalf("all %d highlights are in the page already", n)
	}
	call(p, page.PrintToPDF, page.PrintToPDFParams{})
	if n := eval[int](p, `document.querySelectorAll('mark').length`); n != words/10 {
		t.Errorf("%d of %d highlights are printed", n, words/10)
	}
}
