// Package article reads the text under review. It turns plain text and Markdown
// into an Article: blocks with their kinds and roles, the metadata that the text
// itself names, and a canonical text to which every offset in the program refers.
//
// It promises to keep the words: every word of a plain text or Markdown file
// stands in the canonical text, in order. What is recognised, a byline, a date, a
// "See earlier story", is set apart by a role, never taken out; metadata are
// copies. Inside a block each run of spaces, tabs and line ends becomes one space;
// every other character stays as it is, and nothing is normalised.
//
// Markdown is read by plain rules of our own. A full CommonMark parser would add
// a tenth to what a visitor downloads, for constructs that news articles do not
// use; and here only the words and the kinds of block count, not the HTML.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// Kind is what a block is in the structure of its article.
type Kind string

// The kinds of block.
const (
	KindHeading   Kind = "heading"
	KindParagraph Kind = "paragraph"
	KindQuote     Kind = "quote"
	KindListItem  Kind = "list-item"
	KindCaption   Kind = "caption"   // what stands under a picture or over a table
	KindTableRow  Kind = "table-row" // the cells of one row, with CellSeparator between
)

// CellSeparator stands between the cells of a table row in its block's text. A bar
// can be seen and is read out; a tab, the other sign that is used for it, would
// become a space like any other.
const CellSeparator = " | "

// Role is what a block is for, where it is not the body of the article.
type Role string

// The roles of blocks that are set apart. A block of the body has none.
const (
	RoleHeadline Role = "headline"
	RoleByline   Role = "byline"
	RoleDateline Role = "dateline"
	RoleTail     Role = "tail"
)

// Block is one paragraph, heading, quotation, list item, caption or table row.
type Block struct {
	Kind  Kind
	Level int // of a heading, 1 to 6; else 0
	Role  Role
	Text  string
	Lang  string // where it differs from the article's
	Dir   string // "rtl" or "ltr" where it differs from the article's

	Extra map[string]json.RawMessage
}

// Metadata is what is known about an article. Any of it may be empty.
type Metadata struct {
	Title     string
	Byline    string
	Publisher string
	Published string // an ISO 8601 date or date-time
	URL       string
	Retrieved string // an ISO 8601 date-time
	Language  string // a BCP 47 tag
}

// Article is the text under review.
type Article struct {
	ID string // urn:uuid:…; empty until a dossier is made of it
	Metadata
	Blocks []Block

	Extra map[string]json.RawMessage
}

// separator stands between blocks in the canonical text.
const separator = "\n\n"

// Text returns the canonical text: the blocks with an empty line between them.
func (a Article) Text() string {
	texts := make([]string, len(a.Blocks))
	for i, block := range a.Blocks {
		texts[i] = block.Text
	}
	return strings.Join(texts, separator)
}

// Digest returns the SHA-256 of a canonical text, in lower-case hexadecimal.
func Digest(canonical string) string {
	sum := sha256.Sum256([]byte(canonical))
	return hex.EncodeToString(sum[:])
}

// FromText gives blocks the texts that they have in a canonical text. It fails
// where the text has more or fewer of them.
func FromText(canonical string, blocks []Block) ([]Block, error) {
	texts := strings.Split(canonical, separator)
	if len(texts) != len(blocks) {
		return nil, fmt.Errorf("the text has %d blocks, not %d", len(texts), len(blocks))
	}
	filled := make([]Block, len(blocks))
	for i, block := range blocks {
		filled[i] = block
		filled[i].Text = texts[i]
	}
	return filled, nil
}

// longestSlug bounds a slug, in code points: file systems stop at 255 bytes.
const longestSlug = 60

// Slug returns the title as part of a file name: letters and digits of any
// script in lower case, anything else as a hyphen.
func Slug(a Article) string {
	var slug []rune
	for _, r := range strings.ToLower(a.Title) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && len(slug) > 0 {
			slug = append(slug, r)
		} else if len(slug) > 0 && slug[len(slug)-1] != '-' {
			slug = append(slug, '-')
		}
	}
	if len(slug) > longestSlug {
		slug = slug[:longestSlug]
	}
	if trimmed := strings.Trim(string(slug), "-"); trimmed != "" {
		return trimmed
	}
	return "article"
}
