package main

import (
	"errors"
	"fmt"

	"gainsay/internal/exchange"
)

const validateUsage = `gainsay validate [--json] FILE…

Reads each file as Import does and says whether it is a dossier, or in a format that can
be taken in, and where its first fault is. FILE can be - for standard input.

Exit status: 0 when all of every file can be taken, 1 when some of a foreign file would
be left out, 2 when a file has a fault, or the command line was not understood.
`

// validity is what is said of one file.
type validity struct {
	File        string   `json:"file"`
	Valid       bool     `json:"valid"`
	Format      string   `json:"format,omitempty"`
	Claims      int      `json:"claims"`
	Oppositions int      `json:"oppositions"`
	Code        string   `json:"code,omitempty"`  // of the fault
	Place       string   `json:"place,omitempty"` // of the fault, as in claims[2].anchor
	Fault       string   `json:"fault,omitempty"`
	LeftOut     []leftBy `json:"leftOut,omitempty"`
}

// leftBy is something in a file that cannot be taken.
type leftBy struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

func validate(args []string, s streams) int {
	f := newFlagged("validate", validateUsage, s)
	asJSON := f.Bool("json", false, "print a JSON list")
	files, code, done := f.read(args, 1, -1, "one file or more")
	if done {
		return code
	}
	all := make([]validity, len(files))
	for i, name := range files {
		all[i] = validityOf(name, s)
		if !all[i].Valid {
			code = exitBadInput
		} else if len(all[i].LeftOut) > 0 && code == exitOK {
			code = exitUndecided
		}
	}
	if *asJSON {
		if err := writeJSON(s.out, all); err != nil {
			return f.failed("writing: %v", err)
		}
		return code
	}
	for _, v := range all {
		if v.Valid {
			fmt.Fprintf(s.out, "%s: valid (%s): %s, %s\n", v.File, v.Format, counted(v.Claims, "claim", "claims"), counted(v.Oppositions, "opposition", "oppositions"))
			for _, l := range v.LeftOut {
				fmt.Fprintf(s.err, "%s: %s would be left out: %s\n", v.File, l.Where, l.Why)
			}
			continue
		}
		place := ""
		if v.Place != "" {
			place = v.Place + ": "
		}
		fmt.Fprintf(s.err, "%s: %s%s\n", v.File, place, v.Fault)
	}
	return code
}

func validityOf(name string, s streams) validity {
	v := validity{File: called(name)}
	one, err := readInput(name, s.in)
	if err != nil {
		v.Fault = err.Error()
		var fault *exchange.Fault
		if errors.As(err, &fault) {
			v.Code, v.Place, v.Fault = string(fault.Code), fault.Path, fault.Message
		}
		return v
	}
	v.Valid, v.Format, v.Claims, v.Oppositions = true, one.format, len(one.dossier.Claims), len(one.dossier.Oppositions)
	for _, l := range one.left {
		v.LeftOut = append(v.LeftOut, leftBy(l))
	}
	return v
}
