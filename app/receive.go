package app

import (
	"gainsay/internal/browser"
	"gainsay/internal/storage"
)

// handedOver is the database in which web/receive.js leaves a page that the person
// agreed to open: its address, title and HTML, by the id that the address names.
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
			html, ok := found[id+":html"]
			if err != nil || !ok {
				gone()
				return
			}
			left.Commit(storage.Batch{Delete: []string{id + ":html", id + ":title", id + ":url"}}, func(error) {
				p.openHandedOver(found[id+":title"], found[id+":url"], html)
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
