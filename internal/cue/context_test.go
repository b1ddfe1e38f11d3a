package cue

import "testing"

func TestTheContextAddsANegation(t *testing.T) {
	for _, c := range []struct {
		words, context string
		want           Reading
	}{
		{"denied", "Japan denied this", Reading{Lemma: "deny", Stance: "deny"}},
		{"confirmed", "Beijing has not yet confirmed the report", Reading{Lemma: "confirm", Negated: true}},
		{"deny", "Seoul did not deny that it knew", Reading{Lemma: "deny", Stance: "concede", Negated: true}},
		{"said", "The minister never said so", Reading{Lemma: "say", Stance: "deny", Negated: true}},
		{"insisted", "Beijing also insisted consulate staff had not been asked", Reading{Lemma: "insist", Stance: "assert"}},
		// Words that occur twice, or are not there, have no place to look in front of.
		{"denied", "Tokyo has not denied what Seoul denied", Reading{Lemma: "deny", Stance: "deny"}},
		{"denied", "Tokyo has not said", Reading{Lemma: "deny", Stance: "deny"}},
		// What is negated already is not negated twice.
		{"did not deny", "It is not so that Seoul did not deny it", Reading{Lemma: "deny", Stance: "concede", Negated: true}},
		{"", "Japan denied this", Reading{}},
	} {
		if got := ReadIn(c.words, c.context); got != c.want {
			t.Errorf("%q in %q reads as %+v, not %+v", c.words, c.context, got, c.want)
		}
	}
}
