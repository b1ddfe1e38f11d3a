package article

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

func sample(t *testing.T, name string) ([]byte, Article) {
	t.Helper()
	data, err := os.ReadFile("../../web/articles/" + name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	checkStructure(t, a)
	checkLayout(t, a)
	return data, a
}

func TestJapanChinaRow(t *testing.T) {
	data, a := sample(t, "japan-china-row.txt")
	if got, want := fields(a.Text()), fields(string(data)); !slices.Equal(got, want) {
		t.Errorf("the words are %q, not %q", got, want)
	}
	want := Metadata{
		Title:     "Japan-China Row Over Korean Defectors Simmers",
		Byline:    "Patrick Goodenough",
		Publisher: "CNSNews.com",
		Published: "2008-07-07T20:11:00-04:00",
	}
	if a.Metadata != want {
		t.Errorf("%+v, not %+v", a.Metadata, want)
	}
	roles := []Role{RoleHeadline, RoleByline}
	for range 11 {
		roles = append(roles, "")
	}
	roles = append(roles, RoleTail, RoleTail, RoleTail, RoleTail)
	var got []Role
	for _, b := range a.Blocks {
		got = append(got, b.Role)
	}
	if !slices.Equal(got, roles) {
		t.Errorf("the roles are %q, not %q", got, roles)
	}
	if body := a.Blocks[2].Text; !strings.HasPrefix(body, "Pacific Rim Bureau (CNSNews.com) - Japan is sending") {
		t.Errorf("the body begins %q", body)
	}
}

func TestJapanChinaRowIsAsItWasGiven(t *testing.T) {
	given, err := os.ReadFile("../../../shared/data/japan-china-row.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the article as it was given is not beside this repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := sample(t, "japan-china-row.txt"); !bytes.Equal(data, given) {
		t.Error("the shipped article is not the one that was given")
	}
}

func TestHarbourLights(t *testing.T) {
	_, a := sample(t, "harbour-lights.md")
	want := Metadata{
		Title:     "Harbour lights: who switched off the beacon at Port Sorrel?",
		Byline:    "Inès Marchand-Øvergård",
		Publisher: "Tidewater Wire",
		Published: "2025-03-03T06:40:00+00:00",
	}
	if a.Metadata != want {
		t.Errorf("%+v, not %+v", a.Metadata, want)
	}
	count := map[string]int{}
	for _, b := range a.Blocks {
		name, _, _ := strings.Cut(show(b), ":")
		count[name]++
	}
	for name, n := range map[string]int{"headline": 1, "byline": 1, "h2": 2, "q": 2, "q←": 1, "p←": 1, "li": 3, "tail": 1} {
		if count[name] != n {
			t.Errorf("%d blocks %q, not %d", count[name], name, n)
		}
	}
	if s := a.Text(); strings.Contains(s, "*") || !strings.Contains(s, "The Ōkami Maru’s master") || !strings.Contains(s, "👩🏽‍✈️👨‍👩‍👧‍👦") {
		t.Errorf("marks are left, or words are lost: %q", s)
	}
}
