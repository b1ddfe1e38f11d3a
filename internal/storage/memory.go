package storage

import (
	"maps"
	"slices"
)

// Memory is a Local that lasts as long as the program. It stands in for a local
// storage that the browser refuses.
type Memory struct{ entries map[string]string }

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{entries: make(map[string]string)} }

// Get returns the value of a key.
func (m *Memory) Get(key string) (string, bool) {
	value, ok := m.entries[key]
	return value, ok
}

// Set never fails.
func (m *Memory) Set(key, value string) error {
	m.entries[key] = value
	return nil
}

// Delete never fails.
func (m *Memory) Delete(key string) error {
	delete(m.entries, key)
	return nil
}

// Keys returns the keys in order.
func (m *Memory) Keys() []string { return slices.Sorted(maps.Keys(m.entries)) }
