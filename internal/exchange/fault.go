package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"gainsay/internal/openjson"
)

// Code names a kind of fault, for programs.
type Code string

// The faults that a file can have.
const (
	TooLarge Code = "too-large"
	NotJSON  Code = "not-json"
	CutOff   Code = "cut-off"
	NotOurs  Code = "not-ours"
	Newer    Code = "newer"
	NoText   Code = "no-text" // it marks words of an article that it does not bring
	Invalid  Code = "invalid" // a member is missing, of a wrong type, or untrue
)

// Fault is why a file was refused.
type Fault struct {
	Code    Code
	Path    string // where in the file, as in claims[2].anchor; or ""
	Message string // a sentence without its full stop
}

func (f *Fault) Error() string {
	if f.Path == "" {
		return f.Message
	}
	return "the first fault is at " + f.Path + ": " + f.Message
}

// Refuse makes the fault of a whole file.
func Refuse(code Code, format string, args ...any) error {
	return &Fault{Code: code, Message: fmt.Sprintf(format, args...)}
}

// RefuseAt makes the fault of a member, named by err if that is an openjson.PathError.
func RefuseAt(err error) error {
	f := &Fault{Code: Invalid, Message: err.Error()}
	var at *openjson.PathError
	if errors.As(err, &at) {
		f.Path, f.Message = at.Path, at.Err.Error()
	}
	return f
}

// Readable returns the text of a file: not larger than Limit, in UTF-8, and without the
// byte order mark that it may begin with. Its error is a *Fault.
func Readable(data []byte) ([]byte, error) {
	if len(data) > Limit {
		return nil, Refuse(TooLarge, "the file is larger than %d MB", Limit>>20)
	}
	if !utf8.Valid(data) {
		return nil, Refuse(NotJSON, "the file is not text in UTF-8")
	}
	return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), nil
}

// ReadJSON returns the value that a file holds as JSON. Its error is a *Fault.
func ReadJSON(data []byte) (json.RawMessage, error) {
	data, err := Readable(data)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, Refuse(CutOff, "the file is empty")
	}
	if json.Valid(data) {
		return bytes.TrimSpace(data), nil
	}
	var whole json.RawMessage
	return nil, syntaxFault(data, json.Unmarshal(data, &whole))
}

// syntaxFault is the fault of data that encoding/json cannot read.
func syntaxFault(data []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return RefuseAt(err)
	}
	if strings.Contains(err.Error(), "unexpected end") {
		return Refuse(CutOff, "the file is cut off: it ends at byte %d, in the middle", len(data))
	}
	line := 1 + strings.Count(string(data[:min(int(syntax.Offset), len(data))]), "\n")
	return Refuse(NotJSON, "the file is not JSON: %v, in line %d", err, line)
}
