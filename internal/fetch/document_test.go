package fetch

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

const where = "https://news.example/2008/row.html?page=1&all=yes"

// link is what is written into a page that does not name its address.
const link = `<link rel="canonical" href="https://news.example/2008/row.html?page=1&amp;all=yes"/>`

// encoded writes text in an encoding.
func encoded(t testing.TB, text, label string) string {
	t.Helper()
	encoding, _ := charset.Lookup(label)
	out, err := encoding.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDocument(t *testing.T) {
	sjis := encoded(t, "日本は否定した", "shift_jis")
	for _, test := range []struct{ name, mediaType, charset, body, want string }{
		{"plain text", "text/plain", "", "A story", "A story"},
		{"plain text in UTF-8", "text/plain", "utf-8", "Señor", "Señor"},
		{"plain text in a legacy encoding", "text/plain", "shift_jis", sjis, mark + "日本は否定した"},
		{"Markdown in a legacy encoding", "text/markdown", "windows-1252", "caf\xE9", mark + "café"},
		{"a mark outranks the header", "text/plain", "shift_jis", mark + "Señor", mark + "Señor"},
		{"text with the mark of UTF-16", "text/plain", "utf-8", "\xFF\xFEa\x00", "\xFF\xFEa\x00"},
		{"text in UTF-16 by the header alone", "text/plain", "utf-16be", "\x00a", mark + "a"},

		{"a page that says it all", "text/html", "utf-8",
			`<head><meta charset=utf-8><link rel=canonical href=https://a.example/b>é`,
			`<head><meta charset=utf-8><link rel=canonical href=https://a.example/b>é`},
		{"in other words", "text/html", "windows-1252",
			`<head><meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><meta property=og:url content=https://a.example/b>` + "\xE9",
			`<head><meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><meta property=og:url content=https://a.example/b>` + "\xE9"},
		{"a header and a page that say nothing", "text/html", "", "<p>\xE9", link + "<p>\xE9"},
		{"an encoding in the header alone", "text/html", "shift_jis", "<html><head><title>" + sjis, mark + "<html><head>" + link + "<title>日本は否定した"},
		{"the header outranks the page", "text/html", "utf-8", "<meta charset=shift_jis>é", mark + link + "<meta charset=shift_jis>é"},
		{"broken bytes stay", "text/html", "utf-8", "<p>\xE9", mark + link + "<p>\xE9"},
		{"an encoding too far into the page", "text/html", "windows-1252",
			"<head><!--" + strings.Repeat("-", 1024) + "--><meta charset=windows-1252>\xE9",
			mark + "<head>" + link + "<!--" + strings.Repeat("-", 1024) + "--><meta charset=windows-1252>é"},
		{"XHTML", "application/xhtml+xml", "shift_jis",
			`<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html><html lang="ja"><head><title>` + sjis,
			`<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html><html lang="ja"><head>` + link + `<title>` + sjis},
		{"an encoding unlike ASCII", "text/html", "", "\xFE\xFF\x00<\x00p\x00>", mark + link + "<p>"},
		{"one that the page declares", "text/html", "", "<meta charset=iso-2022-jp>" + encoded(t, "日本", "iso-2022-jp"), mark + link + "<meta charset=iso-2022-jp>日本"},
		{"UTF-16 that can be read as ASCII is none", "text/html", "utf-8", "<meta charset=utf-16>é", link + "<meta charset=utf-16>é"},

		{"the head's place", "text/html", "", "<!doctype html>\n<html lang=en><!-- a --><head id=h>\n<title>a", "<!doctype html>\n<html lang=en><!-- a --><head id=h>" + link + "\n<title>a"},
		{"a head that is not marked", "text/html", "", "<!doctype html>\n<title>a</title><p>b<header>c", "<!doctype html>" + link + "\n<title>a</title><p>b<header>c"},
		{"behind a mark", "text/html", "", mark + "<p>a", mark + link + "<p>a"},
		{"a stray doctype", "text/html", "", "<p>a<!doctype html>b", link + "<p>a<!doctype html>b"},

		{"an address that is not whole", "text/html", "", "<head><link rel='alternate Canonical' href='../a?b&amp;c'>", `<head><link rel="canonical" href="https://news.example/a?b&amp;c"/><link rel='alternate Canonical' href='../a?b&amp;c'>`},
		{"one with a base", "text/html", "", "<head><base href=//b.example/c/><link rel=canonical href=a>", `<head><link rel="canonical" href="https://b.example/c/a"/><base href=//b.example/c/><link rel=canonical href=a>`},
		{"words that look like marks", "text/html", "", "<head><title><link rel=canonical href=https://a.example></title><!-- <link rel=canonical href=https://a.example> -->",
			"<head>" + link + "<title><link rel=canonical href=https://a.example></title><!-- <link rel=canonical href=https://a.example> -->"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := &Page{URL: where, MediaType: test.mediaType, Charset: test.charset, Body: []byte(test.body)}
			got, err := page.Document()
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if string(page.Body) != test.body {
				t.Error("the page itself changed")
			}
		})
	}
}

// Whatever arrives, a file comes of it that says what the server said, and nothing of
// the page is lost that is not in another encoding.
func FuzzDocument(f *testing.F) {
	for _, body := range []string{"", "<head>", "<!doctype html><html><head><title>a", "<base href=x><link rel=canonical href=y>", "<?xml encoding='utf-8'?>", "\xFF\xFEa", "<meta charset=utf-16>", "<meta http-equiv=content-type content='charset=\"gbk'>"} {
		f.Add([]byte(body), "utf-8", true)
		f.Add([]byte(body), "", false)
	}
	f.Fuzz(func(t *testing.T, body []byte, label string, hypertext bool) {
		page := &Page{URL: where, MediaType: "text/plain", Charset: standardName(label), Body: bytes.Clone(body)}
		if hypertext {
			page.MediaType = "text/html"
		}
		got, err := page.Document()
		if err != nil {
			t.Skip("not in that encoding")
		}
		if !bytes.Equal(page.Body, body) {
			t.Fatal("the page itself changed")
		}
		if hypertext {
			if _, whole := page.canonical(scan(got)); !whole {
				t.Errorf("%q does not name its address", got)
			}
		}
		if marked, plain := statedByMark(got), !hypertext && page.Charset == "utf-8"; page.Charset != "" && statedByMark(body) == "" && !plain {
			if marked != "utf-8" && !(hypertext && scan(body).charset == page.Charset) {
				t.Errorf("%q does not name its encoding, %s", got, page.Charset)
			}
		}
		if statedByMark(body) == "" && (page.Charset == "" || page.Charset == "utf-8") && scan(body).charset != "iso-2022-jp" {
			rest := bytes.TrimPrefix(got, []byte(mark))
			if start, end, found := bytes.Cut(rest, []byte(`<link rel="canonical" href="https://`)); found && hypertext && !bytes.Equal(rest, body) {
				_, end, _ = bytes.Cut(end, []byte("/>"))
				rest = append(bytes.Clone(start), end...)
			}
			if !bytes.Equal(rest, body) {
				t.Errorf("%q became %q", body, rest)
			}
		}
	})
}
