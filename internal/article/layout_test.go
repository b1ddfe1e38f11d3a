package article

import (
	"testing"
	"unicode/utf16"

	"gainsay/internal/text"
)

// checkLayout holds the layout of an article to its canonical text, position by
// position.
func checkLayout(t interface {
	Helper()
	Fatalf(string, ...any)
}, a Article) {
	t.Helper()
	l := NewLayout(a)
	if l.Index().String() != a.Text() || l.Digest() != Digest(a.Text()) || l.Blocks() != len(a.Blocks) {
		t.Fatalf("the layout is of another text")
	}
	at := text.CodePoint(0)
	for n, block := range a.Blocks {
		sp := l.Span(n)
		if sp.Start != at {
			t.Fatalf("block %d begins at %d, not %d", n, sp.Start, at)
		}
		if l.Index().Slice(sp) != block.Text || l.BlockIndex(n).String() != block.Text {
			t.Fatalf("at block %d stands %q, not %q", n, l.Index().Slice(sp), block.Text)
		}
		unit := text.UTF16(0)
		for i, r := range []rune(block.Text) {
			if got := l.InBlock(n, unit); got != sp.Start+text.CodePoint(i) {
				t.Fatalf("unit %d of block %d stands at %d, not %d", unit, n, got, sp.Start+text.CodePoint(i))
			}
			unit += text.UTF16(utf16.RuneLen(r))
		}
		if l.InBlock(n, unit) != sp.End || l.InBlock(n, unit+5) != sp.End || l.InBlock(n, -5) != sp.Start {
			t.Fatalf("offsets outside block %d are not its ends", n)
		}
		at = sp.End + 2
		for p := sp.Start; p < at; p++ { // with the separator behind it
			if got := l.BlockAt(p); got != n {
				t.Fatalf("%d lies in block %d, not %d", p, got, n)
			}
		}
	}
	if len(a.Blocks) > 0 && at-2 != l.Index().Len() {
		t.Fatalf("the blocks end at %d, the text at %d", at-2, l.Index().Len())
	}
}

// three has blocks at 0 to 2, 4 to 5 and 7 to 10; the second is one character of
// two UTF-16 units.
func three() *Layout {
	return NewLayout(Article{Blocks: []Block{{Text: "ab"}, {Text: "😀"}, {Text: "xyz"}}})
}

func TestBlockAt(t *testing.T) {
	expect := func(p text.CodePoint, want int) {
		t.Helper()
		if got := three().BlockAt(p); got != want {
			t.Errorf("%d lies in block %d, not %d", p, got, want)
		}
	}
	expect(-1, 0)
	expect(0, 0)
	expect(2, 0) // its end
	expect(3, 0) // between two blocks
	expect(4, 1)
	expect(6, 1)
	expect(7, 2)
	expect(10, 2)
	expect(99, 2)
}

func TestBlocksOf(t *testing.T) {
	expect := func(start, end text.CodePoint, first, last int) {
		t.Helper()
		if gotFirst, gotLast := three().BlocksOf(text.Span{Start: start, End: end}); gotFirst != first || gotLast != last {
			t.Errorf("%d to %d touches blocks %d to %d, not %d to %d", start, end, gotFirst, gotLast, first, last)
		}
	}
	expect(0, 2, 0, 0)
	expect(0, 4, 0, 0) // up to the start of the next
	expect(0, 5, 0, 1)
	expect(1, 8, 0, 2)
	expect(4, 4, 1, 1)
	expect(7, 7, 2, 2)
}

func TestInBlock(t *testing.T) {
	expect := func(n int, offset text.UTF16, want text.CodePoint) {
		t.Helper()
		if got := three().InBlock(n, offset); got != want {
			t.Errorf("unit %d of block %d stands at %d, not %d", offset, n, got, want)
		}
	}
	expect(0, 1, 1)
	expect(0, 9, 2)
	expect(1, 0, 4)
	expect(1, 1, 4) // inside the character
	expect(1, 2, 5)
	expect(2, 3, 10)
	expect(2, -1, 7)
	expect(-1, 3, 0)
	expect(3, 0, 10)
}

func TestLayoutOfNothing(t *testing.T) {
	l := NewLayout(Article{})
	if l.Blocks() != 0 || l.BlockAt(3) != 0 || l.InBlock(1, 1) != 0 || l.Index().Len() != 0 {
		t.Errorf("%d blocks, %d, %d, %d", l.Blocks(), l.BlockAt(3), l.InBlock(1, 1), l.Index().Len())
	}
}
