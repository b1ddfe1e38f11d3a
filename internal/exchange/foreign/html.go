package foreign

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"strings"

	"gainsay/internal/dossier"
)

// reportStyle is the style sheet of a report, which stands in the file itself.
//
//go:embed report.css
var reportStyle string

// htmlReport is the report as one file that loads nothing, for a browser or a printer.
func htmlReport() Format {
	return Format{
		Name: "html", Label: "Report (HTML)", Extension: ".html", MediaType: "text/html",
		Carries: append([]Aspect{IDs}, reportCarries...),
		Encode:  func(d *dossier.Dossier) ([]byte, error) { return encodeHTML(d), nil },
	}
}

// reportPolicy lets a report use its own style sheet, known by its digest, and nothing
// else: should words of an article ever become markup, they could load and run
// nothing.
func reportPolicy() string {
	sum := sha256.Sum256([]byte(reportStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

func encodeHTML(d *dossier.Dossier) []byte {
	r := newReport(d)
	var out strings.Builder
	out.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n")
	for _, n := range []*node{
		element("meta", attributeOf("charset", "utf-8")),
		element("meta", attributeOf("http-equiv", "Content-Security-Policy"), attributeOf("content", reportPolicy())),
		element("meta", attributeOf("name", "viewport"), attributeOf("content", "width=device-width, initial-scale=1")),
		element("meta", attributeOf("name", "color-scheme"), attributeOf("content", "light dark")),
		element("meta", attributeOf("name", "referrer"), attributeOf("content", "no-referrer")),
		element("title", "Claim review: "+d.Title()),
	} {
		n.html(&out)
		out.WriteString("\n")
	}
	out.WriteString("<style>" + reportStyle + "</style>\n")
	writeStructured(&out, d)
	out.WriteString("</head>\n<body>\n")
	for _, n := range r.body() {
		n.html(&out)
	}
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

// scriptSafe keeps JSON from ending the element that it stands in, or from opening a
// comment in it: in JSON these signs occur in strings alone, where an escape stands
// for each (HTML, section 4.12.1.3).
var scriptSafe = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "\u2028", `\u2028`, "\u2029", `\u2029`)

// writeStructured adds what search engines read of the verdicts, where there is any.
func writeStructured(out *strings.Builder, d *dossier.Dossier) {
	data := structured(d)
	if len(data) == 0 {
		return
	}
	out.WriteString(`<script type="application/ld+json">`)
	scriptSafe.WriteString(out, string(data))
	out.WriteString("</script>\n")
}
