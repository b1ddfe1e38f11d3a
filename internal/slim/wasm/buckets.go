package wasm

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// Buckets is the table by which Go's runtime finds the function of a place in the code
// (type findfuncbucket in package runtime, symtab.go): for every 4096 places the number of
// a function, in 32 bits, and sixteen steps from there, of a byte each. On wasm a function
// takes 65,536 places, however short it is; so each number stands there sixteen times,
// all steps are 0, and the table is a fifth of a program without saying anything.
type Buckets struct {
	start int // its address
	n     int // how many buckets there are: at least one
}

// What a bucket takes in memory, in bytes, how many places it is for, and how many buckets
// each function has.
const (
	bucketLength    = 20
	bucketPlaces    = 4096
	functionBuckets = 16
)

// Where Go's description of a program (type moduledata in package runtime, symtab.go) has
// 64-bit numbers, in bytes from its beginning: the addresses of the table of functions and
// of the buckets, and the places in the code where functions begin and end.
const (
	programFunctions = 0
	programBuckets   = 8 + 6*24
	programFirst     = programBuckets + 8
	programLast      = programFirst + 8
	programLength    = programLast + 8
)

// DropBuckets makes zero of the buckets, and returns what they were for WriteAtStart. The
// last stays as it is: it ends where the code does, and other data follow.
func (m Memory) DropBuckets() (Buckets, error) {
	t, err := m.findFunctab()
	if err != nil {
		return Buckets{}, err
	}
	for at := 0; at+programLength <= len(m); at += 8 {
		number := func(place int) uint64 { return binary.LittleEndian.Uint64(m[at+place:]) }
		if number(programFunctions) != uint64(t.at) {
			continue
		}
		start, places := number(programBuckets), number(programLast)-number(programFirst)
		if start > uint64(len(m)) || places > uint64(t.n)*functionBuckets*bucketPlaces {
			continue
		}
		if b := (Buckets{int(start), int(places / bucketPlaces)}); b.are(m) {
			clear(m[b.start : b.start+b.n*bucketLength])
			return b, nil
		}
	}
	return Buckets{}, errors.New("the program's buckets of functions are not those of this version of Go")
}

// are reports whether memory holds the buckets as they can be worked out.
func (b Buckets) are(m Memory) bool {
	if b.n == 0 || b.n*bucketLength > len(m)-b.start {
		return false
	}
	want := make([]byte, bucketLength)
	for i := range b.n {
		binary.LittleEndian.PutUint32(want, uint32(i/functionBuckets))
		at := b.start + i*bucketLength
		if !bytes.Equal(m[at:at+bucketLength], want) {
			return false
		}
	}
	return true
}

// WriteAtStart has the module write the buckets into its memory when it is instantiated,
// before anything of it runs. A module that does something then already is refused, and an
// error changes nothing.
func (m *Module) WriteAtStart(b Buckets) error {
	next := *m
	imported, err := importedFunctions(m.section(Import))
	if err != nil {
		return err
	}
	if m.section(Start) != nil {
		return errors.New("the module has a function that runs at its start")
	}
	kind, err := next.add(Types, []byte("\x60\x00\x00")) // takes nothing, returns nothing
	if err != nil {
		return err
	}
	own, err := next.add(Functions, binary.AppendUvarint(nil, uint64(kind)))
	if err != nil {
		return err
	}
	writer := b.writer()
	if _, err := next.add(Code, append(binary.AppendUvarint(nil, uint64(len(writer))), writer...)); err != nil {
		return err
	}
	behind := slices.IndexFunc(next.Sections, func(s Section) bool {
		return s.ID == Elements || s.ID == DataCount || s.ID == Code
	})
	start := Section{Start, binary.AppendUvarint(nil, uint64(imported+own))}
	m.Sections = slices.Insert(next.Sections, behind, start)
	return nil
}

// add puts one more item behind those of a section, and returns its number there.
func (m *Module) add(id byte, item []byte) (number int, err error) {
	r := reader{rest: m.section(id)}
	n := r.number()
	if r.err != nil {
		return 0, r.err
	}
	m.set(id, slices.Concat(binary.AppendUvarint(nil, uint64(n+1)), r.rest, item))
	return n, nil
}

// writer is the body of a function that writes the buckets: their numbers, since the
// rest of the memory is 0. The instructions are those of the Core Specification, 5.4.
func (b Buckets) writer() []byte {
	const (
		loop, void, branchIf      = 0x03, 0x40, 0x0d
		get, set, tee             = 0x20, 0x21, 0x22
		store                     = 0x36
		unequal, plus, shiftRight = 0x47, 0x6a, 0x76
		i32                       = 0x7f
		at, i                     = 0, 1 // locals: an address, and the number of a bucket
		aligned                   = 2    // to 4 bytes
		shift                     = 4    // functionBuckets is 1 << shift
	)
	number := func(n int) []byte { return appendSigned([]byte{constant}, n) }
	return slices.Concat(
		[]byte{1, 2, i32},
		number(b.start), []byte{set, at},
		[]byte{loop, void},
		[]byte{get, at, get, i}, number(shift), []byte{shiftRight, store, aligned, 0},
		[]byte{get, at}, number(bucketLength), []byte{plus, set, at},
		[]byte{get, i}, number(1), []byte{plus, tee, i},
		number(b.n), []byte{unequal, branchIf, 0},
		[]byte{end, end},
	)
}
