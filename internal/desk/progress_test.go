package desk

import (
	"testing"

	"gainsay/internal/dossier"
)

func TestProgressIsTheDossiers(t *testing.T) {
	k, _ := newDesk()
	expect := func() {
		t.Helper()
		if got, want := k.Progress(), k.Dossier().Progress(); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	expect()
	a, b := highlight(t, k, insisted), highlight(t, k, denied)
	k.StartPick(b)
	k.Pick(a)
	expect()
	step, err := k.editor.SetStatusOf(k.Dossier(), []dossier.ID{a}, dossier.Reviewed)
	if err == nil {
		err = k.do(step)
	}
	if err != nil || k.Progress().Reviewed != 1 {
		t.Fatalf("%+v, %v", k.Progress(), err)
	}
	expect()
	k.Remove(a)
	expect()
	k.Undo()
	expect()
}
