package app

import (
	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/textfragment"
)

// copyLink puts the address of a claim in this browser's copy of the dossier on the
// clipboard.
func (p *Page) copyLink(id dossier.ID) {
	link := browser.Root() + "?dossier=" + string(p.desk.Dossier().ID) + "#claim=" + string(id)
	p.copied(link, "The link to the claim is on the clipboard. It works in this browser, where the dossier is kept.")
}

// copyOriginalLink puts an address on the clipboard that opens the original page at
// the claim's words.
func (p *Page) copyOriginalLink(id dossier.ID) {
	c := p.desk.Claim(id)
	if c == nil {
		return
	}
	place, shown := c.Place()
	if !shown {
		p.say("There is no link: the claim has no place in the present text.")
		return
	}
	address := p.desk.Dossier().Article.URL
	directive, found := textfragment.Of(p.desk.Layout(), place)
	if !found {
		p.copied(address, "No link can tell these words from others like them, so the page's own address is on the clipboard.")
		return
	}
	p.copied(textfragment.Link(address, directive), "The link to these words in the original page is on the clipboard.")
}

func (p *Page) copied(link, said string) {
	browser.Copy(link, func(err error) {
		p.later(func() {
			if err != nil {
				p.say("The link could not be copied: " + err.Error() + ". It is " + link)
				return
			}
			p.say(said)
		})
	})
}
