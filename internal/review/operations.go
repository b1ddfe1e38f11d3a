package review

import (
	"reflect"

	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
)

// operations are those that make one dossier another that has the same text and
// metadata of the article but for what a person can edit. Records that are the same
// pointer are not looked at.
func operations(before, after *dossier.Dossier) (ops []dossier.Op) {
	ops = settings(before, after)
	add := func(op dossier.Op) { ops = append(ops, op) }
	inBefore, inAfter := indexClaims(before), indexClaims(after)
	for _, o := range before.Oppositions {
		if after.Opposition(o.ID) == nil {
			add(dossier.Op{Verb: dossier.RemoveOpposition, Target: o.ID})
		}
	}
	for _, c := range before.Claims {
		if inAfter[c.ID] == nil {
			add(dossier.Op{Verb: dossier.RemoveClaim, Target: c.ID})
		}
	}
	for _, c := range after.Claims {
		if was := inBefore[c.ID]; was == nil {
			add(dossier.Op{Verb: dossier.AddClaim, Claim: c})
		} else if was != c {
			add(dossier.Op{Verb: dossier.ReplaceClaim, Claim: c})
		}
	}
	for _, o := range after.Oppositions {
		if was := before.Opposition(o.ID); was == nil {
			add(dossier.Op{Verb: dossier.AddOpposition, Opposition: o})
		} else if was != o {
			add(dossier.Op{Verb: dossier.ReplaceOpposition, Opposition: o})
		}
	}
	return append(ops, sourceOperations(before, after)...)
}

func sourceOperations(before, after *dossier.Dossier) (ops []dossier.Op) {
	for _, p := range before.Profiles {
		if byID(after.Profiles, p.ID, sourceID) == nil {
			ops = append(ops, dossier.Op{Verb: dossier.RemoveSource, Target: p.ID})
		}
	}
	for _, p := range after.Profiles {
		if was := byID(before.Profiles, p.ID, sourceID); was == nil {
			ops = append(ops, dossier.Op{Verb: dossier.AddSource, Source: p})
		} else if was != p {
			ops = append(ops, dossier.Op{Verb: dossier.ReplaceSource, Source: p})
		}
	}
	return ops
}

func indexClaims(d *dossier.Dossier) map[dossier.ID]*dossier.Claim {
	index := make(map[dossier.ID]*dossier.Claim, len(d.Claims))
	for _, c := range d.Claims {
		index[c.ID] = c
	}
	return index
}

// settings are the operations on what concerns the whole. Versions and scales come
// first, since claims that are added may need them.
func settings(before, after *dossier.Dossier) (ops []dossier.Op) {
	for _, one := range []struct {
		field    string
		old, new any
	}{
		{dossier.FieldVersions, before.Versions, after.Versions},
		{dossier.FieldScales, before.Scales, after.Scales},
		{dossier.FieldName, before.Name, after.Name},
		{dossier.FieldTitle, before.Article.Title, after.Article.Title},
		{dossier.FieldByline, before.Article.Byline, after.Article.Byline},
		{dossier.FieldPublisher, before.Article.Publisher, after.Article.Publisher},
		{dossier.FieldPublished, before.Article.Published, after.Article.Published},
		{dossier.FieldURL, before.Article.URL, after.Article.URL},
		{dossier.FieldLanguage, before.Article.Language, after.Article.Language},
		{dossier.FieldArticleExtra, before.Article.Extra, after.Article.Extra},
		{dossier.FieldExtra, before.Extra, after.Extra},
	} {
		if reflect.DeepEqual(one.old, one.new) {
			continue
		}
		value, err := openjson.Encode(one.new)
		if err != nil {
			continue // these values can always be encoded
		}
		ops = append(ops, dossier.Op{Verb: dossier.SetDossier, Field: one.field, Value: value})
	}
	return ops
}
