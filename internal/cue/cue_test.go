package cue

import (
	"strings"
	"testing"
)

// none is a stance that is not proposed.
const none = ""

func TestEveryCueOfTheTableIsItsOwnHead(t *testing.T) {
	seen := make(map[string]bool)
	for _, group := range verbs {
		for _, lemma := range items(group.lemmas) {
			if seen[lemma] {
				t.Errorf("%q stands in the table twice", lemma)
			}
			seen[lemma] = true
			if got := Read(lemma); (got != Reading{Lemma: lemma, Stance: group.stance}) && lemma != "no doubt" {
				t.Errorf("%q is read as %+v, want %s", lemma, got, group.stance)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("only %d cues are known", len(seen))
	}
	for noun, verb := range nouns() {
		if len(table()[verb]) == 0 {
			t.Errorf("%q is a noun of %q, which is not in the table", noun, verb)
		}
	}
	for lemma := range negations() {
		if !seen[lemma] {
			t.Errorf("%q has a negation and is not in the table", lemma)
		}
	}
}

func TestTheHeadDecidesAndNegationTurnsIt(t *testing.T) {
	expect := func(words, lemma, stance string) {
		t.Helper()
		if got := Read(words); got.Lemma != lemma || got.Stance != stance {
			t.Errorf("%q is %s, proposing %q; want %s, %q", words, got.Lemma, got.Stance, lemma, stance)
		}
	}
	// Forms of one verb.
	expect("insisted", "insist", assert)
	expect("also insisted", "insist", assert)
	expect("said", "say", assert)
	expect("says", "say", assert)
	expect("SAID", "say", assert)
	expect("told", "tell", assert)
	expect("claims", "claim", assert)
	expect("claiming", "claim", assert)
	expect("stated", "state", assert)
	expect("notes", "note", assert)
	expect("stressing", "stress", assert)
	expect("stresses", "stress", assert)
	expect("argued", "argue", assert)
	expect("arguing", "argue", assert)
	expect("replies", "reply", assert)
	expect("testified", "testify", assert)
	expect("testifying", "testify", assert)
	expect("wrote", "write", assert)
	expect("has written", "write", assert)
	expect("signalled", "signal", assert)
	expect("signaled", "signal", assert)
	expect("held that", "hold that", assert)
	expect("denied", "deny", deny)
	expect("denies", "deny", deny)
	expect("denying", "deny", deny)
	expect("Denied", "deny", deny)
	expect("rebutted", "rebut", deny)
	expect("accused", "accuse", accuse)
	expect("is accusing", "accuse", accuse)
	expect("blaming", "blame", accuse)
	expect("slammed", "slam", accuse)
	expect("alleging", "allege", accuse)
	expect("admitted", "admit", concede)
	expect("admitting", "admit", concede)
	expect("confessed", "confess", concede)
	expect("acknowledges", "acknowledge", concede)
	expect("swore", "swear", promise)
	expect("sworn", "swear", promise)
	expect("undertook to", "undertake", promise)
	expect("vows", "vow", promise)
	expect("pledged", "pledge", promise)
	expect("foresaw", "foresee", speculate)
	expect("foretold", "foretell", speculate)
	expect("thought", "think", speculate)
	expect("guessed", "guess", speculate)
	expect("queried", "query", question)
	expect("querying", "query", question)
	expect("quoted", "quote", quote)
	expect("cited", "cite", quote)
	expect("warned", "warn", warn)
	expect("cautioned", "caution", warn)
	expect("verified", "verify", confirm)
	expect("corroborated", "corroborate", confirm)

	// Auxiliaries, adverbs, leading verbs, the source beside the cue.
	expect("had strongly denied", "deny", deny)
	expect("has since repeatedly denied", "deny", deny)
	expect("have been saying", "say", assert)
	expect("went on to say", "say", assert)
	expect("was forced to admit", "admit", concede)
	expect("had to concede", "concede", concede)
	expect("Beijing also insisted", "insist", assert)
	expect("the ministry said", "say", assert)
	expect("said Mr Smith", "say", assert)
	expect("he's denied", "deny", deny)
	expect("they’ve confirmed", "confirm", confirm)
	expect("can confirm", "confirm", confirm)
	expect("must admit", "admit", concede)
	expect("will announce", "announce", assert)
	expect("not only denied", "deny", deny)
	expect("said, in a statement", "say", assert)
	expect("took to Twitter to deny", "deny", deny)

	// Cues of several words.
	expect("according to", "according to", assert)
	expect("According  to", "according to", assert)
	expect("in the words of", "in the words of", quote)
	expect("as she put it", "put it", quote)
	expect("rejected as", "reject", deny)
	expect("dismissed as", "dismiss", deny)
	expect("pointed out", "point out", assert)
	expect("pointing out that", "point out", assert)
	expect("ruled out", "rule out", deny)
	expect("ruled it out", "rule out", deny)
	expect("has ruled out", "rule out", deny)
	expect("called into question", "call into question", question)
	expect("called it into question", "call into question", question)
	expect("cast doubt on", "cast doubt on", question)
	expect("brushed aside", "brush aside", deny)
	expect("pointed the finger at", "point the finger at", accuse)
	expect("sounded the alarm", "sound the alarm", warn)
	expect("owned up", "own up", concede)
	expect("stood by", "stand by", assert)
	expect("made clear", "make clear", assert)
	expect("made it clear", "make clear", assert)
	expect("bore out", "bear out", confirm)
	expect("agreed to", "agree to", promise)
	expect("agreed with", "agree with", confirm)
	expect("is adamant", "adamant", assert)
	expect("was sceptical", "sceptical", question)

	// Nouns.
	expect("a denial", "deny", deny)
	expect("issued a denial", "deny", deny)
	expect("issued a firm denial", "deny", deny)
	expect("Japan’s denial", "deny", deny)
	expect("made the allegation", "allege", accuse)
	expect("gave a warning", "warn", warn)
	expect("repeated its denial", "deny", deny)
	expect("issued a statement denying", "deny", deny)

	expect("the report said", "say", assert)
	expect("the allegation was denied", "deny", deny)
	expect("the claim was never disputed", "dispute", concede)
	expect("a denial that he accused", "deny", deny)

	// Negation.
	expect("did not deny", "deny", concede)
	expect("didn't deny", "deny", concede)
	expect("didn’t deny", "deny", concede)
	expect("has never denied", "deny", concede)
	expect("cannot deny", "deny", concede)
	expect("no longer disputes", "dispute", concede)
	expect("issued no denial", "deny", concede)
	expect("failed to deny", "deny", concede)
	expect("without denying", "deny", concede)
	expect("would not deny", "deny", none)
	expect("refused to deny", "deny", none)
	expect("has yet to deny", "deny", none)
	expect("has not confirmed", "confirm", none)
	expect("couldn’t confirm", "confirm", none)
	expect("couldn't independently verify", "verify", none)
	expect("would not confirm", "confirm", none)
	expect("won't confirm", "confirm", none)
	expect("declined to confirm", "confirm", none)
	expect("has yet to confirm", "confirm", none)
	expect("did not rule out", "rule out", speculate)
	expect("would not rule out", "rule out", speculate)
	expect("refused to rule out", "rule out", speculate)
	expect("hasn't ruled it out", "rule out", speculate)
	expect("did not accept", "accept", deny)
	expect("refuses to accept", "accept", deny)
	expect("does not believe", "believe", deny)
	expect("don’t think", "think", deny)
	expect("could not believe", "believe", none)
	expect("never said", "say", deny)
	expect("has never claimed", "claim", deny)
	expect("did not say", "say", none)
	expect("wouldn't say", "say", none)
	expect("declined to comment", "comment", none)
	expect("had no comment", "comment", none)
	expect("did not accuse", "accuse", none)
	expect("stopped short of accusing", "accuse", none)
	expect("refused to admit", "admit", none)
	expect("does not expect", "expect", none)
	expect("did not promise", "promise", none)
	expect("hardly denied", "deny", none)
	expect("did not fail to deny", "deny", none)
	expect("nobody denies", "deny", concede)
	expect("vowed not to", "vow", promise)
	expect("stands accused of", "accuse", accuse)
	expect("never denied saying", "deny", concede)
	expect("has no doubt", "no doubt", assert)

	// What follows the head, and what leaves it open.
	expect("denied saying", "deny", deny)
	expect("denied having said", "deny", deny)
	expect("denied having denied", "deny", none)
	expect("denied the allegation", "deny", deny)
	expect("said he denied", "say", assert)
	expect("was quoted as saying", "quote", quote)
	expect("were quoted as saying", "quote", quote)
	expect("responded by denying", "deny", deny)
	expect("said nothing", "say", none)
	expect("reported the denial", "report", none)
	expect("is said to have", "say", none)
	expect("is believed to have denied", "believe", none)
	expect("is believed to have", "believe", speculate)
	expect("neither confirmed nor denied", "confirm", none)
	expect("would neither confirm nor deny", "confirm", none)
	expect("did not confirm or deny", "confirm", none)
	expect("did not deny or dispute", "deny", concede)
	expect("said and repeated", "say", assert)
	expect("said but later denied", "say", none)
	expect("confirmed or denied", "confirm", none)
	expect("may deny", "deny", none)
	expect("might have confirmed", "confirm", none)
	expect("sought to deny", "deny", none)
	expect("appeared to confirm", "confirm", none)
	expect("is expected to announce", "expect", none)

	// What is no cue of the ten.
	expect("called for", "call for", none)
	expect("urged", "urge", none)
	expect("demanded", "demand", none)
	expect("retracted his denial", "retract", none)
	expect("withdrew the claim", "withdraw", none)
	expect("whispered", "whisper", none)
	expect("barked", "bark", none)
	expect("underwent", "undergo", none)
	expect("shrugged", "shrug", none)
	expect("smiled", "smile", none)
	expect("quipped", "quip", none)
	expect("joked", "joke", none)
	expect("carried", "carry", none)
	expect("lied", "lie", none)
	expect("", "", none)
	expect("…", "", none)
	expect("否定した", "否定した", none)
	expect("not", "", none)
}

func TestNegatedSaysWhetherTheHeadIs(t *testing.T) {
	expect := func(words string, want bool) {
		t.Helper()
		if got := Read(words).Negated; got != want {
			t.Errorf("%q: negated is %v", words, got)
		}
	}
	expect("denied", false)
	expect("not only denied", false)
	expect("did not deny", true)
	expect("refused to deny", true)
	expect("hasn’t whispered", true)
	expect("said it was not", false)
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"had strongly denied", "couldn’t confirm", "n't", "'s", "by by denying", "neither nor nor", "İSTANBUL ıed", "\xff said", "put him her it", "yet to", "ing ed s"} {
		f.Add(seed)
	}
	known := map[string]bool{"": true}
	for _, group := range verbs {
		known[group.stance] = true
	}
	f.Fuzz(func(t *testing.T, words string) {
		got := Read(words)
		if got != Read(words) {
			t.Error("read in two ways")
		}
		if got.Lemma != lower(got.Lemma) || strings.TrimSpace(got.Lemma) != got.Lemma {
			t.Errorf("the lemma is %q", got.Lemma)
		}
		if !known[got.Stance] || got.Stance != "" && got.Lemma == "" {
			t.Errorf("%q proposes %+v", words, got)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		Read("had strongly and repeatedly denied")
	}
}
