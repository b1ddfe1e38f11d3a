package app

import "gainsay/internal/dossier"

// place is a field of something.
type place struct {
	target dossier.ID
	field  string
}

// refusedEntry is what was typed into a field and could not be taken, and why.
type refusedEntry struct{ typed, why string }

// entries are what was refused, by field. The person's words stay there, with the
// reason beside them, until they are set right or the dossier is left.
type entries struct {
	of  map[place]refusedEntry
	rev int // grows with every change, for a view to know when to draw anew
}

func (e *entries) refuse(at place, typed, why string) {
	if e.of == nil {
		e.of = make(map[place]refusedEntry)
	}
	e.of[at] = refusedEntry{typed, why}
	e.rev++
}

func (e *entries) accept(at place) {
	if _, was := e.of[at]; was {
		delete(e.of, at)
		e.rev++
	}
}

// in gives a field the words and the fault that wait in it, if any do.
func (e *entries) in(f *Field) *Field {
	if entry, refused := e.of[place{f.Target, f.Name}]; refused {
		f.Value, f.Fault = entry.typed, entry.why
	}
	return f
}
