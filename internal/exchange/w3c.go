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
	annotations, path, err := annotationsIn(whole)
	if err != nil {
		return nil, RefuseAt(err)
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

type w3cAnnotation struct {
	ID     string          `json:"id"`
	Type   json.RawMessage `json:"type"`
	Target json.RawMessage `json:"target"`
}

// annotationsIn finds the annotations in a document, with what each is called.
func annotationsIn(whole json.RawMessage) (list []w3cAnnotation, path func(int) string, err error) {
	if list, err := openjson.List[w3cAnnotation](whole); err == nil {
		return list, func(i int) string { return fmt.Sprintf("[%d]", i) }, nil
	}
	var collection struct {
		Items json.RawMessage `json:"items"`
		First json.RawMessage `json:"first"`
	}
	if err := json.Unmarshal(whole, &collection); err != nil {
		return nil, nil, errors.New("it holds no annotation")
	}
	prefix := ""
	if collection.Items == nil && len(collection.First) > 0 && collection.First[0] == '{' {
		prefix = "first."
		if err := json.Unmarshal(collection.First, &collection); err != nil {
			return nil, nil, openjson.At("first", err)
		}
	}
	if collection.Items != nil {
		list, err := openjson.List[w3cAnnotation](collection.Items)
		return list, func(i int) string { return fmt.Sprintf("%sitems[%d]", prefix, i) }, err
	}
	var one w3cAnnotation
	if err := json.Unmarshal(whole, &one); err != nil || one.Target == nil {
		return nil, nil, errors.New("it holds no annotation")
	}
	return []w3cAnnotation{one}, func(int) string { return "annotation" }, nil
}

// selectedBy reads the targets of an annotation: one, or a list.
func selectedBy(a w3cAnnotation) ([]Selected, error) {
	if a.Target == nil {
		return nil, openjson.At("target", errMissing)
	}
	targets, err := openjson.List[json.RawMessage](a.Target)
	if err != nil {
		targets = []json.RawMessage{a.Target}
	}
	var found []Selected
	for _, target := range targets {
		one, err := anchorOf(target)
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

func anchorOf(target json.RawMessage) (anchor.Anchor, error) {
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
