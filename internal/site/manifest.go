package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png" // the form of the pictures
	"strings"
)

// manifestAddress is where the app's manifest stands, at the root of the site: what it
// names is relative to itself.
const manifestAddress = "/manifest.webmanifest"

// screenshots is where the pictures of the page are that a browser shows with the offer to
// install it. The name of each begins with "wide" or "narrow".
const screenshots = webRoot + "screenshots/"

// manifest is a Web Application Manifest (W3C) with what its extensions let an installed
// app do: open files, and take what other apps share (Web Share Target).
type manifest struct {
	ID              string        `json:"id"`
	Name            string        `json:"name"`
	ShortName       string        `json:"short_name"`
	Description     string        `json:"description"`
	Language        string        `json:"lang"`
	Scope           string        `json:"scope"`
	StartURL        string        `json:"start_url"`
	Display         string        `json:"display"`
	BackgroundColor string        `json:"background_color"`
	ThemeColor      string        `json:"theme_color"`
	Categories      []string      `json:"categories"`
	Icons           []picture     `json:"icons"`
	Screenshots     []picture     `json:"screenshots,omitempty"`
	FileHandlers    []fileHandler `json:"file_handlers"`
	LaunchHandler   launchHandler `json:"launch_handler"`
	ShareTarget     shareTarget   `json:"share_target"`
}

type picture struct {
	Source     string `json:"src"`
	Type       string `json:"type"`
	Sizes      string `json:"sizes"`
	Purpose    string `json:"purpose,omitempty"`
	FormFactor string `json:"form_factor,omitempty"`
	Label      string `json:"label,omitempty"`
}

type fileHandler struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
}

type launchHandler struct {
	ClientMode string `json:"client_mode"`
}

type shareTarget struct {
	Action  string            `json:"action"`
	Method  string            `json:"method"`
	Coding  string            `json:"enctype"`
	Members map[string]string `json:"params"`
}

// shareAddress is where other apps send what is shared. It is a form that the service
// worker takes: what is shared reaches no server, which would refuse it.
const shareAddress = "share"

// renderManifest writes the manifest, with the pictures that there are.
func renderManifest(r resolver, static map[string]*Asset) (*Asset, error) {
	m := manifest{
		ID: "./", Scope: "./", StartURL: "./", Name: name, ShortName: name, Description: description, Language: "en",
		Display: "standalone", BackgroundColor: paper, ThemeColor: paper, Categories: []string{"news", "productivity"},
		Icons: []picture{
			{Source: r.Resolve(iconSVG), Type: "image/svg+xml", Sizes: "any"},
			{Source: r.Resolve(iconDefault), Type: "image/png", Sizes: "192x192"},
			{Source: r.Resolve(iconLarge), Type: "image/png", Sizes: "512x512"},
			{Source: r.Resolve(iconMaskable), Type: "image/png", Sizes: "512x512", Purpose: "maskable"},
		},
		FileHandlers: []fileHandler{{Action: "./", Accept: map[string][]string{"application/json": {".gainsay.json"}}}},
		// A file is opened beside what is open: each dossier has its own tab.
		LaunchHandler: launchHandler{ClientMode: "navigate-new"},
		ShareTarget: shareTarget{
			Action: shareAddress, Method: "POST", Coding: "multipart/form-data",
			Members: map[string]string{"title": "title", "text": "text", "url": "url"},
		},
	}
	for address := range sortedKeys(static) {
		if file, is := strings.CutPrefix(address, screenshots); is {
			shot, err := screenshot(r, file, static[address].body)
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", address, err)
			}
			m.Screenshots = append(m.Screenshots, shot)
		}
	}
	body, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return newAsset(contentType(manifestAddress), body), nil
}

func screenshot(r resolver, file string, body []byte) (picture, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil {
		return picture{}, err
	}
	form, _, _ := strings.Cut(strings.TrimSuffix(file, ".png"), "-")
	return picture{
		Source: r.Resolve(screenshots + file), Type: "image/" + format, Sizes: fmt.Sprintf("%dx%d", size.Width, size.Height),
		FormFactor: form, Label: "Claims of an article, set against the claims that deny them",
	}, nil
}
