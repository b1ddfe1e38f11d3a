package anchor

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sketch draws a comparison in one line: = for a kept block, ~ for an edited one,
// - and + for those in one text only.
func sketch(blocks []Block) string {
	var signs []string
	for _, b := range blocks {
		switch {
		case b.Kept():
			signs = append(signs, fmt.Sprintf("=%d,%d", b.Old, b.New))
		case b.New < 0:
			signs = append(signs, fmt.Sprintf("-%d", b.Old))
		case b.Old < 0:
			signs = append(signs, fmt.Sprintf("+%d", b.New))
		default:
			signs = append(signs, fmt.Sprintf("~%d,%d", b.Old, b.New))
		}
	}
	return strings.Join(signs, " ")
}

func TestTwoTextsAreComparedBlockByBlock(t *testing.T) {
	expect := func(old, now, want string) {
		t.Helper()
		if got := sketch(Compare(strings.Split(old, "/"), strings.Split(now, "/"))); got != want {
			t.Errorf("%q to %q: got %s, want %s", old, now, got, want)
		}
	}
	expect("a b c/d e f", "a b c/d e f", "=0,0 =1,1")
	expect("a b c/d e f", "A  b c/d “e” f", "=0,0 ~1,1")
	expect("a b c/d e f", "a b c/new/d e f", "=0,0 +1 =1,2")
	expect("a b c/gone/d e f", "a b c/d e f", "=0,0 -1 =2,1")
	expect("a b c d/x", "a b c e/x", "~0,0 =1,1")
	expect("a b c d/x", "p q r s/x", "-0 +0 =1,1")
	expect("one two three/four five six", "four five seven/eight", "-0 ~1,0 +1")
	expect("", "a", "-0 +0")
}

func TestEveryBlockOccursOnceAndInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		block := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "é", "日本"}), 0, 5), func(w []string) string { return strings.Join(w, " ") })
		old, now := rapid.SliceOfN(block, 0, 12).Draw(t, "old"), rapid.SliceOfN(block, 0, 12).Draw(t, "now")
		i, j := 0, 0
		for _, b := range Compare(old, now) {
			if b.Old >= 0 {
				if b.Old != i {
					t.Fatalf("block %d of the old text comes when %d is due", b.Old, i)
				}
				i++
			}
			if b.New >= 0 {
				if b.New != j {
					t.Fatalf("block %d of the new text comes when %d is due", b.New, j)
				}
				j++
			}
			if b.Kept() && !strings.EqualFold(old[b.Old], now[b.New]) {
				t.Fatalf("%q is said to be %q", old[b.Old], now[b.New])
			}
		}
		if i != len(old) || j != len(now) {
			t.Fatalf("%d of %d old blocks and %d of %d new ones occur", i, len(old), j, len(now))
		}
	})
}
