// Package wasm takes the WebAssembly modules that Go's linker writes apart, and puts
// them together again.
//
// It knows of the format (WebAssembly Core Specification 2.0, chapter 5) what those
// modules use, and of Go what stands in their memory at start: the table of functions. It
// promises that what it does not know is refused, and that a module which was only taken
// apart and put together does the same.
package wasm

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Module is a module as its sections, in their order.
type Module struct {
	Sections []Section
}

// Section is one section: its number in the specification, and its content without
// number and length.
type Section struct {
	ID   byte
	Body []byte
}

// The sections that matter here.
const (
	Custom    = 0
	Types     = 1
	Import    = 2
	Functions = 3
	Start     = 8
	Elements  = 9
	Code      = 10
	Data      = 11
	DataCount = 12
)

const header = "\x00asm\x01\x00\x00\x00"

// Parse takes a module apart. The sections share the bytes given.
func Parse(module []byte) (Module, error) {
	r := reader{rest: module}
	if string(r.bytes(len(header))) != header {
		return Module{}, errors.New("this is no WebAssembly module of version 1")
	}
	var m Module
	for r.err == nil && len(r.rest) > 0 {
		id := r.byte()
		m.Sections = append(m.Sections, Section{id, r.bytes(r.number())})
	}
	return m, r.err
}

// Bytes puts a module together.
func (m Module) Bytes() []byte {
	b := []byte(header)
	for _, s := range m.Sections {
		b = append(b, s.ID)
		b = binary.AppendUvarint(b, uint64(len(s.Body)))
		b = append(b, s.Body...)
	}
	return b
}

// section returns the content of the first section with a number, or nil.
func (m Module) section(id byte) []byte {
	for _, s := range m.Sections {
		if s.ID == id {
			return s.Body
		}
	}
	return nil
}

// Segment is a piece of the memory that a module starts with: where, and what.
type Segment struct {
	Start int
	Bytes []byte
}

// What stands before the bytes of an active segment of the first memory: an expression
// that gives its place.
const (
	active   = 0
	constant = 0x41
	end      = 0x0b
)

// Segments returns the memory that the module starts with, in the order of the module.
func (m Module) Segments() ([]Segment, error) {
	r := reader{rest: m.section(Data)}
	var all []Segment
	for range r.number() {
		if r.number() != active || r.byte() != constant {
			return nil, errors.New("the module has data of a kind that Go does not write")
		}
		start := r.number32()
		if r.byte() != end {
			return nil, errors.New("the module has data at a place that is not a number")
		}
		all = append(all, Segment{start, r.bytes(r.number())})
	}
	if r.err == nil && len(r.rest) > 0 {
		return nil, errors.New("there is something behind the module's data")
	}
	return all, r.err
}

// SetSegments gives the module other memory to start with. Passive data, of which a
// module says the number in a section of its own, Go does not write.
func (m *Module) SetSegments(all []Segment) {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, s := range all {
		b = append(b, active, constant)
		b = appendSigned(b, s.Start)
		b = append(b, end)
		b = binary.AppendUvarint(b, uint64(len(s.Bytes)))
		b = append(b, s.Bytes...)
	}
	m.set(Data, b)
}

// set gives the first section with a number other content.
func (m *Module) set(id byte, body []byte) {
	i := slices.IndexFunc(m.Sections, func(s Section) bool { return s.ID == id })
	m.Sections = slices.Clone(m.Sections)
	m.Sections[i].Body = body
}

// appendSigned writes a number as signed LEB128.
func appendSigned(b []byte, n int) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

// Function is the body of one function, with the name that the linker gave it: its path
// and name with "_" for what is neither letter, digit nor dot.
type Function struct {
	Name string
	Body []byte
}

// Functions returns the functions of a module that was linked with their names.
func (m Module) Functions() ([]Function, error) {
	imported, err := importedFunctions(m.section(Import))
	if err != nil {
		return nil, fmt.Errorf("reading the imports: %w", err)
	}
	names, err := m.functionNames()
	if err != nil {
		return nil, fmt.Errorf("reading the names: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("the module has no names: link it without -s")
	}
	r := reader{rest: m.section(Code)}
	var all []Function
	for i := range r.number() {
		all = append(all, Function{names[imported+i], r.bytes(r.number())})
	}
	return all, r.err
}

// importedFunctions counts the imports: the functions of the module are numbered behind them.
func importedFunctions(body []byte) (int, error) {
	r := reader{rest: body}
	n := r.number()
	for range n {
		r.bytes(r.number()) // module
		r.bytes(r.number()) // name
		if kind := r.byte(); r.err == nil && kind != 0 {
			return 0, errors.New("the module imports what is no function")
		}
		r.number() // type
	}
	return n, r.err
}

// functionNames reads the part for functions of the custom section "name".
func (m Module) functionNames() (map[int]string, error) {
	names := make(map[int]string)
	for _, s := range m.Sections {
		r := reader{rest: s.Body}
		if s.ID != Custom || string(r.bytes(r.number())) != "name" {
			continue
		}
		for r.err == nil && len(r.rest) > 0 {
			const functions = 1
			id := r.byte()
			part := reader{rest: r.bytes(r.number())}
			if id != functions {
				continue
			}
			for range part.number() {
				i := part.number()
				names[i] = string(part.bytes(part.number()))
			}
			if part.err != nil {
				return nil, part.err
			}
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	return names, nil
}

var errShort = errors.New("the module ends before it is complete")

// reader reads from the front. After the first error everything it returns is nothing.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = errShort
	}
	r.rest = nil
}

func (r *reader) bytes(n int) []byte {
	if r.err != nil || n > len(r.rest) {
		r.fail()
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads unsigned LEB128 of 32 bits.
func (r *reader) number() int {
	n, width := binary.Uvarint(r.rest)
	if r.err != nil || width <= 0 || n >= 1<<32 {
		r.fail()
		return 0
	}
	r.rest = r.rest[width:]
	return int(n)
}

// number32 reads signed LEB128 that stands for an address.
func (r *reader) number32() int {
	n := 0
	for shift := 0; shift < 35 && r.err == nil; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 {
				n -= 1 << (shift + 7)
			}
			return n & 0xffffffff
		}
	}
	r.fail()
	return 0
}
