package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gainsay/internal/dossier"
	"gainsay/internal/review"
)

const compareUsage = `gainsay compare A B [--json]
gainsay compare FILE [--by NAME,NAME] [--json]

Sets two dossiers of one article side by side, or what two people made in one dossier,
and lists the claims and oppositions in which they differ, the worst first, then
those on which they agree. A file can be - for standard input.

Exit status: 0 when they agree in everything, 1 when they differ, 2 when a file or the
command line was not understood.
`

// comparedItem is an item of a comparison as it is written in JSON.
type comparedItem struct {
	Class       review.Class        `json:"class"`
	Subject     review.Subject      `json:"subject"`
	Name        string              `json:"name"`
	A           dossier.ID          `json:"a,omitempty"`
	B           dossier.ID          `json:"b,omitempty"`
	Differences []review.Difference `json:"differences"`
}

// comparison is a comparison as it is written in JSON.
type comparison struct {
	A      string                                  `json:"a"` // who made them
	B      string                                  `json:"b"`
	Counts map[review.Subject]map[review.Class]int `json:"counts"`
	Items  []comparedItem                          `json:"items"`
}

func compare(args []string, s streams) int {
	f := newFlagged("compare", compareUsage, s)
	asJSON := f.Bool("json", false, "print a JSON object")
	by := f.String("by", "", "of one file: the two who made it, as `NAME,NAME`; needed where there are more")
	files, code, done := f.read(args, 1, 2, "two files, or one that two people made")
	if done {
		return code
	}
	a, b, ok := f.twoOf(files, *by, s)
	if !ok {
		return exitBadInput
	}
	c, err := review.Compare(a, b, nil)
	if err != nil {
		return f.failed("they were not compared: %v", err)
	}
	if *asJSON {
		err = writeJSON(s.out, comparisonOf(c))
	} else {
		err = tellComparison(s.out, c)
	}
	if err != nil {
		return f.failed("writing: %v", err)
	}
	if slices.ContainsFunc(c.Items, func(i review.Item) bool { return i.Class != review.Agreed }) {
		return exitUndecided
	}
	return exitOK
}

// twoOf reads two dossiers, or one that is taken apart by who made it.
func (f *flagged) twoOf(files []string, by string, s streams) (a, b *dossier.Dossier, ok bool) {
	if a, ok = f.dossier(files[0], s); !ok {
		return nil, nil, false
	}
	if len(files) == 2 {
		b, ok = f.dossier(files[1], s)
		return a, b, ok
	}
	names := a.Creators()
	if by != "" {
		names = strings.Split(by, ",")
	}
	if len(names) != 2 {
		f.failed("%s was made by %s; name two of them with --by, or give two files", called(files[0]), people(names))
		return nil, nil, false
	}
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if !slices.Contains(a.Creators(), names[i]) {
			f.failed("nobody called %q made a claim in %s, but %s", names[i], called(files[0]), people(a.Creators()))
			return nil, nil, false
		}
	}
	a, b, mixed := review.Split(a, names[0], names[1])
	for _, o := range mixed {
		fmt.Fprintf(f.err, "gainsay %s: the opposition %s joins claims of both and is left out\n", f.name, o.ID)
	}
	return a, b, true
}

// people lists names as a sentence has them.
func people(names []string) string {
	if len(names) == 0 {
		return "nobody"
	}
	list := make([]string, len(names))
	for i, name := range names {
		if list[i] = name; name == "" {
			list[i] = "somebody without a name"
		}
	}
	return strings.Join(list, ", ")
}

func comparisonOf(c *review.Comparison) comparison {
	told := comparison{A: c.NameA, B: c.NameB, Counts: make(map[review.Subject]map[review.Class]int), Items: []comparedItem{}}
	for _, subject := range []review.Subject{review.OfClaim, review.OfOpposition} {
		told.Counts[subject] = make(map[review.Class]int)
		for _, class := range review.Classes() {
			told.Counts[subject][class] = c.Count(subject, class)
		}
	}
	for _, i := range c.Items {
		item := comparedItem{Class: i.Class, Subject: i.Subject, Name: i.Name, Differences: listOf(i.Differences)}
		if i.ClaimA != nil {
			item.A = i.ClaimA.ID
		}
		if i.ClaimB != nil {
			item.B = i.ClaimB.ID
		}
		if i.OppositionA != nil {
			item.A = i.OppositionA.ID
		}
		if i.OppositionB != nil {
			item.B = i.OppositionB.ID
		}
		told.Items = append(told.Items, item)
	}
	return told
}

func tellComparison(w io.Writer, c *review.Comparison) error {
	for _, subject := range []review.Subject{review.OfClaim, review.OfOpposition} {
		if _, err := fmt.Fprintf(w, "%ss: %d agreed, %d differing, %d only in %s, %d only in %s\n", subject, c.Count(subject, review.Agreed),
			c.Count(subject, review.Differing), c.Count(subject, review.InAOnly), c.NameA, c.Count(subject, review.InBOnly), c.NameB); err != nil {
			return err
		}
	}
	for _, i := range c.Items {
		class := string(i.Class)
		switch i.Class {
		case review.InAOnly:
			class = "only in " + c.NameA
		case review.InBOnly:
			class = "only in " + c.NameB
		}
		fmt.Fprintf(w, "%s: %s %s\n", class, i.Subject, i.Name)
		for _, d := range i.Differences {
			fmt.Fprintf(w, "\t%s: %s: %s; %s: %s\n", d.Label, c.NameA, orNothing(d.A), c.NameB, orNothing(d.B))
		}
	}
	return nil
}

func orNothing(said string) string {
	if said == "" {
		return "nothing"
	}
	return said
}
