package dossier

// ByPlace compares two claims as a dossier orders them: by where they start, the
// longer first.
func ByPlace(a, b *Claim) int { return byPlace(a, b) }
