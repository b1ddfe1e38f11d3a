package wasm

import (
	"errors"
	"slices"
)

// Memory is the memory that a module starts with, from address 0. What is in no segment
// is zero.
type Memory []byte

// most is how much memory a module may start with, in bytes.
const most = 256 << 20

// Memory returns the memory that the module starts with, to the end of the last segment.
func (m Module) Memory() (Memory, error) {
	segments, err := m.Segments()
	if err != nil {
		return nil, err
	}
	var memory Memory
	for _, s := range segments {
		end := s.Start + len(s.Bytes)
		if end > most {
			return nil, errors.New("the module starts with more memory than a page's program should")
		}
		if end > len(memory) {
			memory = append(memory, make([]byte, end-len(memory))...)
		}
		copy(memory[s.Start:], s.Bytes)
	}
	return memory, nil
}

// Segments cuts the memory where at least gap bytes are zero, and leaves those out.
//
// Go's linker cuts at 8 zeros, and so into as many segments as browsers take. The head of
// each is half a dozen bytes that no compressor foresees, where zeros cost it nothing.
func (m Memory) Segments(gap int) []Segment {
	var all []Segment
	start, zeros := -1, 0
	closeAt := func(end int) {
		if start >= 0 {
			all = append(all, Segment{start, slices.Clip(m[start:end])})
		}
		start = -1
	}
	for i, b := range m {
		if b != 0 {
			if start < 0 {
				start = i
			}
			zeros = 0
			continue
		}
		if zeros++; zeros == gap {
			closeAt(i + 1 - gap)
		}
	}
	closeAt(len(m) - min(zeros, len(m)))
	return all
}
