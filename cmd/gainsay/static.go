package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"gainsay/internal/site"
	"gainsay/web"
)

const staticUsage = `gainsay site -o DIR

Writes the app as files, for any server of plain files and any folder of it. DIR must not
be there yet, or be empty. Exit status: 0 when it was written, 1 when it was not, 2 when
the command line was not understood.
`

// static writes the app as a folder of files.
func static(args []string, stdout, stderr io.Writer) int {
	flags := newFlags("site", staticUsage, stderr)
	folder := flags.String("o", "", "the `folder` to write")
	others, err := parseAround(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	case *folder == "" || len(others) > 0:
		fmt.Fprintln(stderr, "gainsay site: it takes a folder to write, as -o DIR, and nothing else")
		return exitUsage
	}
	files, err := site.Folder(web.FS)
	if errors.Is(err, site.ErrNoProgram) {
		err = errors.New(`this program was built without the page's program: run "make build" first, then bin/gainsay site`)
	}
	if err == nil {
		err = writeFolder(*folder, files)
	}
	if err != nil {
		fmt.Fprintln(stderr, "gainsay site:", err)
		return exitFailed
	}
	fmt.Fprintf(stdout, "%d files are in %s\n", len(files), *folder)
	return exitOK
}

// writeFolder writes files, by their slash-separated names, into a folder that is new or
// empty. They come together under another name first, so that the folder is there whole
// or not at all.
func writeFolder(folder string, files map[string][]byte) error {
	there, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case len(there) > 0:
		return fmt.Errorf("there is something in %s already, and it was left as it is; name a folder that is empty or not there yet", folder)
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(filepath.Dir(folder), ".gainsay-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft) // does nothing once it has its name
	for name, data := range files {
		path := filepath.Join(draft, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	if err := os.Chmod(draft, 0o755); err != nil {
		return err
	}
	if err := os.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(draft, folder)
}
