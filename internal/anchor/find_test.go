package anchor

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/internal/article"
	"gainsay/internal/text"

	"pgregory.net/rapid"
)

func prepared(s string) *Prepared { return Prepare(text.NewIndex(s), article.Digest(s)) }

// described is the anchor of words where they occur first in a text.
func described(t testing.TB, s, words string) Anchor {
	t.Helper()
	ix := text.NewIndex(s)
	at := strings.Index(s, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, s)
	}
	span := text.Span{Start: ix.CodePointOf(text.Byte(at)), End: ix.CodePointOf(text.Byte(at + len(words)))}
	a, err := Describe(ix, article.Digest(s), span)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// expectFound marks words in an old text, looks for them in a new one, and expects
// a state with the words that are found: for ambiguous all candidates, with a bar
// between them.
func expectFound(t *testing.T, old, words, now string, state State, want string) {
	t.Helper()
	f := prepared(now).Find(described(t, old, words), prepared(old))
	ix := text.NewIndex(now)
	got := ix.Slice(f.Span)
	if f.State == Ambiguous {
		var list []string
		for _, c := range f.Candidates {
			list = append(list, ix.Slice(c))
		}
		got = strings.Join(list, "|")
	}
	if f.State != state || got != want {
		t.Errorf("%q, marked in %q, is in %q %s: %q; it should be %s: %q", words, old, now, f.State, got, state, want)
	}
}

const (
	row = "The ministry sent a letter on Monday. Beijing insisted that its patrols were lawful. Tokyo called the patrols a provocation and asked for talks. Nothing came of it for a week."
)

func TestFindTheSameWords(t *testing.T) {
	const words = "Beijing insisted that its patrols were lawful."
	expectFound(t, row, words, row, Exact, words)
	expectFound(t, row, words, "A new first sentence stands here. "+row, Exact, words)
	expectFound(t, row, words, strings.ToUpper(row), Exact, strings.ToUpper(words))
	expectFound(t, row, words, strings.ReplaceAll(row, " ", "\u00A0 "), Exact, strings.ReplaceAll(words, " ", "\u00A0 "))
	expectFound(t, row, words, strings.ReplaceAll(row, "lawful", "law\u00ADful"), Exact, "Beijing insisted that its patrols were law\u00ADful.")
	expectFound(t, row, words, strings.Replace(row, "Monday", "Tuesday", 1), Exact, words)
	expectFound(t, row, "ing insisted that its pat", "So. "+row, Exact, "ing insisted that its pat")
}

func TestFindAmongTheSameWords(t *testing.T) {
	const old = "Monday was calm. Japan denied this. Then the ministry in Tokyo spoke again of talks. Tuesday was loud. Japan denied this. The embassy in Seoul kept silent."
	first, second := old[:85], old[85:]
	expectFound(t, old, "Japan denied this", second+" "+first, Moved, "Japan denied this")
	expectFound(t, old, "Japan denied this", "Japan denied this. Japan denied this.", Ambiguous, "Japan denied this|Japan denied this")
}

func TestFindWhatWasEdited(t *testing.T) {
	const words = "Beijing insisted that its patrols were lawful."
	edited := func(from, to string) {
		t.Helper()
		now := strings.Replace(row, from, to, 1)
		expectFound(t, row, words, now, Changed, strings.Replace(words, from, to, 1))
	}
	edited("insisted", "denied")
	edited("were lawful", "were not lawful")
	edited("Beijing", "Seoul")
	edited("its patrols", "twelve patrols")
	edited("lawful.", "lawful, and more.")
	edited("Beijing insisted that its patrols were lawful.", "China’s navy said nothing.")

	// A word beside the words changes what they say.
	expectFound(t, row, "its patrols were", strings.Replace(row, "its patrols were", "its patrols were never", 1), Changed, "its patrols were never")

	// The claim's own context outweighs the old wording elsewhere.
	now := strings.Replace(row, "insisted", "denied", 1) + " A week ago, it was said: Beijing insisted that its patrols were lawful."
	expectFound(t, row, words, now, Changed, "Beijing denied that its patrols were lawful.")
}

func TestADifferentSentenceIsNotTheClaim(t *testing.T) {
	const old = "The conference opened in Oslo on Monday. Team Alpha reported that latency fell twelve percent. Lunch was served at noon in the hall. Team Beta reported that latency fell eleven percent. The organisers thanked everybody for coming."
	gone := strings.Replace(old, "Team Alpha reported that latency fell twelve percent. ", "", 1)
	expectFound(t, old, "Team Alpha reported that latency fell twelve percent", gone, Orphan, "")

	const japanese = "政府は会見を開いた。中国は否定した。記者は質問を続けた。午後になって雨が降った。日本は否定した。会見は夜に終わった。"
	expectFound(t, japanese, "中国は否定した", strings.Replace(japanese, "中国は否定した。", "", 1), Orphan, "")
	expectFound(t, japanese, "中国は否定した", strings.Replace(japanese, "中国は否定した", "中国は認めた", 1), Changed, "中国は認めた")

	expectFound(t, row, "Beijing insisted that its patrols were lawful.", strings.Replace(row, "Beijing insisted that its patrols were lawful. ", "", 1), Orphan, "")
	expectFound(t, "12 people died in the fire on Friday.", "12 people died", "112 people died in the fire on Friday.", Changed, "112 people died")
	expectFound(t, row, "a provocation", "Nothing of the kind.", Orphan, "")
	expectFound(t, row, "a provocation", "", Orphan, "")
}

func TestAQuoteWithoutContext(t *testing.T) {
	const now = "One denied this. Two denied this. Three said nothing."
	expect := func(a Anchor, state State, start text.CodePoint) {
		t.Helper()
		if f := prepared(now).Find(a, nil); f.State != state || f.Span.Start != start {
			t.Errorf("%+v is %s at %v; it should be %s at %d", a, f.State, f.Span, state, start)
		}
	}
	expect(Anchor{Exact: "said nothing"}, Exact, 40)
	expect(Anchor{Exact: "denied this"}, Ambiguous, 0)
	expect(Anchor{Exact: "denied this", Start: 21, End: 32}, Exact, 21)
	expect(Anchor{Exact: "denied this", Prefix: "Two "}, Moved, 21)
	expect(Anchor{Exact: "never said a word"}, Orphan, 0)
}

func TestDiff(t *testing.T) {
	expect := func(old, now, want string) {
		t.Helper()
		var got []string
		for _, e := range diff(old, now) {
			got = append(got, map[Op]string{Same: "=", Removed: "-", Added: "+"}[e.Op]+e.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q to %q is %q, not %q", old, now, strings.Join(got, "|"), want)
		}
	}
	expect("Japan denied this", "Japan denied this", "=Japan denied this")
	expect("Japan denied this", "Japan did not deny this", "=Japan |-denied |+did not deny |=this")
	expect("Japan denied this, twice", "Japan denied this asylum-seeker, twice", "=Japan denied this |+asylum-seeker|=, twice")
	expect("“No”", `"No"`, `="No"`)
	expect("one two", "", "-one two")
	expect("", "one two", "+one two")
}

func TestTheSameAndTheAddedMakeUpTheNewWording(t *testing.T) {
	wordings := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", " ", "  ", "\n", ", ", "“", "é", "e\u0301", "日本", "-", "\u00AD", "."}), 0, 14), func(parts []string) string { return strings.Join(parts, "") })
	rapid.Check(t, func(t *rapid.T) {
		old, now := wordings.Draw(t, "old"), wordings.Draw(t, "now")
		made := ""
		for _, e := range diff(old, now) {
			if e.Op != Removed {
				made += e.Text
			}
		}
		if made != now && len(written(now).tokens) > 0 {
			t.Fatalf("%q to %q makes %q", old, now, made)
		}
	})
}

func TestADescribedAnchorIsFound(t *testing.T) {
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("aab  c.,’“é\u0301日本👩\u200Dα\n")), 1, 120, -1)
	rapid.Check(t, func(t *rapid.T) {
		s := letters.Draw(t, "text")
		ix := text.NewIndex(s)
		start := text.CodePoint(rapid.IntRange(0, int(ix.Len())-1).Draw(t, "start"))
		end := text.CodePoint(rapid.IntRange(int(start)+1, int(ix.Len())).Draw(t, "end"))
		a, err := Describe(ix, article.Digest(s), text.Span{Start: start, End: end})
		if err != nil {
			t.Fatal(err)
		}
		if f := prepared(s).Find(a, nil); f.State != Exact || f.Span != a.Span() {
			t.Fatalf("in its own text it is %s at %v, not at %v", f.State, f.Span, a.Span())
		}
	})
}

// sameWords is the promise of the essay in find.go: equality of the folded texts,
// token by token. A space between a word and a mark is no token.
func sameWords(a, b string) bool {
	words := func(s string) (list []string) {
		for _, token := range text.Tokens(text.Fold(s).Text) {
			list = append(list, token.Text)
		}
		return list
	}
	return slices.Equal(words(a), words(b))
}

func FuzzFind(f *testing.F) {
	f.Add(row, row, uint(38), uint(20))
	f.Add("中国は否定した。日本は否定した。", "日本は否定した。", uint(0), uint(7))
	f.Add("a a a a", "a", uint(2), uint(1))
	f.Fuzz(func(t *testing.T, old, now string, at, length uint) {
		ix := text.NewIndex(old)
		if ix.Len() == 0 || len(old) > 2000 || len(now) > 2000 || !utf8.ValidString(old+now) {
			return
		}
		start := text.CodePoint(at % uint(ix.Len()))
		end := min(ix.Len(), start+1+text.CodePoint(length%80))
		a, err := Describe(ix, article.Digest(old), text.Span{Start: start, End: end})
		if err != nil {
			t.Fatal(err)
		}
		f := prepared(now).Find(a, prepared(old))
		limit := text.CodePoint(len([]rune(now)))
		for _, span := range append(f.Candidates, f.Span) {
			if span.Start < 0 || span.Start > span.End || span.End > limit {
				t.Fatalf("%s at %v, outside a text of %d", f.State, span, limit)
			}
		}
		if f.Certain() && !sameWords(text.NewIndex(now).Slice(f.Span), a.Exact) && old != now {
			t.Errorf("%s: %q is not %q", f.State, text.NewIndex(now).Slice(f.Span), a.Exact)
		}
	})
}

func FuzzDescribedIsFound(f *testing.F) {
	f.Add(row, uint(38), uint(20))
	f.Add("中国は否定した。日本は否定した。👩\u200D⚕\uFE0F", uint(0), uint(7))
	f.Add("a a\u00AD a\u200D a", uint(2), uint(1))
	f.Add("0\u202b00", uint(1), uint(0)) // a claim of which nothing can be seen
	f.Fuzz(func(t *testing.T, s string, at, length uint) {
		ix := text.NewIndex(s)
		if ix.Len() == 0 || len(s) > 4000 || !utf8.ValidString(s) {
			return
		}
		start := text.CodePoint(at % uint(ix.Len()))
		end := min(ix.Len(), start+1+text.CodePoint(length%200))
		a, err := Describe(ix, article.Digest(s), text.SnapToGraphemes(ix, text.Span{Start: start, End: end}))
		if err != nil {
			t.Fatal(err)
		}
		p := prepared(s)
		if f := p.Find(a, nil); f.State != Exact || f.Span != a.Span() {
			t.Errorf("in its own text it is %s at %v, not at %v", f.State, f.Span, a.Span())
		}
		// The same where the digest does not say so at once.
		a.Text = "another"
		if f := p.Find(a, p); f.Certain() && !sameWords(p.Slice(f.Span), a.Exact) {
			t.Errorf("%s: %q is not %q", f.State, p.Slice(f.Span), a.Exact)
		}
	})
}
