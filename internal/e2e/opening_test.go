package e2e

import (
	"testing"
)

// headline waits until the article with that headline is shown.
func (p *person) headline(words string) {
	p.t.Helper()
	p.wait("the article "+words+" is open", `document.querySelector('[data-block="0"]')?.textContent === `+quote(words))
}

const (
	harbour = "Harbour lights: who switched off the beacon at Port Sorrel?"
	sample  = "Japan-China Row Over Korean Defectors Simmers"
)

func TestOpeningOtherArticles(t *testing.T) {
	p := visit(t, "/")
	first := eval[string](p, `location.search`)

	p.press("Open article")
	p.clickOn("the second sample", `document.querySelectorAll('dialog[open] .sample')[1]`)
	p.headline(harbour)
	p.wait("it has a dossier of its own", `location.search !== `+quote(first))

	p.press("Open article")
	p.chooseFile("#article-file", "memo.md", []byte("# A memo\n\nThe mayor said *nothing*.\n\nThe clerk said more.\n"))
	p.headline("A memo")
	if got := eval[[]string](p, blockTexts); len(got) != 3 || got[1] != "The mayor said nothing." {
		t.Errorf("the Markdown file was read as %q", got)
	}

	p.press("Open article")
	p.click("#article-text")
	p.types("A pasted headline")
	p.keys("Enter", "Enter")
	p.types("Somebody said something.")
	p.press("Open text")
	p.headline("A pasted headline")

	p.drops("dropped.txt", "text/plain", "A dropped headline\n\nNobody denied it.")
	p.headline("A dropped headline")

	p.pastes("A headline from the clipboard\n\nIt came without a file.")
	p.wait("the text waits for agreement", `document.querySelector('#article-text')?.value.startsWith('A headline from the clipboard')`)
	p.press("Open text")
	p.headline("A headline from the clipboard")

	p.open("/?article=/web/articles/japan-china-row.txt")
	p.headline(sample)
	if got := eval[string](p, `location.search`); got != first {
		t.Errorf("the same article opens another dossier: %s, not %s", got, first)
	}
}

// drops lets a file fall on the page. The browser's own protocol cannot drop files
// from nowhere, so the event is made here.
func (p *person) drops(name, kind, text string) {
	p.t.Helper()
	eval[bool](p, `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([`+quote(text)+`], `+quote(name)+`, {type: `+quote(kind)+`}));
  for (const event of ['dragenter', 'dragover', 'drop']) {
    document.querySelector('#page').dispatchEvent(new DragEvent(event, {dataTransfer: transfer, bubbles: true, cancelable: true}));
  }
  return true;
})()`)
}

// pastes pastes text outside any field.
func (p *person) pastes(text string) {
	p.t.Helper()
	eval[bool](p, `(() => {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', `+quote(text)+`);
  document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: transfer, bubbles: true, cancelable: true}));
  return true;
})()`)
}

func TestWhatCannotBeOpenedSaysWhy(t *testing.T) {
	p := visit(t, "/")
	p.highlights(japanDenied)
	p.saved()
	for _, refusal := range []struct{ name, data, says string }{
		{"empty.txt", " \n\n ", "there is no text in it"},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00", "it seems to be a PNG image"},
		{"bytes.txt", "a\x00b", "it is not text"},
		{"old.txt", "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE7\xE0\xFF\xE2\xE8\xEB", "an encoding that could not be told"},
	} {
		p.press("Open article")
		p.chooseFile("#article-file", refusal.name, []byte(refusal.data))
		p.wait("the refusal is read", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes(`+quote(refusal.says)+`)`)
		p.keys("Escape")
		p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)
	}
	p.press("Open article")
	p.press("Open text")
	p.wait("the refusal is read", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('paste the article first')`)
	p.keys("Escape")
	if got := eval[int](p, `document.querySelectorAll('mark').length`); got != 1 {
		t.Errorf("after the refusals %d highlights are left, not 1", got)
	}

	p.expect("404")
	p.navigate("/?article=/web/articles/missing.txt")
	p.wait("the page says what is missing", `document.querySelector('[role=alert]')?.textContent.includes('the server answered 404')`)
	p.press("Open article") // the way on
	p.clickOn("a sample", `document.querySelector('dialog[open] .sample')`)
	p.headline(sample)

	p.navigate("/?article=https://elsewhere.example/story.txt")
	p.wait("the page names the reason", `document.querySelector('[role=alert]')?.textContent.includes('not the path of an article on this server')`)
}

func TestTheLibrary(t *testing.T) {
	p := visit(t, "/")
	p.highlights(japanDenied)
	p.open("/?article=/web/articles/harbour-lights.md")
	p.press("Library")
	p.wait("both dossiers are listed", `document.querySelectorAll('#dossiers li').length === 2`)
	p.wait("with counts", `[...document.querySelectorAll('#dossiers li')].some((row) => row.textContent.includes('1 claim, 0 oppositions'))`)

	p.press("Rename " + sample)
	p.wait("there is a field for the name", `document.activeElement.id === 'rename'`)
	p.keys("Ctrl+a")
	p.types("The consulate row")
	p.keys("Enter")
	p.wait("the new name is listed", byName("button", "Open The consulate row"))

	p.press("Delete The consulate row")
	p.wait("it is gone", `document.querySelectorAll('#dossiers li').length === 1`)
	p.click("#undo-delete")
	p.wait("it is back and open", `document.querySelectorAll('mark').length === 1`)
	p.press("Library")
	p.wait("the name came back with it", byName("button", "Open The consulate row"))

	p.press("Open " + harbour)
	p.headline(harbour)
	p.reload()
	p.headline(harbour)
	p.press("Library")
	p.press("Delete " + harbour)
	p.wait("one is left", `document.querySelectorAll('#dossiers li').length === 1`)
	p.keys("Escape")
	p.headline(sample)
}
