package bundle

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unzip reads an archive with another program's rules.
func unzip(t *rapid.T, archive []byte) []File {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatalf("reading the archive: %v", err)
	}
	var files []File
	for _, entry := range r.File {
		f, err := entry.Open()
		if err != nil {
			t.Fatalf("opening %s: %v", entry.Name, err)
		}
		data, err := io.ReadAll(f) // fails where the checksum does not fit
		if err != nil {
			t.Fatalf("reading %s: %v", entry.Name, err)
		}
		if entry.NonUTF8 {
			t.Fatalf("the name %q is not marked as UTF-8", entry.Name)
		}
		files = append(files, File{entry.Name, data})
	}
	return files
}

func TestZip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) File {
			return File{rapid.StringMatching(`[a-zé中]{1,12}\.json`).Draw(t, "name"), rapid.SliceOf(rapid.Byte()).Draw(t, "data")}
		}), 0, 5).Draw(t, "files")
		archive, err := Zip(files)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Zip(files)
		if !bytes.Equal(archive, again) {
			t.Fatal("the same files make two archives")
		}
		found := unzip(t, archive)
		if len(found) != len(files) {
			t.Fatalf("%d files came back of %d", len(found), len(files))
		}
		for i, f := range files {
			if found[i].Name != f.Name || !bytes.Equal(found[i].Data, f.Data) {
				t.Fatalf("%q with %d bytes came back as %q with %d", f.Name, len(f.Data), found[i].Name, len(found[i].Data))
			}
		}
	})
}

func TestZipRefuses(t *testing.T) {
	for name, files := range map[string][]File{
		"too many files": make([]File, 1<<16),
		"a long name":    {{Name: strings.Repeat("n", 1<<16)}},
	} {
		if _, err := Zip(files); err == nil {
			t.Errorf("%s: there is no error", name)
		}
	}
}
