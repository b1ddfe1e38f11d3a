package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

const statsUsage = `gainsay stats FILE… [--json]

Counts what is in each dossier: claims by stance, type, status, rating, source and who made them,
and how far the work on them has come; oppositions by kind; evidence and reviews. One
file can be - for standard input.

Exit status: 0 when it was counted, 2 when a file or the command line was not understood.
`

// statistics are the counts of one dossier. What nobody chose is counted under "".
type statistics struct {
	File        string         `json:"file"`
	Title       string         `json:"title"`
	Claims      int            `json:"claims"`
	Opposed     int            `json:"opposed"`   // set against another claim
	Checked     int            `json:"checked"`   // with a verdict
	Reviewed    int            `json:"reviewed"`  // of that status, or with a reviewer's decision
	Undecided   int            `json:"undecided"` // that a person has to find again in a newer text
	Evidence    int            `json:"evidence"`
	Reviews     int            `json:"reviews"`
	Oppositions int            `json:"oppositions"`
	Sources     map[string]int `json:"sources"`
	Creators    map[string]int `json:"creators"`
	Stances     map[string]int `json:"stances"`
	Types       map[string]int `json:"types"`
	Statuses    map[string]int `json:"statuses"`
	Ratings     map[string]int `json:"ratings"`
	Kinds       map[string]int `json:"kinds"`
}

func stats(args []string, s streams) int {
	f := newFlagged("stats", statsUsage, s)
	asJSON := f.Bool("json", false, "print a JSON list")
	files, code, done := f.read(args, 1, -1, "one file or more")
	if done {
		return code
	}
	var all []statistics
	for _, name := range files {
		d, ok := f.dossier(name, s)
		if !ok {
			return exitBadInput
		}
		all = append(all, statisticsOf(called(name), d))
	}
	var err error
	if *asJSON {
		err = writeJSON(s.out, all)
	}
	for i := 0; i < len(all) && !*asJSON && err == nil; i++ {
		err = all[i].tell(s.out, i > 0)
	}
	if err != nil {
		return f.failed("writing: %v", err)
	}
	return exitOK
}

func statisticsOf(name string, d *dossier.Dossier) statistics {
	p := d.Progress()
	st := statistics{
		File: name, Title: d.Title(), Claims: p.Claims, Opposed: p.Opposed, Checked: p.Checked, Reviewed: p.Reviewed, Oppositions: len(d.Oppositions),
		Sources: map[string]int{}, Creators: map[string]int{}, Stances: map[string]int{}, Types: map[string]int{}, Statuses: map[string]int{}, Ratings: map[string]int{}, Kinds: map[string]int{},
	}
	for _, source := range d.Sources() {
		st.Sources[source.Name] = len(source.Claims)
	}
	for _, c := range d.Claims {
		st.Creators[c.Creator]++
		st.Stances[string(c.Stance)]++
		st.Types[string(c.Type)]++
		st.Statuses[c.Status.String()]++
		if scale, rating := d.RatingOf(c.Verdict); rating != nil {
			st.Ratings[scale.Name+": "+rating.Label]++
		}
		st.Evidence += len(c.Evidence)
		st.Reviews += len(c.Reviews)
		if c.Undecided() {
			st.Undecided++
		}
	}
	for _, o := range d.Oppositions {
		st.Kinds[string(o.Kind)]++
		st.Reviews += len(o.Reviews)
	}
	return st
}

func (st statistics) tell(w io.Writer, more bool) error {
	if more {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s: %s\n", st.File, st.Title)
	fmt.Fprintf(w, "claims: %d; opposed: %d; checked: %d; reviewed: %d; undecided: %d\n", st.Claims, st.Opposed, st.Checked, st.Reviewed, st.Undecided)
	_, err := fmt.Fprintf(w, "oppositions: %d; evidence: %d; reviews: %d\n", st.Oppositions, st.Evidence, st.Reviews)
	for _, list := range []struct {
		name   string
		counts map[string]int
	}{{"sources", st.Sources}, {"made by", st.Creators}, {"stances", st.Stances}, {"types", st.Types}, {"statuses", st.Statuses}, {"ratings", st.Ratings}, {"kinds of opposition", st.Kinds}} {
		if len(list.counts) > 0 {
			fmt.Fprintf(w, "%s: %s\n", list.name, countWords(list.counts))
		}
	}
	return err
}

// countWords lists counts, the most frequent first.
func countWords(counts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		if n := counts[y] - counts[x]; n != 0 {
			return n
		}
		return strings.Compare(x, y)
	})
	for i, name := range names {
		said := name
		if said == "" {
			said = "none"
		}
		names[i] = fmt.Sprintf("%s %d", said, counts[name])
	}
	return strings.Join(names, ", ")
}
