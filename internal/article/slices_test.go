package article

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gainsay/internal/text"
)

// manyParagraphs is an article whose reading is worth dividing.
func manyParagraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "The minister said on day %d that nothing had been decided.\n\n", i)
	}
	return b.String()
}

// TestLongWorkIsDivided holds what reads a long article to its promises: it draws
// breath at every paragraph, comes to the same as in one go, and stops when it is told
// to.
func TestLongWorkIsDivided(t *testing.T) {
	const paragraphs = 300
	s := manyParagraphs(paragraphs)
	laid := NewLayout(Plain(s))
	for _, test := range []struct {
		name string
		work func(breathe func() error) (any, error)
		want any
	}{
		{"plain text", func(breathe func() error) (any, error) {
			return ReadIn("a.txt", "", []byte(s), nil, breathe)
		}, Plain(s)},
		{"Markdown", func(breathe func() error) (any, error) {
			return ReadIn("a.md", "", []byte(s), nil, breathe)
		}, Markdown(s)},
		{"the layout", func(breathe func() error) (any, error) { return LayIn(Plain(s), breathe) }, laid},
		{"the words", func(breathe func() error) (any, error) { return laid.CountWords(breathe) }, text.WordCount(s)},
	} {
		t.Run(test.name, func(t *testing.T) {
			breaths := 0
			got, err := test.work(func() error { breaths++; return nil })
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("divided, it does not come to the same: %v", err)
			}
			if breaths < paragraphs {
				t.Errorf("breath was drawn %d times in %d paragraphs", breaths, paragraphs)
			}
			enough := errors.New("enough")
			breaths = 0
			if _, err := test.work(func() error {
				if breaths++; breaths > paragraphs/2 {
					return enough
				}
				return nil
			}); err != enough || breaths > paragraphs/2+1 {
				t.Errorf("told to stop, it ended with %v after %d breaths more", err, breaths-paragraphs/2-1)
			}
		})
	}
}
