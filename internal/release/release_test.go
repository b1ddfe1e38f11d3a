package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/modules"
)

func linked(t *testing.T) []modules.Module {
	t.Helper()
	list, err := modules.Linked("../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 8 {
		t.Fatalf("only %d modules are linked", len(list))
	}
	return list
}

func TestSBOM(t *testing.T) {
	list := linked(t)
	data, err := sbom("v1.2.3", "go1.26.8", list)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := sbom("v1.2.3", "go1.26.8", linked(t)); err != nil || !bytes.Equal(again, data) {
		t.Errorf("another time it is another (%v)", err)
	}
	var read bom
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&read); err != nil {
		t.Fatal(err)
	}
	if read.Format != "CycloneDX" || read.SpecVersion != "1.6" || read.Version != 1 || read.Metadata.Component.Version != "v1.2.3" {
		t.Errorf("it begins as %+v", read)
	}
	if len(read.Components) != len(list)+1 || len(read.Dependencies) != 1 || len(read.Dependencies[0].DependsOn) != len(list)+1 {
		t.Fatalf("it has %d components, for %d modules and the standard library", len(read.Components), len(list))
	}
	refs := make(map[string]bool)
	for i, c := range read.Components {
		if refs[c.Ref] || c.Ref != c.URL || !strings.HasPrefix(c.URL, "pkg:golang/") || len(c.Licenses) != 1 || c.Licenses[0].License.ID == "" {
			t.Errorf("component %d is %+v", i, c)
		}
		refs[c.Ref] = true
	}
	for _, want := range []string{
		`"pkg:golang/std@1.26.8"`, `"pkg:golang/golang.org/x/text@`, `"pkg:golang/github.com/clipperhouse/uax29/v2@`,
		`"value": "page,worker,native"`, `"value": "h1:`,
	} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("it is without %s", want)
		}
	}
	if _, err := sbom("v1", "go1", []modules.Module{{Path: "a", Dir: t.TempDir()}}); err == nil {
		t.Error("a module without a licence is listed")
	}
	odd := t.TempDir()
	if err := os.WriteFile(filepath.Join(odd, "LICENSE"), []byte("All rights reserved."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := sbom("v1", "go1", []modules.Module{{Path: "a", Dir: odd}}); err == nil {
		t.Error("a module under a licence that is not known is listed")
	}
}

func TestPackageURL(t *testing.T) {
	for path, want := range map[string]string{
		"golang.org/x/net":               "pkg:golang/golang.org/x/net@v1.0.0",
		"github.com/Someone/Module/v2":   "pkg:golang/github.com/someone/module/v2@v1.0.0",
		"codeberg.org/readeck/a b/sub?x": "pkg:golang/codeberg.org/readeck/a%20b/sub%3Fx@v1.0.0",
	} {
		if got := packageURL(path, "v1.0.0"); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestSums(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"b": "abc", "a": ""} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const want = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n" +
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
	if got, err := sums(folder); err != nil || string(got) != want {
		t.Errorf("the sums are %q (%v)", got, err)
	}
}

func TestBuildRefusesWhatIsNoPlatform(t *testing.T) {
	t.Chdir("../..")
	for _, platform := range []string{"linux", "nowhere/amd64"} {
		if err := build(t.TempDir(), "v1", platform); err == nil {
			t.Errorf("it builds for %s", platform)
		}
	}
}
