package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
)

// standardInput is what - is called in messages.
const standardInput = "standard input"

// editor is where the ids and times of this program's own work come from.
func editor() dossier.Editor { return dossier.Editor{Now: time.Now, NewID: dossier.NewID} }

// called is a file as messages name it.
func called(name string) string {
	if name == "-" {
		return standardInput
	}
	return name
}

// readFile reads a file, or standard input for -, up to what is read of any format.
func readFile(name string, in io.Reader) ([]byte, error) {
	if name != "-" {
		return os.ReadFile(name)
	}
	return io.ReadAll(io.LimitReader(in, exchange.Limit+1))
}

// input is a file that was read as a dossier.
type input struct {
	dossier *dossier.Dossier
	format  string         // as foreign.Named has it, or gainsay
	left    []foreign.Left // what of it was not taken
}

// native is the name of the native format.
const native = "gainsay"

// decode reads a dossier in whatever format it is in. Files that mark words of an article
// without bringing it need that article.
func decode(data []byte, of *article.Article) (input, error) {
	d, err := exchange.DecodeNative(data)
	if err == nil {
		return input{dossier: d, format: native}, nil
	}
	var fault *exchange.Fault
	if !errors.As(err, &fault) || fault.Code != exchange.NotOurs && fault.Code != exchange.NotJSON {
		return input{}, err
	}
	f, known := foreign.Recognise(data)
	if !known {
		return input{}, err
	}
	taken, err := foreign.Taken{}, error(nil)
	if of != nil && f.DecodeInto != nil {
		taken, err = f.DecodeInto(data, *of, editor())
	} else {
		taken, err = f.Decode(data, editor())
	}
	if err != nil {
		return input{}, fmt.Errorf("read as %s: %w", f.Label, err)
	}
	return input{dossier: taken.Dossier, format: f.Name, left: taken.Left}, nil
}

// readInput reads a file as a dossier.
func readInput(name string, in io.Reader) (input, error) {
	data, err := readFile(name, in)
	if err != nil {
		return input{}, err
	}
	return decode(data, nil)
}

// read reads a file as a dossier for a command, and says on standard error what of it was not
// taken, or why none was.
func (f *flagged) dossier(name string, s streams) (*dossier.Dossier, bool) {
	one, err := readInput(name, s.in)
	if err != nil {
		f.failed("%s was not read: %v", called(name), err)
		return nil, false
	}
	f.tellLeft(name, one.left)
	return one.dossier, true
}

// tellLeft says what of a file was left out.
func (f *flagged) tellLeft(name string, left []foreign.Left) {
	for _, l := range left {
		fmt.Fprintf(f.err, "gainsay %s: %s: %s was left out: %s\n", f.name, called(name), l.Where, l.Why)
	}
}

// write writes a file whole, or to standard output for -.
func write(name string, data []byte, out io.Writer) error {
	if name == "-" {
		_, err := out.Write(data)
		return err
	}
	return writeWhole(name, data)
}

// writeJSON writes a value as people read it.
func writeJSON(w io.Writer, value any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(value)
}

// counted is a number with what it counts.
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
