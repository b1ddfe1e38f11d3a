package wasm

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// small is a module of two segments, an import and a function with a name.
func small() Module {
	m := Module{Sections: []Section{
		{Types, []byte("\x01\x60\x00\x00")},
		{Import, []byte("\x01\x02go\x03now\x00\x00")},
		{Functions, []byte("\x01\x00")},
		{Code, []byte("\x01\x02\x00\x0b")},
		{Data, nil},
		{Custom, []byte("\x04name\x01\x0b\x02\x00\x03now\x01\x03run")},
	}}
	m.SetSegments([]Segment{{16, []byte("abc")}, {200, []byte("de")}})
	return m
}

func TestTakenApartAndPutTogether(t *testing.T) {
	written := small().Bytes()
	m, err := Parse(written)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.Bytes(), written) {
		t.Error("a module that was taken apart is another when put together")
	}
	functions, err := m.Functions()
	if err != nil || len(functions) != 1 || functions[0].Name != "run" {
		t.Errorf("functions %v (%v), want run", functions, err)
	}
	memory, err := m.Memory()
	if err != nil || string(memory[16:19]) != "abc" || string(memory[200:]) != "de" {
		t.Errorf("memory %q (%v)", memory, err)
	}
}

func TestWhatIsNotKnownIsRefused(t *testing.T) {
	for name, body := range map[string]string{
		"passive data":           "\x01\x01\x01a",
		"a place that is global": "\x01\x00\x23\x00\x0b\x01a",
		"more than it says":      "\x01\x00\x41\x00\x0b\x01ab",
		"less than it says":      "\x01\x00\x41\x00\x0b\x05ab",
		"a gigabyte":             "\x01\x00\x41\x80\x80\x80\x80\x04\x0b\x01a",
	} {
		m := Module{Sections: []Section{{Data, []byte(body)}}}
		if memory, err := m.Memory(); err == nil {
			t.Errorf("%s: memory of %d bytes, want an error", name, len(memory))
		}
	}
	if _, err := Parse([]byte("\x7fELF\x02\x01\x01\x00")); err == nil {
		t.Error("another format is read")
	}
	if _, err := Parse(small().Bytes()[:40]); err == nil {
		t.Error("a module that is cut short is read")
	}
	if err := (Memory)("no table in here").DropLines(); err == nil {
		t.Error("memory without a table of functions has lines to drop")
	}
	if _, err := (Memory)("no table in here").DropBuckets(); err == nil {
		t.Error("memory without a table of functions has buckets to drop")
	}
	busy := small()
	busy.Sections = append(busy.Sections, Section{Start, []byte("\x01")})
	if err := busy.WriteAtStart(Buckets{64, 16}); err == nil {
		t.Error("a module that does something at its start is given something else to do")
	}
}

func TestBucketsAreWrittenAtTheStart(t *testing.T) {
	m := small()
	if err := m.WriteAtStart(Buckets{64, 48}); err != nil {
		t.Fatal(err)
	}
	var order []byte
	for _, s := range m.Sections {
		order = append(order, s.ID)
	}
	if want := []byte{Types, Import, Functions, Start, Code, Data, Custom}; !slices.Equal(order, want) {
		t.Errorf("the sections are in the order %v, want %v", order, want)
	}
	if string(m.section(Types)) != "\x02\x60\x00\x00\x60\x00\x00" || string(m.section(Functions)) != "\x02\x00\x01" || string(m.section(Start)) != "\x02" {
		t.Errorf("types %x, functions %x, start %x", m.section(Types), m.section(Functions), m.section(Start))
	}
	functions, err := m.Functions()
	if err != nil || len(functions) != 2 || functions[0].Name != "run" {
		t.Errorf("functions %v (%v), want run and what writes the buckets", functions, err)
	}
}

func TestSegmentsHoldTheMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := rapid.SliceOf(rapid.IntRange(0, 40)).Draw(t, "runs")
		var memory Memory
		for i, n := range runs {
			memory = append(memory, bytes.Repeat([]byte{byte(i % 2)}, n)...)
		}
		gap := rapid.IntRange(1, 50).Draw(t, "gap")
		segments := memory.Segments(gap)
		m := Module{Sections: []Section{{Data, nil}}}
		m.SetSegments(segments)
		got, err := m.Memory()
		if err != nil || !bytes.Equal(got, bytes.TrimRight(memory, "\x00")) {
			t.Fatalf("memory %v became %v (%v)", memory, got, err)
		}
		for _, s := range segments {
			if bytes.Contains(s.Bytes, make([]byte, gap)) {
				t.Fatalf("a segment holds %d zeros: %v", gap, s.Bytes)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(small().Bytes())
	f.Fuzz(func(t *testing.T, module []byte) {
		m, err := Parse(module)
		if err != nil {
			return
		}
		m.Functions()
		if _, err := m.Segments(); err != nil {
			return
		}
		if memory, err := m.Memory(); err == nil && len(memory) < 1<<20 {
			memory.DropLines()
			if b, err := memory.DropBuckets(); err == nil {
				m.WriteAtStart(b)
			}
		}
	})
}

// What Go's linker wrote runs as before once its lines are dropped, and a trace still
// names its functions.
func TestProgramWithoutLines(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("there is no Node here to run wasm")
	}
	linked := filepath.Join(t.TempDir(), "hello.wasm")
	build := exec.Command("go", "build", "-o", linked, "./testdata/hello")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	module, err := os.ReadFile(linked)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Parse(module)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Pack(); err != nil {
		t.Fatal(err)
	}
	if segments, err := m.Segments(); err != nil || len(segments) > 50 {
		t.Errorf("the memory is in %d pieces (%v)", len(segments), err)
	}
	packed := filepath.Join(t.TempDir(), "packed.wasm")
	if err := os.WriteFile(packed, m.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}

	const said = "hello there well\nrecovered: assignment to entry in nil map\n"
	if out, err := run(t, packed); err != nil || out != said {
		t.Errorf("the packed program says %q (%v), want %q", out, err, said)
	}
	before, _ := run(t, linked, "fall")
	after, _ := run(t, packed, "fall")
	if !strings.Contains(before, "main.go:") {
		t.Errorf("a trace of the linked program has no lines:\n%s", before)
	}
	if strings.Contains(after, "main.go") || !strings.Contains(after, "main.fall") || !strings.Contains(after, "main.main") {
		t.Errorf("a trace of the packed program:\n%s\nwant main.fall and main.main, and no lines", after)
	}

	functions, err := m.Functions()
	if err != nil || !slices.ContainsFunc(functions, func(f Function) bool { return f.Name == "main.fall" }) {
		t.Errorf("no main.fall among %d functions (%v)", len(functions), err)
	}
}

// run runs a program in Node, which takes no large environment.
func run(t *testing.T, program string, args ...string) (string, error) {
	t.Helper()
	script := filepath.Join(runtime.GOROOT(), "lib", "wasm", "wasm_exec_node.js")
	cmd := exec.Command("node", append([]string{"--stack-size=8192", script, program}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	out, err := cmd.CombinedOutput()
	return string(out), err
}
