package app

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// HowDialog says in short how the program works.
type HowDialog struct {
	goapp.Compo

	Page *Page
}

// Render draws the dialog.
func (d *HowDialog) Render() goapp.UI {
	part := func(title string, words ...goapp.UI) goapp.UI {
		return goapp.Section().Body(goapp.H3().Text(title), goapp.P().Body(words...))
	}
	key := func(name string) goapp.UI { return goapp.Kbd().Text(name) }
	t := func(s string) goapp.UI { return goapp.Text(s) }
	return dialog(d.Page, dialogHow, "How it works",
		part("Mark what is claimed",
			t("Select the words and press "), key("h"), t(". The highlight covers exactly what you selected. Its colour is that of its source, its underline says what the cue does: solid asserts, double denies, wavy accuses, dotted speculates.")),
		part("Say who says it",
			key("Enter"), t(" opens the claim’s card: source, cue, stance, and the claim in your own words, as it will be checked.")),
		part("Set it against another",
			key("o"), t(", then the other claim: a click, or "), key("n"), t(" and "), key("Enter"), t(". The ledger shows each opposition as two quotes face to face. Beside the text, a line joins the claim you are on with those it is set against.")),
		part("Keep and hand on",
			t("All is kept in this browser as you work, and nothing leaves it. "), key("e"), t(" exports one file with the article and everything you marked; whoever imports it needs nothing else.")),
		part("Without a mouse",
			t("Tab leads to the text, where the arrow keys move a caret and Shift selects; "), key("F6"), t(" goes between text and panel; "), key("?"), t(" lists all keys.")),
	)
}
