package app

import "testing"

func TestIsWebAddress(t *testing.T) {
	for typed, want := range map[string]bool{
		"https://news.example/a?b#c":    true,
		" HTTP://news.example \n":       true,
		"https://":                      false,
		"news.example/a":                false,
		"/web/articles/a.txt":           false,
		"https://news.example says so":  false,
		"https://a.example\nA headline": false,
		"":                              false,
	} {
		if got := isWebAddress(typed); got != want {
			t.Errorf("isWebAddress(%q) is %v", typed, got)
		}
	}
}
