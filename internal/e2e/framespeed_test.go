//go:build bench

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const framesTitle = "Frames"

const framesText = `
%d frames in which the page moves by 80 pixels, and %d in which a selection grows by a character, at 10,000 words and 1,000 claims, and at ten times that. A
frame is *late* that comes more than 25 ms after the one before, which is one that was left out. Recogito draws with the CSS Custom Highlight API here, in the same
browser over the same text.

| | words | Gainsay: late | longest | Recogito: late | longest |
|---|---|---|---|---|---|
%s
`

const measuredFrames = 240

// framesScript counts the frames that come late while something is done in each.
const framesScript = `
window.frame = () => new Promise((done) => requestAnimationFrame(done));
window.framesOf = async (step) => {
  for (let i = 0; i < 10; i++) await frame();
  let last = await frame(), late = 0, longest = 0;
  for (let i = 0; i < %d; i++) {
    step(i);
    const now = await frame();
    if (now - last > 25) late++;
    longest = Math.max(longest, now - last);
    last = now;
  }
  return {Late: late, Longest: longest};
};
window.scrolls = () => framesOf(() => scrollBy(0, 80));
window.selects = () => {
  const block = inSight()[2], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) for (let i = 0; i <= node.length; i++) places.push([node, i]);
  return framesOf((i) => getSelection().setBaseAndExtent(...places[0], ...places[Math.min(i + 1, places.length - 1)]));
};
true`

type lateFrames struct{ Late, Longest float64 }

// TestSpeedFrames counts late frames while the page is scrolled and while words are selected.
func TestSpeedFrames(t *testing.T) {
	var rows []string
	for _, words := range sizes[1:] {
		p := visitLong(t, words)
		ours := p.frames()
		peer, has := peerFrames(t, words)
		for _, what := range []string{"scrolls", "selects"} {
			line := fmt.Sprintf("| %s | %s | %.0f | %.0f ms |", map[string]string{"scrolls": "scrolling", "selects": "selecting"}[what], thousands(words), ours[what].Late, ours[what].Longest)
			if has {
				line += fmt.Sprintf(" %.0f | %.0f ms |", peer[what].Late, peer[what].Longest)
			} else {
				line += " | |"
			}
			fmt.Println(line)
			rows = append(rows, line)
		}
	}
	writeSection(t, framesTitle, fmt.Sprintf(framesText, measuredFrames, measuredFrames, strings.Join(rows, "\n")))
}

// frames scrolls, then selects.
func (p *person) frames() map[string]lateFrames {
	p.t.Helper()
	time.Sleep(3 * time.Second)
	eval[bool](p, fmt.Sprintf(framesScript, measuredFrames))
	found := make(map[string]lateFrames)
	for _, what := range []string{"scrolls", "selects"} {
		found[what] = evalLater[lateFrames](p, what+`()`)
		time.Sleep(time.Second)
	}
	return found
}

func peerFrames(t *testing.T, words int) (found map[string]lateFrames, ok bool) {
	p, ok := recogito(t, words, "CSS_HIGHLIGHTS")
	if !ok {
		return nil, false
	}
	eval[bool](p, `(annotator.setAnnotations(annotations), true)`)
	return p.frames(), true
}
