// Command compress writes brotli and gzip forms of files beside them, as FILE.br and
// FILE.gz. The build runs it on the page's program, so that the server need not
// spend seconds on it at every start and no machine needs a brotli tool.
//
//	compress [-quality N] FILE...
//
// With a bound it writes nothing, and fails where the brotli form of a file is larger.
//
//	compress -most BYTES [-quality N] FILE...
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/andybalholm/brotli"
)

func main() {
	quality := flag.Int("quality", 9, "brotli quality, 0 to 11; 11 gains about a tenth and takes ten times as long")
	most := flag.Int("most", 0, "only hold the brotli form to a size in `bytes`")
	flag.Parse()
	do := func(name string) error { return compressFile(name, *quality) }
	if *most > 0 {
		do = func(name string) error { return hold(name, *quality, *most) }
	}
	for _, name := range flag.Args() {
		if err := do(name); err != nil {
			fmt.Fprintln(os.Stderr, "compress:", err)
			os.Exit(1)
		}
	}
}

// hold reports how large the brotli form of a file is, and fails where that is too much.
func hold(name string, quality, most int) error {
	body, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var br bytes.Buffer
	if err := write(brotli.NewWriterLevel(&br, quality), body); err != nil {
		return fmt.Errorf("writing %s as brotli: %w", name, err)
	}
	fmt.Printf("%s: %d bytes, %d in brotli at quality %d; at most %d\n", name, len(body), br.Len(), quality, most)
	if br.Len() > most {
		return fmt.Errorf("%s is %d bytes too large on the wire", name, br.Len()-most)
	}
	return nil
}

// compressFile writes name.br and name.gz.
func compressFile(name string, quality int) error {
	body, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var br bytes.Buffer
	if err := write(brotli.NewWriterLevel(&br, quality), body); err != nil {
		return fmt.Errorf("writing %s as brotli: %w", name, err)
	}
	var gz bytes.Buffer
	zw, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := write(zw, body); err != nil {
		return fmt.Errorf("writing %s as gzip: %w", name, err)
	}
	if err := os.WriteFile(name+".br", br.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(name+".gz", gz.Bytes(), 0o644)
}

// write sends all of body through w and closes it.
func write(w io.WriteCloser, body []byte) error {
	if _, err := w.Write(body); err != nil {
		return err
	}
	return w.Close()
}
