package article

import "testing"

func TestElementsAndClasses(t *testing.T) {
	a := Article{Blocks: []Block{
		{Kind: KindHeading, Level: 1, Role: RoleHeadline},
		{Kind: KindParagraph, Role: RoleByline},
		{Kind: KindHeading, Level: 9},
		{Kind: KindQuote},
		{Kind: KindListItem, Text: "12. twelve"},
		{Kind: KindListItem, Text: "12 monkeys"},
		{Kind: KindCaption},
		{Kind: KindTableRow, Role: RoleTail},
		{Kind: KindParagraph, Role: RoleTail},
	}}
	for n, want := range [][2]string{
		{"h1", "headline"}, {"p", "byline"}, {"h6", ""}, {"blockquote", ""}, {"li", "numbered"}, {"li", ""},
		{"p", "caption"}, {"p", "tail table-row tail-first"}, {"p", "tail"},
	} {
		if got := [2]string{a.Blocks[n].Element(), a.Class(n)}; got != want {
			t.Errorf("block %d is %q, want %q", n, got, want)
		}
	}
}
