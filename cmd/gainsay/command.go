package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// flagged is a command line that is read: its flags stand before, between and after
// what else it takes.
type flagged struct {
	*flag.FlagSet
	name  string
	usage string
	err   io.Writer
}

// newFlagged begins the command line of a command. usage is printed for --help, with the
// flags after it.
func newFlagged(name, usage string, s streams) *flagged {
	return &flagged{FlagSet: newFlags(name, usage, s.err), name: name, usage: usage, err: s.err}
}

// newFlags are the flags of a command, which shows its usage where they are not understood.
func newFlags(name, usage string, stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("gainsay "+name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	return flags
}

// read returns what is not a flag: at least and at most so many, most being -1 for any
// number. Where done is set the command is over, with that exit code.
func (f *flagged) read(args []string, least, most int, what string) (others []string, code int, done bool) {
	others, err := parseAround(f.FlagSet, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return nil, exitOK, true
	case err != nil:
		return nil, exitBadInput, true
	case len(others) < least || most >= 0 && len(others) > most:
		return nil, f.misused("it takes " + what), true
	}
	piped := 0
	for _, name := range others {
		if name == "-" {
			piped++
		}
	}
	if piped > 1 {
		return nil, f.misused("standard input can be read only once"), true
	}
	return others, 0, false
}

// misused says what is wrong with a command line.
func (f *flagged) misused(why string) int {
	fmt.Fprintf(f.err, "gainsay %s: %s\n\n%s", f.name, why, f.usage)
	return exitBadInput
}

// failed says what could not be done.
func (f *flagged) failed(format string, args ...any) int {
	fmt.Fprintf(f.err, "gainsay %s: %s\n", f.name, fmt.Sprintf(format, args...))
	return exitBadInput
}

// oneOf is a flag whose value is one of several words, or none.
type oneOf struct {
	value string
	words []string
}

func (o *oneOf) String() string { return o.value }

// Set takes a value where it is one of the words.
func (o *oneOf) Set(value string) error {
	for _, word := range o.words {
		if word == value {
			o.value = value
			return nil
		}
	}
	return fmt.Errorf("it is one of %s", strings.Join(o.words, ", "))
}

// parseAround parses flags that stand before, between and after other arguments,
// and returns those. After -- nothing is a flag.
func parseAround(flags *flag.FlagSet, args []string) (others []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		if read := len(args) - len(rest); read > 0 && args[read-1] == "--" {
			return append(others, rest...), nil
		}
		if len(rest) == 0 {
			return others, nil
		}
		others, args = append(others, rest[0]), rest[1:]
	}
}
