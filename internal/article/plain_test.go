package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestPlainParagraphs(t *testing.T) {
	expect := func(source string, want ...string) {
		t.Helper()
		expectBlocks(t, source, Plain(source), want)
	}
	expect("")
	expect(" \n\t\r\n\u00A0\n\u200B\n")
	expect("One lone line", "p:One lone line")
	expect("One.\n\nTwo.", "p:One.", "p:Two.")
	expect("One.\nTwo.\nThree.", "p:One.", "p:Two.", "p:Three.")                                 // by lines
	expect("One\nmore.\n\nTwo.", "p:One more.", "p:Two.")                                        // by blank lines
	expect("\n\nOne.\nTwo.\n\n", "p:One.", "p:Two.")                                             // those at the ends divide nothing
	expect("One.\n \u00A0\t\n\n\nTwo.\nmore.", "p:One.", "p:Two. more.")                         // what shows nothing is blank
	expect("One.\r\n\r\nTwo\r\nmore.", "p:One.", "p:Two more.")                                  // CRLF
	expect("One.\r\rTwo\rmore.", "p:One.", "p:Two more.")                                        // CR
	expect("  One \t two.  \n\n Three.", "p:One two.", "p:Three.")                               // runs of white space
	expect("One\u00A0 \u00A0two\u2003three.\n\nx.", "p:One\u00A0 \u00A0two\u2003three.", "p:x.") // all else stays
	expect("e\u0301 ﬁ \u200Bx\u2028y.\n\nz.", "p:e\u0301 ﬁ \u200Bx\u2028y.", "p:z.")
	expect("Title\n\n- a\n\n# b\n\n> c", "headline:Title", "p:- a", "p:# b", "p:> c") // marks are words here
}

func TestPlainDirection(t *testing.T) {
	expect := func(source string, want ...string) {
		t.Helper()
		expectBlocks(t, source, Plain(source), want)
	}
	expect("“هذا” Reuters.\n\nOne.\n\n12 הפנס.\n\n…", "p←:“هذا” Reuters.", "p:One.", "p←:12 הפנס.", "p:…")
}

func TestPlainHeadline(t *testing.T) {
	expect := func(first string, isHeadline bool) {
		t.Helper()
		a := Plain(first + "\n\nText follows.")
		if got := a.Blocks[0].Role == RoleHeadline; got != isHeadline {
			t.Errorf("%q is a headline: %v", first, got)
		}
		if isHeadline && (a.Title != first || show(a.Blocks[0]) != "headline:"+first) {
			t.Errorf("%q: title %q, block %s", first, a.Title, show(a.Blocks[0]))
		}
	}
	expect("Japan-China Row Over Korean Defectors Simmers", true)
	expect("Who switched off the beacon?", true)
	expect("Nobody did!", true)
	expect("“No”", true)
	expect("Japan denied this.", false)
	expect("Japan denied this,", false)
	expect("These are the facts:", false)
	expect("And then…", false)
	expect("“Japan denied this.”", false)
	expect("日本は否定した。", false)
	expect("هذا كل شيء؛", false)
	expect("By Ana Ruiz", false)
	expect("two\nlines", false)
	expect(strings.Repeat("é", 200), true)
	expect(strings.Repeat("é", 201), false)
}

func TestPlainTitleWithoutHeadline(t *testing.T) {
	expect := func(source, want string) {
		t.Helper()
		if got := Plain(source).Title; got != want {
			t.Errorf("%q is called %q, not %q", source, got, want)
		}
	}
	expect("", "")
	expect("One lone line", "One lone line")
	expect("Japan denied this.\n\nMore.", "Japan denied this.")
	expect(strings.Repeat("word ", 20)+".", strings.TrimSpace(strings.Repeat("word ", 12))+"…")
	expect(strings.Repeat("日", 61), strings.Repeat("日", 60)+"…")
}

func TestPlainRoles(t *testing.T) {
	expect := func(source string, want ...string) {
		t.Helper()
		expectBlocks(t, source, Plain(source), want)
	}
	long := strings.Repeat("word ", 70) + "end."

	expect("Title\n\nBy Ana Ruiz\n\nText.", "headline:Title", "byline:By Ana Ruiz", "p:Text.")
	expect("Title\n\nBY ANA RUIZ | 7 July 2008\n\nText.", "headline:Title", "byline:BY ANA RUIZ | 7 July 2008", "p:Text.")
	expect("Title\n\nA deck below it\n\nBy: Ana Ruiz\n\nText.", "headline:Title", "p:A deck below it", "byline:By: Ana Ruiz", "p:Text.")
	expect("By Ana Ruiz\n\nText.", "byline:By Ana Ruiz", "p:Text.")
	expect("Title\n\nBy 李雷\n\nText.", "headline:Title", "byline:By 李雷", "p:Text.")
	expect("Title\n\nBy the sea\n\nText.", "headline:Title", "p:By the sea", "p:Text.")
	expect("Title\n\nBy Monday all were gone.\n\nText.", "headline:Title", "p:By Monday all were gone.", "p:Text.")
	expect("Title\n\nBy Ana Ruiz", "headline:Title", "p:By Ana Ruiz") // an article has a body
	expect("Title\n\n"+long+"\n\nBy Ana Ruiz\n\nText.", "headline:Title", "p:"+long, "p:By Ana Ruiz", "p:Text.")

	expect("Title\n\nLONDON, 3 March 2025\n\nText.", "headline:Title", "dateline:LONDON, 3 March 2025", "p:Text.")
	expect("Title\n\nPublished on July 7, 2008 at 8:11 PM EDT\n\nText.", "headline:Title", "dateline:Published on July 7, 2008 at 8:11 PM EDT", "p:Text.")
	expect("Title\n\nBy Ana Ruiz\n\n2008-07-07\n\nText.", "headline:Title", "byline:By Ana Ruiz", "dateline:2008-07-07", "p:Text.")
	expect("Title\n\nIt began on 3 March 2025.\n\nText.", "headline:Title", "p:It began on 3 March 2025.", "p:Text.")
	expect("Title\n\nWhat the harbour master wrote to them on 3 March 2025\n\nText.", "headline:Title", "p:What the harbour master wrote to them on 3 March 2025", "p:Text.")

	expect("Title\n\nText.\n\nSee Earlier Story:\nOther\n\nAna Ruiz", "headline:Title", "p:Text.", "tail:See Earlier Story: Other", "tail:Ana Ruiz")
	expect("Title\n\nText.\n\nE-mail a news tip to Ana.", "headline:Title", "p:Text.", "tail:E-mail a news tip to Ana.")
	expect("Title\n\nText.\n\n© 2025 Tidewater Wire", "headline:Title", "p:Text.", "tail:© 2025 Tidewater Wire")
	expect("Title\n\nText.\n\nFollow us on the radio\n\n"+long, "headline:Title", "p:Text.", "tail:Follow us on the radio", "p:"+long) // text goes on
	expect("Title\n\nCopyright 2025 X", "headline:Title", "p:Copyright 2025 X")                                                        // nothing else would be left
	expect("Title\n\nText.\n\nCopyright law changed", "headline:Title", "p:Text.", "p:Copyright law changed")
}

func TestPlainMetadata(t *testing.T) {
	expect := func(source string, want Metadata) {
		t.Helper()
		if got := Plain(source).Metadata; got != want {
			t.Errorf("%q: %+v, not %+v", source, got, want)
		}
	}
	expect("T\n\nBy Ana Ruiz and Bo Li | July 7, 2008 | 8:11 PM EDT\n\nText.", Metadata{Title: "T", Byline: "Ana Ruiz and Bo Li", Published: "2008-07-07T20:11:00-04:00"})
	expect("T\n\nBy: Ana Ruiz · 3 March 2025\n\nText.", Metadata{Title: "T", Byline: "Ana Ruiz", Published: "2025-03-03"})
	expect("T\n\nBy Ana Ruiz\n\nLONDON, 3 March 2025\n\nText.", Metadata{Title: "T", Byline: "Ana Ruiz", Published: "2025-03-03"})
	expect("T\n\nBy Ana\n\n1 May 2001\n\nBy Bo\n\n2 May 2002\n\nText.", Metadata{Title: "T", Byline: "Ana", Published: "2001-05-01"}) // the first counts
	expect("T\n\nPORT SORREL (Tidewater Wire) — The beacon stood dark.", Metadata{Title: "T", Publisher: "Tidewater Wire"})
	expect("T\n\nTOKYO (X Y) -- It rained.\n\nOSAKA (Z) - So.", Metadata{Title: "T", Publisher: "X Y"})
	expect("T\n\nIt rained (again) in Tokyo - so what.", Metadata{Title: "T"})
	expect("T\n\nOn 3 March 2025 it rained.\n\nText.", Metadata{Title: "T"}) // a date in the body is not the article's
}

// words are what generated articles are put together from.
var wordsOf = []string{
	"Beijing", "denied", "this.", "By", "Ana", "7 July 2008", "(CNS)", "-", "–", "“No”", "e\u0301", "日本。", "اليابان", "הפנס", "😀", "👨‍👩‍👧‍👦",
	"\u00A0", "\u200B", "\u2028", "\uFEFF", "©", "2008", "See earlier story", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r",
}

func TestPlainKeepsEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkPlain(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(wordsOf), 0, 80).Draw(t, "words"), ""))
	})
}

func checkPlain(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	a := Plain(s)
	if got, want := fields(a.Text()), fields(s); !slices.Equal(got, want) {
		t.Fatalf("the words of %q are %q, not %q", s, got, want)
	}
	checkStructure(t, a)
	checkLayout(t, a)
}

func FuzzPlain(f *testing.F) {
	f.Add("Title\n\nBy Ana Ruiz | July 7, 2008 | 8:11 PM EDT\n\nTOKYO (X) - It rained.\n\n© 2008 X")
	f.Add("one\rtwo\r\n\tthree \u00A0 four\u2028")
	f.Add("\uFEFF\n\u200B\nBy:\u00A0É|")
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			checkPlain(t, s)
		}
	})
}

func benchReading(b *testing.B, read func(string) Article) {
	const ten = "Beijing “insisted” the *staff*—[北京](https://a.example/b), naïve—had given the police permission.\n\n"
	for _, thousand := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dk", thousand), func(b *testing.B) {
			s := "Title\n\nBy Ana Ruiz\n\n" + strings.Repeat(ten, thousand*100)
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				read(s)
			}
		})
	}
}

func BenchmarkPlain(b *testing.B) { benchReading(b, Plain) }
