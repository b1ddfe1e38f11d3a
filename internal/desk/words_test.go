package desk

import (
	"testing"

	"gainsay/internal/anchor"
	"gainsay/internal/dossier"
)

func TestUnseen(t *testing.T) {
	claim := func(exact string, change func(*dossier.Claim)) *dossier.Claim {
		c := &dossier.Claim{Standing: dossier.Standing{Anchor: anchor.Anchor{Exact: exact}}}
		if change != nil {
			change(c)
		}
		return c
	}
	for _, test := range []struct {
		claim *dossier.Claim
		want  string
	}{
		{claim("Japan denied this", nil), ""},
		{claim("Jap\u200ban\u202e denied this", nil), "holds 2 invisible characters: zero width space, right-to-left override"},
		{claim("Jap\u200ban den\u200bied", nil), "holds 2 invisible characters: zero width space (2)"},
		{claim("Japan", func(c *dossier.Claim) { c.Attribution.Source.Text = "Ja\u00adpan" }), "holds 1 invisible character: soft hyphen"},
		{claim("Japan", func(c *dossier.Claim) { c.Attribution.Cue.Text = "\u2066denied" }), "holds 1 invisible character: left-to-right isolate"},
		{claim("Japan", func(c *dossier.Claim) { c.Note = "a\u200eb" }), "holds 1 invisible character: left-to-right mark"},
		{claim("Japan", func(c *dossier.Claim) { c.Statement = "a\u2060b" }), "holds 1 invisible character: word joiner"},
		{claim("Japan", func(c *dossier.Claim) { c.Tags = []string{"a", "b\ufeff"} }), "holds 1 invisible character: zero width no-break space"},
		{claim("Japan", func(c *dossier.Claim) { c.Places = []anchor.Anchor{{Exact: "Jap\u200ban"}} }), "holds 1 invisible character: zero width space"},
	} {
		if got := Unseen(test.claim); got != test.want {
			t.Errorf("%+q: it says %q, want %q", test.claim.Anchor.Exact, got, test.want)
		}
	}
}
