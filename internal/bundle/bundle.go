// Package bundle writes several files as one: a zip archive in which they are stored as
// they are. It promises that any program that reads zip archives gives back the same
// bytes under the same names, and the same archive for the same files. It does not
// compress: that would cost every visitor of the page a compressor that few need.
//
// The form is that of PKWARE's APPNOTE.TXT, 4.3, without its extensions for archives of
// over 4 GiB.
package bundle

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
)

// File is one file of a bundle. Its name is a path with slashes.
type File struct {
	Name string
	Data []byte
}

// What an entry says of itself whatever it holds: the version of the form that a reader
// needs (2.0), that names are UTF-8, and midnight on the first day that the form knows.
const (
	needed   = 20
	utf8     = 1 << 11
	firstDay = 1<<5 | 1 // 1 January 1980
)

// Zip returns the archive of some files, in their order.
func Zip(files []File) ([]byte, error) {
	if len(files) > math.MaxUint16 {
		return nil, fmt.Errorf("a zip archive holds %d files, and these are %d", math.MaxUint16, len(files))
	}
	var archive, directory []byte
	for _, f := range files {
		at := len(archive)
		if len(f.Name) > math.MaxUint16 || int64(at)+int64(len(f.Data))+int64(len(directory)) > math.MaxUint32/2 {
			return nil, fmt.Errorf("%.40s does not fit into a zip archive any more", f.Name)
		}
		entry := describe(f)
		archive = append(archive, "PK\x03\x04"...)
		archive = append(archive, entry...)
		archive = append(archive, f.Name...)
		archive = append(archive, f.Data...)

		directory = append(directory, "PK\x01\x02"...)
		directory = binary.LittleEndian.AppendUint16(directory, needed)
		directory = append(directory, entry...)
		directory = append(directory, make([]byte, 10)...) // no comment, the first disk, no attributes
		directory = binary.LittleEndian.AppendUint32(directory, uint32(at))
		directory = append(directory, f.Name...)
	}
	at := len(archive)
	archive = append(archive, directory...)
	archive = append(archive, "PK\x05\x06\x00\x00\x00\x00"...)
	for range 2 { // on this disk, and in all
		archive = binary.LittleEndian.AppendUint16(archive, uint16(len(files)))
	}
	archive = binary.LittleEndian.AppendUint32(archive, uint32(len(directory)))
	archive = binary.LittleEndian.AppendUint32(archive, uint32(at))
	return append(archive, 0, 0), nil
}

// describe is what a file's own header and its line in the directory both say.
func describe(f File) []byte {
	var entry []byte
	for _, word := range []uint16{needed, utf8, 0 /* stored */, 0, firstDay} {
		entry = binary.LittleEndian.AppendUint16(entry, word)
	}
	for _, word := range []uint32{crc32.ChecksumIEEE(f.Data), uint32(len(f.Data)), uint32(len(f.Data))} {
		entry = binary.LittleEndian.AppendUint32(entry, word)
	}
	entry = binary.LittleEndian.AppendUint16(entry, uint16(len(f.Name)))
	return append(entry, 0, 0) // no extra field
}
