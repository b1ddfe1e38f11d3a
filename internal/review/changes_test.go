package review

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/dossier"
)

func TestChangesSayWhatAReviewerDid(t *testing.T) {
	c := &clock{}
	a := newDesk(t, c, "Ada", 1, sample())
	said := a.mark("Beijing insisted", "Beijing", "assert")
	denied := a.mark("Japan denied this", "Japan")
	gone := a.mark("It was so.")
	link := a.oppose(denied, said)
	b := a.fork(c, "Ben", 2)
	b.set(denied, dossier.FieldStance, dossier.Deny)
	b.set(said, dossier.FieldSource, dossier.Part{})
	b.set(said, dossier.FieldStatus, dossier.Reviewed)
	b.do(b.e.Review(said, dossier.Accepted, ""))
	b.do(b.e.Review(link, dossier.Comment, "Since when?"))
	b.rate(denied, "disputed")
	step, _ := b.e.AddEvidence(said, dossier.Supports, "https://example.org/a")
	b.do(step, nil)
	b.do(b.e.SetOpposition(link, dossier.FieldKind, dossier.Denies))
	b.do(b.e.Remove(b.d, gone), nil)
	b.mark("Seoul warned that talks would fail.")
	b.do(b.e.SetSource(b.e.NewProfile("Japan"), dossier.FieldRole, "state"))
	b.do(b.e.Rename("Second look"))

	changes, err := Changes(a.d, b.d, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, one := range changes {
		got = append(got, one.String())
	}
	want := []string{
		"dossier Second look: name is now Second look",
		"claim removed: “It was so.”",
		"claim “Beijing insisted”: source was Beijing, and is empty now",
		"claim “Beijing insisted”: status was open, and is now reviewed",
		"evidence added: https://example.org/a on “Beijing insisted”",
		"review added: Ben accepted on “Beijing insisted”",
		"claim Japan: “Japan denied this”: stance is now deny",
		"claim Japan: “Japan denied this”: verdict is now Disputed (Support) by Ben",
		"claim added: “Seoul warned that talks would fail.”",
		"opposition Japan: “Japan denied this” denies “Beijing insisted”: kind was contradicts, and is now denies",
		"review added: Ben commented: “Since when?” on Japan: “Japan denied this” denies “Beijing insisted”",
		"source added: Japan",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNothingChangedInWhatDidNotAndSomethingInWhatDid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, a, b := twoSides(rt, t)
		if changes, err := Changes(a.d, a.d, nil); err != nil || len(changes) > 0 {
			rt.Fatalf("%v, %v", changes, err)
		}
		changes, err := Changes(a.d, b.d, nil)
		if err != nil || len(changes) == 0 && content(a.d) != content(b.d) {
			rt.Fatalf("nothing is said to have changed (%v)", err)
		}
	})
}
