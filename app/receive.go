package app

import (
	"strings"

	"gainsay/internal/browser"
	"gainsay/internal/storage"
)

// handedOver is the database in which web/receive.js leaves a page that the person
// agreed to open, and the service worker what another app shared: address, title, and
// HTML or text, by the id that the address names.
const handedOver = "gainsay-received"

// openReceived takes a page that was handed over, removes it from where it lay, and
// opens it. Where it is gone, otherwise is told so.
func (p *Page) openReceived(id string, otherwise func(reason string)) {
	gone := func() { otherwise("The page that was handed over is no longer here. Hand it over again.") }
	browser.OpenDatabase(handedOver, p.dispatch, func(left storage.Durable, err error) {
		if err != nil {
			otherwise("The page that was handed over could not be read: " + err.Error() + ".")
			return
		}
		left.Load(id+":", func(found map[string]string, err error) {
			html, page := found[id+":html"]
			text, shared := found[id+":text"]
			if err != nil || !page && !shared {
				gone()
				return
			}
			left.Commit(storage.Batch{Delete: []string{id + ":html", id + ":text", id + ":title", id + ":url"}}, func(error) {
				if page {
					p.openHandedOver(found[id+":title"], found[id+":url"], html)
				} else {
					p.openShared(found[id+":title"], found[id+":url"], text)
				}
			})
		})
	})
}

// openHandedOver opens the HTML of a page of another site.
func (p *Page) openHandedOver(title, address, html string) {
	if title == "" {
		title = "The page"
	}
	p.openIncoming(incoming{name: title, url: address, kind: "text/html; charset=utf-8", data: []byte(html)})
}

// openShared opens the text that another app shared. Where it shared the address of a page
// alone, the dialog says how that can be opened.
func (p *Page) openShared(title, address, text string) {
	if strings.TrimSpace(text) == "" {
		text = address
	}
	switch {
	case strings.TrimSpace(text) == "":
		p.openLast()
		p.say("Nothing was shared that Gainsay can open: neither a text nor the address of a page.")
	case loneAddress(text) != "":
		p.shared = strings.TrimSpace(text)
		p.openLast()
	default:
		if title == "" {
			title = "The shared text"
		}
		p.openIncoming(incoming{name: title, url: loneAddress(address), kind: "text/plain; charset=utf-8", data: []byte(text)})
	}
}

// showShared says how a page can be opened whose address was shared, once what was open
// last is there: opening that closes every dialog.
func (p *Page) showShared() {
	address := p.shared
	if address == "" {
		return
	}
	p.shared = ""
	p.showDialog(dialogOpen)
	p.inField = address
	p.afterDraw(func() { browser.SetValue("#article-text", address) })
}
