package main

import (
	"fmt"

	"gainsay/internal/review"
)

const changesUsage = `gainsay changes OLD NEW [--json]

Lists what is different in a dossier since it went to somebody, claim by claim and field
by field: OLD is the file as it left, NEW as it came back. One of them can be - for
standard input.

Exit status: 0 when nothing changed, 1 when something did, 2 when a file or the command
line was not understood.
`

func changes(args []string, s streams) int {
	f := newFlagged("changes", changesUsage, s)
	asJSON := f.Bool("json", false, "print a JSON list")
	files, code, done := f.read(args, 2, 2, "two files, the older first")
	if done {
		return code
	}
	before, ok := f.dossier(files[0], s)
	if !ok {
		return exitBadInput
	}
	after, ok := f.dossier(files[1], s)
	if !ok {
		return exitBadInput
	}
	list, err := review.Changes(before, after, nil)
	if err != nil {
		return f.failed("they were not compared: %v", err)
	}
	if *asJSON {
		err = writeJSON(s.out, listOf(list))
	}
	for i := 0; i < len(list) && !*asJSON && err == nil; i++ {
		_, err = fmt.Fprintln(s.out, list[i])
	}
	if err != nil {
		return f.failed("writing: %v", err)
	}
	if len(list) > 0 {
		return exitUndecided
	}
	return exitOK
}
