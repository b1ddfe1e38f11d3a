// Package errand is what the page asks its worker to do: the names of the errands and
// the forms in which they are asked and answered. Both programs know this package, and
// neither needs the other's: the page carries none of the code that does an errand,
// and the worker none that draws a page.
//
// An errand is asked in words by name and in bytes, and answered so. What has more
// parts than that goes as JSON in the bytes.
package errand

import "encoding/json"

// The names of the words in which an errand is asked and answered.
const (
	Name      = "errand"
	URL       = "url"      // where a web page is from
	Label     = "label"    // the encoding that it came with
	Part      = "fragment" // not empty where the data are a part of a page
	Format    = "format"   // the name of a foreign format
	Dossier   = "dossier"  // a dossier in the compact native form
	File      = "file"     // what a file is called
	Media     = "media"    // the media type of a file
	Table     = "table"    // which table of a format that has several, or file beside it; "" for all
	Mark      = "mark"     // not empty where a text file begins with a byte order mark
	By        = "by"       // the name of the person
	Publisher = "publisher"
	Other     = "other"   // another dossier in the compact native form
	Choices   = "choices" // what was chosen, as JSON
	Base      = "base"    // what two dossiers came from, in the native form; "" where it is not known
)

// The errands.
const (
	// Read reads the article in a web page. The answer's words are the article as
	// article.Flat writes it.
	Read = "read"

	// List says what the dossier in the data can be written as: a JSON array of Offer.
	List = "list"

	// Write writes the dossier in the data in a format. The answer is a file: its bytes,
	// its File and its Media.
	Write = "write"

	// Take reads the data in a foreign format, whose label the answer's Format is, or ""
	// where they are in none. The answer's bytes are the dossier in the compact native
	// form; Left tells what was not taken, a JSON array of Remnant. Where
	// Dossier is given, it is the one whose article is open: a file that does not bring
	// the text of its article is set in that.
	Take = "take"

	Left = "left"

	// Merge says what taking the dossier in the data into Dossier comes to: the answer's
	// bytes are a Merged as JSON. Choices are what was chosen in conflicts, a JSON object
	// of "a" or "b" by their keys; Base is what both came from. Where Mode is ModeReplace, Dossier becomes what the
	// data hold instead, in one step as well.
	Merge       = "merge"
	Mode        = "mode"
	ModeReplace = "replace"
)

// Merged is what a merge comes to.
type Merged struct {
	Step      json.RawMessage `json:"step"` // a dossier.Step; one without operations changes nothing
	Changes   []string        `json:"changes,omitempty"`
	Conflicts []Conflict      `json:"conflicts,omitempty"`
	Left      []Remnant       `json:"left,omitempty"`
}

// Conflict is what two dossiers say differently, each changed by somebody.
type Conflict struct {
	Key    string `json:"key"`
	Name   string `json:"name"`  // of what it is about
	Label  string `json:"label"` // of the field
	A      string `json:"a"`     // in words; "" where nothing is said
	B      string `json:"b"`
	Chosen string `json:"chosen,omitempty"` // "a", "b", or "" for neither
}

// Offer is one form in which a dossier can be written.
type Offer struct {
	Format string   `json:"format"`
	Table  string   `json:"table,omitempty"`
	Label  string   `json:"label"`
	Loses  []string `json:"loses,omitempty"` // what the dossier holds and the form does not
	Lacks  []Lack   `json:"lacks,omitempty"` // what readers of the form ask for and the dossier does not hold
	Text   bool     `json:"text,omitempty"`  // it can be copied as text
	Rich   bool     `json:"rich,omitempty"`  // it can be copied as formatted text
}

// Lack is what a claim lacks for a form.
type Lack struct {
	Claim string   `json:"claim"` // its id; "" for what all claims lack
	Lacks []string `json:"lacks"`
}

// Remnant is something in a file that was not taken.
type Remnant struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}
