package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
)

// VersionsDialog shows an earlier text of the article beside the present one, with
// the words that differ.
type VersionsDialog struct {
	goapp.Compo

	Page    *Page
	Dossier *dossier.Dossier // nil while there is none, or the dialog is closed
	Version int              // index of the earlier text
}

// Render draws the dialog, which compares nothing while it is closed.
func (d *VersionsDialog) Render() goapp.UI {
	return dialog(d.Page, dialogVersions, "What changed", d.body()...)
}

func (d *VersionsDialog) body() []goapp.UI {
	if d.Dossier == nil {
		return nil
	}
	versions := d.Dossier.Versions
	if len(versions) == 0 {
		return []goapp.UI{goapp.P().Class("quiet").Text("The text is as it was when the dossier was begun. When the article changes, choose Update the text… in the article’s menu; the text before is kept here.")}
	}
	at := min(max(d.Version, 0), len(versions)-1)
	return []goapp.UI{
		goapp.Div().Class("versions-head").Body(
			goapp.Label().For("version").Text("Text until"),
			goapp.Select().ID("version").OnChange(d.choose).Body(goapp.Range(versions).Slice(func(i int) goapp.UI {
				return goapp.Option().Value(i).Text(momentWords(versions[i].Replaced)).Selected(i == at)
			})),
			goapp.P().Class("quiet").Body(goapp.Text("What was "), goapp.Del().Text("taken out"), goapp.Text(" and "), goapp.Ins().Text("put in"), goapp.Text(" since.")),
		),
		goapp.Div().Class("comparison").Role("region").TabIndex(0).Aria("label", "The two texts compared").
			Body(compared(versions[at].Article.Blocks, d.Dossier.Article.Blocks)...),
	}
}

// keptShown is how many unchanged blocks are shown before and after a change; more
// in a row are counted.
const keptShown = 1

// compared draws the comparison of two texts.
func compared(old, now []article.Block) []goapp.UI {
	blocks := anchor.Compare(textsOf(old), textsOf(now))
	near := make([]bool, len(blocks))
	for i, b := range blocks {
		if b.Kept() {
			continue
		}
		for j := max(0, i-keptShown); j <= min(len(blocks)-1, i+keptShown); j++ {
			near[j] = true
		}
	}
	var drawn []goapp.UI
	skipped := 0
	skip := func() {
		if skipped > 0 {
			drawn = append(drawn, goapp.P().Class("skipped").Text(desk.Count(skipped, "paragraph")+" the same"))
			skipped = 0
		}
	}
	for i, b := range blocks {
		if !near[i] {
			skipped++
			continue
		}
		skip()
		switch {
		case b.Kept():
			drawn = append(drawn, goapp.P().Text(now[b.New].Text))
		case b.New < 0:
			drawn = append(drawn, goapp.P().Body(goapp.Del().Text(old[b.Old].Text)))
		case b.Old < 0:
			drawn = append(drawn, goapp.P().Body(goapp.Ins().Text(now[b.New].Text)))
		default:
			drawn = append(drawn, goapp.P().Body(edits(b.Edits)...))
		}
	}
	skip()
	return drawn
}

func textsOf(blocks []article.Block) []string {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		texts[i] = b.Text
	}
	return texts
}

func (d *VersionsDialog) choose(ctx goapp.Context, _ goapp.Event) {
	version, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	if err == nil {
		d.Page.version = version
	}
}
