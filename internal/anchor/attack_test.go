package anchor

import (
	"strings"
	"testing"

	"gainsay/internal/article"
	"gainsay/internal/text"

	"pgregory.net/rapid"
)

// What other annotators take for the claim, and what somebody might think of to have
// words shown where they do not stand.

// becomes expects what becomes of words marked in a text in which one wording is
// replaced by another.
func becomes(t *testing.T, old, words, from, to string, state State, want string) {
	t.Helper()
	if !strings.Contains(old, from) {
		t.Fatalf("%q is not in %q", from, old)
	}
	expectFound(t, old, words, strings.Replace(old, from, to, 1), state, want)
}

func TestAnEditOfOneWordIsSeen(t *testing.T) {
	const fire = "The alarm was raised at noon on 3 May 2021. Officials say 12 people died in the fire on Friday, and that the owner may appeal. The mayor, Anna Weiss, has never denied that the doors were locked. Nobody was charged."
	edited := func(words, from, to string) {
		t.Helper()
		becomes(t, fire, words, from, to, Changed, strings.Replace(words, from, to, 1))
	}
	edited("12 people died", "12 people", "72 people")
	edited("12 people died", "12 people", "1,2 people")
	edited("Officials say 12 people died in the fire on Friday", "12 people", "no people")
	edited("Officials say 12 people died in the fire on Friday", "on Friday", "on Monday")
	edited("Officials say 12 people died in the fire on Friday", "Officials say", "Officials deny")
	edited("at noon on 3 May 2021", "3 May 2021", "13 May 2021")
	edited("the owner may appeal", "may", "must")
	edited("the owner may appeal", "may", "may not")
	edited("the owner may appeal", "may appeal", "may no longer appeal")
	edited("has never denied that the doors were locked", "never ", "")
	edited("has never denied that the doors were locked", "were", "weren't")
	edited("The mayor, Anna Weiss, has never denied", "Anna Weiss", "Anna Weißer")
	edited("The mayor, Anna Weiss, has never denied", ", Anna Weiss,", "")
	becomes(t, fire, "2 people died", "12 people", "72 people", Changed, "72 people died") // marked in the middle of a number
	becomes(t, fire, "denied", "never denied", "never confirmed", Changed, "confirmed")
	becomes(t, fire, "denied", "has never denied", "has denied", Exact, "denied")
}

func TestTheSameWordsInAnotherDress(t *testing.T) {
	const said = "The row began early. The minister’s aide said “12 ships – all re-armed – left” at 5…then 日本 spoke. Nothing followed."
	const words = "The minister’s aide said “12 ships – all re-armed – left” at 5…then 日本 spoke"
	dressed := func(from, to string) {
		t.Helper()
		becomes(t, said, words, from, to, Exact, strings.Replace(words, from, to, 1))
	}
	dressed("12 ships", "１２ ships")
	dressed("minister’s", "minister's")
	dressed("“12", "\"12")
	dressed("– all", "— all")
	dressed("5…", "5...")
	dressed("minister", "minis\u00ADter")
	dressed("said “", "said\u00A0\u202F“")
	dressed("ships", "SHIPS")
	dressed("日本", "\u2060日\u200B本")
	becomes(t, said, words, "“12 ships – all re-armed – left”", "12 ships – all re-armed – left", Changed, "The minister’s aide said 12 ships – all re-armed – left at 5…then 日本 spoke")

	const persian = "او گفت که می\u200Cخواهم به خانه بروم. بعد رفت."
	becomes(t, persian, "که می\u200Cخواهم به خانه", "می\u200Cخواهم", "میخواهم", Exact, "که میخواهم به خانه")
	const doctor = "It was signed 👩\u200D⚕\uFE0F by the ward. Nobody else signed."
	becomes(t, doctor, "signed 👩\u200D⚕\uFE0F by", "👩\u200D⚕\uFE0F", "👩⚕", Changed, "signed 👩⚕ by")
	becomes(t, doctor, "signed 👩\u200D⚕\uFE0F by", "⚕\uFE0F", "⚕", Exact, "signed 👩\u200D⚕ by")
}

func TestAnotherSentenceIsNotTheClaim(t *testing.T) {
	const teams = "The conference opened in Oslo on Monday. Team Alpha reported that latency fell twelve percent. Lunch was served at noon in the hall. Team Beta reported that latency fell twelve percent. The organisers thanked everybody."
	becomes(t, teams, "Team Alpha reported that latency fell twelve percent", "Team Alpha reported that latency fell twelve percent. ", "", Orphan, "")
	becomes(t, teams, "Team Alpha reported that latency fell twelve percent", "Team Alpha", "Team Gamma", Changed, "Team Gamma reported that latency fell twelve percent")
	becomes(t, teams, "Team Alpha reported that latency fell twelve percent", "Monday. Team Alpha reported that latency fell twelve percent. Lunch", "Monday. Supper", Orphan, "")

	const denials = "政府は会見を開いた。中国は否定した。記者は質問を続けた。午後になって雨が降った。日本は否定した。会見は夜に終わった。"
	becomes(t, denials, "中国は否定した", "中国は否定した。", "", Orphan, "")
	becomes(t, denials, "日本は否定した", "日本は否定した。", "", Orphan, "")
	becomes(t, denials, "中国は否定した", "中国は", "韓国は", Changed, "韓国は否定した")
	becomes(t, denials, "中国は否定した", "否定した", "否定しなかった", Changed, "中国は否定しなかった")
}

func TestWordsTornFromTheirPlace(t *testing.T) {
	const words = "Beijing insisted that its patrols were lawful."
	gone := strings.Replace(row, words+" ", "", 1)

	// Denied where they stood, and denied elsewhere.
	becomes(t, row, words, words, "It is not true that "+words, Changed, "It is not true that "+words)
	expectFound(t, row, words, gone+" It is not true that "+words, Ambiguous, words)
	expectFound(t, row, words, gone+" An earlier version of this article said: “"+words+"” That was wrong.", Ambiguous, words)

	// Moved, and its place taken by a sentence that says something else.
	taken := strings.Replace(row, words, "Beijing insisted that its 12 patrols were lawful.", 1)
	expectFound(t, row, words, taken+" "+words, Changed, "Beijing insisted that its 12 patrols were lawful.")

	// Its place is edited on one side as well.
	taken = strings.Replace(strings.Replace(row, "Beijing insisted", "Seoul insisted", 1), "on Monday", "by post", 1)
	expectFound(t, row, words, taken+" "+words, Ambiguous, "Seoul insisted that its patrols were lawful.|"+words)

	// The title said the same.
	titled := "Beijing insisted that its patrols were lawful\n\n" + row
	inBody := strings.LastIndex(titled, words)
	a := describedAt(t, titled, inBody, len(words)-1)
	without := "Beijing insisted that its patrols were lawful\n\n" + gone
	if f := prepared(without).Find(a, prepared(titled)); f.Certain() {
		t.Errorf("the title is taken for the deleted sentence: %+v", f)
	}
	if f := prepared(without).Find(a, nil); f.Certain() {
		t.Errorf("without the old text, the title is taken for the deleted sentence: %+v", f)
	}

	// A short claim is not known again by its words alone.
	expectFound(t, row, "called", "The ministry was silent. Seoul says it called twice. Nobody else was heard.", Ambiguous, "called")
}

// describedAt is the anchor of so many bytes at a byte of a text.
func describedAt(t testing.TB, s string, at, length int) Anchor {
	t.Helper()
	ix := text.NewIndex(s)
	a, err := Describe(ix, article.Digest(s), text.Span{Start: ix.CodePointOf(text.Byte(at)), End: ix.CodePointOf(text.Byte(at + length))})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOneOfTwoParagraphsAlike(t *testing.T) {
	const twin = "The ministry sent a letter on that day. Japan denied this. The letter was never published by anybody."
	old := "Monday was calm.\n\n" + twin + "\n\nTuesday was loud.\n\n" + twin + "\n\nWednesday was quiet."
	second := strings.LastIndex(old, "Japan denied this")
	a := describedAt(t, old, second, len("Japan denied this"))
	expect := func(what, now string, state State) {
		t.Helper()
		if f := prepared(now).Find(a, prepared(old)); f.State != state {
			t.Errorf("%s: it is %s, not %s", what, f.State, state)
		}
	}
	expect("both still there, further down", "A note.\n\n"+old, Moved)
	expect("the second one is gone", "Monday was calm.\n\n"+twin+"\n\nTuesday was loud.\n\nWednesday was quiet.", Ambiguous)
	expect("the first one is gone", "Monday was calm.\n\nTuesday was loud.\n\n"+twin+"\n\nWednesday was quiet.", Moved)
	edited := old[:second] + strings.Replace(old[second:], "denied", "confirmed", 1)
	if f := prepared(edited).Find(a, prepared(old)); f.Certain() {
		t.Errorf("the first is taken for the second, which was edited: %+v", f)
	}
}

func TestClaimsAtTheEnds(t *testing.T) {
	const s = "Japan denied this. The ministry in Tokyo spoke of talks.\n\nIts letter was published on Friday. China kept silent."
	becomes(t, s, "Japan denied this", "Japan", "In the end, Japan", Changed, "In the end, Japan denied this")
	becomes(t, s, "Japan denied this", "Japan", "It rained. Japan", Exact, "Japan denied this")
	becomes(t, s, "China kept silent.", "silent.", "silent. So did Japan.", Exact, "China kept silent.")
	becomes(t, s, "China kept silent.", "kept silent.", "did not keep silent.", Changed, "China did not keep silent.")
	becomes(t, s, "spoke of talks.\n\nIts letter", "talks.\n\nIts", "talks. Its", Exact, "spoke of talks. Its letter")
	becomes(t, s, "spoke of talks.\n\nIts letter", "spoke", "never spoke", Changed, "never spoke of talks.\n\nIts letter")
	expectFound(t, s, s, s+" And more.", Exact, s)
	expectFound(t, s, s, "Something else.", Orphan, "")
}

func TestASelectorOfAnotherProgram(t *testing.T) {
	const now = "One denied this. Two denied this. Three said nothing at all. It was the consulate."
	expect := func(a Anchor, state State) {
		t.Helper()
		if f := prepared(now).Find(a, nil); f.State != state {
			t.Errorf("%+v is %s, not %s", a, f.State, state)
		}
	}
	expect(Anchor{Exact: "Three said nothing at all"}, Exact)
	expect(Anchor{Exact: "consulate", Prefix: "visited the embassy and later another "}, Ambiguous) // its context says otherwise
	expect(Anchor{Exact: "consulate", Prefix: "It was the "}, Exact)
	expect(Anchor{Exact: "denied this", Suffix: ". Three said"}, Moved)
	expect(Anchor{Exact: "denied this", Start: 4, End: 15}, Exact)
	expect(Anchor{Exact: "denied this", Start: 3, End: 14}, Ambiguous)
	expect(Anchor{Exact: "denied", Prefix: strings.Repeat("x ", 100_000), Suffix: strings.Repeat(" é", 100_000)}, Ambiguous)
	expect(Anchor{Exact: " \u00AD "}, Orphan)
	expect(Anchor{Exact: "onsulate"}, Ambiguous)              // of a word nobody has told the beginning
	expect(Anchor{Exact: "onsulate", Prefix: "the c"}, Exact) // now somebody has
	expect(Anchor{Exact: "enied this", Prefix: "wo d"}, Moved)
	expect(Anchor{}, Orphan)
}

func TestALongClaim(t *testing.T) {
	old, now := revision(3000)
	a := describedAt(t, old, 1000, 12_000)
	f := prepared(now).Find(a, prepared(old))
	if f.State != Changed || f.Span.Len() < 10_000 {
		t.Errorf("it is %s at %v", f.State, f.Span)
	}
	same := 0
	for _, e := range f.Diff {
		if e.Op == Same {
			same += len(e.Text)
		}
	}
	if same < 9_000 {
		t.Errorf("only %d bytes of the wordings are the same", same)
	}
}

func TestTextsThatRepeatThemselves(t *testing.T) {
	const claims = "the same words again "
	old := strings.Repeat(claims, 5000)
	for _, a := range []Anchor{describedAt(t, old, 50_000, 16), describedAt(t, old, 20_000, 40_000)} {
		if f := prepared("Well, "+old).Find(a, prepared(old)); f.Certain() && f.Span.Start != a.Start+6 {
			t.Errorf("of many places alike, %v is taken", f.Span)
		}
	}
}

func TestAScriptLeadsFromOneWordingToTheOther(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom(strings.Split("a b c d e f g h", " ")), 0, 30)
	rapid.Check(t, func(t *rapid.T) {
		old, now := text.Tokens(strings.Join(words.Draw(t, "old"), " ")), text.Tokens(strings.Join(words.Draw(t, "now"), " "))
		checkScript(t, old, now)
	})
	old, now := revision(4000)
	checkScript(t, text.Tokens(old), text.Tokens(now))
	checkScript(t, text.Tokens(strings.Repeat("a ", 3000)), text.Tokens(strings.Repeat("b ", 3000)))
}

func checkScript(t interface{ Fatalf(string, ...any) }, old, now []text.Token) {
	i, j := 0, 0
	for _, s := range script(old, now) {
		if s.at != j || s.same && len(s.removed) != len(s.added) {
			t.Fatalf("a step is %+v at %d", s, j)
		}
		for n, token := range s.removed {
			if token != old[i+n] || s.same && token.Text != s.added[n].Text {
				t.Fatalf("a step removes %v, not %v", token, old[i+n])
			}
		}
		for n, token := range s.added {
			if token != now[j+n] {
				t.Fatalf("a step adds %v, not %v", token, now[j+n])
			}
		}
		i, j = i+len(s.removed), j+len(s.added)
	}
	if i != len(old) || j != len(now) {
		t.Fatalf("the script ends at %d and %d, not at %d and %d", i, j, len(old), len(now))
	}
}

func TestPreparingInSteps(t *testing.T) {
	old, now := revision(30_000)
	steps := 1
	p := NewPreparation(text.NewIndex(now), article.Digest(now))
	for !p.Step() {
		if p.Prepared() != nil {
			t.Fatal("it is prepared before it is done")
		}
		steps++
	}
	if steps < 4 {
		t.Errorf("it took %d steps", steps)
	}
	for _, a := range []Anchor{describedAt(t, old, 1000, 100), describedAt(t, old, 90_000, 200)} {
		got, want := p.Prepared().Find(a, nil), prepared(now).Find(a, nil)
		if got.State != want.State || got.Span != want.Span {
			t.Errorf("in steps it is %v, at once %v", got, want)
		}
	}
}
