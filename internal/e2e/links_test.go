package e2e

import "testing"

func TestAClaimIsCopiedAsALink(t *testing.T) {
	p := visit(t, "/")
	p.hasClipboard()
	p.press("Open article")
	p.chooseFile("#article-file", "boards.md", []byte("---\nurl: https://example.org/boards?id=1\n---\n# Two boards\n\nThe first board, so-called, denied it. The second board denied it."))
	p.wait("it is open", `document.querySelector('#article').textContent.includes('Two boards')`)
	claim := p.highlights("The second board denied it.")
	p.saved()
	clipboard := func() string { return evalLater[string](p, `navigator.clipboard.readText()`) }

	p.press("Copy link")
	p.hears("The link to the claim is on the clipboard")
	link := clipboard()
	if want := site + "/?dossier=" + eval[string](p, `new URLSearchParams(location.search).get('dossier')`) + "#claim=" + claim; link != want {
		t.Errorf("the link is %s, not %s", link, want)
	}
	p.press("Copy link to the page")
	p.hears("in the original page is on the clipboard")
	if got, want := clipboard(), "https://example.org/boards?id=1#:~:text=The%20second%20board%20denied%20it."; got != want {
		t.Errorf("the link is %s, not %s", got, want)
	}
	p.navigate("/")
	p.wait("the page is there", opened)
	p.navigate(link[len(site):])
	p.wait("the link leads to the claim and focuses it", `document.activeElement?.dataset.claims === `+quote(claim))
}
