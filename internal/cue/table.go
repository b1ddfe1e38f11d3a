package cue

import (
	"strings"
	"sync"
)

// verbs are the reporting verbs and other cues by what they do; those of several
// words are matched whole. The last group are cues that do none of the ten: they
// ask for an act, or can be taken in several ways. They are here so that they are
// known for heads.
var verbs = []struct{ stance, lemmas string }{
	{assert, `say, tell, state, claim, insist, assert, maintain, contend, argue, declare, announce, report, note, add, explain,
remark, comment, observe, stress, emphasise, emphasize, underline, underscore, reiterate, repeat, mention, describe, write,
tweet, post, reply, respond, answer, retort, testify, inform, point out, pronounce, proclaim, aver, recall, recount, relate,
indicate, reveal, disclose, highlight, conclude, opine, profess, make clear, spell out, set out, double down, stand by,
according to, in the view of, in the opinion of, let it be known, remind, signal, adamant, convinced, no doubt, hold that, find that`},
	{confirm, `confirm, verify, corroborate, attest, certify, validate, substantiate, authenticate, affirm, reaffirm, bear out,
back up, vouch for, concur, agree with, vindicate`},
	{deny, `deny, reject, refute, rebut, dispute, contradict, disavow, repudiate, dismiss, rule out, disclaim, gainsay, contest,
counter, discount, rebuff, debunk, disown, disagree, brush aside, brush off, push back, shoot down, pour cold water on, exclude`},
	{accuse, `accuse, blame, allege, charge, condemn, denounce, decry, fault, criticise, criticize, castigate, lambast, lambaste,
slam, rebuke, reproach, censure, indict, implicate, incriminate, berate, point the finger at, point a finger at, call out,
lash out, lay the blame on, assail`},
	{concede, `concede, admit, acknowledge, accept, allow that, grant that, confess, recognise, recognize, own up, come clean, back down,
backtrack, climb down, apologise, apologize, take responsibility, accept responsibility`},
	{warn, `warn, caution, alert, threaten, forewarn, admonish, raise the alarm, sound the alarm, raise concern, raise concerns,
raise fears, voice concern, voice concerns, express concern, express concerns`},
	{promise, `promise, vow, pledge, swear, guarantee, commit to, undertake, assure, reassure, agree to, give assurances`},
	{speculate, `speculate, suggest, estimate, predict, forecast, foresee, foretell, believe, think, suspect, guess, suppose,
assume, presume, surmise, conjecture, hypothesise, hypothesize, theorise, theorize, expect, anticipate, reckon, hint, imply,
insinuate, envisage, envision, fear, posit, postulate, muse, prophesy`},
	{question, `question, ask, doubt, wonder, query, inquire, enquire, challenge, call into question, cast doubt on, cast doubt,
raise doubts, raise questions, raise the question, demand to know, express doubt, express doubts, sceptical, skeptical, doubtful`},
	{quote, `quote, cite, paraphrase, recite, relay, in the words of, in his words, in her words, in their words, put it, attribute`},
	{"", `call, call for, call on, call upon, ask for, urge, demand, request, order, advise, recommend, agree, point, hope, express,
raise, refer, commit, swear in, reason, tell off, retract, withdraw, recant, object, complain, protest, project, feel,
consider, hold, find, show, read, speak, add to, post bail, put`},
}

// negated are the cues whose negation does something, and what. The package comment
// has the reasons.
const (
	conceding   = `deny, dispute, contest, contradict, gainsay, challenge, doubt, disagree, call into question`
	speculating = `rule out, exclude, discount`
	denying     = `accept, believe, think`
)

// nominal cues, each with its verb.
const nounsOfSaying = `denial deny, rejection reject, rebuttal rebut, repudiation repudiate, dismissal dismiss, contradiction contradict,
claim claim, assertion assert, declaration declare, announcement announce, report report, explanation explain, reply reply,
answer answer, response respond, insistence insist, contention contend, argument argue, testimony testify, remark remark,
comment comment, confirmation confirm, verification verify, corroboration corroborate, accusation accuse, allegation allege,
charge charge, criticism criticise, condemnation condemn, denunciation denounce, rebuke rebuke, blame blame, admission admit,
concession concede, acknowledgement acknowledge, acknowledgment acknowledge, confession confess, apology apologise, warning warn,
threat threaten, promise promise, pledge pledge, vow vow, assurance assure, guarantee guarantee, speculation speculate,
suggestion suggest, estimate estimate, prediction predict, forecast forecast, belief believe, suspicion suspect,
assumption assume, expectation expect, hint hint, fear fear, guess guess, question question, doubt doubt, query query, challenge challenge,
quotation quote, quote quote, tweet tweet, post post, dispute dispute, call call`

// irregular forms with their lemmas: of the table, of what leads up to a head, and of
// verbs that are common where something is reported.
const irregularForms = `said say, says say, told tell, held hold, swore swear, sworn swear, foresaw foresee, foreseen foresee,
foretold foretell, underwent undergo, undergone undergo, undertook undertake, undertaken undertake, wrote write, written write,
thought think, felt feel, made make, making make, gave give, given give, found find, went go, gone go, goes go, came come,
began begin, begun begin, kept keep, took take, taken take, sought seek, meant mean, chose choose, chosen choose,
forbore forbear, forgot forget, forgotten forget, spoke speak, spoken speak, stood stand, laid lay, lain lie, bore bear, borne bear, withdrew withdraw,
withdrawn withdraw, showed show, shown show, knew know, known know, understood understand, saw see, seen see, heard hear,
brought bring, bought buy, left leave, lost lose, met meet, paid pay, sent send, sold sell, sang sing, sung sing, rang ring,
rose rise, risen rise, ran run, sat sit, slept sleep, spent spend, struck strike, taught teach, threw throw, thrown throw,
wept weep, won win, got get, gotten get, shot shoot, overheard overhear, misled mislead, forbade forbid, forbidden forbid,
fought fight, flung fling, drew draw, drawn draw, broke break, broken break, became become, arose arise, dying die, lying lie`

// plainly are the verbs of saying whose "never" reports a denial.
const plainly = ` say tell claim state write `

func plain(lemma string) bool { return in(plainly, lemma) }

// raising holds for the verbs whose negation is said of their content.
func raising(lemma string) bool { return lemma == "believe" || lemma == "think" }

// class is what a word that leads up to a head does. Those from passing on are
// verbs, and known by any of their forms.
type class int

const (
	other class = iota
	function
	auxiliary
	negation
	weakly
	possibility
	passing
	refusal
	failure
	attempt
	lightly
)

var leaders = []struct {
	class class
	words string
}{
	{function, `a an the this that these those his her its their my our your any some such every
i he she it they we you who which what whom him them us me himself herself itself themselves
in on at of by for from with about as to into over under after before during since until than if when while upon
also again still now later then soon even already just once further only first so ever long longer today yesterday earlier
meanwhile however instead outright too very more most both all well often always sometimes almost nearly perhaps maybe
quite rather short there here public out up and or but quick yes one
monday tuesday wednesday thursday friday saturday sunday statement interview`},
	{auxiliary, `am is are was were be been being have has had having do does did will shall can must`},
	{negation, `not never neither nor no nobody none without yet`},
	{weakly, `hardly scarcely barely rarely seldom`},
	{possibility, `may might could should would`},
	{passing, `go come continue proceed begin start hasten rush keep manage force oblige compel choose move use take turn resort happen help stand`},
	{refusal, `refuse decline unable unwilling reluctant hesitate`},
	{failure, `fail avoid neglect omit forbear cease stop forget`},
	{attempt, `try seek want plan intend attempt appear seem look prepare mean wish need ought about ready set likely due unlikely`},
	{lightly, `issue make give offer release publish deliver provide renew`},
}

const determiners = ` a an the this that these those his her its their my our your any some such every `

func determiner(w string) bool { return in(determiners, w) }

// object holds for the pronouns that may stand inside an entry.
func object(w string) bool { return in(` it this that them him her these those `, w) }

// be holds for the finite forms of be.
func be(w string) bool { return in(` am is are was were be `, w) }

func in(list, w string) bool { return w != "" && strings.Contains(list, " "+w+" ") }

// entry is a cue of the table: its first word is the key.
type entry struct {
	lemma, stance string
	rest          []string // the words after the first
}

var table = sync.OnceValue(func() map[string][]entry {
	all := make(map[string][]entry)
	for _, group := range verbs {
		for _, lemma := range items(group.lemmas) {
			words := strings.Fields(lemma)
			all[words[0]] = append(all[words[0]], entry{lemma, group.stance, words[1:]})
		}
	}
	for first, list := range all { // that of one word comes first
		for i, e := range list {
			if len(e.rest) == 0 {
				list[0], list[i] = list[i], list[0]
			}
		}
		all[first] = list
	}
	return all
})

var negations = sync.OnceValue(func() map[string]string {
	all := make(map[string]string)
	for stance, list := range map[string]string{concede: conceding, speculate: speculating, deny: denying} {
		for _, lemma := range items(list) {
			all[lemma] = stance
		}
	}
	return all
})

var nouns = sync.OnceValue(func() map[string]string { return pairs(nounsOfSaying) })

var irregular = sync.OnceValue(func() map[string]string { return pairs(irregularForms) })

var classes = sync.OnceValue(func() map[string]class {
	all := make(map[string]class)
	for _, group := range leaders {
		for _, w := range strings.Fields(group.words) {
			all[w] = group.class
		}
	}
	return all
})

// items divides a list at its commas.
func items(list string) []string {
	all := strings.Split(list, ",")
	for i, item := range all {
		all[i] = strings.Join(strings.Fields(item), " ")
	}
	return all
}

func pairs(list string) map[string]string {
	all := make(map[string]string)
	for _, item := range items(list) {
		key, value, _ := strings.Cut(item, " ")
		all[key] = value
	}
	return all
}

func firstWord(lemma string) string {
	first, _, _ := strings.Cut(lemma, " ")
	return first
}
