package site

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strings"
)

// receiveAddress is where another site's page is handed over to the app.
const receiveAddress = "/receive"

//go:embed receive.html
var receiveSource string

var receiveTemplate = template.Must(template.New("receive").Parse(receiveSource))

// renderReceive returns the page that takes a page from the bookmarklet. It is the
// one route that keeps its opener, which is another site's page, since the hand-over
// is a message between the two. So it does little, and in return may do less than
// the app: it runs its one script, and cannot make markup or code of a text.
func renderReceive(data pageData, host host) (*Asset, error) {
	data.Policy, data.Root = host.policy(receivePolicy), "./"
	if strings.HasSuffix(host.receive, "/") {
		data.Root = "../"
	}
	var page bytes.Buffer
	if err := receiveTemplate.Execute(&page, data); err != nil {
		return nil, err
	}
	a := newAsset(contentType(".html"), page.Bytes())
	a.header = http.Header{
		"Cross-Origin-Opener-Policy": {"unsafe-none"},
		"Content-Security-Policy":    {receivePolicy + unframed},
	}
	return a, nil
}
