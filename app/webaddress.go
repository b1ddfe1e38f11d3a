package app

import "strings"

// otherWays is what the person is told who gives the address of a page: the page's
// policy lets it speak to its own server alone, and the server loads nothing that the
// page asks for.
const otherWays = "Gainsay loads no page of another site. Open the page in a tab and paste its text here, or save it and open the file, " +
	"or press the bookmark “Annotate in Gainsay” there. On your own machine, “gainsay fetch ADDRESS > article.html” writes such a file, " +
	"and “gainsay serve --article ADDRESS” opens it at once."

// isWebAddress reports whether a text is the address of a page and nothing else.
func isWebAddress(typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	host, ok := strings.CutPrefix(typed, "https://")
	if !ok {
		host, ok = strings.CutPrefix(typed, "http://")
	}
	return ok && host != "" && !strings.ContainsAny(typed, " \t\r\n")
}
