package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// Exit codes of reanchor, beside exitOK: every claim was found.
const (
	exitUndecided = 1 // a claim needs a decision
	exitBadInput  = 2 // the command line or a file was not understood
)

const reanchorUsage = `gainsay reanchor [--json] [--from dossier|w3c] ANNOTATIONS ARTICLE

Looks for the claims of a dossier in another version of its article, and says of each
whether its words are still there: exact, moved, changed, ambiguous or orphan.
`

// reanchor looks for claims in another text and reports on each in a line.
func reanchor(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gainsay reanchor", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, reanchorUsage)
		flags.PrintDefaults()
	}
	asJSON := flags.Bool("json", false, "print one JSON object a line")
	from := flags.String("from", "dossier", "what ANNOTATIONS holds: a `dossier`, or w3c Web Annotations")
	files, err := parseAround(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitBadInput
	case len(files) != 2:
		fmt.Fprint(stderr, "gainsay reanchor: it takes two files, the annotations and the article\n\n", reanchorUsage)
		return exitBadInput
	}
	marked, old, err := readMarked(*from, files[0])
	if err != nil {
		fmt.Fprintf(stderr, "gainsay reanchor: %s was not read: %v\n", files[0], err)
		return exitBadInput
	}
	now, err := readArticle(files[1])
	if err != nil {
		fmt.Fprintf(stderr, "gainsay reanchor: %s was not read: %v\n", files[1], err)
		return exitBadInput
	}
	print := printLine
	if *asJSON {
		print = printJSON
	}
	code := exitOK
	for _, one := range marked {
		f := now.Find(one.Anchor, old)
		if !f.Certain() {
			code = exitUndecided
		}
		if err := print(stdout, line{ID: one.ID, State: f.State, Start: f.Span.Start, End: f.Span.End, Exact: now.Slice(f.Span), Diff: f.Diff, quote: one.Anchor.Exact}); err != nil {
			fmt.Fprintln(stderr, "gainsay reanchor: writing:", err)
			return exitBadInput
		}
	}
	return code
}

// parseAround parses flags that stand before, between and after other arguments,
// and returns those.
func parseAround(flags *flag.FlagSet, args []string) (others []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if args = flags.Args(); len(args) == 0 {
			return others, nil
		}
		others, args = append(others, args[0]), args[1:]
	}
}

// readMarked reads anchors with their ids, and the text that they were made in,
// where the file has it.
func readMarked(from, name string) (marked []exchange.Selected, old *anchor.Prepared, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	switch from {
	case "dossier":
		d, err := exchange.DecodeNative(data)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range d.Claims {
			marked = append(marked, exchange.Selected{ID: string(c.ID), Anchor: c.Anchor})
		}
		return marked, prepare(d.Article), nil
	case "w3c":
		marked, err := exchange.DecodeSelectors(data)
		return marked, nil, err
	}
	return nil, nil, fmt.Errorf("%q is not a kind of annotations; there are dossier and w3c", from)
}

func readArticle(name string) (*anchor.Prepared, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	a, err := article.Parse(filepath.Base(name), data)
	if err != nil {
		return nil, err
	}
	return prepare(a), nil
}

func prepare(a article.Article) *anchor.Prepared {
	canonical := a.Text()
	return anchor.Prepare(text.NewIndex(canonical), article.Digest(canonical))
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
			pieces = append(pieces, "[-"+edit.Text+"-]")
		case anchor.Added:
			pieces = append(pieces, "{+"+edit.Text+"+}")
		default:
			pieces = append(pieces, edit.Text)
		}
	}
	return strings.Join(pieces, " ")
}
