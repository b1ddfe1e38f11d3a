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

// file is the form of a native file. Its members stand in this order.
type file struct {
	Format      string                `json:"format"`
	Version     int                   `json:"version"`
	ID          dossier.ID            `json:"id"`
	Name        string                `json:"name,omitempty"`
	Created     time.Time             `json:"created"`
	Modified    time.Time             `json:"modified"`
	Article     article.Article       `json:"article"`
	Versions    []dossier.Version     `json:"versions,omitempty"`
	Claims      []*dossier.Claim      `json:"claims"`
	Oppositions []*dossier.Opposition `json:"oppositions"`
	Sources     []*dossier.Profile    `json:"sources,omitempty"`
	Scales      []*dossier.Scale      `json:"scales,omitempty"`
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
		Article: d.Article, Versions: d.Versions,
		Claims: d.Claims, Oppositions: d.Oppositions, Sources: d.Profiles, Scales: d.Scales,
	}
	if f.Claims == nil {
		f.Claims = []*dossier.Claim{}
	}
	if f.Oppositions == nil {
		f.Oppositions = []*dossier.Opposition{}
	}
	return openjson.Marshal(f, d.Extra)
}

// FileName is what the exported file of a dossier is called.
func FileName(d *dossier.Dossier) string { return article.Slug(d.Article) + ".gainsay.json" }
