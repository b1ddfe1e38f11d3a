package app

import (
	"encoding/json"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/text"
)

// ShortcutsDialog shows the keys, finds one by what it does, gives a command another
// key, and switches single ones off.
type ShortcutsDialog struct {
	goapp.Compo

	Page       *Page
	Keymap     desk.Keymap
	Query      string
	Binding    desk.Command // the command that waits for its key
	Refusal    string       // why the last key was not taken
	SingleKeys bool
}

// Render draws the dialog.
func (d *ShortcutsDialog) Render() goapp.UI {
	list := d.found()
	return dialog(d.Page, dialogShortcuts, "Keyboard shortcuts",
		goapp.P().Class("quiet").Text("They work while no field has focus. In the text, the arrow keys move a caret: Ctrl by words and paragraphs, Alt up and down by sentences; Shift selects. On an item of a comparison, a and b take a side, e edits, s skips, and n, p or the arrow keys go on."),
		goapp.Input().ID("find-shortcut").Type("search").Aria("label", "Search shortcuts").Placeholder("Search shortcuts").AutoComplete(false).OnInput(d.search),
		refusalPlace(d.Refusal),
		goapp.Table().Class("shortcuts").Body(goapp.TBody().Body(
			goapp.Range(list).Slice(func(i int) goapp.UI { return d.row(list[i]) }),
		)),
		goapp.If(len(list) == 0, func() goapp.UI { return goapp.P().Class("quiet").Text("No shortcut does that.") }),
		goapp.Div().Class("shortcuts-foot").Body(
			goapp.Label().Class("check").Body(
				goapp.Input().ID("single-keys").Type("checkbox").Checked(d.SingleKeys).OnChange(d.toggle),
				goapp.Text("Single keys are commands"),
			),
			goapp.Button().ID("usual-keys").Type("button").Text("Usual keys").Disabled(len(d.Keymap) == 0).OnClick(d.reset),
		),
	)
}

// found lists the shortcuts whose words or keys hold what was typed.
func (d *ShortcutsDialog) found() []desk.Shortcut {
	query := text.Fold(d.Query).Text
	var list []desk.Shortcut
	for _, s := range d.Keymap.Shortcuts() {
		if strings.Contains(text.Fold(s.Does+" "+s.Shown()).Text, query) {
			list = append(list, s)
		}
	}
	return list
}

func (d *ShortcutsDialog) row(s desk.Shortcut) goapp.UI {
	key := goapp.UI(goapp.Kbd().Text(s.Shown()))
	if d.Binding == s.Command {
		key = goapp.Span().Class("binding").Text("press a key, or Esc")
	}
	return goapp.Tr().Body(
		goapp.Th().Scope("row").Text(s.Does),
		goapp.Td().Body(key),
		goapp.Td().Body(goapp.If(!s.Fixed, func() goapp.UI {
			return goapp.Button().ID("bind-"+string(s.Command)).Type("button").DataSet("id", string(s.Command)).
				Aria("label", "Change the key: "+s.Does).Text("Change").OnClick(d.bind)
		})),
	)
}

func (d *ShortcutsDialog) toggle(ctx goapp.Context, _ goapp.Event) {
	d.Page.setSingleKeys(ctx.JSSrc().Get("checked").Bool())
}

func (d *ShortcutsDialog) search(ctx goapp.Context, _ goapp.Event) {
	d.Page.shortcutQuery = ctx.JSSrc().Get("value").String()
}

func (d *ShortcutsDialog) bind(ctx goapp.Context, _ goapp.Event) {
	d.Page.refusal = ""
	d.Page.binding = desk.Command(idOf(ctx))
	d.Page.say("Press the new key, or Escape to leave it as it is.")
}

func (d *ShortcutsDialog) reset(goapp.Context, goapp.Event) {
	d.Page.setKeymap(nil)
	d.Page.say("The usual keys are back.")
	d.Page.afterDraw(func() { browser.FocusSelector("#find-shortcut") })
}

// bindKey takes a key press for the command that waits for one.
func (p *Page) bindKey(k browser.Key) bool {
	switch k.Key {
	case "Shift", "Control", "Alt", "Meta", "AltGraph":
		return false // the key itself is still to come
	}
	command := p.binding
	p.later(func() {
		p.binding = ""
		if k.Key == "Escape" {
			p.say("The key stays as it is.")
			return
		}
		next, err := p.keymap.Bind(command, deskKey(k))
		if err != nil {
			p.refuse("The key was not changed: " + err.Error() + ".")
			return
		}
		p.refusal = ""
		p.setKeymap(next)
		for _, s := range next.Shortcuts() {
			if s.Command == command {
				p.say(s.Shown() + " is now for “" + s.Does + "”.")
			}
		}
	})
	return true
}

// setKeymap takes over other keys, and keeps them in this browser.
func (p *Page) setKeymap(keys desk.Keymap) {
	p.keymap = keys
	data, err := json.Marshal(keys)
	if err != nil || len(keys) == 0 {
		data = nil
	}
	p.setSetting(settingKeys, string(data))
}

// readKeymap reads the keys that a person chose on an earlier visit. What cannot be
// read counts as nothing.
func (p *Page) readKeymap() desk.Keymap {
	var keys desk.Keymap
	if json.Unmarshal([]byte(p.setting(settingKeys)), &keys) != nil {
		return nil
	}
	return keys
}
