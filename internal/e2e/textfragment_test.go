package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"gainsay/internal/article"
	"gainsay/internal/text"
	"gainsay/internal/textfragment"

	"github.com/chromedp/chromedp"
)

// original is an article as a site of its own may show it. No two words stand on one
// line, and every line is high, so that where the page is scrolled to tells which
// words it was scrolled to.
const original = `<!doctype html><meta charset="utf-8"><title>The original</title>
<style>
	body { margin: 0; width: 10px; font-size: 16px; line-height: 60px }
	p { margin: 0 0 60px }
	div { height: 3000px }
	::target-text { background: rgb(255, 0, 0); color: rgb(255, 0, 0) }
</style>
<div></div>
%s
<div></div>`

var originalBlocks = []string{
	"The ministry sent a letter on Monday. Japan denied this, and China denied it too.",
	"Beijing insisted that its patrols were lawful. Tokyo called the patrols a provocation and asked for talks.",
	"“No,” she said – well-known words, R&D, 100% & more: it’s a 3.5-fold rise; see #4 + 5.",
	"Nobody denied that Japan denied this. Japan denied this again.",
	"Nobody",
	"Three things were said; nothing came of it for a week, and the embassy in Seoul kept silent about all that had happened there since the first of the patrols left the harbour.",
	"Nobody",
	"政府は会見を開いた。中国は否定した。記者は質問を続けたが、日本は否定した。会見は夜に終わった。",
	"حضرت الوزيرة الاجتماع ونفت الخبر. قال المتحدث إن الخبر صحيح.",
	"His résumé was long. They resume talks at the café in Zürich; STRASSE and Straße are one. A naïve cafe\u0301 owner.",
	"It was signed 👩\u200D⚕️ by the ward, twice\u00A0over, on 3 May 2021.",
	"Japan denied this, and that was that; isn't it what they'd all said? He said so.",
}

// scrolledTo waits until a page has come to rest, and tells how far it is scrolled.
const scrolledTo = `new Promise(done => {
	let still = 0, last = -1
	const look = () => {
		still = scrollY === last ? still + 1 : 0
		last = scrollY
		if (still < (scrollY > 0 ? 5 : 45)) requestAnimationFrame(look); else done(scrollY)
	}
	document.readyState === 'complete' ? look() : addEventListener('load', look)
})`

func TestLinksScrollTheOriginalToTheClaim(t *testing.T) {
	var a article.Article
	var body strings.Builder
	for _, s := range originalBlocks {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.KindParagraph, Text: s})
		dir := ""
		if strings.HasPrefix(s, "ح") {
			dir = ` dir="rtl"`
		}
		fmt.Fprintf(&body, "<p%s>%s</p>\n", dir, html.EscapeString(s))
	}
	l := article.NewLayout(a)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, original, body.String())
	}))
	defer server.Close()
	var p *person
	visit := 0
	check := func(sp text.Span) {
		t.Helper()
		words := l.Index().Slice(sp)
		d, ok := textfragment.Of(l, sp)
		if !ok {
			t.Errorf("%q at %d has no directive", words, sp.Start)
			return
		}
		visit++
		link := textfragment.Link(fmt.Sprintf("%s/?%d#part", server.URL, visit), d)
		p.must(chromedp.Do(p.ctx, chromedp.Navigate(link)))
		top := evalLater[float64](p, scrolledTo)
		first, last := l.BlocksOf(sp)
		where := eval[[2]float64](p, fmt.Sprintf(`(() => {
			const range = new Range(), blocks = document.querySelectorAll('p')
			range.setStart(blocks[%d].firstChild, %d)
			range.setEnd(blocks[%d].firstChild, %d)
			const box = range.getBoundingClientRect()
			return [box.top + scrollY, box.bottom + scrollY]
		})()`, first, l.BlockIndex(first).UTF16Of(sp.Start-l.Span(first).Start), last, l.BlockIndex(last).UTF16Of(sp.End-l.Span(last).Start)))
		// The first line that is found is brought to the middle of the window, and all
		// of what is found is painted, down to the last.
		if start := top + 400; top == 0 || start < where[0]-20 || start > where[0]+40 {
			t.Errorf("%q stands from %v; %s scrolls to %v", words, where[0], link, start)
			return
		}
		scrolled := evalLater[float64](p, fmt.Sprintf(`new Promise(done => {
			scrollTo(0, %v - 400)
			requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY)))
		})`, where[1]))
		if end := scrolled + lowestRed(p); end < where[1]-20 || end > where[1]+20 {
			t.Errorf("%q stands down to %v; %s marks down to %v", words, where[1], link, end)
		}
	}
	each := func(words string) {
		t.Helper()
		whole, found := l.Index().String(), 0
		for at := 0; ; found++ {
			i := strings.Index(whole[at:], words)
			if i < 0 {
				break
			}
			at += i
			check(text.Span{Start: l.Index().CodePointOf(text.Byte(at)), End: l.Index().CodePointOf(text.Byte(at + len(words)))})
			at += len(words)
		}
		if found == 0 {
			t.Errorf("%q is not in the article", words)
		}
	}
	for i, words := range []string{
		"denied", "Japan denied this", "Japan denied this,", "Nobody", "patrols", "enied thi", "it too.\n\nBeijing insisted", "lawful. Tokyo called",
		"“No,” she said", "well-known words, R&D", "R&D, 100% & more: it’s", "3.5-fold", "5-fold rise", "#4 + 5.", "it’s", "isn't it", "they'd all",
		"中国は否定した", "否定した", "日本", "日本は否定した。会見は", "問を続けたが、日", "ونفت الخبر", "الخبر", "résumé", "resume", "café", "cafe\u0301", "STRASSE", "Straße",
		"signed 👩\u200D⚕️ by", "twice\u00A0over", "3 May 2021", originalBlocks[5], originalBlocks[1], "夜に終わった。\n\nحضرت الوزيرة",
		strings.Join(originalBlocks[3:6], "\n\n"), strings.Join(originalBlocks, "\n\n"),
	} {
		if i%8 == 0 { // one visit has its limit in time
			p = newPerson(t)
			p.expect("favicon")
			p.must(chromedp.Do(p.ctx, chromedp.Navigate(server.URL)))
			if !eval[bool](p, `'fragmentDirective' in document`) {
				t.Fatal("this browser does not know text fragments")
			}
		}
		each(words)
	}
}

// lowestRed is how far down in the window something is painted red.
func lowestRed(p *person) float64 {
	p.t.Helper()
	data, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	p.must(err)
	picture, err := png.Decode(bytes.NewReader(data))
	p.must(err)
	for y := picture.Bounds().Max.Y - 1; y >= 0; y-- {
		for x := range 300 {
			for _, at := range []int{x, picture.Bounds().Max.X - 1 - x} {
				if r, g, b, _ := picture.At(at, y).RGBA(); r > 0xF000 && g+b < 0x2000 {
					return float64(y)
				}
			}
		}
	}
	return 0
}

// The cases of the standard's own tests say what a browser finds; ours is held to
// them so that the rules which links are made by are the rules they are read by.
func TestFindRangeCasesInTheBrowser(t *testing.T) {
	const dir = "../../../shared/data/text-fragments/"
	data, err := os.ReadFile(dir + "find-range-cases.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the cases of what a text directive finds are not beside this repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var cases [][3]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.ServeFile(w, r, dir+"find-range-body.html")
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	var p *person
	for i, one := range cases {
		if i%20 == 0 { // one visit has its limit in time
			p = newPerson(t)
		}
		p.must(chromedp.Do(p.ctx, chromedp.Navigate(fmt.Sprintf("%s/?%d%s", server.URL, i, one[0]))))
		if found := evalLater[float64](p, scrolledTo) > 0; found != one[1].(bool) {
			t.Errorf("%v (%v): found %v, not %v", one[0], one[2], found, one[1])
		}
	}
}
