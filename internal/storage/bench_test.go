package storage

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkStore appends to and opens dossiers whose journals are as long as they
// get before a snapshot takes their place.
func BenchmarkStore(b *testing.B) {
	step := text(strings.Repeat("x", 200))
	for _, size := range []int{10_000, 100_000, 400_000} {
		snapshot := text(strings.Repeat("x", size))
		b.Run(fmt.Sprintf("append/snapshot=%dKB", size/1000), func(b *testing.B) {
			db := newDatabase()
			s := New(NewMemory(), db, nil)
			s.Begin(id, snapshot, about(id, 0))
			b.ReportAllocs()
			for b.Loop() {
				s.Append(id, step, about(id, 1))
				db.settle()
				if s.NeedsCompact(id) {
					s.Compact(id, snapshot)
					db.settle()
				}
			}
		})
		b.Run(fmt.Sprintf("open/snapshot=%dKB", size/1000), func(b *testing.B) {
			local, db := NewMemory(), newDatabase()
			s := New(local, db, nil)
			s.Begin(id, snapshot, about(id, 0))
			for range longJournal - 1 {
				s.Append(id, step, about(id, 1))
			}
			db.settle()
			b.ReportAllocs()
			for b.Loop() {
				New(local, db, nil).Open(id, func(State, bool, error) {})
				db.settle()
			}
		})
	}
}
