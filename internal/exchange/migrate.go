package exchange

import (
	"errors"
	"fmt"
	"strconv"

	"gainsay/internal/openjson"
)

// migrations lead from each older version of the native format to the next: the one at
// v changes the members of a file of version v to those of version v+1. Its error names
// the member that it is about. All that it does not name stays as it is.
var migrations = [Version]func(members openjson.Extra) error{
	fromDraft,
}

// migrated takes a file of an older version to the present one, step by step. The file
// is a JSON object; its error is a *Fault.
func migrated(data []byte, version int) ([]byte, error) {
	if version == Version {
		return data, nil
	}
	if err := checkSyntax(data); err != nil {
		return nil, err
	}
	members, _ := openjson.Peek(data)
	for ; version < Version; version++ {
		if err := migrations[version](members); err != nil {
			return nil, RefuseAt(err)
		}
	}
	members["version"] = []byte(strconv.Itoa(Version))
	next, err := openjson.Close([]byte("{"), struct{}{}, members)
	if err != nil {
		return nil, RefuseAt(err)
	}
	return next, nil
}

// fromDraft takes a file of version 0, a draft that no release wrote, to version 1. There
// oppositions were links from a source to a target, and all of them made by people.
func fromDraft(members openjson.Extra) error {
	raw, found := members["links"]
	if !found {
		return openjson.At("links", errMissing)
	}
	if members["oppositions"] != nil {
		return openjson.At("oppositions", errors.New("stand beside links, which they were called in version 0"))
	}
	links, err := openjson.List[openjson.Extra](raw)
	if err != nil {
		return openjson.At("links", err)
	}
	for i, link := range links {
		if link == nil {
			return openjson.At(fmt.Sprintf("links[%d]", i), errMissing)
		}
		link["origin"] = []byte(`"human"`)
		for _, name := range []struct{ was, is string }{{"source", "from"}, {"target", "to"}} {
			if link[name.was] == nil {
				return openjson.At(fmt.Sprintf("links[%d].%s", i, name.was), errMissing)
			}
			link[name.is] = link[name.was]
			delete(link, name.was)
		}
	}
	delete(members, "links")
	if links == nil {
		links = []openjson.Extra{}
	}
	members["oppositions"], err = openjson.Encode(links)
	return err
}
