package e2e

import (
	"bytes"
	"testing"
)

// A browser without a window cannot ask where a file should go: it gives one of its own
// file system instead, which is written in the same way.
const givesFile = `
window.showSaveFilePicker = async ({suggestedName}) => {
  if (window.givenUp) throw new DOMException('given up', 'AbortError');
  window.chosen = await (await navigator.storage.getDirectory()).getFileHandle(suggestedName, {create: true});
  return chosen;
};
window.chosenHolds = async () => (await window.chosen.getFile()).text();`

func TestAFileOfOnesOwnFollows(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(givesFile)
	p.open("/")
	p.highlights(beijingInsisted)
	p.saved()
	choose := func() {
		t.Helper()
		p.press("Article")
		p.press("Save to a file as well…")
	}
	eval[bool](p, `window.givenUp = true`)
	choose()
	p.wait("the menu is closed", `document.querySelector('#article-actions').hidden`)
	if eval[bool](p, `!!document.querySelector('#own-file-name')`) {
		t.Error("a file is named that nobody chose")
	}
	eval[bool](p, `(window.givenUp = false, true)`)
	choose()
	p.hears("everything is saved to " + sampleFile + " as well")
	p.wait("it is named above the article", `document.querySelector('#own-file-name').textContent.includes(`+quote(sampleFile)+`)`)
	p.accessible("the file that follows")
	p.press("Article")
	p.wait("the menu is open", `!document.querySelector('#article-actions').hidden`)
	p.picture("own-file")
	p.press("Article")

	same := func() bool {
		_, exported := p.exports(sampleFile)
		return bytes.Equal(exported, []byte(evalLater[string](p, `chosenHolds()`)))
	}
	if !same() {
		t.Error("the file is not what an export is")
	}
	p.highlights(japanDenied)
	p.saved()
	p.until("the file has the second claim", func() bool { return bytes.Contains([]byte(evalLater[string](p, `chosenHolds()`)), []byte(japanDenied)) })
	p.press("Undo")
	p.saved()
	p.until("what is undone is undone in the file", same)

	// What cannot be written is said, and not tried again.
	eval[bool](p, `(chosen.constructor.prototype.createWritable = () => Promise.reject(new DOMException('It is gone.', 'NotFoundError')), true)`)
	p.highlights(japanDenied)
	p.hears(sampleFile + " was not written")
	p.wait("the file is named no more", `!document.querySelector('#own-file-name')`)
	p.saved()

	choose()
	p.hears("was not written")
}

func TestAFileOfOnesOwnIsLeft(t *testing.T) {
	p := newPerson(t)
	p.runsFirst(givesFile)
	p.open("/")
	p.press("Article")
	p.press("Save to a file as well…")
	p.hears("as well, while this dossier is open")
	p.press("Article")
	p.press("Stop saving to the file")
	p.hears(sampleFile + " is written no more")
	p.wait("it is named no more", `!document.querySelector('#own-file-name')`)
	p.press("Article")
	p.wait("another can be chosen", `document.querySelector('#own-file').textContent === 'Save to a file as well…'`)
}
