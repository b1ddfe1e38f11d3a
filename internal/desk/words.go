package desk

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/dossier"
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

// describe is how a claim announces itself to those who do not see its colours:
// source, cue, stance and what it is set against.
func describe(c *dossier.Claim, links []*dossier.Opposition, byID map[dossier.ID]*dossier.Claim) string {
	var words []string
	for _, word := range []string{c.Attribution.Source.Text, c.Attribution.Cue.Text} {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	if c.Stance != "" {
		words = append(words, "stance "+string(c.Stance))
	}
	if state := StateWords(c.State); state != "" {
		words = append(words, state)
	}
	said := "claim"
	if len(words) > 0 {
		said += ": " + strings.Join(words, ", ")
	}
	for _, o := range links {
		said += "; " + Relation(o, c.ID) + " " + Speaker(byID[o.Other(c.ID)])
	}
	return said
}

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
