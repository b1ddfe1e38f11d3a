//go:build bench

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const lighthouseTitle = "Lighthouse"

const lighthouse = `
[Lighthouse](https://www.npmjs.com/package/lighthouse) %s on a first visit, with its own settings for desktop and for a phone (a line of 1.6 Mbit/s, a
processor four times slower). Medians of %d visits. What blocks is the start of Go, as the least program that go-app makes of a page shows,
one heading: each of its functions is compiled when it is first called, in the task that calls it. So the judgement depends on the
machine: on one where a first visit took 2.3 s and the heading 0.9, the page got 71 with the settings for desktop and 70 with those for a phone.

| | performance | accessibility | best practices | first paint of text | largest | blocked | shift |
|---|---|---|---|---|---|---|---|
%s
`

const lighthouseRuns = 3

type lighthouseReport struct {
	Version    string                             `json:"lighthouseVersion"`
	Categories map[string]struct{ Score float64 } `json:"categories"`
	Audits     map[string]struct {
		NumericValue float64 `json:"numericValue"`
	} `json:"audits"`
}

// TestSpeedLighthouse has the page judged.
func TestSpeedLighthouse(t *testing.T) {
	program, err := filepath.Abs("bench/node_modules/.bin/lighthouse")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("Lighthouse is not installed: make bench-browser does that")
	}
	var rows []string
	version := ""
	hello := helloServer(t)
	desktop := []string{"--preset=desktop"}
	for _, on := range []struct {
		name, address string
		args          []string
	}{
		{"desktop", site + "/", desktop},
		{"desktop, go-app's hello", hello + "/", desktop},
		{"phone", site + "/", nil},
		{"phone, go-app's hello", hello + "/", nil},
	} {
		numbers := make(map[string][]float64)
		for range lighthouseRuns {
			r := judged(t, program, on.address, on.args)
			version = r.Version
			for name, c := range r.Categories {
				numbers[name] = append(numbers[name], c.Score*100)
			}
			for name, a := range r.Audits {
				numbers[name] = append(numbers[name], a.NumericValue)
			}
		}
		of := func(name string) float64 { return median(numbers[name]) }
		line := fmt.Sprintf("| %s | %.0f | %.0f | %.0f | %.0f ms | %.0f ms | %.0f ms | %.3f |", on.name, of("performance"), of("accessibility"), of("best-practices"),
			of("first-contentful-paint"), of("largest-contentful-paint"), of("total-blocking-time"), of("cumulative-layout-shift"))
		fmt.Println(line)
		rows = append(rows, line)
	}
	writeSection(t, lighthouseTitle, fmt.Sprintf(lighthouse, version, lighthouseRuns, strings.Join(rows, "\n")))
}

func judged(t *testing.T, program, address string, args []string) lighthouseReport {
	t.Helper()
	path, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	flags := "--headless=new --no-sandbox --disable-gpu"
	for _, flag := range browserFlags {
		flags += " --" + flag
	}
	file := filepath.Join(t.TempDir(), "report.json")
	cmd := command(program, slices.Concat([]string{address, "--quiet", "--output=json", "--output-path=" + file,
		"--only-categories=performance,accessibility,best-practices", "--chrome-flags=" + flags}, args)...)
	cmd.Env = append(os.Environ(), "CHROME_PATH="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("running Lighthouse: %v\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r lighthouseReport
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal("reading its report: ", err)
	}
	return r
}
