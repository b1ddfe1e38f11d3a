package dossier

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"gainsay/internal/openjson"
)

// List holds what belongs to one claim, opposition or dossier. Like all of a
// dossier it is never changed in place. An empty list is nil.
type List[T any] []*T

var errMissing = errors.New("is missing")

// UnmarshalJSON reads a list. An error names the index that it is about.
func (l *List[T]) UnmarshalJSON(data []byte) error {
	all, err := openjson.List[*T](data)
	if err != nil {
		return err
	}
	for i, one := range all {
		if one == nil {
			return openjson.At(fmt.Sprintf("[%d]", i), errMissing)
		}
	}
	*l = all
	if len(all) == 0 {
		*l = nil
	}
	return nil
}

// named is what has an id, and a time of its making by which lists are ordered.
type named interface {
	name() ID
	made() time.Time
}

func (c *Claim) name() ID        { return c.ID }
func (c *Claim) made() time.Time { return c.Created }

func (o *Opposition) name() ID        { return o.ID }
func (o *Opposition) made() time.Time { return o.Created }

// byAge orders by the time of making.
func byAge[T named](a, b T) int {
	return cmp.Or(a.made().Compare(b.made()), cmp.Compare(a.name(), b.name()))
}

// indexOf returns where the one with an id stands, or -1.
func indexOf[T named](list []T, id ID) int {
	return slices.IndexFunc(list, func(one T) bool { return one.name() == id })
}

// insert returns the list with one more, at its age.
func insert[L ~[]T, T named](list L, one T) L {
	at, _ := slices.BinarySearchFunc(list, one, byAge)
	return slices.Insert(slices.Clone(list), at, one)
}

// without returns the list without the one at an index.
func without[L ~[]T, T any](list L, at int) L {
	if len(list) == 1 {
		return nil
	}
	return slices.Delete(slices.Clone(list), at, at+1)
}

// replaced returns the list with another in the place of one.
func replaced[L ~[]T, T any](list L, at int, other T) L {
	list = slices.Clone(list)
	list[at] = other
	return list
}
