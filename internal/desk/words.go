package desk

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/dossier"
	"gainsay/internal/text"
)

// Relation says how a claim stands to the other end of an opposition, as the
// words between them: Japan's denial "denies" Beijing's claim, which "is denied
// by" it.
func Relation(o *dossier.Opposition, from dossier.ID) string {
	active := from == o.From
	switch o.Kind {
	case dossier.Denies:
		if active {
			return "denies"
		}
		return "is denied by"
	case dossier.DisputesInPart:
		if active {
			return "disputes in part"
		}
		return "is disputed in part by"
	case dossier.AlternativeAccount:
		return "is an alternative account to"
	case dossier.Corroborates:
		return "corroborates"
	default:
		return "contradicts"
	}
}

// KindName is a kind of opposition in words.
func KindName(kind dossier.Kind) string {
	return strings.ReplaceAll(string(kind), "-", " ")
}

// Speaker names who makes a claim: its source, else the first words of its quote.
func Speaker(c *dossier.Claim) string {
	if c == nil {
		return "a removed claim"
	}
	if source := strings.TrimSpace(c.Attribution.Source.Text); source != "" {
		return source
	}
	return excerpt(c.Anchor.Exact)
}

// Sentence says what an opposition says: "Japan denies Beijing".
func (k *Desk) Sentence(o *dossier.Opposition) string {
	return Speaker(k.Claim(o.From)) + " " + Relation(o, o.From) + " " + Speaker(k.Claim(o.To))
}

// Unseen says which characters of a claim, its words and what was written to it, a
// reader cannot see: "holds 2 invisible characters: zero width space, right-to-left
// override"; "" where there are none.
func Unseen(c *dossier.Claim) string {
	texts := []string{c.Anchor.Exact, c.Attribution.Source.Text, c.Attribution.Cue.Text, c.Attribution.Content.Text, c.Statement, c.Note}
	for _, place := range c.Places {
		texts = append(texts, place.Exact)
	}
	found := text.FindUnseen(append(texts, c.Tags...)...)
	if len(found) == 0 {
		return ""
	}
	n, names := 0, make([]string, len(found))
	for i, u := range found {
		n, names[i] = n+u.Count, u.Name
		if u.Count > 1 {
			names[i] += " (" + strconv.Itoa(u.Count) + ")"
		}
	}
	return "holds " + Count(n, "invisible character") + ": " + strings.Join(names, ", ")
}

// Announce is how a claim announces itself to those who do not see its colours: its
// number in the order of the article, who says it and how, and what stands against it,
// as in "claim 3, Beijing, insisted, stance assert; opposed by claim 4, Japan, which
// denies it".
//
// The numbers are in no Look. A claim that is added high in a text shifts those of all
// below it, so that with them ten thousand highlights would be drawn anew for one. A
// view asks for this sentence when the person comes to the claim.
func (k *Desk) Announce(id dossier.ID) string {
	c := k.Claim(id)
	if c == nil {
		return ""
	}
	return describe(c, k.board.links[id], k.board.claims, func(c *dossier.Claim) string {
		return " " + strconv.Itoa(k.Number(c))
	})
}

// Number returns the place of a claim among the dossier's, counted from 1 in the order
// of the article; 0 where it is not one of them.
func (k *Desk) Number(c *dossier.Claim) int {
	if c == nil {
		return 0
	}
	at, found := slices.BinarySearchFunc(k.Dossier().Claims, c, dossier.ByPlace)
	if !found {
		return 0
	}
	return at + 1
}

// describe says what a claim is: who says it, with which cue and stance, and what it is
// set against. What number gives for a claim stands behind the word "claim".
func describe(c *dossier.Claim, links []*dossier.Opposition, byID map[dossier.ID]*dossier.Claim, number func(*dossier.Claim) string) string {
	said := []string{"claim" + number(c)}
	for _, word := range []string{c.Attribution.Source.Text, c.Attribution.Cue.Text} {
		if word = strings.TrimSpace(word); word != "" {
			said = append(said, word)
		}
	}
	if c.Stance != "" {
		said = append(said, "stance "+string(c.Stance))
	}
	if state := StateWords(c.State); state != "" {
		said = append(said, state)
	}
	words := strings.Join(said, ", ")
	for _, o := range links {
		other := byID[o.Other(c.ID)]
		if o.Kind.Opposes() {
			words += "; opposed by "
		} else {
			words += "; corroborated by "
		}
		if n := number(other); n != "" {
			words += "claim" + n + ", "
		}
		words += Speaker(other) + which(o, c.ID)
	}
	return words
}

// which says what the other end of an opposition does to a claim, as a clause.
func which(o *dossier.Opposition, from dossier.ID) string {
	switch {
	case o.Kind == dossier.Corroborates:
		return ""
	case o.Kind == dossier.AlternativeAccount:
		return ", an alternative account"
	case o.Kind == dossier.Contradicts:
		return ", which contradicts it"
	case from == o.From:
		return ", which it " + Relation(o, o.From)
	case o.Kind == dossier.DisputesInPart:
		return ", which disputes it in part"
	}
	return ", which denies it"
}

// Excerpt is the beginning of what a claim marks, in quotation marks.
func Excerpt(c *dossier.Claim) string { return excerpt(c.Anchor.Exact) }

// excerpt is the beginning of a quotation, in quotation marks, short enough to
// be heard.
func excerpt(s string) string {
	const most = 48
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		runes := []rune(s)[:most]
		s = strings.TrimRightFunc(string(runes), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) + "…"
	}
	return "“" + s + "”"
}

// Capital is a sentence, or a word, with a capital letter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// Count is a number with its noun: "1 claim", "2 claims".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

func joinTags(tags []string) string { return strings.Join(tags, ", ") }

// fieldName is what a field is called in a sentence.
func fieldName(field string) string {
	if _, part, ok := throughPart(field); ok {
		return "reporter’s " + part
	}
	switch field {
	case dossier.FieldSaidWhen, dossier.FieldContactWhen:
		return "date"
	case dossier.FieldSaidWhere:
		return "place"
	case dossier.FieldContactAnswer:
		return "answer"
	case dossier.FieldURL:
		return "address"
	case dossier.FieldArchived:
		return "archived address"
	case dossier.FieldSameAs:
		return "address of who it is"
	case FieldVerdictExplanation, FieldResolutionExplanation:
		return "explanation"
	}
	return field
}

// statusWords is a status in words.
func statusWords(s dossier.Status) string {
	return "“" + strings.ReplaceAll(s.String(), "-", " ") + "”"
}
