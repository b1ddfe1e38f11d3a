package workshop

import (
	"encoding/json"
	"errors"
	"fmt"

	"gainsay/internal/dossier"
	"gainsay/internal/errand"
	"gainsay/internal/exchange"
	"gainsay/internal/review"
)

// merge says what taking one dossier into another comes to.
func (w Workshop) merge(asked words, data []byte) (words, []byte, error) {
	kept, err := exchange.DecodeNative([]byte(asked[errand.Dossier]))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the dossier that is kept: %w", err)
	}
	came, err := exchange.DecodeNative(data)
	if err != nil {
		return nil, nil, err
	}
	options := review.Options{Editor: w.editor(asked)}
	if chosen := asked[errand.Choices]; chosen != "" {
		if err := json.Unmarshal([]byte(chosen), &options.Choices); err != nil {
			return nil, nil, fmt.Errorf("reading what was chosen: %w", err)
		}
	}
	merge := review.Merge
	if asked[errand.Mode] == errand.ModeReplace {
		merge = review.Replace
	}
	if asked[errand.Base] != "" {
		if options.Base, err = exchange.DecodeNative([]byte(asked[errand.Base])); err != nil {
			return nil, nil, fmt.Errorf("reading what the file was made from: %w", err)
		}
	}
	merged, err := merge(kept, came, options)
	if errors.Is(err, review.ErrNotBase) { // its id was changed by hand: less can be told
		options.Base = nil
		merged, err = merge(kept, came, options)
	}
	if err != nil {
		return nil, nil, err
	}
	told, err := toldOf(merged)
	if err != nil {
		return nil, nil, err
	}
	made, err := json.Marshal(told)
	return nil, made, err
}

// toldOf is what a merge came to, for the page.
func toldOf(m *review.Merged) (told errand.Merged, err error) {
	if told.Step, err = dossier.EncodeStep(m.Step); err != nil {
		return told, err
	}
	for _, c := range m.Changes {
		told.Changes = append(told.Changes, c.String())
	}
	for _, c := range m.Conflicts {
		told.Conflicts = append(told.Conflicts, errand.Conflict{
			Key: c.Key, Name: string(c.Subject) + " " + c.Name, Label: c.Label, A: c.A, B: c.B, Chosen: string(c.Chosen),
		})
	}
	for _, l := range m.Left {
		told.Left = append(told.Left, errand.Remnant{Where: string(l.Subject) + " " + l.Name, Why: l.Why})
	}
	return told, nil
}
