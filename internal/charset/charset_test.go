package charset_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/internal/charset"
	"gainsay/internal/charset/legacy"
)

// The files of testdata are named for what they hold and how: ja.shift_jis.txt has
// in Shift_JIS what ja.txt has in UTF-8. The browser tests open the same files.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.*.*")
	if err != nil || len(names) < 15 {
		t.Fatalf("there are %d fixtures, %v", len(names), err)
	}
	for _, name := range names {
		parts := strings.Split(filepath.Base(name), ".")
		want := read(t, "testdata/"+parts[0]+".txt")
		got, err := charset.Decode([]byte(read(t, name)), "", legacy.Decode)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		encoding := parts[1]
		for _, how := range []string{"meta-", "http-equiv-", "unsaid-", "xml-"} {
			encoding = strings.TrimPrefix(encoding, how)
		}
		if encoding = strings.TrimSuffix(encoding, "-bom"); got.Encoding != encoding {
			t.Errorf("%s: it is taken for %s", name, got.Encoding)
		}
		if parts[2] == "txt" && got.String != want {
			t.Errorf("%s: it is read as %q", name, got.String)
		}
		for line := range strings.Lines(want) {
			if !strings.Contains(got.String, strings.TrimSpace(line)) {
				t.Errorf("%s: it does not hold %q", name, line)
			}
		}
	}
}

// Every sentence of the fixtures is enough to tell its encoding, or is refused: none
// is read as something else.
func TestShortTextsAreNotMisread(t *testing.T) {
	told, all := 0, 0
	for _, name := range []string{"en.windows-1252", "ja.shift_jis", "ja.euc-jp", "zh-hans.gb18030", "zh-hant.big5", "ko.euc-kr"} {
		whole, label := read(t, "testdata/"+name+".txt"), name[strings.LastIndex(name, ".")+1:]
		for line := range strings.Lines(whole) {
			want, err := legacy.Decode(label, []byte(line))
			if err != nil {
				t.Fatal(err)
			}
			if utf8.ValidString(line) {
				continue
			}
			all++
			got, err := charset.Decode([]byte(line), "", legacy.Decode)
			if err == nil && got.String == want {
				told++
			} else if err == nil {
				t.Errorf("%s: %q is read as %q (%s)", name, want, got.String, got.Encoding)
			}
		}
	}
	if told < all-2 {
		t.Errorf("%d lines of %d were told", told, all)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWhatIsSaidOfTheEncoding(t *testing.T) {
	expect := func(label, data, encoding, text string) {
		t.Helper()
		got, err := charset.Decode([]byte(data), label, legacy.Decode)
		if err != nil || got.String != text || got.Encoding != encoding {
			t.Errorf("%q, said to be %q: %q in %q, %v", data, label, got.String, got.Encoding, err)
		}
	}
	expect("", "plain", "utf-8", "plain")
	expect("", "\xEF\xBB\xBFé", "utf-8", "é")
	expect("latin1", "caf\xE9", "latin1", "café")
	expect("ISO-8859-5", "\xBC\xD8\xE0", "iso-8859-5", "Мир")
	// A byte order mark is stronger than what the file came with, that than the file.
	expect("latin1", "\xEF\xBB\xBFé", "utf-8", "é")
	expect("windows-1251", "<meta charset=latin1>\xCC\xE8\xF0", "windows-1251", "<meta charset=latin1>Мир")
	// What the bytes contradict is passed over.
	expect("utf-8", "<meta charset=windows-1251>\xCC\xE8\xF0", "windows-1251", "<meta charset=windows-1251>Мир")
	expect("nonsense", "é", "utf-8", "é")
	expect("utf-16", "é", "utf-8", "é")
	// Only what begins as HTML or XML says something of itself, and not in a comment.
	expect("", "  <META  http-equiv=content-type content='text/html; charset=koi8-r'>\xED", "koi8-r", "  <META  http-equiv=content-type content='text/html; charset=koi8-r'>М")
	expect("", "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xCC", "windows-1251", "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>М")
	expect("", "<meta charset=x-user-defined>\x93", "windows-1252", "<meta charset=x-user-defined>“")
	expect("", "Write <meta charset=koi8-r>, “she said”", "utf-8", "Write <meta charset=koi8-r>, “she said”")
}

func TestRefusals(t *testing.T) {
	expect := func(data string, want error) {
		t.Helper()
		for _, decode := range []charset.Decoder{legacy.Decode, nil} {
			if got, err := charset.Decode([]byte(data), "", decode); !errors.Is(err, want) {
				t.Errorf("%q: %+v, %v", data, got, err)
			}
		}
	}
	expect("a\x00b\x00\x00c", charset.ErrBinary)
	expect("<p>a\x00b", charset.ErrBinary)
	expect("\x01\x00\x02\x00", charset.ErrBinary)
	expect("\xEF\xBB\xBFa\xFF", charset.ErrUnknown)
	expect("\xEF\xBB\xBFa\x00", charset.ErrBinary)
	expect("\xFF\xFEa", charset.ErrUnknown)
	expect("\xFF\xFE\x00\xD8a\x00", charset.ErrUnknown) // half a surrogate pair
	expect("\xFF\xFE\x00\x00", charset.ErrBinary)
	// Cyrillic in Windows-1251: no candidate reads it, and Windows-1252 would lie.
	expect("\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE7\xE0\xFF\xE2\xE8\xEB, \xF7\xF2\xEE \xED\xE8\xF7\xE5\xE3\xEE \xED\xE5 \xE7\xED\xE0\xE5\xF2.", charset.ErrUnknown)
	expect("\x80\x81\xFF\xFE\xFD", charset.ErrUnknown)
}

func TestLabelOf(t *testing.T) {
	for mediaType, want := range map[string]string{
		"text/html": "", "text/html; charset=utf-8": "utf-8", `text/html;charset="Shift_JIS"`: "Shift_JIS",
		"text/plain; format=flowed; Charset=koi8-r": "koi8-r", "": "", "text/html; x=charset": "",
	} {
		if got := charset.LabelOf(mediaType); got != want {
			t.Errorf("%q: %q", mediaType, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	names, err := filepath.Glob("testdata/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data, "")
		}
	}
	f.Add([]byte("a\x00b\x00"), "shift_jis")
	f.Fuzz(func(t *testing.T, data []byte, label string) {
		text, err := charset.Decode(data, label, legacy.Decode)
		if err != nil {
			if text.String != "" {
				t.Errorf("refused with %v, and %q is left", err, text.String)
			}
			return
		}
		if !utf8.ValidString(text.String) || strings.HasPrefix(label, "utf") && strings.ContainsRune(text.String, 0) {
			t.Errorf("%q is no text", text.String)
		}
		if again, err := charset.Decode([]byte(text.String), "utf-8", nil); err == nil && again.String != strings.TrimPrefix(text.String, "\uFEFF") {
			t.Errorf("%q in UTF-8 is read as %q", text.String, again.String)
		}
	})
}
