// Command pack makes a program of the page smaller on the wire: it joins the pieces that
// Go's linker cuts its memory into, leaves out which line each place in its code comes
// from, and has a table that can be worked out written when the program starts. Package
// wasm says how, and what a trace of a panic then looks like.
//
//	go run ./internal/slim/pack linked.wasm app.wasm
package main

import (
	"fmt"
	"os"

	"gainsay/internal/slim/wasm"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack LINKED PACKED")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "pack: %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func pack(from, to string) error {
	linked, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	m, err := wasm.Parse(linked)
	if err != nil {
		return err
	}
	if err := m.Pack(); err != nil {
		return err
	}
	return os.WriteFile(to, m.Bytes(), 0o644)
}
