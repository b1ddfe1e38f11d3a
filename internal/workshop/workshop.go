// Package workshop does the errands that the page gives to its worker: it reads web
// pages, writes dossiers in foreign formats and takes what is in theirs, and compares two
// dossiers. Package errand says how each is asked and answered.
//
// It keeps nothing between two errands, and promises an answer or an error to each,
// whatever the bytes hold.
package workshop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/charset"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
	"gainsay/internal/webpage"
)

// Workshop holds what the errands need of the world outside.
type Workshop struct {
	Decode charset.Decoder // of the encodings that the program does not know itself
	Now    func() time.Time
	NewID  func() dossier.ID
}

// words are those of a question or an answer, by name.
type words = map[string]string

// Do does an errand, and answers in words and bytes.
func (w Workshop) Do(asked map[string]string, data []byte) (map[string]string, []byte, error) {
	doing := map[string]func(words, []byte) (words, []byte, error){
		errand.Read:    w.read,
		errand.List:    w.list,
		errand.Write:   w.write,
		errand.Take:    w.take,
		errand.Merge:   w.merge,
		errand.Compare: w.compare,
		errand.Settle:  w.settle,
		errand.Agree:   w.agree,
	}[asked[errand.Name]]
	if doing == nil {
		return nil, nil, fmt.Errorf("there is no errand %q", asked[errand.Name])
	}
	return doing(asked, data)
}

func (w Workshop) editor(asked words) dossier.Editor {
	return dossier.Editor{Now: w.Now, NewID: w.NewID, Creator: asked[errand.By]}
}

func (w Workshop) read(asked words, data []byte) (words, []byte, error) {
	source := webpage.Source{URL: asked[errand.URL], Fragment: asked[errand.Part] != ""}
	a, err := webpage.Read(source, asked[errand.Label], data, w.Decode)
	if err != nil {
		return nil, nil, err
	}
	return article.Flat(a), nil, nil
}

// take reads a foreign file. What other programs write has often no text of its
// article, and goes into the one that is open.
func (w Workshop) take(asked words, data []byte) (words, []byte, error) {
	f, known := foreign.Recognise(data)
	if !known {
		return words{errand.Format: ""}, nil, nil
	}
	taken, err := w.taken(f, asked, data)
	if err != nil {
		return nil, nil, err
	}
	left := make([]errand.Remnant, len(taken.Left))
	for i, l := range taken.Left {
		left[i] = errand.Remnant{Where: l.Where, Why: l.Why}
	}
	told, err := json.Marshal(left)
	if err != nil {
		return nil, nil, err
	}
	made, err := exchange.EncodeCompact(taken.Dossier)
	return words{errand.Format: f.Label, errand.Left: string(told)}, made, err
}

func (w Workshop) taken(f foreign.Format, asked words, data []byte) (foreign.Taken, error) {
	taken, err := f.Decode(data, w.editor(asked))
	if err == nil || f.DecodeInto == nil || asked[errand.Dossier] == "" {
		return taken, err
	}
	open, unread := exchange.DecodeNative([]byte(asked[errand.Dossier]))
	if unread != nil {
		return foreign.Taken{}, unread
	}
	if taken, into := f.DecodeInto(data, open.Article, w.editor(asked)); into == nil {
		return taken, nil
	}
	return foreign.Taken{}, err // why it does not stand alone tells more
}

// write writes the dossier in the data in one form.
func (w Workshop) write(asked words, data []byte) (words, []byte, error) {
	d, err := exchange.DecodeNative(data)
	if err != nil {
		return nil, nil, err
	}
	f, known := foreign.Named(asked[errand.Format])
	if !known {
		return nil, nil, fmt.Errorf("there is no format %q", asked[errand.Format])
	}
	name := article.Slug(d.Article)
	form := file{name + f.Extension, f.MediaType}
	var made []byte
	switch {
	case f.Name == "claimreview":
		made, err = foreign.ClaimReviews(d, publication(asked))
	case f.Beside != nil && asked[errand.Table] != "":
		return beside(f, d, asked[errand.Table])
	case asked[errand.Table] != "":
		form = file{name + "-" + asked[errand.Table] + ".csv", "text/csv"}
		made, err = foreign.CSV(d, foreign.CSVOptions{Table: asked[errand.Table], BOM: asked[errand.Mark] != ""})
	case f.Name == "csv":
		made, err = foreign.CSV(d, foreign.CSVOptions{BOM: asked[errand.Mark] != ""})
	default:
		made, err = f.Encode(d)
	}
	return words{errand.File: form.name, errand.Media: form.media}, made, err
}

type file struct{ name, media string }

// beside is one of the files that another program needs beside that of the format.
func beside(f foreign.Format, d *dossier.Dossier, name string) (words, []byte, error) {
	for _, one := range f.Beside(d) {
		if one.Name == name {
			return words{errand.File: one.Name, errand.Media: one.MediaType}, one.Data, nil
		}
	}
	return nil, nil, fmt.Errorf("%s has no file %q beside it", f.Label, name)
}

func publication(asked words) foreign.Publication {
	return foreign.Publication{URL: asked[errand.URL], Publisher: asked[errand.Publisher]}
}

// list says in which forms a dossier can be written, and what each loses.
func (w Workshop) list(asked words, data []byte) (words, []byte, error) {
	d, err := exchange.DecodeNative(data)
	if err != nil {
		return nil, nil, err
	}
	var offers []errand.Offer
	for _, f := range foreign.Formats() {
		offer := errand.Offer{Format: f.Name, Label: f.Label, Text: isText(f.MediaType), Rich: f.MediaType == "text/html"}
		for _, lost := range f.Loses(d) {
			offer.Loses = append(offer.Loses, string(lost))
		}
		switch f.Name {
		case "claimreview":
			offer.Lacks = lacks(foreign.Lacks(d, publication(asked)))
		case "csv":
			for _, table := range []string{foreign.ClaimsTable, foreign.OppositionsTable} {
				one := offer
				one.Table, one.Label, one.Text = table, "CSV, the "+table+" alone", true
				offers = append(offers, one)
			}
			offer.Label = "CSV, both tables in a zip"
		}
		offers = append(offers, offer)
		if f.Beside != nil {
			for _, file := range f.Beside(d) {
				one := offer // it goes with the other, and so do its losses
				one.Table, one.Label, one.Text = file.Name, f.Label+", its "+file.Label, true
				offers = append(offers, one)
			}
		}
	}
	listed, err := json.Marshal(offers)
	return nil, listed, err
}

// isText reports whether a file of a media type can be read as text.
func isText(media string) bool {
	kind := []byte(media)
	return bytes.HasPrefix(kind, []byte("text/")) || bytes.Contains(kind, []byte("json"))
}

// lacks gathers what each claim lacks, in the order of the claims.
func lacks(list []foreign.Lack) []errand.Lack {
	var gathered []errand.Lack
	for _, l := range list {
		why := l.Why
		if !l.Required {
			why += " (recommended)"
		}
		if n := len(gathered); n == 0 || gathered[n-1].Claim != string(l.Claim) {
			gathered = append(gathered, errand.Lack{Claim: string(l.Claim)})
		}
		last := &gathered[len(gathered)-1]
		last.Lacks = append(last.Lacks, why)
	}
	return gathered
}
