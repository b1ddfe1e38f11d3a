package e2e

import (
	"os"
	"strings"
	"testing"
)

// blockTexts is what the page shows of the article, block by block.
const blockTexts = `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent)`

func TestTheSampleOpensFirst(t *testing.T) {
	p := visit(t, "/")
	file, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	p.must(err)

	p.wait("all of it is drawn", `document.querySelectorAll('#article .tail').length === 4`)
	blocks := eval[[]string](p, blockTexts)
	if got, want := strings.Fields(strings.Join(blocks, " ")), strings.Fields(string(file)); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the page does not have the words of the file, each once and in order")
	}
	for what, shown := range map[string]string{
		"the headline is block 0":        `document.querySelector('h1[data-block="0"]').textContent === 'Japan-China Row Over Korean Defectors Simmers'`,
		"the byline is set apart":        `document.querySelector('[data-block="1"]').matches('.byline')`,
		"the tails are set apart":        `document.querySelectorAll('#article .tail').length === 4`,
		"the metadata stand above":       `['Patrick Goodenough', 'CNSNews.com', '7 July 2008'].every((part) => document.querySelector('.eyebrow').textContent.includes(part))`,
		"the title is that of the tab":   `document.title.startsWith('Japan-China Row')`,
		"the blocks are counted":         `[...document.querySelectorAll('[data-block]')].every((block, n) => block.dataset.block === String(n))`,
		"the address names the dossier":  `new URLSearchParams(location.search).get('dossier').startsWith('urn:uuid:')`,
		"the measure is one for reading": `(width => width > 480 && width < 680)(document.querySelector('#article').clientWidth)`,
		"the article was fetched":        `performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/web/articles/japan-china-row.txt'))`,
	} {
		if !eval[bool](p, shown) {
			t.Errorf("it is not so that %s", what)
		}
	}
}

func TestTheOtherSampleKeepsEveryScript(t *testing.T) {
	p := visit(t, "/?article=/web/articles/harbour-lights.md")
	text := strings.Join(eval[[]string](p, blockTexts), "\n")
	for _, words := range []string{"👩🏽‍✈️👨‍👩‍👧‍👦", "“the lamp was taken down for repair", "灯台の明かりは見えなかった", "海光航运", "وقال متحدث باسم", "הפנס לא נכשל", "nai\u0308ve"} {
		if !strings.Contains(text, words) {
			t.Errorf("the text lacks %q", words)
		}
	}
	if !eval[bool](p, `[...document.querySelectorAll('#article [dir=rtl]')].length === 2 && getComputedStyle(document.querySelector('#article p[dir=rtl]')).direction === 'rtl'`) {
		t.Error("Arabic and Hebrew do not run from right to left")
	}
	if !eval[bool](p, `!!document.querySelector('#article ul li[data-block]') && !!document.querySelector('#article blockquote[data-block]')`) {
		t.Error("lists and quotations are not set as such")
	}

	// A claim over characters outside the first plane and over a script that runs the
	// other way covers exactly the words that were marked.
	for _, words := range []string{"👩🏽‍✈️👨‍👩‍👧‍👦; the log", "船舶于凌晨两点"} {
		if got := p.quoted(p.highlights(words)); got != words {
			t.Errorf("%q was marked, %q is highlighted", words, got)
		}
	}
	p.saved()
	p.reload()
	if got := eval[string](p, `document.querySelector('mark').textContent`); got != "👩🏽‍✈️👨‍👩‍👧‍👦; the log" {
		t.Errorf("after a reload %q is highlighted", got)
	}
}

func TestLoadingShowsProgress(t *testing.T) {
	p := newPerson(t, afresh)
	p.navigate("/robots.txt")
	html := eval[string](p, `(() => { const request = new XMLHttpRequest(); request.open('GET', '/', false); request.send(); return request.responseText; })()`)
	for _, part := range []string{`id="app-wasm-loader"`, `role="progressbar"`, "loader.css"} {
		if !strings.Contains(html, part) {
			t.Errorf("the page as it is sent lacks %s", part)
		}
	}
	p.open("/")
	if eval[bool](p, `!!document.querySelector('#app-wasm-loader')`) {
		t.Error("the loader stays after loading")
	}
}
