package dossier

import (
	"slices"
	"strings"
	"time"
)

// Source is one of those who say something in a dossier.
type Source struct {
	Name   string   // as first written
	Claims []*Claim // what it said, in the order of the article
	Colour int      // counted from 0 in the order in which sources were first named; -1 for none
}

// SourceKey is the name under which different spellings of white space and case
// count as one source.
func SourceKey(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// Sources lists who says something, in the order of the article. Colours follow
// the age of the claims instead, so that a new claim higher up in the article
// does not recolour those below.
func (d *Dossier) Sources() []Source {
	at := make(map[string]int)
	keys := make(map[string]string) // by the name as written: most claims repeat one
	var list []Source
	for _, c := range d.Claims {
		written := c.Attribution.Source.Text
		if written == "" {
			continue
		}
		key, read := keys[written]
		if !read {
			key = SourceKey(written)
			keys[written] = key
		}
		if key == "" {
			continue
		}
		i, known := at[key]
		if !known {
			i = len(list)
			at[key] = i
			list = append(list, Source{Name: strings.TrimSpace(c.Attribution.Source.Text)})
		}
		list[i].Claims = append(list[i].Claims, c)
	}
	byAge := make([]*Source, len(list))
	for i := range list {
		byAge[i] = &list[i]
	}
	slices.SortStableFunc(byAge, func(a, b *Source) int { return oldest(a.Claims).Compare(oldest(b.Claims)) })
	for colour, s := range byAge {
		s.Colour = colour
	}
	return list
}

// Reporters lists who reports what others say, and says nothing in their own name, in the
// order of the article; each with the claims that they report. They have no colour of
// their own.
func (d *Dossier) Reporters() []Source {
	at := make(map[string]int)
	for _, s := range d.Sources() {
		at[SourceKey(s.Name)] = -1
	}
	var list []Source
	for _, c := range d.Claims {
		for _, r := range c.Attribution.Through {
			key := SourceKey(r.Source.Text)
			i, known := at[key]
			switch {
			case key == "" || i < 0:
				continue
			case !known:
				i = len(list)
				at[key] = i
				list = append(list, Source{Name: strings.TrimSpace(r.Source.Text), Colour: -1})
			}
			if claims := list[i].Claims; len(claims) == 0 || claims[len(claims)-1] != c {
				list[i].Claims = append(claims, c)
			}
		}
	}
	return list
}

// ColourOf returns the colour of each claim's source by claim, leaving out the
// claims that name none.
func ColourOf(sources []Source) map[ID]int {
	colours := make(map[ID]int)
	for _, s := range sources {
		for _, c := range s.Claims {
			colours[c.ID] = s.Colour
		}
	}
	return colours
}

func oldest(claims []*Claim) time.Time {
	first := claims[0].Created
	for _, c := range claims[1:] {
		if c.Created.Before(first) {
			first = c.Created
		}
	}
	return first
}
