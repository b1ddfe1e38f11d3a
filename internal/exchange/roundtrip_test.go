package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// words are what generated articles are made of: every kind of character.
var words = rapid.SampledFrom([]string{"Japan", "denied", "“this”", "—", "e\u0301te\u0301", "👩🏽‍✈️", "否定した", "ونفى", "הכחישה", "<b>", "&amp;", `a"b\c`, "\u2028", "١٢"})

var moments = rapid.Custom(func(t *rapid.T) time.Time {
	return time.UnixMilli(rapid.Int64Range(1, 4e12).Draw(t, "ms")).UTC()
})

// extras are members that this version does not know.
var extras = rapid.Custom(func(t *rapid.T) openjson.Extra {
	n := rapid.IntRange(0, 2).Draw(t, "extras")
	if n == 0 {
		return nil
	}
	extra := make(openjson.Extra)
	for range n {
		name := rapid.SampledFrom([]string{"x-reviews", "Start", "x-y", "évidence"}).Draw(t, "name")
		extra[name] = json.RawMessage(rapid.SampledFrom([]string{`1`, `"<&>"`, `{"a":[1,2,{"b":null}]}`, `[]`, `true`}).Draw(t, "value"))
	}
	return extra
})

// dossiers generates whole dossiers: blocks of all kinds, claims that overlap and
// nest, oppositions of all kinds.
var dossiers = rapid.Custom(func(t *rapid.T) *dossier.Dossier {
	d := &dossier.Dossier{
		ID: dossier.NewID(), Name: rapid.SampledFrom([]string{"", "A name"}).Draw(t, "name"),
		Created: moments.Draw(t, "created"), Modified: moments.Draw(t, "modified"), Extra: extras.Draw(t, "top"),
		DerivedFrom: rapid.SampledFrom([]string{"", article.Digest("a file")}).Draw(t, "derived"),
	}
	d.Article = article.Article{
		ID:       string(dossier.NewID()),
		Metadata: article.Metadata{Title: words.Draw(t, "title"), Byline: "B", Published: "2026-01-02", URL: "https://example.org/a?b=1&c=2", Language: "ja"},
		Extra:    extras.Draw(t, "article"),
	}
	blocksOf := func() (blocks []article.Block) {
		for range rapid.IntRange(1, 5).Draw(t, "blocks") {
			b := article.Block{
				Kind: rapid.SampledFrom([]article.Kind{article.KindHeading, article.KindParagraph, article.KindQuote, article.KindListItem}).Draw(t, "kind"),
				Role: rapid.SampledFrom([]article.Role{"", article.RoleHeadline, article.RoleByline, article.RoleDateline, article.RoleTail}).Draw(t, "role"),
				Dir:  rapid.SampledFrom([]string{"", "ltr", "rtl"}).Draw(t, "dir"), Lang: rapid.SampledFrom([]string{"", "ar"}).Draw(t, "lang"),
				Text:  strings.Join(rapid.SliceOfN(words, 1, 12).Draw(t, "text"), " "),
				Extra: extras.Draw(t, "block"),
			}
			if b.Kind == article.KindHeading {
				b.Level = rapid.IntRange(1, 6).Draw(t, "level")
			}
			blocks = append(blocks, b)
		}
		return blocks
	}
	d.Article.Blocks = blocksOf()
	layout := article.NewLayout(d.Article)
	layouts := []*article.Layout{layout}
	for range rapid.IntRange(0, 2).Draw(t, "versions") {
		v := dossier.Version{Article: d.Article, Replaced: moments.Draw(t, "replaced"), Extra: extras.Draw(t, "version")}
		v.Article.Blocks = blocksOf()
		d.Versions = append(d.Versions, v)
		layouts = append(layouts, article.NewLayout(v.Article))
	}
	anchorsIn := func(layout *article.Layout) anchor.Anchor {
		start := text.CodePoint(rapid.IntRange(0, int(layout.Index().Len())-1).Draw(t, "start"))
		end := text.CodePoint(rapid.IntRange(int(start)+1, int(layout.Index().Len())).Draw(t, "end"))
		a, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{Start: start, End: end})
		if err != nil {
			t.Fatal(err)
		}
		a.Extra = extras.Draw(t, "anchor")
		return a
	}
	anchors := func() anchor.Anchor { return anchorsIn(rapid.SampledFrom(layouts).Draw(t, "version")) }
	standing := func() dossier.Standing {
		s := dossier.Standing{Anchor: anchorsIn(layout)}
		if rapid.Bool().Draw(t, "marked") {
			a := anchors()
			s.Marked = &a
		}
		switch rapid.IntRange(0, 4).Draw(t, "state") {
		case 0:
			s.State = anchor.Moved
		case 1:
			s.Anchor, s.State, s.Places = anchors(), anchor.Changed, []anchor.Anchor{anchorsIn(layout)}
		case 2:
			s.Anchor, s.State, s.Places = anchors(), anchor.Ambiguous, []anchor.Anchor{anchorsIn(layout), anchorsIn(layout)}
		case 3:
			s.Anchor, s.State, s.Settled = anchors(), anchor.Orphan, rapid.Bool().Draw(t, "settled")
		}
		return s
	}
	part := func() dossier.Part {
		p := dossier.Part{Text: rapid.SampledFrom([]string{"", "Tokyo"}).Draw(t, "part"), Extra: extras.Draw(t, "part extra")}
		if rapid.Bool().Draw(t, "anchored") {
			a := anchors()
			p.Text, p.Anchor = a.Exact, &a
		}
		return p
	}
	work := workOf(t)
	d.Profiles, d.Scales = work.profiles(), work.scales()
	for range rapid.IntRange(0, 5).Draw(t, "claims") {
		attribution := dossier.Attribution{Source: part(), Cue: part(), Content: part(), Extra: extras.Draw(t, "attribution")}
		attribution.Cue.Lemma = rapid.SampledFrom([]string{"", "deny"}).Draw(t, "lemma")
		attribution.Quotation = rapid.SampledFrom(append(dossier.Quotations(), "")).Draw(t, "quotation")
		for range rapid.IntRange(0, 2).Draw(t, "through") {
			attribution.Through = append(attribution.Through, &dossier.Reporter{Source: part(), Cue: part(), Extra: extras.Draw(t, "reporter")})
		}
		if rapid.Bool().Draw(t, "said") {
			attribution.Said = dossier.Said{When: work.date(), Where: "Seoul", Extra: extras.Draw(t, "said extra")}
		}
		claim := &dossier.Claim{
			ID: dossier.NewID(), Standing: standing(),
			Attribution: attribution,
			Stance:      rapid.SampledFrom(append(dossier.Stances(), "")).Draw(t, "stance"),
			Statement:   words.Draw(t, "statement"), Note: "line\nline", Tags: rapid.SampledFrom([][]string{nil, {"a", "b"}}).Draw(t, "tags"),
			Created: moments.Draw(t, "claim created"), Modified: moments.Draw(t, "claim modified"), Creator: "me", Extra: extras.Draw(t, "claim"),
		}
		work.claim(claim, d)
		d.Claims = append(d.Claims, claim)
	}
	if len(d.Claims) > 1 {
		for range rapid.IntRange(0, 4).Draw(t, "oppositions") {
			from := rapid.IntRange(0, len(d.Claims)-2).Draw(t, "from")
			to := rapid.IntRange(from+1, len(d.Claims)-1).Draw(t, "to")
			o := &dossier.Opposition{
				ID: dossier.NewID(), Kind: rapid.SampledFrom(dossier.Kinds()).Draw(t, "opposition kind"), From: d.Claims[to].ID, To: d.Claims[from].ID,
				Origin: rapid.SampledFrom([]dossier.Origin{dossier.Human, dossier.Suggested}).Draw(t, "origin"), Note: words.Draw(t, "opposition note"),
				Created: moments.Draw(t, "opposition created"), Modified: moments.Draw(t, "opposition modified"), Extra: extras.Draw(t, "opposition extra"),
			}
			work.opposition(o)
			d.Oppositions = append(d.Oppositions, o)
		}
	}
	d.Sort()
	return d
})

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := dossiers.Draw(rt, "dossier")
		data, err := EncodeNative(d)
		if err != nil {
			rt.Fatal(err)
		}
		if err := checkSchema(t, data); err != nil {
			rt.Fatalf("not valid: %v\n%s", err, data)
		}
		back, err := DecodeNative(data)
		if err != nil {
			rt.Fatalf("%v\n%s", err, data)
		}
		if !reflect.DeepEqual(back, d) {
			rt.Fatalf("read back as\n%+v\nnot\n%+v", back, d)
		}
		again, err := EncodeNative(back)
		if err != nil || !bytes.Equal(again, data) {
			rt.Fatalf("written again it is\n%s\nnot\n%s\n%v", again, data, err)
		}
		compact, err := EncodeCompact(d)
		if err != nil {
			rt.Fatal(err)
		}
		var squeezed bytes.Buffer
		if err := json.Compact(&squeezed, data); err != nil || !bytes.Equal(squeezed.Bytes(), compact) {
			rt.Fatalf("the compact form\n%s\nis not the other without its spaces\n%s", compact, squeezed.Bytes())
		}
	})
}

// TestAFileSaysWhatItWasDerivedFrom hands a dossier on twice: a file that was only opened
// is the same file again, and one that was changed names the one before.
func TestAFileSaysWhatItWasDerivedFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dossiers.Draw(t, "dossier")
		d.DerivedFrom = ""
		export := func(d *dossier.Dossier) ([]byte, string) {
			t.Helper()
			data, digest, err := EncodeExport(d)
			if err != nil || digest != article.Digest(string(data)) {
				t.Fatalf("the digest is %s, the error %v", digest, err)
			}
			return data, digest
		}
		imported := func(data []byte, digest string) *dossier.Dossier {
			t.Helper()
			d, err := DecodeNative(data)
			if err != nil {
				t.Fatal(err)
			}
			d.DerivedFrom = digest
			return d
		}
		first, left := export(d)
		opened := imported(first, left)
		if again, _ := export(opened); !bytes.Equal(again, first) {
			t.Fatal("what was only opened is another file")
		}
		opened.Name += "!"
		back, _ := export(opened)
		if came, err := DecodeNative(back); err != nil || came.DerivedFrom != left {
			t.Fatalf("what was changed came from %v, %v", came, err)
		}
		if opened.DerivedFrom != left {
			t.Fatal("to export a dossier changes it")
		}
	})
}

func TestOffsetsInTheFileAreCodePoints(t *testing.T) {
	a, err := article.Parse("a.txt", []byte("👩🏽‍✈️ says: 否定した。\n\nThe end of e\u0301te\u0301."))
	if err != nil {
		t.Fatal(err)
	}
	d := dossier.New(dossier.NewID(), dossier.NewID(), a, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	layout := article.NewLayout(a)
	start := strings.Index(layout.Index().String(), "否定した")
	span := text.Span{Start: layout.Index().CodePointOf(text.Byte(start)), End: layout.Index().CodePointOf(text.Byte(start + len("否定した")))}
	at, err := anchor.Describe(layout.Index(), layout.Digest(), span)
	if err != nil {
		t.Fatal(err)
	}
	step, _ := (dossier.Editor{NewID: dossier.NewID, Now: time.Now}).Highlight(at)
	if d, err = step.Apply(d); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Article struct {
			Text   string
			Blocks []struct{ Start, End int }
		}
		Claims []struct {
			Anchor struct {
				Start, End int
				Exact      string
			}
		}
	}
	if err := json.Unmarshal(encoded(t, d), &file); err != nil {
		t.Fatal(err)
	}
	runes := []rune(file.Article.Text)
	if c := file.Claims[0].Anchor; string(runes[c.Start:c.End]) != c.Exact || c.Exact != "否定した" {
		t.Errorf("the claim at %d to %d reads %q", c.Start, c.End, string(runes[c.Start:c.End]))
	}
	if b := file.Article.Blocks[1]; string(runes[b.Start:b.End]) != "The end of e\u0301te\u0301." {
		t.Errorf("the second block at %d to %d reads %q", b.Start, b.End, string(runes[b.Start:b.End]))
	}
}

func FuzzDecodeNative(f *testing.F) {
	f.Add(encoded(f, scene(f)))
	f.Add([]byte(`{"format":"gainsay.dossier","version":1}`))
	f.Add([]byte(`{"format":"gainsay.dossier","version":2,"claims":null}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := DecodeNative(data)
		if err != nil {
			if _, ok := err.(*Fault); !ok {
				t.Fatalf("the error %v is no Fault", err)
			}
			return
		}
		again, err := EncodeNative(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeNative(again)
		if err != nil || !reflect.DeepEqual(back, d) {
			t.Fatalf("%v: read as %+v, and written and read again as %+v", err, d, back)
		}
	})
}

// longDossier has an article of so many words, and a claim on every hundredth.
func longDossier(b *testing.B, count int) *dossier.Dossier {
	b.Helper()
	var out strings.Builder
	for i := range count {
		fmt.Fprintf(&out, "word%d", i)
		if i%60 == 59 {
			out.WriteString(".\n\n")
		} else {
			out.WriteByte(' ')
		}
	}
	a, err := article.Parse("long.txt", []byte(out.String()))
	if err != nil {
		b.Fatal(err)
	}
	layout := article.NewLayout(a)
	d := dossier.New(dossier.NewID(), dossier.NewID(), a, time.Now().UTC())
	for i := 0; i < count; i += 100 {
		at := text.CodePoint(int(layout.Index().Len()) * i / count)
		one, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{Start: at, End: at + 20})
		if err != nil {
			b.Fatal(err)
		}
		d.Claims = append(d.Claims, &dossier.Claim{ID: dossier.NewID(), Standing: dossier.Standing{Anchor: one}, Created: d.Created, Modified: d.Created})
	}
	d.Sort()
	return d
}

func BenchmarkNative(b *testing.B) {
	for _, count := range []int{1_000, 10_000, 100_000} {
		d := longDossier(b, count)
		data, err := EncodeNative(d)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("encode/words=%d", count), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for range b.N {
				if _, err := EncodeNative(d); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("decode/words=%d", count), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for range b.N {
				if _, err := DecodeNative(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
