// Command slim writes an overlay for the Go tool that puts package http of this folder
// in the place of net/http. The page's program is built with it; why, package http says.
//
//	go run ./internal/slim > overlay.json
//	go build -overlay overlay.json …
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	overlay, err := replacing("net/http", filepath.Join("internal", "slim", "http", "http.go"))
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(map[string]any{"Replace": overlay})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "slim:", err)
		os.Exit(1)
	}
}

// replacing maps the files of a package of the standard library to nothing, and one
// of them to ours: the form that "go help build" gives for -overlay.
func replacing(name, ours string) (map[string]string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("asking where Go is: %w", err)
	}
	folder := filepath.Join(strings.TrimSpace(string(root)), "src", filepath.FromSlash(name))
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("there is no %s in %s", name, folder)
	}
	overlay := make(map[string]string)
	for _, file := range files {
		overlay[file] = ""
	}
	if overlay[filepath.Join(folder, filepath.Base(ours))], err = filepath.Abs(ours); err != nil {
		return nil, err
	}
	return overlay, nil
}
