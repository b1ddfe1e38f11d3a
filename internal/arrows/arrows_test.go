package arrows

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed lists, for each package of the project, which others of it the package
// may import. A package that is not listed may import none, and may not exist.
var allowed = map[string][]string{
	"internal/text":             {},
	"internal/openjson":         {},
	"internal/article":          {"internal/charset", "internal/openjson", "internal/text"},
	"internal/anchor":           {"internal/openjson", "internal/text"},
	"internal/textfragment":     {"internal/article", "internal/text"},
	"internal/dossier":          {"internal/anchor", "internal/article", "internal/openjson", "internal/text"},
	"internal/desk":             {"internal/anchor", "internal/article", "internal/dossier", "internal/filter", "internal/text"},
	"internal/cue":              {},
	"internal/turns":            {"internal/dossier"},
	"internal/filter":           {"internal/anchor", "internal/dossier", "internal/text"},
	"internal/exchange":         {"internal/anchor", "internal/article", "internal/dossier", "internal/openjson", "internal/text"},
	"internal/exchange/foreign": {"internal/anchor", "internal/article", "internal/desk", "internal/dossier", "internal/exchange", "internal/openjson", "internal/text", "internal/textfragment"},
	"internal/review":           {"internal/anchor", "internal/article", "internal/dossier", "internal/openjson", "internal/text"},
	"internal/storage":          {},
	"internal/lease":            {},
	"internal/bookmarklet":      {},
	"internal/bundle":           {},
	"internal/errand":           {},
	"internal/workshop":         {"internal/article", "internal/charset", "internal/dossier", "internal/errand", "internal/exchange", "internal/exchange/foreign", "internal/review", "internal/text", "internal/webpage"},
	"internal/fetch":            {"internal/article"},
	"internal/browser":          {"internal/lease", "internal/storage", "internal/text"},
	"internal/site":             {"internal/article"},
	"internal/site/compress":    {},
	"internal/arrows":           {},
	"internal/modules":          {},
	"internal/release":          {"internal/modules"},
	"internal/hostile":          {"internal/anchor", "internal/article", "internal/dossier", "internal/text"},
	"internal/slim":             {},
	"internal/slim/regexp":      {},
	"internal/slim/http":        {},
	"internal/slim/wasm":        {},
	"internal/slim/pack":        {"internal/slim/wasm"},
	"internal/slim/sizes":       {"internal/slim/wasm"},
	"internal/e2e":              {},
	"internal/e2e/bench/hello":  {},
	"app":                       {"internal/anchor", "internal/article", "internal/bookmarklet", "internal/browser", "internal/bundle", "internal/charset", "internal/cue", "internal/desk", "internal/dossier", "internal/errand", "internal/exchange", "internal/filter", "internal/storage", "internal/text", "internal/textfragment", "internal/turns"},
	"web":                       {},
	"cmd/gainsay":               {"app", "internal/anchor", "internal/article", "internal/charset", "internal/charset/legacy", "internal/dossier", "internal/exchange", "internal/exchange/foreign", "internal/fetch", "internal/review", "internal/site", "internal/text", "internal/webpage", "web"},
	"cmd/gainsay-wasm":          {"app"},

	"internal/charset":        {"internal/text"},
	"internal/charset/legacy": {},
	"internal/webpage":        {"internal/article", "internal/charset"},
	"cmd/gainsay-worker":      {"internal/browser", "internal/dossier", "internal/workshop"},
}

// What costs the visitor hundreds of kilobytes. The page's program must not reach
// the first list at all. The second it reaches through go-app's own server and router,
// which the linker leaves out as long as no package of ours names it.
var (
	unreached = []string{"text/template", "html/template", "testing", "time/tzdata"}
	unnamed   = []string{"net/http", "crypto/tls", "regexp"}
)

type listed struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// list asks the go command about packages, for the page's program or natively.
func list(t *testing.T, wasm bool, patterns ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports"}, patterns...)...)
	cmd.Dir = "../.."
	if wasm {
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func TestPackagesImportOnlyWhatTheArchitectureAllows(t *testing.T) {
	for _, wasm := range []bool{false, true} {
		seen := 0
		for _, p := range list(t, wasm, "./...") {
			name := strings.TrimPrefix(p.ImportPath, "gainsay/")
			may, known := allowed[name]
			if !known {
				t.Errorf("%s is not in the architecture", name)
				continue
			}
			seen++
			for _, imported := range p.Imports {
				if other, ours := strings.CutPrefix(imported, "gainsay/"); ours && !slices.Contains(may, other) {
					t.Errorf("%s imports %s, which the architecture does not allow", name, other)
				}
				if imported == "syscall/js" && name != "internal/browser" {
					t.Errorf("%s imports syscall/js, which internal/browser alone may", name)
				}
			}
		}
		if seen < 10 {
			t.Errorf("only %d packages were read", seen)
		}
	}
}

func TestTheDomainDoesNotKnowItsTests(t *testing.T) {
	for _, p := range list(t, false, "./internal/...") {
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			if strings.HasPrefix(imported, "gainsay/app") {
				t.Errorf("the tests of %s import %s", p.ImportPath, imported)
			}
		}
	}
}

func TestThePageLinksNothingHeavy(t *testing.T) {
	packages := list(t, true, "-deps", "./cmd/gainsay-wasm")
	if len(packages) < 50 {
		t.Fatalf("read %d packages", len(packages))
	}
	for _, p := range packages {
		if p.ImportPath == "gainsay/internal/webpage" || p.ImportPath == "gainsay/internal/exchange/foreign" || p.ImportPath == "gainsay/internal/workshop" || p.ImportPath == "gainsay/internal/review" || p.ImportPath == "gainsay/internal/charset/legacy" {
			t.Errorf("the page's program reaches %s, which costs it hundreds of kilobytes", p.ImportPath)
		}
		if slices.Contains(unreached, p.ImportPath) || strings.HasPrefix(p.ImportPath, "github.com/stretchr/") {
			t.Errorf("the page's program reaches %s", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(p.ImportPath, "gainsay/") && slices.Contains(unnamed, imported) {
				t.Errorf("%s, which the page's program links, imports %s", p.ImportPath, imported)
			}
		}
	}
}
