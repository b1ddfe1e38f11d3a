package article

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// show writes a block as its role, or else its kind with the level of a heading,
// and its text: "headline:Title", "byline:By X", "h2:Part", "p:…", "q:…", "li:…".
// An arrow marks a block that is written from right to left.
func show(b Block) string {
	names := map[Kind]string{KindHeading: "h", KindParagraph: "p", KindQuote: "q", KindListItem: "li", KindCaption: "cap", KindTableRow: "tr"}
	name := names[b.Kind]
	if b.Level > 0 {
		name += string(rune('0' + b.Level))
	}
	switch {
	case b.Role == RoleHeadline && name == "h1", b.Role != "" && name == "p":
		name = string(b.Role)
	case b.Role != "":
		name = string(b.Role) + " " + name
	}
	if b.Dir == "rtl" {
		name += "←"
	}
	return name + ":" + b.Text
}

func expectBlocks(t *testing.T, source string, a Article, want []string) {
	t.Helper()
	var got []string
	for _, b := range a.Blocks {
		got = append(got, show(b))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q reads as\n\t%s\nnot\n\t%s", source, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// checkStructure holds an article to what every reader promises of its blocks.
func checkStructure(t interface {
	Helper()
	Fatalf(string, ...any)
}, a Article) {
	t.Helper()
	var texts []string
	for _, b := range a.Blocks {
		if b.Text == "" || b.Text != strings.Trim(b.Text, " ") || strings.ContainsAny(b.Text, "\n\r\t") || strings.Contains(b.Text, "  ") {
			t.Fatalf("block %q has space that it should not have", b.Text)
		}
		if b.Kind == KindHeading != (b.Level >= 1 && b.Level <= 6) {
			t.Fatalf("%s %q has level %d", b.Kind, b.Text, b.Level)
		}
		texts = append(texts, b.Text)
	}
	if got, want := a.Text(), strings.Join(texts, "\n\n"); got != want {
		t.Fatalf("the canonical text is %q, not %q", got, want)
	}
	if len(a.Blocks) == 0 {
		return
	}
	if a.Title == "" {
		t.Fatalf("the article has no title")
	}
	back, err := FromText(a.Text(), emptied(a.Blocks))
	if err != nil || !slices.EqualFunc(back, a.Blocks, sameBlock) {
		t.Fatalf("the text gives back %v, %v; not %v", back, err, a.Blocks)
	}
}

func emptied(blocks []Block) []Block {
	without := slices.Clone(blocks)
	for i := range without {
		without[i].Text = ""
	}
	return without
}

func sameBlock(a, b Block) bool {
	return a.Kind == b.Kind && a.Level == b.Level && a.Role == b.Role && a.Text == b.Text && a.Lang == b.Lang && a.Dir == b.Dir
}

func TestFromTextCounts(t *testing.T) {
	expect := func(canonical string, blocks int, want string) {
		t.Helper()
		_, err := FromText(canonical, make([]Block, blocks))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q for %d blocks: %q, not %q", canonical, blocks, got, want)
		}
	}
	expect("one\n\ntwo", 2, "")
	expect("one\n\ntwo", 1, "the text has 2 blocks, not 1")
	expect("one\ntwo", 2, "the text has 1 blocks, not 2")
}

func TestFromTextLeavesItsInput(t *testing.T) {
	blocks := []Block{{Kind: KindParagraph, Text: "before"}}
	if _, err := FromText("after", blocks); err != nil || blocks[0].Text != "before" {
		t.Errorf("the blocks that were given now say %q (%v)", blocks[0].Text, err)
	}
}

func TestDigest(t *testing.T) {
	// The test vector of FIPS 180-2, appendix B.1.
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := Digest("abc"); got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

func TestSlug(t *testing.T) {
	expect := func(title, want string) {
		t.Helper()
		if got := Slug(Article{Metadata: Metadata{Title: title}}); got != want {
			t.Errorf("%q becomes %q, not %q", title, got, want)
		}
	}
	expect("Japan-China Row Over Korean Defectors Simmers", "japan-china-row-over-korean-defectors-simmers")
	expect("  “Who?” / ..\\we: 2 ", "who-we-2")
	expect("Éloïse e\u0301", "éloïse-e\u0301")
	expect("日本は否定した", "日本は否定した")
	expect("उत्तर", "उत्तर")
	expect("", "article")
	expect("… !", "article")
	expect(strings.Repeat("a", 59)+" b", strings.Repeat("a", 59))
	expect(strings.Repeat("日", 90), strings.Repeat("日", 60))
}

// fields are the words of a text, as the package comment divides them. What shows
// nothing is no word.
func fields(s string) []string {
	all := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) })
	return slices.DeleteFunc(all, func(field string) bool {
		return strings.TrimFunc(field, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' }) == ""
	})
}
