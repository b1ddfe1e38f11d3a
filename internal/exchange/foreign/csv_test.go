package foreign

import (
	"archive/zip"
	"bytes"
	stdcsv "encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

// unzipped are the files in a zip, by their names.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

// tableIn reads a table with the reader of the standard library, each row by the names
// of its columns.
func tableIn(t testing.TB, data string) (rows []map[string]string) {
	t.Helper()
	all, err := stdcsv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	for _, cells := range all[1:] {
		row := make(map[string]string)
		for i, cell := range cells {
			row[strings.ReplaceAll(all[0][i], "_", " ")] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// inCSV writes one table of a dossier.
func inCSV(t testing.TB, d *dossier.Dossier, o CSVOptions) string {
	t.Helper()
	data, err := CSV(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTheSceneInCSV(t *testing.T) {
	golden(t, "scene.claims.csv", []byte(inCSV(t, scene(t), CSVOptions{Table: ClaimsTable})))
	golden(t, "scene.oppositions.csv", []byte(inCSV(t, scene(t), CSVOptions{Table: OppositionsTable})))
}

func TestBothTablesAreInTheZip(t *testing.T) {
	d := rich(t)
	files := unzipped(t, written(t, csv(), d))
	for _, name := range []string{ClaimsTable, OppositionsTable} {
		if want := inCSV(t, d, CSVOptions{Table: name}); files[name+".csv"] != want || len(files) != 2 {
			t.Errorf("%s.csv is\n%s\nnot\n%s", name, files[name+".csv"], want)
		}
		if got := inCSV(t, d, CSVOptions{Table: name, BOM: true}); got != "\xEF\xBB\xBF"+files[name+".csv"] {
			t.Errorf("with a byte order mark %s.csv is\n%s", name, got)
		}
	}
	if _, err := CSV(d, CSVOptions{Table: "sources"}); err == nil {
		t.Error("a table that there is not is written")
	}
}

func TestRowsOfCSV(t *testing.T) {
	d := rich(t)
	claims := tableIn(t, inCSV(t, d, CSVOptions{Table: ClaimsTable}))
	oppositions := tableIn(t, inCSV(t, d, CSVOptions{Table: OppositionsTable}))
	if len(claims) != len(d.Claims) || len(oppositions) != len(d.Oppositions) {
		t.Fatalf("there are %d claims and %d oppositions", len(claims), len(oppositions))
	}
	runes := []rune(d.Article.Text())
	for i, row := range claims {
		if row["number"] != strconv.Itoa(i+1) || row["id"] != string(d.Claims[i].ID) {
			t.Errorf("row %d is %v", i, row)
		}
		start, err1 := strconv.Atoi(row["start"])
		end, err2 := strconv.Atoi(row["end"])
		_, shown := d.Claims[i].Place()
		switch {
		case !shown:
			if row["start"]+row["end"] != "" {
				t.Errorf("%q stands at %s", row["words"], row["start"])
			}
		case err1 != nil || err2 != nil:
			t.Errorf("%q stands at %q to %q", row["words"], row["start"], row["end"])
		default:
			words := row["words"]
			if row["words now"] != "" {
				words = row["words now"]
			}
			if there := string(runes[start:end]); there != strings.TrimPrefix(words, "'") {
				t.Errorf("at %d stands %q, not %q", start, there, words)
			}
		}
	}
	for i, row := range oppositions {
		o := d.Oppositions[i]
		from, to := d.Claim(o.From), d.Claim(o.To)
		if row["from words"] != neutral(from.Anchor.Exact) || row["to words"] != neutral(to.Anchor.Exact) || row["kind"] != string(o.Kind) {
			t.Errorf("row %d is %v", i, row)
		}
		number, err := strconv.Atoi(row["from"])
		if err != nil || claims[number-1]["id"] != string(from.ID) {
			t.Errorf("row %d is from claim %s", i, row["from"])
		}
	}
	worked := claims[slices.IndexFunc(claims, func(row map[string]string) bool { return row["statement"] != "" })]
	for name, want := range map[string]string{
		"note": "'=HYPERLINK(\"https://example.org\") \"quoted\", then\na second line", "verdict": "Mostly false", "verdict scale": "Truth",
		"verdict rank": "2", "verdict best": "5", "tags": "permission; police, foreign", "decision": "accepted", "source role": "foreign ministry", "state": "exact",
		"evidence": "refutes (primary source): Gate <log>, 2002-05-08, https://example.org/log?x=1&y=2, archived at https://web.archive.org/web/2002/https://example.org/log, “No permission was asked for.”, seen by two\ncontext: The convention, https://example.org/treaty",
	} {
		if worked[name] != want {
			t.Errorf("its %s is %q, not %q", name, worked[name], want)
		}
	}
}

// wild is text of the kind that breaks tables.
var wild = rapid.StringMatching(`[=+\-@＝\t\r\n"',; a1<é👩]{0,8}`)

func TestAnyTextIsOneCellAndNoFormula(t *testing.T) {
	whole := scene(t)
	rapid.Check(t, func(rt *rapid.T) {
		note, tag := wild.Draw(rt, "note"), wild.Draw(rt, "tag")
		d := *whole
		first := *d.Claims[0]
		first.Note, first.Tags = note, []string{tag}
		d.Claims = append([]*dossier.Claim{&first}, d.Claims[1:]...)
		data := inCSV(t, &d, CSVOptions{Table: ClaimsTable})
		row := tableIn(t, data)[0]
		for name, want := range map[string]string{"note": note, "tags": tag} {
			got := row[name]
			if r, _ := utf8.DecodeRuneInString(got); got != "" && strings.ContainsRune("=+-@＝\t\r\n", r) {
				rt.Fatalf("a cell is %q, which a spreadsheet may take for a formula", got)
			}
			// The reader of the standard library makes every line end a \n.
			if strings.ReplaceAll(neutral(want), "\r\n", "\n") != got {
				rt.Fatalf("%q is read back as %q", want, got)
			}
		}
	})
}

func TestNumbersAreNoText(t *testing.T) {
	line := strings.Split(inCSV(t, scene(t), CSVOptions{Table: ClaimsTable}), "\r\n")[1]
	if !strings.HasPrefix(line, "1,") {
		t.Errorf("the first row begins %q", line)
	}
}
