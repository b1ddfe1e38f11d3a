package anchor

import (
	"sort"
	"strings"
	"unicode/utf8"

	"gainsay/internal/text"
)

// literally finds a selector of another program, which may begin or end anywhere in a
// word, letter by letter with all the context that it has. It is for what the words
// themselves do not find: a part of a word, or context that is cut in one.
//
// Where the selector leaves out a part of a word, and none of its context has that
// part, the word may be another one: "2 people" stands in "72 people". That is for a
// person to look at.
func (s *search) literally(copies []site) (Finding, bool) {
	contextual := s.q.start > 0 || s.q.end < s.q.folded.Len()
	var whole, parts []text.Span
	for _, at := range s.p.letters(s.q.folded.Text) {
		sp := text.Span{Start: at + s.q.start, End: at + s.q.end}
		first, last := s.p.tokenAround(sp.Start), s.p.tokenAround(sp.End)
		original := text.SnapToGraphemes(s.p.ix, s.p.folded.Original(sp))
		if first.Start < at || last.End > at+s.q.folded.Len() {
			parts = append(parts, original)
		} else {
			whole = append(whole, original)
		}
	}
	switch {
	case len(whole) == 1 && len(parts) == 0 && contextual && len(copies) == 0:
		return Finding{State: Exact, Span: whole[0]}, true
	case len(whole) == 1 && len(parts) == 0 && contextual && len(copies) > 1:
		if whole[0].Start == s.a.Start {
			return Finding{State: Exact, Span: whole[0]}, true
		}
		return Finding{State: Moved, Span: whole[0]}, true
	case len(copies) == 0 && len(whole)+len(parts) > 0:
		f := Finding{State: Ambiguous, Candidates: append(whole, parts...)}
		sort.Slice(f.Candidates, func(i, j int) bool { return f.Candidates[i].Start < f.Candidates[j].Start })
		return f, true
	}
	return Finding{}, false
}

// letters returns where some letters stand in the folded text, in code points, and no
// more places than a person would look through.
func (p *Prepared) letters(s string) []text.CodePoint {
	var list []text.CodePoint
	at, point := 0, text.CodePoint(0)
	for s != "" && len(list) < mostCopies {
		i := strings.Index(p.folded.Text[at:], s)
		if i < 0 {
			break
		}
		point += text.CodePoint(utf8.RuneCountInString(p.folded.Text[at : at+i]))
		list = append(list, point)
		at += i
		_, size := utf8.DecodeRuneInString(p.folded.Text[at:])
		at, point = at+size, point+1
	}
	return list
}

// tokenAround returns the token that has a place of the folded text strictly inside;
// else the place itself.
func (p *Prepared) tokenAround(at text.CodePoint) text.Span {
	i := sort.Search(len(p.to), func(i int) bool { return text.CodePoint(p.to[i]) > at })
	if i < len(p.from) && text.CodePoint(p.from[i]) < at {
		return text.Span{Start: text.CodePoint(p.from[i]), End: text.CodePoint(p.to[i])}
	}
	return text.Span{Start: at, End: at}
}
