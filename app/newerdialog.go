package app

import (
	"net/url"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/storage"
)

// newer is an article that came in while a dossier of an earlier text of it is kept.
type newer struct {
	article article.Article
	path    string
	about   storage.About // of the dossier
}

// NewerDialog asks what an article is that has the address of one that is kept.
type NewerDialog struct {
	goapp.Compo

	Page  *Page
	About storage.About // of the dossier that is kept
}

// Render draws the dialog.
func (d *NewerDialog) Render() goapp.UI {
	return dialog(d.Page, dialogNewer, "You have a dossier of this article",
		goapp.P().Body(
			goapp.B().Text(titleOf(d.About)),
			goapp.Text(" is kept here, with "+desk.Count(d.About.Claims, "claim")+", on another text from the same address."),
		),
		goapp.P().Class("quiet").Text("Updating its text looks for every claim in the text that came in, and keeps the text before as an earlier version. It can be undone."),
		goapp.Div().Class("acts").Body(
			goapp.Button().ID("update-kept").Type("button").Class("primary").Text("Update its text").OnClick(d.update),
			goapp.Button().ID("open-apart").Type("button").Class("outlined").Text("Open as a dossier of its own").OnClick(d.apart),
		),
	)
}

func (d *NewerDialog) update(goapp.Context, goapp.Event) { d.Page.updateKept() }

func (d *NewerDialog) apart(goapp.Context, goapp.Event) {
	came := d.Page.newer
	d.Page.newer = nil
	if came != nil {
		d.Page.beginDossier(came.article, came.path)
	}
}

// updateKept opens the dossier that is kept and puts the article that came in in the
// place of its text.
func (p *Page) updateKept() {
	came := p.newer
	p.newer = nil
	if came == nil {
		return
	}
	if p.desk != nil && string(p.desk.Dossier().ID) == came.about.ID {
		p.closeDialog()
		p.updateText(came.article)
		return
	}
	p.openKept(dossier.ID(came.about.ID), func(k *desk.Desk, err error) {
		if err != nil {
			p.refuse("The dossier that is kept could not be opened. It was left as it is.")
			return
		}
		p.seat(k)
		p.updateText(came.article)
	})
}

// sameAddress returns the dossier in a list whose article has an address; the last
// changed, where there are several.
func sameAddress(list []storage.About, address string) (storage.About, bool) {
	if address == "" {
		return storage.About{}, false
	}
	for _, about := range list {
		if about.URL != "" && canonicalAddress(about.URL) == canonicalAddress(address) {
			return about, true
		}
	}
	return storage.About{}, false
}

// canonicalAddress is an address without what does not tell one article from another:
// its fragment, the case of its host, a stop at the end of its path.
func canonicalAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host, u.Path = strings.ToLower(u.Host), strings.TrimSuffix(u.Path, "/")
	if u.Scheme == "http" {
		u.Scheme = "https"
	}
	return u.String()
}
