//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "gainsay-worker runs in a browser's worker: build it with GOOS=js GOARCH=wasm, or run make run")
	os.Exit(1)
}
