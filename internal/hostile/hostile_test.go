package hostile

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
	"gainsay/internal/text"
	"gainsay/internal/webpage"
)

func corpus(t *testing.T) *dossier.Dossier {
	t.Helper()
	d, err := Dossier()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func editor() dossier.Editor {
	return dossier.Editor{Now: time.Now, NewID: dossier.NewID}
}

// refused holds an error to be a fault of the file, and a sentence for a person.
func refused(t *testing.T, what string, err error) {
	t.Helper()
	var fault *exchange.Fault
	if !errors.As(err, &fault) {
		t.Errorf("%s: it is answered with %v", what, err)
		return
	}
	said := fault.Error()
	if len(strings.Fields(said)) < 3 || len(said) > 400 || strings.ContainsFunc(said, unicode.IsControl) {
		t.Errorf("%s: it is refused with %.500q", what, said)
	}
}

// Words are words: they come back from the file as they went in, whatever they say.
func TestTheNativeFileKeepsHostileWords(t *testing.T) {
	d := corpus(t)
	first, err := exchange.EncodeNative(d)
	if err != nil {
		t.Fatal(err)
	}
	back, err := exchange.DecodeNative(first)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := exchange.EncodeNative(back); err != nil || !bytes.Equal(first, second) {
		t.Errorf("the file is another after it was read (%v)", err)
	}
	for name, want := range Members() {
		if got := back.Extra[name]; string(got) != string(want) {
			t.Errorf("the member %s is %s", name, got)
		}
		if got := back.Claims[0].Extra[name]; string(got) != string(want) {
			t.Errorf("the member %s of a claim is %s", name, got)
		}
	}
}

// Every format writes the corpus; what it reads back is a valid dossier of the same words.
func TestForeignFormatsKeepHostileWords(t *testing.T) {
	d := corpus(t)
	for _, f := range foreign.Formats() {
		data, err := f.Encode(d)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if f.Decode == nil {
			continue
		}
		taken, err := f.Decode(data, editor())
		if err != nil {
			t.Errorf("%s: reading it back: %v", f.Name, err)
			continue
		}
		if err := taken.Dossier.Validate(); err != nil {
			t.Errorf("%s: what is read is not valid: %v", f.Name, err)
		}
		if len(taken.Dossier.Claims) != len(d.Claims) || len(taken.Left) > 0 {
			t.Errorf("%s: of %d claims, %d are read, and %v left", f.Name, len(d.Claims), len(taken.Dossier.Claims), taken.Left)
			continue
		}
		for i, c := range taken.Dossier.Claims {
			if want := d.Claims[i].Anchor.Exact; c.Anchor.Exact != want {
				t.Errorf("%s: claim %d is %q, not %q", f.Name, i, c.Anchor.Exact, want)
			}
		}
	}
}

// A document of a hundred thousand levels ends no program, in any member.
func TestDeepDocumentsAreRefused(t *testing.T) {
	const levels = 100_000
	documents := map[string][]byte{
		"lists":             Deep(levels, "[", "", "]"),
		"objects":           Deep(levels, `{"a":`, "1", "}"),
		"lists, cut off":    Deep(levels, "[", "", ""),
		"objects, cut off":  Deep(levels, `{"a":`, "", ""),
		"a native file":     append([]byte(`{"format":"gainsay.dossier","version":1,"x":`), append(Deep(levels, "[", "", "]"), '}')...),
		"native claims":     append([]byte(`{"format":"gainsay.dossier","version":1,"claims":`), append(Deep(levels, "[", "", "]"), '}')...),
		"annotations":       append([]byte(`{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationCollection","first":`), append(Deep(levels, `{"items":`, "[]", "}"), '}')...),
		"selectors":         append([]byte(`[{"type":"Annotation","target":{"selector":`), append(Deep(levels, `{"refinedBy":`, "{}", "}"), "}}]"...)...),
		"label studio":      append([]byte(`[{"data":{"text":"a"},"annotations":`), append(Deep(levels, "[", "", "]"), "}]"...)...),
		"lines of doccano":  append([]byte(`{"text":"a","label":`), append(Deep(levels, "[", "", "]"), "}\n"...)...),
		"a list of nothing": []byte(`{"format":"gainsay.dossier","version":1,"claims":[` + strings.Repeat("null,", levels) + `null]}`),
	}
	for what, data := range documents {
		_, err := exchange.DecodeNative(data)
		refused(t, what+" as a native file", err)
		_, err = exchange.DecodeSelectors(data)
		if err == nil && what != "annotations" {
			t.Errorf("%s is read as annotations", what)
		}
		for _, f := range foreign.Formats() {
			if f.Decode != nil {
				f.Recognises(data)
				_, err := f.Decode(data, editor())
				refused(t, what+" as "+f.Name, err)
			}
		}
	}
}

// What is too large is refused for its size, before anything of it is read: bytes that
// are no UTF-8 would be refused for that.
func TestLargeFilesAreRefusedUnread(t *testing.T) {
	large := bytes.Repeat([]byte{0xFF}, 100<<20)
	tooLarge := func(what string, err error) {
		t.Helper()
		var fault *exchange.Fault
		if !errors.As(err, &fault) || fault.Code != exchange.TooLarge {
			t.Errorf("%s: it is answered with %v", what, err)
		}
	}
	_, err := exchange.DecodeNative(large)
	tooLarge("native", err)
	for _, f := range foreign.Formats() {
		if f.Decode != nil {
			_, err := f.Decode(large, editor())
			tooLarge(f.Name, err)
		}
	}
	if _, err := article.Parse("a.txt", large); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("as an article: %v", err)
	}
}

// Of a page comes its text. What would have been a script is gone with its element;
// what the page shows as words stays words.
func TestPagesComeInAsWords(t *testing.T) {
	const about = "Somebody said on Tuesday that the harbour was closed, and somebody else denied it in the same sentence, at length. "
	read := 0
	for _, w := range Markup() {
		page := "<!doctype html><title>A page</title><article><h1>A page</h1><p>" + strings.Repeat(about, 5) + "</p>" + w + "<p>" + strings.Repeat(about, 5) + "</p></article>"
		a, err := webpage.Parse(webpage.Source{HTML: page})
		if err != nil {
			continue // markup that hides the rest of a page may leave nothing to read
		}
		for _, b := range a.Blocks {
			if strings.Contains(b.Text, "window.hostile = 1") || strings.Contains(b.Text, "alert(2)") {
				t.Errorf("%s: a script is read as %q", w, b.Text)
			}
		}
		if a.URL != "" && !strings.HasPrefix(a.URL, "https://") { // a page may say where it is from
			t.Errorf("%s: it gives the page the address %s", w, a.URL)
		}
		read++
	}
	if read < len(Markup())-3 {
		t.Errorf("only %d pages were read", read)
	}
}

// What nobody sees in the corpus is found.
func TestDisguisesAreFound(t *testing.T) {
	for _, w := range Disguised() {
		if found := text.FindUnseen(w); len(found) == 0 && !strings.Contains(w, "pile of marks") {
			t.Errorf("%+q: nothing is found", w)
		}
	}
	for _, w := range Markup() {
		if found := text.FindUnseen(w); len(found) > 0 {
			t.Errorf("%q: %v is found", w, found)
		}
	}
}
