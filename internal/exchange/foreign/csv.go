package foreign

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

func csv() Format {
	return Format{
		Name: "csv", Label: "CSV", Extension: ".csv.zip", MediaType: "application/zip",
		Carries: tabled,
		Encode:  func(d *dossier.Dossier) ([]byte, error) { return CSV(d, CSVOptions{}) },
	}
}

// CSVOptions says how a dossier is written as CSV.
type CSVOptions struct {
	// Table is which table is written, ClaimsTable or OppositionsTable; an empty one is
	// both, in a zip.
	Table string

	// BOM begins each table with a byte order mark, by which older spreadsheets know
	// UTF-8.
	BOM bool
}

// The tables of a dossier.
const (
	ClaimsTable      = "claims"
	OppositionsTable = "oppositions"
)

// CSV writes the claims or the oppositions of a dossier as comma-separated values
// (RFC 4180), or both in a zip. It fails on a table that there is not.
func CSV(d *dossier.Dossier, o CSVOptions) ([]byte, error) {
	claims, oppositions := tables(d)
	switch o.Table {
	case ClaimsTable:
		return o.write(claims), nil
	case OppositionsTable:
		return o.write(oppositions), nil
	case "":
		return zipped(zipFile{"claims.csv", o.write(claims)}, zipFile{"oppositions.csv", o.write(oppositions)})
	}
	return nil, fmt.Errorf("there is no table %q; there are %s and %s", o.Table, ClaimsTable, OppositionsTable)
}

// zipFile is a file in a zip.
type zipFile struct {
	name string
	data []byte
}

// zipped puts files into a zip that says of no time, so that it is the same every time.
// It compresses quickly rather than well: a person waits for it.
func zipped(files ...zipFile) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, f := range files {
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (o CSVOptions) write(t table) []byte {
	var out bytes.Buffer
	if o.BOM {
		out.WriteString("\xEF\xBB\xBF")
	}
	for i, name := range t.head {
		writeCell(&out, i, strings.ReplaceAll(name, " ", "_"))
	}
	out.WriteString("\r\n")
	for _, row := range t.rows {
		for i, cell := range row {
			writeCell(&out, i, cell)
		}
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

// writeCell writes the cell of a row with the comma before it.
func writeCell(out *bytes.Buffer, at int, cell any) {
	if at > 0 {
		out.WriteByte(',')
	}
	switch cell := cell.(type) {
	case int:
		out.WriteString(strconv.Itoa(cell))
	case text.CodePoint:
		out.WriteString(strconv.Itoa(int(cell)))
	case time.Time:
		out.WriteString(moment(cell))
	case string:
		writeText(out, neutral(cell))
	}
}

// writeText writes a text, in quotation marks where it holds what divides cells.
func writeText(out *bytes.Buffer, s string) {
	if !strings.ContainsAny(s, "\",\r\n") && strings.TrimSpace(s) == s {
		out.WriteString(s)
		return
	}
	out.WriteByte('"')
	out.WriteString(strings.ReplaceAll(s, `"`, `""`))
	out.WriteByte('"')
}

// neutral is a text that no spreadsheet takes for a formula. What begins with one of the
// signs that do begin one, in either width, or with white space that a spreadsheet may
// skip, gets an apostrophe before it, as OWASP has it under "CSV injection".
func neutral(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", first) {
		return "'" + s
	}
	return s
}
