// Package modules knows which modules of others the three programs link, and under
// which licences. It asks the go command, and so says what is built, not what a file
// says of it.
//
// It serves the release, which lists them, and the test that holds the documentation
// of the dependencies to them. No program imports it.
package modules

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Module is a module of others.
type Module struct {
	Path, Version string
	Sum           string   // of its contents, as in go.sum
	Dir           string   // where its source is
	Indirect      bool     // no package of ours imports it
	Programs      []string // that link some of it: page, worker, native
}

// The programs, with what they are built for. The native one may link other modules
// on other systems.
var programs = []struct {
	name, path string
	systems    []string // GOOS/GOARCH
}{
	{"page", "./cmd/gainsay-wasm", []string{"js/wasm"}},
	{"worker", "./cmd/gainsay-worker", []string{"js/wasm"}},
	{"native", "./cmd/gainsay", []string{"linux/amd64", "darwin/arm64", "windows/amd64"}},
}

// Linked lists the modules that the programs link, by path. root is the folder of the
// project.
func Linked(root string) ([]Module, error) {
	found := make(map[string]*Module)
	for _, program := range programs {
		for _, system := range program.systems {
			goos, goarch, _ := strings.Cut(system, "/")
			type listed struct {
				Module *struct {
					Path, Version, Sum, Dir string
					Main, Indirect          bool
				}
			}
			packages, err := ask[listed](root, []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0"}, "list", "-deps", "-json=Module", program.path)
			if err != nil {
				return nil, err
			}
			for _, p := range packages {
				if p.Module == nil || p.Module.Main {
					continue
				}
				m := found[p.Module.Path]
				if m == nil {
					m = &Module{Path: p.Module.Path, Version: p.Module.Version, Sum: p.Module.Sum, Dir: p.Module.Dir, Indirect: p.Module.Indirect}
					found[m.Path] = m
				}
				if !slices.Contains(m.Programs, program.name) {
					m.Programs = append(m.Programs, program.name)
				}
			}
		}
	}
	var list []Module
	for _, m := range found {
		list = append(list, *m)
	}
	slices.SortFunc(list, func(a, b Module) int { return cmp.Compare(a.Path, b.Path) })
	return list, nil
}

// ask runs the go command and reads the JSON values that it prints.
func ask[T any](root string, env []string, args ...string) ([]T, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), env...)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("go %s: %s", strings.Join(args, " "), exit.Stderr)
	}
	if err != nil {
		return nil, fmt.Errorf("running go: %w", err)
	}
	var values []T
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var v T
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			return values, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading what go says: %w", err)
		}
		values = append(values, v)
	}
}

// LicenceText returns the licence that stands in the folder of a module.
func LicenceText(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
	return string(text), err
}

// Licence recognises a licence by its words, and names it as SPDX does; "" is one that
// is not known here.
func Licence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	switch {
	case strings.Contains(text, "Mozilla Public License Version 2.0"):
		return "MPL-2.0"
	case strings.Contains(text, "Apache License Version 2.0"):
		return "Apache-2.0"
	case strings.Contains(text, "Redistribution and use in source and binary forms") && strings.Contains(text, "Neither the name of"):
		return "BSD-3-Clause"
	case strings.Contains(text, "Redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case strings.Contains(text, "Permission is hereby granted, free of charge"):
		return "MIT"
	}
	return ""
}
