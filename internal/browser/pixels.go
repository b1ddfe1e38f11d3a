package browser

import "strconv"

// Pixels is a length as CSS writes it.
func Pixels(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) + "px" }
