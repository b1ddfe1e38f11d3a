package foreign

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"

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
	const most, each = 64 << 10, 3 << 10 // bytes, about, so that what is written is seldom copied
	out := append(make([]byte, 0, most+each*len(d.Claims)), "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"...)
	for _, n := range []node{
		element("meta", attributeOf("charset", "utf-8")),
		element("meta", attributeOf("http-equiv", "Content-Security-Policy"), attributeOf("content", reportPolicy())),
		element("meta", attributeOf("name", "viewport"), attributeOf("content", "width=device-width, initial-scale=1")),
		element("meta", attributeOf("name", "color-scheme"), attributeOf("content", "light dark")),
		element("meta", attributeOf("name", "referrer"), attributeOf("content", "no-referrer")),
		element("title", words("Claim review: "+d.Title())),
	} {
		out = append(n.appendHTML(out), '\n')
	}
	out = append(append(append(out, "<style>"...), reportStyle...), "</style>\n"...)
	out = appendStructured(out, d)
	out = append(out, "</head>\n<body>\n"...)
	out = r.main().appendBegin(r.head().appendHTML(out))
	for _, s := range r.sections() {
		out = s.appendHTML(out)
	}
	return append(r.main().appendEnd(out), "</body>\n</html>\n"...)
}

// appendHTML writes a section, or nothing where it is empty.
func (s section) appendHTML(out []byte) []byte {
	begun := false
	for n := range s.nodes {
		if !begun {
			begun = true
			out = s.title().appendHTML(s.outer().appendBegin(out))
		}
		out = n.appendHTML(out)
	}
	if begun {
		out = s.outer().appendEnd(out)
	}
	return out
}

// appendStructured adds what search engines read of the verdicts, where there is any.
func appendStructured(out []byte, d *dossier.Dossier) []byte {
	data := structured(d)
	if len(data) == 0 {
		return out
	}
	out = append(out, `<script type="application/ld+json">`...)
	out = appendScriptSafe(out, data)
	return append(out, "</script>\n"...)
}

// appendScriptSafe keeps JSON from ending the element that it stands in, or from opening a
// comment in it: in JSON these signs occur in strings alone, where an escape stands
// for each (HTML, section 4.12.1.3).
func appendScriptSafe(out, data []byte) []byte {
	done := 0
	for i, b := range data {
		escape := ""
		switch b {
		case '<':
			escape = `\u003c`
		case '>':
			escape = `\u003e`
		case '&':
			escape = `\u0026`
		default:
			continue
		}
		out = append(append(out, data[done:i]...), escape...)
		done = i + 1
	}
	return append(out, data[done:]...)
}
