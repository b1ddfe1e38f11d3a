package article

import (
	"bytes"
	"errors"
	"fmt"

	"gainsay/internal/openjson"
)

// OffsetUnit is what the offsets of an article's JSON form, and of every anchor in
// it, count. The form says so itself.
const OffsetUnit = "unicode-code-points"

// head is what the JSON form of an article says besides its text. Its members
// stand in this order.
type head struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Retrieved string `json:"retrieved"`
	Language  string `json:"language"`
	Offsets   string `json:"offsets"`
}

// readForm is the form that is read: with its blocks still in pieces, so that an
// error in one can name its index.
type readForm struct {
	head
	Text   *string       `json:"text"`
	SHA256 string        `json:"sha256"`
	Blocks openjson.Part `json:"blocks"`
}

// blockForm is one block. Start and End, in code points, say where it stands in
// the text; they follow from the text and are written for readers of the file.
type blockForm struct {
	Kind  Kind   `json:"kind"`
	Level int    `json:"level,omitempty"`
	Role  Role   `json:"role,omitempty"`
	Lang  string `json:"lang,omitempty"`
	Dir   string `json:"dir,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`

	extra openjson.Extra
}

type plainBlockForm blockForm

func (b blockForm) MarshalJSON() ([]byte, error) { return openjson.Marshal(plainBlockForm(b), b.extra) }

func (b *blockForm) UnmarshalJSON(data []byte) (err error) {
	b.extra, err = openjson.Unmarshal(data, (*plainBlockForm)(b))
	return err
}

// MarshalJSON writes the article with its canonical text, the digest of it, and
// the members that it came with.
func (a Article) MarshalJSON() ([]byte, error) { return a.EncodeIn(nil) }

// EncodeIn is MarshalJSON for a long article: breathe, where it is given, is called
// between pieces of the work, and its error ends it.
func (a Article) EncodeIn(breathe func() error) ([]byte, error) {
	layout := NewLayout(a)
	f := head{
		ID: a.ID, Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, Published: a.Published,
		URL: a.URL, Retrieved: a.Retrieved, Language: a.Language, Offsets: OffsetUnit,
	}
	body, err := openjson.Encode(f)
	if err != nil {
		return nil, err
	}
	if breathe == nil {
		breathe = func() error { return nil }
	}
	const perBlock = 80 // bytes, about: what a block takes beside its text
	out := make([]byte, 0, len(body)+int(layout.Index().LenBytes())*9/8+len(a.Blocks)*perBlock)
	out = append(append(out, bytes.TrimSuffix(body, []byte("}"))...), `,"text":"`...)
	for i, b := range a.Blocks {
		if err := breathe(); err != nil {
			return nil, err
		}
		text, err := openjson.Encode(b.Text)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, `\n\n`...) // the separator, as JSON has it
		}
		out = append(out, text[1:len(text)-1]...)
	}
	out = append(out, `","sha256":"`+layout.Digest()+`","blocks":[`...)
	for i, b := range a.Blocks {
		if err := breathe(); err != nil {
			return nil, err
		}
		span := layout.Span(i)
		block, err := blockForm{
			Kind: b.Kind, Level: b.Level, Role: b.Role, Lang: b.Lang, Dir: b.Dir,
			Start: int(span.Start), End: int(span.End), extra: b.Extra,
		}.MarshalJSON()
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, block...)
	}
	return openjson.Close(append(out, ']'), readForm{}, a.Extra)
}

var errMissing = errors.New("is missing")

// UnmarshalJSON reads an article and keeps the members it does not know. It fails
// with an openjson.PathError where the text is not the one of the digest, the
// blocks are not those of the text, or the offsets count something else.
func (a *Article) UnmarshalJSON(data []byte) error { return a.DecodeIn(data, nil) }

// DecodeIn is UnmarshalJSON for a long article: breathe, where it is given, is called
// between pieces of the work, and its error ends it.
func (a *Article) DecodeIn(data []byte, breathe func() error) error {
	var p readForm
	extra, err := openjson.Unmarshal(data, &p)
	if err != nil {
		return err
	}
	read, blocks := Article{
		ID: p.ID,
		Metadata: Metadata{
			Title: p.Title, Byline: p.Byline, Publisher: p.Publisher, Published: p.Published,
			URL: p.URL, Retrieved: p.Retrieved, Language: p.Language,
		},
		Extra: extra,
	}, []blockForm(nil)
	switch {
	case p.Text == nil:
		return openjson.At("text", errMissing)
	case p.Offsets != OffsetUnit:
		return openjson.At("offsets", fmt.Errorf("is %q where %q belongs", p.Offsets, OffsetUnit))
	case p.SHA256 != Digest(*p.Text):
		return openjson.At("sha256", errors.New("is not that of the text: the text was changed"))
	case p.Blocks == nil:
		return openjson.At("blocks", errMissing)
	}
	if blocks, err = openjson.ListIn[blockForm](p.Blocks, breathe); err != nil {
		return openjson.At("blocks", err)
	}
	bare := make([]Block, len(blocks))
	for i, b := range blocks {
		if err := b.check(); err != nil {
			return openjson.At(fmt.Sprintf("blocks[%d]", i), err)
		}
		bare[i] = Block{Kind: b.Kind, Level: b.Level, Role: b.Role, Lang: b.Lang, Dir: b.Dir, Extra: b.extra}
	}
	if read.Blocks, err = FromText(*p.Text, bare); err != nil {
		return openjson.At("blocks", err)
	}
	if err := checkPlaces(read, blocks); err != nil {
		return err
	}
	*a = read
	return nil
}

func (b blockForm) check() error {
	switch b.Kind {
	case KindHeading:
		if b.Level < 1 || b.Level > 6 {
			return openjson.At("level", fmt.Errorf("%d is not the level of a heading", b.Level))
		}
	case KindParagraph, KindQuote, KindListItem, KindCaption, KindTableRow:
	default:
		return openjson.At("kind", fmt.Errorf("%q is not a kind of block", string(b.Kind)))
	}
	switch b.Role {
	case "", RoleHeadline, RoleByline, RoleDateline, RoleTail:
	default:
		return openjson.At("role", fmt.Errorf("%q is not a role of a block", string(b.Role)))
	}
	if b.Dir != "" && b.Dir != "ltr" && b.Dir != "rtl" {
		return openjson.At("dir", fmt.Errorf("%q is not a direction", b.Dir))
	}
	return nil
}

// checkPlaces holds the places that the form gives for its blocks to the text.
func checkPlaces(a Article, blocks []blockForm) error {
	layout := NewLayout(a)
	for i, b := range blocks {
		if span := layout.Span(i); int(span.Start) != b.Start || int(span.End) != b.End {
			return openjson.At(fmt.Sprintf("blocks[%d]", i),
				fmt.Errorf("is said to stand at %d to %d, but stands at %d to %d", b.Start, b.End, span.Start, span.End))
		}
	}
	return nil
}
