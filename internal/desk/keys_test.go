package desk

import (
	"errors"
	"testing"
)

func TestAChordIsTheKeyWithThoseHeldDown(t *testing.T) {
	expect := func(key Key, want, shown string) {
		t.Helper()
		chord := key.Chord()
		if got := (Shortcut{Key: chord}).Shown(); chord != want || got != shown {
			t.Errorf("%+v is %q, shown as %q; want %q, %q", key, chord, got, want, shown)
		}
	}
	expect(Key{Key: "h"}, "h", "h")
	expect(Key{Key: "H"}, "h", "h")
	expect(Key{Key: "H", Shift: true}, "Shift+h", "Shift H")
	expect(Key{Key: "?", Shift: true}, "?", "?")
	expect(Key{Key: "F6"}, "F6", "F6")
	expect(Key{Key: "F6", Shift: true}, "Shift+F6", "Shift F6")
	expect(Key{Key: "Z", Meta: true, Shift: true}, "Ctrl+Shift+z", "Ctrl Shift Z")
	expect(Key{Key: "+", Ctrl: true}, "Ctrl++", "Ctrl +")
	expect(Key{Key: "+"}, "+", "+")
	expect(Key{Key: "é", Alt: true}, "Alt+é", "Alt É")
}

func TestAKeyIsGivenToACommand(t *testing.T) {
	m, err := Keymap(nil).Bind(CmdHighlight, Key{Key: "m"})
	if err != nil || m.CommandFor(Key{Key: "m"}, true) != CmdHighlight || m.CommandFor(Key{Key: "h"}, true) != CmdNone {
		t.Fatalf("%v, %v", m, err)
	}
	// The key that it had is free now.
	if m, err = m.Bind(CmdNext, Key{Key: "h"}); err != nil || m.CommandFor(Key{Key: "h"}, true) != CmdNext {
		t.Errorf("%v, %v", m, err)
	}
	if m, err = m.Bind(CmdUndo, Key{Key: "u", Alt: true}); err != nil || m.CommandFor(Key{Key: "u", Alt: true}, false) != CmdUndo || m.CommandFor(Key{Key: "z", Ctrl: true}, true) != CmdNone {
		t.Errorf("%v, %v", m, err)
	}
	if same, err := m.Bind(CmdNext, Key{Key: "h"}); err != nil || same[CmdNext] != "h" {
		t.Errorf("its own key again: %v, %v", same, err)
	}
}

func TestAKeyIsRefused(t *testing.T) {
	expect := func(command Command, key Key, want error) {
		t.Helper()
		m := Keymap{CmdHighlight: "m"}
		got, err := m.Bind(command, key)
		if !errors.Is(err, want) || len(got) != 1 || got[CmdHighlight] != "m" {
			t.Errorf("%+v for %s: %v, %v; want %v", key, command, got, err, want)
		}
	}
	expect(CmdNext, Key{Key: "Escape"}, ErrFixedKey)
	expect(CmdEscape, Key{Key: "x"}, ErrFixedKey)
	expect(CmdNext, Key{Key: "Tab"}, ErrReservedKey)
	expect(CmdNext, Key{Key: " "}, ErrReservedKey)
	expect(CmdNext, Key{Key: "ArrowDown", Ctrl: true}, ErrReservedKey)
	expect(CmdNext, Key{Key: "W", Ctrl: true}, ErrReservedKey)
	expect(CmdNext, Key{Key: "Shift", Shift: true}, ErrReservedKey)

	var taken *TakenError
	if _, err := (Keymap{}).Bind(CmdNext, Key{Key: "e"}); !errors.As(err, &taken) || taken.By.Command != CmdExport {
		t.Errorf("a key that is taken: %v", err)
	}
	if _, err := (Keymap{CmdHighlight: "m"}).Bind(CmdNext, Key{Key: "m"}); !errors.As(err, &taken) || taken.By.Command != CmdHighlight {
		t.Errorf("a chosen key that is taken: %v", err)
	}
}

func TestSingleKeysCanBeSwitchedOff(t *testing.T) {
	m := Keymap{CmdExport: "Shift+e", CmdNext: "Alt+j"}
	expect := func(key Key, on, off Command) {
		t.Helper()
		if a, b := m.CommandFor(key, true), m.CommandFor(key, false); a != on || b != off {
			t.Errorf("%+v asks for %q, and with single keys off for %q; want %q, %q", key, a, b, on, off)
		}
	}
	expect(Key{Key: "h"}, CmdHighlight, CmdNone)
	expect(Key{Key: "E", Shift: true}, CmdExport, CmdNone)
	expect(Key{Key: "j", Alt: true}, CmdNext, CmdNext)
	expect(Key{Key: "Enter"}, CmdOpen, CmdOpen)
	expect(Key{Key: "z", Ctrl: true}, CmdUndo, CmdUndo)
}
