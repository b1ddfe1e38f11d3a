package desk

// Slot is a card beside the text: the height at which its words stand, and how
// tall it is, both in CSS pixels.
type Slot struct{ Want, Tall float64 }

// Align gives each card, in the order of the article, the top at which it is
// drawn: where its words stand if that is free, else as near as it can slide
// without overlapping its neighbours, with a gap between any two. The card at
// index active wins its place, and the others make room; -1 means that none is
// active, and then earlier cards win. No top is negative.
func Align(slots []Slot, active int, gap float64) []float64 {
	tops := make([]float64, len(slots))
	if len(slots) == 0 {
		return tops
	}
	start := max(active, 0)
	tops[start] = max(slots[start].Want, 0)
	for i := start - 1; i >= 0; i-- {
		tops[i] = min(slots[i].Want, tops[i+1]-gap-slots[i].Tall)
	}
	// Above the active card there may be more cards than room: then all move down
	// together, the active one with them.
	floor := 0.0
	for i := range tops[:start+1] {
		tops[i] = max(tops[i], floor)
		floor = tops[i] + slots[i].Tall + gap
	}
	for i := start + 1; i < len(slots); i++ {
		tops[i] = max(slots[i].Want, tops[i-1]+slots[i-1].Tall+gap)
	}
	return tops
}
