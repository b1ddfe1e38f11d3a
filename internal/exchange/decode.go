package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"gainsay/internal/dossier"
	"gainsay/internal/openjson"
)

// Limit is the largest native file that is read, in bytes.
const Limit = 20 << 20

// DecodeNative reads a native file. Its error is always a *Fault. The dossier that
// it returns is valid: every id occurs once, every quote is what the article says
// at its offsets, every opposition joins two claims of the file.
func DecodeNative(data []byte) (*dossier.Dossier, error) {
	return DecodeIn(data, func() error { return nil })
}

// DecodeIn is DecodeNative for a large file: breathe is called between pieces of the
// work. Its error ends the work and is returned as it is.
func DecodeIn(data []byte, breathe func() error) (*dossier.Dossier, error) {
	var interrupted error
	d, err := decodeIn(data, func() error {
		interrupted = breathe()
		return interrupted
	})
	if interrupted != nil {
		return nil, interrupted
	}
	return d, err
}

func decodeIn(data []byte, breathe func() error) (*dossier.Dossier, error) {
	if len(data) > Limit {
		return nil, Refuse(TooLarge, "the file is larger than %d MB", Limit>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	version, err := checkHead(data)
	if err != nil {
		return nil, err
	}
	if data, err = migrated(data, version); err != nil {
		return nil, err
	}
	d, err := decodeFile(data, breathe)
	if err != nil {
		// What is no JSON deep inside is found on the way there, but it is the file that is
		// no JSON.
		if err := checkSyntax(data); err != nil {
			return nil, err
		}
		return nil, RefuseAt(err)
	}
	if err := d.ValidateIn(breathe); err != nil {
		return nil, RefuseAt(err)
	}
	d.Sort()
	return d, nil
}

// checkHead finds out whether the data are a whole file of ours, of a version
// that can be read, and returns that.
func checkHead(data []byte) (version int, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return 0, Refuse(CutOff, "the file is empty")
	}
	if !utf8.Valid(data) {
		return 0, Refuse(NotJSON, "the file is not JSON: it is not in UTF-8")
	}
	members, ok := openjson.Peek(data)
	if !ok {
		if err := checkSyntax(data); err != nil {
			return 0, err
		}
	}
	var format string
	if json.Unmarshal(members["format"], &format) != nil || format != Format {
		if err := checkSyntax(data); err != nil {
			return 0, err
		}
		return 0, Refuse(NotOurs, "the file is not a Gainsay dossier: its member “format” is not %q", Format)
	}
	var said *int
	if json.Unmarshal(members["version"], &said) != nil || said == nil || *said < 0 {
		return 0, &Fault{Code: Invalid, Path: "version", Message: "is not a version number"}
	}
	if *said > Version {
		return 0, Refuse(Newer, "the file is of version %d, and this program reads up to version %d; open it with a newer Gainsay", *said, Version)
	}
	return *said, nil
}

// checkSyntax reads all of a file as JSON for what is wrong with it as such.
func checkSyntax(data []byte) error {
	var members map[string]json.RawMessage
	err := json.Unmarshal(data, &members)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return Refuse(NotOurs, "the file is not a Gainsay dossier: it holds no object")
	}
	if err != nil {
		return syntaxFault(data, err)
	}
	return nil
}

// fileParts is a native file with its lists still in pieces, so that an error in
// one can name its index.
type fileParts struct {
	Format      string                         `json:"format"`
	Version     int                            `json:"version"`
	ID          dossier.ID                     `json:"id"`
	Name        string                         `json:"name"`
	Created     time.Time                      `json:"created"`
	Modified    time.Time                      `json:"modified"`
	DerivedFrom string                         `json:"derivedFrom"`
	Article     openjson.Part                  `json:"article"`
	Versions    openjson.Part                  `json:"versions"`
	Claims      openjson.Part                  `json:"claims"`
	Oppositions openjson.Part                  `json:"oppositions"`
	Sources     dossier.List[*dossier.Profile] `json:"sources"`
	Scales      dossier.List[*dossier.Scale]   `json:"scales"`
}

func decodeFile(data []byte, breathe func() error) (*dossier.Dossier, error) {
	var f fileParts
	extra, err := openjson.Unmarshal(data, &f)
	if err != nil {
		return nil, err
	}
	for _, list := range []struct {
		name string
		raw  openjson.Part
	}{{"claims", f.Claims}, {"oppositions", f.Oppositions}} {
		if list.raw == nil {
			return nil, openjson.At(list.name, errMissing)
		}
	}
	d := &dossier.Dossier{ID: f.ID, Name: f.Name, Created: f.Created.UTC(), Modified: f.Modified.UTC(), Profiles: f.Sources, Scales: f.Scales, DerivedFrom: f.DerivedFrom, Extra: extra}
	if f.Article == nil {
		return nil, openjson.At("article", errMissing)
	}
	if err := d.Article.DecodeIn(f.Article, breathe); err != nil {
		return nil, openjson.At("article", err)
	}
	if f.Versions != nil {
		if d.Versions, err = openjson.List[dossier.Version](f.Versions); err != nil {
			return nil, openjson.At("versions", err)
		}
	}
	if d.Claims, err = list[*dossier.Claim](f.Claims, breathe); err != nil {
		return nil, openjson.At("claims", err)
	}
	if d.Oppositions, err = list[*dossier.Opposition](f.Oppositions, breathe); err != nil {
		return nil, openjson.At("oppositions", err)
	}
	return d, nil
}

var errMissing = errors.New("is missing")

// list decodes a list of which no element is null; an empty one is nil.
func list[T interface{ *E }, E any](raw []byte, breathe func() error) ([]T, error) {
	all, err := openjson.ListIn[T](raw, breathe)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for i, element := range all {
		if element == nil {
			return nil, openjson.At(fmt.Sprintf("[%d]", i), errMissing)
		}
	}
	return all, nil
}
