package main

import (
	"path/filepath"
	"strings"

	"gainsay/internal/exchange/foreign"
)

const reportUsage = `gainsay report FILE [-o OUT.html]

Writes a dossier as a report for people: the article with numbered claims, the ledger of
what stands against what, evidence, verdicts and the log. It is one HTML file that needs
no other, or Markdown where OUT ends in .md. FILE can be - for standard input.

Exit status: 0 when it was written, 2 when it was not, or the command line was not
understood.
`

func report(args []string, s streams) int {
	f := newFlagged("report", reportUsage, s)
	out := f.String("o", "-", "the `file` to write; - is standard output")
	files, code, done := f.read(args, 1, 1, "one file")
	if done {
		return code
	}
	name := "html"
	if end := strings.ToLower(filepath.Ext(*out)); end == ".md" || end == ".markdown" {
		name = "markdown"
	}
	format, known := foreign.Named(name)
	if !known {
		return f.failed("this program writes no %s", name)
	}
	d, ok := f.dossier(files[0], s)
	if !ok {
		return exitBadInput
	}
	data, err := format.Encode(d)
	if err == nil {
		err = write(*out, data, s.out)
	}
	if err != nil {
		return f.failed("%s was not written: %v", called(*out), err)
	}
	return exitOK
}
