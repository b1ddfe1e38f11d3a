package desk

import "strings"

// Command is what a key asks for.
type Command string

// The commands that keys can ask for.
const (
	CmdNone       Command = ""
	CmdHighlight  Command = "highlight"
	CmdSetAgainst Command = "set-against"
	CmdNext       Command = "next"
	CmdPrevious   Command = "previous"
	CmdOpen       Command = "open"
	CmdRemove     Command = "remove"
	CmdSearch     Command = "search"
	CmdExport     Command = "export"
	CmdUndo       Command = "undo"
	CmdRedo       Command = "redo"
	CmdShortcuts  Command = "shortcuts"
	CmdEscape     Command = "escape"
	CmdSwitch     Command = "switch"
)

// Shortcut is a command with the key that asks for it, as the shortcuts dialog
// shows them.
type Shortcut struct {
	Command Command
	Key     string // a KeyboardEvent.key value; letters in lower case
	Shown   string // the key as a person reads it
	Does    string
}

// Shortcuts lists the commands in the order in which a person meets them.
func Shortcuts() []Shortcut {
	return []Shortcut{
		{CmdHighlight, "h", "h", "Highlight the selected words as a claim"},
		{CmdSetAgainst, "o", "o", "Set the claim against the next one you pick"},
		{CmdNext, "n", "n", "Next claim"},
		{CmdPrevious, "p", "p", "Previous claim"},
		{CmdOpen, "Enter", "Enter", "Open the claim’s card, or pick the claim"},
		{CmdRemove, "Delete", "Delete", "Remove the claim"},
		{CmdSearch, "/", "/", "Search claims"},
		{CmdExport, "e", "e", "Export the dossier"},
		{CmdUndo, "", "Ctrl Z", "Undo"},
		{CmdRedo, "", "Ctrl Shift Z", "Redo"},
		{CmdSwitch, "F6", "F6", "Move between text and panel"},
		{CmdShortcuts, "?", "?", "Show these shortcuts"},
		{CmdEscape, "Escape", "Esc", "Close, cancel, or go back to the text"},
	}
}

// Key is a key press with what it was pressed on.
type Key struct {
	Key                    string // as in KeyboardEvent.key
	Ctrl, Meta, Alt, Shift bool
	Composing              bool // an input method is at work
	InField                bool // focus is in a text field
	InDialog               bool
	OnControl              bool // focus is on a button, tab, menu item or link
}

// CommandFor tells what a key press asks for. A single key asks for nothing with
// Ctrl, Meta or Alt, while composing, in a field or in a dialog, and, but for
// Escape and F6, where single keys are switched off (WCAG 2.1.4); Enter and
// Delete belong to a control that has focus.
func CommandFor(key Key, singleKeys bool) Command {
	if key.Composing {
		return CmdNone
	}
	if key.Key == "Escape" && !key.Ctrl && !key.Meta && !key.Alt {
		return CmdEscape
	}
	if key.InField || key.InDialog {
		return CmdNone
	}
	if (key.Ctrl || key.Meta) && !key.Alt {
		return travelCommand(key)
	}
	if key.Ctrl || key.Meta || key.Alt {
		return CmdNone
	}
	switch key.Key {
	case "F6":
		return CmdSwitch
	case "Enter", "Delete":
		if key.OnControl {
			return CmdNone
		}
	}
	if !singleKeys && len(key.Key) == 1 {
		return CmdNone
	}
	for _, s := range Shortcuts() {
		if s.Key != "" && s.Key == lowered(key) {
			return s.Command
		}
	}
	return CmdNone
}

func travelCommand(key Key) Command {
	switch strings.ToLower(key.Key) {
	case "z":
		if key.Shift {
			return CmdRedo
		}
		return CmdUndo
	case "y":
		if !key.Shift {
			return CmdRedo
		}
	}
	return CmdNone
}

// lowered is the key's value, with a letter in lower case where Caps Lock, not
// Shift, made it a capital.
func lowered(key Key) string {
	if len(key.Key) == 1 && !key.Shift {
		return strings.ToLower(key.Key)
	}
	return key.Key
}
