package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

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
	CmdSelect     Command = "select"
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
	Key     string // a chord, as Key.Chord writes it
	Does    string
	Fixed   bool // no other key can be chosen
}

// Shown is the key as a person reads it: "Ctrl Shift Z".
func (s Shortcut) Shown() string {
	if s.Key == "Escape" {
		return "Esc"
	}
	parts := chordParts(s.Key)
	last := len(parts) - 1
	if last > 0 {
		parts[last] = strings.ToUpper(parts[last])
	}
	return strings.Join(parts, " ")
}

// usual lists the commands, with their usual keys, in the order in which a person
// meets them.
var usual = []Shortcut{
	{Command: CmdHighlight, Key: "h", Does: "Highlight the selected words as a claim"},
	{Command: CmdSetAgainst, Key: "o", Does: "Set the claim against the next one you pick"},
	{Command: CmdNext, Key: "n", Does: "Next claim"},
	{Command: CmdPrevious, Key: "p", Does: "Previous claim"},
	{Command: CmdOpen, Key: "Enter", Does: "Open the claim’s card, or pick the claim"},
	{Command: CmdRemove, Key: "Delete", Does: "Remove the claim"},
	{Command: CmdSelect, Key: "x", Does: "Select the claim, to work on several at once"},
	{Command: CmdSearch, Key: "/", Does: "Search claims"},
	{Command: CmdExport, Key: "e", Does: "Export the dossier"},
	{Command: CmdUndo, Key: "Ctrl+z", Does: "Undo"},
	{Command: CmdRedo, Key: "Ctrl+Shift+z", Does: "Redo"},
	{Command: CmdSwitch, Key: "F6", Does: "Move between text and panel"},
	{Command: CmdShortcuts, Key: "?", Does: "Show these shortcuts"},
	{Command: CmdEscape, Key: "Escape", Does: "Close, cancel, or go back to the text", Fixed: true},
}

// Keymap is the keys that a person chose in the place of the usual ones, as chords.
type Keymap map[Command]string

// Shortcuts lists the commands with the keys that ask for them.
func (m Keymap) Shortcuts() []Shortcut {
	list := slices.Clone(usual)
	for i := range list {
		if key := m[list[i].Command]; key != "" && !list[i].Fixed {
			list[i].Key = key
		}
	}
	return list
}

// Why a key is not taken for a command.
var (
	ErrFixedKey    = errors.New("Escape always closes, cancels and goes back")
	ErrReservedKey = errors.New("that key moves, types or belongs to the browser")
)

// TakenError is why a key is not taken: it asks for something else already.
type TakenError struct{ By Shortcut }

func (e *TakenError) Error() string {
	return fmt.Sprintf("%s is taken: it is for “%s”", e.By.Shown(), e.By.Does)
}

// Bind returns the keymap with another key for a command. It fails with a
// *TakenError, ErrReservedKey or ErrFixedKey, and the keymap stays as it is then.
func (m Keymap) Bind(command Command, key Key) (Keymap, error) {
	chord := key.Chord()
	if chord == "Escape" || command == CmdEscape {
		return m, ErrFixedKey
	}
	if reserved(key) {
		return m, ErrReservedKey
	}
	for _, s := range m.Shortcuts() {
		if s.Key == chord && s.Command != command {
			return m, &TakenError{By: s}
		}
	}
	next := Keymap{command: chord}
	for c, k := range m {
		if c != command {
			next[c] = k
		}
	}
	return next, nil
}

// reserved holds for keys that do something else in a page wherever they are pressed.
func reserved(key Key) bool {
	switch key.Key {
	case "Tab", " ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown",
		"Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified", "":
		return true
	}
	// What browsers do not let a page have, or nobody wants them to lose.
	return (key.Ctrl || key.Meta) && slices.Contains([]string{"c", "x", "v", "a", "t", "w", "n", "r", "f", "p", "l", "q"}, strings.ToLower(key.Key))
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

// Chord writes a key with those held down with it: "h", "Shift+h", "Ctrl+Shift+z",
// "?", "F6". Ctrl stands for Command too. Of a sign that is no letter, Shift is not
// said: it is part of how the sign is typed.
func (k Key) Chord() string {
	var parts []string
	if k.Ctrl || k.Meta {
		parts = append(parts, "Ctrl")
	}
	if k.Alt {
		parts = append(parts, "Alt")
	}
	sign := utf8.RuneCountInString(k.Key) == 1
	name := k.Key
	if sign {
		// Caps Lock, unlike Shift, makes no other key of a letter.
		name = strings.ToLower(name)
	}
	if letter := name != strings.ToUpper(name); k.Shift && (letter || !sign) {
		parts = append(parts, "Shift")
	}
	return strings.Join(append(parts, name), "+")
}

// chordParts takes a chord apart. The sign + is a key, too.
func chordParts(chord string) []string {
	if rest, plus := strings.CutSuffix(chord, "++"); plus {
		return append(strings.Split(rest, "+"), "+")
	}
	if chord == "+" {
		return []string{"+"}
	}
	return strings.Split(chord, "+")
}

// single reports whether a chord is a key that types something, by itself or with
// Shift: those can be switched off (WCAG 2.1.4).
func single(chord string) bool {
	parts := chordParts(chord)
	return utf8.RuneCountInString(parts[len(parts)-1]) == 1 && (len(parts) == 1 || parts[0] == "Shift")
}

// CommandFor tells what a key press asks for. No key but Escape asks for anything
// while composing, in a field or in a dialog; single keys ask for nothing where they
// are switched off; Enter, Delete and Backspace belong to a control that has focus.
func (m Keymap) CommandFor(key Key, singleKeys bool) Command {
	if key.Composing {
		return CmdNone
	}
	chord := key.Chord()
	if chord == "Escape" {
		return CmdEscape
	}
	if key.InField || key.InDialog || single(chord) && !singleKeys {
		return CmdNone
	}
	if key.OnControl && (chord == "Enter" || chord == "Delete" || chord == "Backspace") {
		return CmdNone
	}
	for _, s := range m.Shortcuts() {
		if s.Key == chord {
			return s.Command
		}
	}
	if chord == "Ctrl+y" { // what Redo is in many programs
		return CmdRedo
	}
	return CmdNone
}
