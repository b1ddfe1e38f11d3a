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
	if len(data) > Limit {
		return nil, fault(TooLarge, "the file is larger than %d MB", Limit>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if err := checkHead(data); err != nil {
		return nil, err
	}
	d, err := decodeFile(data)
	if err != nil {
		return nil, invalid(err)
	}
	if err := d.Validate(); err != nil {
		return nil, invalid(err)
	}
	d.Sort()
	return d, nil
}

// checkHead finds out whether the data are a whole file of ours, of a version
// that can be read.
func checkHead(data []byte) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return fault(CutOff, "the file is empty")
	}
	if !utf8.Valid(data) {
		return fault(NotJSON, "the file is not JSON: it is not in UTF-8")
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			return fault(NotOurs, "the file is not a Gainsay dossier: it holds no object")
		}
		return syntaxFault(data, err)
	}
	var format string
	if json.Unmarshal(members["format"], &format) != nil || format != Format {
		return fault(NotOurs, "the file is not a Gainsay dossier: its member “format” is not %q", Format)
	}
	var version int
	if json.Unmarshal(members["version"], &version) != nil || version < 1 {
		return &Fault{Code: Invalid, Path: "version", Message: "is not a version number"}
	}
	if version > Version {
		return fault(Newer, "the file is of version %d, and this program reads up to version %d; open it with a newer Gainsay", version, Version)
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
	Article     json.RawMessage                `json:"article"`
	Versions    json.RawMessage                `json:"versions"`
	Claims      json.RawMessage                `json:"claims"`
	Oppositions json.RawMessage                `json:"oppositions"`
	Sources     dossier.List[*dossier.Profile] `json:"sources"`
	Scales      dossier.List[*dossier.Scale]   `json:"scales"`
}

func decodeFile(data []byte) (*dossier.Dossier, error) {
	var f fileParts
	extra, err := openjson.Unmarshal(data, &f)
	if err != nil {
		return nil, err
	}
	for _, list := range []struct {
		name string
		raw  json.RawMessage
	}{{"claims", f.Claims}, {"oppositions", f.Oppositions}} {
		if list.raw == nil {
			return nil, openjson.At(list.name, errMissing)
		}
	}
	d := &dossier.Dossier{ID: f.ID, Name: f.Name, Created: f.Created.UTC(), Modified: f.Modified.UTC(), Profiles: f.Sources, Scales: f.Scales, Extra: extra}
	if f.Article == nil {
		return nil, openjson.At("article", errMissing)
	}
	if err := json.Unmarshal(f.Article, &d.Article); err != nil {
		return nil, openjson.At("article", err)
	}
	if f.Versions != nil {
		if d.Versions, err = openjson.List[dossier.Version](f.Versions); err != nil {
			return nil, openjson.At("versions", err)
		}
	}
	if d.Claims, err = list[*dossier.Claim](f.Claims); err != nil {
		return nil, openjson.At("claims", err)
	}
	if d.Oppositions, err = list[*dossier.Opposition](f.Oppositions); err != nil {
		return nil, openjson.At("oppositions", err)
	}
	return d, nil
}

var errMissing = errors.New("is missing")

// list decodes a list of which no element is null; an empty one is nil.
func list[T interface{ *E }, E any](raw json.RawMessage) ([]T, error) {
	all, err := openjson.List[T](raw)
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
