package e2e

import "testing"

func TestTheLookOfAnUpdate(t *testing.T) {
	for _, look := range looks() {
		t.Run(look.name, func(t *testing.T) {
			p := visit(t, "/", look.options...)
			p.setScene()
			p.press("Article")
			p.wait("the menu is open", `document.querySelector('#update-article').checkVisibility()`)
			p.picture(look.name + "-article-menu")
			p.press("Update the text…")
			p.wait("the dialog is open", `document.querySelector('#dialog-update[open]')`)
			p.picture(look.name + "-update")
			p.chooseFile("#update-file", "newer.txt", []byte(newer(t, "Japan denied this", "Japan confirmed this", beijingInsisted+"\n\n", "")))
			p.hears("Text updated")
			p.picture(look.name + "-updated")
			p.press("Next of 2 decisions")
			p.wait("a decision has focus", `document.activeElement.closest('.decide')`)
			p.accessible("decisions")
			p.picture(look.name + "-decision")
			p.press("What changed")
			p.wait("the texts are compared", `document.querySelector('.comparison del')`)
			p.accessible("the comparison")
			p.picture(look.name + "-what-changed")
			p.keys("Escape")
			p.press("Article")
			p.press("Details…")
			p.wait("the details are shown", `document.querySelector('#dialog-details[open]')`)
			p.picture(look.name + "-details")
		})
	}
}
