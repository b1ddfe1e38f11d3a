package anchor

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/text"

	"github.com/clipperhouse/uax29/v2/sentences"
	"golang.org/x/text/unicode/norm"
)

// draft is an article that is being edited: paragraphs of sentences. The claim that
// is watched stands between two marks, so that wherever it ends up, the truth is
// known.
type draft struct {
	paragraphs [][]string
	at         int // the paragraph and
	in         int // sentence of the claim
	rng        *rand.Rand
}

const begin, end = "\uE000", "\uE001"

// divide makes a draft of an article without its headline and byline.
func divide(a article.Article, rng *rand.Rand) *draft {
	d := &draft{rng: rng}
	for _, block := range a.Blocks {
		var list []string
		for it := sentences.FromString(block.Text); it.Next(); {
			if s := strings.TrimSpace(it.Value()); s != "" {
				list = append(list, s)
			}
		}
		d.paragraphs = append(d.paragraphs, list)
	}
	return d
}

// copy lets an edit leave the draft it came from alone.
func (d *draft) copy() *draft {
	c := *d
	c.paragraphs = nil
	for _, p := range d.paragraphs {
		c.paragraphs = append(c.paragraphs, append([]string(nil), p...))
	}
	return &c
}

// text is the draft as a text without marks, and where the claim stands in it; an
// empty span where it was deleted.
func (d *draft) text() (string, text.Span) {
	var paragraphs []string
	for _, p := range d.paragraphs {
		if len(p) > 0 {
			paragraphs = append(paragraphs, strings.Join(p, " "))
		}
	}
	marked := strings.Join(paragraphs, "\n\n")
	before, rest, _ := strings.Cut(marked, begin)
	claim, after, _ := strings.Cut(rest, end)
	start := text.CodePoint(utf8.RuneCountInString(before))
	if !strings.Contains(marked, begin) {
		return marked, text.Span{}
	}
	return before + claim + after, text.Span{Start: start, End: start + text.CodePoint(utf8.RuneCountInString(claim))}
}

func (d *draft) sentence() *string { return &d.paragraphs[d.at][d.in] }

// choose makes a claim of a random sentence, or of part of one. It reports whether
// there is one that is long enough.
func (d *draft) choose() bool {
	for range 50 {
		d.at = d.rng.IntN(len(d.paragraphs))
		if len(d.paragraphs[d.at]) == 0 {
			continue
		}
		d.in = d.rng.IntN(len(d.paragraphs[d.at]))
		words := text.Tokens(*d.sentence())
		least := 5
		if r, _ := utf8.DecodeLastRuneInString(*d.sentence()); r > 0x3000 {
			least = 12 // a letter is a token
		}
		if len(words) <= least {
			continue
		}
		from, to := 0, len(words)
		if d.rng.IntN(3) == 0 {
			from = d.rng.IntN(len(words) - least)
			to = from + least + d.rng.IntN(len(words)-from-least+1)
		}
		ix := text.NewIndex(*d.sentence())
		a, b := ix.ByteOf(words[from].Span.Start), ix.ByteOf(words[to-1].Span.End)
		s := *d.sentence()
		*d.sentence() = s[:a] + begin + s[a:b] + end + s[b:]
		return true
	}
	return false
}

// claim is what stands between the marks.
func (d *draft) claim() string {
	_, rest, _ := strings.Cut(*d.sentence(), begin)
	claim, _, _ := strings.Cut(rest, end)
	return claim
}

// rewrite puts other words between the marks.
func (d *draft) rewrite(claim string) {
	before, rest, _ := strings.Cut(*d.sentence(), begin)
	_, after, _ := strings.Cut(rest, end)
	*d.sentence() = before + begin + claim + end + after
}

// truth is what an edit should be answered with.
type truth int

const (
	found   truth = iota // the same words: exact or moved, at the place
	altered              // other words at a certain place: changed, there
	gone                 // orphan
	either               // the same words, perhaps in two places alike: at the place, or ambiguous
)

// edit is one way in which articles are edited. do reports whether it could be done.
type edit struct {
	name    string
	meaning bool // what it says is another thing afterwards
	want    truth
	do      func(d *draft) bool
}

var edits = []edit{
	{"nothing", false, found, func(*draft) bool { return true }},
	{"case", false, found, func(d *draft) bool { return d.map1(strings.ToUpper) }},
	{"quotation marks", false, found, (*draft).restyle},
	{"white space", false, found, func(d *draft) bool {
		return d.map1(func(s string) string { return strings.Replace(s, " ", "\u00A0", 1+d.rng.IntN(3)) })
	}},
	{"dashes", false, found, (*draft).dash},
	{"text around", false, found, (*draft).around},
	{"text before", false, found, (*draft).before},
	{"moved paragraph", false, found, (*draft).move},
	{"split paragraph", false, found, (*draft).split},
	{"joined paragraphs", false, found, (*draft).join},
	{"sentence repeated elsewhere", false, either, (*draft).repeat},
	{"typo", false, altered, (*draft).typo},
	{"punctuation", false, altered, (*draft).punctuate},
	{"word added", true, altered, (*draft).insert},
	{"negation", true, altered, (*draft).negate},
	{"number", true, altered, (*draft).number},
	{"name", true, altered, (*draft).name},
	{"verb", true, altered, (*draft).verb},
	{"modal", true, altered, (*draft).modal},
	{"altered, old wording elsewhere", true, altered, func(d *draft) bool { return d.repeat() && d.insert() }},
	{"full width", false, found, (*draft).widen},
	{"soft hyphens", false, found, func(d *draft) bool {
		return d.each(func(s string) string {
			return strings.NewReplacer("is", "i\u00ADs", "en", "e\u200Bn", "の", "\u2060の").Replace(s)
		})
	}},
	{"decomposed", false, found, func(d *draft) bool { return d.each(norm.NFD.String) }},
	{"moved sentence", false, either, (*draft).moveSentence},
	{"moved sentence, its place filled by a look-alike", true, altered, (*draft).supplant},
	{"negation beside the claim", true, altered, (*draft).negateBeside},
	{"claim made part of a denial", true, altered, (*draft).swallow},
	{"two benign edits", false, either, func(d *draft) bool { return d.several(2, found) }},
	{"three benign edits", false, either, func(d *draft) bool { return d.several(3, found) }},
	{"an edit of the meaning and a benign one", true, altered, func(d *draft) bool { return d.several(1, altered) && d.several(1, found) }},
	{"an edit of the meaning and two benign ones", true, altered, func(d *draft) bool { return d.several(1, altered) && d.several(2, found) }},
	{"deleted, and two benign edits", true, gone, func(d *draft) bool { return d.several(2, gone) && d.delete() }},
	{"deleted", true, gone, (*draft).delete},
	{"deleted, a look-alike left", true, gone, (*draft).lookalike},
	{"paragraph deleted", true, gone, (*draft).deleteParagraph},
}

// several makes so many different edits of one kind: benign ones, ones of the
// meaning of the claim's own words, or benign ones before it is deleted.
func (d *draft) several(n int, want truth) bool {
	kinds := benign
	switch want {
	case altered:
		kinds = meant
	case gone:
		kinds = benign[1:] // a sentence that is repeated and then deleted has moved
	}
	for _, i := range d.rng.Perm(len(kinds)) {
		if n > 0 && kinds[i](d) {
			n--
		}
	}
	return n == 0
}

var (
	benign = []func(*draft) bool{
		(*draft).repeat, (*draft).restyle, (*draft).dash, (*draft).around, (*draft).before, (*draft).split, (*draft).join, (*draft).widen,
		func(d *draft) bool { return d.map1(strings.ToUpper) },
		func(d *draft) bool {
			return d.each(func(s string) string { return strings.ReplaceAll(s, " ", "\u00A0") })
		},
	}
	meant = []func(*draft) bool{
		(*draft).insert, (*draft).negate, (*draft).number, (*draft).name, (*draft).verb, (*draft).modal,
	}
)

// widen writes digits as wide as ideographs.
func (d *draft) widen() bool {
	return d.each(func(s string) string {
		return strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, s)
	})
}

// moveSentence puts the claim's sentence into a paragraph away from it.
func (d *draft) moveSentence() bool {
	i := d.rng.IntN(len(d.paragraphs))
	if i == d.at || len(d.paragraphs[i]) == 0 {
		return false
	}
	s := *d.sentence()
	d.delete()
	j := d.rng.IntN(len(d.paragraphs[i]) + 1)
	p := append(append([]string(nil), d.paragraphs[i][:j]...), s)
	d.paragraphs[i] = append(p, d.paragraphs[i][j:]...)
	d.at, d.in = i, j
	return true
}

// supplant alters the claim where it stands and puts its old wording elsewhere.
func (d *draft) supplant() bool { return d.repeat() && (d.number() || d.name()) }

// negateBeside puts a denial right before the claim, inside its sentence.
func (d *draft) negateBeside() bool {
	before, rest, _ := strings.Cut(*d.sentence(), begin)
	if !strings.HasSuffix(before, " ") {
		return false
	}
	*d.sentence() = before + begin + "never " + rest
	return true
}

// swallow makes the claim, a whole sentence, part of one that denies it.
func (d *draft) swallow() bool {
	s := *d.sentence()
	if !strings.HasPrefix(s, begin) || !strings.HasSuffix(s, end) {
		return false
	}
	*d.sentence() = begin + "It is not true that " + strings.TrimPrefix(s, begin)
	return true
}

func (d *draft) map1(f func(string) string) bool {
	old := d.claim()
	d.rewrite(f(old))
	return d.claim() != old
}

func (d *draft) each(f func(string) string) bool {
	changed := false
	for i := range d.paragraphs {
		for j, s := range d.paragraphs[i] {
			d.paragraphs[i][j] = f(s)
			changed = changed || d.paragraphs[i][j] != s
		}
	}
	return changed
}

func (d *draft) restyle() bool {
	return d.each(strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'").Replace)
}

func (d *draft) dash() bool {
	return d.each(strings.NewReplacer("—", "–", "–", "-", "-", "‐").Replace)
}

// filler are sentences that no article has.
var filler = []string{
	"Nobody in the building had been told about any of it.",
	"The rain had stopped by then.",
	"A copy of the letter was shown to this newspaper.",
	"Two of them asked not to be named.",
	"That was the end of the matter, for a while.",
}

func (d *draft) fill() string { return filler[d.rng.IntN(len(filler))] }

// around replaces a word in some other sentences, the neighbours among them.
func (d *draft) around() bool {
	for range 4 {
		i := d.rng.IntN(len(d.paragraphs))
		if len(d.paragraphs[i]) == 0 {
			continue
		}
		j := d.rng.IntN(len(d.paragraphs[i]))
		if i == d.at && j == d.in {
			continue
		}
		words := strings.Fields(d.paragraphs[i][j])
		words[d.rng.IntN(len(words))] = "something"
		d.paragraphs[i][j] = strings.Join(words, " ")
	}
	return true
}

func (d *draft) before() bool {
	i := d.rng.IntN(d.at + 1)
	p := append([]string{d.fill()}, d.paragraphs[i]...)
	d.paragraphs[i] = p
	if i == d.at {
		d.in++
	}
	return true
}

func (d *draft) move() bool {
	if len(d.paragraphs) < 3 {
		return false
	}
	p := d.paragraphs[d.at]
	rest := append(append([][]string(nil), d.paragraphs[:d.at]...), d.paragraphs[d.at+1:]...)
	to := d.rng.IntN(len(rest) + 1)
	d.paragraphs = append(append(append([][]string(nil), rest[:to]...), p), rest[to:]...)
	d.at = to
	return true
}

func (d *draft) split() bool {
	p := d.paragraphs[d.at]
	if len(p) < 2 {
		return false
	}
	cut := 1 + d.rng.IntN(len(p)-1)
	rest := append([][]string(nil), d.paragraphs[d.at+1:]...)
	d.paragraphs = append(append(d.paragraphs[:d.at:d.at], p[:cut], p[cut:]), rest...)
	if d.in >= cut {
		d.at, d.in = d.at+1, d.in-cut
	}
	return true
}

func (d *draft) join() bool {
	if d.at+1 >= len(d.paragraphs) {
		return false
	}
	joined := append(append([]string(nil), d.paragraphs[d.at]...), d.paragraphs[d.at+1]...)
	rest := append([][]string(nil), d.paragraphs[d.at+2:]...)
	d.paragraphs = append(append(d.paragraphs[:d.at:d.at], joined), rest...)
	return true
}

// repeat puts the claim's sentence, without the marks, into a paragraph away from
// it.
func (d *draft) repeat() bool {
	plain := strings.NewReplacer(begin, "", end, "").Replace(*d.sentence())
	i := d.rng.IntN(len(d.paragraphs))
	if i >= d.at-1 && i <= d.at+1 {
		return false // next to each other they would be one place
	}
	j := d.rng.IntN(len(d.paragraphs[i]) + 1)
	p := append(append([]string(nil), d.paragraphs[i][:j]...), plain)
	d.paragraphs[i] = append(p, d.paragraphs[i][j:]...)
	return true
}

// part replaces a part of the claim, in scripts without spaces between words.
func (d *draft) part(pairs map[string]string) bool {
	for _, from := range slices.Sorted(maps.Keys(pairs)) {
		if claim := d.claim(); strings.Contains(claim, from) {
			d.rewrite(strings.Replace(claim, from, pairs[from], 1))
			return true
		}
	}
	return false
}

// swap replaces the first word of the claim that f knows another for.
func (d *draft) swap(f func(word string) (string, bool)) bool {
	claim := d.claim()
	tokens := text.Tokens(claim)
	ix := text.NewIndex(claim)
	for _, i := range d.rng.Perm(len(tokens)) {
		if other, ok := f(tokens[i].Text); ok && other != tokens[i].Text {
			a, b := ix.ByteOf(tokens[i].Span.Start), ix.ByteOf(tokens[i].Span.End)
			d.rewrite(claim[:a] + other + claim[b:])
			return true
		}
	}
	return false
}

func (d *draft) typo() bool {
	return d.swap(func(word string) (string, bool) {
		r := []rune(word)
		if len(r) < 5 || !unicode.IsLetter(r[2]) || r[2] == r[3] {
			return "", false
		}
		r[2], r[3] = r[3], r[2]
		return string(r), true
	})
}

func (d *draft) punctuate() bool {
	if claim := d.claim(); strings.Contains(claim, ",") {
		d.rewrite(strings.Replace(claim, ",", "", 1))
		return true
	}
	return d.swap(func(word string) (string, bool) { return word + ",", len(word) > 3 })
}

func (d *draft) insert() bool {
	return d.swap(func(word string) (string, bool) {
		return word + " allegedly", len(word) > 2 && unicode.IsLetter([]rune(word)[0])
	})
}

func (d *draft) negate() bool {
	negations := map[string]string{
		"was": "was not", "were": "were not", "is": "is not", "are": "are not", "had": "had not", "has": "has not", "have": "have not",
		"will": "will not", "would": "would not", "could": "could not", "can": "cannot", "not": "indeed", "no": "every", "never": "always", "nobody": "everybody",
		"est": "n’est pas", "sont": "ne sont pas", "pas": "bien", "ne": "", "ist": "ist nicht", "nicht": "durchaus", "kein": "ein", "keine": "eine",
	}
	if d.part(map[string]string{"と述べた": "とは述べなかった", "した": "しなかった", "認めた": "認めなかった", "ではない": "である"}) {
		return true
	}
	return d.swap(func(word string) (string, bool) { other, ok := negations[strings.ToLower(word)]; return other, ok })
}

func (d *draft) number() bool {
	if d.part(map[string]string{"三": "八", "二十": "六十", "五": "四", "七時": "六時", "九時": "八時", "一つ": "二つ"}) {
		return true
	}
	return d.swap(func(word string) (string, bool) {
		if !strings.ContainsFunc(word, unicode.IsDigit) {
			return "", false
		}
		r := []rune(word)
		for i := range r {
			if unicode.IsDigit(r[i]) {
				r[i] = '0' + (r[i]-'0'+1+rune(d.rng.IntN(8)))%10
				break
			}
		}
		return string(r), true
	})
}

var names = []string{"Alpha", "Kaufmann", "Denmark", "Odessa", "Yusuf", "Peking"}

func (d *draft) name() bool {
	if d.part(map[string]string{"永瀬": "和久井", "漁協": "市役所", "港湾局": "気象台", "局長": "部長", "知事": "市長", "ミツハ": "カザマ", "教授": "議員"}) {
		return true
	}
	return d.swap(func(word string) (string, bool) {
		r, _ := utf8.DecodeRuneInString(word)
		return names[d.rng.IntN(len(names))], unicode.IsUpper(r) && len(word) > 3
	})
}

func (d *draft) verb() bool {
	verbs := map[string]string{
		"said": "denied", "denied": "confirmed", "claimed": "conceded", "insisted": "denied", "accused": "thanked", "confirmed": "denied",
		"told": "warned", "promised": "refused", "conceded": "denied", "warned": "promised", "reported": "disputed", "asked": "ordered",
		"sagte": "bestritt", "bestritt": "bestätigte", "erklärte": "bestritt", "behauptete": "bestritt", "kündigte": "sagte", "warnte": "versprach",
	}
	if d.part(map[string]string{"否定した": "認めた", "主張した": "否定した", "述べた": "否定した", "認めた": "否定した", "約束した": "拒否した", "反論した": "同意した"}) {
		return true
	}
	return d.swap(func(word string) (string, bool) { other, ok := verbs[word]; return other, ok })
}

func (d *draft) modal() bool {
	modals := map[string]string{
		"will": "may", "would": "might", "can": "must", "could": "should", "must": "may", "may": "will", "might": "will", "should": "could",
		"muss": "darf", "kann": "muss", "soll": "darf", "dürfe": "müsse", "könne": "müsse", "werde": "könnte",
	}
	return d.swap(func(word string) (string, bool) { other, ok := modals[word]; return other, ok })
}

func (d *draft) delete() bool {
	p := d.paragraphs[d.at]
	d.paragraphs[d.at] = append(append([]string(nil), p[:d.in]...), p[d.in+1:]...)
	return true
}

func (d *draft) deleteParagraph() bool {
	d.paragraphs = append(d.paragraphs[:d.at:d.at], d.paragraphs[d.at+1:]...)
	return true
}

// lookalike deletes the claim's sentence and leaves one elsewhere that differs from
// it in a name or a number.
func (d *draft) lookalike() bool {
	if !d.repeat() {
		return false
	}
	kept := *d.sentence()
	if !d.name() && !d.number() {
		return false
	}
	// The other sentence gets the altered words, the claim's own is deleted.
	plain := strings.NewReplacer(begin, "", end, "")
	altered, original := plain.Replace(*d.sentence()), plain.Replace(kept)
	at, in := d.at, d.in
	for i := range d.paragraphs {
		for j, s := range d.paragraphs[i] {
			if s == original {
				d.paragraphs[i][j] = altered
			}
		}
	}
	d.at, d.in = at, in
	return d.delete()
}

// trial is one edit of one article, with what Find made of it.
type trial struct {
	edit   edit
	state  State
	right  bool // at the place where the claim is
	silent bool // shown without a question, and wrong
	about  string
}

// try describes a claim in an article, edits the article, and looks for the claim.
// It reports whether the edit could be done.
func try(a article.Article, e edit, rng *rand.Rand) (trial, bool) {
	before := divide(a, rng)
	if !before.choose() {
		return trial{}, false
	}
	old, span := before.text()
	ix := text.NewIndex(old)
	described, err := Describe(ix, article.Digest(old), span)
	if err != nil {
		return trial{}, false
	}
	after := before.copy()
	if !e.do(after) {
		return trial{}, false
	}
	now, where := after.text()
	f := prepared(now).Find(described, Prepare(ix, article.Digest(old)))
	t := trial{edit: e, state: f.State}
	t.right = !where.Empty() && overlapping(f.Span, where)
	there := text.NewIndex(now)
	same := text.TrimSpace(there, f.Span) == text.TrimSpace(there, where) // characters of no width may stand at an end
	t.silent = f.Certain() && (!same || e.meaning)
	t.about = fmt.Sprintf("%s: %s at %v, truly at %v\n  claim: %q\n  found: %q\n  truly: %q", e.name, f.State, f.Span, where,
		described.Exact, there.Slice(f.Span), there.Slice(where))
	return t, true
}

// overlapping reports whether two spans are nearly the same: an altered word at an
// end may or may not belong.
func overlapping(a, b text.Span) bool {
	common, ok := a.Intersect(b)
	return ok && common.Len()*10 >= max(a.Len(), b.Len())*7
}

// good reports whether the answer is the one that the edit calls for.
func (t trial) good() bool {
	switch t.edit.want {
	case found:
		return (t.state == Exact || t.state == Moved) && t.right
	case altered:
		return t.state == Changed && t.right
	case gone:
		return t.state == Orphan
	default:
		return t.state == Ambiguous || (t.state == Exact || t.state == Moved) && t.right
	}
}
