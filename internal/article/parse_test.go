package article

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// encode writes text in UTF-16 with a byte order mark.
func encode(s string, order binary.AppendByteOrder) []byte {
	data := order.AppendUint16(nil, 0xFEFF)
	for _, unit := range utf16.Encode([]rune(s)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func TestParseByName(t *testing.T) {
	expect := func(name string, want ...string) {
		t.Helper()
		a, err := Parse(name, []byte("# T\n\n*a*"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		expectBlocks(t, name, a, want)
	}
	expect("a.md", "headline:T", "p:a")
	expect("a.b/C.MD", "headline:T", "p:a")
	expect("a.markdown", "headline:T", "p:a")
	expect("a.txt", "headline:# T", "p:*a*")
	expect("a.md.txt", "headline:# T", "p:*a*")
	expect("", "headline:# T", "p:*a*")
}

func TestParseEncodings(t *testing.T) {
	const s = "Ünder 日本 😀 \uFFFD"
	expect := func(what string, data []byte) {
		t.Helper()
		a, err := Parse("a.txt", data)
		if err != nil || a.Text() != s {
			t.Errorf("%s: %q, %v", what, a.Text(), err)
		}
	}
	expect("UTF-8", []byte(s))
	expect("UTF-8 with a byte order mark", []byte("\uFEFF"+s))
	expect("UTF-16, little end first", encode(s, binary.LittleEndian))
	expect("UTF-16, big end first", encode(s, binary.BigEndian))
	expect("UTF-16 without a byte order mark", encode(s, binary.LittleEndian)[2:])
}

func TestParseRefuses(t *testing.T) {
	expect := func(what string, data []byte, want error) {
		t.Helper()
		if a, err := Parse("a.md", data); !errors.Is(err, want) || len(a.Blocks) > 0 {
			t.Errorf("%s: %v and %d blocks, not %v", what, err, len(a.Blocks), want)
		}
	}
	expect("nothing", nil, ErrEmpty)
	expect("only space", []byte(" \r\n\u00A0\n"), ErrEmpty)
	expect("only marks", []byte("***\n\n[a]: b\n"), ErrEmpty)
	expect("only a byte order mark", []byte("\uFEFF"), ErrEmpty)
	expect("only one of UTF-16", []byte{0xFF, 0xFE}, ErrEmpty)
	expect("one byte too many", make([]byte, Limit+1), ErrTooLarge)
	expect("as many as may be", bytes.Repeat([]byte{' '}, Limit), ErrEmpty)
	expect("NUL", []byte("a\x00b"), ErrNotText)
	expect("NUL behind a byte order mark", []byte("\uFEFFa\x00b"), ErrNotText)
	expect("NUL in UTF-16", encode("a\x00b", binary.LittleEndian), ErrNotText)
	expect("Latin-1, without a decoder", []byte("caf\xe9 au lait"), ErrEncoding)
	expect("half a pair in UTF-8", []byte("a\xed\xa0\x80"), ErrEncoding)
	expect("half a pair", []byte{0xFE, 0xFF, 0xD8, 0x3D, 0, 'a'}, ErrEncoding)
	expect("the halves turned round", []byte{0xFE, 0xFF, 0xDE, 0, 0xD8, 0x3D}, ErrEncoding)
	expect("half a pair beside U+FFFD", []byte{0xFE, 0xFF, 0xD8, 0x3D, 0xFF, 0xFD}, ErrEncoding)
	expect("half a unit", []byte{0xFF, 0xFE, 'a', 0, 'b'}, ErrEncoding)
}

func TestParseDoesNotMindTheEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(1, 60, -1).Draw(t, "text")
		want, wantErr := Parse("a.txt", []byte("\uFEFF"+s))
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			got, err := Parse("a.txt", encode(s, order))
			if got.Text() != want.Text() || !errors.Is(err, wantErr) {
				t.Fatalf("%q: %q, %v; not %q, %v", s, got.Text(), err, want.Text(), wantErr)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("a.md", []byte("# T\n\n*a*"))
	f.Add("a.txt", []byte("\xFF\xFEa\x00=\xD8\x00\xDE"))
	f.Add("a.txt", []byte("\xEF\xBB\xBFa\x00"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := Parse(name, data)
		if (err == nil) != (len(a.Blocks) > 0) {
			t.Fatalf("%d blocks, and %v", len(a.Blocks), err)
		}
		if err != nil {
			return
		}
		checkStructure(t, a)
		checkLayout(t, a)
		if !utf8.ValidString(a.Text()) {
			t.Fatalf("%q is not valid", a.Text())
		}
		if again, err := Parse("a.txt", []byte(a.Text())); err != nil || len(fields(again.Text())) != len(fields(a.Text())) {
			t.Fatalf("the text %q reads as %q, %v", a.Text(), again.Text(), err)
		}
	})
}

func TestReadInAnEncodingOfItsOwn(t *testing.T) {
	a, err := Read("a.txt", "koi8-r", []byte("\xed\xc9\xd2"), func(label string, data []byte) (string, error) {
		return label + " " + strconv.Itoa(len(data)), nil
	})
	if err != nil || a.Text() != "koi8-r 3" {
		t.Errorf("%q, %v", a.Text(), err)
	}
}

func TestIsHTML(t *testing.T) {
	expect := func(want bool, name, mediaType, data string) {
		t.Helper()
		if got := IsHTML(name, mediaType, []byte(data)); got != want {
			t.Errorf("%q, %q, %q: %v", name, mediaType, data, got)
		}
	}
	expect(true, "a.txt", "text/html; charset=utf-8", "words")
	expect(true, "", "application/xhtml+xml", "")
	expect(true, "A.HTM", "", "")
	expect(true, "page.xhtml", "text/plain", "")
	expect(true, "page", "", "\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00")
	expect(true, "page.txt", "", "<?xml version='1.0'?>\n<!-- saved -->\n<!DOCTYPE html>")
	expect(false, "a.txt", "text/plain", "The mark <html> opens a page.")
	expect(false, "a.md", "text/markdown", "# A\n\n<html>")
	expect(false, "a.txt", "", "<htm is no mark")
	expect(false, "a.txt", "", "<p>Words")
}

func TestWhatSeemsToBeSomethingElse(t *testing.T) {
	expect := func(data, says string) {
		t.Helper()
		_, err := Parse("story.txt", []byte(data))
		var other *NotTextError
		if !errors.As(err, &other) || !strings.Contains(err.Error(), says) {
			t.Errorf("%.12q: %v; it should be refused as %s", data, err, says)
		}
	}
	expect("%PDF-1.7\n%", "a PDF document")
	expect("\x89PNG\r\n\x1a\n\x00", "a PNG image")
	expect("\xFF\xD8\xFF\xE0", "a JPEG image")
	expect("PK\x03\x04\x14\x00", "a Word or OpenDocument file, or a ZIP archive")
	expect("\xD0\xCF\x11\xE0\xA1", "a Word document of the old kind")
	expect(`{\rtf1\ansi Words.}`, "an RTF document")
	expect("\x1F\x8B\x08", "a gzip archive")
	expect("\uFEFF \n<!DOCTYPE html><title>x</title>", "a web page")
	expect("<HTML lang=en>", "a web page")

	for _, text := range []string{"PDF is a format.", "<htm is no mark", "GIF89 was a year", "ID3 is how songs are labelled"} {
		if _, err := Parse("story.txt", []byte(text)); err != nil {
			t.Errorf("%q is refused: %v", text, err)
		}
	}
}
