package foreign

import (
	"errors"
	"strconv"
	"strings"

	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
)

// mostFaults bounds how many claims and oppositions are taken out of a file one by one.
// What has more faults is refused whole.
const mostFaults = 100

// sift takes the claims and oppositions out of a dossier that break what a dossier
// promises, and lists them. It changes d and is for its maker alone. Where the fault is
// in anything else, or there are too many, it fails with an *exchange.Fault.
func sift(d *dossier.Dossier) (left []Left, err error) {
	for range mostFaults {
		err := d.Validate()
		if err == nil {
			d.Sort()
			return left, nil
		}
		var at *openjson.PathError
		if !errors.As(err, &at) {
			return nil, exchange.RefuseAt(err)
		}
		if i, is := indexIn(at.Path, "claims"); is && i < len(d.Claims) {
			left = append(left, Left{string(d.Claims[i].ID), at.Error()})
			left = append(left, removeClaim(d, i)...)
		} else if i, is := indexIn(at.Path, "oppositions"); is && i < len(d.Oppositions) {
			left = append(left, Left{string(d.Oppositions[i].ID), at.Error()})
			d.Oppositions = removed(d.Oppositions, i)
		} else {
			return nil, exchange.RefuseAt(err)
		}
	}
	return nil, exchange.Refuse(exchange.Invalid, "more than %d of its claims and oppositions cannot be taken", mostFaults)
}

// removeClaim takes a claim out with its oppositions, and lists those.
func removeClaim(d *dossier.Dossier, i int) (left []Left) {
	id := d.Claims[i].ID
	d.Claims = removed(d.Claims, i)
	for _, c := range d.Claims {
		if c.ID == id { // of two claims with one id the other stays, with what it has
			return nil
		}
	}
	var kept []*dossier.Opposition
	for _, o := range d.Oppositions {
		if o.From == id || o.To == id {
			left = append(left, Left{string(o.ID), "one of its claims could not be taken"})
		} else {
			kept = append(kept, o)
		}
	}
	d.Oppositions = kept
	return left
}

// removed is a list without the one at an index; nil where that was the only one.
func removed[T any](list []T, i int) []T {
	if len(list) == 1 {
		return nil
	}
	return append(list[:i:i], list[i+1:]...)
}

// indexIn reads the index from a path such as claims[2].anchor.
func indexIn(path, list string) (int, bool) {
	rest, is := strings.CutPrefix(path, list+"[")
	digits, _, closed := strings.Cut(rest, "]")
	i, err := strconv.Atoi(digits)
	return i, is && closed && err == nil && i >= 0
}
