package foreign

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/thedatashed/xlsxreader"

	"gainsay/internal/dossier"
)

// sheetsIn reads a workbook by a library that is not the writer's: the rows of each sheet
// by the names of their columns.
func sheetsIn(t *testing.T, data []byte) map[string][]map[string]string {
	t.Helper()
	book, err := xlsxreader.NewReader(data)
	if err != nil {
		t.Fatal(err)
	}
	sheets := make(map[string][]map[string]string)
	for _, name := range book.Sheets {
		names := make(map[string]string) // of the columns, by their letters
		rows := []map[string]string{}
		for row := range book.ReadRows(name) {
			if row.Error != nil {
				t.Fatal(row.Error)
			}
			cells := make(map[string]string)
			for _, cell := range row.Cells {
				if row.Index == 1 {
					names[cell.Column] = cell.Value
				}
				cells[names[cell.Column]] = cell.Value
			}
			if row.Index > 1 {
				rows = append(rows, cells)
			}
		}
		sheets[name] = rows
	}
	return sheets
}

func TestAWorkbookHasTheRowsOfCSV(t *testing.T) {
	for _, d := range []*dossier.Dossier{rich(t), scene(t)} {
		sheets := sheetsIn(t, written(t, xlsx(), d))
		for _, name := range []string{ClaimsTable, OppositionsTable} {
			want := tableIn(t, inCSV(t, d, CSVOptions{Table: name}))
			if len(sheets[name]) != len(want) || len(sheets) != 2 {
				t.Fatalf("%s has %d rows, not %d", name, len(sheets[name]), len(want))
			}
			for i, row := range want {
				for column, cell := range row {
					got := sheets[name][i][column]
					if at, err := time.Parse(time.RFC3339, cell); err == nil && !strings.HasPrefix(column, "article") {
						days, err := strconv.ParseFloat(got, 64)
						if err != nil { // the reader shows it as a date
							shown, err := time.Parse(time.RFC3339, got)
							if err != nil || !shown.Equal(at) {
								t.Errorf("%s, row %d: %s is %q, not %q", name, i, column, got, cell)
							}
							continue
						}
						if read := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(days * float64(24*time.Hour))).Round(time.Second); !read.Equal(at) {
							t.Errorf("%s, row %d: %s is %s, not %s", name, i, column, read, at)
						}
						continue
					}
					if neutral(got) != cell {
						t.Errorf("%s, row %d: %s is %q, not %q", name, i, column, got, cell)
					}
				}
			}
		}
	}
}

func TestAWorkbookIsXML(t *testing.T) {
	d := *scene(t)
	first := *d.Claims[0]
	first.Note = "a\x01\x0b_x0041_ \r\n<&>\"' \uFFFE"
	d.Claims = append([]*dossier.Claim{&first}, d.Claims[1:]...)
	for name, data := range unzipped(t, written(t, xlsx(), &d)) {
		for dec := xml.NewDecoder(strings.NewReader(data)); ; {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if strings.HasSuffix(name, "sheet1.xml") && !strings.Contains(data, "a_x0001__x000B__x005F_x0041_ _x000D_\n&lt;&amp;&gt;\"' _xFFFE_") {
			t.Errorf("the note is not escaped: %s", data[strings.Index(data, "a_x0001"):][:80])
		}
		if strings.Contains(data, "<f>") {
			t.Errorf("%s has a formula", name)
		}
	}
}

func TestATextThatNoCellHolds(t *testing.T) {
	for _, s := range []string{strings.Repeat("a", mostInCell), strings.Repeat("👩", mostInCell/2)} {
		if shortened(s) != s {
			t.Errorf("a text of %d units is cut", len(utf16.Encode([]rune(s))))
		}
		if got := shortened(s + "👩👩"); len(utf16.Encode([]rune(got))) > mostInCell || !strings.HasSuffix(got, "more]") || !strings.HasPrefix(s, got[:1000]) {
			t.Errorf("a longer one becomes one of %d units", len(utf16.Encode([]rune(got))))
		}
	}
}

func TestColumnNames(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := columnName(i); got != want {
			t.Errorf("column %d is %s, not %s", i, got, want)
		}
	}
}
