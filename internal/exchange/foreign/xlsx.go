package foreign

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// The two tables as an Excel workbook: a zip of XML by ECMA-376, written here because it
// is seven short files, of which a library would make a tenth of the worker's program.

func xlsx() Format {
	return Format{
		Name: "xlsx", Label: "Excel workbook", Extension: ".xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		Carries: tabled,
		Encode:  encodeXLSX,
	}
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	typesNS = `http://schemas.openxmlformats.org/package/2006/content-types`
	relsNS  = `http://schemas.openxmlformats.org/package/2006/relationships`
	office  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	kinds   = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

// The styles of cells, by their places in styles.xml.
const (
	plainStyle  = iota
	headStyle   // bold
	textStyle   // wrapped
	quotedStyle // wrapped, and text although it begins like a formula
	timeStyle
)

const workbookStyles = xmlHead + `<styleSheet ` + mainNS + `>` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`</cellXfs></styleSheet>`

func encodeXLSX(d *dossier.Dossier) ([]byte, error) {
	claims, oppositions := tables(d)
	sheets := []table{claims, oppositions}
	var overrides, names, rels strings.Builder
	files := make([]zipFile, 5, 7)
	for i, t := range sheets {
		n := strconv.Itoa(i + 1)
		overrides.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + kinds + `worksheet+xml"/>`)
		names.WriteString(`<sheet name="` + t.name + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		rels.WriteString(`<Relationship Id="rId` + n + `" Type="` + office + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
		files = append(files, zipFile{"xl/worksheets/sheet" + n + ".xml", worksheet(t)})
	}
	for i, file := range []struct{ name, data string }{
		{"[Content_Types].xml", `<Types xmlns="` + typesNS + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + kinds + `sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + kinds + `styles+xml"/>` + overrides.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + relsNS + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + mainNS + ` xmlns:r="` + office + `"><sheets>` + names.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + relsNS + `">` + rels.String() + `<Relationship Id="rId` + strconv.Itoa(len(sheets)+1) + `" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", strings.TrimPrefix(workbookStyles, xmlHead)},
	} {
		files[i] = zipFile{file.name, []byte(xmlHead + file.data)}
	}
	return zipped(files...)
}

// worksheet is a table as a sheet whose first row stays in sight.
func worksheet(t table) []byte {
	var out bytes.Buffer
	out.WriteString(xmlHead + `<worksheet ` + mainNS + `><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, name := range t.head {
		fmt.Fprintf(&out, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width(name))
	}
	out.WriteString(`</cols><sheetData>`)
	head := make([]any, len(t.head))
	for i, name := range t.head {
		head[i] = name
	}
	columns := make([]string, len(t.head))
	for i := range columns {
		columns[i] = columnName(i)
	}
	writeRow(&out, columns, 1, head, headStyle)
	for i, row := range t.rows {
		writeRow(&out, columns, i+2, row, textStyle)
	}
	fmt.Fprintf(&out, `</sheetData><autoFilter ref="A1:%s%d"/></worksheet>`, columnName(len(t.head)-1), len(t.rows)+1)
	return out.Bytes()
}

// width is how wide a column is, in characters.
func width(name string) int {
	switch {
	case strings.HasSuffix(name, "words") || name == "statement" || name == "note" || name == "evidence" || name == "reviews" || strings.HasSuffix(name, "explanation"):
		return 60
	case name == "number" || name == "start" || name == "end" || name == "from" || name == "to":
		return 8
	}
	return 18
}

func writeRow(out *bytes.Buffer, columns []string, number int, row []any, style int) {
	n := strconv.Itoa(number)
	out.WriteString(`<row r="` + n + `">`)
	for i, cell := range row {
		at := cellPlace{columns[i], n}
		switch cell := cell.(type) {
		case int:
			at.number(out, plainStyle, strconv.Itoa(cell))
		case text.CodePoint:
			at.number(out, plainStyle, strconv.Itoa(int(cell)))
		case time.Time:
			if days, ok := serial(cell); ok {
				at.number(out, timeStyle, days)
			} else {
				at.string(out, style, moment(cell))
			}
		case string:
			at.string(out, style, cell)
		}
	}
	out.WriteString(`</row>`)
}

// cellPlace is where a cell stands.
type cellPlace struct{ column, row string }

// begin writes the tag of a cell up to what only some have.
func (p cellPlace) begin(out *bytes.Buffer, style int) {
	for _, piece := range []string{`<c r="`, p.column, p.row, `" s="`} {
		out.WriteString(piece)
	}
	out.WriteByte(byte('0' + style))
}

func (p cellPlace) number(out *bytes.Buffer, style int, digits string) {
	p.begin(out, style)
	out.WriteString(`"><v>`)
	out.WriteString(digits)
	out.WriteString(`</v></c>`)
}

func (p cellPlace) string(out *bytes.Buffer, style int, s string) {
	if s == "" {
		return
	}
	if neutral(s) != s {
		style = quotedStyle
	}
	p.begin(out, style)
	out.WriteString(`" t="inlineStr"><is><t xml:space="preserve">`)
	writeXML(out, shortened(s))
	out.WriteString(`</t></is></c>`)
}

// serial is a time as Excel counts it: days since 30 December 1899, in UTC. It reports
// false for a time before March 1900, from which on Excel counts as the calendar does.
func serial(t time.Time) (string, bool) {
	t = t.UTC()
	if t.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) {
		return "", false
	}
	days := float64(t.Unix()-time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60)
	// A fraction of a day is seldom exact. It is rounded up, by less than 0.00002 seconds,
	// for readers that cut what is less than a second.
	return strconv.FormatFloat(days+1e-10, 'f', 10, 64), true
}

// mostInCell is how much a cell can hold, in UTF-16 units.
const mostInCell = 32767

// shortened is a text that a cell can hold; it says where it was cut.
func shortened(s string) string {
	const cut = "… [cut: a cell holds no more]"
	if len(s) <= mostInCell {
		return s
	}
	units := 0
	room := mostInCell - utf8.RuneCountInString(cut)
	fits := 0
	for i, r := range s {
		if units <= room {
			fits = i
		}
		units += utf16.RuneLen(r)
	}
	if units <= mostInCell {
		return s
	}
	return s[:fits] + cut
}

// columnName is the name of a column, counted from 0: A to Z, then AA.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// writeXML writes text. What XML cannot hold, and what its reader would change, stands as
// _xHHHH_, as ECMA-376 has it in part 1, 22.9.2.19; so does a _ that would begin such.
func writeXML(out *bytes.Buffer, s string) {
	for i, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '_' && escapes(s[i:]):
			out.WriteString("_x005F_")
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(out, "_x%04X_", r)
		default:
			out.WriteRune(r)
		}
	}
}

// escapes reports whether a text begins like _xHHHH_.
func escapes(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, b := range []byte(s[2:6]) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(b)) {
			return false
		}
	}
	return true
}
