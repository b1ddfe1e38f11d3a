// Command slim writes an overlay for the Go tool that puts packages of this folder in the
// place of those of the standard library. The page's programs are built with it; why, the
// packages say.
//
//	go run ./internal/slim net/http regexp > overlay.json
//	go build -overlay overlay.json …
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	overlay := make(map[string]string)
	for _, name := range os.Args[1:] {
		if err := replace(overlay, name); err != nil {
			fmt.Fprintln(os.Stderr, "slim:", err)
			os.Exit(1)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"Replace": overlay}); err != nil {
		fmt.Fprintln(os.Stderr, "slim:", err)
		os.Exit(1)
	}
}

// replace maps the files of a package of the standard library to nothing, and one of
// them to ours: the form that "go help build" gives for -overlay.
func replace(overlay map[string]string, name string) error {
	last := path.Base(name)
	ours, err := filepath.Abs(filepath.Join("internal", "slim", last, last+".go"))
	if err != nil {
		return err
	}
	if _, err := os.Stat(ours); err != nil {
		return fmt.Errorf("nothing of ours can stand in for %s: %w", name, err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("asking where Go is: %w", err)
	}
	folder := filepath.Join(strings.TrimSpace(string(root)), "src", filepath.FromSlash(name))
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there is no %s in %s", name, folder)
	}
	for _, file := range files {
		overlay[file] = ""
	}
	overlay[filepath.Join(folder, filepath.Base(ours))] = ours
	return nil
}
