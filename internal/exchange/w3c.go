package exchange

import (
	"encoding/json"
	"errors"
	"fmt"

	"gainsay/internal/anchor"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// Selected is what a W3C Web Annotation points at.
type Selected struct {
	ID     string
	Anchor anchor.Anchor // Text is empty: an annotation does not name the text it was true of
}

// DecodeSelectors reads what W3C Web Annotations point at: an annotation, an array
// of them, or an AnnotationCollection with its items in it. Of each target it
// takes a TextQuoteSelector and a TextPositionSelector, whose offsets are code
// points as the standard has them; a target without a quote has nothing that could
// be found again, and is a fault. Its error is a *Fault.
func DecodeSelectors(data []byte) ([]Selected, error) {
	whole, err := ReadJSON(data)
	if err != nil {
		return nil, err
	}
	annotations, path, err := AnnotationsIn(whole)
	if err != nil {
		return nil, err
	}
	var found []Selected
	for i, a := range annotations {
		one, err := selectedBy(a)
		if err != nil {
			return nil, RefuseAt(openjson.At(path(i), err))
		}
		found = append(found, one...)
	}
	return found, nil
}

// AnnotationsIn finds the annotations in a JSON document, as ReadJSON returns it, with where each stands in it:
// an annotation by itself, an array, the items of a page or of the first page of a
// collection, the rows of an answer of Hypothesis, or the annotations of its export. Its
// error is a *Fault.
func AnnotationsIn(whole json.RawMessage) (list []json.RawMessage, path func(int) string, err error) {
	if len(whole) > 0 && whole[0] == '[' {
		list, err := openjson.List[json.RawMessage](whole)
		if err != nil {
			return nil, nil, RefuseAt(err)
		}
		return list, func(i int) string { return fmt.Sprintf("[%d]", i) }, nil
	}
	holder, _ := openjson.Peek(whole)
	prefix := ""
	if first, embedded := openjson.Peek(holder["first"]); holder["items"] == nil && embedded {
		holder, prefix = first, "first."
	}
	for _, name := range []string{"items", "rows", "annotations"} {
		if holder[name] != nil {
			list, err := openjson.List[json.RawMessage](holder[name])
			if err != nil {
				return nil, nil, RefuseAt(openjson.At(prefix+name, err))
			}
			return list, func(i int) string { return fmt.Sprintf("%s%s[%d]", prefix, name, i) }, nil
		}
	}
	if holder["target"] == nil {
		return nil, nil, Refuse(NotOurs, "it holds no annotation")
	}
	return []json.RawMessage{whole}, func(int) string { return "annotation" }, nil
}

// selectedBy reads the targets of an annotation: one, or a list.
func selectedBy(annotation json.RawMessage) ([]Selected, error) {
	var a struct {
		ID     string          `json:"id"`
		Target json.RawMessage `json:"target"`
	}
	if err := json.Unmarshal(annotation, &a); err != nil {
		return nil, errors.New("is not an annotation")
	}
	if a.Target == nil {
		return nil, openjson.At("target", errMissing)
	}
	targets, err := openjson.List[json.RawMessage](a.Target)
	if err != nil {
		targets = []json.RawMessage{a.Target}
	}
	var found []Selected
	for _, target := range targets {
		one, err := AnchorOf(target)
		if err != nil {
			return nil, openjson.At("target", err)
		}
		found = append(found, Selected{ID: a.ID, Anchor: one})
	}
	return found, nil
}

// w3cSelector is any of the two kinds that are read.
type w3cSelector struct {
	Type   string         `json:"type"`
	Exact  string         `json:"exact"`
	Prefix string         `json:"prefix"`
	Suffix string         `json:"suffix"`
	Start  text.CodePoint `json:"start"`
	End    text.CodePoint `json:"end"`
}

// AnchorOf reads the selectors of a target: its quote, and its position where there is
// one. Its error says in plain words what is missing.
func AnchorOf(target json.RawMessage) (anchor.Anchor, error) {
	var resource struct {
		Selector json.RawMessage `json:"selector"`
	}
	if err := json.Unmarshal(target, &resource); err != nil || resource.Selector == nil {
		return anchor.Anchor{}, openjson.At("selector", errMissing)
	}
	selectors, err := openjson.List[w3cSelector](resource.Selector)
	if err != nil {
		var one w3cSelector
		if err := json.Unmarshal(resource.Selector, &one); err != nil {
			return anchor.Anchor{}, openjson.At("selector", errors.New("is not a selector"))
		}
		selectors = []w3cSelector{one}
	}
	var a anchor.Anchor
	for _, s := range selectors {
		switch s.Type {
		case "TextQuoteSelector":
			a.Exact, a.Prefix, a.Suffix = s.Exact, s.Prefix, s.Suffix
		case "TextPositionSelector":
			a.Start, a.End = s.Start, s.End
		}
	}
	if a.Exact == "" {
		return a, openjson.At("selector", errors.New("has no TextQuoteSelector with words in it"))
	}
	return a, nil
}
