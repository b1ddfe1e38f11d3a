// Command sizes writes the table of docs/sizes.md: what each package adds to a program of
// the page, as it is and on the wire.
//
//	go list -deps … | go run ./internal/slim/sizes -total BYTES named.wasm docs/sizes.md
//
// The program is one that was linked with its names and packed; total is its size on the
// wire without them. The packages that it may be made of are read from standard input.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"gainsay/internal/slim/wasm"
)

// The table goes between these lines of the document.
const (
	begin = "<!-- sizes: written by make sizes -->"
	end   = "<!-- end of sizes -->"
)

func main() {
	total := flag.Int("total", 0, "what the program has on the wire, in `bytes`")
	flag.Parse()
	if flag.NArg() != 2 || *total <= 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(flag.Arg(0), flag.Arg(1), *total); err != nil {
		fmt.Fprintln(os.Stderr, "sizes:", err)
		os.Exit(1)
	}
}

func write(program, document string, total int) error {
	module, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	m, err := wasm.Parse(module)
	if err != nil {
		return fmt.Errorf("reading %s: %w", program, err)
	}
	var paths []string
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		paths = append(paths, lines.Text())
	}
	parts, err := measure(m, paths)
	if err != nil {
		return fmt.Errorf("measuring %s: %w", program, err)
	}
	return replace(document, table(parts, total))
}

// part is what one package, or what is of no package, adds: bytes as they are, and bytes
// when compressed by themselves.
type part struct {
	name          string
	raw, squeezed int
}

// measure takes a program apart by packages. Memory is one part: a table of functions, the
// descriptions of types and the constants of all packages are mixed in it.
func measure(m wasm.Module, paths []string) ([]part, error) {
	functions, err := m.Functions()
	if err != nil {
		return nil, err
	}
	owners := byName(paths)
	bodies := make(map[string][]byte)
	for _, f := range functions {
		owner := owners.of(f.Name)
		bodies[owner] = append(bodies[owner], f.Body...)
	}
	segments, err := m.Segments()
	if err != nil {
		return nil, err
	}
	const memory = "(memory: function table, types, constants)"
	for _, s := range segments {
		bodies[memory] = append(bodies[memory], s.Bytes...)
	}
	var parts []part
	for name, body := range bodies {
		squeezed, err := squeeze(body)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{name, len(body), squeezed})
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.squeezed, a.squeezed), cmp.Compare(a.name, b.name))
	})
	return parts, nil
}

func squeeze(body []byte) (int, error) {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, 9)
	if _, err := w.Write(body); err != nil {
		return 0, err
	}
	err := w.Close()
	return out.Len(), err
}

// owners knows packages by the names that the linker gives them in a module.
type owners map[string]string

var unnameable = regexp.MustCompile(`[^\w.]`)

func byName(paths []string) owners {
	o := make(owners)
	for _, path := range paths {
		folder, last := "", path
		if i := strings.LastIndexByte(path, '/'); i >= 0 {
			folder, last = path[:i+1], path[i+1:]
		}
		// Dots of the last element are written as in an address.
		o[unnameable.ReplaceAllString(folder+strings.ReplaceAll(last, ".", "%2e"), "_")] = path
	}
	return o
}

// of returns the package that a function belongs to: of those whose names it begins with,
// the one with the longest.
func (o owners) of(function string) string {
	found := ""
	for i, c := range function {
		if c != '.' {
			continue
		}
		if path, is := o[function[:i]]; is {
			found = path
		}
		if i > 200 {
			break
		}
	}
	switch {
	case found != "":
		return found
	case strings.HasPrefix(function, "type_."):
		return "(comparing and hashing of types)"
	}
	return "(linker and assembly)"
}

// least is what a package has to add on the wire for a line of its own, in bytes.
const least = 4000

// table has a line a package. What a package adds on the wire is estimated: what it has when
// compressed by itself, in proportion, so that all add up to the whole.
func table(parts []part, total int) string {
	sum, raw := 0, 0
	for _, p := range parts {
		sum += p.squeezed
		raw += p.raw
	}
	share := func(squeezed int) int { return squeezed * total / sum }
	var b strings.Builder
	b.WriteString("| package | bytes | on the wire, about |\n|---|---:|---:|\n")
	rest, more := part{}, 0
	for _, p := range parts {
		if share(p.squeezed) < least {
			rest.raw += p.raw
			rest.squeezed += p.squeezed
			more++
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %d |\n", p.name, p.raw, share(p.squeezed))
	}
	fmt.Fprintf(&b, "| %d more | %d | %d |\n", more, rest.raw, share(rest.squeezed))
	fmt.Fprintf(&b, "| **all** | %d | %d |\n", raw, total)
	return b.String()
}

// replace puts the table between the marks of a document.
func replace(document, table string) error {
	text, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	before, rest, begins := strings.Cut(string(text), begin)
	_, after, ends := strings.Cut(rest, end)
	if !begins || !ends {
		return errors.New(document + " has no marks for the table")
	}
	return os.WriteFile(document, []byte(before+begin+"\n"+table+end+after), 0o644)
}
