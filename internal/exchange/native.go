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
	"slices"
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

// fileHead is how a native file begins. Its members stand in this order, and before
// the article, its versions, the claims and the oppositions.
type fileHead struct {
	Format   string     `json:"format"`
	Version  int        `json:"version"`
	ID       dossier.ID `json:"id"`
	Name     string     `json:"name,omitempty"`
	Created  time.Time  `json:"created"`
	Modified time.Time  `json:"modified"`

	DerivedFrom string `json:"derivedFrom,omitempty"`
}

// EncodeNative writes a dossier as people read it: indented, with a line end at
// the end. The same dossier gives the same bytes.
func EncodeNative(d *dossier.Dossier) ([]byte, error) {
	return EncodeNativeIn(d, func() error { return nil })
}

// EncodeNativeIn is EncodeNative for a large dossier, as EncodeIn is EncodeCompact.
func EncodeNativeIn(d *dossier.Dossier, breathe func() error) ([]byte, error) {
	compact, err := EncodeIn(d, breathe)
	if err != nil {
		return nil, err
	}
	return openjson.Indent(compact), nil
}

// EncodeExport is EncodeNative for a file that is handed on, and returns its digest with it.
// A dossier that is still what the file was that it came from gives that file again; only
// one that was changed says what it was derived from.
func EncodeExport(d *dossier.Dossier) (data []byte, digest string, err error) {
	begun := *d
	begun.DerivedFrom = ""
	data, err = EncodeNative(&begun)
	if digest = article.Digest(string(data)); err == nil && d.DerivedFrom != "" && d.DerivedFrom != digest {
		data, err = EncodeNative(d)
		digest = article.Digest(string(data))
	}
	return data, digest, err
}

// EncodeCompact writes the same as EncodeNative without a space too many, for
// where no person reads it.
func EncodeCompact(d *dossier.Dossier) ([]byte, error) {
	return EncodeIn(d, func() error { return nil })
}

// EncodeIn is EncodeCompact for a large dossier: breathe is called between pieces of
// the work, and its error ends it.
func EncodeIn(d *dossier.Dossier, breathe func() error) ([]byte, error) {
	head, err := openjson.Encode(fileHead{
		Format: Format, Version: Version, ID: d.ID, Name: d.Name, Created: d.Created.UTC(), Modified: d.Modified.UTC(), DerivedFrom: d.DerivedFrom,
	})
	if err != nil {
		return nil, err
	}
	out := append(bytes.TrimSuffix(head, []byte("}")), `,"article":`...)
	text, err := d.Article.EncodeIn(breathe)
	if err != nil {
		return nil, err
	}
	out = append(out, text...)
	if len(d.Versions) > 0 {
		if out, err = appendList(append(out, `,"versions":`...), d.Versions, breathe); err != nil {
			return nil, err
		}
	}
	if out, err = appendList(append(out, `,"claims":`...), d.Claims, breathe); err != nil {
		return nil, err
	}
	if out, err = appendList(append(out, `,"oppositions":`...), d.Oppositions, breathe); err != nil {
		return nil, err
	}
	if len(d.Profiles) > 0 {
		if out, err = appendList(append(out, `,"sources":`...), d.Profiles, breathe); err != nil {
			return nil, err
		}
	}
	if len(d.Scales) > 0 {
		if out, err = appendList(append(out, `,"scales":`...), d.Scales, breathe); err != nil {
			return nil, err
		}
	}
	return openjson.Close(out, fileParts{}, d.Extra)
}

func appendList[T json.Marshaler](out []byte, list []T, breathe func() error) ([]byte, error) {
	const each = 600 // bytes, about, so that what is written is seldom copied
	out = append(slices.Grow(out, len(list)*each), '[')
	for i, one := range list {
		if err := breathe(); err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		data, err := one.MarshalJSON()
		if err != nil {
			return nil, err
		}
		out = append(out, data...)
	}
	return append(out, ']'), nil
}

// FileName is what the exported file of a dossier is called.
func FileName(d *dossier.Dossier) string { return article.Slug(d.Article) + ".gainsay.json" }
