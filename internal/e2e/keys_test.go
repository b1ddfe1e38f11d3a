package e2e

import "testing"

func TestKeysCanBeFoundAndChanged(t *testing.T) {
	p := visit(t, "/")
	p.selects("the Canadian Embassy")
	p.keys("?")
	p.wait("the dialog is open", `document.querySelector('#dialog-shortcuts[open]')`)
	p.clickOn("the search box", byName("searchbox", "Search shortcuts"))
	p.types("highlight")
	p.wait("what does it is found", `document.querySelectorAll('.shortcuts tr').length === 1`)
	p.press("Change the key: Highlight the selected words as a claim")
	p.keys("e")
	p.wait("a key that is taken is refused", `document.querySelector('dialog[open] [role=alert]')?.textContent.includes('e is taken')`)
	p.press("Change the key: Highlight the selected words as a claim")
	p.keys("Escape")
	p.wait("Escape leaves it, and the dialog stays", `!document.querySelector('.binding') && document.querySelector('dialog[open]')`)
	p.press("Change the key: Highlight the selected words as a claim")
	p.accessible("waiting for a key")
	p.keys("m")
	p.hears("m is now for")
	p.keys("Escape")
	p.wait("the dialog is closed", `!document.querySelector('dialog[open]')`)

	p.selects("the Canadian Embassy")
	p.keys("h")
	p.keys("m")
	p.wait("the new key highlights, the old one does not", `document.querySelectorAll('mark').length === 1`)
	p.reload()
	p.selects("a Japanese Consulate")
	p.keys("m")
	p.wait("after a reload too", `document.querySelectorAll('mark').length === 2`)
	p.keys("?")
	p.press("Usual keys")
	p.keys("Escape")
	p.selects("a senior envoy")
	p.keys("h")
	p.wait("the usual key is back", `document.querySelectorAll('mark').length === 3`)
}

func TestTheCaretMovesBySentences(t *testing.T) {
	p := visit(t, "/")
	eval[bool](p, `(document.querySelector('#article').focus(), true)`)
	p.keys("Ctrl+Home")
	caret := func(words string) string {
		return `document.querySelector('#article').contains(getSelection().focusNode) && (() => {
  const range = document.createRange();
  range.setStart(getSelection().focusNode, getSelection().focusOffset);
  range.setEnd(document.querySelector('#article'), document.querySelector('#article').childNodes.length);
  return range.toString().startsWith(` + quote(words) + `);
})()`
	}
	p.keys("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
	p.wait("three sentences on", caret("The incident has threatened"))
	p.keys("Alt+ArrowUp")
	p.wait("and one back", caret("Pacific Rim Bureau"))
	p.keys("Shift+Alt+ArrowDown")
	p.wait("Shift selects the sentence", `getSelection().toString().trim().endsWith('northeastern China.')`)
	p.keys("h")
	p.wait("h highlights it", `document.querySelector('mark')?.textContent.endsWith('northeastern China.')`)
}
