package desk

import (
	"strings"

	"gainsay/internal/dossier"
)

// Grouping is what the ledger puts its oppositions together by.
type Grouping string

// The groupings.
const (
	ByPair  Grouping = ""      // by the two who speak
	ByTopic Grouping = "topic" // by the topic that a person gave; those without one last
)

// Ledger is the oppositions of a dossier as they are read: face to face, in groups,
// what corroborates below what opposes.
type Ledger struct {
	Groups []Group
	Alone  []*dossier.Claim // those that nothing is set against, in the order of the article
}

// Group is a part of the ledger. It holds oppositions, or corroborations.
type Group struct {
	Left, Right  string // by pair: who speaks
	Topic        string // by topic: as first written; "" for those without
	Corroborates bool
	Faces        []Face
	All          int // how many faces there are, also where First left some out
}

// Face is an opposition with its two claims: Upper is answered, Lower answers it.
type Face struct {
	Opposition   *dossier.Opposition
	Upper, Lower *dossier.Claim
}

// NewLedger groups the oppositions of a dossier, each group where its first opposition
// was made. A pair is one whoever of the two answers; its sides stand as in its first
// opposition. The work grows with the dossier and no faster.
func NewLedger(d *dossier.Dossier, by Grouping) Ledger {
	claims := make(map[dossier.ID]*dossier.Claim, len(d.Claims))
	for _, c := range d.Claims {
		claims[c.ID] = c
	}
	var opposing, topicless, corroborating groups
	for _, o := range d.Oppositions {
		face := faceOf(d, o, claims)
		switch {
		case face.Upper == nil || face.Lower == nil:
		case !o.Kind.Opposes():
			corroborating.add(face, by)
		case by == ByTopic && strings.TrimSpace(o.Topic) == "":
			topicless.add(face, by)
		default:
			opposing.add(face, by)
		}
	}
	all := append(append(opposing.list, topicless.list...), corroborating.list...)
	return Ledger{Groups: all, Alone: unopposed(d)}
}

// Len is how many entries the ledger has: oppositions, and claims that stand alone.
func (l Ledger) Len() int {
	n := len(l.Alone)
	for _, g := range l.Groups {
		n += len(g.Faces)
	}
	return n
}

// First returns the ledger with its first n entries only.
func (l Ledger) First(n int) Ledger {
	var first Ledger
	for _, g := range l.Groups {
		if n == 0 {
			break
		}
		g.Faces = g.Faces[:min(n, len(g.Faces))]
		n -= len(g.Faces)
		first.Groups = append(first.Groups, g)
	}
	first.Alone = l.Alone[:min(n, len(l.Alone))]
	return first
}

// Until is how many entries there are up to the end of the groups that match, or 0.
func (l Ledger) Until(match func(Group) bool) (n int) {
	seen := 0
	for _, g := range l.Groups {
		seen += len(g.Faces)
		if match(g) {
			n = seen
		}
	}
	return n
}

// EntryAt is the opposition, or the claim that stands alone, at a place in the ledger.
func (l Ledger) EntryAt(n int) (opposition, alone dossier.ID) {
	for _, g := range l.Groups {
		if n < len(g.Faces) {
			return g.Faces[n].Opposition.ID, ""
		}
		n -= len(g.Faces)
	}
	if n < len(l.Alone) {
		return "", l.Alone[n].ID
	}
	return "", ""
}

// faceOf finds the claim that is answered and the one that answers it: for a directed
// kind To and From, else in the order of the article.
func faceOf(d *dossier.Dossier, o *dossier.Opposition, claims map[dossier.ID]*dossier.Claim) Face {
	from, to := claims[o.From], claims[o.To]
	if from != nil && to != nil && !o.Kind.Directed() && d.Before(from, to) {
		from, to = to, from
	}
	return Face{Opposition: o, Upper: to, Lower: from}
}

// groups is a list of groups that is being filled.
type groups struct {
	list []Group
	at   map[[2]string]int
	keys map[string]string // of every name and topic that was met
}

// key is the form of a name or topic in which its spellings are one.
func (g *groups) key(written string) string {
	key, known := g.keys[written]
	if !known {
		key = dossier.SourceKey(written)
		g.keys[written] = key
	}
	return key
}

func (g *groups) add(face Face, by Grouping) {
	if g.at == nil {
		g.at, g.keys = make(map[[2]string]int), make(map[string]string)
	}
	group := Group{Corroborates: !face.Opposition.Kind.Opposes()}
	var key [2]string
	if by == ByTopic {
		group.Topic = strings.TrimSpace(face.Opposition.Topic)
		key[0] = g.key(group.Topic)
	} else {
		group.Left, group.Right = Speaker(face.Upper), Speaker(face.Lower)
		key = [2]string{g.key(group.Left), g.key(group.Right)}
		if key[0] > key[1] {
			key[0], key[1] = key[1], key[0]
		}
	}
	at, known := g.at[key]
	if !known {
		at = len(g.list)
		g.at[key] = at
		g.list = append(g.list, group)
	}
	g.list[at].Faces = append(g.list[at].Faces, face)
	g.list[at].All++
}

// unopposed returns the claims that nothing is set against, also where something
// corroborates them.
func unopposed(d *dossier.Dossier) []*dossier.Claim {
	opposed := make(map[dossier.ID]bool, 2*len(d.Oppositions))
	for _, o := range d.Oppositions {
		if o.Kind.Opposes() {
			opposed[o.From], opposed[o.To] = true, true
		}
	}
	var alone []*dossier.Claim
	for _, c := range d.Claims {
		if !opposed[c.ID] {
			alone = append(alone, c)
		}
	}
	return alone
}
