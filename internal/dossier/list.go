package dossier

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"gainsay/internal/openjson"
)

// List holds what belongs to one claim, opposition or dossier, none of it nil. Like
// all of a dossier it is never changed in place. An empty list is nil.
type List[T any] []T

var errMissing = errors.New("is missing")

// UnmarshalJSON reads a list. An error names the index that it is about.
func (l *List[T]) UnmarshalJSON(data []byte) error {
	all, err := openjson.List[T](data)
	if err != nil {
		return err
	}
	var null T
	for i, one := range all {
		if any(one) == any(null) {
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
func insert[T named](list []T, one T) []T {
	at, _ := slices.BinarySearchFunc(list, one, byAge[T])
	return slices.Insert(slices.Clone(list), at, one)
}

// without returns the list without the one at an index.
func without[T any](list []T, at int) []T {
	if len(list) == 1 {
		return nil
	}
	return slices.Delete(slices.Clone(list), at, at+1)
}

// replaced returns the list with another in the place of one.
func replaced[T any](list []T, at int, other T) []T {
	list = slices.Clone(list)
	list[at] = other
	return list
}

// sortByAge brings a list into the order of making.
func sortByAge[T named](list []T) { slices.SortStableFunc(list, byAge[T]) }
