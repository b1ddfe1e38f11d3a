package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"gainsay/internal/modules"
)

// The part of CycloneDX 1.6 (ECMA-424) that a release needs. It is written here and not
// by a library, because it is a few objects, and a library would be one more dependency
// to list. It has no serial number and no time, which the standard leaves to the
// writer: they would make two builds differ.
type bom struct {
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Licenses   []license  `json:"licenses,omitempty"`
	URL        string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type license struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

func licensed(id string) []license {
	var l license
	l.License.ID = id
	return []license{l}
}

// sbom lists what the programs of a version are made of: the modules that are linked
// and the standard library of Go. A licence that is not known is an error.
func sbom(version, goVersion string, linked []modules.Module) ([]byte, error) {
	const self = "gainsay"
	list := bom{Format: "CycloneDX", SpecVersion: "1.6", Version: 1}
	list.Metadata.Component = component{Type: "application", Ref: self, Name: "gainsay", Version: version, Licenses: licensed("MIT")}
	std := strings.TrimPrefix(goVersion, "go")
	parts := []component{{
		Type: "library", Ref: packageURL("std", std), Name: "std", Version: std, Licenses: licensed("BSD-3-Clause"), URL: packageURL("std", std),
	}}
	for _, m := range linked {
		text, err := modules.LicenceText(m.Dir)
		if err != nil {
			return nil, fmt.Errorf("the licence of %s: %w", m.Path, err)
		}
		id := modules.Licence(text)
		if id == "" {
			return nil, fmt.Errorf("the licence of %s is not one that is known", m.Path)
		}
		at := packageURL(m.Path, m.Version)
		parts = append(parts, component{
			Type: "library", Ref: at, Name: m.Path, Version: m.Version, Licenses: licensed(id), URL: at,
			Properties: []property{{"gainsay:programs", strings.Join(m.Programs, ",")}, {"go:sum", m.Sum}},
		})
	}
	list.Components = parts
	top := dependency{Ref: self}
	for _, c := range parts {
		top.DependsOn = append(top.DependsOn, c.Ref)
	}
	list.Dependencies = []dependency{top}

	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(list)
	return out.Bytes(), err
}

// packageURL names a module as the Package URL specification does for Go.
func packageURL(path, version string) string {
	segments := strings.Split(strings.ToLower(path), "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return "pkg:golang/" + strings.Join(segments, "/") + "@" + url.PathEscape(version)
}
