// Package exchange writes dossiers to files and reads them back. A format is one
// file of this package, and the native one is the reference: what it writes it
// reads to an equal dossier, byte for byte the same however often, with the
// members that later versions or other programs added.
//
// Reading promises that a file is taken whole or not at all. What is refused is
// answered with a Fault that names the first thing wrong and where it stands.
package exchange

import (
	"bytes"
	"encoding/json"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
)

// The native format: a JSON object whose schema is web/schema/dossier-1.schema.json.
const (
	Format  = "gainsay.dossier"
	Version = 1
)

// offsetUnit is what the offsets in a file count. The file says so itself.
const offsetUnit = "unicode-code-points"

// file is the form of a native file. Its members stand in this order.
type file struct {
	Format      string                `json:"format"`
	Version     int                   `json:"version"`
	ID          dossier.ID            `json:"id"`
	Name        string                `json:"name,omitempty"`
	Created     time.Time             `json:"created"`
	Modified    time.Time             `json:"modified"`
	Article     fileArticle           `json:"article"`
	Claims      []*dossier.Claim      `json:"claims"`
	Oppositions []*dossier.Opposition `json:"oppositions"`
}

// articleHead is what a file says about its article besides the text.
type articleHead struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Retrieved string `json:"retrieved"`
	Language  string `json:"language"`
	Offsets   string `json:"offsets"`
}

type fileArticle struct {
	articleHead
	Text   string  `json:"text"`
	SHA256 string  `json:"sha256"`
	Blocks []block `json:"blocks"`

	extra openjson.Extra
}

// block is one block of the article. Start and End, in code points, say where it
// stands in the text; they follow from the text and are written for readers of
// the file.
type block struct {
	Kind  article.Kind `json:"kind"`
	Level int          `json:"level,omitempty"`
	Role  article.Role `json:"role,omitempty"`
	Lang  string       `json:"lang,omitempty"`
	Dir   string       `json:"dir,omitempty"`
	Start int          `json:"start"`
	End   int          `json:"end"`

	extra openjson.Extra
}

type plainFileArticle fileArticle

func (a fileArticle) MarshalJSON() ([]byte, error) {
	return openjson.Marshal(plainFileArticle(a), a.extra)
}

type plainBlock block

func (b block) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainBlock(b), b.extra) }

func (b *block) UnmarshalJSON(data []byte) (err error) {
	b.extra, err = openjson.Unmarshal(data, (*plainBlock)(b))
	return err
}

// EncodeNative writes a dossier as people read it: indented, with a line end at
// the end. The same dossier gives the same bytes.
func EncodeNative(d *dossier.Dossier) ([]byte, error) {
	compact, err := EncodeCompact(d)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// EncodeCompact writes the same as EncodeNative without a space too many, for
// where no person reads it.
func EncodeCompact(d *dossier.Dossier) ([]byte, error) {
	f := file{
		Format: Format, Version: Version,
		ID: d.ID, Name: d.Name, Created: d.Created.UTC(), Modified: d.Modified.UTC(),
		Article: encodeArticle(d.Article),
		Claims:  d.Claims, Oppositions: d.Oppositions,
	}
	if f.Claims == nil {
		f.Claims = []*dossier.Claim{}
	}
	if f.Oppositions == nil {
		f.Oppositions = []*dossier.Opposition{}
	}
	return openjson.Marshal(f, d.Extra)
}

func encodeArticle(a article.Article) fileArticle {
	layout := article.NewLayout(a)
	f := fileArticle{
		articleHead: articleHead{
			ID: a.ID, Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, Published: a.Published,
			URL: a.URL, Retrieved: a.Retrieved, Language: a.Language, Offsets: offsetUnit,
		},
		Text: layout.Index().String(), SHA256: layout.Digest(),
		Blocks: make([]block, len(a.Blocks)), extra: a.Extra,
	}
	for i, b := range a.Blocks {
		span := layout.Span(i)
		f.Blocks[i] = block{
			Kind: b.Kind, Level: b.Level, Role: b.Role, Lang: b.Lang, Dir: b.Dir,
			Start: int(span.Start), End: int(span.End), extra: b.Extra,
		}
	}
	return f
}

// FileName is what the exported file of a dossier is called.
func FileName(d *dossier.Dossier) string { return article.Slug(d.Article) + ".gainsay.json" }
