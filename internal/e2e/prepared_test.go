package e2e

import (
	"os"
	"strings"
	"testing"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// prepared is a claim of a dossier that was made before the visit.
type prepared struct {
	words, source, cue string
	stance             dossier.Stance
}

// scene is what the scene marks.
var scene = []prepared{
	{japanAccused, "Japan", "accused", dossier.Accuse},
	{chineseClaimed, "Chinese officials", "claimed", dossier.Assert},
	{beijingInsisted, "Beijing", "insisted", dossier.Assert},
	{japanDenied, "Japan", "denied", dossier.Deny},
}

// sceneOppositions are those of the scene: which of its claims is set against which.
var sceneOppositions = [][2]int{{3, 2}, {1, 0}}

// prepare makes a dossier of the sample article with claims, some of them set against
// others, for tests that are about what comes after.
func prepare(t *testing.T, claims []prepared, oppositions ...[2]int) []byte {
	t.Helper()
	data, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.Parse("article.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	editor := dossier.Editor{Now: func() time.Time { now = now.Add(time.Second); return now }, NewID: dossier.NewID}
	k := desk.New(dossier.New(dossier.NewID(), dossier.NewID(), a, now), editor)
	ix := k.Layout().Index()
	ids := make([]dossier.ID, len(claims))
	for i, c := range claims {
		at := strings.Index(ix.String(), c.words)
		if at < 0 {
			t.Fatalf("the article does not say %q", c.words)
		}
		id := k.Highlight(text.Span{Start: ix.CodePointOf(text.Byte(at)), End: ix.CodePointOf(text.Byte(at + len(c.words)))}).Claim
		k.Write(id, dossier.FieldSource, c.source)
		k.Write(id, dossier.FieldCue, c.cue)
		k.SetStance(id, c.stance)
		ids[i] = id
	}
	for _, pair := range oppositions {
		k.StartPick(ids[pair[0]])
		if made := k.Pick(ids[pair[1]]); !made.Done {
			t.Fatal(made.Said)
		}
	}
	file, err := exchange.EncodeNative(k.Dossier())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// visitPrepared opens the page on a dossier that was made before.
func visitPrepared(t *testing.T, claims []prepared, options ...option) *person {
	t.Helper()
	p := visit(t, "/", options...)
	p.chooseFile("#import-file", "prepared.gainsay.json", prepare(t, claims))
	p.until("its claims are there", func() bool { return p.tabCount("claims") == len(claims) })
	p.saved()
	return p
}

// setScene brings a fresh page to where the scene leads: four claims, two oppositions.
func (p *person) setScene() {
	p.t.Helper()
	p.chooseFile("#import-file", "scene.gainsay.json", prepare(p.t, scene, sceneOppositions...))
	p.until("its claims are there", func() bool {
		return p.tabCount("claims") == len(scene) && p.tabCount("ledger") == len(sceneOppositions)
	})
	p.saved()
}

// claimOn returns the id of the claim whose words are highlighted.
func (p *person) claimOn(words string) string {
	p.t.Helper()
	mark := `[...document.querySelectorAll('mark')].find((mark) => mark.textContent.includes(` + quote(words) + `))`
	p.wait("it is highlighted", mark)
	return eval[string](p, mark+`.dataset.claims.split(' ')[0]`)
}
