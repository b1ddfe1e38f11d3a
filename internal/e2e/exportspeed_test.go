//go:build bench

package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

const exportTitle = "Export as Web Annotation"

const exportText = `
From the press of the button to the paint that says that the file was made: the claims go to the worker, which reads them, writes and hands the file back. The
peer's time is that of its function *serializeW3CTextAnnotation* and *JSON.stringify* alone, over as many annotations without notes, sources or stances, reckoned
from %d of them evenly over the text where there are more. In milliseconds. Gainsay's function alone takes 8 ms for 50 claims and 141 ms for 1,000
(` + "`make bench-wasm`" + `), with notes and oppositions.

| | Gainsay | Recogito | of it |
|---|---|---|---|
%s
`

// TestSpeedExport times the export as Web Annotation, in Gainsay and in its peer.
func TestSpeedExport(t *testing.T) {
	var rows []string
	for _, words := range sizes {
		p := visitLong(t, words)
		p.offers()
		p.click(`#dialog-export input[value="w3c"]`)
		p.wait("it is chosen", byCSS("#export-download"))
		var times []float64
		for range 3 {
			time.Sleep(7 * time.Second) // what was said last is gone by then
			eval[bool](p, `(inputTo('click', () => document.querySelector('#status .said').textContent.includes('Exported')), true)`)
			p.click("#export-download")
			times = append(times, evalLater[float64](p, `timed`))
		}
		ours := median(times)
		line := fmt.Sprintf("| %s words, %d claims | %.0f |", thousands(words), claimsIn(words), ours)
		if peer, ok := peerExport(t, words); ok {
			line += fmt.Sprintf(" %.0f | %.3f |", peer, ours/peer)
		} else {
			line += " | |"
		}
		fmt.Println(line)
		rows = append(rows, line)
	}
	writeSection(t, exportTitle, fmt.Sprintf(exportText, peerSample, strings.Join(rows, "\n")))
}

// peerExport has Recogito write the same claims; ok is false where it is not installed.
func peerExport(t *testing.T, words int) (took float64, ok bool) {
	p, ok := recogito(t, words, "CSS_HIGHLIGHTS")
	if !ok {
		return 0, false
	}
	eval[bool](p, `(annotator.setAnnotations(annotations), true)`)
	time.Sleep(2 * time.Second)
	type answer struct {
		Took  float64
		Count int
	}
	a := eval[answer](p, `(() => {
  const all = annotator.getAnnotations(), step = Math.max(1, Math.floor(all.length / `+strconv.Itoa(peerSample)+`));
  const some = all.filter((_, i) => i % step === 0), began = performance.now();
  const file = JSON.stringify(some.map((one) => RecogitoJS.serializeW3CTextAnnotation(one, 'https://example.org/article', article)));
  return {Took: (performance.now() - began) / JSON.parse(file).length * all.length, Count: all.length};
})()`)
	if a.Count != claimsIn(words) {
		t.Fatalf("Recogito wrote %d annotations, not %d", a.Count, claimsIn(words))
	}
	return a.Took, true
}
