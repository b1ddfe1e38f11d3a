package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/exchange"
)

const sceneFile = "../../internal/exchange/testdata/scene.gainsay.json"

// newer writes another version of the sample article and returns its name.
func newer(t *testing.T, changes ...string) string {
	t.Helper()
	data, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "newer.txt")
	if err := os.WriteFile(name, []byte(strings.NewReplacer(changes...).Replace(string(data))), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// states are the states in the lines of an answer, and the last column of each.
func states(stdout string) (list, words []string) {
	for line := range strings.Lines(stdout) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		list, words = append(list, columns[1]), append(words, columns[len(columns)-1])
	}
	return list, words
}

func TestReanchorADossier(t *testing.T) {
	expect := func(code int, want string, changes ...string) (words []string) {
		t.Helper()
		got, stdout, stderr := runs("reanchor", sceneFile, newer(t, changes...))
		list, words := states(stdout)
		if got != code || strings.Join(list, " ") != want || stderr != "" {
			t.Errorf("with %q it exits with %d and says %q, %q; it should be %d and %q", changes, got, list, stderr, code, want)
		}
		return words
	}
	expect(exitOK, "exact exact exact exact")
	expect(exitOK, "exact exact exact exact", "Desperate to escape", "Eager to escape")
	words := expect(exitUndecided, "exact exact exact changed", "Japan denied this", "Japan did not deny this")
	if got, want := words[3], "Japan [-denied-] {+did not deny+} this"; got != want {
		t.Errorf("the difference is shown as %q, not %q", got, want)
	}
	expect(exitUndecided, "exact exact orphan exact",
		"Beijing also insisted consulate staff had given the police permission to enter and even thanked them for removing the North Koreans.\n\n", "")
}

func TestReanchorInJSON(t *testing.T) {
	article := newer(t, "denied this", "confirmed this")
	for _, args := range [][]string{{"--json", sceneFile, article}, {sceneFile, article, "--json"}, {sceneFile, "--json", article}} {
		code, stdout, _ := runs(append([]string{"reanchor"}, args...)...)
		var last line
		lines := strings.Split(strings.TrimSpace(stdout), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
			t.Fatal(err)
		}
		if code != exitUndecided || len(lines) != 4 || last.State != "changed" || last.Exact != "Japan confirmed this" || int(last.End-last.Start) != len(last.Exact) {
			t.Errorf("%v: exit %d, %d lines, the last %+v", args, code, len(lines), last)
		}
	}
}

func TestReanchorWritesTheDossierOnTheNewText(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.gainsay.json")
	code, stdout, stderr := runs("reanchor", sceneFile, newer(t, "denied this", "confirmed this"), "-o", out)
	if list, _ := states(stdout); code != exitUndecided || strings.Join(list, " ") != "exact exact exact changed" || stderr != "" {
		t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	d, err := exchange.DecodeNative(data)
	if err != nil {
		t.Fatal(err)
	}
	if last := d.Claims[3]; len(d.Versions) != 1 || last.State != anchor.Changed || last.Places[0].Exact != "Japan confirmed this" || last.Anchor.Exact != "Japan denied this" {
		t.Errorf("the claim is %+v", last.Standing)
	}

	// The claim that was lost is found again in the text that it was made in, and the
	// file can take the place of the one that was read.
	code, stdout, stderr = runs("reanchor", out, newer(t), "-o", out)
	if list, _ := states(stdout); code != exitOK || strings.Join(list, " ") != "exact exact exact exact" || stderr != "" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, _ = runs("reanchor", "-o", "-", out, newer(t))
	if d, err = exchange.DecodeNative([]byte(stdout)); code != exitOK || err != nil || len(d.Versions) != 2 || len(d.Claims) != 4 {
		t.Errorf("exit %d, %v: %.200s", code, err, stdout)
	}
}

func TestReanchorWebAnnotations(t *testing.T) {
	name := filepath.Join(t.TempDir(), "annotations.json")
	const annotations = `[{"id":"urn:a","type":"Annotation","target":{"selector":{"type":"TextQuoteSelector","exact":"Japan denied this","prefix":"Although "}}},
	{"id":"urn:b","type":"Annotation","target":{"selector":{"type":"TextQuoteSelector","exact":"nobody ever wrote this sentence"}}}]`
	if err := os.WriteFile(name, []byte(annotations), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runs("reanchor", "--from", "w3c", name, newer(t))
	if list, _ := states(stdout); code != exitUndecided || strings.Join(list, " ") != "exact orphan" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}

func TestReanchorInAWebPage(t *testing.T) {
	name := filepath.Join(t.TempDir(), "newer.html")
	text, err := os.ReadFile(newer(t, "Japan denied this", "Japan never denied this"))
	if err != nil {
		t.Fatal(err)
	}
	// In Windows-1252, which the page does not declare.
	page := "<!DOCTYPE html><title>Row</title><nav>Caf\xe9</nav><article><p>" + strings.ReplaceAll(string(text), "\n\n", "<p>") + "</article>"
	if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runs("reanchor", sceneFile, name)
	if list, _ := states(stdout); code != exitUndecided || strings.Join(list, " ") != "exact exact exact changed" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}

func TestReanchorRefuses(t *testing.T) {
	article := newer(t)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{}, "it takes two files"},
		{[]string{sceneFile}, "it takes two files"},
		{[]string{sceneFile, article, article}, "it takes two files"},
		{[]string{"missing.json", article}, "missing.json was not read"},
		{[]string{article, article}, "is not JSON"},
		{[]string{sceneFile, "missing.txt"}, "missing.txt was not read"},
		{[]string{sceneFile, article, "--from", "brat"}, `"brat" is not a kind of annotations`},
		{[]string{sceneFile, article, "--loud"}, "not defined"},
		{[]string{"--from", "w3c", "-o", "out.json", sceneFile, article}, "has to be one"},
		{[]string{"-o", "missing/out.json", sceneFile, article}, "was not written"},
	} {
		code, stdout, stderr := runs(append([]string{"reanchor"}, c.args...)...)
		if code != exitBadInput || stdout != "" || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: exit %d, %q, %q; it should be %d with %q", c.args, code, stdout, stderr, exitBadInput, c.says)
		}
	}
}
