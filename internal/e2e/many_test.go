package e2e

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// manyClaims is a dossier with so many claims, one in each paragraph.
func manyClaims(t *testing.T, count int) []byte {
	t.Helper()
	type object = map[string]any
	var paragraphs []string
	for i := range count {
		paragraphs = append(paragraphs, fmt.Sprintf("Witness number %d said that the lamp was dark in the night number %d of the year.", i, i))
	}
	text := strings.Join(paragraphs, "\n\n")
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
	const at = "2026-01-01T00:00:00Z"
	empty := object{"source": object{"text": ""}, "cue": object{"text": ""}, "content": object{"text": ""}}
	var blocks, claims []any
	start := 0
	for i, paragraph := range paragraphs {
		blocks = append(blocks, object{"kind": "paragraph", "start": start, "end": start + len(paragraph)})
		quote := fmt.Sprintf("Witness number %d said", i)
		claims = append(claims, object{
			"id":          fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", i),
			"anchor":      object{"start": start, "end": start + len(quote), "exact": quote, "prefix": "", "suffix": "", "text": digest},
			"attribution": empty, "stance": "", "statement": "", "note": "", "tags": []string{}, "creator": "", "created": at, "modified": at,
		})
		start += len(paragraph) + 2
	}
	data, err := json.Marshal(object{
		"format": "gainsay.dossier", "version": 1, "id": "urn:uuid:10000000-0000-4000-8000-000000000000", "created": at, "modified": at,
		"article": object{
			"id": "urn:uuid:20000000-0000-4000-8000-000000000000", "title": "Many", "byline": "", "publisher": "", "published": "", "url": "",
			"retrieved": "", "language": "", "offsets": "unicode-code-points", "text": text, "sha256": digest, "blocks": blocks,
		},
		"claims": claims, "oppositions": []any{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestManyClaims(t *testing.T) {
	p := visit(t, "/")
	p.chooseFile("#import-file", "many.gainsay.json", manyClaims(t, 400))
	p.wait("all are highlighted", `document.querySelectorAll('mark').length === 400`)
	p.wait("those near the text in sight have cards", `document.querySelectorAll('.card').length < 200 && document.querySelector('.found')?.textContent.includes('of 400 cards')`)
	p.wait("the first card is beside its words", `Math.abs(document.querySelector('mark').getBoundingClientRect().top - document.querySelector('.card').getBoundingClientRect().top) < 40`)

	eval[bool](p, `(scrollTo(0, document.documentElement.scrollHeight), true)`)
	const last = "urn:uuid:00000000-0000-4000-8000-000000000399"
	p.wait("at the end the last has one", `document.querySelector('[data-claim-card="`+last+`"]')`)
	p.focuses(last)
	p.keys("p")
	p.wait("p goes to the one before, with its card", `document.querySelector('.card.current')?.textContent.includes('Witness number 398 said')`)
	p.wait("and focus", `document.activeElement.textContent === 'Witness number 398 said'`)
	p.keys("Enter")
	p.wait("Enter opens it", `document.activeElement.matches('.card.current [data-field=source]')`)
	p.keys("Escape")
	p.wait("Escape leads back to the words", `document.activeElement.matches('mark')`)
	p.keys("/")
	p.wait("the search box has focus", `document.activeElement.id === 'search'`)
	p.types("number 123")
	p.wait("a search finds any of them", `document.querySelector('.found span')?.textContent === '1 of 400 claims found' && [...document.querySelectorAll('.card')].some((card) => card.checkVisibility() && card.textContent.includes('Witness number 123 said'))`)

	p.keys("Ctrl+a")
	p.types("witness")
	p.wait("of many that were found some have cards", `document.querySelectorAll('#cards .card').length === 21 && document.querySelector('#list-more')?.textContent === 'Show 80 more'`) // with the current one
	p.reach("#list-more")
	p.press("Show 80 more")
	p.wait("more have, and the first of those has focus", `document.querySelectorAll('#cards .card').length === 100 && document.activeElement.matches('.card') && document.activeElement.textContent.includes('Witness number 20 said')`)
}

// TestCardsComeAFewAtATime has fewer claims than would leave any without a card: the text
// need not wait for all of these.
func TestCardsComeAFewAtATime(t *testing.T) {
	p := visit(t, "/")
	eval[bool](p, `(window.counts = [], window.counted = new MutationObserver(() => {
  const cards = document.querySelectorAll('#cards .card').length;
  if (cards && cards !== counts.at(-1)) counts.push(cards);
  if (document.querySelector('.found')) counts.push('a count of some cards');
}), counted.observe(document.querySelector('#page'), {childList: true, subtree: true}), true)`)
	p.chooseFile("#import-file", "many.gainsay.json", manyClaims(t, 150))
	p.wait("all claims have cards", `document.querySelectorAll('#cards .card').length === 150`)
	if counts := eval[[]int](p, `counts`); len(counts) < 5 || counts[0] > 40 || !slices.IsSorted(counts) {
		t.Errorf("the cards came as %v", counts)
	}
	p.wait("each stands below the one before", `[...document.querySelectorAll('#cards .card')].map((card) => card.getBoundingClientRect()).every((box, i, boxes) => !i || box.top >= boxes[i-1].bottom)`)
}

// TestALongLedger has two sources deny each other 200 times: not all of that is drawn at once.
func TestALongLedger(t *testing.T) {
	type object = map[string]any
	var d object
	if err := json.Unmarshal(manyClaims(t, 400), &d); err != nil {
		t.Fatal(err)
	}
	claims := d["claims"].([]any)
	id := func(i int) any { return claims[i].(object)["id"] }
	var oppositions []any
	for i := range claims {
		who := []string{"The keeper", "The board"}[i/200]
		claims[i].(object)["attribution"].(object)["source"] = object{"text": who}
		if i < 200 {
			oppositions = append(oppositions, object{
				"id": fmt.Sprintf("urn:uuid:30000000-0000-4000-8000-%012d", i), "kind": "denies", "from": id(200 + i), "to": id(i),
				"note": "", "origin": "human", "creator": "", "created": d["created"], "modified": d["created"],
			})
		}
	}
	d["oppositions"] = oppositions
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	p := visit(t, "/")
	p.chooseFile("#import-file", "long.gainsay.json", data)
	p.wait("all are highlighted", `document.querySelectorAll('mark').length === 400`)
	p.click("#tab-ledger")
	p.wait("some entries are drawn, and all are counted", `document.querySelectorAll('[data-opposition]').length === 120 && document.querySelector('.pair .number').textContent === '200'`)
	p.reach("#ledger-more")
	p.press("Show 80 more")
	p.wait("the others are drawn, and the first of them has focus", `document.querySelectorAll('[data-opposition]').length === 200 && document.activeElement === document.querySelectorAll('[data-opposition]')[120] && !document.querySelector('#ledger-more')`)
	p.click("#tab-sources")
	p.wait("some lines are drawn, and all are counted", `document.querySelectorAll('.source .line').length === 120 && document.querySelector('.source .number').textContent === '200 claims'`)
	p.reach("#sources-more")
	p.press("Show 240 more")
	p.wait("more are drawn, and the first of them has focus", `document.querySelectorAll('.source .line').length === 360 && document.activeElement === document.querySelectorAll('.source .line')[120]`)
	p.press("Show 40 more")
	p.wait("in the end all are", `document.querySelectorAll('.source .line').length === 400`)
}
