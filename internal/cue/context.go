package cue

import "strings"

// before is how many words in front of a cue are looked at for its negation: more
// stand between "not" and its verb in no example of the table's tests.
const before = 4

// ReadIn reads the words of a cue as Read does, and looks for a negation among the
// words in front of them in a context, where they occur there once: whoever takes
// "confirmed" from "has not yet confirmed" has left out what turns it. The context adds
// a negation and nothing else.
func ReadIn(words, context string) Reading {
	plain := Read(words)
	words = strings.TrimSpace(words)
	at := strings.Index(context, words)
	if words == "" || plain.Negated || at < 0 || at != strings.LastIndex(context, words) {
		return plain
	}
	lead := strings.Fields(context[:at])
	lead = lead[max(0, len(lead)-before):]
	wide := Read(strings.Join(append(lead, words), " "))
	if wide.Negated && wide.Lemma == plain.Lemma {
		return wide
	}
	return plain
}
