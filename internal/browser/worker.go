package browser

// Answer is told what a worker answers: words by name, or why there are none.
type Answer func(words map[string]string, err error)
