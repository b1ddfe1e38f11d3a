package foreign

import (
	"bytes"
	"encoding/json"

	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// rangeMember is the member of an anchor that keeps the range that another program gave
// for it. It says where the words stood in that program's page, which nobody else has:
// it is handed on, and never looked for.
const rangeMember = "rangeSelector"

// rangeForm is a RangeSelector of the standard: two elements by XPath, and how many
// characters into each.
type rangeForm struct {
	Type          string  `json:"type"`
	StartSelector xpathed `json:"startSelector"`
	EndSelector   xpathed `json:"endSelector"`
}

type xpathed struct {
	Type      string           `json:"type"`
	Value     string           `json:"value"`
	RefinedBy positionSelector `json:"refinedBy"`
}

func newXPathed(path string, offset text.CodePoint) xpathed {
	return xpathed{"XPathSelector", path, positionSelector{"TextPositionSelector", offset, offset}}
}

// rangeSelector finds the range among the selectors of a target: as Hypothesis writes
// it, which is mapped, or of the standard.
func rangeSelector(target json.RawMessage) (json.RawMessage, bool) {
	var resource struct {
		Selector many[json.RawMessage] `json:"selector"`
	}
	if json.Unmarshal(target, &resource) != nil {
		return nil, false
	}
	for _, raw := range resource.Selector {
		var s struct {
			Type           string         `json:"type"`
			StartContainer *string        `json:"startContainer"`
			StartOffset    text.CodePoint `json:"startOffset"`
			EndContainer   *string        `json:"endContainer"`
			EndOffset      text.CodePoint `json:"endOffset"`
		}
		if json.Unmarshal(raw, &s) != nil || s.Type != "RangeSelector" {
			continue
		}
		if s.StartContainer == nil || s.EndContainer == nil {
			if compact, ok := compacted(raw); ok && isRange(compact) {
				return compact, true
			}
			continue
		}
		mapped, err := openjson.Encode(rangeForm{"RangeSelector", newXPathed(*s.StartContainer, s.StartOffset), newXPathed(*s.EndContainer, s.EndOffset)})
		return mapped, err == nil && isRange(mapped)
	}
	return nil, false
}

func compacted(raw json.RawMessage) (json.RawMessage, bool) {
	var out bytes.Buffer
	err := json.Compact(&out, raw)
	return out.Bytes(), err == nil
}

// isRange reports whether a member is exactly what rangeSelector makes, so that it can
// stand among the selectors of an annotation.
func isRange(raw json.RawMessage) bool {
	if len(raw) == 0 {
		return false
	}
	var f rangeForm
	if len(raw) == 0 || json.Unmarshal(raw, &f) != nil || f.Type != "RangeSelector" {
		return false
	}
	for _, s := range []xpathed{f.StartSelector, f.EndSelector} {
		if s.Type != "XPathSelector" || s.RefinedBy.Type != "TextPositionSelector" || s.RefinedBy.Start < 0 || s.RefinedBy.End < s.RefinedBy.Start {
			return false
		}
	}
	again, err := openjson.Encode(f)
	return err == nil && bytes.Equal(again, raw)
}

type positionSelector struct {
	Type  string         `json:"type"`
	Start text.CodePoint `json:"start"`
	End   text.CodePoint `json:"end"`
}
