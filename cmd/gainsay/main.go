// Command gainsay is the native program. It serves the app, whose work is done in the
// reader's browser, and does some of it on the command line:
//
//	gainsay serve [--listen ADDR] [--article FILE|URL]
//	gainsay fetch URL [-o FILE]
//	gainsay reanchor ANNOTATIONS ARTICLE
//	gainsay version
//	gainsay help
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

const usage = `Gainsay marks the claims in an article and sets them against those that deny them.

  gainsay serve [--listen ADDR] [--article FILE|URL]
                                  serve the app, at 127.0.0.1:8000 unless told otherwise,
                                  with an article to open
  gainsay fetch URL [-o FILE]     load a web page into a file that the app opens
  gainsay reanchor DOSSIER ARTICLE
                                  look for the claims in another version of the article
  gainsay version                 print the version
  gainsay help                    print this
`

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2 // the command line was not understood
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program without its process: it returns the exit code. Cancelling ctx
// ends what it runs in an orderly way.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return exitUsage
	}
	switch args[0] {
	case "serve":
		return serve(ctx, args[1:], stdout, stderr)
	case "fetch":
		return load(ctx, args[1:], stdout, stderr)
	case "reanchor":
		return reanchor(args[1:], stdout, stderr)
	case "version", "--version":
		fmt.Fprintf(stdout, "gainsay %s (%s)\n", moduleVersion(), runtime.Version())
		return exitOK
	case "help", "-h", "--help":
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	fmt.Fprintf(stderr, "gainsay: there is no command %q\n\n%s", args[0], usage)
	return exitUsage
}

// moduleVersion is the version that the Go tool recorded, "(devel)" for a local build.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
