package filter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

func at(minute int) time.Time { return time.Date(2026, 1, 2, 3, minute, 0, 0, time.UTC) }

func id(n int) dossier.ID {
	return dossier.ID(fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n))
}

// claim makes a claim that stands at a place of its own.
func claim(n int, quote string) *dossier.Claim {
	c := &dossier.Claim{ID: id(n), Created: at(n), Modified: at(n)}
	c.Anchor = anchor.Anchor{Start: 10 * text.CodePoint(n), End: 10*text.CodePoint(n) + 5, Exact: quote}
	return c
}

// found lists the claims of a result by number.
func found(r Result) string {
	var list []string
	for _, c := range r.Claims {
		list = append(list, strings.TrimLeft(string(c.ID[len(c.ID)-12:]), "0"))
	}
	return strings.Join(list, " ")
}

// row is a small dossier with something of everything.
func row() *dossier.Dossier {
	d := &dossier.Dossier{Claims: []*dossier.Claim{
		claim(1, "Beijing also insisted consulate staff had given the police permission to enter."),
		claim(2, "Although Japan denied this"),
		claim(3, "O São Paulo disse «não»"),
		claim(4, "日本は否定した"),
		claim(5, "Kılıç said Łódź wasn’t asked"),
	}}
	for i, source := range []string{"Beijing", "Japan", " BEIJING ", "", "Kılıç"} {
		d.Claims[i].Attribution.Source.Text = source
	}
	d.Claims[0].Stance, d.Claims[1].Stance, d.Claims[2].Stance = dossier.Assert, dossier.Deny, dossier.Deny
	d.Claims[0].Tags, d.Claims[1].Tags = []string{"Police", "consulate"}, []string{"police"}
	d.Claims[1].Note = "Ask for the duty log"
	d.Claims[2].Statement = "It said no."
	d.Claims[1].Modified = at(30)
	d.Claims[3].Created = at(0)
	d.Claims[3].State = anchor.Orphan
	d.Claims[4].State, d.Claims[4].Settled = anchor.Orphan, true
	d.Claims[0].Type, d.Claims[1].Type = dossier.Event, dossier.Event
	d.Claims[0].Status, d.Claims[2].Status, d.Claims[3].Status = dossier.Reviewed, dossier.InProgress, dossier.Uncheckable
	d.Claims[0].Verdict = dossier.Verdict{Scale: dossier.TruthScale, Rating: "half-true"}
	d.Claims[1].Verdict = dossier.Verdict{Scale: "mine", Rating: "half-true"}
	mine := &dossier.Scale{ID: "mine", Name: "Mine"}
	mine.Ratings = append(mine.Ratings, &dossier.Rating{Value: "half-true", Label: "So so"})
	d.Scales = append(d.Scales, mine)
	d.Claims[0].Evidence = append(d.Claims[0].Evidence, &dossier.Evidence{Title: "Vienna Convention"}, &dossier.Evidence{Title: "Log of the gate"})
	d.Claims[0].Attribution.Through = dossier.List[*dossier.Reporter]{{Source: dossier.Part{Text: "Xinhua"}, Cue: dossier.Part{Text: "relayed"}}}
	d.Oppositions = []*dossier.Opposition{
		{ID: id(20), Kind: dossier.Denies, From: id(2), To: id(1)},
		{ID: id(21), Kind: dossier.Corroborates, From: id(3), To: id(1)},
	}
	return d
}

func TestEveryWordIsFoundWhateverItsCaseAccentsAndComposition(t *testing.T) {
	x := NewIndex(row())
	expect := func(query, want string) {
		t.Helper()
		for _, form := range []string{query, norm.NFD.String(query), norm.NFC.String(query)} {
			if got := found(x.Apply(Filter{Text: form})); got != want {
				t.Errorf("%q finds %q, want %q", form, got, want)
			}
		}
	}
	expect("", "1 2 3 4 5")
	expect("  \n ", "1 2 3 4 5")
	expect("police", "1 2")
	expect("POLICE beijing", "1")
	expect("log japan", "2")
	expect("vienna gate", "1")
	expect("xinhua relayed", "1")
	expect("sao paulo", "3")
	expect("SÃO", "3")
	expect("\"nao\"", "3")
	expect("said no", "3")
	expect("否定", "4")
	expect("kilic lodz", "5")
	expect("KILIÇ", "5")
	expect("İ", "1 2 3 5")
	expect("wasn't", "5")
	expect("wasn’t", "5")
	expect("deny", "2 3")
	expect("seoul", "")
	expect("japan seoul", "")
}

func TestMarksThatAreNoAccentsTellWordsApart(t *testing.T) {
	expect := func(a, b string, same bool) {
		t.Helper()
		if (fold(a) == fold(b)) != same {
			t.Errorf("%q and %q are folded to %q and %q", a, b, fold(a), fold(b))
		}
	}
	expect("か", "が", false)
	expect("が", "が", true)
	expect("कि", "क", false)
	expect("한국", norm.NFD.String("한국"), true)
	expect("한", "하", false)
	expect("שָׁלוֹם", "שלום", true)
	expect("Ελλάς", "ΕΛΛΑΣ", true)
	expect("Straße", "STRASSE", true)
	expect("ＴＯＫＹＯ", "tokyo", true)
	expect("Ångström", "angstrom", true)
	expect("Việt", "viet", true)
}

func TestFacetsAndOrders(t *testing.T) {
	x := NewIndex(row())
	expect := func(want string, sort Sort, chosen ...string) {
		t.Helper()
		f := Filter{Sort: sort, Chosen: make(map[Facet][]string)}
		for _, choice := range chosen {
			facet, v, _ := strings.Cut(choice, "=")
			f.Chosen[Facet(facet)] = append(f.Chosen[Facet(facet)], v)
		}
		if got := found(x.Apply(f)); got != want {
			t.Errorf("%v sorted %q: %q, want %q", chosen, sort, got, want)
		}
	}
	expect("1 3", ByPlace, "source=beijing")
	expect("1 2 3", ByPlace, "source=beijing", "source=japan")
	expect("4", ByPlace, "source=")
	expect("2 3", ByPlace, "stance=deny")
	expect("3", ByPlace, "stance=deny", "source=beijing")
	expect("1 2", ByPlace, "tag=police")
	expect("3 4 5", ByPlace, "tag=")
	expect("3 4 5", ByPlace, "unopposed=yes")
	expect("1 2", ByPlace, "unopposed=no")
	expect("4 5", ByPlace, "orphan=yes")
	expect("4", ByPlace, "undecided=yes")
	expect("1 2", ByPlace, "type=event")
	expect("3 4 5", ByPlace, "type=")
	expect("2 5", ByPlace, "status=open")
	expect("1 3", ByPlace, "status=reviewed", "status=in-progress")
	expect("1", ByPlace, "verdict="+VerdictValue(dossier.Verdict{Scale: dossier.TruthScale, Rating: "half-true"}))
	expect("3 4 5", ByPlace, "verdict=")
	expect("2 5 3 1 4", ByStatus)
	expect("", ByPlace, "source=seoul")
	expect("4 1 2 3 5", ByCreated)
	expect("2 5 4 3 1", ByModified)
	expect("2 1", ByModified, "tag=police")
}

func TestCountsSayWhatOneMoreChoiceWouldLeave(t *testing.T) {
	x := NewIndex(row())
	expect := func(f Filter, facet Facet, want ...Count) {
		t.Helper()
		if got := x.Apply(f).Counts[facet]; !slices.Equal(got, want) {
			t.Errorf("%+v: %s is counted as %v, want %v", f, facet, got, want)
		}
	}
	expect(Filter{}, Source, Count{"beijing", "Beijing", 2, false}, Count{"japan", "Japan", 1, false}, Count{"", "", 1, false}, Count{"kılıç", "Kılıç", 1, false})
	expect(Filter{}, Stance, Count{"assert", "assert", 1, false}, Count{"deny", "deny", 2, false}, Count{"", "", 2, false})
	expect(Filter{}, Tag, Count{"police", "Police", 2, false}, Count{"consulate", "consulate", 1, false}, Count{"", "", 3, false})
	expect(Filter{}, Type, Count{"event", "event", 2, false}, Count{"", "", 3, false})
	expect(Filter{}, Status, Count{"open", "open", 2, false}, Count{"in-progress", "in-progress", 1, false},
		Count{"reviewed", "reviewed", 1, false}, Count{"not-checkable", "not-checkable", 1, false})
	expect(Filter{}, Verdict, Count{"truth half-true", "Half true", 1, false}, Count{"mine half-true", "So so", 1, false}, Count{"", "", 3, false})
	expect(Filter{Text: "police"}, Stance, Count{"assert", "assert", 1, false}, Count{"deny", "deny", 1, false}, Count{"", "", 0, false})
	chosen := Filter{Chosen: map[Facet][]string{Stance: {"deny"}}}
	expect(chosen, Stance, Count{"assert", "assert", 1, false}, Count{"deny", "deny", 2, true}, Count{"", "", 2, false})
	expect(chosen, Unopposed, Count{Yes, Yes, 1, false}, Count{No, No, 1, false})
	expect(Filter{Chosen: map[Facet][]string{Stance: {"warn"}}}, Stance,
		Count{"assert", "assert", 1, false}, Count{"deny", "deny", 2, false}, Count{"warn", "warn", 0, true}, Count{"", "", 2, false})
}

func TestAnIndexIsCarriedOverToTheNextDossier(t *testing.T) {
	d := row()
	x := NewIndex(d)
	kept := x.bound[2]
	next := *d
	renamed := *d.Claims[0]
	renamed.Attribution.Source.Text = "Peking"
	next.Claims = slices.Concat([]*dossier.Claim{&renamed}, d.Claims[2:])
	next.Oppositions = nil
	x.Bind(&next)
	if x.bound[1] != kept {
		t.Error("a claim that did not change was read again")
	}
	result := x.Apply(Filter{})
	if got := found(result); got != "1 3 4 5" || result.Total != 4 {
		t.Errorf("found %q of %d", got, result.Total)
	}
	want := []Count{{"peking", "Peking", 1, false}, {"beijing", "BEIJING", 1, false}, {"", "", 1, false}, {"kılıç", "Kılıç", 1, false}}
	if got := result.Counts[Source]; !slices.Equal(got, want) {
		t.Errorf("sources are %v, want %v", got, want)
	}
	if got := result.Counts[Unopposed]; !slices.Equal(got, []Count{{Yes, Yes, 4, false}}) {
		t.Errorf("unopposed are %v", got)
	}
	x.Bind(d)
	if got := found(x.Apply(Filter{Text: "japan"})); got != "2" {
		t.Errorf("back in the first dossier: %q", got)
	}
}

func TestClaimsCanBeReadBeforeTheyAreAskedFor(t *testing.T) {
	x, d := NewIndex(&dossier.Dossier{}), row()
	var done []bool
	for range 4 {
		done = append(done, x.Prepare(d, 2))
	}
	if want := []bool{false, false, true, true}; !slices.Equal(done, want) {
		t.Errorf("two of five at a time are done %v", done)
	}
	read := x.entries[d.Claims[4]]
	if x.Bind(d); x.bound[4] != read {
		t.Error("a claim that was read before is read again")
	}
	if got := found(x.Apply(Filter{Text: "police"})); got != "1 2" {
		t.Errorf("found %q", got)
	}
}

// A visit of many edits does not keep every claim that there ever was.
func TestWhatIsGoneIsForgotten(t *testing.T) {
	x := NewIndex(row())
	for n := range 3000 {
		next := row()
		next.Claims = next.Claims[:1]
		next.Claims[0].Note = fmt.Sprint(n)
		x.Bind(next)
	}
	if len(x.entries) > 1100 {
		t.Errorf("%d claims are kept", len(x.entries))
	}
}

// The rest holds the index to the plainest implementation there is.

func drawDossier(t *rapid.T) *dossier.Dossier {
	d := &dossier.Dossier{}
	pick := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "of") }
	for n := range rapid.IntRange(0, 12).Draw(t, "claims") {
		c := claim(n+1, pick("Japan denied", "naïve señor", "police police", "日本", ""))
		c.Attribution.Source.Text = pick("Beijing", "beijing", "Tokyo", "Señor", "")
		c.Stance = dossier.Stance(pick("deny", "assert", ""))
		c.Note = pick("", "duty log", "SEÑOR")
		c.Tags = rapid.SliceOfN(rapid.SampledFrom([]string{"a", "A", "b", "é"}), 0, 3).Draw(t, "tags")
		c.State = rapid.SampledFrom([]anchor.State{"", anchor.Orphan, anchor.Ambiguous}).Draw(t, "state")
		c.Settled = rapid.Bool().Draw(t, "settled")
		c.Type = dossier.ClaimType(pick("", "event", "law"))
		c.Status = rapid.SampledFrom(dossier.Statuses()).Draw(t, "status")
		c.Verdict.Scale, c.Verdict.Rating = dossier.ID(pick("truth", "support")), pick("true", "refuted")
		if rapid.Bool().Draw(t, "unrated") {
			c.Verdict = dossier.Verdict{}
		}
		c.Created, c.Modified = at(rapid.IntRange(0, 3).Draw(t, "created")), at(rapid.IntRange(0, 3).Draw(t, "modified"))
		d.Claims = append(d.Claims, c)
	}
	for n := range rapid.IntRange(0, 4).Draw(t, "oppositions") {
		if len(d.Claims) > 1 {
			end := rapid.SampledFrom(d.Claims)
			d.Oppositions = append(d.Oppositions, &dossier.Opposition{ID: id(100 + n), Kind: rapid.SampledFrom(dossier.Kinds()).Draw(t, "kind"), From: end.Draw(t, "from").ID, To: end.Draw(t, "to").ID})
		}
	}
	return d
}

func drawFilter(t *rapid.T) Filter {
	f := Filter{
		Text: strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"japan", "senor", "POLICE", "lo", "本", "b"}), 0, 2).Draw(t, "words"), " "),
		Sort: rapid.SampledFrom([]Sort{ByPlace, ByCreated, ByModified, ByStatus}).Draw(t, "sort"), Chosen: make(map[Facet][]string),
	}
	choices := map[Facet][]string{Source: {"beijing", "señor", "", "nobody"}, Stance: {"deny", "", "warn"}, Tag: {"a", "e", ""},
		Type: {"event", "", "cause"}, Status: {"open", "reviewed"}, Verdict: {"truth true", "support refuted", ""}, Unopposed: {Yes, No}, Orphan: {Yes, No}, Undecided: {Yes, No}}
	for _, dim := range dimensions {
		if rapid.IntRange(0, 2).Draw(t, "facet") == 0 {
			f.Chosen[dim.facet] = rapid.SliceOfNDistinct(rapid.SampledFrom(choices[dim.facet]), 1, 2, rapid.ID).Draw(t, "values")
		}
	}
	return f
}

// valuesOf reads a claim's values anew.
func valuesOf(d *dossier.Dossier, c *dossier.Claim, facet Facet) []string {
	answer := func(is bool) []string {
		if is {
			return []string{Yes}
		}
		return []string{No}
	}
	switch facet {
	case Source:
		return []string{dossier.SourceKey(c.Attribution.Source.Text)}
	case Stance:
		return []string{string(c.Stance)}
	case Type:
		return []string{string(c.Type)}
	case Status:
		return []string{c.Status.String()}
	case Verdict:
		if c.Verdict.Scale == "" {
			return []string{""}
		}
		return []string{string(c.Verdict.Scale) + " " + c.Verdict.Rating}
	case Orphan:
		return answer(c.State == anchor.Orphan)
	case Undecided:
		return answer(c.Undecided())
	case Unopposed:
		return answer(!slices.ContainsFunc(d.OppositionsOf(c.ID), func(o *dossier.Opposition) bool { return o.Kind.Opposes() }))
	}
	var keys []string
	for _, tag := range c.Tags {
		keys = append(keys, fold(tag))
	}
	slices.Sort(keys)
	if keys = slices.Compact(keys); len(keys) == 0 {
		return []string{""}
	}
	return keys
}

// fits reports whether a filter wants a claim, the choices of one facet left aside.
func fits(d *dossier.Dossier, c *dossier.Claim, f Filter, aside Facet) bool {
	fields := append([]string{c.Anchor.Exact, c.Statement, c.Note, string(c.Stance), c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Attribution.Content.Text}, c.Tags...)
	for _, word := range strings.Fields(f.Text) {
		if !slices.ContainsFunc(fields, func(field string) bool { return strings.Contains(fold(field), fold(word)) }) {
			return false
		}
	}
	for facet, chosen := range f.Chosen {
		has := valuesOf(d, c, facet)
		if facet != aside && !slices.ContainsFunc(chosen, func(v string) bool { return slices.Contains(has, v) }) {
			return false
		}
	}
	return true
}

func naive(d *dossier.Dossier, f Filter) []*dossier.Claim {
	var list []*dossier.Claim
	for _, c := range d.Claims {
		if fits(d, c, f, "") {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *dossier.Claim) int {
		switch f.Sort {
		case ByCreated:
			return a.Created.Compare(b.Created)
		case ByStatus:
			return cmp.Compare(slices.Index(dossier.Statuses(), a.Status), slices.Index(dossier.Statuses(), b.Status))
		case ByModified:
			return b.Modified.Compare(a.Modified)
		}
		return cmp.Compare(a.Anchor.Start, b.Anchor.Start)
	})
	return list
}

func TestAResultHoldsAllThatFitsAndTheCountsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(&dossier.Dossier{})
		for range 3 { // one index for several dossiers
			d := drawDossier(t)
			x.Bind(d)
			f := drawFilter(t)
			got := x.Apply(f)
			if want := naive(d, f); !slices.Equal(got.Claims, want) || got.Total != len(d.Claims) {
				t.Fatalf("%+v: found %q of %d, want %q", f, found(got), got.Total, found(Result{Claims: want}))
			}
			for _, dim := range dimensions {
				checkCounts(t, d, f, dim.facet, got.Counts[dim.facet])
			}
		}
	})
}

func checkCounts(t *rapid.T, d *dossier.Dossier, f Filter, facet Facet, counts []Count) {
	left := make(map[string]int)
	all := 0
	for _, c := range d.Claims {
		for _, v := range valuesOf(d, c, facet) {
			left[v] += 0
			if fits(d, c, f, facet) {
				left[v]++
			}
		}
		if fits(d, c, f, facet) {
			all++
		}
	}
	for _, v := range f.Chosen[facet] {
		left[v] += 0
	}
	sum := 0
	for _, count := range counts {
		if n, known := left[count.Value]; !known || n != count.N || count.Chosen != slices.Contains(f.Chosen[facet], count.Value) {
			t.Fatalf("%+v: %s has %+v, want %d", f, facet, count, n)
		}
		delete(left, count.Value)
		sum += count.N
	}
	if len(left) > 0 {
		t.Fatalf("%+v: %s leaves out %v", f, facet, left)
	}
	if facet != Tag && sum != all {
		t.Fatalf("%+v: the counts of %s add up to %d, want %d", f, facet, sum, all)
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"İstanbul", "ıI", "e\u0301", "\u0301\u0301", "\xff\xc3", "ß\u0301", "ﬁ", "が", "a\u200db"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// A word that stands in a claim is found by itself.
		c := claim(1, "before "+s+" behind")
		if got := NewIndex(&dossier.Dossier{Claims: []*dossier.Claim{c}}).Apply(Filter{Text: s}); len(got.Claims) != 1 {
			t.Errorf("%q does not find itself in %q", fold(s), fold(c.Anchor.Exact))
		}
	})
}
