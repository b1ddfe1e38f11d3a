package main

import (
	"fmt"
	"io"

	"gainsay/internal/dossier"
	"gainsay/internal/review"
)

const agreementUsage = `gainsay agreement FILE… [--by NAME,NAME] [--json]

Measures how far dossiers of one article agree: on the words that are marked, on stance,
status and rating of the claims that both have, and on the oppositions. Each measure
comes with its 95 % interval and with how much it stands on, or with the reason for which
it is not defined. Of three files and more, each two are measured, and all together; one
file is taken apart by who made its claims. One file can be - for standard input.

Exit status: 0 when it was measured, 2 when a file or the command line was not
understood.
`

// agreed are the measures of some people.
type agreed struct {
	Between  []string         `json:"between"`
	Measures []review.Measure `json:"measures"`
}

func agreement(args []string, s streams) int {
	f := newFlagged("agreement", agreementUsage, s)
	asJSON := f.Bool("json", false, "print a JSON list")
	by := f.String("by", "", "of one file: the two who made it, as `NAME,NAME`; needed where there are more")
	files, code, done := f.read(args, 1, -1, "one file or more")
	if done {
		return code
	}
	var dossiers []*dossier.Dossier
	names := make([]string, len(files))
	if len(files) == 1 {
		a, b, ok := f.twoOf(files, *by, s)
		if !ok {
			return exitBadInput
		}
		dossiers, names = []*dossier.Dossier{a, b}, []string{a.Claims[0].Creator, b.Claims[0].Creator}
	}
	for i := 0; i < len(files) && len(files) > 1; i++ {
		d, ok := f.dossier(files[i], s)
		if !ok {
			return exitBadInput
		}
		dossiers, names[i] = append(dossiers, d), called(files[i])
	}
	all, err := agreementsOf(dossiers, names)
	if err != nil {
		return f.failed("it was not measured: %v", err)
	}
	if *asJSON {
		err = writeJSON(s.out, all)
	} else {
		err = tellAgreement(s.out, all)
	}
	if err != nil {
		return f.failed("writing: %v", err)
	}
	return exitOK
}

// agreementsOf measures each two of several, and all of them where they are more.
func agreementsOf(dossiers []*dossier.Dossier, names []string) (all []agreed, err error) {
	for i := range dossiers {
		for j := i + 1; j < len(dossiers); j++ {
			measures, err := review.Agree(dossiers[i], dossiers[j], nil)
			if err != nil {
				return nil, fmt.Errorf("%s and %s: %w", names[i], names[j], err)
			}
			all = append(all, agreed{Between: []string{names[i], names[j]}, Measures: measures})
		}
	}
	if len(dossiers) > 2 {
		measures, err := review.AgreeAll(dossiers, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, agreed{Between: names, Measures: measures})
	}
	return all, nil
}

func tellAgreement(w io.Writer, all []agreed) error {
	for i, one := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if _, err := fmt.Fprintln(w, people(one.Between)); err != nil {
			return err
		}
		for _, m := range one.Measures {
			fmt.Fprintf(w, "%s\t%s\t%s\n", m.Of, m.Name, measureWords(m))
		}
	}
	return nil
}

// measureWords is the value of a measure with its interval and what it stands on.
func measureWords(m review.Measure) string {
	said := "undefined because " + m.Undefined
	if m.Value != nil {
		said = fmt.Sprintf("%.3f", *m.Value)
		if m.Low != nil {
			said += fmt.Sprintf(" [%.3f, %.3f]", *m.Low, *m.High)
		} else {
			said += " [no interval because " + m.NoInterval + "]"
		}
	}
	return fmt.Sprintf("%s\tn = %d %s", said, m.N, m.Unit)
}
