// Package cue reads the reporting words of an attribution ("had strongly
// denied", "according to") and proposes what they do: the stance of the claim. It
// promises to propose nothing where the words do not settle it, for a wrong
// proposal costs more than none: it is taken for an observation.
//
// # The picture
//
// In the terms of the attribution corpora PARC 3 and PolNeAR an attribution has a
// source, a cue and a content. The cue is most often a verb group, sometimes a noun
// ("a denial") or a preposition ("according to"). What it does to the content is
// decided by its head: the verb that carries the meaning, once auxiliaries,
// adverbs, negation and the verbs that only lead up to it are taken off.
//
//	"had   not   yet  publicly  confirmed"
//	 aux   neg   adv  adv       head: confirm, negated
//
// # How the head is found
//
// The words are read from the left, in lower case, contractions taken apart
// ("couldn’t" is could and not), and the first that carries meaning is the head.
// The table of reporting verbs is asked before all else, the longer entry first, so
// that "called into question" is not a calling; one pronoun may stand inside an
// entry ("ruled it out"). What comes before the head is of these kinds:
//
//   - auxiliaries, pronouns, prepositions, adverbs: passed over;
//   - leading verbs that imply the act ("went on to say", "was forced to admit"; the
//     implicatives of Karttunen 1971): passed over;
//   - negation: not, never, no, neither, without, "has yet to";
//   - negative implicatives ("failed to deny"): as negation;
//   - refusals ("declined to confirm", "would not say"): as negation, but the source
//     chose to keep silent, which is remembered;
//   - what leaves open whether anything was said ("may deny", "sought to deny",
//     "appeared to confirm"): the lemma is found, nothing is proposed. "Can" and
//     "must" are left out of it: "I can confirm", "I must admit" do what they name
//     (the hedged performatives of Fraser 1975);
//   - light verbs ("issued a firm denial"): their noun is the head.
//
// A word that nothing knows is the head too, without a stance, unless it looks like
// a part of the source: after an article or a possessive, or with a capital. Without
// this rule "retracted his denial" would be a denial.
//
// The lemma is found by taking the regular endings off (-s, -es, -ies, -ed, -ied,
// -ing, with a doubled consonant or a dropped e) and asking whether what is left is
// known; irregular forms have a list. Only for a word that nothing knows the rules of
// spelling have to guess.
//
// # What negation does
//
// Not saying is not denying, so the negation of most cues proposes nothing: "did not
// confirm" leaves it open, and "would not say" is silence. These say more:
//
//   - who does not deny, dispute or contest lets the content stand: concede. Not so
//     where it is a refusal: "would not deny" gives nothing away;
//   - who does not rule something out, or refuses to, holds it possible: speculate;
//   - who does not accept something rejects it: deny;
//   - "does not believe", "does not think" are said of the contrary (the raising of
//     negation: Horn 1978): deny. "Could not believe" is astonishment, and nothing;
//   - "never said", of the plain verbs of saying, is how a denial is reported: deny;
//     "did not say" is how silence is.
//
// Two negations, and hardly, scarcely, rarely, propose nothing.
//
// # What comes after the head
//
// What depends on the head does not change what it does ("denied saying", "was
// quoted as saying"), with these exceptions. A denial of a denial proposes nothing. "Responded by
// denying" is a denial: the second verb says in what the first consists. "Said
// nothing" is silence. A noun behind an article with a verb of saying after it is what
// speaks or is spoken of, not the head ("the claim was denied"). "Repeated its denial" is a denial, but any other verb of
// saying with such a noun may only speak about it, and proposes nothing. "Is said to have", "is
// believed to have denied" is hearsay, and proposes nothing. Two heads joined by and, but, or, nor
// have to agree: "neither confirmed nor denied" is neither.
package cue

import "strings"

// Reading is what the words of a cue say. Lemma is the head in its dictionary form,
// in lower case, with its particle ("rule out"); empty where the words have no head.
// Stance is one of the ten stances of a claim, by name, or empty where none is
// proposed. Negated says that the head is negated, which Stance already takes into
// account.
type Reading struct {
	Lemma, Stance string
	Negated       bool
}

// The stances, by the names that the dossier gives them.
const (
	assert    = "assert"
	confirm   = "confirm"
	deny      = "deny"
	accuse    = "accuse"
	concede   = "concede"
	warn      = "warn"
	promise   = "promise"
	speculate = "speculate"
	question  = "question"
	quote     = "quote"
)

// most is how many words of a cue are read. A verb group has a dozen at most.
const most = 64

// Read reads the words of a cue as they stand in a text.
func Read(words string) Reading {
	list := split(words)
	r := reader{words: list[:min(len(list), most)]}
	return r.read()
}

// Propose returns the stance that the words of a cue propose, empty for none.
func Propose(words string) string { return Read(words).Stance }

// reader walks through the words of one verb group.
type reader struct {
	words []word
	at    int

	negations int
	never     bool // one of them is never
	refused   bool // the source chose not to speak
	weak      bool // hardly, seldom
	open      bool // it is left open whether anything was said
	able      bool // can or could
	passive   bool // the last auxiliary is be
	light     bool // a noun is waited for
	named     bool // a part of the source was passed over
	before    string
}

func (r *reader) read() Reading {
	guess := ""
	for r.at < len(r.words) {
		if e, next, ok := r.entry(r.at); ok && !(r.named && r.noun(r.at) && !r.light) {
			if r.repeats(e, next) {
				r.light, r.at = true, next
				continue
			}
			if r.subject(next) {
				r.named = true
				r.step()
				continue
			}
			return r.head(e, next)
		}
		if r.pass() {
			continue
		}
		w := r.words[r.at]
		if !r.light && !r.named && !w.capital && !determiner(r.before) && !w.possessive {
			return Reading{Lemma: lemma(w.text), Negated: r.negations > 0}
		}
		if w.capital && guess == "" && !r.named {
			guess = lemma(w.text)
		}
		r.named = !r.light && !w.possessive
		r.step()
	}
	return Reading{Lemma: guess, Negated: r.negations > 0}
}

// step goes on to the next word.
func (r *reader) step() {
	r.before = r.words[r.at].text
	if r.words[r.at].possessive {
		r.before = "the" // a possessive stands where an article does
	}
	r.at++
}

// pass passes over a word that leads up to the head, and notes what it does to it.
// It reports whether there was one.
func (r *reader) pass() bool {
	w := r.words[r.at].text
	class, known := classes()[w]
	if !known {
		_, class = r.leading(w)
	}
	switch class {
	case other:
		if !strings.HasSuffix(w, "ly") {
			return false
		}
	case negation:
		r.negate(w)
	case weakly:
		r.negations++
		r.weak = true
	case refusal:
		r.negations++
		r.refused = true
	case failure:
		r.negations++
	case possibility:
		r.open = r.open || !r.isNegated()
	case attempt:
		r.open = true
	case lightly:
		r.light = true
	}
	r.able = r.able || w == "can" || w == "could"
	if class == auxiliary {
		r.passive = w == "been" || w == "being" || be(w)
	}
	r.step()
	return true
}

// negate counts a negation, but for "not only" and the like.
func (r *reader) negate(w string) {
	next := r.word(r.at + 1)
	if w == "not" && (next == "only" || next == "just" || next == "merely" || next == "simply") {
		return
	}
	if w == "yet" && next != "to" {
		return
	}
	r.negations++
	r.never = r.never || w == "never"
	r.refused = r.refused || w == "yet" || r.before == "will" || r.before == "would"
}

// isNegated reports whether what follows a modal verb negates it: "could not" leaves
// nothing open.
func (r *reader) isNegated() bool {
	for at := r.at + 1; at < len(r.words); at++ {
		w := r.words[at].text
		if w == "not" || w == "never" || w == "neither" {
			return true
		}
		if !strings.HasSuffix(w, "ly") && classes()[w] != function {
			return false
		}
	}
	return false
}

// word returns the word at a place, empty past the end.
func (r *reader) word(at int) string {
	if at < 0 || at >= len(r.words) {
		return ""
	}
	return r.words[at].text
}

// leading returns the lemma and class of a form of a leading verb.
func (r *reader) leading(w string) (string, class) {
	for _, form := range forms(w) {
		if c, known := classes()[form]; known && c >= passing {
			return form, c
		}
	}
	return "", other
}

// entry returns the entry of the table that stands at a place, the longest there is,
// and the place after it.
func (r *reader) entry(at int) (found entry, next int, ok bool) {
	w := r.word(at)
	for _, form := range forms(w) {
		for _, e := range table()[form] {
			if end, stands := r.stands(e, at); stands && end > next {
				found, next, ok = e, end, true
			}
		}
	}
	if verb, known := nouns()[singular(w)]; known && !ok {
		if list := table()[verb]; len(list) > 0 && len(list[0].rest) == 0 {
			return list[0], at + 1, true
		}
	}
	return found, next, ok
}

// stands reports whether the further words of an entry follow, behind one pronoun
// at most, and where they end.
func (r *reader) stands(e entry, at int) (end int, ok bool) {
	at++
	if len(e.rest) > 0 && r.word(at) != e.rest[0] && object(r.word(at)) {
		at++
	}
	for _, want := range e.rest {
		if r.word(at) != want {
			return 0, false
		}
		at++
	}
	return at, true
}

// noun reports whether the word at a place can be a noun of saying.
func (r *reader) noun(at int) bool {
	_, known := nouns()[singular(r.word(at))]
	return known
}

// subject reports whether the word before a place is a noun that something is said by
// or of: "the report denied", "the claim was not disputed".
func (r *reader) subject(next int) bool {
	if r.light || !r.noun(r.at) || !determiner(r.before) {
		return false
	}
	for ; next < len(r.words); next++ {
		w := r.words[next].text
		if c := classes()[w]; c != auxiliary && c != negation && !strings.HasSuffix(w, "ly") {
			break
		}
	}
	_, _, cue := r.entry(next)
	return cue && !r.noun(next)
}

// repeats reports whether an entry only repeats what the noun after it names.
func (r *reader) repeats(e entry, next int) bool {
	if e.lemma != "repeat" && e.lemma != "reiterate" {
		return false
	}
	_, follows := r.nominal(next)
	return follows
}

// nominal returns the entry of a noun of saying that is the object at a place: behind
// articles and two other words at most.
func (r *reader) nominal(at int) (entry, bool) {
	for spare := 2; at < len(r.words); at++ {
		w := r.words[at]
		if r.noun(at) {
			e, _, ok := r.entry(at)
			return e, ok
		}
		if determiner(w.text) || w.text == "no" || w.possessive {
			continue
		}
		if _, known := classes()[w.text]; known || spare == 0 {
			break
		}
		spare--
	}
	return entry{}, false
}

// head answers for the head that was found, once what follows it is looked at.
func (r *reader) head(e entry, next int) Reading {
	if e.stance == assert {
		if means, after, ok := r.means(next); ok {
			e, next = means, after
		}
	}
	answer := Reading{Lemma: e.lemma, Stance: r.stance(e), Negated: r.negations > 0}
	if r.unsettled(e, next) {
		answer.Stance = ""
	}
	if second, joined := r.joined(next); joined && second.Stance != answer.Stance {
		answer.Stance = ""
	}
	return answer
}

// means returns the verb that says in what the head consists: "by denying".
func (r *reader) means(at int) (entry, int, bool) {
	if r.word(at) != "by" {
		return entry{}, 0, false
	}
	at = r.behind(at + 1)
	if !strings.HasSuffix(r.word(at), "ing") {
		return entry{}, 0, false
	}
	return r.entry(at)
}

// behind returns the place of the first word that is no adverb, auxiliary or the like.
func (r *reader) behind(at int) int {
	for ; at < len(r.words); at++ {
		w := r.words[at].text
		if c := classes()[w]; c != function && c != auxiliary && !strings.HasSuffix(w, "ly") {
			break
		}
		if _, _, cue := r.entry(at); cue {
			break
		}
	}
	return at
}

// stance returns what a head does under the negation and the modality before it.
func (r *reader) stance(e entry) string {
	switch {
	case r.weak || r.open || r.negations > 1:
		return ""
	case r.negations == 0:
		return e.stance
	case r.never && plain(e.lemma):
		return deny
	}
	negated := negations()[e.lemma]
	if r.refused && negated == concede || r.able && raising(e.lemma) {
		return ""
	}
	return negated
}

// unsettled reports whether what follows a head takes its stance away.
func (r *reader) unsettled(e entry, next int) bool {
	switch r.word(next) {
	case "nothing", "little", "no":
		return true
	case "not", "neither":
		return e.stance == assert
	}
	hearsay := r.passive && r.word(next) == "to"
	switch e.stance {
	case deny:
		second, _, cue := r.entry(r.behind(next))
		return cue && second.stance == deny && !r.noun(r.behind(next))
	case speculate:
		_, _, cue := r.entry(r.behind(next))
		return hearsay && cue
	case assert:
		object, ok := r.nominal(next)
		return hearsay || ok && object.stance != assert
	}
	return false
}

// joined reads the second of two heads that are joined by a conjunction. Negation
// reaches over or and nor.
func (r *reader) joined(at int) (Reading, bool) {
	at = r.adverbs(at)
	second := reader{words: r.words}
	switch r.word(at) {
	case "and", "but":
	case "or", "nor":
		second.negations, second.never, second.refused = min(r.negations, 1), r.never, r.refused
	default:
		return Reading{}, false
	}
	second.at = r.adverbs(at + 1)
	if _, known := classes()[r.word(second.at)]; !known {
		if _, _, cue := r.entry(second.at); !cue || r.noun(second.at) && determiner(r.word(second.at-1)) {
			return Reading{}, false
		}
	}
	reading := second.read()
	_, reporting := table()[firstWord(reading.Lemma)]
	return reading, reporting
}

// adverbs returns the first place that has no adverb in -ly.
func (r *reader) adverbs(at int) int {
	for strings.HasSuffix(r.word(at), "ly") {
		if _, _, cue := r.entry(at); cue {
			break
		}
		at++
	}
	return at
}
