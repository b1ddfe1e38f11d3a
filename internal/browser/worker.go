package browser

// Reply is what a worker answers: words by name, and bytes, nil where there are none.
type Reply struct {
	Words map[string]string
	Data  []byte
}

// Answer is told what a worker answers, or why it does not.
type Answer func(reply Reply, err error)
