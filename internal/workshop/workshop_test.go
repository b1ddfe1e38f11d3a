package workshop

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
)

var shop = Workshop{Now: func() time.Time { return time.Date(2026, 7, 8, 9, 0, 0, 0, time.UTC) }, NewID: dossier.NewID}

// sample is a dossier as the page sends it.
func sample(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../exchange/testdata/scene.gainsay.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// does has an errand done that must succeed.
func does(t *testing.T, asked map[string]string, data []byte) (map[string]string, []byte) {
	t.Helper()
	answered, made, err := shop.Do(asked, data)
	if err != nil {
		t.Fatalf("%v: %v", asked, err)
	}
	return answered, made
}

func offers(t *testing.T) []errand.Offer {
	t.Helper()
	_, listed := does(t, map[string]string{errand.Name: errand.List}, sample(t))
	var list []errand.Offer
	if err := json.Unmarshal(listed, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestEveryOfferIsWritten holds the list to what can be written: each offer gives a file
// with a name and a type, and one that can be read again is taken to an equal dossier.
func TestEveryOfferIsWritten(t *testing.T) {
	for _, offer := range offers(t) {
		t.Run(offer.Format+offer.Table, func(t *testing.T) {
			asked := map[string]string{errand.Name: errand.Write, errand.Format: offer.Format, errand.Table: offer.Table}
			answered, made := does(t, asked, sample(t))
			if len(made) == 0 || !strings.Contains(answered[errand.File], ".") || !strings.Contains(answered[errand.Media], "/") {
				t.Errorf("%d bytes for a file %q of type %q", len(made), answered[errand.File], answered[errand.Media])
			}
			if offer.Label == "" {
				t.Error("it has no name")
			}
			taken, again := does(t, map[string]string{errand.Name: errand.Take}, made)
			if taken[errand.Format] == "" {
				return // it only goes out
			}
			if taken[errand.Left] != "[]" {
				t.Errorf("of our own file was left out: %s", taken[errand.Left])
			}
			d, err := exchange.DecodeNative(again)
			if err != nil || len(d.Claims) != 4 || len(d.Oppositions) != 2 {
				t.Errorf("read again: %v, with %d claims", err, len(d.Claims))
			}
		})
	}
}

func TestTheConfigurationOfLabelStudioIsOffered(t *testing.T) {
	asked := map[string]string{errand.Name: errand.Write, errand.Format: "labelstudio", errand.Table: "labeling-config.xml"}
	if !slices.ContainsFunc(offers(t), func(o errand.Offer) bool { return o.Format == asked[errand.Format] && o.Table == asked[errand.Table] }) {
		t.Error("it is not offered")
	}
	answered, made := does(t, asked, sample(t))
	if answered[errand.File] != "labeling-config.xml" || !strings.HasPrefix(string(made), "<View>") {
		t.Errorf("it is %q, %s", answered[errand.File], made)
	}
}

func TestTheReportCanBeCopiedWithItsForm(t *testing.T) {
	for _, offer := range offers(t) {
		if rich := offer.Format == "html"; offer.Rich != rich || rich && !offer.Text {
			t.Errorf("%s is copied as text: %v, with its form: %v", offer.Label, offer.Text, offer.Rich)
		}
	}
}

func TestOffersSayWhatTheyLose(t *testing.T) {
	for _, offer := range offers(t) {
		lossless := offer.Format == "w3c"
		if lossless != (len(offer.Loses) == 0) {
			t.Errorf("%s loses %q", offer.Label, offer.Loses)
		}
		if offer.Format == "claimreview" && !slices.ContainsFunc(offer.Lacks, func(l errand.Lack) bool {
			return slices.Contains(l.Lacks, "the claim has no verdict")
		}) {
			t.Errorf("nothing says that the claims have no verdict: %v", offer.Lacks)
		}
	}
}

// TestAForeignFileGoesIntoTheOpenArticle takes annotations of another program, which do
// not bring the text that they mark.
func TestAForeignFileGoesIntoTheOpenArticle(t *testing.T) {
	const file = `[{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation",
  "target": {"source": "https://example.org/", "selector": {"type": "TextQuoteSelector", "exact": "Japan denied this"}}}]`
	asked := map[string]string{errand.Name: errand.Take}
	if _, _, err := shop.Do(asked, []byte(file)); err == nil {
		t.Error("it is taken without an article to set it in")
	}
	asked[errand.Dossier] = string(sample(t))
	_, made := does(t, asked, []byte(file))
	d, err := exchange.DecodeNative(made)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Claims) != 1 || d.Claims[0].Anchor.Exact != "Japan denied this" {
		t.Errorf("it has the claims %v", d.Claims)
	}
}

func TestWhatIsInNoFormatIsNotTaken(t *testing.T) {
	for _, data := range []string{"", "{}", "[]", "a text", "\x00\x01", `{"format": "gainsay.dossier"}`} {
		if answered, made := does(t, map[string]string{errand.Name: errand.Take}, []byte(data)); answered[errand.Format] != "" || made != nil {
			t.Errorf("%q is taken for %s", data, answered[errand.Format])
		}
	}
}

func TestErrandsAreRefused(t *testing.T) {
	for _, test := range []struct {
		name  string
		asked map[string]string
		data  string
	}{
		{"an errand that there is not", map[string]string{errand.Name: "fetch"}, ""},
		{"a format that there is not", map[string]string{errand.Name: errand.Write, errand.Format: "docx"}, string(sample(t))},
		{"a table that there is not", map[string]string{errand.Name: errand.Write, errand.Format: "csv", errand.Table: "people"}, string(sample(t))},
		{"a file that there is not", map[string]string{errand.Name: errand.Write, errand.Format: "labelstudio", errand.Table: "people"}, string(sample(t))},
		{"no dossier", map[string]string{errand.Name: errand.List}, "{}"},
		{"no article", map[string]string{errand.Name: errand.Read}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := shop.Do(test.asked, []byte(test.data)); err == nil {
				t.Error("it is done")
			}
		})
	}
}

func TestAWebPageIsRead(t *testing.T) {
	const page = `<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>The minister denied that there was a call, and said so twice on Monday evening.</p><p>Her office confirmed the statement, and added that no other would follow in the coming days.</p></article></body></html>`
	answered, _ := does(t, map[string]string{errand.Name: errand.Read, errand.Label: "utf-8"}, []byte(page))
	if a, err := article.FromFlat(answered); err != nil || !strings.Contains(a.Text(), "The minister denied that there was a call") {
		t.Errorf("it reads %q", a.Text())
	}
}
