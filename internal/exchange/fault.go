package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gainsay/internal/openjson"
)

// Code names a kind of fault, for programs.
type Code string

// The faults that a native file can have.
const (
	TooLarge Code = "too-large"
	NotJSON  Code = "not-json"
	CutOff   Code = "cut-off"
	NotOurs  Code = "not-ours"
	Newer    Code = "newer"
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

func fault(code Code, format string, args ...any) error {
	return &Fault{Code: code, Message: fmt.Sprintf(format, args...)}
}

// invalid is the fault of a member, named by err if that is a PathError.
func invalid(err error) error {
	f := &Fault{Code: Invalid, Message: err.Error()}
	var at *openjson.PathError
	if errors.As(err, &at) {
		f.Path, f.Message = at.Path, at.Err.Error()
	}
	return f
}

// syntaxFault is the fault of data that encoding/json cannot read.
func syntaxFault(data []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return invalid(err)
	}
	if strings.Contains(err.Error(), "unexpected end") {
		return fault(CutOff, "the file is cut off: it ends at byte %d, in the middle", len(data))
	}
	line := 1 + strings.Count(string(data[:min(int(syntax.Offset), len(data))]), "\n")
	return fault(NotJSON, "the file is not JSON: %v, in line %d", err, line)
}
