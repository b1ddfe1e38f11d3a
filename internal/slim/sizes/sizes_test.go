package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOwners(t *testing.T) {
	o := byName([]string{"slices", "runtime", "gainsay/app", "github.com/maxence-charriere/go-app/v10/pkg/app", "gopkg.in/yaml.v3"})
	for function, want := range map[string]string{
		"slices.partitionOrdered_go.shape.string_":                    "slices",
		"gainsay_app.__Bar_.Render":                                   "gainsay/app",
		"github.com_maxence_charriere_go_app_v10_pkg_app.text.render": "github.com/maxence-charriere/go-app/v10/pkg/app",
		"gopkg.in_yaml_2ev3.Decode":                                   "gopkg.in/yaml.v3",
		"type_.eq.gainsay_app.Field":                                  "(comparing and hashing of types)",
		"memeqbody":                                                   "(linker and assembly)",
	} {
		if got := o.of(function); got != want {
			t.Errorf("%s belongs to %q, want %q", function, got, want)
		}
	}
}

func TestTableAddsUp(t *testing.T) {
	got := table([]part{{"a", 900000, 60000}, {"b", 300000, 40000}, {"c", 10, 10}, {"d", 5, 5}}, 50000)
	for _, line := range []string{"| a | 900000 | 29995 |", "| b | 300000 | 19997 |", "| 2 more | 15 | 7 |", "| **all** | 1200015 | 50000 |"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
}

func TestReplaceKeepsTheRest(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sizes.md")
	for _, old := range []string{"", "old\n"} {
		os.WriteFile(name, []byte("# Before\n"+begin+"\n"+old+end+"\nafter\n"), 0o644)
		if err := replace(name, "new\n"); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(name); string(got) != "# Before\n"+begin+"\nnew\n"+end+"\nafter\n" {
			t.Errorf("the document became %q", got)
		}
	}
	os.WriteFile(name, []byte("no marks"), 0o644)
	if err := replace(name, "new\n"); err == nil {
		t.Error("a document without marks is written")
	}
}
