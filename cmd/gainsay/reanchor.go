package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/charset/legacy"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
	"gainsay/internal/webpage"
)

const reanchorUsage = `gainsay reanchor [--json] [--from dossier|w3c] [-o OUT] ANNOTATIONS ARTICLE

Looks for the claims of a dossier in another version of its article, and says of each
whether its words are still there: exact, moved, changed, ambiguous or orphan. With -o
the dossier is written too, with ARTICLE as the present text and the text before as an
earlier version. Either file can be - for standard input.

Exit status: 0 when every claim was found, 1 when one needs a decision, 2 when a file or
the command line was not understood.
`

// reanchor looks for claims in another text and reports on each in a line.
func reanchor(args []string, s streams) int {
	flags := newFlagged("reanchor", reanchorUsage, s)
	asJSON := flags.Bool("json", false, "print one JSON object a line")
	from := flags.String("from", "dossier", "what ANNOTATIONS holds: a `dossier`, or w3c Web Annotations")
	out := flags.String("o", "", "write the dossier on the new text to this `file`, or to - for standard output instead of the report")
	files, code, done := flags.read(args, 2, 2, "two files, the annotations and the article")
	if done {
		return code
	}
	if *out != "" && *from != "dossier" {
		return flags.failed("-o writes a dossier, so ANNOTATIONS has to be one")
	}
	m, err := readMarked(*from, files[0], s.in)
	if err != nil {
		return flags.failed("%s was not read: %v", called(files[0]), err)
	}
	a, err := parseArticle(files[1], s.in)
	if err != nil {
		return flags.failed("%s was not read: %v", called(files[1]), err)
	}
	layout := article.NewLayout(a)
	now := anchor.Prepare(layout.Index(), layout.Digest())
	print := printLine
	if *asJSON {
		print = printJSON
	}
	if *out != "" {
		if err := writeUpdated(*out, m.dossier, a, s.out); err != nil {
			return flags.failed("%s was not written: %v", *out, err)
		}
		if *out == "-" {
			print = func(io.Writer, line) error { return nil }
		}
	}
	for _, one := range m.anchors {
		f := now.Find(one.Anchor, m.olds[one.Anchor.Text])
		if !f.Certain() {
			code = exitUndecided
		}
		if err := print(s.out, line{ID: one.ID, State: f.State, Start: f.Span.Start, End: f.Span.End, Exact: now.Slice(f.Span), Diff: f.Diff, quote: one.Anchor.Exact}); err != nil {
			return flags.failed("writing: %v", err)
		}
	}
	return code
}

// annotations are anchors with their ids, and the texts that they were made in, by digest,
// where the file has them.
type annotations struct {
	anchors []exchange.Selected
	olds    map[string]*anchor.Prepared
	dossier *dossier.Dossier // nil where it is none
}

func readMarked(from, name string, in io.Reader) (annotations, error) {
	data, err := readFile(name, in)
	if err != nil {
		return annotations{}, err
	}
	switch from {
	case "dossier":
		d, err := exchange.DecodeNative(data)
		if err != nil {
			return annotations{}, err
		}
		m := annotations{olds: make(map[string]*anchor.Prepared), dossier: d}
		for _, c := range d.Claims {
			m.anchors = append(m.anchors, exchange.Selected{ID: string(c.ID), Anchor: c.Anchor})
		}
		for _, a := range d.Texts() {
			layout := article.NewLayout(a)
			m.olds[layout.Digest()] = anchor.Prepare(layout.Index(), layout.Digest())
		}
		return m, nil
	case "w3c":
		anchors, err := exchange.DecodeSelectors(data)
		return annotations{anchors: anchors}, err
	}
	return annotations{}, fmt.Errorf("%q is not a kind of annotations; there are dossier and w3c", from)
}

// parseArticle reads an article as the page does: a web page, Markdown or plain text,
// in whatever encoding.
func parseArticle(name string, in io.Reader) (article.Article, error) {
	data, err := readFile(name, in)
	if err != nil {
		return article.Article{}, err
	}
	if name = filepath.Base(name); article.IsHTML(name, "", data) {
		return webpage.Read(webpage.Source{}, "", data, legacy.Decode)
	}
	return article.Read(name, "", data, legacy.Decode)
}

// writeUpdated writes a dossier on another text: whole, or not at all, so that OUT can be
// one of the files that were read.
func writeUpdated(out string, d *dossier.Dossier, next article.Article, stdout io.Writer) error {
	d, err := updated(d, next)
	if err != nil {
		return err
	}
	data, err := exchange.EncodeNative(d)
	if err != nil {
		return err
	}
	return write(out, data, stdout)
}

// updated returns the dossier on another text of its article; as it is where the text
// is the same.
func updated(d *dossier.Dossier, next article.Article) (*dossier.Dossier, error) {
	u, err := dossier.NewUpdate(d, next)
	if errors.Is(err, dossier.ErrSameText) {
		return d, nil
	}
	if err != nil {
		return nil, err
	}
	for u.Work() {
	}
	return u.Step(editor()).Apply(d)
}

// writeWhole writes a file that is there whole or not at all. A device or a pipe stays
// what it is, and takes the data.
func writeWhole(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, data, 0o644)
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".gainsay-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // does nothing once it has its name
	if _, err := draft.Write(data); err != nil {
		draft.Close()
		return err
	}
	if err := draft.Chmod(0o644); err != nil {
		draft.Close()
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}

// line is what is said of one claim.
type line struct {
	ID    string         `json:"id"`
	State anchor.State   `json:"state"`
	Start text.CodePoint `json:"start"` // code points of the new text; 0 to 0 where it was not found
	End   text.CodePoint `json:"end"`
	Exact string         `json:"exact"` // the words there
	Diff  []anchor.Edit  `json:"diff,omitempty"`

	quote string
}

func printJSON(w io.Writer, l line) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(l)
}

// printLine prints id, state, range and words with tabs between; for changed words
// the difference, with what was removed in [-…-] and what was added in {+…+}.
func printLine(w io.Writer, l line) error {
	words, place := l.Exact, fmt.Sprintf("%d-%d", l.Start, l.End)
	switch l.State {
	case anchor.Changed:
		words = marked(l.Diff)
	case anchor.Ambiguous, anchor.Orphan:
		words, place = l.quote, "-"
	}
	_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.ID, l.State, place, strings.Join(strings.Fields(words), " "))
	return err
}

func marked(diff []anchor.Edit) string {
	var pieces []string
	for _, edit := range diff {
		switch edit.Op {
		case anchor.Removed:
			pieces = append(pieces, bracketed("[-", edit.Text, "-]"))
		case anchor.Added:
			pieces = append(pieces, bracketed("{+", edit.Text, "+}"))
		default:
			pieces = append(pieces, edit.Text)
		}
	}
	return strings.Join(pieces, "")
}

// bracketed puts marks around words, but not around the white space after them.
func bracketed(open, words, close string) string {
	bare := strings.TrimRightFunc(words, unicode.IsSpace)
	return open + bare + close + words[len(bare):]
}
