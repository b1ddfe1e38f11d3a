package foreign

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/dossier"
)

// published is a publication of which everything is known.
var published = Publication{URL: "https://check.example/row#top", Publisher: "The Check", PublisherURL: "https://check.example"}

func TestTheSceneInClaimReview(t *testing.T) {
	golden(t, "scene.claimreview.jsonld", written(t, claimReview(), scene(t)))
}

func TestARichDossierInClaimReview(t *testing.T) {
	data, err := ClaimReviews(rich(t), published)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "rich.claimreview.jsonld", data)
}

// graphOf reads the things in a graph.
func graphOf(t *testing.T, data []byte) (graph []map[string]any) {
	t.Helper()
	var whole struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(data, &whole); err != nil || whole.Context != "https://schema.org" {
		t.Fatalf("%v: %s", err, data)
	}
	return whole.Graph
}

// at returns a member by its path, as in itemReviewed.author.name, or nil.
func at(thing map[string]any, path string) any {
	var value any = thing
	for name := range strings.SplitSeq(path, ".") {
		members, _ := value.(map[string]any)
		value = members[name]
	}
	return value
}

func reviewsOf(t *testing.T, d *dossier.Dossier, p Publication) (reviews, claims []map[string]any) {
	t.Helper()
	data, err := ClaimReviews(d, p)
	if err != nil {
		t.Fatal(err)
	}
	for _, thing := range graphOf(t, data) {
		if thing["@type"] == "ClaimReview" {
			reviews = append(reviews, thing)
		} else {
			claims = append(claims, thing)
		}
	}
	return reviews, claims
}

func TestAClaimIsReviewedWhereItHasAVerdictAndAnAddress(t *testing.T) {
	expect := func(d *dossier.Dossier, p Publication, reviews, claims int) {
		t.Helper()
		r, c := reviewsOf(t, d, p)
		if len(r) != reviews || len(c) != claims {
			t.Errorf("%d are reviewed and %d not; it should be %d and %d", len(r), len(c), reviews, claims)
		}
	}
	whole := len(rich(t).Claims)
	expect(rich(t), published, 3, whole-3)
	expect(rich(t), Publication{}, 3, whole-3)
	bare := rich(t)
	bare.Article.URL = ""
	expect(bare, published, 3, whole-3)
	expect(bare, Publication{}, 0, whole)
	expect(bare, Publication{URL: "javascript:alert(1)"}, 0, whole)
	expect(scene(t), published, 0, len(scene(t).Claims))
	if structured(scene(t)) != nil || structured(bare) != nil {
		t.Error("a page without checks gets structured data")
	}
	if one := structured(rich(t)); len(graphOf(t, one)) != 3 || bytes.ContainsRune(one, '\n') {
		t.Errorf("the structured data of a page are %s", one)
	}
}

func TestRatingsAsNumbers(t *testing.T) {
	reviews, _ := reviewsOf(t, rich(t), published)
	var got []string
	for _, r := range reviews {
		got = append(got, fmt.Sprint(at(r, "reviewRating.alternateName"), " ", at(r, "reviewRating.ratingValue"), " of ", at(r, "reviewRating.worstRating"), " to ", at(r, "reviewRating.bestRating")))
	}
	// "Unproven" stands outside the order of its scale, and has no number.
	want := []string{"Mostly false 2 of 1 to 5", "Unproven <nil> of <nil> to <nil>", "No nose 3 of 1 to 3"}
	if !slices.Equal(got, want) {
		t.Errorf("the ratings are %q, not %q", got, want)
	}
}

// required is what Google shows no fact check without.
var required = []string{"claimReviewed", "reviewRating", "url"}

func TestWhatIsMissingIsListed(t *testing.T) {
	of := func(d *dossier.Dossier, p Publication, claim int) (list []string) {
		for _, l := range Lacks(d, p) {
			if l.Claim == d.Claims[claim].ID {
				list = append(list, l.Property)
			}
			if l.Required != slices.Contains(required, l.Property) && l.Property != "claimReviewed" {
				t.Errorf("%s is said to be required: %v", l.Property, l.Required)
			}
			if l.Why == "" || strings.HasSuffix(l.Why, ".") {
				t.Errorf("the reason is %q", l.Why)
			}
		}
		return list
	}
	expect := func(d *dossier.Dossier, p Publication, claim int, want ...string) {
		t.Helper()
		if got := of(d, p, claim); !slices.Equal(got, want) {
			t.Errorf("%q lacks %q, not %q", d.Claims[claim].Anchor.Exact, got, want)
		}
	}
	d := rich(t)
	insisted := slices.IndexFunc(d.Claims, func(c *dossier.Claim) bool { return c.Statement != "" })
	denied := slices.IndexFunc(d.Claims, func(c *dossier.Claim) bool { return c.Verdict.Rating == "none" })
	unrated := slices.IndexFunc(d.Claims, func(c *dossier.Claim) bool { return !c.Verdict.Given() })
	expect(d, published, insisted)
	expect(d, published, denied, "itemReviewed.author.@type", "itemReviewed.datePublished")
	expect(d, Publication{}, insisted, "url", "author")
	expect(d, published, unrated, "reviewRating")
	bare := rich(t)
	bare.Article.URL = ""
	bare.Claims[insisted].Statement = strings.Repeat("long ", 16)
	bare.Claims[insisted].Attribution.Source.Text = " "
	expect(bare, published, insisted, "claimReviewed", "itemReviewed.author", "itemReviewed.author.@type", "itemReviewed.appearance")
}

// What is not listed as missing is there.
func TestWhatIsNotMissingIsWritten(t *testing.T) {
	for _, p := range []Publication{{}, published} {
		for _, address := range []string{"", "https://example.org/row"} {
			d := rich(t)
			d.Article.URL = address
			missing := make(map[string]bool)
			for _, l := range Lacks(d, p) {
				missing[string(l.Claim)+l.Property] = true
			}
			reviews, _ := reviewsOf(t, d, p)
			for _, r := range reviews {
				id := at(r, "itemReviewed.@id").(string)
				for _, property := range []string{"url", "claimReviewed", "reviewRating", "author", "itemReviewed.author", "itemReviewed.appearance.url", "itemReviewed.datePublished"} {
					lacks := missing[id+strings.TrimSuffix(property, ".url")] && property != "claimReviewed" || property == "url" && missing[id+"url"]
					if there := at(r, property) != nil; there == lacks && property != "author" {
						t.Errorf("%s of %s is there: %v, and said to be missing: %v", property, id, there, lacks)
					}
				}
			}
		}
	}
}

func TestEachCheckOfAPageHasAnAddress(t *testing.T) {
	reviews, _ := reviewsOf(t, rich(t), published)
	seen := make(map[any]bool)
	for _, r := range reviews {
		url, _ := r["url"].(string)
		if !strings.HasPrefix(url, "https://check.example/row#") || seen[url] {
			t.Errorf("a check is at %q", url)
		}
		seen[url] = true
		if at(r, "author.name") != "The Check" || at(r, "author.url") != "https://check.example" {
			t.Errorf("its author is %v", r["author"])
		}
	}
}
