package workshop

import (
	"encoding/json"
	"testing"
	"time"

	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
)

// TestTheBaseSaysWhoChangedWhat merges a file in which a claim was worded anew: without what it
// was made from nobody can tell on which side that was.
func TestTheBaseSaysWhoChangedWhat(t *testing.T) {
	changed := func(change func(d *dossier.Dossier)) string {
		t.Helper()
		d, err := exchange.DecodeNative(sample(t))
		if err != nil {
			t.Fatal(err)
		}
		change(d)
		data, err := exchange.EncodeCompact(d)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	worked := func(d *dossier.Dossier) {
		for _, c := range d.Claims {
			c.Statement, c.Modified = "As it was worded.", c.Created.Add(time.Minute)
		}
	}
	base := changed(worked)
	came := changed(func(d *dossier.Dossier) {
		worked(d)
		d.Claims[0].Statement = "As a reviewer words it."
	})
	stranger := changed(func(d *dossier.Dossier) {
		d.ID, d.Oppositions = dossier.NewID(), nil
		for _, c := range d.Claims {
			c.ID = dossier.NewID()
		}
	})
	for _, one := range []struct {
		name, base         string
		changes, conflicts int
	}{
		{"not known", "", 0, 1},
		{"known", base, 1, 0},
		{"of another dossier", stranger, 0, 1},
	} {
		_, made := does(t, map[string]string{errand.Name: errand.Merge, errand.Dossier: base, errand.Base: one.base}, []byte(came))
		var told errand.Merged
		if err := json.Unmarshal(made, &told); err != nil {
			t.Fatal(err)
		}
		if len(told.Changes) != one.changes || len(told.Conflicts) != one.conflicts {
			t.Errorf("base %s: there come %v, and conflicts %v", one.name, told.Changes, told.Conflicts)
		}
	}
	if _, _, err := shop.Do(map[string]string{errand.Name: errand.Merge, errand.Dossier: base, errand.Base: "{"}, []byte(came)); err == nil {
		t.Error("a base that cannot be read is taken")
	}
}
