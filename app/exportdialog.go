package app

import (
	"encoding/json"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
)

// longestErrand bounds how long the worker may take to write or take a file, with its
// own start.
const longestErrand = 60 * time.Second

// The ways in which a file is handed over.
const (
	wayDownload = "download"
	wayCopy     = "copy"
	waySave     = "save"
	wayShare    = "share"
)

// exporting is what is known of the forms in which the open dossier can be written.
type exporting struct {
	offers  []errand.Offer // nil as long as the worker has not told
	chosen  string         // of them, by its key
	mark    bool           // text files begin with a byte order mark
	working bool
	rev     int
}

// offerKey names an offer in settings and attributes.
func offerKey(o errand.Offer) string { return strings.TrimSuffix(o.Format+"/"+o.Table, "/") }

func (e *exporting) offer() (errand.Offer, bool) {
	for _, o := range e.offers {
		if offerKey(o) == e.chosen {
			return o, true
		}
	}
	return errand.Offer{}, false
}

// ExportDialog is where a dossier is written in another format: which, what that loses,
// and where the file goes.
type ExportDialog struct {
	goapp.Compo

	Page    *Page
	Rev     int
	Offers  []errand.Offer
	Chosen  string
	Way     string // in which a file was handed over last
	Mark    bool
	Working bool
	Refusal string
}

// Render draws the dialog.
func (d *ExportDialog) Render() goapp.UI {
	offer, chosen := d.Page.exporting.offer()
	return dialog(d.Page, dialogExport, "Export in another format",
		goapp.P().Class("quiet").Text("The button Export always saves the dossier itself, which loses nothing and opens here again. These are for other programs and readers."),
		refusalPlace(d.Refusal),
		goapp.If(d.Offers == nil && d.Refusal == "", func() goapp.UI {
			return goapp.Div().Class("working").Body(goapp.Span().Text("Asking what can be written…"), goapp.Progress().Aria("label", "Asking what can be written"))
		}),
		goapp.If(len(d.Offers) > 0, func() goapp.UI {
			return goapp.FieldSet().Class("forms").Body(
				goapp.Legend().Class("hidden-visually").Text("Format"),
				goapp.Range(d.Offers).Slice(func(i int) goapp.UI { return d.row(d.Offers[i]) }),
			)
		}),
		goapp.If(chosen, func() goapp.UI { return d.about(offer) }),
		goapp.If(chosen, func() goapp.UI { return goapp.Div().Class("outlets").Body(d.ways(offer)...) }),
		goapp.If(d.Working, func() goapp.UI {
			return goapp.Div().Class("working").Body(goapp.Span().Text("Writing…"), goapp.Progress().Aria("label", "Writing the file"))
		}),
	)
}

func (d *ExportDialog) row(o errand.Offer) goapp.UI {
	key := offerKey(o)
	id := "offer-" + strings.ReplaceAll(key, "/", "-")
	return goapp.Div().Class("form").Body(
		goapp.Input().ID(id).Type("radio").Name("offer").Value(key).Checked(key == d.Chosen).DataSet("id", key).
			Aria("describedby", id+"-loses").OnChange(d.choose),
		goapp.Label().For(id).Text(o.Label),
		goapp.Span().ID(id+"-loses").Class("quiet").Text(losesWords(o)),
	)
}

// losesWords says what a form loses, as short as it can be.
func losesWords(o errand.Offer) string {
	const few = 3
	switch n := len(o.Loses); {
	case n == 0:
		return "loses nothing"
	case n <= few:
		return "loses " + strings.Join(o.Loses, ", ")
	default:
		return "loses " + strings.Join(o.Loses[:few], ", ") + " and " + desk.Count(n-few, "thing") + " more"
	}
}

// about says all that the chosen form loses and lacks, and asks what it needs.
func (d *ExportDialog) about(o errand.Offer) goapp.UI {
	return goapp.Section().Class("form-about").Body(
		goapp.If(len(o.Loses) > 3, func() goapp.UI {
			return goapp.P().Body(goapp.B().Text("Loses: "), goapp.Text(strings.Join(o.Loses, ", ")+"."))
		}),
		goapp.If(o.Format == "claimreview", func() goapp.UI { return d.publication(o) }),
		goapp.If(o.Format == "csv", func() goapp.UI {
			return goapp.Div().Class("check").Body(
				goapp.Input().ID("export-mark").Type("checkbox").Checked(d.Mark).OnChange(d.markChanged),
				goapp.Label().For("export-mark").Text("Begin with a byte order mark, for older spreadsheets"),
			)
		}),
	)
}

// publication asks where the checks are published, and lists what search engines miss.
func (d *ExportDialog) publication(o errand.Offer) goapp.UI {
	p := d.Page
	return goapp.Div().Class("publication").Body(
		goapp.Div().Class("field").Body(
			goapp.Label().For("export-url").Text("Address of the page that publishes the checks"),
			goapp.Input().ID("export-url").Type("url").Attr("value", p.setting(settingPublishedAt)).AutoComplete(false).OnChange(d.published),
		),
		goapp.Div().Class("field").Body(
			goapp.Label().For("export-publisher").Text("Publisher of the checks"),
			goapp.Input().ID("export-publisher").Type("text").Attr("value", p.setting(settingPublisher)).AutoComplete(false).OnChange(d.published),
		),
		goapp.If(len(o.Lacks) > 0, func() goapp.UI {
			return goapp.Details().ID("export-lacks").Body(
				goapp.Summary().Text("What search engines ask for and is missing in "+desk.Count(len(o.Lacks), "claim")),
				goapp.Ul().Class("lacks").Body(goapp.Range(o.Lacks).Slice(func(i int) goapp.UI { return d.lack(o.Lacks[i]) })),
			)
		}),
	)
}

func (d *ExportDialog) lack(l errand.Lack) goapp.UI {
	quote := ""
	if c := d.Page.desk.Claim(dossier.ID(l.Claim)); c != nil {
		quote = desk.Excerpt(c)
	}
	return goapp.Li().Body(goapp.Span().Class("lacking").Text(quote), goapp.Text(" "+strings.Join(l.Lacks, "; ")+"."))
}

// ways are the buttons that hand the file over; the one that was used last leads.
func (d *ExportDialog) ways(o errand.Offer) []goapp.UI {
	button := func(way, words string) goapp.UI {
		class := "way"
		if way == d.Way {
			class = "way primary"
		}
		return goapp.Button().ID("export-"+way).Type("button").Class(class).DataSet("id", way).Disabled(d.Working).Text(words).OnClick(d.hand)
	}
	list := []goapp.UI{button(wayDownload, "Download")}
	if o.Text {
		words := "Copy"
		if o.Rich {
			words = "Copy as formatted text"
		}
		list = append(list, button(wayCopy, words))
	}
	if browser.CanSave() {
		list = append(list, button(waySave, "Save as…"))
	}
	if browser.CanShare() {
		list = append(list, button(wayShare, "Share…"))
	}
	return list
}

func (d *ExportDialog) choose(ctx goapp.Context, _ goapp.Event) {
	d.Page.chooseOffer(ctx.JSSrc().Get("dataset").Get("id").String())
}

func (d *ExportDialog) markChanged(ctx goapp.Context, _ goapp.Event) {
	d.Page.exporting.mark = ctx.JSSrc().Get("checked").Bool()
}

func (d *ExportDialog) published(goapp.Context, goapp.Event) { d.Page.keepPublication() }

func (d *ExportDialog) hand(ctx goapp.Context, _ goapp.Event) {
	d.Page.exportAs(ctx.JSSrc().Get("dataset").Get("id").String())
}

func (p *Page) exportDialog() goapp.UI {
	d := &ExportDialog{Page: p, Refusal: p.refusal}
	if p.dialog == dialogExport && p.desk != nil {
		e := &p.exporting
		d.Rev, d.Offers, d.Chosen, d.Mark, d.Working = e.rev, e.offers, e.chosen, e.mark, e.working
		d.Way = p.setting(settingWay)
		if d.Way == "" {
			d.Way = wayDownload
		}
	}
	return d
}

// showExport opens the dialog, and asks the worker what the dossier can be written as.
func (p *Page) showExport() {
	if p.desk == nil {
		return
	}
	p.showDialog(dialogExport)
	p.refusal = ""
	p.exporting = exporting{chosen: p.setting(settingFormat), rev: p.exporting.rev + 1}
	p.listOffers()
}

func (p *Page) listOffers() {
	data, err := exchange.EncodeCompact(p.desk.Dossier())
	if err != nil {
		p.refusal = "The formats cannot be listed: " + err.Error() + "."
		return
	}
	p.asks(errand.List, nil, data, func(reply browser.Reply, err error) {
		var offers []errand.Offer
		if err == nil {
			err = json.Unmarshal(reply.Data, &offers)
		}
		if err != nil {
			p.refusal = "The formats cannot be listed: " + err.Error() + "."
			return
		}
		p.exporting.offers = offers
		if _, known := p.exporting.offer(); !known && len(offers) > 0 {
			p.exporting.chosen = offerKey(offers[0])
		}
		p.exporting.rev++
		p.say(desk.Count(len(offers), "format") + " to choose from.")
	})
}

// asks gives the worker an errand about the open dossier, and hands the answer to done
// on the UI goroutine, unless the dialog was left meanwhile.
func (p *Page) asks(name string, words map[string]string, data []byte, done func(browser.Reply, error)) {
	asked := map[string]string{errand.Name: name, errand.By: p.editor().Creator, errand.URL: p.setting(settingPublishedAt), errand.Publisher: p.setting(settingPublisher)}
	for word, value := range words {
		asked[word] = value
	}
	turn := p.exporting.rev
	p.workshop().Ask(asked, data, longestErrand, func(reply browser.Reply, err error) {
		p.later(func() {
			if p.dialog == dialogExport && p.exporting.rev == turn {
				done(reply, err)
			}
		})
	})
}

func (p *Page) chooseOffer(key string) {
	p.exporting.chosen = key
	p.exporting.rev++
	p.setSetting(settingFormat, key)
}

func (p *Page) keepPublication() {
	p.setSetting(settingPublishedAt, strings.TrimSpace(browser.Value("#export-url")))
	p.setSetting(settingPublisher, strings.TrimSpace(browser.Value("#export-publisher")))
	p.listOffers()
}

// exportAs writes the dossier in the chosen form and hands it over.
func (p *Page) exportAs(way string) {
	offer, known := p.exporting.offer()
	if !known || p.desk == nil || p.exporting.working {
		return
	}
	p.setSetting(settingWay, way)
	data, err := exchange.EncodeCompact(p.desk.Dossier())
	if err != nil {
		p.notExported(err)
		return
	}
	words := map[string]string{errand.Format: offer.Format, errand.Table: offer.Table}
	if p.exporting.mark {
		words[errand.Mark] = "yes"
	}
	p.refusal, p.exporting.working = "", true
	p.asks(errand.Write, words, data, func(reply browser.Reply, err error) {
		p.exporting.working = false
		if err != nil {
			p.notExported(err)
			return
		}
		p.delivers(way, offer, reply)
	})
}

func (p *Page) notExported(err error) {
	p.refusal = "The file was not made: " + err.Error() + ". Nothing was lost; try again."
	p.say(p.refusal)
}

// delivers gives a file to whoever was asked for.
func (p *Page) delivers(way string, offer errand.Offer, reply browser.Reply) {
	name, media := reply.Words[errand.File], reply.Words[errand.Media]
	told := func(said string) func(error) {
		return func(err error) {
			p.later(func() {
				switch {
				case browser.GivenUp(err):
					p.say("Nothing was exported.")
				case err != nil:
					p.notExported(err)
				default:
					p.say(said)
				}
			})
		}
	}
	switch way {
	case wayCopy:
		if offer.Rich {
			browser.CopyRich(string(reply.Data), told(offer.Label+" is on the clipboard, as formatted text."))
			return
		}
		browser.Copy(string(reply.Data), told(offer.Label+" is on the clipboard."))
	case waySave:
		browser.Save(name, media, reply.Data, told("Saved "+name+"."))
	case wayShare:
		browser.Share(name, media, reply.Data, told("Shared "+name+"."))
	default:
		told("Exported " + name + ".")(browser.Download(name, media, reply.Data))
	}
}
