package arrows

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gainsay/internal/modules"
)

// dependency is a row of docs/dependencies.md.
type dependency struct {
	version, licence string
	place            string // the programs that link it, or the folder of its lock file
	direct           bool
}

// documented reads the tables of docs/dependencies.md: Go modules, and npm packages.
func documented(t *testing.T) (rows, packages map[string]dependency) {
	t.Helper()
	page, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	rows, packages = make(map[string]dependency), make(map[string]dependency)
	var into map[string]dependency
	direct := true
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		switch {
		case strings.HasSuffix(line, "| why |\n"):
			direct = true
		case strings.HasSuffix(line, "| brought by |\n"):
			direct = false
		}
		switch {
		case strings.HasPrefix(line, "| module "):
			into = rows
		case strings.HasPrefix(line, "| package "):
			into = packages
		case strings.HasPrefix(line, "| `"):
			if len(cells) != 5 || strings.TrimSpace(strings.TrimSuffix(cells[4], "|")) == "" {
				t.Fatalf("a row has not five cells: %s", line)
			}
			name := strings.Trim(cells[0], "| `")
			if _, twice := into[name]; twice {
				t.Errorf("%s is there twice", name)
			}
			into[name] = dependency{version: cells[1], licence: cells[2], place: strings.Trim(cells[3], "`"), direct: direct}
		}
	}
	if len(rows) < 10 || len(packages) < 3 {
		t.Fatalf("%d modules and %d packages were read", len(rows), len(packages))
	}
	return rows, packages
}

// module is what the go command says of a module.
type module struct {
	Path, Version, Dir string
	Main, Indirect     bool
}

// known lists the modules that the build knows, linked or not.
func known(t *testing.T) (list []module) {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-json=Path,Version,Dir,Main,Indirect", "all")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var m module
		if err := dec.Decode(&m); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
}

func TestTheModulesAreDocumented(t *testing.T) {
	rows, _ := documented(t)
	linked, err := modules.Linked("../..")
	if err != nil {
		t.Fatal(err)
	}
	links := make(map[string][]string)
	for _, m := range linked {
		links[m.Path] = m.Programs
	}
	found := 0
	for _, m := range known(t) {
		row, there := rows[m.Path]
		if needed := !m.Main && (!m.Indirect || len(links[m.Path]) > 0); needed != there {
			t.Errorf("%s: it should be in the page: %v", m.Path, needed)
		}
		if !there {
			continue
		}
		found++
		if row.version != m.Version || row.direct != !m.Indirect {
			t.Errorf("%s: the page says %s, direct %v; go.mod says %s, direct %v", m.Path, row.version, row.direct, m.Version, !m.Indirect)
		}
		place := strings.Join(links[m.Path], ", ")
		if place == "" {
			place = "tests"
		}
		if row.place != place {
			t.Errorf("%s: the page says that it is linked into %s; it is into %s", m.Path, row.place, place)
		}
		text, err := modules.LicenceText(m.Dir)
		if err != nil {
			t.Error(err)
		} else if got := modules.Licence(text); got != row.licence {
			t.Errorf("%s: the page says %s, and the module %s", m.Path, row.licence, got)
		}
	}
	if found != len(rows) {
		t.Errorf("the page has %d modules, of which the build knows %d", len(rows), found)
	}
}

func TestThePackagesAreDocumented(t *testing.T) {
	_, rows := documented(t)
	found := 0
	for _, folder := range []string{"internal/e2e", "internal/e2e/bench", "internal/exchange/foreign/validators"} {
		read := func(name string, into any) {
			t.Helper()
			data, err := os.ReadFile(filepath.Join("../..", folder, name))
			if err == nil {
				err = json.Unmarshal(data, into)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		var wanted struct{ Dependencies, DevDependencies map[string]string }
		var locked struct {
			Packages map[string]struct{ Version, License, Integrity string }
		}
		read("package.json", &wanted)
		read("package-lock.json", &locked)
		if len(wanted.Dependencies) > 0 {
			t.Errorf("%s has dependencies that are not for tests", folder)
		}
		for name, version := range wanted.DevDependencies {
			found++
			lock := locked.Packages["node_modules/"+name]
			if want := (dependency{version: version, licence: lock.License, place: folder, direct: true}); rows[name] != want || lock.Version != version {
				t.Errorf("%s: the page says %+v; it is %+v, locked at %s", name, rows[name], want, lock.Version)
			}
		}
		for name, lock := range locked.Packages {
			if name != "" && !strings.HasPrefix(lock.Integrity, "sha512-") {
				t.Errorf("%s in %s has no digest", name, folder)
			}
		}
	}
	if found != len(rows) {
		t.Errorf("the page has %d packages, and the lock files %d", len(rows), found)
	}
	// No folder of packages may be left out of the list above.
	manifests, err := exec.Command("git", "-C", "../..", "ls-files", "*package.json").Output()
	if err != nil {
		t.Skip("this is no clone, so that other package.json are not looked for: ", err)
	}
	if n := len(strings.Fields(string(manifests))); n != 3 {
		t.Errorf("there are %d files package.json", n)
	}
}

// A page that names tests promises that they are there.
func TestTheTestsOfTheThreatModelExist(t *testing.T) {
	page, err := os.ReadFile("../../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	there := make(map[string]bool)
	for _, root := range []string{"../../internal", "../../cmd", "../../app"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			for _, found := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllSubmatch(source, -1) {
				there[string(found[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllSubmatch(page, -1)
	if len(named) < 30 {
		t.Errorf("the page names %d tests", len(named))
	}
	for _, name := range named {
		if !there[string(name[1])] {
			t.Errorf("docs/security.md names %s, which is not there", name[1])
		}
	}
}
