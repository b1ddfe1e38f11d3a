// Package arrows holds the project to its architecture. It has no code of its
// own: its test reads which package imports which and fails on an arrow that
// docs/architecture.md forbids, so that a shortcut is a decision and not an
// accident.
package arrows
