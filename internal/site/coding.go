package site

import (
	"strconv"
	"strings"
)

// preferredCoding chooses among the offered content codings, the best first, by the
// values of Accept-Encoding (RFC 9110, section 12.5.3); "" is the body as it is. A
// coding that is not named is not taken, unless "*" stands for it; of equal weights
// the one that is offered first wins. A body that is refused in every form is sent as
// it is: the RFC allows it, and a page says more than an error.
func preferredCoding(accept, offered []string) string {
	weights := codingWeights(strings.Join(accept, ","))
	weight := func(coding string) float64 {
		if q, ok := weights[coding]; ok {
			return q
		}
		return weights["*"]
	}
	// As it is, the body is always acceptable, but liked less than any coding that is
	// named, unless it is given a weight of its own.
	best, bestWeight := "", weights["identity"]
	for _, coding := range offered {
		if q := weight(coding); q > 0 && (q > bestWeight || best == "" && q == bestWeight) {
			best, bestWeight = coding, q
		}
	}
	return best
}

// codingWeights reads a list such as "br;q=0.8, gzip". A weight that cannot be read
// counts as zero.
func codingWeights(list string) map[string]float64 {
	weights := make(map[string]float64)
	for item := range strings.SplitSeq(list, ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding == "" {
			continue
		}
		q := 1.0
		for parameter := range strings.SplitSeq(parameters, ";") {
			name, value, _ := strings.Cut(parameter, "=")
			if !strings.EqualFold(strings.TrimSpace(name), "q") {
				continue
			}
			read, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(read >= 0 && read <= 1) {
				read = 0
			}
			q = read
		}
		weights[coding] = q
	}
	return weights
}
