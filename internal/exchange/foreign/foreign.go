// Package foreign writes dossiers in the formats of other programs, one file a
// format, and reads back those that go both ways. The native format is that of
// package exchange; this package stands apart from it so that a page which only
// saves and opens dossiers need not carry it.
//
// Writing promises the same bytes for the same dossier, and that what a format has
// no place for is known beforehand: Loses lists it for the dossier at hand. Reading
// promises that what cannot be taken is listed with its reason, and that a file of
// which nothing can be taken is refused with an *exchange.Fault.
package foreign

import (
	"slices"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// Format is one way in which a dossier can be written.
type Format struct {
	Name      string // as the command line has it, such as "w3c"
	Label     string // as a person reads it, such as "W3C Web Annotation"
	Extension string // of a file's name, such as ".jsonld"
	MediaType string
	Carries   []Aspect // what of a dossier the format has a place for

	// Encode writes the dossier. It fails only where the format cannot hold it at all.
	Encode func(*dossier.Dossier) ([]byte, error)

	// Decode reads a file, and is nil where the format only goes out. Ids and times
	// that the file does not give come from the editor.
	Decode func([]byte, dossier.Editor) (Taken, error)

	// DecodeInto reads a file that does not bring the text of its article, and sets what
	// it marks in the article given. It is nil where files of the format always have it.
	DecodeInto func([]byte, article.Article, dossier.Editor) (Taken, error)

	// Beside makes files that another program needs beside the encoded one, such as the
	// configuration of a project. It is nil where there are none.
	Beside func(*dossier.Dossier) []File

	// Recognises reports, without reading all of them, whether data seem to be in this
	// format. It is nil where Decode is.
	Recognises func([]byte) bool
}

// File is a file that travels beside an encoded one.
type File struct {
	Name      string
	Label     string // as a person reads it, such as "labelling configuration"
	MediaType string
	Data      []byte
}

// Taken is what could be taken of a file, and what could not.
type Taken struct {
	Dossier *dossier.Dossier
	Left    []Left
}

// Left is something in a file that was not taken.
type Left struct {
	Where string // its id or place in the file
	Why   string // a sentence without its full stop
}

// Formats lists the formats in the order in which they are offered.
func Formats() []Format {
	return []Format{
		w3c(),
		htmlReport(),
		markdownReport(),
		claimReview(),
		csv(),
		xlsx(),
		labelStudio(),
		doccano(),
		brat(),
		cas(),
	}
}

// Named returns the format with that name.
func Named(name string) (Format, bool) {
	return first(func(f Format) bool { return f.Name == name })
}

// Recognise returns the format that a file seems to be in, of those that can be read.
func Recognise(data []byte) (Format, bool) {
	return first(func(f Format) bool { return f.Recognises != nil && f.Recognises(data) })
}

func first(is func(Format) bool) (Format, bool) {
	formats := Formats()
	if i := slices.IndexFunc(formats, is); i >= 0 {
		return formats[i], true
	}
	return Format{}, false
}

// Loses lists what the dossier holds and the format has no place for, in the order of
// Aspects.
func (f Format) Loses(d *dossier.Dossier) []Aspect {
	var lost []Aspect
	for _, a := range Aspects() {
		if !slices.Contains(f.Carries, a) && a.In(d) {
			lost = append(lost, a)
		}
	}
	return lost
}

// found is a dossier with those claims alone that stand at their anchor in the present
// text, and the oppositions between them: what a format can write that has no place
// for what became of the others.
func found(d *dossier.Dossier) *dossier.Dossier {
	next := *d
	next.Claims, next.Oppositions = nil, nil
	ids := make(map[dossier.ID]bool, len(d.Claims))
	for _, c := range d.Claims {
		if c.State == "" || c.State == anchor.Moved {
			next.Claims = append(next.Claims, c)
			ids[c.ID] = true
		}
	}
	for _, o := range d.Oppositions {
		if ids[o.From] && ids[o.To] {
			next.Oppositions = append(next.Oppositions, o)
		}
	}
	return &next
}
