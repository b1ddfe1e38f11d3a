package anchor

// Diff compares two wordings word by word. The pieces that are the same or removed
// make up the old one, those that are the same or added the new one, but for white
// space and what folding makes equal.
func Diff(old, now string) []Edit { return diff(old, now) }
