package foreign

import (
	"archive/zip"
	"bytes"
	"io"

	"gainsay/internal/exchange"
)

// What a zip may hold. The limits are on what comes out of it, counted as it comes and
// not as the zip says of itself.
const (
	mostEntries = 2000
	mostRatio   = 200     // of the size of an entry to what it takes in the zip; text seldom reaches 20
	freeOfRatio = 1 << 20 // bytes that an entry may have whatever its ratio
)

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// inZip reads the files in a zip. Nothing of their names is ever a path. Its error is
// an *exchange.Fault.
func inZip(data []byte) ([]File, error) {
	if len(data) > exchange.Limit {
		return nil, exchange.Refuse(exchange.TooLarge, "the file is larger than %d MB", exchange.Limit>>20)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, exchange.Refuse(exchange.CutOff, "the zip is broken, or cut off")
	}
	if len(r.File) > mostEntries {
		return nil, exchange.Refuse(exchange.TooLarge, "the zip holds more than %d files", mostEntries)
	}
	var files []File
	room := exchange.Limit
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		entry, err := f.Open()
		if err != nil {
			return nil, exchange.Refuse(exchange.Invalid, "“%s” in the zip cannot be unpacked", clipped(f.Name))
		}
		most := min(uint64(room), max(freeOfRatio, f.CompressedSize64*mostRatio))
		said, err := io.ReadAll(io.LimitReader(entry, int64(most)+1))
		if uint64(len(said)) > most {
			return nil, exchange.Refuse(exchange.TooLarge, "“%s” in the zip unpacks to far more than a text would", clipped(f.Name))
		}
		if err != nil {
			return nil, exchange.Refuse(exchange.Invalid, "“%s” in the zip is broken", clipped(f.Name))
		}
		room -= len(said)
		files = append(files, File{Name: f.Name, Data: said})
	}
	return files, nil
}

// fileNamed returns the first file of that name.
func fileNamed(files []File, name string) (File, bool) {
	for _, f := range files {
		if f.Name == name {
			return f, true
		}
	}
	return File{}, false
}
