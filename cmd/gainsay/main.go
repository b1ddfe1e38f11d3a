// Command gainsay is the native program. It serves the app, whose work is done in the
// reader's browser, and does some of it on the command line: gainsay help lists the
// commands, and docs/commands.md describes them. A command is one file here.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"unicode/utf8"
)

const about = "Gainsay marks the claims in an article and sets them against those that deny them.\n\n"

// command is one of the things that the program does.
type command struct {
	name  string
	takes string // what stands after the name
	does  string // in a few words
	run   func(ctx context.Context, args []string, s streams) int
}

// commands lists the commands in the order in which they are told.
func commands() []command {
	plain := func(do func([]string, streams) int) func(context.Context, []string, streams) int {
		return func(_ context.Context, args []string, s streams) int { return do(args, s) }
	}
	return []command{
		{"serve", "[--listen ADDR] [--article FILE|URL]", "serve the app, at 127.0.0.1:8000 unless told otherwise, with an article to open",
			func(ctx context.Context, args []string, s streams) int { return serve(ctx, args, s.out, s.err) }},
		{"site", "-o DIR", "write the app as files, for any server of plain files",
			func(_ context.Context, args []string, s streams) int { return static(args, s.out, s.err) }},
		{"fetch", "URL [-o FILE]", "load a web page into a file that the app opens",
			func(ctx context.Context, args []string, s streams) int { return load(ctx, args, s.out, s.err) }},
		{"validate", "FILE…", "say whether files are dossiers, and where their first fault is", plain(validate)},
		{"convert", "--to FORMAT FILE [-o OUT]", "write a dossier in another format", plain(convert)},
		{"reanchor", "DOSSIER ARTICLE [-o OUT]", "look for the claims in another version of the article", plain(reanchor)},
		{"merge", "A B -o OUT [--prefer a|b|newest]", "take into a dossier what another of the same article has", plain(merge)},
		{"compare", "A B [--json]", "list in what two dossiers differ, the worst first", plain(compare)},
		{"changes", "OLD NEW [--json]", "list what changed in a dossier since it left", plain(changes)},
		{"agreement", "FILE… [--json]", "measure how far dossiers of one article agree", plain(agreement)},
		{"report", "FILE -o OUT.html", "write a dossier for people to read", plain(report)},
		{"stats", "FILE… [--json]", "count what is in dossiers", plain(stats)},
		{"completion", "bash|zsh|fish", "write what makes a shell complete all this", plain(completion)},
		{"version", "", "print the version", plain(version)},
		{"help", "", "print this", plain(help)},
	}
}

// usage lists the commands, each in one or two lines.
func usage() string {
	const column = 36
	text := about
	for _, c := range commands() {
		line := strings.TrimRight("  gainsay "+c.name+" "+c.takes, " ")
		if length := utf8.RuneCountInString(line); length < column {
			line += strings.Repeat(" ", column-length)
		} else {
			line += "\n" + strings.Repeat(" ", column)
		}
		text += line + c.does + "\n"
	}
	return text + "\ngainsay COMMAND --help tells more of one. FILE can be - for standard input.\n"
}

func version(_ []string, s streams) int {
	fmt.Fprintf(s.out, "gainsay %s (%s)\n", moduleVersion(), runtime.Version())
	return exitOK
}

func help(_ []string, s streams) int {
	fmt.Fprint(s.out, usage())
	return exitOK
}

// Exit codes. What each command means by them, its --help says.
const (
	exitOK     = 0
	exitFailed = 1 // of serve, site and fetch: it could not be done
	exitUsage  = 2 // the command line was not understood

	exitUndecided = 1 // of the others: it was done, and a person has something to look at
	exitBadInput  = 2 // the command line or a file was not understood, and nothing was written
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// run is the program without its process: it returns the exit code. Cancelling ctx
// ends what it runs in an orderly way.
func run(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 {
		fmt.Fprint(s.err, usage())
		return exitUsage
	}
	name := args[0]
	switch name {
	case "-h", "--help":
		name = "help"
	case "--version":
		name = "version"
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, args[1:], s)
		}
	}
	fmt.Fprintf(s.err, "gainsay: there is no command %q\n\n%s", name, usage())
	return exitUsage
}

// release is the version of a release, which its build sets.
var release string

// moduleVersion is that of a release, or what the Go tool recorded: "(devel)" for a
// local build.
func moduleVersion() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
