package exchange

import (
	"os"
	"strings"
	"testing"
)

func TestTheExampleInTheDocsIsAFile(t *testing.T) {
	page, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```json\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("docs/format.md has no example")
	}
	if err := checkSchema(t, []byte(example)); err != nil {
		t.Errorf("the example is not valid: %v", err)
	}
	if d := decoded(t, []byte(example)); len(d.Claims) != 2 || len(d.Oppositions) != 1 {
		t.Errorf("the example has %d claims and %d oppositions", len(d.Claims), len(d.Oppositions))
	}
}
