package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
)

const convertUsage = `gainsay convert --to FORMAT FILE [-o OUT]

Writes a dossier in another format. FILE can be in any format that can be read, which is
recognised, or - for standard input. What the dossier holds and FORMAT has no place for,
and what of FILE could not be taken, is said on standard error. What another program needs
beside OUT is written into the same folder: of labelstudio the labelling configuration,
labeling-config.xml. A file of that name that is there stays as it is, which is said.

Exit status: 0 when all of FILE was taken, 1 when some was left out, 2 when nothing was
written, or the command line was not understood.
`

// formatNames lists the formats that can be written.
func formatNames() []string {
	names := []string{native}
	for _, f := range foreign.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// conversion is how a dossier is to be written.
type conversion struct {
	to, table   string
	bom         bool
	publication foreign.Publication
}

func convert(args []string, s streams) int {
	f := newFlagged("convert", convertUsage, s)
	to := &oneOf{words: formatNames()}
	table := &oneOf{words: []string{foreign.ClaimsTable, foreign.OppositionsTable}}
	f.Var(to, "to", "the `format` to write: "+strings.Join(to.words, ", "))
	out := f.String("o", "-", "the `file` to write; - is standard output")
	source := f.String("article", "", "the article, in a `file`, whose words FILE marks, where FILE does not bring its text")
	f.Var(table, "table", "of csv: one `table` only, claims or oppositions; both come in a zip")
	bom := f.Bool("bom", false, "of csv: begin with a byte order mark, by which older spreadsheets know UTF-8")
	url := f.String("url", "", "of claimreview: the `address` of the page that publishes the checks")
	publisher := f.String("publisher", "", "of claimreview: the `name` of who publishes them")
	publisherURL := f.String("publisher-url", "", "of claimreview: the `address` of who publishes them")
	files, code, done := f.read(args, 1, 1, "one file")
	if done {
		return code
	}
	if to.value == "" {
		return f.misused("it needs --to FORMAT, which is one of " + strings.Join(to.words, ", "))
	}
	if *source == "-" && files[0] == "-" {
		return f.misused("standard input can be read only once")
	}
	one, err := readFor(files[0], *source, s)
	if err != nil {
		return f.failed("%s was not read: %v", called(files[0]), err)
	}
	f.tellLeft(files[0], one.left)
	how := conversion{to: to.value, table: table.value, bom: *bom, publication: foreign.Publication{URL: *url, Publisher: *publisher, PublisherURL: *publisherURL}}
	data, err := how.encode(one.dossier)
	if err == nil {
		err = write(*out, data, s.out)
	}
	if err != nil {
		return f.failed("%s was not written: %v", called(*out), err)
	}
	if err := f.writeBeside(*out, how, one.dossier); err != nil {
		return f.failed("%v", err)
	}
	f.tellLost(how, one.dossier)
	if len(one.left) > 0 {
		return exitUndecided
	}
	return exitOK
}

// readFor reads a file as a dossier, on the words of an article where that is named.
func readFor(name, source string, s streams) (input, error) {
	data, err := readFile(name, s.in)
	if err != nil {
		return input{}, err
	}
	var of *article.Article
	if source != "" {
		a, err := parseArticle(source, s.in)
		if err != nil {
			return input{}, fmt.Errorf("the article %s: %w", source, err)
		}
		of = &a
	}
	return decode(data, of)
}

func (c conversion) encode(d *dossier.Dossier) ([]byte, error) {
	switch c.to {
	case native:
		return exchange.EncodeNative(d)
	case "csv":
		return foreign.CSV(d, foreign.CSVOptions{Table: c.table, BOM: c.bom})
	case "claimreview":
		return foreign.ClaimReviews(d, c.publication)
	}
	format, _ := foreign.Named(c.to)
	return format.Encode(d)
}

// writeBeside writes the files that another program needs beside the one that was written,
// and names them. One that is there already and says something else may have been set up
// by a person: it stays.
func (f *flagged) writeBeside(out string, c conversion, d *dossier.Dossier) error {
	format, known := foreign.Named(c.to)
	if !known || format.Beside == nil || out == "-" {
		return nil
	}
	for _, file := range format.Beside(d) {
		name := filepath.Join(filepath.Dir(out), file.Name)
		switch there, err := os.ReadFile(name); {
		case err == nil && !bytes.Equal(there, file.Data):
			fmt.Fprintf(f.err, "gainsay %s: %s, the %s, is there already and stays as it is\n", f.name, name, file.Label)
			continue
		case err == nil:
			continue
		}
		if err := writeWhole(name, file.Data); err != nil {
			return fmt.Errorf("%s, the %s, was not written: %w", name, file.Label, err)
		}
		fmt.Fprintf(f.err, "gainsay %s: the %s is in %s\n", f.name, file.Label, name)
	}
	return nil
}

// tellLost says what the file that was written does not hold, and what a search engine
// will miss in it.
func (f *flagged) tellLost(c conversion, d *dossier.Dossier) {
	format, known := foreign.Named(c.to)
	if !known {
		return
	}
	var lost []string
	for _, a := range format.Loses(d) {
		lost = append(lost, string(a))
	}
	if len(lost) > 0 {
		fmt.Fprintf(f.err, "gainsay %s: %s loses: %s\n", f.name, c.to, strings.Join(lost, ", "))
	}
	if c.to != "claimreview" {
		return
	}
	for _, l := range foreign.Lacks(d, c.publication) {
		fmt.Fprintf(f.err, "gainsay %s: %s lacks %s: %s\n", f.name, l.Claim, l.Property, l.Why)
	}
}
