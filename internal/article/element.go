package article

import (
	"strconv"
	"strings"
)

// Element is the HTML element that a block is. List items stand in a ul.
func (b Block) Element() string {
	switch b.Kind {
	case KindHeading:
		return "h" + strconv.Itoa(max(1, min(b.Level, 6)))
	case KindQuote:
		return "blockquote"
	case KindListItem:
		return "li"
	default:
		return "p"
	}
}

// Class is the class of a block's element, by which the page's styles know what the
// element alone does not say: its role, a caption, a row of a table, the first block of
// the tail, an item that bears its own number.
func (a Article) Class(n int) string {
	block := a.Blocks[n]
	class := string(block.Role)
	if block.Kind == KindCaption || block.Kind == KindTableRow {
		class = strings.TrimSpace(class + " " + string(block.Kind))
	}
	if block.Role == RoleTail && (n == 0 || a.Blocks[n-1].Role != RoleTail) {
		class += " tail-first"
	}
	if block.Kind == KindListItem && ownNumber(block.Text) {
		class = strings.TrimSpace(class + " numbered")
	}
	return class
}

// ownNumber reports whether an item's text begins with its own number, which then
// stands for the bullet.
func ownNumber(item string) bool {
	digits := len(item) - len(strings.TrimLeft(item, "0123456789"))
	return digits > 0 && digits < len(item) && strings.ContainsRune(".)", rune(item[digits]))
}
