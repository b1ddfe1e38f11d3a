package wasm

// gap is how many zeros are left out of a module rather than compressed.
const gap = 64 << 10

// Pack makes a program that Go's linker wrote smaller on the wire: its memory is in few
// pieces, without lines, and the buckets of functions are written when it starts. An error
// changes nothing.
func (m *Module) Pack() error {
	memory, err := m.Memory()
	if err != nil {
		return err
	}
	if err := memory.DropLines(); err != nil {
		return err
	}
	buckets, err := memory.DropBuckets()
	if err != nil {
		return err
	}
	next := *m
	next.SetSegments(memory.Segments(gap))
	if err := next.WriteAtStart(buckets); err != nil {
		return err
	}
	*m = next
	return nil
}
