package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"gainsay/internal/fetch"
)

const fetchUsage = `gainsay fetch URL [-o FILE]

Loads one page and writes it to standard output, or to a file: open that in Gainsay,
or drop it on the page. Only https and http, only HTML, Markdown and plain text, at
most 10 MB. The bytes stay as they came, save for what the server says beside them:
a page that does not name its own address gets a <link rel="canonical">, and one that
does not name its encoding, where the server does, is written in UTF-8 with a byte
order mark. Addresses of this machine and its network are loaded when you name them,
but no redirect from the internet is followed there.

Exit status: 0 when the page was written, 1 when it was not, 2 when the command line
was not understood.
`

// load loads a page. Nothing is written until all of it is there.
func load(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := newFlags("fetch", fetchUsage, stderr)
	out := flags.String("o", "-", "the `file` to write; - is standard output")
	addresses, err := parseAround(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	case len(addresses) != 1:
		fmt.Fprint(stderr, "gainsay fetch: it takes one address\n\n", fetchUsage)
		return exitUsage
	}
	_, document, err := loadDocument(ctx, addresses[0])
	if err != nil {
		fmt.Fprintf(stderr, "gainsay fetch: %s was not loaded: %v\n", addresses[0], err)
		return exitFailed
	}
	if *out == "-" {
		_, err = stdout.Write(document)
	} else {
		err = writeWhole(*out, document)
	}
	if err != nil {
		fmt.Fprintf(stderr, "gainsay fetch: the page was not written: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// loadDocument loads the page at an address, as it came and as a file that stands
// alone.
func loadDocument(ctx context.Context, address string) (*fetch.Page, []byte, error) {
	version := strings.Trim(moduleVersion(), "()")
	page, err := fetch.New("Gainsay/"+version+" (loads one page for its reader)").Load(ctx, address)
	if err != nil {
		return nil, nil, err
	}
	document, err := page.Document()
	return page, document, err
}
