package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteFolder(t *testing.T) {
	in := t.TempDir()
	files := map[string][]byte{"index.html": []byte("a page"), "web/articles/a.txt": []byte("an article")}
	fresh, empty, full := filepath.Join(in, "deep", "new"), filepath.Join(in, "empty"), filepath.Join(in, "full")
	for _, folder := range []string{empty, full} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(full, "work"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{fresh, empty} {
		if err := writeFolder(folder, files); err != nil {
			t.Fatal(err)
		}
		for name, want := range files {
			if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(got) != string(want) {
				t.Errorf("%s in %s holds %q (%v)", name, folder, got, err)
			}
		}
	}
	for _, folder := range []string{full, fresh} {
		if err := writeFolder(folder, files); err == nil || !strings.Contains(err.Error(), "it was left as it is") {
			t.Errorf("into %s it says %v", folder, err)
		}
	}
	if list, err := os.ReadDir(full); err != nil || len(list) != 1 {
		t.Errorf("the full folder holds %v (%v)", list, err)
	}
	if list, err := os.ReadDir(in); err != nil || len(list) != 3 {
		t.Errorf("something is left: %v (%v)", list, err)
	}
}

func TestSiteRefuses(t *testing.T) {
	for _, args := range [][]string{{}, {"-o"}, {"-o", ""}, {"folder"}, {"-o", "a", "b"}, {"--to", "a"}} {
		if code, stdout, stderr := runs(append([]string{"site"}, args...)...); code != exitUsage || stdout != "" || stderr == "" {
			t.Errorf("%q: exit %d, %q, %q", args, code, stdout, stderr)
		}
	}
}
