package foreign

import (
	"fmt"
	"strings"
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// manyClaims makes a dossier of so many claims, each on a sentence of ten words and worked up
// as one usually is, and half as many oppositions.
func manyClaims(tb testing.TB, count int) *dossier.Dossier {
	tb.Helper()
	var source strings.Builder
	sentence := func(i int) string {
		return fmt.Sprintf("Speaker %d said on Monday that item %d was never shipped.", i%40, i)
	}
	for i := range count {
		source.WriteString(sentence(i))
		if i%6 == 5 {
			source.WriteString("\n\n")
		} else {
			source.WriteByte(' ')
		}
	}
	a, err := article.Parse("long.txt", []byte(source.String()))
	if err != nil {
		tb.Fatal(err)
	}
	a.ID, a.URL = string(dossier.NewID()), "https://example.org/long"
	e := editor()
	e.Creator = "Ada"
	d := dossier.New(e.NewID(), e.NewID(), a, e.Now())
	layout := article.NewLayout(a)
	from := 0
	for i := range count {
		words := sentence(i)
		at := from + strings.Index(layout.Index().String()[from:], words)
		from = at + len(words)
		start := layout.Index().CodePointOf(text.Byte(at))
		where, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{Start: start, End: start + text.CodePoint(len(words))})
		if err != nil {
			tb.Fatal(err)
		}
		now := e.Now()
		c := &dossier.Claim{
			ID: e.NewID(), Standing: dossier.Standing{Anchor: where}, Stance: dossier.Assert, Statement: fmt.Sprintf("Item %d was never shipped.", i), Note: "To be checked.",
			Attribution: dossier.Attribution{Source: dossier.Part{Text: fmt.Sprintf("Speaker %d", i%40)}, Cue: dossier.Part{Text: "said", Lemma: "say"}},
			Tags:        []string{"shipping"}, Creator: "Ada", Created: now, Modified: now,
			Evidence: dossier.List[*dossier.Evidence]{{ID: e.NewID(), URL: "https://example.org/list", Title: "The list", Relation: dossier.Refutes, Created: now, Modified: now}},
			Verdict:  dossier.Verdict{Scale: dossier.TruthScale, Rating: "false", Explanation: "It is on the list.", By: "Ada", At: now},
		}
		d.Claims = append(d.Claims, c)
		if i%2 == 1 {
			d.Oppositions = append(d.Oppositions, &dossier.Opposition{
				ID: e.NewID(), Kind: dossier.Contradicts, From: c.ID, To: d.Claims[i-1].ID, Origin: dossier.Human, Note: "One of the two.", Created: now, Modified: now,
			})
		}
	}
	if err := d.Validate(); err != nil {
		tb.Fatal(err)
	}
	return d
}

// BenchmarkEncode writes dossiers of 50 and of 1,000 claims in each format, the native one
// among them.
func BenchmarkEncode(b *testing.B) {
	formats := append([]Format{{Name: "gainsay", Encode: exchange.EncodeNative}}, Formats()...)
	for _, claims := range []int{50, 1000} {
		d := manyClaims(b, claims)
		for _, f := range formats {
			b.Run(fmt.Sprintf("%s/claims=%d", f.Name, claims), func(b *testing.B) {
				for range b.N {
					data, err := f.Encode(d)
					if err != nil {
						b.Fatal(err)
					}
					b.SetBytes(int64(len(data)))
				}
			})
		}
	}
}

// BenchmarkDecode reads what BenchmarkEncode writes.
func BenchmarkDecode(b *testing.B) {
	d := manyClaims(b, 1000)
	for _, f := range Formats() {
		if f.Decode == nil {
			continue
		}
		data := written(b, f, d)
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for range b.N {
				if _, err := f.Decode(data, editor()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
