package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/review"
)

const mergeUsage = `gainsay merge A B [-o OUT] [--base BASE] [--prefer a|b|newest]

Takes into the dossier A what the dossier B of the same article has, and writes the
outcome, which keeps A's id. What both changed is a conflict: it is listed, and stays as A has
it unless --prefer decides. With the dossier that both come from as BASE, what one side
removed is removed too. Where A is on an older text than B, it is brought onto B's.
What was done is told on standard output, or, where the dossier is written there, on
standard error. Any of the files can be - for standard input.

Exit status: 0 when nothing is left to decide, 1 when a conflict is, 2 when nothing was
written, or the command line was not understood.
`

// mergeReport is what is told of a merge.
type mergeReport struct {
	Changes   []review.Change           `json:"changes"`
	Conflicts []review.Conflict         `json:"conflicts"`
	LeftOut   []review.Left             `json:"leftOut"`
	Renamed   map[dossier.ID]dossier.ID `json:"renamed"`
}

func merge(args []string, s streams) int {
	f := newFlagged("merge", mergeUsage, s)
	prefer := &oneOf{words: []string{string(review.PreferA), string(review.PreferB), string(review.PreferNewest)}}
	out := f.String("o", "-", "the `file` to write; - is standard output. It can be A or B")
	base := f.String("base", "", "the dossier that both come from, in a `file`")
	f.Var(prefer, "prefer", "which `side` a conflict is decided for: a, b, or newest, what was changed last")
	asJSON := f.Bool("json", false, "tell what was done as a JSON object")
	files, code, done := f.read(args, 2, 2, "two files")
	if done {
		return code
	}
	if *base == "-" && slices.Contains(files, "-") {
		return f.misused("standard input can be read only once")
	}
	options := review.Options{Editor: editor(), Prefer: review.Preference(prefer.value)}
	sides := make([]*dossier.Dossier, 0, 3)
	names := files
	if *base != "" {
		names = append(names, *base)
	}
	for _, name := range names {
		d, ok := f.dossier(name, s)
		if !ok {
			return exitBadInput
		}
		sides = append(sides, d)
	}
	if *base != "" {
		options.Base = sides[2]
	}
	merged, err := review.Merge(sides[0], sides[1], options)
	if err != nil {
		return f.failed("%s was not merged into %s: %v", called(files[1]), called(files[0]), err)
	}
	if err := writeDossier(*out, merged.Dossier, s.out); err != nil {
		return f.failed("%s was not written: %v", called(*out), err)
	}
	told := s.out
	if *out == "-" {
		told = s.err
	}
	if err := tellMerge(told, merged, *asJSON); err != nil {
		return f.failed("writing: %v", err)
	}
	if merged.Undecided() > 0 {
		return exitUndecided
	}
	return exitOK
}

// writeDossier writes a dossier that was put together here, once it is known to be one.
func writeDossier(name string, d *dossier.Dossier, out io.Writer) error {
	if err := d.Validate(); err != nil {
		return err
	}
	data, err := exchange.EncodeNative(d)
	if err != nil {
		return err
	}
	return write(name, data, out)
}

// tellMerge tells what was done in lines: how many things of which kind, then every
// change, every conflict, and what was left out.
func tellMerge(w io.Writer, m *review.Merged, asJSON bool) error {
	if asJSON {
		return writeJSON(w, mergeReport{Changes: listOf(m.Changes), Conflicts: listOf(m.Conflicts), LeftOut: listOf(m.Left), Renamed: m.Renamed})
	}
	count := make(map[review.What]int)
	for _, c := range m.Changes {
		count[c.What]++
	}
	if _, err := fmt.Fprintf(w, "%d added, %d changed, %d removed; %s, %d of them undecided; %d left out\n",
		count[review.Added], count[review.Changed], count[review.Removed], counted(len(m.Conflicts), "conflict", "conflicts"), m.Undecided(), len(m.Left)); err != nil {
		return err
	}
	for _, c := range m.Changes {
		fmt.Fprintln(w, c)
	}
	for _, c := range m.Conflicts {
		fmt.Fprintf(w, "conflict: %s; taken: %s\n", c, cmp.Or(string(c.Chosen), "neither, so it stays as a has it"))
	}
	for _, l := range m.Left {
		fmt.Fprintf(w, "left out: %s %s: %s\n", l.Subject, l.Name, l.Why)
	}
	return nil
}

// listOf is a list that is written as [] where there is nothing in it.
func listOf[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
