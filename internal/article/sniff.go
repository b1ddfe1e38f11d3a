package article

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// signatures are how files begin that people take for articles and that hold no
// text to read. A zip archive is what word processors write today.
// written are those that can consist of characters alone; the others, where every
// byte can be read, are an article that happens to begin so.
var signatures = []struct {
	begin, kind string
	written     bool
}{
	{begin: "%PDF-", kind: "a PDF document: copy its text and paste it", written: true},
	{begin: "\x89PNG\r\n", kind: "a PNG image"},
	{begin: "\xFF\xD8\xFF", kind: "a JPEG image"},
	{begin: "GIF8", kind: "a GIF image"},
	{begin: "RIFF", kind: "a WebP image, or a sound or film"},
	{begin: "PK\x03\x04", kind: "a Word or OpenDocument file, or a ZIP archive: copy its text and paste it"},
	{begin: "\xD0\xCF\x11\xE0", kind: "a Word document of the old kind: copy its text and paste it"},
	{begin: "{\\rtf", kind: "an RTF document: copy its text and paste it", written: true},
	{begin: "\x1F\x8B", kind: "a gzip archive"},
	{begin: "7z\xBC\xAF", kind: "a 7-Zip archive"},
	{begin: "\x00\x00\x00", kind: "a film or a sound"},
	{begin: "ID3", kind: "a sound"},
}

// NotTextError is why a file that is not text is refused.
type NotTextError struct {
	Seems string // what it seems to be; or ""
}

func (e *NotTextError) Error() string {
	if e.Seems == "" {
		return "it is not text: it holds bytes that no text has"
	}
	return "it seems to be " + e.Seems
}

// sniff tells what a file is that only looks like an article, by how it begins; nil
// where it may be text.
func sniff(data []byte) error {
	readable := utf8.Valid(data) && bytes.IndexByte(data, 0) < 0
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.begin)) && (!readable || s.written) {
			return &NotTextError{Seems: s.kind}
		}
	}
	head := strings.ToLower(string(data[:min(len(data), 512)]))
	head = strings.TrimLeft(strings.TrimPrefix(head, "\xEF\xBB\xBF"), " \t\r\n")
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return &NotTextError{Seems: "a web page, whose text stands among marks: open it in a browser, copy the text and paste it"}
	}
	return nil
}
