package wasm

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Go's programs carry a table of their functions (package runtime, symtab.go, and package
// cmd/link/internal/ld, pcln.go): names, and for places in the code the height of the
// stack, the pointers on it, and file and line. All but the last is needed to run.

// magic is the beginning of the table's header since Go 1.20, up to the size of pointers:
// number, padding, unit of code (on wasm one), size of a pointer.
var magic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Places of 64-bit numbers in the header, in bytes from its beginning.
const (
	headerFunctions = 8  // how many there are
	headerUnits     = 40 // where the list of files of each compilation unit begins
	headerPlaces    = 56 // where the tables by places in the code begin
	headerEntries   = 64 // where the list of functions and their records begin
	headerLength    = 72
)

// Places of 32-bit numbers in a function's record, in bytes from its beginning.
const (
	recordStack     = 16
	recordFile      = 20
	recordLine      = 24
	recordTables    = 28 // how many other tables there are
	recordUnit      = 32
	recordStartLine = 36
	recordLength    = 44 // the other tables follow
)

var errFunctab = errors.New("the program's table of functions is not the one of this version of Go")

// functab is the table in a program's memory, cut into its parts.
type functab struct {
	at      int    // in the memory
	units   []byte // which files, and their names
	places  []byte
	entries []byte
	n       int
}

// findFunctab finds the table. There is no symbol that says where it is, but its header
// begins with a number that stands nowhere else by chance and then fits the rest.
func (m Memory) findFunctab() (functab, error) {
	for at := 0; ; at++ {
		next := bytes.Index(m[at:], magic)
		if next < 0 {
			return functab{}, errFunctab
		}
		at += next
		if t, ok := m[at:].functab(); ok {
			t.at = at
			return t, nil
		}
	}
}

func (m Memory) functab() (functab, bool) {
	if len(m) < headerLength {
		return functab{}, false
	}
	at := func(place int) int { return int(binary.LittleEndian.Uint64(m[place:])) }
	units, places, entries, n := at(headerUnits), at(headerPlaces), at(headerEntries), at(headerFunctions)
	ordered := headerLength <= units && units <= places && places < entries && entries < len(m)
	if !ordered || n <= 0 || n > (len(m)-entries)/8 {
		return functab{}, false
	}
	return functab{units: m[units:places], places: m[places:entries], entries: m[entries:], n: n}, true
}

// record returns the record of a function, or nil where the table points outside.
func (t functab) record(i int) []byte {
	at := int(binary.LittleEndian.Uint32(t.entries[8*i+4:]))
	if at < 8*t.n || at+recordLength > len(t.entries) {
		return nil
	}
	r := t.entries[at:]
	tables := int(binary.LittleEndian.Uint32(r[recordTables:]))
	if tables > 16 || recordLength+4*tables > len(r) {
		return nil
	}
	return r[:recordLength+4*tables]
}

// DropLines takes out of a Go program's memory which file and line each place in its code
// comes from. A trace of a panic then says names of functions and "?:0" for lines, which
// is what the runtime says of places that it knows nothing of; everything else stays.
// Nothing is moved: what goes becomes zero.
func (m Memory) DropLines() error {
	t, err := m.findFunctab()
	if err != nil {
		return err
	}
	begins := map[uint32]bool{} // the tables by places, and whether each is needed to run
	for i := range t.n {
		r := t.record(i)
		if r == nil {
			return fmt.Errorf("function %d: %w", i, errFunctab)
		}
		number := func(at int) uint32 { return binary.LittleEndian.Uint32(r[at:]) }
		for _, at := range []int{recordFile, recordLine} {
			begins[number(at)] = begins[number(at)]
		}
		begins[number(recordStack)] = true
		for at := recordLength; at < len(r); at += 4 {
			begins[number(at)] = true
		}
		for _, at := range []int{recordFile, recordLine, recordUnit, recordStartLine} {
			clear(r[at : at+4])
		}
	}
	clear(t.units)
	return t.dropTables(begins)
}

// dropTables makes zero of the tables that are not needed. Each goes to where the next begins.
func (t functab) dropTables(begins map[uint32]bool) error {
	begins[0] = true // stands for no table
	order := make([]int, 0, len(begins)+1)
	for at := range begins {
		order = append(order, int(at))
	}
	order = append(order, len(t.places))
	slices.Sort(order)
	if order[len(order)-1] != len(t.places) {
		return errFunctab
	}
	for i, at := range order[:len(order)-1] {
		if !begins[uint32(at)] {
			clear(t.places[at:order[i+1]])
		}
	}
	return nil
}
