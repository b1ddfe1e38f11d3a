package dossier

import (
	"encoding/json"

	"gainsay/internal/anchor"
	"gainsay/internal/openjson"
)

// The JSON forms below are those of the native file format: the journal, the
// snapshots and the exported file all use them, so that they cannot differ.

type plainClaim Claim

// MarshalJSON writes the claim with the members that it came with. Times are in
// UTC and a claim without tags has an empty list.
func (c Claim) MarshalJSON() ([]byte, error) {
	if c.Tags == nil {
		c.Tags = []string{}
	}
	c.Created, c.Modified = c.Created.UTC(), c.Modified.UTC()
	return openjson.Marshal(plainClaim(c), c.Extra)
}

// UnmarshalJSON reads a claim and keeps the members it does not know.
func (c *Claim) UnmarshalJSON(data []byte) (err error) {
	c.Extra, err = openjson.Unmarshal(data, (*plainClaim)(c))
	if len(c.Tags) == 0 {
		c.Tags = nil
	}
	if c.State == anchor.Exact {
		c.State = "" // what is not said
	}
	c.Created, c.Modified = c.Created.UTC(), c.Modified.UTC()
	return err
}

type plainOpposition Opposition

// MarshalJSON writes the opposition with the members that it came with.
func (o Opposition) MarshalJSON() ([]byte, error) {
	o.Created, o.Modified = o.Created.UTC(), o.Modified.UTC()
	return openjson.Marshal(plainOpposition(o), o.Extra)
}

// UnmarshalJSON reads an opposition and keeps the members it does not know.
func (o *Opposition) UnmarshalJSON(data []byte) (err error) {
	o.Extra, err = openjson.Unmarshal(data, (*plainOpposition)(o))
	o.Created, o.Modified = o.Created.UTC(), o.Modified.UTC()
	return err
}

type plainVersion Version

// MarshalJSON writes the version with the members that it came with.
func (v Version) MarshalJSON() ([]byte, error) {
	v.Replaced = v.Replaced.UTC()
	return openjson.Marshal(plainVersion(v), v.Extra)
}

// UnmarshalJSON reads a version and keeps the members it does not know.
func (v *Version) UnmarshalJSON(data []byte) (err error) {
	v.Extra, err = openjson.Unmarshal(data, (*plainVersion)(v))
	v.Replaced = v.Replaced.UTC()
	return err
}

// EncodeStep writes a step for the journal.
func EncodeStep(s Step) (json.RawMessage, error) {
	if s.written != nil {
		return s.written, nil
	}
	return openjson.Encode(s)
}

// Writing is a step that is being written for the journal, for those who cannot wait
// for one of ten thousand operations.
type Writing struct {
	step Step
	data []byte
	done int // operations
}

// Write begins to write a step.
func (s Step) Write() *Writing { return &Writing{step: s} }

// Work writes so many operations more, and reports whether there is more to do. An
// error ends it.
func (w *Writing) Work(most int) (more bool, err error) {
	if len(w.step.Ops) == 0 {
		w.step.written, err = openjson.Encode(w.step)
		return false, err
	}
	if w.data == nil {
		bare := w.step
		bare.Ops = []Op{}
		if w.data, err = openjson.Encode(bare); err != nil {
			return false, err
		}
		w.data = w.data[:len(w.data)-len("]}")]
	}
	for ; most > 0 && w.done < len(w.step.Ops); most-- {
		op, err := openjson.Encode(w.step.Ops[w.done])
		if err != nil {
			return false, err
		}
		if w.done > 0 {
			w.data = append(w.data, ',')
		}
		w.data = append(w.data, op...)
		w.done++
	}
	if w.done < len(w.step.Ops) {
		return true, nil
	}
	w.step.written = append(w.data, "]}"...)
	return false, nil
}

// Step returns the step, which EncodeStep need not write again once there is no more
// to do.
func (w *Writing) Step() Step { return w.step }

// DecodeStep reads a step from the journal. It fails on what is not a step of
// this version; applying the step checks the rest.
func DecodeStep(data json.RawMessage) (Step, error) {
	var s Step
	if err := json.Unmarshal(data, &s); err != nil {
		return Step{}, err
	}
	return s, nil
}
