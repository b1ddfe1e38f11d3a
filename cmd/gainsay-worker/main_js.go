package main

import (
	"time"

	"gainsay/internal/browser"
	"gainsay/internal/dossier"
	"gainsay/internal/workshop"
)

func main() {
	w := workshop.Workshop{Decode: browser.DecodeText, Now: time.Now, NewID: dossier.NewID}
	browser.Serve(func(words map[string]string, data []byte) (browser.Reply, error) {
		answered, made, err := w.Do(words, data)
		return browser.Reply{Words: answered, Data: made}, err
	})
}
