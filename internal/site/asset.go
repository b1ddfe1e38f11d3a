package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"time"

	"github.com/andybalholm/brotli"
)

// Asset is one resource with its representations: as it is, and, where that is
// shorter, compressed. Each representation has a strong entity tag of its own, since
// a tag promises equal bytes.
type Asset struct {
	mediaType string
	body      []byte
	br, gzip  []byte      // nil where the body is served as it is
	digest    string      // of body, hexadecimal
	header    http.Header // what differs from the headers that every response has
}

// newAsset returns the asset of a body, without compressed forms.
func newAsset(mediaType string, body []byte) *Asset {
	sum := sha256.Sum256(body)
	return &Asset{mediaType: mediaType, body: body, digest: hex.EncodeToString(sum[:])}
}

// The highest brotli quality that costs the small files no time to speak of at start.
const brotliQuality = 9

// compress adds the compressed forms that are missing. Images are compressed already,
// and below 256 bytes the response's own headers outweigh the gain.
func (a *Asset) compress() error {
	if a.mediaType == "image/png" || len(a.body) < 256 {
		return nil
	}
	if a.br == nil {
		var out bytes.Buffer
		if err := writeAll(brotli.NewWriterLevel(&out, brotliQuality), a.body); err != nil {
			return err
		}
		a.br = out.Bytes()
	}
	if a.gzip == nil {
		var out bytes.Buffer
		if err := writeAll(gzip.NewWriter(&out), a.body); err != nil {
			return err
		}
		a.gzip = out.Bytes()
	}
	return nil
}

func writeAll(w io.WriteCloser, body []byte) error {
	if _, err := w.Write(body); err != nil {
		return err
	}
	return w.Close()
}

// serve answers a GET or HEAD with the representation that the request likes best. A
// request for a range is about the bytes of the body, so it gets the body as it is.
func (a *Asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	maps.Copy(h, a.header)
	h.Set("Content-Type", a.mediaType)
	h.Set("Vary", "Accept-Encoding")
	var coding string
	if r.Header.Get("Range") == "" {
		coding = preferredCoding(r.Header.Values("Accept-Encoding"), a.codings())
	}
	body, suffix := a.body, ""
	switch coding {
	case "br":
		body, suffix = a.br, "-br"
	case "gzip":
		body, suffix = a.gzip, "-gzip"
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
		// http.ServeContent leaves the length out where there is an encoding.
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	h.Set("ETag", `"`+a.digest[:32]+suffix+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// codings lists the codings in which the asset can be had, the best first.
func (a *Asset) codings() []string {
	var list []string
	if a.br != nil {
		list = append(list, "br")
	}
	if a.gzip != nil {
		list = append(list, "gzip")
	}
	return list
}

// readCompressed reads the compressed form of body, or nil where there is none. A
// form that unpacks to something else is stale, and an error: it would make one
// browser run another program than the next.
func readCompressed(files fs.FS, name string, open func(io.Reader) (io.Reader, error), body []byte) ([]byte, error) {
	packed, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := open(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	if !bytes.Equal(unpacked, body) {
		return nil, fmt.Errorf("%s is stale: it is not the compressed form of its file", name)
	}
	return packed, nil
}

func brotliReader(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }

func gzipReader(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// contentType is the media type of a file, by the end of its name. It is a table of
// our own because the system's differs from machine to machine.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		if ok, _ := path.Match("*.schema.json", path.Base(name)); ok {
			return "application/schema+json"
		}
		return "application/json"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".png":
		return "image/png"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".webmanifest":
		return "application/manifest+json"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}

// contentVersion hashes addresses and bodies of all the assets, in order of address.
// Twelve bytes of it are enough to tell versions apart and short enough for an address.
func contentVersion(sets ...map[string]*Asset) string {
	all := make(map[string]*Asset)
	for _, set := range sets {
		maps.Copy(all, set)
	}
	sum := sha256.New()
	for address := range sortedKeys(all) {
		fmt.Fprintf(sum, "%s %s\n", address, all[address].digest)
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

func sortedKeys(m map[string]*Asset) iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(m)))
}
