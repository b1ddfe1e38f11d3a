package review

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/internal/dossier"
)

// thing is one thing of a dossier, with the words by which a person knows it.
type thing struct {
	subject Subject
	id      dossier.ID
	claim   dossier.ID // of evidence and of a review of a claim: that claim
	name    string
}

// quoteLength bounds the words of a claim in its name, in code points.
const quoteLength = 80

// shortened is a text in one line, not much longer than a line is.
func shortened(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= quoteLength {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:quoteLength-1]), " ") + "…"
}

func claimName(c *dossier.Claim) string {
	quote := "“" + shortened(c.Anchor.Exact) + "”"
	if source := strings.TrimSpace(c.Attribution.Source.Text); source != "" {
		return source + ": " + quote
	}
	return quote
}

// relations are the kinds of opposition as verbs between two claims.
var relations = map[dossier.Kind]string{
	dossier.Denies: "denies", dossier.Contradicts: "contradicts", dossier.DisputesInPart: "disputes in part",
	dossier.AlternativeAccount: "tells another way", dossier.Corroborates: "corroborates",
}

func oppositionName(d *dossier.Dossier, o *dossier.Opposition) string {
	end := func(id dossier.ID) string {
		if c := d.Claim(id); c != nil {
			return claimName(c)
		}
		return "a claim that is gone"
	}
	return end(o.From) + " " + relations[o.Kind] + " " + end(o.To)
}

func aClaim(c *dossier.Claim) thing {
	return thing{subject: OfClaim, id: c.ID, name: claimName(c)}
}

func anOpposition(d *dossier.Dossier, o *dossier.Opposition) thing {
	return thing{subject: OfOpposition, id: o.ID, name: oppositionName(d, o)}
}

func someEvidence(c *dossier.Claim, e *dossier.Evidence) thing {
	name := cmp.Or(e.Title, e.URL, e.Excerpt, e.Note, "evidence without a title")
	return thing{subject: OfEvidence, id: e.ID, claim: c.ID, name: shortened(name) + " on " + claimName(c)}
}

func aReview(on thing, r *dossier.Review) thing {
	name := r.By + " " + string(r.Decision)
	if r.Decision == dossier.Comment {
		name = r.By + " commented"
	}
	if r.Text != "" {
		name += ": “" + shortened(r.Text) + "”"
	}
	it := thing{subject: OfReview, id: r.ID, name: name + " on " + on.name}
	if on.subject == OfClaim {
		it.claim = on.id
	}
	return it
}

func aSource(p *dossier.Profile) thing {
	return thing{subject: OfSource, id: p.ID, name: p.Name}
}

func aScale(s *dossier.Scale) thing { return thing{subject: OfScale, id: s.ID, name: s.Name} }

func theDossier(d *dossier.Dossier) thing {
	return thing{subject: OfDossier, id: d.ID, name: d.Title()}
}

// byID returns the one with an id, or nil.
func byID[T any](list []*T, id dossier.ID, idOf func(*T) dossier.ID) *T {
	if i := slices.IndexFunc(list, func(x *T) bool { return idOf(x) == id }); i >= 0 {
		return list[i]
	}
	return nil
}

func evidenceID(e *dossier.Evidence) dossier.ID     { return e.ID }
func reviewID(r *dossier.Review) dossier.ID         { return r.ID }
func oppositionID(o *dossier.Opposition) dossier.ID { return o.ID }
func sourceID(p *dossier.Profile) dossier.ID        { return p.ID }
func scaleID(s *dossier.Scale) dossier.ID           { return s.ID }
