//go:build !js

package main

import (
	"fmt"
	"os"
)

// A program that is built for the wrong target should say what to run instead, not
// exit in silence.
func main() {
	fmt.Fprintln(os.Stderr, "gainsay-wasm runs in a browser: build it with GOOS=js GOARCH=wasm, or run make run")
	os.Exit(1)
}
