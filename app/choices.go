package app

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/errand"
)

// keptChoices is what was chosen in a comparison, as it is kept until it is in a dossier.
// One comparison is kept at a time: the last in which something was chosen.
type keptChoices struct {
	Of      string          `json:"of"`   // the id of A
	With    string          `json:"with"` // the digest of what B was given as
	Choices []errand.Choice `json:"choices"`
}

// with tells what B was given as from all else that could be compared.
func (c *comparing) with() string {
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(c.asked)) {
		all.WriteString(name + "\x00" + c.asked[name] + "\x00")
	}
	return article.Digest(all.String())
}

// kept is what was chosen in the form of a setting; "" where nothing was, or all of it is
// in a dossier.
func (c *comparing) kept() string {
	if !c.unkept() {
		return ""
	}
	kept := keptChoices{Of: string(c.of), With: c.with()}
	for _, key := range slices.Sorted(maps.Keys(c.choices)) {
		kept.Choices = append(kept.Choices, c.choices[key])
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return ""
	}
	return string(data)
}

// recall takes up what was kept of a comparison of the same two, as far as its items are
// still there, and returns how many choices that are.
func (c *comparing) recall(setting string) int {
	var kept keptChoices
	if json.Unmarshal([]byte(setting), &kept) != nil || kept.Of != string(c.of) || kept.With != c.with() {
		return 0
	}
	for _, choice := range kept.Choices {
		if c.item(choice.Key) != nil {
			c.choices[choice.Key] = choice
		}
	}
	return len(c.choices)
}

// keepChoices keeps what was chosen, or lets go of it once it is in a dossier. Where there is
// no room it lasts no longer than the visit.
func (p *Page) keepChoices(c *comparing) { p.setSetting(settingChoices, c.kept()) }

// forgetChoices lets go of what was chosen about a dossier that is deleted.
func (p *Page) forgetChoices(id dossier.ID) {
	var kept keptChoices
	if json.Unmarshal([]byte(p.setting(settingChoices)), &kept) == nil && kept.Of == string(id) {
		p.setSetting(settingChoices, "")
	}
}
