package storage

// everything begins every key of both places.
const everything = "gainsay:"

// Erase takes everything out of both places: dossiers, marks, settings, and what was set
// aside. It waits for the transactions under way, and what they did not get is dropped.
// On an error of the database nothing is changed; one of local storage leaves what it
// could not take out.
func (s *Store) Erase(done func(error)) {
	for _, b := range s.books {
		b.closing = true
		if b.flying > 0 {
			b.waiting = append(b.waiting, func() { s.Erase(done) })
			return
		}
	}
	if s.durable == nil {
		done(s.eraseLocal())
		return
	}
	fail := func(err error) {
		for _, b := range s.books {
			b.closing = false
			s.flush(b)
		}
		done(err)
	}
	s.durable.Load(everything, func(entries map[string]string, err error) {
		if err != nil {
			fail(err)
			return
		}
		gone := Batch{}
		for key := range entries {
			gone.Delete = append(gone.Delete, key)
		}
		s.durable.Commit(gone, func(err error) {
			if err != nil {
				fail(err)
				return
			}
			done(s.eraseLocal())
		})
	})
}

func (s *Store) eraseLocal() error {
	clear(s.books)
	var failed error
	for _, key := range keysWith(s.local, everything) {
		if err := s.local.Delete(key); err != nil {
			failed = err
		}
	}
	return failed
}
