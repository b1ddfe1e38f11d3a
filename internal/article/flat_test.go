package article

import (
	"reflect"
	"testing"
)

func TestFlatArticlesComeBack(t *testing.T) {
	_, sampled := sample(t, "japan-china-row.txt")
	made := Compose([]Block{
		{Kind: KindHeading, Level: 2, Text: "A\tpart", Role: RoleHeadline},
		{Kind: KindTableRow, Text: "a | b", Lang: "ar", Dir: "rtl"},
	}, Metadata{Publisher: "P", URL: "https://e.example/", Retrieved: "2026-01-01T00:00:00Z", Language: "en"})
	for _, a := range []Article{sampled, made} {
		got, err := FromFlat(Flat(a))
		if err != nil || !reflect.DeepEqual(got, a) {
			t.Errorf("%+v comes back as %+v, %v", a, got, err)
		}
	}
	for _, broken := range []map[string]string{{}, {"text": "a", "blocks": "paragraph\n"}, {"text": "a", "blocks": "paragraph\tx\t\t\t\n"}, {"text": "a\n\nb", "blocks": "paragraph\t0\t\t\t\n"}} {
		if a, err := FromFlat(broken); err == nil {
			t.Errorf("%q is read as %+v", broken, a)
		}
	}
}

func TestCompose(t *testing.T) {
	p := func(s string) Block { return Block{Kind: KindParagraph, Text: s} }
	a := Compose([]Block{p(" A  headline "), p("\u00A0"), p("By Ana Ruiz"), p("7 July 2008"), p("Somebody said something."), {Kind: KindTableRow, Text: "a |\tb"}}, Metadata{Title: "Another", Publisher: "P"})
	expectBlocks(t, "blocks", a, []string{"headline:A headline", "byline:By Ana Ruiz", "dateline:7 July 2008", "p:Somebody said something.", "tr:a | b"})
	if want := (Metadata{Title: "A headline", Byline: "Ana Ruiz", Publisher: "P", Published: "2008-07-07"}); a.Metadata != want {
		t.Errorf("%+v", a.Metadata)
	}
	// A direction that was given stays where it says something.
	a = Compose([]Block{{Kind: KindParagraph, Text: "Words.", Dir: "ltr"}, {Kind: KindParagraph, Text: "Reuters: קול.", Dir: "rtl"}, {Kind: KindQuote, Text: "קול", Dir: "ltr"}, p("קול")}, Metadata{})
	var got []string
	for _, b := range a.Blocks {
		got = append(got, b.Dir)
	}
	if want := []string{"", "rtl", "ltr", "rtl"}; !reflect.DeepEqual(got, want) {
		t.Errorf("the directions are %q, not %q", got, want)
	}
}
