// Package review is what two people do with dossiers of one article: it pairs their
// claims, merges one dossier into the other, compares the two and makes a third out of
// what was settled, measures how far they agree, and says what changed between two
// states of one.
//
// It promises that nothing is dropped without being named. Merging takes what only one
// side changed, lists as a conflict what both did and leaves it as the receiving dossier
// has it until somebody chooses, comes to one step that can be undone, changes nothing
// when it is done again, and makes no claim, opposition or source twice. No number is
// given where it is not defined; the reason stands in its place. The same dossiers give
// the same answers, intervals among them.
//
// Everything here returns values; nothing is printed, and texts are for people as they are.
package review

import (
	"errors"
	"slices"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
)

// ErrOtherArticle is returned where two dossiers have neither the article's id, nor a
// text, nor an address in common.
var ErrOtherArticle = errors.New("the two dossiers are of different articles: they share no id, text or address of an article")

// ErrNotBase is returned where what two dossiers are said to come from has nothing in
// common with one of them, so that all that is in it would seem to have been removed.
var ErrNotBase = errors.New("the base is not what both dossiers come from: one of them has neither its id nor any of its claims")

// comesFrom reports whether a dossier can be a later state of another.
func comesFrom(d, base *dossier.Dossier) bool {
	return d.ID == base.ID || slices.ContainsFunc(base.Claims, func(c *dossier.Claim) bool { return d.Claim(c.ID) != nil })
}

// SameArticle reports whether two dossiers are of one article: by its id, a text that
// both have or had, or its address.
func SameArticle(a, b *dossier.Dossier) bool {
	return a.Article.ID == b.Article.ID || a.Article.URL != "" && a.Article.URL == b.Article.URL || shareText(a, b)
}

func shareText(a, b *dossier.Dossier) bool {
	known := digests(a)
	for digest := range digests(b) {
		if known[digest] {
			return true
		}
	}
	return false
}

// digests are those of all the texts that a dossier has or had.
func digests(d *dossier.Dossier) map[string]bool {
	set := make(map[string]bool)
	for _, a := range d.Texts() {
		set[digest(a)] = true
	}
	return set
}

func digest(a article.Article) string { return article.NewLayout(a).Digest() }

// readiness is what it takes to bring dossiers onto one text.
type readiness struct {
	editor  dossier.Editor
	breathe func() error
}

// together returns two dossiers of one article on one text, the newer of theirs: where
// only b was on a's text before, b's, else a's. step is what was done to a for that; it
// has no operations where nothing was.
func (r readiness) together(a, b *dossier.Dossier) (onA, onB *dossier.Dossier, step dossier.Step, err error) {
	if !SameArticle(a, b) {
		return nil, nil, step, ErrOtherArticle
	}
	if newer(b, a) {
		onA, step, err = r.onText(a, b.Article)
		return onA, b, step, err
	}
	onB, _, err = r.onText(b, a.Article)
	return a, onB, step, err
}

// newer reports whether d has left behind the text that other is on, and not the other
// way round.
func newer(d, other *dossier.Dossier) bool {
	left := func(d *dossier.Dossier, text string) bool {
		for _, v := range d.Versions {
			if digest(v.Article) == text {
				return true
			}
		}
		return false
	}
	return left(d, digest(other.Article)) && !left(other, digest(d.Article))
}

// onText returns a dossier with its claims found again in another text of its article;
// as it is where that is the text it is on.
func (r readiness) onText(d *dossier.Dossier, text article.Article) (*dossier.Dossier, dossier.Step, error) {
	update, err := dossier.NewUpdate(d, text)
	if errors.Is(err, dossier.ErrSameText) {
		return d, dossier.Step{}, nil
	}
	if err != nil {
		return nil, dossier.Step{}, err
	}
	for update.Work() {
		if err := r.breathe(); err != nil {
			return nil, dossier.Step{}, err
		}
	}
	step := update.Step(r.editor)
	next, err := step.Apply(d)
	return next, step, err
}

// ready fills in what a caller left out.
func ready(e dossier.Editor, breathe func() error) readiness {
	if breathe == nil {
		breathe = func() error { return nil }
	}
	return readiness{editor: e, breathe: breathe}
}
